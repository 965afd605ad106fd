"""``newsagg run`` and ``newsagg rebuild``: bring the record up to date; derive it all again."""

from datetime import UTC, datetime

import click

from newsagg.cli.driver import open_drive
from newsagg.cli.output import clean, json_option, print_json, print_rows, progress, wait_option
from newsagg.report.phrases import count_words
from newsagg.settings import Settings

MOST_DEAF = 5
"""Feeds that are named one by one after a run; the rest is counted."""


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
    from newsagg.pipeline.deafness import refuse_deafness

    with open_drive(settings, plain=plain, wait=wait) as drive, progress(quiet=as_json) as tell:
        counts = drive(now=None, force=force, tell=tell)
    if as_json:
        print_json(counts)
    else:
        print_counts(counts, title="This run")
        _name_deaf(settings)
    refuse_deafness(settings, counts)
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
