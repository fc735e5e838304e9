import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fristed.kernel.walls import ACTOR, allow, together, wall

MY_UNITS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where m.person_id = {ACTOR} and m.starts_on <= current_date"
    " and (m.ends_on is null or m.ends_on >= current_date)"
)
OFFERED = (
    "select conversation_id from contact_passing where accepted_on is null"
    f" and withdrawn_on is null and to_unit = any(array({MY_UNITS}))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0003_what_she_is_shown"),
        ("organisation", "0001_units_people_and_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("conversation", "answered_on", models.DateField(null=True)),
        migrations.AddField("conversation", "last_on", models.DateField(null=True)),
        migrations.AddField(
            "conversation",
            "urgency",
            models.PositiveSmallIntegerField(
                choices=[(0, "haster ikke"), (1, "haster"), (2, "haster nå")], default=0
            ),
        ),
        migrations.AddField(
            "conversation",
            "taken_by",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "conversation",
            "draft_by",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "conversation",
            "status",
            models.CharField(
                choices=[
                    ("waiting", "venter på svar"),
                    ("answered", "besvart"),
                    ("handed_over", "er blitt en sak"),
                    ("closed", "lukket av den unge"),
                    ("ended", "avsluttet fordi det har vært stille lenge"),
                ],
                default="waiting",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            "message",
            "sender",
            models.CharField(
                choices=[
                    ("youth", "Youth"),
                    ("desk", "Desk"),
                    ("word", "Word"),
                    ("draft", "Draft"),
                    ("note", "Note"),
                ],
                max_length=5,
            ),
        ),
        migrations.CreateModel(
            name="Passing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=26)),
                ("from_unit", models.CharField(max_length=40)),
                ("to_unit", models.CharField(max_length=40)),
                ("offered_on", models.DateField()),
                ("accepted_on", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passings",
                        to="contact.conversation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["to_unit"], name="contact_passed_to")],
                "constraints": [
                    models.UniqueConstraint(fields=("ref",), name="passed_ref_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_on", None), ("withdrawn_on", None)),
                        fields=("conversation",),
                        name="passed_one_offer_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_on", None), ("withdrawn_on", None), _connector="OR"
                        ),
                        name="passed_not_both",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            *together(
                wall("contact_passing"),
                allow("contact_passing", "fristed_desk", "from_unit", MY_UNITS),
                allow("contact_passing", "fristed_desk", "to_unit", MY_UNITS),
                # who is offered one sees that it waits, in codes and days, and takes it
                allow("contact_conversation", "fristed_desk", "id", OFFERED),
            )
        ),
    ]
