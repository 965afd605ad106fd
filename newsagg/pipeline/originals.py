"""An aggregator's page -> the page of the article that it leads to, asked for under the same policy."""

from dataclasses import dataclass, replace

from newsagg.collect.aggregators import find_original_on_page, leads_elsewhere
from newsagg.collect.asking import Answer, Ask, fetch_many
from newsagg.collect.fetch import Fetcher
from newsagg.collect.markup import decode_page
from newsagg.collect.urls import canonical_url
from newsagg.errors import HostRestingError
from newsagg.model import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where an aggregator's link ended."""

    first: Answer
    """The aggregator's or shortener's own answer."""
    answer: Answer
    """The original's; or the aggregator's again, when the original cannot be had for good: a reprint is better."""
    original: str
    """Canonical address of the article."""
    how: str
    """redirect or page."""

    @property
    def link(self) -> str:
        """The address to ask from now on."""
        page = self.answer.page
        return page.final_url if page is not None and self.answer is not self.first else self.answer.ask.url


def follow_to_original(fetcher: Fetcher, answer: Answer, feed: Feed | None) -> Reached | None:
    """Return where an aggregator's page leads; None when it is no aggregator's, or names no original.

    One more request at most, with robots.txt obeyed like the first.
    """
    page = answer.page
    if page is None or page.not_modified or not leads_elsewhere(answer.ask.url, feed):
        return None
    if not leads_elsewhere(page.final_url, feed):
        there = replace(answer, ask=replace(answer.ask, url=page.final_url))
        return Reached(first=answer, answer=there, original=canonical_url(page.final_url), how="redirect")
    target = find_original_on_page(page.final_url, decode_page(page.body, page.content_type), feed)
    if not target:
        return None
    ask = Ask(url=target, limit_bytes=answer.ask.limit_bytes, robots=True, tag=answer.ask.tag)
    then = next(iter(fetch_many(fetcher, [ask])))
    if then.page is None and (
        isinstance(then.error, HostRestingError) or (then.error and then.error.transient)
    ):
        return Reached(first=answer, answer=then, original=canonical_url(target), how="page")
    if then.page is None or leads_elsewhere(then.page.final_url, feed):
        return Reached(
            first=answer, answer=replace(answer, ask=ask), original=canonical_url(target), how="page"
        )
    return Reached(first=answer, answer=then, original=canonical_url(then.page.final_url), how="page")
