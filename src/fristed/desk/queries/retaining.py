"""How long each kind of file is kept, and what is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fristed.accounts import queries as accounts
from fristed.casework.queries import Destroyed, destroyed_seen_by
from fristed.desk import access
from fristed.gate import Actor, Decision
from fristed.kernel.periods import Quarter
from fristed.organisation.queries import units_on
from fristed.ui import wording
from fristed.vault import retaining
from fristed.vault.choices import FileKind
from fristed.vault.models import RetentionRule
from fristed.vault.retaining import Doomed

KINDS: Final[Mapping[FileKind, Promise]] = {
    FileKind.CASE: _("saker"),
    FileKind.CONVERSATION: _("samtaler med ungdom"),
    FileKind.CONSULTATION: _("drøftinger i Kompetanseteamet"),
    FileKind.COMPARTMENT: _("etatenes egne notater i Kompetanseteamet"),
    FileKind.INQUIRY: _("henvendelser fra fagfolk"),
    FileKind.TRIP: _("adresser på en reise"),
    FileKind.REGISTER: _("stasjonenes kontakter"),
    FileKind.APPROVAL: _("sammendrag til en leder"),
}

HINDRANCES: Final[Mapping[str, Promise]] = {
    "quarter_not_over": _("Kvartalet er ikke over."),
    "file_open": _("Noe i kvartalet er ikke avsluttet."),
    "legal_hold": _("Noe i kvartalet holdes tilbake."),
    "not_expired": _("Noe i kvartalet skal fortsatt lagres."),
    "no_retention_rule": _("Noe i kvartalet mangler en signert lagringstid."),
}
MEANING: Final = _(
    "Nøkkelen er overskrevet hos nøkkelvokteren og slettet der nøkler oppbevares. Ingenting som var"
    " forseglet med den, kan åpnes igjen, heller ikke fra sikkerhetskopier. Det samme står i"
    " nøkkelvokterens logg."
)


@dataclass(frozen=True)
class RetentionLine:
    """A rule in force, or one that waits. The names are empty where it came with the data."""

    ref: str
    months: int
    because: str
    proposed_by: str
    proposed_on: date | None
    signed_by: str
    signed_off_on: date | None
    may_sign: Decision
    may_end: Decision


@dataclass(frozen=True)
class RetentionKind:
    """One kind of file. Without a rule in force nothing of it is destroyed."""

    label: str
    in_force: RetentionLine | None
    waiting: RetentionLine | None


@dataclass(frozen=True)
class DoomedKind:
    """How many files of a kind, how many are held back, and the last day any of them expires."""

    label: str
    files: int
    held: int
    expires_on: date | None


@dataclass(frozen=True)
class Preview:
    """hindrance   why the quarter may not be destroyed now; empty: two leaders can"""

    kinds: tuple[DoomedKind, ...]
    hindrance: str


@dataclass(frozen=True)
class DestroyedKind:
    """How many files of a kind, and the rule that was in force that day."""

    label: str
    files: int
    rule: str


@dataclass(frozen=True)
class Certificate:
    """The proof that a unit's keys for a quarter are gone, and with them what they opened."""

    destroyed: Destroyed
    quarter: str
    facts: tuple[tuple[Promise, str], ...]
    kinds: tuple[DestroyedKind, ...]


def retention_page(actor: Actor) -> tuple[RetentionKind, ...]:
    rows = retaining.rules_in_use()
    people = (by for row in rows for by in (row.proposed_by, row.signed_by))
    names = accounts.names_by_id({by for by in people if by})
    lines = {(row.kind, row.signed_off_on is not None): _line(actor, row, names) for row in rows}
    return tuple(
        RetentionKind(str(label), lines.get((kind, True)), lines.get((kind, False)))
        for kind, label in KINDS.items()
    )


def certificates(actor: Actor, *, on: date) -> tuple[Certificate, ...]:
    """Those she may see, the last first."""
    return tuple(_certificate(one) for one in destroyed_seen_by(actor, on=on))


def units_to_preview(actor: Actor, *, on: date) -> list[tuple[str, str]]:
    """Those she leads, by name."""
    return [(unit.code, unit.name) for unit in units_on(on) if unit.code in actor.leads]


def preview_of(files: Sequence[Doomed], hindrance: str) -> Preview:
    """The files by kind: a leader sees how many, and none of them."""
    kinds = (
        (label, [file for file in files if file.kind == kind]) for kind, label in KINDS.items()
    )
    return Preview(
        kinds=tuple(
            DoomedKind(
                label=str(label),
                files=len(some),
                held=sum(file.is_held for file in some),
                expires_on=max((file.expires_on for file in some if file.expires_on), default=None),
            )
            for label, some in kinds
            if some
        ),
        hindrance=str(HINDRANCES.get(hindrance, hindrance)),
    )


def printed_certificate(certificate: Certificate) -> dict[str, object]:
    """The values of `desk/certificate.typ`."""
    return {
        "facts": [(str(label), value) for label, value in certificate.facts],
        "kinds_title": str(_("Hva som ble slettet")),
        "kinds": [
            (kind.label.capitalize(), f"{kind.files}. {kind.rule}") for kind in certificate.kinds
        ],
        "meaning": str(MEANING),
    }


def quarter_in_words(quarter: Quarter) -> str:
    return gettext("%(number)s. kvartal %(year)s") % {
        "number": quarter.number,
        "year": quarter.year,
    }


def _certificate(destroyed: Destroyed) -> Certificate:
    quarter = Quarter.parse(destroyed.quarter)
    rules = {row.kind: row for row in retaining.rules_on(localdate(destroyed.confirmed_at))}
    return Certificate(
        destroyed=destroyed,
        quarter=quarter_in_words(quarter),
        facts=(
            (_("Enhet"), destroyed.unit_name),
            (_("Kvartal"), wording.days(quarter.starts_on(), quarter.ends_on())),
            (_("Foreslått av"), _by(destroyed.proposed_by, destroyed.proposed_at)),
            (_("Bekreftet av"), _by(destroyed.confirmed_by, destroyed.confirmed_at)),
        ),
        kinds=tuple(
            DestroyedKind(str(KINDS[FileKind(kind)]), files, _rule(rules.get(kind)))
            for kind, files in sorted(destroyed.files.items())
        ),
    )


def _by(name: str, at: datetime) -> str:
    return f"{name}, {wording.moment(at)}"


def _rule(row: RetentionRule | None) -> str:
    if row is None:
        return gettext("Regelen er ikke kjent.")
    kept = ngettext(
        "Lagres i %(months)s måned etter avslutning.",
        "Lagres i %(months)s måneder etter avslutning.",
        row.months,
    ) % {"months": row.months}
    return f"{kept} {row.because}".strip()


def _line(actor: Actor, row: RetentionRule, names: Mapping[int, str]) -> RetentionLine:
    return RetentionLine(
        ref=row.ref,
        months=row.months,
        because=row.because,
        proposed_by=names.get(row.proposed_by or 0, ""),
        proposed_on=row.proposed_on,
        signed_by=names.get(row.signed_by or 0, ""),
        signed_off_on=row.signed_off_on,
        may_sign=access.may_sign_retention(actor, row),
        may_end=access.may_end_retention(actor, row),
    )
