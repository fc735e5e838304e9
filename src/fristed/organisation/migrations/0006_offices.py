from django.db import migrations

from fristed.kernel.walls import ACTOR, MEMBER, definer, together

OFFICES = "('leader', 'analyst', 'data_protection_officer', 'editor', 'administrator')"
ADMINISTERS = (
    "exists (select 1 from organisation_membership m where m.role = 'administrator'"
    f" and {MEMBER})"
)
APPOINT = f"""
create function organisation_appoint_to_office(p_ref text, p_person bigint, p_unit text,
    p_role text, p_employer text, p_lead text, p_from date, p_to date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into organisation_membership (ref, person_id, unit_id, role, leads, employer,
        professional_lead, starts_on, ends_on)
    select p_ref, p_person, u.id, p_role, p_role = 'leader', p_employer, p_lead, p_from, p_to
    from organisation_unit u where u.code = p_unit and p_role in {OFFICES}
        and p_person <> {ACTOR} and {ADMINISTERS};
    if not found then
        raise insufficient_privilege using message = 'only another administrator appoints';
    end if;
end $$
"""
END = f"""
create function organisation_end_office(p_ref text, p_last date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare ended record;
begin
    perform pg_advisory_xact_lock(hashtextextended('administrators', 0));
    select m.id, m.role, m.person_id into ended from organisation_membership m
        where m.ref = p_ref and m.role in {OFFICES} and m.person_id <> {ACTOR} and {ADMINISTERS};
    if not found then
        raise insufficient_privilege using message = 'only another administrator ends an office';
    end if;
    if ended.role = 'administrator' and not exists (
        select 1 from organisation_membership o where o.role = 'administrator'
        and o.person_id <> ended.person_id and o.ends_on is null and o.starts_on <= p_last + 1
    ) then
        raise check_violation using constraint = 'membership_last_administrator',
            message = 'nobody would administer';
    end if;
    delete from organisation_membership m where m.id = ended.id and m.starts_on > p_last;
    update organisation_membership m set ends_on = p_last where m.id = ended.id
        and (m.ends_on is null or m.ends_on > p_last);
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_appointing_and_shares"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                definer(
                    "organisation_appoint_to_office(text, bigint, text, text, text, text, date,"
                    " date)",
                    APPOINT,
                    callers="fristed_desk",
                    needs={},  # the same as organisation_appoint
                ),
                definer(
                    "organisation_end_office(text, date)",
                    END,
                    callers="fristed_desk",
                    needs={},
                ),
            )
        ),
    ]
