"""Who may see the pages that belong to no room alone."""

from fristed.casework.access import may_have_cases, may_work_in_team
from fristed.casework.queries import Destroyed
from fristed.contact.access import ANSWERING
from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import Role
from fristed.vault.models import RetentionRule


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


def may_see_retention(actor: Actor, person: Actor) -> Decision:
    """Those who lead a unit, and the data protection officer: how long what is kept."""
    return ALLOW if actor.leads or may_oversee(actor, person) else deny("not_leader")


def may_propose_retention(actor: Actor, person: Actor) -> Decision:
    """The same. Nothing is in force before a leader has signed it off."""
    return may_see_retention(actor, person)


def may_sign_retention(actor: Actor, rule: RetentionRule) -> Decision:
    """Those who lead a unit, but never the one who proposed it; the data protection officer
    advises, and signs nothing."""
    if not actor.leads:
        return deny("not_leader")
    if rule.ended_on or rule.signed_off_on:
        return deny("rule_not_waiting")
    return ALLOW if rule.proposed_by != actor.id else deny("proposed_it_herself")


def may_end_retention(actor: Actor, rule: RetentionRule) -> Decision:
    """Those who see it, alone: while no rule is in force nothing is destroyed, and stopping that
    must never wait."""
    if not may_see_retention(actor, actor):
        return deny("not_leader")
    return ALLOW if not rule.ended_on else deny("rule_not_waiting")


def may_preview_destruction(actor: Actor, person: Actor) -> Decision:
    """Those who lead a unit, with a second factor just shown; of other units the keeper says no."""
    return may_lead_teams(actor, person)


def may_read_certificate(actor: Actor, destroyed: Destroyed) -> Decision:
    """That a quarter was destroyed: those who lead the unit, and the data protection officer."""
    if destroyed.unit in actor.leads:
        return ALLOW
    return may_oversee(actor, actor)


def may_see_accounts(actor: Actor, person: Actor) -> Decision:
    """Administrators see who belongs where. Accounts are made and closed with commands."""
    return ALLOW if Role.ADMINISTRATOR in actor.roles else deny("not_administrator")


def may_lead_teams(actor: Actor, person: Actor) -> Decision:
    """Whoever leads a unit today sees who belongs to it, and appoints."""
    return ALLOW if actor.leads else deny("not_leader")
