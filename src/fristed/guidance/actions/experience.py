"""Writing what was learned, reading it through, grouping it, using it, and taking it away."""

from datetime import date

from fristed.gate import Actor, action, asking
from fristed.guidance import access
from fristed.guidance.choices import NoteStatus
from fristed.guidance.models import Method, MethodComment, MethodUse, PatternGroup, PatternNote
from fristed.guidance.rules.experience import check_method, check_without_persons
from fristed.kernel.refs import new_ref

ask_to_see_experience = asking("experience.see", may=access.may_see_experience)
ask_to_see_method = asking("experience.see_method", may=access.may_see_method)
ask_to_review_method = asking("experience.review_method", may=access.may_use_method)


@action("experience.write_note", may=access.may_see_experience)
def write_note(
    actor: Actor, person: Actor, *, text: str, group: str, is_sure: bool, on: date
) -> bool:
    """Keep a pattern note. Answers whether a colleague must read it first.

    group   what people call the notes it belongs with; a new name makes a new group

    :raises RuleBroken: see `rules.experience.check_without_persons`.
    """
    texts = [text, group] if group else [text]
    waits = check_without_persons(texts, is_sure=is_sure)
    PatternNote.objects.create(
        ref=new_ref("mon"),
        text=text,
        group=_group(group, on),
        status=_status(waits=waits),
        written_by_id=actor.id,
        written_on=on,
    )
    return waits


@action("experience.approve_note", may=access.may_approve_note)
def approve_note(actor: Actor, note: PatternNote) -> None:
    """A colleague has read it: nobody is in it."""
    PatternNote.objects.filter(pk=note.pk, status=NoteStatus.WAITING).update(
        status=NoteStatus.IN_USE, seen_by_id=actor.id
    )


@action("experience.group_note", may=access.may_group_note)
def group_note(actor: Actor, note: PatternNote, *, group: str, on: date) -> None:
    """Put it with others, or with none.

    :raises RuleBroken: see `rules.experience.check_without_persons`.
    """
    if group:
        check_without_persons([group], is_sure=False)
    PatternNote.objects.filter(pk=note.pk).update(group=_group(group, on))


@action("experience.end_note", may=access.may_end_note)
def end_note(actor: Actor, note: PatternNote) -> None:
    """Gone for good, and at once: what should not stand there must never wait."""
    PatternNote.objects.filter(pk=note.pk).delete()


@action("experience.write_method", may=access.may_see_experience)
def write_method(
    actor: Actor,
    person: Actor,
    *,
    title: str,
    aim: str,
    how: str,
    evidence: str,
    source: str,
    verdict: str,
    review_on: date,
    is_sure: bool,
    on: date,
) -> bool:
    """Keep a method. Answers whether a colleague must read it first.

    :raises RuleBroken: see `rules.experience`.
    """
    check_method(evidence, source, review_on=review_on, on=on)
    waits = check_without_persons([title, aim, how], is_sure=is_sure)
    Method.objects.create(
        ref=new_ref("met"),
        title=title,
        aim=aim,
        how=how,
        evidence=evidence,
        source=source,
        verdict=verdict,
        status=_status(waits=waits),
        review_on=review_on,
        written_by_id=actor.id,
        written_on=on,
    )
    return waits


@action("experience.approve_method", may=access.may_approve_method)
def approve_method(actor: Actor, method: Method) -> None:
    """A colleague has read it: nobody is in it."""
    Method.objects.filter(pk=method.pk, status=NoteStatus.WAITING).update(
        status=NoteStatus.IN_USE, seen_by_id=actor.id
    )


@action("experience.comment_on_method", may=access.may_use_method)
def comment_on_method(actor: Actor, method: Method, *, text: str, on: date) -> None:
    """Say what she found when she used it.

    :raises RuleBroken: see `rules.experience.check_without_persons`.
    """
    check_without_persons([text], is_sure=False)
    MethodComment.objects.create(method=method, text=text, by_id=actor.id, written_on=on)


@action("experience.use_method", may=access.may_use_method)
def use_method(actor: Actor, method: Method, *, on: date) -> None:
    """Note that she has used it today; once, however often she says so."""
    MethodUse.objects.get_or_create(method=method, by_id=actor.id, used_on=on)


@action("experience.review_method", may=access.may_use_method)
def review_method(actor: Actor, method: Method, *, review_on: date, on: date) -> None:
    """It has been gone through, and holds until another day.

    :raises RuleBroken: see `rules.experience.check_method`.
    """
    check_method(method.evidence, method.source, review_on=review_on, on=on)
    Method.objects.filter(pk=method.pk).update(review_on=review_on)


@action("experience.end_method", may=access.may_end_method)
def end_method(actor: Actor, method: Method) -> None:
    """Gone for good, with what was said of it."""
    Method.objects.filter(pk=method.pk).delete()


def _group(name: str, on: date) -> PatternGroup | None:
    if not name.strip():
        return None
    group, _new = PatternGroup.objects.get_or_create(
        name=name.strip(), defaults={"ref": new_ref("grp"), "made_on": on}
    )
    return group


def _status(*, waits: bool) -> NoteStatus:
    return NoteStatus.WAITING if waits else NoteStatus.IN_USE
