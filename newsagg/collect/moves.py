"""A feed's answer that came by redirects -> whether the feed is asked elsewhere from now on. Pure.

Only 301 and 308 on every hop, and only to where a feed with entries was read: a homepage never becomes its address.
Within a site (https, www, a new path) a move counts at once: whoever answers for the old address answers for the new
one. To another site it counts when it is seen again a day later: domains expire, and a server that is misconfigured for
an hour, or a network's login page, also says 301. Waiting costs one more hop; a wrong move would lose the feed.
"""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from newsagg.collect.urls import same_site
from newsagg.model import Move, Page

SEEN_APART = timedelta(hours=24)


def judge_move(
    page: Page,
    *,
    entries: int,
    now: datetime,
    seen: str = "",
    seen_at: datetime | None = None,
    taken: bool = False,
) -> Move:
    """Return what the redirects of an answer amount to.

    ``entries``: read from it; ``seen``, ``seen_at`` (aware): where a permanent redirect led before, and when that was
    first seen; ``taken``: another feed is asked there already.
    """
    asked, to = page.url, page.final_url
    if not page.permanent_redirect or to == asked or taken:
        return Move()
    if urlsplit(asked).scheme == "https" and urlsplit(to).scheme != "https":
        return Move()  # who reads on the way could have sent it
    again = seen == to and seen_at is not None
    # A 304 confirms what was read there before; by itself it proves no feed.
    if not entries and not (page.not_modified and again):
        return Move()
    if same_site(asked, to):
        return Move(to=to, final=True, reason="redirected for good within its site")
    if again and seen_at is not None and now - seen_at >= SEEN_APART:
        return Move(
            to=to, final=True, reason=f"redirected for good to another site, first on {seen_at:%Y-%m-%d}"
        )
    return Move(to=to, reason="redirected for good to another site: to be seen again a day later")
