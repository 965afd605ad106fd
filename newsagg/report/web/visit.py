"""What a page is asked and what it answers: Visit -> Answer, and the Route between. Pure but for the clock's value.

A form posted to us, a query, a part of an address: all of it is what a stranger typed.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from sqlite_utils import Database

from newsagg.report.web.forms import as_csv, as_json
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.report.web.signin import Editors

Row = Mapping[str, Any]

# A parameter longer than this is no question; what is cut off is not looked for.
MOST_PARAMETER = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back: status, body, kind of body, further headers."""

    body: bytes
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    def tag(self) -> str:
        """Return the entity tag of the body."""
        return f'"{hashlib.blake2b(self.body, digest_size=12).hexdigest()}"'


class House(Protocol):
    """What a visit needs of the desk that it is made to."""

    settings: Settings
    root: str
    editors: "Editors | None"
    """Who may edit; None where editing is off."""

    def render(self, template: str, visit: "Visit", context: Mapping[str, Any]) -> str:
        """Return a template filled."""

    def writing(self) -> AbstractContextManager[Database]:
        """Return the record, opened for writing."""

    def clock(self) -> datetime:
        """Return the time, aware, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request, with the record opened for reading."""

    house: House
    db: Database
    path: str
    """Without the prefix of a proxy and without the ending of a form."""
    part: Mapping[str, str]
    """Named parts of the address."""
    form: str
    """``json``, ``csv`` or another ending that its route allows; empty for the page."""
    arguments: Mapping[str, Sequence[str]]
    method: str
    fields: Mapping[str, str]
    """What a form posted; empty for GET."""
    headers: Mapping[str, str]
    """Names in lower case."""
    origin: str
    """Scheme and host by which the visitor reached us, or those of the public address."""
    now: datetime
    """Aware, UTC."""
    actor: Mapping[str, Any] | None = None
    """Who is signed in at Datasette; None for everybody else."""
    csrf: Callable[[], str] = str
    """Makes the token that our forms carry, and lets its cookie be set."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.house.settings

    def ask(self, name: str, default: str = "") -> str:
        """Return the last value of a parameter, cut to a sane length."""
        values = self.arguments.get(name, ())
        return values[-1].strip()[:MOST_PARAMETER] if values else default

    def absolute(self, path: str) -> str:
        """Return one of our paths as an address for people elsewhere."""
        return f"{self.origin}{self.house.root}{path}"

    def page(self, template: str, *, status: int = 200, **context: Any) -> Answer:
        """Return a template filled; ``title`` is needed, ``here`` marks the entry of the navigation.

        ``forms`` are the endings under which the same is had as data, and ``canonical`` the page's own path.
        """
        return Answer(body=self.house.render(template, self, context).encode(), status=status)

    def data(self, rows: Sequence[Row] | Row, *, name: str, table: Sequence[Row] | None = None) -> Answer:
        """Return rows in the form that was asked for: JSON as they are, CSV of ``table`` or of the rows.

        ``name`` becomes the file's name, without its ending.
        """
        if self.form == "csv":
            lines = table if table is not None else [rows] if isinstance(rows, Mapping) else rows
            kind, body = "text/csv; charset=utf-8", as_csv(lines)
        else:
            kind, body = "application/json; charset=utf-8", as_json(rows)
        stem = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:80] or "newsagg"
        way = "attachment" if self.form == "csv" else "inline"
        return Answer(
            body=body,
            kind=kind,
            headers={
                "content-disposition": f'{way}; filename="{stem}.{self.form or "json"}"',
                "access-control-allow-origin": "*",
            },
        )

    def redirect(self, path: str, *, permanent: bool = False, after_post: bool = False) -> Answer:
        """Send the visitor to another of our paths, asked for with GET."""
        status = 303 if after_post else 301 if permanent else 302
        return Answer(body=b"", status=status, headers={"location": f"{self.house.root}{path}"})

    def writing(self) -> AbstractContextManager[Database]:
        """Return the record opened for writing, closed at the end of the ``with``."""
        return self.house.writing()


View = Callable[[Visit], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """An address as a regular expression without anchors, the view behind it, and how it may be asked."""

    pattern: str
    view: View
    methods: tuple[str, ...] = ("GET",)
    forms: tuple[str, ...] = ()
    """Endings that the address may carry, such as ``json``."""
    csrf_free: bool = False
    """A POST here needs no token: it comes from no form of ours and proves itself by its address."""
    kept: bool = False
    """It counts over the whole record: for strangers the answer is kept until the record changes (keeping.py)."""

    def regex(self) -> str:
        """Return the whole expression, with the ending as ``form``."""
        ending = rf"(?:\.(?P<form>{'|'.join(self.forms)}))?" if self.forms else ""
        return f"^{self.pattern}{ending}$"


def each_route(pages: Sequence[Any]) -> Iterator[Route]:
    """Yield the routes of page modules, in their order."""
    for page in pages:
        yield from page.ROUTES
