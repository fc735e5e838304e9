"""What nora's open pages show, and where one can go from them."""

from fristed.portal.queries.hidden import hidden_population_page
from fristed.portal.queries.history import HistoryPage, history_page
from fristed.portal.queries.pages import (
    Article,
    NoPage,
    Shelf,
    article,
    links_to,
    shelves,
    signed_links,
)
from fristed.portal.queries.papers import paper_of
from fristed.portal.queries.places import places, quiet_places
from fristed.portal.queries.searching import language_share, pages_about
from fristed.portal.queries.series import composed_table, is_composed
from fristed.portal.queries.tables import TablePage, picture_of, table_page

__all__ = [
    "Article",
    "HistoryPage",
    "NoPage",
    "Shelf",
    "TablePage",
    "article",
    "composed_table",
    "hidden_population_page",
    "history_page",
    "is_composed",
    "language_share",
    "links_to",
    "pages_about",
    "paper_of",
    "picture_of",
    "places",
    "quiet_places",
    "shelves",
    "signed_links",
    "table_page",
]
