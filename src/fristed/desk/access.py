"""Who may see the pages that belong to no room alone."""

from fristed.casework.access import may_have_cases, may_work_in_team
from fristed.contact.access import ANSWERING
from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import Role


def may_see_day(actor: Actor, person: Actor) -> Decision:
    """Those with cases, those who answer conversations, members of the competence team, whose
    decisions are tasks, and those who lead a unit."""
    works = may_have_cases(actor, person) or may_work_in_team(actor, person)
    if works or actor.leads:
        return ALLOW
    return may_see_inbox(actor, person)


def may_see_inbox(actor: Actor, person: Actor) -> Decision:
    """Those whose work is to answer. They see their own teams' conversations only."""
    return ALLOW if actor.roles & ANSWERING else deny("not_answering")


def may_oversee(actor: Actor, person: Actor) -> Decision:
    """The data protection officer reads the rules and what is kept."""
    officer = Role.DATA_PROTECTION_OFFICER in actor.roles
    return ALLOW if officer else deny("not_data_protection_officer")


def may_edit(actor: Actor, person: Actor) -> Decision:
    """Editors look after what nora says. They see no case and no conversation."""
    return ALLOW if Role.EDITOR in actor.roles else deny("not_editor")


def may_see_accounts(actor: Actor, person: Actor) -> Decision:
    """Administrators see who belongs where. Accounts are made and closed with commands."""
    return ALLOW if Role.ADMINISTRATOR in actor.roles else deny("not_administrator")


def may_lead_teams(actor: Actor, person: Actor) -> Decision:
    """Whoever leads a unit today sees who belongs to it, and appoints."""
    return ALLOW if actor.leads else deny("not_leader")
