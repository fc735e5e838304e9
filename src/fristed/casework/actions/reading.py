"""Opening a case, its access log, and the working names of one's own list."""

from fristed.casework import access
from fristed.gate import asking, opening, opening_names

read_case = opening("case.read", may=access.may_read_case)
read_duties = opening("case.read_duties", may=access.may_see_duties)
read_access_log = opening("case.read_access_log", may=access.may_see_access_log)
read_own_names = opening_names("case.read_own_names")

read_who_knows = opening("case.read_who_knows", may=access.may_see_who_knows)

ask_to_see_journeys = asking("case.see_journeys", may=access.may_see_journeys)
ask_to_lead = asking("case.see_people", may=access.may_lead)
ask_to_see_cases_of = asking("case.see_cases_of", may=access.may_see_cases_of)
ask_to_see_unusual = asking("case.see_unusual_access", may=access.may_see_unusual_access)
ask_to_see_alarms = asking("case.see_alarms", may=access.may_see_alarms)
