import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fristed.kernel.walls import ACTOR, allow, allow_every_row, together, wall


class Migration(migrations.Migration):
    """Each at the desk reaches her own; the studio reads and answers all of them."""

    dependencies = [
        ("portal", "0009_remarks_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=26, unique=True)),
                ("text", models.TextField()),
                ("sent_on", models.DateField()),
                ("outcome", models.CharField(blank=True, choices=[("used", "brukt"), ("not_used", "ikke brukt")], max_length=8)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("page", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="portal.page")),
                ("sent_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answered_on", None), ("outcome", ""))
                        | models.Q(models.Q(("outcome", ""), _negated=True), ("answered_on__isnull", False)),
                        name="contribution_outcome_on_a_day",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            *together(
                wall("portal_contribution"),
                allow("portal_contribution", "fristed_desk", "sent_by_id", f"select {ACTOR}"),
                allow_every_row("portal_contribution", "fristed_studio", command="select"),
                allow_every_row("portal_contribution", "fristed_studio", command="update"),
                allow_every_row("portal_contribution", "fristed_worker"),
            )
        ),
    ]
