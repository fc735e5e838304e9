import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fristed.kernel.walls import ACTOR, allow, together, wall


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_reply_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=26)),
                (
                    "channel",
                    models.CharField(choices=[("sms", "SMS"), ("mail", "e-post")], max_length=4),
                ),
                ("about", models.CharField(max_length=26)),
                ("sent_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("begun", "sendes"), ("sent", "sendt"), ("failed", "ikke sendt")],
                        default="begun",
                        max_length=6,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notices.neutraltext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("ref",), name="outgoing_ref_once")
                ],
            },
        ),
        migrations.RunSQL(
            *together(
                wall("notices_outgoing"),
                allow("notices_outgoing", "fristed_desk", "by_id", f"select {ACTOR}"),
            )
        ),
    ]
