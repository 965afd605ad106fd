"""What Datasette prints of our texts: nothing is calculated or obeyed, wherever its stream is cut."""

import csv
import io

import pytest

from newsagg.report.web.cells import CsvTidier, tidy_cell

ROWS = [
    ["id", "text"],
    ["1", "=1+1"],
    ["2", 'a "quoted"\r\nline, and another\n'],
    ["-3", "ü\u202e漢字\x1b[31m"],
    ["4", "@SUM(A1)\n=2"],
    ["5", ""],
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_csv_is_tidied_in_whole_rows_wherever_it_is_cut(size: int) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(ROWS)
    data = out.getvalue().encode()
    pieces = [data[n : n + size] for n in range(0, len(data), size)]
    tidier = CsvTidier()
    tidied = b"".join(tidier.feed(piece, last=n == len(pieces) - 1) for n, piece in enumerate(pieces))
    assert list(csv.reader(io.StringIO(tidied.decode(), newline=""))) == [
        ["id", "text"],
        ["1", "'=1+1"],
        ["2", 'a "quoted"  line, and another '],
        ["-3", "ü漢字[31m"],
        ["4", "'@SUM(A1) =2"],
        ["5", ""],
    ]


def test_only_what_browsers_obey_is_taken_out_of_a_cell() -> None:
    assert tidy_cell("plain ü漢字") is None
    assert tidy_cell("two\nlines") is None
    assert tidy_cell(7) is None
    assert tidy_cell("\u202etxt.exe\x1b[2J") == "txt.exe[2J"
