"""Nora with a team that answers, and a young person who writes to it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from tests import personas
from tests.factories.organisation import a_unit
from tests.factories.staff import as_role

from fristed.config.doors import WORKER
from fristed.contact import queries, tasks
from fristed.contact.actions import talking
from fristed.contact.choices import Sender
from fristed.contact.models import Conversation
from fristed.gate import Visitor, scope
from fristed.kernel.periods import Quarter
from fristed.organisation.choices import UnitKind
from fristed.sealing import hpke
from fristed.vault.keeper import call
from fristed.vault.models import File, UnitKey
from fristed.vault.queries import KEEPER
from fristed.vault.tasks import chain, fetch_unit_keys

SECRET = "De vil sende meg bort til sommeren, og jeg tør ikke si noe"
TEAM = "fagteam"
WORDS = re.compile(r'<li translate="no">([^<]+)</li>')


@pytest.fixture
def team(db) -> str:
    """The national team, with public keys whose private halves nobody has; no keeper needed.

    The code lists too: a test that commits empties the tables after itself.
    """
    call_command("load_codelists", verbosity=0)
    a_unit(TEAM, UnitKind.EXPERT_TEAM)
    this = Quarter.of(timezone.localdate())
    for unit, quarter in ((TEAM, str(this)), (TEAM, str(this.next())), (KEEPER, "")):
        UnitKey.objects.create(unit=unit, quarter=quarter, public_key=hpke.new_pair().public)
    return TEAM


@pytest.fixture
def team_with_keeper(keeper, keeper_home, transactional_db) -> str:
    call_command("load_codelists", verbosity=0)
    a_unit(TEAM, UnitKind.EXPERT_TEAM)
    token = (keeper_home / "admin.token").read_text().strip()
    call("admin.set_unit", token=token, unit=TEAM)
    fetch_unit_keys([TEAM], timezone.localdate())
    return TEAM


@pytest.fixture
def no_keeper(settings, tmp_path) -> None:
    """Nothing answers there: what a door meets when the keeper is down."""
    settings.FRISTED_KEEPER_SOCKET = str(tmp_path / "keeper.sock")


@dataclass
class Youth:
    """Someone at nora with a browser."""

    browser: object

    def form(self, language: str = "") -> str:
        """The form's own token."""
        html = self.browser.get(f"{language}/a/ny").content.decode()
        return re.search(r'name="once" value="([^"]+)"', html).group(1)

    def send(self, text: str = SECRET, once: str = "", language: str = ""):
        once = once or self.form(language)
        typed = {"text": text, "whom": "me", "to": "", "once": once}
        return self.post(f"{language}/a/ny", typed)

    def post(self, address: str, typed: dict[str, object]):
        """Sent, and to the page the browser goes on to."""
        return self.browser.post(address, typed, follow=True)

    def come_back(self, words: str):
        return self.browser.post("/a/inn", {"code": words})

    def look(self):
        """What shows at once: only what is new."""
        return self.browser.get("/a/les")

    def open_earlier(self, word: str = ""):
        return self.browser.post("/a/les", {"do": "open", "word": word})

    def read(self):
        """Everything, as she does who has agreed on no word."""
        self.open_earlier()
        return self.look()


@pytest.fixture
def youth(nora_client) -> Youth:
    return Youth(nora_client)


def words_in(response) -> list[str]:
    return WORDS.findall(response.content.decode())


@pytest.fixture
def desk_writes(as_nora, as_worker, work):
    """As the team does at its own door; here only the sealed rows matter."""

    def wrote(said, sender):
        with as_worker():
            file = File.objects.get()
        with as_nora():
            hers = Visitor(file_ref=file.ref, file_id=file.id)
            with scope(hers), transaction.atomic():
                (conversation,) = Conversation.objects.all()
                talking._write(
                    conversation,
                    said,
                    sender=sender,
                    author=personas.maja.ref,
                    at=timezone.now(),
                )
        work()

    return wrote


@pytest.fixture
def kept(as_worker):
    """The conversation's row as the worker sees it: codes and counts."""

    def row():
        with as_worker():
            return Conversation.objects.get()

    return row


@pytest.fixture
def answer(desk_writes):
    return lambda text, **said: desk_writes(
        {"text": text, "safe": said.get("is_safe", False)}, Sender.DESK
    )


@pytest.fixture
def agree(desk_writes):
    """The word the two have agreed on, and the other one where they have."""
    return lambda word, duress="": desk_writes({"word": word, "duress": duress}, Sender.WORD)


@pytest.fixture
def work() -> Callable[[], None]:
    """What the worker does within seconds: codes are bound and the file is chained."""

    def done() -> None:
        with as_role(WORKER.role):
            for code in queries.pending_codes(40):
                tasks.bind(code)
            for file in File.objects.order_by("id"):
                chain(file)

    return done
