"""``newsagg export``: tables and views as CSV, JSON or JSONL, and the record as a frozen file; all with checksums."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from newsagg.cli.output import clean, json_option, print_json
from newsagg.errors import SettingsError, StoreError
from newsagg.report.phrases import count_words
from newsagg.settings import Settings

_FORMS = ("csv", "json", "jsonl", "db")


@click.command(short_help="Write the record as CSV, JSON, JSONL or a frozen file.")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--format",
    "forms",
    multiple=True,
    type=click.Choice(_FORMS),
    help="May be given several times. [default: csv]",
)
@click.option(
    "--table", "names", multiple=True, help="A table or view; all otherwise. May be given several times."
)
@click.option("--check", is_flag=True, help="Only check the folder's files against their checksums.")
@json_option
@click.pass_obj
def export(
    settings: Settings,
    /,
    folder: Path | None,
    forms: tuple[str, ...],
    names: tuple[str, ...],
    check: bool,
    as_json: bool,
) -> None:
    """Write tables and views into FOLDER, a file each, with manifest.json and SHA256SUMS; without FOLDER one to stdout.

    All files are of one moment. `--format db` writes the record as one file for reading only. The same record gives
    the same bytes, but for the time in the manifest; readers' addresses stay behind. In CSV a cell that a spreadsheet
    would calculate begins with an apostrophe, and control characters are taken out; JSON and the file keep every text
    as it is.
    """
    from newsagg.pipeline.export import check_export, write_export

    if check:
        if folder is None:
            raise SettingsError("--check needs a folder", subject="export", hint="see --help")
        faults = check_export(folder)
        if as_json:
            print_json({"folder": str(folder), "faults": faults})
        for fault in () if as_json else faults:
            click.echo(clean(fault))
        if faults:
            raise StoreError(
                f"{count_words(len(faults), 'fault')} found",
                subject=str(folder),
                hint="this is not what was written",
            )
        if not as_json:
            click.echo(clean(f"{folder}: all files are as they were written."))
        return
    forms = forms or ("csv",)
    if folder is None:
        _print_one(settings, forms, names)
        return
    manifest = write_export(settings, folder, forms=forms, names=names, now=datetime.now(UTC))
    if as_json:
        print_json(manifest)
        return
    rows = sum(entry["rows"] for entry in manifest["files"].values())
    size = sum(entry["bytes"] for entry in manifest["files"].values())
    click.echo(
        clean(
            f"{folder}: {count_words(len(manifest['files']), 'file')}, {rows:,} rows, {size:,} bytes, of one moment."
        )
    )
    click.echo(clean(f"To check it: newsagg export {folder} --check, or sha256sum -c SHA256SUMS inside."))


def _print_one(settings: Settings, forms: tuple[str, ...], names: tuple[str, ...]) -> None:
    from newsagg.report.tabular import WRITERS
    from newsagg.store import read_db
    from newsagg.store.export import read_relation

    if len(names) != 1 or len(forms) != 1 or forms[0] == "db":
        raise SettingsError(
            "without a folder goes one --table in one text format", subject="export", hint="name a folder"
        )
    columns, rows = read_relation(read_db(settings.database), names[0])
    for piece in WRITERS[forms[0]](columns, rows):
        click.echo(piece, nl=False, file=sys.stdout.buffer if hasattr(sys.stdout, "buffer") else None)
