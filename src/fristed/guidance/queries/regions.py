"""Regional networks as data of a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, scope
from fristed.guidance.access import may_keep_network
from fristed.guidance.choices import NetworkStatus
from fristed.guidance.models import Network, NetworkBody
from fristed.guidance.rules.regions import Shares, missing_bodies, region_for, shares_of
from fristed.organisation.queries import unit_on


@dataclass(frozen=True)
class NetworkLine:
    """counts   whether it is more than a proposal"""

    unit: str
    name: str
    status: str
    counts: bool
    counties: tuple[str, ...]
    run_by: str
    mandate: str
    bodies: tuple[str, ...]
    missing: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    may_keep: Decision


@dataclass(frozen=True)
class Regions:
    """shares   the whole country's, in the last twelve months"""

    networks: tuple[NetworkLine, ...]
    shares: Shares


def region_of(county: str, day: date) -> str:
    """The unit of the network that answers the county first that day, or none."""
    rows = _during(Network.objects.all(), day).values_list("unit", "status", "counties")
    return region_for(county, list(rows))


def regions(actor: Actor, *, on: date) -> Regions:
    """Every network that day, whatever its status."""
    with scope(actor), connection.cursor() as cursor:
        rows = list(_during(Network.objects.order_by("unit"), on))
        bodies = list(_during(NetworkBody.objects.order_by("id"), on))
        cursor.execute("select * from guidance_reasons(%s)", [on - timedelta(365)])
        reasons = [why for why, total in cursor.fetchall() for _each in range(total)]
    wanted = [code.value for code in codelists.code_list("network_body", on).codes]
    there: dict[str, list[str]] = {}
    for one in bodies:
        there.setdefault(one.network_unit, []).append(one.body)
    lines = tuple(_line(actor, row, there.get(row.unit, []), wanted, on) for row in rows)
    return Regions(lines, shares_of(reasons))


def network_as_kept(unit: str, day: date) -> dict[str, object]:
    """What the form begins with."""
    row = _during(Network.objects.filter(unit=unit), day).first()
    if row is None:
        return {"status": NetworkStatus.PROPOSED}
    bodies = _during(NetworkBody.objects.filter(network_unit=unit), day)
    return {
        "status": row.status,
        "counties": row.counties,
        "run_by": row.run_by,
        "mandate": row.mandate,
        "mandate_until": row.mandate_until,
        "source": row.source,
        "bodies": list(bodies.values_list("body", flat=True)),
    }


def _line(actor: Actor, row: Network, there: list[str], wanted: list[str], on: date) -> NetworkLine:
    unit = unit_on(row.unit, on)

    def named(bodies: list[str] | tuple[str, ...]) -> tuple[str, ...]:
        return tuple(codelists.label("network_body", body, on=on) for body in bodies)

    return NetworkLine(
        unit=row.unit,
        name=unit.name,
        status=str(NetworkStatus(row.status).label),
        counts=row.status != NetworkStatus.PROPOSED,
        counties=tuple(codelists.label("county", code, on=on) for code in row.counties),
        run_by=codelists.label("network_body", row.run_by, on=on),
        mandate=row.mandate,
        bodies=named(there),
        missing=named(missing_bodies(wanted, there)),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        may_keep=may_keep_network(actor, unit),
    )


def _during(rows: QuerySet, day: date) -> QuerySet:  # type: ignore[type-arg]  # of either model
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
