"""What a browser seals is byte for byte what the house opens: HPKE (RFC 9180) by WebCrypto."""

from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from tests.accounts.test_in_browser import (  # noqa: F401 - fixtures
    base_url,
    beside_playwright,
    browser_type_launch_args,
)

import fristed.accounts
from fristed.sealing import hpke, items, padding
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken
from fristed.vault.sealing import new_item_id

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # Playwright's own sockets
SCRIPT = Path(fristed.accounts.__file__).parent / "static" / "accounts" / "sealing.js"
FILE, SLOT, PART = "kla_AAAAAAAAAAAAAAAAAAAAAA", "accounts.draft.text:kla_x", "draft"
SEAL = """async ({ to, info, text }) => {
  const bytes = (said) => Uint8Array.from(atob(said), (sign) => sign.charCodeAt(0));
  const { sealTo } = await import("/sealing.js");
  return btoa(String.fromCharCode(...await sealTo(bytes(to), bytes(info), bytes(text))));
}"""
SEAL_ITEM = """async ({ ready, text }) => {
  const bytes = (said) => Uint8Array.from(atob(said), (sign) => sign.charCodeAt(0));
  const { sealItem } = await import("/sealing.js");
  const [key, head, bound] = [ready.key, ready.head, ready.bound].map(bytes);
  let said = "";
  const sealed = await sealItem({ key, head, bound, sizes: ready.sizes }, text);
  for (const each of sealed) said += String.fromCharCode(each);
  return btoa(said);
}"""
TEXTS = ["", "Hun fortalte om reisen. æøå ﷽ 🧿", "a" * 1020, "a" * 1021, "ø" * 8_190, "b" * 70_000]


@pytest.fixture
def at_page(page):
    """A page on localhost that holds the script and nothing else; no server answers."""

    def answer(route) -> None:
        if route.request.url.endswith("/sealing.js"):
            route.fulfill(body=SCRIPT.read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html")

    page.route("**/*", answer)
    page.goto("http://localhost/")
    return page


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def in_browser(page, public: bytes, info: bytes, text: bytes) -> bytes:
    asked = {"to": b64(public), "info": b64(info), "text": b64(text)}
    return b64decode(page.evaluate(SEAL, asked))


def test_what_the_browser_seals_opens_with_the_private_half(at_page):
    pair, info = hpke.new_pair(), context("item", "kla_1")

    sealed = in_browser(at_page, pair.public, info, b"text")

    assert hpke.open_sealed(pair.private, info, sealed) == b"text"
    assert len(sealed) == len(hpke.seal(pair.public, info, b"text"))
    assert sealed != in_browser(at_page, pair.public, info, b"text")  # a sender's key each time


@pytest.mark.parametrize("place", [0, 31, 32, 40, -1])
def test_what_is_changed_afterwards_does_not_open(at_page, place):
    pair, info = hpke.new_pair(), context("item", "kla_1")
    sealed = bytearray(in_browser(at_page, pair.public, info, b"text"))
    sealed[place] ^= 1

    with pytest.raises(SealBroken):
        hpke.open_sealed(pair.private, info, bytes(sealed))


@pytest.mark.parametrize("info", [b"", context("item", "kla_2")])
def test_what_was_sealed_for_another_place_does_not_open(at_page, info):
    pair = hpke.new_pair()
    sealed = in_browser(at_page, pair.public, context("item", "kla_1"), b"text")

    with pytest.raises(SealBroken):
        hpke.open_sealed(pair.private, info, sealed)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(len(text)))
def test_a_sealed_text_has_the_form_and_size_of_the_houses_own(at_page, text):
    pair, item = hpke.new_pair(), new_item_id()
    bound = items.item_context(FILE, item, SLOT, PART)
    ready = {
        "key": b64(pair.public),
        "head": b64(items.item_head(item, PART)),
        "bound": b64(bound),
        "sizes": padding.CLASSES,
    }

    blob = b64decode(at_page.evaluate(SEAL_ITEM, {"ready": ready, "text": text}))

    header = items.read_header(blob)
    data_key = hpke.open_sealed(pair.private, bound, header.wrapped)
    own = items.seal_item(
        public_key=pair.public, file=FILE, item=item, slot=SLOT, part=PART, text=text
    )
    assert items.open_item(blob, data_key=data_key, file=FILE, slot=SLOT) == text
    assert (header.item, header.part, len(blob)) == (item, PART, len(own))
