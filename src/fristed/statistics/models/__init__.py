from fristed.statistics.models.draft import Draft
from fristed.statistics.models.ledger import KnownFigure, LedgerEntry
from fristed.statistics.models.reply import Reply
from fristed.statistics.models.season import Season

__all__ = ["Draft", "KnownFigure", "LedgerEntry", "Reply", "Season"]
