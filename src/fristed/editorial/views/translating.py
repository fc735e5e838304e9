"""A translation beside the Norwegian, and the beginning of one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.editorial import forms, queries
from fristed.editorial.actions import writing
from fristed.editorial.middleware import StudioRequest
from fristed.editorial.models import Article
from fristed.kernel.rules import RuleBroken


def compare_article(request: StudioRequest, ref: str) -> HttpResponse:
    article = _article(ref)
    page = queries.comparison_of(article)
    choices = [(number, _("Del %s") % (number + 1)) for number in page.stale]
    form = forms.Followed(request.POST or None, choices=choices)
    if not page.in_check and form.is_valid():
        gone_through = {int(number) for number in form.cleaned_data["gone_through"]}
        writing.follow_norwegian(
            request.actor, article, gone_through=gone_through, editor=request.user
        )
        messages.success(request, _("Lagret i utkastet."))
        return redirect("editorial:compare_article", ref)
    return render(request, "editorial/article/compare.html", {"page": page, "form": form})


def start_translation(request: StudioRequest, ref: str) -> HttpResponse:
    article = _article(ref)
    choices = [(one.code, one.name) for one in queries.languages_left(article)]
    form = forms.NewLanguage(request.POST or None, choices=choices)
    if form.is_valid():
        try:
            draft = writing.start_translation(request.actor, article, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return redirect("editorial:compare_article", draft)
    return render(
        request, "editorial/article/translate.html", {"title": article.title, "form": form}
    )


def _article(ref: str) -> Article:
    try:
        return queries.article_by_ref(ref)
    except queries.NoArticle:
        raise Http404 from None
