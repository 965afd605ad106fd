"""``newsagg feeds``: the feeds with their health, and one feed asked now without storing anything."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click
from rich.text import Text

from newsagg.cli.output import console, json_option, make_table, print_json, print_rows, waiting, watches
from newsagg.cli.sheet import Sheet
from newsagg.errors import CollectError, NewsaggError, NotFoundError
from newsagg.report.phrases import count_words, read_moment, tell_moment
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.model import Entry, Feed, Page

_SHOWN = 5
_STYLES = {"ok": "green", "failing": "bold red", "gone": "red", "never_asked": "yellow", "unlisted": "dim"}


class FeedBrokenError(NewsaggError):
    """A feed that was checked cannot be had or read."""


@click.group()
def feeds() -> None:
    """List the feeds with their health, or check one."""


@feeds.command("list")
@click.option("--failing", is_flag=True, help="Only those that something is wrong with.")
@json_option
@click.pass_obj
def list_feeds(settings: Settings, failing: bool, as_json: bool) -> None:
    """List the feeds of the record: state, last good answer, entries."""
    from newsagg.store import read_db
    from newsagg.store.standing import list_feed_health

    rows = list_feed_health(read_db(settings.database))
    shown = [row for row in rows if row["state"] in {"failing", "gone", "never_asked"}] if failing else rows
    if as_json:
        print_json(shown)
        return
    columns = ("feed", "kind", "state", "last good (UTC)", "#fails", "#entries", "#relevant", "newest")
    lines = [
        (
            row["feed"],
            row["kind"],
            row["state"],
            _tell(row["last_ok_at"]),
            row["failures"],
            row["entries"],
            row["relevant"],
            _tell(row["newest_entry_at"])[:10],
        )
        for row in shown
    ]
    if not watches():
        print_rows(
            (*columns, "error"), [(*line, row["last_error"]) for line, row in zip(lines, shown, strict=True)]
        )
        return
    styled = [(line[0], line[1], Text(line[2], _STYLES.get(line[2], "")), *line[3:]) for line in lines]
    console().print(make_table(columns, styled))
    broken = [row for row in rows if row["state"] in {"failing", "gone"}]
    sheet = Sheet()
    sheet.line((f"{count_words(len(rows), 'feed')}, {len(broken)} with trouble.", "dim"))
    for row in broken:
        sheet.line((row["feed"], "bold"), f"  {row['last_error'] or 'gone'}", indent=2)


def _tell(text: str | None) -> str:
    moment = read_moment(text)
    return tell_moment(moment) if moment else ""


@feeds.command()
@click.argument("feed")
@json_option
@click.pass_obj
def check(settings: Settings, feed: str, as_json: bool) -> None:
    """Ask one feed now, by slug or address, and tell what it says; nothing is stored."""
    from newsagg.collect.fetch import Fetcher
    from newsagg.collect.reader import PageReader

    declared = find_feed(settings, feed)
    page: Page | None = None
    entries: list[Entry] = []
    problem: CollectError | None = None
    try:
        with (
            waiting(f"asking {declared.url}", quiet=as_json),
            Fetcher(settings) as fetcher,
            PageReader(settings, workers=1) as reader,
        ):
            page = fetcher.get(declared.url, limit_bytes=settings.feed_bytes)
            entries = reader.read_feed(declared, page.body)
    except CollectError as error:
        problem = error
    if as_json:
        print_json(_report_as_data(declared, page, entries, problem))
    else:
        _print_report(declared, page, entries)
    if problem is not None:
        hint = problem.hint or "see the address in a browser, or mend its row in feeds.toml"
        raise FeedBrokenError(problem.message, subject=problem.subject or declared.url, hint=hint)


def find_feed(settings: Settings, name: str) -> "Feed":
    """Return the feed of the list with this slug or address; any other address as a news feed.

    Raises NotFoundError for a slug that is not listed.
    """
    from newsagg.collect.feeds import load_feeds
    from newsagg.model import Feed
    from newsagg.vocabulary import FeedKind

    listed = load_feeds(settings.feeds)
    for feed in listed:
        if name in {feed.slug, feed.url}:
            return feed
    if "://" in name:
        return Feed(slug="checked", outlet=urlsplit(name).hostname or name, url=name, kind=FeedKind.NEWS)
    near = [feed.slug for feed in listed if name.casefold() in feed.slug][:4]
    hint = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "`newsagg feeds list` has them; an address works too"
    )
    raise NotFoundError("no such feed in the list", subject=name, hint=hint)


def _report_as_data(
    feed: "Feed", page: "Page | None", entries: "list[Entry]", problem: CollectError | None
) -> dict[str, Any]:
    return {
        "feed": asdict(feed),
        "status": page.status if page else None,
        "final_url": page.final_url if page else None,
        "content_type": page.content_type if page else None,
        "bytes": len(page.body) if page else 0,
        "etag": page.etag if page else "",
        "last_modified": page.last_modified if page else "",
        "permanent_redirect": page.permanent_redirect if page else False,
        "problem": str(problem) if problem else "",
        "entries": [asdict(entry) for entry in entries],
    }


def _print_report(feed: "Feed", page: "Page | None", entries: "list[Entry]") -> None:
    sheet = Sheet()
    sheet.line((feed.outlet, "bold"), (f"  {feed.slug} · {feed.kind} · {feed.language}", "dim"))
    sheet.address(feed.url, indent=0)
    if page is None:
        return
    sheet.gap()
    sheet.field(
        "Answer", f"{page.status}, {len(page.body):,} bytes, {page.content_type or 'no content type'}"
    )
    if page.final_url != feed.url:
        lasting = "for good: mend feeds.toml" if page.permanent_redirect else "for now"
        sheet.field("Moved", f"{page.final_url} ({lasting})")
    conditional = [
        name for name, value in (("ETag", page.etag), ("Last-Modified", page.last_modified)) if value
    ]
    sheet.field("Conditional", " and ".join(conditional) or ("no: it is sent whole each time", "yellow"))
    dated = sorted(entry.published_at for entry in entries if entry.published_at)
    sheet.field("Entries", f"{len(entries)}, {len(dated)} with a date")
    if dated:
        age = datetime.now(UTC) - dated[-1]
        sheet.field("Newest", f"{tell_moment(dated[-1])} UTC, {count_words(age.days, 'day')} ago")
    sheet.gap()
    for entry in entries[:_SHOWN]:
        moment = f"{tell_moment(entry.published_at)}  " if entry.published_at else ""
        sheet.line((moment, "dim"), entry.title, indent=2)
        sheet.address(entry.url, indent=4)
    if len(entries) > _SHOWN:
        sheet.line((f"and {len(entries) - _SHOWN} more: --json has them all", "dim"), indent=2)
