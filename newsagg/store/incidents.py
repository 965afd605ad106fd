"""Known incidents out of the record, changes into it. Writes; ``apply_changes`` is one transaction.

Every change leaves a row in ``incident_events`` with its reason. A change that is already so leaves none: the same
list applied twice is the same as once. Ids stay for ever: a merged incident keeps its row and points to the survivor.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import (
    Change,
    DescribeIncident,
    Incident,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    RemoveArticle,
    RetireIncident,
    ReviveIncident,
    SettleIncident,
)
from newsagg.store.connect import fetch_rows, write
from newsagg.store.fates import (
    merge_incident,
    require_incident,
    resolve_incident,
    retire_incident,
    revive_incident,
    set_state,
)
from newsagg.store.headlines import describe_incident
from newsagg.store.history import Scribe
from newsagg.store.rows import read_time
from newsagg.store.totals import fill_totals
from newsagg.store.versions import insert_row, update_row
from newsagg.vocabulary import ArticleRole, RecordState


def load_incidents(db: Database, ids: Collection[str] | None = None) -> list[Incident]:
    """Return incidents with the articles that stand in them now, in the order in which they were opened.

    All of them without ``ids``, merged and rejected ones too: every id ever given is taken.
    """
    # Two texts: one that says "all, or these" makes SQLite read the whole table for a few.
    asked = {} if ids is None else {"ids": json.dumps(sorted(ids))}
    among = "IS NOT NULL" if ids is None else "IN (SELECT value FROM json_each(:ids))"
    rows = fetch_rows(db, f"SELECT * FROM incidents WHERE id {among} ORDER BY number", asked)  # noqa: S608
    articles: defaultdict[str, list[tuple[int, ArticleRole]]] = defaultdict(list)
    for incident, article_id, role in db.conn.execute(
        f"""SELECT incident_id, article_id, role FROM incident_articles
        WHERE removed_at IS NULL AND incident_id {among} ORDER BY incident_id, article_id""",  # noqa: S608
        asked,
    ):
        articles[incident].append((article_id, ArticleRole(role)))
    former = _load_former(db, [row["id"] for row in rows if row["id"] not in articles])
    return [
        Incident(
            id=row["id"],
            state=RecordState(row["state"]),
            title=row["title"],
            lead_service=row["lead_service"],
            articles=tuple(articles[row["id"]]),
            merged_into=row["merged_into"] or "",
            split_from=row["split_from"] or "",
            opened_at=read_time(row["opened_at"]),
            former=tuple(former[row["id"]]),
        )
        for row in rows
    ]


def _load_former(db: Database, ids: Sequence[str]) -> defaultdict[str, list[int]]:
    """Return the primary articles and updates that left these incidents last."""
    former: defaultdict[str, list[int]] = defaultdict(list)
    for incident, article_id in db.conn.execute(
        """SELECT p.incident_id, p.article_id FROM incident_articles p
        WHERE p.incident_id IN (SELECT value FROM json_each(?)) AND p.role IN ('primary', 'update')
        AND p.removed_at = (SELECT max(l.removed_at) FROM incident_articles l WHERE l.incident_id = p.incident_id)
        ORDER BY p.incident_id, p.article_id""",
        (json.dumps(list(ids)),),
    ):
        former[incident].append(article_id)
    return former


def load_last_told(db: Database) -> dict[str, datetime]:
    """Return when each open incident was last told of: published, else first seen."""
    query = """SELECT p.incident_id, max(coalesce(a.published_at, v.published_at, a.first_seen_at))
        FROM incidents i JOIN incident_articles p ON p.incident_id = i.id AND p.removed_at IS NULL
            AND p.role IN ('primary', 'update')
        JOIN articles a ON a.id = p.article_id JOIN article_versions v ON v.id = a.newest_version_id
        WHERE i.state = 'open' GROUP BY p.incident_id"""
    return {incident: read_time(told) for incident, told in db.conn.execute(query)}


def incidents_of_articles(db: Database, article_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the ids of the incidents that each article stands in now; articles in none are left out."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for article_id, incident in db.conn.execute(
        """SELECT article_id, incident_id FROM incident_articles WHERE removed_at IS NULL
        AND article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, incident_id""",
        (json.dumps(list(article_ids)),),
    ):
        found[article_id].append(incident)
    return {article_id: tuple(incidents) for article_id, incidents in found.items()}


def clear_due(db: Database, article_ids: Collection[int]) -> None:
    """Mark articles as merged, so that ``reports_due`` no longer names them."""
    with write(db):
        db.conn.execute(
            "UPDATE articles SET merge_due = 0 WHERE merge_due = 1 AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(article_ids)),),
        )


def apply_changes(
    db: Database,
    changes: Iterable[Change],
    now: datetime,
    run_id: int | None,
    *,
    handled: Collection[int] = (),
) -> None:
    """Bring the record up to the changes, all or nothing, each with its reason in the history.

    ``handled`` are the articles that merging has looked at: they are no longer due. Articles left in a merged incident,
    or placed there, go to the survivor. Raises NotFoundError for an id never given, StoreError for a change that makes
    no sense.
    """
    with write(db):
        scribe = Scribe.at(db, now, run_id)
        merged: dict[str, str] = {}
        waiting: list[PlaceArticle] = []
        for change in changes:
            match change:
                case OpenIncident():
                    _open(scribe, change)
                case PlaceArticle() if require_incident(db, change.incident)["merged_into"]:
                    waiting.append(change)  # until we know whether a later change brings the incident back
                case PlaceArticle():
                    _place(scribe, change)
                case RemoveArticle():
                    _remove(scribe, change)
                case MergeIncident():
                    merge_incident(scribe, change)
                    merged[change.incident] = change.reason
                case ReviveIncident():
                    revive_incident(scribe, change)
                case RetireIncident():
                    retire_incident(scribe, change)
                case SettleIncident():
                    set_state(scribe, change.incident, RecordState.SETTLED, change.reason)
                case DescribeIncident():
                    describe_incident(scribe, require_incident(db, change.incident), change)
        for change in waiting:
            _place(scribe, replace(change, incident=resolve_incident(db, change.incident)))
        for incident, reason in merged.items():
            _move_the_rest(scribe, incident, reason)
        clear_due(db, handled)
        fill_totals(db)


def _open(scribe: Scribe, change: OpenIncident) -> None:
    known = fetch_rows(
        scribe.db,
        """SELECT i.split_from, e.reason, e.new_value FROM incidents i
        JOIN incident_events e ON e.incident_id = i.id AND e.kind = 'opened' WHERE i.id = ?""",
        (change.incident,),
    )
    if known:
        row = known[0]
        if (row["new_value"], row["split_from"] or "", row["reason"]) == (
            change.lead_service,
            change.split_from,
            change.reason,
        ):
            return
        raise StoreError(
            "this id belongs to another incident",
            subject=change.incident,
            hint="load the incidents and plan again",
        )
    if change.split_from:
        require_incident(scribe.db, change.split_from)
    row = {
        "id": change.incident,
        "state": RecordState.CANDIDATE.value,
        "title": "",
        "lead_service": change.lead_service,
        "split_from": change.split_from or None,
        "opened_at": scribe.now,
        "changed_at": scribe.now,
    }
    insert_row(scribe.db, "incidents", row)
    scribe.note(change.incident, "opened", change.reason, field="lead_service", new=change.lead_service)


def _placement(db: Database, incident: str, article_id: int) -> dict[str, Any] | None:
    rows = fetch_rows(
        db,
        """SELECT * FROM incident_articles WHERE incident_id = ? AND article_id = ? AND removed_at IS NULL""",
        (incident, article_id),
    )
    return rows[0] if rows else None


def _place(scribe: Scribe, change: PlaceArticle) -> None:
    require_incident(scribe.db, change.incident)
    for article_id in {change.article_id, change.origin}:
        if scribe.db.conn.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is None:
            raise NotFoundError(
                "no such article", subject=f"article {article_id}", hint="load the reports again"
            )
    known = _placement(scribe.db, change.incident, change.article_id)
    row = {"role": change.role.value, "origin_article_id": change.origin}
    if known is None:
        row |= {"incident_id": change.incident, "article_id": change.article_id}
        insert_row(scribe.db, "incident_articles", row | {"reason": change.reason, "placed_at": scribe.now})
        scribe.note(
            change.incident,
            "placed",
            change.reason,
            field="role",
            new=change.role.value,
            article_id=change.article_id,
        )
    elif any(known[name] != value for name, value in row.items()):
        update_row(scribe.db, "incident_articles", known["id"], row | {"reason": change.reason})
        for name, value in row.items():
            if known[name] != value:
                scribe.note(
                    change.incident,
                    "moved",
                    change.reason,
                    field=name,
                    old=str(known[name]),
                    new=str(value),
                    article_id=change.article_id,
                )


def _remove(scribe: Scribe, change: RemoveArticle) -> None:
    require_incident(scribe.db, change.incident)
    known = _placement(scribe.db, change.incident, change.article_id)
    if known is None:
        ever = scribe.db.conn.execute(
            "SELECT 1 FROM incident_articles WHERE incident_id = ? AND article_id = ?",
            (change.incident, change.article_id),
        ).fetchone()
        if ever is None:
            raise StoreError(
                f"article {change.article_id} was never in it",
                subject=change.incident,
                hint="load the incidents and plan again",
            )
        return
    update_row(
        scribe.db,
        "incident_articles",
        known["id"],
        {"removed_at": scribe.now, "removed_because": change.reason},
    )
    scribe.note(
        change.incident,
        "removed",
        change.reason,
        field="role",
        old=known["role"],
        article_id=change.article_id,
    )


def _move_the_rest(scribe: Scribe, incident: str, reason: str) -> None:
    survivor = resolve_incident(scribe.db, incident)
    if survivor == incident:
        return  # a later change of the same list brought it back
    rows = fetch_rows(
        scribe.db,
        "SELECT * FROM incident_articles WHERE incident_id = ? AND removed_at IS NULL ORDER BY article_id",
        (incident,),
    )
    for row in rows:
        article_id = int(row["article_id"])
        if _placement(scribe.db, survivor, article_id) is None:
            place = PlaceArticle(
                incident=survivor,
                article_id=article_id,
                role=ArticleRole(row["role"]),
                origin=int(row["origin_article_id"]),
                reason=reason,
            )
            _place(scribe, place)
        _remove(scribe, RemoveArticle(incident=incident, article_id=article_id, reason=reason))
