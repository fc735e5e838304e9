from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, together, wall


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0006_documents"),
    ]

    operations = [
        migrations.RunSQL(
            # an age file does not compress
            "alter table casework_export alter column content set storage external",
            "",
        ),
        migrations.RunSQL(
            *together(
                wall("casework_export"),
                allow("casework_export", "fristed_desk", "owner_id", f"select {ACTOR}"),
                allow_every_row("casework_export", "fristed_worker"),
            )
        ),
    ]
