"""The settings -> the one mail server, and how it is spoken to. Reads the environment and a file with the password."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from newsagg.errors import SettingsError
from newsagg.settings import Settings

PASSWORD = "NEWSAGG_SMTP_PASSWORD"  # noqa: S105 - the variable's name
_PORTS = {"starttls": 587, "tls": 465, "none": 25}

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that takes our mails, and how it is spoken to."""

    host: str
    port: int
    security: Security
    login: str
    password: str = field(repr=False)
    ca_file: Path | None
    seconds: float
    """For each step but the last answer."""
    introduces: str
    """The name that we greet it with: the domain of our sender."""


def find_server(settings: Settings, environment: Mapping[str, str] | None = None) -> MailServer:
    """Return the server that the settings name. Raises SettingsError, which says what to set."""
    environment = os.environ if environment is None else environment
    if not settings.smtp_host:
        raise SettingsError(
            "no mail server is named", subject="NEWSAGG_SMTP_HOST", hint="set it, and NEWSAGG_MAIL_FROM"
        )
    if not settings.mail_from:
        raise SettingsError(
            "no sender of mails is named", subject="NEWSAGG_MAIL_FROM", hint="set it to an address of yours"
        )
    security = settings.smtp_security
    if security not in _PORTS:
        raise SettingsError(
            f"{security!r} is none of starttls, tls, none", subject="NEWSAGG_SMTP_SECURITY", hint="write one"
        )
    if security == "none" and not settings.smtp_plain and not _is_loopback(settings.smtp_host):
        raise SettingsError(
            f"mails and the password would go to {settings.smtp_host} for all to read",
            subject="NEWSAGG_SMTP_SECURITY",
            hint="use starttls or tls; NEWSAGG_SMTP_PLAIN=1 allows it all the same",
        )
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port or _PORTS[security],
        security=security,  # type: ignore[arg-type]
        login=settings.smtp_login,
        password=_read_password(settings, environment) if settings.smtp_login else "",
        ca_file=settings.smtp_ca_file,
        seconds=settings.smtp_seconds,
        introduces=settings.mail_from.rpartition("@")[2].strip() or "localhost",
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _read_password(settings: Settings, environment: Mapping[str, str]) -> str:
    if environment.get(PASSWORD):
        password = environment[PASSWORD]
    elif settings.smtp_password_file is not None:
        path = settings.smtp_password_file
        try:
            password = path.read_text("utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"cannot be read: {error}", subject=str(path), hint="see NEWSAGG_SMTP_PASSWORD_FILE"
            ) from error
    else:
        raise SettingsError(
            f"{settings.smtp_login} has no password",
            subject=PASSWORD,
            hint="set it, or NEWSAGG_SMTP_PASSWORD_FILE to a file that holds it",
        )
    if not password.isascii() or not settings.smtp_login.isascii():
        raise SettingsError(
            "login and password must be ASCII", subject=PASSWORD, hint="have the server give you others"
        )
    return password
