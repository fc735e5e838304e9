"""What `check --deploy` refuses beside Django's own list: everything meant for development."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from fristed.vault import keeper


@register(Tags.security, deploy=True)
def check_for_production(**_kwargs: Any) -> Sequence[Error]:
    """Keys beside the data, addresses of one machine, plain http: never in production."""
    found = []
    if settings.FRISTED_CUSTODY.startswith("file:"):
        found.append(
            Error(
                "The keeper's keys are kept in a folder.",
                hint="Set FRISTED_CUSTODY to a key service, such as transit:https://...",
                id="config.E001",
            )
        )
    if not settings.PRODUCTION:
        found.append(Error("FRISTED_PRODUCTION is not 1.", id="config.E002"))
    if "localhost" in settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        found.append(Error("FRISTED_HOSTS must name this door's own host names.", id="config.E003"))
    if not _custody_is_for_production():
        found.append(
            Error(
                "The keeper that runs keeps its keys in a folder.",
                hint="Start it with --custody and the address of a key service.",
                id="config.E004",
            )
        )
    return found


def _custody_is_for_production() -> bool:
    """What the keeper itself says; one that does not answer is not running yet."""
    try:
        return bool(keeper.call("hello")["custody_for_production"])
    except keeper.KeeperAway:
        return True
