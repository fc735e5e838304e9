"""Real cases, started as an adviser starts them; the factory fills in the ordinary.

Runs as the desk's database role (`as_desk`): what the second wall refuses is refused here too.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image

from fristed.casework import queries
from fristed.casework.actions import (
    closing,
    contesting,
    documents,
    exporting,
    following_up,
    starting,
    tasking,
)
from fristed.casework.choices import ExportKind
from fristed.casework.rules.profiles import Profile
from fristed.kernel.refs import new_ref
from fristed.vault import granting, intake, sealing
from fristed.vault.choices import FileKind, Ground

TODAY = timezone.localdate()
NOW = timezone.now()
NOT_SIGNED = b"\0" * 32  # no keeper made it: it shows rows and opens nothing


def given(file, holder, *, ground=Ground.CREATOR, starts_at=None, ends_at=None, by=None):
    """A grant row that no keeper MACed, for tests of what the database and the gate do."""
    wanted = granting.Wanted(
        file=file,
        holder=holder.ref,
        holder_account=holder.id,
        ground=ground,
        starts_at=starts_at or datetime.now(UTC) - timedelta(seconds=1),
        ends_at=ends_at,
    )
    return granting.Given(wanted, new_ref("nok"), (by or holder).ref, NOT_SIGNED)


def a_registration(**changed):
    ordinary = starting.Registration(
        name="Sak 14. nov.",
        concern="negative_social_control",
        profile=Profile(municipality="0301", age_band="16_17", gender="female"),
        county="03",
    )
    return replace(ordinary, **changed)


def a_new_file(actor, *, unit="", on=TODAY):
    return sealing.new_file(FileKind.CASE, unit=unit or min(actor.units), creator=actor.ref, on=on)


def a_case(actor, *, on=TODAY, unit="", **registered):
    """A case of the actor's, as the gate sees one."""
    file = a_new_file(actor, unit=unit, on=on)
    keys = starting.Keys([given(file, actor)], counted=b"sealed elsewhere")
    starting.start_case(actor, file, keys=keys, registration=a_registration(**registered), on=on)
    return queries.case_by_ref(file.ref)


def written(**changed):
    ordinary = following_up.Written(
        kind="conversation",
        happened_at=NOW - timedelta(hours=2),
        written_at=NOW,
        minutes=45,
        text="Hun vil snakke mer på torsdag.",
    )
    return replace(ordinary, **changed)


def a_followup(actor, case, **changed):
    following_up.add_followup(actor, case, written=written(**changed))


def a_contest(actor, case, *, number=1, written_at=NOW, text="Det var ikke det jeg sa."):
    contesting.contest_entry(
        actor,
        case,
        number=number,
        text=text,
        said_on=timezone.localdate(written_at),
        written_at=written_at,
    )


def a_task(actor, case, *, owner=None, due_on=TODAY, kind="call"):
    tasking.assign_task(
        actor,
        case,
        kind=kind,
        reason="Ring skolen om torsdag.",
        owner=(owner or actor).id,
        due_on=due_on,
        on=min(TODAY, due_on),
    )


def close(actor, case, *, on=TODAY, reason="no_longer_needed"):
    closing.close_case(actor, case, reason=reason, outcome="safer", words="", on=on)
    return queries.case_by_ref(case.ref)


def a_picture_of(actor, case):
    """A document: the smallest picture there is. Answers its reference."""
    out = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "PNG")
    examined = intake.examine(out.getvalue(), keep_original=False)
    new = documents.NewDocument("Bilde av et brev", "picture", examined, scanned=False)
    return documents.add_document(actor, case, new=new, on=TODAY)


def an_export_of(actor):
    return exporting.keep_export(
        actor, actor, kind=ExportKind.LIST, cases=1, content=b"age-encryption.org", at=NOW
    )


def a_real_case(actor, *, on=TODAY, covering=(), **registered):
    """Started as the page starts it: with keys and seals from the keeper."""
    registration = a_registration(**registered)
    new = starting.NewCase.ask(
        actor,
        unit=min(actor.units),
        profile=registration.profile,
        at=NOW,
        on=on,
        covering=covering,
    )
    starting.start_case(actor, new.file, keys=new.keys, registration=registration, on=on)
    return queries.case_by_ref(new.file.ref)
