"""Builders for the store's tests: each returns one noun, with what the test does not care about filled in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from newsagg.model import (
    Article,
    Claim,
    Entry,
    Feed,
    Fetch,
    Finding,
    Headline,
    ServiceRole,
    Speaker,
    StatusUpdate,
    Value,
    Verdict,
)
from newsagg.store.articles import save_detection, save_feed, versions_to_judge
from newsagg.vocabulary import (
    CauseCategory,
    ClaimType,
    Confirmation,
    FeedKind,
    FindingKind,
    Lifecycle,
    Mode,
    Relevance,
    ReportKind,
    Scope,
    Severity,
    SpeakerRole,
    Stance,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

# What a second run over the same input may add or move: the ledger of runs and fetches, the times of feeds and hosts.
LEDGER = {"runs", "fetches", "feeds", "hosts", "robots"}


def later(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def a_feed(slug: str = "post", **given: Any) -> Feed:
    fields: dict[str, Any] = {
        "outlet": slug.title(),
        "url": f"https://{slug}.example/feed",
        "kind": FeedKind.NEWS,
    }
    return Feed(slug=slug, **fields | given)


def a_fetch(purpose: str = "feed", **given: Any) -> Fetch:
    fields: dict[str, Any] = {
        "url": "https://post.example/feed",
        "asked_at": NOON,
        "outcome": "ok",
        "status": 200,
    }
    return Fetch(purpose=purpose, **fields | given)


def a_story(
    feed: Feed | None = None,
    url: str = "https://post.example/1",
    title: str = "Example Cloud is down",
    summary: str = "Pages would not load. The vendor blamed a database.",
    *,
    seen_at: datetime = NOON,
    published_at: datetime | None = NOON,
    key: str = "",
    updates: tuple[StatusUpdate, ...] = (),
) -> tuple[Entry, Article]:
    """An entry and the article that collecting makes of it."""
    feed = feed or a_feed()
    entry = Entry(
        feed=feed.slug,
        key=key or url,
        url=url,
        title=title,
        summary=summary,
        published_at=published_at,
        updates=updates,
    )
    article = Article(
        url=url,
        outlet=feed.outlet,
        title=title,
        body=summary,
        published_at=published_at,
        seen_at=seen_at,
        basis="status" if feed.kind is FeedKind.STATUS else "feed",
        feed_kind=feed.kind,
        provider=feed.provider,
        updates=updates,
    )
    return entry, article


def a_page(
    body: str, *, url: str = "https://post.example/1", title: str = "Example Cloud is down", **given: Any
) -> Article:
    fields: dict[str, Any] = {"outlet": "Post", "published_at": NOON, "seen_at": later(1), "basis": "page"}
    return Article(url=url, title=title, body=body, **fields | given)


def save_stories(
    db: Database, feed: Feed, *stories: tuple[Entry, Article], now: datetime = NOON, etag: str = ""
) -> tuple[int, int]:
    return save_feed(
        db,
        feed,
        stories,
        a_fetch(url=feed.url, feed=feed.slug),
        etag=etag,
        last_modified="",
        next_due_at=now + timedelta(minutes=30),
        now=now,
        run_id=None,
    )


def a_claim(
    article: Article,
    quote: str,
    value: str = "database",
    *,
    kind: ClaimType = ClaimType.CAUSE,
    speaker: str = "Example Corp",
    role: SpeakerRole = SpeakerRole.VENDOR_OFFICIAL,
    **given: Any,
) -> Claim:
    start = article.text.index(quote)
    fields: dict[str, Any] = {
        "value": Value(text=value, words=quote, categories=(CauseCategory.DATA_STORE,)),
        "chain": (article.outlet, speaker),
        "stance": Stance.ASSERTED,
        "scope": Scope.THIS_INCIDENT,
    }
    return Claim(
        type=kind,
        speaker=Speaker(slug=speaker.lower().replace(" ", "-"), name=speaker, role=role),
        quote=quote,
        start=start,
        end=start + len(quote),
        **fields | given,
    )


CLOUD = ServiceRole(slug="example-cloud", name="Example Cloud", provider="example", role="subject")


def a_verdict(relevance: Relevance = Relevance.RELEVANT, **given: Any) -> Verdict:
    fields: dict[str, Any] = {
        "kind": ReportKind.REPORT,
        "probability": 0.9,
        "evidence": (),
        "model": "m1",
        "services": (CLOUD,),
    }
    return Verdict(relevance=relevance, **fields | given)


def judge_all(
    db: Database, quotes: Sequence[str] = (), *, verdict: Verdict | None = None, now: datetime = NOON
) -> list[int]:
    """Judge every waiting version; each claims the quotes that stand in it. Returns the article numbers."""
    waiting = versions_to_judge(db, 100)
    items = [
        (
            stored,
            verdict or a_verdict(),
            [a_claim(stored.article, quote) for quote in quotes if quote in stored.article.text],
        )
        for stored in waiting
    ]
    save_detection(db, items, now, None)
    return [stored.article_id for stored in waiting]


def a_headline(**given: Any) -> Headline:
    fields: dict[str, Any] = {
        "title": "Example Cloud outage",
        "lead_service": "example-cloud",
        "services": (CLOUD,),
        "started_from": NOON,
        "started_to": NOON,
        "ended_from": None,
        "ended_to": None,
        "first_reported_at": NOON,
        "lifecycle": Lifecycle.REPORTED,
        "severity": Severity.MAJOR,
        "vendor_severity": None,
        "mode": Mode.UNAVAILABLE,
        "confirmation": Confirmation.MEDIA_REPORTED,
        "origins": 1,
    }
    return Headline(**fields | given)


def a_finding(*claims: int, **given: Any) -> Finding:
    fields: dict[str, Any] = {
        "type": ClaimType.CAUSE,
        "kind": FindingKind.SINGLE,
        "best": "database",
        "reason": "the only one",
        "sentence": "",
        "origins": 1,
        "speakers": 1,
    }
    return Finding(claims=claims, **fields | given)


def dump_record(db: Database, *, leave_out: set[str] = LEDGER) -> dict[str, list[Any]]:
    """Every row of every table of ours, but the ledger."""
    names = [
        row[0]
        for row in db.conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name"
        )
    ]
    return {
        name: db.conn.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in leave_out
    }
