"""The gate: asked, recorded, done; refused, rolled back and nested, the trail tells all of it."""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from tests import personas

from fristed.audit.models import Entry, Outcome
from fristed.gate import ALLOW, Decision, Denied, Visitor, action, deny, opening, scope
from fristed.gate.doing import GATED
from fristed.kernel.rules import RuleBroken
from fristed.vault.models import RetentionRule

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@dataclass
class Thing:
    ref: str = "sak_thing"
    owner: str = ""


def may_touch(actor, thing) -> Decision:
    return ALLOW if thing.owner == actor.ref else deny("not_responsible")


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [name])
        (value,) = cursor.fetchone()
    return value


def keep_something() -> None:
    RetentionRule.objects.create(kind="case", months=120)


@action("test.touch", may=may_touch)
def touch(actor, thing, *, fail: Exception | None = None) -> str:
    keep_something()
    if fail:
        raise fail
    return setting("app.actor")


@action("test.outer", may=may_touch)
def outer(actor, thing, *, inner_actor, go_on: bool = False) -> str:
    if go_on:
        with pytest.raises(Denied):
            touch(inner_actor, thing)
    else:
        touch(inner_actor, thing)
    return setting("app.actor")


read_thing = opening("test.read", may=may_touch)


def trail() -> list[tuple[str, str, str]]:
    return [(e.event, e.action, e.detail) for e in Entry.objects.order_by("id")]


def hers() -> Thing:
    return Thing(owner=personas.amina.ref)


def test_an_action_is_begun_done_and_scoped():
    assert touch(personas.amina, hers()) == str(personas.amina.id)

    assert trail() == [("begun", "test.touch", "")]
    assert [outcome.entry for outcome in Outcome.objects.all()] == [Entry.objects.get().ref]
    assert RetentionRule.objects.count() == 1


def test_a_refused_action_is_recorded_and_changes_nothing():
    """C1, C19."""
    with pytest.raises(Denied) as denied:
        touch(personas.birger, hers())

    assert denied.value.reason == "not_responsible"
    assert trail() == [("refused", "test.touch", "not_responsible")]
    assert RetentionRule.objects.count() == 0
    assert Outcome.objects.count() == 0


@pytest.mark.parametrize(
    ("fault", "code"),
    [(RuleBroken("too_soon", "Vent litt."), "too_soon"), (ValueError("secret text"), "fault")],
)
def test_a_failed_action_is_rolled_back_and_says_so_without_any_text(fault, code):
    """C22: what went wrong is a code on the trail, never the words of the fault."""
    with pytest.raises(type(fault)):
        touch(personas.amina, hers(), fail=fault)

    assert trail() == [("begun", "test.touch", ""), ("failed", "", code)]
    assert RetentionRule.objects.count() == 0
    assert Outcome.objects.count() == 0


def test_a_nested_refusal_stops_all_and_both_are_on_the_trail():
    with pytest.raises(Denied):
        outer(personas.amina, hers(), inner_actor=personas.birger)

    assert trail() == [
        ("begun", "test.outer", ""),
        ("refused", "test.touch", "not_responsible"),
        ("failed", "", "not_responsible"),
    ]
    assert Outcome.objects.count() == 0


def test_a_nested_refusal_that_is_handled_leaves_the_outer_scope_as_it_was():
    inside = outer(personas.amina, hers(), inner_actor=personas.birger, go_on=True)

    assert inside == str(personas.amina.id)
    assert Outcome.objects.count() == 1


def test_the_scope_ends_with_the_gate_also_inside_another_transaction():
    with transaction.atomic():
        touch(personas.amina, hers())

        assert setting("app.actor") == ""
        assert setting("app.ref") == ""


def test_the_scope_ends_after_a_fault_inside_another_transaction():
    with transaction.atomic():
        with pytest.raises(ValueError, match="x"):
            touch(personas.amina, hers(), fail=ValueError("x"))

        assert setting("app.actor") == ""


def test_scopes_nest_and_give_back_what_was():
    with scope(personas.amina):
        with scope(personas.birger):
            assert setting("app.actor") == str(personas.birger.id)
        assert setting("app.actor") == str(personas.amina.id)
    assert setting("app.actor") == ""


def test_a_visitors_scope_is_her_one_file():
    with scope(Visitor(file_ref="sam_x", file_id=7)):
        assert (setting("app.file"), setting("app.actor")) == ("7", "")
    assert setting("app.file") == ""


def test_an_opening_is_on_the_trail_before_anything_is_readable():
    grant = read_thing(personas.amina, hers(), reason="telefon fra skolen")

    assert trail() == [("opened", "test.read", "telefon fra skolen")]
    assert grant.file == "sak_thing"


def test_a_refused_opening_hands_back_nothing():
    with pytest.raises(Denied):
        read_thing(personas.birger, hers())

    assert trail() == [("refused", "test.read", "not_responsible")]


def test_a_grant_never_prints_what_it_holds():
    grant = read_thing(personas.amina, hers())

    assert "assertion" not in repr(grant)
    assert "_keys" not in repr(grant)


def test_two_actions_of_one_name_fail_at_once():
    def another(actor, thing) -> None: ...

    with pytest.raises(RuntimeError, match=r"test\.touch"):
        action("test.touch", may=may_touch)(another)
    assert GATED["test.touch"].endswith("touch")
