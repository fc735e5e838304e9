"""Proposals for nora's pages: a sender's own, and those that wait for an editor."""

from dataclasses import dataclass
from datetime import date

from fristed.gate import Actor, scope
from fristed.kernel.traces import found
from fristed.organisation.queries import named_places
from fristed.portal.access import may_answer_contribution
from fristed.portal.choices import Outcome
from fristed.portal.models import Contribution
from fristed.portal.queries.editing import pages_for_choice
from fristed.portal.queries.pages import NoPage


@dataclass(frozen=True)
class ContributionLine:
    """page: the title of what it is about, or nothing. words: what in it may point at somebody

    outcome   what became of it, in words; nothing while it waits
    """

    ref: str
    text: str
    page: str
    sent_by: str
    sent_on: date
    outcome: str = ""
    words: tuple[str, ...] = ()


def own_contributions(actor: Actor) -> tuple[ContributionLine, ...]:
    """Newest first."""
    titles = dict(pages_for_choice())
    rows = Contribution.objects.filter(sent_by_id=actor.id).select_related("page")
    with scope(actor):
        return tuple(_line(row, actor.name, titles) for row in rows.order_by("-sent_on", "-pk"))


def contributions_waiting(actor: Actor, on: date) -> tuple[ContributionLine, ...]:
    """Those she may answer, oldest first, each with the words its sender was asked about."""
    titles, known = dict(pages_for_choice()), named_places(on)
    rows = Contribution.objects.filter(outcome="").select_related("page", "sent_by")
    return tuple(
        _line(row, row.sent_by.name, titles, tuple(one.text for one in found(row.text, known)))
        for row in rows.order_by("sent_on", "pk")
        if may_answer_contribution(actor, row)
    )


def contribution_by_ref(ref: str) -> Contribution:
    """:raises NoPage: there is none."""
    row = Contribution.objects.filter(ref=ref).first()
    if row is None:
        raise NoPage(ref)
    return row


def _line(
    row: Contribution, name: str, titles: dict[str, str], words: tuple[str, ...] = ()
) -> ContributionLine:
    return ContributionLine(
        ref=row.ref,
        text=row.text,
        page=titles.get(row.page.code, row.page.code) if row.page else "",
        sent_by=name,
        sent_on=row.sent_on,
        outcome=str(Outcome(row.outcome).label) if row.outcome else "",
        words=words,
    )
