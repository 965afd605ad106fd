"""``newsagg digest lists``: mailing lists, each with its own day, zone and filters."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from newsagg.cli.output import clean, json_option, print_json, print_rows
from newsagg.cli.signing import Words
from newsagg.model import MailingList
from newsagg.report.phrases import count_words
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.store import Database

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class _Zone(click.ParamType[str]):
    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return ZoneInfo(str(value)).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail(f"{value!r} is no time zone: write one such as Europe/Berlin", param, ctx)


class _Time(click.ParamType[str]):
    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(value)):
            self.fail("write a time of day such as 08:00", param, ctx)
        return str(value)


class _Slug(click.ParamType[str]):
    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(value)) or len(str(value)) > 40:
            self.fail("write small letters, digits and hyphens, 40 at most", param, ctx)
        return str(value)


def _describing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say what a list is."""
    options = (
        click.option("--title", type=Words(), help="Its name for readers."),
        click.option("--intro", help="A sentence of its own that opens each mail."),
        click.option("--from-name", help="Name of the sender; the title by default."),
        click.option("--zone", type=_Zone(), help="Time zone of its weeks; the setting's by default."),
        click.option("--day", type=click.Choice(DAYS), help="Day of sending; Monday by default."),
        click.option("--at", "send_at", type=_Time(), help="Time of sending in its zone; 08:00 by default."),
        click.option("--provider", "providers", multiple=True, help="Only this provider or service; repeat."),
        click.option("--severity", help="Least severity: minor, major or critical."),
        click.option(
            "--language", "languages", multiple=True, help="Only this language, such as en; repeat."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group(invoke_without_command=True, short_help="Mailing lists: list, add, edit, pause, resume, remove.")
@click.pass_context
def lists(ctx: click.Context) -> None:
    """The mailing lists: show them, add one, edit, pause, resume and remove it."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_lists, as_json=False)


@lists.command("list")
@json_option
@click.pass_obj
def list_lists(settings: Settings, as_json: bool) -> None:
    """Show the lists: when each is sent next, to how many, and what it leaves out."""
    from newsagg.report.duetimes import next_due
    from newsagg.report.listing import filters_from_json, tell_filters
    from newsagg.store import read_db
    from newsagg.store.lists import count_people, load_lists

    db = read_db(settings.database)
    known, people, now = load_lists(db), count_people(db), datetime.now(UTC)
    db.close()
    rows: list[dict[str, Any]] = []
    for found in known:
        label, at = next_due(found, now)
        rows.append(
            {
                "list": found.slug, "title": found.title, "zone": found.zone, "day": DAYS[found.weekday - 1],
                "at": found.send_at, "paused_at": found.paused_at, "next_week": label, "next_at": at,
                "subscribers": people.get(found.slug, {}), "intro": found.intro, "from_name": found.from_name,
                "filters": tell_filters(filters_from_json(found.filters)),
            }
        )  # fmt: skip
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo("There is no list yet. Make one: newsagg digest lists add all")
        return
    print_rows(
        ("list", "title", "sent", "next", "#active", "#others", "leaves out"),
        [
            (
                row["list"], row["title"], f"{row['day']} {row['at']} {row['zone']}",
                "paused" if row["paused_at"] else f"{row['next_week']} on {row['next_at']:%Y-%m-%d %H:%M} UTC",
                row["subscribers"].get("active", 0),
                sum(number for state, number in row["subscribers"].items() if state != "active"),
                row["filters"],
            )
            for row in rows
        ],
    )  # fmt: skip


@lists.command()
@click.argument("slug", type=_Slug())
@_describing
@click.pass_obj
def add(settings: Settings, /, slug: str, **given: Any) -> None:
    """Make the list SLUG. Its first week is the next that falls due."""
    from newsagg.store import open_db
    from newsagg.store.lists import add_list

    db = open_db(settings.database)
    values = {
        "title": "Outages of the week", "intro": "", "zone": settings.zone, "weekday": 1, "send_at": "08:00",
        "from_name": "", "filters": "{}",
    } | _read_values(settings, db, given, None)  # fmt: skip
    made = add_list(db, slug, values, now=datetime.now(UTC))
    db.close()
    _tell(made, "is made")


@lists.command()
@click.argument("slug")
@_describing
@click.option("--slug", "name", type=_Slug(), help="Another short name, while no week of it is frozen.")
@click.option("--no-filters", is_flag=True, help="Leave nothing out any longer.")
@click.pass_obj
def edit(settings: Settings, /, slug: str, name: str | None, no_filters: bool, **given: Any) -> None:
    """Change the list SLUG; weeks that were made stay as they are."""
    from newsagg.store import open_db
    from newsagg.store.lists import edit_list, find_list

    db = open_db(settings.database)
    values = _read_values(settings, db, given, find_list(db, slug)) | (
        {"filters": "{}"} if no_filters else {}
    )
    values |= {"slug": name} if name else {}
    if not values:
        raise click.UsageError("say what to change, such as --day friday")
    changed = edit_list(db, slug, values)
    db.close()
    _tell(changed, "is changed")


@lists.command()
@click.argument("slug")
@click.pass_obj
def pause(settings: Settings, slug: str) -> None:
    """Send nothing to the list SLUG until it is resumed, not even what waits."""
    from newsagg.store import open_db
    from newsagg.store.lists import pause_list

    db = open_db(settings.database)
    pause_list(db, slug, now=datetime.now(UTC))
    db.close()
    click.echo(f"{clean(slug)} is paused.")


@lists.command()
@click.argument("slug")
@click.pass_obj
def resume(settings: Settings, slug: str) -> None:
    """Send to the list SLUG again, from the next week that falls due."""
    from newsagg.store import open_db
    from newsagg.store.lists import resume_list

    db = open_db(settings.database)
    found = resume_list(db, slug, now=datetime.now(UTC))
    db.close()
    _tell(found, "is sent again")


@lists.command()
@click.argument("slug")
@click.pass_obj
def remove(settings: Settings, slug: str) -> None:
    """Remove the list SLUG: nobody gets mail of it any more, and no command counts or offers it.

    Weeks that were frozen stay, with their pages and what became of their mails. Without any, it goes whole.
    """
    from newsagg.store import open_db
    from newsagg.store.lists import remove_list

    db = open_db(settings.database)
    people, kept = remove_list(db, slug, now=datetime.now(UTC))
    db.close()
    readers = count_words(people.get("active", 0), "reader")
    waiting = f", and {people['pending']:,} who had not confirmed" if people.get("pending") else ""
    weeks = "; its frozen weeks stay, and keep its name" if kept else ""
    gone = ", who get no mail of it any more" if people else ""
    click.echo(f"{clean(slug)} is removed; it had {readers}{waiting}{gone}{weeks}.")


def _read_values(
    settings: Settings, db: "Database", given: dict[str, Any], known: MailingList | None
) -> dict[str, Any]:
    """Return the columns that options name; filters that are not named stay as they are. Raises NotFoundError."""
    from newsagg.pipeline.naming import require_languages, require_services
    from newsagg.report.listing import filters_from_json, filters_to_json, make_filters

    values = {
        name: given[name]
        for name in ("title", "intro", "from_name", "zone", "send_at")
        if given[name] is not None
    }
    if given["day"] is not None:
        values["weekday"] = DAYS.index(given["day"]) + 1
    if given["providers"] or given["severity"] is not None or given["languages"]:
        before = filters_from_json(known.filters if known else "{}")
        filters = make_filters(
            providers=given["providers"] or before.providers,
            severity=given["severity"] if given["severity"] is not None else before.severity,
            languages=given["languages"] or before.languages,
        )
        # What stands in the list already may have been known when it was written.
        require_languages(filters.languages if given["languages"] else ())
        require_services(settings, db, filters.providers if given["providers"] else ())
        values["filters"] = filters_to_json(filters)
    return values


def _tell(found: MailingList, what: str) -> None:
    from newsagg.report.duetimes import next_due

    label, at = next_due(found, datetime.now(UTC))
    local = at.astimezone(ZoneInfo(found.zone))
    click.echo(f"{found.slug} {what}; {label} goes out on {local:%A %Y-%m-%d %H:%M} {found.zone}.")
