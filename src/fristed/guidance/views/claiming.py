"""The page a receipt leads to: whoever has signed in says that the mail is hers."""

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.guidance.actions import asking, mailing
from fristed.kernel.rules import RuleBroken


def claim_mail(request: ActorRequest, link: str) -> HttpResponse:
    """Shows the same whether there is such a mail or not, until she says so."""
    asking.ask_to_see_own_inquiries(request.actor, request.actor)
    if request.method != "POST":
        return render(request, "guidance/door/claim.html")
    digest = hashlib.sha256(link.encode()).digest()
    try:
        mailing.claim_mail(request.actor, request.actor, link=digest, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        said = _("Takk. Når den som svarer har bekreftet det, finner du e-posten og svaret her.")
        messages.success(request, said)
    return redirect("guidance:show_door")
