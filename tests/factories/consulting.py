"""Matters before the competence team, and its meetings, made as the pages make them."""

from tests.factories.casework import NOW, TODAY

from fristed.casework.actions import consulting, meeting
from fristed.casework.actions.consulting import Intake, TeamFile
from fristed.casework.queries import consulting as queries
from fristed.vault.choices import FileKind

ASKED = Intake(
    caller="child_welfare",
    agency="bufdir",
    concern="forced_marriage",
    summary="Kan en jente hentes hjem?",
)


def a_matter(actor, *, intake=ASKED, on=TODAY):
    """Taken in by the actor for her team. Answers its reference."""
    team = queries.team_of(actor)
    new = TeamFile.ask(actor, FileKind.CONSULTATION, unit=team, at=NOW, on=on)
    return consulting.take_in_consultation(actor, new.file, given=new.given, intake=intake, on=on)


def a_meeting(actor, *, starts_at=NOW):
    """With what waits on its agenda."""
    return meeting.call_meeting(actor, actor, unit=queries.team_of(actor), starts_at=starts_at)
