"""The worker counts what came before the competence team: its codes and days, no text."""

from django.db import migrations

from fristed.kernel.walls import allow_every_row, together

COUNTED = ("casework_consultation", "casework_housingrequest", "casework_returnrefund")


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0019_deciding"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                *(allow_every_row(table, "fristed_worker", command="select") for table in COUNTED)
            )
        ),
    ]
