"""What was said to be wrong, and whether somebody has been told of the newest release."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.functional import Promise

from fristed.gate import Actor
from fristed.kernel.roles import Role
from fristed.notices.models import Problem, SeenRelease
from fristed.notices.rules.releases import newest

MOST = 200


@dataclass(frozen=True)
class ProblemLine:
    ref: str
    page: str
    browser: str
    roles: str
    words: str
    said_on: date


@dataclass(frozen=True)
class ProblemsPage:
    """often   pages with closed ones, and how many; the most first"""

    open: tuple[ProblemLine, ...]
    often: tuple[tuple[str, int], ...]


def problems_page(called: Mapping[Role, Promise]) -> ProblemsPage:
    """called   role -> what it is called"""
    rows = Problem.objects.filter(closed_on=None).order_by("-said_on", "-id")[:MOST]
    closed = Problem.objects.exclude(closed_on=None).values_list("page")
    often = closed.annotate(many=Count("id")).order_by("-many", "page")[:10]
    return ProblemsPage(
        open=tuple(
            ProblemLine(
                ref=row.ref,
                page=row.page,
                browser=row.browser,
                roles=", ".join(str(called[Role(role)]) for role in row.roles.split(", ")),
                words=row.words,
                said_on=row.said_on,
            )
            for row in rows
        ),
        often=tuple(often),
    )


def problem_by_ref(ref: str) -> Problem:
    """One that is not open is nobody's."""
    return Problem.objects.filter(ref=ref, closed_on=None).first() or Problem(ref=ref)


def seen_newest_release(actor: Actor) -> QuerySet[SeenRelease]:
    """A row when she has been told of it. Inside her scope."""
    return SeenRelease.objects.filter(person_id=actor.id, version=newest())
