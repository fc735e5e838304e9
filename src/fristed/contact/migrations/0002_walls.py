from django.db import migrations

from fristed.kernel.walls import (
    ACTOR,
    MEMBER,
    OPEN_FILE,
    allow,
    allow_every_row,
    definer,
    together,
    wall,
)

MINE = (
    f"select file_id from vault_grant where holder_account = {ACTOR}"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)
MY_UNITS = (
    "select u.code from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER}"
)

BY_REF = """
create function contact_conversation_by_ref(p_ref text) returns setof contact_conversation
language sql stable security definer set search_path = public, pg_temp as $$
    select * from contact_conversation where ref = p_ref
$$
"""
FILE_ID = """
create function contact_file_id(p_ref text) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select file_id from contact_conversation where ref = p_ref
$$
"""
PENDING = """
create function contact_codes_pending() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from contact_code where lookup is null)
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0001_initial"),
        ("vault", "0002_walls"),
        ("organisation", "0001_units_people_and_places"),
    ]
    operations = [
        migrations.RunSQL("alter table contact_conversation set (fillfactor = 85)", ""),
        migrations.RunSQL(
            *together(
                wall("contact_conversation"),
                allow("contact_conversation", "fristed_nora", "file_id", f"select {OPEN_FILE}"),
                allow("contact_conversation", "fristed_desk", "unit", MY_UNITS),
                allow_every_row("contact_conversation", "fristed_worker", command="select"),
                allow_every_row("contact_conversation", "fristed_gate", command="select"),
                wall("contact_message"),
                allow("contact_message", "fristed_nora", "file_id", f"select {OPEN_FILE}"),
                allow("contact_message", "fristed_desk", "file_id", MINE),
                wall("contact_code"),
                allow("contact_code", "fristed_nora", "file_id", f"select {OPEN_FILE}"),
                allow_every_row("contact_code", "fristed_worker"),
                allow_every_row("contact_code", "fristed_keeper", command="select"),
                allow_every_row("contact_code", "fristed_gate", command="select"),
                definer(
                    "contact_conversation_by_ref(text)",
                    BY_REF,
                    callers="fristed_nora, fristed_desk",
                    needs={"contact_conversation": "select"},
                ),
                definer("contact_file_id(text)", FILE_ID, callers="fristed_nora", needs={}),
                definer(
                    "contact_codes_pending()",
                    PENDING,
                    callers="fristed_nora",
                    needs={"contact_code": "select"},
                ),
            )
        ),
    ]
