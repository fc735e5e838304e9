from django.db import migrations, models

KINDS = [
    ("case", "Case"),
    ("conversation", "Conversation"),
    ("consultation", "Consultation"),
    ("compartment", "Compartment"),
    ("inquiry", "Inquiry"),
    ("trip", "Trip"),
]


class Migration(migrations.Migration):
    dependencies = [("vault", "0006_travel")]

    operations = [
        migrations.AlterField("file", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.AlterField(
            "retentionrule", "kind", models.CharField(choices=KINDS, max_length=12, unique=True)
        ),
    ]
