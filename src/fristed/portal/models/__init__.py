"""What the portal keeps: pages, each published version of them, and ways between them."""

from fristed.portal.models.answers import Tally
from fristed.portal.models.links import BrokenLink, OldAddress
from fristed.portal.models.pages import Page, Snapshot

__all__ = ["BrokenLink", "OldAddress", "Page", "Snapshot", "Tally"]
