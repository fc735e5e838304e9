from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guidance', '0016_agency_contacts_by_role'),
    ]

    operations = [
        migrations.AddField(
            model_name='note',
            name='once',
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.UniqueConstraint(
                fields=('inquiry', 'once'), name='note_form_once'
            ),
        ),
    ]
