"""A text that waits, on the page where it is approved or sent back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.editorial import forms, queries
from fristed.editorial.access import InCheck
from fristed.editorial.actions import checking
from fristed.editorial.choices import Answer
from fristed.editorial.middleware import StudioRequest
from fristed.kernel.rules import RuleBroken


def check_article(request: StudioRequest, ref: str) -> HttpResponse:
    text = _waiting(ref)
    form = forms.Checked(request.POST or None)
    if form.is_valid():
        try:
            _answer(request, text, form)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return redirect("editorial:show_studio")
    page = queries.review_of(request.actor, text)
    return render(request, "editorial/article/check.html", {"page": page, "form": form})


def _answer(request: StudioRequest, text: InCheck, form: forms.Checked) -> None:
    given, editor = form.cleaned_data, request.user
    if given["answer"] == Answer.APPROVE:
        checking.approve_step(
            request.actor,
            text,
            editor=editor,
            comment=given["comment"],
            on=timezone.localdate(),
        )
        messages.success(request, _("Godkjent."))
    else:
        checking.send_back(request.actor, text, editor=editor, comment=given["comment"])
        messages.success(request, _("Sendt tilbake til den som skrev."))


def _waiting(ref: str) -> InCheck:
    try:
        text = queries.in_check(queries.article_by_ref(ref))
    except queries.NoArticle:
        raise Http404 from None
    if text is None:
        raise Http404
    return text
