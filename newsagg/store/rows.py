"""Nouns <-> rows: how times, texts, articles, entries, verdicts and claims stand in SQLite. Pure."""

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newsagg.errors import StoreError
from newsagg.model import (
    Article,
    Claim,
    Entry,
    Evidence,
    ServiceRole,
    Speaker,
    StatusUpdate,
    StoredClaim,
    Value,
    Verdict,
)
from newsagg.vocabulary import (
    CauseCategory,
    ClaimType,
    CountKind,
    FeedKind,
    Precision,
    ReadBy,
    Relevance,
    ReportKind,
    Scope,
    SpeakerRole,
    Stance,
    Trigger,
)

Row = Mapping[str, Any]

# SQLite's text functions stop at a NUL, and UTF-8 has no lone surrogates.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """A version of an article with its place in the record."""

    version_id: int
    article_id: int
    article: Article


def write_time(moment: datetime) -> str:
    """Return a time as the database keeps it: ``2026-03-02T11:40:00Z``, whole seconds.

    Raises StoreError for a time without a zone: nobody could say later what it meant.
    """
    if moment.tzinfo is None:
        raise StoreError("a time without a zone cannot be kept", subject=str(moment), hint="give it its zone")
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:  # year 1 or 9999 near midnight: what is written stands in for UTC
        moment = moment.replace(tzinfo=UTC)
    return f"{moment.replace(tzinfo=None, microsecond=0).isoformat()}Z"


def write_maybe_time(moment: datetime | None) -> str | None:
    """Return a time as the database keeps it, NULL for none."""
    return None if moment is None else write_time(moment)


def read_time(text: str) -> datetime:
    """Return the aware UTC time that a stored text stands for."""
    return datetime.fromisoformat(text)


def read_maybe_time(text: str | None) -> datetime | None:
    """Return the aware UTC time that a stored text stands for, None for NULL."""
    return None if text is None else read_time(text)


def keep_text(text: str) -> str:
    """Return the text with what SQLite cannot keep replaced, one code point for one, so that offsets stay right."""
    if (
        text.isascii() and "\x00" not in text
    ):  # a search through every text of a feed costs as much as saving it
        return text
    return _UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def write_number(number: float | None) -> float | None:
    """Return a number as the database keeps it; one that no float holds, as a hostile text may print, is infinite."""
    try:
        return None if number is None else float(number)
    except OverflowError:
        return math.inf


def write_json(value: Any) -> str:
    """Return compact JSON, letters as they are."""
    return keep_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def make_hash(*parts: str) -> str:
    """Return a short fingerprint of texts, in which no two lists of parts run into each other."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()[:32]


def write_updates(updates: Iterable[StatusUpdate]) -> str:
    """Return a status page's updates as JSON."""
    return write_json(
        [
            {
                "at": write_time(update.at),
                "state": update.state,
                "body": update.body,
                "impact": update.impact,
                "components": list(update.components),
            }
            for update in updates
        ]
    )


def read_updates(text: str) -> tuple[StatusUpdate, ...]:
    """Return a status page's updates from JSON."""
    return tuple(
        StatusUpdate(
            at=read_time(row["at"]),
            state=row["state"],
            body=row["body"],
            impact=row["impact"],
            components=tuple(row["components"]),
        )
        for row in json.loads(text)
    )


def hash_article(article: Article) -> str:
    """Return the fingerprint by which two versions of an article are told apart: title, body, updates."""
    return make_hash(keep_text(article.title), keep_text(article.body), write_updates(article.updates))


def read_version(row: Row) -> StoredVersion:
    """Return a version from a row of ``article_versions`` with its article's url, outlet, feed_kind, provider."""
    return StoredVersion(
        version_id=row["version_id"],
        article_id=row["article_id"],
        article=Article(
            url=row["url"],
            outlet=row["outlet"],
            title=row["title"],
            body=row["body"],
            published_at=read_maybe_time(row["published_at"]),
            seen_at=read_time(row["seen_at"]),
            language=row["language"],
            author=row["author"],
            basis=row["basis"],
            feed_kind=FeedKind(row["feed_kind"]),
            provider=row["provider"],
            updates=read_updates(row["updates"]),
        ),
    )


def read_entry(row: Row) -> Entry:
    """Return a feed's entry from a row of ``entries``."""
    return Entry(
        feed=row["feed"],
        key=row["key"],
        url=row["url"],
        link=row["link"],
        title=row["title"],
        summary=row["summary"],
        content=row["content"],
        author=row["author"],
        published_at=read_maybe_time(row["published_at"]),
        updated_at=read_maybe_time(row["updated_at"]),
        language=row["language"],
        via=row["via"],
        updates=read_updates(row["updates"]),
    )


def read_service(row: Row) -> ServiceRole:
    """Return a service's role from a row of ``verdict_services`` or ``incident_services``."""
    return ServiceRole(
        slug=row["service"],
        name=row["name"],
        provider=row["provider"],
        role=row["role"],
        proposed=bool(row["proposed"]),
    )


def write_evidence(evidence: Iterable[Evidence]) -> str:
    """Return a verdict's evidence as JSON."""
    return write_json([[item.phrase, item.weight] for item in evidence])


def read_verdict(row: Row, services: Sequence[ServiceRole]) -> Verdict:
    """Return a verdict from a row of ``verdicts`` and its services."""
    return Verdict(
        relevance=Relevance(row["relevance"]),
        kind=ReportKind(row["kind"]),
        probability=row["probability"],
        evidence=tuple(
            Evidence(phrase=phrase, weight=weight) for phrase, weight in json.loads(row["evidence"])
        ),
        model=row["model"],
        services=tuple(services),
    )


def identify_claim(claim: Claim) -> str:
    """Return what makes a claim the same claim within one article: type, speaker, value and quote.

    An update of a status page is known by its time too: "This incident has been resolved." may stand there twice.
    """
    value = claim.value
    timed = claim.type is ClaimType.STATUS and claim.said_at is not None and value.time_from == claim.said_at
    return make_hash(
        claim.type,
        claim.speaker.slug,
        value.text,
        value.slug,
        value.trigger or "",
        str(value.excluded),
        claim.quote,
        *([write_time(claim.said_at)] if timed and claim.said_at else []),
    )


def write_claim(claim: Claim) -> dict[str, Any]:
    """Return the columns of ``claims`` that a claim fills, in two groups: what it is, and how we read it."""
    value = claim.value
    return {
        "identity": identify_claim(claim),
        "type": claim.type.value,
        "value": value.text,
        "speaker": claim.speaker.slug,
        "quote": claim.quote,
        "start_offset": claim.start,
        "end_offset": claim.end,
    } | write_reading(claim)


def write_reading(claim: Claim) -> dict[str, Any]:
    """Return the columns that better code may read anew from the same words."""
    value = claim.value
    return {
        "words": value.words,
        "precision": value.precision.value,
        "time_from": write_maybe_time(value.time_from),
        "time_to": write_maybe_time(value.time_to),
        "zone": value.zone,
        "zone_assumed": int(value.zone_assumed),
        "number_from": write_number(value.number_from),
        "number_to": write_number(value.number_to),
        "unit": value.unit,
        "count_kind": value.count_kind.value if value.count_kind else None,
        "cause_trigger": value.trigger.value if value.trigger else None,
        "value_slug": value.slug,
        "excluded": int(value.excluded),
        "speaker_role": claim.speaker.role.value,
        "chain": write_json(list(claim.chain)),
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "second_hand": int(claim.second_hand),
        "said_at": write_maybe_time(claim.said_at),
        "read_by": claim.read_by.value,
    }


def read_claim(row: Row, categories: Sequence[str]) -> StoredClaim:
    """Return a claim from a row of ``claims`` with ``speaker_name``, and its categories in order."""
    return StoredClaim(
        id=row["id"],
        article_id=row["article_id"],
        version_id=row["version_id"],
        first_seen_at=read_time(row["first_seen_at"]),
        withdrawn_at=read_maybe_time(row["withdrawn_at"]),
        claim=Claim(
            type=ClaimType(row["type"]),
            value=Value(
                text=row["value"],
                words=row["words"],
                precision=Precision(row["precision"]),
                time_from=read_maybe_time(row["time_from"]),
                time_to=read_maybe_time(row["time_to"]),
                zone=row["zone"],
                zone_assumed=bool(row["zone_assumed"]),
                number_from=row["number_from"],
                number_to=row["number_to"],
                unit=row["unit"],
                count_kind=CountKind(row["count_kind"]) if row["count_kind"] else None,
                categories=tuple(CauseCategory(name) for name in categories),
                trigger=Trigger(row["cause_trigger"]) if row["cause_trigger"] else None,
                slug=row["value_slug"],
                excluded=bool(row["excluded"]),
            ),
            speaker=Speaker(
                slug=row["speaker"], name=row["speaker_name"], role=SpeakerRole(row["speaker_role"])
            ),
            chain=tuple(json.loads(row["chain"])),
            stance=Stance(row["stance"]),
            scope=Scope(row["scope"]),
            quote=row["quote"],
            start=row["start_offset"],
            end=row["end_offset"],
            second_hand=bool(row["second_hand"]),
            said_at=read_maybe_time(row["said_at"]),
            read_by=ReadBy(row["read_by"]),
        ),
    )
