"""The key of this installation, and what is signed with it: tokens, Message-IDs. Reads and makes one file.

A token is all that a link in a mail carries. It says which subscription it is about and what it may do, leaks no
address, and cannot be made without the key. Whoever loses the key loses nothing but the links in mails already sent.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from itsdangerous import BadSignature, SignatureExpired, URLSafeSerializer, URLSafeTimedSerializer

from newsagg.errors import NewsaggError, SettingsError
from newsagg.settings import Settings

CONFIRM_WITHIN = timedelta(days=14)
"""How long the link that confirms a subscription works: people come back from holidays."""
_KEY_BYTES = 32
_LEAVE, _CONFIRM = "newsagg.digest.leave", "newsagg.digest.confirm"


class TokenError(NewsaggError):
    """A link from a mail that we did not write, or that is too old."""


def read_key(settings: Settings) -> bytes:
    """Return this installation's key; make it, for its owner's eyes alone, where there is none yet.

    Safe when several processes need the first key at once. Raises SettingsError.
    """
    path = settings.key_file or settings.database.with_suffix(".key")
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise SettingsError(
            f"the key of subscribers' tokens cannot be had: {error.strerror}",
            subject=str(path),
            hint="set NEWSAGG_KEY_FILE to a file that may be read or made",
        ) from error
    if len(key) < _KEY_BYTES:
        raise SettingsError(
            "is too short for a key", subject=str(path), hint=f"{_KEY_BYTES} characters, or remove the file"
        )
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(_KEY_BYTES).encode("ascii") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        # Whole or not at all, and the first one stays.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()


def make_message_id(key: bytes, *, slug: str, label: str, subscriber_id: int, domain: str) -> str:
    """Return the Message-ID of a list's week for a subscriber: always the same, and telling nothing of them."""
    words = f"{slug}\x00{label}\x00{subscriber_id}".encode()
    return f"{hmac.new(key, words, hashlib.sha256).hexdigest()[:32]}@{domain}"


def sign_leave(key: bytes, subscriber_id: int) -> str:
    """Return the token that ends a subscription; it works for ever, as mails are kept."""
    return _text(URLSafeSerializer(key, salt=_LEAVE).dumps(subscriber_id))


def read_leave(key: bytes, token: str) -> int:
    """Return the subscriber whose token this is. Raises TokenError."""
    try:
        number = URLSafeSerializer(key, salt=_LEAVE).loads(token)
    except BadSignature as error:
        raise TokenError("this link is not whole", hint="copy all of it from the mail") from error
    return int(number)


def sign_confirm(key: bytes, subscriber_id: int, joined_at: datetime) -> str:
    """Return the token that confirms a subscription, as it was asked for at that time."""
    return _text(
        URLSafeTimedSerializer(key, salt=_CONFIRM).dumps([subscriber_id, int(joined_at.timestamp())])
    )


def read_confirm(key: bytes, token: str) -> tuple[int, datetime]:
    """Return the subscriber and when they asked. Raises TokenError."""
    try:
        number, asked = URLSafeTimedSerializer(key, salt=_CONFIRM).loads(
            token, max_age=int(CONFIRM_WITHIN.total_seconds())
        )
    except SignatureExpired as error:
        raise TokenError(
            f"this link is older than {CONFIRM_WITHIN.days} days", hint="subscribe again"
        ) from error
    except BadSignature as error:
        raise TokenError("this link is not whole", hint="copy all of it from the mail") from error
    return int(number), datetime.fromtimestamp(asked, UTC)


def _text(signed: str | bytes) -> str:
    return signed if isinstance(signed, str) else signed.decode("ascii")
