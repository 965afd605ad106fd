"""Which reports and incidents hang together in the record: what a run of merging has to look at. Reads only."""

import json
from collections import defaultdict
from collections.abc import Collection, Container
from dataclasses import dataclass

from sqlite_utils import Database

from newsagg.vocabulary import ArticleRole

_OWN = "('primary', 'update')"


def _numbers(ids: Collection[int]) -> str:
    return json.dumps(sorted(ids))


def find_neighbours(db: Database, articles: Collection[int], *, through: Collection[int]) -> set[int]:
    """Return the articles that are tied to these, share their cell, or ever shared an incident with them.

    A roundup leads on to what it tells of only when it is one of ``through``; so do the incidents that an article only
    hangs on.
    """
    rows = db.conn.execute(
        f"""WITH asked (id) AS (SELECT value FROM json_each(:asked)),
        through (id) AS (SELECT value FROM json_each(:through))
        SELECT t.other_id FROM merge_ties t JOIN asked ON asked.id = t.article_id
            JOIN merge_sketches s ON s.article_id = t.article_id
            WHERE s.standing <> 'roundup' OR s.article_id IN (SELECT id FROM through)
        UNION SELECT m.article_id FROM asked JOIN merge_sketches s ON s.article_id = asked.id
            JOIN merge_sketches m ON m.cell = s.cell WHERE s.cell <> ''
        UNION SELECT p.article_id FROM asked JOIN incident_articles h ON h.article_id = asked.id
            JOIN incident_articles p ON p.incident_id = h.incident_id
            WHERE p.role IN {_OWN} AND (h.role IN {_OWN}
                OR (h.removed_at IS NULL AND h.article_id IN (SELECT id FROM through)))""",  # noqa: S608
        {"asked": _numbers(articles), "through": _numbers(set(articles) & set(through))},
    )
    return {row[0] for row in rows}


def find_holders(db: Database, incidents: Collection[str]) -> set[int]:
    """Return the articles that incidents hold or ever held as their own."""
    rows = db.conn.execute(
        f"""SELECT DISTINCT article_id FROM incident_articles WHERE role IN {_OWN}
        AND incident_id IN (SELECT value FROM json_each(?))""",  # noqa: S608
        (json.dumps(sorted(incidents)),),
    )
    return {row[0] for row in rows}


def find_homes(db: Database, articles: Collection[int]) -> defaultdict[int, set[str]]:
    """Return the incidents that hold or ever held each article as their own."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for article_id, incident in db.conn.execute(
        f"""SELECT article_id, incident_id FROM incident_articles WHERE role IN {_OWN}
        AND article_id IN (SELECT value FROM json_each(?))""",  # noqa: S608
        (_numbers(articles),),
    ):
        found[article_id].add(incident)
    return found


def find_incidents(
    db: Database, articles: Collection[int], *, also: Collection[int], named: Collection[str]
) -> set[str]:
    """Return the incidents that hold or ever held articles as their own, and those on which ``also`` hang now.

    With those that are ``named``, and those that all these were merged into.
    """
    rows = db.conn.execute(
        f"""WITH RECURSIVE found (id) AS (
            SELECT incident_id FROM incident_articles WHERE role IN {_OWN}
                AND article_id IN (SELECT value FROM json_each(:articles))
            UNION SELECT incident_id FROM incident_articles WHERE removed_at IS NULL
                AND article_id IN (SELECT value FROM json_each(:also))
            UNION SELECT id FROM incidents WHERE id IN (SELECT value FROM json_each(:named))
            UNION SELECT i.merged_into FROM found JOIN incidents i ON i.id = found.id
                WHERE i.merged_into IS NOT NULL)
        SELECT id FROM found""",  # noqa: S608
        {"articles": _numbers(articles), "also": _numbers(also), "named": json.dumps(sorted(named))},
    )
    return {row[0] for row in rows}


def load_placements(
    db: Database, incidents: Collection[str]
) -> defaultdict[str, dict[int, tuple[ArticleRole, int]]]:
    """Return what stands in each incident now: article -> its role, and the article that stands for its origin."""
    found: defaultdict[str, dict[int, tuple[ArticleRole, int]]] = defaultdict(dict)
    for incident, article_id, role, origin in db.conn.execute(
        """SELECT incident_id, article_id, role, origin_article_id FROM incident_articles
        WHERE removed_at IS NULL AND incident_id IN (SELECT value FROM json_each(?))""",
        (json.dumps(sorted(incidents)),),
    ):
        found[incident][article_id] = ArticleRole(role), origin
    return found


@dataclass(frozen=True, slots=True)
class GivenIds(Container[str]):
    """Every id ever given to an incident, to be asked for one by one: there are too many to list for each run."""

    db: Database

    def __contains__(self, incident: object) -> bool:
        """Say whether an id was ever given."""
        row = self.db.conn.execute("SELECT 1 FROM incidents WHERE id = ?", (incident,)).fetchone()
        return row is not None
