"""A vendor's status page -> one entry per incident, with its typed and timed updates. Pure.

An entry's content is its updates in the order of time, a paragraph each: "Investigating - We are looking into ...".
Every update's body stands in it verbatim. After them come the facts that the page has fields for, a line each: the
components and places hit, when the vendor says that things broke and were well again, a maintenance's window. Each
format has a reader that yields Incidents (statusfeeds.py, statusapis.py, statusclouds.py, statusvendors.py,
statushtml.py); this module makes entries of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import UTC, datetime
from typing import Final

from newsagg.collect.plain import read_line, read_text
from newsagg.collect.statusapis import (
    read_betterstack,
    read_cachet,
    read_instatus,
    read_sorry,
    read_statusio,
    read_statuspage_json,
)
from newsagg.collect.statusclouds import read_aws_json, read_gcp_json, read_heroku
from newsagg.collect.statusfeeds import read_aws_rss, read_azure_rss, read_status_atom
from newsagg.collect.statusforms import MOST_INCIDENTS, MOST_UPDATES, Incident, Update
from newsagg.collect.statusvendors import read_apple, read_salesforce, read_slack_json
from newsagg.collect.statuswords import type_state
from newsagg.collect.urls import absolute_url, address_of_entry, canonical_url
from newsagg.errors import FeedError
from newsagg.model import Entry, Feed, StatusUpdate

LONGEST_UPDATE = 20_000
"""Characters: post-mortems are pasted into updates."""
LONGEST_FACT = 2_000
"""Characters of one line of facts: AWS named 142 services in one event."""


def parse_status(feed: Feed, body: bytes) -> list[Entry]:
    """Return an entry per incident of a status page; none when the vendor lists none.

    Raises FeedError when the bytes are not of the feed's format.
    """
    read = STATUS_FORMATS.get(feed.format)
    if read is None:
        raise FeedError(
            f"no such status format: {feed.format!r}", subject=feed.url, hint=", ".join(STATUS_FORMATS)
        )
    try:
        incidents = list(read(feed, body))[:MOST_INCIDENTS]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise FeedError(f"is not {feed.format}: {error}"[:300], subject=feed.url) from error
    links = Counter(
        canonical_url(absolute_url(i.link, base=feed.homepage or feed.url)) for i in incidents if i.link
    )
    shared = {link for link, times in links.items() if times > 1}
    return [entry for incident in incidents if (entry := _make_entry(feed, incident, shared)) is not None]


def _make_entry(feed: Feed, incident: Incident, shared: Set[str]) -> Entry | None:
    settled = sorted(_settle_updates(incident.updates), key=lambda pair: pair[1].at)
    updates = [update for _, update in settled]
    title = read_line(incident.title, limit=500, markup=False)
    if not updates or not incident.key:
        return None
    link = absolute_url(incident.link, base=feed.homepage or feed.url)
    home = feed.homepage or feed.url
    url = canonical_url(link)
    whole = {canonical_url(home), canonical_url(feed.url), canonical_url("/", base=feed.url)}
    if not url or url in whole or url in shared:  # the page that has them all
        url = address_of_entry(home, incident.key)
    told = [f"{label} - {update.body}" for label, update in settled]
    return Entry(
        feed=feed.slug,
        key=incident.key[:500],
        url=url,
        link=link,
        title=title or read_line(updates[0].body, limit=100, markup=False),
        summary=read_line(updates[-1].body, limit=1_000, markup=False),
        content="\n\n".join([*told, *_tell_facts(incident, updates)]),
        author=feed.outlet,
        published_at=_find_beginning(incident, updates),
        updated_at=updates[-1].at,
        language=feed.language,
        updates=tuple(updates),
    )


def _find_beginning(incident: Incident, updates: list[StatusUpdate]) -> datetime:
    """When the vendor first spoke of it; of a maintenance, which is announced weeks ahead, when the work began."""
    if updates[0].state == "scheduled":
        begun = next(
            (update.at for update in updates if update.state not in ("scheduled", "cancelled")), None
        )
        return begun or updates[0].at
    return min(incident.begun or updates[0].at, updates[0].at)


def _settle_updates(updates: Iterable[Update]) -> Iterator[tuple[str, StatusUpdate]]:
    """Yield each update once, with the vendor's own word for its state."""
    seen: set[tuple[datetime, str]] = set()
    for update in list(updates)[:MOST_UPDATES]:
        body = read_text(update.body, limit=LONGEST_UPDATE)
        if body and (update.at, body) not in seen:
            seen.add((update.at, body))
            components = tuple(
                dict.fromkeys(name for part in update.components if (name := read_line(part, limit=200)))
            )
            label = read_line(update.state.replace("_", " "), limit=60).strip(" -–—:") or "Update"
            yield (
                label[:1].upper() + (label[1:].lower() if label.isupper() else label[1:]),
                StatusUpdate(
                    at=update.at,
                    state=type_state(update.state),
                    body=body,
                    impact=update.impact.strip().lower(),
                    components=components,
                ),
            )


def _tell_facts(incident: Incident, updates: list[StatusUpdate]) -> Iterator[str]:
    names = dict.fromkeys(name for update in updates for name in update.components)
    if names:
        yield f"Affected components: {_join(names)}"
    if incident.regions:
        yield f"Affected locations: {_join(incident.regions)}"
    quiet = ("", "none", "maintenance")
    impact = next((update.impact for update in reversed(updates) if update.impact not in quiet), "")
    if impact:
        yield f"Impact: {impact}"
    if incident.started:
        yield f"Started: {_tell_time(incident.started)}"
    if incident.ended and (incident.started is None or incident.ended >= incident.started):
        yield f"Ended: {_tell_time(incident.ended)}"
    if incident.planned_from and incident.planned_to:
        yield f"Planned: {_tell_time(incident.planned_from)} to {_tell_time(incident.planned_to)}"


def _join(names: Iterable[str]) -> str:
    """A list that a person reads; a comma inside a name would make two of one."""
    return read_line("; ".join(name.replace(";", ",") for name in names), limit=LONGEST_FACT, markup=False)


def _tell_time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _read_html(feed: Feed, body: bytes) -> Iterator[Incident]:
    from newsagg.collect.statushtml import (
        read_declared_page,
    )  # only who reads such a page pays for BeautifulSoup

    yield from read_declared_page(feed, body)


STATUS_FORMATS: Final[Mapping[str, Callable[[Feed, bytes], Iterator[Incident]]]] = {
    "statuspage-atom": read_status_atom,
    "statuspage-json": read_statuspage_json,
    "gcp-json": read_gcp_json,
    "aws-rss": read_aws_rss,
    "aws-json": read_aws_json,
    "azure-rss": read_azure_rss,
    "slack-json": read_slack_json,
    "instatus": read_instatus,
    "betterstack-json": read_betterstack,
    "statusio-json": read_statusio,
    "sorry-json": read_sorry,
    "cachet-json": read_cachet,
    "heroku-json": read_heroku,
    "salesforce-json": read_salesforce,
    "apple-json": read_apple,
    "html": _read_html,
}
"""What a feed's ``format`` may be, and the reader of each."""
