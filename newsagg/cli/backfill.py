"""``newsagg backfill``: years of archives come into the record, of which only what tells of outages is kept."""

from datetime import UTC, datetime

import click

from newsagg.cli.output import clean, json_option, print_json, print_rows, progress
from newsagg.cli.run import print_counts
from newsagg.errors import NewsaggError
from newsagg.report.phrases import count_words
from newsagg.settings import Settings

_SHOWN = 20


class ShardsFailedError(NewsaggError):
    """Shards that could not be read; the others are in the record."""


@click.command(short_help="Take in archives: WARC, JSONL, CSV; years of them.")
@click.argument("sources", nargs=-1, required=True)
@click.option("--workers", type=click.IntRange(0, 256), default=1, show_default=True,
              help="Processes that read; 0 and 1: this one.")  # fmt: skip
@click.option(
    "--dask", default="", metavar="ADDRESS", help="Read on a Dask cluster, such as tcp://10.0.0.5:8786."
)
@click.option("--again", is_flag=True, help="Also what was read before, as after a change of the model.")
@click.option(
    "--pages", is_flag=True, help="Let the next run ask for the pages of entries that came without text."
)
@click.option("--dry-run", is_flag=True, help="Say what would be read, and change nothing.")
@json_option
@click.pass_obj
def backfill(
    settings: Settings,
    sources: tuple[str, ...],
    workers: int,
    dask: str,
    again: bool,
    pages: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take what archives tell of outages into the record: files, folders and patterns of .warc, .jsonl, .csv and .tsv,
    packed (.gz) or not, of articles, pages or feed entries.

    A cheap sieve drops nearly all of it unread; what it lets through is judged as everything is. Only what is about an
    outage, or may be, is kept: `newsagg import` keeps every row. Files that were read before are left alone, unless
    they changed; a backfill that was stopped goes on where it was. The result is the same whatever the number of
    workers. With --dask the workers are elsewhere: they need newsagg, and reach the files and NEWSAGG_SPOOL under the
    same paths. Ends with 1 when a file could not be read; the others are in the record then.
    """
    from newsagg.pipeline.backfill import backfill as fill

    with progress(quiet=as_json) as tell:
        told = fill(
            settings, sources, now=datetime.now(UTC), workers=workers, dask=dask, again=again, pages=pages,
            dry_run=dry_run, tell=tell,
        )  # fmt: skip
    failed = [line for line in told.shards if line[1] == "failed"]
    if as_json:
        rows = [{"shard": shard, "state": state, "detail": why} for shard, state, why in told.shards]
        print_json({"counts": dict(told.counts), "shards": rows, "bytes_to_read": told.bytes_to_read})
    elif dry_run:
        print_rows(("shard", "what", "why"), told.shards, title="This backfill would")
        click.echo(f"{told.bytes_to_read / 1e6:,.1f} MB to read; nothing was changed.")
    else:
        print_counts(dict(told.counts), title="This backfill")
        faulty = [line for line in told.shards if line[1] == "faulty"]
        for _, _, why in faulty[:_SHOWN]:
            click.echo(clean(f"refused: {why}"), err=True)
        left = told.counts["refused"] - min(len(faulty), _SHOWN)
        if left > 0:
            click.echo(f"and {count_words(left, 'more row or page', 'more rows and pages')}", err=True)
        for shard, _, why in failed:
            click.echo(clean(f"failed: {shard}: {why}"), err=True)
    if failed:
        raise ShardsFailedError(
            f"{count_words(len(failed), 'file')} could not be read", hint="run it again: the others are done"
        )
    if not as_json and not dry_run:
        click.echo("Next: newsagg incidents")
