"""Changing what is registered, and the working name. Two people cannot overwrite each other."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from fristed.casework import access, queries
from fristed.casework.choices import Part
from fristed.casework.models import Case, FurtherConcern, Revision
from fristed.casework.rules.editing import check_version
from fristed.casework.rules.naming import check_name
from fristed.casework.rules.profiles import Profile, check_profile
from fristed.casework.rules.schools import check_change, check_school
from fristed.codelists import queries as codelists
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_update_case = asking("case.update", may=access.may_update_case)
ask_to_change_school = asking("case.change_school", may=access.may_change_school)


@action("case.update", may=access.may_update_case)
def update_case(
    actor: Actor,
    case: Case,
    *,
    seen_version: int,
    concern: str,
    further_concerns: Sequence[str],
    profile: Profile,
    before: Profile,
    counted: bytes,
    at: datetime,
) -> None:
    """Change what is registered. The list a code is from is the one of the day the case opened.

    What was registered before is kept, sealed, in the case's history.

    seen_version   of the case, when the form was shown
    before         the profile that the new one replaces
    counted        the profile's codes, sealed for counting before this began

    :raises ChangedMeanwhile: somebody else saved first; nothing was changed.
    :raises RuleBroken: see `rules.profiles.check_profile`.
    """
    on = timezone.localdate(at)
    check_profile(profile, on=on)
    row = _locked(case, seen_version)
    _keep_before(actor, row, before, at)
    concerns = codelists.code_list("concern", row.opened_on)
    row.concern = concerns.code(concern).value
    row.profile_count = counted
    row.heard_on = profile.heard_on
    row.updated_on = on
    row.version += 1
    sealing.seal(file_by_id(row.pk), row, "profile", profile.as_text(), part=Part.PROFILE)
    row.save(
        update_fields=[
            "concern",
            "profile",
            "profile_count",
            "heard_on",
            "updated_on",
            "version",
        ]
    )
    wanted = {concerns.code(code).value for code in further_concerns} - {concern}
    FurtherConcern.objects.filter(case=row).exclude(concern__in=wanted).delete()
    FurtherConcern.objects.bulk_create(
        (FurtherConcern(case=row, concern=code) for code in sorted(wanted)), ignore_conflicts=True
    )


@dataclass(frozen=True)
class NewSchool:
    """The pupil's new school, why a nearby one, from which day, and why it was changed."""

    school: str
    need: str
    since: date
    because: str


@action("case.change_school", may=access.may_change_school)
def change_school(
    actor: Actor,
    case: Case,
    *,
    seen_version: int,
    new: NewSchool,
    before: Profile,
    at: datetime,
) -> None:
    """Change the pupil's school from a day, by the mandate of that day. The school before is kept,
    sealed, in the case's history.

    :raises ChangedMeanwhile: somebody else saved first; nothing was changed.
    :raises RuleBroken: see `rules.schools`.
    """
    on = timezone.localdate(at)
    check_change(
        school=new.school, before=before.school, because=new.because, since=new.since, on=on
    )
    check_school(new.school, new.need, queries.served_by(actor, on=new.since))
    row = _locked(case, seen_version)
    _keep_before(actor, row, before, at)
    profile = replace(
        before,
        school=new.school,
        school_need=new.need,
        school_since=new.since,
        school_because=new.because,
    )
    sealing.seal(file_by_id(row.pk), row, "profile", profile.as_text(), part=Part.PROFILE)
    row.updated_on = on
    row.version += 1
    row.save(update_fields=["profile", "updated_on", "version"])


@action("case.rename", may=access.may_rename_case)
def rename_case(actor: Actor, case: Case, *, seen_version: int, name: str, on: date) -> None:
    """Give the case another working name.

    :raises RuleBroken: see `rules.naming.check_name`; or `changed_meanwhile`.
    """
    check_name(name)
    row = _locked(case, seen_version)
    row.updated_on = on
    row.version += 1
    sealing.seal(file_by_id(row.pk), row, "name", name, part=Part.NAME)
    row.save(update_fields=["name", "updated_on", "version"])


def _keep_before(actor: Actor, row: Case, before: Profile, at: datetime) -> None:
    further = FurtherConcern.objects.filter(case=row).order_by("id")
    kept = {
        "written_at": at.isoformat(timespec="minutes"),
        "concern": row.concern,
        "further_concerns": list(further.values_list("concern", flat=True)),
        "profile": before.as_text(),
    }
    revision = Revision(
        ref=new_ref("rev"), case=row, revised_on=timezone.localdate(at), by_id=actor.id
    )
    text = json.dumps(kept, ensure_ascii=False)
    sealing.seal(file_by_id(row.pk), revision, "before", text, part=Part.PROFILE)
    revision.save(force_insert=True)


def _locked(case: Case, seen_version: int) -> Case:
    """The row, for one person at a time; others wait until she is done and are then told."""
    row = Case.objects.select_for_update().get(pk=case.pk)
    check_version(seen=seen_version, current=row.version)
    return row
