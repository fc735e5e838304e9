from django.db import migrations

from fristed.kernel.walls import (
    ACTOR,
    MEMBER,
    allow,
    allow_every_row,
    definer,
    definer_anew,
    together,
    wall,
)

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
HERS = (
    f"from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER}"
)
LED = f"select u.code {HERS} and m.leads"
ROLES = f"select m.role {HERS}"
NOT_BARRED = (
    "not exists (select 1 from vault_bar b"
    f" where b.file_id = c.file_id and b.holder_account = {ACTOR})"
)
ANSWERS = f"""exists (
        select 1 from casework_access where case_id = p_case and user_id = {ACTOR}
            and ground in ('creator', 'hand_over') and {LIVE}
    )"""

BAR = f"""
create function casework_bar(p_case bigint, p_account bigint, p_holder text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    -- By who answers for the case, never against one who does. What she holds ends at once.
    if not {ANSWERS} or exists (
        select 1 from casework_access where case_id = p_case and user_id = p_account
            and ground in ('creator', 'hand_over') and {LIVE}
    ) then
        raise exception 'not hers to close' using errcode = 'insufficient_privilege';
    end if;
    insert into vault_bar (file_id, ref, holder, holder_account)
    select f.id, f.ref, p_holder, p_account from vault_file f where f.id = p_case
    on conflict (holder_account, file_id) do nothing;
    update casework_access set until = now()
    where case_id = p_case and user_id = p_account and (until is null or until > now());
    update vault_grant set revoked_at = now()
    where file_id = p_case and holder_account = p_account and revoked_at is null;
end $$
"""

UNBAR = f"""
create function casework_unbar(p_case bigint, p_account bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not {ANSWERS} then
        raise exception 'not hers to open' using errcode = 'insufficient_privilege';
    end if;
    delete from vault_bar where file_id = p_case and holder_account = p_account;
end $$
"""

CASES_OF = f"""
create function casework_cases_of(p_person bigint)
returns table (ref varchar, unit varchar, status varchar, opened_on date, closed_on date)
language sql stable security definer set search_path = public, pg_temp as $$
    -- For the leader of the unit: that there is a case, not what is in it. Not those that are
    -- closed to her by name.
    select c.ref, c.unit, c.status, c.opened_on, c.closed_on from casework_case c
    where c.adviser_id = p_person and c.unit = any(array({LED})) and {NOT_BARRED}
    order by c.opened_on desc, c.file_id desc limit 500
$$
"""

EMERGENCIES = f"""
create function casework_emergencies()
returns table (ref varchar, unit varchar, adviser_id bigint, by_id bigint, opened_on date,
               ends_at timestamptz, ground varchar, opening varchar, verdict varchar,
               public_key bytea)
language sql stable security definer set search_path = public, pg_temp as $$
    -- For leaders, of their units; for the data protection officer, of all. No reason in words.
    select c.ref, c.unit, c.adviser_id, e.by_id, e.opened_on, e.ends_at, e.ground, e.ref,
        r.verdict, f.public_key
    from casework_emergencyopening e join casework_case c on c.file_id = e.case_id
        join vault_file f on f.id = c.file_id
        left join casework_emergencyreview r on r.opening_id = e.id
    where (c.unit = any(array({LED})) or 'data_protection_officer' = any(array({ROLES})))
        and {NOT_BARRED}
    order by e.id desc limit 200
$$
"""

REVIEW = f"""
create function casework_review_emergency(
    p_opening text, p_ref text, p_verdict text, p_on date, p_words bytea,
    p_item uuid, p_slot text, p_part text, p_digest bytea
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
    opened bigint;
    file bigint;
    line integer;
begin
    -- By a leader of the unit or the data protection officer, never by who opened it. The words
    -- are sealed to the file: whoever writes them here holds no key to read them again.
    select e.id, c.file_id into opened, file
    from casework_emergencyopening e join casework_case c on c.file_id = e.case_id
    where e.ref = p_opening and e.by_id <> {ACTOR} and {NOT_BARRED}
        and (c.unit = any(array({LED})) or 'data_protection_officer' = any(array({ROLES})));
    if not found then
        raise exception 'not hers to review' using errcode = 'insufficient_privilege';
    end if;
    update vault_file set items = items + 1 where id = file returning items into line;
    insert into vault_item (file_id, number, item, slot, part, digest)
    values (file, line, p_item, p_slot, p_part, p_digest);
    insert into casework_emergencyreview
        (ref, case_id, opening_id, by_id, reviewed_on, verdict, words)
    values (p_ref, file, opened, {ACTOR}, p_on, p_verdict, p_words);
end $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0008_people"),
        ("vault", "0004_bars_and_shields"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                *(
                    part
                    for table in ("casework_exclusion", "casework_emergencyreview")
                    for part in (wall(table), allow(table, "fristed_desk", "case_id", MINE))
                ),
                allow_every_row("casework_emergencyreview", "fristed_gate"),
                allow_every_row("vault_file", "fristed_gate"),
                allow_every_row("vault_item", "fristed_gate", command="insert"),
                definer(
                    "casework_bar(bigint, bigint, text)",
                    BAR,
                    callers="fristed_desk",
                    needs={
                        "vault_bar": "select, insert, delete",
                        "vault_bar_id_seq": "usage",
                        "vault_file": "select, update",
                    },
                ),
                definer(
                    "casework_unbar(bigint, bigint)", UNBAR, callers="fristed_desk", needs={}
                ),
                definer_anew(
                    "casework_cases_of(bigint)", CASES_OF, callers="fristed_desk", needs={}
                ),
                definer_anew(
                    "casework_emergencies()",
                    EMERGENCIES,
                    callers="fristed_desk",
                    needs={"casework_emergencyreview": "select, insert"},
                ),
                definer(
                    "casework_review_emergency(text, text, text, date, bytea, uuid, text, text,"
                    " bytea)",
                    REVIEW,
                    callers="fristed_desk",
                    needs={
                        "casework_emergencyreview_id_seq": "usage",
                        "vault_item": "insert",
                        "vault_item_id_seq": "usage",
                    },
                ),
            )
        ),
    ]
