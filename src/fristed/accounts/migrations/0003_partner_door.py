from django.db import migrations, models

from fristed.kernel.walls import ACTOR, allow, allow_every_row, together

IS_A_HASH = models.Q(session_key__regex="^[0-9a-f]{64}$")
# Not forced: the owner makes accounts by command, and foreign keys are checked as the owner.
OWN_PEOPLE = (
    "alter table accounts_user enable row level security;",
    "alter table accounts_user disable row level security;",
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_drafts")]
    operations = [
        migrations.AddField(
            "user",
            "door",
            models.CharField(
                max_length=8,
                choices=[("desk", "ansatte"), ("partner", "fagfolk i andre tjenester")],
                default="desk",
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                name="user_has_a_door", condition=models.Q(door__in=["desk", "partner"])
            ),
        ),
        migrations.CreateModel(
            "PartnerSession",
            fields=[
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "session_key",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("session_data", models.BinaryField()),
                ("signed_in_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        name="partnersession_key_is_a_hash", condition=IS_A_HASH
                    )
                ],
            },
        ),
        migrations.RunSQL(
            *together(
                OWN_PEOPLE,
                allow_every_row("accounts_user", "fristed_desk"),
                allow_every_row("accounts_user", "fristed_worker", command="select"),
                allow_every_row("accounts_user", "fristed_gate", command="select"),
                allow("accounts_user", "fristed_partner", "door", "select 'partner'::text as door"),
                allow("accounts_draft", "fristed_partner", "author_id", f"select {ACTOR}"),
            )
        ),
    ]
