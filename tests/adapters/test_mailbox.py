"""A real dovecot: looking, reading a part, taking out; and every way it may be away."""

from dataclasses import replace

import pytest
from tests.mailservers import PASSWORD, a_mailbox

from fristed.adapters import mailbox
from fristed.adapters.mailbox import MailboxAway, Place


@pytest.fixture(scope="module")
def box():
    with a_mailbox() as running:
        yield running


@pytest.fixture
def place(box):
    return Place.of(box.address, password=PASSWORD, trust=box.trust)


def test_mail_is_looked_at_and_taken_out_by_name_and_nothing_else_is_changed(box, place):
    box.put(b"Subject: en\r\n\r\nhei\r\n", b"Subject: to\r\n\r\nmer\r\n")

    with mailbox.opened(place) as opened:
        first, second = opened.waiting()
        contents = opened.contents([first.uid, second.uid, 999], most=10)
        opened.remove([first.uid])
        left = opened.waiting()

    assert contents == {first.uid: b"Subject: e", second.uid: b"Subject: t"}
    assert first.size == len(b"Subject: en\r\n\r\nhei\r\n")
    assert left == [second]
    assert len(box.names()) == 1
    with mailbox.opened(place) as opened:
        opened.remove([second.uid])
    assert box.names() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "feil"},
        {"port": 1},
        {"folder": "finnes ikke"},
        {"trust": ""},  # a certificate nobody knows
    ],
)
def test_a_mailbox_that_does_not_let_us_in_is_away(place, wrong):
    with pytest.raises(MailboxAway), mailbox.opened(replace(place, **wrong)) as opened:
        opened.waiting()


@pytest.mark.parametrize("address", ["imap://post@localhost/", "imaps://localhost/", "post"])
def test_a_mailbox_is_only_reached_over_tls_and_by_name(address):
    with pytest.raises(ValueError, match="imaps"):
        Place.of(address, password="", trust="")
