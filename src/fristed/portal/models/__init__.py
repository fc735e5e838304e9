"""What the portal keeps: pages, and each published version of them."""

from fristed.portal.models.answers import Tally
from fristed.portal.models.pages import Page, Snapshot

__all__ = ["Page", "Snapshot", "Tally"]
