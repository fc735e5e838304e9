"""Mail servers on loopback: a real dovecot with one mailbox, and aiosmtpd that takes what is sent.

Both with TLS, signed by an authority made for the run.
"""

import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from itertools import count
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.house import free_port

from fristed.config import installation

USER, PASSWORD = "post", "et-passord-for-prøver"
STARTS_WITHIN = 60.0  # seconds, on a very busy machine
DOVECOT = "/usr/sbin/dovecot"
CONF = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
mail_location = maildir:{home}/mail
maildir_stat_dirs = no
first_valid_uid = 1
{users}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {home}/passwd
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
auth_failure_delay = 0
"""


@dataclass
class Box:
    """A mailbox at a dovecot of its own."""

    home: Path
    port: int
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def address(self) -> str:
        return f"imaps://{USER}@localhost:{self.port}/INBOX"

    @property
    def trust(self) -> str:
        return str(self.home / "cert.pem")

    def put(self, *mails: bytes) -> None:
        """As a mail server delivers: whole, under a name of its own."""
        for mail in mails:
            part = self.home / "mail" / "tmp" / f"{time.time_ns()}.{next(self.numbers)}.test"
            part.write_bytes(mail)
            shutil.chown(part, *_mail_owner())
            part.rename(self.home / "mail" / "new" / part.name)

    def names(self) -> list[str]:
        """What lies in it."""
        return sorted(
            path.name
            for folder in ("new", "cur")
            for path in (self.home / "mail" / folder).iterdir()
        )


@contextmanager
def a_mailbox() -> Iterator[Box]:
    """A running dovecot; `make test` sees to it that the program is there.

    In a folder that dovecot's own users reach, as those of pytest are not.
    """
    with tempfile.TemporaryDirectory(prefix="fristed-mail-") as home:
        box = Box(Path(home), free_port())
        _prepare(box)
        server = subprocess.Popen([DOVECOT, "-F", "-c", str(box.home / "dovecot.conf")])
        try:
            _wait_for(box.port)
            yield box
        finally:
            server.terminate()
            server.wait(timeout=60)


def _prepare(box: Box) -> None:
    uid, gid = _mail_owner()
    box.home.chmod(0o711)
    for folder in ("mail", "mail/new", "mail/cur", "mail/tmp"):
        (box.home / folder).mkdir()
        shutil.chown(box.home / folder, uid, gid)
    make_certificate(box.home)
    (box.home / "passwd").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    (box.home / "passwd").chmod(0o644)
    me = pwd.getpwuid(os.geteuid()).pw_name
    users = "" if os.geteuid() == 0 else f"default_internal_user = {me}\ndefault_login_user = {me}"
    conf = CONF.format(home=box.home, port=box.port, uid=uid, gid=gid, users=users)
    (box.home / "dovecot.conf").write_text(conf, encoding="utf-8")


def _mail_owner() -> tuple[int, int]:
    who = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return who.pw_uid, who.pw_gid


@dataclass
class Taken:
    """What a mail server was sent."""

    to: str
    sender: str
    mail: Message


class Server:
    """A mail server that takes everything, until it is told not to.

    says   what it answers to a recipient instead, such as "451 not now"
    """

    def __init__(self, port: int, home: Path) -> None:
        self.port, self.home = port, home
        self.taken: list[Taken] = []
        self.says = ""

    @property
    def address(self) -> str:
        return f"smtps://localhost:{self.port}"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.says:
            return self.says
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        sender = envelope.mail_from or ""
        self.taken.append(Taken(envelope.rcpt_tos[0], sender, message_from_bytes(content)))
        return "250 OK"


@contextmanager
def a_server(home: Path) -> Iterator[Server]:
    """Listening with TLS from the first byte; `home` has a certificate."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(home / "cert.pem", home / "key.pem")
    server = Server(free_port(), home)
    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=server.port,
        ssl_context=tls,
        ready_timeout=STARTS_WITHIN,
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def settings_for(box: Box, server: Server) -> dict[str, str]:
    """The environment of a house that takes its mail from the one and sends by the other."""
    return {
        "FRISTED_MAIL_IN": box.address,
        "FRISTED_MAIL_OUT": server.address,
        "FRISTED_MAIL_FROM": "henvendelser@fristed.example",
        "FRISTED_MAIL_TRUST": box.trust,
    }


def introduce(var: Path) -> None:
    """What an installation does once: the mailbox's password among the secrets."""
    secrets = installation.private_folder(var / "secrets")
    installation.write_private(secrets / "mail-in.password", PASSWORD)


def make_certificate(home: Path) -> None:
    """A key, and a certificate that signs itself, for localhost."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (home / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (home / "key.pem").write_bytes(private)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("dovecot does not start")
