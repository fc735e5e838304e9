from django.db import migrations

from fristed.kernel.walls import allow, allow_every_row, together, wall

PUBLIC = "select unnest(array['shown', 'recalled'])"


class Migration(migrations.Migration):
    """A draft is invisible to the public's own role, whatever a query forgets."""

    dependencies = [
        ("portal", "0001_pages"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                wall("portal_snapshot"),
                allow("portal_snapshot", "fristed_nora", "state", PUBLIC, command="select"),
                allow("portal_snapshot", "fristed_desk", "state", PUBLIC, command="select"),
                allow_every_row("portal_snapshot", "fristed_worker", command="select"),
                allow_every_row("portal_snapshot", "fristed_migrate"),
            )
        ),
    ]
