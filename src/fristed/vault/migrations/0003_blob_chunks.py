import django.db.models.deletion
from django.db import migrations, models

from fristed.kernel.walls import ACTOR, allow, together, wall

MINE = (
    f"select file_id from vault_grant where holder_account = {ACTOR}"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_walls")]
    operations = [
        migrations.CreateModel(
            name="BlobChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("blob", models.CharField(max_length=26)),
                ("number", models.IntegerField()),
                ("data", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="vault.file",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("file", "blob", "number"), name="vault_chunk_numbered")
                ],
            },
        ),
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
