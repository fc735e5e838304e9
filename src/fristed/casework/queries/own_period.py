"""An adviser's own work in a period, exact: for her alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, Sum

from fristed.casework.choices import ClosureReason
from fristed.casework.models import Case, Closing, ConsultationOrigin, FollowUp
from fristed.gate import Actor, scope
from fristed.kernel.periods import Period


@dataclass(frozen=True)
class OwnPeriod:
    """Cases she is responsible for now.

    asked     matters she has asked the competence team about from her cases
    minutes   of her cases' entries, by kind of work   [minutes]
    """

    new: int
    active: int
    closed: int
    asked: int
    minutes: Mapping[str, int] = field(default_factory=dict)


def own_period(actor: Actor, period: Period) -> OwnPeriod:
    """By the rules of `facts`: a case that is opened again is not new again, and one registered by
    a mistake is none."""
    days = (period.starts_on, period.ends_on)
    with scope(actor):
        standing = Closing.objects.filter(case__adviser_id=actor.id).filter(
            Q(reopened_on=None) | Q(reopened_on__gt=period.ends_on)
        )
        mistakes = standing.filter(reason=ClosureReason.REGISTERED_BY_MISTAKE)
        cases = Case.objects.filter(adviser_id=actor.id).exclude(pk__in=mistakes.values("case_id"))
        silent = standing.filter(closed_on__lt=period.starts_on)
        work = FollowUp.objects.filter(
            case__adviser_id=actor.id, happened_on__range=days, corrected_by=None
        )
        minutes = work.order_by().values("kind").annotate(total=Sum("minutes"))
        ended = standing.filter(closed_on__range=days)
        return OwnPeriod(
            new=cases.filter(opened_on__range=days).count(),
            active=cases.filter(opened_on__lte=period.ends_on)
            .exclude(pk__in=silent.values("case_id"))
            .count(),
            closed=ended.exclude(reason=ClosureReason.REGISTERED_BY_MISTAKE).count(),
            asked=ConsultationOrigin.objects.filter(
                asked_by_id=actor.id, asked_on__range=days
            ).count(),
            minutes=dict(minutes.values_list("kind", "total")),
        )
