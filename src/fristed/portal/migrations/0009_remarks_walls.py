from django.db import migrations

from fristed.kernel.walls import ACTOR, OPEN_FILE, allow, allow_every_row, together, wall

MINE = (
    f"select file_id from vault_grant where holder_account = {ACTOR}"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)
EVERY_NO_IS_ONE = """
insert into portal_tally (week, page_id, language, answer, count)
select week, page_id, language, 'not_found', sum(count) from portal_tally
where answer in ('hard', 'missing', 'wrong') group by week, page_id, language;
delete from portal_tally where answer in ('hard', 'missing', 'wrong');
"""


class Migration(migrations.Migration):
    """The public's role puts in and takes nothing out; the desk reads what it holds a key to."""

    dependencies = [
        ("portal", "0008_readers_remarks"),
    ]
    operations = [
        migrations.RunSQL(EVERY_NO_IS_ONE, ""),
        migrations.RunSQL(
            *together(
                wall("portal_letterbox"),
                allow_every_row("portal_letterbox", "fristed_nora", command="select"),
                allow(
                    "portal_letterbox",
                    "fristed_nora",
                    "file_id",
                    f"select {OPEN_FILE}",
                    command="insert",
                ),
                allow_every_row("portal_letterbox", "fristed_desk", command="select"),
                allow_every_row("portal_letterbox", "fristed_worker"),
                wall("portal_remark"),
                allow("portal_remark", "fristed_nora", "file_id", f"select {OPEN_FILE}"),
                allow("portal_remark", "fristed_desk", "file_id", MINE, command="select"),
                allow_every_row("portal_remark", "fristed_worker"),
            )
        ),
    ]
