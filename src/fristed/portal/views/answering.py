"""What a reader says of a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from fristed.gate import Visitor
from fristed.portal.access import About
from fristed.portal.actions.answering import count_answer
from fristed.portal.choices import Answer
from fristed.portal.forms import Found


@require_POST
def answer_page(request: HttpRequest) -> HttpResponse:
    form = Found(request.POST)
    if form.is_valid():
        count_answer(
            Visitor(),
            About(form.cleaned_data["page"]),
            answer=Answer(form.cleaned_data["answer"]),
            language=get_language() or "nb",
            on=timezone.localdate(),
        )
    return render(request, "portal/page/answered.html", {"form": form})
