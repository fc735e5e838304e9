"""An adviser's deployments are never more than a full post on any day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.factories.organisation import a_deployment, a_person, a_school

pytestmark = pytest.mark.django_db


def deployed(person, *shares):
    for share, starts_on, ends_on in shares:
        a_deployment(person, a_school(), share=share, starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    "shares",
    [
        [(60, date(2026, 1, 1), None), (40, date(2026, 3, 1), None)],
        [(100, date(2026, 1, 1), date(2026, 6, 30)), (100, date(2026, 7, 1), None)],
    ],
)
def test_up_to_a_full_post_is_taken(shares):
    deployed(a_person(), *shares)


@pytest.mark.parametrize(
    "shares",
    [
        [(60, date(2026, 1, 1), None), (41, date(2026, 3, 1), None)],
        [(100, date(2026, 1, 1), date(2026, 6, 30)), (10, date(2026, 6, 30), None)],
        [(50, date(2026, 5, 1), None), (51, date(2026, 1, 1), date(2026, 5, 1))],
    ],
)
def test_more_on_a_single_day_is_refused_by_the_database(shares):
    person = a_person()
    deployed(person, shares[0])

    with pytest.raises(IntegrityError, match="more than a full post"), transaction.atomic():
        deployed(person, shares[1])


def test_a_colleague_has_a_post_of_her_own():
    deployed(a_person("Amina"), (100, date(2026, 1, 1), None))
    deployed(a_person("Celine"), (100, date(2026, 1, 1), None))
