"""Text -> the lengths, counts and sums it names: one door to durations.py, counts.py and money.py. Pure."""

from newsagg.detect.counts import CountMention, read_counts
from newsagg.detect.durations import DurationMention, read_durations
from newsagg.detect.money import MoneyMention, read_money

__all__ = [
    "CountMention",
    "DurationMention",
    "MoneyMention",
    "read_counts",
    "read_durations",
    "read_money",
]
