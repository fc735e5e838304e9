"""Opening a case, its access log, and the working names of one's own list."""

from fristed.casework import access
from fristed.gate import opening, opening_names

read_case = opening("case.read", may=access.may_read_case)
read_access_log = opening("case.read_access_log", may=access.may_see_access_log)
read_own_names = opening_names("case.read_own_names")
