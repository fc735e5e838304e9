"""An adviser's queue among a thousand inquiries and a hundred thousand; eight who ask at once; a
mailbox with a thousand mails in it."""

import http.client
import json
import re
import time
import weakref
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import psycopg
from bench.houses import STAGED, Ground, only
from bench.lists import Desk, carry_session, check
from bench.table import Line
from bench.timing import all_at_once, median, p95
from bench.visiting import Failed, networks
from tests import mailservers

SMALL, LARGE = 1_000, 100_000
WAITING = 60  # in her unit, in both: more than one page
TURNS = 150
MOST_RATIO = 1.3
CLIENTS = 8
SECONDS = 30
MOST_P95 = 0.5
QUEUE = "/inquiries/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ONCE = re.compile(r'<input[^>]*name="once"[^>]*value="([^"]*)"')
TAKEN = "Noen tar kontakt"
FILLED = {
    "urgency": "ordinary",
    "audience": "youth",
    "text": "En elev gruer seg til sommeren. Familien snakker om en lang reise. " * 4,
    "service": "upper_secondary",
    "role": "teacher",
    "county": "03",
    "reply_to": "jobbtelefon",
}
FILES = """
insert into vault_file (id, ref, kind, unit, quarter, creator, public_key, wrapped, items, chained,
    legal_hold)
select nextval('vault_file_id_seq'), 'hen_' || substr(md5('hen' || n || random()), 1, 22),
    'inquiry', case when n %% 3 = 0 or n <= %(waiting)s then 'raad-ost' else 'fagteam' end,
    to_char(current_date, 'YYYY"Q"Q'), '', '\\x00', '\\x00', 1, 1, false
from generate_series(1, %(total)s) n
"""
INQUIRIES = """
insert into guidance_inquiry (file_id, ref, unit, asker, channel, kind, urgency, role, service,
    audience, is_main, county, school, language, status, asked_at, due_at, answered_at,
    waited_minutes, closed_on, became, became_ref, texts_written, answers_seen, minutes, once)
select id, ref, unit, '', 'form', 'guidance', 'ordinary', 'teacher', 'upper_secondary', 'youth',
    true, '03', '', 'nb', case when n <= %(waiting)s then 'sent' else 'closed' end,
    now() - n * interval '5 minutes',
    case when n <= %(waiting)s then now() + interval '4 hours' end,
    case when n > %(waiting)s then now() - n * interval '4 minutes' end,
    case when n > %(waiting)s then 60 end,
    case when n > %(waiting)s then current_date end, '', '', 1, 0, 10, sha256(ref::bytea)
from (select id, ref, unit, row_number() over (order by (unit <> 'raad-ost'), id) as n
    from vault_file where kind = 'inquiry') f
"""


MAILS = 1_000
LEAST_MAILS = 50  # a second
MAIL = (
    "From: Lærer <larer{n}@skole.example>\r\nSubject: Et spørsmål\r\n"
    "Message-ID: <{n}@skole.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Leila Hassan gruer seg til sommeren. Familien snakker om en lang reise.\r\n"
)


def measure(ground: Ground) -> list[Line]:
    return [*_queue(ground), *_asking(ground), *_mail(ground)]


def _queue(ground: Ground) -> list[Line]:
    """The same page, person and session in both houses, asked for in turn."""
    known = ground.stage()["amina"]
    with ground.house(doors=False) as house:
        for name, total in (("small", SMALL), ("large", LARGE)):
            house.copy_database(STAGED, name)
            _grow(house.superuser(name), total)
        desks = [Desk(house, name) for name in ("small", "large")]
        try:
            token = desks[0].ask(do="sign_in", **known)
            carry_session(house)
            desks[1].ask(do="session", **token)
            taken = _in_turn(desks)
        finally:
            for desk in desks:
                desk.end()
            for name in ("small", "large"):
                house.drop_database(name)
    small, large = (median(each) for each in taken)
    sizes = f"{LARGE:,} over {SMALL:,} inquiries".replace(",", " ")
    return [
        Line("inquiries", f"queue: time at {sizes}", large / small, "", most=MOST_RATIO),
        Line("inquiries", "queue: whole request at a hundred thousand", large * 1000, "ms"),
    ]


def _in_turn(desks: list[Desk]) -> list[list[float]]:
    taken: list[list[float]] = [[], []]
    for turn in range(TURNS):
        for which in (0, 1) if turn % 2 else (1, 0):
            answer = desks[which].ask(do="get", path=QUEUE)
            check(answer, QUEUE)
            if len(set(re.findall(r"hen_[\w-]{22}", answer["text"]))) != 50:
                raise SystemExit(f"{QUEUE} does not show one page of inquiries")
            if turn >= 5:  # what is made once per process is made by now
                taken[which].append(answer["seconds"])
    return taken


def _grow(conninfo: str, total: int) -> None:
    """As the superuser, whom the wall does not stop; tables as large and as checked as in use."""
    with psycopg.connect(conninfo, autocommit=True) as database:
        for statement in (FILES, INQUIRIES):
            database.execute(statement, {"total": total, "waiting": WAITING})
        database.execute("vacuum analyze guidance_inquiry, vault_file")


def _asking(ground: Ground) -> list[Line]:
    """Questions without signing in, through the whole partner door."""
    ground.stage()
    with ground.house(doors=True):
        askers = [Asker(ground.port + 2) for _each in range(CLIENTS)]
        where = networks()

        def ask(client: int, turn: int) -> str:
            return askers[client].ask(next(where))

        done = all_at_once(CLIENTS, ask, seconds=SECONDS)
    sent = [each for asker in askers for each in asker.sent]
    return [
        Line("inquiries", f"sending, {CLIENTS} clients: p95", p95(sent), "s", most=MOST_P95),
        Line("inquiries", "form and sending: p95", p95(done.seconds), "s"),
        Line("inquiries", "asking: refused or failed", len(done.failed), "", most=0),
        Line("inquiries", "asking", done.per_second, "per second"),
    ]


def _mail(ground: Ground) -> list[Line]:
    """From a dovecot, sealed and committed, answered by a receipt, and out of the mailbox."""
    ground.stage()
    with (
        mailservers.a_mailbox() as box,
        mailservers.a_server(box.home) as server,
        ground.house(doors=False) as house,
    ):
        mailservers.introduce(ground.var)
        house.environment |= mailservers.settings_for(box, server)
        box.put(*(MAIL.format(n=n).encode() for n in range(MAILS)))
        took = json.loads(house.run("bench.mailing", settings="worker"))["seconds"]
        with psycopg.connect(house.superuser()) as database:
            kept = only(
                database.execute(
                    "select count(*) from guidance_mail m join guidance_message using (inquiry_id)"
                ).fetchall()
            )
        wrong = abs(MAILS - kept) + abs(MAILS - len(server.taken)) + len(box.names())
    return [
        Line("inquiries", "mail: taken in", MAILS / took, "per second", least=LEAST_MAILS),
        Line("inquiries", "mail: lost, doubled or left", wrong, "", most=0),
    ]


class Asker:
    """One browser with one kept connection and its cookies.

    sent   how long each form took to be sent and answered   [s]
    """

    def __init__(self, port: int) -> None:
        self.sent: list[float] = []
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: SimpleCookie = SimpleCookie()
        weakref.finalize(self, self.connection.close)

    def ask(self, network: str) -> str:
        page = self._request("GET", network, "")
        token, once = TOKEN.search(page), ONCE.search(page)
        if token is None or once is None:
            raise Failed("no form")
        values = FILLED | {"csrfmiddlewaretoken": token[1], "once": once[1]}
        began = time.perf_counter()
        answer = self._request("POST", network, urlencode(values))
        self.sent.append(time.perf_counter() - began)
        return answer

    def _request(self, method: str, network: str, body: str) -> str:
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": network}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={m.value}" for k, m in self.cookies.items())
        if body:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.connection.port}",
            }
        self.connection.request(method, "/question/", body or None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for given in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(given)
        if answer.status != 200 or (body and TAKEN not in text):
            raise Failed(f"/question/ answered {answer.status}")
        return text
