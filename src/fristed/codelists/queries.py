"""Reading code lists, places, law references and definitions.

All of it is read once per process: it changes with an installation, not with a request.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeVar

from django.utils.translation import get_language

from fristed.codelists.choices import (
    ChangeKind,
    DocumentKind,
    MappingKind,
    ProofStandard,
    SchemeState,
    Tag,
)
from fristed.codelists.models import (
    Code,
    CodeListVersion,
    CodeMapping,
    County,
    Definition,
    Document,
    DutyCriteria,
    LawReference,
    Municipality,
    MunicipalityChange,
    SchemeStage,
)
from fristed.codelists.rules import lists, places
from fristed.codelists.rules.duties import DutyOn, PartOn, QuestionOn
from fristed.codelists.rules.law import (
    DefinitionOn,
    DocumentOn,
    LawOn,
    topics_called,
    with_laws,
)
from fristed.codelists.rules.lists import (
    Bridge,
    CodeListOn,
    CodeOn,
    NotInForce,
    UnknownCode,
)
from fristed.codelists.rules.places import (
    Carried,
    CountyOn,
    MunicipalityOn,
    NoSuchPlace,
    Register,
)
from fristed.codelists.rules.schemes import StageOf
from fristed.codelists.rules.sorting import nb_key
from fristed.codelists.rules.words import Words
from fristed.kernel.periods import is_valid_on

__all__ = [
    "Bridge",
    "Carried",
    "CodeListOn",
    "CodeOn",
    "CountyOn",
    "DefinitionOn",
    "DocumentOn",
    "DutyOn",
    "Groups",
    "LawOn",
    "MunicipalityOn",
    "NoSuchPlace",
    "NotInForce",
    "NotLoaded",
    "StageOf",
    "UnknownCode",
    "Words",
]

Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Values and labels under headings, for a list to choose from."""
Rows = TypeVar("Rows", bound=Sequence[object] | Mapping[str, object])


class NotLoaded(RuntimeError):
    """The data is not in the database: run `manage.py load_codelists`."""


def code_list(name: str, on: date) -> CodeListOn:
    """The list as it was that day. "county" and "municipality" are lists too.

    :raises UnknownCode: there is no such list.
    :raises NotInForce: the list had no version that day.
    """
    return _history(name).on(on)


def label(name: str, value: str, *, on: date | None = None, language: str | None = None) -> str:
    """What a code is called: as of that day, else as it was last.

    :raises UnknownCode: no version of the list ever had the value.
    """
    words = _history(name).code(value, on).label
    return words.in_language(language or get_language())


def name_of(name: str, value: str, *, on: date) -> Words:
    """What a code was called that day; one that had ended by then, as it was called last.

    :raises UnknownCode: no version of the list ever had the value.
    """
    return _history(name).code(value, on).label


def help_text(name: str, value: str, *, on: date | None = None) -> Words | None:
    """The definition to show beside the field."""
    return _history(name).code(value, on).help


def bridge(name: str, value: str, *, from_: date, to: date) -> Bridge:
    """Where a code of one day stands in the list of another, and whether a series breaks.

    :raises UnknownCode: the value was not in the list on the first day.
    :raises NotInForce: the list had no version on one of the days.
    """
    if name in ("county", "municipality"):
        return _bridge_places(name, value, from_, to)
    return _history(name).bridge(value, from_=from_, to=to)


def choices_for_form(name: str, on: date) -> list[tuple[str, str]]:
    """Values and labels in the page's language, in the list's own order."""
    return [(code.value, str(code.label)) for code in code_list(name, on).codes]


def counties_for_choice(day: date) -> list[tuple[str, str]]:
    """The counties of the day, as people sort names; the list itself is in order of code."""
    return sorted(
        ((county.code, county.name) for county in counties_on(day)),
        key=lambda choice: nb_key(choice[1]),
    )


@cache
def municipalities_for_choice(day: date) -> Groups:
    """The municipalities of the day under the name of their county, both as people sort names."""
    return tuple(
        (
            name,
            tuple(
                sorted(
                    ((one.code, one.name) for one in municipalities_on(day, county)),
                    key=lambda choice: nb_key(choice[1]),
                )
            ),
        )
        for county, name in counties_for_choice(day)
    )


def list_names() -> tuple[str, ...]:
    return tuple(sorted(_histories()))


def versions(name: str) -> tuple[CodeListOn, ...]:
    """All versions of a list, oldest first."""
    return _history(name).versions


def county_on(code: str, day: date) -> CountyOn:
    """:raises NoSuchPlace: no county had the code that day."""
    return _register().county_on(code, day)


def municipality_on(code: str, day: date) -> MunicipalityOn:
    """:raises NoSuchPlace: no municipality had the code that day."""
    return _register().municipality_on(code, day)


def counties_on(day: date) -> tuple[CountyOn, ...]:
    return _register().counties_on(day)


def municipalities_on(day: date, county: str = "") -> tuple[MunicipalityOn, ...]:
    return _register().municipalities_on(day, county)


def county_carried(code: str, *, from_: date, to: date) -> Carried:
    """Where a county of one day stands on another; divided counts cannot be carried.

    :raises NoSuchPlace: it did not exist on the first day.
    """
    return _register().county_carried(code, from_=from_, to=to)


def municipality_carried(code: str, *, from_: date, to: date) -> Carried:
    """Where a municipality of one day stands on another; divided counts cannot be carried.

    :raises NoSuchPlace: it did not exist on the first day, or its way is not known.
    """
    return _register().municipality_carried(code, from_=from_, to=to)


def county_populations(day: date) -> Mapping[str, int]:
    """Inhabitants of 2025 in each county of a day [persons]; not of one that cannot be added up.

    Municipalities are carried to the day by code: where one was divided between counties, none of
    those counties has a figure.
    """
    return _populations(day)


def law_on(topic: str, day: date) -> tuple[LawOn, ...]:
    """References on a topic that day; those without a known first day are always there."""
    return tuple(
        law
        for law in _laws()
        if law.topic == topic and is_valid_on(day, law.valid_from, law.valid_to)
    )


def in_law_of_today(text: str, *, on: date) -> str:
    """A text with the law it asks for by topic, as it is that day."""
    return with_laws(text, {topic: law_on(topic, on) for topic in topics_called([text])})


def duty_on(topic: str, day: date) -> DutyOn:
    """The criteria of a duty or right that day, with the law they rest on.

    :raises NotInForce: there were none that day.
    """
    for row in _duties():
        if row.topic == topic and is_valid_on(day, row.valid_from, row.valid_to):
            return replace(row, laws=law_on(topic, day))
    raise NotInForce(f"{topic} on {day}")


def duties_on(day: date) -> tuple[DutyOn, ...]:
    """All of them that day, in the order of the list of topics."""
    assessed = {row.topic for row in _duties() if is_valid_on(day, row.valid_from, row.valid_to)}
    topics = [code.value for code in code_list("legal_topic", day).codes]
    return tuple(duty_on(topic, day) for topic in topics if topic in assessed)


def document_on(code: str, day: date) -> DocumentOn:
    """:raises NotInForce: no version was in force that day."""
    for document in _documents():
        if document.code == code and is_valid_on(day, document.valid_from, document.valid_to):
            return document
    raise NotInForce(f"{code} on {day}")


def scheme_stages(scheme: str) -> tuple[StageOf, ...]:
    """What a scheme has been, oldest first; nothing where nothing is known."""
    return tuple(one for one in _schemes() if one.scheme == scheme)


def definitions_on(day: date) -> tuple[DefinitionOn, ...]:
    return tuple(one for one in _definitions() if is_valid_on(day, one.valid_from, one.valid_to))


def warm_up() -> None:
    """Read everything now, so that no request is the first."""
    for read in _READERS:
        read()


def forget() -> None:
    """Read again next time. Only for whoever has just loaded new data in this process."""
    for read in (*_READERS, _populations, municipalities_for_choice):
        read.cache_clear()


def _bridge_places(name: str, value: str, from_: date, to: date) -> Bridge:
    register = _register()
    carry = register.county_carried if name == "county" else register.municipality_carried
    try:
        carried = carry(value, from_=from_, to=to)
    except NoSuchPlace as nowhere:
        raise UnknownCode(str(nowhere)) from None
    if carried.is_divided:
        return Bridge(carried.codes, MappingKind.SPLIT, is_break=True)
    if not carried.is_whole:
        return Bridge(carried.codes, MappingKind.WIDER, is_break=True)
    kind = MappingKind.SAME if carried.codes == (value,) else MappingKind.RENAMED
    return Bridge(carried.codes, kind, is_break=False)


def _history(name: str) -> lists.History:
    try:
        return _histories()[name]
    except KeyError:
        raise UnknownCode(f"no code list is called {name}") from None


@cache
def _histories() -> Mapping[str, lists.History]:
    codes: dict[int, list[CodeOn]] = {}
    for code in Code.objects.select_related("version").order_by("version", "position"):
        codes.setdefault(code.version_id, []).append(
            CodeOn(
                value=code.value,
                label=Words.of(code.label),
                help=Words.or_none(code.help),
                source=code.source or code.version.source,
            )
        )
    found: dict[str, list[CodeListOn]] = {}
    for row in CodeListVersion.objects.select_related("code_list").order_by("valid_from"):
        found.setdefault(row.code_list.name, []).append(
            CodeListOn(
                name=row.code_list.name,
                title=Words.of(row.code_list.title),
                version=row.version,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
                tag=row.tag,
                note=Words.or_none(row.note),
                codes=tuple(codes.get(row.pk, ())),
            )
        )
    mappings: dict[str, list[lists.Mapping]] = {}
    for mapping in CodeMapping.objects.select_related("from_version__code_list", "to_version"):
        mappings.setdefault(mapping.from_version.code_list.name, []).append(
            lists.Mapping(
                from_version=mapping.from_version.version,
                to_version=mapping.to_version.version,
                value=mapping.value,
                values=tuple(mapping.values),
                kind=MappingKind(mapping.kind),
                is_break=mapping.is_break,
                note=Words.or_none(mapping.note),
            )
        )
    histories = {
        name: lists.History(name, tuple(rows), tuple(mappings.get(name, ())))
        for name, rows in _loaded(found).items()
    }
    register = _register()
    return histories | {
        "county": _history_of_places(histories["county"], register.counties),
        "municipality": _history_of_places(histories["municipality"], register.municipalities),
    }


def _history_of_places(
    listed: lists.History, rows: Mapping[str, CountyOn | MunicipalityOn]
) -> lists.History:
    """A version for every span in which the codes stayed the same, named by its year."""
    (data,) = listed.versions
    return replace(
        listed,
        versions=tuple(
            replace(
                data,
                version=str(starts_on.year),
                valid_from=starts_on,
                valid_to=ends_on,
                codes=tuple(
                    CodeOn(row.code, Words.alike(row.name), None, data.source)
                    for _, row in sorted(rows.items())
                    if is_valid_on(starts_on, row.first_on, row.last_on)
                ),
            )
            for starts_on, ends_on in places.eras(rows.values(), data.valid_from)
        ),
    )


@cache
def _register() -> Register:
    counties = _loaded(list(County.objects.all()))
    return Register(
        counties={
            row.code: CountyOn(row.code, row.name, row.first_on, row.last_on) for row in counties
        },
        municipalities={
            row.code: MunicipalityOn(
                row.code, row.name, row.county, row.first_on, row.last_on, row.population_2025
            )
            for row in Municipality.objects.all()
        },
        municipality_changes=tuple(
            places.PlaceChange(row.old, row.new, row.changed_on, ChangeKind(row.kind))
            for row in MunicipalityChange.objects.order_by("changed_on", "old", "new")
        ),
        county_changes=places.county_changes(
            (row.code, row.first_on, row.continues_from) for row in counties
        ),
    )


COUNTED_ON = date(2025, 1, 1)
"""The day the populations in the register are of."""


@cache
def _populations(day: date) -> Mapping[str, int]:
    register, found, unknown = _register(), Counter[str](), set[str]()
    for place in register.municipalities_on(COUNTED_ON):
        codes = register.municipality_carried(place.code, from_=COUNTED_ON, to=day).codes
        counties = {register.municipality_on(code, day).county for code in codes}
        if len(counties) == 1 and place.population_2025 is not None:
            found[counties.pop()] += place.population_2025
        else:
            unknown |= counties
    return {county: people for county, people in found.items() if county not in unknown}


@cache
def _laws() -> Sequence[LawOn]:
    return _loaded(
        [
            LawOn(
                topic=row.topic,
                act=row.act,
                section=row.section,
                rule=Words.of(row.rule),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
                tag=row.tag,
                checked_by=row.checked_by,
                checked_on=row.checked_on,
            )
            for row in LawReference.objects.order_by("topic", "act", "section", "valid_from")
        ]
    )


@cache
def _duties() -> Sequence[DutyOn]:
    return _loaded(
        [
            DutyOn(
                topic=row.topic,
                title=_history("legal_topic").code(row.topic, None).label,
                version=row.version,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                standard=ProofStandard(row.standard),
                about=Words.of(row.about),
                questions=tuple(QuestionOn.of(one) for one in row.questions),
                conclusions={key: Words.of(words) for key, words in row.conclusions.items()},
                parts=tuple(PartOn(one["value"], Words.of(one["label"])) for one in row.parts),
                calls=tuple(row.calls),
                source=row.source,
                tag=row.tag,
                checked_by=row.checked_by,
                checked_on=row.checked_on,
                laws=(),
            )
            for row in DutyCriteria.objects.order_by("topic", "valid_from", "version")
        ]
    )


@cache
def _documents() -> Sequence[DocumentOn]:
    return _loaded(
        [
            DocumentOn(
                code=row.code,
                version=row.version,
                kind=DocumentKind(row.kind),
                title=Words.of(row.title),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
                tag=row.tag,
                note=Words.or_none(row.note),
            )
            for row in Document.objects.order_by("code", "valid_from")
        ]
    )


@cache
def _definitions() -> Sequence[DefinitionOn]:
    return _loaded(
        [
            DefinitionOn(
                term=row.term,
                label=Words.of(row.label),
                text=Words.of(row.text),
                source=row.source,
                tag=row.tag,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                document=f"{row.document.code} {row.document.version}" if row.document else "",
            )
            for row in Definition.objects.select_related("document").order_by("term", "valid_from")
        ]
    )


@cache
def _schemes() -> Sequence[StageOf]:
    return _loaded(
        [
            StageOf(
                scheme=row.scheme,
                year=row.year,
                state=SchemeState(row.state),
                note=Words.of(row.note),
                source=row.source,
                tag=Tag(row.tag),
            )
            for row in SchemeStage.objects.order_by("year", "id")
        ]
    )


_READERS = (_histories, _register, _laws, _duties, _documents, _definitions, _schemes)


def _loaded(rows: Rows) -> Rows:
    if not rows:
        raise NotLoaded("run manage.py load_codelists")
    return rows
