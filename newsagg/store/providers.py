"""Providers and outlets of the record -> plain rows for their pages. Reads only."""

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.store.connect import fetch_rows
from newsagg.store.standing import hint_at_services

Row = dict[str, Any]

_OUTAGES = """SELECT s.id, s.title, s.service, s.provider, s.state, s.lifecycle, s.severity, s.confirmation, s.started,
        s.started_latest, s.ended, s.first_reported_at, coalesce(s.started, s.first_reported_at, s.opened_at) AS began,
        s.duration_minutes, s.duration_basis, s.duration_most, s.duration_precision,
        coalesce(d.claimed_from, d.claimed_to, s.duration_minutes) AS shortest,
        coalesce(d.claimed_to, d.claimed_from, s.duration_minutes) AS longest, s.origins, s.conflicts, s.articles,
        EXISTS (SELECT 1 FROM findings f WHERE f.incident_id = s.id AND f.type = 'cause' AND f.ended_at IS NULL)
            AS has_cause, l.lead_minutes
    FROM {source}incident_summary s{joined} JOIN incident_durations d ON d.incident_id = s.id
    JOIN press_lead l ON l.incident_id = s.id
    WHERE s.provider IS NOT NULL AND s.confirmation IS NOT 'not_an_outage'"""
# The newest are found before anything else of them is looked up.
_OF_SOME = """(SELECT i.id FROM incident_services o
        CROSS JOIN incidents i ON i.id = o.incident_id AND i.lead_service = o.service
        WHERE o.provider IN (SELECT value FROM json_each(:providers)) AND i.confirmation IS NOT 'not_an_outage'
        AND i.state IN ('candidate', 'open', 'settled')
        ORDER BY coalesce(i.started_from, i.first_reported_at, i.opened_at) DESC, i.id DESC LIMIT :most) page
    CROSS JOIN """

# The few services of a provider lead to its incidents; by name they are not asked for again in each view.
_FIGURES = """SELECT s.provider, s.severity, s.confirmation,
        coalesce(s.started, s.first_reported_at, s.opened_at) AS began,
        coalesce(d.claimed_from, d.claimed_to, s.duration_minutes) AS shortest,
        coalesce(d.claimed_to, d.claimed_from, s.duration_minutes) AS longest,
        EXISTS (SELECT 1 FROM findings f WHERE f.incident_id = s.id AND f.type = 'cause' AND f.ended_at IS NULL)
            AS has_cause, l.lead_minutes
    FROM (SELECT DISTINCT incident_id FROM incident_services WHERE provider IN (SELECT value FROM json_each(?1))) o
    CROSS JOIN incident_summary s ON s.id = o.incident_id
    JOIN incident_durations d ON d.incident_id = s.id JOIN press_lead l ON l.incident_id = s.id
    WHERE s.provider IN (SELECT value FROM json_each(?1)) AND s.confirmation IS NOT 'not_an_outage'"""


def load_outages(
    db: Database, providers: Sequence[str] | None = None, *, most: int | None = None
) -> dict[str, list[Row]]:
    """Return outages led by a service of each provider, of all where none is given, the newest first, ``most`` in all.

    Columns as in ``incident_summary``, and ``began``, ``shortest`` and ``longest`` (minutes; what the best supported
    claim gives, else counted between exact times), ``has_cause``, ``lead_minutes`` as in ``press_lead``.
    """
    if providers is None:
        rows = fetch_rows(db, _OUTAGES.format(source="", joined=""))
    else:
        values = {"providers": json.dumps(list(providers)), "most": -1 if most is None else most}
        rows = fetch_rows(db, _OUTAGES.format(source=_OF_SOME, joined=" ON s.id = page.id"), values)
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["began"], row["id"]), reverse=True):
        found.setdefault(row["provider"], []).append(row)
    return found


def load_figures(db: Database, providers: Sequence[str]) -> dict[str, list[Row]]:
    """Return what :func:`load_outages` gives, without what tells one outage from another: a third of the work."""
    found: dict[str, list[Row]] = {provider: [] for provider in providers}
    for row in fetch_rows(db, _FIGURES, (json.dumps(list(providers)),)):
        found[row["provider"]].append(row)
    return found


def list_alike(db: Database, provider: str, most: int) -> list[str]:
    """Return the providers with as many incidents on record as this one, about, by the counts that are kept."""
    rows = db.conn.execute(
        """WITH sized AS (
            SELECT provider, count(*) AS number FROM incident_totals WHERE provider <> '' GROUP BY provider),
        own AS (SELECT coalesce((SELECT number FROM sized WHERE provider = :provider), 1) AS number)
        SELECT s.provider FROM sized s, own WHERE s.provider <> :provider
        ORDER BY max(s.number, own.number) * 1.0 / min(s.number, own.number), s.provider LIMIT :most""",
        {"provider": provider, "most": most},
    )
    return [name for (name,) in rows]


def list_slugs(db: Database) -> set[str]:
    """Return every provider and service that has, or had, a part in an incident."""
    rows = db.conn.execute(
        "SELECT service FROM incident_services UNION SELECT provider FROM incident_services WHERE provider <> ''"
    )
    return {slug for (slug,) in rows}


def name_providers(db: Database, slugs: Sequence[str]) -> dict[str, str]:
    """Return what incidents call providers by slug: their own name where one of them is a service of that slug.

    Else the slug as words ("riot-games" as "Riot Games"): the record keeps the names of services, not of owners.
    """
    rows = db.conn.execute(
        """SELECT value, (SELECT name FROM incident_services WHERE service = value AND name <> '' LIMIT 1)
        FROM json_each(?)""",
        (json.dumps(list(slugs)),),
    )
    return {slug: name or slug.replace("-", " ").title() for slug, name in rows}


def require_provider(db: Database, provider: str) -> None:
    """Raise NotFoundError unless a service of this provider has a part in an incident."""
    found = db.conn.execute(
        "SELECT 1 FROM incident_services WHERE provider = ? LIMIT 1", (provider,)
    ).fetchone()
    if found is None:
        raise NotFoundError(
            "no such provider",
            subject=provider,
            hint=hint_at_services(db, provider) or "the list of providers has all there are",
        )


def count_causes(db: Database, provider: str) -> list[Row]:
    """Return the kinds of causes that somebody asserts of a provider's incidents, with how many incidents have each."""
    return fetch_rows(
        db,
        """SELECT g.category, count(DISTINCT p.incident_id) AS incidents,
            count(DISTINCT iif(c.speaker_role IN ('vendor_official', 'status_page'), p.incident_id, NULL))
                AS by_vendor
        FROM incident_services s CROSS JOIN incidents i ON i.id = s.incident_id AND i.lead_service = s.service
            AND i.state IN ('candidate', 'open', 'settled')
        CROSS JOIN incident_articles p ON p.incident_id = s.incident_id AND p.removed_at IS NULL
            AND p.role IN ('primary', 'update')
        CROSS JOIN claims c INDEXED BY claims_causes ON c.article_id = p.article_id AND c.type = 'cause'
            AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL AND c.stance IN ('asserted', 'hedged')
        CROSS JOIN claim_categories g ON g.claim_id = c.id
        WHERE s.provider = ? GROUP BY g.category ORDER BY incidents DESC, g.category""",
        (provider,),
    )


def list_outlets(db: Database) -> list[Row]:
    """Return a line per outlet whose articles are in incidents: how many, how often first, copies, corrections.

    ``first_of_several`` counts incidents that more than one outlet tells of, ``of_several`` those of them that it wrote
    about; ``corrections`` are claims that a newer version of its article no longer makes, whose words are gone.
    """
    lines = fetch_rows(
        db,
        """SELECT a.outlet, count(*) AS articles, count(DISTINCT p.incident_id) AS incidents,
            count(DISTINCT iif(substr(t.press_first, 21) = printf('%012d', a.id), p.incident_id, NULL)) AS first,
            count(DISTINCT iif(t.outlets > 1, p.incident_id, NULL)) AS of_several,
            count(DISTINCT iif(t.outlets > 1 AND substr(t.press_first, 21) = printf('%012d', a.id),
                p.incident_id, NULL))                AS first_of_several,
            sum(p.origin_article_id <> p.article_id) AS copies, 0 AS corrections,
            max(coalesce(a.published_at, a.first_seen_at)) AS last_at
        FROM incident_articles p JOIN articles a ON a.id = p.article_id AND a.feed_kind <> 'status'
        JOIN incident_totals t ON t.incident_id = p.incident_id
        WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update')
        GROUP BY a.outlet ORDER BY articles DESC, a.outlet""",
    )
    corrected = dict(
        db.conn.execute(
            """SELECT a.outlet, count(*) FROM claims c JOIN articles a ON a.id = c.article_id
            JOIN article_versions v ON v.id = c.version_id JOIN article_versions n ON n.id = a.newest_version_id
            WHERE c.withdrawn_at IS NOT NULL AND c.scope = 'this_incident' AND c.version_id <> a.newest_version_id
            AND NOT (v.basis = 'feed' AND n.basis <> 'feed')
            AND instr(n.title, c.quote) = 0 AND instr(n.body, c.quote) = 0 GROUP BY a.outlet"""
        ).fetchall()
    )
    return [line | {"corrections": corrected.get(line["outlet"], 0)} for line in lines]
