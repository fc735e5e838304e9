"""Leaving: the visit is dead at the server, the cookie is gone, and nothing was kept (C12)."""

import pytest
from tests.contact.conftest import SECRET, words_in

from fristed.contact.models import Session

COOKIE = "__Host-nora"
PAGES = ["/a/for", "/a/ny", "/a/dine", "/a/inn", "/a/les", "/a/slutt", "/ut"]


@pytest.fixture
def visiting(youth, team_with_keeper, work):
    words = " ".join(words_in(youth.send()))
    work()
    youth.come_back(words)
    assert SECRET in youth.read().content.decode()
    return youth


def is_expired(response) -> bool:
    cookie = response.cookies[COOKIE]
    return (cookie.value, cookie["max-age"], cookie["httponly"]) == ("", 0, True)


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
class TestLeaving:
    def test_the_exit_without_a_script_ends_the_visit_before_it_sends_on(self, visiting, settings):
        response = visiting.browser.get("/ut")

        assert response.status_code == 303
        assert response.headers["Location"] == settings.FRISTED_EXIT_TARGET
        assert response.headers["Cache-Control"] == "no-store"
        assert is_expired(response)
        assert Session.objects.count() == 0

    def test_the_old_cookie_opens_nothing_after_the_exit(self, visiting):
        old = visiting.browser.cookies[COOKIE].value
        visiting.browser.get("/ut")
        visiting.browser.cookies[COOKIE] = old

        assert SECRET not in visiting.read().content.decode()

    def test_the_scripts_beacon_ends_it_too(self, visiting):
        response = visiting.browser.post("/ut")

        assert response.status_code == 204
        assert is_expired(response)
        assert Session.objects.count() == 0

    def test_where_nora_has_a_domain_of_its_own_the_browser_is_told_to_forget(
        self, visiting, settings
    ):
        settings.FRISTED_OWN_DOMAIN = True

        response = visiting.browser.get("/ut")

        assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'

    @pytest.mark.parametrize(("prefix", "home"), [("", "/"), ("/nn", "/nn/"), ("/en", "/en/")])
    def test_closing_the_conversation_stays_in_the_language(self, visiting, prefix, home):
        response = visiting.browser.post(f"{prefix}/a/slutt")

        assert response.headers["Location"] == home
        assert is_expired(response)
        assert Session.objects.count() == 0

    def test_a_visit_is_not_closed_by_a_link(self, visiting):
        assert visiting.browser.get("/a/slutt").status_code == 405
        assert Session.objects.count() == 1


@pytest.mark.django_db(databases=["default", "audit"])
class TestTraces:
    @pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
    @pytest.mark.parametrize("address", PAGES)
    def test_no_browser_keeps_a_contact_page(self, youth, team, address, prefix):
        for answer in (youth.browser.get(prefix + address), youth.browser.post(prefix + address)):
            assert answer.headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("address", PAGES[:4])
    def test_its_title_is_the_sites_own_and_it_cannot_be_previewed(self, youth, team, address):
        html = youth.browser.get(address).content.decode()

        assert "<title>Nora</title>" in html
        assert "og:" not in html
        assert 'name="description"' not in html

    @pytest.mark.parametrize("address", PAGES[:4])
    def test_nothing_on_it_comes_from_another_house(self, youth, team, address):
        html = youth.browser.get(address).content.decode()

        assert 'src="http' not in html
        assert 'href="http' not in html

    def test_the_way_to_write_starts_with_what_she_should_know(self, youth, team):
        html = youth.browser.get("/a/for").content.decode()

        assert html.index("Hva skjules ikke?") < html.index('href="/a/ny"')
        assert html.index("Hva må vi si videre?") < html.index('href="/a/ny"')
