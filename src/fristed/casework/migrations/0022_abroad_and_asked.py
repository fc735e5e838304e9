from django.db import migrations

from fristed.kernel.walls import ACTOR, MEMBER, allow, allow_every_row, definer, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
KEYS = (
    f"select file_id from vault_grant where holder_account = {ACTOR}"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)
MY_UNITS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER} and not m.leads"
)
ASKED = "select o.consultation_id from casework_consultationorigin o"
HELPS = f"""exists (
        select 1 from casework_access where case_id = p_case and user_id = {ACTOR}
            and ground in ('creator', 'hand_over', 'stand_in') and {LIVE}
    )"""

ASK_TEAM = f"""
create function casework_ask_team(
    p_case bigint, p_file bigint, p_ref text, p_unit text, p_quarter text, p_public bytea,
    p_wrapped bytea, p_caller text, p_law text, p_agency text, p_concern text, p_on date,
    p_summary bytea, p_item uuid, p_slot text, p_part text, p_digest bytea
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    -- By who helps in the case, to a competence team. The file is the team's: whoever asks holds no
    -- grant on it and reads nothing in it, not even her own question.
    if not {HELPS} or not exists (
        select 1 from organisation_unit where code = p_unit and kind = 'competence_team'
    ) then
        raise exception 'not hers to ask about' using errcode = 'insufficient_privilege';
    end if;
    insert into vault_file (id, ref, kind, unit, quarter, creator, public_key, wrapped, items,
                            chained, legal_hold)
    values (p_file, p_ref, 'consultation', p_unit, p_quarter, '', p_public, p_wrapped, 1, 0, false);
    insert into vault_item (file_id, number, item, slot, part, digest)
    values (p_file, 1, p_item, p_slot, p_part, p_digest);
    insert into casework_consultation (file_id, ref, number, unit, status, received_on, caller, law,
                                       agency, concern, summary)
    select p_file, p_ref, coalesce(max(number), 0) + 1, p_unit, 'open', p_on, p_caller, p_law,
        p_agency, p_concern, p_summary
    from casework_consultation where unit = p_unit;
    insert into casework_consultationorigin (consultation_id, case_id, unit, asked_by_id, asked_on)
    values (p_file, p_case, p_unit, {ACTOR}, p_on);
end $$
"""

ASKED_FILE = f"""
create function casework_asked_file(p_case bigint, p_ref text)
returns table (key bigint, public_key bytea)
language sql stable security definer set search_path = public, pg_temp as $$
    -- What sealing to the team's file needs; it opens nothing.
    select f.id, f.public_key
    from casework_consultationorigin o join casework_consultation c on c.file_id = o.consultation_id
        join vault_file f on f.id = c.file_id
    where o.case_id = p_case and c.ref = p_ref and c.status = 'open' and {HELPS}
$$
"""

APPLY_REFUND = f"""
create function casework_apply_refund(
    p_case bigint, p_file bigint, p_ref text, p_amount integer, p_on date,
    p_about bytea, p_item uuid, p_slot text, p_part text, p_digest bytea
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
    line integer;
begin
    if not {HELPS} or not exists (
        select 1 from casework_consultationorigin o
            join casework_consultation c on c.file_id = o.consultation_id
        where o.case_id = p_case and o.consultation_id = p_file and c.status = 'open'
    ) then
        raise exception 'not asked from her case' using errcode = 'insufficient_privilege';
    end if;
    update vault_file set items = items + 1 where id = p_file returning items into line;
    insert into vault_item (file_id, number, item, slot, part, digest)
    values (p_file, line, p_item, p_slot, p_part, p_digest);
    insert into casework_returnrefund (ref, consultation_id, applied_on, applied_by_id, amount,
                                       outcome, granted, about)
    values (p_ref, p_file, p_on, {ACTOR}, p_amount, '', 0, p_about);
end $$
"""


def written_by_its_mission(table):
    """About no person: everyone at the desk reads it, its mission writes it."""
    return (
        wall(table),
        allow_every_row(table, "fristed_desk", command="select"),
        allow(table, "fristed_desk", "unit", MY_UNITS, command="insert"),
        allow(table, "fristed_desk", "unit", MY_UNITS, command="update"),
    )


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0021_addresses_go_along"),
        ("vault", "0007_inquiries"),
        ("organisation", "0004_appointing_and_shares"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("casework_referralcheck"),
                allow("casework_referralcheck", "fristed_desk", "case_id", MINE),
                *written_by_its_mission("casework_countrynote"),
                *written_by_its_mission("casework_countrybrief"),
                wall("casework_briefreading"),
                allow_every_row("casework_briefreading", "fristed_desk"),
                wall("casework_contactregister"),
                allow("casework_contactregister", "fristed_desk", "unit", MY_UNITS),
                wall("casework_contact"),
                allow("casework_contact", "fristed_desk", "register_id", KEYS),
                wall("casework_consultationorigin"),
                # each sees that the other is there: the team by its unit, the case by its access
                *(
                    allow(
                        "casework_consultationorigin",
                        "fristed_desk",
                        column,
                        select,
                        command="select",
                    )
                    for column, select in (("unit", MY_UNITS), ("case_id", MINE))
                ),
                allow(
                    "casework_consultation",
                    "fristed_desk",
                    "file_id",
                    ASKED,
                    command="select",
                ),
                allow(
                    "casework_returnrefund",
                    "fristed_desk",
                    "consultation_id",
                    ASKED,
                    command="select",
                ),
                allow_every_row("casework_briefreading", "fristed_worker", command="select"),
                allow_every_row("casework_consultationorigin", "fristed_gate"),
                allow_every_row("casework_consultation", "fristed_gate", command="insert"),
                allow_every_row("casework_returnrefund", "fristed_gate", command="insert"),
                definer(
                    "casework_ask_team(bigint, bigint, text, text, text, bytea, bytea, text, text,"
                    " text, text, date, bytea, uuid, text, text, bytea)",
                    ASK_TEAM,
                    callers="fristed_desk",
                    needs={
                        "vault_file": "insert",
                        "casework_consultation": "select, insert",
                        "casework_consultationorigin": "select, insert",
                    },
                ),
                definer(
                    "casework_asked_file(bigint, text)",
                    ASKED_FILE,
                    callers="fristed_desk",
                    needs={},
                ),
                definer(
                    "casework_apply_refund(bigint, bigint, text, integer, date, bytea, uuid, text,"
                    " text, bytea)",
                    APPLY_REFUND,
                    callers="fristed_desk",
                    needs={
                        "casework_returnrefund": "insert",
                        "casework_returnrefund_id_seq": "usage",
                    },
                ),
            )
        ),
    ]
