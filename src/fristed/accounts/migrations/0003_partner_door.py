from django.db import migrations, models

from fristed.kernel.walls import ACTOR, allow, allow_every_row, together

IS_A_HASH = models.Q(session_key__regex="^[0-9a-f]{64}$")
# Not forced: the owner makes accounts by command, and foreign keys are checked as the owner.
OWN_PEOPLE = (
    "alter table accounts_user enable row level security;",
    "alter table accounts_user disable row level security;",
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_drafts"),
    ]
    operations = [
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
