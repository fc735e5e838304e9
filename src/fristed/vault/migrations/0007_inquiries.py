from django.db import migrations

from fristed.kernel.walls import ACTOR, ACTOR_REF, OPEN_FILE, allow, together

KINDS = [
    ("case", "Case"),
    ("conversation", "Conversation"),
    ("consultation", "Consultation"),
    ("compartment", "Compartment"),
    ("inquiry", "Inquiry"),
    ("trip", "Trip"),
]
HERS = f"select id from vault_file where creator = {ACTOR_REF}"
KEEP_GRANT = (
    "vault_keep_grant(text, bigint, text, bigint, text[], timestamptz, timestamptz, text, text,"
    " bytea)"
)
LET_PARTNER_KEEP = (
    f"set local role fristed_gate; grant execute on function {KEEP_GRANT} to fristed_partner;"
    "reset role;",
    f"set local role fristed_gate; revoke execute on function {KEEP_GRANT} from fristed_partner;"
    "reset role;",
)


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0004_bars_and_shields"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                allow("vault_file", "fristed_partner", "creator", f"select {ACTOR_REF}"),
                allow("vault_file", "fristed_partner", "id", f"select {OPEN_FILE}"),
                allow("vault_item", "fristed_partner", "file_id", HERS, name="partner_own_items"),
                allow(
                    "vault_item",
                    "fristed_partner",
                    "file_id",
                    f"select {OPEN_FILE}",
                    name="partner_new_items",
                ),
                allow(
                    "vault_grant",
                    "fristed_partner",
                    "holder_account",
                    f"select {ACTOR}",
                    command="select",
                ),
                LET_PARTNER_KEEP,
            )
        ),
    ]
