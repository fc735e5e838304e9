"""The rules of counting, in one file with a version. A published number names the version.

statistics-2 (2026). A measure that is added leaves the version as it is; one that is counted in
another way changes it. Activities and who took part are not counted: no room registers them yet.

A table counts one measure of one service in one calendar year, by the facts of
casework's rules. Services stand by themselves and are never added: the same case may be counted by
several. A category that is not known is a category of its own.

new_cases      cases by the day they were first opened; one that is closed and opened again is not
               new again, and one that began as an inquiry counts here and as an inquiry
new_cases_before  the same cases by the categories of the year before: only of a year in which the
               list was changed, so that both definitions stand beside each other in that year
active_cases   cases that were open on at least one day of the year, by main concern as the year's
               own list has it; those whose older concern has no place there stand by themselves
inquiries      inquiries from professionals to all units, by the day they were asked; one that was
               made into a case or a consultation counts here once, and there by its own rule
steered        services that answers told professionals of, by the day they were told; an answer
               may name several
aftermath      what professionals said came of an answer, asked once, two weeks after
passings       each time an inquiry was sent to a unit by rule or by a person, by why: what regional
               networks were sent first, and what they gave back
answer_times   working time from an inquiry to its first answer, by promise, on the day it was
               answered: median and ninth decile in steps of five minutes, never a small group's
effect         each time a young person scaled her goal again, 3 or 12 months after: nearer it than
               at the start, further from it or the same; one person may be there twice
goals          cases that ended in the year, by whether she says that what she wanted was reached
helped_home    cases that ended in the year of people who were abroad: home again, or there still;
               one person in each, and not those who ended without it being known
consultations  matters that came before the competence team, with a name or without, by the day they
               were received
refunds        applications to have a journey home paid, by the day they were made
housing        places asked for in the housing and support offer, by the day they were asked for
conversations  conversations that young people began on Nora, by the day of the first message; by
               county only where she chose one herself
briefs         country briefs given to a service, each time
cooperation    kinds of service in the cooperation plans that began in the year, each once in a plan
hours          minutes of all entries of the year, summed over each cell and then rounded to hours;
               never by county: where one adviser works, her hours are hers

The county is that of the pupil's municipality on the day; the table has the counties of the year's
last day, and a county that ended within the year is carried there where it is whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fristed.statistics.choices import Measure, Service, Side

VERSION: Final = "statistics-2"
MOVED: Final = 5
"""A revision shows a cell anew where it has changed by so much, as `safecount.disclosure.revise`
means it. [cases]"""
NO_COUNTY: Final = "99"


@dataclass(frozen=True)
class Rule:
    """How a measure is counted.

    kind       of the facts it counts
    sides      what a table of it may be broken down by, in the order of its cells
    services   whose figures it can be of
    in_hours   the minutes are summed instead of the facts
    is_whole   its sides belong together: it is broken down by all of them or not at all
    """

    kind: str
    sides: tuple[Side, ...]
    services: tuple[Service, ...] = (Service.ADVISER, Service.ENVOY)
    in_hours: bool = False
    is_whole: bool = False


RULES: Final[Mapping[str, Rule]] = {
    Measure.NEW_CASES: Rule("case", (Side.COUNTY, Side.CONCERN, Side.GENDER, Side.AGE_BAND)),
    Measure.CASES_BEFORE: Rule("case_before", (Side.CONCERN_BEFORE,)),
    Measure.ACTIVE_CASES: Rule("active_case", (Side.OPEN_CONCERN,)),
    Measure.INQUIRIES: Rule(
        "inquiry", (Side.COUNTY, Side.ASKER, Side.BECAME), services=(Service.GUIDANCE,)
    ),
    Measure.STEERED: Rule("steering", (Side.ASKER, Side.STEERED), services=(Service.GUIDANCE,)),
    Measure.AFTERMATH: Rule("aftermath", (Side.ASKER, Side.ACTED), services=(Service.GUIDANCE,)),
    Measure.PASSINGS: Rule("passing", (Side.WHY,), services=(Service.GUIDANCE,)),
    Measure.ANSWER_TIMES: Rule(
        "answer", (Side.PROMISE, Side.FIGURE), services=(Service.GUIDANCE,), is_whole=True
    ),
    Measure.EFFECT: Rule("effect", (Side.POINT, Side.DIRECTION)),
    Measure.GOALS: Rule("goal", (Side.REACHED,)),
    Measure.HOURS: Rule("work", (Side.WORK,), in_hours=True),
    Measure.HELPED_HOME: Rule("home", (Side.HOME,)),
    Measure.CONSULTATIONS: Rule(
        "consultation", (Side.CONCERN, Side.CALLER), services=(Service.COMPETENCE_TEAM,)
    ),
    Measure.REFUNDS: Rule("return_refund", (Side.DECISION,), services=(Service.COMPETENCE_TEAM,)),
    Measure.HOUSING: Rule("housing_request", (Side.DECISION,), services=(Service.COMPETENCE_TEAM,)),
    Measure.CONVERSATIONS: Rule(
        "conversation", (Side.COUNTY, Side.ANSWERED), services=(Service.CONTACT,)
    ),
    Measure.BRIEFS: Rule("brief", (Side.READER,), services=(Service.ENVOY,)),
    Measure.COOPERATION: Rule("cooperation", (Side.PARTNER,)),
}


def series_of(measure: str, service: str) -> str:
    """The name under which years of one measure of one service belong together."""
    return f"{measure}.{service}"


def hours(minutes: int) -> int:
    """Whole hours, halves upwards."""
    return (minutes + 30) // 60
