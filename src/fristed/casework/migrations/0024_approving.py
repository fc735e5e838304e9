from django.db import migrations

from fristed.kernel.walls import ACTOR, MEMBER, allow, allow_every_row, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
RULED = (
    "select u.code from organisation_unit u where exists (select 1 from organisation_membership m"
    f" where {MEMBER}"
    " and (m.leads and m.unit_id = u.id or m.role = 'administrator'))"
)

class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0022_abroad_and_asked"),
        ("vault", "0007_inquiries"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("casework_approvalrule"),
                # what a unit wants is no secret; who leads it says so
                allow_every_row("casework_approvalrule", "fristed_desk", command="select"),
                *(
                    allow("casework_approvalrule", "fristed_desk", "unit", RULED, command=command)
                    for command in ("insert", "update")
                ),
                wall("casework_approval"),
                allow("casework_approval", "fristed_desk", "case_id", MINE),
                # she sees what she is asked; no row of the case
                *(
                    allow(
                        "casework_approval",
                        "fristed_desk",
                        "leader_id",
                        f"select {ACTOR}",
                        command=command,
                    )
                    for command in ("select", "update")
                ),
            )
        ),
    ]
