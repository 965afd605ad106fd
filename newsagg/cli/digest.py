"""``newsagg digest``: a week of outages, told, previewed, sent to the readers of lists; what became of the mails."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from newsagg.cli.digestlists import lists
from newsagg.cli.digestmails import deliveries, resolve
from newsagg.cli.digestpeople import subscribe, subscribers, unsubscribe
from newsagg.cli.listnames import list_option, pick_list
from newsagg.cli.output import clean, json_option, print_json, progress
from newsagg.errors import NotFoundError
from newsagg.report.edition import UNSUBSCRIBE
from newsagg.report.phrases import count_words
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.report.edition import Edition

_WEEK = "ISO week, such as 2026-W10"


@click.group(short_help="Tell a week; lists, subscribers, sending.")
def digest() -> None:
    """Tell what happened in a week, and send it to the readers of mailing lists.

    A list's week is frozen when its digest is made, and goes to each subscriber at most once.
    """


@digest.command()
@click.option("--week", "label", help=f"{_WEEK}; the present one by default.")
@list_option("The list as whose readers it is told; everything by default.")
@json_option
@click.pass_obj
def show(settings: Settings, label: str | None, slug: str | None, as_json: bool) -> None:
    """Print the digest of a week: what happened, who says so, where sources disagree.

    With --list a week that was frozen is printed as it was sent.
    """
    edition, text = _read_week(settings, slug, label)
    text = text.replace(UNSUBSCRIBE, "each mail has its own link")
    if as_json:
        print_json(edition | {"text": text})
    else:
        click.echo(text, nl=not text.endswith("\n"))


@digest.command()
@click.option("--week", "label", help=f"{_WEEK}; the present one by default.")
@list_option("The list.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file: .html, .txt or .eml."
)
@click.option("--to", "address", help="One address that it is mailed to.")
@click.pass_obj
def preview(
    settings: Settings, label: str | None, slug: str | None, output: Path | None, address: str | None
) -> None:
    """Make a list's week as it stands now, for a file or for one address; it is never counted as the week's mail.

    A week that is not over is told so far as it is known. Nothing is frozen.
    """
    from newsagg.pipeline import previewing

    if output is None and address is None:
        raise click.UsageError("say where to: -o FILE or --to ADDRESS")
    if output is not None and output.suffix.lower() not in previewing.ENDINGS:
        raise click.BadParameter(
            f"{clean(output.name)!r} ends in none of {', '.join(previewing.ENDINGS)}", param_hint="-o"
        )
    mailing_list = pick_list(settings, slug)
    now = datetime.now(UTC)
    name = label or _name_week(mailing_list.zone, now)
    if output is not None:
        previewing.write_preview(settings, mailing_list.slug, name, output, now=now)
        click.echo(f"{name} of {mailing_list.slug} as it stands: {output}")
    if address is not None:
        previewing.mail_preview(settings, mailing_list.slug, name, address, now=now)
        click.echo(f"{name} of {mailing_list.slug} as it stands went to {clean(address)}.")


@digest.command()
@click.option("--list", "slugs", multiple=True, help="A list; all by default. May be given more than once.")
@click.option("--week", "label", default="", help=f"{_WEEK}; by default the newest that is due.")
@click.option(
    "--patience",
    type=click.FloatRange(0),
    default=0.0,
    show_default=True,
    help="Minutes to stay and try again what the server refuses for now.",
)
@json_option
@click.pass_obj
def send(settings: Settings, slugs: tuple[str, ...], label: str, patience: float, as_json: bool) -> None:
    """Send what is due: of each list the newest week, once; and what waits from before.

    May be called as often as one likes: nobody gets a week twice. Of weeks that were missed only the newest goes out
    by itself; --week sends one that is named, once it is over: also, if it was made before, to the readers who came
    since.
    """
    from newsagg.pipeline.digest import send_due
    from newsagg.store import open_db
    from newsagg.store.lists import load_lists

    now = datetime.now(UTC)
    db = open_db(settings.database)
    known = load_lists(db)
    db.close()
    if not known:
        raise NotFoundError("there is no list yet", hint="make one: newsagg digest lists add all")
    with progress(quiet=as_json) as tell:
        counts = send_due(
            settings, now, lists=slugs, week=label, patience=timedelta(minutes=patience), tell=tell
        )
    if as_json:
        print_json(counts)
        return
    click.echo(tell_counts(counts, tell_senders(settings) if counts["held"] else ""))
    if label and not counts["frozen"] and not counts["joined"]:
        _tell_made(settings, slugs, label)
    elif not sum(counts.values()):
        _tell_next(settings, slugs, now)


def tell_counts(counts: dict[str, int], others: str = "") -> str:
    """Return what a sending did, in a sentence, and what to do where something is left; ``others`` are at work too."""
    names = {
        "sent": "sent", "retry": "refused for now", "refused": "refused for good", "in_doubt": "in doubt",
        "dropped": "dropped",
    }  # fmt: skip
    told = [f"{counts[name]:,} {said}" for name, said in names.items() if counts.get(name)]
    frozen = ""
    if counts["frozen"]:
        frozen = (
            f"{count_words(counts['frozen'], 'week')} frozen for {count_words(counts['queued'], 'reader')}. "
        )
        if not counts["queued"]:
            frozen += (
                "Nobody is subscribed yet; `newsagg digest send --week WEEK` sends it to who comes later. "
            )
    if counts.get("joined"):
        frozen += f"A week that was made before goes to {count_words(counts['joined'], 'more reader')}. "
    words = f"{frozen}{', '.join(told) or 'Nothing sent'}."
    if counts["waiting"]:
        words += f" {counts['waiting']:,} wait: {others or '`newsagg digest send` tries again'}."
    if counts["in_doubt"]:
        words += " `newsagg digest resolve` lists what is in doubt."
    return words[:1].upper() + words[1:]


def tell_senders(settings: Settings) -> str:
    """Return which other senders are at work, since when, and on how much."""
    from newsagg.pipeline.senders import tell_mark
    from newsagg.store import read_db
    from newsagg.store.outbox import list_senders

    db = read_db(settings.database)
    held = list_senders(db)
    db.close()
    return "; ".join(
        f"another sender is at work on {number:,} of them ({clean(tell_mark(mark))}, since {since:%H:%M:%S} UTC)"
        for mark, number, since in held
    )


def _tell_made(settings: Settings, slugs: tuple[str, ...], label: str) -> None:
    """Say of a week that was made before why nothing of it was queued."""
    from newsagg.pipeline.digest import find_frozen
    from newsagg.store import read_db
    from newsagg.store.lists import count_people, load_lists

    db = read_db(settings.database)
    known, people = load_lists(db), count_people(db)
    db.close()
    for found in known:
        frozen = find_frozen(settings, found.slug, label) if not slugs or found.slug in slugs else None
        if frozen is not None:
            readers = people.get(found.slug, {}).get("active", 0)
            why = "each of its readers has a mail of it" if readers else "nobody is subscribed"
            click.echo(
                f"{found.slug}: {frozen.label} was made on {frozen.frozen_at:%Y-%m-%d %H:%M} UTC, and {why}."
            )


def _tell_next(settings: Settings, slugs: tuple[str, ...], now: datetime) -> None:
    from newsagg.report.duetimes import next_due
    from newsagg.store import read_db
    from newsagg.store.lists import load_lists

    db = read_db(settings.database)
    for found in load_lists(db):
        if slugs and found.slug not in slugs:
            continue
        if found.paused_at is not None:
            click.echo(f"{found.slug} is paused: newsagg digest lists resume {found.slug}")
            continue
        label, at = next_due(found, now)
        click.echo(
            f"{found.slug}: {label} is due on {at.astimezone(ZoneInfo(found.zone)):%A %Y-%m-%d %H:%M} {found.zone}"
        )
    db.close()


def _name_week(zone: str, now: datetime) -> str:
    from newsagg.report.week import name_week

    return name_week(now.astimezone(ZoneInfo(zone)))


def _read_week(settings: Settings, slug: str | None, label: str | None) -> tuple[dict[str, Any], str]:
    """Return a week's facts and its text: as it was frozen, else as it stands now."""
    from newsagg.pipeline.digest import find_frozen, preview
    from newsagg.report.editionjson import edition_to_json

    now = datetime.now(UTC)
    if slug is None:
        edition, text = _tell_everything(settings, label, now)
        return json.loads(edition_to_json(edition)), text
    name = label or _name_week(pick_list(settings, slug).zone, now)
    frozen = find_frozen(settings, slug, name)
    if frozen is not None:
        return json.loads(frozen.edition), frozen.text
    _, edition, rendered = preview(settings, slug, name, now)
    return json.loads(edition_to_json(edition)), rendered.text


def _tell_everything(settings: Settings, label: str | None, now: datetime) -> "tuple[Edition, str]":
    """Return a week whole: a terminal has room for what a mail leaves out, and no charts."""
    from newsagg.model import DigestList
    from newsagg.pipeline.edition import load_edition
    from newsagg.report.mailtext import compose_text
    from newsagg.store import read_db

    db = read_db(settings.database)
    try:
        wanted = DigestList(slug="all", title="Outages", zone=settings.zone)
        edition = load_edition(db, wanted, label, now, public_url=settings.public_url)
        return edition, compose_text(edition)
    finally:
        db.close()


for command in (lists, subscribe, unsubscribe, subscribers, resolve, deliveries):
    digest.add_command(command)
