from fristed.publications.models.estimates import ReleasedEstimate
from fristed.publications.models.history import (
    PublishedChange,
    PublishedCount,
    PublishedSeries,
    SeriesBreak,
)
from fristed.publications.models.reports import ReleasedReport
from fristed.publications.models.tables import ReleasedTable, TableWithdrawal

__all__ = [
    "PublishedChange",
    "PublishedCount",
    "PublishedSeries",
    "ReleasedEstimate",
    "ReleasedReport",
    "ReleasedTable",
    "SeriesBreak",
    "TableWithdrawal",
]
