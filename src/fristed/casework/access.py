"""Who may do what with a case. Can be read aloud: the docstrings are the policy.

A case that does not exist has nobody responsible for it, so every answer about it is no, on the
same way and with the same work as for somebody else's.
"""

from fristed.casework.choices import CaseStatus, Part
from fristed.casework.models import (
    Approval,
    Case,
    Compartment,
    Consultation,
    ContactRegister,
    Export,
    TeamMeeting,
)
from fristed.casework.rules.consulting import agency_of
from fristed.casework.rules.reviewing import OpenedInEmergency
from fristed.casework.rules.sharing import Offer
from fristed.casework.rules.travel import AddressFile
from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import CASEWORKERS, Role
from fristed.organisation.access import Team, may_end_stand_in, may_start_stand_in
from fristed.organisation.queries import PersonOn, UnitOn
from fristed.vault.sealing import NewFile

GUIDING = CASEWORKERS | {Role.EXPERT_TEAM}
SHARED_WITH = CASEWORKERS | {Role.EXPERT_TEAM, Role.COMPETENCE_TEAM, Role.LOCAL_STAFF}
"""Those a case can be shared with."""

AT_A_MISSION = frozenset({Role.ENVOY, Role.LOCAL_STAFF})

PARTS_OF_A_HAND_OVER = (Part.PROFILE, Part.NOTES)
"""What she must have agreed to before a case is handed over on her consent."""


def may_have_cases(actor: Actor, person: Actor) -> Decision:
    """Advisers and envoys. Everyone else helps in other ways."""
    return ALLOW if actor.roles & CASEWORKERS else deny("not_caseworker")


def may_ask_match(actor: Actor, case: Case) -> Decision:
    """The responsible adviser, for her own case, while the data protection officer's ground is in
    force. The keeper asks again, and counts."""
    return ALLOW if is_responsible(actor, case) else deny("not_responsible")


def may_keep_identifier(actor: Actor, case: Case) -> Decision:
    """The responsible adviser, for her own case, while the data protection officer's ground is in
    force. She may take it away again at any time, and reads it never."""
    return ALLOW if is_responsible(actor, case) else deny("not_responsible")


def may_record_matching_ground(actor: Actor, person: Actor) -> Decision:
    """The data protection officer: on which purpose and legal basis anybody may ask whether others
    work with the same person, or keep who somebody is for the yearly overlap count."""
    officer = Role.DATA_PROTECTION_OFFICER in actor.roles
    return ALLOW if officer else deny("not_data_protection_officer")


def may_search_cases(actor: Actor, person: Actor) -> Decision:
    """Those with cases, among the cases they may open. Nobody searches others'."""
    return may_have_cases(actor, person)


def may_start_case(actor: Actor, new: NewFile) -> Decision:
    """Advisers and envoys, in a unit they belong to today, with a file of their own making."""
    if not may_have_cases(actor, actor):
        return deny("not_caseworker")
    if new.creator != actor.ref:
        return deny("not_creator")
    return ALLOW if new.unit in actor.units else deny("another_unit")


def may_read_case(actor: Actor, case: Case) -> Decision:
    """The responsible adviser; who stands in for her today; who opened it in an emergency within
    the hour; and, the parts she was shown, whoever accepted that it was shared with her. No
    leader, no other colleague, nobody who counts or administers. Nobody it is closed to by name,
    whatever else she is."""
    if may_update_case(actor, case):
        return ALLOW
    if is_excluded(actor, case):
        return deny("not_responsible")
    if parts_shared(actor, case):
        return ALLOW
    return ALLOW if case.ref in actor.glass else deny("not_responsible")


def may_update_case(actor: Actor, case: Case) -> Decision:
    """The responsible adviser, and who stands in for her today. An emergency opening is for
    reading and for writing down what was done, not for changing what is registered."""
    if is_excluded(actor, case):
        return deny("not_responsible")
    if is_responsible(actor, case) or case.adviser_id in actor.covers:
        return ALLOW
    return deny("not_responsible")


def may_change_school(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser, while it is open: by her own deployment, and the mandate of the
    day it changed. A school she does not serve is a reason to hand the case over."""
    return _while_open(case) if is_responsible(actor, case) else deny("not_responsible")


def may_rename_case(actor: Actor, case: Case) -> Decision:
    """Whoever may change it."""
    return may_update_case(actor, case)


def may_add_followup(actor: Actor, case: Case) -> Decision:
    """Whoever may read what was done, also in an emergency and where it is shared with her: what
    was done is written down. Only while the case is open."""
    shared = parts_shared(actor, case)
    if not may_read_case(actor, case) or (shared and Part.NOTES not in shared):
        return deny("not_responsible")
    return _while_open(case)


def may_contest_entry(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case writes down what the person it concerns says is wrong, also
    after it was closed."""
    return may_update_case(actor, case)


def may_assign_task(actor: Actor, case: Case) -> Decision:
    """Whoever may change it, and only to somebody with access to it. A closed case is open again
    by it."""
    return may_update_case(actor, case)


def may_finish_task(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case."""
    return may_update_case(actor, case)


def may_add_document(actor: Actor, case: Case) -> Decision:
    """Whoever may write down what was done. In a closed case whoever may change it: what comes
    late belongs to the file, and does not open it."""
    return ALLOW if may_update_case(actor, case) else may_add_followup(actor, case)


def may_remove_document(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case. The bytes go for good; that there was a document stays."""
    return may_update_case(actor, case)


def may_export_case(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser: nothing is taken out of the house by somebody helping."""
    return ALLOW if is_responsible(actor, case) else deny("not_responsible")


def may_fetch_export(actor: Actor, export: Export) -> Decision:
    """Only who ordered it. Neither her leader nor whoever stands in for her."""
    return ALLOW if export.owner_id == actor.id else deny("not_yours")


def may_print_case(actor: Actor, case: Case) -> Decision:
    """Whoever may change it. An emergency opening is for reading: nothing is put on paper."""
    return may_update_case(actor, case)


def may_print_blank(actor: Actor, person: Actor) -> Decision:
    """Those with cases. An empty form says nothing of anybody."""
    return may_have_cases(actor, person)


def may_see_duties(actor: Actor, case: Case) -> Decision:
    """Whoever may read the whole case, also in an emergency. Not whom parts of it are shared with:
    a share names its parts, and these are none of them."""
    if may_update_case(actor, case):
        return ALLOW
    opened = case.ref in actor.glass and not is_excluded(actor, case)
    return ALLOW if opened else deny("not_responsible")


def may_assess_duty(actor: Actor, case: Case) -> Decision:
    """Whoever sees them, also in an emergency: the duties are personal, and nobody waits for
    another. A closed case is open again by it, by somebody who may change it."""
    if may_update_case(actor, case):
        return ALLOW
    return _while_open(case) if may_see_duties(actor, case) else deny("not_responsible")


def may_use_duty_guide(actor: Actor, person: Actor) -> Decision:
    """Those who work with cases or advise others about them. Without a case nothing is kept."""
    return ALLOW if actor.roles & GUIDING else deny("not_caseworker")


def may_keep_people(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, closed or not: who is part of it and how each is reached."""
    return may_update_case(actor, case)


def may_contact_person(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case; a closed case is open again by it. An emergency opening is not
    for writing to anybody: what is safe is agreed with the one who knows."""
    return may_update_case(actor, case)


def may_link_case(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, closed or not. It gives nobody access to either case."""
    return may_keep_people(actor, case)


def may_assess_risk(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case; a closed case is open again by it."""
    return may_update_case(actor, case)


def may_make_safety_plan(actor: Actor, case: Case) -> Decision:
    """The same; and only together with the young person, which the rule asks."""
    return may_update_case(actor, case)


def may_note_travel_talk(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case; a closed case is open again by it."""
    return may_update_case(actor, case)


def may_plan_travel(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, while it is open: contacts on a journey, and steps of a
    routine."""
    return _while_open(case) if may_update_case(actor, case) else deny("not_responsible")


def may_keep_stay(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case: where she is and what is being done. A closed case is open again
    by it."""
    return may_update_case(actor, case)


def may_agree_trip(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser: the addresses' keys are hers to make. A closed case is open
    again by it."""
    return ALLOW if is_responsible(actor, case) else deny("not_responsible")


def may_open_addresses(actor: Actor, addresses: AddressFile) -> Decision:
    """The responsible adviser, who stands in for her, and who opened the case in an emergency
    within the hour; and only when an agreed contact was missed or the journey home is late. Not to
    have a look. Nobody the case is closed to by name."""
    answers = addresses.adviser_id == actor.id or addresses.adviser_id in actor.covers
    if addresses.case in actor.excluded or not (answers or addresses.case in actor.glass):
        return deny("not_responsible")
    return ALLOW if addresses.is_missed else deny("nothing_missed")


def may_see_journeys(actor: Actor, person: Actor) -> Decision:
    """Advisers and envoys, each her own."""
    return may_have_cases(actor, person)


def may_close_case(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser. Standing in is for helping, not closing."""
    return _while_open(case) if is_responsible(actor, case) else deny("not_responsible")


def may_reopen_case(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser. It stays the same case and is counted once."""
    if not is_responsible(actor, case):
        return deny("not_responsible")
    return ALLOW if case.status == CaseStatus.CLOSED else deny("case_open")


def may_reopen_with_followup(actor: Actor, case: Case) -> Decision:
    """Whoever may change it, by writing down something new in a case that is closed."""
    if not may_update_case(actor, case):
        return deny("not_responsible")
    return ALLOW if case.status == CaseStatus.CLOSED else deny("case_open")


def may_hold_case(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, closed or not, holds it back from destruction: that must never
    wait for somebody. A leader who knows of a reason tells her, and proposes no destruction."""
    return may_update_case(actor, case)


def may_give_insight(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, closed or not, writes down who asked to see it, and answers."""
    return may_update_case(actor, case)


def may_lift_hold(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser, with a reason. Two leaders must still agree before anything is
    destroyed."""
    return ALLOW if is_responsible(actor, case) else deny("not_responsible")


def may_see_access_log(actor: Actor, case: Case) -> Decision:
    """The responsible adviser and the leader of her unit. The log, not the content. Nobody it is
    closed to by name."""
    if is_excluded(actor, case):
        return deny("not_responsible")
    if is_responsible(actor, case) or case.unit in actor.leads:
        return ALLOW
    return deny("not_responsible")


def may_break_glass(actor: Actor, case: Case) -> Decision:
    """Advisers, envoys and leaders, with a second factor just shown and a written reason, for an
    hour. The responsible adviser, her leader and the data protection officer see it at once. Nobody
    it is closed to by name: to her it does not exist."""
    if case.pk is None or is_excluded(actor, case):
        return deny("missing")
    if not actor.roles & (CASEWORKERS | {Role.LEADER}):
        return deny("not_caseworker")
    return ALLOW if not may_read_case(actor, case) else deny("has_access")


def may_appoint_stand_in(actor: Actor, colleague: PersonOn) -> Decision:
    """Advisers and envoys, for their own cases, to a colleague of a unit of theirs. Nobody else
    holds the keys to give."""
    if not may_have_cases(actor, actor):
        return deny("not_caseworker")
    if colleague.role not in CASEWORKERS:
        return deny("not_caseworker")
    return may_start_stand_in(actor, colleague)


def may_end_appointment(actor: Actor, colleague: PersonOn) -> Decision:
    """The one who is stood in for."""
    return may_end_stand_in(actor, colleague)


def may_see_cases_of(actor: Actor, person: PersonOn) -> Decision:
    """The leader of her unit: which cases there are, so that she can see who opened them. No text,
    no working name."""
    return ALLOW if person.unit in actor.leads else deny("not_leader")


def may_lead(actor: Actor, person: Actor) -> Decision:
    """Those who lead a unit today."""
    return ALLOW if actor.leads else deny("not_leader")


def may_see_alarms(actor: Actor, person: Actor) -> Decision:
    """Emergency openings and the keeper's alarms: leaders, for the units they lead; the data
    protection officer, for all."""
    if Role.DATA_PROTECTION_OFFICER in actor.roles or actor.leads:
        return ALLOW
    return deny("not_leader")


def may_exclude_person(actor: Actor, case: Case) -> Decision:
    """The responsible adviser closes her case to somebody by name, and lets her in again: a
    relative works here, or somebody has an interest of her own."""
    return ALLOW if is_responsible(actor, case) else deny("not_responsible")


def may_review_emergency(actor: Actor, opened: OpenedInEmergency) -> Decision:
    """The leader of the case's unit and the data protection officer, after the hour is over. Never
    of one's own, and nobody the case is closed to."""
    if not opened.file or opened.file in actor.excluded:
        return deny("missing")
    if Role.DATA_PROTECTION_OFFICER not in actor.roles and opened.unit not in actor.leads:
        return deny("not_leader")
    if opened.by == actor.id:
        return deny("own_emergency")
    return ALLOW if not opened.is_reviewed else deny("reviewed")


def may_shield_case(actor: Actor, case: Case) -> Decision:
    """The responsible adviser, with a second factor just shown, naming two who stand behind every
    later grant."""
    if not is_responsible(actor, case):
        return deny("not_responsible")
    return _while_open(case)


def may_stand_behind(actor: Actor, case: Case) -> Decision:
    """Those who were named when the case was shielded; the keeper alone knows who they are. She
    reads nothing by it."""
    if case.pk is None or is_excluded(actor, case):
        return deny("missing")
    if actor.roles & (CASEWORKERS | {Role.LEADER, Role.DATA_PROTECTION_OFFICER}):
        return ALLOW
    return deny("not_caseworker")


def may_propose_take_over(actor: Actor, case: Case) -> Decision:
    """The leader of the case's unit, when whoever answers for it has left; the keeper sees that she
    has. Another takes it, never the leader herself."""
    if is_excluded(actor, case):
        return deny("missing")
    return ALLOW if case.unit in actor.leads else deny("not_leader")


def may_take_over(actor: Actor, case: Case) -> Decision:
    """An adviser or envoy of the case's unit whom its leader has named."""
    if case.pk is None or is_excluded(actor, case):
        return deny("missing")
    if not may_have_cases(actor, actor):
        return deny("not_caseworker")
    return ALLOW if case.unit in actor.units else deny("another_unit")


def may_see_unusual_access(actor: Actor, person: Actor) -> Decision:
    """The data protection officer: who has opened unusually much, at unusual hours, or been refused
    often. Never which young person it was."""
    if Role.DATA_PROTECTION_OFFICER in actor.roles:
        return ALLOW
    return deny("not_data_protection_officer")


def is_excluded(actor: Actor, case: Case) -> bool:
    return case.ref in actor.excluded


def may_share_case(actor: Actor, case: Case) -> Decision:
    """Whoever may change it, with the young person's consent. A closed case is open again by it."""
    return may_update_case(actor, case)


def may_share_without_consent(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser, on a legal basis she names and with her reason in writing.
    Nobody does this while standing in. A closed case is open again by it."""
    return ALLOW if is_responsible(actor, case) else deny("not_responsible")


def may_hand_over_case(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser. Standing in is for helping, not for giving away."""
    return _while_open(case) if is_responsible(actor, case) else deny("not_responsible")


def may_answer_offer(actor: Actor, offer: Offer) -> Decision:
    """The one who was asked, and no one else: not her leader, not who stands in for her. A case
    can be taken over only by somebody who holds cases. Nobody it is closed to by name."""
    if offer.offered_to != actor.id or offer.ref in actor.excluded:
        return deny("not_asked")
    if offer.is_hand_over and not may_have_cases(actor, actor):
        return deny("not_caseworker")
    return ALLOW if offer.is_waiting else deny("answered")


def may_withdraw_offer(actor: Actor, offer: Offer) -> Decision:
    """Who made it, and who answers for the case now; only while nobody has answered."""
    if actor.id not in (offer.offered_by, offer.responsible):
        return deny("not_responsible")
    return ALLOW if offer.is_waiting else deny("answered")


def may_end_share(actor: Actor, offer: Offer) -> Decision:
    """Who answers for the case; and the one it is shared with, who may give it back. A case that
    was taken over is not given back: it is handed over again."""
    if offer.is_hand_over or not offer.is_live:
        return deny("not_shared")
    return ALLOW if actor.id in (offer.offered_to, offer.responsible) else deny("not_responsible")


def may_record_consent(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case; a closed case is open again by it."""
    return may_update_case(actor, case)


def may_withdraw_consent(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, closed or not: taking a consent back waits for nothing."""
    return may_update_case(actor, case)


def may_see_who_knows(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case."""
    return may_update_case(actor, case)


def may_see_decisions(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, and whom what was done in it is shared with."""
    if may_update_case(actor, case) or Part.NOTES in parts_shared(actor, case):
        return ALLOW
    return deny("not_responsible")


def may_decide(actor: Actor, case: Case) -> Decision:
    """The same. In the other side's area it is a proposal. A closed case is open again by it, when
    whoever may change it decides; the others wait till it is."""
    if may_update_case(actor, case):
        return ALLOW
    return _while_open(case) if may_see_decisions(actor, case) else deny("not_responsible")


def may_refer_case(actor: Actor, case: Case) -> Decision:
    """Whoever may change it tells a service outside what the young person has agreed to. A closed
    case is open again by it, and says by whom."""
    return may_update_case(actor, case)


def may_refer_without_consent(actor: Actor, case: Case) -> Decision:
    """The responsible adviser and who stands in for her: a duty to report is each one's own, and
    waits for nobody. A closed case is open again by it."""
    return may_update_case(actor, case)


def may_follow_referral(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, closed or not: that it was sent, and what was answered."""
    return may_update_case(actor, case)


def may_see_reports(actor: Actor, person: Actor) -> Decision:
    """Advisers and envoys, of their own cases; those who lead a unit, how many there are."""
    return ALLOW if may_have_cases(actor, actor) or actor.leads else deny("not_caseworker")


def may_stop_family(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case."""
    return may_update_case(actor, case)


def may_lift_family_stop(actor: Actor, case: Case) -> Decision:
    """Only the responsible adviser."""
    return ALLOW if is_responsible(actor, case) else deny("not_responsible")


def may_approve_override(actor: Actor, case: Case) -> Decision:
    """Somebody who reads what was done in the case: who stands in, or whom it is shared with; she
    reads why, and says yes or no. Never the one who asked; the action sees to that."""
    if may_update_case(actor, case) or Part.NOTES in parts_shared(actor, case):
        return ALLOW
    return deny("not_responsible")


def may_see_cooperation(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, and whom the cooperation plan is shared with. A service without
    a door here is told its part by its own way, and sees no page."""
    if may_update_case(actor, case) or Part.COOPERATION in parts_shared(actor, case):
        return ALLOW
    return deny("not_responsible")


def may_start_cooperation(actor: Actor, case: Case) -> Decision:
    """Whoever may change it; a closed case is open again by it."""
    return may_update_case(actor, case)


def may_cooperate(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, while it is open: who does what, and meetings about it."""
    return _while_open(case) if may_update_case(actor, case) else deny("not_responsible")


def may_set_goals(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, together with the young person; a closed case is open again by
    it."""
    return may_update_case(actor, case)


def may_change_goals(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, while it is open: which of them stand, and whether she is to be
    asked later."""
    return _while_open(case) if may_update_case(actor, case) else deny("not_responsible")


def may_scale_goals(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, closed or not: how it went is asked a year later too, and does
    not open the case again. Only where the young person agreed to it, which the rule asks."""
    return may_update_case(actor, case)


def may_ask_approval(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case, while it is open, asks a leader of its unit."""
    return _while_open(case) if may_update_case(actor, case) else deny("not_responsible")


def may_see_approvals(actor: Actor, person: Actor) -> Decision:
    """Those who lead a unit see what they are asked; those with cases, what they asked."""
    return ALLOW if actor.leads or may_have_cases(actor, actor) else deny("not_leader")


def may_read_approval(actor: Actor, approval: Approval) -> Decision:
    """The one leader who was asked, and who asked her. The summary, never the case. Nobody the
    case is closed to by name."""
    if approval.case_ref in actor.excluded:
        return deny("not_asked")
    if approval.leader_id == actor.id and approval.offer:
        return ALLOW
    return ALLOW if approval.by_id == actor.id else deny("not_asked")


def may_answer_approval(actor: Actor, approval: Approval) -> Decision:
    """The leader who was asked, while she leads the unit, and once. Nobody approves her own."""
    if approval.leader_id != actor.id or approval.by_id == actor.id:
        return deny("not_asked")
    if not may_read_approval(actor, approval):
        return deny("not_asked")
    if approval.unit not in actor.leads:
        return deny("not_leader")
    return ALLOW if not approval.verdict else deny("answered")


def may_send_approval(actor: Actor, approval: Approval) -> Decision:
    """Who asked, when the leader has not been reached yet."""
    if approval.by_id != actor.id:
        return deny("not_responsible")
    return ALLOW if not approval.offer else deny("answered")


def may_see_approval_rules(actor: Actor, person: Actor) -> Decision:
    """Those who lead a unit, and administrators."""
    if actor.leads or Role.ADMINISTRATOR in actor.roles:
        return ALLOW
    return deny("not_leader")


def may_set_approval_rule(actor: Actor, unit: Team) -> Decision:
    """Whoever leads the unit, and an administrator: what the unit wants a leader's word for."""
    if unit.ref in actor.leads or Role.ADMINISTRATOR in actor.roles:
        return ALLOW
    return deny("not_leader")


def may_see_offers(actor: Actor, person: Actor) -> Decision:
    """Those who can be asked, and those who lead a unit: for what nobody answered in time."""
    if actor.roles & SHARED_WITH or actor.leads:
        return ALLOW
    return deny("not_shared_with")


def parts_shared(actor: Actor, case: Case) -> frozenset[str]:
    """The parts of the case that are shared with her today."""
    return frozenset(part for file, part in actor.shares if file == case.ref)


def may_work_in_team(actor: Actor, person: Actor) -> Decision:
    """Members of the competence team who represent an agency in it."""
    if Role.COMPETENCE_TEAM not in actor.roles or not agency_of(actor.units):
        return deny("not_in_team")
    return ALLOW


def may_take_in_consultation(actor: Actor, new: NewFile) -> Decision:
    """A member of the team, with a file that belongs to the team and to no person."""
    if not may_work_in_team(actor, actor):
        return deny("not_in_team")
    return ALLOW if new.unit in actor.units and not new.creator else deny("another_team")


def may_read_consultation(actor: Actor, consultation: Consultation) -> Decision:
    """Every member of the team it is before, today. No leader, no adviser, nobody who counts."""
    if not may_work_in_team(actor, actor):
        return deny("not_in_team")
    return ALLOW if consultation.unit in actor.units else deny("another_team")


def may_update_consultation(actor: Actor, consultation: Consultation) -> Decision:
    """Every member of the team, while it is open."""
    if not may_read_consultation(actor, consultation):
        return deny("not_in_team")
    return ALLOW if consultation.status == CaseStatus.OPEN else deny("case_closed")


def may_open_compartment(actor: Actor, new: NewFile) -> Decision:
    """A member, for the agency she represents: a file of the agency's own."""
    if not may_work_in_team(actor, actor):
        return deny("not_in_team")
    return ALLOW if new.unit in actor.units and not new.creator else deny("another_agency")


def may_read_compartment(actor: Actor, compartment: Compartment) -> Decision:
    """Those who represent the agency, today. To the rest of the team it does not exist."""
    if not may_work_in_team(actor, actor):
        return deny("not_in_team")
    return ALLOW if compartment.unit in actor.units else deny("another_agency")


def may_hold_meeting(actor: Actor, meeting: TeamMeeting) -> Decision:
    """Every member of the team it is a meeting of."""
    if not may_work_in_team(actor, actor):
        return deny("not_in_team")
    return ALLOW if meeting.unit in actor.units else deny("another_team")


def may_see_countries(actor: Actor, person: Actor) -> Decision:
    """Everyone a case can be shared with: what a mission knows of a country is about no person."""
    return ALLOW if actor.roles & SHARED_WITH else deny("not_shared_with")


def may_write_of_country(actor: Actor, mission: UnitOn) -> Decision:
    """The envoy of the mission: its notes and its briefs for services in Norway."""
    if Role.ENVOY not in actor.roles or mission.code not in actor.units:
        return deny("another_mission")
    return ALLOW


def may_read_contacts(actor: Actor, register: ContactRegister) -> Decision:
    """Those who work at the mission, today; local staff the organisations in it and no person.
    Neither who leads them at home nor any other mission."""
    if not actor.roles & AT_A_MISSION or register.unit not in actor.units:
        return deny("another_mission")
    return ALLOW


def may_keep_contacts(actor: Actor, register: ContactRegister) -> Decision:
    """The envoy of the mission."""
    if Role.ENVOY not in actor.roles:
        return deny("another_mission")
    return may_read_contacts(actor, register)


def may_start_register(actor: Actor, new: NewFile) -> Decision:
    """The envoy, with a file that belongs to her mission and to no person."""
    if Role.ENVOY not in actor.roles or new.creator:
        return deny("another_mission")
    return ALLOW if new.unit in actor.units else deny("another_mission")


def may_ask_team(actor: Actor, case: Case) -> Decision:
    """Whoever may change the case asks the competence team about it; a closed case is open again by
    it. The team gets no access to the case."""
    return may_update_case(actor, case)


def may_apply_for_refund(actor: Actor, case: Case) -> Decision:
    """An envoy who may change the case, while it is open: a mission applies, before anybody
    travels."""
    if Role.ENVOY not in actor.roles:
        return deny("not_envoy")
    return _while_open(case) if may_update_case(actor, case) else deny("not_responsible")


def is_responsible(actor: Actor, case: Case) -> bool:
    return case.adviser_id == actor.id


def _while_open(case: Case) -> Decision:
    return ALLOW if case.status == CaseStatus.OPEN else deny("case_closed")
