"""What was seen can be proved: pages are kept as WARC, and read back as they were."""

import gzip
import os
import signal
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from newsagg.collect.archive import PageArchive
from newsagg.errors import StoreError
from newsagg.model import Page

AT = datetime(2026, 3, 2, 11, 40, tzinfo=UTC)


def a_page(body: bytes = b"<p>text</p>", url: str = "https://paper.example/a", at: datetime = AT) -> Page:
    headers = (
        ("content-type", "text/html"),
        ("content-encoding", "gzip"),
        ("set-cookie", "id=1"),
        ("etag", '"x"'),
    )
    return Page(
        url=url,
        final_url=url,
        status=200,
        body=body,
        content_type="text/html",
        fetched_at=at,
        headers=headers,
    )


def list_records(folder: Path) -> list[tuple[str, str, bytes]]:
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                uri = record.rec_headers.get_header("WARC-Target-URI")
                found.append((record.rec_type, uri, record.content_stream().read()))
    return found


def test_a_page_is_read_back_as_it_was(tmp_path: Path) -> None:
    archive = PageArchive(tmp_path / "archive")
    bodies = [b"", b"x", bytes(range(256)) * 100, "Störung".encode()]
    records = [archive.keep(a_page(body)) for body in bodies]
    assert records[0] == "2026-03.warc.gz#0"
    assert [archive.read(record) for record in records] == bodies
    assert [PageArchive(tmp_path / "archive").read(record) for record in records] == bodies


def test_any_warc_reader_finds_where_and_when(tmp_path: Path) -> None:
    PageArchive(tmp_path).keep(a_page())
    with (tmp_path / "2026-03.warc.gz").open("rb") as file:
        record = next(iter(ArchiveIterator(file)))
    assert record.rec_type == "response"
    assert record.rec_headers.get_header("WARC-Target-URI") == "https://paper.example/a"
    assert record.rec_headers.get_header("WARC-Date") == "2026-03-02T11:40:00Z"
    assert record.http_headers.get_header("etag") == '"x"'
    assert record.http_headers.get_header("set-cookie") is None
    assert record.http_headers.get_header("content-encoding") is None


def test_each_month_has_its_file_and_a_full_one_a_next_part(tmp_path: Path) -> None:
    archive = PageArchive(tmp_path, full_at=60_000)
    archive.keep(a_page())
    archive.keep(a_page(at=datetime(2026, 4, 1, 0, 0, tzinfo=UTC)))
    told = {archive.keep(a_page(os.urandom(50_000))).partition("#")[0] for _ in range(3)}
    assert told == {"2026-03.warc.gz", "2026-03-p2.warc.gz"}
    assert archive.files() == ["2026-03-p2.warc.gz", "2026-03.warc.gz", "2026-04.warc.gz"]
    assert PageArchive(tmp_path, full_at=60_000).keep(a_page(b"next")).startswith("2026-03-p2.warc.gz#")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda index: index.unlink(),
        lambda index: index.write_text("rubbish"),
        lambda index: index.write_bytes(index.read_bytes()[:-20]),
        lambda index: index.write_text(index.read_text().replace('"offset":0', '"offset":7')),
        lambda index: index.write_text(""),
    ],
    ids=["gone", "no index", "torn", "of another file", "empty"],
)
def test_an_index_that_is_spoilt_is_made_again_out_of_the_file(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    body = os.urandom(5_000)
    records = [PageArchive(tmp_path).keep(a_page(body)), PageArchive(tmp_path).keep(a_page(b"other"))]
    index = tmp_path / "2026-03.index.jsonl"
    whole = index.read_text()
    spoil(index)
    archive = PageArchive(tmp_path)
    records.append(archive.keep(a_page(body, "https://paper.example/b")))
    assert [kind for kind, _, _ in list_records(tmp_path)] == ["response", "response", "revisit"]
    assert [archive.read(record) for record in records] == [body, b"other", body]
    assert index.read_text().startswith(whole)
    assert len(index.read_text().splitlines()) == 3


def test_an_old_file_of_a_day_is_read_as_before(tmp_path: Path) -> None:
    record = PageArchive(tmp_path).keep(a_page(b"old"))
    (tmp_path / "2026-03.warc.gz").rename(tmp_path / "2026-03-02.warc.gz")
    assert PageArchive(tmp_path).read(record.replace("2026-03.", "2026-03-02.")) == b"old"
    assert PageArchive(tmp_path).keep(a_page(b"new")) == "2026-03.warc.gz#0"


def test_what_another_needs_to_read_a_record_is_the_record_and_its_original(tmp_path: Path) -> None:
    archive = PageArchive(tmp_path)
    first, second = archive.keep(a_page(b"body")), archive.keep(a_page(b"body", "https://paper.example/b"))
    members = archive.read_members(second)
    assert [name for name, _ in members] == [first, second]
    path = tmp_path / "apart.warc.gz"
    path.write_bytes(b"".join(member for _, member in members))
    checker = Checker(Namespace(inputs=[str(path)], verbose=False))
    checker.process_all()
    assert checker.exit_value == 0


def test_warcios_own_check_passes_on_what_was_kept(tmp_path: Path) -> None:
    archive = PageArchive(tmp_path)
    for body in (b"", b"x", b"x", os.urandom(9_000), "Störung".encode()):
        archive.keep(a_page(body))
    checker = Checker(Namespace(inputs=[str(tmp_path / "2026-03.warc.gz")], verbose=False))
    checker.process_all()
    assert checker.exit_value == 0


def test_the_same_body_is_kept_once_and_pointed_to(tmp_path: Path) -> None:
    body = os.urandom(50_000)
    archive = PageArchive(tmp_path)
    records = [archive.keep(a_page(body)), archive.keep(a_page(body, "https://paper.example/b"))]
    records.append(PageArchive(tmp_path).keep(a_page(body)))
    assert [kind for kind, _, _ in list_records(tmp_path)] == ["response", "revisit", "revisit"]
    assert (tmp_path / "2026-03.warc.gz").stat().st_size < 60_000
    assert [archive.read(record) for record in records] == [body] * 3


@pytest.mark.parametrize("cut", [1, 10, 100, 250])
def test_a_torn_last_record_spoils_nothing(tmp_path: Path, cut: int) -> None:
    archive = PageArchive(tmp_path)
    first = archive.keep(a_page(b"first"))
    archive.keep(a_page(b"second" * 50))
    path = tmp_path / "2026-03.warc.gz"
    os.truncate(path, path.stat().st_size - cut)
    again = PageArchive(tmp_path)
    third = again.keep(a_page(b"third"))
    assert (again.read(first), again.read(third)) == (b"first", b"third")
    assert [body for _, _, body in list_records(tmp_path)] == [b"first", b"third"]


def test_rubbish_at_the_end_is_cut_off(tmp_path: Path) -> None:
    first = PageArchive(tmp_path).keep(a_page(b"first"))
    with (tmp_path / "2026-03.warc.gz").open("ab") as file:
        file.write(b"\x00rubbish")
    PageArchive(tmp_path).keep(a_page(b"second"))
    assert [body for _, _, body in list_records(tmp_path)] == [b"first", b"second"]
    assert PageArchive(tmp_path).read(first) == b"first"


def test_a_writer_that_is_killed_leaves_whole_records(tmp_path: Path) -> None:
    script = (
        "import sys, os\nfrom pathlib import Path\nfrom datetime import UTC, datetime\n"
        "from newsagg.collect.archive import PageArchive\nfrom newsagg.model import Page\n"
        "archive = PageArchive(Path(sys.argv[1]))\n"
        "for n in range(10**6):\n"
        "    url = f'https://paper.example/{n}'\n"
        "    print(archive.keep(Page(url=url, final_url=url, status=200, body=os.urandom(3000), content_type='',"
        " fetched_at=datetime(2026, 3, 2, tzinfo=UTC))), flush=True)\n"
    )
    root = Path(__file__).resolve().parents[2]
    writer = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    told = [writer.stdout.readline().strip() for _ in range(20)]
    writer.send_signal(signal.SIGKILL)
    told += [line.strip() for line in writer.stdout.read().splitlines() if line.endswith(tuple("0123456789"))]
    writer.stdout.close()
    writer.wait()
    archive = PageArchive(tmp_path)
    last = archive.keep(a_page(b"after"))
    assert archive.read(last) == b"after"
    assert all(len(archive.read(record)) == 3000 for record in told[:20])
    assert len(list_records(tmp_path)) >= len(told[:20]) + 1


def test_threads_and_a_second_archive_may_write_at_once(tmp_path: Path) -> None:
    archives = [PageArchive(tmp_path), PageArchive(tmp_path)]
    told: list[tuple[str, bytes]] = []

    def write(number: int) -> None:
        for part in range(10):
            body = f"{number} {part}".encode()
            told.append((archives[number % 2].keep(a_page(body)), body))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 40
    assert all(archives[0].read(record) == body for record, body in told)


@pytest.mark.parametrize(
    "record", ["2026-03.warc.gz#7", "2026-03.warc.gz#99999", "none.warc.gz#0", "../x#0", "x", "", "a#b"]
)
def test_what_is_no_record_says_so(tmp_path: Path, record: str) -> None:
    PageArchive(tmp_path).keep(a_page())
    with pytest.raises(StoreError):
        PageArchive(tmp_path).read(record)


def test_a_body_that_was_altered_is_not_passed_off_as_evidence(tmp_path: Path) -> None:
    archive = PageArchive(tmp_path)
    record = archive.keep(a_page(b"five servers failed"))
    forged = PageArchive(tmp_path / "forged")
    page = a_page(b"nine servers failed")
    forged.keep(page)
    blob = (tmp_path / "forged" / "2026-03.warc.gz").read_bytes()
    inner = gzip.decompress(blob).replace(b"nine", b"none")
    (tmp_path / "2026-03.warc.gz").write_bytes(gzip.compress(inner))
    with pytest.raises(StoreError, match="digest"):
        archive.read(record)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be written"):
        PageArchive(tmp_path / "file" / "archive").keep(replace(a_page()))
