"""C12: what nora leaves on a phone that others may hold, on every kind of page."""

import gzip
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from tests import personas
from tests.factories.pages import sign

from fristed.config.settings import nora
from fristed.portal.choices import PageKind
from fristed.portal.models import Page, Snapshot
from fristed.portal.rules.languages import ALL

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 26)
FIRST_VISIT = 60_000  # bytes, packed, with everything the page asks for
SAID = {"charset", "viewport", "color-scheme"}  # all that a head may say beside its title
TELLING_HEAD = re.compile(r"""serviceworker|(rel|property|name)=["'](manifest|og:|twitter:)""")
STOPS = {"a", "button", "input", "select", "textarea", "summary"}
OPEN = ["/", "/les", "/hjelp", "/hjelp/sted", "/hjelp/ute", "/hjelp/steder", "/om", "/personvern",
        "/tilgjengelighet", "/statistikk", "/statistikk/ingen-teller", "/finnes-ikke"]  # fmt: skip
NAMED = {"/om", "/personvern", "/tilgjengelighet", "/statistikk", "/statistikk/ingen-teller"}
CONTACT = ["/a/for", "/a/ny", "/a/inn", "/a/les"]


class Markup(HTMLParser):
    """A page as a browser's parser meets it: its heads' words, its stops, its files."""

    def __init__(self, html):
        super().__init__()
        self.metas, self.stops, self.files = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta":
            self.metas.append(given.get("name") or given.get("property") or "charset")
        is_out = given.get("type") == "hidden" or given.get("tabindex") == "-1"
        if (tag in STOPS or "tabindex" in given) and not is_out:
            self.stops.append((tag, given))
        if given.get("src", given.get("href", "")).startswith("/static/"):
            self.files.append(given.get("src") or given["href"])


DRAWN = {}


@pytest.fixture
def every_page(request, db):
    """Address -> its answer: each kind of page in bokmål, one of each in the other languages.

    Drawn once: every promise is about the same pages.
    """
    if not DRAWN:
        DRAWN.update(drawn(request.getfixturevalue("nora_client")))
    return DRAWN


def drawn(client):
    call_command("load_organisation", verbosity=0)
    call_command("load_pages", verbosity=0)
    call_command("load_publications", verbosity=0)
    kinds = dict(Page.objects.order_by("-number").values_list("kind", "number"))
    assert set(kinds) == set(PageKind)
    for row in Snapshot.objects.filter(page__code="violence", state="draft"):
        sign(personas.sigve, row, on=TODAY)
    foreign = [one.code for one in ALL[3:]]
    addresses = [
        *OPEN,
        *CONTACT,
        *(f"/les/{number}" for number in kinds.values()),
        *(f"/les/18/{code}" for code in foreign),
        *(f"/{language}{one}" for language in ("nn", "en") for one in ("/", "/les/16", "/a/for")),
    ]
    found = {one: client.get(one) for one in addresses}
    found["/sok"] = client.post("/sok", {"query": "gifte meg"})
    found["/svar"] = client.post("/svar", {"page": "16", "answer": "not_found"})
    return found


def read(answer):
    return Markup(answer.content.decode())


def test_the_exit_is_the_first_stop_and_a_plain_link_on_every_page(every_page):
    for address, answer in every_page.items():
        (tag, given), (_, skip), *_ = read(answer).stops
        assert (tag, given["href"], skip["href"]) == ("a", "/ut", "#main"), address
        assert "data-exit" in given, address  # with a script, Shift three times too
        assert "/static/ui/nora/exit.js" in read(answer).files, address


def test_no_page_tells_in_its_title_or_head_what_it_is(every_page):
    for address, answer in every_page.items():
        html = answer.content.decode()
        (title,) = re.findall(r"<title>([^<]*)</title>", html.split("</head>")[0])
        assert title == "Nora" or (title.endswith(" – Nora") and address in NAMED), address
        assert set(read(answer).metas) <= SAID | {"robots"}, address
        assert not TELLING_HEAD.search(html), address


def test_no_telephone_number_is_turned_round_where_the_text_runs_from_the_right(every_page):
    """With plain spaces in it, 116 111 stands there as 111 116."""
    from_the_right = [one.code for one in ALL if one.is_right_to_left]
    for code in from_the_right:
        page = every_page[f"/les/18/{code}"].content.decode()
        article = page.split("<article")[1].split("</article>")[0]
        hers = re.sub(r'<(ul|div|a)[^>]* dir="ltr".*?</\1>', "", article, flags=re.DOTALL)
        assert re.search(r"116\u00a0111", hers), code
        assert not re.search(r"\d \d", hers), code


def test_what_a_printer_adds_tells_nothing_either():
    """Browsers print title and address themselves; our style sheets add nothing."""
    for name in ("ui/nora/nora.css", "ui/shared.css"):
        style = Path(finders.find(name)).read_text()
        printed = style.partition("@media print")[2]
        assert "content:" not in printed
        assert "@page" not in printed
        assert "attr(href)" not in style


def test_no_address_and_no_file_name_tells_what_it_is(every_page):
    """They stay in the browser's history and in the cache's own list."""
    telling = re.compile(r"tvang|kontroll|vold|ekteskap|control|marri|violen|hemmel|flukt")
    for address, answer in every_page.items():
        for one in [address, *read(answer).files]:
            assert not telling.search(one), one


def test_every_way_to_write_goes_by_the_page_that_warns_first(every_page):
    for address, answer in every_page.items():
        ways = re.findall(r'href="((?:/\w\w)?/a/\w+)"', answer.content.decode())
        before = "/a/for" in address or address in CONTACT
        assert before or not [one for one in ways if one.endswith("/ny")], address
    warning = unescape(every_page["/a/for"].content.decode()).split("<main")[1]
    assert re.search(r"Bruk helst en telefon ingen andre", warning)


def test_the_notice_takes_at_most_35_words_in_each_language(every_page):
    notices = {
        address: re.search(r'id="cannot-hide"[^>]*>([^<]+)<', answer.content.decode())
        for address, answer in every_page.items()
        if address in {"/", "/nn/", "/en/"} or address.startswith("/les/18/")
    }
    assert len(notices) == len(ALL)
    for address, notice in notices.items():
        assert 8 < len(notice.group(1).split()) <= 35, address


def test_every_kind_of_page_with_all_its_files_is_under_60_kilobytes(every_page):
    assert every_page["/a/ny"].content.count(b"<option") > 300  # every place in the country
    packed = {}
    for address, answer in every_page.items():
        page = read(answer)
        total = len(gzip.compress(answer.content, 9))
        for name in set(page.files):
            path = finders.find(name.removeprefix("/static/"))
            if name not in packed:
                packed[name] = len(gzip.compress(Path(path).read_bytes(), 9))
            total += packed[name]
        assert total < FIRST_VISIT, (address, total)


def test_nothing_is_asked_of_another_house_and_no_cookie_is_set(every_page):
    for address, answer in every_page.items():
        html = answer.content.decode()
        assert not re.findall(r'(?:src|href|action)="(?!/|tel:|mailto:|#|\?)([^"]+)"', html), (
            address
        )
        assert answer.headers["Cache-Control"] == "no-store", address
        if address not in CONTACT:
            assert answer.cookies.output() == "", address


def test_the_markup_stands_without_style_or_script(every_page):
    """One heading, one main, labels for every field, and no element that needs a script."""
    for address, answer in every_page.items():
        html = answer.content.decode()
        assert (html.count("<h1"), html.count("<main")) == (1, 1), address
        assert not re.search(r"<\w+-\w+|hidden=\"until|onclick|javascript:|style=", html), address


def test_an_onion_address_is_answered_and_told_to_nobody(nora_client, settings, monkeypatch):
    """A header that advertises it would be kept, and Tor Browser itself stands out."""
    onion = "x" * 56 + ".onion"
    assert nora_client.get("/om", HTTP_HOST=onion).status_code == 400

    settings.ALLOWED_HOSTS = nora.hosts_with(onion, ["localhost"])

    for host in (onion, "localhost"):
        answer = nora_client.get("/om", HTTP_HOST=host)
        assert answer.status_code == 200
        assert not [name for name in answer.headers if "onion" in name.lower()]
        assert ".onion" not in answer.content.decode()
