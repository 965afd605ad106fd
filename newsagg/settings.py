"""NEWSAGG_* variables and one TOML file -> Settings. Reads the environment and that file, changes nothing.

Order: a keyword to ``load_settings``, then the environment, then the file named by ``NEWSAGG_CONFIG`` (else
``newsagg.toml`` in the working directory, when there), then the default. Every setting is described once, in its
field's metadata; ``newsagg doctor`` and docs/settings.md read it there.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsagg.errors import SettingsError

PREFIX = "NEWSAGG_"


def _say(text: str, default: Any) -> Any:
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Paths, addresses and limits. Thresholds of judgement stand beside the code that they were calibrated for."""

    database: Path = _say("the SQLite file", Path("var/newsagg.db"))
    archive: Path = _say("folder for the WARC files that keep the pages seen", Path("var/archive"))
    archive_bytes: int = _say("size at which a WARC file of the archive gets a next part", 1_000_000_000)
    keep_days: int = _say(
        "days that raw pages are kept; 0: for ever. Those that an incident stands on always are", 0
    )
    keep_days_irrelevant: int = _say("the same for pages that turned out to report no outage", 0)
    keep_bytes: int = _say(
        "most bytes of raw pages; 0: no limit. Those that an incident stands on always stay", 0
    )
    backups: Path = _say("folder for the backups of the database that upkeep makes", Path("var/backups"))
    keep_backups: int = _say("newest backups that are kept; 0: all", 14)
    cache: Path = _say("folder for what can be made again, such as the trained model", Path("var/cache"))
    spool: Path = _say(
        "folder for what a backfill has found and not stored yet; one that all its workers reach",
        Path("var/spool"),
    )
    feeds: Path | None = _say("a feed list to use in place of the bundled data/feeds.toml", None)
    services: Path | None = _say("a lexicon to use in place of the bundled data/services.toml", None)
    user_agent: str = _say("how we introduce ourselves", "newsagg/0.1 (+https://newsagg.example/bot)")
    contact: str = _say("address of a person, added to the user agent", "")
    connect_seconds: float = _say("limit for making a connection", 10.0)
    read_seconds: float = _say("limit for silence while an answer arrives", 20.0)
    total_seconds: float = _say("limit for a whole answer, redirects included", 60.0)
    feed_bytes: int = _say("most bytes of a feed, after decompression", 10_000_000)
    page_bytes: int = _say("most bytes of a page, after decompression", 5_000_000)
    extract_seconds: float = _say("limit for reading one page's text; the reader is killed then", 20.0)
    redirects: int = _say("most redirects that are followed", 5)
    host_gap_seconds: float = _say("pause between two requests to one host", 1.0)
    host_requests: int = _say("requests to one host at the same time, 1 or 2", 1)
    host_failures: int = _say(
        "failures of a host in a row after which it is left alone, for 15 minutes to a day; 0 for never",
        5,
    )
    workers: int = _say("hosts asked at the same time", 8)
    feed_minutes: int = _say(
        "shortest pause between two reads of a news feed, for one that publishes much", 30
    )
    feed_minutes_most: int = _say(
        "longest pause between two reads of a news feed, for one that hardly publishes", 360
    )
    status_minutes: int = _say("pause between two reads of a status feed", 5)
    status_minutes_most: int = _say(
        "longest pause between two reads of a status feed, whatever its server wishes", 60
    )
    resolve: str = _say(
        "addresses to connect to in place of DNS, such as *.newsroom.example=127.0.0.1:8123", ""
    )
    allow_hosts: str = _say(
        "hosts and networks that may be asked although they are private, such as 10.0.0.0/8, comma separated",
        "",
    )
    proxy: str = _say(
        "an HTTP proxy that all hosts are asked through but those of the two settings above, such as "
        "http://proxy.corp.example:3128; NEWSAGG_PROXY_LOGIN may hold its name:password",
        "",
    )
    zone: str = _say("time zone of reports for people", "UTC")
    public_url: str = _say(
        "where people reach the desk, such as https://outages.corp.example; permanent links start with it", ""
    )
    batch: int = _say("articles judged in one transaction", 200)
    llm_base_url: str = _say(
        "an OpenAI-compatible endpoint that proposes claims beside our rules, such as http://127.0.0.1:11434/v1",
        "",
    )
    llm_model: str = _say("the model that is asked there", "")
    llm_key_file: Path | None = _say(
        "a file with the endpoint's key, unless NEWSAGG_LLM_API_KEY has it", None
    )
    llm_seconds: float = _say("limit for silence while the endpoint answers", 60.0)
    smtp_host: str = _say("the mail server that takes the digests, such as smtp.corp.example", "")
    smtp_port: int = _say("its port; 0: 587, or 465 with tls, 25 with none", 0)
    smtp_security: str = _say(
        "starttls, tls, or none; none only on this machine, unless smtp_plain is 1", "starttls"
    )
    smtp_plain: int = _say("1: mails may go unencrypted to another machine", 0)
    smtp_login: str = _say("the name to log in with; empty for no login", "")
    smtp_password_file: Path | None = _say(
        "a file with the mail server's password, unless NEWSAGG_SMTP_PASSWORD has it", None
    )
    smtp_ca_file: Path | None = _say("a PEM file of certificates to trust beside the system's", None)
    smtp_seconds: float = _say("limit for each step of the talk with the mail server", 60.0)
    mail_from: str = _say("the address that digests come from, such as outages@corp.example", "")
    mail_reply_to: str = _say("where answers go; empty: to the sender", "")
    mail_leave_to: str = _say(
        "where readers write to leave a list while public_url is not set; empty: where answers go", ""
    )
    mail_rate: float = _say("most mails a second; 0: no limit", 10.0)
    mail_retry_seconds: float = _say(
        "pause before a mail that was refused for now is tried again; doubled each time, to four hours", 300.0
    )
    mail_retry_hours: float = _say("after how long such a mail is given up", 72.0)
    prefect_auth_file: Path | None = _say(
        "a file with user:password of the Prefect server that `newsagg up` runs, unless "
        "PREFECT_SERVER_API_AUTH_STRING has it",
        None,
    )
    key_file: Path | None = _say(
        "the key that tokens of subscribers are signed with; made at first need, beside the database by default",
        None,
    )

    def __post_init__(self) -> None:
        proxy = urlsplit(self.proxy)
        if self.proxy and (proxy.scheme != "http" or not proxy.hostname or "@" in proxy.netloc):
            raise SettingsError(
                "is no address of a proxy",
                subject=f"{PREFIX}PROXY",
                hint="write http://host:port, and the login into NEWSAGG_PROXY_LOGIN",
            )
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise SettingsError(
                f"no such time zone: {self.zone!r}",
                subject=f"{PREFIX}ZONE",
                hint="use a name such as Europe/Berlin",
            ) from error


# What a value must be, in words; a path that is empty names nothing, unless the setting may be left out.
_EXPECTED = {int: "a whole number", float: "a number", Path: "a path", Path | None: "a path", str: "a text"}
# With none of these nothing would be asked or judged, without a word.
_AT_LEAST_ONE = frozenset(
    {
        "batch", "workers", "feed_bytes", "page_bytes", "feed_minutes", "feed_minutes_most", "status_minutes",
        "status_minutes_most", "host_requests", "archive_bytes",
    }
)  # fmt: skip
# More than two requests at a time is what a site's owner notices.
_AT_MOST = {"host_requests": 2}


def _convert(name: str, kind: Any, raw: Any, source: str) -> Any:
    least, most = 1 if name in _AT_LEAST_ONE else 0, _AT_MOST.get(name, float("inf"))
    text = "" if isinstance(raw, bool) else str(raw) if isinstance(raw, str | int | float) else ""
    try:
        if kind == Path | None and raw == "":
            return None
        if kind is str and isinstance(raw, str):
            return raw
        if kind in (Path, Path | None) and isinstance(raw, str) and text:
            return Path(text).expanduser()
        # What is not a number is not between these bounds either.
        if kind in (int, float) and text and least <= kind(text) <= most and kind(text) < float("inf"):
            return kind(text)
    except (ValueError, RuntimeError):
        pass
    bounds = f", {least} or more" if name not in _AT_MOST else f", {least} to {most}"
    wanted = _EXPECTED[kind] + (bounds if kind in (int, float) else "")
    raise SettingsError(f"{raw!r} is not a good value for {name}", subject=source, hint=f"write {wanted}")


def read_config(path: Path) -> dict[str, Any]:
    """Read the TOML file of settings.

    Raises SettingsError when it cannot be read, or names a setting that does not exist.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"cannot be read: {error}", subject=str(path), hint="see docs/settings.md"
        ) from error
    unknown = sorted(set(found) - {f.name for f in fields(Settings)})
    if unknown:
        raise SettingsError(
            f"unknown settings: {', '.join(unknown)}",
            subject=str(path),
            hint="`newsagg doctor` lists them all",
        )
    return found


def load_settings(environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Return the settings in force.

    Raises SettingsError naming the variable or file, and what to do.
    """
    environment = os.environ if environment is None else environment
    named = environment.get(f"{PREFIX}CONFIG")
    path = Path(named) if named else Path("newsagg.toml")
    from_file = read_config(path) if named or path.is_file() else {}
    kinds = get_type_hints(Settings)
    values: dict[str, Any] = {}
    for entry in fields(Settings):
        variable = f"{PREFIX}{entry.name.upper()}"
        if given.get(entry.name) is not None:
            values[entry.name] = given[entry.name]
        elif variable in environment:
            values[entry.name] = _convert(entry.name, kinds[entry.name], environment[variable], variable)
        elif entry.name in from_file:
            values[entry.name] = _convert(entry.name, kinds[entry.name], from_file[entry.name], str(path))
    return Settings(**values)


def describe_settings() -> str:
    """Return docs/settings.md: every setting with its default and what it means."""
    rows = [
        f"| `{PREFIX}{entry.name.upper()}` | `{entry.name}` | {_show(entry.default)} | {entry.metadata['help']} |"
        for entry in fields(Settings)
    ]
    return "\n".join([_HEAD, *rows, ""])


def _show(default: object) -> str:
    return "" if default in (None, "") else f"`{default}`"


_HEAD = """# Settings

A setting is an environment variable, or a line of one TOML file: the file that `NEWSAGG_CONFIG` names, else
`newsagg.toml` in the working directory. The environment goes before the file. `newsagg doctor` shows what is in force.
Secrets are no settings.
This page is made by `python -c "from newsagg.settings import describe_settings; print(describe_settings())"`.

| variable | in the file | default | what it is |
| --- | --- | --- | --- |"""
