"""Two bursts of news about one service with quiet days between; every sentence is ours."""

import random

import pytest

from newsagg.merge.alike import Alike
from newsagg.merge.bursts import are_two_bursts
from newsagg.merge.linkage import link_groups
from newsagg.merge.sketch import Sketch
from newsagg.vocabulary import ReportKind
from tests.merge.making import a_report, at

PLACES = ("Leeds", "Porto", "Graz", "Turku", "Lyon", "Gdynia")


def burst(
    first: int,
    *,
    day: int,
    body: str = "Calls fail since this morning.",
    kind: ReportKind = ReportKind.REPORT,
) -> list[Sketch]:
    judge = Alike()
    return [
        judge.sketch(
            a_report(
                first + n,
                f"Signal is down in {place}",
                f"{body} {place} was hit as well.",
                told=at(9 + n, day=day),
                about=["signal"],
                kind=kind,
            )
        )
        for n, place in enumerate(PLACES)
    ]


FIRST = burst(1, day=0)


def test_a_burst_weeks_later_in_the_same_words_is_another_outage() -> None:
    again = burst(11, day=20)
    assert are_two_bursts(FIRST, again)
    assert are_two_bursts(again, FIRST)
    random.Random(4).shuffle(again)
    assert are_two_bursts(again, FIRST)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(burst(11, day=3), id="within the same week"),
        pytest.param(burst(11, day=20, body="On 14 May Signal was down for hours."), id="naming the day"),
        pytest.param(burst(11, day=20, kind=ReportKind.POSTMORTEM), id="post-mortems"),
        pytest.param(burst(11, day=20)[:3], id="three reports"),
        pytest.param(
            [*burst(11, day=20)[:4], *burst(21, day=20, kind=ReportKind.UPDATE)], id="updates among them"
        ),
    ],
)
def test_what_follows_an_outage_is_no_other_outage(later: list[Sketch]) -> None:
    assert not are_two_bursts(FIRST, later)
    assert not are_two_bursts(later, FIRST)


def test_groups_that_are_apart_stay_so_until_one_has_grown() -> None:
    pairs = {(1, 2): 0.9, (1, 3): 0.9, (2, 3): 0.8}
    assert link_groups([1, 2, 3], pairs, 0.6) == [[1, 2, 3]]
    assert link_groups([1, 2, 3], pairs, 0.6, apart=lambda one, other: 1 in (*one, *other)) == [[1], [2, 3]]
    assert link_groups(
        [1, 2, 3], pairs, 0.6, apart=lambda one, other: len(one) + len(other) == 2 and 1 in (*one, *other)
    ) == [[1, 2, 3]]
