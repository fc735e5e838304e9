"""The one way to do or open anything: decide, record, do.

@action("case.close", may=access.may_close_case)       in an action file
read_case = opening("case.read", may=access.may_read_case)
with scope(actor): ...                                 in a query
"""

from fristed.gate.actors import Actor, Visitor
from fristed.gate.decisions import ALLOW, Decision, Denied, deny
from fristed.gate.doing import action, asking, note_opened, note_refused, opening, opening_names
from fristed.gate.scopes import scope
from fristed.vault.reading import ReadGrant, TextBroken

__all__ = [
    "ALLOW",
    "Actor",
    "Decision",
    "Denied",
    "ReadGrant",
    "TextBroken",
    "Visitor",
    "action",
    "asking",
    "deny",
    "note_opened",
    "note_refused",
    "opening",
    "opening_names",
    "scope",
]
