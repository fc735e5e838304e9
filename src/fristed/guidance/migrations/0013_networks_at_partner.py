from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together

REGIONS = "select organisation_own_regions()"
HERS = f"select {ACTOR}"
REACHED = (
    ("networkmeeting", "unit", REGIONS),
    ("networkitem", "meeting_id", "select id from guidance_networkmeeting"),
    ("networkaction", "item_id", "select id from guidance_networkitem"),
    ("networkaddition", "unit", REGIONS),
    ("absence", "person_id", HERS),
    ("calendarfeed", "person_id", HERS),
)
CALLED = "guidance_busy(bigint[], timestamptz, timestamptz), guidance_feed_of(bytea)"
LET_PARTNER_CALL = (
    f"set local role fristed_gate; grant execute on function {CALLED} to fristed_partner;"
    "reset role;",
    f"set local role fristed_gate; revoke execute on function {CALLED} from fristed_partner;"
    "reset role;",
)


class Migration(migrations.Migration):
    """Members of a regional network meet, and keep their calendars, at the partner door too."""

    dependencies = [("guidance", "0012_schools"), ("organisation", "0008_region_members")]
    operations = [
        migrations.RunSQL(
            *together(
                *(
                    allow(f"guidance_{table}", "fristed_partner", column, select)
                    for table, column, select in REACHED
                ),
                LET_PARTNER_CALL,
            )
        )
    ]
