"""Asked before a page that opens no file. A refusal is recorded."""

from fristed.desk import access
from fristed.gate import asking

ask_to_see_inbox = asking("desk.see_inbox", may=access.may_see_inbox)
ask_to_oversee = asking("desk.oversee", may=access.may_oversee)
ask_to_see_accounts = asking("desk.see_accounts", may=access.may_see_accounts)
ask_to_lead_teams = asking("desk.lead_teams", may=access.may_lead_teams)
