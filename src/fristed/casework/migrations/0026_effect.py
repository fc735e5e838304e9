from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
TABLES = ("casework_goal", "casework_scaling", "casework_laterconsent")


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0025_cooperating"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                *(
                    part
                    for table in TABLES
                    for part in (wall(table), allow(table, "fristed_desk", "case_id", MINE))
                ),
                allow_every_row("casework_goal", "fristed_worker", command="select"),
                allow_every_row("casework_scaling", "fristed_worker", command="select"),
            )
        ),
    ]
