"""What is known of one provider's outages -> figures that can stand beside another's, each with how sure it is. Pure.

The method, as docs/comparing.md tells it: the same measures for every provider, over incidents that our sources tell
of; a length is the interval that its best supported claim gives; medians carry the exact interval that order
statistics give (no assumption on how lengths are spread), shares the interval of Wilson; both at 95 in 100. Under
ten known values a figure is marked as a small sample.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

FEW = 10
"""Under so many known values a figure says little: its interval spans most of what was seen."""
_SURE = 0.95
_Z = 1.959964  # of the normal distribution, two-sided 95 in 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many, with the interval in which the share of a longer record would lie."""

    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of none."""
        return self.count / self.of if self.of else None

    @property
    def few(self) -> bool:
        """Whether the sample is small."""
        return self.of < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """A median of values that are intervals themselves."""

    of: int
    low: float | None
    """Median of the lower ends; None of none."""
    high: float | None
    """Median of the upper ends."""
    sure_low: float | None
    """Lower end of the exact interval; None where the sample is too small to give one."""
    sure_high: float | None

    @property
    def few(self) -> bool:
        """Whether the sample is small."""
        return self.of < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """One provider's figures. Minutes, but for the lag, which is hours."""

    provider: str
    incidents: int
    grave: Share
    length: Middle
    lost_low: float
    lost_high: float
    """Minutes of all known lengths together, by lower and by upper ends."""
    explained: Share
    acknowledged: Share
    lag: Middle
    vendor_first: Share
    first_at: str | None
    last_at: str | None


def measure(provider: str, rows: Sequence[Row]) -> Measures:
    """Return the figures of one provider's incidents: rows as ``load_outages`` gives them."""
    lengths = [(row["shortest"], row["longest"]) for row in rows if row["shortest"] is not None]
    lags = [row["lead_minutes"] / 60 for row in rows if row["lead_minutes"] is not None]
    began = [row["began"] for row in rows if row["began"]]
    number = len(rows)
    return Measures(
        provider=provider,
        incidents=number,
        grave=share(sum(row["severity"] in {"major", "critical"} for row in rows), number),
        length=middle(lengths),
        lost_low=sum(low for low, _ in lengths),
        lost_high=sum(high for _, high in lengths),
        explained=share(sum(bool(row["has_cause"]) for row in rows), number),
        acknowledged=share(sum(row["confirmation"] == "vendor_acknowledged" for row in rows), number),
        lag=middle([(lag, lag) for lag in lags]),
        vendor_first=share(sum(lag < 0 for lag in lags), len(lags)),
        first_at=min(began, default=None),
        last_at=max(began, default=None),
    )


def share(count: int, of: int) -> Share:
    """Return a share with Wilson's interval, which holds for small numbers and near 0 and 1 too."""
    if not of:
        return Share(count=0, of=0, low=0.0, high=1.0)
    p = count / of
    around = _Z * math.sqrt(p * (1 - p) / of + _Z**2 / (4 * of**2))
    centre = p + _Z**2 / (2 * of)
    under = 1 + _Z**2 / of
    return Share(
        count=count,
        of=of,
        low=max(0.0, (centre - around) / under),
        high=min(1.0, (centre + around) / under),
    )


def middle(values: Sequence[tuple[float, float]]) -> Middle:
    """Return the median of intervals with its exact interval: the low of the lower ends to the high of the upper."""
    if not values:
        return Middle(of=0, low=None, high=None, sure_low=None, sure_high=None)
    lows, highs = sorted(low for low, _ in values), sorted(high for _, high in values)
    rank = order_rank(len(values))
    return Middle(
        of=len(values),
        low=_median(lows),
        high=_median(highs),
        sure_low=lows[rank - 1] if rank else None,
        sure_high=highs[-rank] if rank else None,
    )


def order_rank(number: int) -> int:
    """Return the largest rank r for which the r-th smallest and r-th largest of so many enclose the median, 95 in 100.

    0 for fewer than six: then no two of the values do. Exact up to 1,000 by the binomial distribution, beyond that by
    its normal approximation.
    """
    if number > 1000:
        return max(0, math.floor((number - _Z * math.sqrt(number)) / 2))
    outside, rank = 0.0, 0
    for r in range(number // 2 + 1):
        outside += math.comb(number, r) / 2**number
        if 2 * outside > 1 - _SURE:
            break
        rank = r + 1
    return rank


def _median(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
