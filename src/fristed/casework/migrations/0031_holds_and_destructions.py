import django.db.models.deletion
import fristed.casework.models.alarm
import fristed.vault.fields
from django.conf import settings
from django.db import migrations, models

from fristed.kernel.walls import ACTOR, MEMBER, allow, allow_every_row, definer, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"
HERS = (
    f"from organisation_membership m join organisation_unit u on u.id = m.unit_id"
    f" where {MEMBER}"
)
FOLLOW = f"""
create function casework_follow_hold(p_case bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    -- The files say what the rows of the case say; she may hold no key to some of them.
    if not exists (
        select 1 from casework_access where case_id = p_case and user_id = {ACTOR}
            and ground in ('creator', 'hand_over', 'stand_in') and {LIVE}
    ) then
        raise exception 'not hers to hold' using errcode = 'insufficient_privilege';
    end if;
    update vault_file set legal_hold = exists (
        select 1 from casework_legalhold where case_id = p_case and lifted_on is null
    )
    where id = p_case
        or id in (select file_id from casework_tripaddresses where case_id = p_case)
        or id in (select file_id from casework_approval where case_id = p_case);
end $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0030_walls_by_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Destruction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=fristed.casework.models.alarm._destruction_ref, max_length=26)),
                ('unit', models.CharField(max_length=40)),
                ('quarter', models.CharField(max_length=6)),
                ('proposed_by', models.CharField(max_length=26)),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_by', models.CharField(max_length=26)),
                ('confirmed_at', models.DateTimeField()),
                ('files', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ref',), name='destruction_ref_once'), models.UniqueConstraint(fields=('unit', 'quarter'), name='destruction_once')],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=26)),
                ('set_on', models.DateField()),
                ('why', fristed.vault.fields.SealedTextField(null=True)),
                ('lifted_on', models.DateField(null=True)),
                ('why_lifted', fristed.vault.fields.SealedTextField(null=True)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='casework.case')),
                ('lifted_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ref',), name='legalhold_ref_once'), models.UniqueConstraint(condition=models.Q(('lifted_on', None)), fields=('case',), name='legalhold_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_by', None), ('lifted_on', None), ('why_lifted', None)), models.Q(('lifted_by__isnull', False), ('lifted_on__isnull', False), ('why_lifted__isnull', False)), _connector='OR'), name='legalhold_lifted_by_somebody_with_a_reason')],
            },
        ),
        migrations.RunSQL(
            *together(
                wall("casework_legalhold"),
                allow("casework_legalhold", "fristed_desk", "case_id", MINE),
                allow_every_row("casework_legalhold", "fristed_gate", command="select"),
                allow_every_row("casework_approval", "fristed_gate", command="select"),
                definer(
                    "casework_follow_hold(bigint)",
                    FOLLOW,
                    callers="fristed_desk",
                    needs={
                        "casework_legalhold": "select",
                        "casework_tripaddresses": "select",
                        "casework_approval": "select",
                        "vault_file": "select, update",
                    },
                ),
                wall("casework_destruction"),
                allow(
                    "casework_destruction",
                    "fristed_desk",
                    "unit",
                    f"select u.code {HERS} and m.leads",
                    command="select",
                ),
                allow(
                    "casework_destruction",
                    "fristed_desk",
                    "'data_protection_officer'",
                    f"select m.role {HERS}",
                    command="select",
                    name="fristed_desk_select_by_role",
                ),
                allow_every_row("casework_destruction", "fristed_worker"),
            )
        ),
    ]
