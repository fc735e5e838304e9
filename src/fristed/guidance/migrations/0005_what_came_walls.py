from django.db import migrations

from fristed.kernel.walls import ACTOR_REF, allow, allow_every_row, together, wall

HERS = f"select file_id from guidance_inquiry where asker = {ACTOR_REF}"


class Migration(migrations.Migration):
    """What came of an answer is the asker's to say, and the worker's to count."""

    dependencies = [
        ("guidance", "0003_partner_door"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                wall("guidance_aftermath"),
                allow("guidance_aftermath", "fristed_partner", "inquiry_id", HERS),
                allow_every_row("guidance_aftermath", "fristed_worker", command="select"),
            )
        )
    ]
