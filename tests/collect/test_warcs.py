"""A WARC file gives its web pages, however they are packed; what is torn costs itself."""

import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders

from newsagg.collect.archive import _MemoryWriter
from newsagg.collect.importing import Fault, FoundPage
from newsagg.collect.warcs import read_pages

BODY = b"<p>hello, this is a page of a newspaper</p>" * 500


def make_warc(
    body: bytes = BODY,
    *,
    number: int = 4,
    packed: bool = True,
    status: str = "200 OK",
    kind: str = "text/html",
    **more: str,
) -> bytes:
    out = io.BytesIO()
    writer = _MemoryWriter(out, gzip=packed)
    headers = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in more.items())]
    for n in range(number):
        writer.write_record(
            writer.create_warc_record(
                f"https://paper.example/{n}", "response", payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2024-01-07T10:20:00Z"},
            )
        )  # fmt: skip
    return out.getvalue()


def read(data: bytes, page_bytes: int = 1_000_000) -> tuple[list[bytes], list[Fault]]:
    found = list(read_pages(io.BytesIO(data), "a.warc", page_bytes=page_bytes))
    return [f.page.body for f in found if isinstance(f, FoundPage)], [
        f for f in found if isinstance(f, Fault)
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(make_warc(), id="packed"),
        pytest.param(make_warc(packed=False), id="plain"),
        pytest.param(make_warc(gzip.compress(BODY), Content_Encoding="gzip"), id="bodies as the server packed them"),
        pytest.param(make_warc(Content_Encoding="gzip"), id="bodies unpacked by the crawler, the header left"),
        pytest.param(make_warc(b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY), Transfer_Encoding="chunked"), id="chunked"),
    ],
)  # fmt: skip
def test_pages_come_out_as_they_were_sent(data: bytes) -> None:
    bodies, faults = read(data)
    assert bodies == [BODY] * 4
    assert not faults


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(make_warc(status="404 Not Found"), id="errors"),
        pytest.param(make_warc(kind="application/pdf"), id="other kinds"),
    ],
)
def test_what_is_no_page_is_passed_over(data: bytes) -> None:
    assert read(data) == ([], [])


def test_a_torn_end_costs_the_last_record() -> None:
    bodies, faults = read(make_warc()[:-40])
    assert bodies == [BODY] * 3
    assert "record 4" in faults[0].place


def test_a_spoilt_record_costs_itself() -> None:
    data = make_warc()
    second = len(make_warc(number=1))
    bodies, faults = read(data[: second + 60] + b"XXXXXXXX" + data[second + 68 :])
    assert bodies == [BODY] * 3
    assert faults


def test_no_page_is_larger_than_allowed_once_it_is_unpacked() -> None:
    bomb = gzip.compress(b"<p>" + b" " * 50_000_000)
    bodies, faults = read(make_warc(bomb, number=1, Content_Encoding="gzip"))
    assert not bodies
    assert "1000000" in faults[0].reason.replace(",", "")
    assert read(make_warc(number=1), page_bytes=100)[1]


def test_bytes_that_are_no_archive_end_with_one_word() -> None:
    bodies, faults = read(b"hello " * 1000)
    assert not bodies
    assert len(faults) == 1
