from django.db import migrations

from fristed.kernel.walls import (
    ACTOR,
    OPEN_FILE,
    allow,
    allow_every_row,
    definer,
    together,
    wall,
)

MINE = (
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
    -- what makes it a key; this keeps honest code from handing out sight of rows.
    if asker is null or (p_account <> asker and not exists (
        select 1 from vault_grant where file_id = p_file and holder_account = asker
            and revoked_at is null and (ends_at is null or ends_at > now())
    )) then
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

MARK_REVOKED = """
create function vault_mark_revoked(p_refs text[], p_at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asker bigint := nullif(current_setting('app.actor', true), '')::bigint;
    changed integer;
begin
    update vault_grant as g set revoked_at = p_at
    where g.ref = any(p_refs) and g.revoked_at is null and exists (
        select 1 from vault_grant mine where mine.file_id = g.file_id
            and mine.holder_account = asker
    );
    get diagnostics changed = row_count;
    return changed;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL("alter table vault_file set (fillfactor = 85)", ""),
        migrations.RunSQL(
            *together(
                wall("vault_grant"),
                allow(
                    "vault_grant",
                    "fristed_desk",
                    "holder_account",
                    f"select {ACTOR}",
                    command="select",
                ),
                allow_every_row("vault_grant", "fristed_gate"),
                allow_every_row("vault_grant", "fristed_keeper", command="select"),
                allow_every_row("vault_grant", "fristed_worker", command="select"),
                wall("vault_file"),
                allow("vault_file", "fristed_desk", "id", MINE),
                allow("vault_file", "fristed_nora", "id", f"select {OPEN_FILE}"),
                allow_every_row("vault_file", "fristed_keeper", command="select"),
                allow_every_row("vault_file", "fristed_worker", command="select"),
                allow_every_row("vault_file", "fristed_worker", command="update"),
                wall("vault_item"),
                allow("vault_item", "fristed_desk", "file_id", MINE),
                allow("vault_item", "fristed_nora", "file_id", f"select {OPEN_FILE}"),
                allow_every_row("vault_item", "fristed_worker", command="select"),
                definer(
                    "vault_keep_grant(text, bigint, text, bigint, text[], timestamptz,"
                    " timestamptz, text, text, bytea)",
                    KEEP_GRANT,
                    callers="fristed_desk",
                    needs={
                        "vault_grant": "select, insert, update",
                        "vault_grant_id_seq": "usage",
                    },
                ),
                definer(
                    "vault_mark_revoked(text[], timestamptz)",
                    MARK_REVOKED,
                    callers="fristed_desk",
                    needs={},
                ),
            )
        ),
    ]
