"""The advisers' year, and how long professionals waited, as tables: drafted by one analyst,
released by another. The envoys' year is left for whoever looks around.
"""

from datetime import date

from fristed.gate import Actor
from fristed.kernel.refs import new_ref
from fristed.sample.figures import YEAR
from fristed.statistics import queries
from fristed.statistics.actions import drafting, releasing
from fristed.statistics.choices import Measure, Service
from fristed.statistics.models import Draft


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
