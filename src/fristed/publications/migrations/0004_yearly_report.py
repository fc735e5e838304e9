from django.db import migrations


IMMUTABLE = """
create trigger releasedreport_is_immutable before update or delete on publications_releasedreport
  for each row execute function publications_refuse_change();
"""
MUTABLE = "drop trigger releasedreport_is_immutable on publications_releasedreport;"


class Migration(migrations.Migration):

    dependencies = [
        ("publications", "0001_history_and_tables"),
    ]

    operations = [
        migrations.RunSQL(IMMUTABLE, MUTABLE),
    ]
