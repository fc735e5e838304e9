"""Keeping the regional networks: their status, counties and member bodies, by day."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q

from fristed.gate import Actor, action, asking
from fristed.guidance import access
from fristed.guidance.choices import NetworkStatus
from fristed.guidance.models import Network, NetworkBody
from fristed.kernel.refs import new_ref
from fristed.organisation.queries import UnitOn

_OPEN = Q(ends_on=None)

ask_to_keep_network = asking("network.keep", may=access.may_keep_network)


@action("network.keep", may=access.may_keep_network)
def keep_network(
    actor: Actor,
    unit: UnitOn,
    *,
    status: NetworkStatus,
    counties: Collection[str],
    run_by: str,
    mandate: str,
    mandate_until: date | None,
    bodies: Collection[str],
    source: str,
    on: date,
) -> None:
    """From this day on it is so; what was before is kept with its days."""
    before = Network.objects.filter(_OPEN, unit=unit.code)
    before.filter(starts_on=on).delete()
    before.update(ends_on=on - timedelta(1))
    Network.objects.create(
        ref=new_ref("net"),
        unit=unit.code,
        status=status,
        counties=sorted(counties),
        run_by=run_by,
        mandate=mandate,
        mandate_until=mandate_until,
        source=source,
        starts_on=on,
    )
    there = NetworkBody.objects.filter(_OPEN, network_unit=unit.code)
    there.exclude(body__in=bodies).update(ends_on=on - timedelta(1))
    kept = set(there.values_list("body", flat=True))
    NetworkBody.objects.bulk_create(
        NetworkBody(network_unit=unit.code, body=body, starts_on=on)
        for body in sorted(set(bodies) - kept)
    )
