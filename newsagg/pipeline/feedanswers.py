"""One answer of a feed -> its entries in the record, when it is asked next and why, and what became of its address."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from newsagg.collect.aggregators import name_outlet
from newsagg.collect.archive import PageArchive
from newsagg.collect.asking import Answer
from newsagg.collect.extract import article_from_entry
from newsagg.collect.feeds import Reading
from newsagg.collect.guard import without_credentials
from newsagg.collect.intervals import plan_next
from newsagg.collect.moves import judge_move
from newsagg.collect.reader import PageReader
from newsagg.collect.urls import site_of
from newsagg.collect.wishes import read_feed_wishes, read_freshness
from newsagg.errors import CollectError, FetchError, ForbiddenURLError, HostRestingError
from newsagg.model import Article, Capture, Entry, Feed, Fetch, Page, Plan, Rhythm
from newsagg.pipeline import Counts
from newsagg.settings import Settings
from newsagg.store import Database
from newsagg.store.captures import add_capture
from newsagg.store.feeds import DueFeed, put_off_feed, save_feed, save_fetch_failure
from newsagg.vocabulary import FeedKind


class FeedKeeper:
    """Keeps answers of feeds, one by one; holds what all of them share in one run."""

    def __init__(
        self,
        db: Database,
        settings: Settings,
        reader: PageReader,
        *,
        outlets: Mapping[str, str],
        addresses: set[str],
        now: datetime,
        run_id: int,
    ) -> None:
        self._db = db
        self._settings = settings
        self._archive = PageArchive(settings.archive, full_at=settings.archive_bytes)
        self._reader = reader
        self._outlets = outlets
        self._addresses = addresses
        self._now = now
        self._run_id = run_id
        self.unheard: dict[str, str] = {}
        """Feeds to which no connection could be made at all, each with its host."""
        self.unasked: set[str] = set()
        """Feeds that were left alone because their host rests: they tell nothing about our own network."""

    def keep(self, due: DueFeed, answer: Answer) -> Counts:
        """Keep one answer and return what came in; an answer that cannot be read counts as a failure."""
        page, error = answer.page, answer.error
        if isinstance(error, HostRestingError):
            self.unasked.add(due.feed.slug)
            put_off_feed(self._db, due.feed.slug, self._plan_rest(due, error))
            return {"feeds_resting": 1}
        articles: list[tuple[Entry, Article]] = []
        wrong = ""
        try:
            if page is not None:
                articles, wrong = self._read(due.feed, page, answer.made)
        except CollectError as failure:
            if page is not None and page.cut:
                failure.message = f"{page.cut}; of what came, {failure.message}"
            answer = replace(answer, page=None, error=failure)
            page, error = None, failure
        if page is None:
            return self._keep_failure(due, answer, error)
        return self._keep_page(due, answer, page, articles, wrong)

    def read(self, feed: Feed, answer: Answer) -> Reading | None:
        """Read an answer's entries ahead of keeping it, from any thread; None when there is nothing to read."""
        page = answer.page
        return None if page is None or page.not_modified else self._reader.read_feed(feed, page.body)

    def _read(self, feed: Feed, page: Page, made: Any) -> tuple[list[tuple[Entry, Article]], str]:
        """Return what an answer brought, and in words what was wrong with it."""
        if page.not_modified:
            return [], ""
        if isinstance(made, CollectError):
            raise made
        reading = made if isinstance(made, Reading) else self._reader.read_feed(feed, page.body)
        articles = [
            (
                entry,
                article_from_entry(
                    entry,
                    outlet=name_outlet(feed, entry, self._outlets),
                    kind=feed.kind,
                    provider=feed.provider,
                    seen_at=self._now,
                ),
            )
            for entry in reading.entries
        ]
        return articles, "; ".join(filter(None, (page.cut, reading.wrong)))

    def _keep_page(
        self, due: DueFeed, answer: Answer, page: Page, articles: list[tuple[Entry, Article]], wrong: str
    ) -> Counts:
        wishes = due.wishes if page.not_modified else read_feed_wishes(page.body)
        fetch = log_answer(answer, "feed", due.feed.slug)
        fresh = read_freshness(page.headers, now=page.fetched_at)

        def plan(rhythm: Rhythm) -> Plan:
            asked = replace(wishes, server_minutes=fresh)
            return plan_next(
                due.feed.kind, now=self._now, settings=self._settings, rhythm=rhythm, wishes=asked
            )

        new, changed = save_feed(
            self._db,
            due.feed,
            articles,
            replace(fetch, error=f"{due.feed.url}: {wrong}"[:1000]) if wrong else fetch,
            etag=page.etag or due.etag * page.not_modified,
            last_modified=page.last_modified or due.last_modified * page.not_modified,
            next_due_at=plan,
            now=self._now,
            run_id=self._run_id,
            wishes=None if page.not_modified else wishes,
            move=judge_move(
                page,
                entries=len(articles),
                now=self._now,
                seen=due.move_seen,
                seen_at=due.move_seen_at,
                taken=page.final_url in self._addresses,
            ),
        )
        if (new or changed) and due.feed.kind is FeedKind.STATUS:
            # A status page's word has no page of its own to prove it: the feed's answer does.
            add_capture(self._db, keep_bytes(self._archive, page), feed=due.feed.slug, run_id=self._run_id)
        return {"feeds_read": 1, "entries_new": new, "entries_changed": changed}

    def _keep_failure(self, due: DueFeed, answer: Answer, error: CollectError | None) -> Counts:
        status = error.status if isinstance(error, FetchError) else None
        retry_at = error.retry_at if isinstance(error, FetchError) else None
        if isinstance(error, FetchError) and status is None and error.transient:
            self.unheard[due.feed.slug] = site_of(due.feed.url)

        def plan(rhythm: Rhythm) -> Plan:
            return plan_next(
                due.feed.kind,
                now=self._now,
                settings=self._settings,
                rhythm=rhythm,
                wishes=due.wishes,
                failures=due.failures + 1,
                status=status,
                retry_at=retry_at,
            )

        save_fetch_failure(
            self._db,
            due.feed.slug,
            log_answer(answer, "feed", due.feed.slug),
            next_due_at=plan,
            now=self._now,
            run_id=self._run_id,
            retire=status == 410,
        )
        return {"feeds_failed": 1}

    def _plan_rest(self, due: DueFeed, error: HostRestingError) -> Plan:
        plan = plan_next(
            due.feed.kind, now=self._now, settings=self._settings, wishes=due.wishes, retry_at=error.retry_at
        )
        return replace(plan, because=error.message)


def keep_bytes(archive: PageArchive, page: Page) -> Capture:
    """Keep an answer's bytes in the archive; return where and what they are."""
    return Capture(
        url=page.final_url,
        record=archive.keep(page),
        sha256=sha256(page.body).hexdigest(),
        size=len(page.body),
        fetched_at=page.fetched_at,
    )


def log_answer(answer: Answer, purpose: str, feed: str = "") -> Fetch:
    """Return what the ledger keeps of an answer."""
    page, error = answer.page, answer.error
    if isinstance(error, ForbiddenURLError):
        outcome = "forbidden"
    elif error is not None or page is None:
        outcome = "gone" if isinstance(error, FetchError) and error.status == 410 else "failed"
    elif page.not_modified:
        outcome = "not_modified"
    else:
        outcome = "moved" if page.permanent_redirect else "ok"
    return Fetch(
        url=without_credentials(answer.ask.url),
        purpose=purpose,
        feed=feed,
        asked_at=answer.asked_at,
        outcome=outcome,
        status=page.status if page else error.status if isinstance(error, FetchError) else None,
        size=len(page.body) if page else 0,
        seconds=round(answer.seconds, 3),
        error=str(error) if error else "",
    )
