from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, definer_anew, together, wall

HELD = (
    f"select file_id from vault_grant where holder_account = {ACTOR}"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)

KEEP_GRANT = """
create function vault_keep_grant(
    p_ref text, p_file bigint, p_holder text, p_account bigint, p_parts text[],
    p_starts timestamptz, p_ends timestamptz, p_ground text, p_given_by text, p_mac bytea
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asker bigint := nullif(current_setting('app.actor', true), '')::bigint;
    kept bigint;
begin
    -- Her own grant, or somebody else's on a file she holds a grant for. The keeper's MAC is
    -- what makes it a key; this keeps honest code from handing out sight of rows. Never to
    -- somebody the file is closed to by name.
    if asker is null or (p_account <> asker and not exists (
        select 1 from vault_grant where file_id = p_file and holder_account = asker
            and revoked_at is null and (ends_at is null or ends_at > now())
    )) or exists (
        select 1 from vault_bar where file_id = p_file and holder_account = p_account
    ) then
        raise exception 'no grant to give' using errcode = 'insufficient_privilege';
    end if;
    insert into vault_grant (ref, file_id, holder, holder_account, parts, starts_at, ends_at,
                             ground, given_by, mac)
    values (p_ref, p_file, p_holder, p_account, p_parts, p_starts, p_ends, p_ground,
            p_given_by, p_mac)
    returning id into kept;
    return kept;
end $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("vault", "0003_blob_chunks"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("vault_bar"),
                allow(
                    "vault_bar",
                    "fristed_desk",
                    "holder_account",
                    f"select {ACTOR}",
                    command="select",
                ),
                allow("vault_bar", "fristed_desk", "file_id", HELD, command="select"),
                allow_every_row("vault_bar", "fristed_gate"),
                allow_every_row("vault_bar", "fristed_worker", command="select"),
                definer_anew(
                    "vault_keep_grant(text, bigint, text, bigint, text[], timestamptz,"
                    " timestamptz, text, text, bytea)",
                    KEEP_GRANT,
                    callers="fristed_desk",
                    needs={"vault_bar": "select"},
                ),
            )
        ),
    ]
