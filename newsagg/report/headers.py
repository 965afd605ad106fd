"""Texts of people -> lines of a mail's head that a strict parser reads back, and that never become two. Pure.

Written out by hand: the standard library encodes a long List-Unsubscribe as words (RFC 2047), which breaks it, and its
folding has let line breaks through before. Here every line is printable ASCII by construction, and checked.
"""

import base64
import re
from collections.abc import Iterator

from newsagg.errors import MailError
from newsagg.report.phrases import clean

LINE = 76
"""Columns at which a head is folded: RFC 5322 asks for 78, RFC 2047 allows 76 where encoded words stand."""
LONGEST_LINE = 998
"""RFC 5322 2.1.1."""
MOST_NAME = 120
"""Characters of a name; what is longer is cut."""
MOST_SUBJECT = 250
"""Characters of a subject; mailboxes show about 70."""
# 45 bytes make 60 characters of base64; with "=?utf-8?b?" and "?=" 72, below RFC 2047's 75.
_WORD_BYTES = 45
_PRINTABLE = re.compile(r"[\x20-\x7e]*\Z")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+\Z")


def flatten(text: str, most: int) -> str:
    """Return a text as one line without control characters, its spaces single, cut at ``most`` characters."""
    flat = " ".join(clean(text).split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def write_plain(name: str, value: str) -> str:
    """Return a header of ours that must stay as it is, on one line: an address, an id.

    Raises MailError when it would not be one line of printable ASCII.
    """
    line = f"{name}: {value}"
    if not _NAME.match(name) or not value.strip() or not _PRINTABLE.match(value) or len(line) > LONGEST_LINE:
        raise MailError(
            f"cannot stand in a mail's head: {flatten(value, 80)!r}", subject=name, hint="see docs/digest.md"
        )
    return f"{line}\r\n"


def write_text(name: str, text: str, *, most: int = MOST_SUBJECT) -> str:
    """Return an unstructured header, such as the subject, folded."""
    flat = flatten(text, most) or "-"  # an empty one would end in a space, which some servers take away
    if _is_plain(flat):
        return _fold(name, flat.split(" "))
    return _fold(name, list(_encode_words(flat)))


def write_mailbox(name: str, address: str, display: str) -> str:
    """Return a header with one mailbox, such as From or To. ``address`` has passed ``read_address``."""
    return _fold(name, [*_write_phrase(display), f"<{address}>"])


def write_list_id(title: str, identity: str) -> str:
    """Return RFC 2919's List-Id: the list's name and its identity, which reads like a host name."""
    return _fold("List-Id", [*_write_phrase(title), f"<{identity}>"])


def _write_phrase(display: str) -> list[str]:
    flat = flatten(display, MOST_NAME)
    if not flat:
        return []
    if not _is_plain(flat):
        return list(_encode_words(flat))
    if _ATOMS.match(flat):
        return flat.split(" ")
    return ['"' + re.sub(r'(["\\])', r"\\\1", flat) + '"']


def _is_plain(flat: str) -> bool:
    # "=?" would be read as an encoded word; a word of 70 characters could not be folded.
    return (
        _PRINTABLE.match(flat) is not None and "=?" not in flat and max(map(len, flat.split(" "))) < LINE - 10
    )


def _encode_words(flat: str) -> Iterator[str]:
    """Yield encoded words (RFC 2047), none of which splits a character."""
    part = ""
    for character in flat:
        if len((part + character).encode()) > _WORD_BYTES:
            yield _encode_word(part)
            part = ""
        part += character
    if part:
        yield _encode_word(part)


def _encode_word(part: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(part.encode()).decode('ascii')}?="


def _fold(name: str, words: list[str]) -> str:
    line, lines = f"{name}:", []
    for word in words:
        if len(line) + 1 + len(word) > LINE and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += f" {word}"
    text = "\r\n".join([*lines, line]) + "\r\n"
    for line in text.split("\r\n")[:-1]:
        if not _PRINTABLE.match(line) or len(line) > LONGEST_LINE:
            raise MailError("a header cannot be written", subject=name, hint=f"shorten {flatten(line, 60)!r}")
    return text
