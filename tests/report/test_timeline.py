"""The timeline's scale keeps order and room whatever happened when; what strangers wrote stays words in its picture."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import lxml.etree
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsagg.report.heatmap import draw_year, first_day
from newsagg.report.timeline import MOST_OUTLETS, Span, draw_timeline
from newsagg.report.timemarks import Mark
from newsagg.report.timescale import MOST_BREAKS, make_scale

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTES = st.integers(min_value=0, max_value=3_000_000)
SPANS = st.lists(st.tuples(MINUTES, st.integers(min_value=0, max_value=20_000)), min_size=1, max_size=40)


def a_mark(
    kind: str = "article", *, after: float = 0, lasts: float = 0, who: str = "Post", **given: object
) -> Mark:
    at = NOON + timedelta(hours=after)
    told = {"what": "Cloud is down", "claim_id": None, "article_id": 1} | given
    return Mark(kind=kind, at=at, to=at + timedelta(hours=lasts), who=who, **told)  # type: ignore[arg-type]


# A machine that does much else makes inputs slowly; that is no fault of theirs.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SPANS)
def test_earlier_moments_never_stand_to_the_right_of_later_ones(spans: list[tuple[int, int]]) -> None:
    stretches = [(NOON + timedelta(minutes=a), NOON + timedelta(minutes=a + n)) for a, n in spans]
    scale = make_scale(stretches)
    moments = sorted(moment for stretch in stretches for moment in stretch)
    places = [scale.place(moment) for moment in moments]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert len(scale.breaks()) <= MOST_BREAKS
    ticks = [tick.x for tick in scale.ticks()]
    assert all(later - earlier >= 14 for earlier, later in pairwise(ticks))


def test_a_long_silence_is_cut_and_told() -> None:
    scale = make_scale(
        [(NOON, NOON + timedelta(hours=6)), (NOON + timedelta(days=30), NOON + timedelta(days=30))]
    )
    ((_, words),) = scale.breaks()
    assert words == "30 days"
    assert scale.place(NOON + timedelta(hours=6)) > 70


def test_a_night_between_two_reports_is_not_cut() -> None:
    scale = make_scale(
        [(NOON, NOON + timedelta(hours=30)), (NOON + timedelta(hours=34), NOON + timedelta(hours=34))]
    )
    assert scale.breaks() == []


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "safe\u202egnp.exe",
        "\x1b[31mred",
        "a" * 100_000,
    ],
    ids=["script", "attribute", "direction", "terminal", "endless"],
)
def test_what_strangers_wrote_stays_words(words: str) -> None:
    marks = [
        a_mark(who=words, what=words),
        a_mark("start", lasts=3, who=words, claim_id=1),
        a_mark("state", who=words, what=words, claim_id=2),
    ]
    picture = str(draw_timeline(marks, Span(), title=words[:200]))
    tree = lxml.etree.fromstring(picture)
    assert {element.tag for element in tree.iter()} <= {
        "svg", "title", "desc", "g", "line", "text", "rect", "circle", "path"
    }  # fmt: skip
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", picture)
    assert len(picture) < 20_000


def test_many_outlets_share_the_last_row_and_no_mark_is_lost() -> None:
    marks = [a_mark(after=n, who=f"Outlet {n}", article_id=n) for n in range(60)]
    picture = lxml.etree.fromstring(str(draw_timeline(marks, Span(), title="Many")))
    assert len(picture.findall(".//g[@data-article]")) == 60
    names = [text.text for text in picture.iter("text") if text.get("class") == "tl-name"]
    assert len(names) == MOST_OUTLETS
    assert names[-1] == f"{60 - MOST_OUTLETS + 1} other outlets"


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_timeline([], Span(), title="Empty") == ""


def test_the_calendar_has_every_day_of_twelve_months_once() -> None:
    last = NOON.date()
    days = [
        {"day": "2026-03-02", "incidents": 2, "worst": 3},
        {"day": "2025-04-01", "incidents": 1, "worst": 0},
    ]
    picture = lxml.etree.fromstring(str(draw_year(days, last=last)))
    fields = [rect for rect in picture.iter("rect") if rect.get("class").startswith("heat-")]
    assert first_day(last).isoformat() == "2025-04-01"
    assert len(fields) == (last - first_day(last)).days + 1
    assert [group.get("data-day") for group in picture.iter("g")] == ["2026-03-02", "2025-04-01"]
    assert "3 incidents between 01 April 2025 and 02 March 2026" in (picture.findtext("desc") or "")
