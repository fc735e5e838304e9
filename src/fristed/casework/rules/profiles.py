"""What is known of the person, as codes. All of it may be empty: a case needs no name.

Kept as one sealed text, because together they point at somebody in a small place.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final, Self

from django.utils.translation import gettext as _

from fristed.kernel.ages import AgeBand
from fristed.kernel.rules import RuleBroken

UNKNOWN: Final = "unknown"
NOT_ASKED: Final = "not_asked"
ABROAD: Final = "abroad"
OLDEST: Final = 110  # years


@dataclass(frozen=True)
class Experience:
    """What she herself said of coercion that day; or that she was not asked, and why not."""

    on: date
    answer: str
    because: str = ""


@dataclass(frozen=True)
class Profile:
    """Codes about the person, each from the code list of its name.

    school          the pupil's own; the adviser's deployment stands on the case
    school_need     why a pupil at a nearby school is followed up, from code list "neighbour_need"
    school_since    the day she changed to it; None: it was hers when the case began
    school_because  why it was changed
    age_band        as stated on `age_stated_on`; a band, never a birthday
    birth_month     "2010-05" where it is known; then the band of today follows from it
    experiences     the person's own experience of coercion, oldest first
    conversation    the reference of the conversation the case was started from
    lists           code list -> the version the codes are from
    """

    school: str = ""
    school_need: str = ""
    school_since: date | None = None
    school_because: str = ""
    conversation: str = ""
    municipality: str = ""
    age_band: str = AgeBand.UNKNOWN.value
    age_stated_on: date | None = None
    birth_month: str = ""
    gender: str = UNKNOWN
    location: str = UNKNOWN
    location_country: str = ""
    country_background: str = ""
    address_protection: str = ""
    contact_route: str = ""
    marriage_stage: str = ""
    marriage_form: str = ""
    experiences: tuple[Experience, ...] = ()
    lists: Mapping[str, str] = field(default_factory=dict)

    @property
    def experience(self) -> Experience | None:
        """The latest."""
        return self.experiences[-1] if self.experiences else None

    @property
    def heard_on(self) -> date | None:
        """The day of the latest: that she was asked, or that somebody wrote why not."""
        return self.experience.on if self.experience else None

    def having_said(self, experience: Experience | None) -> "Profile":
        """With one more answer, unless it is the one that stands already."""
        if experience is None or experience == self.experience:
            return self
        told = [said for said in self.experiences if said.on != experience.on]
        ordered = sorted([*told, experience], key=lambda said: said.on)
        return replace(self, experiences=tuple(ordered))

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, default=date.isoformat)

    @classmethod
    def from_text(cls, text: str) -> Self:
        kept: dict[str, Any] = json.loads(text)
        stated, since = kept.get("age_stated_on"), kept.get("school_since")
        said = (Experience(**one) for one in kept.get("experiences", ()))
        return cls(
            **kept
            | {
                "age_stated_on": date.fromisoformat(stated) if stated else None,
                "school_since": date.fromisoformat(since) if since else None,
                "experiences": tuple(
                    replace(one, on=date.fromisoformat(str(one.on))) for one in said
                ),
            }
        )

    def for_counting(self) -> str:
        """What may be counted of it: codes, no school and no protected address."""
        counted = {
            "municipality": self.municipality,
            "age_band": self.age_band,
            "gender": self.gender,
            "location": self.location,
            "location_country": self.location_country,
            "country_background": self.country_background,
            "contact_route": self.contact_route,
            "marriage_stage": self.marriage_stage,
            "marriage_form": self.marriage_form,
            "coercion": self.experience.answer if self.experience else "",
        }
        return json.dumps({name: code for name, code in counted.items() if code})


def check_profile(profile: Profile, *, on: date) -> None:
    """Check that the codes agree with each other.

    :raises RuleBroken: `not_asked_without_reason`, `country_without_abroad`, `in_the_future` or
        `birth_month_wrong`.
    """
    said = profile.experience
    if said is not None and said.answer == NOT_ASKED and not said.because:
        raise RuleBroken("not_asked_without_reason", _("Velg hvorfor det ikke er spurt."))
    if profile.location_country and profile.location != ABROAD:
        raise RuleBroken(
            "country_without_abroad", _("Velg «i et annet land» når du har valgt et land.")
        )
    days = [said.on for said in profile.experiences] + [profile.age_stated_on or on]
    if max(days) > on:
        raise RuleBroken("in_the_future", _("Dagen har ikke vært ennå."))
    born = profile.birth_month
    if born and not f"{on.year - OLDEST}-{on:%m}" <= born <= f"{on:%Y-%m}":
        raise RuleBroken("birth_month_wrong", _("Fødselsmåneden kan ikke stemme."))
