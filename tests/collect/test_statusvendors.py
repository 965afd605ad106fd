"""Each host's and vendor's form of a status page gives the same: incidents with timed, typed updates, and facts."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.collect.feeds import parse_feed
from newsagg.collect.statusstamps import split_at_clocks
from newsagg.collect.statuswords import type_state
from newsagg.model import Entry, Feed
from newsagg.vocabulary import FeedKind
from tests.collect import statussamples as samples


def parse(form: str, body: str | bytes) -> list[Entry]:
    feed = Feed(
        slug="acme-status",
        outlet="Acme Status",
        url=f"{samples.PAGE}/feed",
        kind=FeedKind.STATUS,
        homepage=samples.PAGE,
        provider="acme",
        format=form,
    )
    return parse_feed(feed, body.encode() if isinstance(body, str) else body)


def told(entry: Entry) -> list[tuple[str, str]]:
    return [(f"{update.at:%m-%d %H:%M}", update.state) for update in entry.updates]


def facts(entry: Entry) -> list[str]:
    return entry.content.split("\n\n")[sum(len(u.body.split("\n\n")) for u in entry.updates) :]


CASES: dict[str, tuple[str, str, list[tuple[str, str]], list[str]]] = {
    "google": (
        "gcp-json", samples.GOOGLE,
        [("03-02 12:05", "investigating"), ("03-02 17:50", "resolved"), ("03-04 10:00", "postmortem")],
        ["Affected components: Google Compute Engine; Google Cloud SQL", "Affected locations: Frankfurt (europe-west3)",
         "Impact: critical", "Started: 2026-03-02 11:40 UTC", "Ended: 2026-03-02 17:50 UTC"],
    ),
    "aws events": (
        "aws-json", json.dumps(samples.AWS_EVENTS),
        [("03-02 10:10", "investigating"), ("03-02 11:10", "identified"), ("03-02 13:10", "resolved")],
        ["Affected components: Amazon DynamoDB; Amazon Elastic Compute Cloud",
         "Affected locations: N. Virginia (us-east-1)", "Impact: critical"],
    ),
    "aws, a day in one item": (
        "aws-rss", samples.AWS_DAY,
        [("03-02 18:20", "investigating"), ("03-02 19:05", "identified"), ("03-02 21:28", "resolved")],
        ["Affected components: ec2-us-east-1", "Affected locations: us-east-1"],
    ),
    "aws, over midnight": (
        "aws-rss", samples.AWS_NIGHT, [("03-03 07:48", "investigating"), ("03-03 08:20", "investigating")],
        ["Affected components: ec2-us-east-1", "Affected locations: us-east-1", "Impact: major"],
    ),
    "aws, with days": (
        "aws-rss", samples.AWS_DATED, [("10-14 07:11", "investigating"), ("10-14 10:35", "investigating")],
        ["Affected components: ec2-us-east-1", "Affected locations: us-east-1", "Impact: critical"],
    ),
    "slack": (
        "slack-json", samples.SLACK, [("03-02 11:50", "investigating"), ("03-02 15:50", "resolved")],
        ["Affected components: Messaging; Files", "Impact: critical"],
    ),
    "heroku": (
        "heroku-json", samples.HEROKU, [("03-02 10:00", "investigating"), ("03-02 12:00", "resolved")],
        ["Affected components: Apps", "Affected locations: EMEA", "Impact: critical"],
    ),
    "salesforce": (
        "salesforce-json", samples.SALESFORCE,
        [("03-02 10:20", "investigating"), ("03-02 12:50", "resolved"), ("03-02 20:00", "postmortem")],
        ["Affected components: NA135; EU44", "Impact: critical", "Started: 2026-03-02 10:05 UTC",
         "Ended: 2026-03-02 12:40 UTC"],
    ),
    "apple": (
        "apple-json", samples.APPLE, [("03-02 12:15", "resolved")],
        ["Affected components: iCloud Mail; iCloud Drive", "Impact: critical", "Started: 2026-03-02 10:10 UTC",
         "Ended: 2026-03-02 12:10 UTC"],
    ),
    "better stack": (
        "betterstack-json", samples.BETTER, [("03-02 14:00", "investigating"), ("03-02 19:53", "resolved")],
        ["Affected components: EU ingest", "Impact: minor", "Started: 2026-03-02 13:50 UTC"],
    ),
    "status.io": (
        "statusio-json", samples.STATUSIO,
        [("03-02 10:00", "investigating"), ("03-02 10:30", "identified"), ("03-02 11:00", "resolved")],
        ["Affected components: Git Operations", "Affected locations: GCP", "Impact: critical"],
    ),
    "sorry": (
        "sorry-json", samples.SORRY, [("03-02 07:20", "investigating"), ("03-02 09:40", "resolved")],
        ["Affected components: Telefonie", "Started: 2026-03-02 07:00 UTC", "Ended: 2026-03-02 09:30 UTC"],
    ),
    "cachet": (
        "cachet-json", samples.CACHET, [("03-02 08:00", "investigating"), ("03-02 09:00", "resolved")],
        ["Started: 2026-03-02 07:30 UTC"],
    ),
    "french": (
        "statuspage-atom", samples.FRENCH, [("03-02 11:00", "investigating"), ("03-02 14:00", "resolved")], [],
    ),
    "german": (
        "statuspage-atom", samples.GERMAN, [("03-02 11:00", "investigating"), ("03-02 14:00", "resolved")], [],
    ),
    "incident.io": (
        "statuspage-atom", samples.INCIDENT_IO, [("03-02 15:00", "resolved")], ["Affected components: Video; Login"],
    ),
    "a post-mortem in its own field": (
        "statuspage-json",
        samples.statuspage(
            postmortem_body="## Root cause\nA switch failed.", postmortem_published_at="2026-03-04T10:00:00Z",
            incident_updates=[samples.update("resolved", "Over.", "02T13:00:00")],
        ),
        [("03-02 13:00", "resolved"), ("03-04 10:00", "postmortem")],
        ["Affected components: API", "Impact: major"],
    ),
    "a start that was set by hand": (
        "statuspage-json",
        samples.statuspage(
            started_at="2026-03-02T11:10:00Z", incident_updates=[samples.update("resolved", "Over.", "02T13:00:00")]
        ),
        [("03-02 13:00", "resolved")],
        ["Affected components: API", "Impact: major", "Started: 2026-03-02 11:10 UTC"],
    ),
    "a maintenance": (
        "statuspage-json",
        samples.window(
            samples.update("completed", "Done.", "01T03:50:00"), samples.update("in_progress", "At it.", "01T02:00:00")
        ),
        [("02-20 09:00", "scheduled"), ("03-01 02:00", "in_progress"), ("03-01 03:50", "completed")],
        ["Affected components: API", "Planned: 2026-03-01 02:00 UTC to 2026-03-01 04:00 UTC"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "body", "updates", "lines"), [pytest.param(*case, id=name) for name, case in CASES.items()]
)
def test_a_page_is_read_into_timed_and_typed_updates(
    form: str, body: str, updates: list[tuple[str, str]], lines: list[str]
) -> None:
    entry = parse(form, body)[0]
    assert told(entry) == updates
    assert facts(entry) == lines
    assert all(update.body in entry.content for update in entry.updates)


def test_the_vendors_word_stands_before_an_update_whatever_its_language() -> None:
    assert parse("statuspage-atom", samples.FRENCH)[0].content == (
        "Enquête en cours - Nous cherchons.\n\nRésolu - Tout va bien."
    )


def test_one_page_for_all_incidents_is_no_address_of_any() -> None:
    report, network = parse("azure-rss", samples.AZURE)
    assert report.url != network.url
    assert told(report) == [("03-05 17:50", "postmortem")]
    assert (told(network), network.updates[0].components) == (
        [("03-03 17:50", "investigating")],
        ("Virtual Machines",),
    )


def test_a_maintenance_is_dated_by_the_work_and_not_by_its_announcement() -> None:
    body = samples.window(samples.update("in_progress", "At it.", "01T02:00:00"))
    assert parse("statuspage-json", body)[0].published_at == datetime(2026, 3, 1, 2, tzinfo=UTC)
    announced = parse("statuspage-json", samples.window())[0]
    assert announced.published_at == datetime(2026, 2, 20, 9, tzinfo=UTC)


def test_planned_work_of_heroku_and_status_io_is_kept_apart() -> None:
    assert [u.state for u in parse("heroku-json", samples.HEROKU)[1].updates] == ["scheduled", "completed"]
    planned = parse("statusio-json", samples.STATUSIO)[1]
    assert [u.state for u in planned.updates] == ["scheduled"]
    assert facts(planned) == ["Planned: 2026-03-09 10:00 UTC to 2026-03-09 12:00 UTC"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_aws_events_are_read_in_the_encoding_that_they_come_in(encoding: str) -> None:
    (entry,) = parse("aws-json", json.dumps(samples.AWS_EVENTS).encode(encoding))
    assert entry.title == "Multiple services (N. Virginia): Increased Error Rates"


@pytest.mark.parametrize(
    "listed",
    [
        {"incidents": None, "scheduled_maintenances": None},
        {
            "incidents": [
                {"id": "a"},
                {"id": "b", "incident_updates": None},
                {"id": "c", "incident_updates": [{}, 7]},
                3,
            ]
        },
        {
            "incidents": [
                {
                    "id": "a",
                    "incident_updates": [{"status": "resolved", "created_at": "2026-03-02T11:00:00Z"}],
                }
            ]
        },
        {"incidents": [{"incident_updates": [{"body": "No id.", "created_at": "2026-03-02T11:00:00Z"}]}]},
    ],
    ids=["null for an empty list", "no updates", "an update without words", "no id"],
)
def test_what_says_nothing_gives_no_entry(listed: dict[str, Any]) -> None:
    assert parse("statuspage-json", json.dumps(listed)) == []


def test_missing_names_and_components_cost_only_themselves() -> None:
    body = samples.statuspage(
        name=None,
        components=None,
        impact=None,
        incident_updates=[samples.update("", "We are on it.", "02T11:50:00", affected_components=None)],
    )
    (entry,) = parse("statuspage-json", body)
    assert (entry.title, entry.content, told(entry)) == (
        "We are on it.",
        "Update - We are on it.",
        [("03-02 11:50", "update")],
    )


STATES = {
    "SERVICE_OUTAGE": "investigating", "Investigating": "investigating", "In Untersuchung": "investigating",
    "Identificado": "identified", "Überwachung": "monitoring", "Sous surveillance": "monitoring",
    "NOTSTARTEDYET": "scheduled", "Geplant": "scheduled", "INPROGRESS": "in_progress", "Maintenance complete": "completed",
    "Solucionado": "resolved", "Resolvido": "resolved", "Behoben": "resolved", "Service is operating normally": "resolved",
    "Not resolved": "not_resolved", "Post-Incident Review": "postmortem", "Atualização": "update", "Teapot": "teapot",
    "": "update",
}  # fmt: skip


@pytest.mark.parametrize(("written", "state"), STATES.items(), ids=[w or "nothing" for w in STATES])
def test_a_vendors_word_is_typed(written: str, state: str) -> None:
    assert type_state(written) == state


def test_times_inside_a_sentence_part_no_messages() -> None:
    text = "We saw errors between 3:10 AM PDT and 4:02 AM PDT. Since 5:00 AM PDT The service works."
    assert split_at_clocks(text, datetime(2026, 3, 20, 14, tzinfo=UTC)) == []
