"""Every class of abuse that has been found in systems like ours is tried here, by name."""

import re
from pathlib import Path

import pytest
from tests.architecture.test_layout import SRC, imports, python_files

TESTS = Path(__file__).parents[1]
NAME = re.compile(r"\bC\d{1,2}\b")
CLASSES = {
    "C1": "a handler without its role check",
    "C2": "a way of writing an address that goes round the check",
    "C3": "names that leave their folder",
    "C4": "a text that is run as a template",
    "C5": "a text that is run as markup",
    "C6": "an administrator's script in other people's browsers",
    "C7": "something dangerous by one click of one person",
    "C8": "a one-time code used twice",
    "C9": "an answer or its time tells whether somebody exists",
    "C10": "a list that shows more than its pages",
    "C11": "a file over the limit kept, or its type believed",
    "C12": "traces on the device",
    "C13": "a page in somebody else's frame, without its headers",
    "C14": "data sent out by errors or exports",
    "C15": "links followed and privileges kept too long",
    "C16": "from one unit or file into another",
    "C17": "values believed because a page sent them",
    "C18": "sending on to what is closed",
    "C19": "failed attempts that nobody wrote down",
    "C20": "lost or doubled under concurrency",
    "C21": "a throttle that one stranger closes for all",
    "C22": "texts in logs and error messages",
    "C23": "an address somebody typed is asked from inside",
    "C24": "sealing fails and the plain text goes on",
    "C25": "references that can be guessed",
    "C26": "one person's session or setting for another",
    "C27": "lengths and moments that tell",
    "C28": "a session adopted, fixed or used again",
}


def test_every_class_is_named_by_a_test_and_none_that_is_not_a_class():
    files = [path for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
    named = {name for path in files for name in NAME.findall(path.read_text())}

    assert named | {"C23"} == set(CLASSES)  # C23 stands below


SPEAKS = (
    *("socket", "ssl", "http.client", "urllib.request", "httpx", "requests", "smtplib", "ftplib"),
    *("imaplib", "poplib", "aiohttp", "urllib3", "authlib", "django.core.mail", "xmlrpc"),
)
MAY_SPEAK = {
    "adapters/clamd.py": "the address is FRISTED_CLAMD",
    "adapters/identity.py": "the address is FRISTED_PROVIDERS",
    "adapters/sending.py": "the addresses are FRISTED_SMS and FRISTED_SMTP",
    "adapters/mailbox.py": "the address is FRISTED_MAIL_IN",
    "adapters/posting.py": "the address is FRISTED_MAIL_OUT",
    "adapters/sites.py": "a published page's link, on the open internet alone: tests/adapters",
    "config/supervisor.py": "asks its own doors on this machine",
    "keeper/calling.py": "the keeper's socket, named on the command line",
    "keeper/serving.py": "answers on it",
    "keeper/transit.py": "the address is --custody",
    "keeper/trusting.py": "the address is given on the command line",
    "vault/keeper.py": "the address is FRISTED_KEEPER_SOCKET",
}


def test_only_these_speak_to_anybody_and_no_address_comes_from_a_person():
    """C23: nothing that a form, a file or a row holds is asked for by the server, but links that
    editors have published; those never inside a house."""
    speaking = {
        str(path.relative_to(SRC))
        for path in python_files()
        if any(f"{name}.".startswith(tuple(f"{one}." for one in SPEAKS)) for name in imports(path))
    }

    assert speaking == set(MAY_SPEAK)


@pytest.mark.parametrize("path", sorted(MAY_SPEAK))
def test_who_speaks_knows_no_request(path):
    """C23: neither a form nor a model is near."""
    near = [name for name in imports(SRC / path) if ".models" in name or ".forms" in name]

    assert near == []
