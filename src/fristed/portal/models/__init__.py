"""What the portal keeps: pages, their published versions, proposals, and ways between them."""

from fristed.portal.models.answers import Letterbox, Remark, Tally
from fristed.portal.models.contributions import Contribution
from fristed.portal.models.links import BrokenLink, OldAddress
from fristed.portal.models.pages import Page, Snapshot

__all__ = [
    "BrokenLink",
    "Contribution",
    "Letterbox",
    "OldAddress",
    "Page",
    "Remark",
    "Snapshot",
    "Tally",
]
