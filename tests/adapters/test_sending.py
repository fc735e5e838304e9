"""Sending, against a supplier and a relay that speak the real protocols on loopback."""

import json
import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

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


class Relay(socketserver.StreamRequestHandler):
    """As much of SMTP as a short message needs."""

    def handle(self):
        self.say("220 relay")
        for line in self.rfile:
            verb = line.decode().split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                content = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    content += part
                self.server.asked.append(content)
            if verb == "RCPT" and self.server.answer != 250:
                self.say(f"{self.server.answer} no")
                continue
            self.say("221 bye" if verb == "QUIT" else "250 ok")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


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


@contextmanager
def a_relay(answer=250):
    with serving(socketserver.TCPServer(("127.0.0.1", 0), Relay)) as server:
        server.asked, server.answer = [], answer
        yield server, MailRelay("127.0.0.1", server.server_address[1], "post@example.no")


def test_an_sms_is_what_the_supplier_wants_and_nothing_is_pasted_into_it():
    """C4: number and text are whole values, whatever they hold."""
    with a_supplier() as (server, gateway):
        gateway.send('+4791234567", "x": "', TEXT)

    ((path, _who, body),) = server.asked
    assert path == "/send"
    assert body == {"messages": [{"to": '+4791234567", "x": "', "body": TEXT, "from": "House"}]}


def test_a_mail_has_the_neutral_text_and_no_word_more():
    with a_relay() as (server, relay):
        relay.send("ung@example.no", TEXT)

    (content,) = server.asked
    message = message_from_bytes(content)
    assert message.get_payload(decode=True).decode().strip() == TEXT
    assert message["To"] == "ung@example.no"
    assert message["From"] == "post@example.no"


@pytest.mark.parametrize(("other_side", "answer"), [(a_supplier, 500), (a_relay, 550)])
def test_what_is_not_taken_is_said_without_why(other_side, answer):
    """C22: the other side's words may hold the number."""
    with other_side(answer) as (_server, sender), pytest.raises(NotSent) as refused:
        sender.send("+4791234567", TEXT)

    assert refused.value.args == ()
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "sender",
    [SmsGateway("http://127.0.0.1:1/", {"to": "{to}"}), MailRelay("127.0.0.1", 1, "a@example.no")],
)
def test_nobody_there_is_not_sent(sender):
    with pytest.raises(NotSent):
        sender.send("+4791234567", TEXT)


def test_what_is_not_set_up_sends_nothing():
    assert SmsGateway.of("") is MailRelay.of("") is None


def test_a_recipient_cannot_bring_a_header_along():
    """C4."""
    with a_relay() as (server, relay), pytest.raises((NotSent, ValueError)):
        relay.send("a@example.no\nBcc: b@example.no", TEXT)

    assert server.asked == []
