"""The keeper is away: writing goes on, sealed; reading waits; nothing falls back to plain."""

import psycopg
import pytest
from tests.faults.people import Youth, forms_of
from tests.faults.searching import finds
from tests.house import superuser_of

ANSWERS = "birger"  # of the team she writes to
WORDS = "Tante Solbjørg kjøpte sju oransje paraplyer"


@pytest.fixture(scope="module")
def amina(house):
    return house.signed_in("amina")


@pytest.fixture
def on_a_visit(house, bound):
    young = Youth(house.port)
    code, _ = young.write_first("Skrevet før")
    bound()
    young.come_back(code)
    assert young.read() == ["Skrevet før"]
    return young


def everything_about(house, once: bytes) -> bytes:
    """The raw bytes that the database holds of one conversation."""
    asked = """
        select c, m, k, f from contact_conversation c join vault_file f on f.id = c.file_id
        join contact_message m on m.conversation_id = c.id join contact_code k on k.file_id = f.id
        where c.once = %s
    """
    with psycopg.connect(superuser_of(house)) as connection:
        return repr(connection.execute(asked, [once]).fetchall()).encode()


def test_a_first_message_is_taken_in_and_sealed_c24(
    house, bound, amina, on_a_visit, keeper_is_away
):
    code, once = Youth(house.port).write_first(WORDS)

    assert len(code.split()) == 4
    held = everything_about(house, once)
    assert len(held) > 1500  # there is a message, padded
    assert not finds(WORDS, held)
    assert house.count(
        "select count(*) from contact_code k join contact_conversation c on c.file_id = k.file_id"
        " where c.once = %s and sealed_code is not null and lookup is null", once
    ) == 1  # fmt: skip


def test_one_more_message_is_taken_in_and_read_later_c24(house, on_a_visit, request):
    request.getfixturevalue("keeper_is_away")
    assert on_a_visit.reply(WORDS).status == 302


def test_reading_says_try_again_later_at_both_doors_c24(house, amina, on_a_visit, keeper_is_away):
    hers = on_a_visit.get("/a/les")
    case = _first_case(house)
    pages = [amina.get("/cases/"), amina.get(f"/cases/{case}/")]

    assert (hers.status, "Prøv igjen senere" in hers.text) == (200, True)
    assert "Skrevet før" not in hers.text
    assert 'name="text"' in hers.text  # she may write on
    for page in pages:
        assert page.status == 503
        assert "prøv igjen senere" in page.text.lower()


def test_a_code_says_try_again_later_and_is_not_taken_for_wrong_c24(house, bound, keeper_is_away):
    answer = Youth(house.port).come_back("regn lykt vind gran")

    assert (answer.status, "Prøv igjen senere" in answer.text) == (200, True)


def test_what_was_typed_at_the_desk_comes_back_to_its_writer_and_is_not_kept_c24(house, request):
    _code, once = Youth(house.port).write_first("Er det noen der?")
    ((ref,),) = house.rows("select ref from contact_conversation where once = %s", once)
    answering = house.signed_in(ANSWERS)
    request.getfixturevalue("keeper_is_away")

    answer = answering.post(f"/conversations/{ref}/answer/", {"text": WORDS, **csrf(answering)})

    assert (answer.status, "prøv igjen senere" in answer.text.lower()) == (503, True)
    assert WORDS in answer.text
    assert house.rows(
        "select messages_written, status from contact_conversation where ref = %s", ref
    ) == [(1, "waiting")]


def test_nobody_signs_in_without_the_second_factor_c24(house, keeper_is_away):
    desk = Youth(house.port + 1)
    (form,) = [each for each in forms_of(desk.get("/sign-in/")) if "password" in each.fields]
    known = house.signins_of["david"]

    answer = desk.post(
        "/sign-in/",
        form.typed(username=known["username"], password=known["password"], code="123456"),
    )

    assert answer.status == 503
    assert "__Host-desk" not in {line.partition("=")[0] for line in answer.cookies}


def test_afterwards_everything_reads_again_c24(house, bound):
    young = Youth(house.port)
    code, _ = young.write_first(WORDS)
    bound()

    young.come_back(code)

    assert young.read() == [WORDS]


def csrf(desk) -> dict[str, str]:
    return {"csrfmiddlewaretoken": desk.cookies["__Host-desk-csrf"]}


def _first_case(house) -> str:
    ((ref,),) = house.rows(
        "select ref from casework_case where status = 'open' order by ref limit 1"
    )
    return ref
