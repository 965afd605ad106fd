"""``newsagg feeds check``: one feed asked now, without storing anything, and what a person should know of it."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from newsagg.cli.output import json_option, print_json, waiting
from newsagg.cli.sheet import Sheet, spread
from newsagg.errors import CollectError, NewsaggError, NotFoundError
from newsagg.report.phrases import count_words, tell_moment
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.collect.checkup import Checkup
    from newsagg.collect.fetch import Fetcher
    from newsagg.model import Entry, Feed, Move, Page, Plan, Rhythm

_SHOWN = 5


class FeedBrokenError(NewsaggError):
    """A feed that was checked cannot be had or read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What came of asking one feed now."""

    feed: "Feed"
    page: "Page | None" = None
    entries: "tuple[Entry, ...]" = ()
    checkup: "Checkup | None" = None
    plan: "Plan | None" = None
    move: "Move | None" = None
    answers_304: bool | None = None
    """Whether a second, conditional request brought no body; None when there was nothing to make it conditional by."""
    problem: CollectError | None = None


@click.command()
@click.argument("feed")
@json_option
@click.pass_obj
def check(settings: Settings, feed: str, as_json: bool) -> None:
    """Ask one feed now, by short name or address, and tell all about it; nothing is stored.

    Asks twice, if the answer lets the second request be conditional. Ends with 1 when the feed cannot be had or read.
    """
    from newsagg.collect.fetch import Fetcher

    declared, rhythm = find_feed(settings, feed)
    with waiting(f"asking {declared.url}", quiet=as_json), Fetcher(settings) as fetcher:
        look = look_at(settings, declared, fetcher, rhythm=rhythm)
    if as_json:
        print_json(_as_data(look))
    else:
        print_look(look)
    if look.problem is not None:
        raise broken(look)


def broken(look: Look) -> FeedBrokenError:
    """Return the error that says why a feed cannot be had or read."""
    problem = look.problem
    if problem is None:
        return FeedBrokenError("lists nothing", subject=look.feed.url)
    hint = problem.hint or "see the address in a browser; `newsagg feeds add SITE` looks for a new one"
    return FeedBrokenError(problem.message, subject=problem.subject or look.feed.url, hint=hint)


def find_feed(settings: Settings, name: str) -> "tuple[Feed, Rhythm | None]":
    """Return the feed of this short name or address, of the record or the list, and how often it is known to publish.

    Any other address is taken as a news feed. Raises NotFoundError for a short name that nobody has.
    """
    from newsagg.collect.discover import guess_status_page
    from newsagg.collect.feeds import load_feeds
    from newsagg.model import Feed
    from newsagg.store import read_db
    from newsagg.store.feedlist import list_feeds
    from newsagg.store.feeds import read_rhythm
    from newsagg.vocabulary import FeedKind

    db = None
    try:
        db = read_db(settings.database)
        listed = list_feeds(db, all_of_them=True)
    except NotFoundError:
        listed = []
    known = {feed.slug for feed in listed}
    for feed in [*listed, *(feed for feed in load_feeds(settings.feeds) if feed.slug not in known)]:
        if name in {feed.slug, feed.url}:
            return feed, read_rhythm(db, feed.slug, datetime.now(UTC)) if db and feed.slug in known else None
    if "://" in name:
        is_status, form = guess_status_page(name)
        kind = FeedKind.STATUS if is_status else FeedKind.NEWS
        host = urlsplit(name).hostname or name
        return Feed(slug="checked", outlet=host, url=name, kind=kind, format=form), None
    near = sorted({*known, *(feed.slug for feed in load_feeds(settings.feeds))})
    near = [slug for slug in near if name.casefold() in slug][:4]
    hint = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "`newsagg feeds list` has them; an address works too"
    )
    raise NotFoundError("no such feed in the list", subject=name, hint=hint)


def look_at(
    settings: Settings,
    feed: "Feed",
    fetcher: "Fetcher",
    *,
    rhythm: "Rhythm | None" = None,
    twice: bool = True,
) -> Look:
    """Ask one feed and return what came of it; what goes wrong stands in ``problem``.

    ``rhythm``: as the record knows it, else it is taken from the answer; ``twice``: try a conditional request too.
    """
    from newsagg.collect.checkup import examine_feed
    from newsagg.collect.intervals import plan_next
    from newsagg.collect.moves import judge_move
    from newsagg.collect.reader import PageReader
    from newsagg.collect.wishes import read_feed_wishes, read_freshness
    from newsagg.model import Wishes

    page: Page | None = None
    try:
        page = fetcher.get(feed.url, limit_bytes=settings.feed_bytes, keep_cut=True)
        with PageReader(settings, workers=1) as reader:
            reading = reader.read_feed(feed, page.body)
    except CollectError as error:
        return Look(feed=feed, page=page, problem=error)
    now, entries = page.fetched_at, tuple(reading.entries)
    own = read_feed_wishes(page.body)
    wishes = Wishes(
        server_minutes=read_freshness(page.headers, now=now),
        feed_minutes=own.feed_minutes,
        feed_word=own.feed_word,
        skip_hours=own.skip_hours,
        skip_days=own.skip_days,
    )
    rhythm = rhythm if rhythm and rhythm.entries else _read_rhythm(entries, now)
    return Look(
        feed=feed,
        page=page,
        entries=entries,
        checkup=examine_feed(feed, page, entries, now=now, wrong=reading.wrong),
        plan=plan_next(feed.kind, now=now, settings=settings, rhythm=rhythm, wishes=wishes),
        move=judge_move(page, entries=len(entries), now=now),
        answers_304=_ask_again(settings, fetcher, page) if twice else None,
    )


def _read_rhythm(entries: "tuple[Entry, ...]", now: datetime) -> "Rhythm | None":
    from newsagg.model import Rhythm

    ages = [
        (now - entry.published_at).total_seconds() / 86400
        for entry in entries
        if entry.published_at and entry.published_at <= now
    ]
    if not ages:
        return None
    return Rhythm(
        entries=sum(age <= 28 for age in ages), days=min(max(ages), 28.0), fresh=sum(age <= 2 for age in ages)
    )


def _ask_again(settings: Settings, fetcher: "Fetcher", page: "Page") -> bool | None:
    if not (page.etag or page.last_modified):
        return None
    try:
        again = fetcher.get(
            page.final_url, etag=page.etag, last_modified=page.last_modified, limit_bytes=settings.feed_bytes
        )
    except CollectError:
        return False
    return again.not_modified


def _as_data(look: Look) -> dict[str, Any]:
    page = look.page
    return {
        "feed": asdict(look.feed),
        "status": page.status if page else None,
        "final_url": page.final_url if page else None,
        "content_type": page.content_type if page else None,
        "bytes": len(page.body) if page else 0,
        "etag": page.etag if page else "",
        "last_modified": page.last_modified if page else "",
        "answers_304": look.answers_304,
        "permanent_redirect": page.permanent_redirect if page else False,
        "problem": str(look.problem) if look.problem else "",
        "checkup": asdict(look.checkup) if look.checkup else None,
        "next_read": asdict(look.plan) if look.plan else None,
        "entries": [asdict(entry) for entry in look.entries],
    }


def print_look(look: Look) -> None:
    """Print what asking a feed brought, for a person."""
    sheet = Sheet()
    feed, page, found = look.feed, look.page, look.checkup
    sheet.line((feed.outlet, "bold"), (f"  {feed.slug} · {feed.kind} · {feed.language}", "dim"))
    sheet.address(feed.url, indent=0)
    if page is None:
        return
    sheet.gap()
    kind = page.content_type or "no content type"
    sheet.field("Answer", f"{page.status}, {len(page.body):,} bytes, {kind}")
    if page.final_url != feed.url:
        sheet.field("Moved", f"{page.final_url} ({_tell_move(look)})")
    if found is None:
        return
    sheet.field("Form", f"{found.format}, {found.encoding}")
    sheet.field("Caching", *_tell_caching(look))
    sheet.field("Entries", _tell_entries(found))
    if found.newest:
        age = datetime.now(UTC) - found.newest
        spread_of = f"; the oldest {tell_moment(found.oldest)}" if found.oldest and found.entries > 1 else ""
        sheet.field(
            "Newest",
            f"{tell_moment(found.newest)} UTC, {count_words(max(age.days, 0), 'day')} ago{spread_of}",
        )
    if look.plan:
        sheet.field("Schedule", look.plan.because)
    for number, problem in enumerate(found.problems):
        sheet.field("" if number else "Problems", (problem, "yellow"))
    if not found.problems:
        sheet.field("Problems", ("none found", "green"))
    sheet.gap()
    print_entries(sheet, look.entries)


def print_entries(sheet: Sheet, entries: "tuple[Entry, ...]") -> None:
    """Print the first entries of a feed."""
    for entry in entries[:_SHOWN]:
        moment = f"{tell_moment(entry.published_at)}  " if entry.published_at else ""
        sheet.line((moment, "dim"), entry.title, indent=2)
        sheet.address(entry.link or entry.url, indent=4)
    if len(entries) > _SHOWN:
        sheet.line((f"and {len(entries) - _SHOWN} more: --json has them all", "dim"), indent=2)


def _tell_move(look: Look) -> str:
    if look.page is None or not look.page.permanent_redirect:
        return "for now: its listed address stays"
    if look.move and look.move.final:
        return "for good: a run asks there from then on"
    if look.move and look.move.to:
        return "for good, to another site: a run moves it when that is still so a day later"
    return "for good, but to nothing that could take its place"


def _tell_caching(look: Look) -> tuple[str | tuple[str, str], ...]:
    page = look.page
    if page is None:
        return ()
    said = {name.lower(): value for name, value in page.headers}
    names = [name for name, value in (("ETag", page.etag), ("Last-Modified", page.last_modified)) if value]
    control = f"Cache-Control: {said['cache-control'][:80]}" if "cache-control" in said else ""
    if not names:
        return (spread([control, "no validator: it is sent whole each time"]),)
    works = (
        "asked again, it answers 304" if look.answers_304 else "asked again, it is sent whole all the same"
    )
    return (spread([" and ".join(names), control, works]),)


def _tell_entries(found: "Checkup") -> str:
    parts = [str(found.entries)]
    for number, what in (
        (found.without_date, "without a date"),
        (found.without_link, "without a link"),
        (found.without_id, "without an id"),
        (found.without_text, "with a title only"),
        (found.with_content, "with their whole text"),
    ):
        if number:
            parts.append(f"{'all' if number == found.entries else number} {what}")
    return (
        ", ".join(parts)
        if len(parts) > 1
        else f"{parts[0]}, all with date, link, id and text"
        if found.entries
        else "none"
    )
