"""Young people writing first messages, writing more, and coming back, eight at a time."""

import secrets
import time
from collections.abc import Iterator

import psycopg
from bench import peers
from bench.houses import Ground, House, only
from bench.table import Line
from bench.timing import all_at_once, median, p95
from bench.visiting import Failed, Visitor, networks

CLIENTS = 8
FIRST_SECONDS = 30
WRITE_SECONDS = 15
TRIES = 200
TEXT = "Jeg er redd for det som skal skje i sommer. Kan noen hjelpe meg? " * 4
BIND_WAIT_SECONDS = 120


def measure(ground: Ground) -> list[Line]:
    ground.stage()
    with ground.house(doors=True) as house:
        where = networks()
        known = [Visitor(ground.port).write_first(f"{TEXT} {n}") for n in range(CLIENTS)]
        _wait_until_bound(house)
        return [
            *_returns(ground, house, known, where),
            *_writing(ground, house, known, where),
            *_valid_and_invalid(ground, house, known, where),
            *_first_messages(ground, house),
        ]


def _first_messages(ground: Ground, house: House) -> list[Line]:
    before = _count(house, "contact_conversation")
    visitors = [Visitor(ground.port) for _ in range(CLIENTS)]

    def write(client: int, turn: int) -> str:
        return visitors[client].write_first(f"{TEXT} {client}.{turn}")

    done = all_at_once(CLIENTS, write, seconds=FIRST_SECONDS)
    kept = _count(house, "contact_conversation") - before
    whole = only(_rows(house, """
        select count(*) from contact_conversation c join vault_file f on f.id = c.file_id
        where messages_written = 1 and f.items = 1
            and (select count(*) from contact_message m where m.conversation_id = c.id) = 1
            and (select count(*) from vault_item i where i.file_id = f.id and i.number = 1) = 1
            and (select count(*) from contact_code k where k.file_id = f.id) = 1
            and c.file_id > (select max(file_id) - %s from contact_conversation)
        """, kept))  # fmt: skip
    words = set(done.answers)
    return [
        Line("contact", f"first message, {CLIENTS} clients, {FIRST_SECONDS} s", done.per_second,
             "per second", least=5, peer=peers.GLOBALEAKS_SUBMIT),
        Line("contact", "first message: p95", p95(done.seconds), "s", most=2.0),
        Line("contact", "first message: refused or failed", len(done.failed), "", most=0),
        Line("contact", "first message: acknowledged and lost or half kept",
             max(0, len(done.answers) - min(kept, int(whole))), "", most=0),
        Line("contact", "first message: numbers or codes given twice",
             len(done.answers) - len(words) + _twice(house), "", most=0),
    ]  # fmt: skip


def _twice(house: House) -> int:
    """Conversations, files and items that share a number with another."""
    return int(only(_rows(house, """
        select (select count(*) - count(distinct ref) from contact_conversation)
             + (select count(*) - count(distinct file_id) from contact_conversation)
             + (select count(*) - count(distinct (conversation_id, number)) from contact_message)
             + (select count(*) - count(distinct (file_id, number)) from vault_item)
        """)))  # fmt: skip


def _writing(ground: Ground, house: House, known: list[str], where: Iterator[str]) -> list[Line]:
    """Eight visits that write on, each in a conversation of its own."""
    visitors = [Visitor(ground.port) for _ in known]
    for visitor, code in zip(visitors, known, strict=True):
        visitor.give_code(code, next(where))
    before = _count(house, "contact_message")

    def write(client: int, turn: int) -> None:
        visitors[client].reply(f"{TEXT} {client}.{turn}")

    done = all_at_once(CLIENTS, write, seconds=WRITE_SECONDS)
    lost = len(done.seconds) - (_count(house, "contact_message") - before)
    return [
        Line("contact", f"one more message, {CLIENTS} clients, {WRITE_SECONDS} s", done.per_second,
             "per second", least=100, peer=peers.GLOBALEAKS_WRITE),
        Line("contact", "one more message: p95", p95(done.seconds) * 1000, "ms", most=100),
        Line("contact", "one more message: failed or lost", len(done.failed) + max(0, lost), "",
             most=0),
    ]  # fmt: skip


def _returns(ground: Ground, house: House, known: list[str], where: Iterator[str]) -> list[Line]:
    """Coming back with a code until the conversation stands there to be read."""

    def come_back(client: int, turn: int) -> None:
        visitor = Visitor(ground.port)
        visitor.give_code(known[client], next(where))
        said = visitor.read()
        if not said or not said[0].endswith(f" {client}"):
            raise Failed("another text")

    alone = all_at_once(1, come_back, times=40)
    together = all_at_once(CLIENTS, come_back, times=12)
    return [
        Line("contact", "return with a code, 1 client: p95", p95(alone.seconds) * 1000, "ms",
             most=400, peer=peers.GLOBALEAKS_RETURN_1),
        Line("contact", f"return with a code, {CLIENTS} clients: p95",
             p95(together.seconds) * 1000, "ms", most=2000, peer=peers.GLOBALEAKS_RETURN_8),
        Line("contact", "return with a code: failed",
             len(alone.failed) + len(together.failed), "", most=0),
    ]  # fmt: skip


def _valid_and_invalid(
    ground: Ground, house: House, known: list[str], where: Iterator[str]
) -> list[Line]:
    """A right code and a wrong one in turn: does the time tell which it was?"""
    took: dict[bool, list[float]] = {True: [], False: []}
    visitor = Visitor(ground.port)
    words = sorted({word for code in known for word in code.split()})
    refused = _refusals(house)
    for turn in range(TRIES):
        for right in (True, False) if turn % 2 else (False, True):
            code = known[turn % len(known)] if right else _wrong(words, known)
            began = time.perf_counter()
            visitor.give_code(code, next(where))
            took[right].append(time.perf_counter() - began)
            if not right:
                visitor.get("/a/les")  # where it shows that they were wrong
    noted = _refusals(house) - refused
    apart = abs(median(took[True]) - median(took[False])) * 1000
    return [
        Line("contact", f"right and wrong code, {TRIES} each: medians apart", apart, "ms", most=5),
        Line("contact", "right code: median", median(took[True]) * 1000, "ms"),
        Line("contact", "wrong codes not on the trail", TRIES - noted, "", most=0),
    ]


def _wrong(words: list[str], known: list[str]) -> str:
    """Words of the list, in an order that nobody was given."""
    while (code := " ".join(secrets.choice(words) for _ in range(4))) in known:
        pass
    return code


def _wait_until_bound(house: House) -> None:
    deadline = time.monotonic() + BIND_WAIT_SECONDS
    while only(_rows(house, "select count(*) from contact_code where lookup is null")):
        if time.monotonic() > deadline:
            raise SystemExit("the worker does not have codes bound")
        time.sleep(0.2)


def _refusals(house: House) -> int:
    return int(only(_rows(house, "select count(*) from audit_entry where event = 'refused'")))


def _count(house: House, table: str) -> int:
    return int(only(_rows(house, f"select count(*) from {table}")))


def _rows(house: House, asked: str, *values: object) -> list[tuple[object, ...]]:
    with psycopg.connect(house.superuser()) as connection:
        return connection.execute(asked, values or None).fetchall()
