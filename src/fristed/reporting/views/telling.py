"""Half years: the list, one that is written, and one that was sent."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.rules import RuleBroken
from fristed.reporting import forms, queries
from fristed.reporting.actions import telling
from fristed.reporting.choices import Sort
from fristed.reporting.models import PeriodReport
from fristed.reporting.rules.periods import Half


@require_safe
def list_periods(request: ActorRequest) -> HttpResponse:
    telling.ask_to_see_periods(request.actor, request.actor)
    today = timezone.localdate()
    context = {
        "halves": queries.halves_to_write(request.actor, on=today),
        "sent": queries.sent_reports(request.actor, on=today),
    }
    return render(request, "reporting/period/list.html", context)


def write_period(request: ActorRequest, sort: str, unit: str, year: int, half: int) -> HttpResponse:
    if sort not in Sort.values or half not in {1, 2}:
        raise Http404
    today = timezone.localdate()
    report = queries.period_report(request.actor, sort, unit, Half(year, half))
    telling.ask_to_write_period(request.actor, report)
    form = forms.PeriodText(request.POST or None, initial=report.answers)
    if form.is_valid():
        answers = dict(form.cleaned_data)
        try:
            telling.write_period(
                request.actor,
                report,
                is_sure=answers.pop("is_sure"),
                answers=answers,
                is_sent="send" in request.POST,
                on=today,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Sendt.") if report.sent_on else _("Lagret."))
            return redirect("reporting:list_periods")
    page = queries.period_page(request.actor, report, on=today)
    return render(request, "reporting/period/write.html", {"page": page, "form": form})


@require_safe
def show_period(request: ActorRequest, ref: str) -> HttpResponse:
    report = PeriodReport.objects.filter(ref=ref).first()
    if report is None:
        raise Http404
    telling.ask_to_read_period(request.actor, report)
    page = queries.period_page(request.actor, report, on=timezone.localdate())
    context = {"page": page, "questions": forms.PeriodText().questions}
    return render(request, "reporting/period/show.html", context)
