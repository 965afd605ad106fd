"""An incident -> what stands around it in the record: texts that changed, incidents that share its articles or its
service, ids that became it or came out of it. Reads only, by index.
"""

from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.schema_weeks import BEGAN

Row = dict[str, Any]


def list_new_versions(db: Database, incident: str) -> list[Row]:
    """Return the later texts of an incident's articles: ``at`` (when we saw it), ``title``, ``outlet``, article."""
    return fetch_rows(
        db,
        """SELECT at, what AS title, who AS outlet, article_id, url, role FROM timeline
        WHERE incident_id = ? AND kind = 'new_version' ORDER BY at, article_id""",
        (incident,),
    )


def list_relatives(db: Database, incident: str) -> dict[str, list[Row]]:
    """Return incidents around one, each list bounded.

    ``merged`` (ids that became it), ``parts`` (taken out of it), ``shared`` (told of in the same articles), ``service``
    (of the same lead service, the nearest in time).
    """
    columns = f"i.id, i.title, i.state, i.severity, {BEGAN} AS began"
    live = "i.state IN ('candidate', 'open', 'settled')"
    return {
        "merged": fetch_rows(
            db,
            f"SELECT {columns} FROM incidents i WHERE i.merged_into = ? ORDER BY i.id LIMIT 50",  # noqa: S608
            (incident,),
        ),
        "parts": fetch_rows(
            db,
            f"SELECT {columns} FROM incidents i WHERE i.split_from = ? ORDER BY i.id LIMIT 50",  # noqa: S608
            (incident,),
        ),
        "shared": fetch_rows(
            db,
            f"""SELECT DISTINCT {columns} FROM incident_articles p
            JOIN incident_articles o ON o.article_id = p.article_id AND o.removed_at IS NULL
                AND o.incident_id <> p.incident_id
            JOIN incidents i ON i.id = o.incident_id AND {live}
            WHERE p.incident_id = ? AND p.removed_at IS NULL ORDER BY began DESC LIMIT 20""",  # noqa: S608
            (incident,),
        ),
        "service": fetch_rows(
            db,
            f"""SELECT {columns} FROM incidents i
            WHERE i.lead_service = (SELECT lead_service FROM incidents WHERE id = :id) AND i.id <> :id AND {live}
            ORDER BY abs(julianday(i.first_reported_at)
                - julianday((SELECT first_reported_at FROM incidents WHERE id = :id))), i.id LIMIT 6""",  # noqa: S608
            {"id": incident},
        ),
    }
