"""What Datasette prints of our texts: nothing is calculated or obeyed, wherever its stream is cut."""

import csv
import io

import pytest

from newsagg.report.web.cells import CsvTidier, HtmlTidier

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


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_only_what_browsers_obey_is_taken_out_of_a_page(size: int) -> None:
    data = "<p title='\u202ex'>plain ü漢字\n\x1b[2J\x9b\u2066\U0001f600</p>".encode()
    pieces = [data[n : n + size] for n in range(0, len(data), size)]
    tidier = HtmlTidier()
    tidied = b"".join(tidier.feed(piece, last=n == len(pieces) - 1) for n, piece in enumerate(pieces))
    assert tidied.decode() == "<p title='x'>plain ü漢字\n[2J\U0001f600</p>"
