"""How many requests a host gets at the same time, seen from the host."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from newsagg.collect.asking import Ask, fetch_many
from newsagg.collect.fetch import Fetcher
from tests.collect.loopback import Behaviour, Site, answer, serve_site


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as running:
        yield running


class Counter:
    """Answers slowly, and remembers how many were waiting at once."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.lock = threading.Lock()
        self.answer: Behaviour = answer(body=b"a page")

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.05)
        with self.lock:
            self.now -= 1
        self.answer(request)


@pytest.mark.parametrize("allowed", [1, 2])
def test_a_host_gets_as_many_requests_at_a_time_as_the_settings_say(site: Site, allowed: int) -> None:
    counter = Counter()
    site.routes |= {f"/{n}": counter for n in range(8)}
    with Fetcher(site.settings(host_requests=allowed, workers=8)) as fetcher:
        answers = list(
            fetch_many(fetcher, [Ask(url=site.url(f"/{n}"), tag=n) for n in range(8)], in_order=True)
        )
    assert [found.ask.tag for found in answers] == list(range(8))
    assert all(found.page for found in answers)
    assert counter.most == allowed


def test_requests_to_one_host_keep_their_distance(site: Site) -> None:
    site.routes |= {f"/{n}": answer(body=b"a page") for n in range(4)}
    began = time.monotonic()
    with Fetcher(site.settings(host_requests=2, host_gap_seconds=0.1)) as fetcher:
        list(fetch_many(fetcher, [Ask(url=site.url(f"/{n}")) for n in range(4)]))
    assert time.monotonic() - began >= 0.3
