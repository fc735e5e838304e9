from django.db import migrations

from fristed.kernel.walls import OPEN_FILE, allow, together

JUST_NOW = f"select {OPEN_FILE}"


class Migration(migrations.Migration):
    """The worker keeps what comes by mail: the one file it is taking in just now."""

    dependencies = [
        ("vault", "0011_files_from_young_people"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow("vault_file", "fristed_worker", "id", JUST_NOW, command="insert"),
                allow("vault_item", "fristed_worker", "file_id", JUST_NOW, command="insert"),
                allow("vault_blobchunk", "fristed_worker", "file_id", JUST_NOW),
            )
        )
    ]
