from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
TABLES = (
    "casework_traveltalk",
    "casework_trip",
    "casework_tripaddresses",
    "casework_checkin",
    "casework_ladderstep",
    "casework_stayabroad",
    "casework_routinestep",
)


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0014_referring"),
        ("vault", "0004_bars_and_shields"),
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
