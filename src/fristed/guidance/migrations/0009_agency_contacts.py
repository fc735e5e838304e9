from django.db import migrations

from fristed.kernel.walls import allow_every_row, together, wall


class Migration(migrations.Migration):

    dependencies = [
        ("guidance", "0008_regions_at_partner"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("guidance_agencycontact"),
                allow_every_row("guidance_agencycontact", "fristed_desk"),
            )
        ),
    ]
