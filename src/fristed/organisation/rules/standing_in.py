"""How long somebody may stand in for another."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

LONGEST = timedelta(days=183)  # our own limit: after half a year the cases should change hands


def check_stand_in(*, starts_on: date, ends_on: date, on: date) -> None:
    """Check that a stand-in has an end, and one that can be foreseen.

    :raises RuleBroken: `in_the_past`, `ends_before_it_starts` or `too_long`.
    """
    if starts_on < on:
        raise RuleBroken("in_the_past", _("Vikariatet kan ikke begynne før i dag."))
    if ends_on < starts_on:
        raise RuleBroken("ends_before_it_starts", _("Den siste dagen er før den første."))
    if ends_on - starts_on > LONGEST:
        raise RuleBroken(
            "too_long",
            _("Et vikariat kan vare i et halvt år. Overfør sakene hvis det blir lenger."),
        )
