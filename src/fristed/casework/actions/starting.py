"""Starting a case: from nothing, from a conversation, or from a professional's inquiry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.utils import timezone

from fristed.casework import access, queries
from fristed.casework.actions.standing_in import _wanted_by
from fristed.casework.choices import Part
from fristed.casework.models import Access, Case, FurtherConcern
from fristed.casework.rules.naming import check_name
from fristed.casework.rules.profiles import Profile, check_profile
from fristed.casework.rules.schools import check_school
from fristed.casework.rules.standing_in import Covering
from fristed.casework.rules.starting import service_of
from fristed.codelists import queries as codelists
from fristed.contact import queries as conversations
from fristed.contact.actions import talking
from fristed.gate import Actor, action, asking
from fristed.guidance import queries as inquiries
from fristed.guidance.actions import answering
from fristed.guidance.choices import Became
from fristed.kernel.periods import Quarter
from fristed.vault import counting, granting, sealing
from fristed.vault.choices import FileKind, Ground

GUIDELINE = "registration_guideline"


@dataclass(frozen=True)
class Keys:
    """The keeper's grants for a new file, and the codes it sealed for counting."""

    given: Sequence[granting.Given] = field(repr=False)
    counted: bytes = field(repr=False)


@dataclass(frozen=True)
class NewCase:
    """A case's file and keys, not kept yet: all the keeper has to do with a new case, asked for
    before any transaction."""

    file: sealing.NewFile
    keys: Keys

    @classmethod
    def ask(
        cls,
        actor: Actor,
        *,
        unit: str,
        profile: Profile,
        at: datetime,
        on: date,
        covering: Iterable[Covering] = (),
    ) -> Self:
        """:raises KeeperAway: nothing was made; what she typed is still hers."""
        file = sealing.new_file(FileKind.CASE, unit=unit, creator=actor.ref, on=on)
        own = granting.Wanted(
            file=file,
            holder=actor.ref,
            holder_account=actor.id,
            ground=Ground.CREATOR,
            starts_at=at,
        )
        theirs = [_wanted_by(one, file) for one in covering]
        given = granting.ask(actor.assertion, [own, *theirs])
        counted = counting.seal(
            actor.assertion,
            ref=file.ref,
            quarter=str(Quarter.of(on)),
            payload=profile.for_counting(),
        )
        return cls(file, Keys(given, counted))


@dataclass(frozen=True)
class Registration:
    """What is registered about a new case.

    county, deployment   where the adviser works; the pupil's school is in the profile
    """

    name: str
    concern: str
    profile: Profile
    further_concerns: Sequence[str] = ()
    county: str = ""
    deployment: str = ""


ask_to_start_case = asking("case.start", may=access.may_have_cases)


@action("case.start", may=access.may_start_case)
def start_case(
    actor: Actor,
    file: sealing.NewFile,
    *,
    keys: Keys,
    registration: Registration,
    on: date,
) -> Case:
    """Start a case. She is responsible for it; who stands in for her sees it while she does.

    :raises RuleBroken: see `rules.profiles.check_profile`, `rules.schools.check_school` and
        `rules.naming.check_name`.
    """
    return _start(actor, file, keys, registration, on)


@action("case.start_from_conversation", may=access.may_start_case)
def start_case_from_conversation(
    actor: Actor,
    file: sealing.NewFile,
    *,
    conversation: str,
    keys: Keys,
    registration: Registration,
    on: date,
) -> Case:
    """The same, from a conversation with her team: it is noted as taken over, both or neither.

    :raises Denied: the conversation is not her team's.
    """
    taken_over = conversations.conversation_by_ref(conversation)
    talking.hand_over_conversation(actor, taken_over)
    return _start(actor, file, keys, registration, on)


@action("case.start_from_inquiry", may=access.may_start_case)
def start_case_from_inquiry(
    actor: Actor,
    file: sealing.NewFile,
    *,
    inquiry: str,
    keys: Keys,
    registration: Registration,
    at: datetime,
) -> Case:
    """The same, from a professional's inquiry she has taken up: the chain is kept, both or
    neither.

    :raises Denied: she has not taken it up, or something was made of it before.
    """
    case = _start(actor, file, keys, registration, timezone.localdate(at))
    asked = inquiries.inquiry_by_ref(actor, inquiry)
    answering.note_became(actor, asked, became=Became.CASE, ref=case.ref, at=at)
    return case


def _start(
    actor: Actor, new: sealing.NewFile, keys: Keys, registration: Registration, on: date
) -> Case:
    check_name(registration.name)
    profile = registration.profile
    check_profile(profile, on=on)
    check_school(profile.school, profile.school_need, queries.served_by(actor, on=on))
    for given in keys.given:
        granting.keep(new.id, given)
        Access.objects.keep(
            given.ref
        )  # before the rows: the database shows nobody what she cannot open
    file = sealing.keep(new)
    concerns = codelists.code_list("concern", on)
    guideline = codelists.document_on(GUIDELINE, on)
    case = Case(
        file=file,
        ref=file.ref,
        adviser_id=actor.id,
        unit=file.unit,
        service=service_of(actor.roles),
        county=registration.county,
        deployment=registration.deployment,
        concern=concerns.code(registration.concern).value,
        concern_version=concerns.version,
        guideline=f"{guideline.code} {guideline.version}",
        opened_on=on,
        heard_on=profile.heard_on,
        updated_on=on,
        profile_count=keys.counted,
    )
    sealing.seal(file, case, "name", registration.name, part=Part.NAME)
    sealing.seal(file, case, "profile", registration.profile.as_text(), part=Part.PROFILE)
    case.save(force_insert=True)
    FurtherConcern.objects.bulk_create(
        FurtherConcern(case=case, concern=concerns.code(code).value)
        for code in registration.further_concerns
        if code != registration.concern
    )
    return case
