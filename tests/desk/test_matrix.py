"""The access matrix, made from the addresses themselves: one that somebody adds is in it at once.

Whoever a case is closed to by name, whoever never had it and whoever has lost it get on every
address of a case, by every method, what a case that does not exist gets; and no list, count,
search, export or notice names it to them.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import URLPattern, get_resolver
from tests.desk.conftest import in_desk_role
from tests.factories.casework import TODAY, a_followup, a_real_case
from tests.factories.staff import as_role

from fristed.casework.actions import excluding, standing_in
from fristed.casework.urls import urlpatterns as of_casework
from fristed.config.doors import DESK
from fristed.organisation.queries import PersonOn
from fristed.sample.personas import BY_KEY

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

MISSING = "sak_AAAAAAAAAAAAAAAAAAAAAA"
OTHER_REF = "per_BBBBBBBBBBBBBBBBBBBBBB"
OF_A_CASE = re.compile(r"^cases/<ref:ref>/")
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
VALUES = {"int": "1", "slug": "duty_to_report", "ref": OTHER_REF, "str": "x", "uuid": OTHER_REF}
FORMED = re.compile(r'(csrf\w*|nonce)[^>]*value="[^"]*"|sak_[\w-]{22}|name="csrf[^>]*>')


def addresses_of_a_case() -> list[str]:
    """Every address under a case, `{case}` where its reference stands."""
    routes = [str(one.pattern) for one in of_casework if OF_A_CASE.match(str(one.pattern))]
    return ["/" + _filled(route.replace("<ref:ref>", "{case}")) for route in routes]


def lists_of_the_desk() -> list[str]:
    """Every address of the desk that takes no reference: lists, counts, search, notices."""
    return sorted({f"/{route}" for route in _bare(get_resolver("fristed.config.urls.desk"))})


def _filled(route: str) -> str:
    return PARAMETER.sub(lambda found: VALUES[found.group(1) or "str"], route)


def _bare(resolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            if "<" not in route and "(" not in route:
                yield route
        else:
            yield from _bare(one, route)


def person(actor) -> PersonOn:
    unit = min({*actor.units, *actor.leads})
    return PersonOn(actor.id, actor.ref, actor.name, unit, next(iter(actor.roles)))


@pytest.fixture
def case(staff):
    """Amina's, lent to Celine, and then closed to Celine, Birger, Ingrid and Oda by name."""
    amina = staff.amina

    def make():
        case = a_real_case(amina)
        a_followup(amina, case)
        lent = standing_in.Lent.ask(
            amina,
            person(staff.celine),
            cases={case.ref: case.pk},
            starts_on=TODAY,
            ends_on=TODAY + timedelta(days=7),
        )
        standing_in.appoint_stand_in(amina, person(staff.celine), lent=lent, on=TODAY)
        return case

    case = in_desk_role(make)
    for key in CLOSED_TO:
        with as_role(DESK.role):
            barred = excluding.Barred.ask(amina, case, person(getattr(staff, key)))
            excluding.exclude_person(amina, case, barred=barred, reason="I slekt", on=TODAY)
    return case


CLOSED_TO = ("celine", "birger", "ingrid", "oda")


def answer(page, method: str, address: str):
    got = getattr(page, method)(address)
    return got.status_code, FORMED.sub("", got.content.decode(errors="replace"))


def test_there_is_something_to_compare():
    addresses = addresses_of_a_case()

    assert len(addresses) >= 15
    assert not [one for one in addresses if "<" in one]
    assert "/cases/" in lists_of_the_desk()


def test_to_whom_it_is_closed_every_address_answers_as_for_a_case_that_is_not_there(
    staff, at_desk, case
):
    """C1, C9, C25: a stand-in, a leader, the officer and a colleague, once it is closed to them."""
    wrong = []
    for key in CLOSED_TO:
        page = at_desk(getattr(staff, key))
        for address in addresses_of_a_case():
            for method in ("get", "post"):
                real = answer(page, method, address.format(case=case.ref))
                none = answer(page, method, address.format(case=MISSING))
                if real != none:
                    wrong.append((key, method, address, real[0], none[0]))

    assert wrong == []


def test_no_list_count_search_export_or_notice_names_it_to_them(staff, at_desk, case):
    seen_by_owner, wrong = [], []
    pages = {key: at_desk(getattr(staff, key)) for key in BY_KEY}
    for address in lists_of_the_desk():
        for key, page in pages.items():
            got = page.get(address)
            if got.streaming or case.ref not in got.content.decode(errors="replace"):
                continue
            (seen_by_owner if key == "amina" else wrong).append((key, address))

    assert wrong == []
    assert ("amina", "/cases/") in seen_by_owner  # there was something to leak


def test_whoever_never_had_it_reads_no_address_of_it(staff, at_desk, case):
    """All who are neither its adviser nor her leader: 404 or no such method, never a page."""
    wrong = []
    for key in set(BY_KEY) - {"amina", "ingrid"}:
        page = at_desk(getattr(staff, key))
        for address in addresses_of_a_case():
            got = page.get(address.format(case=case.ref)).status_code
            if got not in {404, 405}:
                wrong.append((key, address, got))

    assert wrong == []
