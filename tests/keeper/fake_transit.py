"""The transit engine of OpenBao and Vault over HTTP, as far as the keeper uses it.

Status codes, bodies and messages are those a real OpenBao 2.7.2 gave when it was asked the same
(`test_custody.py` asks both, where a real one is installed).
"""

import base64
import hashlib
import hmac
import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ROUTE = re.compile(r"/v1/transit/(keys|encrypt|decrypt|hmac)/([\w-]+)(?:/([\w-]+))?")


class Answered(Exception):
    def __init__(self, status, body=None):
        self.status, self.body = status, body


def wrong(message, status=400):
    return Answered(status, {"errors": [message] if message else []})


class Key:
    def __init__(self, fields):
        self.type = fields.get("type", "aes256-gcm96")
        self.exportable = fields.get("exportable", False)
        self.versions = {}
        self.min_decryption, self.min_encryption, self.min_available = 1, 0, 0
        self.deletion_allowed = False
        self.rotate()

    @property
    def latest(self):
        return max(self.versions)

    def rotate(self):
        self.versions[max(self.versions, default=0) + 1] = (os.urandom(32), os.urandom(32))

    def as_data(self, name):
        return {
            "name": name,
            "type": self.type,
            "exportable": self.exportable,
            "deletion_allowed": self.deletion_allowed,
            "keys": {str(n): 1 for n in self.versions if n >= self.min_decryption},
            "latest_version": self.latest,
            "min_available_version": self.min_available,
            "min_decryption_version": self.min_decryption,
            "min_encryption_version": self.min_encryption,
        }


class FakeTransit:
    """Keys live in this process. `sealed` makes it answer as a sealed service does."""

    def __init__(self, token="t0ken"):
        self.token, self.keys, self.sealed, self.mounted = token, {}, False, True
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                try:
                    fake.answer(self.command, self.path, self.headers, body)
                except Answered as answered:
                    data = b"" if answered.body is None else json.dumps(answered.body).encode()
                    self.send_response(answered.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)

            do_GET = do_POST = do_DELETE = answer  # noqa: N815  the library's own names

            def log_message(self, *args):
                pass

        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, method, path, headers, body):
        if self.sealed:
            raise wrong("Vault is sealed", 503)
        if headers.get("X-Vault-Token") != self.token:
            raise wrong("permission denied", 403)
        found = re.fullmatch(
            r"/v1/transit/(keys|encrypt|decrypt|hmac)/([\w-]+)(?:/([\w-]+))?", path
        )
        if not self.mounted or found is None:
            raise wrong(f'no handler for route "{path[4:]}". route entry not found.', 404)
        fields = json.loads(body) if body else {}
        with self._lock:
            getattr(self, f"_{found[1]}")(method, found[2], found[3], fields)

    def _keys(self, method, name, what, fields):
        if method == "POST" and what is None:
            self.keys.setdefault(name, Key(fields))
            raise Answered(200, {"data": self.keys[name].as_data(name)})
        key = self.keys.get(name)
        if method == "GET":
            raise wrong("", 404) if key is None else Answered(200, {"data": key.as_data(name)})
        if method == "DELETE":
            self._delete(name, key)
        if key is None:
            raise wrong("key not found" if what == "rotate" else "no existing key named ...")
        if what == "rotate":
            key.rotate()
        elif what == "config":
            self._configure(key, fields)
        else:
            self._trim(key, fields)
        raise Answered(200, {"data": key.as_data(name)})

    def _delete(self, name, key):
        if key is None:
            raise wrong(f"error deleting policy {name}: could not delete key; not found")
        if not key.deletion_allowed:
            raise wrong(f"error deleting policy {name}: deletion is not allowed for this key")
        del self.keys[name]
        raise Answered(204)

    def _configure(self, key, fields):
        decryption = fields.get("min_decryption_version", key.min_decryption)
        encryption = fields.get("min_encryption_version", key.min_encryption)
        if max(decryption, encryption) > key.latest or 0 < encryption < decryption:
            raise wrong("cannot set min encryption/decryption values")
        key.min_decryption, key.min_encryption = decryption, encryption
        key.deletion_allowed = fields.get("deletion_allowed", key.deletion_allowed)

    def _trim(self, key, fields):
        least = fields["min_available_version"]
        if key.min_encryption == 0:
            raise wrong(
                "minimum available version cannot be set when minimum encryption version is not set"
            )
        if least < key.min_available or least > min(key.min_encryption, key.min_decryption):
            raise wrong("minimum available version cannot be ...")
        key.min_available = least
        key.versions = {n: secret for n, secret in key.versions.items() if n >= least}

    def _encrypt(self, method, name, _, fields):
        key = self.keys.setdefault(name, Key({}))  # a missing key is made: "upsert"
        nonce, text = os.urandom(12), base64.b64decode(fields["plaintext"], validate=True)
        sealed = nonce + AESGCM(key.versions[key.latest][0]).encrypt(nonce, text, None)
        ciphertext = f"vault:v{key.latest}:{base64.b64encode(sealed).decode()}"
        raise Answered(200, {"data": {"ciphertext": ciphertext, "key_version": key.latest}})

    def _decrypt(self, method, name, _, fields):
        key = self.keys.get(name)
        if key is None:
            raise wrong("encryption key not found")
        found = re.fullmatch(r"vault:v(\d+):([\w+/=]+)", fields["ciphertext"])
        if found is None:
            raise wrong("invalid ciphertext: no prefix")
        version, sealed = int(found[1]), base64.b64decode(found[2])
        if version < key.min_decryption:
            raise wrong("ciphertext or signature version is disallowed by policy (too old)")
        if version not in key.versions:
            raise wrong("invalid ciphertext: version is too new")
        try:
            text = AESGCM(key.versions[version][0]).decrypt(sealed[:12], sealed[12:], None)
        except (InvalidTag, ValueError) as fault:
            raise wrong("invalid ciphertext: unable to decrypt") from fault
        raise Answered(200, {"data": {"plaintext": base64.b64encode(text).decode()}})

    def _hmac(self, method, name, algorithm, fields):
        key = self.keys.get(name)
        if key is None:
            raise wrong("encryption key not found")
        version = fields.get("key_version", 0) or key.latest
        if version < key.min_encryption and version != key.latest:
            raise wrong("cannot generate HMAC: version is too old (disallowed by policy)")
        if version not in key.versions:
            raise wrong(f"key version does not exist; latest key version is {key.latest}")
        assert algorithm == "sha2-256"
        text = base64.b64decode(fields["input"], validate=True)
        mac = hmac.new(key.versions[version][1], text, hashlib.sha256).digest()
        raise Answered(
            200, {"data": {"hmac": f"vault:v{version}:{base64.b64encode(mac).decode()}"}}
        )
