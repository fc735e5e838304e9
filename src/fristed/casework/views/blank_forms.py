"""Empty forms on paper, for when the computer cannot be on the table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework.actions import printing as putting_on_paper
from fristed.casework.forms.on_paper import PrintBlank, sheets, written_on_top
from fristed.ui import downloads, printing, wording

DOCUMENT = "casework/templates/casework/paper/pack.typ"


def print_blank(request: ActorRequest) -> HttpResponse:
    putting_on_paper.ask_to_print_blank(request.actor, request.actor)
    form = PrintBlank(request.POST or None, initial={"language": wording.language()})
    if not form.is_valid():
        return render(request, "casework/paper/blank.html", {"form": form})
    today = timezone.localdate()
    with translation.override(form.cleaned_data["language"]):
        values = {
            "how": _(
                "Legg aldri et utfylt skjema fra deg. Før det inn i saken samme dag, med tiden det"
                " ble skrevet, og makuler det etterpå."
            ),
            "made": _("Skjemaene slik de var %(day)s.") % {"day": wording.day(today)},
            "top": written_on_top(),
            "sheets": sheets(form.cleaned_data["sheets"], on=today),
        }
        paper = printing.pdf(DOCUMENT, values, title=_("Tomme skjemaer"), stamp=None)
    return downloads.attachment(paper, kind="application/pdf", name="1.pdf")
