"""kill -9 in the middle of writes: what was acknowledged is there, nothing is half done."""

import http.client
import random
import threading
import time

import pytest
from tests.faults.conftest import KILLED
from tests.faults.people import Youth, until

WRITERS = 2
REPLIERS = 5
AFTERWARDS = 2  # acknowledged writes of each that must follow the kill
SEED = 2003
BINDING = """
    select count(*) from procrastinate_jobs
    where status = 'doing' and task_name = 'fristed.contact.tasks.bind_codes' and attempts = 0
        and id = (select max(id) from procrastinate_jobs
            where task_name = 'fristed.contact.tasks.bind_codes')
"""
HALF_DONE = {
    "a conversation without its message": """
        select count(*) from contact_conversation c where messages_written <>
            (select count(*) from contact_message m where m.conversation_id = c.id)""",
    "a file whose ledger has another length": """
        select count(*) from vault_file f where items <>
            (select count(*) from vault_item i where i.file_id = f.id)""",
    "a gap in a ledger": """
        select count(*) from (select file_id from vault_item group by file_id
            having max(number) <> count(*) or min(number) <> 1) as gaps""",
    "a conversation without a code": """
        select count(*) from contact_conversation c where not exists
            (select from contact_code k where k.file_id = c.file_id)""",
    "a file of nothing": """
        select count(*) from vault_file f where kind = 'conversation' and not exists
            (select from contact_conversation c where c.file_id = f.id)""",
    "an outcome without a beginning": """
        select count(*) from audit_outcome o where not exists
            (select from audit_entry e where e.ref = o.entry)""",
    "a message that nothing on the trail is about": """
        select count(*) from contact_conversation c where not exists
            (select from audit_entry e where e.subject = c.ref and e.event = 'begun')""",
}


class Busy:
    """Young people who write and write on, whatever happens to the house."""

    def __init__(self, house, visits):
        self.house, self.visits = house, visits
        self.first: list[bytes] = []
        self.replies: dict[int, list[str]] = {number: [] for number in range(len(visits))}
        self.counts: dict[str, int] = {}
        self.stop = threading.Event()
        self.threads = [
            *(threading.Thread(target=self.write, args=[n]) for n in range(WRITERS)),
            *(threading.Thread(target=self.reply, args=[n]) for n in range(len(visits))),
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *fault):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def write(self, number):
        young = Youth(self.house.port)
        while not self.stop.wait(0.7):
            try:
                _, once = young.write_first("Jeg trenger noen å snakke med.")
            except (OSError, http.client.HTTPException, AssertionError):
                continue  # not acknowledged: she is told, and tries again
            self.first.append(once)
            self.note(f"write {number}")

    def reply(self, number):
        visit, turn = self.visits[number], len(self.replies[number])
        while not self.stop.wait(0.1):
            turn += 1
            text = f"{time.monotonic_ns()}"
            try:
                answer = visit.reply(text)
            except (OSError, http.client.HTTPException):
                continue
            if answer.status == 302:
                self.replies[number].append(text)
                self.note(f"reply {number}")

    def note(self, who):
        self.counts[who] = self.counts.get(who, 0) + 1

    def each_has_written(self, times, since=None):
        since = since or {}
        names = [f"write {n}" for n in range(WRITERS)]
        names += [f"reply {n}" for n in range(len(self.visits))]
        return all(self.counts.get(name, 0) - since.get(name, 0) >= times for name in names)


@pytest.fixture(scope="module")
def visits(house, bound):
    """Conversations whose writers are on their visit already."""
    codes = [Youth(house.port).write_first("Hei")[0] for _ in range(REPLIERS)]
    bound()
    young = [Youth(house.port) for _ in codes]
    for one, code in zip(young, codes, strict=True):
        assert one.come_back(code).status == 302
    return young


@pytest.mark.parametrize("child", KILLED)
def test_nothing_acknowledged_is_lost_when_it_is_killed_c20(house, visits, child):
    pause = random.Random(f"{SEED} {child}").uniform(0.2, 0.8)
    with Busy(house, visits) as busy:
        until(lambda: busy.each_has_written(2), "everybody is writing")
        time.sleep(pause)
        before = house.kill(child)
        then = dict(busy.counts)
        house.comes_back(child, before)
        until(lambda: busy.each_has_written(AFTERWARDS, then), "everybody writes on", within=120)

    kept = house.rows("select once from contact_conversation where once = any(%s)", busy.first)
    assert sorted(bytes(once) for (once,) in kept) == sorted(busy.first)
    for number, visit in enumerate(visits):
        there = visit.read()
        acknowledged = busy.replies[number]
        assert [text for text in there if text in set(acknowledged)] == acknowledged
        assert len(set(there)) == len(there)
    assert {what: house.count(asked) for what, asked in HALF_DONE.items()} == dict.fromkeys(
        HALF_DONE, 0
    )


def test_codes_are_bound_though_the_worker_died_while_binding_them_c20(house, bound):
    codes = [Youth(house.port).write_first(f"Bundet {n}")[0] for n in range(6)]
    until(lambda: house.count(BINDING) == 1, "the worker is binding")

    before = house.kill("worker")

    house.comes_back("worker", before)
    bound()
    again = Youth(house.port)
    again.come_back(codes[-1])
    assert again.read() == ["Bundet 5"]


def test_the_trail_is_whole_after_all_of_that_c19(house):
    verified = house.manage("manage.py", "verify_trail", settings="worker")

    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "nora: whole" in verified.stdout


def test_the_words_given_while_things_died_open_their_conversations_c20(house, bound):
    code, _ = Youth(house.port).write_first("Etter alt dette")
    bound()

    again = Youth(house.port)
    again.come_back(code)

    assert again.read() == ["Etter alt dette"]
