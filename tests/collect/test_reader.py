"""Pages are read in processes that end at a deadline, with their parent, and never later."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.collect.reader import PageReader
from newsagg.errors import ExtractError, FeedError
from newsagg.model import Article, Entry, Feed, Page
from newsagg.settings import Settings
from newsagg.vocabulary import FeedKind

ROOT = Path(__file__).resolve().parents[2]
ENTRY = Entry(feed="paper", key="1", url="https://paper.example/story-1", title="Acme was down", summary="")
FLOOD = b"<li>word word word word</li>" * 120_000
"""Takes trafilatura over 30 s on one core."""


def a_page(body: bytes = b"", number: int = 0) -> Page:
    url = f"https://paper.example/story-{number}"
    paragraphs = b"".join(
        b"<p>Paragraph %d says that customers of Acme could not pay for two hours on Monday.</p>" % n
        for n in range(5)
    )
    return Page(
        url=url,
        final_url=url,
        status=200,
        body=body or b"<html><body><article>" + paragraphs + b"</article></body></html>",
        content_type="text/html",
        fetched_at=datetime(2026, 3, 2, 12, 0, tzinfo=UTC),
    )


def read(reader: PageReader, page: Page) -> Article:
    return reader.read(ENTRY, page, outlet="The Paper", kind=FeedKind.NEWS)


def worker_pids(reader: PageReader) -> list[int]:
    return [worker._process.pid for worker in reader._workers if worker._process is not None]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_alive(pid)


def test_pages_are_read_by_one_worker_after_the_other_and_all_end_with_the_block() -> None:
    with PageReader(Settings(), workers=2) as reader:
        assert worker_pids(reader) == []
        assert read(reader, a_page()).body.startswith("Paragraph 0")
        (pid,) = worker_pids(reader)
        with pytest.raises(ExtractError, match="holds no article"):
            read(reader, a_page(b"<html><body><p>Too short.</p></body></html>"))
        pages = [a_page(b"x") if number == 3 else a_page(number=number) for number in range(6)]
        with ThreadPoolExecutor(2) as pool:
            asked = [pool.submit(read, reader, page) for page in pages]
        assert [future.exception() is None for future in asked] == [True, True, True, False, True, True]
        pids = worker_pids(reader)
        assert pid in pids
        assert len(pids) == 2
    assert all(wait_until_gone(pid, 20) for pid in pids)


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    with PageReader(Settings(extract_seconds=0.5), workers=1) as reader:
        read(reader, a_page())
        (pid,) = worker_pids(reader)
        began = time.monotonic()
        with pytest.raises(ExtractError, match=r"longer than 0\.5 s.*given up") as caught:
            read(reader, a_page(FLOOD, number=7))
        assert time.monotonic() - began < 30
        assert "https://paper.example/story-7" in str(caught.value)
        assert not is_alive(pid)
    with PageReader(Settings(), workers=1) as reader:
        assert read(reader, a_page()).title == "Acme was down"


def test_a_worker_that_died_while_idle_is_replaced() -> None:
    with PageReader(Settings(), workers=1) as reader:
        read(reader, a_page())
        (pid,) = worker_pids(reader)
        os.kill(pid, signal.SIGKILL)
        assert wait_until_gone(pid, 20)
        assert read(reader, a_page()).title == "Acme was down"


def test_a_worker_that_dies_over_a_page_costs_that_page() -> None:
    with PageReader(Settings(), workers=1) as reader:
        read(reader, a_page())
        (pid,) = worker_pids(reader)
        killer = threading.Timer(0.4, os.kill, (pid, signal.SIGKILL))
        killer.start()
        with pytest.raises(ExtractError, match="ended its reader"):
            read(reader, a_page(FLOOD))
        killer.join()
        assert read(reader, a_page()).title == "Acme was down"


SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from tests.collect.test_reader import FLOOD, a_page, read, worker_pids
from newsagg.collect.reader import PageReader
from newsagg.settings import Settings
import threading
reader = PageReader(Settings(extract_seconds={seconds}), workers=1)
read(reader, a_page())
print(*worker_pids(reader), flush=True)
{then}
"""


def run_and_kill(then: str, seconds: float) -> int:
    """Run a plain script without a main guard, kill it when it has told its worker, and return the worker's id."""
    script = SCRIPT.format(root=str(ROOT), seconds=seconds, then=then)
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert is_alive(pid)
    if "read" in then:
        time.sleep(0.3)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    return pid


def test_an_idle_worker_ends_with_its_killed_parent() -> None:
    assert wait_until_gone(run_and_kill("threading.Event().wait()", seconds=20), 3)


def test_a_busy_worker_outlives_its_killed_parent_by_seconds() -> None:
    # The alarm of the kernel rings five seconds after the deadline, whatever the worker is stuck in.
    assert wait_until_gone(run_and_kill("read(reader, a_page(FLOOD))", seconds=0.5), 40)


def test_a_worker_sees_no_secrets_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSAGG_SMTP_PASSWORD", "secret")
    with PageReader(Settings(), workers=1) as reader:
        read(reader, a_page())
        (pid,) = worker_pids(reader)
        assert "secret" not in Path(f"/proc/{pid}/environ").read_text()


PAPER = Feed(slug="paper", outlet="The Paper", url="https://paper.example/rss", kind=FeedKind.NEWS)


def a_feed(title: bytes) -> bytes:
    item = b"<item>%s<link>https://paper.example/story-1</link></item>" % title
    return b"<rss version='2.0'><channel>%s</channel></rss>" % item


def test_a_feed_that_holds_its_parser_ends_at_the_deadline_and_the_next_is_read() -> None:
    flood = a_feed(b"<title " + b" ".join(b"a%d='x'" % n for n in range(100_000)) + b">Acme is down</title>")
    began = time.monotonic()
    with PageReader(Settings(extract_seconds=1.0), workers=1) as reader:
        with pytest.raises(FeedError, match="took longer than 1 s"):
            reader.read_feed(PAPER, flood)
        large = a_feed(b"<title>Acme is down</title><description>%s</description>" % (b"word " * 40_000))
        found = [
            entry.title
            for body in (large, a_feed(b"<title>Acme is up</title>"))
            for entry in reader.read_feed(PAPER, body).entries
        ]
    assert found == ["Acme is down", "Acme is up"]
    assert time.monotonic() - began < 60.0


def test_what_is_wrong_with_a_large_feed_is_told_as_of_a_small_one() -> None:
    page = b"<!doctype html><html><body>" + b"<p>word</p>" * 20_000
    with (
        PageReader(Settings(), workers=1) as reader,
        pytest.raises(FeedError, match="is a web page, not a feed"),
    ):
        reader.read_feed(PAPER, page)
