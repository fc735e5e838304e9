"""The advisers' year as a table: drafted by one analyst, released by another.

The envoys' year is left for whoever looks around.
"""

from datetime import date

from fristed.gate import Actor
from fristed.kernel.refs import new_ref
from fristed.sample.figures import YEAR
from fristed.statistics import queries
from fristed.statistics.actions import drafting, releasing
from fristed.statistics.choices import Service
from fristed.statistics.models import Draft


def draft_year(analyst: Actor, on: date) -> str:
    """Answers the draft's reference; the worker counts."""
    draft = Draft(ref=new_ref("utk"), service=Service.ADVISER, year=YEAR, is_sample=True)
    drafting.draft_table(analyst, draft, on=on)
    return draft.ref


def release_year(analyst: Actor, draft: str, on: date) -> None:
    releasing.release_draft(analyst, queries.draft_by_ref(draft), on=on)
