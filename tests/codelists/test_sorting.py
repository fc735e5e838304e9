"""One way to sort names, in Python and in the database."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from fristed.codelists.rules.sorting import nb_key

LETTERS = "abcxyzæøåÆØÅäöÄÖáčđŋšŧžÁČĐŊŠŦŽéèüÜñ AZ-'’.0123456789"


def test_names_sort_as_people_in_norway_sort_them():
    names = ["ål", "øl", "Ærlig", "zz", "Élise", "Čáhppe", "ab", "Aa"]

    assert sorted(names, key=nb_key) == ["Aa", "ab", "Čáhppe", "Élise", "zz", "Ærlig", "øl", "ål"]


@pytest.mark.django_db
@given(st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=20))
def test_the_database_has_the_same_key(names):
    with connection.cursor() as cursor:
        cursor.execute("select nb_key(name) from unnest(%s::text[]) name", [names])
        kept = [key for (key,) in cursor.fetchall()]

    assert kept == [nb_key(name) for name in names]
