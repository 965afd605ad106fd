"""``newsagg run`` and ``newsagg rebuild``: bring the record up to date; derive it all again."""

from collections.abc import Mapping
from datetime import UTC, datetime

import click

from newsagg.cli.driver import open_drive
from newsagg.cli.output import clean, json_option, print_json, print_rows, progress, wait_option
from newsagg.errors import NewsaggError
from newsagg.report.phrases import count_words
from newsagg.settings import Settings

MOST_DEAF = 5
"""Feeds that are named one by one after a run; the rest is counted."""


class DeafRunError(NewsaggError):
    """A run in which no feed could be reached: what it brought, nothing, says nothing of the world."""


def print_counts(counts: dict[str, int], *, title: str) -> None:
    """Print what a run did, leaving out what it did not do."""
    rows = [(name.replace("_", " "), f"{number:,}") for name, number in counts.items() if number]
    print_rows(("what", "#number"), rows or [("nothing to do", "")], title=title)
    unread = counts.get("llm_failed", 0) + counts.get("llm_skipped", 0)
    if unread:
        click.echo(
            f"The language model failed on {unread:,} articles, which the rules read alone: "
            "`newsagg doctor` says why, `newsagg rebuild` asks again.",
            err=True,
        )


@click.command(short_help="Collect, judge and merge what is due.")
@click.option("--plain", is_flag=True, help="Run the stages in this process, without Prefect.")
@click.option("--force", is_flag=True, help="Read feeds before they are due.")
@wait_option
@json_option
@click.pass_obj
def run(settings: Settings, plain: bool, force: bool, wait: float, as_json: bool) -> None:
    """Collect what is due, judge it, read the wanted pages, and merge.

    On the Prefect server that PREFECT_API_URL names, else on one that is started for this run. Ends with 1 when feeds
    were due and not one could be reached: then silence means nothing; with 75 when another run writes.
    """
    with open_drive(settings, plain=plain, wait=wait) as drive, progress(quiet=as_json) as tell:
        counts = drive(now=None, force=force, tell=tell)
    if as_json:
        print_json(counts)
    else:
        print_counts(counts, title="This run")
        _name_deaf(settings)
    _refuse_deafness(settings, counts)
    if not as_json:
        click.echo("Next: newsagg incidents")


def _name_deaf(settings: Settings) -> None:
    """Name the feeds that should be heard and are not: their silence is no quiet."""
    from newsagg.store import read_db
    from newsagg.store.feedhealth import find_deaf

    deaf = find_deaf(read_db(settings.database))
    if not deaf:
        return
    click.echo(f"{count_words(len(deaf), 'feed')} cannot be heard; what they would say is missing:")
    for row in deaf[:MOST_DEAF]:
        click.echo(clean(f"  {row['feed']}: {row['explanation']}"))
    if len(deaf) > MOST_DEAF:
        click.echo(f"  and {len(deaf) - MOST_DEAF} more: newsagg feeds list --failing")


def _refuse_deafness(settings: Settings, counts: Mapping[str, int]) -> None:
    """Raise DeafRunError when feeds were due and not one of them was heard."""
    from newsagg.store import read_db
    from newsagg.store.feedhealth import count_heard, read_last_error

    silent = counts.get("feeds_failed", 0) + counts.get("feeds_resting", 0)
    if counts.get("feeds_read", 0) or not silent:
        return
    db = read_db(settings.database)
    feeds, heard = count_heard(db)
    # A few dead feeds may be all that is due: while most of the list is heard, that is no deafness.
    if not counts.get("feeds_cut_off") and heard and silent * 2 < feeds:
        return
    raise DeafRunError(
        f"no feed could be reached: {silent} were due, of {feeds}. The last said: {read_last_error(db)}",
        hint="look at the network, a proxy or a firewall here; `newsagg feeds check FEED` asks one of them",
    )


@click.command(short_help="Derive everything again from the stored texts.")
@wait_option
@json_option
@click.pass_obj
def rebuild(settings: Settings, wait: float, as_json: bool) -> None:
    """Judge every kept article again with today's code, and derive claims and incidents from the stored texts.

    Ids, analysts' decisions and first-seen times survive. Pages are not asked for; those that are wanted now are
    counted, and the next run reads them.
    """
    from newsagg.pipeline.rebuild import rebuild_all

    with progress(quiet=as_json) as tell:
        counts = rebuild_all(settings, now=datetime.now(UTC), wait=wait, tell=tell)
    if as_json:
        print_json(counts)
    else:
        print_counts(counts, title="This rebuild")
