"""What advisers have proposed for nora's pages. Both wait for an editor."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from fristed.portal.actions.contributing import send_contribution
from fristed.sample.people import SignedUp

A_WEEK = timedelta(days=7)
WRITTEN = (
    (
        "amina",
        "phone",
        "Mange vet ikke at andre kan se hvor de er i et spill. Det bør stå sammen med kartapper.",
    ),
    (
        "celine",
        "",
        "Flere spør hva de kan si til en trener eller leder. Det mangler en side om det.",
    ),
)


def propose(signed_up: Mapping[str, SignedUp], now: datetime) -> None:
    for key, page, text in WRITTEN:
        actor = signed_up[key].actor()
        on = timezone.localdate(now - A_WEEK)
        send_contribution(actor, actor, text=text, page=page, is_sure=False, on=on)
