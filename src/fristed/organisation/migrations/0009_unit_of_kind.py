from django.db import migrations, models


class Migration(migrations.Migration):
    """The networks' wall asks which units are networks: by index on every PostgreSQL."""

    dependencies = [("organisation", "0008_region_members")]
    operations = [
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["kind"], name="unit_of_kind"),
        ),
    ]
