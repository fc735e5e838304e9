from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_partner_door")]
    operations = [
        migrations.AddField(
            model,
            "elsewhere",
            models.CharField(max_length=64, blank=True, db_index=True, default=""),
            preserve_default=False,
        )
        for model in ("desksession", "partnersession")
    ]
