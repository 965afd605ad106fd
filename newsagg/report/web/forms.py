"""Rows -> JSON and CSV for programs and spreadsheets. Pure.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises; control and
direction characters are taken out of CSV and escaped in JSON.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from newsagg.report.phrases import clean

# What Excel, LibreOffice and Google Sheets begin to calculate at.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_OBEYED = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def as_json(data: object) -> bytes:
    """Return data as JSON in UTF-8, times as ISO 8601; characters that terminals obey are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=1, default=_convert)
    return (_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode("utf-8", "replace")


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows as CSV in UTF-8 with a head line; every row's own columns count, in order of appearance."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(_cells(row, columns) for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cells(row: Mapping[str, Any], columns: Iterable[str]) -> list[str]:
    return [cell(row.get(name)) for name in columns]


def cell(value: object) -> str:
    """Return one value as a cell that no spreadsheet calculates."""
    if value is None:
        return ""
    if isinstance(value, list | tuple | dict):
        value = json.dumps(value, ensure_ascii=False, default=_convert)
    text = clean(_convert(value) if isinstance(value, datetime | date) else value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _convert(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
