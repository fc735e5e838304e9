"""Reading what the vault keeps: public keys and ledgers. Both inside the caller's scope."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from fristed.vault.choices import FileKind, Ground
from fristed.vault.models import Bar, File, Grant, Item, RetentionRule, UnitKey
from fristed.vault.reading import Line

KEEPER = "keeper"


def unit_key(unit: str, quarter: str) -> bytes:
    """The public half that a new file of the unit is sealed to.

    :raises UnitKey.DoesNotExist: the keeper has not made it yet (command `unit_keys`).
    """
    return bytes(UnitKey.objects.get(unit=unit, quarter=quarter).public_key)


def keeper_key() -> bytes:
    return unit_key(KEEPER, "")


def manifest(ref: str) -> list[Line]:
    """The whole ledger of a file, in order."""
    rows = (
        Item.objects.filter(file__ref=ref)
        .order_by("number")
        .values_list("number", "item", "slot", "part", "digest")
    )
    return [
        Line(number, str(item), slot, part, bytes(digest))
        for number, item, slot, part, digest in rows
    ]


def unchained_files(limit: int) -> list[File]:
    """Files with items the keeper has not chained yet. For the worker."""
    return list(File.objects.filter(chained__lt=F("items")).order_by("id")[:limit])


def holds_grant(account: int, file_id: int) -> bool:
    """Whether the account has a grant row in force. Inside the caller's scope."""
    return (
        Grant.objects.filter(holder_account=account, file_id=file_id, revoked_at=None)
        .filter(Q(ends_at=None) | Q(ends_at__gt=Now()))
        .exists()
    )


def emergencies_of(account: int, at: datetime) -> QuerySet[Grant]:
    """The emergency grants an account may still read under. Inside the caller's scope."""
    return Grant.objects.filter(
        holder_account=account,
        ground=Ground.BREAK_GLASS,
        revoked_at=None,
        starts_at__lte=at,
        ends_at__gt=at,
    )


def shares_of(account: int, at: datetime) -> QuerySet[Grant]:
    """What is shared with an account now. Inside the caller's scope."""
    return Grant.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=at),
        holder_account=account,
        ground=Ground.SHARE,
        revoked_at=None,
        starts_at__lte=at,
    )


def parts_held(account: int) -> dict[str, tuple[str, ...]]:
    """File -> the parts an account holds as the one who answers for it. Inside her scope."""
    held = Grant.objects.filter(
        holder_account=account,
        ground__in=(Ground.CREATOR, Ground.HAND_OVER),
        revoked_at=None,
    )
    return {ref: tuple(parts) for ref, parts in held.values_list("file__ref", "parts")}


def bars_of(account: int) -> QuerySet[Bar]:
    """The files that are closed to an account by name. Inside the caller's scope."""
    return Bar.objects.filter(holder_account=account)


def barred_among(account: int, files: Iterable[int]) -> set[int]:
    """Which of these files are closed to an account; of those the asker holds. Inside a scope."""
    rows = Bar.objects.filter(holder_account=account, file_id__in=list(files))
    return set(rows.values_list("file_id", flat=True))


def file_by_id(file_id: int) -> File:
    """The file's row, to seal to. Inside the caller's scope.

    :raises File.DoesNotExist: not there, or not in this scope.
    """
    return File.objects.get(id=file_id)


def retention_months(kind: FileKind) -> int | None:
    """How long a closed file of the kind is kept; None while no rule is signed off.  [months]"""
    rule = RetentionRule.objects.filter(
        kind=kind, signed_off_on__isnull=False, ended_on=None
    ).first()
    return None if rule is None else rule.months
