"""A vendor's status feed becomes one entry per incident, every update typed, timed and verbatim."""

import json
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.extract import article_from_entry
from newsagg.collect.feeds import parse_feed
from newsagg.collect.statuspages import STATUS_FORMATS
from newsagg.errors import FeedError
from newsagg.model import Entry, Feed
from newsagg.vocabulary import FeedKind


def at(hour: int, minute: int = 0, day: int = 2, month: int = 3, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def parse(form: str, body: str | bytes) -> list[Entry]:
    feed = Feed(
        slug="acme-status",
        outlet="Acme Status",
        url="https://status.acme.example/feed",
        kind=FeedKind.STATUS,
        homepage="https://status.acme.example",
        provider="acme",
        format=form,
    )
    return parse_feed(feed, body.encode() if isinstance(body, str) else body)


def one(form: str, body: str) -> Entry:
    (entry,) = parse(form, body)
    for update in entry.updates:
        assert update.body in entry.content
    assert list(entry.updates) == sorted(entry.updates, key=lambda update: update.at)
    return entry


def atom(
    content: str, *, published: str = "2026-03-02T11:50:00Z", updated: str = "2026-03-02T17:50:00Z"
) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">'
        "<id>tag:status.acme.example,2005:/history</id><title>Acme Status - Incident History</title>"
        "<entry><id>tag:status.acme.example,2005:Incident/4711</id>"
        f"<published>{published}</published><updated>{updated}</updated>"
        '<link rel="alternate" type="text/html" href="https://status.acme.example/incidents/abc123"/>'
        f'<title>Elevated errors</title><content type="html">{escape(content)}</content></entry></feed>'
    )


def told(when: str, state: str, body: str, zone: str = "UTC") -> str:
    month_day, clock = when.split(", ")
    month, day = month_day.split()
    return (
        f"<p><small>{month} <var data-var='date'>{day:>2}</var>, <var data-var='time'>{clock}</var> {zone}</small>"
        f"<br /><strong>{state}</strong> - {body}</p>"
    )


class TestStatuspageAtom:
    def test_updates_come_newest_last_and_typed(self) -> None:
        entry = one(
            "statuspage-atom",
            atom(
                told("Mar 2, 17:50", "Resolved", "All is well &amp; stable.")
                + told("Mar 2, 14:00", "Identified", "We found it.<br />A fix is under way.")
                + told("Mar 2, 11:50", "Investigating", "We are looking into errors.")
            ),
        )
        assert [(u.at, u.state, u.body) for u in entry.updates] == [
            (at(11, 50), "investigating", "We are looking into errors."),
            (at(14), "identified", "We found it. A fix is under way."),
            (at(17, 50), "resolved", "All is well & stable."),
        ]
        assert entry.content == (
            "Investigating - We are looking into errors.\n\n"
            "Identified - We found it. A fix is under way.\n\n"
            "Resolved - All is well & stable."
        )
        assert (entry.key, entry.url) == ("4711", "https://status.acme.example/incidents/abc123")
        assert (entry.published_at, entry.updated_at) == (at(11, 50), at(17, 50))

    def test_times_are_in_the_zone_of_the_page(self) -> None:
        entry = one("statuspage-atom", atom(told("Mar 2, 03:50", "Investigating", "Looking.", "PST")))
        assert entry.updates[0].at == at(11, 50)

    def test_the_year_is_the_one_that_fits(self) -> None:
        body = atom(
            told("Jan 1, 01:00", "Resolved", "Over.") + told("Dec 31, 23:00", "Investigating", "Looking."),
            published="2025-12-31T23:00:00Z",
            updated="2026-01-01T01:00:00Z",
        )
        assert [u.at for u in one("statuspage-atom", body).updates] == [
            at(23, day=31, month=12, year=2025),
            at(1, day=1, month=1),
        ]

    def test_a_leap_day_is_no_stumbling_block(self) -> None:
        body = atom(
            told("Feb 29, 10:00", "Investigating", "Looking."),
            published="2024-02-29T10:00:00Z",
            updated="2024-02-29T10:00:00Z",
        )
        assert one("statuspage-atom", body).updates[0].at == at(10, day=29, month=2, year=2024)

    def test_scheduled_maintenance_is_kept_as_such(self) -> None:
        body = atom(
            "<p><small>THIS IS A SCHEDULED EVENT</small></p>"
            + told("Mar 2, 17:50", "Completed", "Done.")
            + told("Mar 2, 11:50", "Scheduled", "We will patch the database.")
        )
        assert [u.state for u in one("statuspage-atom", body).updates] == ["scheduled", "completed"]

    def test_text_without_known_marks_is_one_update(self) -> None:
        entry = one("statuspage-atom", atom("<p>We are having trouble.</p>"))
        assert [(u.state, u.body) for u in entry.updates] == [("investigating", "We are having trouble.")]

    def test_a_post_mortem_of_several_paragraphs_stays_whole(self) -> None:
        body = atom(told("Mar 2, 17:50", "Postmortem", "<p>First.</p><p>Second.</p>"))
        assert one("statuspage-atom", body).updates[0].body == "First.\n\nSecond."


def api(**changes: object) -> dict[str, object]:
    update = {
        "id": "u1",
        "status": "investigating",
        "body": "We are looking.",
        "created_at": "2026-03-02T11:50:00.000Z",
        "display_at": "2026-03-02T11:49:00.000Z",
        "affected_components": [
            {"code": "c", "name": "Chat API", "old_status": "operational", "new_status": "major_outage"}
        ],
    }
    later = {"id": "u2", "status": "resolved", "body": "Over.", "created_at": "2026-03-02T17:50:00.000-00:00"}
    return {
        "id": "abc123",
        "name": "Elevated errors",
        "status": "resolved",
        "impact": "critical",
        "shortlink": "https://stspg.io/x",
        "started_at": "2026-03-02T11:40:00.000Z",
        "components": [{"name": "Console"}],
        "incident_updates": [later, update],
    } | changes


class TestStatuspageJson:
    def test_updates_carry_impact_and_components(self) -> None:
        page = {"url": "https://status.acme.example"}
        entry = one("statuspage-json", json.dumps({"page": page, "incidents": [api()]}))
        first, last = entry.updates
        assert (first.at, first.state, first.body, first.impact, first.components) == (
            at(11, 49),
            "investigating",
            "We are looking.",
            "critical",
            ("Chat API",),
        )
        assert (last.state, last.components) == ("resolved", ("Console",))
        assert (entry.key, entry.url) == ("abc123", "https://status.acme.example/incidents/abc123")
        assert (entry.published_at, entry.updated_at) == (at(11, 40), at(17, 50))

    def test_an_own_link_is_kept(self) -> None:
        entry = one(
            "statuspage-json", json.dumps({"incidents": [api(shortlink="https://status.acme.example/i/7")]})
        )
        assert entry.url == "https://status.acme.example/i/7"

    def test_scheduled_maintenance_is_kept_as_such(self) -> None:
        row = api(
            incident_updates=[
                {"status": "scheduled", "body": "We will patch.", "created_at": "2026-03-02T11:50:00Z"}
            ]
        )
        entry = one("statuspage-json", json.dumps({"scheduled_maintenances": [row]}))
        assert entry.updates[0].state == "scheduled"

    def test_a_new_update_changes_the_entry_and_not_its_key(self) -> None:
        updates = api()["incident_updates"]
        assert isinstance(updates, list)
        before = one("statuspage-json", json.dumps({"incidents": [api(incident_updates=updates[1:])]}))
        after = one("statuspage-json", json.dumps({"incidents": [api()]}))
        assert (before.key, before.url) == (after.key, after.url)
        assert before.content != after.content
        assert after.content.startswith(before.content.partition("\n\n")[0])


def test_half_a_character_in_one_incident_costs_no_other() -> None:
    rows = [api(), api(id="x\ud800", name="Half \udfff a word", shortlink="https://stspg.example/\ud800")]
    found = parse("statuspage-json", json.dumps({"incidents": rows}))
    assert [entry.title for entry in found][1:] == ["Half a word"]
    assert all(f"{entry.key} {entry.url} {entry.link}".encode() for entry in found)


def test_google_cloud() -> None:
    row = {
        "id": "xyz",
        "begin": "2026-03-02T11:40:00+00:00",
        "end": "2026-03-02T17:50:00+00:00",
        "external_desc": "**Compute Engine** is failing in europe-west3",
        "updates": [
            {"when": "2026-03-02T17:50:00+00:00", "status": "AVAILABLE",
             "text": "# Resolved\nThe issue with [GCE](https://x.example) is over."},
            {"when": "2026-03-02T12:00:00+00:00", "status": "SERVICE_OUTAGE",
             "text": "**Summary:** errors\n\n* slow `VMs`"},
        ],
        "severity": "high",
        "affected_products": [{"title": "Google Compute Engine", "id": "p"}],
        "uri": "incidents/xyz",
    }  # fmt: skip
    entry = one("gcp-json", json.dumps([row]))
    assert entry.title == "Compute Engine is failing in europe-west3"
    assert entry.url == "https://status.acme.example/incidents/xyz"
    assert [(u.at, u.state, u.body) for u in entry.updates] == [
        (at(12), "investigating", "Summary: errors\n\nslow VMs"),
        (at(17, 50), "resolved", "Resolved\n\nThe issue with GCE is over."),
    ]
    assert entry.updates[0].impact == "critical"
    assert entry.updates[0].components == ("Google Compute Engine",)


def rss(items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>S</title>{items}</channel></rss>'


def test_aws_joins_the_updates_of_one_event() -> None:
    def item(title: str, when: str, number: int, service: str = "ec2-us-east-1") -> str:
        return (
            f"<item><title><![CDATA[{title}]]></title><link>https://status.aws.example/</link><pubDate>{when}</pubDate>"
            f"<guid isPermaLink='false'>https://status.aws.example/#{service}_{number}</guid>"
            f"<description><![CDATA[Word {number}.]]></description></item>"
        )

    entries = parse(
        "aws-rss",
        rss(
            item(
                "Service is operating normally: [RESOLVED] Increased error rates",
                "Mon, 02 Mar 2026 09:50:00 PST",
                3,
            )
            + item("Service disruption: Increased error rates", "Mon, 02 Mar 2026 04:50:00 PST", 2)
            + item("Informational message: Increased error rates", "Mon, 02 Mar 2026 03:50:00 PST", 1)
            + item("Service degradation: Slow", "Mon, 02 Mar 2026 03:50:00 PST", 4, "s3-eu-west-1")
            + item("Service degradation: Older", "Mon, 23 Feb 2026 03:50:00 PST", 5)
        ),
    )
    assert len(entries) == 3
    event = next(entry for entry in entries if len(entry.updates) == 3)
    assert event.title == "Increased error rates"
    assert [(u.at, u.state) for u in event.updates] == [
        (at(11, 50), "investigating"),
        (at(12, 50), "investigating"),
        (at(17, 50), "resolved"),
    ]
    assert event.content.split("\n\n") == [
        "Investigating - Word 1.",
        "Investigating - Word 2.",
        "Resolved - Word 3.",
        "Affected components: ec2-us-east-1",
        "Affected locations: us-east-1",
        "Impact: critical",
    ]
    assert event.updates[0].components == ("ec2-us-east-1",)
    assert len({entry.url for entry in entries}) == 3


def test_azure() -> None:
    items = (
        "<item><title>Azure Front Door - Mitigated</title><link>https://azure.status.example/status</link>"
        "<pubDate>Mon, 02 Mar 2026 17:50:00 GMT</pubDate><guid isPermaLink='false'>YKYN-BWZ</guid>"
        "<description>&lt;p&gt;Traffic is back.&lt;/p&gt;</description></item>"
    )
    entry = one("azure-rss", rss(items))
    assert (entry.key, entry.title) == ("YKYN-BWZ", "Azure Front Door - Mitigated")
    assert [(u.at, u.body) for u in entry.updates] == [(at(17, 50), "Traffic is back.")]


def test_slack() -> None:
    row = {
        "id": 1302,
        "date_created": "2026-03-02T03:50:00-08:00",
        "title": "Trouble sending messages",
        "type": "outage",
        "status": "resolved",
        "url": "https://status.slack.example/2026-03/abc",
        "services": ["Messaging", "Login/SSO"],
        "notes": [
            {"date_created": "2026-03-02T09:50:00-08:00", "body": "<p>Fixed.</p>"},
            {"date_created": "2026-03-02T03:50:00-08:00", "body": "We&#8217;re looking."},
        ],
    }
    entry = one("slack-json", json.dumps([row]))
    assert [(u.at, u.state, u.body, u.impact) for u in entry.updates] == [
        (at(11, 50), "investigating", "We’re looking.", "critical"),
        (at(17, 50), "resolved", "Fixed.", "critical"),
    ]
    assert entry.updates[0].components == ("Messaging", "Login/SSO")
    assert parse("slack-json", json.dumps({"status": "ok", "active_incidents": []})) == []


def test_instatus_summary_and_history() -> None:
    summary = {
        "page": {"name": "Acme", "url": "https://status.acme.example", "status": "HASISSUES"},
        "activeIncidents": [
            {
                "id": "i1",
                "name": "API is slow",
                "started": "2026-03-02T11:50:00Z",
                "status": "INVESTIGATING",
                "impact": "MAJOROUTAGE",
                "url": "https://status.acme.example/i1",
            }
        ],
        "activeMaintenances": [
            {
                "id": "m1",
                "name": "Patching",
                "start": "2026-03-02T12:00:00Z",
                "status": "NOTSTARTEDYET",
                "duration": 60,
            }
        ],
    }
    incident, planned = parse("instatus", json.dumps(summary))
    assert [(u.state, u.body, u.impact) for u in incident.updates] == [
        ("investigating", "API is slow", "critical")
    ]
    assert planned.updates[0].state == "scheduled"
    entry = one("instatus", atom(told("Mar 2, 11:50:09", "INVESTIGATING", "Looking.", "GMT+0")))
    assert entry.updates[0].state == "investigating"
    assert entry.updates[0].at == at(11, 50)


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("statuspage-json", "{}"),
        ("statuspage-json", "<html></html>"),
        ("statuspage-json", "[]"),
        ("statuspage-json", "null"),
        ("gcp-json", "not json"),
        ("slack-json", "not json"),
        ("instatus", "{}"),
        ("statuspage-atom", "not xml"),
        ("aws-rss", "<html><body>x</body></html>"),
        ("teletext", "x"),
    ],
)
def test_what_is_not_of_its_format_says_so(form: str, body: str) -> None:
    with pytest.raises(FeedError, match=r"status\.acme\.example"):
        parse(form, body)


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("statuspage-json", '{"page": {}, "incidents": []}'),
        ("gcp-json", "[]"),
        ("slack-json", "[]"),
        ("aws-rss", rss("")),
        ("azure-rss", rss("")),
        ("statuspage-atom", '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>'),
    ],
)
def test_a_vendor_without_incidents_is_no_failure(form: str, body: str) -> None:
    assert parse(form, body) == []


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["incidents", "id", "name", "incident_updates", "status",
                         "body", "created_at", "components", "notes",
                         "updates", "when", "text", "affected_products", "page", "activeIncidents", "url", "services"]),
        inner, max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@given(st.sampled_from(sorted(STATUS_FORMATS)), JUNK | st.lists(JUNK, max_size=2))
def test_no_json_makes_a_status_feed_fail_in_another_way(form: str, document: object) -> None:
    try:
        entries = parse(form, json.dumps(document))
    except FeedError:
        return
    assert all(entry.key and entry.updates for entry in entries)


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5))
def test_every_update_stands_verbatim_in_the_article(bodies: list[str]) -> None:
    updates = [
        {"status": "investigating", "body": body, "created_at": f"2026-03-02T1{n}:00:00Z"}
        for n, body in enumerate(bodies)
    ]
    for entry in parse("statuspage-json", json.dumps({"incidents": [api(incident_updates=updates)]})):
        article = article_from_entry(
            entry, outlet="Acme Status", kind=FeedKind.STATUS, provider="acme", seen_at=at(20)
        )
        assert article.basis == "status"
        assert article.updates
        assert all(update.body in article.body for update in article.updates)
