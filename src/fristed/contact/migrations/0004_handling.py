from django.db import migrations

from fristed.kernel.walls import MEMBER, allow, together, wall

MY_UNITS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER}"
)
OFFERED = (
    "select conversation_id from contact_passing where accepted_on is null"
    f" and withdrawn_on is null and to_unit = any(array({MY_UNITS}))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0002_walls"),
        ("organisation", "0001_units_people_and_places"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                wall("contact_passing"),
                allow("contact_passing", "fristed_desk", "from_unit", MY_UNITS),
                allow("contact_passing", "fristed_desk", "to_unit", MY_UNITS),
                # who is offered one sees that it waits, in codes and days, and takes it
                allow("contact_conversation", "fristed_desk", "id", OFFERED),
            )
        ),
    ]
