from django.db import migrations

from fristed.kernel.walls import ALL, allow, allow_every_row, together, who_are

HAVE_CASES_SHARED = ("adviser", "envoy", "expert_team", "competence_team", "local_staff")


def read_by_role(table):
    """Instead of by everyone at the desk."""
    return (
        allow_every_row(table, "fristed_desk", command="select")[::-1],
        allow(
            table,
            "fristed_desk",
            ALL,
            who_are(*HAVE_CASES_SHARED),
            command="select",
            name="fristed_desk_select_by_role",
        ),
    )


class Migration(migrations.Migration):
    """What missions know of countries is read by those a case can be shared with; the ground for
    asking about others' cases is everyone's to read and the data protection officer's to record."""

    dependencies = [
        ("casework", "0031_holds_and_destructions"),
        ("organisation", "0008_region_members"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                *read_by_role("casework_countrynote"),
                *read_by_role("casework_countrybrief"),
                allow_every_row("casework_matchingground", "fristed_desk")[::-1],
                allow_every_row("casework_matchingground", "fristed_desk", command="select"),
                *(
                    allow(
                        "casework_matchingground",
                        "fristed_desk",
                        ALL,
                        who_are("data_protection_officer"),
                        command=command,
                        name=f"fristed_desk_{command}_by_role",
                    )
                    for command in ("insert", "update")
                ),
            )
        )
    ]
