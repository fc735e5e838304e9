from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together

REGIONS = "select organisation_own_regions()"
TEAMS = (
    f"select file_id from vault_grant where holder_account = {ACTOR} and ground = 'team'"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)
BY_FILE = ("inquiry", "message", "original", "note", "answerdraft", "address")
BY_INQUIRY = ("passing", "steering", "looking")
HAD = "guidance_had(text, text, date)"
LET_PARTNER_CALL = (
    f"set local role fristed_gate; grant execute on function {HAD} to fristed_partner; reset role;",
    f"set local role fristed_gate; revoke execute on function {HAD} from fristed_partner;"
    "reset role;",
)


class Migration(migrations.Migration):
    """Members of a regional network work at the partner door with what their network has, as units
    do at the desk: its rows by the unit, their texts' rows by a team's key. Whoever asks holds a
    key of another ground, and sees no note and no draft."""

    dependencies = [
        ("guidance", "0007_calendars"),
        ("organisation", "0007_own_regions"),
        ("vault", "0010_regions"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow(
                    "guidance_inquiry",
                    "fristed_partner",
                    "unit",
                    REGIONS,
                    command="select",
                    name="partner_regions",
                ),
                allow(
                    "guidance_address",
                    "fristed_partner",
                    "unit",
                    REGIONS,
                    command="select",
                    name="partner_regions",
                ),
                *(
                    allow(
                        f"guidance_{name}", "fristed_partner", column, TEAMS, name="partner_team"
                    )
                    for column, names in (("file_id", BY_FILE), ("inquiry_id", BY_INQUIRY))
                    for name in names
                ),
                LET_PARTNER_CALL,
            )
        )
    ]
