"""Words -> incidents, articles and quotes that hold them, in one order. Reads only.

FTS5 does the finding; any punctuation is safe, since only words and phrases in double quotes reach it, each quoted.
"""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.rows import write_time

Row = dict[str, Any]

KINDS = ("incident", "article", "claim")
"""What can be found. Of two that hold the words equally well the earlier kind comes first."""

# Words that more than so many articles hold tell little: then the newest so many are ranked and not all. Scoring one
# takes 3 to 8 microseconds, so that the commonest word costs no more than 20 ms a kind.
_RANKED = 1500
# Claims that one sentence makes, at most: so many more are looked at.
_SAME = 3
# More words than anybody types; FTS5 refuses very long queries.
_MOST_WORDS = 20

# The kinds are mixed by rank and not by score, since bm25 of one corpus says nothing beside bm25 of another (reciprocal
# rank fusion): the third incident stands about beside the first article and the fifth before the first quote.
_WEIGHTS = {"incident": 1.0, "article": 0.8, "claim": 0.7}
_DAMPING = 10

_PROVIDER = (
    """SELECT s.incident_id FROM incident_services s WHERE s.provider = :provider OR s.service = :provider"""
)
_PLACED = "p.removed_at IS NULL AND p.role IN ('primary', 'update')"
_ARTICLES_OF = f"""SELECT p.article_id FROM incident_articles p
    WHERE {_PLACED} AND p.incident_id IN ({_PROVIDER})"""  # noqa: S608

# Each finds the newest that hold the words and fit, with their score. Rowids grow with time, so that FTS5 gives them
# newest first without sorting. The plus keeps it from asking FTS5 once for each article of a provider.
_FIND = {
    "incident": f"""SELECT i.number AS rowid, bm25(incidents_fts, 1.0, 3.0, 2.0) AS score
        FROM incidents_fts CROSS JOIN incidents i ON i.number = incidents_fts.rowid
        WHERE incidents_fts MATCH :words AND i.state IN ('candidate', 'open', 'settled')
        AND (:since IS NULL OR coalesce(i.started_from, i.first_reported_at, i.opened_at) >= :since)
        AND (:until IS NULL OR coalesce(i.started_from, i.first_reported_at, i.opened_at) <= :until)
        AND (:provider IS NULL OR i.id IN ({_PROVIDER}))
        ORDER BY incidents_fts.rowid DESC LIMIT :ranked""",  # noqa: S608
    "article": f"""SELECT articles_fts.rowid AS rowid, bm25(articles_fts, 3.0, 1.0) AS score
        FROM articles_fts {{joined}} WHERE articles_fts MATCH :words {{timed}}
        AND (:provider IS NULL OR +articles_fts.rowid IN ({_ARTICLES_OF}))
        ORDER BY articles_fts.rowid DESC LIMIT :ranked""",  # noqa: S608
    "claim": f"""SELECT claims_fts.rowid AS rowid, bm25(claims_fts) AS score
        FROM claims_fts CROSS JOIN claims c ON c.id = claims_fts.rowid {{joined}}
        WHERE claims_fts MATCH :words AND c.withdrawn_at IS NULL {{timed}}
        AND (:provider IS NULL OR c.article_id IN ({_ARTICLES_OF}))
        ORDER BY claims_fts.rowid DESC LIMIT :ranked""",  # noqa: S608
}
_JOINED = {
    "incident": "",
    "article": "CROSS JOIN articles a ON a.id = articles_fts.rowid",
    "claim": "CROSS JOIN articles a ON a.id = c.article_id",
}
_TIMED = """AND (:since IS NULL OR coalesce(a.published_at, a.first_seen_at) >= :since)
        AND (:until IS NULL OR coalesce(a.published_at, a.first_seen_at) <= :until)"""

_INCIDENT = f"""(SELECT p.incident_id FROM incident_articles p WHERE p.article_id = a.id AND {_PLACED}
    ORDER BY p.id LIMIT 1)"""  # noqa: S608
_SHOW = {
    "incident": """SELECT i.id, i.title, NULL AS url, i.id AS incident_id,
            coalesce(i.started_from, i.first_reported_at, i.opened_at) AS at, i.lead_service AS who,
            snippet(incidents_fts, 1, '[', ']', '…', 20) AS snippet, NULL AS place
        FROM incidents_fts JOIN incidents i ON i.number = incidents_fts.rowid
        WHERE incidents_fts MATCH :words AND incidents_fts.rowid = :rowid""",
    "article": f"""SELECT a.id, v.title, a.url, {_INCIDENT} AS incident_id,
            coalesce(a.published_at, a.first_seen_at) AS at, a.outlet AS who,
            snippet(articles_fts, -1, '[', ']', '…', 20) AS snippet, NULL AS place
        FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid
        JOIN article_versions v ON v.id = a.newest_version_id
        WHERE articles_fts MATCH :words AND articles_fts.rowid = :rowid""",  # noqa: S608
    "claim": f"""SELECT c.id, c.type || ': ' || c.value AS title, a.url, {_INCIDENT} AS incident_id,
            coalesce(a.published_at, a.first_seen_at) AS at, s.name AS who,
            snippet(claims_fts, 0, '[', ']', '…', 20) AS snippet, c.start_offset AS place
        FROM claims_fts JOIN claims c ON c.id = claims_fts.rowid JOIN articles a ON a.id = c.article_id
        JOIN speakers s ON s.slug = c.speaker
        WHERE claims_fts MATCH :words AND claims_fts.rowid = :rowid""",  # noqa: S608
}


def search(
    db: Database,
    words: str,
    limit: int = 50,
    *,
    kinds: Collection[str] = KINDS,
    provider: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Row]:
    """Return incidents, articles about outages and live claims that hold all the words, the best first.

    Words in double quotes are a phrase; all other punctuation separates words and means nothing. Ranked by bm25 within
    each kind, titles thrice as heavy as texts, and the kinds mixed by rank; of words that more than 1,500 of a kind
    hold, the newest 1,500 are ranked. A sentence with several claims is found once. ``provider`` is the slug of a
    provider or service with any part in the incident; ``since`` and ``until`` bound an incident's start, else first
    report, and the publication of articles. Each row: ``kind``, ``id``, ``title``, ``url``, ``incident_id``, ``at``
    (UTC), ``who`` (service, outlet or speaker), ``snippet`` with the words found between ``[`` and ``]``.
    """
    query = write_query(words)
    if not query:
        return []
    values: dict[str, Any] = {
        "words": query,
        "ranked": _RANKED,
        "provider": provider,
        "since": write_time(since) if since else None,
        "until": write_time(until) if until else None,
    }
    found: list[tuple[float, int, int, str]] = []
    for place, kind in enumerate(KINDS):
        if kind not in kinds:
            continue
        timed = bool(since or until)
        finding = _FIND[kind].format(joined=_JOINED[kind] if timed else "", timed=_TIMED if timed else "")
        best = f"SELECT rowid FROM ({finding}) ORDER BY score, rowid DESC LIMIT :best"  # noqa: S608
        ranked = db.conn.execute(best, values | {"best": limit * _SAME if kind == "claim" else limit})
        found += [
            (-_WEIGHTS[kind] / (_DAMPING + rank), place, rowid, kind)
            for rank, (rowid,) in enumerate(ranked, 1)
        ]
    return _show(db, query, sorted(found), limit)


def _show(db: Database, query: str, found: Sequence[tuple[float, int, int, str]], limit: int) -> list[Row]:
    """Return the first of what was found as rows, a sentence once."""
    rows: list[Row] = []
    quotes: set[tuple[Any, Any]] = set()
    for _, _, rowid, kind in found:
        if len(rows) == limit:
            break
        for row in fetch_rows(db, _SHOW[kind], {"words": query, "rowid": rowid}):
            place = (row["url"], row.pop("place"))
            if kind != "claim" or place not in quotes:
                rows.append({"kind": kind, **row})
            quotes.add(place)
    return rows


def write_query(words: str) -> str:
    """Return the words as an FTS5 query that no punctuation can break; empty when there are none."""
    parts = words.split('"')
    if len(parts) % 2 == 0:  # a quotation mark without its other half
        parts = [" ".join(parts)]
    phrases: list[str] = []
    for place, part in enumerate(parts):
        found = re.findall(r"\w+", part)
        phrases += [" ".join(found)] if place % 2 and found else found
    return " ".join(f'"{phrase}"' for phrase in phrases[:_MOST_WORDS])
