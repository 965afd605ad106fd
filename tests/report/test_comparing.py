"""Figures that stand beside one another say how sure they are: exact where that can be, and marked where it cannot."""

import math
import random
import re

import pytest

from newsagg.report.comparing import FEW, measure, middle, order_rank, share
from newsagg.report.intervals import draw_interval, span_of


@pytest.mark.parametrize(
    ("number", "rank"),
    # From tables of the sign test at 95 in 100, two-sided.
    [
        (0, 0),
        (1, 0),
        (5, 0),
        (6, 1),
        (8, 1),
        (9, 2),
        (10, 2),
        (12, 3),
        (15, 4),
        (20, 6),
        (25, 8),
        (50, 18),
        (100, 40),
    ],
)
def test_the_ranks_that_enclose_a_median_are_those_of_the_tables(number: int, rank: int) -> None:
    assert order_rank(number) == rank


def test_the_normal_form_takes_over_where_the_exact_one_ends() -> None:
    exact, normal = order_rank(1000), (1001 - 1.959964 * math.sqrt(1001)) / 2
    assert abs(exact - normal) < 2
    assert order_rank(1001) in {exact, exact + 1}


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Wilson's interval without continuity correction, as statisticians' tables have it.
    [
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_a_share_has_wilsons_interval(count: int, of: int, low: float, high: float) -> None:
    found = share(count, of)
    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)
    assert found.few == (of < FEW)


def test_no_share_of_none() -> None:
    assert (share(0, 0).value, share(0, 0).low, share(0, 0).high) == (None, 0.0, 1.0)


def test_a_median_of_intervals_is_an_interval() -> None:
    found = middle([(60, 60), (120, 180), (350, 370)])
    assert (found.low, found.high, found.sure_low) == (120, 180, None)
    assert found.few


def test_the_interval_holds_the_true_median_as_often_as_it_says() -> None:
    dice = random.Random(4)
    held = 0
    for _ in range(600):
        drawn = [dice.lognormvariate(5, 1) for _ in range(15)]
        found = middle([(x, x) for x in drawn])
        assert found.sure_low is not None
        assert found.sure_high is not None
        held += found.sure_low <= math.exp(5) <= found.sure_high
    assert held / 600 > 0.94


def outage(**given: object) -> dict[str, object]:
    row = {"severity": "minor", "confirmation": "media_reported", "shortest": None, "longest": None, "has_cause": 0,
           "lead_minutes": None, "began": "2026-03-02T12:00:00Z"}  # fmt: skip
    return {**row, **given}


def test_a_providers_figures_are_over_what_is_known() -> None:
    rows = [
        outage(severity="critical", shortest=60.0, longest=120.0, has_cause=1, lead_minutes=-30.0),
        outage(shortest=30.0, longest=30.0, lead_minutes=90.0, began="2026-01-02T12:00:00Z"),
        outage(confirmation="vendor_acknowledged"),
    ]
    found = measure("cloud", rows)
    assert (found.incidents, found.grave.count, found.explained.count, found.acknowledged.count) == (
        3,
        1,
        1,
        1,
    )
    assert (found.length.of, found.lost_low, found.lost_high) == (2, 90.0, 150.0)
    assert (found.lag.low, found.vendor_first.count, found.vendor_first.of) == (0.5, 1, 2)
    assert (found.first_at, found.last_at) == ("2026-01-02T12:00:00Z", "2026-03-02T12:00:00Z")


def test_pictures_share_one_scale_and_stay_within_it() -> None:
    middles = [middle([(10.0 * n, 12.0 * n) for n in range(1, 9)]), middle([(5000.0, 5000.0)]), middle([])]
    scale = span_of(middles)
    pictures = [str(draw_interval(m, scale)) for m in middles]
    assert pictures[2] == ""
    for picture in pictures[:2]:
        numbers = [float(x) for x in re.findall(r'(?:x="|[MH])(\d+(?:\.\d+)?)', picture)]
        assert all(0 <= x <= 200 for x in numbers)
    assert "iv-few" in pictures[1]
