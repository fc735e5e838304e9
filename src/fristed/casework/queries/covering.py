"""A paper without third parties: what in its texts points at others, covered, and shown first."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.models import Case, PersonInCase
from fristed.casework.queries.printing import Values
from fristed.casework.queries.whole import opened
from fristed.casework.rules.people import YOUNG_PERSON, Person
from fristed.gate import Actor, ReadGrant, scope
from fristed.kernel import traces
from fristed.kernel.traces import Kind, Known
from fristed.organisation import queries as organisation

KINDS: Final[Mapping[Kind, str | Promise]] = {
    Kind.NAME: gettext_lazy("navn"),
    Kind.BIRTH_NUMBER: gettext_lazy("fødselsnummer"),
    Kind.NUMBER: gettext_lazy("nummer"),
    Kind.PHONE: gettext_lazy("telefonnummer"),
    Kind.MAIL: gettext_lazy("e-postadresse"),
    Kind.ACCOUNT: gettext_lazy("brukernavn"),
    Kind.ADDRESS: gettext_lazy("adresse"),
    Kind.SCHOOL: gettext_lazy("skole"),
    Kind.PLACE: gettext_lazy("sted"),
    Kind.COUNTRY: gettext_lazy("land"),
}


@dataclass(frozen=True)
class Piece:
    """A piece of a text. `covered` says by which word; empty where it can be read."""

    text: str
    covered: str = ""


@dataclass(frozen=True)
class CoveredEntry:
    title: str
    head: str
    pieces: tuple[Piece, ...]
    notes: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class CoveredPaper:
    """A paper as it will be, and as it is shown before that.

    values   of `case/print.typ`, covered
    words    everything that was found, once each, and what it is
    """

    values: Values = field(repr=False)
    entries: tuple[CoveredEntry, ...] = field(repr=False)
    words: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def digest(self) -> str:
        """The same for the same paper only."""
        return hashlib.sha256(json.dumps(self.values, ensure_ascii=False).encode()).hexdigest()


def third_parties(actor: Actor, case: Case, grant: ReadGrant, *, on: date) -> Known:
    """What the case and the house know of names: the young person's own may stand."""
    with scope(actor):
        bodies = [row.body for row in PersonInCase.objects.filter(case_id=case.pk)]
        places = organisation.named_places(on)
    grant.unlock(bodies)
    texts = (opened(body, grant) for body in bodies)
    people = [Person.from_text(text) for text in texts if text]
    return replace(
        places,
        names=frozenset(one.name for one in people if one.relation != YOUNG_PERSON),
        kept=places.kept | {one.name for one in people if one.relation == YOUNG_PERSON},
    )


def covered_paper(
    values: Values, known: Known, *, stands: Iterable[str] = (), more: Iterable[str] = ()
) -> CoveredPaper:
    """The paper with every trace covered, except what is to stand.

    values   of `printed_case`
    """
    wanted = replace(known, names=known.names | set(more))
    used = replace(wanted, kept=wanted.kept | set(stands))
    entries: Any = values["entries"]
    words = {label: f"[{name}]" for label, name in KINDS.items()}
    texts = [text for entry in entries for text in (entry["text"], *entry["notes"])]
    found = {
        (text[span.start : span.end], str(KINDS[span.kind]))
        for text in texts
        for span in traces.find(text, wanted)
    }
    return CoveredPaper(
        values={
            **values,
            "chosen": f"{values['chosen']} {_('Opplysninger om andre er skjult.')}",
            "entries": [
                {
                    **entry,
                    "text": traces.masked(entry["text"], used, words=words),
                    "notes": [traces.masked(note, used, words=words) for note in entry["notes"]],
                }
                for entry in entries
            ],
        },
        entries=tuple(
            CoveredEntry(
                entry["title"],
                entry["head"],
                _pieces(entry["text"], used),
                tuple(_pieces(note, used) for note in entry["notes"]),
            )
            for entry in entries
        ),
        words=tuple(sorted(found, key=lambda one: (one[1], one[0].casefold()))),
    )


def _pieces(text: str, known: Known) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for span in traces.find(text, known):
        pieces += [
            Piece(text[at : span.start]),
            Piece(text[span.start : span.end], str(KINDS[span.kind])),
        ]
        at = span.end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)
