from hypothesis import given
from hypothesis import strategies as st

from fristed.sealing.context import context


@given(st.lists(st.text(max_size=6), max_size=4), st.lists(st.text(max_size=6), max_size=4))
def test_context_differs_whenever_its_parts_differ(one, other):
    assert (context(*one) == context(*other)) == (one == other)


def test_context_parts_cannot_lend_each_other_letters():
    assert context("file", "sak_1", "2") != context("file", "sak_12", "")
