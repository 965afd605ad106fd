"""Builders of the rows that an edition is made of: each with what a test does not care about filled in."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from newsagg.model import DigestList
from newsagg.report.edition import Edition, Late, Words
from newsagg.report.facts import Known
from newsagg.report.making import Material, make_edition, make_known
from newsagg.report.moments import Clock
from newsagg.report.placing import place_begun
from newsagg.report.week import read_span

AFTER = datetime(2026, 3, 9, 8, tzinfo=UTC)
CLOCK = Clock("UTC", 2026)
EVERYTHING = DigestList(slug="all", title="Outages")


def a_claim(
    kind: str, value: str, quote: str = "So it was told.", number: int = 1, **given: Any
) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "claim_id": number, "type": kind, "value": value, "quote": quote, "categories": None, "cause_trigger": None,
        "count_kind": None, "excluded": 0, "speaker": "Post", "speaker_slug": "post", "role": "outlet",
        "chain": "Post", "stance": "asserted", "second_hand": 0, "outlet": "Post", "url": "https://post.example/1",
        "article_id": 1, "origin_article_id": number, "start": 30, "value_slug": "", "kind": "report", "said_at": None,
        "precision": "exact", "time_from": None, "time_to": None, "number_from": None, "number_to": None, "unit": "",
        "language": "en", "incident_id": "2026-03-02-cloud", "new": True, "by": None,
    }  # fmt: skip
    return fields | given


def a_line(incident: str = "2026-03-02-cloud", **given: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": incident, "title": f"Title of {incident}", "service": "cloud", "name": "Cloud", "provider": "example",
        "state": "open", "lifecycle": "reported", "severity": "minor", "vendor_severity": None, "mode": "degraded",
        "started": "2026-03-02T10:00:00Z", "started_latest": "2026-03-02T10:00:00Z", "ended": None,
        "ended_latest": None, "duration_minutes": None, "duration_basis": None,
        "first_reported_at": "2026-03-02T11:00:00Z", "origins": 1, "articles": 1, "conflicts": 0, "breadth": 1,
        "began": "2026-03-02T10:00:00Z",
    }  # fmt: skip
    return fields | given


def a_begun(incident: str = "2026-03-02-cloud", **given: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": incident, "began": "2026-03-02T10:00:00Z", "state": "open", "severity": "minor", "vendor_severity": None,
        "provider": "example", "over": 0, "vendor_only": 0, "told_at": "2026-03-02T12:00:00Z",
    }  # fmt: skip
    return fields | given


def a_record(
    *claims: dict[str, Any], conflicts: Sequence[str] = (), services: Sequence[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """What the store has of an incident; each type of claim has one finding, with its claims in order."""
    by_type: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for claim in claims:
        by_type.setdefault(claim["type"], {}).setdefault(claim["speaker"], []).append(claim)
    findings = [
        {
            "type": kind,
            "kind": "conflict" if kind in conflicts else "compatible",
            "claims": [claim["claim_id"] for claim in claims if claim["type"] == kind],
        }
        for kind in by_type
    ]
    article = {
        "article_id": 1, "outlet": "Post", "published_at": "2026-03-02T11:00:00Z", "role": "primary",
        "origin_article_id": 1, "language": "en",
    }  # fmt: skip
    known = [{"service": "cloud", "name": "Cloud", "role": "subject"}] if services is None else services
    return {"claims": by_type, "findings": findings, "services": known, "articles": [article]}


def known_of(*claims: dict[str, Any], conflicts: Sequence[str] = (), **line: Any) -> Known:
    return make_known(a_line(**line), a_record(*claims, conflicts=conflicts), EVERYTHING.filters)


def a_feed(slug: str = "post", **given: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "feed": slug, "outlet": slug.title(), "kind": "news", "language": "en", "provider": "", "asked": 10,
        "answered": 10, "error": "", "entries": 5, "usual": 20, "unasked": "", "gone": 0, "new": 0,
    }  # fmt: skip
    return fields | given


def edition_of(
    begun: Sequence[dict[str, Any]] = (),
    *,
    lines: Sequence[dict[str, Any]] | None = None,
    records: dict[str, dict[str, Any]] | None = None,
    wanted: DigestList = EVERYTHING,
    label: str = "2026-W10",
    told_at: datetime = AFTER,
    told_since: datetime | None = None,
    told_before: frozenset[str] | None = None,
    **given: Any,
) -> Edition:
    """An edition of rows; a line and an empty record for each incident unless given."""
    span = read_span(label, wanted.zone)
    placed = place_begun(begun, span, told_since, told_before)
    if lines is None:
        lines = [a_line(row["id"], severity=row["severity"], began=row["began"]) for row in begun]
    fields: dict[str, Any] = {"lengths": {}, "names": {"example": "Example"}, "feeds": [a_feed()]}
    material = Material(
        begun=begun,
        lines={line["id"]: line for line in lines},
        records=records or {line["id"]: a_record() for line in lines},
        **fields | given,
    )
    return make_edition(wanted, span, placed, material, told_at=told_at, told_since=told_since)


def tell(words: Words) -> str:
    return "".join(run.text for run in words)


def a_late(kind: str, incident: str) -> Late:
    return Late(kind=kind, incident=incident, title=incident, url="", sentence=(), said=())
