from django.db import migrations

from fristed.kernel.walls import ACTOR, MEMBER, allow, allow_every_row, definer, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
LED = (
    f"select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER} and m.leads"
)

FOLLOW_HAND_OVER = f"""
create function casework_follow_hand_over(p_grant text, p_unit text, p_on date)
returns setof text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    taken bigint;
begin
    -- Only who holds the case by this hand-over, into a unit of hers: then it is hers, and nobody
    -- answers for it before her any more.
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
end $$
"""

LATE_OFFERS = f"""
create function casework_late_offers()
returns table (kind varchar, offered_by bigint, offered_to bigint, answer_by timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    -- For the leader of who asked and of who was asked: that nobody answered. Not which case.
    select s.kind, s.offered_by_id, s.offered_to_id, s.answer_by
    from casework_share s join casework_case c on c.file_id = s.case_id
    where s.answer = '' and s.ended = '' and s.answer_by < now()
        and (c.unit = any(array({LED})) or s.unit = any(array({LED})))
    order by s.answer_by limit 200
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0011_safety"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("casework_consent"),
                allow("casework_consent", "fristed_desk", "case_id", MINE),
                wall("casework_share"),
                allow("casework_share", "fristed_desk", "case_id", MINE),
                # she sees what she is asked, and what came of what she asked; no row of the case
                *(
                    allow(
                        "casework_share",
                        "fristed_desk",
                        column,
                        f"select {ACTOR}",
                        command=command,
                    )
                    for column, command in (
                        ("offered_to_id", "select"),
                        ("offered_to_id", "update"),
                        ("offered_by_id", "select"),
                    )
                ),
                allow_every_row("casework_share", "fristed_gate", command="select"),
                allow_every_row("casework_case", "fristed_gate", command="update"),
                definer(
                    "casework_follow_hand_over(text, text, date)",
                    FOLLOW_HAND_OVER,
                    callers="fristed_desk",
                    needs={"casework_case": "update (adviser_id, unit, updated_on, version)"},
                ),
                definer(
                    "casework_late_offers()",
                    LATE_OFFERS,
                    callers="fristed_desk",
                    needs={"casework_share": "select"},
                ),
            )
        ),
    ]
