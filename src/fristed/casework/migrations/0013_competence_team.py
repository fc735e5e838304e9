from django.db import migrations

from fristed.kernel.walls import ACTOR, MEMBER, allow, together, wall

MINE = (
    f"select file_id from vault_grant where holder_account = {ACTOR}"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)
MY_UNITS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER}"
)
MY_CONSULTATIONS = (
    "select c.file_id from casework_consultation c where c.unit = any(array(" + MY_UNITS + "))"
)
MY_MEETINGS = "select t.id from casework_teammeeting t where t.unit = any(array(" + MY_UNITS + "))"
OF_A_CONSULTATION = ("sharedentry", "housingrequest", "returnrefund", "teamdecision")


def behind(name, column, select):
    return (
        wall(f"casework_{name}"),
        allow(f"casework_{name}", "fristed_desk", column, select),
    )


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0012_sharing"),
        ("vault", "0004_bars_and_shields"),
        ("organisation", "0001_units_people_and_places"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                *behind("consultation", "unit", MY_UNITS),
                *behind("teammeeting", "unit", MY_UNITS),
                *behind("compartment", "unit", MY_UNITS),
                *behind("agencynote", "compartment_id", MINE),
                *behind("agendaitem", "meeting_id", MY_MEETINGS),
                *(
                    part
                    for name in OF_A_CONSULTATION
                    for part in behind(name, "consultation_id", MY_CONSULTATIONS)
                ),
            )
        ),
    ]
