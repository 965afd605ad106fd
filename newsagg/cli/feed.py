"""``newsagg feed``: incidents as Atom, JSON Feed or iCalendar, in a file or on standard output."""

from datetime import datetime
from pathlib import Path

import click

from newsagg.cli.incidents import Day
from newsagg.report.phrases import count_words
from newsagg.settings import Settings
from newsagg.vocabulary import RecordState, Severity


@click.command(short_help="Write incidents as Atom, JSON Feed or iCalendar.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["atom", "json", "ics"]),
    default="atom",
    show_default=True,
    help="What it is read by.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file in place of stdout."
)
@click.option("--provider", default="", help="Only of this provider or service, by its short name.")
@click.option(
    "--severity", type=click.Choice([s.value for s in Severity]), default=None, help="So severe, or worse."
)
@click.option(
    "--state", type=click.Choice([s.value for s in RecordState]), default=None, help="State of the record."
)
@click.option("-q", "--words", default="", help="Only with all these words in title, id or service.")
@click.option("--since", type=Day(), help="Only what changed since this day or time (UTC).")
@click.option("--limit", type=click.IntRange(1, 5000), default=100, show_default=True, help="Most incidents.")
@click.pass_obj
def feed(
    settings: Settings,
    /,
    form: str,
    output: Path | None,
    provider: str,
    severity: str | None,
    state: str | None,
    words: str,
    since: datetime | None,
    limit: int,
) -> None:
    """Write the incidents that changed last, one entry each, for feed readers and calendars.

    An incident keeps its entry's id for ever; when our record of it changes, the entry is told again as an update.
    Links need the setting public_url. The desk serves the same at /incidents.atom, .json and .ics.
    """
    from newsagg.report.syndicate import make_channel, render
    from newsagg.store import read_db
    from newsagg.store.syndication import list_told, require_provider

    db = read_db(settings.database)
    name = require_provider(db, provider) if provider else ""
    rows = list_told(
        db,
        provider=provider,
        severity=severity or "",
        state=state or "",
        words=words,
        since=since,
        limit=limit,
    )
    public = settings.public_url
    channel = make_channel(
        rows,
        title=f"Incidents of {name}" if name else "Incidents",
        path=f"provider/{provider}/incidents" if provider else "incidents",
        public=public,
        home=f"{public.rstrip('/')}/" if public else "",
    )
    data = render(channel, form)
    if output is None:
        click.echo(data.decode("utf-8"), nl=False)
        return
    output.write_bytes(data)
    click.echo(f"{output}: {count_words(len(channel.items), 'incident')}.")
