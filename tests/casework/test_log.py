"""A case's access log says in words what was done, whatever it was."""

import importlib
import pkgutil

from fristed.casework import actions
from fristed.casework.queries.log import DONE

NOT_ABOUT_A_CASE = {
    "case.appoint_stand_in",  # about a colleague
    "case.end_stand_in",
    "case.search",  # about nobody
}


def acts() -> set[str]:
    """Every action and opening there is; asking before a form is no act."""
    found = set()
    for module in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if hasattr(value, "gate") and (hasattr(value, "may") or hasattr(value, "__wrapped__")):
                found.add(value.gate)
    return {name for name in found if name.startswith("case.")}


def test_every_act_on_a_case_has_words_in_its_log():
    assert len(acts()) > 60
    assert acts() - NOT_ABOUT_A_CASE - set(DONE) == set()
