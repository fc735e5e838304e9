"""Ways between pages and out of them: which lead nowhere, and where old addresses lead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import override

from fristed.codelists.choices import Tag
from fristed.codelists.queries import law_on
from fristed.codelists.rules.law import topics_called
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import HelpNumber, help_numbers
from fristed.organisation.rules.helping import called_in
from fristed.portal.choices import BlockKind, Fault, Goal, State
from fristed.portal.models import BrokenLink, OldAddress, Snapshot
from fristed.portal.queries.pages import NoPage
from fristed.portal.rules.blocks import Block
from fristed.portal.rules.old_addresses import as_path

PLACES: Mapping[str, str] = {
    Goal.START: "portal:show_start",
    Goal.HELP: "portal:show_help",
    Goal.READ: "portal:show_pages",
    Goal.ADVISERS: "portal:show_advisers",
    Goal.FIGURES: "portal:show_history",
}


@dataclass(frozen=True)
class Way:
    """From somewhere to something. site: another house's address, to be asked; else ours"""

    where: str
    owner: str
    target: str
    is_there: bool = True
    site: str = ""


@dataclass(frozen=True)
class OldAddressLine:
    ref: str
    path: str
    leads_to: str


@dataclass(frozen=True)
class BrokenLine:
    where: str
    owner: str
    target: str
    fault: str
    since: date


@dataclass(frozen=True)
class LinksPage:
    """Longest broken first."""

    broken: tuple[BrokenLine, ...]
    old_addresses: tuple[OldAddressLine, ...]


def ways_on(day: date) -> Iterator[Way]:
    """Every way there is, and whether those inside the house lead somewhere."""
    services = {one.code: one for one in help_numbers(day)}
    rows = _newest()
    shown = {(row.page.code, row.language) for row in rows}
    for row in rows:
        yield from _ways_of(row, shown, services, day)
    for one in services.values():
        if one.chat:
            site = f"https://{one.chat}/"
            yield Way(one.code, one.owner, one.chat, site=site)
    for old in OldAddress.objects.select_related("page"):
        there = old.page is None or (old.page.code, old.language) in shown
        yield Way(old.path, old.page.owner if old.page else "", str(old.page or old.goal), there)


def _newest() -> list[Snapshot]:
    """What is read today, of every page in every language."""
    rows = (
        Snapshot.objects.filter(page__withdrawn_on=None)
        .exclude(state=State.DRAFT)
        .select_related("page")
        .order_by("page__number", "language", "-version")
        .distinct("page__number", "language")
    )
    return [row for row in rows if row.state == State.SHOWN]


def _ways_of(
    row: Snapshot,
    shown: set[tuple[str, str]],
    services: Mapping[str, HelpNumber],
    day: date,
) -> Iterator[Way]:
    where, owner = f"{row.page.number}. {row.title}", row.page.owner
    ours = row.language if row.language in {"nn", "en"} else "nb"
    for block in (Block.of(kept) for kept in row.blocks):
        called = called_in(block.paragraphs)
        for code in {*called, *(block.items if block.kind == BlockKind.HELP else ())}:
            yield Way(where, owner, code, code in services)
        for code in block.items if block.kind == BlockKind.PAGE else ():
            yield Way(where, owner, code, (code, ours) in shown)
        named = topics_called(block.paragraphs)
        for topic in {*named, *(block.items if block.kind == BlockKind.LAW else ())}:
            yield Way(where, owner, topic, any(law.tag == Tag.SOLID for law in law_on(topic, day)))


def place_of(path: str) -> str:
    """Where an address of an earlier portal leads now.

    :raises NoPage: nowhere.
    """
    try:
        row = OldAddress.objects.select_related("page").filter(path=as_path(path)).first()
    except RuleBroken as broken:
        raise NoPage(path) from broken
    if row is None:
        raise NoPage(path)
    with override(row.language):
        if row.page is None:
            return reverse(PLACES[row.goal])
        if row.page.withdrawn_on:
            return reverse(PLACES[Goal.READ])
        return reverse("portal:show_page", args=[row.page.number])


def old_address_by_ref(ref: str) -> OldAddress:
    """One that does not exist leads nowhere already."""
    return OldAddress.objects.filter(ref=ref).first() or OldAddress(ref=ref)


def new_old_address() -> OldAddress:
    return OldAddress(ref="")


def pages_to_choose() -> list[tuple[str, str]]:
    """Number and title, for a list to choose from."""
    return [
        (str(row.page.number), f"{row.page.number}. {row.title}")
        for row in _newest()
        if row.language == "nb"
    ]


def links_page() -> LinksPage:
    titles = dict(pages_to_choose())
    return LinksPage(
        broken=tuple(
            BrokenLine(row.where, row.owner, row.target, str(Fault(row.fault).label), row.since)
            for row in BrokenLink.objects.order_by("since", "id")
        ),
        old_addresses=tuple(
            OldAddressLine(
                row.ref,
                row.path,
                titles.get(str(row.page.number), str(row.page))
                if row.page
                else str(Goal(row.goal).label),
            )
            for row in OldAddress.objects.select_related("page").order_by("path")
        ),
    )
