"""When a digest run was planned, and when it comes to run -> whose weeks it may send. Reads only.

After an outage of ours all late runs fire together. A list's week is made by the run whose planned time means the week
that is newest now; one planned for an older week leaves it be. So a missed week is caught up once, and never two.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from newsagg.errors import NotFoundError
from newsagg.report.duetimes import find_due
from newsagg.settings import Settings
from newsagg.store import read_db
from newsagg.store.digests import list_digests, load_digest
from newsagg.store.lists import find_list, load_lists


def choose_lists(
    settings: Settings, planned: datetime, now: datetime, *, only: Collection[str] = ()
) -> list[str]:
    """Return the lists for which a run planned for ``planned`` means the same week as one planned for ``now``.

    ``only``: of these lists. None where there is no record or no list yet. Raises NotFoundError for a list that is
    named and is not there.
    """
    try:
        db = read_db(settings.database)
    except NotFoundError:
        return []
    try:
        chosen = [find_list(db, slug) for slug in only] if only else load_lists(db)
        return [found.slug for found in chosen if find_due(found, planned) == find_due(found, now)]
    finally:
        db.close()


def read_frozen_since(settings: Settings, since: datetime, most: int = 5) -> list[dict[str, Any]]:
    """Return the weeks frozen since a time, each with its deliveries by state, its subject and its text."""
    since = since.replace(microsecond=0)  # as the record keeps times
    db = read_db(settings.database)
    try:
        rows = [row for row in list_digests(db) if datetime.fromisoformat(row["frozen_at"]) >= since]
        return [
            row | {"subject": frozen.subject, "text": frozen.text}
            for row in rows[:most]
            for frozen in [load_digest(db, row["id"])]
        ]
    finally:
        db.close()
