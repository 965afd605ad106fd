"""A rendered digest -> the bytes of each reader's mail; only its head and the address of leaving differ. Pure.

The parts are encoded once per digest: text and HTML as quoted-printable, cut where the reader's own address of leaving
stands, pictures as base64. A reader's mail is these pieces joined, so ten thousand cost no more than their joining.

    multipart/alternative
        text/plain
        multipart/related
            text/html
            image/png, each by its Content-ID
"""

import base64
import binascii
import hashlib
import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

from newsagg.report.edition import UNSUBSCRIBE, Picture, Rendered
from newsagg.report.headers import flatten, write_list_id, write_mailbox, write_plain, write_text

_ENDS = "\x01"
"""Put behind a piece before it is encoded, taken out again as ``=01``: it makes the room that a soft break needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who sends a list's mails, and where its readers leave it."""

    slug: str
    title: str
    from_name: str
    from_address: str
    """Has passed ``read_address``, as all addresses here."""
    reply_to: str = ""
    """Empty for the sender's own."""
    leave_to: str = ""
    """Takes the mails of those who leave, where the desk has no public address."""
    archive_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One reader's part of a mail."""

    address: str
    name: str
    message_id: str
    """Without angle brackets."""
    leave_url: str
    """The page that ends the subscription, with the reader's token; empty where the desk has no public address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mould:
    """A digest made ready for all its readers."""

    letterhead: Letterhead
    head: bytes
    """The lines that all mails share."""
    pieces: tuple[tuple[bytes, str], ...]
    """Encoded bytes, each with how the address of leaving is written behind it: text, html, or not at all."""

    def fill(self, recipient: Recipient) -> bytes:
        """Return one reader's mail, lines ending in CRLF, no line longer than 998 bytes.

        Raises MailError when a line of the head cannot be written.
        """
        where = recipient.leave_url or leave_mailto(self.letterhead)
        written = {
            "text": _encode_address(where),
            "html": _encode_address(html.escape(where)),
            "": b"",
        }
        head = "".join(
            (
                write_mailbox("To", recipient.address, recipient.name),
                write_plain("Message-ID", f"<{recipient.message_id}>"),
                *_write_leaving(where),
            )
        )
        body = b"".join(piece + written[kind] for piece, kind in self.pieces)
        return self.head + head.encode("ascii") + body


def make_mould(rendered: Rendered, letterhead: Letterhead, *, made_at: datetime) -> Mould:
    """Encode a digest once for all its readers; ``made_at`` is the mails' Date."""
    boundary = _make_boundary(rendered)
    outer, inner = f"{boundary}-a", f"{boundary}-r"
    pieces: list[tuple[bytes, str]] = [
        (
            f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="{outer}"\r\n\r\n'
            f"--{outer}\r\n{_part_head('text/plain')}".encode("ascii"),
            "",
        ),
        *_cut_encoded(rendered.text, "text"),
        (
            f'\r\n--{outer}\r\nContent-Type: multipart/related; type="text/html";\r\n boundary="{inner}"\r\n\r\n'
            f"--{inner}\r\n{_part_head('text/html')}".encode("ascii"),
            "",
        ),
        *_cut_encoded(rendered.html, "html"),
        (b"".join(_encode_picture(picture, inner) for picture in rendered.pictures), ""),
        (f"\r\n--{inner}--\r\n\r\n--{outer}--\r\n".encode("ascii"), ""),
    ]
    head = "".join(_write_head(rendered.subject, letterhead, made_at))
    return Mould(letterhead=letterhead, head=head.encode("ascii"), pieces=tuple(pieces))


def write_note(
    letterhead: Letterhead, *, to: str, name: str, subject: str, text: str, message_id: str, made_at: datetime
) -> bytes:
    """Return a short mail of text alone to one person, such as the one that asks to confirm a subscription."""
    body = "".join(f"{line}\r\n" for line in text.splitlines())
    head = (
        write_mailbox("From", letterhead.from_address, letterhead.from_name),
        write_mailbox("To", to, name),
        write_text("Subject", subject),
        write_plain("Date", format_datetime(made_at.astimezone(UTC))),
        write_plain("Message-ID", f"<{message_id}>"),
        write_plain("Auto-Submitted", "auto-generated"),
        "MIME-Version: 1.0\r\n",
        _part_head("text/plain"),
    )
    return "".join(head).encode("ascii") + _encode(body)


def leave_mailto(letterhead: Letterhead) -> str:
    """Return the ``mailto:`` by which a reader leaves where there is no page for it; a person reads that mailbox."""
    to = letterhead.leave_to or letterhead.reply_to or letterhead.from_address
    return f"mailto:{quote(to, safe='@')}?subject={quote(f'unsubscribe {letterhead.slug}')}"


def _write_head(subject: str, letterhead: Letterhead, made_at: datetime) -> list[str]:
    domain = letterhead.from_address.rpartition("@")[2]
    lines = [
        write_mailbox("From", letterhead.from_address, letterhead.from_name),
        write_text("Subject", subject),
        write_plain("Date", format_datetime(made_at.astimezone(UTC))),
        write_list_id(letterhead.title, f"{letterhead.slug}.{domain}"),
        # RFC 3834: nobody's absence shall answer it. Precedence is no standard, and what old answering machines heed.
        write_plain("Auto-Submitted", "auto-generated"),
        write_plain("Precedence", "bulk"),
    ]
    if letterhead.reply_to:
        lines.append(write_mailbox("Reply-To", letterhead.reply_to, letterhead.from_name))
    if letterhead.archive_url:
        lines.append(write_plain("List-Archive", f"<{quote(letterhead.archive_url, safe=_URL)}>"))
    return lines


# What may stand in an address of the web as it is; anything else is percent-encoded.
_URL = ":/?#[]@!$&'()*+,;=%-._~"


def _write_leaving(where: str) -> list[str]:
    """Return RFC 2369's header, and RFC 8058's beside it where a machine may press the button: over https alone."""
    lines = [write_plain("List-Unsubscribe", f"<{quote(where, safe=_URL)}>")]
    if where.startswith("https://"):
        lines.append(write_plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return lines


def _part_head(kind: str) -> str:
    return f"Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"


def _cut_encoded(text: str, kind: str) -> Sequence[tuple[bytes, str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    *before, last = lines.split(UNSUBSCRIBE)
    return [*((_encode_open(piece), kind) for piece in before), (_encode(last), "")]


def _encode(text: str) -> bytes:
    # It breaks lines as the first of them ends, and with a bare LF where there is none yet.
    return binascii.b2a_qp(b"\r\n" + text.encode("utf-8", "replace"), istext=True)[2:]


def _encode_open(text: str) -> bytes:
    """Encode text so that more can be put behind it: it ends in a soft line break."""
    return _encode(text + _ENDS).removesuffix(b"=01") + b"=\r\n"


def _encode_address(where: str) -> bytes:
    return _encode_open(where)


def _encode_picture(picture: Picture, boundary: str) -> bytes:
    name = "".join(c for c in picture.cid.partition("@")[0] if c.isascii() and (c.isalnum() or c in "-_"))[
        :40
    ]
    head = (
        f"\r\n--{boundary}\r\n",
        "Content-Type: image/png\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        write_plain("Content-ID", f"<{picture.cid}>"),
        f'Content-Disposition: inline; filename="{name or "picture"}.png"\r\n',
        write_text("Content-Description", flatten(picture.alt, 200)),
        "\r\n",
    )
    lines = textwrap.wrap(base64.b64encode(picture.png).decode("ascii"), 76)
    return ("".join(head) + "\r\n".join(lines)).encode("ascii")


def _make_boundary(rendered: Rendered) -> str:
    """Return a boundary that no part can hold: quoted-printable and base64 never write ``=_``."""
    digest = hashlib.sha256(
        f"{rendered.subject}\x00{rendered.text}\x00{rendered.html}".encode("utf-8", "replace")
    )
    return f"=_{digest.hexdigest()[:24]}"
