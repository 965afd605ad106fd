"""Builders of a week's rows: each with what a test does not care about filled in."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from newsagg.report.week import Week, make_week, read_week

AFTER = datetime(2026, 4, 1, tzinfo=UTC)


def a_claim(kind: str, value: str, quote: str, number: int = 1, **given: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "claim_id": number, "type": kind, "value": value, "quote": quote, "categories": None, "cause_trigger": None,
        "count_kind": None, "excluded": 0, "speaker": "Post", "speaker_slug": "post", "role": "outlet",
        "chain": "Post", "stance": "asserted", "second_hand": 0, "outlet": "Post", "url": "https://post.example/1",
        "article_id": 1, "origin_article_id": 1, "start": 30, "value_slug": "", "kind": "report", "said_at": None,
    }  # fmt: skip
    return fields | given


def a_finding(kind: str, *claims: int, state: str = "single", sentence: str = "") -> dict[str, Any]:
    return {
        "type": kind,
        "kind": state,
        "claims": list(claims),
        "best": "x",
        "reason": "r",
        "sentence": sentence,
    }


def a_line(incident: str = "2026-03-02-cloud", **given: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": incident, "title": f"Title of {incident}", "service": "cloud", "provider": "example", "state": "open",
        "lifecycle": "reported", "severity": "minor", "vendor_severity": None, "started": "2026-03-02T10:00:00Z",
        "started_latest": "2026-03-02T10:00:00Z", "ended": None, "ended_latest": None, "duration_minutes": None,
        "first_reported_at": "2026-03-02T11:00:00Z", "origins": 1, "articles": 1, "conflicts": 0,
        "vendor_only": False,
    }  # fmt: skip
    return fields | given


def an_incident(
    incident: str = "2026-03-02-cloud",
    *,
    claims: Sequence[dict[str, Any]] = (),
    findings: Sequence[dict[str, Any]] | None = None,
    services: Sequence[dict[str, Any]] = ({"name": "Cloud", "role": "subject"},),
    **given: Any,
) -> dict[str, Any]:
    """A line with its record; without ``findings`` each type of claim has one that nobody disputes."""
    by_type: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for claim in claims:
        by_type.setdefault(claim["type"], {}).setdefault(claim["speaker"], []).append(claim)
    if findings is None:
        findings = [
            a_finding(kind, *(c["claim_id"] for c in claims if c["type"] == kind)) for kind in by_type
        ]
    record = {"claims": by_type, "findings": list(findings), "services": list(services)}
    return a_line(incident, **given) | {"record": record}


def a_feed(slug: str = "post", **given: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "feed": slug, "outlet": slug.title(), "kind": "news", "asked": 10, "answered": 10, "error": "",
        "entries": 5, "usual": 20, "unasked": "",
    }  # fmt: skip
    return fields | given


def a_week(*incidents: dict[str, Any], label: str = "2026-W10", zone: str = "UTC", **given: Any) -> Week:
    name, _, start, end = read_week(label, zone)
    fields: dict[str, Any] = {
        "told_at": AFTER, "before": (), "still_open": (), "late": (), "feeds": [a_feed()],
    }  # fmt: skip
    return make_week(label=name, start=start, end=end, zone=zone, incidents=incidents, **fields | given)
