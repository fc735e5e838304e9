"""One case, changed again and again by its adviser, through the gate.

    python -m bench.changing PERSON-ID PERSON-REF UNIT    reads one word per line: codes or whole

Run with the desk's settings. The caller measures what the database wrote meanwhile.
"""

import sys

import django

django.setup()

from django.db.models import F  # noqa: E402 - after setup
from django.utils import timezone  # noqa: E402

from fristed.casework import queries  # noqa: E402
from fristed.casework.actions import updating  # noqa: E402
from fristed.casework.models import Case  # noqa: E402
from fristed.casework.rules.profiles import Profile  # noqa: E402
from fristed.gate import Actor, scope  # noqa: E402
from fristed.kernel.roles import Role  # noqa: E402

CONCERNS = ("negative_social_control", "threats_violence")


def main(person: str, ref: str, unit: str) -> None:
    actor = Actor(
        id=int(person), ref=ref, name="Amina", door="desk",
        roles=frozenset({Role.ADVISER}), units=frozenset({unit}),
    )  # fmt: skip
    with scope(actor):
        refs = list(Case.objects.filter(status="open").values_list("ref", flat=True))
    does = {"codes": codes, "whole": whole}
    for number, line in enumerate(sys.stdin):
        does[line.strip()](actor, refs[number % len(refs)], number)
        sys.stdout.write("\n")
        sys.stdout.flush()


def codes(actor: Actor, ref: str, number: int) -> None:
    """The row's own codes, as the database sees them changed."""
    with scope(actor):
        Case.objects.filter(ref=ref).update(
            concern=CONCERNS[number % 2], updated_on=timezone.localdate(), version=F("version") + 1
        )


def whole(actor: Actor, ref: str, number: int) -> None:
    """All that saving the form does: texts sealed anew, ledger, trail, outcome."""
    case = queries.case_by_ref(ref)
    updating.update_case(
        actor,
        case,
        seen_version=case.version,
        concern=CONCERNS[number % 2],
        further_concerns=(),
        profile=Profile(municipality="0301", age_band="16_17", gender="female"),
        counted=bytes(540),
        before=Profile(municipality="0301", age_band="16_17", gender="female"),
        at=timezone.now(),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
