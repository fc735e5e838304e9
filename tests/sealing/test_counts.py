import os

import pytest

from fristed.sealing import counts
from fristed.sealing.hpke import SealBroken

PLACE = {"ref": "sak_1", "quarter": "2026Q4"}


def test_count_opens_under_the_quarters_key():
    key = os.urandom(32)

    sealed = counts.seal_count(key, **PLACE, payload='{"county": "03"}')

    assert counts.open_count(key, **PLACE, sealed=sealed) == '{"county": "03"}'


def test_count_has_one_length():
    """C27: neither an empty nor a full set of codes shows in the length."""
    key = os.urandom(32)

    lengths = {len(counts.seal_count(key, **PLACE, payload="x" * n)) for n in (0, 20, 508)}

    assert lengths == {12 + 512 + 16}


def test_count_too_long_is_refused_and_not_cut():
    with pytest.raises(ValueError, match="too long"):
        counts.seal_count(os.urandom(32), **PLACE, payload="x" * 509)


@pytest.mark.parametrize("place", [PLACE | {"ref": "sak_2"}, PLACE | {"quarter": "2026Q3"}])
def test_count_moved_to_another_row_or_quarter_opens_nothing(place):
    key = os.urandom(32)
    sealed = counts.seal_count(key, **PLACE, payload="{}")

    with pytest.raises(SealBroken):
        counts.open_count(key, **place, sealed=sealed)
