"""The record's incidents as feeds: ``/incidents.atom``, ``.json`` and ``.ics``, of all, of a provider, by query.

A visit -> rows -> a feed; nothing is sent to who has the newest already (ETag, Last-Modified).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urlencode

from newsagg.report.syndicate import KINDS, make_channel, render
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.syndication import SEVERITIES, STATES, list_told, require_provider

MOST_ITEMS = 500
_ITEMS = 100


def show_feed(visit: Visit) -> Answer:
    """Answer with the incidents that changed last; the parameters are provider, severity, state, q, since and limit."""
    slug = visit.part.get("slug", "")
    if not visit.form:
        return visit.redirect(f"/provider/{slug}" if slug else "/")
    name = require_provider(visit.db, slug) if slug else ""
    asked = {word: visit.ask(word) for word in ("provider", "severity", "state", "q", "since", "limit")}
    asked = {word: value for word, value in asked.items() if value}
    fault, since = _find_fault(asked)
    if fault:
        return Answer(body=f"{fault}\n".encode(), status=400, kind="text/plain; charset=utf-8")
    if "provider" in asked:
        require_provider(visit.db, asked["provider"])
    rows = list_told(
        visit.db,
        provider=slug or asked.get("provider", ""),
        severity=asked.get("severity", ""),
        state=asked.get("state", ""),
        words=asked.get("q", ""),
        since=since,
        limit=min(int(asked.get("limit", _ITEMS)), MOST_ITEMS),
    )
    query = f"?{urlencode(asked)}" if asked else ""
    channel = make_channel(
        rows,
        title=tell_title(name, asked),
        path=f"{visit.path.lstrip('/')}{query}",
        public=visit.settings.public_url or visit.absolute("").rstrip("/"),
        itself=visit.absolute(f"{visit.path}.{visit.form}{query}"),
        home=visit.absolute(f"/provider/{slug}" if slug else "/"),
    )
    headers = {
        "last-modified": format_datetime(channel.updated, usegmt=True),
        "access-control-allow-origin": "*",
        "content-disposition": f'inline; filename="incidents.{visit.form}"',
    }
    if _has_newest(visit.headers, channel.updated):
        return Answer(body=b"", status=304, kind=KINDS[visit.form], headers=headers)
    return Answer(body=render(channel, visit.form), kind=KINDS[visit.form], headers=headers)


def tell_title(provider: str, asked: Mapping[str, str]) -> str:
    """Return what a feed is of, in words."""
    parts = [f"{word} {value}" for word, value in asked.items() if word != "limit"]
    of = f"Incidents of {provider}" if provider else "Incidents"
    return f"{of}: {', '.join(parts)}" if parts else of


def _find_fault(asked: Mapping[str, str]) -> tuple[str, datetime | None]:
    """Return what is wrong with the parameters, if anything, and the time that ``since`` means."""
    for word, known in (("severity", SEVERITIES), ("state", STATES)):
        if word in asked and asked[word] not in known:
            return f"{word} is one of {', '.join(known)}", None
    if "limit" in asked and not (
        asked["limit"].isascii() and asked["limit"].isdigit() and len(asked["limit"]) < 6
    ):
        return "limit is a number", None
    try:
        since = datetime.fromisoformat(asked["since"]) if "since" in asked else None
    except ValueError:
        return "since is a day or a time: 2026-03-02, 2026-03-02T11:40", None
    return "", since.replace(tzinfo=UTC) if since and since.tzinfo is None else since


def _has_newest(headers: Mapping[str, str], updated: datetime) -> bool:
    """Say whether a visitor who knows no tag has seen the last change."""
    written = headers.get("if-modified-since", "")
    if not written or headers.get("if-none-match"):
        return False
    try:
        return parsedate_to_datetime(written).astimezone(UTC) >= updated
    except (ValueError, TypeError):
        return False


ROUTES = (
    Route(r"/incidents", show_feed, forms=("atom", "json", "ics")),
    Route(r"/provider/(?P<slug>[^/]+)/incidents", show_feed, forms=("atom", "json", "ics")),
)
