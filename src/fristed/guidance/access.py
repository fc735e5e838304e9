"""Who may do what with an inquiry. The docstrings are the policy.

An inquiry that does not exist is no unit's and nobody's, so every answer about it is no.
"""

from fristed.gate import ALLOW, Actor, Decision, Visitor, deny
from fristed.guidance.choices import BY_MAIL, Channel, NoteStatus, Status
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
from fristed.kernel.roles import GUIDING, Role
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import UnitOn
from fristed.vault.choices import FileKind
from fristed.vault.sealing import NewFile

PARTNER = "partner"
WORKER = "worker"


def may_guide(actor: Actor, person: Actor) -> Decision:
    """Advisers, envoys, the expert team, the competence team and the regional networks. Each sees
    what her own units have, and nobody sees the whole country's."""
    return ALLOW if actor.roles & GUIDING else deny("not_guiding")


def may_send_inquiry(actor: Actor, new: NewFile) -> Decision:
    """Any professional who has signed in, with a file of her own making."""
    if actor.door != PARTNER or new.kind != FileKind.INQUIRY:
        return deny("not_professional")
    return ALLOW if new.creator == actor.ref else deny("not_asker")


def may_send_without_name(visitor: Visitor, new: NewFile) -> Decision:
    """Anybody, without saying who she is. She gets no answer here; she is told whom to ring."""
    is_hers = visitor.door == PARTNER and visitor.file_ref == new.ref
    return ALLOW if is_hers and new.kind == FileKind.INQUIRY else deny("not_asker")


def may_take_in_mail(visitor: Visitor, new: NewFile) -> Decision:
    """The worker, one mail at a time: nobody is asked for, because nobody is known. What a mail
    says of its sender is never believed."""
    is_this = visitor.door == WORKER and visitor.file_ref == new.ref
    return ALLOW if is_this and new.kind == FileKind.INQUIRY else deny("not_asker")


def may_keep_network(actor: Actor, unit: UnitOn) -> Decision:
    """Members of the network itself, and the expert team: what it is, where, and who takes part.
    Leaders appoint its people."""
    if unit.kind != UnitKind.REGIONAL_NETWORK:
        return deny("not_a_network")
    if Role.EXPERT_TEAM in actor.roles:
        return ALLOW
    return ALLOW if unit.code in actor.units else deny("not_having_it")


def may_hold_network_meeting(actor: Actor, meeting: NetworkMeeting) -> Decision:
    """Members of the network whose meeting it is, and the expert team."""
    if Role.EXPERT_TEAM in actor.roles and meeting.pk:
        return ALLOW
    return ALLOW if meeting.unit in actor.units else deny("not_having_it")


def may_keep_roster(actor: Actor, unit: UnitOn) -> Decision:
    """Members of the team whose roster it is."""
    if not may_guide(actor, actor):
        return deny("not_guiding")
    return ALLOW if unit.code in actor.units else deny("not_having_it")


def may_end_turn(actor: Actor, duty: Duty) -> Decision:
    """Members of the team whose roster it is."""
    if not may_guide(actor, actor):
        return deny("not_guiding")
    return ALLOW if duty.unit in actor.units else deny("not_having_it")


def may_keep_own_calendar(actor: Actor, person: Actor) -> Decision:
    """Everybody who guides keeps her own: when she is away, and her calendar's secret address."""
    return may_guide(actor, person) if actor.id == person.id else deny("not_guiding")


def may_end_absence(actor: Actor, absence: Absence) -> Decision:
    """Only whoever is away."""
    return ALLOW if absence.person_id == actor.id else deny("not_guiding")


def may_keep_agency_contacts(actor: Actor, person: Actor) -> Decision:
    """The competence team and the expert team keep whom to ask in other agencies; all who guide
    see it."""
    keeping = {Role.COMPETENCE_TEAM, Role.EXPERT_TEAM}
    return ALLOW if actor.roles & keeping else deny("not_guiding")


def may_change_agency_contact(actor: Actor, contact: AgencyContact) -> Decision:
    """The same, of one that is in use."""
    if not contact.pk or contact.ends_on is not None:
        return deny("is_over")
    return may_keep_agency_contacts(actor, actor)


def may_log_call(actor: Actor, new: NewFile) -> Decision:
    """Whoever guides, for a unit she belongs to today, with a file that is the unit's."""
    if not may_guide(actor, actor) or new.kind != FileKind.INQUIRY or new.creator:
        return deny("not_guiding")
    return ALLOW if new.unit in actor.units else deny("not_having_it")


def may_see_own_inquiries(actor: Actor, person: Actor) -> Decision:
    """Every professional sees her own, always."""
    return ALLOW if actor.door == PARTNER and actor.id == person.id else deny("not_professional")


def may_read_own_inquiry(actor: Actor, inquiry: Inquiry) -> Decision:
    """Only whoever sent it: what she wrote, where it stands, what was answered. She can always
    find it again."""
    is_hers = actor.door == PARTNER and inquiry.asker == actor.ref
    return ALLOW if is_hers and actor.ref else deny("not_asker")


def may_write_more(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever sent it, also after it was answered or closed."""
    return may_read_own_inquiry(actor, inquiry)


def may_read_inquiry(actor: Actor, inquiry: Inquiry) -> Decision:
    """Members today of the unit that has it, whose work is to guide. No leader, no other unit."""
    if not may_guide(actor, actor):
        return deny("not_guiding")
    return ALLOW if inquiry.unit in actor.units else deny("not_having_it")


def may_take_up_inquiry(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever may read it, while no colleague has it. One at a time. What a machine seems to have
    sent is set aside, and taken up when a person was behind it after all."""
    if not may_read_inquiry(actor, inquiry):
        return deny("not_having_it")
    if inquiry.taken_by_id not in {None, actor.id}:
        return deny("taken_by_another")
    is_set_aside = inquiry.channel == Channel.AUTOMATIC
    return deny("is_over") if inquiry.status == Status.CLOSED and not is_set_aside else ALLOW


def may_sort_inquiry(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever may read it says what it is and who asks, where it came by mail and nobody has."""
    if not may_read_inquiry(actor, inquiry):
        return deny("not_having_it")
    if inquiry.channel not in BY_MAIL:
        return deny("said_by_asker")
    return deny("is_over") if inquiry.status == Status.CLOSED else ALLOW


def may_work_with_inquiry(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever took it up, while her unit has it and until it is closed."""
    if not may_read_inquiry(actor, inquiry):
        return deny("not_having_it")
    if inquiry.status == Status.CLOSED:
        return deny("is_over")
    if inquiry.taken_by_id is None:
        return deny("not_taken")
    return ALLOW if inquiry.taken_by_id == actor.id else deny("taken_by_another")


def may_answer_inquiry(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever took it up."""
    return may_work_with_inquiry(actor, inquiry)


def may_make_something_of(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever took it up makes a case or a consultation of it, once."""
    if inquiry.became:
        return deny("is_over")
    return may_work_with_inquiry(actor, inquiry)


def may_believe_asker(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever took it up lets somebody who has signed in read the answer to her mail. A sender
    alone is never believed."""
    return may_work_with_inquiry(actor, inquiry)


def may_note(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever may read it: colleagues help each other, also when one of them has it."""
    return may_read_inquiry(actor, inquiry)


def may_save_draft(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever may read it. The draft is the team's, not one person's."""
    if inquiry.status == Status.CLOSED:
        return deny("is_over")
    return may_read_inquiry(actor, inquiry)


def may_be_second_eye(actor: Actor, draft: AnswerDraft) -> Decision:
    """Somebody of the same unit, and never the one who wrote this version."""
    if not may_read_inquiry(actor, draft.inquiry):
        return deny("not_having_it")
    return deny("wrote_draft") if draft.written_by_id == actor.id else ALLOW


def may_pass_on(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever may read it sends it to the unit it belongs with, until somebody else has taken it
    up or it is over."""
    return may_take_up_inquiry(actor, inquiry)


def may_close_inquiry(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever took it up."""
    return may_work_with_inquiry(actor, inquiry)


def may_read_original(actor: Actor, inquiry: Inquiry) -> Decision:
    """Whoever took it up, when what is covered is needed to help; each time stands in the log."""
    return may_work_with_inquiry(actor, inquiry)


def may_forget_texts(actor: Actor, inquiry: Inquiry) -> Decision:
    """Any member of the unit that has it, once it is closed: the codes stay for counting, what was
    written and who asked are gone for good."""
    if not may_read_inquiry(actor, inquiry):
        return deny("not_having_it")
    return ALLOW if inquiry.status == Status.CLOSED else deny("not_closed_yet")


def may_see_experience(actor: Actor, person: Actor) -> Decision:
    """All who guide share what they have learned, whichever team they are in, and all may write."""
    return may_guide(actor, actor)


def may_approve_note(actor: Actor, note: PatternNote) -> Decision:
    """Any of them but its writer, while it waits."""
    return _may_approve(actor, note)


def may_group_note(actor: Actor, note: PatternNote) -> Decision:
    """Any of them: people say what belongs together."""
    return _may_read(actor, note)


def may_end_note(actor: Actor, note: PatternNote) -> Decision:
    """Any of them, alone: what should not stand there must never wait."""
    return _may_read(actor, note)


def may_see_method(actor: Actor, method: Method) -> Decision:
    """All who guide."""
    return _may_read(actor, method)


def may_approve_method(actor: Actor, method: Method) -> Decision:
    """Any of them but its writer, while it waits."""
    return _may_approve(actor, method)


def may_use_method(actor: Actor, method: Method) -> Decision:
    """Any of them, once it may be read by all: use it, say what came of it, go through it."""
    if not _may_read(actor, method):
        return deny("not_guiding")
    return ALLOW if method.status == NoteStatus.IN_USE else deny("waits_for_colleague")


def may_end_method(actor: Actor, method: Method) -> Decision:
    """Its writer. The others say in a comment that it did not work."""
    if not _may_read(actor, method):
        return deny("not_guiding")
    return ALLOW if method.written_by_id == actor.id else deny("not_writer")


def _may_read(actor: Actor, row: PatternNote | Method) -> Decision:
    return ALLOW if row.pk and may_guide(actor, actor) else deny("not_guiding")


def _may_approve(actor: Actor, row: PatternNote | Method) -> Decision:
    if not _may_read(actor, row):
        return deny("not_guiding")
    if row.status != NoteStatus.WAITING:
        return deny("waits_for_nobody")
    return ALLOW if row.written_by_id != actor.id else deny("wrote_draft")
