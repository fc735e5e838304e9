"""What nora's open pages show, and where one can go from them."""

from fristed.portal.queries.history import HistoryPage, history_page
from fristed.portal.queries.places import places, quiet_places
from fristed.portal.queries.tables import TablePage, table_page

__all__ = ["HistoryPage", "TablePage", "history_page", "places", "quiet_places", "table_page"]
