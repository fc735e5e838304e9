from django.db import migrations, models

from fristed.kernel.walls import definer, together

HAD = """
create function guidance_had_by_school(p_school text)
returns table (school text, kind text, total bigint, answered bigint, last_on date)
language sql stable security definer set search_path = public, pg_temp as $$
    select school, kind, count(*), count(answered_at),
           max((asked_at at time zone 'Europe/Oslo')::date)
    from guidance_inquiry
    where school <> '' and (p_school = '' or school = p_school)
    group by school, kind
$$
"""


class Migration(migrations.Migration):
    dependencies = [("guidance", "0011_mail_walls")]
    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="school",
            field=models.CharField(blank=True, default="", max_length=26),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("school", ""), ("audience", "nobody"), _connector="OR"),
                name="inquiry_about_somebody_names_no_school",
            ),
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(
                condition=models.Q(("school", ""), _negated=True),
                fields=["school"],
                name="guidance_of_school",
            ),
        ),
        migrations.RunSQL(
            *together(
                definer(
                    "guidance_had_by_school(text)",
                    HAD,
                    callers="fristed_desk, fristed_partner",
                    needs={},
                )
            )
        ),
    ]
