from django.db import migrations

from fristed.kernel.walls import MEMBER, definer

OWN_REGIONS = f"""
create function organisation_own_regions() returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id
    where {MEMBER} and m.role = 'regional_network' and u.kind = 'regional_network'
        and not m.leads
$$
"""


class Migration(migrations.Migration):
    """The partner door learns which regional networks whoever asks belongs to, and nobody else's."""

    dependencies = [
        ("organisation", "0006_offices"),
    ]
    operations = [
        migrations.RunSQL(
            *definer(
                "organisation_own_regions()",
                OWN_REGIONS,
                callers="fristed_partner",
                needs={"organisation_membership": "select", "organisation_unit": "select"},
            )
        )
    ]
