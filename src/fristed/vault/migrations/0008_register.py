from django.db import migrations, models

KINDS = [
    ("case", "Case"),
    ("conversation", "Conversation"),
    ("consultation", "Consultation"),
    ("compartment", "Compartment"),
    ("inquiry", "Inquiry"),
    ("trip", "Trip"),
    ("register", "Register"),
]


class Migration(migrations.Migration):
    dependencies = [("vault", "0007_inquiries")]

    operations = [
        migrations.AlterField(
            model_name="file",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12),
        ),
        migrations.AlterField(
            model_name="retentionrule",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12, unique=True),
        ),
    ]
