from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0018_matching"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("casework_decision"),
                allow("casework_decision", "fristed_desk", "case_id", MINE),
            )
        ),
    ]
