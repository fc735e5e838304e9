from django.db import migrations

IMMUTABLE = """
create trigger releasedestimate_is_immutable before update or delete on
  publications_releasedestimate for each row execute function publications_refuse_change();
alter table publications_releasedestimate add constraint releasedestimate_is_rounded
  check (not jsonb_path_exists(band, '$.seen ? (@ % 50 != 0)')
    and not jsonb_path_exists(band, '$.floor ? (@ % 50 != 0)')
    and not jsonb_path_exists(band, '$.models[*].* ? (@.type() == "number" && @ % 50 != 0)')
    and not band ? 'cells');
"""
MUTABLE = """
alter table publications_releasedestimate drop constraint releasedestimate_is_rounded;
drop trigger releasedestimate_is_immutable on publications_releasedestimate;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("publications", "0004_yearly_report"),
    ]

    operations = [
        migrations.RunSQL(IMMUTABLE, MUTABLE),
    ]
