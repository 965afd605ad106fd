"""Silence settles an open incident, with a reason that says since when."""

from datetime import timedelta

from newsagg.merge.settling import SETTLES_AFTER, plan_settling
from tests.merge.making import DAY


def test_only_what_has_been_silent_for_longer_than_the_rule_is_settled() -> None:
    told = {"2024-05-14-quiet": DAY - timedelta(minutes=1), "2024-05-14-loud": DAY}
    (change,) = plan_settling(told, DAY + SETTLES_AFTER)
    assert change.incident == "2024-05-14-quiet"
    assert change.reason == "nobody has told of it since 2024-05-13 23:59 UTC"
