"""Columns and rows, one at a time -> CSV, JSON or JSONL in pieces, as they come. Pure; holds one row.

CSV is for spreadsheets: a cell that one would take for a formula gets an apostrophe before it, control and direction
characters are taken out. JSON keeps every text as it stands, escaped so that no terminal obeys it.
"""

import base64
import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsagg.report.web.forms import cell

Rows = Iterable[Sequence[Any]]

_OBEYED = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def write_csv(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """Yield CSV (RFC 4180) with a head line; bytes as base64."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(_plain(value)) for value in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
    if rest := out.getvalue():
        yield rest.encode()


def write_jsonl(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """Yield a JSON object a line."""
    for row in rows:
        yield f"{_object(columns, row)}\n".encode()


def write_json(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """Yield one JSON array of objects."""
    before = b"[\n"
    for row in rows:
        yield before + _object(columns, row).encode()
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


WRITERS: Mapping[str, Callable[[Sequence[str], Rows], Iterator[bytes]]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
}


def _object(columns: Sequence[str], row: Sequence[Any]) -> str:
    text = json.dumps(
        {name: _plain(value) for name, value in zip(columns, row, strict=True)},
        ensure_ascii=False,
        allow_nan=False,
    )
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: Any) -> Any:
    """Return a value that JSON has: bytes as base64; a number beyond all floats, which no JSON writes, as a text."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
