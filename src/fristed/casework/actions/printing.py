"""Putting a case on paper: an opening of its own in the log, with its purpose."""

from fristed.casework import access
from fristed.gate import asking, opening

ask_to_print_blank = asking("case.print_blank", may=access.may_print_blank)
ask_to_print_case = asking("case.print", may=access.may_print_case)
print_case = opening("case.print", may=access.may_print_case, purpose="print")
print_without_others = opening(
    "case.print_without_others", may=access.may_print_case, purpose="print"
)
