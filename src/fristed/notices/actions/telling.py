"""Saying what does not work, closing what was said, and being told once of what is new."""

from collections.abc import Collection
from datetime import date

from fristed.gate import Actor, action, asking
from fristed.notices import access
from fristed.notices.models import Problem, SeenRelease
from fristed.notices.rules.problems import check_words
from fristed.notices.rules.releases import newest

ask_to_report_problem = asking("notices.report_problem", may=access.may_report_problem)
ask_to_see_problems = asking("notices.see_problems", may=access.may_see_problems)
ask_to_see_releases = asking("notices.see_releases", may=access.may_report_problem)


@action("notices.report_problem", may=access.may_report_problem)
def report_problem(
    actor: Actor, person: Actor, *, page: str, browser: str, words: str, is_sure: bool, on: date
) -> None:
    """Tell whoever runs the house. Not who tells it.

    :raises RuleBroken: see `rules.problems.check_words`.
    """
    check_words(words, is_sure=is_sure)
    Problem.objects.create(
        page=page, browser=browser, roles=_in_order(actor.roles), words=words, said_on=on
    )


@action("notices.close_problem", may=access.may_close_problem)
def close_problem(actor: Actor, problem: Problem, *, on: date) -> None:
    """It is dealt with. The words go; which page it was stays."""
    Problem.objects.filter(pk=problem.pk).update(closed_on=on, words="")


@action("notices.see_release", may=access.may_report_problem)
def see_release(actor: Actor, person: Actor) -> None:
    """She has been told of the newest release, and is not told again."""
    SeenRelease.objects.update_or_create(person_id=person.id, defaults={"version": newest()})


def _in_order(roles: Collection[str]) -> str:
    return ", ".join(sorted(roles))
