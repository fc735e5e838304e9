"""Searching her own cases. The search is a line on the trail: by which fields, never for what."""

from fristed.casework import access
from fristed.gate import asking, opening

ask_to_search_cases = asking("case.search", may=access.may_search_cases)
search_cases = opening("case.search", may=access.may_search_cases, purpose="search")
