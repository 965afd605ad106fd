"""What analysts say of single articles (an outage, or none), and which of it the model has learned. Labels stay.

The newest label of an article counts. What was learned is a number: all labels up to it; 0 is none.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import read_time, write_json, write_time
from newsagg.store.versions import insert_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """An analyst's word on one article."""

    article_id: int
    relevant: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A labelled article, as the analyst saw it."""

    title: str
    body: str
    language: str
    kind: str
    """Of the verdict on it; negative when we took it for none."""
    relevant: bool


def save_label(
    db: Database, article_id: int, version_id: int, *, relevant: bool, by: str, now: datetime
) -> int:
    """Keep what somebody says of an article whose text they saw in this version; return the label's number."""
    row = {
        "article_id": article_id,
        "version_id": version_id,
        "relevant": int(relevant),
        "labelled_by": by,
        "labelled_at": write_time(now),
    }
    with write(db):
        return insert_row(db, "labels", row)


def find_labels(db: Database, article_ids: Iterable[int]) -> dict[int, Label]:
    """Return the label that counts of each of these articles that has one."""
    rows = fetch_rows(
        db,
        """SELECT article_id, relevant, labelled_by, labelled_at FROM labels
        WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY id""",
        (json.dumps(list(article_ids)),),
    )
    return {
        row["article_id"]: Label(
            article_id=row["article_id"],
            relevant=bool(row["relevant"]),
            by=row["labelled_by"],
            at=read_time(row["labelled_at"]),
        )
        for row in rows
    }


def list_unsure(db: Database, limit: int) -> list[dict[str, Any]]:
    """Return the articles that we are unsure of and nobody labelled, the likeliest first."""
    return fetch_rows(
        db,
        """SELECT a.id, a.url, a.outlet, v.title, v.body, coalesce(a.published_at, v.published_at) AS published_at,
            d.probability, d.kind, d.evidence
        FROM verdicts d JOIN articles a ON a.newest_version_id = d.version_id
        JOIN article_versions v ON v.id = d.version_id
        WHERE d.relevance = 'unsure' AND NOT EXISTS (SELECT 1 FROM labels l WHERE l.article_id = a.id)
        ORDER BY d.probability DESC, a.id LIMIT ?""",
        (limit,),
    )


def count_labels(db: Database) -> dict[str, int]:
    """Return how many articles are unsure and unlabelled, how many are labelled, and how many labels are learned."""
    [row] = fetch_rows(
        db,
        """SELECT
            (SELECT count(*) FROM verdicts d JOIN articles a ON a.newest_version_id = d.version_id
                WHERE d.relevance = 'unsure'
                AND NOT EXISTS (SELECT 1 FROM labels l WHERE l.article_id = a.id)) AS unsure,
            (SELECT count(DISTINCT article_id) FROM labels) AS labelled,
            (SELECT count(DISTINCT article_id) FROM labels WHERE id <= :learned) AS learned""",
        {"learned": _learned(db)},
    )
    return {name: int(number) for name, number in row.items()}


def _learned(db: Database) -> int:
    row = db.conn.execute("SELECT last_label_id FROM trainings ORDER BY id DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0


def load_lessons(db: Database, *, learned: bool) -> list[Lesson]:
    """Return the labels that count in the order of their articles: those learned so far, or all there are."""
    rows = fetch_rows(
        db,
        """SELECT v.title, v.body, v.language, coalesce(d.kind, 'negative') AS kind, l.relevant
        FROM labels l JOIN article_versions v ON v.id = l.version_id LEFT JOIN verdicts d ON d.version_id = v.id
        WHERE l.id IN (SELECT max(id) FROM labels WHERE :until IS NULL OR id <= :until GROUP BY article_id)
        ORDER BY l.article_id""",
        {"until": _learned(db) if learned else None},
    )
    return [Lesson(**{**row, "relevant": bool(row["relevant"])}) for row in rows]


def save_training(db: Database, *, figures: Mapping[str, Any], now: datetime, reset: bool = False) -> None:
    """Record that the model learns all labels there are, or, to ``reset``, none any more."""
    with write(db):
        row = {
            "trained_at": write_time(now),
            "last_label_id": 0
            if reset
            else int(db.conn.execute("SELECT coalesce(max(id), 0) FROM labels").fetchone()[0]),
            "figures": write_json(dict(figures)),
        }
        insert_row(db, "trainings", row)


def list_labelled(db: Database, limit: int) -> list[dict[str, Any]]:
    """Return the labels that count, the newest first."""
    return fetch_rows(
        db,
        """SELECT a.id, a.url, a.outlet, v.title, l.relevant, l.labelled_by, l.labelled_at
        FROM labels l JOIN articles a ON a.id = l.article_id JOIN article_versions v ON v.id = l.version_id
        WHERE l.id IN (SELECT max(id) FROM labels GROUP BY article_id) ORDER BY l.id DESC LIMIT ?""",
        (limit,),
    )
