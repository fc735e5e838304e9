"""Cases of a hundred entries, each handed over to somebody else. Runs with every app.

    python -m bench.carrying SIGNINS    answers, as JSON, the seconds each hand-over took

As the desk's role and with the real keeper: every entry is read, half of them are sealed anew,
the offer is made and accepted, keys and rows change hands.
"""

import json
import sys
import time
from dataclasses import replace
from datetime import timedelta

import django

django.setup()

from bench.codes import unused_code  # noqa: E402 - after setup
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from fristed.accounts.models import User  # noqa: E402
from fristed.casework import queries  # noqa: E402
from fristed.casework.actions import handing_over, reading, sharing  # noqa: E402
from fristed.casework.choices import ShareKind, SharePurpose  # noqa: E402
from fristed.casework.models import Case, Share  # noqa: E402
from fristed.casework.rules.sharing import answer_by  # noqa: E402
from fristed.gate import Actor, scope  # noqa: E402
from fristed.organisation.queries import actor_for, calendar_of, people_with  # noqa: E402
from fristed.sample import cases, figures  # noqa: E402
from fristed.vault import keeper  # noqa: E402

ENTRIES = 100
TIMES = 5


def main(signins: str) -> None:
    known = json.loads(signins)
    now = timezone.now()
    today = timezone.localdate(now)
    with connection.cursor() as cursor:
        cursor.execute("set role fristed_desk")
    amina, birger = (_actor(key, known[key]["totp_secret"]) for key in ("amina", "birger"))
    wanted = figures.caseload("amina", TIMES, today, [("0301", 1)])
    (_, kind, minutes), *_ = wanted[0].entries
    days = [today - timedelta(days=ENTRIES - number) for number in range(ENTRIES)]
    entries = tuple((day, kind, minutes) for day in days)
    long = [replace(case, opened_on=days[0], closed_on=None, entries=entries) for case in wanted]
    cases.make_cases(amina, min(amina.units), long, now)
    with scope(amina):
        made = list(Case.objects.filter(adviser_id=amina.id).order_by("-pk")[:TIMES])
    seconds = [_carry(amina, birger, queries.case_by_ref(case.ref)) for case in made]
    json.dump(seconds, sys.stdout)


def _carry(former: Actor, receiver: Actor, case: Case) -> float:
    began, now, today = time.perf_counter(), timezone.now(), timezone.localdate()
    (to,) = [one for one in people_with(receiver.roles, today) if one.id == receiver.id]
    entries = queries.choosable_entries(former, case, reading.read_case(former, case))
    if len(entries) != ENTRIES:
        raise AssertionError(f"{len(entries)} entries")
    parts, kept = queries.parts_for_hand_over(former, case)
    offered = sharing.Offered.ask(
        former,
        case,
        to=to,
        kind=ShareKind.HAND_OVER,
        purpose=SharePurpose.NEW_PLACE,
        parts=parts,
        at=now,
        ends_at=None,
        answer_by=answer_by(calendar_of(to.unit, today), now),
    )
    handing_over.offer_hand_over(
        former,
        case,
        offered=offered,
        ground=sharing.Law("right_to_inform", queries.given_basis("right_to_inform", today)),
        moved=[handing_over.Moved(entry, kept) for entry in entries[: ENTRIES // 2]],
        why="Målt.",
        on=today,
    )
    with scope(receiver):
        share = Share.objects.get(case_ref=case.ref).ref
    offer = queries.offer_by_ref(receiver, share)
    taken = sharing.Taken.ask(receiver, offer)
    handing_over.accept_hand_over(receiver, offer, taken=taken, on=today, at=timezone.now())
    return time.perf_counter() - began


def _actor(username: str, secret: str) -> Actor:
    person = User.objects.get(username=username)
    code = unused_code(username, secret)
    signed_in = keeper.call("sign_in", person=person.ref, code=code, door="desk", timeout=30)
    return actor_for(person, door="desk", assertion=signed_in["assertion"], at=timezone.now())


if __name__ == "__main__":
    main(sys.argv[1])
