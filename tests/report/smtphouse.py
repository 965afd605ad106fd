"""A real SMTP server on loopback, with TLS and login, that does to mails what a test tells it to; it keeps what it took."""

import datetime
import ipaddress
import random
import ssl
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOGIN, PASSWORD = "newsagg", "only on loopback"


def make_certificate(folder: Path, host: str = "localhost") -> Path:
    """Write a certificate for this machine, with its key, and return the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    alternatives = x509.SubjectAlternativeName(
        [x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=36_500))
        .add_extension(alternatives, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{host}.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A mail that the server has, whether or not it said so."""

    sender: str
    recipient: str
    mail: bytes
    answered: bool


@dataclass(kw_only=True)
class Behaviour:
    """What the server says: each a function of the recipient, the answer empty for the usual one."""

    on_mail: Callable[[str], str] = lambda _sender: ""
    on_rcpt: Callable[[str], str] = lambda _recipient: ""
    on_data: Callable[[str], str] = lambda _recipient: ""
    """At the DATA command. ``cut`` reads a part of the mail and closes the connection."""
    on_dot: Callable[[str], str] = lambda _recipient: ""
    """At the dot. ``lose`` takes the mail and closes without an answer, ``cut`` closes without having taken it."""


@dataclass(kw_only=True)
class MailBox:
    """A running server: where, and what it took."""

    host: str
    port: int
    certificate: Path | None
    behaviour: Behaviour
    taken: list[Taken] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    sessions: int = 0

    def settings(self) -> dict[str, Any]:
        """Return the settings that reach it."""
        return {
            "smtp_host": self.host,
            "smtp_port": self.port,
            "smtp_security": "starttls" if self.certificate else "none",
            "smtp_ca_file": self.certificate,
            "smtp_login": LOGIN if self.certificate else "",
            "mail_from": "outages@corp.example",
            "mail_rate": 0.0,
            "mail_retry_seconds": 0.0,
        }


class _Handler:
    def __init__(self, box: MailBox) -> None:
        self.box = box

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.box.behaviour.on_mail(address)
        if said:
            self.box.said[f"mail {said[:3]}"] += 1
            return said
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.box.behaviour.on_rcpt(address)
        if said:
            self.box.said[f"rcpt {said[:3]}"] += 1
            return said
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        recipient, content = envelope.rcpt_tos[0], envelope.original_content or b""
        said = self.box.behaviour.on_dot(recipient)
        kept = Taken(sender=str(envelope.mail_from), recipient=recipient, mail=content, answered=said == "")
        if said in {"lose", "cut"}:
            self.box.said[f"dot {said}"] += 1
            if said == "lose":
                self.box.taken.append(kept)
            server.transport.abort()  # type: ignore[union-attr]
            return "250 never heard"
        if said:
            self.box.said[f"dot {said[:3]}"] += 1
            return said
        self.box.taken.append(kept)
        return "250 OK taken"


class _Server(SMTP):
    box: MailBox

    def connection_made(self, transport: Any) -> None:
        self.box.sessions += 1
        super().connection_made(transport)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        recipient = self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else ""
        said = self.box.behaviour.on_data(recipient) if recipient else ""
        if said == "cut":
            self.box.said["data cut"] += 1
            await self.push("354 go on")
            await self._reader.read(700)
            self.transport.abort()  # type: ignore[union-attr]
            return
        if said:
            self.box.said[f"data {said[:3]}"] += 1
            await self.push(said)
            return
        await super().smtp_DATA(arg)


def _check_login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, login: Any) -> AuthResult:
    good = isinstance(login, LoginPassword) and (login.login, login.password) == (
        LOGIN.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=good, handled=False)


@contextmanager
def serve_mail(
    certificate: Path | None = None, behaviour: Behaviour | None = None, *, implicit: bool = False
) -> Iterator[MailBox]:
    """Serve on a free port: with a certificate over TLS and for the right login only."""
    box = MailBox(
        host="localhost" if certificate else "127.0.0.1",
        port=0,
        certificate=certificate,
        behaviour=behaviour or Behaviour(),
    )
    options: dict[str, Any] = {"data_size_limit": 10_000_000}
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options |= {"authenticator": _check_login, "auth_required": True}
        options |= (
            {"auth_require_tls": False} if implicit else {"tls_context": context, "require_starttls": True}
        )

    class _Running(Controller):
        def factory(self) -> SMTP:
            with warnings.catch_warnings():
                # It knows of no TLS but STARTTLS, and warns of a login without it.
                warnings.simplefilter("ignore", UserWarning)
                server = _Server(self.handler, **options)
            server.box = box
            return server

        def _trigger_server(self) -> None:
            server: Any = self.server  # only now is the port known
            self.port = server.sockets[0].getsockname()[1]
            super()._trigger_server()  # type: ignore[no-untyped-call]

    controller = _Running(
        _Handler(box), hostname="127.0.0.1", port=0, ssl_context=context if implicit else None
    )
    controller.start()
    try:
        box.port = controller.port
        yield box
    finally:
        controller.stop()


def at_random(seed: int, **chances: float) -> Callable[[str], str]:
    """Return an answer drawn by lot: each name or code with its chance, else the usual one."""
    draw = random.Random(seed)

    def answer(_recipient: str) -> str:
        at = draw.random()
        for said, chance in chances.items():
            if at < chance:
                return f"{said[1:]} not now" if said.startswith("c") and said[1:].isdigit() else said
            at -= chance
        return ""

    return answer
