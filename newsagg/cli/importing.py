"""``newsagg import``: articles, pages and addresses that were collected elsewhere come into the record."""

from datetime import UTC, datetime
from pathlib import Path

import click

from newsagg.cli.output import clean, json_option, print_json, progress, wait_option
from newsagg.cli.run import print_counts
from newsagg.errors import NewsaggError
from newsagg.report.phrases import count_words
from newsagg.settings import Settings

_SHOWN = 20


class NothingImportedError(NewsaggError):
    """Not one row of the files that were named could be taken in."""


@click.command("import", short_help="Take in files collected elsewhere.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@wait_option
@json_option
@click.pass_context
def import_files(ctx: click.Context, paths: tuple[Path, ...], wait: float, as_json: bool) -> None:
    """Take in what files and folders hold: WARC, JSONL or CSV of articles, evidence of newsagg's, lists of addresses.

    A row needs url, and title or text; it may have outlet, published, seen (when it was fetched), language, author,
    kind and provider. Pages of addresses are asked for politely. Feeds in an OPML are added as `newsagg feeds import`
    does. What is in the record already stays as it is: twice changes nothing. A row that is wrong is named by file and
    line, and costs only itself; ends with 1 when nothing could be taken in.
    """
    from newsagg.pipeline.importing import import_paths

    settings: Settings = ctx.obj
    with progress(quiet=as_json) as tell:
        told = import_paths(settings, paths, now=datetime.now(UTC), wait=wait, tell=tell)
    if as_json:
        faults = [{"place": fault.place, "reason": fault.reason} for fault in told.faults]
        print_json(
            {"counts": dict(told.counts), "refused": faults, "feed_lists": [str(p) for p in told.feed_lists]}
        )
    else:
        print_counts(dict(told.counts), title="This import")
        for fault in told.faults[:_SHOWN]:
            click.echo(clean(f"refused: {fault.place}: {fault.reason}"), err=True)
        left = told.counts["rows_refused"] - _SHOWN
        if left > 0:
            click.echo(f"and {count_words(left, 'more row')}: --json names the first thousand", err=True)
    for path in told.feed_lists:
        from newsagg.cli.feedadd import import_feeds

        ctx.invoke(
            import_feeds, file=path, kind=None, language="en", reason=None, by="import", as_json=as_json
        )
    taken = sum(
        told.counts[name] for name in ("articles_new", "articles_changed", "articles_same", "pages_same")
    )
    if told.faults and not taken and not told.feed_lists:
        first = told.faults[0]
        raise NothingImportedError(first.reason, subject=first.place, hint="nothing could be taken in")
