"""Many addresses -> their answers, as they come or in order. Starts threads; asks through a fetcher."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from newsagg.collect.desk import Desk
from newsagg.collect.fetch import Fetcher
from newsagg.collect.guard import without_credentials
from newsagg.collect.urls import absolute_url
from newsagg.errors import CollectError, FetchError
from newsagg.model import Page

LEAD_IN_ORDER, LEAD_BYTES = 1_000, 64_000_000
"""Answers that may wait in memory for an earlier one: a host that takes its whole minute then holds nobody up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One address to be asked, with what we have of it already; ``tag`` comes back with the answer."""

    url: str
    etag: str = ""
    last_modified: str = ""
    limit_bytes: int | None = None
    accept: str = ""
    robots: bool = False
    keep_cut: bool = False
    tag: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of an Ask: a page, or the error that says why there is none."""

    ask: Ask
    page: Page | None
    error: CollectError | None
    asked_at: datetime
    seconds: float
    made: Any = None
    """What ``then`` returned, or the CollectError that it raised."""


def fetch_many(
    fetcher: Fetcher,
    asks: Iterable[Ask],
    *,
    in_order: bool = False,
    then: Callable[[Answer], Any] | None = None,
) -> Iterator[Answer]:
    """Yield an answer for every ask: hosts in parallel, the asks of one host one after the other (or by two, by
    the settings).

    As they come, or ``in_order`` of the asks. An address that fails costs only its own answer. Answers that wait to be
    taken are bounded in number and bytes (desk.py): then no further ask is begun. ``then``: what is made of an answer
    in the thread that asked, while others are on their way; it stands in ``made``.
    """
    desk: Desk[Ask, Answer] = Desk(
        _line_up(asks, fetcher.host_requests),
        in_order=in_order,
        most=LEAD_IN_ORDER if in_order else fetcher.workers * 4,
        most_bytes=LEAD_BYTES,
    )

    def work() -> None:
        while (ask := desk.take()) is not None:
            answer = _answer(fetcher, ask)
            if then is not None:
                answer = _follow(answer, then)
            desk.put(answer, size=len(answer.page.body) if answer.page else 0)

    threads = [
        threading.Thread(target=work, name=f"fetch-{n}", daemon=True)
        for n in range(min(fetcher.workers, desk.lines))
    ]
    for thread in threads:
        thread.start()
    try:
        yield from desk.answers()
    finally:
        desk.stop()
        for thread in threads:
            thread.join()


def _line_up(asks: Iterable[Ask], at_once: int) -> list[tuple[str, Ask]]:
    """Give each ask its line: as many lines to a host as it gets requests at a time, filled in turn."""
    counts: dict[str, int] = {}
    found = []
    for ask in asks:
        host = urlsplit(absolute_url(ask.url)).netloc
        counts[host] = counts.get(host, 0) + 1
        found.append((f"{host} {counts[host] % at_once}", ask))
    return found


def _follow(answer: Answer, then: Callable[[Answer], Any]) -> Answer:
    try:
        return replace(answer, made=then(answer))
    except CollectError as failure:
        return replace(answer, made=failure)
    except Exception as failure:  # the unit of work: else its answer would be waited for without end
        why = FetchError(
            f"failed unexpectedly: {_name(failure)}", subject=without_credentials(answer.ask.url)
        )
        return replace(answer, made=why)


def _answer(fetcher: Fetcher, ask: Ask) -> Answer:
    asked_at, began = datetime.now(UTC), time.monotonic()
    page: Page | None = None
    error: CollectError | None = None
    try:
        page = fetcher.get(
            ask.url,
            etag=ask.etag,
            last_modified=ask.last_modified,
            limit_bytes=ask.limit_bytes,
            accept=ask.accept,
            robots=ask.robots,
            keep_cut=ask.keep_cut,
        )
    except CollectError as failure:
        error = failure
    except (
        Exception
    ) as failure:  # the unit of work: whatever one server can provoke stays with its own answer
        error = FetchError(f"failed unexpectedly: {_name(failure)}", subject=without_credentials(ask.url))
    return Answer(ask=ask, page=page, error=error, asked_at=asked_at, seconds=time.monotonic() - began)


def _name(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200] if str(error) else type(error).__name__
