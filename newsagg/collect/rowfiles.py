"""Files of rows, packed or not -> a row at a time as named texts, or what is wrong with it. Reads the file at hand.

Nothing is held but the row at hand; a row beyond the limit is passed over, so a packed file cannot fill the memory.
"""

import csv
import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

LONGEST_ROW = 5_000_000
"""Characters of one row: a long article has 100,000; a bound against floods."""

_START = 8192
"""Bytes: git looks at as many."""

PACKED = tuple(f".{kind}.gz" for kind in ("jsonl", "ndjson", "json", "csv", "tsv"))
"""Endings of files of rows that are packed with gzip."""


def open_rows(path: Path, *, packed: bool) -> IO[bytes]:
    """Open a file of rows for reading bytes, unpacking it on the way where it is packed."""
    return cast("IO[bytes]", gzip.open(path, "rb")) if packed else path.open("rb")


def is_binary(path: Path) -> bool:
    """Say whether a file is no text: a database, a picture, a packed file; such hold a zero byte near their start."""
    with path.open("rb") as file:
        return b"\0" in file.read(_START)


def find_row_kind(name: str) -> str:
    """Return json, csv or tsv for the name of a file of rows, packed or not; "" for another's."""
    ending = name.lower().removesuffix(".gz").rpartition(".")[2]
    return {"jsonl": "json", "ndjson": "json", "json": "json", "csv": "csv", "tsv": "tsv"}.get(ending, "")


def read_json_rows(
    file: IO[bytes], name: str, *, wanted: Callable[[str], bool] | None = None
) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    """Yield each line of JSONL with its place: an object, or why it is none; lines not ``wanted`` are left unparsed."""
    number = 0
    while line := file.readline(LONGEST_ROW + 1):
        number += 1
        place = f"{name}, line {number}"
        if len(line) > LONGEST_ROW:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_ROW)
            yield place, f"is longer than {LONGEST_ROW} bytes"
        elif line.strip() and (wanted is None or wanted(line.decode("utf-8", "replace"))):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield place, f"is no JSON: {error}"[:200]
            else:
                yield place, row if isinstance(row, dict) else "is no JSON object"


def read_csv_rows(file: IO[str], name: str, *, tabs: bool) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    """Yield each row of CSV with its place, by the names of the first line; or what is wrong with it.

    Comma, semicolon or tab, whichever the first line has most of; ``tabs`` for nothing but tabs.
    """
    csv.field_size_limit(LONGEST_ROW)
    first = file.readline(LONGEST_ROW)
    # A line without end comes in pieces, and is no row.
    lines = chain([first] if first else [], iter(lambda: file.readline(LONGEST_ROW), ""))
    # Excel writes semicolons where the comma stands in numbers, as most of Europe has it.
    delimiter = "\t" if tabs else max(",;\t", key=first.count)
    reader = csv.DictReader(lines, dialect="excel", delimiter=delimiter)
    try:
        names = [str(name).strip() for name in reader.fieldnames or ()]
    except csv.Error as error:
        yield f"{name}, line 1", f"is no CSV: {error}"
        return
    if names and not {"url", "link"} & {known.lower() for known in names}:
        # Its first row would be taken for the names of the columns, and lost.
        yield (
            f"{name}, line 1",
            f"names no column url: the first line must, and it is {', '.join(names)[:100]!a}",
        )
        return
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"{name}, line {reader.line_num}", f"is no CSV: {error}"
            continue
        named = {str(key).strip().lower(): value for key, value in row.items() if isinstance(value, str)}
        yield f"{name}, line {reader.line_num}", named
