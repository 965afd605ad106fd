"""Files that somebody collected elsewhere -> articles in the record, judged and merged as all others.

Streamed: an article at a time is read and saved, so memory does not grow with the files. A killed import is taken up
again by giving it the same files: what is there already stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from newsagg.collect.archive import PageArchive
from newsagg.collect.asking import Ask, fetch_many
from newsagg.collect.fetch import Fetcher
from newsagg.collect.importing import (
    Fault,
    Found,
    FoundAddress,
    FoundArticle,
    FoundFeeds,
    FoundPage,
    PassedOver,
    read_path,
)
from newsagg.collect.reader import PageReader
from newsagg.collect.urls import canonical_url, same_site, site_of
from newsagg.errors import CollectError
from newsagg.model import Entry, Page
from newsagg.pipeline import Tell, stay_silent
from newsagg.pipeline.collect import open_turns
from newsagg.pipeline.detect import detect_new
from newsagg.pipeline.feedanswers import keep_bytes
from newsagg.pipeline.ledger import add_counts, keep_run
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from newsagg.store.captures import has_capture
from newsagg.store.importing import (
    close_import,
    has_page,
    open_import,
    outlets_by_site,
    save_imported,
    save_imported_capture,
)
from newsagg.vocabulary import FeedKind

MOST_FAULTS = 1_000
"""So many are named one by one; the rest is counted."""
_AT_ONCE = 100
"""Addresses that are asked for together."""


@dataclass(slots=True, kw_only=True)
class Imported:
    """What an import did."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    feed_lists: list[Path] = field(default_factory=list)
    """OPML files, which are not articles: for who adds feeds."""

    def note(self, fault: Fault) -> None:
        """Take in a row that could not be."""
        self.counts["rows_refused"] += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


def import_paths(
    settings: Settings,
    paths: Iterable[Path],
    *,
    now: datetime,
    wait: float = 0.0,
    tell: Tell = stay_silent,
) -> Imported:
    """Take in everything that files and folders hold, judge it and merge it; return what came of it.

    Addresses are asked for, politely, unless their page is in the record. A row that is wrong costs only itself.
    """
    told = Imported()
    listed = list(paths)
    with keep_run(settings, now=now, kind="import", wait=wait) as (run_id, counts):
        with ExitStack() as stack:
            desk = _Desk(settings, stack, told, now=now, run_id=run_id, source=", ".join(map(str, listed)))
            found = (f for path in listed for f in read_path(path, now=now, page_bytes=settings.page_bytes))
            desk.take_all(found, tell)
            desk.close()
        add_counts(counts, told.counts)
        add_counts(counts, detect_new(settings, now=now, run_id=run_id, tell=tell))
        add_counts(counts, merge_new(settings, now=now, run_id=run_id, tell=tell))
        told.counts = Counter(counts)
    return told


class _Desk:
    """Takes in what was found, one by one."""

    def __init__(
        self, settings: Settings, stack: ExitStack, told: Imported, *, now: datetime, run_id: int, source: str
    ) -> None:
        self._settings = settings
        self._db: Database = open_db(settings.database)
        self._archive = PageArchive(settings.archive, full_at=settings.archive_bytes)
        self._reader = stack.enter_context(PageReader(settings, workers=1))
        self._stack = stack
        self._told = told
        self._now = now
        self._run_id = run_id
        self._import_id = open_import(self._db, source, now=now, run_id=run_id)
        self._outlets = {site_of(home): outlet for home, outlet in outlets_by_site(self._db)}

    def close(self) -> None:
        """Note what the import brought."""
        close_import(self._db, self._import_id, self._told.counts)

    def take_all(self, found: Iterator[Found], tell: Tell) -> None:
        """Take in what was found, in order; addresses are asked for a batch at a time."""
        waiting: list[FoundAddress] = []
        for number, item in enumerate(found, 1):
            if isinstance(item, FoundAddress):
                waiting.append(item)
            elif isinstance(item, FoundArticle):
                outcome = save_imported(
                    self._db, item.article, place=item.place, import_id=self._import_id, now=self._now,
                    run_id=self._run_id,
                )  # fmt: skip
                self._told.counts[f"articles_{outcome}"] += 1
            elif isinstance(item, FoundPage):
                self._take_page(item.page, item.place)
            elif isinstance(item, FoundFeeds):
                self._told.feed_lists.append(item.path)
            elif isinstance(item, PassedOver):
                self._told.counts["files_passed_over"] += 1
            else:
                self._told.note(item)
            if len(waiting) >= _AT_ONCE:
                self._ask(waiting)
                waiting = []
            tell("read files", number, number)
        if waiting:
            self._ask(waiting)

    def _take_page(self, page: Page, place: str) -> None:
        url = canonical_url(page.final_url)
        if has_capture(self._db, page.final_url, sha256(page.body).hexdigest(), page.fetched_at):
            self._told.counts["pages_same"] += 1
            return
        if place.partition(":")[0].endswith(".zip") or "evidence-" in place:
            # Evidence has the texts that were read out of its pages: the page proves them, and is not read anew.
            capture = keep_bytes(self._archive, page)
            kept = save_imported_capture(self._db, url, capture, self._run_id)
            self._told.counts["pages_kept" if kept else "pages_of_nobody"] += 1
            return
        entry = Entry(feed="import", key=url, url=url, title="", link=page.final_url)
        outlet = self._outlets.get(site_of(url), site_of(url))
        try:
            article = self._reader.read(entry, page, outlet=outlet, kind=FeedKind.NEWS)
        except CollectError as error:
            self._told.note(Fault(place=place, reason=f"{error.message} ({url})"))
            return
        canonical = canonical_url(article.url)
        home = canonical if canonical and same_site(canonical, url) else url
        capture = keep_bytes(self._archive, page)
        outcome = save_imported(
            self._db, replace(article, url=home, seen_at=min(page.fetched_at, self._now)), place=place,
            import_id=self._import_id, now=self._now, run_id=self._run_id, capture=capture,
        )  # fmt: skip
        self._told.counts[f"articles_{outcome}"] += 1

    def _ask(self, addresses: list[FoundAddress]) -> None:
        wanted = []
        for item in addresses:
            if has_page(self._db, canonical_url(item.url)):
                self._told.counts["articles_same"] += 1
            else:
                wanted.append(item)
        asks = [
            Ask(url=item.url, limit_bytes=self._settings.page_bytes, robots=True, tag=place)
            for place, item in enumerate(wanted)
        ]
        if not asks:
            return
        turns = open_turns(self._db, self._settings, now=self._now)
        with Fetcher(self._settings, turns=turns) as fetcher:
            for answer in fetch_many(fetcher, asks, in_order=True):
                place = wanted[answer.ask.tag].place
                if answer.page is None:
                    reason = str(answer.error) if answer.error else "gave no answer"
                    self._told.note(Fault(place=place, reason=reason))
                else:
                    self._take_page(answer.page, place)
