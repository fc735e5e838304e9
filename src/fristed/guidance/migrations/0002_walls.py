from django.db import migrations

from fristed.kernel.walls import ACTOR, MEMBER, allow, allow_every_row, definer, together, wall

MINE = (
    f"select file_id from vault_grant where holder_account = {ACTOR}"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)
MY_UNITS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER}"
)

WAITS = """
create function guidance_waits(p_from date, p_before date)
returns table (kind text, urgency text, minutes integer)
language sql stable security definer set search_path = public, pg_temp as $$
    select kind, urgency, waited_minutes from guidance_inquiry
    where answered_at >= p_from and answered_at < p_before
$$
"""
HAD = """
create function guidance_had(p_service text, p_county text, p_since date)
returns table (sort text, code text, total bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    with asked as (
        select file_id, kind from guidance_inquiry
        where service = p_service and county = p_county and asked_at >= p_since
    )
    select 'kind', kind, count(*) from asked group by kind
    union all
    select 'steered', s.service, count(*) from guidance_steering s
    join asked on asked.file_id = s.inquiry_id group by s.service
    order by 1, 3 desc, 2
$$
"""
REASONS = """
create function guidance_reasons(p_since date) returns table (why text, total bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select why, count(*) from guidance_passing where passed_at >= p_since group by why
$$
"""
OF_A_FILE = ("message", "original", "note", "answerdraft", "address")
OF_AN_INQUIRY = ("passing", "steering", "looking")


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0001_inquiries"),
        ("vault", "0007_inquiries"),
        ("organisation", "0001_units_people_and_places"),
    ]
    operations = [
        migrations.RunSQL("alter table guidance_inquiry set (fillfactor = 85)", ""),
        migrations.RunSQL(
            *together(
                wall("guidance_inquiry"),
                allow("guidance_inquiry", "fristed_desk", "unit", MY_UNITS, command="select"),
                allow("guidance_inquiry", "fristed_desk", "file_id", MINE),
                allow_every_row("guidance_inquiry", "fristed_worker"),
                allow_every_row("guidance_inquiry", "fristed_gate", command="select"),
                *(
                    pair
                    for name in OF_A_FILE
                    for pair in (
                        wall(f"guidance_{name}"),
                        allow(f"guidance_{name}", "fristed_desk", "file_id", MINE),
                        allow_every_row(f"guidance_{name}", "fristed_worker"),
                    )
                ),
                allow("guidance_address", "fristed_desk", "unit", MY_UNITS, command="select"),
                *(
                    pair
                    for name in OF_AN_INQUIRY
                    for pair in (
                        wall(f"guidance_{name}"),
                        allow(f"guidance_{name}", "fristed_desk", "inquiry_id", MINE),
                        allow_every_row(f"guidance_{name}", "fristed_worker"),
                    )
                ),
                allow_every_row("guidance_steering", "fristed_gate", command="select"),
                definer(
                    "guidance_waits(date, date)",
                    WAITS,
                    callers="fristed_desk",
                    needs={"guidance_inquiry": "select"},
                ),
                allow_every_row("guidance_passing", "fristed_gate", command="select"),
                definer(
                    "guidance_reasons(date)",
                    REASONS,
                    callers="fristed_desk",
                    needs={"guidance_passing": "select"},
                ),
                definer(
                    "guidance_had(text, text, date)",
                    HAD,
                    callers="fristed_desk",
                    needs={"guidance_steering": "select"},
                ),
            )
        ),
    ]
