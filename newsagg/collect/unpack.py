"""The bytes of an answer as they come -> its body, decompressed and never larger than allowed. Pure.

Decompression stops at the limit: a gzip body of 389 kB that holds 400 MB costs its limit and no more.
"""

import zlib
from collections.abc import Iterable

from newsagg.errors import FetchError

ENCODINGS = "gzip, deflate"
"""What we say that we accept; what came in anything else is refused."""


def unpack(
    chunks: Iterable[bytes], *, encoding: str, limit: int, url: str, cut: list[str] | None = None
) -> bytes:
    """Return the whole body of an answer; with a list for ``cut``, as much of it as is allowed, the reason in the list.

    Raises FetchError when it is larger than ``limit`` bytes, broken, or compressed in a way that we did not ask for.
    """
    name = encoding.strip().lower()
    if name in ("", "identity", "none", "utf-8"):
        return _gather(chunks, limit, url, cut)
    if name not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"came compressed as {name[:40]!r}", subject=url, hint=f"we asked for {ENCODINGS}")
    try:
        unpacked = _inflate(chunks, limit, raw_allowed=name == "deflate", url=url, cut=cut)
        return _gather(unpacked, limit, url, cut)
    except zlib.error as error:
        raise FetchError(
            f"is broken: its {name} cannot be read ({str(error).rpartition(': ')[2]})",
            subject=url,
            transient=True,
        ) from error


def _gather(chunks: Iterable[bytes], limit: int, url: str, cut: list[str] | None) -> bytes:
    parts, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            if cut is None:
                raise FetchError(f"is larger than {limit:,} bytes", subject=url)
            cut.append(f"is larger than {limit:,} bytes: the rest was not read")
            parts.append(chunk[: limit - size])
            break
        parts.append(chunk)
    return b"".join(parts)


def _inflate(
    chunks: Iterable[bytes], limit: int, *, raw_allowed: bool, url: str, cut: list[str] | None
) -> Iterable[bytes]:
    # 32 + 15: zlib or gzip, by their headers. Some servers send deflate without any.
    reader, begun = zlib.decompressobj(32 + zlib.MAX_WBITS), False
    for chunk in chunks:
        data = chunk
        while data:
            try:
                out = reader.decompress(data, limit + 1)
            except zlib.error:
                if begun or not raw_allowed:
                    raise
                reader = zlib.decompressobj(-zlib.MAX_WBITS)
                out = reader.decompress(data, limit + 1)
            begun = True
            yield out
            data = reader.unconsumed_tail
            if reader.eof:
                data = reader.unused_data
                if not data.startswith(
                    b"\x1f\x8b"
                ):  # padding after the end is ignored, a further gzip member is not
                    data = b""
                reader, begun = zlib.decompressobj(32 + zlib.MAX_WBITS), False
    if not begun:
        return
    if cut is None:
        raise FetchError("broke off before its end", subject=url, transient=True)
    if not cut:
        cut.append("broke off before its end")
