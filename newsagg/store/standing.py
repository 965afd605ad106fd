"""How incidents stand beside the lines of ``incident_summary``: who tells of them, what was withdrawn. Reads only."""

import difflib
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.store.connect import fetch_rows
from newsagg.store.rows import keep_text, read_maybe_time


def find_vendor_only(db: Database) -> set[str]:
    """Return the ids of incidents that only a vendor's own status feed tells of."""
    rows = db.conn.execute(
        """SELECT p.incident_id FROM incident_articles p JOIN articles a ON a.id = p.article_id
        WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update')
        GROUP BY p.incident_id HAVING min(a.feed_kind = 'status') = 1"""
    )
    return {incident for (incident,) in rows}


def find_service(db: Database, name: str) -> str:
    """Return the slug of the service or provider that incidents know by this name or slug; the name itself if none."""
    row = db.conn.execute(
        """SELECT CASE WHEN :name IN (service, provider) THEN :name ELSE service END FROM incident_services
        WHERE :name IN (service, provider) OR lower(name) = :name ORDER BY position LIMIT 1""",
        {"name": name.casefold()},
    ).fetchone()
    return str(row[0]) if row else name.casefold()


def require_service(db: Database, name: str) -> str:
    """Return the slug as :func:`find_service` does; raises NotFoundError, naming the nearest, where there is none."""
    slug = find_service(db, name)
    known = db.conn.execute(
        "SELECT 1 FROM incident_services WHERE :slug IN (service, provider) LIMIT 1", {"slug": slug}
    ).fetchone()
    if known is None:
        hint = hint_at_services(db, name) or "`newsagg incidents` lists what there is"
        raise NotFoundError("no incident has such a service or provider", subject=name, hint=hint)
    return slug


def hint_at_services(db: Database, name: str) -> str:
    """Return a question that names the services and providers of incidents most like one that none has; or nothing."""
    slugs = {
        str(slug)
        for row in db.conn.execute("SELECT DISTINCT service, provider FROM incident_services")
        for slug in row
        if slug
    }
    asked = name.casefold()
    if asked in slugs:  # a service, where a provider was wanted
        rows = db.conn.execute(
            "SELECT DISTINCT provider FROM incident_services WHERE service = ? AND provider <> '' LIMIT 3",
            (asked,),
        )
        owners = sorted(str(provider) for (provider,) in rows)
        return f"did you mean its provider, {' or '.join(owners)}?" if owners else ""
    holding = sorted((s for s in slugs if len(asked) > 2 and (asked in s or s in asked)), key=len)
    near = difflib.get_close_matches(asked, sorted(slugs), n=3, cutoff=0.6)
    found = list(dict.fromkeys([*near, *holding]))[:3]
    return f"did you mean {' or '.join(found)}?" if found else ""


def count_rejected(db: Database) -> int:
    """Return how many incidents analysts have rejected."""
    return int(db.conn.execute("SELECT count(*) FROM incidents WHERE state = 'rejected'").fetchone()[0])


def find_withdrawn(db: Database, incident: str) -> list[dict[str, Any]]:
    """Return lines of ``claim_ledger`` whose words the newest version of their article no longer has.

    A teaser whose page was read later was replaced, not taken back; words that still stand were read otherwise.
    """
    return fetch_rows(
        db,
        """SELECT l.* FROM claim_ledger l JOIN article_versions v ON v.id = l.version
        JOIN articles a ON a.id = l.article_id JOIN article_versions n ON n.id = a.newest_version_id
        WHERE l.incident_id = ? AND l.withdrawn_at IS NOT NULL
            AND NOT (v.basis = 'feed' AND n.basis <> 'feed')
            AND instr(n.title, l.quote) = 0 AND instr(n.body, l.quote) = 0
        ORDER BY l.type, l.speaker, l.first_seen_at, l.claim_id""",
        (incident,),
    )


def find_article(db: Database, written: str) -> int:
    """Return the number of an article given by its number or address; raises NotFoundError."""
    row = db.conn.execute(
        """SELECT id FROM articles WHERE url = :written OR canonical_url = :written OR CAST(id AS TEXT) = :written
        ORDER BY url <> :written, id LIMIT 1""",
        {"written": keep_text(written.strip())},
    ).fetchone()
    if row is None:
        hint = "give its address or number, as `newsagg show` prints them"
        raise NotFoundError("no such article", subject=written, hint=hint)
    return int(row[0])


def find_nearest(db: Database, incident: str, *, most: int = 3) -> list[str]:
    """Return the ids most like one that was never given, the likeliest first."""
    ids = [row[0] for row in db.conn.execute("SELECT id FROM incidents ORDER BY number DESC LIMIT 20000")]
    asked = incident.casefold()
    holding = [known for known in ids if asked and asked in known]
    near = difflib.get_close_matches(asked, ids, n=most, cutoff=0.5)
    return list(dict.fromkeys([*holding, *near]))[:most]


def load_span(db: Database, incident: str) -> dict[str, datetime | None]:
    """Return when an incident of ours began and ended, by the fields of its line; empty for an id never given."""
    rows = fetch_rows(
        db, "SELECT started_from, started_to, ended_from, ended_to FROM incidents WHERE id = ?", (incident,)
    )
    return {name: read_maybe_time(value) for row in rows for name, value in row.items()}


def find_first_report(db: Database, incident: str) -> tuple[datetime | None, str]:
    """Return when an incident was first reported, and by which outlet; None and nothing when no article says when."""
    row = db.conn.execute(
        """SELECT coalesce(a.published_at, v.published_at) AS at, a.outlet FROM incident_articles p
        JOIN articles a ON a.id = p.article_id JOIN article_versions v ON v.id = a.newest_version_id
        WHERE p.incident_id = ? AND p.removed_at IS NULL AND p.role IN ('primary', 'update') AND at IS NOT NULL
        ORDER BY at, a.id LIMIT 1""",
        (incident,),
    ).fetchone()
    return (read_maybe_time(row[0]), str(row[1])) if row else (None, "")


def check_quickly(db: Database) -> list[str]:
    """Return what SQLite finds wrong with the file's pages; empty when all is well. ``check_file`` looks deeper."""
    return [str(row[0]) for row in db.conn.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
