"""Datasette's own pages and CSV as they stream -> the same, with nothing that is obeyed or calculated. Pure.

Our own pages are made harmless by their templates; what Datasette prints passes here.
"""

import csv
import io

from newsagg.report.web.forms import cell
from newsagg.report.web.templating import drop_obeyed

# A row of Datasette's is at most its columns of texts; beyond this we stop waiting for its end, and end the answer.
MOST_ROW = 50_000_000


class _Letters:
    """Bytes in pieces -> the whole letters of each: a piece may be cut within one."""

    def __init__(self) -> None:
        self._left = b""

    def read(self, piece: bytes, *, last: bool) -> str:
        data = self._left + piece
        text = data.decode("utf-8", "ignore") if last else _whole(data)
        self._left = b"" if last else data[len(text.encode()) :]
        return text


class HtmlTidier:
    """Takes HTML in pieces and gives it back without characters that browsers obey."""

    def __init__(self) -> None:
        self._letters = _Letters()

    def feed(self, piece: bytes, *, last: bool) -> bytes:
        """Return what is whole, tidied."""
        return drop_obeyed(self._letters.read(piece, last=last)).encode()


class CsvTidier:
    """Takes CSV in pieces, wherever they are cut, and gives back whole rows of harmless cells."""

    def __init__(self) -> None:
        self._held = ""
        self._letters = _Letters()

    def feed(self, piece: bytes, *, last: bool) -> bytes:
        """Return the rows that are complete now, tidied; at the end all that is left."""
        self._held += self._letters.read(piece, last=last)
        if last or len(self._held) > MOST_ROW:
            ready, self._held = self._held, ""
        else:
            end = _find_end(self._held)
            ready, self._held = self._held[:end], self._held[end:]
        csv.field_size_limit(MOST_ROW)  # a body of 200 kB is a cell like any other
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerows(
            [cell(value) for value in row] for row in csv.reader(io.StringIO(ready, newline="")) if row
        )
        return out.getvalue().encode()


def _whole(data: bytes) -> str:
    """Return what of the bytes is whole letters: a piece may be cut within one."""
    for cut in range(min(4, len(data) + 1)):
        try:
            return data[: len(data) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "ignore")


def _find_end(text: str) -> int:
    """Return where the last row ends that is complete: a line break inside quotes ends none."""
    end = text.rfind("\n") + 1
    while end and text.count('"', 0, end) % 2:
        end = text.rfind("\n", 0, end - 1) + 1
    return end
