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
HERS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER}"
)
LED = f"{HERS} and m.leads"
NOT_BARRED = (
    "not exists (select 1 from vault_bar b"
    f" where b.file_id = c.file_id and b.holder_account = {ACTOR})"
)
ANSWERS = f"""exists (
        select 1 from casework_access where case_id = p_case and user_id = {ACTOR}
            and ground in ('creator', 'hand_over') and {LIVE}
    )"""

GIVEN_TO = f"""
create function casework_given_to(p_user bigint, p_ground text) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    -- On cases the asker answers for, and on the addresses of their journeys.
    select a."grant" from casework_access a join casework_access mine on mine.case_id = a.case_id
    where a.user_id = p_user and a.ground = p_ground and (a.until is null or a.until > now())
        and mine.user_id = {ACTOR} and mine.ground in ('creator', 'hand_over')
        and mine.since <= now() and (mine.until is null or mine.until > now())
    union
    select g.ref from vault_grant g join casework_tripaddresses t on t.file_id = g.file_id
        join casework_access mine on mine.case_id = t.case_id
    where g.holder_account = p_user and g.ground = p_ground and g.revoked_at is null
        and (g.ends_at is null or g.ends_at > now())
        and mine.user_id = {ACTOR} and mine.ground in ('creator', 'hand_over')
        and mine.since <= now() and (mine.until is null or mine.until > now())
$$
"""

FOLLOW_HAND_OVER = f"""
create function casework_follow_hand_over(p_grant text, p_unit text, p_on date)
returns setof text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    taken bigint;
begin
    -- Only who holds the case by this hand-over, into a unit of hers: then it is hers, and nobody
    -- answers for it before her any more. The same for the addresses of its journeys.
    select case_id into taken from casework_access
    where "grant" = p_grant and user_id = {ACTOR} and ground = 'hand_over' and {LIVE};
    if not found or not exists (
        select 1 from organisation_membership m join organisation_unit u on u.id = m.unit_id
        where m.person_id = {ACTOR} and u.code = p_unit and not m.leads
    ) then
        raise exception 'nothing taken over' using errcode = 'insufficient_privilege';
    end if;
    update casework_case set adviser_id = {ACTOR}, unit = p_unit, updated_on = p_on,
        version = version + 1 where file_id = taken;
    return query update casework_access as a set until = now()
        where a.case_id = taken and a."grant" <> p_grant
            and a.ground in ('creator', 'hand_over', 'stand_in')
            and (a.until is null or a.until > now())
        returning a."grant"::text;
    return query select g.ref::text
        from vault_grant g join casework_tripaddresses t on t.file_id = g.file_id
        where t.case_id = taken and g.ground in ('creator', 'hand_over', 'stand_in')
            and g.holder_account <> {ACTOR} and g.revoked_at is null;
end $$
"""

BAR = f"""
create function casework_bar(p_case bigint, p_account bigint, p_holder text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    -- By who answers for the case, never against one who does. What she holds ends at once, of
    -- the addresses of its journeys too.
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
    where holder_account = p_account and revoked_at is null and (file_id = p_case or file_id in (
        select t.file_id from casework_tripaddresses t where t.case_id = p_case
    ));
end $$
"""

ADDRESS_REFS = f"""
create function casework_address_refs(p_case bigint) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    -- That there are such files and what they are called, for who reads the case's access log.
    select t.ref::text from casework_tripaddresses t join casework_case c on c.file_id = t.case_id
    where t.case_id = p_case and {NOT_BARRED} and (c.unit = any(array({LED})) or {ANSWERS})
    order by t.file_id
$$
"""

CLOSE_COMPARTMENTS = f"""
create function casework_close_compartments(p_consultation bigint, p_on date, p_expires date)
returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    -- The agencies' own files end with the matter. Whoever closes it sees none of them by it.
    if not exists (
        select 1 from casework_consultation c
        where c.file_id = p_consultation and c.unit = any(array({HERS} and not m.leads))
    ) then
        raise exception 'not her team''s' using errcode = 'insufficient_privilege';
    end if;
    update vault_file f set closed_on = p_on, expires_on = p_expires
    from casework_compartment own
    where own.consultation_id = p_consultation and f.id = own.file_id;
end $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0020_team_is_counted"),
        ("vault", "0004_bars_and_shields"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("casework_offeredaddresses"),
                # with the offer itself: for who made it, who is asked, and who answers for the case
                allow(
                    "casework_offeredaddresses",
                    "fristed_desk",
                    "share_id",
                    "select s.id from casework_share s",
                ),
                allow_every_row("casework_tripaddresses", "fristed_gate", command="select"),
                allow_every_row("casework_consultation", "fristed_gate", command="select"),
                allow_every_row("casework_compartment", "fristed_gate", command="select"),
                definer_anew(
                    "casework_given_to(bigint, text)",
                    GIVEN_TO,
                    callers="fristed_desk",
                    needs={"casework_tripaddresses": "select"},
                ),
                definer_anew(
                    "casework_follow_hand_over(text, text, date)",
                    FOLLOW_HAND_OVER,
                    callers="fristed_desk",
                    needs={},
                ),
                definer_anew(
                    "casework_bar(bigint, bigint, text)", BAR, callers="fristed_desk", needs={}
                ),
                definer(
                    "casework_address_refs(bigint)",
                    ADDRESS_REFS,
                    callers="fristed_desk",
                    needs={},
                ),
                definer(
                    "casework_close_compartments(bigint, date, date)",
                    CLOSE_COMPARTMENTS,
                    callers="fristed_desk",
                    needs={
                        "casework_consultation": "select",
                        "casework_compartment": "select",
                    },
                ),
            )
        ),
    ]
