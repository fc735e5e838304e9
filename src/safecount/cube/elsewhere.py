"""Frames in another engine (Spark, BigQuery, ...): grouped where they are, through Ibis."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import uuid
from collections.abc import Sequence
from typing import Any

from safecount.failures import PlanError

#: In what comes here: how many records of the frame a row stands for.
RECORDS = "safecount_records"


def lives_elsewhere(source: Any) -> bool:
    """Whether a frame is an Ibis table or a Spark frame, and must not be fetched row by row."""
    return type(source).__module__.split(".")[0] in {"ibis", "pyspark"}


def fetched(source: Any, columns: Sequence[str]) -> Any:
    """One row for each combination of values, with the number of records in `RECORDS`.

    Only this group-by runs over there. All checks are made on what comes back, so they are those
    of any other frame; the combinations are as few as the cells of the finest table.

    returns  an Arrow table, all columns but `RECORDS` as text

    :raises PlanError: Ibis is not installed.
    """
    try:
        import ibis  # type: ignore[import-not-found,unused-ignore]  # optional
    except ImportError:
        raise PlanError(
            "Frames of another engine need Ibis: pip install safecount[spark]."
        ) from None
    if type(source).__module__.startswith("pyspark."):
        return _fetched_from_spark(ibis, source, columns)
    keys = [source[name].cast("string").name(name) for name in columns]
    return source.group_by(keys).aggregate(**{RECORDS: source.count()}).to_pyarrow()


def _fetched_from_spark(ibis: Any, source: Any, columns: Sequence[str]) -> Any:
    session, name = source.sparkSession, f"safecount_{uuid.uuid4().hex}"
    source.createOrReplaceTempView(name)
    try:
        return fetched(ibis.pyspark.connect(session).table(name), columns)
    finally:
        session.catalog.dropTempView(name)
