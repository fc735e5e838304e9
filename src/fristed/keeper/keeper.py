"""What the keeper is made of. Every operation gets one of these, the request and the moment."""

from dataclasses import dataclass
from pathlib import Path

from fristed.keeper.bench import Bench
from fristed.keeper.custody import Custody
from fristed.keeper.own import OwnKeys
from fristed.keeper.records import Records
from fristed.keeper.register import Register
from fristed.keeper.unit_keys import UnitKeys

VERSION = 1


@dataclass(frozen=True)
class Settings:
    """
    site_cap           different files opened by all in an hour; at least 20 for each signed in
    rp_id              the host that passkeys belong to
    origins            the addresses that a passkey may be used from
    database_seconds   how long an answer may wait for the database
    """

    home: Path
    site_cap: int = 300
    rp_id: str = "localhost"
    origins: tuple[str, ...] = ("http://localhost:8001",)
    database_seconds: float = 1.5


@dataclass(frozen=True)
class Keeper:
    settings: Settings
    register: Register
    records: Records
    custody: Custody
    own: OwnKeys
    units: UnitKeys
    bench: Bench
