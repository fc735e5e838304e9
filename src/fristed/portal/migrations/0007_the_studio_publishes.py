from django.db import migrations, models

from fristed.kernel.walls import allow_every_row, together


class Migration(migrations.Migration):
    """The studio reads every version and adds the next, and nobody signs her own text.

    The public's role still sees no draft.
    """

    dependencies = [("portal", "0006_walls_by_index")]
    operations = [
        migrations.AddConstraint(
            "snapshot",
            models.CheckConstraint(
                name="snapshot_nobody_signs_her_own",
                condition=models.Q(signed_by="")
                | ~models.Q(signed_by=models.F("written_by")),
            ),
        ),
        migrations.RunSQL(
            *together(
                *(
                    allow_every_row("portal_snapshot", "fristed_studio", command=command)
                    for command in ("select", "insert", "update")
                )
            )
        )
    ]
