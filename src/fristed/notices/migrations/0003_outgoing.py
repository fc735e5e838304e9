from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together, wall


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_neutral_list"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                wall("notices_outgoing"),
                allow("notices_outgoing", "fristed_desk", "by_id", f"select {ACTOR}"),
            )
        ),
    ]
