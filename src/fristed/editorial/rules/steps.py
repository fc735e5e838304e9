"""Which steps a text goes through, and who may take each."""

from collections.abc import Collection
from typing import Final

from fristed.editorial.choices import Step
from fristed.kernel.roles import Role
from fristed.portal.choices import HOUSE

PAGE, TRANSLATION = "kontroll", "kontroll av oversettelse"
STEPS: Final = {
    PAGE: (Step.PROFESSIONAL, Step.LANGUAGE, Step.SIGN_OFF),
    TRANSLATION: (Step.LANGUAGE, Step.SIGN_OFF),
}
"""What each of Wagtail's workflows consists of, by its name."""
TAKEN_BY: Final = {
    Step.PROFESSIONAL: Role.EXPERT_TEAM,
    Step.LANGUAGE: Role.EDITOR,
    Step.SIGN_OFF: Role.EDITOR,
}


def workflow_of(language: str) -> str:
    """What a translation says was checked by the expert team where it was written first."""
    return PAGE if language in HOUSE else TRANSLATION


def refusal(step: str, *, roles: Collection[Role], has_written: bool) -> str:
    """Why somebody may not take this step; empty when she may. Nobody checks what she wrote."""
    if TAKEN_BY[Step(step)] not in roles:
        return "not_expert_team" if step == Step.PROFESSIONAL else "not_editor"
    return "own_text" if has_written else ""
