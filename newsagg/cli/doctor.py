"""``newsagg doctor``: settings, database, feed list, lexicon and versions in force; what is wrong, and what to do."""

import difflib
import os
import platform
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from newsagg.cli.doctormail import look_at_mail
from newsagg.cli.output import json_option, print_json
from newsagg.cli.sheet import Sheet
from newsagg.errors import NewsaggError, NotFoundError
from newsagg.report.phrases import count_words, join_names
from newsagg.settings import PREFIX, Settings, read_config

PACKAGES = (
    "newsagg", "prefect", "fastapi", "sqlalchemy", "feedparser", "beautifulsoup4", "trafilatura", "htmldate", "httpx",
    "scikit-learn", "numpy", "sqlite-utils", "protego", "warcio", "click", "rich",
)  # fmt: skip
# Package, first version that breaks Prefect 3.8.8, and how; Prefect's own ranges admit them, so pip does not object.
BROKEN = (
    ("fastapi", (0, 155), "Prefect's server does not start with it", "pip install 'fastapi<0.151'"),
    (
        "sqlalchemy",
        (2, 1),
        "Prefect's scheduler creates no runs with it, in silence",
        "pip install 'sqlalchemy<2.1'",
    ),
)
# What is read from the environment and is no setting: the file's name and the secrets.
_BESIDE = ("CONFIG", "LLM_API_KEY", "PROXY_LOGIN", "SMTP_PASSWORD", "UP_TOKEN")
OLDEST_SQLITE = (3, 37)
"""STRICT tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: how it stands, and what to do when that is not well."""

    name: str
    state: str
    """ok, note or wrong."""
    told: str
    todo: str = ""


@click.command(short_help="Look at the installation; say what is wrong.")
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Tell the settings in force, look at the database, the lists and the versions, and say what is wrong.

    Ends with 1 when something is wrong. Changes nothing.
    """
    settings: Settings = ctx.obj
    given = {"database"} if ctx.parent and ctx.parent.params.get("database") else set()
    sources = find_sources(settings, given)
    checks = [*check_versions(), *check_database(settings), *check_lists(settings), *check_places(settings)]
    checks += [*check_variables(os.environ), *check_endpoint(settings)]
    checks += [Check(**asdict(finding)) for finding in look_at_mail(settings)]
    if as_json:
        print_json(
            {
                "settings": {
                    name: {"value": getattr(settings, name), "from": source}
                    for name, source in sources.items()
                },
                "checks": [asdict(check) for check in checks],
                "versions": read_versions(),
            }
        )
    else:
        _print(settings, sources, checks)
    if any(check.state == "wrong" for check in checks):
        ctx.exit(1)


def find_sources(settings: Settings, given: set[str]) -> dict[str, str]:
    """Return for each setting where it came from: option, variable, file or default."""
    named = os.environ.get(f"{PREFIX}CONFIG")
    path = Path(named) if named else Path("newsagg.toml")
    from_file = set(read_config(path)) if named or path.is_file() else set()
    found = {}
    for entry in fields(settings):
        variable = f"{PREFIX}{entry.name.upper()}"
        if entry.name in given:
            found[entry.name] = "--db"
        elif variable in os.environ:
            found[entry.name] = variable
        else:
            found[entry.name] = str(path) if entry.name in from_file else "default"
    return found


def check_variables(environment: Mapping[str, str]) -> Iterator[Check]:
    """Yield the variables that are named as ours and that nobody reads: most are misspelt."""
    known = [f"{PREFIX}{name}" for name in (*_BESIDE, *(entry.name.upper() for entry in fields(Settings)))]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            todo = f"did you mean {near[0]}?" if near else "docs/settings.md lists them all"
            yield Check(
                name="variable", state="note", told=f"{name} is no setting: nobody reads it", todo=todo
            )


def read_versions() -> dict[str, str]:
    """Return the versions of Python, SQLite and the packages we stand on; empty for one that is missing."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = ""
    return found


def _numbers(text: str) -> tuple[int, ...]:
    parts = []
    for part in text.split(".")[:3]:
        digits = "".join(c for c in part if c.isdigit())
        if not digits:
            break
        parts.append(int(digits))
    return tuple(parts)


def check_versions(versions: dict[str, str] | None = None) -> Iterator[Check]:
    """Yield what is wrong with the versions; one line when nothing is."""
    versions = read_versions() if versions is None else versions
    bad = False
    for package in PACKAGES:
        if not versions[package]:
            bad = True
            yield Check(
                name=package,
                state="wrong",
                told="is not installed",
                todo="pip install -r requirements/run.txt",
            )
    for package, first, harm, todo in BROKEN:
        if _numbers(versions[package]) >= first:
            bad = True
            yield Check(name=package, state="wrong", told=f"{versions[package]}: {harm}", todo=todo)
    if _numbers(versions["sqlite"]) < OLDEST_SQLITE:
        bad = True
        yield Check(
            name="sqlite",
            state="wrong",
            told=f"{versions['sqlite']} has no STRICT tables",
            todo="use Python >= 3.11 with SQLite >= 3.37",
        )
    if not bad:
        yield Check(name="versions", state="ok", told="known to work together")


def check_database(settings: Settings) -> Iterator[Check]:
    """Yield how the database stands: there, ours, up to date, sound, and what is in it."""
    from newsagg.store import read_db
    from newsagg.store.queries import count_rows
    from newsagg.store.runs import last_run
    from newsagg.store.standing import check_quickly

    path = settings.database
    try:
        db = read_db(path)
    except NotFoundError:
        yield Check(
            name="database", state="note", told=f"{path}: not there yet", todo="newsagg run, or newsagg demo"
        )
        return
    except NewsaggError as error:
        yield Check(name="database", state="wrong", told=f"{path}: {error.message}", todo=error.hint)
        return
    size = path.stat().st_size / 1_000_000
    faults = check_quickly(db)
    for fault in faults[:5]:
        yield Check(
            name="database", state="wrong", told=fault, todo="restore a copy, or move it away and run again"
        )
    if not faults:
        yield Check(name="database", state="ok", told=f"{path}: {size:.1f} MB, up to date, sound")
    counts = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in count_rows(db).items())
    yield Check(name="record", state="ok", told=counts)
    run = last_run(db)
    if run is None:
        yield Check(name="last run", state="note", told="none yet", todo="newsagg run")
    elif run["state"] == "failed":
        yield Check(name="last run", state="note", told=f"failed: {run['error']}", todo="newsagg run")
    else:
        yield Check(
            name="last run", state="ok", told=f"{run['kind']}, {run['state']}, begun {run['started_at']}"
        )
    yield from _check_writers(db)
    yield from _check_feed_health(db)
    yield from _check_labels(db)


def _check_writers(db: Any) -> Iterator[Check]:
    from newsagg.store.leases import is_held, read_leases, utc_now

    for held in read_leases(db):
        told = f"{held.what}, process {held.pid} on {held.host}, since {held.taken_at:%Y-%m-%d %H:%M:%S} UTC"
        if is_held(db, held, utc_now()):
            yield Check(name=held.name, state="ok", told=told)
        else:
            yield Check(name=held.name, state="note", told=f"{told}: it is gone", todo="newsagg run")


def _check_labels(db: Any) -> Iterator[Check]:
    from newsagg.store.labels import count_labels

    counts = count_labels(db)
    told = f"{counts['unsure']:,} unsure articles unlabelled; {counts['labelled']:,} labelled, "
    told += f"{counts['learned']:,} of them learned"
    waiting = counts["learned"] not in (0, counts["labelled"])
    yield Check(name="review", state="ok", told=told, todo="newsagg train" if waiting else "")


def _check_feed_health(db: Any) -> Iterator[Check]:
    from newsagg.store.feedhealth import count_heard, find_deaf

    deaf, (feeds, heard) = find_deaf(db), count_heard(db)
    if deaf:
        names = join_names([row["feed"] for row in deaf], most=6)
        told = f"{count_words(len(deaf), 'feed')} cannot be heard, {heard} of {feeds} can: {names}"
        yield Check(
            name="feeds", state="note" if heard else "wrong", told=told, todo="newsagg feeds list --failing"
        )


def check_lists(settings: Settings) -> Iterator[Check]:
    """Yield whether the feed list and the lexicon can be read."""
    from newsagg.collect.feeds import load_feeds
    from newsagg.detect.lexicon import load_lexicon

    yield _try("feed list", lambda: f"{len(load_feeds(settings.feeds))} feeds")
    yield _try("lexicon", lambda: f"{len(load_lexicon(settings.services).entries):,} providers and services")


def _try(name: str, read: Callable[[], str]) -> Check:
    try:
        return Check(name=name, state="ok", told=read())
    except NewsaggError as error:
        where = f"{error.subject}: " if error.subject else ""
        return Check(
            name=name, state="wrong", told=f"{where}{error.message}", todo=error.hint or "mend the row"
        )


def check_endpoint(settings: Settings) -> Iterator[Check]:
    """Yield whether the language model answers, where the settings name one: it is asked one short question."""
    if not settings.llm_base_url:
        return
    from newsagg.detect.llm import find_endpoint, try_endpoint

    def ask() -> str:
        endpoint = find_endpoint(settings)
        spans = try_endpoint(endpoint) if endpoint is not None else 0
        return f"{settings.llm_model} at {settings.llm_base_url} answers; it marked {spans} spans of a trial text"

    yield _try("language model", ask)


def check_places(settings: Settings) -> Iterator[Check]:
    """Yield whether the folders that runs write to can be written, and whether a trained model is kept."""
    for name in ("cache", "archive"):
        folder: Path = getattr(settings, name)
        at = next(p for p in (folder, *folder.absolute().parents) if p.exists())
        if not os.access(at, os.W_OK) or not at.is_dir():
            todo = f"set {PREFIX}{name.upper()} to a folder that you may write to"
            yield Check(name=name, state="wrong", told=f"{folder} cannot be written", todo=todo)
    models = sorted(settings.cache.glob("relevance-*.npz")) if settings.cache.is_dir() else []
    told = f"kept in {models[-1]}" if models else "not trained yet: the first run takes seconds longer"
    yield Check(name="model", state="ok", told=told)


def _print(settings: Settings, sources: dict[str, str], checks: list[Check]) -> None:
    sheet = Sheet()
    styles = {"ok": ("✓", "green"), "note": ("–", "yellow"), "wrong": ("✗", "bold red")}
    sheet.line(("Checks", "bold"))
    wide = max(len(check.name) for check in checks) + 4
    for check in checks:
        mark, style = styles[check.state]
        sheet.field(f"{mark} {check.name}", (check.told, style if check.state == "wrong" else ""), width=wide)
        if check.todo and check.state != "ok":
            sheet.line(("do: ", "dim"), check.todo, indent=wide + 2)
    sheet.heading("Settings")
    helps = {entry.name: entry.metadata["help"] for entry in fields(settings)}
    for name, source in sources.items():
        value = getattr(settings, name)
        told = "–" if value in {None, ""} else str(value)
        sheet.field(
            name,
            told,
            (f"  {helps[name]}", "dim"),
            *([(f"  [{source}]", "cyan")] if source != "default" else []),
            width=max(map(len, sources)) + 2,
        )
    sheet.heading("Versions")
    sheet.line(
        ", ".join(f"{name} {number or 'missing'}" for name, number in read_versions().items()), indent=2
    )
    wrong = sum(check.state == "wrong" for check in checks)
    sheet.gap()
    sheet.line((f"{wrong} wrong." if wrong else "All is well.", "bold red" if wrong else "bold green"))
