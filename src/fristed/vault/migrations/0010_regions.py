from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, together

TEAMS = (
    f"select file_id from vault_grant where holder_account = {ACTOR} and ground = 'team'"
    " and revoked_at is null and (ends_at is null or ends_at > now())"
)


class Migration(migrations.Migration):
    """A member of a regional network works at the partner door with what her network has."""

    dependencies = [
        ("vault", "0007_inquiries"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow("vault_file", "fristed_partner", "id", TEAMS, name="partner_team_files"),
                allow("vault_item", "fristed_partner", "file_id", TEAMS, name="partner_team_items"),
            )
        )
    ]
