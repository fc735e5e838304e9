"""What `check --deploy` refuses beside Django's own list: everything meant for development."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from fristed.adapters.providers import Provider
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
    return [*found, *(_about_provider(one) for one in _not_ready())]


def _not_ready() -> Iterator[Provider]:
    """Providers people are sent to that are not safe, or not trusted by the keeper that runs."""
    for provider in settings.FRISTED_PROVIDERS:
        is_weak = settings.FRISTED_DOOR == "desk" and not provider.acr
        if is_weak or not provider.issuer.startswith("https://") or not _is_trusted(provider):
            yield provider


def _about_provider(provider: Provider) -> Error:
    return Error(
        f"{provider.label} cannot be used.",
        hint=f"Give it an https address and a strength (FRISTED_{provider.name.upper()}_ISSUER and "
        "_ACR), and have the keeper trust it: python -m fristed.keeper trust.",
        id="config.E005",
    )


def _is_trusted(provider: Provider) -> bool:
    """What the keeper itself says; one that does not answer is not running yet."""
    wanted = (provider.issuer, provider.client)
    try:
        trusted = keeper.call("hello")["issuers"]
    except keeper.KeeperAway:
        return True
    return any(
        (one["issuer"], one["audience"]) == wanted and settings.FRISTED_DOOR in one["doors"]
        for one in trusted
    )


def _custody_is_for_production() -> bool:
    """What the keeper itself says; one that does not answer is not running yet."""
    try:
        return bool(keeper.call("hello")["custody_for_production"])
    except keeper.KeeperAway:
        return True
