from django.db import migrations

from fristed.kernel.walls import OPEN_FILE, allow


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0010_regions"),
    ]
    operations = [
        # rights leave nora nothing but adding to the one conversation a visit is in
        migrations.RunSQL(
            *allow("vault_blobchunk", "fristed_nora", "file_id", f"select {OPEN_FILE}")
        ),
    ]
