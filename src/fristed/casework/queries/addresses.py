"""The files of a case's journeys, which stand beside the case's own and go where it goes."""

from collections.abc import Iterable

from django.db import connection

from fristed.casework.models import TripAddresses
from fristed.vault.choices import FileKind


def address_files(cases: Iterable[int], *, away: bool = False) -> dict[str, int]:
    """Reference and key of those that she holds a key to herself. Inside her scope.

    away   only of journeys that are not over
    """
    rows = TripAddresses.objects.filter(case_id__in=list(cases), file__kind=FileKind.TRIP)
    if away:
        rows = rows.filter(trip__came_back_on=None)
    return dict(rows.order_by("file_id").values_list("ref", "file_id"))


def address_refs(case: int) -> list[str]:
    """References of all of them, for who answers for the case and for the leader of its unit."""
    with connection.cursor() as cursor:
        cursor.execute("select * from casework_address_refs(%s)", [case])
        return [ref for (ref,) in cursor.fetchall()]
