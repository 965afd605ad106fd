"""Due feeds -> entries; wanted pages -> article versions. Asks the web through the fetcher, writes through the store.

Answers come as hosts are quick or slow, and are saved in the order in which they were asked for: so a run that is
killed and taken up again gives every article the number that an undisturbed run gives it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from newsagg.collect.aggregators import name_original
from newsagg.collect.archive import PageArchive
from newsagg.collect.asking import Answer, Ask, fetch_many
from newsagg.collect.feeds import load_feeds
from newsagg.collect.fetch import Fetcher
from newsagg.collect.politeness import HostTurns
from newsagg.collect.reader import PageReader
from newsagg.collect.urls import absolute_url, canonical_url, site_of
from newsagg.errors import CollectError, ExtractError, FetchError, HostRestingError
from newsagg.model import Page
from newsagg.pipeline import Counts, Tell, stay_silent
from newsagg.pipeline.addresses import keep_addresses
from newsagg.pipeline.feedanswers import FeedKeeper, keep_bytes, log_answer
from newsagg.pipeline.originals import Reached, follow_to_original
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from newsagg.store.addresses import is_page_read, save_original
from newsagg.store.captures import add_capture
from newsagg.store.feedlist import list_feeds, sync_feeds
from newsagg.store.feeds import due_feeds, find_addresses, forgive_failures
from newsagg.store.hosts import load_hosts, load_robots, save_hosts, save_robots
from newsagg.store.pages import (
    DuePage,
    pages_due,
    put_off_page,
    save_page,
    save_page_failure,
    save_page_unchanged,
)
from newsagg.vocabulary import FeedKind, PageState

# A page is read again 1, 6 and 24 hours and 7 days after its first reading: these are the steps between.
REREAD_AFTER = (timedelta(hours=1), timedelta(hours=5), timedelta(hours=18), timedelta(days=6))

# So many feeds at once are worth a process that reads ahead: it takes half a second to start, and saves 5 ms a feed.
MANY_FEEDS = 100

# A page that fails for a passing reason is tried again after 1, 2, 4, 8 hours, then kept as its feed told it.
PAGE_TRIES = 5

# Of so many hosts one at least can be reached, unless we cannot reach anybody.
CUT_OFF_HOSTS = 3


def due_batches(
    settings: Settings,
    *,
    now: datetime,
    force: bool,
    batches: int,
    kinds: Collection[FeedKind] = tuple(FeedKind),
) -> list[list[str]]:
    """Take over the feed list and return the slugs of the feeds to ask now, in at most ``batches`` lists.

    ``kinds``: only feeds of these. Raises DataFileError naming the row of the feed list that is wrong.
    """
    db = open_db(settings.database)
    keep_addresses(db)
    sync_feeds(db, load_feeds(settings.feeds), now)
    slugs = sorted(due.feed.slug for due in due_feeds(db, now, force=force) if due.feed.kind in kinds)
    size = -(-len(slugs) // batches) or 1
    return [slugs[start : start + size] for start in range(0, len(slugs), size)]


def collect_feeds(
    settings: Settings,
    *,
    now: datetime,
    run_id: int,
    only: Collection[str] | None = None,
    force: bool = False,
    tell: Tell = stay_silent,
) -> Counts:
    """Ask the feeds that are due and keep what they say; return what came in.

    ``only``: of these feeds (after :func:`due_batches`, which takes over the feed list); ``force``: due or not.
    A feed that cannot be had or read costs only itself.
    """
    db = open_db(settings.database)
    keep_addresses(db)
    if only is None:
        sync_feeds(db, load_feeds(settings.feeds), now)
    asked = sorted(
        (d for d in due_feeds(db, now, force=force) if only is None or d.feed.slug in only),
        key=lambda d: d.feed.slug,
    )
    asks = [
        Ask(
            url=d.feed.url,
            etag=d.etag,
            last_modified=d.last_modified,
            limit_bytes=settings.feed_bytes,
            keep_cut=True,
            tag=place,
        )
        for place, d in enumerate(asked)
    ]
    counts: Counter[str] = Counter()
    turns = open_turns(db, settings, now=now, trying=force)
    many = len(asks) >= MANY_FEEDS
    with (
        Fetcher(settings, turns=turns) as fetcher,
        PageReader(settings, workers=1, many_feeds=many) as reader,
    ):
        keeper = FeedKeeper(
            db,
            settings,
            reader,
            outlets={site_of(feed.homepage): feed.outlet for feed in list_feeds(db) if feed.homepage},
            addresses=find_addresses(db),
            now=now,
            run_id=run_id,
        )
        # While one answer is kept, another process reads the next.
        ahead = (lambda answer: keeper.read(asked[answer.ask.tag].feed, answer)) if many else None
        for done, answer in enumerate(fetch_many(fetcher, asks, in_order=True, then=ahead), start=1):
            counts.update(keeper.keep(asked[answer.ask.tag], answer))
            tell("read feeds", done, len(asks))
    if _are_we_cut_off(keeper.unheard, len(asks) - len(keeper.unasked)):
        again = now + timedelta(minutes=settings.feed_minutes)
        why = "nobody could be reached, so it was our own network that failed: this read does not count"
        forgive_failures(db, sorted(keeper.unheard), next_due_at=again, because=why)
        forgive_failures(db, sorted(keeper.unasked), next_due_at=again, because=why, charged=False)
        counts["feeds_cut_off"] = len(asks)
    else:
        save_hosts(db, turns.learned(), now)
    return dict(counts)


def open_turns(db: Database, settings: Settings, *, now: datetime, trying: bool = False) -> HostTurns:
    """Return the turns of hosts as the runs before left them; ``trying``: hosts that rest are tried, once each."""
    return HostTurns(
        settings.host_gap_seconds,
        at_once=settings.host_requests,
        rest_after=settings.host_failures,
        now=now,
        known=load_hosts(db),
        trying=trying,
    )


def _are_we_cut_off(unheard: Mapping[str, str], asked: int) -> bool:
    """Say whether it must be our own network: several hosts were asked, and to not one a connection could be made."""
    return len(unheard) == asked and len(set(unheard.values())) >= CUT_OFF_HOSTS


def collect_pages(settings: Settings, *, now: datetime, run_id: int, tell: Tell = stay_silent) -> Counts:
    """Ask for the pages that are wanted or due again and keep their text; return what came in.

    A page that cannot be had leaves its article with what the feed said, and the reason.
    """
    db = open_db(settings.database)
    due = pages_due(db, now)
    counts: Counter[str] = Counter()
    if not due:
        return dict(counts)
    asks = [
        Ask(
            url=page.entry.link or page.url,
            etag=page.etag,
            last_modified=page.last_modified,
            limit_bytes=settings.page_bytes,
            robots=True,
            tag=place,
        )
        for place, page in enumerate(due)
    ]
    archive = PageArchive(settings.archive, full_at=settings.archive_bytes)
    feeds = {feed.slug: feed for feed in list_feeds(db)}
    outlets = {site_of(feed.homepage): feed.outlet for feed in feeds.values() if feed.homepage}
    turns = open_turns(db, settings, now=now)
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(absolute_url(ask.url))) for ask in asks}
    with (
        Fetcher(settings, turns=turns, robots=load_robots(db, origins)) as fetcher,
        PageReader(settings) as reader,
    ):
        for done, answer in enumerate(fetch_many(fetcher, asks, in_order=True), start=1):
            page = due[answer.ask.tag]
            if reached := follow_to_original(fetcher, answer, feeds.get(page.entry.feed)):
                answer = reached.answer
                page = _keep_original(
                    db, page, reached, archive=archive, outlets=outlets, now=now, run_id=run_id
                )
                if is_page_read(db, page.article_id) and page.reads == 0:
                    counts["pages_known"] += 1  # its publisher's own feed had brought it before
                    continue
            counts.update(
                _keep_page(db, page, answer, reader=reader, archive=archive, now=now, run_id=run_id)
            )
            tell("read pages", done, len(asks))
        save_robots(db, fetcher.robots.learned(), now)
    hosts = {site_of(ask.url) for ask in asks}
    if counts["pages_failed"] < len(asks) or len(hosts) < CUT_OFF_HOSTS:
        save_hosts(db, turns.learned(), now)
    return dict(counts)


def _keep_page(
    db: Database,
    due: DuePage,
    answer: Answer,
    *,
    reader: PageReader,
    archive: PageArchive,
    now: datetime,
    run_id: int,
) -> Counts:
    page, error = answer.page, answer.error
    again = now + REREAD_AFTER[due.reads] if due.reads < len(REREAD_AFTER) else None
    if page is not None and page.not_modified:
        save_page_unchanged(
            db,
            due.article_id,
            log_answer(answer, "page"),
            etag=page.etag,
            last_modified=page.last_modified,
            next_read_at=again,
            now=now,
            run_id=run_id,
        )
        return {"pages_unchanged": 1}
    if page is not None:
        try:
            return _keep_text(db, due, answer, page, reader, archive, again, now=now, run_id=run_id)
        except CollectError as failure:
            error = failure
    if isinstance(error, HostRestingError):
        put_off_page(db, due.article_id, note=error.message, next_read_at=error.retry_at or now)
        return {"pages_resting": 1}
    if error is None:
        error = ExtractError("brought neither a page nor an error", subject=answer.ask.url)
    failed = replace(answer, page=None, error=error)
    trying = error.transient and due.failures + 1 < PAGE_TRIES
    pause = now + timedelta(hours=2**due.failures)
    retry_at = error.retry_at if isinstance(error, FetchError) else None
    save_page_failure(
        db,
        due.article_id,
        log_answer(failed, "page"),
        state=PageState.WANTED if trying else PageState.UNAVAILABLE,
        note=str(error),
        next_read_at=max(pause, retry_at or pause) if trying else None,
        now=now,
        run_id=run_id,
    )
    return {"pages_failed": 1}


def _keep_original(
    db: Database,
    due: DuePage,
    reached: Reached,
    *,
    archive: PageArchive,
    outlets: Mapping[str, str],
    now: datetime,
    run_id: int,
) -> DuePage:
    """Keep where an aggregator's link ended, with the page that told; return the page as that article's."""
    if reached.first.page is not None and reached.first is not reached.answer and reached.how == "page":
        archive.keep(reached.first.page)
    named = due.outlet if due.entry.via and due.outlet != due.entry.via else ""
    outlet = name_original(reached.original, outlets, named)
    article_id = save_original(
        db,
        due.article_id,
        reached.original,
        link=reached.link,
        outlet=outlet,
        how=reached.how,
        fetch=log_answer(reached.first, "page"),
        now=now,
        run_id=run_id,
    )
    entry = replace(due.entry, url=reached.original, link=reached.link)
    return replace(due, article_id=article_id, url=reached.original, entry=entry, outlet=outlet)


def _keep_text(
    db: Database,
    due: DuePage,
    answer: Answer,
    page: Page,
    reader: PageReader,
    archive: PageArchive,
    again: datetime | None,
    *,
    now: datetime,
    run_id: int,
) -> Counts:
    capture = keep_bytes(archive, page)
    try:
        # The run's clock, not the socket's: a demo and a test set it.
        article = replace(reader.read(due.entry, page, outlet=due.outlet, kind=due.kind), seen_at=now)
    except CollectError:
        add_capture(db, capture, article_id=due.article_id, run_id=run_id)
        raise
    canonical = canonical_url(article.url)
    changed = save_page(
        db,
        due.article_id,
        article,
        log_answer(answer, "page"),
        etag=page.etag,
        last_modified=page.last_modified,
        archived=capture.record,
        capture=capture,
        next_read_at=again,
        canonical=canonical if canonical != due.url else "",
        now=now,
        run_id=run_id,
    )
    return {"pages_read": 1, "versions_new": int(changed)}
