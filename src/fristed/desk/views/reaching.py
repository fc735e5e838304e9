"""Sending a neutral text to a telephone or a mailbox, when the young person has asked for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.adapters.sending import NotSent
from fristed.contact.actions import reading, talking
from fristed.desk.forms import Reach
from fristed.desk.views.conversations import conversation_by_ref, take_up
from fristed.kernel.rules import RuleBroken
from fristed.notices import queries as notices
from fristed.notices.actions import sending
from fristed.notices.choices import Channel, Use
from fristed.notices.rules.sending import recipient


def reach_young_person(request: ActorRequest, ref: str) -> HttpResponse:
    conversation = conversation_by_ref(ref)
    reading.ask_to_answer(request.actor, conversation)
    texts = notices.texts_in_use(Use.MESSAGE, conversation.language)
    form = Reach(request.POST or None, channels=notices.channels(), texts=texts)
    if form.is_valid():
        take_up(request, conversation)
        given = form.cleaned_data
        try:
            to = recipient(given["channel"], given["to"])
        except RuleBroken as broken:
            form.add_error("to", str(broken))
        else:
            text = dict(texts)[given["text"]]
            if _sent(request, given, to, text, about=ref):
                talking.note_reached(
                    request.actor, conversation, to=to, text=text, at=timezone.now()
                )
                messages.success(request, _("Sendt."))
                return redirect("desk:show_conversation", ref=ref)
            form.add_error(
                None, _("Meldingen gikk ikke ut. Prøv igjen, eller bruk din egen telefon.")
            )
    return render(request, "desk/reach.html", {"form": form, "ref": ref})


def _sent(request: ActorRequest, given: dict[str, str], to: str, text: str, *, about: str) -> bool:
    """Noted before it goes; outside any transaction while the other side is waited for."""
    actor, channel = request.actor, Channel(given["channel"])
    sender = notices.sender_of(channel)
    chosen = notices.text_by_ref(given["text"])
    outgoing = sending.begin_sending(
        actor, chosen, channel=channel, about=about, on=timezone.localdate()
    )
    try:
        if sender is None:
            raise NotSent
        sender.send(to, text)
    except NotSent:
        sending.settle_sending(actor, outgoing, sent=False)
        return False
    sending.settle_sending(actor, outgoing, sent=True)
    return True
