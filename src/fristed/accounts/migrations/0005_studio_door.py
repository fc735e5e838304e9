from django.db import migrations, models

from fristed.kernel.walls import ACTOR, allow, together

IS_A_HASH = models.Q(session_key__regex="^[0-9a-f]{64}$")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_walls_by_index")]
    operations = [
        migrations.CreateModel(
            "StudioSession",
            fields=[
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "session_key",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("session_data", models.BinaryField()),
                ("signed_in_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
                ("elsewhere", models.CharField(max_length=64, blank=True, db_index=True)),
                ("whose", models.CharField(max_length=64, blank=True, db_index=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(name="studiosession_key_is_a_hash", condition=IS_A_HASH)
                ],
            },
        ),
        migrations.RunSQL(
            *together(
                allow("accounts_user", "fristed_studio", "door", "select 'desk'::text as door"),
                allow("accounts_draft", "fristed_studio", "author_id", f"select {ACTOR}"),
            )
        ),
    ]
