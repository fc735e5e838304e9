"""What every page of a door says about the house: its name, its exit, its banner."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from fristed.ui import wording

NAMES = {"nora": "Nora", "partner": "Fristed for fagfolk", "studio": "Fristed studio"}


@dataclass(frozen=True)
class Place:
    """Somewhere a person can go from every page of her door.

    shortcut   the letter after `g` that goes there, or none
    """

    label: str
    address: str
    shortcut: str = ""

    def holds(self, path: str) -> bool:
        return path == self.address or (self.address != "/" and path.startswith(self.address))


class House:
    """Settings a layout needs, read when asked for.

    Each has a default, so that a page can be drawn with no settings at all (the 500 page).
    """

    @property
    def door(self) -> str:
        return str(getattr(settings, "FRISTED_DOOR", "desk"))

    @property
    def layout(self) -> str:
        return "ui/nora.html" if self.door == "nora" else "ui/desk.html"

    @property
    def has_shortcuts(self) -> bool:
        """Keys and a palette are for those who work there all day."""
        return self.door != "partner"

    @property
    def name(self) -> str:
        return NAMES.get(self.door, "Fristed")

    @property
    def owner(self) -> str:
        """Who runs the installation and answers what is written; empty until somebody says."""
        return str(getattr(settings, "FRISTED_OWNER", ""))

    @property
    def home(self) -> str:
        """The front page, in the language of the page; only nora has its language in addresses."""
        language = wording.language()
        return f"/{language}/" if self.door == "nora" and language != "nb" else "/"

    @property
    def holds_sample(self) -> bool:
        """While sample data is in the installation every page says so."""
        return bool(getattr(settings, "FRISTED_HOLDS_SAMPLE", False))

    @property
    def sample_words(self) -> str:
        """What paper and files made on such an installation say first; else nothing."""
        if not self.holds_sample:
            return ""
        return " ".join(
            (
                _("Eksempeldata."),
                _(
                    "Dette er en demonstrasjon. Ingen av personene, sakene eller tallene er"
                    " virkelige, og tallene skal ikke siteres."
                ),
            )
        )

    @property
    def shows_components(self) -> bool:
        """The page with one of each, for those who build; never in production."""
        return not getattr(settings, "PRODUCTION", True)

    @property
    def exit_target(self) -> str:
        return str(getattr(settings, "FRISTED_EXIT_TARGET", "https://www.yr.no/"))

    @property
    def end_address(self) -> str:
        """Ends the conversation's session and sends on to the exit's target."""
        return "/ut"

    @property
    def sign_out_address(self) -> str:
        return str(resolve_url(getattr(settings, "FRISTED_SIGN_OUT", "/logg-ut/")))

    @property
    def page_end(self) -> str:
        """A template of the door's own at the end of each page, e.g. the session's clock."""
        return str(getattr(settings, "FRISTED_PAGE_END", ""))

    @property
    def accessibility_statement(self) -> str:
        """Address of the owner's statement (tilgjengelighetserklæring); empty until made."""
        return str(getattr(settings, "FRISTED_ACCESSIBILITY_STATEMENT", ""))

    @property
    def emergency_address(self) -> str:
        """Where staff type a reference to open it in an emergency; the same link on every 404."""
        return str(getattr(settings, "FRISTED_EMERGENCY_OPENING", ""))

    @property
    def screen_address(self) -> str:
        """Below it she covers her screen and keeps how her keys work; empty where nobody does."""
        return str(getattr(settings, "FRISTED_SCREEN", ""))

    @property
    def problem_address(self) -> str:
        """Where somebody says that a page does not work; empty where nobody listens."""
        return str(getattr(settings, "FRISTED_PROBLEM", ""))

    def places(self, someone: object) -> Sequence[Place]:
        """Where this person can go; the door's own function, named in FRISTED_NAVIGATION."""
        return _places_by("FRISTED_NAVIGATION", someone)

    @property
    def quiet_places(self) -> Sequence[Place]:
        """What stands at the end of each page; the door's own function, in FRISTED_FOOTER."""
        return _places_by("FRISTED_FOOTER", None)


def _places_by(setting: str, someone: object) -> Sequence[Place]:
    named = str(getattr(settings, setting, ""))
    if not named:
        return ()
    places: Sequence[Place] = import_string(named)(someone)
    return places


HOUSE = House()
