"""Verdicts and claims -> the record, and which versions still lack them. Writes; each function is one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.model import Claim, Verdict
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import (
    StoredVersion,
    identify_claim,
    keep_text,
    read_version,
    write_claim,
    write_evidence,
    write_reading,
    write_time,
)
from newsagg.store.versions import VERSION_COLUMNS, insert_row, update_row
from newsagg.vocabulary import FeedKind, Relevance


def versions_to_judge(
    db: Database, limit: int, *, model: str | None = None, after: int = 0
) -> list[StoredVersion]:
    """Return newest versions that were not judged yet, in the order in which their articles came.

    With ``model``, a fingerprint, also those that another model judged. ``after`` an article's id, so that a rebuild
    comes to an end though a version stays as it was (a language model that could not be asked).
    """
    rows = fetch_rows(
        db,
        f"""SELECT {VERSION_COLUMNS} FROM articles a JOIN article_versions v ON v.id = a.newest_version_id
        WHERE a.id IN (
            SELECT id FROM articles WHERE judge_due = 1
            UNION ALL
            SELECT n.id FROM articles n JOIN verdicts d ON d.version_id = n.newest_version_id
            WHERE :model IS NOT NULL AND d.model <> :model)
        AND a.id > :after ORDER BY a.id LIMIT :limit""",  # noqa: S608
        {"model": model, "limit": limit, "after": after},
    )
    return [read_version(row) for row in rows]


def save_detection(
    db: Database,
    items: Sequence[tuple[StoredVersion, Verdict, Sequence[Claim]]],
    now: datetime,
    run_id: int | None,
    *,
    want_pages: bool = True,
) -> None:
    """Save verdicts and claims of versions.

    A claim made again keeps its row, its words and first sight; one that the newest version no longer makes is
    withdrawn; one that returns is live again. Relevant and unsure articles get their page wanted, unless a status
    feed brought them or ``want_pages`` is off. What changed for merging is marked. Raises StoreError for a quote that
    does not stand in its version at its offsets; nothing is saved then.
    """
    with write(db):
        for stored, verdict, claims in items:
            _save_one(db, stored, verdict, claims, now, run_id, want_pages=want_pages)


def _save_one(
    db: Database,
    stored: StoredVersion,
    verdict: Verdict,
    claims: Sequence[Claim],
    now: datetime,
    run_id: int | None,
    *,
    want_pages: bool,
) -> None:
    article_id = stored.article_id
    was_reported = _ever_reported(db, article_id)
    verdict_changed = _save_verdict(db, stored, verdict, now, run_id)
    (newest, newest_judged) = db.conn.execute(
        """SELECT a.newest_version_id, EXISTS (SELECT 1 FROM verdicts d WHERE d.version_id = a.newest_version_id)
        FROM articles a WHERE a.id = ?""",
        (article_id,),
    ).fetchone()
    if newest != stored.version_id and newest_judged:
        return  # the article moved on while this version was judged; its claims would undo the newer ones
    claims_changed = _save_claims(db, stored, claims, now)
    changes: dict[str, Any] = {}
    if newest == stored.version_id:
        changes["judge_due"] = 0
    if (verdict_changed or claims_changed) and (
        was_reported or verdict.relevance is not Relevance.IRRELEVANT
    ):
        changes["merge_due"] = 1
    if changes:
        update_row(db, "articles", article_id, changes)
    relevant = verdict.relevance is not Relevance.IRRELEVANT
    if want_pages and relevant and stored.article.feed_kind is not FeedKind.STATUS:
        db.conn.execute(
            """UPDATE articles SET page_state = 'wanted'
            WHERE id = ? AND page_state = 'not_wanted' AND feed_kind <> 'status'""",
            (article_id,),
        )


def _ever_reported(db: Database, article_id: int) -> bool:
    query = "SELECT 1 FROM verdicts WHERE article_id = ? AND relevance <> 'irrelevant' LIMIT 1"
    return db.conn.execute(query, (article_id,)).fetchone() is not None


def _save_verdict(
    db: Database, stored: StoredVersion, verdict: Verdict, now: datetime, run_id: int | None
) -> bool:
    """Keep the verdict on a version, in place of an earlier one; return whether it says something else."""
    row: dict[str, Any] = {
        "relevance": verdict.relevance.value,
        "kind": verdict.kind.value,
        "probability": float(verdict.probability),
        "evidence": write_evidence(verdict.evidence),
        "model": verdict.model,
    }
    services = [
        (
            stored.version_id,
            place,
            role.slug,
            keep_text(role.name),
            role.provider,
            role.role,
            int(role.proposed),
        )
        for place, role in enumerate(verdict.services)
    ]
    known = fetch_rows(db, "SELECT * FROM verdicts WHERE version_id = ?", (stored.version_id,))
    known_services = db.conn.execute(
        """SELECT version_id, position, service, name, provider, role, proposed FROM verdict_services
        WHERE version_id = ? ORDER BY position""",
        (stored.version_id,),
    ).fetchall()
    if known and known_services == services and all(known[0][name] == value for name, value in row.items()):
        return False
    full = row | {"version_id": stored.version_id, "article_id": stored.article_id}
    full |= {"judged_at": write_time(now), "run_id": run_id}
    db.conn.execute("DELETE FROM verdict_services WHERE version_id = ?", (stored.version_id,))
    db.conn.execute(
        """INSERT INTO verdicts
            (version_id, article_id, relevance, kind, probability, evidence, model, judged_at, run_id)
        VALUES (:version_id, :article_id, :relevance, :kind, :probability, :evidence, :model, :judged_at, :run_id)
        ON CONFLICT (version_id) DO UPDATE SET relevance = excluded.relevance, kind = excluded.kind,
            probability = excluded.probability, evidence = excluded.evidence, model = excluded.model,
            judged_at = excluded.judged_at, run_id = excluded.run_id""",
        full,
    )
    db.conn.executemany("INSERT INTO verdict_services VALUES (?, ?, ?, ?, ?, ?, ?)", services)
    # Evidence and model alone move nothing in merging.
    weighty = ("relevance", "kind", "probability")
    return not known or known_services != services or any(known[0][name] != row[name] for name in weighty)


def _save_claims(db: Database, stored: StoredVersion, claims: Sequence[Claim], now: datetime) -> bool:
    """Bring an article's claims up to what this version makes; return whether anything changed."""
    known = {
        row["identity"]: row
        for row in fetch_rows(
            db,
            """SELECT c.*, d.id IS NOT NULL AS is_decided FROM claims c
            LEFT JOIN decisions d ON d.id = c.decision_id AND d.undone_at IS NULL WHERE c.article_id = ?""",
            (stored.article_id,),
        )
    }
    made: set[str] = set()
    changed = False
    for claim in claims:
        identity = identify_claim(claim)
        if identity in made:
            continue  # the same sentence twice in one text is one claim, at its first place
        made.add(identity)
        if identity in known:
            changed |= _read_again(db, known[identity], claim)
        else:
            insert_claim(db, stored, claim, seen_at=stored.article.seen_at)
            changed = True
    for identity, row in known.items():
        if identity in made:
            continue
        if (
            row["is_decided"] and row["quote"] in stored.article.text
        ):  # an analyst's stands while its words do
            if row["withdrawn_at"] is not None:
                update_row(db, "claims", row["id"], {"withdrawn_at": None})
                changed = True
        elif row["withdrawn_at"] is None:
            # A newer text withdrew it when we saw that text; better code, when it ran.
            withdrawn = stored.article.seen_at if row["version_id"] != stored.version_id else now
            update_row(db, "claims", row["id"], {"withdrawn_at": write_time(withdrawn)})
            changed = True
    return changed


def insert_claim(db: Database, stored: StoredVersion, claim: Claim, *, seen_at: datetime) -> int:
    """Insert a claim that is not known yet and return its number; raises StoreError where its quote does not stand."""
    if stored.article.text[claim.start : claim.end] != claim.quote:
        raise StoreError(
            f"the quote {claim.quote[:80]!r} does not stand at {claim.start}-{claim.end}",
            subject=stored.article.url,
            hint="a claim must pass detect/verify.py before it is saved; nothing of this batch was saved",
        )
    db.conn.execute(
        "INSERT INTO speakers (slug, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (claim.speaker.slug, keep_text(claim.speaker.name)),
    )
    row = write_claim(claim) | {
        "article_id": stored.article_id,
        "version_id": stored.version_id,
        "first_seen_at": write_time(seen_at),
    }
    number = insert_row(db, "claims", row)
    _save_categories(db, number, claim)
    return number


def _read_again(db: Database, row: dict[str, Any], claim: Claim) -> bool:
    """Take over how today's code reads a known claim's words, and that it is made; return whether that is news."""
    reading = write_reading(claim) | {"withdrawn_at": None}
    categories = tuple(
        name
        for (name,) in db.conn.execute(
            "SELECT category FROM claim_categories WHERE claim_id = ? ORDER BY position", (row["id"],)
        )
    )
    if categories == claim.value.categories and all(row[name] == value for name, value in reading.items()):
        return False
    update_row(db, "claims", row["id"], reading)
    db.conn.execute("DELETE FROM claim_categories WHERE claim_id = ?", (row["id"],))
    _save_categories(db, row["id"], claim)
    return True


def _save_categories(db: Database, claim_id: int, claim: Claim) -> None:
    db.conn.executemany(
        "INSERT INTO claim_categories VALUES (?, ?, ?)",
        [(claim_id, place, category.value) for place, category in enumerate(claim.value.categories)],
    )
