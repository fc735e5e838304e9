from django.db import migrations

from fristed.kernel.walls import allow, allow_every_row, together

PUBLIC = "select unnest(array['shown', 'recalled'])"
NEW = allow("portal_snapshot", "fristed_desk", "state", PUBLIC, command="select")
OLD = together(
    allow_every_row("portal_snapshot", "fristed_desk", command="select"),
    allow_every_row("portal_snapshot", "fristed_desk", command="update"),
)


class Migration(migrations.Migration):
    """Pages are written, signed and recalled in the studio alone."""

    dependencies = [("portal", "0010_contributions")]
    operations = [migrations.RunSQL(OLD[1] + NEW[0], NEW[1] + OLD[0])]
