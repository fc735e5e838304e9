"""Addresses of earlier portals: where each of them leads now."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.portal import access
from fristed.portal.models import OldAddress, Page
from fristed.portal.rules.old_addresses import as_path

ask_to_see_links = asking("links.see", may=access.may_see_links)


@action("links.keep_old_address", may=access.may_keep_old_address)
def keep_old_address(
    actor: Actor, address: OldAddress, *, path: str, page: int, goal: str, language: str
) -> None:
    """Let it lead to the page of that number, or to the place where there is none.

    :raises RuleBroken: `not_a_path`, or `kept_already`.
    """
    try:
        with transaction.atomic():
            OldAddress.objects.create(
                ref=new_ref("adr"),
                path=as_path(path),
                page=Page.objects.filter(number=page).first() if page else None,
                goal="" if page else goal,
                language=language,
            )
    except IntegrityError as fault:
        message = _("Adressen er lagt inn alt, eller siden finnes ikke.")
        raise RuleBroken("kept_already", message) from fault


@action("links.remove_old_address", may=access.may_keep_old_address)
def remove_old_address(actor: Actor, address: OldAddress) -> None:
    """It leads nowhere from now on."""
    OldAddress.objects.filter(pk=address.pk).delete()
