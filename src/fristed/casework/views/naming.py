"""Which case a form is about, in its own working name."""

from fristed.accounts.middleware import ActorRequest
from fristed.casework import access, queries
from fristed.casework.actions import reading
from fristed.casework.models import Case
from fristed.gate import ReadGrant
from fristed.vault.keeper import KeeperAway, KeeperRefused


def case_name(request: ActorRequest, case: Case, grant: ReadGrant | None = None) -> str:
    """The working name, for the head of a form. Empty where she may not read it, and while the
    keeper is away: a form that only seals is still shown.

    grant   where the case is opened already; else its name alone is
    """
    if grant is not None:
        return queries.name_of(request.actor, case, grant)
    if not access.may_read_case(request.actor, case):
        return ""
    try:
        names = reading.read_own_names(request.actor, queries.sealed_name(request.actor, case))
    except (KeeperAway, KeeperRefused):
        return ""
    return names.get(case.ref, "")
