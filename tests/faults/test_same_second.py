"""Many people at once: nobody loses a message, gets another's number or sees another's page."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.faults.people import Desk, Youth

EIGHT = 8
KEPT_WHOLE = """
    select count(*) from contact_conversation c join vault_file f on f.id = c.file_id
    where c.once = any(%s) and c.messages_written = 1 and f.items = 1
        and (select count(*) from contact_message m where m.conversation_id = c.id) = 1
        and (select count(*) from vault_item i where i.file_id = f.id and i.number = 1) = 1
        and (select count(*) from contact_code k where k.file_id = f.id) = 1
"""


def all_at_once(work: Callable[[int], object], times: int = EIGHT) -> list[object]:
    gate = threading.Barrier(times)

    def run(number: int) -> object:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(times) as together:
        return list(together.map(run, range(times)))


def test_eight_first_messages_in_one_second_are_eight_conversations_c20(house):
    young = [Youth(house.port) for _ in range(EIGHT)]
    before = house.count("select count(*) from contact_conversation")

    written = all_at_once(lambda n: young[n].write_first(f"Hei, jeg heter nummer {n}."))

    codes = {code for code, _ in written}
    digests = [once for _, once in written]
    assert len(codes) == EIGHT
    assert house.count("select count(*) from contact_conversation") == before + EIGHT
    assert house.count(KEPT_WHOLE, digests) == EIGHT


def test_each_of_the_eight_comes_back_to_her_own_words_c20(house, bound):
    young = [Youth(house.port) for _ in range(EIGHT)]
    codes = [code for code, _ in all_at_once(lambda n: young[n].write_first(f"Jeg er nr. {n}"))]
    bound()

    def come_back(number: int) -> list[str]:
        again = Youth(house.port)
        assert again.come_back(codes[number]).status == 302
        return again.read()

    assert all_at_once(come_back) == [[f"Jeg er nr. {n}"] for n in range(EIGHT)]


def test_the_same_form_sent_eight_times_at_once_is_one_conversation_c20(house):
    from tests.faults.people import forms_of

    young = Youth(house.port)
    (form,) = [each for each in forms_of(young.get("/a/ny")) if "text" in each.fields]
    before = house.count("select count(*) from contact_conversation")

    answers = all_at_once(
        lambda _: Youth(house.port).post("/a/ny", form.typed(text="Bare én gang"))
    )

    assert [answer.status for answer in answers] == [200] * EIGHT
    assert house.count("select count(*) from contact_conversation") == before + 1


def test_eight_messages_at_once_in_one_conversation_are_numbered_one_by_one_c20(house, bound):
    young = Youth(house.port)
    code, once = young.write_first("Først")
    bound()
    young.come_back(code)
    visits = [Youth(house.port) for _ in range(EIGHT)]
    for visit in visits:
        visit.cookies = dict(young.cookies)

    answers = all_at_once(lambda n: visits[n].reply(f"Så {n}"))

    assert [answer.status for answer in answers] == [302] * EIGHT
    numbers = house.rows(
        "select m.number from contact_message m join contact_conversation c"
        " on c.id = m.conversation_id where c.once = %s order by m.number",
        once,
    )
    assert [number for (number,) in numbers] == list(range(1, EIGHT + 2))
    said = young.read()
    assert said[0] == "Først"
    assert sorted(said[1:]) == [f"Så {n}" for n in range(EIGHT)]


def test_colleagues_at_once_each_see_their_own_desk_c26(house):
    people = {"amina": "Amina", "birger": "Birger", "celine": "Celine", "david": "David"}
    desks = {name: house.signed_in(key) for key, name in people.items()}
    names = [name for name in people.values() for _ in range(2)]

    def work(number: int) -> set[str]:
        mine = Desk(house.port + 1)
        mine.cookies = dict(desks[names[number]].cookies)
        pages = [mine.get(path).text for path in ("/", "/cases/") * 4]
        return {
            name for name in people.values() for page in pages if f"</span>{name}</span>" in page
        }

    assert all_at_once(work) == [{name} for name in names]
