"""Eight kinds of writes at once, until the keeper is gone; and what of them was acknowledged."""

import socket
import threading
from dataclasses import dataclass, field
from typing import Any

from tests.keeper.scene import Scene, b64

from fristed.keeper import calling


class Talk:
    """Asks a keeper in another process over one connection."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.connect()

    def connect(self) -> None:
        self.connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.connection.settimeout(60)
        self.connection.connect(self.path)

    def again(self) -> None:
        self.close()
        self.connect()

    def __call__(self, request: dict[str, Any], at: object = None) -> dict[str, Any]:
        fields = {name: value for name, value in request.items() if name != "op"}
        return calling.ask(self.connection, request["op"], fields)

    def ask(self, op: str, **fields: Any) -> dict[str, Any]:
        return calling.ask(self.connection, op, fields)

    def close(self) -> None:
        self.connection.close()


@dataclass
class Writers:
    path: str
    token: str
    assertion: str
    file: str
    lines: list[dict[str, Any]]
    shares: list[str]
    chained: int = 0
    heads: dict[str, int] = field(default_factory=dict)
    invites: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)

    def start(self) -> list[threading.Thread]:
        works = [self._chain, self._invite, self._revoke]
        works += [lambda talk, door=door: self._seal(talk, door) for door in "abcde"]
        threads = [threading.Thread(target=self._until_gone, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        return threads

    def _until_gone(self, work: Any) -> None:
        try:
            talk = Talk(self.path)
        except OSError:
            return
        try:
            while work(talk):
                pass
        except (OSError, EOFError):
            pass
        finally:
            talk.close()

    def _chain(self, talk: Talk) -> bool:
        entries = self.lines[self.chained : self.chained + 3]
        self.chained = talk.ask("chain", file=self.file, entries=entries)["count"]
        return self.chained < len(self.lines)

    def _seal(self, talk: Talk, door: str) -> bool:
        n = self.heads.get(door, 0) + 1
        self.heads[door] = talk.ask("head", chain=door, n=n, hash=b64(n.to_bytes(32)))["n"]
        return True

    def _invite(self, talk: Talk) -> bool:
        person = f"p{len(self.invites)}"
        self.invites.append(talk.ask("admin.invite", token=self.token, person=person)["invite"])
        return True

    def _revoke(self, talk: Talk) -> bool:
        if not self.shares:
            return False
        share = self.shares[-1]
        assert talk.ask("revoke", assertion=self.assertion, grants=[share])["ok"]
        self.revoked.append(self.shares.pop())
        return True


def check_all_kept(scene: Scene, writers: Writers) -> None:
    """Every answer that was given still holds."""
    assert scene.must("chain", file=writers.file, entries=[])["count"] >= writers.chained
    heads = {head["chain"]: head["n"] for head in scene.must("heads")["heads"]}
    assert {door: heads[door] >= n for door, n in writers.heads.items()} == dict.fromkeys(
        writers.heads, True
    )
    for invite in writers.invites:
        assert scene.refusal("totp.begin", invite=invite) == ""
    logged = {line["ref"] for line in scene.log_lines() if line["op"] == "revoke"}
    assert set(writers.revoked) <= logged
