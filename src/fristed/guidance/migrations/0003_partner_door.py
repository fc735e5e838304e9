from django.db import migrations

from fristed.kernel.walls import ACTOR_REF, OPEN_FILE, allow, together

HERS = f"select file_id from guidance_inquiry where asker = {ACTOR_REF}"
KEY = {  # what she writes, and by which column it is hers
    "message": "file_id",
    "original": "file_id",
    "address": "file_id",
    "passing": "inquiry_id",
}


class Migration(migrations.Migration):
    """Whoever asks reaches her own; whoever has not signed in, only what she is sending just now."""

    dependencies = [
        ("guidance", "0002_walls"),
        ("vault", "0007_inquiries"),
        ("accounts", "0003_partner_door"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow("guidance_inquiry", "fristed_partner", "asker", f"select {ACTOR_REF}"),
                allow("guidance_inquiry", "fristed_partner", "file_id", f"select {OPEN_FILE}"),
                *(
                    allow(
                        f"guidance_{name}", "fristed_partner", column, select, name=f"partner_{of}"
                    )
                    for name, column in KEY.items()
                    for of, select in (("own", HERS), ("new", f"select {OPEN_FILE}"))
                ),
            )
        ),
    ]
