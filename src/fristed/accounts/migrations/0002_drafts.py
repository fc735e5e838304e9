from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, together, wall


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_people_sessions_attempts"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("accounts_draft"),
                allow("accounts_draft", "fristed_desk", "author_id", f"select {ACTOR}"),
                allow_every_row("accounts_draft", "fristed_worker"),
            )
        ),
    ]
