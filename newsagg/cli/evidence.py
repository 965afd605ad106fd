"""``newsagg evidence``: what an incident's record rests on, as one zip to check elsewhere; what of it may go."""

import zipfile
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from newsagg.cli.output import clean, json_option, print_json
from newsagg.errors import SettingsError, StoreError
from newsagg.report.phrases import count_words
from newsagg.settings import Settings


@click.command(short_help="Write an incident's evidence as a zip.")
@click.argument("incident", required=False)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the zip."
)
@click.option("--prune", is_flag=True, help="Drop raw pages that are older or more than the settings say.")
@click.option("--dry-run", is_flag=True, help="With --prune: only tell what would be dropped.")
@json_option
@click.pass_obj
def evidence(
    settings: Settings, incident: str | None, output: Path | None, prune: bool, dry_run: bool, as_json: bool
) -> None:
    """Write everything that an incident's record rests on as one zip: pages, texts, claims, history, hashes.

    Who gets it checks it with the verify.py inside, or with sha256sum and any WARC reader. The same record gives the
    same bytes. `newsagg import` reads it.

    With --prune, drop raw pages as keep_days, keep_days_irrelevant and keep_bytes say; texts and claims always stay,
    and so do pages that an incident stands on. Nothing is dropped otherwise.
    """
    if prune:
        if incident or output:
            raise SettingsError("--prune goes with no incident", subject="evidence", hint="see --help")
        _prune(settings, dry_run=dry_run, as_json=as_json)
        return
    if not incident:
        raise SettingsError("name an incident", subject="evidence", hint="`newsagg incidents` lists them")
    _write(settings, incident, output, as_json=as_json)


def _write(settings: Settings, incident: str, output: Path | None, *, as_json: bool) -> None:
    from newsagg.collect.archive import PageArchive
    from newsagg.report.evidence import name_folder, pack_evidence
    from newsagg.store import read_db
    from newsagg.store.evidence import load_evidence

    found = load_evidence(read_db(settings.database), incident)
    archive = PageArchive(settings.archive)

    def read_members(record: str) -> list[tuple[str, bytes]]:
        try:
            return archive.read_members(record)
        except StoreError as error:
            raise ValueError(error.message) from error

    try:
        made_by = version("newsagg")
    except PackageNotFoundError:  # run from a checkout
        made_by = "of a checkout"
    data = pack_evidence(
        incident=found.incident,
        articles=found.articles,
        versions=found.versions,
        claims=found.claims,
        events=found.events,
        captures=found.captures,
        read_members=read_members,
        version=made_by,
    )
    path = output or Path(f"{name_folder(str(found.incident['id']))}.zip")
    path.write_bytes(data)
    counts = {
        "incident": found.incident["id"],
        "file": str(path),
        "bytes": len(data),
        "articles": len(found.articles),
        "texts": len(found.versions),
        "claims": len(found.claims),
        "pages": sum(not row["dropped_at"] for row in found.captures),
        "pages_dropped_before": sum(bool(row["dropped_at"]) for row in found.captures),
    }
    if as_json:
        print_json(counts)
        return
    parts = ", ".join(
        count_words(counts[name], name.rstrip("s"))
        for name in ("article", "text", "claim", "page")
        for name in (name + "s",)
    )
    click.echo(clean(f"{path}: {parts}."))
    with zipfile.ZipFile(path) as archive_file:
        folder = archive_file.namelist()[0].partition("/")[0]
    click.echo(clean(f"To check it: unzip it, then python {folder}/verify.py"))


def _prune(settings: Settings, *, dry_run: bool, as_json: bool) -> None:
    from newsagg.pipeline.lease import hold_lease
    from newsagg.pipeline.retention import prune_archive

    with nullcontext() if dry_run else hold_lease(settings, what="pruning of the archive"):
        told = prune_archive(settings, now=datetime.now(UTC), dry_run=dry_run)
    if as_json:
        print_json(told)
        return
    would = "would drop" if dry_run else "dropped"
    click.echo(
        f"{would.capitalize()} {count_words(told['dropped'], 'page')} ({told['bytes_dropped']:,} bytes); "
        f"kept {count_words(told['kept'], 'page')}, {told['spared']} of them only as an incident stands on them."
    )
    if not any((settings.keep_days, settings.keep_days_irrelevant, settings.keep_bytes)):
        click.echo("No limit is set: see keep_days, keep_days_irrelevant and keep_bytes in docs/settings.md.")
