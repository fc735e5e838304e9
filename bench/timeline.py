"""One case with three hundred entries: opened, decrypted and shown."""

import psycopg
from bench.houses import LONG, STAGED, Ground, House
from bench.lists import Desk, check, statements_of
from bench.table import Line
from bench.timing import median

TURNS = 30
MOST_STATEMENTS = 8
MOST_OPENING_MS = 300
MOST_WHOLE_MS = 1000


def measure(ground: Ground) -> list[Line]:
    known = ground.stage()["amina"]
    with ground.house(doors=False) as house:
        path = f"/cases/{_longest(house)}/"
        house.copy_database(STAGED, "long")
        desk = Desk(house, "long")
        try:
            desk.ask(do="sign_in", **known)
            return _lines(desk, path)
        finally:
            desk.end()
            house.drop_database("long")


def _lines(desk: Desk, path: str) -> list[Line]:
    desk.ask(do="get", path=path)  # what is read once per process is read now
    whole, opening, most, of_the_case = [], [], 0, 0
    for _ in range(TURNS):
        answer = desk.ask(do="get", path=path)
        check(answer, path)
        if answer["text"].count('id="entry-') != LONG:
            raise SystemExit(f"{path} does not show {LONG} entries")
        whole.append(answer["seconds"])
        opening.append(answer["opening_seconds"])
        statements = statements_of(answer, path, most)
        most = max(most, len(statements))
        of_the_case = max(of_the_case, len(statements) - 1 - _opened_at(statements))
    name = f"case with {LONG} entries"
    return [
        Line("timeline", f"{name}: opened and decrypted", median(opening) * 1000, "ms",
             most=MOST_OPENING_MS),
        Line("timeline", f"{name}: whole request", median(whole) * 1000, "ms",
             most=MOST_WHOLE_MS),
        Line("timeline", f"{name}: statements once it is opened", of_the_case, "",
             most=MOST_STATEMENTS),
        Line("timeline", f"{name}: statements of the request", most, ""),
    ]  # fmt: skip


def _opened_at(statements: list[str]) -> int:
    """Where the opening stands on the trail: before it she is known, after it the case is read."""
    return next(n for n, statement in enumerate(statements) if "audit_append" in statement)


def _longest(house: House) -> str:
    with psycopg.connect(house.superuser(STAGED)) as connection:
        found = connection.execute(
            "select c.ref from casework_case c join casework_followup f on f.case_id = c.file_id"
            " group by c.ref having count(*) = %s",
            [LONG],
        ).fetchone()
    assert found is not None
    return str(found[0])
