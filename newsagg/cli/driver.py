"""How a run is driven: as a Prefect flow in a process of its own, or plainly in this one.

The flow's process prints one line of JSON per step on stdout, which moves the progress bars here; what Prefect logs
goes to our stderr. An embedded server that does not come up costs nothing but a notice: the same stages then run here.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import datetime
from typing import Protocol

import click

from newsagg.cli.output import Tell
from newsagg.cli.prefect_server import prefect_environment
from newsagg.errors import LeaseHeldError, NewsaggError
from newsagg.pipeline.ending import end_when_told
from newsagg.places import flows_dir
from newsagg.settings import PREFIX, Settings


class Drive(Protocol):
    """Runs the pipeline once and returns its numbers."""

    def __call__(self, *, now: datetime | None, force: bool, tell: Tell) -> dict[str, int]:
        """Run once."""


class FlowFailedError(NewsaggError):
    """The process of a flow ended without its numbers."""


def settings_environment(settings: Settings) -> dict[str, str]:
    """Return the settings as the NEWSAGG_* variables that another process reads them from."""
    values = {entry.name: getattr(settings, entry.name) for entry in fields(settings)}
    return {f"{PREFIX}{name.upper()}": "" if value is None else str(value) for name, value in values.items()}


def flow_command(module: str = "pipeline") -> tuple[list[str], dict[str, str]]:
    """Return the command that runs a module of the flows, and the environment that it needs to be found."""
    place = flows_dir()
    package = place.name if place.name == "flows" else f"newsagg.{place.name}"
    top = place.parent if place.name == "flows" else place.parent.parent
    found = os.pathsep.join(filter(None, [str(top), os.environ.get("PYTHONPATH", "")]))
    return [sys.executable, "-m", f"{package}.{module}"], {"PYTHONPATH": found}


def _run_flow(
    settings: Settings,
    environment: Mapping[str, str],
    *,
    now: datetime | None,
    force: bool,
    wait: float,
    tell: Tell,
) -> dict[str, int]:
    command, path = flow_command()
    command += [*(["--now", now.isoformat()] if now else []), *(["--force"] if force else [])]
    command += ["--wait", str(wait)]
    child = subprocess.Popen(
        command,
        env={**environment, **path, **settings_environment(settings)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    counts: dict[str, int] | None = None
    held: dict[str, str] | None = None
    try:
        for line in child.stdout or ():
            try:
                said = json.loads(line)
            except ValueError:
                click.echo(line.rstrip(), err=True)
                continue
            if "held" in said:
                held = said["held"]
            elif "counts" in said:
                counts = said["counts"]
            else:
                tell(said["stage"], said["done"], said["total"])
        child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()
        if child.stdout:
            child.stdout.close()
    if held is not None:
        raise LeaseHeldError(held["message"], subject=held["subject"], hint=held["hint"])
    if child.returncode or counts is None:
        raise FlowFailedError(
            f"the flow's process ended with {child.returncode}",
            subject="newsagg-pipeline",
            hint="its log is above; `newsagg run --plain` runs the same stages without Prefect",
        )
    return counts


def check_inputs(settings: Settings) -> None:
    """Look at what a run reads before a server is started for it: another process's error is a traceback, not a line.

    Raises what the run itself would: DataFileError naming the row, SettingsError, StoreError.
    """
    from newsagg.collect.feeds import load_feeds
    from newsagg.collect.guard import Guard
    from newsagg.detect.lexicon import load_lexicon
    from newsagg.places import data_dir
    from newsagg.store import open_db

    load_feeds(settings.feeds)
    Guard(settings)
    load_lexicon(settings.services or data_dir() / "services.toml")
    open_db(settings.database).close()


def _refuse_if_held(settings: Settings) -> None:
    """Raise LeaseHeldError when another run writes: before a server is started for this one."""
    from newsagg.pipeline.lease import WRITER
    from newsagg.store import open_db
    from newsagg.store.leases import refuse_if_held, utc_now

    db = open_db(settings.database)
    refuse_if_held(db, WRITER, utc_now())
    db.close()


@contextmanager
def open_drive(
    settings: Settings, *, plain: bool, wait: float = 0.0, start_seconds: float = 120.0
) -> Iterator[Drive]:
    """Give the way to run the pipeline: on a Prefect server, or plainly when asked or when none comes up."""
    # Absolute, so that the flow's process means the same files whatever directory it starts in.
    settings = replace(
        settings,
        database=settings.database.absolute(),
        archive=settings.archive.absolute(),
        cache=settings.cache.absolute(),
    )

    def run_plainly(*, now: datetime | None, force: bool, tell: Tell) -> dict[str, int]:
        from newsagg.pipeline.plain import run_pipeline

        return run_pipeline(settings, now=now, force=force, wait=wait, tell=tell)

    if plain:
        yield run_plainly
        return
    check_inputs(settings)
    if not wait:
        _refuse_if_held(settings)
    home = settings.cache / "prefect"
    with end_when_told(), prefect_environment(home, start_seconds=start_seconds) as environment:
        if environment is None:
            click.echo(
                f"No Prefect server came up within {start_seconds:.0f} s (see {home / 'server.log'}): "
                "running the same stages without Prefect.",
                err=True,
            )
            yield run_plainly
            return
        found = environment

        def run_as_flow(*, now: datetime | None, force: bool, tell: Tell) -> dict[str, int]:
            return _run_flow(settings, found, now=now, force=force, wait=wait, tell=tell)

        yield run_as_flow
