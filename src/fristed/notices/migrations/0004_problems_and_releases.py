import django.db.models.deletion
import fristed.notices.models.problems
from django.conf import settings
from django.db import migrations, models

from fristed.kernel.walls import ACTOR, allow, together, wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_walls_by_index'),
        ('notices', '0003_outgoing'),
    ]

    operations = [
        migrations.CreateModel(
            name='SeenRelease',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('version', models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=fristed.notices.models.problems._problem_ref, max_length=26)),
                ('page', models.CharField(max_length=200)),
                ('browser', models.CharField(blank=True, max_length=40)),
                ('roles', models.CharField(blank=True, max_length=120)),
                ('words', models.TextField()),
                ('said_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['closed_on', 'said_on'], name='problem_by_day')],
                'constraints': [models.UniqueConstraint(fields=('ref',), name='problem_ref_once'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('words', ''), _connector='OR'), name='problem_closed_has_no_words')],
            },
        ),
        migrations.RunSQL(
            *together(
                wall("notices_seenrelease"),
                allow("notices_seenrelease", "fristed_desk", "person_id", f"select {ACTOR}"),
            )
        ),
    ]
