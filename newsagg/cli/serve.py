"""``newsagg serve``: the desk, a web server for people who read, query and cite the record."""

import asyncio
import ipaddress
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from newsagg.cli.output import clean
from newsagg.cli.signing import Words
from newsagg.errors import NewsaggError, SettingsError
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.report.web.desk import Desk

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


class AddressTakenError(NewsaggError):
    """Nothing can listen at an address; most often because another one does."""


@click.command(short_help="Serve the desk: pages and queries in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@click.option("--public", is_flag=True, help="Strangers may come: no queries of their own.")
@click.option("--sql/--no-sql", default=None, help="Whether visitors may write queries of their own.")
@click.option(
    "--edit",
    "editors",
    multiple=True,
    type=Words(),
    metavar="NAME",
    help="Let NAME decide in the desk; prints a link that signs them in, once. May be given several times.",
)
@click.pass_obj
def serve(
    settings: Settings, host: str, port: int, public: bool, sql: bool | None, editors: tuple[str, ...]
) -> None:
    """Serve the desk until it is stopped.

    On this machine alone unless `--public` is given or the setting public_url says where people reach it; then
    visitors may not write queries of their own, unless `--sql` allows it.
    """
    local = is_loopback(host)
    public = public or bool(settings.public_url)
    if not (local or public):
        raise SettingsError(
            "would show the record to other machines",
            subject=f"--host {clean(host)}",
            hint="add --public, or set NEWSAGG_PUBLIC_URL to where people reach the desk",
        )
    refuse_taken(host, port, hint="--port chooses another, 0 a free one")
    import uvicorn

    from newsagg.report.web.desk import Desk, Policy, make_datasette
    from newsagg.report.web.signin import Editors

    policy = Policy(
        public=public,
        sql=not public if sql is None else sql,
        hosts=frozenset() if public else _LOCAL | {host.lower()},
    )
    desk = Desk(settings, policy, editors=Editors() if editors else None)
    config = uvicorn.Config(
        make_datasette(desk).app(),
        host=host,
        port=port,
        log_level="warning",
        lifespan="on",
        server_header=False,
    )
    server = uvicorn.Server(config)
    # uvicorn has closed everything by then and passes the Ctrl-C on.
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(server, host, desk, editors))


async def _run(server: object, host: str, desk: "Desk", names: tuple[str, ...]) -> None:
    import uvicorn

    from newsagg.report.web.signin import invite_all

    assert isinstance(server, uvicorn.Server)  # noqa: S101 - for the type alone

    async def announce() -> None:
        while not server.started:
            await asyncio.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        click.echo(
            f"The desk answers on http://{shown}:{port}/{' for everybody' if desk.policy.public else ''}"
        )
        home = desk.settings.public_url.rstrip("/") or f"http://{shown}:{port}"
        for name, path in invite_all(desk.editors, names, desk.clock()) if desk.editors else ():
            click.echo(clean(f"To sign in as {name}, once and within an hour: {home}{path}"))
        settings = desk.settings
        if not settings.database.is_file():
            click.echo(
                f"{settings.database} is not there yet: the desk says so until `newsagg run` has made it."
            )

    told = asyncio.create_task(announce())
    try:
        await server.serve()
    finally:
        told.cancel()


def refuse_taken(host: str, port: int, *, hint: str) -> None:
    """Raise AddressTakenError unless an address can be listened at."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise AddressTakenError(
                f"cannot be listened at: {error.strerror}",
                subject=f"{clean(host)}:{port}",
                hint=f"another one runs there already? {hint}",
            ) from error


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches an address; a name other than localhost is taken for one that others do."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
