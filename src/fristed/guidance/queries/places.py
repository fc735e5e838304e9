"""Where somebody can go from every page of the partner door: FRISTED_NAVIGATION, FRISTED_FOOTER."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.gate import Actor
from fristed.guidance.access import may_guide
from fristed.ui.house import Place


def partner_places(someone: object) -> Sequence[Place]:
    if not isinstance(someone, Actor):
        return ()
    places = [
        Place(_("Forsiden"), reverse("guidance:show_door")),
        Place(_("Bekymring"), reverse("guidance:raise_concern")),
        Place(_("Veiledning"), reverse("guidance:ask_for_guidance")),
        Place(_("Kurs"), reverse("guidance:ask_for_course")),
    ]
    if may_guide(someone, someone):
        network = reverse("guidance:show_network", args=[min(someone.units)])
        places[1:1] = [
            Place(_("Nettverkets henvendelser"), reverse("guidance:list_inquiries")),
            Place(_("Nettverket"), network),
            Place(_("Kalender"), reverse("guidance:show_calendar")),
        ]
    return places


def partner_quiet_places(someone: object) -> Sequence[Place]:
    """Open to everyone, also on the sign-in page."""
    return (
        Place(_("Hva gjør jeg nå?"), reverse("guidance:show_acute")),
        Place(_("Spør uten å logge inn"), reverse("guidance:ask_without_name")),
    )
