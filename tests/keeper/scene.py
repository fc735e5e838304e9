"""A keeper, its house's database, and people who act: what the keeper's tests are made of."""

import asyncio
import base64
import json
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from fristed.keeper import answering, starting, tokens, totp, wire
from fristed.keeper.custody import Custody, FileCustody
from fristed.keeper.keeper import Settings
from fristed.kernel.periods import Quarter
from fristed.kernel.refs import new_ref
from fristed.sealing import codes, files, items

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
STEP = timedelta(seconds=30)
Asks = Callable[[dict[str, Any], datetime], dict[str, Any]]


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def unb64(text: str) -> bytes:
    return base64.b64decode(text)


class InsideKeeper:
    """A keeper in this process, asked as the socket would ask it. Time is given to it."""

    def __init__(self, home: Path, database: str, custody: Custody, **settings: Any) -> None:
        starting.make_home(home)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.custody = custody
        self.keeper = self._run(self._start(Settings(home, **settings), database, custody))

    def __call__(self, request: dict[str, Any], at: datetime) -> dict[str, Any]:
        return self.raw(json.dumps(request).encode(), at)

    def raw(self, frame: bytes, at: datetime) -> dict[str, Any]:
        return self._run(self._answer(frame, at))

    def together(self, requests: Sequence[dict[str, Any]], at: datetime) -> list[dict[str, Any]]:
        """Ask all at once."""

        async def all_of_them() -> list[dict[str, Any]]:
            frames = [json.dumps(request).encode() for request in requests]
            return await asyncio.gather(*(self._answer(frame, at) for frame in frames))

        return self._run(all_of_them())

    def stop(self) -> None:
        self._run(starting.stop(self.keeper))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _answer(self, frame: bytes, at: datetime) -> dict[str, Any]:
        answer = await answering.answer(self.keeper, frame, at)
        return json.loads(wire.frame(answer)[wire.LENGTH.size :])

    async def _start(self, settings: Settings, database: str, custody: Custody) -> Any:
        return starting.start(settings, database, custody, NOON - timedelta(days=1))

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)


@dataclass
class Text:
    """One sealed text, as its row and its line in the ledger hold it."""

    number: int
    id: str
    slot: str
    part: str
    blob: bytes
    text: str

    def asked(self) -> dict[str, Any]:
        wrapped = items.read_header(self.blob).wrapped
        return {"id": self.id, "slot": self.slot, "part": self.part, "wrapped": b64(wrapped)}

    def line(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "id": self.id,
            "slot": self.slot,
            "part": self.part,
            "digest": b64(items.digest(self.blob)),
        }


@dataclass
class File:
    ref: str
    kind: str
    unit: str
    quarter: str
    creator: str
    public_key: bytes
    wrapped: bytes
    private: bytes = field(repr=False)
    texts: list[Text] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        row = {name: getattr(self, name) for name in ("ref", "kind", "unit", "quarter", "creator")}
        return {**row, "public_key": b64(self.public_key), "wrapped": b64(self.wrapped)}

    def manifest(self) -> list[dict[str, Any]]:
        return [text.line() for text in self.texts]


OFFERED = {"share", "hand_over"}
BOUND = ("ref", "kind", "unit", "quarter", "creator")


def bound_of(file: File) -> list[str]:
    return [getattr(file, name) for name in BOUND]


class Scene:
    """`now` is the time the keeper is told; it moves only when a test moves it."""

    def __init__(self, asks: Asks, home: Path, database: psycopg.Connection) -> None:
        self._asks = asks
        self.home = home
        self.database = database
        self.now = NOON
        self._members: dict[str, list[dict[str, Any]]] = {}
        self._secrets: dict[str, bytes] = {}
        self._used: dict[str, int] = {}
        self._assertions: dict[str, str] = {}
        self.by_machine = False  # the keeper goes by the machine's time: `now` cannot move it

    # asking

    def ask(self, op: str, **fields: Any) -> dict[str, Any]:
        return self._asks({"op": op, **fields}, self.now)

    def must(self, op: str, **fields: Any) -> dict[str, Any]:
        answer = self.ask(op, **fields)
        assert answer["ok"], f"{op}: {answer['error']}"
        return answer

    def refusal(self, op: str, **fields: Any) -> str:
        """The code it is refused with, or nothing when it is not refused."""
        answer = self.ask(op, **fields)
        return "" if answer["ok"] else answer["error"]

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def admin(self, op: str, **fields: Any) -> dict[str, Any]:
        return self.must(f"admin.{op}", token=self.token(tokens.ADMIN), **fields)

    def token(self, whose: str) -> str:
        return tokens.read(self.home, whose)

    def alarms(self) -> list[dict[str, Any]]:
        return self.must("alarms", token=self.token(tokens.WORKER), since=0)["alarms"]

    def alarm_kinds(self) -> list[str]:
        return [alarm["kind"] for alarm in self.alarms()]

    def log_lines(self) -> list[dict[str, Any]]:
        text = (self.home / starting.LOG).read_text()
        return [json.loads(line) for line in text.splitlines()]

    # units and people

    def unit(self, code: str = "raad-ost") -> str:
        self.admin("set_unit", unit=code)
        self._members.setdefault(code, [])
        return code

    def member(
        self,
        person: str,
        unit: str = "raad-ost",
        *,
        leads: bool = False,
        starts_on: date = date(2020, 1, 1),
        ends_on: date | None = None,
    ) -> None:
        if unit not in self._members:
            self.unit(unit)
        self._members[unit].append(
            {
                "person": person,
                "starts_on": starts_on.isoformat(),
                "ends_on": None if ends_on is None else ends_on.isoformat(),
                "leads": leads,
            }
        )
        self.admin("set_members", unit=unit, members=self._members[unit])

    def unit_of(self, person: str) -> str:
        """One she belongs to, or any when she belongs to none."""
        return next(
            (
                unit
                for unit, members in self._members.items()
                if any(one["person"] == person and not one["leads"] for one in members)
            ),
            "raad-ost",
        )

    def enrol(self, person: str) -> bytes:
        """Enrol an authenticator with an invite. Its first code is of the step before."""
        invite = self.admin("invite", person=person)["invite"]
        begun = self.must("totp.begin", invite=invite)
        secret = base64.b32decode(begun["secret"])
        if self.by_machine:
            self.now = datetime.now(UTC)
        step = totp.step_of(self.now) - (not self.by_machine)  # one at the edge would be too old
        self.must("totp.confirm", invite=invite, code=totp.code(secret, step))
        self._secrets[person], self._used[person] = secret, step
        return secret

    def code(self, person: str) -> str:
        """A code she has not used. Waits for the next step when she must."""
        while totp.step_of(self.now) <= self._used[person] and not self.by_machine:
            self.now += STEP
        self._used[person] = max(totp.step_of(self.now), self._used[person] + 1)
        return totp.code(self._secrets[person], self._used[person])

    def sign_in(self, person: str, door: str = "desk") -> str:
        if person not in self._secrets:
            self.enrol(person)
        answer = self.must("sign_in", person=person, code=self.code(person), door=door)
        return answer["assertion"]

    def adviser(self, person: str, unit: str = "raad-ost", *, leads: bool = False) -> str:
        """A member of a unit, signed in: her assertion."""
        self.member(person, unit, leads=leads)
        return self.sign_in(person)

    # files and grants

    def unit_key(self, unit: str, quarter: str) -> bytes:
        if unit not in self._members:
            self.unit(unit)
        (key,) = self.must("unit_keys", units=[unit], quarters=[quarter])["keys"]
        return unb64(key["key"])

    def new_file(
        self, creator: str, unit: str = "raad-ost", *, kind: str = "case", quarter: str = ""
    ) -> File:
        """A file's keys, not kept anywhere yet."""
        ref = new_ref("sak" if kind == "case" else "sam")
        quarter = quarter or str(Quarter.of(self.now.date()))
        bound = {"ref": ref, "kind": kind, "unit": unit, "quarter": quarter, "creator": creator}
        keys = files.new_file_keys(**bound, unit_public_key=self.unit_key(unit, quarter))
        return File(**bound, public_key=keys.public, wrapped=keys.wrapped, private=keys.private)

    def keep(self, file: File) -> File:
        self.database.execute(
            "insert into vault_file (ref, kind, unit, quarter, creator, public_key, wrapped)"
            " values (%s, %s, %s, %s, %s, %s, %s)",
            [*bound_of(file), file.public_key, file.wrapped],
        )
        return file

    def want(self, file: str | dict[str, Any], holder: str, ground: str, **other: Any) -> dict:
        return {
            "file": file,
            "holder": holder,
            "parts": ["*"],
            "starts_at": self.now.isoformat(),
            "ends_at": None,
            "ground": ground,
            "reason": "",
        } | other

    def give(self, assertion: str, want: dict[str, Any]) -> str:
        """Ask for one grant and keep its row; its reference. Who is offered it takes it at once."""
        if want["ground"] in OFFERED:
            return self.keep_grant(want, self.accept(want, self.offer(assertion, want)))
        (given,) = self.must("grant", assertion=assertion, wants=[want])["grants"]
        return self.keep_grant(want, given)

    def offer(self, assertion: str, want: dict[str, Any]) -> dict[str, Any]:
        """What an offer's row keeps of it."""
        (given,) = self.must("offer", assertion=assertion, wants=[want])["grants"]
        return given

    def accept(self, want: dict[str, Any], offered: dict[str, Any]) -> dict[str, Any]:
        """As the one it is offered to: what her grant's row keeps of it."""
        accepted = self.must(
            "accept",
            assertion=self._signed_in(want["holder"]),
            offer={**want, **offered},
            unit=self.unit_of(want["holder"]),
        )
        return {**offered, "mac": accepted["mac"]}

    def _signed_in(self, person: str) -> str:
        """By the machine's time she signs in once: nobody waits a step for each code."""
        if not self.by_machine:
            return self.sign_in(person)
        if person not in self._assertions:
            self._assertions[person] = self.sign_in(person)
        return self._assertions[person]

    def asks_for(self, *wants: dict[str, Any]) -> str:
        """The operation these are asked for with."""
        return "offer" if all(want["ground"] in OFFERED for want in wants) else "grant"

    def keep_grant(self, want: dict[str, Any], given: dict[str, Any]) -> str:
        file = want["file"] if isinstance(want["file"], str) else want["file"]["ref"]
        self.database.execute(
            "insert into vault_grant (ref, file_id, holder, parts, starts_at, ends_at, ground,"
            " given_by, mac) select %s, id, %s, %s, %s, %s, %s, %s, %s from vault_file"
            " where ref = %s",
            [
                given["ref"],
                *(want[name] for name in ("holder", "parts", "starts_at", "ends_at", "ground")),
                given["given_by"],
                unb64(given["mac"]),
                file,
            ],
        )
        return given["ref"]

    def case(self, assertion: str, creator: str, unit: str = "raad-ost", **other: Any) -> File:
        """A case with its creator's own grant, as an adviser makes one."""
        file = self.new_file(creator, unit, **other)
        want = self.want(file.row(), creator, "creator")
        (given,) = self.must("grant", assertion=assertion, wants=[want])["grants"]
        self.keep(file)
        self.keep_grant(want, given)
        return file

    def conversation(self, unit: str = "raad-ost", **other: Any) -> File:
        """A conversation that someone without an account began."""
        return self.keep(self.new_file("", unit, kind="conversation", **other))

    # texts

    def write(self, file: File, text: str, *, part: str = "work", chained: bool = True) -> Text:
        number, item = len(file.texts) + 1, str(uuid.uuid4())
        slot = f"casework.note.text:not_{number}"
        blob = items.seal_item(
            public_key=file.public_key, file=file.ref, item=item, slot=slot, part=part, text=text
        )
        written = Text(number, item, slot, part, blob, text)
        file.texts.append(written)
        if chained:
            self.must("chain", file=file.ref, entries=[written.line()])
        return written

    def open(self, assertion: str, file: File, **other: Any) -> dict[str, Any]:
        """Ask to read the whole file, with its whole ledger."""
        asked = {
            "file": file.ref,
            "items": [text.asked() for text in file.texts],
            "manifest": file.manifest(),
        } | other
        return self.ask("open", assertion=assertion, purpose="read", files=[asked])

    def read(self, assertion: str, file: File) -> list[str]:
        """The texts that open, in order."""
        answer = self.open(assertion, file)
        assert answer["ok"], answer["error"]
        return self.texts(file, answer["files"][0])

    def texts(self, file: File, opened: dict[str, Any]) -> list[str]:
        return [
            items.open_item(
                text.blob, data_key=unb64(opened["keys"][text.id]), file=file.ref, slot=text.slot
            )
            for text in file.texts
            if text.id in opened["keys"]
        ]

    # word codes

    def sealed_code(self, file: File, code: str, *, private: bytes | None = None) -> str:
        sealed = codes.seal_code(
            keeper_public=unb64(self.must("hello")["public_key"]),
            file=file.ref,
            private_key=private or file.private,
            code=code,
        )
        return b64(sealed)

    def bind(self, file: File, code: str) -> dict[str, Any]:
        """Bind a code and keep what comes of it."""
        bound = self.must("code.bind", file=file.ref, sealed_code=self.sealed_code(file, code))
        self.keep_code(file.ref, bound)
        return bound

    def keep_code(self, ref: str, bound: dict[str, Any]) -> None:
        self.database.execute(
            "insert into contact_code (file_id, lookup, youth_wrap)"
            " select id, %s, %s from vault_file where ref = %s"
            " on conflict (file_id) do update set lookup = excluded.lookup,"
            " youth_wrap = excluded.youth_wrap",
            [unb64(bound["lookup"]), unb64(bound["youth_wrap"]), ref],
        )


def inside(home: Path, database: str, **settings: Any) -> InsideKeeper:
    """With its custody in a folder beside its own."""
    custody = settings.pop("custody", None) or FileCustody(home.with_name("custody"))
    patient = {"database_seconds": 30.0}  # a busy machine is no fault
    return InsideKeeper(home, database, custody, **(patient | settings))
