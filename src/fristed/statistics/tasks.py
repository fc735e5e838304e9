"""The worker's part: counting, rounding and attacking. True counts stay in its memory."""

import hashlib
import hmac
from pathlib import Path

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from fristed.casework.facts import KeyMissing, case_facts, quarters_of
from fristed.kernel.periods import Period
from fristed.publications.rules.tables import dimensions_as_kept
from fristed.statistics import queries
from fristed.statistics.choices import IN_WORK, Status
from fristed.statistics.models import Draft
from fristed.statistics.rules import counting
from fristed.statistics.rules.protecting import UnexpectedCode, protect
from fristed.vault import counting as counting_keys
from fristed.vault.keeper import KeeperAway, KeeperRefused

AGAIN = RetryStrategy(max_attempts=20, wait=15, retry_exceptions={KeeperAway})


@app.task(name="statistics.build_draft", retry=AGAIN, pass_context=False)
def build_draft(draft: str) -> None:
    """Build one draft; tried again while the keeper is away."""
    row = Draft.objects.filter(ref=draft, status__in=list(IN_WORK)).first()
    if row is None:
        return  # discarded, or built by an earlier try
    Draft.objects.filter(pk=row.pk).update(status=Status.BUILDING)
    try:
        _build(row)
    except (KeyMissing, KeeperRefused):
        _fail(row, "no_counting_key")
    except UnexpectedCode:
        _fail(row, "unknown_code")


def _build(row: Draft) -> None:
    period = Period.of_year(row.year)
    token = (Path(settings.FRISTED_KEEPER_HOME) / "count.token").read_text().strip()
    keys = counting_keys.keys(token, quarters_of(period))
    rows = counting.counted(case_facts(period, keys), service=row.service, year=row.year)
    if not rows:
        _fail(row, "no_cases")
        return
    protected = protect(
        rows,
        queries.codes_of_year(row.year),
        seed=seed_of(row),
        source="national total, published exact",
    )
    Draft.objects.filter(pk=row.pk, status=Status.BUILDING).update(
        status=Status.READY,
        counting_rule=counting.VERSION,
        total=protected.total,
        dimensions=dimensions_as_kept(queries.dimensions_of_year(row.year)),
        cells=list(protected.cells),
        verdict=dict(protected.verdict),
        utility=dict(protected.utility),
        is_sample=queries.holds_sample(),
    )


def seed_of(row: Draft) -> bytes:
    """Secret, and the same whenever the same table is made: drafting again reveals nothing new."""
    key = settings.FRISTED_ROUNDING_KEY.encode()
    table = f"{counting.VERSION} {row.service} {row.year}"
    return hmac.digest(key, table.encode(), hashlib.sha256)


def _fail(row: Draft, why: str) -> None:
    Draft.objects.filter(pk=row.pk).update(status=Status.FAILED, failure=why)
