from django.db import migrations

from fristed.kernel.walls import ALL, allow, allow_every_row, together, who_are

KEEP = ("expert_team", "competence_team")
GUIDE = ("adviser", "envoy", "regional_network", *KEEP)


class Migration(migrations.Migration):
    """Whom to ask in other agencies: people, seen by who guides and kept by two of the teams."""

    dependencies = [
        ("guidance", "0015_additions_by_index"),
        ("organisation", "0008_region_members"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow_every_row("guidance_agencycontact", "fristed_desk")[::-1],
                *(
                    allow(
                        "guidance_agencycontact",
                        "fristed_desk",
                        ALL,
                        who_are(*roles),
                        command=command,
                        name=f"fristed_desk_{command}_by_role",
                    )
                    for command, roles in (("select", GUIDE), ("insert", KEEP), ("update", KEEP))
                ),
            )
        )
    ]
