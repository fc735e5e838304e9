from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, definer, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
RESPONSIBLE = "ground in ('creator', 'hand_over')"

CASE_BY_REF = """
create function casework_case_by_ref(p_ref text)
returns table (file_id bigint, ref varchar, status varchar, adviser_id bigint, unit varchar,
               service varchar, version integer, opened_on date)
language sql stable security definer set search_path = public, pg_temp as $$
    -- What the gate needs to say yes or no, and no text. Everything else is read in a scope.
    select c.file_id, c.ref, c.status, c.adviser_id, c.unit, c.service, c.version, c.opened_on
    from casework_case c where c.ref = p_ref
$$
"""

KEEP_ACCESS = f"""
create function casework_keep_access(p_grant text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asker bigint := {ACTOR};
    given vault_grant%rowtype;
begin
    -- Access follows from a key grant that is kept: her own, or one on a case she answers for.
    select * into given from vault_grant where ref = p_grant and revoked_at is null;
    if not found or asker is null or (given.holder_account <> asker and not exists (
        select 1 from casework_access where case_id = given.file_id and user_id = asker
            and {RESPONSIBLE} and {LIVE}
    )) then
        raise exception 'no access to give' using errcode = 'insufficient_privilege';
    end if;
    insert into casework_access (case_id, user_id, ground, "grant", since, until)
    values (given.file_id, given.holder_account, given.ground, given.ref,
            -- what starts now starts now on this clock, not a moment later on another's
            case when given.ground in ('creator', 'break_glass')
                 then least(given.starts_at, now()) else given.starts_at end,
            given.ends_at)
    on conflict (user_id, case_id, "grant") do nothing;
end $$
"""

END_ACCESS = f"""
create function casework_end_access(p_grants text[]) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asker bigint := {ACTOR};
    ended integer;
begin
    -- Her own, or on a case she answers for; and never the access of who answers for it.
    update casework_access as a set until = now()
    where a."grant" = any(p_grants) and a.ground not in ('creator', 'hand_over')
        and (a.until is null or a.until > now())
        and (a.user_id = asker or exists (
            select 1 from casework_access mine where mine.case_id = a.case_id
                and mine.user_id = asker and mine.ground in ('creator', 'hand_over')
                and mine.since <= now() and (mine.until is null or mine.until > now())
        ));
    get diagnostics ended = row_count;
    return ended;
end $$
"""

GIVEN_TO = f"""
create function casework_given_to(p_user bigint, p_ground text) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    select a."grant" from casework_access a join casework_access mine on mine.case_id = a.case_id
    where a.user_id = p_user and a.ground = p_ground and (a.until is null or a.until > now())
        and mine.user_id = {ACTOR} and mine.ground in ('creator', 'hand_over')
        and mine.since <= now() and (mine.until is null or mine.until > now())
$$
"""

READERS = f"""
create function casework_readers(p_case bigint) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
    -- Who a task may be given to. Nobody who only looked in during an emergency.
    select distinct user_id from casework_access
    where case_id = p_case and {LIVE} and ground <> 'break_glass' and exists (
        select 1 from casework_access where case_id = p_case and user_id = {ACTOR} and {LIVE}
    )
$$
"""

OF_A_CASE = (
    "casework_furtherconcern",
    "casework_followup",
    "casework_task",
    "casework_closing",
    "casework_emergencyopening",
)
COUNTED = ("casework_case", "casework_furtherconcern", "casework_followup", "casework_closing")


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_cases"),
        ("vault", "0002_walls"),
    ]
    operations = [
        migrations.RunSQL(
            # Sealed texts stand beside the row, so that changing a code rewrites only codes.
            "alter table casework_case set (fillfactor = 85, toast_tuple_target = 128);"
            "alter table casework_case alter column name set storage external,"
            " alter column profile set storage external,"
            " alter column profile_count set storage external",
            "alter table casework_case reset (fillfactor, toast_tuple_target)",
        ),
        migrations.RunSQL(
            *together(
                wall("casework_access"),
                allow(
                    "casework_access",
                    "fristed_desk",
                    "user_id",
                    f"select {ACTOR}",
                    command="select",
                ),
                allow_every_row("casework_access", "fristed_gate"),
                wall("casework_case"),
                allow("casework_case", "fristed_desk", "file_id", MINE),
                *(
                    part
                    for table in OF_A_CASE
                    for part in (
                        wall(table),
                        allow(table, "fristed_desk", "case_id", MINE),
                    )
                ),
                *(allow_every_row(t, "fristed_worker", command="select") for t in COUNTED),
                allow_every_row("casework_case", "fristed_gate", command="select"),
                definer(
                    "casework_case_by_ref(text)",
                    CASE_BY_REF,
                    callers="fristed_desk",
                    needs={"casework_case": "select"},
                ),
                definer(
                    "casework_keep_access(text)",
                    KEEP_ACCESS,
                    callers="fristed_desk",
                    needs={
                        "casework_access": "select, insert, update",
                        "casework_access_id_seq": "usage",
                        "vault_grant": "select",
                    },
                ),
                definer(
                    "casework_end_access(text[])", END_ACCESS, callers="fristed_desk", needs={}
                ),
                definer(
                    "casework_given_to(bigint, text)", GIVEN_TO, callers="fristed_desk", needs={}
                ),
                definer(
                    "casework_readers(bigint)", READERS, callers="fristed_desk", needs={}
                ),
            )
        ),
    ]
