"""``newsagg digest subscribe|unsubscribe|subscribers``: who reads a list."""

from datetime import UTC, datetime
from pathlib import Path

import click

from newsagg.cli.listnames import list_option, pick_list
from newsagg.cli.output import clean, json_option, print_json, print_rows
from newsagg.cli.signing import by_option
from newsagg.errors import DataFileError
from newsagg.settings import Settings

_STATES = ("pending", "active", "left", "suspended")


@click.command(short_help="Put addresses on a list.")
@click.argument("addresses", nargs=-1)
@list_option("The list; the only one by default.")
@click.option("--name", default="", help="The reader's name.")
@click.option("--language", default="", help="The language that they read.")
@click.option(
    "--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV of address, name, language.",
)  # fmt: skip
@click.option("--confirmed", is_flag=True, help="They agreed elsewhere: do not ask them by mail.")
@json_option
@click.pass_obj
def subscribe(
    settings: Settings,
    addresses: tuple[str, ...],
    slug: str | None,
    name: str,
    language: str,
    source: Path | None,
    confirmed: bool,
    as_json: bool,
) -> None:
    """Put ADDRESSES on a list, or those of a CSV.

    Where the desk has a public address (NEWSAGG_PUBLIC_URL) each is asked by mail first, and is sent nothing until it
    says yes there. Without one it is active at once. Rows of the CSV that hold no address are named, the others count.
    """
    from newsagg.pipeline.subscribing import subscribe_people
    from newsagg.report.people import read_people, read_person

    if not addresses and source is None:
        raise click.UsageError("name an address, or a file with --from")
    mailing_list = pick_list(settings, slug)
    people = [read_person(address, name, language) for address in addresses]
    faults: list[str] = []
    if source is not None:
        found, faults = read_people(_read_file(source), str(source))
        people += found
    done = subscribe_people(
        settings, mailing_list.slug, people, confirmed=confirmed, now=datetime.now(UTC).replace(microsecond=0)
    )
    if as_json:
        rows = [
            {"address": one.address, "state": one.state, "outcome": one.outcome, "asked": one.asked}
            for one in done
        ]
        print_json({"list": mailing_list.slug, "people": rows, "faults": faults})
    else:
        for one in done:
            told = "is asked by mail to confirm" if one.asked else _OUTCOMES[one.outcome]
            click.echo(f"{clean(one.address)} {told} ({mailing_list.slug}).")
        for fault in faults:
            click.echo(clean(fault), err=True)
    if faults:
        raise DataFileError(
            f"{len(faults)} rows hold no address that we can mail to",
            subject=str(source),
            hint="the others are on the list; mend these and run it again",
        )


_OUTCOMES = {
    "new": "is on the list",
    "again": "is on the list again",
    "same": "was on the list already",
    "waiting": "still has to confirm",
}


def _read_file(source: Path) -> str:
    try:
        return source.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError("is no UTF-8 text", subject=str(source), hint="save it as UTF-8") from error


@click.command(short_help="Take an address off a list.")
@click.argument("address")
@list_option("The list; the only one by default.")
@by_option("Who takes it off.")
@click.pass_obj
def unsubscribe(settings: Settings, address: str, slug: str | None, by: str) -> None:
    """Take ADDRESS off a list; what waits for it is dropped."""
    from newsagg.pipeline import subscribing
    from newsagg.report.addresses import make_key

    mailing_list = pick_list(settings, slug)
    found = subscribing.unsubscribe(
        settings, mailing_list.slug, make_key(address), by=by, now=datetime.now(UTC)
    )
    click.echo(f"{clean(found.address)} has left {mailing_list.slug}.")


@click.command(short_help="Who is on a list, and how they stand.")
@list_option("The list; all by default.")
@click.option("--state", type=click.Choice(_STATES), help="Only those; suspended ones were refused for good.")
@json_option
@click.pass_obj
def subscribers(settings: Settings, slug: str | None, state: str | None, as_json: bool) -> None:
    """List the subscribers. An address that was refused for good three weeks running is suspended."""
    from newsagg.store import read_db
    from newsagg.store.lists import find_list
    from newsagg.store.subscribers import list_subscribers

    db = read_db(settings.database)
    rows = list_subscribers(db, find_list(db, slug, removed=True).id if slug else None, state or "")
    db.close()
    if as_json:
        print_json(rows)
        return
    columns = ("list", "address", "name", "state", "joined_at", "confirmed_at", "left_at", "refusals")
    print_rows(columns, [[row[column] for column in columns] for row in rows])
