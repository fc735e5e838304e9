from django.db import migrations

from fristed.kernel.walls import TODAY, allow_every_row, definer, together

FIRST_ANSWERS = f"""
create function contact_first_answers(p_since date)
returns table (total bigint, median integer, p90 integer)
language sql stable security definer set search_path = public, pg_temp as $$
    with waits as (
        select coalesce(answered_on, {TODAY}) - opened_on as days
        from contact_conversation
        where opened_on >= p_since and (answered_on is not null or status = 'waiting')
    )
    select count(*), percentile_disc(0.5) within group (order by days),
        percentile_disc(0.9) within group (order by days)
    from waits
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0004_handling"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow_every_row("contact_conversation", "fristed_worker", command="update"),
                definer(
                    "contact_first_answers(date)",
                    FIRST_ANSWERS,
                    callers="fristed_nora, fristed_desk",
                    needs={"contact_conversation": "select"},
                ),
            )
        ),
    ]
