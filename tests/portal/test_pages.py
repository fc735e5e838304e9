"""Nora's open pages: small, three languages, no cookie, the way to a person first."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

FIRST_VISIT = 60_000  # bytes, compressed: a page with everything it asks for
LANGUAGES = ["", "/nn", "/en"]
OPEN = [
    "/",
    "/les",
    "/hjelp",
    "/hjelp/ute",
    "/hjelp/steder",
    "/om",
    "/personvern",
    "/tilgjengelighet",
    "/statistikk",
]
HEADINGS = {
    "": "Her kan du skrive til noen",
    "/nn": "Her kan du skrive til nokon",
    "/en": "Here you can write to someone",
}

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def main_of(html):
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_start_page_leads_to_a_person_before_anything_else(nora_client, prefix):
    html = main_of(html_of(nora_client, f"{prefix}/"))

    assert HEADINGS[prefix] in html
    links = re.findall(r'href="([^"]+)"', html)
    assert links[:4] == [f"{prefix}/a/for", f"{prefix}/a/inn", "tel:112", "tel:116111"]
    assert len(re.findall(r'class="ds-button"(?! data-variant)', html)) == 1  # one thing to do


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_what_cannot_be_hidden_takes_at_most_35_words(nora_client, prefix):
    html = html_of(nora_client, f"{prefix}/")

    said = re.search(r'id="cannot-hide">([^<]+)<', html).group(1)
    assert 15 < len(said.split()) <= 35


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("address", OPEN)
def test_no_open_page_sets_a_cookie_or_is_kept_by_the_browser(
    nora_client, history, address, prefix
):
    """C12."""
    response = nora_client.get(prefix + address)

    assert response.status_code == 200
    assert response.cookies.output() == ""
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", OPEN)
def test_nothing_comes_from_another_house(nora_client, history, address):
    html = html_of(nora_client, address)

    assert re.findall(r'(?:src|href|action)="(?!/|tel:|#|\?)([^"]+)"', html) == []
    assert "og:" not in html


@pytest.mark.parametrize("address", ["/", "/a/for"])
def test_a_first_visit_with_all_its_files_is_under_60_kilobytes(nora_client, address):
    html = html_of(nora_client, address)
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', html)

    sizes = [len(gzip.compress(Path(finders.find(name)).read_bytes(), 9)) for name in files]
    assert len(files) >= 6
    assert len(gzip.compress(html.encode(), 9)) + sum(sizes) < FIRST_VISIT


def test_the_largest_page_of_all_is_under_60_kilobytes_too(nora_client, history):
    html = html_of(nora_client, "/statistikk")
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', html)

    sizes = [len(gzip.compress(Path(finders.find(name)).read_bytes(), 9)) for name in files]
    assert len(gzip.compress(html.encode(), 9)) + sum(sizes) < FIRST_VISIT


@pytest.mark.parametrize("address", ["/", "/om", "/personvern", "/statistikk", "/a/for", "/a/inn"])
def test_the_language_switch_stays_on_the_page(nora_client, history, address):
    for prefix in LANGUAGES:
        html = html_of(nora_client, prefix + address)
        ways = re.findall(r'<a class="ds-link" href="([^"]*)" lang="\w\w"', html)
        assert ways == [one + address for one in LANGUAGES]


@pytest.mark.parametrize(("prefix", "lang"), [("", "nb"), ("/nn", "nn"), ("/en", "en")])
def test_a_page_says_its_language_whatever_the_browser_prefers(nora_client, prefix, lang):
    response = nora_client.get(f"{prefix}/", headers={"accept-language": "ar, en;q=0.9"})

    assert f'<html lang="{lang}"' in response.content.decode()


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", "ingen offentlig etat er avsender"),
        ("/nn", "ingen offentleg etat er avsendar"),
        ("/en", "no public agency is the sender"),
    ],
)
def test_while_it_is_a_demonstration_it_says_who_is_behind(nora_client, settings, prefix, words):
    settings.FRISTED_HOLDS_SAMPLE = True
    assert words in html_of(nora_client, f"{prefix}/om")

    settings.FRISTED_HOLDS_SAMPLE = False
    settings.FRISTED_OWNER = "Rådgivningstjenesten"
    html = html_of(nora_client, f"{prefix}/om")
    assert words not in html
    assert "Rådgivningstjenesten" in html


def test_every_page_leads_to_privacy_and_accessibility(nora_client):
    for address in ("/", "/a/for"):
        footer = html_of(nora_client, address).split("<footer", 1)[1]
        assert re.findall(r'href="(/[^"]+)"', footer) == ["/personvern", "/tilgjengelighet"]


def test_the_icon_every_browser_asks_for_is_there(nora_client):
    response = nora_client.get("/favicon.ico")

    assert response.status_code == 302
    assert finders.find(response.headers["Location"].removeprefix("/static/"))


@pytest.mark.parametrize("address", ["/finnes-ikke", "/nn/finnes-ikke", "/statistikk/tab_x"])
def test_what_is_missing_is_one_plain_page(nora_client, address):
    response = nora_client.get(address)

    assert response.status_code == 404
    assert "data-exit" in response.content.decode()


@pytest.mark.parametrize("address", OPEN)
def test_an_open_page_is_only_for_reading(nora_client, history, address):
    assert nora_client.post(address).status_code == 405
