from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, definer, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"

WANTING_CONTACT = f"""
create function casework_wanting_contact(p_case bigint)
returns table (pair varchar, name varchar)
language sql stable security definer set search_path = public, pg_temp as $$
    -- Who has said that her name may be told to whoever has the other case of the pair.
    select mine.pair, u.name
    from casework_match mine
    join casework_match theirs on theirs.pair = mine.pair and theirs.number <> mine.number
    join casework_case c on c.file_id = theirs.case_id
    join accounts_user u on u.id = c.adviser_id
    where mine.case_id = p_case and theirs.wants_contact
        and p_case = any(array({MINE}))
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0015_travel"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("casework_match"),
                allow("casework_match", "fristed_desk", "case_id", MINE),
                allow_every_row("casework_match", "fristed_worker"),
                allow_every_row("casework_match", "fristed_gate", command="select"),
                wall("casework_matchingground"),
                allow_every_row("casework_matchingground", "fristed_desk"),
                definer(
                    "casework_wanting_contact(bigint)",
                    WANTING_CONTACT,
                    callers="fristed_desk",
                    needs={"casework_match": "select", "accounts_user": "select"},
                ),
            )
        ),
    ]
