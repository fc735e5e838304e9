"""Sending, against a supplier and a mail server that speak the real protocols on loopback."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from tests.mailservers import a_server, make_certificate

from fristed.adapters.sending import MailRelay, NotSent, SmsGateway

TEXT = "Hei, ring når det passer for deg."


@contextmanager
def serving(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class Supplier(BaseHTTPRequestHandler):
    """An SMS supplier: keeps what it was asked, answers what the test says."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_said):
        pass


@contextmanager
def a_supplier(answer=200):
    with serving(HTTPServer(("127.0.0.1", 0), Supplier)) as server:
        server.asked, server.answer = [], answer
        yield (
            server,
            SmsGateway.of(
                json.dumps(
                    {
                        "address": f"http://127.0.0.1:{server.server_port}/send",
                        "headers": {"Authorization": "Bearer x"},
                        "body": {"messages": [{"to": "{to}", "body": "{text}", "from": "House"}]},
                    }
                )
            ),
        )


@pytest.fixture
def relay(tmp_path):
    """A real server with TLS, and what sends by it."""
    make_certificate(tmp_path)
    with a_server(tmp_path) as server:
        yield server, sending_by(server.address, trust=str(tmp_path / "cert.pem"))


def sending_by(address, **said):
    return MailRelay.of(json.dumps({"address": address, "sender": "post@example.no", **said}))


def test_an_sms_is_what_the_supplier_wants_and_nothing_is_pasted_into_it():
    """C4: number and text are whole values, whatever they hold."""
    with a_supplier() as (server, gateway):
        gateway.send('+4791234567", "x": "', TEXT)

    ((path, _who, body),) = server.asked
    assert path == "/send"
    assert body == {"messages": [{"to": '+4791234567", "x": "', "body": TEXT, "from": "House"}]}


def test_a_mail_has_the_neutral_text_and_no_word_more(relay):
    server, sender = relay
    sender.send("ung@example.no", TEXT)

    (taken,) = server.taken
    assert taken.mail.get_payload(decode=True).decode().strip() == TEXT
    assert (taken.to, taken.mail["To"]) == ("ung@example.no", "ung@example.no")
    assert taken.mail["From"] == "post@example.no"


def test_nothing_is_said_to_a_server_that_cannot_show_who_it_is(relay):
    server, _sender = relay

    with pytest.raises(NotSent):
        sending_by(server.address).send("ung@example.no", TEXT)

    assert server.taken == []


def test_what_is_not_taken_is_said_without_why(relay):
    """C22: the other side's words may hold the number."""
    server, sender = relay
    server.says = "550 no such ung@example.no"
    with a_supplier(500) as (_server, gateway):
        for one, to in ((gateway, "+4791234567"), (sender, "ung@example.no")):
            with pytest.raises(NotSent) as refused:
                one.send(to, TEXT)

            assert refused.value.args == ()
            assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "sender",
    [SmsGateway("http://127.0.0.1:1/", {"to": "{to}"}), sending_by("smtps://127.0.0.1:1")],
)
def test_nobody_there_is_not_sent(sender):
    with pytest.raises(NotSent):
        sender.send("+4791234567", TEXT)


def test_what_is_not_set_up_sends_nothing():
    assert SmsGateway.of("") is MailRelay.of("") is None


def test_a_recipient_cannot_bring_a_header_along(relay):
    """C4."""
    server, sender = relay
    with pytest.raises(ValueError, match=r"newline|linefeed"):
        sender.send("a@example.no\nBcc: b@example.no", TEXT)

    assert server.taken == []
