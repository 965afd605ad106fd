"""``newsagg feeds``: the feeds with their health and history, and what people decide about them."""

import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import click
from rich.text import Text

from newsagg.cli.feedadd import add, export_feeds, import_feeds
from newsagg.cli.feedcheck import check
from newsagg.cli.output import console, json_option, make_table, print_json, print_rows, watches
from newsagg.cli.sheet import Sheet
from newsagg.cli.signing import by_option, reason_option
from newsagg.report.phrases import count_words, read_moment, tell_moment
from newsagg.settings import Settings

_STYLES = {
    "healthy": "green", "quiet": "cyan", "late": "yellow", "failing": "bold red", "host_resting": "red",
    "never_read": "yellow", "paused": "dim", "retired": "dim",
}  # fmt: skip
_HISTORY = {
    "listed": "listed", "unlisted": "left the list", "readdressed": "has another address", "added": "added",
    "removed": "removed", "paused": "paused", "resumed": "resumed", "move_seen": "redirected elsewhere",
    "moved": "moved", "gone": "gone for good", "fell_silent": "fell silent", "heard_again": "heard again",
}  # fmt: skip
_WIDE = 110
"""Columns from which on a table has room for how a feed is asked."""


@click.group(invoke_without_command=True)
@click.pass_context
def feeds(ctx: click.Context) -> None:
    """The feeds: list them with their health, check one, add, pause, remove, import and export them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_feeds, failing=False, as_json=False)


@feeds.command("list", short_help="List the feeds with their health.")
@click.option("--failing", is_flag=True, help="Only those that should be heard and are not.")
@json_option
@click.pass_obj
def list_feeds(settings: Settings, failing: bool, as_json: bool) -> None:
    """List the feeds of the record: state, last good answer, entries, when each is read next; those in trouble first.

    States: healthy, quiet (answers, but publishes far less than usual), late (due, and no run came by), failing,
    host_resting (not asked, since its whole host fails), never_read, paused, retired.
    """
    from newsagg.store import read_db
    from newsagg.store.feedhealth import TROUBLE, list_feed_health

    rows = list_feed_health(read_db(settings.database))
    shown = [row for row in rows if row["state"] in TROUBLE or _is_gone(row)] if failing else rows
    if as_json:
        print_json(shown)
    elif not watches():
        _print_plain(shown)
    else:
        _print_table(shown)
        _print_trouble(shown)


def _is_gone(row: dict[str, Any]) -> bool:
    """Say whether a feed's server called it gone: nobody decided that, so somebody should look."""
    return row["state"] == "retired" and "410" in row["explanation"]


def _tell(text: str | None) -> str:
    moment = read_moment(text)
    return tell_moment(moment) if moment else ""


def _print_plain(rows: list[dict[str, Any]]) -> None:
    columns = (
        "feed", "kind", "state", "last good (UTC)", "fails", "seven days", "usual week", "entries", "relevant",
        "newest", "next due (UTC)", "because", "explanation",
    )  # fmt: skip
    print_rows(
        columns,
        [
            (
                row["feed"],
                row["kind"],
                row["state"],
                _tell(row["last_ok_at"]),
                row["failures"],
                row["entries_week"],
                row["usual_week"],
                row["entries"],
                row["relevant"],
                _tell(row["newest_entry_at"])[:10],
                _tell(row["next_due_at"]),
                row["next_due_because"],
                row["explanation"],
            )
            for row in rows
        ],
    )


def _print_table(rows: list[dict[str, Any]]) -> None:
    """Print feeds as a table as wide as the terminal: on a wide one with why each is read when."""
    wide = console().width >= _WIDE
    columns = ["feed", "state", "last good (UTC)", "#7 days", "#usual", "#on outages"]
    if wide:
        columns = [*columns, "read next (UTC)"]
    lines = []
    for row in rows:
        usual = "" if row["usual_week"] is None else f"{row['usual_week']:.4g}"
        line: list[object] = [
            row["feed"],
            Text(row["state"].replace("_", " "), _STYLES.get(row["state"], "")),
            _tell(row["last_ok_at"]),
            row["entries_week"],
            usual,
            row["relevant"],
        ]
        due = "" if row["state"] in {"paused", "retired"} else _tell(row["next_due_at"])[5:] or "at once"
        how = re.split("[,:]", row["next_due_because"])[0].removeprefix("asked ")
        lines.append([*line, f"{due}  {how}".strip()] if wide else line)
    console().print(make_table(columns, lines))


def _print_trouble(rows: list[dict[str, Any]]) -> None:
    """Count feeds by state, and say why those in trouble are silent."""
    from newsagg.store.feedhealth import TROUBLE

    counts = Counter(row["state"] for row in rows)
    parts = [f"{counts[state]} {state.replace('_', ' ')}" for state in _STYLES if counts[state]]
    sheet = Sheet()
    sheet.line((f"{count_words(len(rows), 'feed')}: {', '.join(parts)}." if rows else "No feeds.", "dim"))
    troubled = [row for row in rows if row["state"] in TROUBLE or _is_gone(row)]
    for row in troubled:
        sheet.line((row["feed"], "bold"), f"  {row['explanation']}", indent=2)
    if rows:
        sheet.line(("More on one: newsagg feeds show FEED, newsagg feeds check FEED", "dim"))


@feeds.command(short_help="Tell all that is known of one feed.")
@click.argument("feed")
@json_option
@click.pass_obj
def show(settings: Settings, feed: str, as_json: bool) -> None:
    """Tell all that is known of one feed: how it stands and why, its history, its last answers."""
    from newsagg.store import read_db
    from newsagg.store.feedevents import list_events
    from newsagg.store.feedhealth import list_fetches, read_feed_health

    db = read_db(settings.database)
    row = read_feed_health(db, feed)
    events, fetches = list_events(db, feed), list_fetches(db, feed)
    if as_json:
        print_json(row | {"events": events, "fetches": fetches})
        return
    sheet = Sheet()
    sheet.line((row["outlet"], "bold"), (f"  {feed} · {row['kind']}", "dim"))
    sheet.address(row["moved_to"] or row["url"], indent=0)
    sheet.gap()
    sheet.field("State", (row["state"].replace("_", " "), _STYLES.get(row["state"], "")))
    sheet.field("", row["explanation"])
    if row["moved_to"]:
        sheet.field("Listed at", row["url"])
    if row["added_by"]:
        sheet.field("Added by", row["added_by"])
    sheet.field("Last good", _tell(row["last_ok_at"]) or "never")
    if row["state"] not in {"paused", "retired"}:
        sheet.field(
            "Read next", f"{_tell(row['next_due_at']) or 'at once'}  {row['next_due_because']}".rstrip()
        )
    usual = f", usually {row['usual_week']:.4g} a week" if row["usual_week"] else ""
    sheet.field(
        "Entries",
        f"{row['entries_week']} in seven days{usual}; {row['entries']} ever, {row['relevant']} on outages",
    )
    _print_history(sheet, events)
    if fetches:
        sheet.heading("Last answers (UTC)")
        for fetch in fetches:
            told = fetch["error"] or f"{fetch['outcome'].replace('_', ' ')}, {fetch['new_entries']} new"
            status = f"{fetch['status']} " if fetch["status"] and not fetch["error"] else ""
            sheet.line((f"{_tell(fetch['asked_at'])}  ", "dim"), f"{status}{told}", indent=2)


def _print_history(sheet: Sheet, events: list[dict[str, Any]]) -> None:
    if not events:
        return
    sheet.heading("History (UTC)")
    for event in events:
        what = _HISTORY[event["kind"]]
        where = " → ".join(filter(None, (event["old_value"], event["new_value"])))
        told = "; ".join(filter(None, (event["reason"], where)))
        sheet.line(
            (f"{_tell(event['at'])}  ", "dim"),
            (what, "bold"),
            f" by {event['by']}" + (f": {told}" if told else ""),
            indent=2,
        )


def _decide(
    settings: Settings, feed: str, verb: str, *, by: str, reason: str | None, told: str, as_json: bool
) -> None:
    from newsagg.collect.feeds import load_feeds
    from newsagg.store import feedlist, open_db
    from newsagg.store.feedhealth import read_feed_health

    db, now = open_db(settings.database), datetime.now(UTC)
    # Before the first run the list is not taken over yet.
    if feedlist.list_feeds(db, all_of_them=True) == feedlist.list_feeds(db, all_of_them=True, added=True):
        feedlist.sync_feeds(db, load_feeds(settings.feeds), now)
    change = {"pause": feedlist.pause_feed, "resume": feedlist.resume_feed, "remove": feedlist.remove_feed}[
        verb
    ]
    change(db, feed, by=by, reason=reason or "", now=now)
    if as_json:
        print_json(read_feed_health(db, feed))
    else:
        click.echo(told)


@feeds.command(short_help="Leave a feed alone until it is resumed.")
@click.argument("feed")
@reason_option(required=True)
@by_option("Who pauses it.")
@json_option
@click.pass_obj
def pause(settings: Settings, feed: str, reason: str, by: str, as_json: bool) -> None:
    """Leave a feed alone until it is resumed. It stays paused whatever the feed list says."""
    _decide(
        settings,
        feed,
        "pause",
        by=by,
        reason=reason,
        as_json=as_json,
        told=f"{feed} is paused: no run asks it until it is resumed.",
    )


@feeds.command(short_help="Ask a feed again.")
@click.argument("feed")
@reason_option(required=False)
@by_option("Who resumes it.")
@json_option
@click.pass_obj
def resume(settings: Settings, feed: str, reason: str | None, by: str, as_json: bool) -> None:
    """Ask a feed again that was paused or removed, or that its server called gone. The next run reads it."""
    _decide(
        settings,
        feed,
        "resume",
        by=by,
        reason=reason,
        as_json=as_json,
        told=f"{feed} is asked again: the next run reads it.",
    )


@feeds.command(short_help="Take a feed out; what it brought stays.")
@click.argument("feed")
@reason_option(required=True)
@by_option("Who removes it.")
@json_option
@click.pass_obj
def remove(settings: Settings, feed: str, reason: str, by: str, as_json: bool) -> None:
    """Take a feed out for good, listed or added by hand. What it brought stays in the record."""
    _decide(
        settings,
        feed,
        "remove",
        by=by,
        reason=reason,
        as_json=as_json,
        told=f"{feed} is removed; what it brought stays.",
    )


for command in (check, add, import_feeds, export_feeds):
    feeds.add_command(command)
