"""One adviser with forty cases, in a house of ten thousand cases and in one of a million.

Both are databases of one cluster, made as copies of one another before they grew, so that the same
person, session and forty cases are asked for in turn: what disturbs one disturbs the other.
"""

import json
import re
import subprocess
import sys
from typing import Any

import psycopg
from bench import growing
from bench.houses import STAGED, Ground, House
from bench.table import Line
from bench.timing import median

SMALL, LARGE = 10_000, 1_000_000
TURNS = 150
MOST_RATIO = 1.3
MOST_STATEMENTS = 8
CASES = 40
HITS = 5
WARM = 5  # turns
MOST_SEARCH_MS = 100


class Desk:
    """A desk on one of the two databases."""

    def __init__(self, house: House, database: str) -> None:
        self.process = house.speak("bench.asking", settings="desk", database=database)

    def ask(self, **asked: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def measure(ground: Ground) -> list[Line]:
    known = ground.stage()["amina"]
    with ground.house(doors=False) as house:
        house.copy_database(STAGED, "small")
        house.copy_database(STAGED, "large")
        growing.grow(house.superuser("small"), SMALL)
        growing.grow(house.superuser("large"), LARGE)
        desks = [Desk(house, name) for name in ("small", "large")]
        try:
            token = desks[0].ask(do="sign_in", **known)
            carry_session(house)
            desks[1].ask(do="session", **token)
            return [
                *_page(desks, "own list", "/cases/"),
                *_page(desks, "my day", "/"),
                *_search(desks[1]),
            ]
        finally:
            for desk in desks:
                desk.end()
            for name in ("small", "large"):
                house.drop_database(name)


def _page(desks: list[Desk], name: str, path: str) -> list[Line]:
    """Ask both in turn; the page must be the same page."""
    shown = []
    for desk in desks:  # what is made once per process is made now
        for _ in range(5):
            answer = desk.ask(do="get", path=path)
        shown.append(set(re.findall(r"sak_[\w-]{22}", answer["text"])))
    if shown[0] != shown[1] or (path == "/cases/" and len(shown[0]) != CASES):
        raise SystemExit(f"{path} shows {len(shown[0])} and {len(shown[1])} cases")
    whole: list[list[float]] = [[], []]
    database: list[list[float]] = [[], []]
    most = 0
    for turn in range(TURNS):
        for which in (0, 1) if turn % 2 else (1, 0):
            answer = desks[which].ask(do="get", path=path)
            check(answer, path)
            whole[which].append(answer["seconds"])
            database[which].append(answer["database_seconds"])
            most = max(most, len(statements_of(answer, path, most)))
    small, large = median(whole[0]), median(whole[1])
    in_small, in_large = median(database[0]), median(database[1])
    sizes = f"{LARGE:,} over {SMALL:,} cases".replace(",", " ")
    return [
        Line("lists", f"{name}: time at {sizes}", large / small, "", most=MOST_RATIO),
        Line("lists", f"{name}: time in the database, the same", in_large / in_small, ""),
        Line("lists", f"{name}: whole request at a million", large * 1000, "ms"),
        Line("lists", f"{name}: statements", most, "", most=MOST_STATEMENTS),
    ]


def _search(desk: Desk) -> list[Line]:
    """Over her own forty among a million, by a code and a bit of the name: all names are opened."""
    typed = {"status": "open", "name": "Sak"}
    taken = []
    for turn in range(TURNS):
        answer = desk.ask(do="post", path="/cases/search/", typed=typed)
        check(answer, "/cases/search/")
        if len(set(re.findall(r"/cases/(sak_[\w-]{22})/", answer["text"]))) != HITS:
            raise SystemExit("the search does not find five of her cases")
        if turn >= WARM:  # what is made once per process is made by now
            taken.append(answer["seconds"])
    what = "search among a million: whole request"
    return [Line("lists", what, median(taken) * 1000, "ms", most=MOST_SEARCH_MS)]


def statements_of(answer: dict[str, Any], path: str, before: int) -> list[str]:
    """Those of one request, without the note, once a minute, that her session is in use.

    Said one by one when they are too many for the first time.
    """
    noted = 'UPDATE "accounts_desksession"'
    statements = [each for each in answer["statements"] if not each.startswith(noted)]
    if len(statements) > max(MOST_STATEMENTS, before):
        print(f"{path} takes {len(statements)} statements:", file=sys.stderr)
        for number, statement in enumerate(statements, start=1):
            print(f"  {number}. {' '.join(statement.split())[:200]}", file=sys.stderr)
    return statements


def check(answer: dict[str, Any], path: str) -> None:
    if answer["status"] != 200:
        raise SystemExit(f"{path} answered {answer['status']}")


def carry_session(house: House) -> None:
    """Her session, as sealed as it is, into the other database: a code is good once."""
    with (
        psycopg.connect(house.superuser("small")) as small,
        psycopg.connect(house.superuser("large")) as large,
        small.cursor().copy("copy accounts_desksession to stdout") as read,
        large.cursor().copy("copy accounts_desksession from stdin") as write,
    ):
        for line in read:
            write.write(line)
