from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
TABLES = ("casework_dutyassessment", "casework_dutystep")


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0004_timeline"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                *(
                    part
                    for table in TABLES
                    for part in (wall(table), allow(table, "fristed_desk", "case_id", MINE))
                )
            )
        ),
    ]
