from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
OF_A_CASE = ("casework_contest", "casework_revision")


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0003_leaders_and_alarms"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                *(
                    part
                    for table in OF_A_CASE
                    for part in (wall(table), allow(table, "fristed_desk", "case_id", MINE))
                )
            )
        ),
    ]
