from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0032_walls_by_role")]
    operations = [
        migrations.AddField("Case", "heard_on", models.DateField(null=True)),
        migrations.AlterField(
            "Export",
            "kind",
            models.CharField(
                choices=[
                    ("list", "liste over egne saker"),
                    ("papers", "utskrift av valgte saker"),
                    ("data", "valgte saker som data, med dokumentene"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            "CountryBrief",
            "from_inquiry",
            models.CharField(blank=True, default="", max_length=26),
            preserve_default=False,
        ),
    ]
