from django.db import migrations

from fristed.kernel.walls import (
    ACTOR,
    ACTOR_REF,
    TODAY,
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
TEAMS = (
    f"select file_id from vault_grant where holder_account = {ACTOR} and ground = 'team'"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)
OVER = f"select ref::text from guidance_attachment where delete_on <= {TODAY}"
HERS = f"select file_id from guidance_inquiry where asker = {ACTOR_REF}"
CLAIM = f"""
create function guidance_claim_mail(p_link bytea, p_at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
    with found as (
        select inquiry_id from guidance_mail
        where link = p_link and inquiry_id is not null and came_at > p_at - interval '30 days'
    ), made as (
        insert into guidance_claim (inquiry_id, person_id, claimed_at, believed_by, offer)
        select inquiry_id, {ACTOR}, p_at, '', '' from found on conflict do nothing
        returning person_id
    )
    select exists (select from made) or exists (
        select from guidance_claim c join found f using (inquiry_id) where c.person_id = {ACTOR}
    )
$$
"""
COUNTS = """
create function guidance_mails(p_since timestamptz)
returns table (channel text, trouble text, total bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select channel, '', count(*) from guidance_mail where came_at >= p_since group by channel
    union all
    select channel, unnest(troubles), count(*) from guidance_mail where came_at >= p_since
    group by 1, 2
    order by 1, 2
$$
"""


class Migration(migrations.Migration):
    """Mail is the worker's to take in; what came with it is for those who hold the inquiry's key."""

    dependencies = [
        ("guidance", "0009_agency_contacts"),
        ("vault", "0012_mail_in"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                wall("guidance_mail"),
                allow("guidance_mail", "fristed_desk", "inquiry_id", MINE, command="select"),
                allow_every_row("guidance_mail", "fristed_worker"),
                allow_every_row("guidance_mail", "fristed_gate", command="select"),
                definer(
                    "guidance_mails(timestamptz)",
                    COUNTS,
                    callers="fristed_desk",
                    needs={"guidance_mail": "select"},
                ),
                wall("guidance_claim"),
                allow("guidance_claim", "fristed_desk", "inquiry_id", MINE),
                allow(
                    "guidance_claim",
                    "fristed_partner",
                    "person_id",
                    f"select {ACTOR}",
                    command="select",
                ),
                allow_every_row("guidance_claim", "fristed_gate"),
                *(  # the members of a regional network, at the partner door
                    allow(table, "fristed_partner", column, TEAMS, name="partner_team")
                    for table, column in (
                        ("guidance_mail", "inquiry_id"),
                        ("guidance_claim", "inquiry_id"),
                        ("guidance_attachment", "file_id"),
                    )
                ),
                allow(
                    "vault_blobchunk",
                    "fristed_partner",
                    "file_id",
                    TEAMS,
                    command="select",
                    name="partner_team",
                ),
                definer(
                    "guidance_claim_mail(bytea, timestamptz)",
                    CLAIM,
                    callers="fristed_partner",
                    needs={"guidance_mail": "select", "guidance_claim": "select, insert"},
                ),
                allow("vault_file", "fristed_partner", "id", HERS, name="partner_believed"),
                allow("vault_item", "fristed_partner", "file_id", HERS, name="partner_believed"),
                wall("guidance_attachment"),
                allow("guidance_attachment", "fristed_desk", "file_id", MINE),
                allow_every_row("guidance_attachment", "fristed_worker"),
                allow(
                    "vault_blobchunk",
                    "fristed_worker",
                    "blob",
                    OVER,
                    command="delete",
                    name="worker_deletes_old_attachments",
                ),
                allow(
                    "vault_blobchunk",
                    "fristed_worker",
                    "blob",
                    OVER,
                    command="select",
                    name="worker_finds_old_attachments",
                ),
            )
        )
    ]
