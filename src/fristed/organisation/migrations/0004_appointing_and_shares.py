from django.db import migrations

from fristed.kernel.walls import ACTOR, MEMBER, definer, together

LEADS = (
    "exists (select 1 from organisation_membership m where m.unit_id = u.id and m.leads"
    f" and {MEMBER})"
)
APPOINT = f"""
create function organisation_appoint(p_ref text, p_person bigint, p_unit text, p_role text,
    p_employer text, p_lead text, p_from date, p_to date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into organisation_membership (ref, person_id, unit_id, role, leads, employer,
        professional_lead, starts_on, ends_on)
    select p_ref, p_person, u.id, p_role, false, p_employer, p_lead, p_from, p_to
    from organisation_unit u where u.code = p_unit and p_person <> {ACTOR} and {LEADS};
    if not found then
        raise insufficient_privilege using message = 'only whoever leads a unit appoints to it';
    end if;
end $$
"""
END = f"""
create function organisation_end_membership(p_ref text, p_unit text, p_last date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select 1 from organisation_unit u where u.code = p_unit and {LEADS}) then
        raise insufficient_privilege using message = 'only whoever leads a unit ends it';
    end if;
    delete from organisation_membership m using organisation_unit u
        where u.id = m.unit_id and u.code = p_unit and m.ref = p_ref and not m.leads
        and m.starts_on > p_last;
    update organisation_membership m set ends_on = p_last from organisation_unit u
        where u.id = m.unit_id and u.code = p_unit and m.ref = p_ref and not m.leads
        and (m.ends_on is null or m.ends_on > p_last);
end $$
"""
# The most is reached on a day when something begins, so only those days are added up.
SHARES = """
create function organisation_check_shares() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('deployment:' || new.person_id, 0));
    if exists (
        select 1 from organisation_deployment b where b.person_id = new.person_id and (
            select sum(d.share) from organisation_deployment d
            where d.person_id = b.person_id and d.starts_on <= b.starts_on
            and (d.ends_on is null or d.ends_on >= b.starts_on)) > 100
    ) then
        raise check_violation using constraint = 'deployment_within_a_full_post',
            message = 'more than a full post on one day';
    end if;
    return null;
end $$;
create constraint trigger deployment_within_a_full_post
    after insert or update on organisation_deployment
    for each row execute function organisation_check_shares();
"""
UNDO_SHARES = """
drop trigger deployment_within_a_full_post on organisation_deployment;
drop function organisation_check_shares();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_units_people_and_places"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                definer(
                    "organisation_appoint(text, bigint, text, text, text, text, date, date)",
                    APPOINT,
                    callers="fristed_desk",
                    needs={
                        "organisation_membership": "select, insert, update, delete",
                        "organisation_membership_id_seq": "usage",
                        "organisation_unit": "select",
                    },
                ),
                definer(
                    "organisation_end_membership(text, text, date)",
                    END,
                    callers="fristed_desk",
                    needs={},
                ),
            )
        ),
        migrations.RunSQL(SHARES, UNDO_SHARES),
    ]
