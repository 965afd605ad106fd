"""A clock time, or a part of a day in words -> the hours of the local day that it may mean. Pure."""

from collections.abc import Sequence
from types import MappingProxyType

from newsagg.detect.clocks import Clock
from newsagg.vocabulary import Precision

_PART_HOURS: MappingProxyType[str, tuple[int, int]] = MappingProxyType(
    {
        "early": (0, 9), "early hours": (0, 5), "dawn": (4, 7), "mid": (9, 15), "late": (18, 24),
        "morning": (5, 12), "midday": (11, 14), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 28),
        "early morning": (0, 8), "mid morning": (9, 11), "late morning": (9, 12), "early afternoon": (12, 15),
        "mid afternoon": (13, 17), "late afternoon": (15, 18), "early evening": (17, 20),
        "late evening": (20, 24), "late night": (21, 24), "early night": (18, 23),
    }
)  # fmt: skip
"""From hour, to hour; past 24 is the next day."""
_MORNING = frozenset(
    {"early", "dawn", "early hours", "morning", "early morning", "mid morning", "late morning"}
)
_EVENING = frozenset(
    {"late", "evening", "late evening", "early evening", "afternoon", "early afternoon", "late afternoon"}
)


def list_hours(clock: Clock, parts: Sequence[str], precision: Precision, *, day_clock: bool) -> list[int]:
    """Return the hours of the day that a clock may mean, the likeliest first; 24 and more are the next day's.

    ``parts`` are the parts of the day beside it; ``day_clock`` says that the text counts hours to 24.
    """
    hour, half = clock.hour, clock.half
    if half == "am":
        return [hour % 12]
    if half == "pm":
        return [hour % 12 + 12]
    part = " ".join(parts[:2])
    if 1 <= hour <= 12 and part in _EVENING:
        return [hour % 12 + 12]
    if half == "free" and part.endswith("night"):
        return [hour % 12 + 12] if 5 <= hour <= 11 else [hour % 12 + 24]  # Monday night at 2 is Tuesday
    if half == "24" and hour == 0 and clock.shift < 0:
        return [24]
    if half == "24" and not (hour == 0 and precision is Precision.AT_MOST):
        return [hour]
    if hour == 0:
        return [24]
    if half == "24" or hour > 12 or part in _MORNING or day_clock:
        return [hour]
    early, late = hour % 12, hour % 12 + 12
    return [early, late] if 7 <= hour <= 11 else [late, early]


def part_hours(parts: Sequence[str]) -> tuple[int, int]:
    """Return the hours between which a part of the day lies; the whole day without one."""
    whole = _PART_HOURS.get(" ".join(parts[:2]))
    return whole or _PART_HOURS.get(parts[-1] if parts else "", (0, 24))
