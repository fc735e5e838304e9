"""Releasing a draft: a second person, once, for good."""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from fristed.codelists.queries import Words
from fristed.gate import Actor, action, asking
from fristed.kernel.rules import RuleBroken
from fristed.publications.access import OnTheShelf
from fristed.publications.actions import releasing as shelf
from fristed.publications.queries import next_ledger_number
from fristed.statistics import access, queries
from fristed.statistics.choices import Status
from fristed.statistics.models import Draft

ask_to_withdraw_draft = asking("statistics.withdraw", may=access.may_withdraw_draft)
ask_to_release_draft = asking("statistics.release", may=access.may_release_draft)


@action("statistics.release", may=access.may_release_draft)
def release_draft(actor: Actor, draft: Draft, *, on: date) -> str:
    """Put the table on the shelf; answers its reference.

    :raises RuleBroken: `released_meanwhile`, or `year_released` when the year stands there already.
    """
    with connection.cursor() as cursor:
        # One release at a time: the ledger's numbers follow each other.
        cursor.execute("select pg_advisory_xact_lock(hashtext('statistics.release'))")
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    if fresh.status != Status.READY:
        raise RuleBroken("released_meanwhile", _("Utkastet er endret i mellomtiden."))
    if Draft.objects.filter(
        service=fresh.service, year=fresh.year, status=Status.RELEASED
    ).exists():
        raise RuleBroken(
            "year_released",
            _("Året er frigitt før. En ny tabell for samme år ville kunne sammenlignes med den."),
        )
    table = shelf.release_table(
        actor,
        fresh,
        content=queries.content_of(fresh),
        ledger_number=next_ledger_number(),
        on=on,
    )
    Draft.objects.filter(pk=fresh.pk).update(status=Status.RELEASED, table=table)
    return table


@action("statistics.withdraw_released", may=access.may_withdraw_draft)
def withdraw_draft(actor: Actor, draft: Draft, *, reason: Words, on: date) -> None:
    """Take a released table off the page. Its figures go, its place and the reason stay.

    :raises RuleBroken: `withdrawn_already`.
    """
    shelf.withdraw_table(actor, OnTheShelf(draft.table), reason=reason, on=on)
