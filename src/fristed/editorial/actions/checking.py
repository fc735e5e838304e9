"""What happens to a text that waits to be checked."""

from datetime import date

from fristed.editorial import access, queries
from fristed.editorial.access import PUBLISHING, InCheck
from fristed.editorial.models import Editor
from fristed.gate import Actor, action
from fristed.portal.actions.publishing import publish_version


@action("article.approve", may=access.may_take_step)
def approve_step(actor: Actor, text: InCheck, *, editor: Editor, comment: str, on: date) -> None:
    """The step is taken. After the last of them nora shows the text.

    :raises RuleBroken: see `portal.actions.publishing.publish_version`.
    """
    state = queries.step_of(text.ref)
    state.approve(user=editor.who_may(PUBLISHING), comment=comment)
    if state.workflow_state.status == state.workflow_state.STATUS_APPROVED:
        new, said = queries.version_of(text)
        publish_version(actor, new, said=said, on=on)


@action("article.send_back", may=access.may_take_step)
def send_back(actor: Actor, text: InCheck, *, editor: Editor, comment: str) -> None:
    """Its writers read what to change; nora goes on showing what she did."""
    queries.step_of(text.ref).reject(user=editor, comment=comment)
