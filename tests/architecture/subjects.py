"""What each predicate is asked about, in the permissions page and where every persona is tried."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from tests import personas

from fristed.accounts.models import User
from fristed.casework.models import (
    Approval,
    Case,
    Compartment,
    Consultation,
    ContactRegister,
    Export,
    TeamMeeting,
)
from fristed.casework.queries import Destroyed
from fristed.casework.rules.reviewing import OpenedInEmergency
from fristed.casework.rules.sharing import Offer
from fristed.casework.rules.travel import AddressFile
from fristed.contact.models import Conversation, Passing
from fristed.contact.rules.visiting import Visit, Word
from fristed.editorial.access import InCheck
from fristed.editorial.choices import Step
from fristed.editorial.models import Article
from fristed.gate import Actor, Visitor
from fristed.guidance.models import (
    Absence,
    AgencyContact,
    AnswerDraft,
    Duty,
    Inquiry,
    Method,
    NetworkMeeting,
    PatternNote,
)
from fristed.notices.models import NeutralText, Outgoing, Problem, ReplyText
from fristed.organisation.choices import UnitKind
from fristed.organisation.models import HelpService, LocalService
from fristed.organisation.queries import OfficeOn, PersonOn, UnitOn
from fristed.portal.access import About, NewPage, NewVersion
from fristed.portal.models import Contribution, Letterbox, OldAddress, Page, Snapshot
from fristed.publications.access import OnTheShelf, Released
from fristed.reporting.models import PeriodReport, Report
from fristed.statistics.models import Draft, Exercise
from fristed.vault.choices import FileKind
from fristed.vault.models import RetentionRule
from fristed.vault.sealing import NewFile

DAY = date(2026, 11, 25)
HERS = "sam_conversation0000000000"


@dataclass(frozen=True)
class Cases:
    """What a predicate is asked: about what, and by whom when it is not the personas."""

    subjects: Sequence[tuple[str, tuple[Any, ...]]]
    askers: Sequence[tuple[str, Any]] = ()


def subjects_for(predicate: Callable[..., Any]) -> Cases:
    """:raises LookupError: a predicate about something this file has no example of."""
    asker, subject = [
        _name(parameter.annotation)
        for parameter in inspect.signature(predicate).parameters.values()
    ]
    try:
        subjects = SUBJECTS[subject]()
    except KeyError as unknown:
        raise LookupError(f"{predicate.__name__}: no example of {subject}") from unknown
    return Cases(subjects, VISITORS if asker == "Visitor" else ())


def _name(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else annotation.__name__


VISITORS = (
    ("a visitor without a code", Visitor()),
    ("a visitor with this conversation's code", Visitor(file_ref=HERS, file_id=1)),
    ("somebody at the desk's sign-in page", Visitor(door="desk")),
    ("the worker, taking in this file", Visitor(file_ref=HERS, file_id=1, door="worker")),
    ("somebody at the studio's sign-in page", Visitor(door="studio")),
)


def _cases() -> list[tuple[str, tuple[Any, ...]]]:
    amina = personas.amina
    open_case = Case(
        ref="sak_aminas00000000000000000", adviser_id=amina.id, unit="raad-ost", status="open"
    )
    open_case.pk = 1
    closed = Case(ref=open_case.ref, adviser_id=amina.id, unit="raad-ost", status="closed")
    closed.pk = 1
    return [
        ("Amina's open case", (open_case,)),
        ("her closed case", (closed,)),
        ("a case that does not exist", (Case(),)),
    ]


def _new_files() -> list[tuple[str, tuple[Any, ...]]]:
    new = NewFile(
        id=1,
        ref=HERS,
        kind=FileKind.CASE,
        unit="raad-ost",
        quarter="2026Q4",
        creator=personas.amina.ref,
        public_key=b"",
        wrapped=b"",
        private=b"",
    )
    return [
        ("a new file of Amina's in raad-ost", (new,)),
        ("a file made without an account", (replace(new, creator=""),)),
        ("a file of Kompetanseteamet's", (replace(new, creator="", unit="kompetanseteam"),)),
        (
            "a new inquiry of fagteamet's",
            (replace(new, creator="", unit="fagteam", kind=FileKind.INQUIRY),),
        ),
    ]


def _approvals() -> list[tuple[str, tuple[Any, ...]]]:
    asked = Approval(
        ref="gkj_x",
        case_ref="sak_aminas00000000000000000",
        by_id=personas.amina.id,
        leader_id=personas.ingrid.id,
        unit="raad-ost",
        offer="nok_x",
    )
    unsent = Approval(
        ref="gkj_x",
        case_ref=asked.case_ref,
        by_id=asked.by_id,
        leader_id=asked.leader_id,
        unit="raad-ost",
    )
    return [
        ("what Amina asked Ingrid to approve", (asked,)),
        ("the same, not sent yet", (unsent,)),
        ("an approval nobody asked for", (Approval(ref="gkj_y"),)),
    ]


def _offers() -> list[tuple[str, tuple[Any, ...]]]:
    amina, birger = personas.amina, personas.birger
    asked = Offer(
        "sak_aminas00000000000000000",
        "dlt_x",
        offered_by=amina.id,
        offered_to=birger.id,
        is_hand_over=False,
        responsible=amina.id,
    )
    return [
        ("Amina's offer to share with Birger", (asked,)),
        ("her offer that he takes the case over", (replace(asked, is_hand_over=True),)),
        ("her share that he accepted", (replace(asked, answer="accepted"),)),
        ("her share that is over", (replace(asked, answer="accepted", is_over=True),)),
    ]


def _conversations() -> list[tuple[str, tuple[Any, ...]]]:
    def talk(**given: Any) -> tuple[Conversation]:
        return (Conversation(ref=HERS, unit="raad-ost", **given),)

    amina, celine = personas.amina.id, personas.celine.id
    return [
        ("a conversation with raad-ost", talk()),
        ("one that Amina has taken", talk(taken_by_id=amina)),
        (
            "one with an answer of hers that waits for a colleague",
            talk(taken_by_id=amina, draft_by_id=amina),
        ),
        ("one that was closed, of Celine's", talk(taken_by_id=celine, status="closed")),
    ]


def _passings() -> list[tuple[str, tuple[Any, ...]]]:
    offered = Passing(ref="ovk_x", from_unit="raad-ost", to_unit="fagteam")
    accepted = Passing(
        ref="ovk_x", from_unit="raad-ost", to_unit="fagteam", accepted_on="2026-01-02"
    )
    return [
        ("a conversation that raad-ost offers fagteamet", (offered,)),
        ("one that fagteamet has accepted", (accepted,)),
    ]


def _users() -> list[tuple[str, tuple[Any, ...]]]:
    amina = personas.amina
    return [
        ("Amina's account", (User(id=amina.id, ref=amina.ref, is_active=True),)),
        ("an account not in use", (User(id=1, ref="per_gone", is_active=False),)),
        ("a teacher's account", (User(id=2, ref="per_teacher", door="partner"),)),
    ]


def _officers() -> list[tuple[str, tuple[Any, ...]]]:
    petter, kari = personas.petter, personas.kari
    return [
        ("Kari's office", (_office(kari),)),
        ("Petter's own office", (_office(petter),)),
    ]


def _office(actor: Actor) -> OfficeOn:
    (role,) = actor.roles
    return OfficeOn("mdl_x", actor.ref, actor.id, actor.name, role, "direktorat", "", DAY, None)


def _teams() -> list[tuple[str, tuple[Any, ...]]]:
    team = UnitOn("raad-ost", UnitKind.ADVISER_TEAM, "Team øst")
    return [("a team in the east", (team,))]


def _colleagues() -> list[tuple[str, tuple[Any, ...]]]:
    celine, kari = personas.celine, personas.kari
    return [
        (
            "Celine, adviser in raad-ost",
            (PersonOn(celine.id, celine.ref, "Celine", "raad-ost", next(iter(celine.roles))),),
        ),
        (
            "Kari, analyst in direktorat",
            (PersonOn(kari.id, kari.ref, "Kari", "direktorat", next(iter(kari.roles))),),
        ),
    ]


def _exports() -> list[tuple[str, tuple[Any, ...]]]:
    hers = Export(ref="eks_x", owner_id=personas.amina.id)
    return [("Amina's export", (hers,)), ("an export nobody ordered", (Export(),))]


def _openings() -> list[tuple[str, tuple[Any, ...]]]:
    opened = OpenedInEmergency(
        ref="nod_x",
        file="sak_aminas00000000000000000",
        unit="raad-ost",
        by=personas.birger.id,
        is_reviewed=False,
    )
    return [
        ("Birger's emergency opening of Amina's case", (opened,)),
        ("one that was reviewed", (replace(opened, is_reviewed=True),)),
    ]


def _consultations() -> list[tuple[str, tuple[Any, ...]]]:
    open_one = Consultation(ref="drf_x", unit="kompetanseteam", status="open")
    closed = Consultation(ref="drf_x", unit="kompetanseteam", status="closed")
    return [
        ("an open matter before Kompetanseteamet", (open_one,)),
        ("a closed one", (closed,)),
        ("a matter that does not exist", (Consultation(),)),
    ]


def _compartments() -> list[tuple[str, tuple[Any, ...]]]:
    return [("UDI's own file beside a matter", (Compartment(ref="rom_x", unit="kt-udi"),))]


def _meetings() -> list[tuple[str, tuple[Any, ...]]]:
    return [("a meeting of Kompetanseteamet", (TeamMeeting(ref="mot_x", unit="kompetanseteam"),))]


def _inquiries() -> list[tuple[str, tuple[Any, ...]]]:
    sent = Inquiry(ref="hen_x", unit="fagteam", asker="per_somebody", status="sent")
    taken = Inquiry(
        ref="hen_x",
        unit="fagteam",
        asker="per_somebody",
        status="taken_up",
        taken_by_id=personas.maja.id,
    )
    closed = Inquiry(ref="hen_x", unit="fagteam", status="closed", taken_by_id=personas.maja.id)
    return [
        ("an inquiry fagteamet was sent", (sent,)),
        ("one Maja has taken up", (taken,)),
        ("one she has closed", (closed,)),
        (
            "what a machine sent fagteamet by mail",
            (Inquiry(ref="hen_x", unit="fagteam", status="closed", channel="automatic"),),
        ),
        (
            "a mail Maja has taken up",
            (
                Inquiry(
                    ref="hen_x",
                    unit="fagteam",
                    status="taken_up",
                    channel="mail",
                    taken_by_id=personas.maja.id,
                ),
            ),
        ),
        ("an inquiry that does not exist", (Inquiry(),)),
    ]


def _answer_drafts() -> list[tuple[str, tuple[Any, ...]]]:
    inquiry = Inquiry(ref="hen_x", unit="fagteam", status="taken_up")
    hers = AnswerDraft(ref="utk_x", inquiry=inquiry, written_by_id=personas.maja.id)
    others = AnswerDraft(ref="utk_x", inquiry=inquiry, written_by_id=1)
    return [("Maja's draft of an answer", (hers,)), ("a colleague's draft", (others,))]


def _learned(row: Any, what: str) -> list[tuple[str, tuple[Any, ...]]]:
    waiting = row(pk=1, ref="mon_x", status="waiting", written_by_id=personas.maja.id)
    in_use = row(pk=1, ref="mon_x", status="in_use", written_by_id=personas.maja.id)
    return [
        (f"{what} of Maja's that waits", (waiting,)),
        (f"{what} of hers in use", (in_use,)),
        (f"{what} that does not exist", (row(),)),
    ]


def _reply_texts() -> list[tuple[str, tuple[Any, ...]]]:
    amina = personas.amina
    proposed = ReplyText(pk=1, ref="svt_x", status="proposed", written_by_id=amina.id)
    in_use = ReplyText(pk=1, ref="svt_x", status="in_use", written_by_id=amina.id)
    return [("a reply text Amina proposed", (proposed,)), ("a reply text in use", (in_use,))]


def _missions() -> list[tuple[str, tuple[Any, ...]]]:
    mission = UnitOn("ambassade-islamabad", UnitKind.MISSION, "Islamabad")
    return [("the mission in Islamabad", (mission,))]


def _drafts() -> list[tuple[str, tuple[Any, ...]]]:
    ready = Draft(
        ref="utk_x", drafted_by=personas.kari.ref, status="ready", verdict={"passed": True}
    )
    failed = Draft(
        ref="utk_x", drafted_by=personas.kari.ref, status="ready", verdict={"passed": False}
    )
    queued = Draft(ref="utk_x", drafted_by=personas.kari.ref, status="queued")
    return [
        ("Kari's draft, ready", (ready,)),
        ("her draft that failed the audit", (failed,)),
        ("her draft in the queue", (queued,)),
    ]


def _exercises() -> list[tuple[str, tuple[Any, ...]]]:
    kari = personas.kari.ref
    planned = Exercise(ref="ovl_x", planned_by=kari)
    proposed = Exercise(ref="ovl_x", planned_by=kari, stage="proposed", proposed_by=kari)
    return [
        ("an overlap exercise Kari planned", (planned,)),
        ("one that she asked to start", (proposed,)),
        ("one that is running", (Exercise(ref="ovl_x", planned_by=kari, stage="started"),)),
        ("one whose band has come", (Exercise(ref="ovl_x", planned_by=kari, stage="answered"),)),
        (
            "one that Lars released",
            (
                Exercise(
                    ref="ovl_x", planned_by=kari, stage="released", released_by=personas.lars.ref
                ),
            ),
        ),
    ]


def _half_years() -> list[tuple[str, tuple[Any, ...]]]:
    amina, unit = personas.amina, min(personas.amina.units)
    own = {"ref": "hal_x", "sort": "own", "unit": unit, "year": 2026, "half": 1}
    sent = {**own, "written_by": amina.ref, "sent_on": date(2026, 7, 1)}
    return [
        ("one of Amina's that is not sent", (PeriodReport(**own, written_by=amina.ref),)),
        ("one of Amina's that is sent", (PeriodReport(**sent),)),
        ("one of Amina's unit", (PeriodReport(**own | {"sort": "team"}),)),
    ]


def _reports() -> list[tuple[str, tuple[Any, ...]]]:
    return [
        ("the report that Kari began", (Report(ref="rpt_x", started_by=personas.kari.ref),)),
        (
            "a report that is released",
            (Report(ref="rpt_x", started_by=personas.kari.ref, status="released"),),
        ),
    ]


def _snapshots() -> list[tuple[str, tuple[Any, ...]]]:
    hers = Snapshot(ref="sid_x", page=Page(code="travel"), written_by=personas.runa.ref)
    return [("a version Runa wrote", (hers,))]


def _new_versions() -> list[tuple[str, tuple[Any, ...]]]:
    runa = personas.runa.ref
    hers = NewVersion("nor_x", "nb", writers=frozenset({runa}), written_by=runa)
    return [("a text Runa wrote", (hers,))]


def _in_check() -> list[tuple[str, tuple[Any, ...]]]:
    writers = frozenset({personas.runa.ref})
    return [(f"Runa's text at {step}", (InCheck("art_x", step, writers),)) for step in Step]


def _neutral_texts() -> list[tuple[str, tuple[Any, ...]]]:
    amina = personas.amina
    return [
        (
            "a text Amina proposed",
            (NeutralText(pk=1, ref="ntx_x", status="proposed", written_by_id=amina.id),),
        ),
        ("a text in use", (NeutralText(pk=1, ref="ntx_x", status="in_use"),)),
    ]


def _addresses() -> list[tuple[str, tuple[Any, ...]]]:
    shut = AddressFile("tur_x", 1, "sak_x", personas.amina.id, is_missed=False)
    return [
        ("addresses of a journey in Amina's case", (shut,)),
        ("the same after a missed contact", (replace(shut, is_missed=True),)),
    ]


def _destroyed() -> list[tuple[str, tuple[Any, ...]]]:
    at = datetime(2026, 11, 25, 12, tzinfo=UTC)
    hers = Destroyed("des_x", "raad-ost", "Øst", "2020Q1", "per_x", at, "per_y", at, {"case": 1})
    return [
        ("a quarter destroyed in a unit Ingrid leads", (hers,)),
        ("one of another unit", (replace(hers, unit="direktorat"),)),
    ]


def _problems() -> list[tuple[str, tuple[Any, ...]]]:
    return [
        ("an open problem with a page", (Problem(pk=1, ref="fei_x"),)),
        ("one that is closed", (Problem(pk=1, ref="fei_x", closed_on=DAY),)),
    ]


def _retention_rules() -> list[tuple[str, tuple[Any, ...]]]:
    waiting = RetentionRule(kind=FileKind.CASE, months=120, proposed_by=personas.ingrid.id)
    in_force = RetentionRule(kind=FileKind.CASE, months=120, signed_off_on=DAY)
    return [
        ("a rule Ingrid has proposed", (waiting,)),
        ("a rule in force", (in_force,)),
    ]


SUBJECTS: dict[str, Callable[[], list[tuple[str, tuple[Any, ...]]]]] = {
    "AgencyContact": lambda: [
        ("a contact in another agency", (AgencyContact(pk=1, ref="kon_x", agency="hdir"),))
    ],
    "Absence": lambda: [("days Maja is away", (Absence(ref="fra_x", person_id=personas.maja.id),))],
    "AddressFile": _addresses,
    "AnswerDraft": _answer_drafts,
    "Approval": _approvals,
    "About": lambda: [("a page", (About(16),))],
    "Actor": lambda: [("her own work", (personas.amina,))],
    "Case": _cases,
    "Colleague": _colleagues,
    "Conversation": _conversations,
    "Passing": _passings,
    "Draft": _drafts,
    "Exercise": _exercises,
    "Compartment": _compartments,
    "Consultation": _consultations,
    "ContactRegister": lambda: [
        ("the register of the mission in Islamabad", (ContactRegister(unit="ambassade-islamabad"),))
    ],
    "Contribution": lambda: [("an adviser's proposal", (Contribution(ref="bid_x"),))],
    "Duty": lambda: [("a turn in fagteamet", (Duty(ref="vkt_x", unit="fagteam"),))],
    "Export": _exports,
    "HelpService": lambda: [
        ("a help service", (HelpService(code="vo-linjen"),)),
        ("an emergency number", (HelpService(code="politi-112"),)),
    ],
    "Inquiry": _inquiries,
    "Method": lambda: _learned(Method, "a method"),
    "NetworkMeeting": lambda: [
        ("a meeting of a regional network", (NetworkMeeting(pk=1, ref="nmt_x", unit="region-ost"),))
    ],
    "LocalService": lambda: [("a crisis centre", (LocalService(ref="lok_x"),))],
    "NeutralText": _neutral_texts,
    "NewFile": _new_files,
    "OpenedInEmergency": _openings,
    "Offer": _offers,
    "Letterbox": lambda: [
        ("what readers wrote of fagteamet's pages", (Letterbox(ref="pst_x", unit="fagteam"),))
    ],
    "OldAddress": lambda: [("an earlier portal's address", (OldAddress(ref="adr_x"),))],
    "OnTheShelf": lambda: [("a released table", (OnTheShelf("tab_x"),))],
    "PeriodReport": _half_years,
    "Released": lambda: [
        ("an estimate that Lars released", (Released("ans_x", personas.lars.ref),))
    ],
    "PatternNote": lambda: _learned(PatternNote, "a pattern"),
    "Page": lambda: [("a page of Nora's", (Page(code="travel"),))],
    "PersonOn": _colleagues,
    "Report": _reports,
    "ReplyText": _reply_texts,
    "Destroyed": _destroyed,
    "Problem": _problems,
    "RetentionRule": _retention_rules,
    "Outgoing": lambda: [
        ("a message that Amina sends", (Outgoing(ref="utg_x", by_id=personas.amina.id),)),
    ],
    "Snapshot": _snapshots,
    "NewVersion": _new_versions,
    "NewPage": lambda: [("a page on sleep", (NewPage("nor_x", "sleep", "topic", (), "fagteam"),))],
    "Article": lambda: [("a draft", (Article(ref="art_x", language="nb"),))],
    "InCheck": _in_check,
    "Team": _teams,
    "TeamMeeting": _meetings,
    "UnitOn": lambda: [
        ("a regional network", (UnitOn("region-ost", UnitKind.REGIONAL_NETWORK, "Øst"),)),
        *_teams(),
        *_missions(),
    ],
    "Officer": _officers,
    "User": _users,
    "Visit": lambda: [("a visit", (Visit(b""),))],
    "Word": lambda: [("four words", (Word("sam_x", ""),))],
    "object": lambda: [("a visit", (Visit(b""),))],
}
