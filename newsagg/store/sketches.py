"""What grouping keeps of each report: its sketch, the keys by which others find it, and its ties. Writes.

All of it is derived from the reports and can be made again. The numbers in a key are merging's own: here they are only
looked up.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from newsagg.store.connect import write

KeyRow = tuple[int, int, int, int]
"""code, day, side, weight."""

_ERA_DAYS = 64
"""As the CHECK on ``merge_keys`` has it; days within reach of one day then lie in two eras at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSketch:
    """A report's sketch as it is kept."""

    article_id: int
    cell: str
    """Reports of one cell are looked at together; empty for those in none."""
    standing: str
    """head, loose, follower or roundup."""
    text: str


def load_recipe(db: Database) -> str:
    """Return the fingerprint of the rules by which the kept sketches and ties were made; empty when there are none."""
    row = db.conn.execute("SELECT recipe FROM merge_recipe").fetchone()
    return str(row[0]) if row else ""


def forget_sketches(db: Database, recipe: str) -> None:
    """Drop all sketches, keys and ties, and mark every report that counts as due: they are made anew by this recipe."""
    with write(db):
        for table in ("merge_ties", "merge_keys", "merge_sketches", "merge_recipe"):
            db.conn.execute(f"DELETE FROM {table}")  # noqa: S608
        db.conn.execute("INSERT INTO merge_recipe (recipe) VALUES (?)", (recipe,))
        db.conn.execute(
            """UPDATE articles SET merge_due = 1 WHERE merge_due = 0 AND (newest_version_id IN (
                SELECT version_id FROM verdicts WHERE relevance <> 'irrelevant')
            OR id IN (SELECT article_id FROM incident_articles WHERE removed_at IS NULL))"""
        )


def load_sketches(db: Database, ids: Collection[int]) -> dict[int, StoredSketch]:
    """Return the kept sketches of articles; those without one are left out."""
    return {
        row[0]: StoredSketch(article_id=row[0], cell=row[1], standing=row[2], text=row[3])
        for row in db.conn.execute(
            """SELECT article_id, cell, standing, sketch FROM merge_sketches
            WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id""",
            (json.dumps(sorted(ids)),),
        )
    }


def find_mates(db: Database, cells: Collection[str]) -> set[int]:
    """Return the articles of these cells."""
    rows = db.conn.execute(
        "SELECT article_id FROM merge_sketches WHERE cell IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(cells) - {""})),),
    )
    return {row[0] for row in rows}


def find_kindred(
    db: Database, keys: Iterable[tuple[int, KeyRow]], *, reach: int, meet: int, enough: int
) -> Iterator[tuple[int, int]]:
    """Yield (article, kept article) for those that share enough keys; ``keys`` are rows of the former.

    Keys are shared within ``reach`` days when their sides add up to ``meet``; the weights of different codes add up.
    """
    asked = [
        (article, era, *key)
        for article, key in keys
        for era in range(max(0, key[1] - reach) // _ERA_DAYS, (key[1] + reach) // _ERA_DAYS + 1)
    ]
    asked.sort(key=lambda row: row[1:])
    yield from db.conn.execute(
        """WITH asked (one, era, code, day, side, weight) AS MATERIALIZED (
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
            FROM json_each(:keys))
        SELECT one, other FROM (SELECT DISTINCT asked.one, k.article_id AS other, asked.code, asked.weight
            FROM asked CROSS JOIN merge_keys k ON k.era = asked.era AND k.code = asked.code
            AND k.day BETWEEN asked.day - :reach AND asked.day + :reach
            WHERE k.side >= :meet - asked.side AND k.article_id <> asked.one)
        GROUP BY one, other HAVING sum(weight) >= :enough ORDER BY one, other""",
        {
            "keys": json.dumps(asked),
            "reach": reach,
            "meet": meet,
            "enough": enough,
        },
    )


def _lay_out(keys: Iterable[tuple[int, KeyRow]]) -> list[tuple[int, int, int, int, int, int]]:
    """Return keys as rows of their table, in its order: so each of its pages is looked for once."""
    return sorted(
        (day // _ERA_DAYS, code, side, day, article, weight) for article, (code, day, side, weight) in keys
    )


def load_ties(db: Database, ids: Collection[int]) -> defaultdict[int, set[int]]:
    """Return the articles to which each of these is tied."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for article_id, other in db.conn.execute(
        "SELECT article_id, other_id FROM merge_ties WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    ):
        found[article_id].add(other)
    return found


def save_sketches(
    db: Database,
    sketches: Iterable[StoredSketch],
    *,
    dropped: Collection[int],
    old_keys: Iterable[tuple[int, KeyRow]],
    keys: Iterable[tuple[int, KeyRow]],
    ties: Iterable[tuple[int, int]],
    due: Collection[int],
) -> None:
    """Replace sketches, keys and ties in one transaction.

    ``dropped`` articles lose theirs; the ties of every article named here become ``ties``, each given once. ``due``
    articles are to be looked at again, since something that tied them is gone.
    """
    rows = list(sketches)
    touched = json.dumps(sorted({row.article_id for row in rows} | set(dropped)))
    with write(db):
        # Each tie is kept from both ends, so that either is found by the table's key.
        db.conn.execute(
            """DELETE FROM merge_ties WHERE (article_id, other_id) IN (
                SELECT other_id, article_id FROM merge_ties
                WHERE article_id IN (SELECT value FROM json_each(?)))""",
            (touched,),
        )
        db.conn.execute(
            "DELETE FROM merge_ties WHERE article_id IN (SELECT value FROM json_each(?))", (touched,)
        )
        db.conn.executemany(
            "DELETE FROM merge_keys WHERE era = ? AND code = ? AND side = ? AND day = ? AND article_id = ?",
            (row[:5] for row in _lay_out(old_keys)),
        )
        db.conn.execute(
            "DELETE FROM merge_sketches WHERE article_id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(dropped)),),
        )
        db.conn.executemany(
            """INSERT OR REPLACE INTO merge_sketches (article_id, cell, standing, sketch) VALUES (?, ?, ?, ?)""",
            ((row.article_id, row.cell, row.standing, row.text) for row in rows),
        )
        db.conn.executemany(
            """INSERT OR REPLACE INTO merge_keys (era, code, side, day, article_id, weight)
            VALUES (?, ?, ?, ?, ?, ?)""",
            _lay_out(keys),
        )
        db.conn.executemany(
            "INSERT OR IGNORE INTO merge_ties (article_id, other_id) VALUES (?, ?)",
            (pair for a, b in ties for pair in ((a, b), (b, a))),
        )
        db.conn.execute(
            "UPDATE articles SET merge_due = 1 WHERE merge_due = 0 AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(due)),),
        )
