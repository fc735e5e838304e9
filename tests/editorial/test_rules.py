"""Blocks in and out of Wagtail's form, and who may take which step."""

import pytest
from tests.portal.test_content import PAGES, TEXTS

from fristed.editorial.choices import Step
from fristed.editorial.models.bodies import Body
from fristed.editorial.rules.bodies import blocks_of, raw_of
from fristed.editorial.rules.steps import STEPS, TAKEN_BY, refusal, workflow_of
from fristed.kernel.roles import Role
from fristed.portal.choices import BlockKind
from fristed.portal.rules.blocks import parse


@pytest.mark.django_db
def test_every_block_of_every_page_comes_back_as_it_was():
    bodies = [parse(PAGES[code][language]["body"]) for code, language in TEXTS]
    assert {block.kind for body in bodies for block in body} == set(BlockKind)

    for body in bodies:
        kept = Body().to_python(raw_of(body))
        assert [child.value for child in kept]  # only now has Wagtail read what is in them
        assert blocks_of(kept.get_prep_value()) == body


def test_what_was_typed_in_several_lines_is_one():
    (block,) = blocks_of([{"type": "text", "value": " Du kan\n  ringe. "}])

    assert block.text == "Du kan ringe."


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("role", Role)
def test_a_step_is_its_own_role_s_and_never_the_writer_s(step, role):
    allowed = TAKEN_BY[step] == role

    assert (refusal(step, roles={role}, has_written=False) == "") is allowed
    assert refusal(step, roles={role}, has_written=True) != ""


def test_a_translation_is_checked_by_those_who_know_its_language():
    assert STEPS[workflow_of("nn")][0] == Step.PROFESSIONAL
    assert STEPS[workflow_of("so")] == (Step.LANGUAGE, Step.SIGN_OFF)
    assert {steps[-1] for steps in STEPS.values()} == {Step.SIGN_OFF}
