"""What vendors say on their status pages, as the record has it: words, course, severity, start and end."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsagg.collect.extract import article_from_entry
from newsagg.collect.feeds import parse_feed
from newsagg.model import Feed, Fetch
from newsagg.pipeline.detect import detect_new
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.feeds import save_feed
from newsagg.store.runs import start_run
from newsagg.vocabulary import FeedKind
from tests.collect import statussamples as samples
from tests.collect.statussamples import statuspage, update, window

NOW = datetime(2026, 3, 6, tzinfo=UTC)
Told = tuple[str, str, str]
"""Vendor, format, the page's answer."""


def take_in(settings: Settings, told: list[Told], at: datetime) -> None:
    """What a run makes of these answers, but for the asking."""
    db = open_db(settings.database)
    run_id = start_run(db, "test", at, "given")
    for vendor, form, body in told:
        feed = Feed(
            slug=f"{vendor}-status",
            outlet=f"{vendor.title()} status page",
            url=f"https://status.{vendor}.example/feed",
            kind=FeedKind.STATUS,
            homepage=f"https://status.{vendor}.example",
            provider=vendor,
            format=form,
        )
        articles = [
            (
                entry,
                article_from_entry(entry, outlet=feed.outlet, kind=feed.kind, provider=vendor, seen_at=at),
            )
            for entry in parse_feed(feed, body.replace(samples.PAGE, feed.homepage).encode())
        ]
        fetch = Fetch(url=feed.url, purpose="feed", feed=feed.slug, asked_at=at, outcome="ok")
        save_feed(db, feed, articles, fetch, etag="", last_modified="", next_due_at=at, now=at, run_id=run_id)
    detect_new(settings, now=at, run_id=run_id)
    merge_new(settings, now=at, run_id=run_id)
    db.close()


@pytest.fixture
def keep(tmp_path: Path, cache: Path) -> Callable[..., Settings]:
    def take(*rounds: list[Told]) -> Settings:
        settings = Settings(database=tmp_path / "record.db", cache=cache)
        for number, told in enumerate(rounds):
            take_in(settings, told, NOW + timedelta(hours=number))
        return settings

    return take


def ask(settings: Settings, query: str, *values: object) -> list[dict[str, Any]]:
    db = sqlite3.connect(f"file:{settings.database}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in db.execute(query, values)]
    finally:
        db.close()


def incident(settings: Settings, vendor: str) -> dict[str, Any]:
    (row,) = ask(
        settings,
        """SELECT DISTINCT i.* FROM incidents i JOIN incident_articles p ON p.incident_id = i.id
        JOIN articles a ON a.id = p.article_id WHERE a.provider = ?""",
        vendor,
    )
    return row


def words(settings: Settings, vendor: str, kind: str) -> list[str]:
    rows = ask(
        settings,
        """SELECT c.value, c.said_at FROM claims c JOIN articles a ON a.id = c.article_id
        WHERE a.provider = ? AND c.type = ? AND c.withdrawn_at IS NULL ORDER BY c.said_at, c.start_offset""",
        vendor,
        kind,
    )
    return [row["value"] for row in rows]


def outage(**changes: object) -> str:
    told = [update("resolved", "This incident has been resolved.", "02T13:00:00"),
            update("identified", "We have identified that users are experiencing elevated errors.", "02T12:20:00"),
            update("investigating", "We are investigating failing requests.", "02T11:50:00")]  # fmt: skip
    changes.setdefault("incident_updates", told)
    return statuspage(maintenance=False, **changes)


REOPENED = [
    update("investigating", "The errors have come back.", "02T14:30:00"),
    update("resolved", "This incident has been resolved.", "02T13:00:00"),
    update("investigating", "We are investigating failing requests.", "02T11:50:00"),
]
AGAIN = [update("resolved", "This incident has been resolved.", "02T16:00:00"), *REOPENED]


def test_pages_of_all_forms_become_incidents_with_the_vendors_own_words(
    keep: Callable[..., Settings],
) -> None:
    settings = keep(
        [
            ("github", "statuspage-json", outage()),
            ("google-cloud", "gcp-json", samples.GOOGLE),
            ("aws", "aws-json", json.dumps(samples.AWS_EVENTS)),
            ("slack", "slack-json", samples.SLACK),
            ("heroku", "heroku-json", samples.HEROKU),
            ("salesforce", "salesforce-json", samples.SALESFORCE),
            ("azure", "azure-rss", samples.rss(samples.AZURE.partition("</title>")[2].partition("<item><title>Network")[0])),
            ("acme", "statuspage-atom", samples.FRENCH),
            ("gitlab", "statusio-json", samples.STATUSIO),
            ("zoom", "statuspage-json", outage(name="Resolved: major outage", incident_updates=[
                update("resolved", "Meetings were down this morning and are back.", "02T11:50:00")])),
            ("discord", "statuspage-json", statuspage(incident_updates=REOPENED)),
            ("reddit", "statuspage-json", statuspage(incident_updates=AGAIN)),
        ]
    )  # fmt: skip
    seen = {vendor: incident(settings, vendor) for vendor in
            ("github", "google-cloud", "aws", "slack", "salesforce", "azure", "acme", "gitlab", "zoom", "discord", "reddit")}  # fmt: skip
    assert {vendor: row["lifecycle"] for vendor, row in seen.items()} == {
        "github": "resolved", "google-cloud": "postmortem", "aws": "resolved", "slack": "resolved",
        "salesforce": "postmortem", "azure": "postmortem", "acme": "resolved", "gitlab": "resolved", "zoom": "resolved",
        "discord": "investigating", "reddit": "resolved",
    }  # fmt: skip
    assert {vendor: row["vendor_severity"] for vendor, row in seen.items()} == {
        "github": "major", "google-cloud": "critical", "aws": "critical", "slack": "critical", "salesforce": "critical",
        "azure": None, "acme": None, "gitlab": "critical", "zoom": "major", "discord": "major", "reddit": "major",
    }  # fmt: skip
    assert {row["confirmation"] for row in seen.values()} == {"vendor_acknowledged"}
    ends = {vendor: (row["started_to"], row["ended_from"], row["ended_to"]) for vendor, row in seen.items()}
    day = "2026-03-02T"
    assert ends["google-cloud"] == (f"{day}11:40:00Z", f"{day}17:50:00Z", f"{day}17:50:00Z")
    assert ends["salesforce"] == (f"{day}10:05:00Z", f"{day}12:40:00Z", f"{day}12:40:00Z")
    assert ends["azure"] == (f"{day}15:41:00Z", "2026-03-03T00:05:00Z", "2026-03-03T00:05:00Z")
    # Nobody says when it ended: it was between the last word that it had not, and the first that it had.
    assert ends["github"][1:] == (f"{day}12:20:00Z", f"{day}13:00:00Z")
    assert ends["reddit"][1:] == (f"{day}14:30:00Z", f"{day}16:00:00Z")
    assert ends["discord"][1:] == (None, None)
    assert words(settings, "discord", "status")[-1] == "investigating"
    assert [w for w in words(settings, "reddit", "status") if w in ("investigating", "resolved")] == [
        "investigating", "resolved", "investigating", "resolved",
    ]  # fmt: skip
    assert words(settings, "github", "status") == ["investigating", "identified", "resolved"]
    assert words(settings, "github", "cause") == []  # "identified that users see errors" tells none
    assert words(settings, "google-cloud", "affected_region") == ["Frankfurt (europe-west3)"]
    assert words(settings, "aws", "affected_service")[-2:] == [
        "Amazon DynamoDB",
        "Amazon Elastic Compute Cloud",
    ]
    assert words(settings, "salesforce", "cause") == ["DNS change"]
    subjects = ask(settings, "SELECT DISTINCT provider FROM incident_services WHERE role = 'subject'")
    assert {row["provider"] for row in subjects} <= set(seen) | {
        "heroku",
        "amazon",
        "google",
        "microsoft",
        "alphabet",
    }
    quotes = ask(
        settings,
        """SELECT count(*) AS wrong FROM claims c JOIN article_versions v ON v.id = c.version_id
        WHERE substr(v.title || char(10) || char(10) || v.body, c.start_offset + 1, length(c.quote)) <> c.quote""",
    )
    assert quotes == [{"wrong": 0}]


WORK = update("in_progress", "The work is under way.", "01T02:00:00")
PLANS = {
    "announced": ([], False),
    "done in time": (
        [
            update(
                "completed", "Done. No issues were encountered, nothing unexpected happened.", "01T04:00:00"
            ),
            WORK,
        ],
        False,
    ),
    "closed late": ([update("completed", "The maintenance is complete.", "01T06:00:00"), WORK], False),
    "hopes for the best": (
        [update("in_progress", "If you experience any issues, contact us.", "01T03:00:00"), WORK],
        False,
    ),
    "cancelled": (
        [update("cancelled", "We do it another day because of an unexpected audit.", "28T09:00:00")],
        False,
    ),
    "says that it takes longer": (
        [update("in_progress", "It is taking longer than planned.", "01T03:50:00"), WORK],
        True,
    ),
    "still at it after its window": (
        [update("verifying", "We check the results.", "01T05:10:00"), WORK],
        True,
    ),
    "broke something": (
        [
            update(
                "verifying",
                "The change caused an outage for all and we rolled back the change.",
                "01T03:00:00",
            ),
            WORK,
        ],
        True,
    ),
    "found problems": (
        [update("in_progress", "We encountered an issue with one node.", "01T03:00:00"), WORK],
        True,
    ),
}


def test_planned_work_is_no_outage_unless_it_overran_or_broke_something(
    keep: Callable[..., Settings],
) -> None:
    vendors = ["github", "slack", "zoom", "discord", "reddit", "twilio", "datadog", "vercel", "figma"]
    told = dict(zip(PLANS, vendors, strict=True))
    settings = keep(
        [(told[name], "statuspage-json", window(*updates)) for name, (updates, _) in PLANS.items()]
    )
    became = {
        row["provider"]
        for row in ask(
            settings,
            "SELECT DISTINCT a.provider FROM incident_articles p JOIN articles a ON a.id = p.article_id",
        )
    }
    assert {name for name, vendor in told.items() if vendor in became} == {
        name for name, (_, outage_) in PLANS.items() if outage_
    }
    kept = ask(settings, "SELECT kind, count(*) AS times FROM verdicts GROUP BY kind ORDER BY kind")
    assert kept == [{"kind": "maintenance", "times": 5}, {"kind": "official", "times": 4}]
    assert incident(settings, "twilio")["started_to"] == "2026-03-01T02:00:00Z"


def test_an_edited_update_and_renamed_components_leave_one_incident_with_the_newest_words(
    keep: Callable[..., Settings],
) -> None:
    first = [update("investigating", "We look into failing logins.", "02T11:50:00")]
    edited = [update("investigating", "We look into failing logins and sign-ups.", "02T11:50:00")]
    settings = keep(
        [("github", "statuspage-json", statuspage(incident_updates=first, components=[{"name": "Logins"}]))],
        [
            (
                "github",
                "statuspage-json",
                statuspage(incident_updates=edited, components=[{"name": "Identity"}]),
            )
        ],
        [
            (
                "github",
                "statuspage-json",
                statuspage(incident_updates=edited, components=[{"name": "Identity"}]),
            )
        ],
    )
    assert incident(settings, "github")["lifecycle"] == "investigating"
    assert words(settings, "github", "status") == ["investigating"]
    assert "Identity" in words(settings, "github", "affected_service")
    assert "Logins" not in words(settings, "github", "affected_service")
    withdrawn = ask(settings, "SELECT quote FROM claims WHERE withdrawn_at IS NOT NULL AND type = 'status'")
    assert [row["quote"] for row in withdrawn] == ["Investigating - We look into failing logins."]
    assert len(ask(settings, "SELECT id FROM article_versions")) == 2
