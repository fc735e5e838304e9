from fristed.publications.models.estimates import EstimateWithdrawal, ReleasedEstimate
from fristed.publications.models.history import (
    PublishedChange,
    PublishedCount,
    PublishedSeries,
    SeriesBreak,
)
from fristed.publications.models.reports import ReleasedReport
from fristed.publications.models.tables import ReleasedTable, Revision, TableWithdrawal

__all__ = [
    "EstimateWithdrawal",
    "PublishedChange",
    "PublishedCount",
    "PublishedSeries",
    "ReleasedEstimate",
    "ReleasedReport",
    "ReleasedTable",
    "Revision",
    "SeriesBreak",
    "TableWithdrawal",
]
