from django.db import migrations

from fristed.kernel.walls import MEMBER, allow, allow_every_row, together

MY_UNITS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER} and not m.leads"
)


class Migration(migrations.Migration):
    """Which weeks there is something in is for the unit that answers for the pages."""

    dependencies = [
        ("portal", "0011_the_desk_sees_no_drafts"),
        ("organisation", "0008_region_members"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow_every_row("portal_letterbox", "fristed_desk", command="select")[::-1],
                allow("portal_letterbox", "fristed_desk", "unit", MY_UNITS, command="select"),
            )
        )
    ]
