"""How many sample cases, of what kind: 2023 as published, and a caseload for today.

The totals and shares of 2023 are the published ones (IMDi's report for 2023; the two counts on
stays abroad from the press). What nobody has published, such as the split by county, follows the
population or is spread evenly; the figures are sample data all the same.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fristed.kernel.ages import AgeBand

YEAR = 2023

# Advisers: 66 %, 16 % and 5 % as published; 60 and 37 as counts; the rest is what is left.
ADVISERS_CONCERNS = {
    "negative_social_control": 593,
    "threats_violence": 144,
    "fear_involuntary_stay": 60,
    "fear_forced_marriage": 45,
    "involuntary_stay": 37,
    "forced_marriage": 9,
    "fear_genital_mutilation": 9,
    "genital_mutilation": 2,
}
# Envoys: over half involuntary stay, then negative social control, then fear of such a stay.
ENVOYS_CONCERNS = {
    "involuntary_stay": 132,
    "negative_social_control": 52,
    "fear_involuntary_stay": 34,
    "forced_marriage": 12,
    "fear_forced_marriage": 9,
    "threats_violence": 6,
}
GIRLS = 0.70
UNKNOWN_GENDER = 0.02
AGES = {  # about equal over and under 18
    AgeBand.UNDER_12: 2,
    AgeBand.AGE_12_14: 12,
    AgeBand.AGE_15: 12,
    AgeBand.AGE_16_17: 24,
    AgeBand.AGE_18_24: 42,
    AgeBand.OVER_24: 5,
    AgeBand.UNKNOWN: 3,
}
BACKGROUNDS = ("SY", "PK", "SO", "AF", "IQ", "")
ABROAD = {
    "ambassade-ankara": "TR",
    "ambassade-amman": "JO",
    "ambassade-islamabad": "PK",
    "ambassade-nairobi": "SO",
}
MARRIAGE = {"fear_forced_marriage": "feared", "forced_marriage": "entered"}


@dataclass(frozen=True)
class SampleCase:
    """One made-up case.

    holder         key of the persona who is responsible
    municipality   code valid that day, or empty
    minutes        of each entry [minutes]
    """

    holder: str
    opened_on: date
    closed_on: date | None
    concern: str
    further: tuple[str, ...]
    gender: str
    age_band: AgeBand
    municipality: str
    location: str
    location_country: str
    background: str
    route: str
    marriage_stage: str
    entries: tuple[tuple[date, str, int], ...]  # day, kind, minutes


Places = Sequence[tuple[str, int]]  # municipality code, weight


def cases_of_2023(
    advisers: Sequence[str], envoys: dict[str, str], places: Places
) -> list[SampleCase]:
    """The whole year, as published. Deterministic.

    envoys   key of the persona -> code of her mission
    """
    chance = random.Random("fristed 2023")  # noqa: S311 - sample data, not a secret
    made = []
    for number, concern in enumerate(_spread(chance, ADVISERS_CONCERNS)):
        holder = advisers[number % len(advisers)]
        made.append(_one(chance, holder, _day(chance), concern, places, country=""))
    keys = sorted(envoys)
    for number, concern in enumerate(_spread(chance, ENVOYS_CONCERNS)):
        holder = keys[number % len(keys)]
        country = ABROAD[envoys[holder]]
        made.append(_one(chance, holder, _day(chance), concern, (), country=country))
    return made


def caseload(
    holder: str, size: int, today: date, places: Places, *, country: str = ""
) -> list[SampleCase]:
    """Open cases of one person today, the oldest eight months old."""
    chance = random.Random(f"fristed caseload {holder}")  # noqa: S311 - as above
    concerns = ENVOYS_CONCERNS if country else ADVISERS_CONCERNS
    made = []
    for _ in range(size):
        opened = today - timedelta(days=chance.randrange(2, 240))
        concern = chance.choices(list(concerns), list(concerns.values()))[0]
        made.append(_one(chance, holder, opened, concern, places, country=country, until=today))
    return made


def _one(
    chance: random.Random,
    holder: str,
    opened: date,
    concern: str,
    places: Places,
    *,
    country: str,
    until: date | None = None,
) -> SampleCase:
    last = until or opened + timedelta(days=chance.randrange(20, 200))
    entries = tuple(_entries(chance, opened, last, most=5 if until else 2))
    others = [other for other in ADVISERS_CONCERNS if other != concern]
    codes, weights = [place for place, _ in places], [weight for _, weight in places]
    gender = "unknown" if chance.random() < UNKNOWN_GENDER else "female"
    if gender == "female" and chance.random() > GIRLS:
        gender = "male"
    return SampleCase(
        holder=holder,
        opened_on=opened,
        closed_on=None if until else last,
        concern=concern,
        further=(chance.choice(others),) if chance.random() < 0.4 else (),
        gender="female" if "genital" in concern else gender,
        age_band=chance.choices(list(AGES), list(AGES.values()))[0],
        municipality=chance.choices(codes, weights)[0] if codes else "",
        location="abroad" if country else "norway",
        location_country=country,
        background=chance.choice(BACKGROUNDS),
        route=chance.choice(("self", "own_school_staff", "own_school_staff", "other_school_staff")),
        marriage_stage=MARRIAGE.get(concern, ""),
        entries=entries,
    )


def _entries(
    chance: random.Random, opened: date, last: date, *, most: int
) -> Iterator[tuple[date, str, int]]:
    span = max((last - opened).days, 1)
    days = sorted(chance.randrange(span) for _ in range(chance.randrange(1, most + 1)))
    for day in days:
        kind = chance.choice(("conversation", "call", "school", "services", "advice"))
        yield opened + timedelta(days=day), kind, chance.choice((15, 20, 30, 45, 60, 90))


def _spread(chance: random.Random, counts: dict[str, int]) -> list[str]:
    concerns = [concern for concern, count in counts.items() for _ in range(count)]
    chance.shuffle(concerns)
    return concerns


def _day(chance: random.Random) -> date:
    return date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))
