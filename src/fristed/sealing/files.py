"""A file's key pair; its private half is kept only sealed to its unit's key of the quarter."""

from dataclasses import dataclass, field

from fristed.sealing import hpke
from fristed.sealing.context import context


@dataclass(frozen=True)
class FileKeys:
    """A new file's keys. `private` is forgotten with the request that made the file."""

    public: bytes
    wrapped: bytes
    private: bytes = field(repr=False)


def file_context(*, ref: str, kind: str, unit: str, quarter: str, creator: str) -> bytes:
    """What the wrap is bound to, so that no row can claim another kind, unit or creator."""
    return context("file", ref, kind, unit, quarter, creator)


def new_file_keys(
    *,
    ref: str,
    kind: str,
    unit: str,
    quarter: str,
    creator: str,
    unit_public_key: bytes,
) -> FileKeys:
    """Make a file's keys with nothing but the unit's public half.

    creator   the account's reference, or empty for someone without an account
    """
    pair = hpke.new_pair()
    bound = file_context(ref=ref, kind=kind, unit=unit, quarter=quarter, creator=creator)
    return FileKeys(pair.public, hpke.seal(unit_public_key, bound, pair.private), pair.private)


def address_context(*, ref: str, unit: str, quarter: str) -> bytes:
    """What a further unit's wrap of a file is bound to."""
    return context("address", ref, unit, quarter)


def seal_to_unit(
    private: bytes, *, ref: str, unit: str, quarter: str, unit_public_key: bytes
) -> bytes:
    """A file's private half sealed to one more unit. Only who has it can do this."""
    bound = address_context(ref=ref, unit=unit, quarter=quarter)
    return hpke.seal(unit_public_key, bound, private)
