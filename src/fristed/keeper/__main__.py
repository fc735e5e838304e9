"""`python -m fristed.keeper`: serve, backup, restore, verify-log, rotate-pepper, rewrap,
set-custodians, shield-bundles, recover-shield, list-doomed, propose-destruction,
confirm-destruction, trust, fetch-keys.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import Final

from fristed.keeper import backup, calling, log, oidc, starting, tokens, wire
from fristed.keeper.custody import CustodyAway, KeyGone
from fristed.keeper.keeper import Settings
from fristed.keeper.serving import serve

DATABASE_VARIABLE = "FRISTED_KEEPER_DATABASE"
TOKEN_VARIABLE = "FRISTED_KEEPER_CUSTODY_TOKEN"  # noqa: S105  the name of a variable

FAULTS: Final[Mapping[type[Exception], str]] = {
    starting.AlreadyRunning: "a keeper is already running here: {}",
    log.LogBroken: "the log is broken at {}",
    oidc.NotTrusted: "not trusted: {}",
    backup.BackupBroken: "the copy cannot be used: {}",
    KeyGone: "custody does not hold this keeper's keys",
    CustodyAway: "custody does not answer",
}


def main(arguments: Sequence[str] | None = None) -> int:
    said = _parser().parse_args(arguments)
    try:
        result: int = said.run(said)
    except tuple(FAULTS) as fault:
        sys.stderr.write(f"keeper: {FAULTS[type(fault)].format(fault)}\n")
        return 1
    except OSError as fault:
        sys.stderr.write(f"keeper: {type(fault).__name__}: {fault.filename or fault}\n")
        return 1
    return result


def run_serve(said: argparse.Namespace) -> int:
    home: Path = said.home
    starting.make_home(home)
    socket_lock = said.socket.with_name(said.socket.name + ".lock")
    with starting.only_one(home / starting.LOCK), starting.only_one(socket_lock):
        asyncio.run(_serve(said))
    return 0


async def _serve(said: argparse.Namespace) -> None:
    settings = Settings(
        home=said.home,
        site_cap=said.site_cap,
        rp_id=said.rp_id,
        origins=tuple(said.origin or ("http://localhost:8001",)),
        database_seconds=said.database_seconds,
    )
    custody = starting.custody_from(said.custody or f"file:{said.home / 'custody'}", _token(said))
    keeper = starting.start(settings, said.database, custody, _now())
    try:
        await serve(
            keeper,
            said.socket,
            uids=frozenset(said.allow_uid or (os.getuid(),)),
            group=said.socket_group,
            clock=_now,
            ready=_say_ready,
        )
    finally:
        await starting.stop(keeper)


def run_backup(said: argparse.Namespace) -> int:
    backup.back_up(said.home, said.to)
    return 0


def run_restore(said: argparse.Namespace) -> int:
    backup.restore(said.home, said.source, replace=said.replace)
    return 0


def run_verify_log(said: argparse.Namespace) -> int:
    head = log.verify(said.home / starting.LOG)
    sys.stdout.write(f"{head.n} lines, last {head.hash.hex()}\n")
    return 0


def run_rotate_pepper(said: argparse.Namespace) -> int:
    return _told(said, "rotate_pepper")


def run_rewrap(said: argparse.Namespace) -> int:
    return _told(said, "rewrap", forget_older=said.forget_older)


def run_set_custodians(said: argparse.Namespace) -> int:
    told = [one.partition("=") for one in said.custodian]
    custodians = [{"name": name, "recipient": recipient} for name, _, recipient in told]
    return _told(said, "admin.set_custodians", custodians=custodians)


def run_shield_bundles(said: argparse.Namespace) -> int:
    """Write each custodian's part of a shielded file's key, sealed to her; of each journey's file
    beside it, into a folder of that file's name.
    """
    token = tokens.read(said.home, tokens.ADMIN)
    answer = calling.call(said.socket, "shield.bundles", {"token": token, "file": said.file})
    if not answer["ok"]:
        return _refused(answer)
    folders = {said.to: answer["bundles"]}
    folders |= {said.to / file: bundles for file, bundles in answer["beside"].items()}
    for folder, bundles in folders.items():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, bundle in bundles.items():
            (folder / f"{name}.age").write_bytes(wire.decode(bundle))
            sys.stdout.write(f"{folder / name}.age\n")
    return 0


def run_recover_shield(said: argparse.Namespace) -> int:
    """Two bundles, each opened by its custodian with `age -d`, make a shielded file's key again."""
    return _told(said, "shield.recover", one=said.one.read_text(), other=said.other.read_text())


def run_destruction(said: argparse.Namespace) -> int:
    """A leader signs in with a code of her own, does her part, and is signed out again."""
    code = getpass("Engangskode: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    asked = {"person": said.person, "code": code, "door": "desk"}
    signed_in = calling.call(said.socket, "sign_in", asked)
    if not signed_in["ok"]:
        return _refused(signed_in)
    assertion = {"assertion": signed_in["assertion"]}
    answer = calling.call(
        said.socket, said.op, assertion | {"unit": said.unit, "quarter": said.quarter}
    )
    calling.call(said.socket, "end", assertion)
    if not answer["ok"]:
        return _refused(answer)
    for file in answer.get("files", ()):
        sys.stdout.write(" ".join(f"{name}={value}" for name, value in file.items()) + "\n")
    if said.op == "destroy.list":
        sys.stdout.write(f"hindrance={answer['hindrance'] or 'none'}\n")
    return 0


def run_trust(said: argparse.Namespace) -> int:
    from fristed.keeper import trusting  # noqa: PLC0415  httpx alone takes half of a start

    trusting.trust(
        said.home,
        issuer=said.issuer,
        audience=said.audience,
        doors=said.door,
        acr=said.acr,
        subject=said.subject,
        newcomers=said.newcomers,
        second_factor=said.second_factor,
    )
    return 0


def run_fetch_keys(said: argparse.Namespace) -> int:
    from fristed.keeper import trusting  # noqa: PLC0415  as above

    stayed = trusting.fetch_keys(said.home)
    for issuer in stayed:
        sys.stderr.write(f"keeper: {issuer} does not answer; its keys stay as they were\n")
    return 1 if stayed else 0


def _refused(answer: Mapping[str, object]) -> int:
    sys.stderr.write(f"keeper: {answer['error']}\n")
    return 1


def _told(said: argparse.Namespace, op: str, **fields: object) -> int:
    """Have the running keeper do it."""
    token = tokens.read(said.home, tokens.ADMIN)
    answer = calling.call(said.socket, op, {"token": token, **fields})
    if not answer["ok"]:
        return _refused(answer)
    said_back = (f"{name}={value}" for name, value in answer.items() if name != "ok")
    sys.stdout.write(" ".join(said_back) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fristed.keeper", description=__doc__)
    commands = parser.add_subparsers(required=True)

    command = commands.add_parser("serve", help="answer on the socket until SIGTERM")
    command.add_argument("--home", type=Path, required=True, help="the keeper's own folder (0700)")
    command.add_argument("--socket", type=Path, required=True)
    command.add_argument(
        "--database",
        default=os.environ.get(DATABASE_VARIABLE, ""),
        help=f"libpq connection string of the read-only role; also ${DATABASE_VARIABLE}",
    )
    command.add_argument("--database-seconds", type=float, default=1.5, help="wait no longer")
    command.add_argument("--custody", help="file:FOLDER (default) or transit:URL")
    command.add_argument(
        "--custody-token-file", type=Path, help=f"transit's token; also ${TOKEN_VARIABLE}"
    )
    command.add_argument("--allow-uid", type=int, action="append", help="may be repeated")
    command.add_argument("--socket-group", type=int, help="the group that may open the socket")
    command.add_argument("--site-cap", type=int, default=300, help="files an hour, all together")
    command.add_argument("--rp-id", default="localhost", help="the host passkeys belong to")
    command.add_argument("--origin", action="append", help="an address of a door; may be repeated")
    command.set_defaults(run=run_serve)

    command = commands.add_parser("backup", help="copy state and log, never custody")
    command.add_argument("--home", type=Path, required=True)
    command.add_argument("--to", type=Path, required=True, help="a folder that is not there yet")
    command.set_defaults(run=run_backup)

    command = commands.add_parser("restore", help="put a copy back; the keeper must not run")
    command.add_argument("--home", type=Path, required=True)
    command.add_argument("--from", dest="source", type=Path, required=True)
    command.add_argument("--replace", action="store_true", help="also over a keeper that is there")
    command.set_defaults(run=run_restore)

    command = commands.add_parser("verify-log", help="follow the log's chain")
    command.add_argument("--home", type=Path, required=True)
    command.set_defaults(run=run_verify_log)

    command = commands.add_parser("set-custodians", help="three, each with her age recipient")
    command.add_argument("--custodian", action="append", required=True, help="NAME=age1...")
    command.set_defaults(run=run_set_custodians)
    _ask_running(command)

    command = commands.add_parser("shield-bundles", help="what each custodian is to keep")
    command.add_argument("--file", required=True, help="the shielded file's reference")
    command.add_argument("--to", type=Path, required=True, help="a folder")
    command.set_defaults(run=run_shield_bundles)
    _ask_running(command)

    command = commands.add_parser("recover-shield", help="from two opened bundles")
    command.add_argument("--one", type=Path, required=True)
    command.add_argument("--other", type=Path, required=True)
    command.set_defaults(run=run_recover_shield)
    _ask_running(command)

    _add_destruction(commands)
    _add_trust(commands)
    for name, run in (("rotate-pepper", run_rotate_pepper), ("rewrap", run_rewrap)):
        command = commands.add_parser(name, help="asks the running keeper")
        _ask_running(command)
        if name == "rewrap":
            command.add_argument("--forget-older", action="store_true")
        command.set_defaults(run=run)
    return parser


def _add_destruction(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, op, what in (
        ("list-doomed", "destroy.list", "what a quarter's key opens, and what hinders"),
        ("propose-destruction", "destroy.propose", "the first of two leaders"),
        ("confirm-destruction", "destroy.confirm", "the second: gone for good, in every copy"),
    ):
        command = commands.add_parser(name, help=what)
        command.add_argument("--unit", required=True)
        command.add_argument("--quarter", required=True, help="such as 2020Q1")
        command.add_argument("--person", required=True, help="a leader's reference, per_...")
        command.set_defaults(run=run_destruction, op=op)
        _ask_running(command)


def _add_trust(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Whom it believes when they say who somebody is."""
    command = commands.add_parser("trust", help="an identity provider, by the keys it publishes")
    command.add_argument("--home", type=Path, required=True)
    command.add_argument("--issuer", required=True)
    command.add_argument("--audience", required=True, help="our client id there")
    command.add_argument("--door", action="append", required=True, help="may be repeated")
    command.add_argument("--acr", action="append", default=[], help="a strength that will do")
    command.add_argument(
        "--second-factor", action="append", default=[], help="a strength that says she showed one"
    )
    command.add_argument("--subject", action="append", default=[], help="a claim; by default sub")
    command.add_argument("--newcomers", action="store_true", help="at the partner door only")
    command.set_defaults(run=run_trust)

    command = commands.add_parser("fetch-keys", help="every trusted provider's, from a timer")
    command.add_argument("--home", type=Path, required=True)
    command.set_defaults(run=run_fetch_keys)


def _ask_running(command: argparse.ArgumentParser) -> None:
    command.add_argument("--home", type=Path, required=True)
    command.add_argument("--socket", type=Path, required=True)


def _token(said: argparse.Namespace) -> str:
    if said.custody_token_file:
        return str(said.custody_token_file.read_text().strip())
    return os.environ.get(TOKEN_VARIABLE, "")


def _say_ready() -> None:
    sys.stdout.write("keeper: ready\n")
    sys.stdout.flush()


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())
