"""A thousand first messages in a minute, while an adviser goes on with her day."""

import threading
import time
from itertools import count
from typing import Self

import psycopg
from bench.houses import Ground, House, only
from bench.lists import Desk
from bench.table import Line
from bench.timing import all_at_once, p95
from bench.visiting import Visitor, networks

CONTACTS, MINUTE, CLIENTS = 1000, 60.0, 16
CODE_WITHIN = 300  # seconds
TEXT = "Jeg er redd for det som skal skje i sommer. Kan noen hjelpe meg? " * 4
PAGES = ("/", "/cases/", "/conversations/")

WHOLE = """contact_conversation c
    join contact_message m on m.conversation_id = c.id
    join vault_item i on i.file_id = c.file_id and i.number = m.number
    where c.messages_written = 1"""


def measure(ground: Ground) -> list[Line]:
    known = ground.stage()["amina"]
    with ground.house(doors=True) as house:
        desk = Desk(house, "fristed")
        try:
            desk.ask(do="sign_in", **known)
            for path in PAGES * 2:  # what is made once per process is made now
                desk.ask(do="get", path=path)
            return _flood(ground, house, desk)
        finally:
            desk.end()


def _flood(ground: Ground, house: House, desk: Desk) -> list[Line]:
    before, whole_before = _count(house, "contact_conversation"), _count(house, WHOLE)
    began, number, where = time.monotonic(), count(), networks()
    lock = threading.Lock()

    def write(_client: int, _turn: int) -> tuple[int, str]:
        with lock:
            mine, network = next(number), next(where)
        time.sleep(max(0.0, began + mine * MINUTE / CONTACTS - time.monotonic()))
        visitor = Visitor(ground.port)
        visitor.network = network
        return mine, visitor.write_first(f"{TEXT} {mine}")

    with Working(desk) as adviser:
        done = all_at_once(CLIENTS, write, times=-(-CONTACTS // CLIENTS))
        last_written = time.monotonic() - began
        _wait_until_bound(house, began + CODE_WITHIN * 2)
        last_bound = time.monotonic() - began
    _, last = max(done.answers)
    opened = Visitor(ground.port)
    opened.give_code(last, next(where))
    said = opened.read()
    sent = len(done.answers) + len(done.failed)
    kept = _count(house, "contact_conversation") - before
    whole = _count(house, WHOLE) - whole_before
    words = {code for _, code in done.answers}
    name = f"flood of {sent} contacts"
    return [
        Line("flood", f"{name}: the last is written and has its code", last_written, "s",
             most=CODE_WITHIN),
        Line("flood", f"{name}: the last code opens its conversation", last_bound, "s",
             most=CODE_WITHIN),
        Line("flood", f"{name}: the last is not what her words open", int(TEXT not in said[0]), "",
             most=0),
        Line("flood", f"{name}: refused or failed", len(done.failed), "", most=0),
        Line("flood", f"{name}: lost, half kept or given twice",
             sent - min(kept, whole, len(words)), "", most=0),
        Line("flood", f"{name}: p95 until the code is shown", p95(done.seconds), "s"),
        Line("flood", "the desk meanwhile: p95", p95(adviser.seconds), "s", most=1.0),
        Line("flood", "the desk meanwhile: pages", len(adviser.seconds), ""),
    ]  # fmt: skip


class Working:
    """An adviser who opens one page after another until the flood is over."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.seconds = desk, list[float]()
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._work)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.is_over.set()
        self.thread.join()

    def _work(self) -> None:
        for turn in count():
            answer = self.desk.ask(do="get", path=PAGES[turn % len(PAGES)])
            if answer["status"] != 200:
                raise SystemExit(f"the desk answered {answer['status']}")
            self.seconds.append(answer["seconds"])
            if self.is_over.wait(0.5):
                return


def _wait_until_bound(house: House, until: float) -> None:
    while _count(house, "contact_code where lookup is null"):
        if time.monotonic() > until:
            return
        time.sleep(1)


def _count(house: House, what: str) -> int:
    with psycopg.connect(house.superuser()) as connection:
        return int(only(connection.execute(f"select count(*) from {what}").fetchall()))
