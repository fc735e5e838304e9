"""What makes a version shown, checked or gone."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from fristed.codelists.queries import Words
from fristed.gate import Actor, action
from fristed.kernel.rules import RuleBroken
from fristed.portal import access
from fristed.portal.choices import State
from fristed.portal.models import Page, Snapshot
from fristed.portal.queries.pages import norwegian_blocks
from fristed.portal.rules.blocks import is_held_back

CHECKED_EVERY = timedelta(days=182)


@action("page.check", may=access.may_check_page)
def check_page(actor: Actor, page: Page, *, on: date) -> None:
    """Say that it is still right. When it was last changed stays as it was."""
    page.checked_on = on
    page.checked_by = actor.ref
    page.next_check_on = on + CHECKED_EVERY
    page.save(update_fields=["checked_on", "checked_by", "next_check_on"])


@action("page.sign_translation", may=access.may_sign_translation)
def sign_translation(actor: Actor, snapshot: Snapshot, *, on: date) -> None:
    """A translator stands behind it; from now it is shown.

    :raises RuleBroken: `not_a_draft` or `outdated`.
    """
    if snapshot.state != State.DRAFT:
        raise RuleBroken("not_a_draft", _("Bare et utkast kan signeres."))
    if is_held_back(snapshot.made_from, norwegian_blocks(snapshot.page_id)):
        raise RuleBroken(
            "outdated", _("Den norske teksten er endret. Oppdater oversettelsen først.")
        )
    snapshot.state = State.SHOWN
    snapshot.signed_by = actor.ref
    snapshot.signed_on = on
    snapshot.save(update_fields=["state", "signed_by", "signed_on"])


@action("page.recall", may=access.may_recall_version)
def recall_version(actor: Actor, snapshot: Snapshot, *, note: Words, on: date) -> None:
    """Take a wrong version away and say so where it stood, until a better one is published.

    :raises RuleBroken: `not_shown`.
    """
    if snapshot.state != State.SHOWN:
        raise RuleBroken("not_shown", _("Bare det som er publisert, kan trekkes tilbake."))
    snapshot.state = State.RECALLED
    snapshot.recalled_on = on
    snapshot.recall_note = note.as_kept()
    snapshot.save(update_fields=["state", "recalled_on", "recall_note"])


@action("page.withdraw", may=access.may_withdraw_page)
def withdraw_page(actor: Actor, page: Page, *, on: date) -> None:
    """Gone in every language, as soon as nora draws its pages anew: within five seconds."""
    page.withdrawn_on = on
    page.save(update_fields=["withdrawn_on"])
