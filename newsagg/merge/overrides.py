"""What an analyst says a field of an incident's line shall be -> the headline's fields. Pure.

The claims stay as they are: an override changes the line above them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from newsagg.model import Decision, Headline
from newsagg.vocabulary import Confirmation, DecisionKind, Lifecycle, Mode, Severity

OVERRIDES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "lead_service": ("lead_service",),
    "started": ("started_from", "started_to"),
    "ended": ("ended_from", "ended_to"),
    "severity": ("severity",),
    "mode": ("mode",),
    "confirmation": ("confirmation",),
    "lifecycle": ("lifecycle",),
}
"""What can be overridden -> the fields of the headline that it stands for."""
UNKNOWN = "unknown"
"""As a start or end: none is known, whatever was claimed."""
_LONGEST = 300
STARTS_WITHIN = timedelta(days=2)
"""So long after its first report an outage may begin: reports carry wrong days and zones; chosen, not measured."""


def read_override(field: str, written: str) -> dict[str, Any]:
    """Return headline fields and their values; times are UTC unless a zone is written, two of them with ``/`` between.

    Raises ValueError, in words for people, for a field that cannot be overridden and a value that it cannot have.
    """
    if field not in OVERRIDES:
        raise ValueError(f"{field!r} cannot be overridden; these can: {', '.join(OVERRIDES)}")
    read = _READERS.get(field, _read_text)
    return dict(zip(OVERRIDES[field], read(written.strip()), strict=True))


def _read_text(written: str) -> tuple[str]:
    if not written or len(written) > _LONGEST or not written.isprintable():
        raise ValueError(f"write one line of 1 to {_LONGEST} letters")
    return (written,)


def _read_one_of(
    kinds: type[Severity] | type[Mode] | type[Confirmation] | type[Lifecycle],
) -> Callable[[str], Any]:
    def read(written: str) -> tuple[Any]:
        try:
            return (kinds(written),)
        except ValueError:
            raise ValueError(f"{written!r} is none of {', '.join(kind.value for kind in kinds)}") from None

    return read


def _read_span(written: str) -> tuple[datetime | None, datetime | None]:
    if written == UNKNOWN:
        return None, None
    first, _, last = written.partition("/")
    span = _read_moment(first), _read_moment(last or first)
    if span[1] < span[0]:
        raise ValueError(f"{last} is before {first}")
    return span


def _read_moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written.strip().replace("Z", "+00:00"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{written!r} is no time: write 2026-03-02T11:40, or two with / between") from None


def check_order(fields: Mapping[str, Any]) -> None:
    """Raise ValueError, in words for people, when the end as it would be lies before the start."""
    start, end = fields.get("started_from"), fields.get("ended_to") or fields.get("ended_from")
    if start is not None and end is not None and end < start:
        raise ValueError(f"the end ({_tell(end)}) would lie before the start ({_tell(start)})")


def check_moments(
    fields: Mapping[str, Any], *, now: datetime, first: datetime | None = None, outlet: str = ""
) -> None:
    """Raise ValueError, in words for people, for a start or end that cannot be.

    That is one in the future, or a start more than two days after ``first``, when ``outlet`` told of it first.
    """
    for name, field in (("start", "started_to"), ("end", "ended_to")):
        last = fields.get(field)
        if last is not None and last > now:
            raise ValueError(f"the {name} ({_tell(last)}) would lie in the future")
    start = fields.get("started_from")
    if start is not None and first is not None and start - first > STARTS_WITHIN:
        who = f" by {outlet}" if outlet else ""
        raise ValueError(
            f"the start ({_tell(start)}) would lie more than 2 days after the first report{who} ({_tell(first)})"
        )


def _tell(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


_READERS: Mapping[str, Callable[[str], tuple[Any, ...]]] = {
    "severity": _read_one_of(Severity),
    "mode": _read_one_of(Mode),
    "confirmation": _read_one_of(Confirmation),
    "lifecycle": _read_one_of(Lifecycle),
    "started": _read_span,
    "ended": _read_span,
}


def apply_overrides(headline: Headline, decisions: Sequence[Decision]) -> Headline:
    """Return the line as analysts want it; of two overrides of a field the later one counts."""
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        # A field that another version of newsagg knew is no reason to merge nothing.
        if decision.kind is DecisionKind.OVERRIDE and decision.field in OVERRIDES:
            headline = replace(headline, **read_override(decision.field, decision.value))
    return headline
