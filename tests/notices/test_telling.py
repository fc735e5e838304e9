"""What does not work, said to people who may know nothing of a case; and what is new."""

from pathlib import Path

import pytest
from tests.factories.casework import TODAY
from tests.factories.staff import Staff, as_role

from fristed.config.doors import DESK
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken
from fristed.notices import queries
from fristed.notices.actions import telling
from fristed.notices.models import Problem, SeenRelease
from fristed.notices.rules.problems import browser, check_words
from fristed.notices.rules.releases import releases

database = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "is_sure", "code"),
    [
        ("ring 91234567, så viser jeg deg", True, "points_at_somebody"),
        ("skriv til noen@example.org", True, "points_at_somebody"),
        ("siden for Amina Hassan henger", False, "may_point"),
    ],
)
def test_words_that_point_at_somebody_stop_or_ask(words, is_sure, code):
    """C14, C22: nothing of a case goes to those who run the house."""
    with pytest.raises(RuleBroken) as broken:
        check_words(words, is_sure=is_sure)

    assert broken.value.code == code


def test_words_about_a_page_may_go():
    check_words("utskriften kom ikke", is_sure=False)
    check_words("siden for Amina Hassan henger", is_sure=True)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.1 Safari/537.36 Edg/130.0.2", "Edge 130"),
        ("Mozilla/5.0 (iPhone; CPU OS 17_4) Version/17.4 Mobile/15E Safari/604.1", "Safari 17"),
        ("curl/8.0 (min egen)", ""),
    ],
)
def test_of_the_browser_only_name_and_main_version_are_kept(sent, kept):
    assert browser(sent) == kept


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_new_is_said_in_three_languages_and_stands_in_the_changelog(language):
    """One source: the English lines are the changelog's own."""
    files = [ROOT / "CHANGELOG.md", *(ROOT / "changelog.d").glob("*.md")]
    logged = " ".join(" ".join(path.read_text().split()) for path in files)

    for one in releases():
        assert len(one.in_language(language)) == len(one.notes["nb"])
        assert [note for note in one.notes["en"] if note not in logged] == []


@database
def test_a_problem_holds_nothing_of_a_case_and_its_words_go_when_it_is_closed(db):
    staff = Staff()
    said = {"browser": "Firefox 128", "words": "utskriften kom ikke", "is_sure": False}
    telling.report_problem(staff.amina, staff.amina, page="/cases/*/print/", on=TODAY, **said)

    row = Problem.objects.get()
    assert (row.page, row.roles, row.words) == ("/cases/*/print/", "adviser", said["words"])
    with pytest.raises(Denied):
        telling.close_problem(staff.amina, row, on=TODAY)
    telling.close_problem(staff.petter, queries.problem_by_ref(row.ref), on=TODAY)
    row.refresh_from_db()
    assert (row.words, row.closed_on) == ("", TODAY)
    with pytest.raises(Denied):
        telling.close_problem(staff.petter, queries.problem_by_ref(row.ref), on=TODAY)


@database
def test_she_is_told_once_of_a_release_and_for_herself_alone(db):
    staff = Staff()
    amina, birger = staff.amina, staff.birger
    with as_role(DESK.role):
        with pytest.raises(Denied):
            telling.see_release(amina, birger)
        for _ in range(2):
            telling.see_release(amina, amina)

    with as_role(DESK.role), scope(amina):
        assert SeenRelease.objects.get().version == releases()[0].version
