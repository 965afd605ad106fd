"""``newsagg up`` and ``newsagg deploy``: all on one machine, or our deployments on a server that is there."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from newsagg.cli.driver import flow_command, settings_environment
from newsagg.cli.output import clean, json_option, print_json, print_rows
from newsagg.cli.prefect_server import QUIET, is_reachable, wait_until_healthy
from newsagg.cli.serve import refuse_taken
from newsagg.cli.supervise import House, open_house, wait_for_end
from newsagg.errors import NewsaggError, SettingsError
from newsagg.pipeline.ending import end_when_told
from newsagg.settings import Settings

_AUTH = "PREFECT_SERVER_API_AUTH_STRING"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
START_SECONDS = 180.0
"""Prefect's server took 25 to 37 s to come up on two busy cores."""
# Prefect keeps runs for ever unless told; heartbeats let it find runs whose machine went away; places of a concurrency
# limit that only its memory knew would stay taken after a restart.
KEPT = {
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_LOGGING_LEVEL": "INFO",
}


class ServerMissingError(NewsaggError):
    """The Prefect server that is needed does not answer, or did not do what it was asked."""


@click.command(short_help="Register our deployments on a Prefect server.")
@click.option("--server", help="Address of its API, such as http://127.0.0.1:4200/api [PREFECT_API_URL].")
@click.option("--pool", default="newsagg", show_default=True, help="Work pool; made when it is missing.")
@click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Where workers start the runs, on their machine: newsagg.toml and relative paths are looked for there "
    "[the working directory].",
)
@json_option
@click.pass_obj
def deploy(settings: Settings, server: str | None, pool: str, directory: Path, as_json: bool) -> None:
    """Register pipeline, status pages, digest, upkeep and backfill; what is there already is brought up to date.

    Twice is once. Settings and secrets stay with the worker: it reads NEWSAGG_* and newsagg.toml where it runs. Where
    the server wants a login, PREFECT_API_AUTH_STRING has it.
    """
    address = server or os.environ.get("PREFECT_API_URL", "")
    if not address:
        raise SettingsError("no server is named", subject="--server", hint="or set PREFECT_API_URL")
    if not is_reachable(address):
        raise ServerMissingError(
            "does not answer", subject=clean(address), hint="`prefect server start` starts one"
        )
    command, path = flow_command("deploy")
    command += ["--pool", pool, "--directory", str(directory.absolute())]
    if not command[2].startswith("newsagg."):
        command += ["--path", path["PYTHONPATH"].split(os.pathsep)[0]]
    environment = {
        **os.environ,
        **QUIET,
        **path,
        **settings_environment(settings),
        "PREFECT_API_URL": address,
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        login = "set PREFECT_API_AUTH_STRING to user:password" if "401" in last else "see its log"
        raise ServerMissingError(f"refused: {clean(last)[:200]}", subject=clean(address), hint=login)
    if as_json:
        print_json(told)
        return
    rows = [(_name(row), row["state"], ", ".join(row.get("changed", ()))) for row in told]
    print_rows(("deployment", "state", "what changed"), rows, title=f"On {clean(address)}")
    click.echo(f"Next, on the database's machine: prefect worker start --pool {clean(pool)}")


def _name(row: Mapping[str, str]) -> str:
    (kind,) = {"deployment", "pool", "automation"} & set(row)
    return row[kind] if kind == "deployment" else f"{kind} {row[kind]}"


@click.command(short_help="Server, schedules and desk on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address of Prefect's server.")
@click.option("--port", default=4200, show_default=True, type=click.IntRange(1, 65535), help="Its port.")
@click.option(
    "--desk-port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="The desk's."
)
@click.option("--no-desk", is_flag=True, help="Without the desk.")
@click.pass_obj
def up(settings: Settings, host: str, port: int, desk_port: int, no_desk: bool) -> None:
    """Run a Prefect server, our schedules and the desk until this is stopped (Ctrl-C, SIGTERM).

    The server keeps its own SQLite file beside the database. What dies is started again; at the end nothing is left
    running. Other machines are let in only with a login: set PREFECT_SERVER_API_AUTH_STRING to user:password, or name a
    file with it in the setting prefect_auth_file. The desk stays on this machine unless public_url is set.
    """
    from newsagg.pipeline.lease import hold_lease

    settings = replace(
        settings,
        database=settings.database.absolute(),
        archive=settings.archive.absolute(),
        backups=settings.backups.absolute(),
        cache=settings.cache.absolute(),
    )
    auth = read_auth(settings, os.environ)
    if host not in _LOOPBACK and not auth:
        raise SettingsError(
            "would let other machines run things here without a login",
            subject=f"--host {clean(host)}",
            hint=f"set {_AUTH} to user:password, or the setting prefect_auth_file",
        )
    desk_host = host if settings.public_url else "127.0.0.1"
    for where, taken in ((host, port), *(((desk_host, desk_port),) if not no_desk else ())):
        refuse_taken(where, taken, hint="--port and --desk-port choose others")
    home = settings.database.with_name("prefect")
    home.mkdir(parents=True, exist_ok=True)
    local = "127.0.0.1" if host in ("0.0.0.0", "localhost") else f"[{host}]" if ":" in host else host  # noqa: S104
    environment = _environment(settings, home, f"http://{local}:{port}/api", auth)
    with end_when_told(), hold_lease(settings, "up", what="newsagg up"), open_house(_say) as house:
        _say(f"Prefect's server comes up (its files and all logs: {home}) ...")
        house.add("server", _server_command(host, port), environment, home / "server.log")
        if not wait_until_healthy(local.strip("[]"), port, START_SECONDS, alive=lambda: _lives(house)):
            raise ServerMissingError(
                "did not come up", subject=f"http://{local}:{port}", hint=f"see {home / 'server.log'}"
            )
        command, path = flow_command("serve")
        house.add("schedules", command, environment | path, home / "schedules.log")
        _say(f"Prefect: http://{local}:{port}")
        if not no_desk:
            desk = [sys.executable, "-m", "newsagg", "serve", "--host", desk_host, "--port", str(desk_port)]
            house.add("desk", desk, environment, home / "desk.log")
            _say(f"Desk: {settings.public_url or f'http://{desk_host}:{desk_port}'}")
        _say("Stop with Ctrl-C.")
        wait_for_end(house)
        _say("Stopping ...")


def read_auth(settings: Settings, environment: Mapping[str, str]) -> str:
    """Return the login of Prefect's server, ``user:password``; empty where none is set.

    Raises SettingsError when its file cannot be read or holds none.
    """
    if environment.get(_AUTH):
        return environment[_AUTH]
    if settings.prefect_auth_file is None:
        return ""
    try:
        text = settings.prefect_auth_file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", subject=str(settings.prefect_auth_file)) from error
    if ":" not in text or "\n" in text:
        raise SettingsError("holds no user:password", subject=str(settings.prefect_auth_file))
    return text


def _environment(settings: Settings, home: Path, api: str, auth: str) -> dict[str, str]:
    own = {**QUIET, **KEPT, "PREFECT_HOME": str(home), "PREFECT_API_URL": api}
    if auth:
        own |= {_AUTH: auth, "PREFECT_API_AUTH_STRING": auth}
    return {**os.environ, **own, **settings_environment(settings)}


def _server_command(host: str, port: int) -> list[str]:
    return [sys.executable, "-m", "prefect", "server", "start", "--host", host, "--port", str(port)]


def _lives(house: House) -> bool:
    return all(child.process is not None and child.process.poll() is None for child in house.children)


def _say(line: str) -> None:
    click.echo(clean(line))
    sys.stdout.flush()
