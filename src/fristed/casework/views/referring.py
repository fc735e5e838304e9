"""Telling services outside, and following up that they have it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import cooperating, reading, referring, sharing
from fristed.casework.actions.referring import Belongs
from fristed.casework.choices import CheckedHow, OutsideService, SentHow
from fristed.casework.forms import referring as forms
from fristed.casework.models import Case
from fristed.casework.queries.cooperating import cooperation_page
from fristed.casework.rules.referring import Content
from fristed.casework.rules.reporting import Report
from fristed.casework.views.closing import reopens
from fristed.casework.views.handing_over import grounds_of, legal_choices
from fristed.casework.views.naming import case_name
from fristed.casework.views.sharing import law_of
from fristed.gate import ReadGrant
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import unit_on
from fristed.ui.downloads import attachment
from fristed.ui.house import HOUSE
from fristed.ui.printing import Stamp, pdf


def refer_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    referring.ask_to_refer(request.actor, case)
    grounds = _grounds(request, case)
    bases = [*((key, label) for key, (label, _g) in grounds.items()), *legal_choices()]
    part = request.GET.get("del", "")
    first = _first(request, case, part)
    form = forms.ReferCase(request.POST or None, bases=bases, initial=first)
    if form.is_valid():
        given = form.cleaned_data
        service = OutsideService(given["service"])
        try:
            made = _refer(
                request, case, service, form.content(), given["basis"], of=Belongs(part=part)
            )
        except RuleBroken as broken:
            wrong = "family_told" if broken.code == "family_stop" else "why"
            form.add_error(wrong, str(broken))
        else:
            return redirect("casework:show_referral", ref=ref, referral=made)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/referring/refer.html", context)


def report_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    referring.ask_to_refer(request.actor, case)
    today, now = timezone.localdate(), timezone.now()
    grounds = _grounds(request, case)
    bases = [*legal_choices(), *((key, label) for key, (label, _g) in grounds.items())]
    assessment = request.GET.get("plikt", "")
    first = {"basis": "duty_to_report"}
    form = forms.ReportCase(request.POST or None, bases=bases, on=today, initial=first)
    if form.is_valid():
        actor = request.actor
        agency = unit_on(min(actor.units, default=case.unit), today).name
        role = _("rådgiver")
        report = form.report(by=actor.name, role=role, agency=agency, at=now)
        given = form.cleaned_data
        content = Content(
            to_whom=report.kommunenavn, what=given["message"], why=given["why"], report=report
        )
        try:
            made = _refer(
                request,
                case,
                OutsideService.CHILD_WELFARE,
                content,
                given["basis"],
                of=Belongs(assessment=assessment),
            )
        except RuleBroken as broken:
            wrong = "guardians_informed" if broken.code == "family_stop" else "why"
            form.add_error(wrong, str(broken))
        else:
            return redirect("casework:show_referral", ref=ref, referral=made)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/referring/report.html", context)


@require_safe
def show_referral(request: ActorRequest, ref: str, referral: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    grant = referring.read_referral(request.actor, case)
    page = _page(request, case, grant, referral)
    context = {
        "page": page,
        "name": case_name(request, case, grant),
        "duty": _duty(request, ref, page),
        "send": forms.SendReferral(),
        "answer": forms.AnswerReferral(),
    }
    return render(request, "casework/referring/show.html", context)


@require_POST
def send_referral(request: ActorRequest, ref: str, referral: str) -> HttpResponse:
    form = forms.SendReferral(request.POST)
    if form.is_valid():
        how, at = SentHow(form.cleaned_data["how"]), timezone.now()
        case = queries.case_by_ref(ref)
        _try(
            request,
            lambda: referring.note_sent(request.actor, case, referral=referral, how=how, at=at),
        )
    else:
        referring.ask_to_follow(request.actor, queries.case_by_ref(ref))
    return redirect("casework:show_referral", ref=ref, referral=referral)


@require_POST
def acknowledge_referral(request: ActorRequest, ref: str, referral: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    _try(
        request,
        lambda: referring.note_acknowledged(request.actor, case, referral=referral, at=now),
    )
    return redirect("casework:show_referral", ref=ref, referral=referral)


@require_POST
def answer_referral(request: ActorRequest, ref: str, referral: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    form = forms.AnswerReferral(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        _try(
            request,
            lambda: referring.note_answer(
                request.actor, case, referral=referral, text=text, at=now
            ),
        )
    else:
        referring.ask_to_follow(request.actor, case)
        messages.error(request, _("Skriv hva de svarte."))
    return redirect("casework:show_referral", ref=ref, referral=referral)


@require_safe
def fetch_report_json(request: ActorRequest, ref: str, referral: str) -> HttpResponse:
    report = _report(request, ref, referral)
    written = report.as_json(note=HOUSE.sample_words)
    return attachment(written.encode(), kind="application/json", name="melding.json")


@require_safe
def fetch_report_pdf(request: ActorRequest, ref: str, referral: str) -> HttpResponse:
    report = _report(request, ref, referral)
    stamp = Stamp(
        by=request.actor.name, at=timezone.now(), why=_("melding til barnevernet"), ref=ref
    )
    content = pdf(
        "casework/templates/casework/referring/report.typ",
        report.as_sent(),
        title=_("Bekymringsmelding til barnevernet"),
        stamp=stamp,
        language="nb",
    )
    return attachment(content, kind="application/pdf", name="melding.pdf")


@require_POST
def tick_off_referral(request: ActorRequest, ref: str, referral: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    form = forms.TickOffReferral(request.POST)
    if form.is_valid():
        how = CheckedHow(form.cleaned_data["how"])
        _try(
            request,
            lambda: referring.tick_off_referral(
                request.actor, case, referral=referral, how=how, on=today
            ),
        )
    else:
        referring.ask_to_follow(request.actor, case)
        messages.error(request, _("Velg hva du gjorde."))
    return redirect("casework:list_reports")


@require_safe
def list_reports(request: ActorRequest) -> HttpResponse:
    referring.ask_to_see_reports(request.actor, request.actor)
    today = timezone.localdate()
    page = queries.reports_page(request.actor, now=timezone.now(), since=today - timedelta(days=7))
    names = reading.read_own_names(request.actor, page.sealed_names)
    context = {
        "open": [(names.get(one.case, ""), one) for one in page.open],
        "recent": [(names.get(one.case, ""), one) for one in page.recent],
        "unchecked": page.unchecked,
        "ways": CheckedHow.choices,
    }
    return render(request, "casework/referring/list.html", context)


def _page(
    request: ActorRequest, case: Case, grant: ReadGrant, referral: str
) -> queries.ReferralPage:
    page = queries.referral_page(request.actor, case, grant, referral=referral, now=timezone.now())
    if page is None:
        raise Http404
    return page


def _report(request: ActorRequest, ref: str, referral: str) -> Report:
    """Nothing leaves that would tell a family that must not know."""
    case = queries.case_by_ref(ref)
    grant = referring.export_report(request.actor, case)
    page = _page(request, case, grant, referral)
    report = queries.report_of(page)
    if report is None or page.is_stopped:
        raise Http404
    return report


def _duty(
    request: ActorRequest, ref: str, page: queries.ReferralPage
) -> queries.AssessmentLine | None:
    """The duty it fulfils, with its clock."""
    if not page.assessment:
        return None
    case = queries.case_by_ref(ref)
    grant = reading.read_duties(request.actor, case)
    return queries.duties_page(request.actor, case, grant, now=timezone.now()).line(page.assessment)


def _first(request: ActorRequest, case: Case, part: str) -> dict[str, str]:
    """What a service is told of its part of the cooperation, to begin with."""
    if not part:
        return {}
    grant = cooperating.read_cooperation(request.actor, case)
    plan = cooperation_page(request.actor, case, grant, now=timezone.now()).plan
    line = plan.part(part) if plan else None
    if plan is None or line is None or line.does is None:
        raise Http404
    return {
        "service": line.code,
        "to_whom": line.does.who,
        "what": line.does.what,
        "basis": plan.consent,
    }


def _grounds(request: ActorRequest, case: Case) -> dict[str, tuple[str, sharing.Agreed]]:
    grant = reading.read_case(request.actor, case)
    return grounds_of(queries.consents_of(request.actor, case, grant, now=timezone.now()))


def _refer(
    request: ActorRequest,
    case: Case,
    service: OutsideService,
    content: Content,
    basis: str,
    *,
    of: Belongs,
) -> str:
    grounds, today = _grounds(request, case), timezone.localdate()
    if basis in grounds:
        return referring.refer_case(
            request.actor,
            case,
            service=service,
            content=content,
            agreed=grounds[basis][1],
            on=today,
            of=of,
        )
    law = law_of(basis)
    return referring.refer_without_consent(
        request.actor,
        case,
        service=service,
        content=replace(content, law=dict(law.words)),
        law=law,
        on=today,
        of=of,
    )


def _try(request: ActorRequest, do: Callable[[], None]) -> None:
    try:
        do()
    except RuleBroken as broken:
        messages.error(request, str(broken))
