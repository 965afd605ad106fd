"""Subjects, the two sentences, what silence means, and which incident stands where."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.model import DigestList, Filters
from newsagg.report.charts import draw_charts
from newsagg.report.facts import Known
from newsagg.report.layout import lay_out
from newsagg.report.mailhtml import tell_figures
from newsagg.report.mailtext import compose_text
from newsagg.report.summary import LONGEST_SUBJECT, Sums, cut_unheard, sum_up, write_subject
from newsagg.vocabulary import Severity
from tests.report.material import a_begun, a_claim, a_feed, a_line, a_record, edition_of, known_of, tell

SIX_HOURS = a_claim("duration", "about 6 h", number=1, number_from=360.0, number_to=360.0, precision="about")
CONFIGURED = a_claim("cause", "wrong setting", number=2, categories="configuration", role="vendor_official")
LOST = a_claim(
    "cause", "lost database", number=3, categories="data_store", speaker="Wire", speaker_slug="wire"
)
QUARTER = (0,) * 12


@pytest.mark.parametrize(
    ("main", "rest", "subject"),
    [
        (known_of(), 0, "Cloud outage"),
        (known_of(mode="unavailable"), 1, "Cloud down; 1 more outage"),
        (known_of(SIX_HOURS, CONFIGURED), 11, "Cloud outage of about six hours, vendor blames configuration; 11 more outages"),
        (
            known_of(SIX_HOURS, CONFIGURED, LOST, conflicts=["cause"], mode="unavailable"), 2,
            "Cloud down for about six hours, sources disagree on why; 2 more outages",
        ),
        (known_of(a_claim("duration", "hours", number_from=120.0, number_to=1440.0, precision="vague")), 0, "Cloud outage"),
        (known_of(name="C" * 200), 14, f"{'C' * 53}…"),
    ],
    ids=["no more is claimed", "down", "the vendor's cause", "a dispute", "a vague length", "a long name"],
)  # fmt: skip
def test_a_subject_is_the_main_news_of_what_is_claimed(main: Known, rest: int, subject: str) -> None:
    told = write_subject(main, rest, (), "no", [a_feed()])
    assert told.startswith(subject)
    assert len(told) <= LONGEST_SUBJECT


@pytest.mark.parametrize(
    ("feeds", "quiet", "subject"),
    [
        ([a_feed()], "quiet", "A quiet week: no outage in the news"),
        ([a_feed(asked=0, answered=0)], "deaf", "No feed was read this week: what happened, we cannot say"),
        ([a_feed(answered=0)], "deaf", "We could not listen this week: none of 1 feed could be read"),
        (
            [a_feed("a"), a_feed("b", answered=0), a_feed("c", answered=0)], "deaf",
            "We heard little this week: only 1 of 3 feeds could be read",
        ),
    ],
    ids=["quiet", "nothing asked", "nothing answered", "little heard"],
)  # fmt: skip
def test_a_quiet_week_and_a_deaf_one_differ(feeds: list[dict[str, Any]], quiet: str, subject: str) -> None:
    edition = edition_of(feeds=feeds)
    assert (edition.quiet, edition.subject) == (quiet, subject)
    assert tell(edition.summary[0]) == "No outage of this week is in the news."


@pytest.mark.parametrize(
    ("counts", "heard", "told"),
    [
        ((*QUARTER, 1), 12, "One outage is on record for this week, and none for the twelve weeks before."),
        ((*QUARTER, 2), 0, "Two outages are on record for this week, the first that we listened in."),
        ((*QUARTER[:11], 1, 4), 2, "Four outages are on record for this week, three more than the week before."),
        (
            (*[6] * 11, 2, 5), 12,
            "Five outages are on record for this week, three more than the week before; a usual week of the quarter has six.",
        ),
        (
            (*[0] * 10, 1, 2, 1), 12,
            "One outage is on record for this week, one fewer than the week before; the twelve weeks before had three in all.",
        ),
        (
            (*[9] * 11, 0, 14), 12,
            "14 outages are on record for this week, after none in the week before; a usual week of the quarter has eight.",
        ),
    ],
    ids=["the first in long", "our first week", "few weeks heard", "a usual quarter", "small numbers", "after none"],
)  # fmt: skip
def test_a_change_is_told_in_figures_and_with_care_for_small_ones(
    counts: tuple[int, ...], heard: int, told: str
) -> None:
    sums = Sums(counts=counts, heard=heard, severe=0, disputed=0, unended=0, severity="minor")
    assert tell(sum_up(sums, "no", [])[0]) == told


def test_the_second_sentence_tells_how_grave_disputed_and_open_they_are() -> None:
    sums = Sums(counts=(*QUARTER, 3), heard=12, severe=1, disputed=2, unended=0, severity="minor")
    assert tell(sum_up(sums, "no", [])[1]) == (
        "One of them was major or critical by our rule; sources contradict each other on two, and all are said to be over."
    )


def test_three_are_told_whole_the_rest_in_a_line_and_each_once() -> None:
    severities = ("minor", "critical", "none", "major", "minor")
    begun = [a_begun(f"s{n}", severity=severity) for n, severity in enumerate(severities)]
    edition = edition_of(begun)
    assert [story.incident for story in edition.top] == ["s1", "s3", "s0"]
    assert [brief.incident for brief in edition.others] == ["s4", "s2"]
    assert (edition.counts[-1], edition.days[0].minor, edition.days[0].none) == (5, 2, 1)


def test_guesses_are_counted_and_a_vendors_own_word_stands_apart() -> None:
    edition = edition_of([a_begun("a", state="candidate"), a_begun("b", vendor_only=1)])
    assert (edition.candidates, [brief.incident for brief in edition.vendor_only]) == (1, ["b"])
    assert (edition.top, edition.counts[-1], edition.quiet) == ((), 0, "quiet")


LAST = datetime(2026, 3, 2, 8, tzinfo=UTC)
OLD = a_begun("old", began="2026-02-25T10:00:00Z", told_at="2026-03-03T10:00:00Z")


@pytest.mark.parametrize(
    ("since", "before", "late", "still"),
    [
        (None, None, [], ["old"]),
        (LAST, None, ["found_late"], []),
        (datetime(2026, 3, 4, tzinfo=UTC), None, [], ["old"]),
        (LAST, frozenset({"old"}), [], ["old"]),
        (LAST, frozenset(), ["found_late"], []),
        (datetime(2026, 3, 4, tzinfo=UTC), frozenset(), [], ["old"]),
    ],
    ids=[
        "no digest before",
        "seen after it",
        "seen before it",
        "told by it",
        "not told by it",
        "seen before the first",
    ],
)
def test_what_came_to_our_record_after_the_last_digest_was_found_late_and_stands_there_alone(
    since: datetime | None, before: frozenset[str] | None, late: list[str], still: list[str]
) -> None:
    edition = edition_of([OLD], told_since=since, told_before=before)
    assert [word.kind for word in edition.late] == late
    assert [brief.incident for brief in edition.still_open] == still


def test_a_merged_incident_is_late_news_of_the_older_one_it_turned_out_to_be() -> None:
    old = a_line("old", began="2026-02-25T10:00:00Z")
    edition = edition_of(
        [OLD],
        lines=[old],
        merged=[{"id": "x", "title": "A second one", "survivor": "old", "at": "", "reason": ""}],
    )
    (word,) = edition.late
    assert (word.kind, word.incident) == ("merged", "old")
    assert "“A second one” turned out to be this outage" in tell(word.sentence)
    assert edition.still_open == ()


def test_hours_are_summed_from_the_least_to_the_most_that_is_claimed() -> None:
    lengths = {
        "a": [
            {"number_from": 120.0, "number_to": 120.0, "precision": "exact"},
            {"number_from": 150.0, "number_to": 180.0, "precision": "range"},
            {"number_from": 120.0, "number_to": 1440.0, "precision": "vague"},
        ],
        "b": [{"number_from": 60.0, "number_to": None, "precision": "at_least"}],
    }
    (provider,) = edition_of([a_begun(n) for n in ("a", "b", "c")], lengths=lengths).providers
    assert (provider.hours, provider.untimed, provider.name) == ((3.0, 4.0), 1, "Example")


def test_hostile_titles_and_quotes_are_cleaned_and_their_letters_stay() -> None:
    hostile = "Maps \x1b[31mdown\x9b2J \u202ered\u2066 for\r\nBcc: all"
    record = a_record(a_claim("symptom", "x", hostile, speaker=hostile))
    edition = edition_of(
        [a_begun()], lines=[a_line(title=hostile, name=hostile)], records={"2026-03-02-cloud": record}
    )
    (story,) = edition.top
    assert story.title == "Maps [31mdown2J red for Bcc: all"
    assert not [c for c in f"{edition.subject}{edition.preheader}" if not c.isprintable()]
    assert story.facts[0].said[0].quote == story.title


GRAVE = DigestList(slug="grave", title="Grave", filters=Filters(severity=Severity.MAJOR))


def test_a_week_that_a_list_leaves_out_is_not_called_quiet() -> None:
    edition = edition_of(wanted=GRAVE, left_out=1)
    said = "None that this list tells of; one other outage is on record and was left out by its filter (severity major or worse)"
    assert (edition.quiet, edition.left_out) == ("filtered", 1)
    assert edition.subject == "None that this list tells of; one other outage was left out by its filter"
    assert [tell(words) for words in edition.summary] == [f"{said}.", "The feed could be read."]
    assert lay_out(edition).mood == said
    assert edition_of(wanted=GRAVE).quiet == "quiet"


def test_outages_beside_those_that_a_list_tells_of_are_counted() -> None:
    edition = edition_of([a_begun(severity="major")], wanted=GRAVE, left_out=2)
    assert tell(edition.summary[0]).startswith("One outage that this list tells of is on record")
    assert tell(edition.summary[1]).endswith(
        "; two other outages were left out by the list's filter (severity major or worse)."
    )
    assert lay_out(edition).stories_title == "The outage that this list tells of"


def test_weeks_in_which_we_did_not_listen_are_told_apart() -> None:
    late = edition_of([a_begun()], listening_since=datetime(2026, 5, 1, tzinfo=UTC))
    assert tell(late.summary[0]) == (
        "One outage is on record for this week; we did not listen then, nor in the weeks before: this came to our record later."
    )
    assert (late.unheard, tell_figures(late), "weeks" in draw_charts(lay_out(late))) == (12, [], False)
    assert "Week by week" not in compose_text(late)
    partly = edition_of([a_begun()], listening_since=datetime(2026, 2, 10, tzinfo=UTC))
    assert (partly.unheard, len(cut_unheard(partly.counts, partly.unheard))) == (10, 3)
    assert "after 10 weeks in which we did not listen: ▁▁█ 0 0 1" in " ".join(compose_text(partly).split())
    assert "W50 not listened in" in draw_charts(lay_out(partly))["weeks"].light.alt
