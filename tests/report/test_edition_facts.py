"""Whatever an edition states is asked of the database again, by SQL of the test's own, in four zones and odd weeks."""

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from newsagg.model import DigestList, Filters
from newsagg.pipeline.edition import load_edition
from newsagg.report.edition import Edition, Said
from newsagg.report.editionjson import edition_from_json, edition_to_json
from newsagg.report.saying import CUT
from newsagg.store import read_db
from newsagg.vocabulary import Severity
from tests.report.years import build_years

ZONES = ("UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland")
# Clocks go forward and back in the north and the south; a year of 53 weeks; the turn of two years.
WEEKS = ("2026-W10", "2026-W14", "2026-W39", "2026-W44", "2026-W53", "2026-W01", "2027-W01")
AFTER = datetime(2027, 6, 1, tzinfo=UTC)
FAR = {"other", "undisclosed"}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("years") / "newsagg.db"
    build_years(path, 420, datetime(2025, 9, 20, tzinfo=UTC), datetime(2027, 1, 20, tzinfo=UTC)).close()
    return path


@pytest.fixture(scope="module")
def db(years: Path) -> Iterator[Database]:
    opened = read_db(years)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def plain(years: Path) -> Iterator[sqlite3.Connection]:
    """The same file, asked without a line of ours."""
    connection = sqlite3.connect(years)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def make(db: Database, label: str, zone: str, **given: Any) -> Edition:
    wanted = DigestList(slug="all", title="All", zone=zone, filters=given.pop("filters", Filters()))
    return load_edition(db, wanted, label, AFTER, **given)


def midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def find_begun(plain: sqlite3.Connection) -> dict[str, datetime]:
    """When each incident that is no guess and was an outage began, told by a newsroom: the rule in the docs, again."""
    found = {}
    for row in plain.execute(
        """SELECT id, started_from, started_to, first_reported_at FROM incidents
        WHERE state IN ('open', 'settled') AND coalesce(confirmation, '') <> 'not_an_outage'
        AND id IN (SELECT incident_id FROM incident_articles JOIN articles ON articles.id = article_id
            WHERE feed_kind <> 'status' AND removed_at IS NULL AND role IN ('primary', 'update'))"""
    ):
        first, last, told = (datetime.fromisoformat(row[n]) if row[n] else None for n in (1, 2, 3))
        if first is None or (last == told and told is not None and told - first == timedelta(hours=12)):
            began = told
        elif last is not None and last - first > timedelta(hours=19.2):
            began = first + (last - first) / 2
        else:
            began = first
        if began is not None:
            found[row["id"]] = began
    return found


def bounds(label: str, zone: str, back: int = 0) -> tuple[datetime, datetime]:
    monday = date.fromisocalendar(int(label[:4]), int(label[6:]), 1) - timedelta(weeks=back)
    return midnight(monday, zone), midnight(monday + timedelta(weeks=1), zone)


def said_in(edition: Edition) -> Iterator[Said]:
    for story in edition.top:
        for fact in story.facts:
            yield from fact.said
        for dispute in story.disputes:
            yield from dispute.sides
    for word in edition.late:
        yield from word.said


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("label", WEEKS)
def test_a_weeks_bounds_counts_and_places_are_those_of_the_database(
    db: Database, plain: sqlite3.Connection, label: str, zone: str
) -> None:
    edition = make(db, label, zone)
    begun = find_begun(plain)
    start, end = bounds(label, zone)
    assert (edition.start, edition.end, edition.zone) == (start, end, zone)
    mine = {i for i, at in begun.items() if start <= at < end}
    told = [story.incident for story in edition.top] + [brief.incident for brief in edition.others]
    assert sorted(told) == sorted(mine)
    assert edition.counts == tuple(
        sum(low <= at < high for at in begun.values())
        for low, high in (bounds(label, zone, back) for back in range(12, -1, -1))
    )
    days: dict[str, dict[str, int]] = {}
    for incident in mine:
        (severity,) = plain.execute("SELECT severity FROM incidents WHERE id = ?", (incident,)).fetchone()
        day = days.setdefault(begun[incident].astimezone(ZoneInfo(zone)).date().isoformat(), {})
        day[severity or "none"] = day.get(severity or "none", 0) + 1
    monday = date.fromisocalendar(int(label[:4]), int(label[6:]), 1)
    assert [day.date for day in edition.days] == [(monday + timedelta(n)).isoformat() for n in range(7)]
    for day_told in edition.days:
        asked = days.get(day_told.date, {})
        for severity in ("critical", "major", "minor", "none"):
            assert getattr(day_told, severity) == asked.get(severity, 0)


@pytest.mark.parametrize(
    ("label", "zone", "hours"),
    [
        ("2026-W10", "America/Los_Angeles", 167), ("2026-W44", "America/Los_Angeles", 169),
        ("2026-W39", "Pacific/Auckland", 167), ("2026-W14", "Pacific/Auckland", 169), ("2026-W53", "Asia/Kolkata", 168),
    ],
)  # fmt: skip
def test_a_week_in_which_clocks_change_is_an_hour_longer_or_shorter(
    db: Database, label: str, zone: str, hours: int
) -> None:
    edition = make(db, label, zone)
    assert edition.end - edition.start == timedelta(hours=hours)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("label", WEEKS)
def test_every_line_of_an_edition_is_its_incidents_own(
    db: Database, plain: sqlite3.Connection, label: str, zone: str
) -> None:
    edition = make(db, label, zone)
    lines: list[Any] = [*edition.top, *edition.others, *edition.still_open, *edition.vendor_only]
    for brief in lines:
        row = plain.execute("SELECT * FROM incidents WHERE id = ?", (brief.incident,)).fetchone()
        assert (brief.title, brief.severity) == (row["title"], row["severity"] or "")
        assert brief.origins == row["origins"]
        over = row["ended_from"] is not None or row["lifecycle"] in {"resolved", "postmortem"}
        assert (brief.state == "over") is over
        assert brief.service in {
            name for (name,) in plain.execute(
                "SELECT name FROM incident_services WHERE incident_id = ? AND service = ?", (row["id"], row["lead_service"])
            )
        }  # fmt: skip
    for brief in (*edition.others, *edition.still_open):
        (conflicts,) = plain.execute(
            "SELECT count(*) FROM findings WHERE incident_id = ? AND kind = 'conflict' AND ended_at IS NULL",
            (brief.incident,),
        ).fetchone()
        assert brief.disputed is bool(conflicts)


def test_what_mattered_most_is_told_whole(db: Database, plain: sqlite3.Connection) -> None:
    order = ("none", "minor", "major", "critical")
    for label in WEEKS:
        edition = make(db, label, "UTC")
        ranks = {}
        for row in plain.execute("SELECT id, severity, vendor_severity FROM incidents"):
            ranks[row[0]] = max(order.index(row[1] or "none"), order.index(row[2] or "none"))
        top = [ranks[story.incident] for story in edition.top]
        assert top == sorted(top, reverse=True)
        assert all(ranks[brief.incident] <= min(top) for brief in edition.others)


def test_no_incident_stands_in_two_sections_and_none_twice(db: Database) -> None:
    for label in WEEKS:
        for zone in ZONES:
            edition = make(db, label, zone)
            lines: list[Any] = [*edition.top, *edition.others, *edition.still_open, *edition.vendor_only]
            told = [one.incident for one in lines]
            assert len(told) == len(set(told))
            assert not set(told) & {word.incident for word in edition.late}


def test_what_is_still_open_began_in_the_four_weeks_before_and_nobody_called_it_over(
    db: Database, plain: sqlite3.Connection
) -> None:
    for label in WEEKS:
        edition = make(db, label, "Asia/Kolkata")
        begun = find_begun(plain)
        open_then = {
            row["id"]
            for row in plain.execute("SELECT * FROM incidents WHERE ended_from IS NULL")
            if row["lifecycle"] not in {"resolved", "postmortem"}
            and edition.start - timedelta(days=28) <= begun.get(row["id"], edition.end) < edition.start
        }
        late = {word.incident for word in edition.late}
        assert {brief.incident for brief in edition.still_open} == open_then - late


@pytest.mark.parametrize("zone", ZONES)
def test_every_quote_stands_in_the_version_that_it_was_found_in(
    db: Database, plain: sqlite3.Connection, zone: str
) -> None:
    seen = 0
    for label in WEEKS:
        for said in said_in(make(db, label, zone)):
            row = plain.execute(
                """SELECT v.title || char(10) || char(10) || v.body AS text, c.quote, c.start_offset, c.stance, c.second_hand,
                    a.url, a.outlet, s.name, c.speaker_role AS role, json_extract(c.chain, '$[0]') AS teller,
                    c.withdrawn_at FROM claims c
                JOIN article_versions v ON v.id = c.version_id JOIN articles a ON a.id = c.article_id
                JOIN speakers s ON s.slug = c.speaker WHERE c.id = ?""",
                (said.claim_id,),
            ).fetchone()
            words = " ".join(row["text"].split())
            assert said.quote.removesuffix(CUT) in words
            assert row["text"][row["start_offset"] :].startswith(row["quote"])
            assert said.url.split("#")[0] == row["url"]
            assert said.outlet == row["outlet"]
            assert row["name"] in said.source
            assert not row["second_hand"] or row["teller"] in said.source
            assert ("den" in said.how) is (row["stance"] == "denied")
            assert row["withdrawn_at"] is None
            seen += 1
    assert seen > 50


def test_every_name_in_a_sentence_is_of_a_claim_of_that_incident(
    db: Database, plain: sqlite3.Connection
) -> None:
    """Whoever is named in a story's sentences speaks, passes on or publishes in it."""
    everybody = {
        name for (name,) in plain.execute("SELECT name FROM speakers UNION SELECT name FROM outlets")
    }
    for label in WEEKS:
        for story in make(db, label, "UTC").top:
            mine = {
                name
                for row in plain.execute(
                    """SELECT s.name, a.outlet FROM incident_articles p JOIN articles a ON a.id = p.article_id
                    LEFT JOIN claims c ON c.article_id = a.id LEFT JOIN speakers s ON s.slug = c.speaker
                    WHERE p.incident_id = ?""",
                    (story.incident,),
                )
                for name in row
                if name
            }
            for fact in story.facts:
                told = " ".join(run.text for words in fact.words for run in words)
                named = {name for name in everybody if re.search(rf"\b{re.escape(name)}\b", told)}
                assert {n for n in named if not any(n != m and n in m for m in named)} <= mine


def test_causes_are_told_with_their_words_or_as_disputed_or_as_not_given(
    db: Database, plain: sqlite3.Connection
) -> None:
    for label in WEEKS:
        for story in make(db, label, "UTC").top:
            rows = plain.execute(
                """SELECT c.value, c.stance FROM incident_articles p JOIN claims c ON c.article_id = p.article_id
                WHERE p.incident_id = ? AND c.type = 'cause'""",
                (story.incident,),
            ).fetchall()
            (conflict,) = plain.execute(
                "SELECT count(*) FROM findings WHERE incident_id = ? AND type = 'cause' AND kind = 'conflict'",
                (story.incident,),
            ).fetchone()
            why = next(fact for fact in story.facts if fact.kind == "why")
            told = " ".join(run.text for words in why.words for run in words)
            if conflict:
                assert told == "Sources disagree on the cause."
                (dispute,) = [one for one in story.disputes if one.label == "Cause"]
                assert len({side.claim_id for side in dispute.sides}) >= 2
            elif rows:
                assert rows[0]["value"] in told
                assert ("denies that" in told) is any(row["stance"] == "denied" for row in rows)
            else:
                assert told == "No source gives a cause."


@pytest.mark.parametrize("zone", ZONES)
def test_providers_counts_and_hours_are_the_sums_of_their_claims(
    db: Database, plain: sqlite3.Connection, zone: str
) -> None:
    begun = find_begun(plain)
    for label in WEEKS:
        edition = make(db, label, zone)
        start, end = bounds(label, zone)
        for provider in edition.providers:
            led = {
                i for (i,) in plain.execute(
                    """SELECT i.id FROM incidents i JOIN incident_services s ON s.incident_id = i.id
                    AND s.service = i.lead_service WHERE s.provider = ?""", (provider.provider,)
                ) if i in begun
            }  # fmt: skip
            mine = [i for i in led if start <= begun[i] < end]
            assert sorted(provider.this_week) == sorted(mine)
            assert provider.counts == tuple(
                sum(low <= begun[i] < high for i in led)
                for low, high in (bounds(label, zone, back) for back in range(12, -1, -1))
            )
            lengths = [
                [n for row in plain.execute(
                    """SELECT number_from, number_to FROM incident_articles p JOIN claims c ON c.article_id = p.article_id
                    WHERE p.incident_id = ? AND c.type = 'duration'""", (i,)
                ) for n in row]
                for i in mine
            ]  # fmt: skip
            known = [numbers for numbers in lengths if numbers]
            assert provider.untimed == len(lengths) - len(known)
            if known:
                assert provider.hours is not None
                assert provider.hours[0] == pytest.approx(
                    sum(min(n) for n in known) / 60, abs=0.01 * len(known)
                )
                assert provider.hours[1] == pytest.approx(
                    sum(max(n) for n in known) / 60, abs=0.01 * len(known)
                )
            else:
                assert provider.hours is None


def test_late_causes_and_post_mortems_are_of_the_week_and_of_older_incidents(
    db: Database, plain: sqlite3.Connection
) -> None:
    begun = find_begun(plain)
    kinds = set()
    for label in WEEKS:
        edition = make(db, label, "Pacific/Auckland")
        low, high = (f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (edition.start, edition.end))
        accounts = {
            i for (i,) in plain.execute(
                """SELECT p.incident_id FROM incident_articles p JOIN articles a ON a.id = p.article_id
                JOIN verdicts d ON d.version_id = a.newest_version_id
                WHERE d.kind = 'postmortem' AND a.published_at >= ? AND a.published_at < ?
                AND a.id IN (SELECT article_id FROM claims)""", (low, high)
            ) if begun.get(i, edition.end) < edition.start
        }  # fmt: skip
        assert {
            w.incident for w in edition.late if w.kind == "postmortem" and w.incident in begun
        } == accounts
        for word in edition.late:
            kinds.add(word.kind)
            for said in word.said if word.kind == "cause" else ():
                (published,) = plain.execute(
                    "SELECT a.published_at FROM claims c JOIN articles a ON a.id = c.article_id WHERE c.id = ?",
                    (said.claim_id,),
                ).fetchone()
                assert low <= published < high
    assert {"postmortem", "cause"} <= kinds


@pytest.mark.parametrize("zone", ZONES)
def test_promises_are_kept_due_and_overdue_as_their_dates_say(
    db: Database, plain: sqlite3.Connection, zone: str
) -> None:
    kinds = set()
    for label in WEEKS:
        start, end = bounds(label, zone)
        now = end + timedelta(hours=6)
        wanted = DigestList(slug="all", title="All", zone=zone)
        for word in load_edition(db, wanted, label, now).late:
            if not word.kind.startswith("promise"):
                continue
            kinds.add(word.kind)
            claim, article = plain.execute(
                "SELECT time_to, article_id FROM claims WHERE id = ?", (word.said[0].claim_id,)
            ).fetchone()
            due = datetime.fromisoformat(claim)
            (made,) = plain.execute("SELECT published_at FROM articles WHERE id = ?", (article,)).fetchone()
            (kept,) = plain.execute(
                """SELECT min(a.published_at) FROM incident_articles p JOIN articles a ON a.id = p.article_id
                JOIN verdicts d ON d.version_id = a.newest_version_id
                WHERE p.incident_id = ? AND d.kind = 'postmortem' AND a.published_at > ?""",
                (word.incident, made),
            ).fetchone()
            if word.kind == "promise_kept":
                assert start <= datetime.fromisoformat(kept) < end
                told = "".join(run.text for run in word.sentence)
                assert ("late" in told) is (due < datetime.fromisoformat(kept))
            else:
                assert kept is None or datetime.fromisoformat(kept) > now
                assert (due <= now) is (word.kind == "promise_overdue")
                assert now - timedelta(days=28) <= due <= end + timedelta(days=7)
    assert kinds == {"promise_kept", "promise_overdue", "promise_due"}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(providers=("acme", "bolt")), Filters(severity=Severity.MAJOR), Filters(languages=("de",)),
        Filters(providers=("acme", "echo-cloud"), severity=Severity.MINOR, languages=("en", "fr")),
    ],
    ids=["providers", "severity", "languages", "all three"],
)  # fmt: skip
def test_a_filter_holds_for_every_section_and_count(
    db: Database, plain: sqlite3.Connection, filters: Filters
) -> None:
    order = ("none", "minor", "major", "critical")
    kept = set()
    for row in plain.execute("SELECT id, severity, vendor_severity FROM incidents"):
        services = plain.execute(
            "SELECT provider, service FROM incident_services WHERE incident_id = ?", (row["id"],)
        ).fetchall()
        languages = {
            code for (code,) in plain.execute(
                """SELECT v.language FROM incident_articles p JOIN article_versions v ON v.article_id = p.article_id
                WHERE p.incident_id = ?""", (row["id"],)
            )
        }  # fmt: skip
        grave = max(order.index(row[name] or "none") for name in ("severity", "vendor_severity"))
        if (
            grave >= order.index(filters.severity.value)
            and (not filters.providers or any(set(service) & set(filters.providers) for service in services))
            and (not filters.languages or languages & set(filters.languages))
        ):
            kept.add(row["id"])
    begun = {i: at for i, at in find_begun(plain).items() if i in kept}
    for label in WEEKS:
        edition = make(db, label, "UTC", filters=filters)
        parts: Any = (edition.top, edition.others, edition.still_open, edition.vendor_only, edition.late)
        assert {one.incident for part in parts for one in part} <= kept
        assert edition.counts == tuple(
            sum(low <= at < high for at in begun.values())
            for low, high in (bounds(label, "UTC", back) for back in range(12, -1, -1))
        )
        if filters.languages:
            disputed = {
                side.claim_id for story in edition.top for one in story.disputes for side in one.sides
            }
            for said in said_in(edition):
                (language,) = plain.execute(
                    "SELECT v.language FROM claims c JOIN article_versions v ON v.id = c.version_id WHERE c.id = ?",
                    (said.claim_id,),
                ).fetchone()
                assert language in filters.languages or said.claim_id in disputed


def test_the_same_record_gives_the_same_edition_and_it_survives_being_kept(db: Database) -> None:
    for label in WEEKS:
        edition = make(db, label, "America/Los_Angeles")
        assert make(db, label, "America/Los_Angeles") == edition
        kept = edition_to_json(edition)
        assert edition_from_json(kept) == edition
        assert edition_to_json(edition_from_json(kept)) == kept
        assert json.loads(kept)["label"] == label


def test_feeds_were_asked_and_answered_as_often_as_the_ledger_says(
    db: Database, plain: sqlite3.Connection
) -> None:
    for label in WEEKS:
        edition = make(db, label, "UTC")
        low, high = (f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (edition.start, edition.end))
        feeds, asked, good = plain.execute(
            """SELECT count(DISTINCT feed), count(*), sum(outcome = 'ok') FROM fetches
            WHERE asked_at >= ? AND asked_at < ?""",
            (low, high),
        ).fetchone()
        heard = "".join(run.text for run in edition.heard)
        assert f"{feeds} feeds were asked {asked} times; {good} answers were good" in heard
        dead = {
            row[0] for row in plain.execute(
                "SELECT feed FROM fetches WHERE asked_at >= ? AND asked_at < ? GROUP BY feed HAVING sum(outcome = 'ok') = 0",
                (low, high),
            )
        }  # fmt: skip
        assert {note.feed for note in edition.feeds if note.kind == "dead"} == dead
