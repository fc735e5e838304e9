"""Sending a neutral text: noted before it goes, and whether it went."""

from datetime import date

from fristed.gate import Actor, action
from fristed.kernel.refs import new_ref
from fristed.notices import access
from fristed.notices.choices import Channel, SentState
from fristed.notices.models import NeutralText, Outgoing


@action("notices.begin_sending", may=access.may_send_text)
def begin_sending(
    actor: Actor, text: NeutralText, *, channel: Channel, about: str, on: date
) -> Outgoing:
    """Note that it is being sent. To whom is not written down here."""
    return Outgoing.objects.create(
        ref=new_ref("utg"), text=text, channel=channel, about=about, by_id=actor.id, sent_on=on
    )


@action("notices.settle_sending", may=access.may_settle_sending)
def settle_sending(actor: Actor, outgoing: Outgoing, *, sent: bool) -> None:
    state = SentState.SENT if sent else SentState.FAILED
    Outgoing.objects.filter(pk=outgoing.pk).update(state=state)
