"""Where anyone can go from every page of nora: `FRISTED_NAVIGATION` and `FRISTED_FOOTER`."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.ui.house import Place


def places(someone: object) -> Sequence[Place]:
    """The same for everyone; the way to a person first."""
    return (
        Place(_("Hjelp nå"), reverse("portal:show_help")),
        Place(_("Skriv til oss"), reverse("contact:before_writing")),
        Place(_("Les"), reverse("portal:show_pages")),
        Place(_("Tall"), reverse("portal:show_history")),
        Place(_("Om siden"), reverse("portal:show_about")),
    )


def quiet_places(someone: object) -> Sequence[Place]:
    """What must be there and need not be in the way."""
    return (
        Place(_("Personvern"), reverse("portal:show_privacy")),
        Place(_("Tilgjengelighet"), reverse("portal:show_accessibility")),
    )
