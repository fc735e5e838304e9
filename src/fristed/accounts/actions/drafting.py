"""Asked before a draft is kept or shown. A draft is nobody's file: keeping it is no act."""

from fristed.accounts import access
from fristed.gate import asking

ask_to_keep_draft = asking("accounts.keep_draft", may=access.may_keep_draft)
