"""Open incidents, with when each was last told of -> those that silence has settled. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from newsagg.model import SettleIncident

SETTLES_AFTER = timedelta(days=7)
"""Silence after which an open incident is settled; later come post-mortems, and few other reports."""


def is_silent(last_told: datetime, now: datetime) -> bool:
    """Say whether nobody has told of an incident for so long that it is settled."""
    return now - last_told > SETTLES_AFTER


def plan_settling(last_told: Mapping[str, datetime], now: datetime) -> list[SettleIncident]:
    """Return a change for each open incident that is silent; times are UTC."""
    return [
        SettleIncident(incident=incident, reason=f"nobody has told of it since {told:%Y-%m-%d %H:%M} UTC")
        for incident, told in sorted(last_told.items())
        if is_silent(told, now)
    ]
