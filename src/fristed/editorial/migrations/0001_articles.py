import django.db.models.deletion
import fristed.editorial.models.articles
from django.conf import settings
from django.db import migrations, models

from fristed.kernel.walls import allow_every_row, together, wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0005_studio_door'),
        ('portal', '0007_the_studio_publishes'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TextCheck',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('step', models.CharField(choices=[('professional', 'faglig kontroll'), ('language', 'språkkontroll'), ('sign_off', 'godkjenning')], max_length=12)),
            ],
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='Editor',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('accounts.user',),
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('ref', models.CharField(max_length=26, primary_key=True, serialize=False)),
                ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English'), ('ar', 'العربية'), ('so', 'Soomaali'), ('ur', 'اردو'), ('fa', 'فارسی / دری'), ('ps', 'پښتو'), ('ckb', 'کوردیی ناوەندی'), ('kmr', 'Kurmancî'), ('tr', 'Türkçe'), ('ti', 'ትግርኛ')], max_length=3, verbose_name='språk')),
                ('title', models.CharField(max_length=80, verbose_name='tittel')),
                ('lead', models.TextField(max_length=300, verbose_name='ingress')),
                ('body', fristed.editorial.models.articles.BodyField([], blank=True, verbose_name='innhold')),
                ('made_from', models.JSONField(blank=True, default=list, editable=False)),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.page')),
            ],
            options={
                'verbose_name': 'tekst',
                'verbose_name_plural': 'tekster',
                'constraints': [models.UniqueConstraint(fields=('page', 'language'), name='article_once_a_language')],
            },
        ),
        migrations.RunSQL(
            *together(
                wall("editorial_article"),
                allow_every_row("editorial_article", "fristed_studio"),
                allow_every_row("editorial_article", "fristed_migrate"),
                wall("editorial_textcheck"),
                allow_every_row("editorial_textcheck", "fristed_studio", command="select"),
                allow_every_row("editorial_textcheck", "fristed_migrate"),
            )
        ),
    ]
