"""A list's week as it stands -> a file, or a mail to one address. Keeps nothing in the record."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import make_msgid
from pathlib import Path

from newsagg.errors import SettingsError
from newsagg.pipeline.digest import Compose, preview
from newsagg.pipeline.sending import make_letterhead
from newsagg.pipeline.subscribing import send_single
from newsagg.report.addresses import read_address
from newsagg.report.edition import UNSUBSCRIBE, Picture
from newsagg.report.mailserver import find_server
from newsagg.report.message import Recipient, leave_mailto, make_mould
from newsagg.settings import Settings

_EXAMPLE = "outages@newsagg.example"
"""Sender and reader of a preview in a file, where no setting names one."""

ENDINGS = (".html", ".txt", ".eml")
"""What a preview can be written as."""


def write_preview(
    settings: Settings, slug: str, label: str, path: Path, *, now: datetime, compose: Compose | None = None
) -> None:
    """Write a week as it stands: ``.eml`` the whole mail, ``.txt`` its text, ``.html`` its HTML with the pictures.

    Raises NotFoundError, WeekNameError; OSError where the file cannot be written.
    """
    kept = settings if settings.mail_from else replace(settings, mail_from=_EXAMPLE)
    mailing_list, _, rendered = preview(settings, slug, label, now, compose=compose)
    letterhead = make_letterhead(kept, mailing_list)
    leaving = leave_mailto(letterhead)
    match path.suffix.lower():
        case ".eml":
            path.write_bytes(_make_mail(kept, slug, label, kept.mail_from, now=now, compose=compose))
        case ".txt":
            path.write_text(rendered.text.replace(UNSUBSCRIBE, leaving), "utf-8")
        case _:
            html = rendered.html.replace(UNSUBSCRIBE, leaving)
            path.write_text(_embed(html, rendered.pictures), "utf-8")


def mail_preview(
    settings: Settings,
    slug: str,
    label: str,
    address: str,
    *,
    now: datetime,
    compose: Compose | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Mail a week as it stands to one address. Raises MailError unless the server took it, SettingsError."""
    server = find_server(settings, environment)
    mail = _make_mail(settings, slug, label, address, now=now, compose=compose)
    send_single(server, read_address(settings.mail_from), read_address(address), mail)


def _make_mail(
    settings: Settings, slug: str, label: str, address: str, *, now: datetime, compose: Compose | None
) -> bytes:
    if not settings.mail_from:
        raise SettingsError("no sender of mails is named", subject="NEWSAGG_MAIL_FROM", hint="set it")
    mailing_list, _, rendered = preview(settings, slug, label, now, compose=compose)
    letterhead = make_letterhead(settings, mailing_list)
    mould = make_mould(replace(rendered, subject=f"[Preview] {rendered.subject}"), letterhead, made_at=now)
    domain = letterhead.from_address.rpartition("@")[2]
    reader = Recipient(
        address=read_address(address), name="", message_id=make_msgid(domain=domain).strip("<>"), leave_url=""
    )
    return mould.fill(reader)


def _embed(html: str, pictures: Sequence[Picture]) -> str:
    """Return HTML with its attached pictures written into it, so that the file stands alone."""
    for picture in pictures:
        data = base64.b64encode(picture.png).decode("ascii")
        html = html.replace(f"cid:{picture.cid}", f"data:image/png;base64,{data}")
    return html
