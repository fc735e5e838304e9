from django.db import migrations

from fristed.kernel.walls import allow, allow_every_row, together

PUBLIC = "select unnest(array['shown', 'recalled'])"
OLD = allow("portal_snapshot", "fristed_desk", "state", PUBLIC, command="select")
NEW = together(
    allow_every_row("portal_snapshot", "fristed_desk", command="select"),
    allow_every_row("portal_snapshot", "fristed_desk", command="update"),
)


class Migration(migrations.Migration):
    """Editors sign drafts at the desk; the public's role still sees none."""

    dependencies = [
        ("portal", "0002_walls"),
    ]
    operations = [migrations.RunSQL(OLD[1] + NEW[0], NEW[1] + OLD[0])]
