"""A made-up record of years: incidents of every sort with their articles, claims and findings, written as plain rows.

Deterministic by its seed. What a row says is plain enough that a test can ask the database for it again.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from newsagg.store import open_db
from newsagg.store.connect import write
from newsagg.store.rows import write_time

PROVIDERS = ("acme", "bolt", "cumulus", "delta-net", "echo", "fjord", "gale", "harbour")
OUTLETS = (
    ("Post", "en"), ("Wire", "en"), ("Gazette", "en"), ("Kurier", "de"), ("Journal", "fr"), ("Diario", "es"),
)  # fmt: skip
CAUSES = (
    ("wrong setting", "configuration"), ("failed disk", "hardware"), ("fibre cut", "network"),
    ("expired certificate", "certificate_auth_time"), ("full database", "data_store"), ("bad release", "change_deployment"),
)  # fmt: skip
ZONE_HOURS = (-8, 0, 1, 5.5, 12)
"""Whose midnight a day begins at that somebody gives as a start."""


class Years:
    """Rows for a record, gathered by table and written at once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.last: dict[str, int] = defaultdict(int)

    def add(self, table: str, **row: Any) -> int:
        """Add a row; returns its number."""
        self.last[table] += 1
        self.rows[table].append(row)
        return self.last[table]

    def write(self, db: Database) -> None:
        """Write all rows in one transaction."""
        # Checked once at the end: each row by itself would be looked for in tables that have no index for it.
        db.conn.execute("PRAGMA foreign_keys = OFF")
        with write(db):
            for table, rows in sorted(self.rows.items(), key=lambda item: item[0] != "article_versions"):
                names = list(dict.fromkeys(name for row in rows for name in row))
                marks = ", ".join(f":{name}" for name in names)
                empty = dict.fromkeys(names)
                db.conn.executemany(
                    f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
                    [empty | row for row in rows],
                )
        db.conn.execute("PRAGMA foreign_keys = ON")
        assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []


def build_years(path: Path, incidents: int, since: datetime, until: datetime, *, seed: int = 7) -> Database:
    """Return a record of so many incidents that began from ``since`` to ``until`` (aware)."""
    years = Years(seed)
    _add_sources(years, since, until)
    moments = sorted(since + (until - since) * years.random.random() for _ in range(incidents))
    for number, began in enumerate(moments, start=1):
        _add_incident(years, number, began)
    db = open_db(path)
    years.write(db)
    return db


def _add_sources(years: Years, since: datetime, until: datetime) -> None:
    start = write_time(since - timedelta(days=30))
    for provider in PROVIDERS:
        years.add("speakers", slug=provider, name=provider.title())
    for outlet, _ in OUTLETS:
        years.add("speakers", slug=outlet.lower(), name=outlet)
    feeds = [(outlet, outlet.lower(), "news", language, "") for outlet, language in OUTLETS]
    feeds += [(f"{p.title()} Status", f"{p}-status", "status", "en", p) for p in PROVIDERS[:4]]
    for outlet, slug, kind, language, provider in feeds:
        years.add("outlets", name=outlet)
        years.add(
            "feeds", slug=slug, outlet=outlet, url=f"https://{slug}.example/feed", kind=kind, language=language,
            homepage="", provider=provider, format="", added_at=start,
        )  # fmt: skip
    weeks = (until - since) // timedelta(weeks=1)
    for week in range(weeks):
        at = since + timedelta(weeks=week, hours=30)
        run = years.add(
            "runs", kind="plain", clock="real", state="completed", started_at=write_time(at), host="h", pid=1
        )
        for _, slug, _, _, _ in feeds:
            for n in range(2):
                good = years.random.random() > 0.15
                years.add(
                    "fetches", run_id=run, url=f"https://{slug}.example/feed", purpose="feed", feed=slug,
                    asked_at=write_time(at + timedelta(hours=n)), outcome="ok" if good else "failed", status=200,
                    size=1, seconds=0.1, error="" if good else "refused", new_entries=0, changed_entries=0,
                )  # fmt: skip


def _add_incident(years: Years, number: int, began: datetime) -> None:
    chance = years.random
    provider = chance.choice(PROVIDERS)
    incident = f"{began:%Y-%m-%d}-{provider}-{number}"
    began = began.replace(microsecond=0)
    reported = began + timedelta(minutes=chance.randrange(5, 600))
    start = _make_start(chance, began, reported)
    ended = began + timedelta(minutes=chance.randrange(20, 2000)) if chance.random() < 0.6 else None
    state = chance.choices(("candidate", "open", "settled", "rejected"), (10, 30, 57, 3))[0]
    opened = reported + timedelta(hours=chance.choice((1, 1, 1, 200)))
    years.add(
        "incidents", id=incident, state=state, title=f"{provider.title()} fails for the {number}th time",
        lead_service=f"{provider}-cloud", opened_at=write_time(opened), changed_at=write_time(opened),
        started_from=write_time(start[0]), started_to=write_time(start[1]),
        ended_from=write_time(ended) if ended else None, ended_to=write_time(ended) if ended else None,
        first_reported_at=write_time(reported), lifecycle="resolved" if ended else chance.choice(("reported", "monitoring")),
        severity=chance.choice(("none", "minor", "minor", "major", "critical", None)),
        vendor_severity=chance.choice((None, None, "major")), mode=chance.choice(("unavailable", "degraded")),
        confirmation=chance.choices(("media_reported", "not_an_outage"), (96, 4))[0], origins=1,
    )  # fmt: skip
    years.add("incident_events", incident_id=incident, at=write_time(opened), kind="opened", reason="r")
    services = [(f"{provider}-cloud", provider, "subject")]
    if chance.random() < 0.3:
        other = chance.choice([p for p in PROVIDERS if p != provider])
        services.append((f"{other}-cloud", other, "affected"))
    for position, (service, owner, role) in enumerate(services):
        years.add(
            "incident_services", incident_id=incident, position=position, service=service,
            name=f"{owner.title()} Cloud", provider=owner, role=role,
        )  # fmt: skip
    claims = defaultdict[str, list[int]](list)
    status_only = provider in PROVIDERS[:4] and chance.random() < 0.3
    for n in range(1 if status_only else chance.randrange(1, 4)):
        published = reported + timedelta(hours=n * chance.choice((1, 5, 240)))
        status = n == 0 and provider in PROVIDERS[:4] and (status_only or chance.random() < 0.5)
        _add_article(
            years, incident, f"{number}-{n}", published, opened, provider, status, start, ended, claims
        )
    for kind, numbers in claims.items():
        values = {years.rows["claims"][claim - 1]["value"] for claim in numbers}
        disputed = kind == "cause" and len(values) > 1
        finding = years.add(
            "findings", incident_id=incident, type=kind, kind="conflict" if disputed else "compatible", best="x",
            reason="r", sentence="s", origins=1, speakers=1, first_seen_at=write_time(opened),
        )  # fmt: skip
        for position, claim in enumerate(numbers):
            years.add("finding_claims", finding_id=finding, position=position, claim_id=claim)


def _make_start(chance: random.Random, began: datetime, reported: datetime) -> tuple[datetime, datetime]:
    """An instant, a day of some place, or nothing: the half day before the first report."""
    kind = chance.random()
    if kind < 0.5:
        return began, began
    if kind < 0.75:
        ahead = timedelta(hours=chance.choice(ZONE_HOURS))
        midnight = (began + ahead).replace(hour=0, minute=0, second=0) - ahead
        return midnight, midnight + timedelta(days=1)
    return reported - timedelta(hours=12), reported


def _add_article(
    years: Years, incident: str, name: str, published: datetime, opened: datetime, provider: str, status: bool,
    start: tuple[datetime, datetime], ended: datetime | None, claims: dict[str, list[int]],
) -> None:  # fmt: skip
    chance = years.random
    outlet, language = (f"{provider.title()} Status", "en") if status else chance.choice(OUTLETS)
    speaker, role = (provider, "status_page") if status else (outlet.lower(), "outlet")
    seen = write_time(max(published, opened - timedelta(hours=1)))
    told = list(_make_claims(chance, start, ended, published))
    title = f"Report {name}"
    body = " ".join(quote for _, quote, _ in told) or "Nothing works."
    article = years.add(
        "articles", url=f"https://{outlet.lower().replace(' ', '-')}.example/{name}", outlet=outlet,
        feed_kind="status" if status else "news", provider=provider if status else "",
        published_at=write_time(published), first_seen_at=seen, newest_version_id=years.last["articles"] + 1,
        page_state="fetched",
    )  # fmt: skip
    years.add(
        "article_versions", article_id=article, title=title, body=body, text_hash=name,
        basis="status" if status else "page", published_at=write_time(published), seen_at=seen, language=language,
        author="",
    )  # fmt: skip
    years.add(
        "verdicts", version_id=article, article_id=article, relevance="relevant", probability=0.9, model="m",
        kind="postmortem" if chance.random() < 0.15 else "report", judged_at=seen,
    )  # fmt: skip
    years.add(
        "incident_articles", incident_id=incident, article_id=article, role="primary", origin_article_id=article,
        reason="r", placed_at=write_time(max(published, opened)),
    )  # fmt: skip
    for kind, quote, value in told:
        own = chance.random() < 0.7 or status
        begin = len(f"{title}\n\n") + body.index(quote)
        claim = years.add(
            "claims", article_id=article, version_id=article, identity=f"{kind}{begin}", type=kind, words=quote,
            precision="exact", zone="", unit=value.pop("unit", ""), value_slug="", quote=quote, start_offset=begin,
            end_offset=begin + len(quote), scope="this_incident", first_seen_at=seen,
            speaker=speaker if own else provider, speaker_role=role if own else "vendor_official",
            chain=json.dumps([outlet] if own else [outlet, provider]), second_hand=int(not own and chance.random() < 0.3),
            stance="denied" if kind == "cause" and chance.random() < 0.1 else "asserted",
            **{name: part for name, part in value.items() if name != "category"},
        )  # fmt: skip
        if "category" in value:
            years.add("claim_categories", claim_id=claim, position=0, category=value["category"])
        claims[kind].append(claim)


def _make_claims(
    chance: random.Random, start: tuple[datetime, datetime], ended: datetime | None, published: datetime
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield type, words and value of what an article claims."""
    span = start[1] - start[0]
    if span != timedelta(hours=12):
        told = {
            "time_from": write_time(start[0]),
            "time_to": write_time(start[1]),
            "value": write_time(start[0]),
        }
        yield "start_time", f"It began then, on {start[0]:%d %B}.", told
    if ended and chance.random() < 0.7:
        at = write_time(ended)
        yield "end_time", f"All was well on {ended:%d %B %Y}.", {"time_from": at, "time_to": at, "value": at}
        minutes = (ended - start[0]).total_seconds() // 60
        length = {
            "number_from": minutes,
            "number_to": minutes,
            "unit": "minutes",
            "value": f"{minutes:g} min",
        }
        yield "duration", f"People waited for {minutes:g} minutes.", length
    if chance.random() < 0.5:
        value, category = chance.choice(CAUSES)
        yield "cause", f"They blame a {value} for it.", {"value": value, "category": category}
    if chance.random() < 0.3:
        count = float(chance.randrange(100, 90_000))
        users: dict[str, Any] = {
            "number_from": count,
            "number_to": count,
            "unit": "users",
            "value": f"{count:,.0f} users",
        }
        yield "affected_users", f"It hit {count:,.0f} users.", users
    if chance.random() < 0.4:
        yield "symptom", "Pages would not load.", {"value": "would not load"}
    if chance.random() < 0.3:
        yield "compensation", "Customers get a credit.", {"value": "credit"}
    if chance.random() < 0.5:
        due = published + timedelta(days=chance.randrange(2, 20))
        told = {
            "time_from": write_time(published),
            "time_to": write_time(due),
            "value": f"report by {due:%Y-%m-%d}",
        }
        yield "promise", "A report is due soon.", told
