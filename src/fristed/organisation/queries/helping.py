"""Which numbers to ring, and who keeps them right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import holidays
from django.db.models import (
    Q,
)
from django.utils.translation import gettext as _

from fristed.codelists import queries as codelists
from fristed.codelists.choices import Tag
from fristed.codelists.queries import Words
from fristed.codelists.rules.law import topics_called
from fristed.gate import Actor, Decision
from fristed.kernel.clocks import OSLO, Calendar
from fristed.organisation.access import may_change_service
from fristed.organisation.choices import LocalKind
from fristed.organisation.models import (
    HelpService,
    LocalService,
)
from fristed.organisation.rules.helping import called_in, stands_in, with_numbers


class NoService(LookupError):
    """There is no such help service."""


@dataclass(frozen=True)
class HelpNumber:
    """Somebody anyone may ring or write to.

    tel             the number as a phone dials it
    hours           only where the sources agree
    last_verified   the day a person rang it, or none yet
    """

    code: str
    name: Words
    about: Words | None
    number: str
    email: str
    chat: str
    hours: Words | None
    is_acute: bool
    is_anonymous: bool | None
    owner: str
    last_verified: date | None
    is_always_open: bool = False
    calendar: Calendar | None = None

    @property
    def tel(self) -> str:
        return self.number.replace(" ", "")


@dataclass(frozen=True)
class LocalHelp:
    """A municipality's own service, whose number a person has rung."""

    kind: LocalKind
    name: str
    number: str
    owner: str
    last_verified: date

    @property
    def tel(self) -> str:
        return self.number.replace(" ", "")


def help_numbers(day: date, *, codes: Collection[str] = ()) -> tuple[HelpNumber, ...]:
    """Services the public may be told of: only those a solid source stands behind.

    codes   only these; none means all
    """
    services = HelpService.objects.filter(tag=Tag.SOLID).filter(
        Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
    )
    if codes:
        services = services.filter(code__in=codes)
    return tuple(
        HelpNumber(
            code=row.code,
            name=Words.of(row.name),
            about=Words.or_none(row.about),
            number=row.number,
            email=row.email,
            chat=row.chat,
            hours=Words.or_none(row.hours) if row.hours_tag == Tag.SOLID else None,
            is_acute=row.is_acute,
            is_anonymous=row.is_anonymous,
            owner=row.owner,
            last_verified=row.last_verified,
            is_always_open=row.is_always_open and row.hours_tag == Tag.SOLID,
            calendar=_opening_hours(row),
        )
        for row in services.order_by("position")
    )


def _opening_hours(row: HelpService) -> Calendar | None:
    """Only where a solid source gives them."""
    if row.hours_tag != Tag.SOLID or row.opens is None or row.closes is None:
        return None
    return Calendar(OSLO, row.week, row.opens, row.closes, holidays.country_holidays("NO"))


def local_help(municipality: str) -> tuple[LocalHelp, ...]:
    """What the municipality has of its own, where somebody has rung the number."""
    rows = LocalService.objects.filter(municipality=municipality, last_verified__isnull=False)
    return tuple(
        LocalHelp(LocalKind(row.kind), row.name, row.number, row.owner, row.last_verified)
        for row in rows.order_by("-kind")
        if row.last_verified
    )


@dataclass(frozen=True)
class ServiceToKeep:
    """A service as those who ring it see it. public: what the public is told of it today"""

    code: str
    name: Words
    number: str
    email: str
    hours: Words | None
    owner: str
    tag: Tag
    hours_tag: str
    source: str
    last_verified: date | None
    is_due: bool
    is_public: bool
    may_change: Decision


@dataclass(frozen=True)
class LocalToKeep:
    """One telephone number, and every municipality it answers for. refs: of its rows"""

    refs: tuple[str, ...]
    kind: LocalKind
    name: str
    number: str
    owner: str
    source: str
    municipalities: tuple[str, ...]
    last_verified: date | None
    is_due: bool

    @property
    def ref(self) -> str:
        return self.refs[0]


RUNG_EVERY: Final = timedelta(days=182)


def services_to_keep(actor: Actor, day: date) -> tuple[ServiceToKeep, ...]:
    """Every service, also those the public is not told of; what nobody has rung lately first."""
    rows = [
        ServiceToKeep(
            code=row.code,
            name=Words.of(row.name),
            number=row.number,
            email=row.email,
            hours=Words.or_none(row.hours),
            owner=row.owner,
            tag=Tag(row.tag),
            hours_tag=row.hours_tag,
            source=row.source,
            last_verified=row.last_verified,
            is_due=_is_due(row.last_verified, day),
            is_public=row.tag == Tag.SOLID,
            may_change=may_change_service(actor, row),
        )
        for row in HelpService.objects.order_by("position")
    ]
    return tuple(sorted(rows, key=lambda row: not row.is_due))


def _is_due(rung: date | None, day: date) -> bool:
    return rung is None or rung + RUNG_EVERY < day


def service_by_code(code: str) -> HelpService:
    """:raises NoService: there is none."""
    found = HelpService.objects.filter(code=code).first()
    if found is None:
        raise NoService(code)
    return found


def local_services_to_keep(day: date) -> tuple[LocalToKeep, ...]:
    """Each number of a municipality's own once, however many municipalities it answers for."""
    groups: dict[tuple[str, str, str], list[LocalService]] = {}
    for row in LocalService.objects.order_by("kind", "name", "municipality"):
        groups.setdefault((row.kind, row.name, row.number), []).append(row)
    return tuple(
        LocalToKeep(
            refs=tuple(row.ref for row in rows),
            kind=LocalKind(kind),
            name=name,
            number=number,
            owner=rows[0].owner,
            source=rows[0].source,
            municipalities=tuple(row.municipality for row in rows),
            last_verified=rung,
            is_due=_is_due(rung, day),
        )
        for (kind, name, number), rows in groups.items()
        for rung in [rows[0].last_verified]
    )


def local_service_by_ref(ref: str) -> LocalService:
    """:raises NoService: there is none."""
    found = LocalService.objects.filter(ref=ref).first()
    if found is None:
        raise NoService(ref)
    return found


def new_local_service() -> LocalService:
    """One that is not kept yet: what a new one is asked about."""
    return LocalService(ref="")


def numbers_on(day: date) -> Mapping[str, str]:
    """Every number the public may be told of: the one source for texts, pages and paper."""
    return {one.code: one.number for one in help_numbers(day) if one.number}


def in_words_of_today(text: str, *, on: date) -> str:
    """A text with the laws and numbers it asks for, as they are that day. None asked for, nothing
    read."""
    text = codelists.in_law_of_today(text, on=on)
    if not called_in([text]):
        return text
    return with_numbers(text, numbers_on(on), otherwise=no_number())


def calls_on(day: date) -> tuple[tuple[str, str], ...]:
    """What a text may ask for, as it is written, and what it is."""
    numbers = [(f"{{tlf:{one.code}}}", str(one.name)) for one in help_numbers(day) if one.number]
    laws = codelists.choices_for_form("legal_topic", day)
    return (*numbers, *((f"{{lov:{topic}}}", label) for topic, label in laws))


def faults_of_calls(texts: Sequence[str], *, on: date) -> tuple[str, ...]:
    """What a writer is told: what she asked for that is not there, and a number she typed herself,
    which would stay in her text when the service has another. 112, 113 and 116 111 are typed."""
    numbers = dict(HelpService.objects.values_list("code", "number"))
    topics = {code.value for code in codelists.code_list("legal_topic", on).codes}
    unknown = [f"{{tlf:{code}}}" for code in called_in(texts) - set(numbers)]
    unknown += [f"{{lov:{topic}}}" for topic in topics_called(texts) - topics]
    typed = [(code, number) for code, number in numbers.items() if stands_in(texts, number)]
    return (
        *(_("Det er ingenting som heter %s.") % one for one in sorted(unknown)),
        *(
            _("Skriv %(call)s der det står %(number)s. Da blir det riktig når nummeret endres.")
            % {"call": f"{{tlf:{code}}}", "number": number}
            for code, number in typed
        ),
    )


def no_number() -> str:
    """What stands in a text where a number may not be told."""
    return _("nummeret på tjenestens egne sider")
