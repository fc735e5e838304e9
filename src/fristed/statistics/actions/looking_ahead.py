"""Looking at the season."""

from fristed.gate import asking
from fristed.statistics import access

ask_to_see_season = asking("statistics.see_season", may=access.may_see_season)
