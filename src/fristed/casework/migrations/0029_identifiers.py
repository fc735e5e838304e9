from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0027_team_is_busy"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("casework_identifier"),
                allow("casework_identifier", "fristed_desk", "case_id", MINE),
                allow_every_row("casework_identifier", "fristed_worker"),
                allow_every_row("casework_matchingground", "fristed_worker", command="select"),
            )
        ),
    ]
