from fristed.publications.models.history import PublishedCount, PublishedSeries, SeriesBreak
from fristed.publications.models.tables import ReleasedTable, TableWithdrawal

__all__ = [
    "PublishedCount",
    "PublishedSeries",
    "ReleasedTable",
    "SeriesBreak",
    "TableWithdrawal",
]
