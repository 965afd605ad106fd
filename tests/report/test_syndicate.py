"""Incidents as Atom, JSON Feed and iCalendar: valid, with ids for ever, and what changes told as an update."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from newsagg.report.syndicate import make_channel, make_item, render
from tests.report.feedchecks import check_atom, check_icalendar, check_json_feed

PUBLIC = "https://outages.corp.example/desk"


def a_row(incident: str = "2026-03-02-example-cloud", **given: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": incident, "title": "Example Cloud is down", "state": "open", "lifecycle": "identified",
        "severity": "major", "confirmation": "vendor_acknowledged", "started_from": "2026-03-02T09:40:00Z",
        "started_to": "2026-03-02T09:40:00Z", "ended_from": None, "ended_to": None,
        "first_reported_at": "2026-03-02T10:00:00Z", "opened_at": "2026-03-02T10:05:00Z", "merged_into": None,
        "updated": "2026-03-02T12:00:00Z", "sequence": 7, "provider": "example", "service_name": "Example Cloud",
        "causes": ["a wrong setting"], "conflicts": ["cause", "duration"], "outlets": ["Post", "Gazette"], "origins": 2,
    }  # fmt: skip
    return row | given


def a_channel(*rows: dict[str, Any], **given: Any) -> Any:
    fields = {
        "title": "Incidents",
        "path": "incidents",
        "public": PUBLIC,
        "itself": f"{PUBLIC}/incidents.atom",
    }
    return make_channel(rows or (a_row(),), **{**fields, "home": f"{PUBLIC}/", **given})


def test_a_feed_passes_its_validator_and_says_what_is_known_and_what_is_disputed() -> None:
    channel = a_channel()
    atom = check_atom(render(channel, "atom"))
    assert atom.entries[0].id == "tag:outages.corp.example,2026-03-02:incident/2026-03-02-example-cloud"
    assert atom.entries[0].link == f"{PUBLIC}/incident/2026-03-02-example-cloud"
    assert "a wrong setting (sources disagree)" in atom.entries[0].content[0].value
    feed = check_json_feed(render(channel, "json"))
    assert "In dispute: Duration" in feed["items"][0]["content_text"]
    [event] = check_icalendar(render(channel, "ics"))
    assert event["UID"] == "2026-03-02-example-cloud@outages.corp.example"
    assert event.decoded("DTSTART") == datetime(2026, 3, 2, 9, 40, tzinfo=UTC)
    assert "DTEND" not in event


def test_a_change_is_the_same_entry_told_again() -> None:
    first = a_channel()
    later = a_channel(
        a_row(ended_from="2026-03-02T15:00:00Z", ended_to="2026-03-02T15:00:00Z", lifecycle="resolved",
              updated="2026-03-02T16:00:00Z", sequence=11)
    )  # fmt: skip
    before, after = check_atom(render(first, "atom")), check_atom(render(later, "atom"))
    assert before.feed.id == after.feed.id
    assert before.entries[0].id == after.entries[0].id
    assert before.entries[0].published == after.entries[0].published
    assert before.entries[0].updated < after.entries[0].updated == after.feed.updated
    [old], [new] = check_icalendar(render(first, "ics")), check_icalendar(render(later, "ics"))
    assert old["UID"] == new["UID"]
    assert old["SEQUENCE"] < new["SEQUENCE"]
    assert new.decoded("DTEND") == datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "title", "words"),
    [
        (
            {"state": "merged", "merged_into": "2026-03-01-example"},
            "Merged: ",
            "told under 2026-03-01-example now",
        ),
        ({"state": "rejected"}, "Withdrawn: ", "taken off the record"),
    ],
    ids=["merged", "rejected"],
)
def test_what_is_no_incident_of_its_own_any_longer_says_so_in_its_entry(
    given: dict[str, Any], title: str, words: str
) -> None:
    channel = a_channel(a_row(**given))
    [entry] = check_atom(render(channel, "atom")).entries
    assert entry.title.startswith(title)
    assert words in entry.content[0].value
    [event] = check_icalendar(render(channel, "ics"))
    assert event["STATUS"] == "CANCELLED"
    assert ("RELATED-TO" in event) == ("merged_into" in given)


SPANS: list[tuple[str, dict[str, Any], Any, Any]] = [
    ("a day", {"started_from": "2026-03-02T00:00:00Z", "started_to": "2026-03-02T23:59:59Z"}, date(2026, 3, 2), None),
    ("a day and its end", {"started_from": "2026-03-02T05:00:00Z", "started_to": "2026-03-03T04:59:59Z",
     "ended_from": "2026-03-03T10:00:00Z", "ended_to": "2026-03-03T10:00:00Z"}, date(2026, 3, 2), date(2026, 3, 4)),
    ("nobody said when", {"started_from": "2026-03-01T22:00:00Z", "started_to": "2026-03-02T10:00:00Z"},
     datetime(2026, 3, 2, 10, tzinfo=UTC), None),
    ("nothing at all", {"started_from": None, "started_to": None, "first_reported_at": None},
     datetime(2026, 3, 2, 10, 5, tzinfo=UTC), None),
    ("an end at its start", {"ended_from": None, "ended_to": "2026-03-02T09:40:00Z"},
     datetime(2026, 3, 2, 9, 40, tzinfo=UTC), None),
]  # fmt: skip


@pytest.mark.parametrize(("given", "started", "ended"), [r[1:] for r in SPANS], ids=[r[0] for r in SPANS])
def test_a_calendar_has_times_where_times_are_known_and_days_where_days_are(
    given: dict[str, Any], started: Any, ended: Any
) -> None:
    item = make_item(a_row(**given), PUBLIC)
    assert (item.started, item.ended) == (started, ended)
    check_icalendar(render(a_channel(a_row(**given)), "ics"))


def test_without_a_public_address_there_are_ids_and_no_links_and_an_empty_feed_is_a_feed() -> None:
    alone = {"public": "", "itself": "", "home": ""}
    [entry] = check_atom(render(a_channel(**alone), "atom")).entries
    assert entry.id.startswith("tag:newsagg.invalid,2026-03-02:")
    assert "links" not in entry or not entry.links
    empty = make_channel((), title="Incidents", path="incidents?q=a+b%26c", public=PUBLIC)
    assert check_atom(render(empty, "atom")).entries == []
    assert check_json_feed(render(empty, "json"))["items"] == []
    assert check_icalendar(render(empty, "ics")) == []
