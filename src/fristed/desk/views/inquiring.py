"""Asking colleagues about a conversation, when she who wrote has said yes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.contact.actions import reading
from fristed.desk.actions import inquiring
from fristed.desk.forms import MakeInquiry
from fristed.desk.views.conversations import conversation_by_ref, take_up
from fristed.guidance.actions.asking import Asked, Call
from fristed.kernel.rules import RuleBroken


def make_inquiry_from_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    conversation = conversation_by_ref(ref)
    reading.ask_to_note_inquiry(actor, conversation)
    first = {"county": conversation.county}
    form = MakeInquiry(request.POST or None, initial=first, on=timezone.localdate(now))
    if form.is_valid():
        take_up(request, conversation)
        new = Call.ask(actor, unit=conversation.unit, at=now)
        try:
            inquiry = inquiring.make_inquiry_from_conversation(
                actor,
                new.file,
                given=new.given,
                conversation=ref,
                asked=Asked(language=conversation.language, **form.asked),
                agreed=form.cleaned_data["agreed"],
                at=now,
            )
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        else:
            messages.success(request, _("Henvendelsen er laget. Du kan sende den videre herfra."))
            return redirect("guidance:show_inquiry", ref=inquiry)
    return render(request, "desk/make_inquiry.html", {"form": form, "ref": ref})
