"""Saying that two cases belong together. Nobody gets to read anything by it."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access, queries
from fristed.casework.choices import Part
from fristed.casework.models import Case, CaseLink
from fristed.casework.rules.linking import Link, check_link
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_link_case = asking("case.link", may=access.may_link_case)


@action("case.link", may=access.may_link_case)
def link_case(actor: Actor, case: Case, *, other: str, link: Link, on: date) -> None:
    """Link the case to another by its reference, which its own adviser has given.

    :raises RuleBroken: see `rules.linking.check_link`; or `no_such_case`.
    """
    there = queries.case_by_ref(other)
    known = CaseLink.objects.filter(case_id=case.pk, other_id=there.pk, ended_on=None)
    check_link(link, to_itself=there.pk == case.pk, there_already=known.exists())
    if there.pk is None:
        raise RuleBroken("no_such_case", _("Ingen sak har den referansen. Spør rådgiveren igjen."))
    row = CaseLink(
        ref=new_ref("lnk"), case_id=case.pk, other_id=there.pk, by_id=actor.id, linked_on=on
    )
    sealing.seal(file_by_id(case.pk), row, "body", link.as_text(), part=Part.PEOPLE)
    row.save(force_insert=True)


@action("case.end_link", may=access.may_link_case)
def end_link(actor: Actor, case: Case, *, ref: str, on: date) -> None:
    """:raises RuleBroken: `no_such_link`."""
    rows = CaseLink.objects.filter(case_id=case.pk, ref=ref, ended_on=None)
    if not rows.update(ended_on=on):
        raise RuleBroken("no_such_link", _("Forbindelsen finnes ikke lenger."))
