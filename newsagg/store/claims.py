"""The record -> reports for merging, with their live claims; and claims of articles. Reads only."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.model import Report, ServiceRole, StoredClaim
from newsagg.store.connect import fetch_rows
from newsagg.store.rows import read_claim, read_maybe_time, read_service, read_time, write_time
from newsagg.vocabulary import ReportKind


def load_reports(
    db: Database,
    *,
    article_ids: Iterable[int] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    services: Collection[str] | None = None,
    unsure: bool = False,
) -> list[Report]:
    """Return relevant articles as merging sees them, in the order (published or first seen, url).

    Relevant by the verdict on their newest version, and not of the kind negative; ``unsure`` ones too, if asked. An
    article whose address led to another one's is not among them.
    ``since`` and ``until`` bound the time published, else first seen; ``services`` are slugs of services or providers
    in any role. ``seen_at`` is when the article was first seen; a claim's offsets point into its own
    version, not always into ``body``.
    """
    conditions = [
        "d.relevance <> 'irrelevant'" if unsure else "d.relevance = 'relevant'",
        "d.kind <> 'negative' OR d.relevance = 'unsure'",
        # An aggregator's line whose link led to an article that we have: it was that article all the time.
        """a.same_as IS NULL OR a.canonical_url = ''
            OR EXISTS (SELECT 1 FROM entries e WHERE e.article_id = a.id)""",
    ]
    values: dict[str, Any] = {}
    if article_ids is not None:
        conditions.append("a.id IN (SELECT value FROM json_each(:ids))")
        values["ids"] = json.dumps(sorted(article_ids))
    if since is not None:
        conditions.append("coalesce(a.published_at, v.published_at, a.first_seen_at) >= :since")
        values["since"] = write_time(since)
    if until is not None:
        conditions.append("coalesce(a.published_at, v.published_at, a.first_seen_at) <= :until")
        values["until"] = write_time(until)
    if services is not None:
        conditions.append(
            """d.version_id IN (SELECT version_id FROM verdict_services
            WHERE service IN (SELECT value FROM json_each(:services))
            OR provider IN (SELECT value FROM json_each(:services)))"""
        )
        values["services"] = json.dumps(sorted(services))
    rows = fetch_rows(
        db,
        f"""SELECT a.id, a.url, a.outlet, a.provider, a.first_seen_at, v.id AS version_id, v.title, v.body,
            v.language, v.basis, coalesce(a.published_at, v.published_at) AS published_at, d.kind, d.probability,
            d.relevance = 'unsure' AS unsure
        FROM verdicts d JOIN articles a ON a.newest_version_id = d.version_id
        JOIN article_versions v ON v.id = d.version_id WHERE ({") AND (".join(conditions)})
        ORDER BY coalesce(a.published_at, v.published_at, a.first_seen_at), a.url""",  # noqa: S608
        values,
    )
    claims = load_claims(db, [row["id"] for row in rows])
    roles = load_services(db, [row["version_id"] for row in rows])
    return [_read_report(row, roles[row["version_id"]], claims[row["id"]]) for row in rows]


def reports_due(db: Database) -> list[int]:
    """Return the articles whose verdict or claims changed since they were last merged.

    Also those that are no longer relevant: ``load_reports`` leaves them out, and merging takes them out.
    """
    return [row[0] for row in db.conn.execute("SELECT id FROM articles WHERE merge_due = 1 ORDER BY id")]


def load_claims(
    db: Database, article_ids: Sequence[int], *, withdrawn: bool = False
) -> defaultdict[int, list[StoredClaim]]:
    """Return the claims of each article in reading order: the live ones, or all of them."""
    ids = json.dumps(list(article_ids))
    categories: defaultdict[int, list[str]] = defaultdict(list)
    for claim_id, category in db.conn.execute(
        """SELECT g.claim_id, g.category FROM claims c JOIN claim_categories g ON g.claim_id = c.id
        WHERE c.article_id IN (SELECT value FROM json_each(?)) ORDER BY g.claim_id, g.position""",
        (ids,),
    ):
        categories[claim_id].append(category)
    rows = fetch_rows(
        db,
        """SELECT c.*, s.name AS speaker_name FROM claims c JOIN speakers s ON s.slug = c.speaker
        WHERE c.article_id IN (SELECT value FROM json_each(:ids)) AND (:withdrawn OR c.withdrawn_at IS NULL)
        ORDER BY c.article_id, c.version_id, c.start_offset, c.id""",
        {"ids": ids, "withdrawn": withdrawn},
    )
    found: defaultdict[int, list[StoredClaim]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(read_claim(row, categories[row["id"]]))
    return found


def load_services(db: Database, version_ids: Sequence[int]) -> defaultdict[int, list[ServiceRole]]:
    """Return the services that the verdict on each version names, in its order."""
    found: defaultdict[int, list[ServiceRole]] = defaultdict(list)
    for row in fetch_rows(
        db,
        """SELECT * FROM verdict_services WHERE version_id IN (SELECT value FROM json_each(?))
        ORDER BY version_id, position""",
        (json.dumps(list(version_ids)),),
    ):
        found[row["version_id"]].append(read_service(row))
    return found


def _read_report(row: dict[str, Any], services: list[ServiceRole], claims: list[StoredClaim]) -> Report:
    return Report(
        article_id=row["id"],
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        body=row["body"],
        language=row["language"],
        published_at=read_maybe_time(row["published_at"]),
        seen_at=read_time(row["first_seen_at"]),
        kind=_read_kind(row["kind"]),
        basis=row["basis"],
        probability=row["probability"],
        services=tuple(services),
        claims=tuple(claims),
        provider=row["provider"],
        unsure=bool(row["unsure"]),
    )


def _read_kind(written: str) -> ReportKind:
    """An unsure article's kind may be negative; when it counts after all, it is a report."""
    kind = ReportKind(written)
    return ReportKind.REPORT if kind is ReportKind.NEGATIVE else kind
