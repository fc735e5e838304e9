from fristed.accounts.models.attempts import Attempts
from fristed.accounts.models.drafts import Draft
from fristed.accounts.models.people import User
from fristed.accounts.models.sessions import DeskSession

__all__ = ["Attempts", "DeskSession", "Draft", "User"]
