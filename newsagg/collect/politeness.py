"""When a host may be asked, and when a feed is due again. The turns are kept in this process; the rest is pure.

One request at a time to a host, with a pause between; robots.txt as the search engines read it; what a server asks for
(Retry-After, Crawl-delay) counts more than our own pauses.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock
from urllib.parse import urlsplit

from protego import Protego

from newsagg.errors import CollectError, FetchError, ForbiddenURLError
from newsagg.model import Feed
from newsagg.settings import Settings
from newsagg.vocabulary import FeedKind

LONGEST_WAIT = 15.0
"""Seconds that a run waits for a host which asked for time; beyond, the host is left for a later run."""
LONGEST_CRAWL_DELAY = 30.0
LONGEST_PAUSE = timedelta(hours=24)
"""A feed that fails is asked once a day for ever: sources come back after months."""
LONGEST_RETRY_AFTER = timedelta(days=7)
ROBOTS_BYTES = 512_000
"""As much of robots.txt as the search engines read (RFC 9309 asks for 500 KiB)."""
_UNCHANGED_ROUNDS = 4
"""After so many reads without news the pause doubles, up to four times the usual one."""


class HostTurns:
    """Gives each host one request at a time, with at least ``gap`` seconds between two."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._lock = Lock()
        self._turns: dict[str, Lock] = {}
        self._free_at: dict[str, float] = {}
        self._gaps: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's turn and hold it.

        Raises FetchError when the host has asked for more time than a run waits.
        """
        with self._lock:
            lock = self._turns.setdefault(host, Lock())
        with lock:
            wait = self._free_at.get(host, 0.0) - time.monotonic()
            if wait > LONGEST_WAIT:
                raise FetchError(
                    f"asked for {wait:.0f} s of quiet",
                    subject=host,
                    transient=True,
                    retry_at=datetime.now(UTC) + timedelta(seconds=wait),
                )
            if wait > 0:
                time.sleep(wait)
            try:
                yield
            finally:
                gap = max(self._gap, self._gaps.get(host, 0.0))
                self._free_at[host] = max(self._free_at.get(host, 0.0), time.monotonic() + gap)

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until a time that it named."""
        seconds = (until - datetime.now(UTC)).total_seconds()
        self._free_at[host] = max(self._free_at.get(host, 0.0), time.monotonic() + seconds)

    def widen(self, host: str, gap: float) -> None:
        """Use the pause that a host's robots.txt asks for; a gap of 0 in the settings means politeness is off."""
        if self._gap > 0:
            self._gaps[host] = min(gap, LONGEST_CRAWL_DELAY)


class RobotsRules:
    """What one host's robots.txt says to us."""

    def __init__(self, body: bytes, user_agent: str) -> None:
        self._agent = user_agent.partition("/")[0].strip() or "newsagg"
        self._rules = Protego.parse(_tame_robots(body[:ROBOTS_BYTES].decode("utf-8-sig", "replace")))

    def allow(self, url: str) -> bool:
        """Return whether we may ask for an address of this host."""
        return bool(self._rules.can_fetch(url, self._agent))

    @property
    def crawl_delay(self) -> float:
        """The pause in seconds that the host asks for; 0 for none."""
        return float(self._rules.crawl_delay(self._agent) or 0.0)


class RobotsBook:
    """The robots.txt of every host that was asked, each read once."""

    def __init__(self, user_agent: str, get: Callable[[str], bytes], turns: HostTurns) -> None:
        self._agent = user_agent
        self._get = get
        self._turns = turns
        self._rules: dict[str, RobotsRules | CollectError] = {}

    def obey(self, url: str) -> None:
        """Pass when the host's robots.txt lets us ask for an address.

        Raises ForbiddenURLError when it does not, FetchError when the rules cannot be had now.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules.get(origin)
        if rules is None:
            rules = self._rules[origin] = self._read(origin)
            if isinstance(rules, RobotsRules):
                self._turns.widen(parts.netloc, rules.crawl_delay)
        if isinstance(rules, CollectError):
            raise rules
        if not rules.allow(url):
            raise ForbiddenURLError("robots.txt asks us to stay away", subject=url)

    def _read(self, origin: str) -> RobotsRules | CollectError:
        try:
            return RobotsRules(self._get(f"{origin}/robots.txt"), self._agent)
        except ForbiddenURLError as error:
            return error
        except FetchError as error:
            # 4xx: there are no rules. Silence and 5xx mean that the rules are not known, so nothing is asked now.
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return RobotsRules(b"", self._agent)
            why = f"its robots.txt could not be read ({error.message})"
            return FetchError(why, subject=origin, transient=True, retry_at=error.retry_at)


def read_retry_after(value: str, *, now: datetime) -> datetime | None:
    """Return until when a server asked us to wait, in either form of Retry-After; at most seven days from now."""
    text = value.strip()
    if re.fullmatch(r"\d{1,9}", text):
        return now + min(timedelta(seconds=int(text)), LONGEST_RETRY_AFTER)
    try:
        at = parsedate_to_datetime(text[:80])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return min(at, now + LONGEST_RETRY_AFTER) if at > now else None


def next_read(
    feed: Feed,
    *,
    now: datetime,
    settings: Settings,
    failures: int = 0,
    unchanged: int = 0,
    status: int | None = None,
    retry_at: datetime | None = None,
) -> datetime | None:
    """Return when a feed is due again, or None when it is gone for good (410).

    ``failures`` and ``unchanged`` count the reads in a row, this one included, that failed or brought nothing new.
    Pure: failures double the pause up to a day; a status feed never slows down for being quiet.
    """
    if status == 410:
        return None
    is_status = feed.kind is FeedKind.STATUS
    usual = timedelta(minutes=settings.status_minutes if is_status else settings.feed_minutes)
    pause = usual
    if failures:
        pause = min(usual * 2 ** min(failures, 20), max(LONGEST_PAUSE, usual))
    elif unchanged and not is_status:
        pause = usual * 2 ** min(unchanged // _UNCHANGED_ROUNDS, 2)
    due = now + pause
    return max(due, min(retry_at, now + LONGEST_RETRY_AFTER)) if retry_at else due


def _tame_robots(text: str) -> str:
    """Rules become regular expressions, whose time grows with the power of their stars: three must do."""
    lines = []
    for line in text.splitlines()[:20_000]:
        name, colon, pattern = line[:2_000].partition(":")
        pattern = re.sub(r"\*{2,}", "*", pattern)
        if colon and pattern.count("*") > 3 and name.strip().lower() in ("allow", "disallow"):
            if name.strip().lower() == "allow":
                continue
            pattern = "*".join(pattern.split("*")[:4])  # a shorter pattern forbids more, never less
        lines.append(f"{name}{colon}{pattern}")
    return "\n".join(lines)
