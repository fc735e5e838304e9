from django.db import migrations, models

from fristed.kernel.walls import MEMBER, allow, together

MY_UNITS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER} and not m.leads"
)


class Migration(migrations.Migration):
    """A unit says when it has gone through what readers wrote in a week."""

    dependencies = [
        ("portal", "0012_letterboxes_by_unit"),
    ]
    operations = [
        migrations.AddField(
            model_name="letterbox",
            name="handled_on",
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(
            *together(
                allow("portal_letterbox", "fristed_desk", "unit", MY_UNITS, command="update"),
            )
        ),
    ]
