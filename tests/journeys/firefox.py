"""Debian's Firefox, driven by WebDriver BiDi: Playwright drives only builds of its own."""

import base64
import itertools
import json
import os
import re
import shutil
import socket
import struct
import subprocess
from pathlib import Path
from typing import Any, Self

PROGRAM = "firefox-esr"
MISSING = f"Firefox is missing. As root, run:\n\n    apt-get install {PROGRAM}\n"
PATIENCE = 60  # seconds
LISTENS = re.compile(r"WebDriver BiDi listening on ws://127\.0\.0\.1:(\d+)")


class NotNow(Exception):
    """The browser says no: most often because the page is being left."""


class Firefox:
    """One browser with one window.

    scripts   whether pages may run any
    """

    def __init__(self, profile: Path, *, scripts: bool) -> None:
        assert shutil.which(PROGRAM), MISSING
        settings = {
            "javascript.enabled": scripts,
            "intl.accept_languages": "nb-NO",
            "network.http.speculative-parallel-limit": 0,  # no connection that asks for nothing
        }
        (profile / "user.js").write_text(
            "".join(
                f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
                for name, value in settings.items()
            )
        )
        command = [PROGRAM, "--headless", "--no-remote", "--profile", str(profile)]
        self.process = subprocess.Popen(
            [*command, "--remote-debugging-port", "0", "about:blank"],
            env=os.environ | {"HOME": str(profile)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException:
            self.process.kill()
            raise
        return self

    def _begin(self) -> None:
        assert self.process.stderr is not None
        port = next(found[1] for line in self.process.stderr if (found := LISTENS.search(line)))
        self._connection = socket.create_connection(("127.0.0.1", int(port)), timeout=PATIENCE)
        self._stream = self._connection.makefile("rb")
        self._greet(port)
        self._ask("session.new", capabilities={})
        self.window = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        everything = {"width": 1000, "height": 4000}  # nothing has to be scrolled to
        self._ask("browsingContext.setViewport", context=self.window, viewport=everything)

    def __exit__(self, *_fault: object) -> None:
        self._stream.close()
        self._connection.close()
        self.process.kill()
        self.process.communicate()

    @property
    def address(self) -> str:
        (tree,) = self._ask("browsingContext.getTree", root=self.window)["contexts"]
        return str(tree["url"])

    def go(self, address: str) -> None:
        self._ask("browsingContext.navigate", context=self.window, url=address, wait="complete")

    def back(self) -> None:
        self._ask("browsingContext.traverseHistory", context=self.window, delta=-1)

    def texts(self, css: str) -> list[str]:
        """What stands in each, as it lies in the page."""
        return [_text(node) for node in self._find({"type": "css", "value": css}, depth=2)]

    def shows(self, words: str) -> bool:
        return bool(self._find({"type": "xpath", "value": f'//body[contains(., "{words}")]'}))

    def press(self, name: str) -> None:
        """Click the link or button that says this."""
        where = f'//*[self::a or self::button][normalize-space() = "{name}"]'
        self._act("pointer", *_click(self._find({"type": "xpath", "value": where})[0]["sharedId"]))

    def fill(self, css: str, words: str) -> None:
        (field,) = self._find({"type": "css", "value": css})
        self._act("pointer", *_click(field["sharedId"]))
        keys = [{"type": kind, "value": key} for key in words for kind in ("keyDown", "keyUp")]
        self._act("key", *keys)

    def _find(self, locator: dict[str, Any], *, depth: int = 0) -> list[dict[str, Any]]:
        options = {"maxDomDepth": depth}
        asked = {"context": self.window, "locator": locator, "serializationOptions": options}
        return list(self._ask("browsingContext.locateNodes", **asked)["nodes"])

    def _act(self, kind: str, *actions: dict[str, Any]) -> None:
        source = {"type": kind, "id": kind, "actions": list(actions)}
        self._ask("input.performActions", context=self.window, actions=[source])

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                if answer["type"] != "success":
                    raise NotNow(answer)
                return dict(answer["result"])

    # WebSocket (RFC 6455), as much of it as one client on this machine needs

    def _greet(self, port: str) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET /session HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: Upgrade"]
        lines += ["Upgrade: websocket", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
        self._connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        assert b" 101 " in self._stream.readline()
        while self._stream.readline().strip():
            pass

    def _send(self, message: dict[str, Any]) -> None:
        text, mask = json.dumps(message).encode(), os.urandom(4)
        long = struct.pack(">BH", 0x80 | 126, len(text))
        size = bytes([0x80 | len(text)]) if len(text) < 126 else long
        body = bytes(byte ^ mask[n % 4] for n, byte in enumerate(text))
        self._connection.sendall(b"\x81" + size + mask + body)

    def _receive(self) -> dict[str, Any]:
        first, second = self._stream.read(2)
        size = second & 0x7F
        if size > 125:
            size = int.from_bytes(self._stream.read(2 if size == 126 else 8))
        body = self._stream.read(size)
        return dict(json.loads(body)) if first & 0x0F == 1 else {}


def _click(node: str) -> list[dict[str, Any]]:
    origin = {"type": "element", "element": {"sharedId": node}}
    return [
        {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
        {"type": "pointerDown", "button": 0},
        {"type": "pointerUp", "button": 0},
    ]


def _text(node: dict[str, Any]) -> str:
    value = node["value"]
    below = "".join(_text(child) for child in value.get("children", ()))
    return str(value.get("nodeValue") or below).strip()
