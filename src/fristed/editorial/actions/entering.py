"""Coming into the studio: a no is recorded."""

from fristed.editorial import access
from fristed.gate import asking

ask_to_enter = asking("studio.enter", may=access.may_enter_studio)
