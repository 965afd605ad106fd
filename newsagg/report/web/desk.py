"""Settings -> a desk: who may ask what of it, its record, its templates; and Datasette around it.

The one place where the desk's parts are put together; nothing is served here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from datasette.app import Datasette
from datasette.database import Database as Shelf
from datasette.plugins import pm
from jinja2 import Environment
from sqlite_utils import Database

from newsagg.report.web import plugin
from newsagg.report.web.assets import address_asset
from newsagg.report.web.keeping import Keeper
from newsagg.report.web.metadata import describe_record
from newsagg.report.web.pages import answers_to
from newsagg.report.web.reading import Reader
from newsagg.report.web.signin import Editors, name_editor
from newsagg.report.web.templating import make_templates
from newsagg.report.web.visit import Visit
from newsagg.settings import Settings
from newsagg.store import open_db

NAME = "newsagg"
"""What Datasette calls the record: its tables are under ``/newsagg/``."""

NAVIGATION = (
    ("/", "Incidents"),
    ("/providers", "Providers"),
    ("/outlets", "Outlets"),
    ("/feeds", "Feeds"),
    ("/digest", "Digest"),
    ("/queries", "Queries"),
    (f"/{NAME}", "Data"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What visitors may do."""

    public: bool
    """Strangers may come: no file names, no debugging pages."""
    sql: bool
    """They may write queries of their own."""
    hosts: frozenset[str]
    """Names that we answer to; none for any. On loopback this keeps web sites from asking in a browser's name."""


class Desk:
    """The settings, the record and the templates of one running desk."""

    def __init__(self, settings: Settings, policy: Policy, *, editors: Editors | None = None) -> None:
        self.settings = settings
        self.editors = editors
        self.policy = policy
        self.reader = Reader(settings.database)
        self.keeper = Keeper(settings.database)
        self.root = urlsplit(settings.public_url).path.rstrip("/")
        self.templates: Environment = make_templates()
        self.templates.globals.update(
            at=self.at,
            navigation=self._navigate(),
            searchable=answers_to("/search"),
            style=self.root + address_asset("desk.css"),
            mark=self.root + address_asset("mark.svg"),
        )

    def at(self, path: str) -> str:
        """Return one of our paths as a link, with the prefix under which a proxy shows us."""
        return f"{self.root}{path}"

    def _navigate(self) -> tuple[tuple[str, str], ...]:
        return tuple((path, name) for path, name in NAVIGATION if path == f"/{NAME}" or answers_to(path))

    def render(self, template: str, visit: Visit, context: Mapping[str, Any]) -> str:
        """Return a template filled with a view's values and those that every page has."""
        own = {"here": "", "forms": (), "canonical": visit.path, "title": "", "description": "", "near": ()}
        shared = {
            "visit": visit,
            "csrf": visit.csrf,
            "now": visit.now,
            "asked": visit.ask("q"),
            "editor": name_editor(visit),
        }
        return self.templates.get_template(template).render(own | shared | dict(context))

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Open the record for writing, and close it."""
        db = open_db(self.settings.database)
        try:
            yield db
        finally:
            db.close()

    def clock(self) -> datetime:
        """Return the time, aware, UTC."""
        return datetime.now(UTC)


def make_datasette(desk: Desk, *, secret: str | None = None) -> Any:
    """Return Datasette with the desk's pages before its own; the record need not be there yet."""
    if not pm.is_registered(plugin):
        pm.register(plugin, "newsagg")
        # All handlers of failures are called, and Datasette's prints every local variable; ours calls it where needed.
        pm.unregister(name="datasette.handle_exception")
    policy = desk.policy
    settings = {
        "default_allow_sql": policy.sql,
        "allow_download": False,  # a record that is written to is no file to copy; `newsagg export` makes one that is
        "base_url": f"{desk.root}/",
        "sql_time_limit_ms": 3_000,
        "num_sql_threads": 2,
        "suggest_facets": False,
        "template_debug": False,
    }
    datasette = Datasette(files=[], settings=settings, metadata=describe_record(), secret=secret)
    if "_memory" in datasette.databases:
        datasette.remove_database("_memory")
    datasette.add_database(Shelf(datasette, path=str(desk.settings.database), is_mutable=True), name=NAME)
    datasette.desk = desk
    if desk.editors is not None:
        desk.editors.sign = datasette.sign
    return datasette
