"""Custody in OpenBao or HashiCorp Vault: their transit engine, over its documented HTTP API.

https://openbao.org/api-docs/secret/transit/ . Keys are made non-exportable and never leave it.
"""

import base64
from typing import Any, Final

import httpx

from fristed.keeper.custody import CustodyAway, KeyGone, checked
from fristed.keeper.wire import encode

TIMEOUT_SECONDS: Final = 1.5
MOUNT: Final = "transit"


class TransitCustody:
    is_for_production = True

    def __init__(self, url: str, token: str, seconds: float = TIMEOUT_SECONDS) -> None:
        self._client = httpx.Client(
            base_url=f"{url.rstrip('/')}/v1/{MOUNT}/",
            headers={"X-Vault-Token": token, "X-Vault-Request": "true"},
            timeout=seconds,
        )

    def wrap(self, key: str, data: bytes) -> bytes:
        if self._newest(key) == 0:
            self._make(key)
        ciphertext: str = self._ask("POST", f"encrypt/{key}", plaintext=encode(data))["ciphertext"]
        return ciphertext.encode()

    def unwrap(self, key: str, wrapped: bytes) -> bytes:
        try:
            ciphertext = wrapped.decode("ascii")
        except UnicodeDecodeError as fault:  # wrapped by another custody
            raise KeyGone from fault
        answer = self._ask("POST", f"decrypt/{checked(key)}", ciphertext=ciphertext)
        return base64.b64decode(answer["plaintext"])

    def hmac(self, key: str, version: int, data: bytes) -> bytes:
        answer = self._ask(
            "POST",
            f"hmac/{checked(key)}/sha2-256",
            input=encode(data),
            key_version=version,
        )
        _, stated, mac = answer["hmac"].split(":")  # "vault:v1:..."
        if stated != f"v{version}":
            raise KeyGone
        return base64.b64decode(mac)

    def rotate(self, key: str) -> int:
        if self._newest(key) == 0:
            self._make(key)
        else:
            self._ask("POST", f"keys/{key}/rotate")
        return self._newest(key)

    def forget_older(self, key: str) -> None:
        newest = self._newest(key)
        if newest > 1:
            self._ask(
                "POST",
                f"keys/{key}/config",
                min_decryption_version=newest,
                min_encryption_version=newest,
            )
            self._ask("POST", f"keys/{key}/trim", min_available_version=newest)

    def destroy(self, key: str) -> None:
        if self._newest(key) > 0:
            self._ask("POST", f"keys/{key}/config", deletion_allowed=True)
            self._ask("DELETE", f"keys/{key}")

    def close(self) -> None:
        self._client.close()

    def _make(self, key: str) -> None:
        self._ask(
            "POST",
            f"keys/{key}",
            type="aes256-gcm96",
            exportable=False,
            allow_plaintext_backup=False,
        )

    def _newest(self, key: str) -> int:
        """The newest version's number, 0 for a key that is not there."""
        answer = self._send("GET", f"keys/{checked(key)}")
        if answer.status_code == httpx.codes.NOT_FOUND and not answer.json().get("errors"):
            return 0
        return int(_data(answer)["latest_version"])

    def _ask(self, method: str, path: str, **fields: object) -> dict[str, Any]:
        return _data(self._send(method, path, **fields))

    def _send(self, method: str, path: str, **fields: object) -> httpx.Response:
        try:
            return self._client.request(method, path, json=fields or None)
        except httpx.HTTPError as fault:
            raise CustodyAway from fault


def _data(answer: httpx.Response) -> dict[str, Any]:
    """What the service answered.

    :raises KeyGone: 400, as it says when the key or the version is not there or does not open this.
    :raises CustodyAway: sealed, forbidden (a token that expired), not mounted, or failing.
    """
    if answer.status_code == httpx.codes.BAD_REQUEST:
        raise KeyGone
    if not answer.is_success:
        raise CustodyAway
    if answer.status_code == httpx.codes.NO_CONTENT or not answer.content:
        return {}
    data = answer.json().get("data")
    return data if isinstance(data, dict) else {}
