"""What schemes have been: proposed, temporary, permanent, replaced; each with where it was read."""

import pytest

from fristed.codelists import queries
from fristed.codelists.choices import SchemeState, Tag

pytestmark = pytest.mark.django_db
SCHEMES = ("adviser", "envoy", "competence_team", "refund")


def test_every_scheme_says_what_it_has_been_and_where_it_was_read():
    found = [queries.scheme_stages(scheme) for scheme in SCHEMES]
    service = [
        (2008, SchemeState.TEMPORARY),
        (2011, SchemeState.PROPOSED),
        (2025, SchemeState.PROPOSED),
    ]

    assert [[(one.year, one.state) for one in stages] for stages in found] == [
        *[service] * 3,
        [(2018, SchemeState.REPLACED)],
    ]
    assert {one.tag for stages in found for one in stages} == {Tag.SOLID}
    assert queries.scheme_stages("nothing") == ()
