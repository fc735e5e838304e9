"""The advisers' year, the competence team's, and what professionals asked and were answered, as
tables: drafted by one analyst, released by another, and one year that will be revised. The envoys'
year is left for whoever looks around.
"""

from datetime import date

from fristed.codelists.queries import Words
from fristed.gate import Actor
from fristed.kernel.refs import new_ref
from fristed.sample.figures import YEAR
from fristed.statistics import queries
from fristed.statistics.actions import drafting, releasing, revising
from fristed.statistics.choices import Measure, Service
from fristed.statistics.models import Draft
from fristed.statistics.rules.revising import NOTICE

REASON = Words(
    "Eksempel: noen henvendelser ble ført på feil enhet og er rettet.",
    "Eksempel: nokre førespurnader vart førte på feil eining og er retta.",
    "Example: some inquiries were kept with the wrong unit and have been put right.",
)


def draft_year(
    analyst: Actor,
    on: date,
    *,
    measure: Measure = Measure.NEW_CASES,
    service: Service = Service.ADVISER,
    year: int = YEAR,
) -> str:
    """Answers the draft's reference; the worker counts."""
    ref = new_ref("utk")
    draft = Draft(ref=ref, measure=measure, service=service, year=year, is_sample=True)
    drafting.draft_table(analyst, draft, on=on)
    return ref


def release_year(analyst: Actor, draft: str, on: date) -> None:
    releasing.release_draft(analyst, queries.draft_by_ref(draft), on=on)


def announce_revision(analyst: Actor, draft: str, on: date) -> None:
    revising.announce_revision(
        analyst, queries.draft_by_ref(draft), due_on=on + NOTICE, reason=REASON, on=on
    )
