"""The bytes of a feed, in whatever encoding and packing they came -> bytes that say what they are. Pure."""

import re
import zlib

from newsagg.errors import FeedError

MOST_UNPACKED = 10_000_000
"""Bytes of a feed that came compressed without saying so: as many as the fetcher takes of one that says it."""

_MARKS = (
    ("utf-32-le", b"\xff\xfe\x00\x00"),
    ("utf-32-be", b"\x00\x00\xfe\xff"),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
)
# Which bytes of every four are zero in text of western letters.
_ZEROS = {"utf-32-le": (1, 2, 3), "utf-32-be": (0, 1, 2), "utf-16-le": (1, 3), "utf-16-be": (0, 2)}


def unpack_silent(body: bytes) -> bytes:
    """Return a body that is gzip, though no header said so, decompressed to at most MOST_UNPACKED bytes.

    Raises FeedError when it holds more, or nothing that can be read.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        unpacked = reader.decompress(body, MOST_UNPACKED + 1)
    except zlib.error as error:
        raise FeedError(f"is compressed, and broken ({error})") from error
    if len(unpacked) > MOST_UNPACKED:
        raise FeedError(f"is larger than {MOST_UNPACKED:,} bytes once decompressed")
    return unpacked


def settle_encoding(body: bytes) -> bytes:
    """Return UTF-16 and UTF-32 as UTF-8, and all else without NUL bytes and doubled byte-order marks.

    Feeds in UTF-16 often say that they are UTF-8.
    """
    encoding = _find_wide(body)
    if encoding:
        text = body.decode(encoding, "replace").lstrip("\ufeff")
        return re.sub(r"^(\s*<\?xml[^>]{0,200}?) encoding=[\"'][\w-]+[\"']", r"\1", text).encode(
            "utf-8", "replace"
        )
    while body.startswith(b"\xef\xbb\xbf\xef\xbb\xbf"):
        body = body[3:]
    return body.replace(b"\x00", b"").lstrip() if b"\x00" in body else body


def decode_text(body: bytes) -> str:
    """Return JSON's text: UTF-8, as it must be, or Windows-1252, as some is."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A feed that is cut in the middle of a character is still UTF-8.
        text = body.decode("utf-8", "replace")
        return text if text.count("\ufffd") <= 1 + len(text) // 2000 else body.decode("cp1252", "replace")


def _find_wide(body: bytes) -> str:
    for encoding, mark in _MARKS:
        if body.startswith(mark):
            return encoding
    start = body[:400]
    quarter = len(start) // 4
    if quarter < 5:
        return ""
    share = [start[place::4].count(0) / quarter for place in range(4)]
    for encoding, places in _ZEROS.items():
        if all((share[place] > 0.8) == (place in places) for place in range(4)):
            return encoding
    return ""
