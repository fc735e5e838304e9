import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import fristed.vault.fields
from fristed.kernel.walls import ACTOR, allow, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"


def person(**options):
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0033_heard_and_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "InsightRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=26)),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("body", fristed.vault.fields.SealedTextField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all", "alt, med andre personer skjult"),
                            ("part", "en del"),
                            ("nothing", "ikke noe"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("answer", fristed.vault.fields.SealedTextField(null=True)),
                ("answered_by", person(null=True)),
                ("by", person()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="insight_requests",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(outcome=""), fields=["due_on"], name="insightrequest_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("ref",), name="insightrequest_ref_once"),
                    models.CheckConstraint(
                        condition=Q(due_on__gte=F("asked_on")),
                        name="insightrequest_due_after_it_was_asked",
                    ),
                    models.CheckConstraint(
                        condition=Q(outcome="", answered_on=None, answered_by=None, answer=None)
                        | ~Q(outcome="")
                        & Q(answered_on__gte=F("asked_on"), answered_by__isnull=False)
                        & Q(answer__isnull=False),
                        name="insightrequest_answered_by_somebody_with_words",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            *together(
                wall("casework_insightrequest"),
                allow("casework_insightrequest", "fristed_desk", "case_id", MINE),
            )
        ),
    ]
