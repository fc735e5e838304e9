"""The second wall of files and conversations: what each door's role sees, and by which plan."""

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.factories.casework import TODAY, a_case
from tests.factories.conversations import a_conversation
from tests.factories.staff import Staff, as_role, unit_keys_of_nobody

from fristed.casework.models import Case
from fristed.contact.models import Conversation, Message
from fristed.gate import Visitor, scope
from fristed.sealing.hpke import new_pair
from fristed.vault import queries
from fristed.vault.fields import HIDDEN, SealedText
from fristed.vault.models import File, Item, UnitKey

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

OF_A_FILE = ("vault_file", "vault_item", "vault_grant", "contact_conversation", "contact_message")


@pytest.fixture
def staff(db) -> Staff:
    people = Staff()
    people.all()
    unit_keys_of_nobody(TODAY)
    UnitKey.objects.create(unit=queries.KEEPER, quarter="", public_key=new_pair().public)
    return people


@pytest.fixture
def conversation(staff) -> str:
    return a_conversation("raad-ost")


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        (count,) = cursor.fetchone()
    return int(count)


@pytest.mark.parametrize("table", OF_A_FILE)
def test_without_a_scope_no_door_sees_a_row(conversation, as_desk, as_nora, table):
    with as_role("fristed_worker"):
        there = rows("vault_file")
    assert there == 1

    with as_desk():
        assert rows(table) == 0
    if table != "vault_grant":
        with as_nora():
            assert rows(table) == 0


def test_nora_sees_the_one_conversation_of_the_visit_and_no_other(staff, conversation, as_nora):
    other = a_conversation("raad-vest")
    with as_role("fristed_worker"):
        file = File.objects.get(ref=conversation)

    with as_nora(), scope(Visitor(file_ref=file.ref, file_id=file.id)):
        assert [row.ref for row in Conversation.objects.all()] == [conversation]
        assert {row.file_id for row in Message.objects.all()} == {file.id}
        assert not File.objects.filter(ref=other).exists()


def test_a_team_sees_its_conversations_and_not_a_word_of_them(staff, conversation, as_desk):
    with as_desk():
        with scope(staff.celine):
            assert [row.ref for row in Conversation.objects.all()] == [conversation]
            assert Message.objects.count() == 0  # not before she has a grant
        with scope(staff.birger):
            assert Conversation.objects.count() == 0


@pytest.mark.parametrize("table", [name for name in OF_A_FILE if name != "contact_conversation"])
def test_a_bare_select_uses_an_index_whatever_the_size(staff, conversation, as_desk, table):
    with as_desk():
        a_case(staff.amina)
        with scope(staff.amina), connection.cursor() as cursor:
            cursor.execute("set local enable_seqscan = off")  # the tables here are small
            cursor.execute(f"explain select * from {table}")
            plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "SubPlan" not in plan, plan
    assert f"Seq Scan on {table}" not in plan, plan
    assert "Index" in plan, plan


def test_a_door_writes_no_grant_row_itself(staff, as_desk):
    insert = "insert into vault_grant (ref) values ('x')"

    with as_desk(), scope(staff.amina):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(insert)


def test_nora_cannot_select_from_casework(conversation, as_nora):
    with as_nora():
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(Case.objects.all())


def test_a_sealed_text_prints_as_dots_and_a_plain_one_is_refused(staff, conversation):
    with as_role("fristed_worker"):
        line = Item.objects.get()
    with as_role("fristed_nora"):
        file_id = line.file_id
        with scope(Visitor(file_ref=conversation, file_id=file_id)):
            message = Message.objects.get()

    assert str(message.text) == repr(message.text) == HIDDEN
    assert isinstance(message.text, SealedText)
    assert message.text.slot == line.slot == f"contact.message.text:{message.ref}"
    with pytest.raises(TypeError, match="sealed before it is kept"):
        message.text = "i klartekst"


def test_the_ledger_has_one_line_for_each_text_in_order(staff, conversation, as_desk):
    with as_desk():
        case = a_case(staff.amina)
        with scope(staff.amina):
            lines = queries.manifest(case.ref)

    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert len({line.id for line in lines}) == len(lines) >= 2
