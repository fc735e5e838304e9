"""Keeping the register of figures that are known from outside."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.statistics import access
from fristed.statistics.models import KnownFigure
from fristed.statistics.rules.register import Outside

ask_to_note_known_figure = asking("statistics.list_known", may=access.may_note_known_figure)


@action("statistics.note_known", may=access.may_note_known_figure)
def note_known_figure(actor: Actor, person: Actor, *, outside: Outside, on: date) -> None:
    """Note a figure somebody else has published. Every later draft of the year is attacked with it.

    :raises RuleBroken: `not_yet`: published after today; `noted_before`.
    """
    if outside.published_on is None or outside.published_on > on:
        raise RuleBroken("not_yet", _("Tallet kan ikke være publisert etter i dag."))
    said = {
        "measure": outside.measure,
        "service": outside.service,
        "year": outside.year,
        "where": dict(outside.where),
        "value": outside.value,
    }
    if KnownFigure.objects.filter(**said).exists():
        raise RuleBroken("noted_before", _("Tallet står i registeret."))
    KnownFigure.objects.create(
        ref=new_ref("kjt"),
        source=outside.source,
        published_on=outside.published_on,
        noted_by=actor.ref,
        noted_on=on,
        **said,
    )
