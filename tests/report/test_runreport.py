"""What a run did, told to people: what counts as happening, and that texts from the web have no power."""

import re
from typing import Any

import pytest

from newsagg.report.runreport import (
    MOST_ROWS,
    find_happenings,
    in_markdown,
    log_lines,
    summarise,
    tell_digest,
    tell_markdown,
)


def an_event(kind: str = "described", **given: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "incident_id": "2026-03-02-claude",
        "at": "2026-03-02T12:00:00Z",
        "kind": kind,
        "field": "",
        "old_value": None,
        "new_value": None,
        "article_id": None,
        "reason": "two reports",
        "run_id": 3,
        "title": "Claude is down",
        "service": "claude",
        "provider": "anthropic",
        "state": "open",
        "severity": "major",
        "lifecycle": "investigating",
        "merged_into": None,
    } | given


def a_request(feed: str = "post", **given: Any) -> dict[str, Any]:
    return {
        "feed": feed,
        "outcome": "ok",
        "error": "",
        "new_entries": 0,
        "changed_entries": 0,
        "article_id": None,
    } | given


def a_run(**given: Any) -> dict[str, Any]:
    return {"id": 3, "kind": "flow", "feeds": [], "pages": [], "events": [], "took_up": []} | given


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        pytest.param(an_event("opened"), "opened", id="a new incident"),
        pytest.param(an_event("merged", merged_into="2026-03-02-api"), "merged", id="a merged one"),
        pytest.param(an_event(field="severity", old_value="minor", new_value="major"), "escalated", id="graver"),
        pytest.param(an_event(field="severity", old_value="major", new_value="minor"), "", id="less grave"),
        pytest.param(an_event(field="severity", new_value="critical"), "", id="its first severity"),
        pytest.param(an_event(field="lifecycle", old_value="monitoring", new_value="resolved"), "resolved", id="over"),
        pytest.param(an_event(field="lifecycle", new_value="postmortem"), "resolved", id="over when first seen"),
        pytest.param(an_event(field="lifecycle", old_value="resolved", new_value="postmortem"), "", id="over before"),
        pytest.param(an_event(field="title", old_value="a", new_value="b"), "", id="another title"),
        pytest.param(an_event("placed", article_id=5), "", id="one more report"),
    ],
)  # fmt: skip
def test_what_happened_to_an_incident_has_a_word(event: dict[str, Any], kind: str) -> None:
    assert [h.kind for h in find_happenings([event])] == ([kind] if kind else [])


def test_a_merged_incident_names_its_survivor() -> None:
    (happening,) = find_happenings([an_event("merged", merged_into="2026-03-02-api")])
    assert happening.new == "2026-03-02-api"


def test_the_report_links_to_the_desk_where_it_has_an_address() -> None:
    run = a_run(events=[an_event("opened")])
    link = "[2026-03-02-claude](https://desk.example/incident/2026-03-02-claude)"
    assert link in tell_markdown(run, public_url="https://desk.example/")
    assert "](" not in tell_markdown(run, public_url="")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "a | b | c",
        "![x](http://evil.example/x.png)",
        "`code`",
        "line\nbreak\n# heading",
        "\x1b[31mred\u202e",
    ],
)
def test_a_hostile_title_stays_in_its_cell_as_text(hostile: str) -> None:
    told = tell_markdown(a_run(events=[an_event("opened", title=hostile)]), public_url="https://desk.example")
    (row,) = [line for line in told.splitlines() if line.startswith("| [2026")]
    bare = row.replace("\\|", "")
    assert bare.count("|") == 5
    assert "<" not in row
    assert "\x1b" not in told
    assert not re.search(r"(?<!\\)\]\(java", row)
    assert "![" not in row
    assert not [line for line in told.splitlines() if line.startswith("# heading")]


def test_failed_feeds_are_told_with_their_reasons_and_long_lists_are_cut() -> None:
    feeds = [a_request(f"feed-{n}", outcome="failed", error="HTTP 500") for n in range(MOST_ROWS + 3)]
    told = tell_markdown(a_run(feeds=feeds), public_url="")
    assert "| `feed-0` | failed | HTTP 500 |" in told
    assert "and 3 more" in told


def test_a_run_in_a_sentence_says_whose_work_it_took_up() -> None:
    run = a_run(
        feeds=[a_request(new_entries=2), a_request(outcome="failed")],
        took_up=[1, 2],
        events=[an_event("opened")],
    )
    assert summarise(run) == (
        "1 feed heard, 1 failed; 2 new entries, 0 changed; incidents: 1 opened, 0 escalated, 0 merged, 0 resolved. "
        "Took up the work of runs 1, 2, killed before its end."
    )


def test_every_line_of_the_log_names_what_it_is_about() -> None:
    run = a_run(
        feeds=[a_request(new_entries=1), a_request("dead", outcome="failed", error="refused")],
        pages=[a_request(outcome="failed", article_id=9, error="timed out")],
        events=[an_event("placed", article_id=5), an_event("opened")],
        took_up=[2],
    )
    assert list(log_lines(run)) == [
        (True, "run=3 took_up=2: the work of killed runs"),
        (False, "run=3 feed=post new=1 changed=0"),
        (True, "run=3 feed=dead failed: refused"),
        (True, "run=3 article=9 failed: timed out"),
        (False, "run=3 incident=2026-03-02-claude article=5 placed"),
        (False, "run=3 incident=2026-03-02-claude opened: Claude is down"),
    ]


def test_a_frozen_week_is_shown_as_text_with_how_its_mails_stand() -> None:
    told = tell_digest(
        {
            "subject": "Week 10 <b>",
            "text": "One\n```\n# two",
            "deliveries": '{"sent": 2}',
            "list": "all",
            "week": "2026-W10",
        }
    )
    assert told.startswith("# Week 10 &lt;b")
    assert "Mails: 2 sent." in told
    assert told.count("```") == 2


def test_long_texts_are_cut() -> None:
    assert len(in_markdown("word " * 200)) <= 165
