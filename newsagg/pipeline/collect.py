"""Due feeds -> entries; wanted pages -> article versions. Asks the web through the fetcher, writes through the store.

Answers come as hosts are quick or slow, and are saved in the order in which they were asked for: so a run that is
killed and taken up again gives every article the number that an undisturbed run gives it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from newsagg.collect.archive import PageArchive
from newsagg.collect.asking import Answer, Ask, fetch_many
from newsagg.collect.extract import article_from_entry
from newsagg.collect.feeds import load_feeds
from newsagg.collect.fetch import Fetcher
from newsagg.collect.politeness import next_read
from newsagg.collect.reader import PageReader
from newsagg.collect.urls import canonical_url, same_site, site_of
from newsagg.errors import CollectError, ExtractError, FetchError, ForbiddenURLError
from newsagg.model import Article, Entry, Feed, Fetch, Page
from newsagg.pipeline import Counts, Tell, stay_silent
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from newsagg.store.feeds import DueFeed, due_feeds, save_feed, save_fetch_failure, sync_feeds
from newsagg.store.pages import DuePage, pages_due, save_page, save_page_failure, save_page_unchanged
from newsagg.vocabulary import FeedKind, PageState

# A page is read again 1, 6 and 24 hours and 7 days after its first reading: these are the steps between.
REREAD_AFTER = (timedelta(hours=1), timedelta(hours=5), timedelta(hours=18), timedelta(days=6))

# A page that fails for a passing reason is tried again after 1, 2, 4, 8 hours, then kept as its feed told it.
PAGE_TRIES = 5


def due_batches(settings: Settings, *, now: datetime, force: bool, batches: int) -> list[list[str]]:
    """Take over the feed list and return the slugs of the feeds to ask now, in at most ``batches`` lists.

    Raises DataFileError naming the row of the feed list that is wrong.
    """
    db = open_db(settings.database)
    sync_feeds(db, load_feeds(settings.feeds), now)
    slugs = sorted(due.feed.slug for due in due_feeds(db, now, force=force))
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
    if only is None:
        sync_feeds(db, load_feeds(settings.feeds), now)
    asked = sorted(
        (d for d in due_feeds(db, now, force=force) if only is None or d.feed.slug in only),
        key=lambda d: d.feed.slug,
    )
    outlets = {site_of(feed.homepage): feed.outlet for feed in load_feeds(settings.feeds) if feed.homepage}
    counts: Counter[str] = Counter()
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
    with Fetcher(settings) as fetcher, PageReader(settings, workers=1) as reader:
        for done, answer in enumerate(fetch_many(fetcher, asks, in_order=True), start=1):
            due = asked[answer.ask.tag]
            counts.update(
                _keep_feed(db, settings, due, answer, reader=reader, outlets=outlets, now=now, run_id=run_id)
            )
            tell("read feeds", done, len(asks))
    return dict(counts)


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
    archive = PageArchive(settings.archive)
    with Fetcher(settings) as fetcher, PageReader(settings) as reader:
        for done, answer in enumerate(fetch_many(fetcher, asks, in_order=True), start=1):
            page = due[answer.ask.tag]
            counts.update(
                _keep_page(db, page, answer, reader=reader, archive=archive, now=now, run_id=run_id)
            )
            tell("read pages", done, len(asks))
    return dict(counts)


def name_outlet(feed: Feed, entry: Entry, known: Mapping[str, str]) -> str:
    """Return whose words an entry links to: an aggregator's entries speak for the sites that they link to.

    ``known`` gives the outlet of each site in the feed list; a site that is not there goes by its host name.
    """
    site = site_of(entry.url)
    if feed.kind is not FeedKind.AGGREGATOR or not site or same_site(entry.url, feed.homepage or feed.url):
        return feed.outlet
    return known.get(site, site)


def _log(answer: Answer, purpose: str, feed: str = "") -> Fetch:
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
        url=answer.ask.url,
        purpose=purpose,
        feed=feed,
        asked_at=answer.asked_at,
        outcome=outcome,
        status=page.status if page else error.status if isinstance(error, FetchError) else None,
        size=len(page.body) if page else 0,
        seconds=round(answer.seconds, 3),
        error=str(error) if error else page.cut if page else "",
    )


def _read_feed(
    feed: Feed, page: Page, reader: PageReader, outlets: Mapping[str, str], now: datetime
) -> list[tuple[Entry, Article]]:
    if page.not_modified:
        return []
    return [
        (
            entry,
            article_from_entry(
                entry,
                outlet=name_outlet(feed, entry, outlets),
                kind=feed.kind,
                provider=feed.provider,
                seen_at=now,
            ),
        )
        for entry in reader.read_feed(feed, page.body)
    ]


def _keep_feed(
    db: Database,
    settings: Settings,
    due: DueFeed,
    answer: Answer,
    *,
    reader: PageReader,
    outlets: Mapping[str, str],
    now: datetime,
    run_id: int,
) -> Counts:
    feed, page, error = due.feed, answer.page, answer.error
    articles: list[tuple[Entry, Article]] = []
    try:
        articles = _read_feed(feed, page, reader, outlets, now) if page is not None else []
    except CollectError as failure:
        answer = replace(answer, page=None, error=failure)
        page, error = None, failure
    fetch = _log(answer, "feed", feed.slug)
    if page is None:
        status = error.status if isinstance(error, FetchError) else None
        retry_at = error.retry_at if isinstance(error, FetchError) else None
        due_at = next_read(
            feed, now=now, settings=settings, failures=due.failures + 1, status=status, retry_at=retry_at
        )
        save_fetch_failure(
            db, feed.slug, fetch, next_due_at=due_at or now, now=now, run_id=run_id, retire=due_at is None
        )
        return {"feeds_failed": 1}
    new, changed = save_feed(
        db,
        feed,
        articles,
        fetch,
        etag=page.etag or due.etag * page.not_modified,
        last_modified=page.last_modified or due.last_modified * page.not_modified,
        next_due_at=next_read(feed, now=now, settings=settings) or now,
        now=now,
        run_id=run_id,
        moved_to=page.final_url if page.permanent_redirect else "",
    )
    return {"feeds_read": 1, "entries_new": new, "entries_changed": changed}


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
            _log(answer, "page"),
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
    if error is None:
        error = ExtractError("brought neither a page nor an error", subject=answer.ask.url)
    failed = replace(answer, page=None, error=error)
    trying = error.transient and due.failures + 1 < PAGE_TRIES
    pause = now + timedelta(hours=2**due.failures)
    retry_at = error.retry_at if isinstance(error, FetchError) else None
    save_page_failure(
        db,
        due.article_id,
        _log(failed, "page"),
        state=PageState.WANTED if trying else PageState.UNAVAILABLE,
        note=str(error),
        next_read_at=max(pause, retry_at or pause) if trying else None,
        now=now,
        run_id=run_id,
    )
    return {"pages_failed": 1}


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
    archived = archive.keep(page)
    # The run's clock, not the socket's: a demo and a test set it.
    article = replace(reader.read(due.entry, page, outlet=due.outlet, kind=due.kind), seen_at=now)
    canonical = canonical_url(article.url)
    changed = save_page(
        db,
        due.article_id,
        article,
        _log(answer, "page"),
        etag=page.etag,
        last_modified=page.last_modified,
        archived=archived,
        next_read_at=again,
        canonical=canonical if canonical != due.url else "",
        now=now,
        run_id=run_id,
    )
    return {"pages_read": 1, "versions_new": int(changed)}
