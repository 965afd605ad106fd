"""A shard of an archive -> the articles in it that are about an outage, or may be, judged and read. Reads files.

    row   raw text holds a word of failing? ─> headline and lead worth judging? ─┐
    page  what it shows at a glance ─────────> headlines and leads ...? ─────────┴> judged as they stand: likely?
          ─> read (a page by a reader that can be killed) ─> judged, its claims read

What falls through is counted, not kept: an archive is its own record. What is kept was judged by the code that judges
everything, and knows nothing of the sieves before it.
"""

import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, BinaryIO, cast

from newsagg.collect.glance import glance
from newsagg.collect.importing import Fault, peek_row, read_row
from newsagg.collect.reader import PageReader
from newsagg.collect.rowfiles import find_row_kind, open_rows, read_csv_rows, read_json_rows
from newsagg.collect.urls import canonical_url, same_site, site_of
from newsagg.collect.warcs import read_pages
from newsagg.detect.lexicon import load_lexicon
from newsagg.detect.relevance import judge_all
from newsagg.detect.sieve import Sieve
from newsagg.detect.tokens import strip_outlet
from newsagg.detect.training import pack_model, unpack_model
from newsagg.errors import CollectError, DataFileError
from newsagg.model import Article, Entry, Page
from newsagg.pipeline.detect import Detector, detect, load_detector, read_fingerprint
from newsagg.pipeline.shards import RangeFile, Shard, hash_range
from newsagg.pipeline.spool import Find, PackedPage, Result, SpoolFile
from newsagg.places import data_dir
from newsagg.settings import Settings
from newsagg.store.rows import keep_text
from newsagg.vocabulary import FeedKind, Relevance

GLANCE_FROM = 0.02
"""Probability at a glance from which a page is read: half of what counts as unsure. Of 313 outage reports that the
whole way accepts (articles of ten languages in the demo's page layouts) none has less than 0.04 at a glance."""
MOST_FAULTS = 20
"""Faulty rows of a shard that are named; the rest is counted."""
_MOST_LOOKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that a worker needs beside the package and the files."""

    settings: Settings
    model: bytes
    """The relevance model, packed: with it goes what analysts taught it."""
    fingerprint: str
    """Of code, lexicon and model, which a worker's must equal."""
    now: datetime
    outlets: tuple[tuple[str, str], ...]
    """Site -> outlet, as the feed list has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of a shard."""

    result: Result
    sha256: str
    counts: dict[str, int]
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def note(self, fault: Fault) -> None:
        self.counts["refused"] += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


def write_recipe(settings: Settings, *, now: datetime, outlets: tuple[tuple[str, str], ...]) -> Recipe:
    """Return what workers need to judge as this process would."""
    detector = load_detector(settings)
    services = settings.services and settings.services.absolute()
    return Recipe(
        settings=replace(settings, spool=settings.spool.absolute(), services=services),
        model=pack_model(detector.model),
        fingerprint=detector.fingerprint,
        now=now,
        outlets=outlets,
    )


class Sifter:
    """Sifts shards by one recipe; a ``with`` block ends the reader that it may have started."""

    def __init__(self, recipe: Recipe) -> None:
        services = recipe.settings.services or data_dir() / "services.toml"
        model = unpack_model(recipe.model)
        self.detector = Detector(
            lexicon=load_lexicon(services), model=model, fingerprint=read_fingerprint(model, services)
        )
        if self.detector.fingerprint != recipe.fingerprint:
            raise DataFileError(
                "a worker has another newsagg, or another lexicon, than who gave it the work",
                subject=str(services),
                hint="install the same version everywhere",
            )
        self._sieve = Sieve(model.lexicon)
        self._recipe = recipe
        self._outlets = dict(recipe.outlets)
        self._reader: PageReader | None = None

    def __enter__(self) -> "Sifter":
        return self

    def __exit__(self, *_: object) -> None:
        if self._reader is not None:
            self._reader.__exit__(None, None, None)
            self._reader = None

    def sift(self, shard: Shard, *, tell: Callable[[int], None] = lambda _looked: None) -> Told:
        """Read a shard and leave what was found in the spool; ``tell`` hears how many rows and pages were looked at.

        Raises DataFileError when the file cannot be read, or is another than when it was listed.
        """
        tally = _Tally()
        name = sha256(repr(shard.key).encode()).hexdigest()[:32] + ".finds"
        with SpoolFile(self._recipe.settings.spool, name) as spool:
            try:
                with shard.path.open("rb") as file:
                    for find in self._sift_file(file, shard, tally):
                        if find is not None:
                            spool.add(find)
                            tally.counts["found"] += 1
                        if tally.counts["looked_at"] % 1000 == 0:
                            tell(tally.counts["looked_at"])
                digest = hash_range(shard.path, shard.first_byte, shard.last_byte)
                if shard.path.stat().st_size != shard.size:
                    raise DataFileError("changed while it was read", subject=str(shard), hint="run it again")
            except OSError as error:
                raise DataFileError(
                    f"cannot be read: {error.strerror or error}", subject=str(shard)
                ) from error
            result = spool.finish()
        return Told(result=result, sha256=digest, counts=dict(tally.counts), faults=tuple(tally.faults))

    def _sift_file(self, file: BinaryIO, shard: Shard, tally: _Tally) -> Iterator[Find | None]:
        kind = find_row_kind(shard.path.name)
        if not kind:
            for found in read_pages(file, str(shard.path), page_bytes=self._recipe.settings.page_bytes):
                tally.counts["looked_at"] += 1
                if isinstance(found, Fault):
                    tally.note(found)
                else:
                    yield self._sift_page(found.page, found.place, tally)
            return

        def wanted(raw: str) -> bool:
            tally.counts["looked_at"] += 1
            return self._sieve.has_sign(raw) or '"updates"' in raw

        name = str(shard.path)
        with ExitStack() as stack:
            if shard.first_byte or shard.last_byte < shard.size:
                part = cast("BinaryIO", RangeFile(file, shard))
                rows = read_json_rows(part, str(shard), wanted=wanted)
            else:
                plain = stack.enter_context(open_rows(shard.path, packed=name.lower().endswith(".gz")))
                if kind == "json":
                    rows = read_json_rows(plain, name, wanted=wanted)
                else:
                    text = io.TextIOWrapper(plain, encoding="utf-8-sig", errors="replace", newline="")
                    rows = read_csv_rows(stack.enter_context(text), name, tabs=kind == "tsv")
            yield from self._sift_rows(rows, shard, tally, counted=kind == "json")

    def _sift_rows(
        self, rows: Iterator[tuple[str, Any]], shard: Shard, tally: _Tally, *, counted: bool
    ) -> Iterator[Find | None]:
        try:
            for place, row in rows:
                tally.counts["looked_at"] += not counted
                if isinstance(row, str):
                    tally.note(Fault(place=place, reason=row))
                else:
                    yield self._sift_row(row, place, tally)
        except (EOFError, OSError, ValueError, zlib.error) as error:
            tally.note(Fault(place=str(shard), reason=f"breaks off: {error}"[:200]))

    def _sift_row(self, row: Any, place: str, tally: _Tally) -> Find | None:
        try:
            if row.get("kind") != FeedKind.STATUS:
                title, body = peek_row(row)
                if not self._sieve.passes(title, body):
                    return None
                tally.counts["sieved"] += 1
                if not self._is_likely([(title, body)], str(row.get("language") or row.get("lang") or "en")):
                    return None
            tally.counts["likely"] += 1
            given = read_row(row, now=self._recipe.now)
        except (DataFileError, ValueError, TypeError, KeyError, AttributeError) as error:
            reason = error.message if isinstance(error, DataFileError) else f"{error}"[:200]
            tally.note(Fault(place=place, reason=reason))
            return None
        if given.outlet == site_of(given.url):
            given = replace(given, outlet=self._outlets.get(given.outlet, given.outlet))
        # Of rows that name no time of fetching two must come in one order, whenever they are read.
        fetched = given.seen_at if given.seen_at < self._recipe.now else given.published_at
        return self._read(given, fetched or given.seen_at, place)

    def _sift_page(self, page: Page, place: str, tally: _Tally) -> Find | None:
        looked = glance(page.body, page.content_type)
        head, leads = " | ".join(looked.titles), looked.leads or ("",)
        # Where the headlines have no word of failing, a begin without one has nothing to pass with.
        signed = leads if self._sieve.has_sign(head) else [x for x in leads if self._sieve.has_sign(x)]
        if not signed or not self._sieve.passes_any(head, signed):
            return None
        tally.counts["sieved"] += 1
        titles = tuple(dict.fromkeys(strip_outlet(title) for title in looked.titles)) or ("",)
        looks = [(title, lead) for lead in leads for title in titles]
        if not self._is_likely(looks[:_MOST_LOOKS], looked.language or "und"):
            return None
        tally.counts["likely"] += 1
        if self._reader is None:
            self._reader = PageReader(self._recipe.settings, workers=1)
        url = canonical_url(page.final_url)
        entry = Entry(feed="import", key=url, url=url, title="", link=page.final_url)
        outlet = self._outlets.get(site_of(url), site_of(url))
        try:
            article = self._reader.read(entry, page, outlet=outlet, kind=FeedKind.NEWS)
        except CollectError as error:
            tally.note(Fault(place=place, reason=f"{error.message} ({url})"))
            return None
        canonical = canonical_url(article.url)
        home = canonical if canonical and same_site(canonical, url) else url
        return self._read(replace(article, url=home), page.fetched_at, place, page)

    def _is_likely(self, looks: Sequence[tuple[str, str]], language: str) -> bool:
        """Judge headlines and leads as they stand, before anything is spent on reading."""
        return any(
            judge_all([look], model=self.detector.model)[0].probability >= GLANCE_FROM
            for look in (
                Article(
                    url="", outlet="", title=title, body=lead, published_at=None, seen_at=self._recipe.now,
                    language=language,
                )
                for title, lead in looks
            )
        )  # fmt: skip

    def _read(self, given: Article, fetched: datetime, place: str, page: Page | None = None) -> Find | None:
        article = replace(
            given,
            title=keep_text(given.title),
            body=keep_text(given.body),
            author=keep_text(given.author),
            outlet=keep_text(given.outlet),
            # What says of itself no time was there when it was fetched, and years before it comes into this record.
            published_at=given.published_at or fetched,
            seen_at=fetched,
        )
        [(verdict, claims)] = detect([article], self.detector)
        if verdict.relevance is Relevance.IRRELEVANT:
            return None
        return Find(
            article=article,
            verdict=verdict,
            claims=tuple(claims),
            fetched_at=fetched,
            place=place,
            page=PackedPage.pack(page) if page is not None else None,
        )


@lru_cache(maxsize=1)
def open_sifter(recipe: Recipe) -> Sifter:
    """Return the sifter of a process that gets one shard after the other; it lives as long as the process."""
    return Sifter(recipe)


def sift_shard(recipe: Recipe, shard: Shard) -> Told:
    """Read one shard, in whatever process: what a Dask worker calls."""
    return open_sifter(recipe).sift(shard)
