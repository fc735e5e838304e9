"""What readers write: scrubbed, sealed to the unit that answers for the page, read by the week."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from fristed.gate import Actor, Visitor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.portal import access
from fristed.portal.choices import Answer
from fristed.portal.models import Letterbox, Page, Remark
from fristed.portal.rules.remarks import MOST_A_WEEK, check_handled
from fristed.vault import granting, sealing
from fristed.vault.queries import file_by_id

REMARKS = "remarks"  # the part of the file

ask_to_see_letterboxes = asking("remarks.see", may=access.may_see_letterboxes)
ask_to_read_letterbox = asking("remarks.read", may=access.may_read_letterbox)
read_letterbox = opening("remarks.read", may=access.may_read_letterbox)


class LetterboxKey:
    """A member's own key to what was written to her unit in a week."""

    @staticmethod
    def ask(actor: Actor, box: Letterbox, *, at: datetime) -> granting.Given:
        """:raises KeeperRefused: `not_in_team`."""
        return granting.ask_as_member(actor, box.ref, at=at, parts=(REMARKS,))


@action("remarks.begin", may=access.may_begin_letterbox)
def begin_letterbox(visitor: Visitor, new: sealing.NewFile, *, week: date) -> None:
    """Keep the week's file. Needs no keeper; of two at the same moment one is kept."""
    file = sealing.keep(new)
    Letterbox.objects.create(ref=new.ref, file=file, unit=new.unit, week=week)


@action("remarks.write", may=access.may_write_remark)
def write_remark(
    visitor: Visitor, box: Letterbox, *, page: int, language: str, answer: Answer, text: str
) -> None:
    """Keep what a reader wrote, sealed. Needs no keeper.

    page   its number, or 0 for a search
    text   scrubbed already: see `rules.remarks`

    :raises RuleBroken: `letterbox_full`.
    """
    file = file_by_id(box.file_id)
    if file.items >= MOST_A_WEEK:
        many = _("Mange har skrevet denne uken, og vi får ikke lest mer. Svaret ditt er talt.")
        raise RuleBroken("letterbox_full", many)
    about = Page.objects.filter(number=page).first()
    row = Remark(ref=new_ref("les"), file=file, page=about, language=language, answer=answer)
    sealing.seal(file, row, "text", text, part=REMARKS)
    row.save(force_insert=True)


@action("remarks.handle", may=access.may_read_letterbox)
def handle_letterbox(actor: Actor, box: Letterbox, *, on: date) -> None:
    """Say that the unit has gone through the week. Said twice, the first day stands.

    :raises RuleBroken: `week_not_over`.
    """
    check_handled(box.week, on)
    Letterbox.objects.filter(pk=box.pk, handled_on=None).update(handled_on=on)


@action("remarks.take_up", may=access.may_read_letterbox)
def take_up_letterbox(actor: Actor, box: Letterbox, *, given: granting.Given) -> None:
    """Keep the grant that the keeper gave a member of the unit."""
    granting.keep(box.file_id, given)
