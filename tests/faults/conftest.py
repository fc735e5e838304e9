"""One house for all faults: the real processes, killed and brought back in the middle of work."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from tests import provider
from tests.faults.people import Browser, Desk, Youth, until
from tests.house import House, superuser_of
from tests.provider import Provider

from fristed.config.children import WITHIN

EMBEDDED = "FRISTED_TEST_DATABASE_URL" not in os.environ
CHILDREN = {
    "nora": ":{nora}",
    "desk": ":{desk}",
    "worker": "procrastinate worker",
    "keeper": "fristed.keeper serve",
    "postgresql": "postgres -D",
}
WORKS_AT_A_SCHOOL = [
    {
        "type": "fc:org",
        "displayName": "Fjellheim (Eksempeldata)",
        "norEduOrgNIN": "NO999999999",
        "membership": {"affiliation": ["employee"]},
    }
]
KILLED = [name for name in CHILDREN if EMBEDDED or name != "postgresql"]  # another's is not ours


@dataclass
class Ruin(House):
    """A house whose parts a test may end, stop or take away."""

    signins_of: dict[str, dict[str, str]] = field(default_factory=dict)
    sessions: dict[str, dict[str, str]] = field(default_factory=dict)
    feide: Provider = field(default_factory=Provider)

    def environment(self) -> dict[str, str]:
        """What is written to a temp file lands where the tests look; one machine is many people."""
        kept = super().environment()
        (self.home / "tmp").mkdir(exist_ok=True)
        return kept | {
            "TMPDIR": str(self.home / "tmp"),
            "FRISTED_CLIENT_ADDRESS": "HTTP_X_FORWARDED_FOR",
        }

    def process_of(self, child: str) -> int | None:
        part = CHILDREN[child].format(nora=self.port, desk=self.port + 1)
        try:
            return self.pid_of(part)
        except ValueError:
            return None

    def kill(self, child: str) -> int:
        """kill -9; answers which process it was."""
        pid = self.process_of(child)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid

    def comes_back(self, child: str, before: int) -> None:
        """Also where it was killed so often that the supervisor lets a minute pass first."""
        there = f"{child} comes back"
        until(lambda: self.process_of(child) not in {None, before}, there, within=WITHIN + 30)
        until(lambda: Youth(self.port).sees("/"), "nora answers")
        until(lambda: Desk(self.port + 1).sees("/sign-in/"), "the desk answers")
        if child == "keeper":
            until(self.keeper_answers, "the keeper answers")

    def keeper_answers(self) -> bool:
        return "KeeperAway" not in Desk(self.port + 1).get("/sign-in/").text and (
            Desk(self.port + 1).get("/sign-in/").status == 200
        )

    def hold_supervisor(self) -> None:
        assert self.supervisor is not None
        os.kill(self.supervisor.pid, signal.SIGSTOP)

    def let_supervisor_go(self) -> None:
        assert self.supervisor is not None
        os.kill(self.supervisor.pid, signal.SIGCONT)

    def rows(self, asked: str, *values: object) -> list[tuple]:
        with psycopg.connect(superuser_of(self)) as connection:
            return connection.execute(asked, values or None).fetchall()

    def count(self, asked: str, *values: object) -> int:
        ((found,),) = self.rows(asked, *values)
        return int(found)

    def change(self, sql: str) -> None:
        with psycopg.connect(superuser_of(self), autocommit=True) as connection:
            connection.execute(sql)

    def manage(self, *command: str, settings: str = "superset") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.source,
            env=self.door_environment(settings),
            capture_output=True,
            text=True,
            check=False,
        )

    def door_environment(self, settings: str) -> dict[str, str]:
        named = {
            "DJANGO_SETTINGS_MODULE": f"fristed.config.settings.{settings}",
            "FRISTED_PORT": str(self.port),
        }
        return self.environment() | named

    def signed_in(self, persona: str) -> Desk:
        """A window of her browser; she signed in once, as a code is good once."""
        desk = Desk(self.port + 1)
        if persona not in self.sessions:
            desk.sign_in(**self.signins_of[persona])
            desk.get("/")
            self.sessions[persona] = desk.cookies
        desk.cookies = self.sessions[persona]
        return desk

    def professional(self) -> Browser:
        """Somebody of another service, signed in by her employer's provider."""
        browser = Browser(self.port + 2)
        self.feide.knows("t-1", name="Ulla", groups=WORKS_AT_A_SCHOOL)
        there = browser.get("/sign-in/with/feide/?next=/").location
        back = urlsplit(self.feide.sign_in(there, "t-1"))
        browser.get(f"{back.path}?{back.query}")
        answer = browser.get(f"{back.path}?{back.query}&here=1")
        assert (answer.status, answer.location) == (302, "/"), answer.status
        return browser


STANDING: list[Ruin] = []


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """The house goes with the last fault: left standing, it slows every test that comes after."""
    if nextitem and Path(__file__).parent not in nextitem.path.parents:
        while STANDING:
            STANDING.pop().end()


@pytest.fixture(scope="session")
def house() -> Iterator[Ruin]:
    """The whole house without its sample year; the personas, and forty cases of one of them."""
    with tempfile.TemporaryDirectory(prefix="fristed-faults-") as name, provider.running() as feide:
        extra = provider.settings_for(feide)
        house = Ruin(Path(name), sample=False, extra=extra, feide=feide)
        try:
            house.move_in()
            provider.introduce(feide, house.var)
            house.start()
            STANDING.append(house)
            staged = house.manage("-m", "bench.staging")
            assert staged.returncode == 0, staged.stderr[-2000:]
            house.signins_of = json.loads(staged.stdout)
            yield house
        finally:
            if house.supervisor is not None:
                house.let_supervisor_go()
            house.end()
            house.drop()


@pytest.fixture(scope="session")
def bound(house: Ruin) -> Callable[[], None]:
    """Wait until the worker has had every code bound: from then on they answer."""

    def wait() -> None:
        until(
            lambda: not house.count("select count(*) from contact_code where lookup is null"),
            "codes are bound",
            within=120,
        )

    return wait


@pytest.fixture
def keeper_is_away(house: Ruin) -> Iterator[None]:
    """The keeper is dead and nobody starts it again until the test is over."""
    before = house.process_of("keeper") or 0
    house.hold_supervisor()
    house.kill("keeper")
    yield
    house.let_supervisor_go()
    house.comes_back("keeper", before)
