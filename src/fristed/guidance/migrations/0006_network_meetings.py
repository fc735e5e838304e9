from django.db import migrations

from fristed.kernel.walls import MEMBER, allow, allow_every_row, together, wall

NETWORKS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER} union select n.code from organisation_unit n"
    " where n.kind = 'regional_network' and exists (select from organisation_membership m"
    f" where {MEMBER} and m.role = 'expert_team')"
)
"""Her own units; to the expert team also every network."""
HELD = "select id from guidance_networkmeeting"
POINTS = "select id from guidance_networkitem"


class Migration(migrations.Migration):

    dependencies = [
        ("guidance", "0005_what_came_walls"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("guidance_networkmeeting"),
                allow("guidance_networkmeeting", "fristed_desk", "unit", NETWORKS),
                wall("guidance_networkitem"),
                allow("guidance_networkitem", "fristed_desk", "meeting_id", HELD),
                wall("guidance_networkaction"),
                allow("guidance_networkaction", "fristed_desk", "item_id", POINTS),
                wall("guidance_networkaddition"),
                allow_every_row("guidance_networkaddition", "fristed_desk", command="select"),
                allow("guidance_networkaddition", "fristed_desk", "unit", NETWORKS),
            )
        ),
    ]
