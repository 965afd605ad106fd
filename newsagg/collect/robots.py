"""A host's robots.txt -> whether we may ask for an address. Each is read once a day at most, across runs.

RFC 9309: as search engines read it; kept for as long as its answer says, up to 24 hours; a host whose rules cannot be
had now is left alone, unless an older copy of them is at hand.
"""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from threading import Lock
from urllib.parse import urlsplit

from protego import Protego

from newsagg.collect.politeness import HostTurns
from newsagg.collect.wishes import read_freshness
from newsagg.errors import CollectError, FetchError, ForbiddenURLError, HostRestingError
from newsagg.model import Page, RobotsText

ROBOTS_BYTES = 512_000
"""As much of robots.txt as the search engines read (RFC 9309 asks for 500 KiB)."""
LONGEST_KEPT = timedelta(hours=24)
SHORTEST_KEPT = timedelta(hours=1)
"""Many servers say ``max-age=0`` of everything: robots.txt would be asked for with every page."""
STALE_KEPT = timedelta(days=30)
"""For so long an old copy stands in while a host cannot tell its rules (RFC 9309, 2.3.1.4)."""


class RobotsRules:
    """What one host's robots.txt says to us."""

    def __init__(self, body: bytes | str, user_agent: str) -> None:
        self._agent = user_agent.partition("/")[0].strip() or "newsagg"
        text = body if isinstance(body, str) else read_robots(body)
        self._rules = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Return whether we may ask for an address of this host."""
        return bool(self._rules.can_fetch(url, self._agent))

    @property
    def crawl_delay(self) -> float:
        """The pause in seconds that the host asks for; 0 for none."""
        return float(self._rules.crawl_delay(self._agent) or 0.0)


class RobotsBook:
    """The robots.txt of every host that was asked; safe between threads."""

    def __init__(
        self,
        user_agent: str,
        get: Callable[[str], Page],
        turns: HostTurns,
        known: Iterable[RobotsText] = (),
    ) -> None:
        self._agent = user_agent
        self._get = get
        self._turns = turns
        self._lock = Lock()
        self._reading: dict[str, Lock] = {}
        self._texts = {text.origin: text for text in known}
        self._rules: dict[str, RobotsRules | CollectError] = {}
        self._read: dict[str, RobotsText] = {}

    def obey(self, url: str) -> None:
        """Pass when the host's robots.txt lets us ask for an address.

        Raises ForbiddenURLError when it does not, FetchError when the rules cannot be had now.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            reading = self._reading.setdefault(origin, Lock())
        with reading:  # of two requests to a new host the second waits for the first one's look at its rules
            rules = self._rules.get(origin)
            if rules is None:
                rules = self._rules[origin] = self._find(origin)
                if isinstance(rules, RobotsRules):
                    self._turns.widen(parts.netloc, rules.crawl_delay)
        if isinstance(rules, CollectError):
            raise rules
        if not rules.allow(url):
            raise ForbiddenURLError("robots.txt asks us to stay away", subject=url)

    def learned(self) -> list[RobotsText]:
        """Return what was read since the book was opened, to be kept for the next run."""
        with self._lock:
            return list(self._read.values())

    def _find(self, origin: str) -> RobotsRules | CollectError:
        known, now = self._texts.get(origin), self._turns.now()
        # Kept by a clock that was ahead, it would count for ever.
        if known is not None and now < known.fresh_until <= now + LONGEST_KEPT * 2:
            return RobotsRules(known.text, self._agent)
        try:
            page = self._get(f"{origin}/robots.txt")
        except ForbiddenURLError as error:
            return error
        except FetchError as error:
            # 4xx: there are no rules. Silence and 5xx mean that the rules are not known, so nothing is asked now.
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return self._keep(origin, "", LONGEST_KEPT)
            if known is not None and now < known.read_at + STALE_KEPT:
                return RobotsRules(known.text, self._agent)
            if isinstance(error, HostRestingError):
                return error
            why = f"its robots.txt could not be read ({error.message})"
            return FetchError(why, subject=origin, transient=True, retry_at=error.retry_at)
        minutes = read_freshness(page.headers, now=page.fetched_at)
        kept = min(max(timedelta(minutes=minutes), SHORTEST_KEPT), LONGEST_KEPT) if minutes else LONGEST_KEPT
        return self._keep(origin, read_robots(page.body), kept)

    def _keep(self, origin: str, text: str, kept: timedelta) -> RobotsRules:
        now = self._turns.now()
        with self._lock:
            self._read[origin] = RobotsText(origin=origin, text=text, read_at=now, fresh_until=now + kept)
        return RobotsRules(text, self._agent)


def read_robots(body: bytes) -> str:
    """Return the rules of a robots.txt as text that takes no time to obey.

    Rules become regular expressions, whose time grows with the power of their stars: three must do.
    """
    lines = []
    for line in body[:ROBOTS_BYTES].decode("utf-8-sig", "replace").splitlines()[:20_000]:
        name, colon, pattern = line[:2_000].partition(":")
        pattern = re.sub(r"\*{2,}", "*", pattern)
        if colon and pattern.count("*") > 3 and name.strip().lower() in ("allow", "disallow"):
            if name.strip().lower() == "allow":
                continue
            pattern = "*".join(pattern.split("*")[:4])  # a shorter pattern forbids more, never less
        lines.append(f"{name}{colon}{pattern}")
    return "\n".join(lines)
