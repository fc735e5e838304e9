from fristed.statistics.models.draft import Draft
from fristed.statistics.models.exercise import Exercise, ExerciseParty
from fristed.statistics.models.ledger import KnownFigure, LedgerEntry
from fristed.statistics.models.reply import Reply
from fristed.statistics.models.season import Season

__all__ = [
    "Draft",
    "Exercise",
    "ExerciseParty",
    "KnownFigure",
    "LedgerEntry",
    "Reply",
    "Season",
]
