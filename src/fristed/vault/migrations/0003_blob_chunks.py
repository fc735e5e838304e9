from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together, wall

MINE = (
    f"select file_id from vault_grant where holder_account = {ACTOR}"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0002_walls"),
    ]
    operations = [
        migrations.RunSQL(
            # sealed bytes do not compress
            "alter table vault_blobchunk alter column data set storage external",
            "",
        ),
        migrations.RunSQL(
            *together(
                wall("vault_blobchunk"),
                allow("vault_blobchunk", "fristed_desk", "file_id", MINE),
            )
        ),
    ]
