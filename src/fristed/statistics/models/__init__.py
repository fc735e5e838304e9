from fristed.statistics.models.draft import Draft
from fristed.statistics.models.reply import Reply

__all__ = ["Draft", "Reply"]
