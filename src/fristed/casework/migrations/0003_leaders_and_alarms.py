from django.db import migrations

from fristed.kernel.walls import MEMBER, allow, allow_every_row, definer, together, wall

HERS = (
    f"from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER}"
)
LED = f"select u.code {HERS} and m.leads"
ROLES = f"select m.role {HERS}"

CASES_OF = f"""
create function casework_cases_of(p_person bigint)
returns table (ref varchar, unit varchar, status varchar, opened_on date, closed_on date)
language sql stable security definer set search_path = public, pg_temp as $$
    -- For the leader of the unit: that there is a case, not what is in it.
    select c.ref, c.unit, c.status, c.opened_on, c.closed_on from casework_case c
    where c.adviser_id = p_person and c.unit = any(array({LED}))
    order by c.opened_on desc, c.file_id desc limit 500
$$
"""

EMERGENCIES = f"""
create function casework_emergencies()
returns table (ref varchar, unit varchar, adviser_id bigint, by_id bigint, opened_on date,
               ends_at timestamptz, ground varchar)
language sql stable security definer set search_path = public, pg_temp as $$
    -- For leaders, of their units; for the data protection officer, of all. No reason in words.
    select c.ref, c.unit, c.adviser_id, e.by_id, e.opened_on, e.ends_at, e.ground
    from casework_emergencyopening e join casework_case c on c.file_id = e.case_id
    where c.unit = any(array({LED})) or 'data_protection_officer' = any(array({ROLES}))
    order by e.id desc limit 200
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_walls"),
        ("organisation", "0001_units_people_and_places"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow_every_row("casework_emergencyopening", "fristed_gate", command="select"),
                wall("casework_alarm"),
                allow("casework_alarm", "fristed_desk", "unit", LED, command="select"),
                allow(
                    "casework_alarm",
                    "fristed_desk",
                    "'data_protection_officer'",
                    ROLES,
                    command="select",
                    name="fristed_desk_select_by_role",
                ),
                allow_every_row("casework_alarm", "fristed_worker"),
                definer(
                    "casework_cases_of(bigint)",
                    CASES_OF,
                    callers="fristed_desk",
                    needs={
                        "casework_case": "select",
                        "organisation_membership": "select",
                        "organisation_unit": "select",
                    },
                ),
                definer(
                    "casework_emergencies()",
                    EMERGENCIES,
                    callers="fristed_desk",
                    needs={"casework_emergencyopening": "select"},
                ),
            )
        ),
    ]
