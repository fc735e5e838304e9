"""Where a person can go from every page of the desk: `FRISTED_NAVIGATION`."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from fristed.casework import queries as casework
from fristed.casework.access import AT_A_MISSION, GUIDING, SHARED_WITH
from fristed.contact.access import ANSWERING
from fristed.gate import Actor
from fristed.guidance.access import may_guide
from fristed.kernel.roles import CASEWORKERS, Role
from fristed.notices.access import may_see_neutral_texts
from fristed.organisation.access import may_see_help_services
from fristed.portal.access import may_see_letterboxes
from fristed.ui.house import Place


def places(someone: object) -> Sequence[Place]:
    """Hers by her roles today; nobody's before she has signed in."""
    return tuple(_places(someone)) if isinstance(someone, Actor) else ()


def quiet_places(someone: object) -> Sequence[Place]:
    """At the end of each page: `FRISTED_FOOTER`."""
    return (Place(_("Hva er nytt"), reverse("desk:show_releases")),)


def ways_on_inquiry(actor: Actor, ref: str) -> Sequence[Place]:
    """What a professional's inquiry may become, by what she works with."""
    ways = []
    if actor.roles & CASEWORKERS:
        start = reverse("casework:start_case_from_inquiry", args=[ref])
        ways.append(Place(_("Start en sak"), start))
    if Role.ENVOY in actor.roles:
        ways.append(_brief_of(actor, ref))
    if Role.COMPETENCE_TEAM in actor.roles:
        take_in = reverse("casework:take_in_inquiry", args=[ref])
        ways.append(Place(_("Ta imot til drøfting"), take_in))
    return tuple(ways)


def _brief_of(actor: Actor, ref: str) -> Place:
    """What one service asked, others need too: the brief it led to, or one to be written."""
    written = casework.brief_of_inquiry(actor, ref)
    if written:
        brief, title = written
        words = _("Landorientering: %(title)s") % {"title": title}
        return Place(words, reverse("casework:show_brief", args=[brief]))
    address = reverse("casework:write_brief_of_inquiry", args=[ref])
    return Place(_("Skriv en landorientering av svaret"), address)


def _places(actor: Actor) -> Iterator[Place]:
    yield from _of_work(actor)
    if actor.roles & {Role.ANALYST, Role.LEADER}:
        yield from _if_there(_("Årsrapport"), "reporting:list_yearly_reports")
    if may_see_letterboxes(actor, actor):
        yield Place(_("Fra leserne"), reverse("desk:list_reader_weeks"))
        yield Place(_("Noras sider"), f"{settings.FRISTED_STUDIO}/pages/")
    if Role.EDITOR in actor.roles:
        yield Place(_("Lenker"), reverse("desk:list_links"))
    if may_see_help_services(actor, actor):
        yield Place(_("Numre å ringe"), reverse("desk:list_help_services"))
    yield from _of_oversight(actor)
    if actor.roles & CASEWORKERS:
        yield from _if_there(_("Halvår"), "reporting:list_periods")
        yield Place(_("Vikar"), reverse("casework:appoint_stand_in"))
        yield Place(_("Eksport"), reverse("casework:list_exports"))
    if actor.roles & CASEWORKERS or actor.leads:
        yield Place(_("Nødåpning"), reverse("casework:break_glass"))
    yield from _if_there(_("Mine roller"), "desk:show_own_offices")
    yield Place(_("Min innlogging"), reverse("accounts:show_own_sign_in"))


def _of_work(actor: Actor) -> Iterator[Place]:
    """Where her own work is."""
    if actor.leads or actor.roles & (CASEWORKERS | ANSWERING | {Role.COMPETENCE_TEAM}):
        yield Place(_("Min dag"), reverse("desk:my_day"), "d")
    if actor.roles & CASEWORKERS:
        yield Place(_("Saker"), reverse("casework:list_cases"), "s")
        yield Place(_("Reiser"), reverse("casework:list_journeys"), "r")
    if actor.roles & GUIDING:
        yield Place(_("Plikter"), reverse("casework:list_duties"), "p")
    if actor.roles & SHARED_WITH:
        yield Place(_("Deling"), reverse("casework:list_offers"), "e")
    if Role.COMPETENCE_TEAM in actor.roles:
        yield Place(_("Drøftinger"), reverse("casework:list_consultations"), "s")
    if actor.roles & CASEWORKERS:
        yield Place(_("Kvitteringer"), reverse("casework:list_reports"), "k")
    yield from _abroad(actor)
    if actor.roles & ANSWERING:
        yield Place(_("Samtaler"), reverse("desk:list_conversations"), "m")
    yield from _of_guidance(actor)
    if Role.ANALYST in actor.roles:
        yield from _if_there(_("Tabeller"), "statistics:list_drafts", "t")


def _of_guidance(actor: Actor) -> Iterator[Place]:
    """What professionals ask, and the texts that leave the house."""
    if may_guide(actor, actor):
        yield Place(_("Henvendelser"), reverse("guidance:list_inquiries"), "h")
        yield Place(_("Kalender"), reverse("guidance:show_calendar"))
        yield Place(_("Svarbibliotek"), reverse("desk:list_reply_texts"))
        yield Place(_("Erfaring og metode"), reverse("guidance:show_experience"))
        yield Place(_("Forslag til Nora"), reverse("desk:list_contributions"))
    if may_see_neutral_texts(actor, actor):
        yield Place(_("Nøytrale tekster"), reverse("desk:list_neutral_texts"))


def _abroad(actor: Actor) -> Iterator[Place]:
    if actor.roles & SHARED_WITH:
        yield Place(_("Land"), reverse("casework:list_countries"), "l")
    if actor.roles & AT_A_MISSION:
        yield Place(_("Kontakter"), reverse("casework:list_contacts"), "o")


def _of_oversight(actor: Actor) -> Iterator[Place]:
    """Where she looks after others' work."""
    is_officer = Role.DATA_PROTECTION_OFFICER in actor.roles
    if actor.leads:
        yield Place(_("Mine folk"), reverse("casework:list_people"), "f")
        yield Place(_("Godkjenninger"), reverse("casework:list_approvals"), "j")
        yield Place(_("Enheter"), reverse("desk:list_teams"))
        yield from _if_there(_("Halvår"), "reporting:list_periods")
    if Role.LEADER in actor.roles:
        yield from _if_there(_("Sesongen"), "statistics:show_season")
    if actor.leads or is_officer:
        yield Place(_("Varsler"), reverse("casework:list_alarms"), "v")
    if (actor.leads or is_officer) and Role.ANALYST not in actor.roles:
        yield from _if_there(_("Telling av overlapp"), "statistics:list_exercises")
    if actor.leads or is_officer:
        yield Place(_("Lagringstid"), reverse("desk:show_retention"))
    if is_officer:
        yield Place(_("Uvanlig åpning"), reverse("casework:list_unusual_access"), "u")
        yield Place(_("Hvem kan hva"), reverse("desk:show_policies"), "h")
        yield Place(_("Behandlingsprotokoll"), reverse("desk:show_record_of_processing"), "b")
        yield Place(_("Samme person"), reverse("casework:record_matching_ground"))
    if Role.ADMINISTRATOR in actor.roles:
        yield Place(_("Kontoer"), reverse("desk:list_accounts"), "k")
        yield Place(_("Oppnevninger"), reverse("desk:list_offices"), "o")
        yield Place(_("Meldte feil"), reverse("desk:list_problems"))
    if actor.leads or Role.ADMINISTRATOR in actor.roles:
        yield Place(_("Krav om godkjenning"), reverse("casework:list_approval_rules"))


def _if_there(label: str, name: str, shortcut: str = "") -> Iterator[Place]:
    """A room that this installation may not have yet."""
    try:
        yield Place(label, reverse(name), shortcut)
    except NoReverseMatch:
        return
