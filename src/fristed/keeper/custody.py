"""Who holds the keys that hold all others: one small interface, a folder or a key service.

A custody key has a name and versions. It never leaves custody.
"""

import fcntl
import hashlib
import hmac
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fristed.sealing.context import context

KEY_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,127}")


class CustodyAway(Exception):
    """Custody does not answer; nothing can be wrapped or unwrapped now."""


class KeyGone(Exception):
    """The key is destroyed, or this was never wrapped under it: it will not open."""


class Custody(Protocol):
    """What the keeper asks of custody. Calls block; the keeper makes them in a thread."""

    is_for_production: bool

    def wrap(self, key: str, data: bytes) -> bytes:
        """Seal under the newest version, making the key when there is none."""

    def unwrap(self, key: str, wrapped: bytes) -> bytes:
        """:raises KeyGone: destroyed, or another key."""

    def hmac(self, key: str, version: int, data: bytes) -> bytes:
        """HMAC-SHA256 under one version.

        :raises KeyGone: no such version.
        """

    def rotate(self, key: str) -> int:
        """Make a new version and say its number; the first for a key that is not there."""

    def forget_older(self, key: str) -> None:
        """Destroy all versions but the newest."""

    def destroy(self, key: str) -> None:
        """Destroy all versions. Again is no fault."""

    def close(self) -> None: ...


def checked(key: str) -> str:
    if not KEY_NAME.fullmatch(key):
        raise ValueError("not the name of a custody key")
    return key


class FileCustody:
    """A folder of its own, for development. Who reads the folder has every key."""

    is_for_production = False

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            raise PermissionError("the custody folder must be closed to others (0700)")
        self._folder: Final = folder
        with self._alone():
            for left in folder.glob("*.old"):  # the machine stopped while destroying
                self._erase(left)

    def wrap(self, key: str, data: bytes) -> bytes:
        versions = self._versions(key)
        if not versions:
            with self._alone():
                versions = self._versions(key) or self._with_one_more(key)
        newest = max(versions)
        nonce = os.urandom(12)
        sealed = AESGCM(_derived(versions[newest], "wrap")).encrypt(nonce, data, _bound(key))
        return newest.to_bytes(4) + nonce + sealed

    def unwrap(self, key: str, wrapped: bytes) -> bytes:
        secret = self._versions(key).get(int.from_bytes(wrapped[:4]))
        if secret is None:
            raise KeyGone
        try:
            opened = AESGCM(_derived(secret, "wrap")).decrypt(
                wrapped[4:16], wrapped[16:], _bound(key)
            )
        except (InvalidTag, ValueError) as fault:
            raise KeyGone from fault
        return opened

    def hmac(self, key: str, version: int, data: bytes) -> bytes:
        secret = self._versions(key).get(version)
        if secret is None:
            raise KeyGone
        return hmac.new(_derived(secret, "hmac"), data, hashlib.sha256).digest()

    def rotate(self, key: str) -> int:
        with self._alone():
            return max(self._with_one_more(key))

    def forget_older(self, key: str) -> None:
        with self._alone():
            versions = self._versions(key)
            if len(versions) > 1:
                old = self._path(key).with_suffix(".old")
                os.link(self._path(key), old)
                self._keep(key, {max(versions): versions[max(versions)]})
                self._erase(old)

    def destroy(self, key: str) -> None:
        with self._alone():
            if self._path(key).exists():
                self._erase(self._path(key).replace(self._path(key).with_suffix(".old")))

    def close(self) -> None:
        pass

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else changes a key meanwhile, in this process or another. Not to be nested."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _with_one_more(self, key: str) -> dict[int, bytes]:
        """Make a version; answers all there are. Only while alone."""
        versions = self._versions(key)
        versions[max(versions, default=0) + 1] = os.urandom(32)
        self._keep(key, versions)
        return versions

    def _path(self, key: str) -> Path:
        return self._folder / f"{checked(key)}.json"

    def _versions(self, key: str) -> dict[int, bytes]:
        try:
            kept = json.loads(self._path(key).read_text())
        except FileNotFoundError:
            return {}
        return {int(version): bytes.fromhex(secret) for version, secret in kept.items()}

    def _keep(self, key: str, versions: dict[int, bytes]) -> None:
        """Replace the file in one step: a machine that stops leaves the old or the new."""
        new = self._path(key).with_suffix(".new")
        text = json.dumps({version: secret.hex() for version, secret in versions.items()})
        _write(new, text.encode(), os.O_TRUNC)
        new.replace(self._path(key))
        _sync_folder(self._folder)

    def _erase(self, old: Path) -> None:
        """Zeros over the old bytes first; a disk may still keep copies, so: development only."""
        _write(old, bytes(old.stat().st_size), 0)
        old.unlink()
        _sync_folder(self._folder)


def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=context(purpose)).derive(secret)


def _bound(key: str) -> bytes:
    return context("custody", key)


def _write(path: Path, data: bytes, how: int) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    try:
        os.write(file, data)
        os.fsync(file)
    finally:
        os.close(file)


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
