"""``newsagg digest deliveries|resolve``: what became of each mail, and the word of a person on those in doubt."""

from datetime import UTC, datetime

import click

from newsagg.cli.listnames import list_option
from newsagg.cli.output import clean, json_option, print_json, print_rows
from newsagg.cli.signing import by_option
from newsagg.settings import Settings
from newsagg.vocabulary import DeliveryState

_COLUMNS = ("delivery_id", "list", "week", "address", "state", "why", "tried_at", "message_id")
_SETTLEMENTS = ("sent", "again", "drop")


@click.command(short_help="What became of each mail.")
@list_option("Only this list.")
@click.option("--week", default="", help="Only this week, such as 2026-W10.")
@click.option("--state", type=click.Choice([state.value for state in DeliveryState]), help="Only these.")
@json_option
@click.pass_obj
def deliveries(settings: Settings, slug: str | None, week: str, state: str | None, as_json: bool) -> None:
    """List the mails of the digests: to whom, how each stands and why. The view `digest_deliveries` has the same."""
    from newsagg.store import read_db
    from newsagg.store.lists import find_list
    from newsagg.store.outbox import list_deliveries

    db = read_db(settings.database)
    found = list_deliveries(
        db, state=state or "", list_id=find_list(db, slug, removed=True).id if slug else None, week=week
    )
    db.close()
    if as_json:
        print_json(found)
    else:
        print_rows(_COLUMNS, [[row[column] for column in _COLUMNS] for row in found])


@click.command(short_help="Settle the mails that may have been sent.")
@click.argument("numbers", nargs=-1, type=click.IntRange(1))
@click.option("--as", "settlement", type=click.Choice(_SETTLEMENTS), help="What it is to be.")
@by_option("Who says so.")
@json_option
@click.pass_obj
def resolve(
    settings: Settings, numbers: tuple[int, ...], settlement: str | None, by: str, as_json: bool
) -> None:
    """List the mails in doubt, or settle those of these NUMBERS.

    A mail is in doubt when its sender died, or lost the connection, between handing it over and the server's answer. It
    is never sent again by itself. The server's log knows more: look for the Message-ID. --as sent: it arrived; --as
    again: send it once more; --as drop: leave it.
    """
    from newsagg.pipeline.senders import is_dead
    from newsagg.store import open_db
    from newsagg.store.outbox import list_deliveries, resolve_mail, settle_dead

    if bool(numbers) != (settlement is not None):
        raise click.UsageError("give both: the numbers, and --as sent, again or drop")
    now = datetime.now(UTC)
    db = open_db(settings.database)
    try:
        # A sender that died since nobody else looked: what it left is in doubt from now on.
        settle_dead(db, is_dead, now=now)
        if settlement is None:
            rows = list_deliveries(db, state="in_doubt")
        else:
            rows = [resolve_mail(db, number, settlement, by=by, now=now) for number in numbers]
    finally:
        db.close()
    if as_json:
        print_json(rows)
    elif settlement is None and not rows:
        click.echo("No mail is in doubt.")
    elif settlement is None:
        print_rows(_COLUMNS, [[row[column] for column in _COLUMNS] for row in rows])
    else:
        for row in rows:
            click.echo(f"{row['delivery_id']}: {clean(row['address'])}, {row['week']}: {row['state']}")
        if settlement == "again":
            click.echo("`newsagg digest send` sends it.")
