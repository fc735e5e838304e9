from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_studio_door")]
    operations = [
        migrations.AddField(
            "User", "screen_code", models.CharField(blank=True, default="", max_length=128), False
        ),
        migrations.AddField("User", "uses_shortcuts", models.BooleanField(default=True)),
        migrations.AddField("User", "hides_when_idle", models.BooleanField(default=True)),
    ]
