"""Asking a leader for her word, her answer, and what a unit wants it for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import approving, reading
from fristed.casework.choices import ApprovalOf, Verdict
from fristed.casework.forms import approving as forms
from fristed.casework.models import Approval, Case
from fristed.casework.queries import approving as approvals
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import NoUnit, UnitOn, unit_on
from fristed.vault import granting
from fristed.vault.keeper import KeeperAway


def ask_approval(request: ActorRequest, ref: str, what: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    approving.ask_to_ask_approval(request.actor, case)
    wanted = _what(what)
    plan = _newest_plan(request, case) if wanted == ApprovalOf.PLAN else ""
    leaders = approvals.leaders_to_ask(request.actor, case, on=today)
    form = forms.AskApproval(request.POST or None, leaders=leaders)
    if form.is_valid():
        try:
            made = _ask(request, case, wanted, plan, form)
        except RuleBroken as broken:
            form.add_error("summary", str(broken))
        else:
            return redirect("casework:show_approval", ref=made)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "what": wanted,
        "leaders": leaders,
    }
    return render(request, "casework/approving/ask.html", context)


@require_safe
def list_approvals(request: ActorRequest) -> HttpResponse:
    approving.ask_to_see_approvals(request.actor, request.actor)
    page = approvals.approvals_page(request.actor)
    return render(request, "casework/approving/list.html", {"page": page})


def show_approval(request: ActorRequest, ref: str) -> HttpResponse:
    row = approvals.approval_by_ref(request.actor, ref)
    approving.ask_to_see_approval(request.actor, row)
    _take(request, row)
    grant = approving.read_approval(request.actor, row)
    page = approvals.approval_page(request.actor, row, grant)
    form = forms.AnswerApproval(request.POST or None)
    if form.is_valid():
        verdict, today = Verdict(form.cleaned_data["verdict"]), timezone.localdate()
        try:
            approving.answer_approval(
                request.actor, row, verdict=verdict, reason=form.cleaned_data["reason"], on=today
            )
        except RuleBroken as broken:
            form.add_error("reason", str(broken))
        else:
            messages.success(request, _("Svaret er ført. Den som spurte, ser det på Min dag."))
            return redirect("casework:list_approvals")
    return render(request, "casework/approving/show.html", {"page": page, "form": form})


@require_POST
def send_approval(request: ActorRequest, ref: str) -> HttpResponse:
    """Once more, when the keeper was away the first time."""
    row = approvals.approval_by_ref(request.actor, ref)
    approving.ask_to_send(request.actor, row)
    _send(request, row)
    return redirect("casework:show_approval", ref=ref)


@require_safe
def list_approval_rules(request: ActorRequest) -> HttpResponse:
    approving.ask_to_set_rules(request.actor, request.actor)
    units = approvals.ruled_units(request.actor, on=timezone.localdate())
    return render(request, "casework/approving/rules.html", {"units": units})


@require_POST
def set_approval_rule(request: ActorRequest, unit: str, what: str) -> HttpResponse:
    try:
        today = timezone.localdate()
        approving.set_rule(request.actor, _unit(unit), what=_what(what), on=today)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:list_approval_rules")


@require_POST
def end_approval_rule(request: ActorRequest, unit: str, what: str) -> HttpResponse:
    approving.end_rule(request.actor, _unit(unit), what=_what(what), on=timezone.localdate())
    return redirect("casework:list_approval_rules")


def _ask(
    request: ActorRequest, case: Case, what: ApprovalOf, plan: str, form: forms.AskApproval
) -> str:
    now, today = timezone.now(), timezone.localdate()
    new = approving.NewSummary.ask(request.actor, unit=case.unit, at=now, on=today)
    made = approving.ask_approval(
        request.actor,
        case,
        what=what,
        plan=plan,
        leader=form.leader_asked(),
        summary=form.cleaned_data["summary"],
        new=new,
        at=now,
        on=today,
    )
    _send(request, approvals.approval_by_ref(request.actor, made))
    return made


def _send(request: ActorRequest, row: Approval) -> None:
    offered = approvals.offered_summary(request.actor, row)
    try:
        sent = approving.Sent.ask(request.actor, offered.wanted)
    except KeeperAway:
        messages.warning(request, _("Sammendraget er lagret, men ikke sendt ennå. Prøv igjen."))
        return
    approving.send_approval(request.actor, row, sent=sent)
    messages.success(request, _("Lederen er spurt."))


def _take(request: ActorRequest, row: Approval) -> None:
    """The leader takes what she was offered the first time she opens it."""
    if approvals.holds_summary(request.actor, row):
        return
    given = granting.accept(request.actor.assertion, approvals.offered_summary(request.actor, row))
    approving.take_summary(request.actor, row, given=given)


def _newest_plan(request: ActorRequest, case: Case) -> str:
    """:raises Http404: there is no plan to approve."""
    grant = reading.read_case(request.actor, case)
    plans = queries.safety_page(request.actor, case, grant).plans
    if not plans:
        raise Http404
    return plans[0].ref


def _what(code: str) -> ApprovalOf:
    try:
        return ApprovalOf(code)
    except ValueError as unknown:
        raise Http404 from unknown


def _unit(code: str) -> UnitOn:
    try:
        return unit_on(code, timezone.localdate())
    except NoUnit as unknown:
        raise Http404 from unknown
