"""Who may count, look at what was counted, and release it."""

from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import Role
from fristed.statistics.choices import IN_WORK, Measure, Stage, Status
from fristed.statistics.models import Draft, Exercise


def may_draft_table(actor: Actor, draft: Draft) -> Decision:
    """Analysts. Nobody else has a use for tables that are not released."""
    return ALLOW if Role.ANALYST in actor.roles else deny("not_analyst")


def may_read_draft(actor: Actor, draft: Draft) -> Decision:
    """Analysts, also those who did not make it: one of them must check it."""
    return may_draft_table(actor, draft)


def may_release_draft(actor: Actor, draft: Draft) -> Decision:
    """An analyst who did not make it, when it is ready and the attack on it found nothing."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    if draft.drafted_by == actor.ref:
        return deny("drafted_it")
    if draft.status in IN_WORK:
        return deny("not_ready")
    if draft.status != Status.READY:
        return deny("not_releasable")
    return ALLOW if draft.verdict.get("passed") is True else deny("audit_failed")


def may_see_true_counts(actor: Actor, draft: Draft) -> Decision:
    """An analyst, while the draft is ready and not released: to judge what rounding does. The
    counts come sealed to her page alone, and nobody else reads them there."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    return ALLOW if draft.status == Status.READY else deny("not_ready")


def may_note_known_figure(actor: Actor, person: Actor) -> Decision:
    """Analysts keep the register of figures that others have published."""
    return ALLOW if Role.ANALYST in actor.roles else deny("not_analyst")


def may_announce_revision(actor: Actor, draft: Draft) -> Decision:
    """Any analyst, of a year she sees a released table of. It is said four weeks before; what comes
    is drafted by one and released by another."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    if draft.measure == Measure.ANSWER_TIMES:
        return deny("no_ledger")
    return ALLOW if draft.status == Status.RELEASED else deny("not_released")


def may_withdraw_draft(actor: Actor, draft: Draft) -> Decision:
    """Any analyst, at once and alone, once it is released: what is wrong must not stand until
    somebody is back. It leaves a tombstone that says why."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    return ALLOW if draft.status == Status.RELEASED else deny("not_released")


def may_see_season(actor: Actor, person: Actor) -> Decision:
    """Analysts, and leaders, who plan the work before a holiday. Rounded weeks and no county's."""
    return ALLOW if actor.roles & {Role.ANALYST, Role.LEADER} else deny("not_analyst")


def may_reply(actor: Actor, person: Actor) -> Decision:
    """Analysts answer for the figures, and see what was answered before."""
    return ALLOW if Role.ANALYST in actor.roles else deny("not_analyst")


def may_discard_draft(actor: Actor, draft: Draft) -> Decision:
    """Any analyst, while it is not released."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    return deny("released") if draft.status == Status.RELEASED else ALLOW


OVERSEEING = frozenset({Role.ANALYST, Role.LEADER, Role.DATA_PROTECTION_OFFICER})


def may_read_exercise(actor: Actor, exercise: Exercise) -> Decision:
    """Analysts, leaders and the data protection officer: what is counted across services, why,
    and who started it. No count of an overlap is there to be read."""
    return ALLOW if actor.roles & OVERSEEING else deny("not_analyst")


def may_plan_exercise(actor: Actor, exercise: Exercise) -> Decision:
    """Analysts."""
    return ALLOW if Role.ANALYST in actor.roles else deny("not_analyst")


def may_propose_start(actor: Actor, exercise: Exercise) -> Decision:
    """An analyst is the first of the two who start it. The keeper asks for her second factor."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    return ALLOW if exercise.stage == Stage.PLANNED else deny("not_planned")


def may_start_exercise(actor: Actor, exercise: Exercise) -> Decision:
    """Another analyst, or a leader: nobody opens who is on a list alone."""
    if not actor.roles & {Role.ANALYST, Role.LEADER}:
        return deny("not_analyst")
    if exercise.stage != Stage.PROPOSED:
        return deny("not_proposed")
    return deny("proposed_it") if exercise.proposed_by == actor.ref else ALLOW


def may_receive_files(actor: Actor, exercise: Exercise) -> Decision:
    """Analysts take in and send out the files of a round, while it runs."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    return ALLOW if exercise.stage == Stage.STARTED else deny("not_running")


def may_note_destroyed(actor: Actor, exercise: Exercise) -> Decision:
    """Analysts, once it is counted: that a service has said its key is destroyed."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    return ALLOW if exercise.stage == Stage.ANSWERED else deny("not_answered")


def may_release_exercise(actor: Actor, exercise: Exercise) -> Decision:
    """An analyst who did not plan it, once the band has come."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    if exercise.planned_by == actor.ref:
        return deny("planned_it")
    return ALLOW if exercise.stage == Stage.ANSWERED else deny("not_answered")


def may_withdraw_exercise(actor: Actor, exercise: Exercise) -> Decision:
    """An analyst who did not release it. An estimate points at nobody, so nothing is urgent; and a
    figure that somebody would rather not have is not taken away by one person."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    if exercise.stage != Stage.RELEASED:
        return deny("estimate_not_released")
    return deny("released_it") if exercise.released_by == actor.ref else ALLOW


def may_stop_exercise(actor: Actor, exercise: Exercise) -> Decision:
    """Any analyst, at once and alone, until it is counted. What is on its way is thrown away."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    running = exercise.stage in {Stage.PLANNED, Stage.PROPOSED, Stage.STARTED}
    return ALLOW if running else deny("not_running")
