from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
TABLES = ("cooperationplan", "cooperationmeeting", "cooperationpart")
COUNTED = ("casework_cooperationplan", "casework_cooperationpart")


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0024_approving"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                *(
                    part
                    for table in TABLES
                    for part in (
                        wall(f"casework_{table}"),
                        allow(f"casework_{table}", "fristed_desk", "case_id", MINE),
                    )
                ),
                *(allow_every_row(table, "fristed_worker", command="select") for table in COUNTED),
            )
        ),
    ]
