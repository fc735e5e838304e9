from fristed.statistics.models.draft import Draft
from fristed.statistics.models.ledger import KnownFigure, LedgerEntry
from fristed.statistics.models.reply import Reply

__all__ = ["Draft", "KnownFigure", "LedgerEntry", "Reply"]
