"""What makes a version shown, checked or gone."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from fristed.codelists.queries import Words
from fristed.gate import Actor, action
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.portal import access
from fristed.portal.choices import FORMS, HOUSE, Audience, PageKind, State
from fristed.portal.models import Page, Snapshot
from fristed.portal.queries.pages import norwegian_blocks, shown_blocks, shown_now
from fristed.portal.rules.blocks import Said, is_held_back
from fristed.portal.rules.readability import MOST_LIX, lix

CHECKED_EVERY = timedelta(days=182)
LAST_THAT_COMES = 99
"""Numbers up to it are of pages that come with the house, now or later."""


@action("page.check", may=access.may_check_page)
def check_page(actor: Actor, page: Page, *, on: date) -> None:
    """Say that it is still right. When it was last changed stays as it was."""
    page.checked_on = on
    page.checked_by = actor.ref
    page.next_check_on = on + CHECKED_EVERY
    page.save(update_fields=["checked_on", "checked_by", "next_check_on"])


@action("page.make", may=access.may_make_page)
def make_page(actor: Actor, new: access.NewPage, *, on: date) -> Page:
    """An address and what is the same in every language. Its number is the next one of ours.

    :raises RuleBroken: `code_taken`.
    """
    if Page.objects.filter(code=new.code).exists():
        raise RuleBroken(
            "code_taken", _("Det finnes en side med nesten samme tittel. Velg en annen.")
        )
    highest = Page.objects.aggregate(Max("number"))["number__max"] or 0
    return Page.objects.create(
        ref=new.ref,
        code=new.code,
        number=max(highest, LAST_THAT_COMES) + 1,
        kind=new.kind,
        audiences=list(new.audiences),
        owner=new.owner,
        is_composite=_is_composite(new.kind, new.consent),
        consent=new.consent,
        checked_on=on,
        checked_by=actor.ref,
        next_check_on=on + CHECKED_EVERY,
    )


@action("page.change", may=access.may_change_page)
def change_page(
    actor: Actor, page: Page, *, kind: str, audiences: Sequence[str], consent: str
) -> None:
    """Say anew whom it is for and what it is. Young people get no text that is too heavy for them.

    :raises RuleBroken: `too_heavy`.
    """
    if Audience.YOUNG in audiences and any(_is_heavy(page, form) for form in FORMS):
        raise RuleBroken("too_heavy", _("Teksten er for tung for unge. Skriv den enklere først."))
    page.kind, page.audiences = kind, list(audiences)
    page.is_composite, page.consent = _is_composite(kind, consent), consent
    page.save(update_fields=["kind", "audiences", "is_composite", "consent"])


@action("page.publish", may=access.may_publish_version)
def publish_version(actor: Actor, new: access.NewVersion, *, said: Said, on: date) -> None:
    """Show it. A first text in one form of Norwegian waits until the other form is signed too.

    :raises RuleBroken: `withdrawn` or `outdated`.
    """
    page = Page.objects.select_for_update().get(ref=new.ref)
    if page.withdrawn_on is not None:
        raise RuleBroken("withdrawn", _("Siden er tatt bort fra Nora."))
    if new.language not in HOUSE:
        _check_up_to_date(said.made_from, page.pk)
    versions = Snapshot.objects.filter(page=page)
    last = versions.filter(language=new.language).order_by("-version").first()
    signed = versions.exclude(signed_by="") | versions.filter(state=State.SHOWN)
    forms = {*signed.values_list("language", flat=True), new.language}
    is_ready = forms.issuperset(FORMS)
    Snapshot.objects.create(
        ref=new_ref("sid"),
        page=page,
        language=new.language,
        version=last.version + 1 if last else 1,
        title=said.title,
        lead=said.lead,
        blocks=[block.as_kept() for block in said.blocks],
        house=last.house if last else {},
        made_from=list(said.made_from),
        state=State.SHOWN if is_ready else State.DRAFT,
        changed_on=on,
        written_by=new.written_by,
        signed_by=actor.ref,
        signed_on=on,
    )
    if is_ready:
        versions.filter(language__in=HOUSE, state=State.DRAFT).update(state=State.SHOWN)


@action("page.recall", may=access.may_recall_version)
def recall_version(
    actor: Actor, snapshot: Snapshot, *, note: Words, everywhere: bool = False, on: date
) -> None:
    """Take a wrong version away and say so where it stood, until a better one is published.

    everywhere   in each language nora shows the page in: what is wrong was most often translated

    :raises RuleBroken: `not_shown`.
    """
    if snapshot.state != State.SHOWN:
        raise RuleBroken("not_shown", _("Bare det som er publisert, kan trekkes tilbake."))
    wrong = shown_now(snapshot.page) if everywhere else [snapshot]
    Snapshot.objects.filter(pk__in=[row.pk for row in wrong]).update(
        state=State.RECALLED, recalled_on=on, recall_note=note.as_kept()
    )


@action("page.withdraw", may=access.may_withdraw_page)
def withdraw_page(actor: Actor, page: Page, *, on: date) -> None:
    """Gone in every language, as soon as nora draws its pages anew: within five seconds."""
    page.withdrawn_on = on
    page.save(update_fields=["withdrawn_on"])


def _is_composite(kind: str, consent: str) -> bool:
    return kind == PageKind.STORY and not consent


def _is_heavy(page: Page, language: str) -> bool:
    shown = shown_blocks(page.pk, language)
    return lix([text for block in shown for text in block.paragraphs]) > MOST_LIX


def _check_up_to_date(made_from: Sequence[str], page_id: int) -> None:
    if is_held_back(made_from, norwegian_blocks(page_id)):
        raise RuleBroken(
            "outdated", _("Den norske teksten er endret. Oppdater oversettelsen først.")
        )
