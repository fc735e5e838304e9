"""Who is part of a case, and how each may be reached. Needs no keeper: texts are only sealed."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, PersonInCase
from fristed.casework.models import Channel as ChannelRow
from fristed.casework.rules.contacting import Channel, check_channel
from fristed.casework.rules.editing import check_seen
from fristed.casework.rules.people import Person, check_person
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_keep_people = asking("case.keep_people", may=access.may_keep_people)


@action("case.add_person", may=access.may_keep_people)
def add_person(actor: Actor, case: Case, *, person: Person) -> str:
    """Note somebody as part of the case; answers the row's reference.

    :raises RuleBroken: see `rules.people.check_person`.
    """
    check_person(person)
    row = PersonInCase(ref=new_ref("prs"), case_id=case.pk)
    sealing.seal(file_by_id(case.pk), row, "body", person.as_text(), part=Part.PEOPLE)
    row.save(force_insert=True)
    return row.ref


@action("case.update_person", may=access.may_keep_people)
def update_person(
    actor: Actor, case: Case, *, ref: str, seen: str, person: Person, ended_on: date | None
) -> None:
    """Change what is known of somebody.

    seen   the sealed text the form was made from

    :raises ChangedMeanwhile: somebody else saved first.
    :raises RuleBroken: see `rules.people.check_person`; or `no_such_person`.
    """
    check_person(person)
    row = PersonInCase.objects.select_for_update().filter(case_id=case.pk, ref=ref).first()
    if row is None:
        raise RuleBroken("no_such_person", _("Personen står ikke i saken."))
    check_seen(seen=seen, current=row.body.header.item)
    row.ended_on = ended_on
    sealing.seal(file_by_id(case.pk), row, "body", person.as_text(), part=Part.PEOPLE)
    row.save(update_fields=["body", "ended_on"])


@action("case.add_channel", may=access.may_keep_people)
def add_channel(actor: Actor, case: Case, *, of: str, person: Person, channel: Channel) -> None:
    """Note a way to reach somebody.

    of       the person's row
    person   what is known of her, as it was opened

    :raises RuleBroken: see `rules.contacting.check_channel`; or `no_such_person`.
    """
    check_channel(channel, person)
    whose = PersonInCase.objects.filter(case_id=case.pk, ref=of).first()
    if whose is None:
        raise RuleBroken("no_such_person", _("Personen står ikke i saken."))
    row = ChannelRow(ref=new_ref("kan"), case_id=case.pk, person=whose)
    sealing.seal(file_by_id(case.pk), row, "body", channel.as_text(), part=Part.PEOPLE)
    row.save(force_insert=True)


@action("case.update_channel", may=access.may_keep_people)
def update_channel(
    actor: Actor,
    case: Case,
    *,
    ref: str,
    seen: str,
    person: Person,
    channel: Channel,
    ended_on: date | None,
) -> None:
    """Change when and how it is safe.

    :raises ChangedMeanwhile: somebody else saved first.
    :raises RuleBroken: see `rules.contacting.check_channel`; or `no_such_channel`.
    """
    check_channel(channel, person)
    row = ChannelRow.objects.select_for_update().filter(case_id=case.pk, ref=ref).first()
    if row is None:
        raise RuleBroken("no_such_channel", _("Måten å nå personen på står ikke i saken."))
    check_seen(seen=seen, current=row.body.header.item)
    row.ended_on = ended_on
    sealing.seal(file_by_id(case.pk), row, "body", channel.as_text(), part=Part.PEOPLE)
    row.save(update_fields=["body", "ended_on"])
