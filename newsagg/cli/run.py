"""``newsagg run`` and ``newsagg rebuild``: bring the record up to date; derive it all again."""

from datetime import UTC, datetime

import click

from newsagg.cli.driver import open_drive
from newsagg.cli.output import json_option, print_json, print_rows, progress
from newsagg.settings import Settings


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
@json_option
@click.pass_obj
def run(settings: Settings, plain: bool, force: bool, as_json: bool) -> None:
    """Collect what is due, judge it, read the wanted pages, and merge.

    On the Prefect server that PREFECT_API_URL names, else on one that is started for this run.
    """
    with open_drive(settings, plain=plain) as drive, progress(quiet=as_json) as tell:
        counts = drive(now=None, force=force, tell=tell)
    if as_json:
        print_json(counts)
    else:
        print_counts(counts, title="This run")
        click.echo("Next: newsagg incidents")


@click.command(short_help="Derive everything again from the stored texts.")
@json_option
@click.pass_obj
def rebuild(settings: Settings, as_json: bool) -> None:
    """Judge every kept article again with today's code, and derive claims and incidents from the stored texts.

    Ids, analysts' decisions and first-seen times survive. Pages are not asked for; those that are wanted now are
    counted, and the next run reads them.
    """
    from newsagg.pipeline.rebuild import rebuild_all

    with progress(quiet=as_json) as tell:
        counts = rebuild_all(settings, now=datetime.now(UTC), tell=tell)
    if as_json:
        print_json(counts)
    else:
        print_counts(counts, title="This rebuild")
