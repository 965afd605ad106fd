"""A sketch -> the keys by which reports worth comparing find each other. Pure.

Two reports are compared when the keys that they share weigh at least ``ENOUGH``. A key holds for a day and reaches
``REACH_DAYS`` to either side; it has a side, and two reports share it only when their sides add up to ``MEET``: so a
service that two reports merely mention brings nobody together. Keys depend on the report alone, and a store can look
them up: the cost of a new report grows with those that share its keys, never with all that is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from newsagg.merge.moments import Span
from newsagg.merge.sketch import Sketch
from newsagg.merge.words import OUTAGE_STEMS, is_telling
from newsagg.vocabulary import ReportKind

REACH_DAYS = 30
"""Reports whose outages lie further apart are never one, unless a text names the day of the other's."""
MEET = 3
ENOUGH = 6
_WHOLE, _HALF = 2, 1
_TELLING_TERMS = 24
_FEW_TERMS = 8
_MOST_DAYS = 8
_SAME_DAYS = 3
_ANY_DAY = 0
_WIDEST = timedelta(hours=32)
"""As far as a day named somewhere on earth may lie from a time in UTC: moments._day_span."""
_LONGEST_SPAN = 7


class Key(NamedTuple):
    """A key of one report."""

    code: int
    """Of what is shared: a service, a word, a run of words; 63 bits of its hash."""
    day: int
    """The outage's day, counted from year 1; 0 for keys that hold on any day."""
    side: int
    weight: int


@lru_cache(maxsize=1 << 16)
def _code(what: str) -> int:
    return int.from_bytes(blake2b(what.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def find_days(sketch: Sketch) -> list[int]:
    """Return the days, as ordinals, on which the outage may have been: claimed, told, named; near ones once."""
    moments = sketch.moments
    told: tuple[Span, ...] = ((moments.told, moments.told),) if moments.told else ()
    found: list[int] = []
    for first, _ in (*moments.starts, *told, *moments.days):
        day = _ordinal(first)
        if all(abs(day - known) > _SAME_DAYS for known in found):
            found.append(day)
    return found[:_MOST_DAYS]


def _find_calendar(sketch: Sketch) -> set[tuple[int, int]]:
    """Return month and day of days of which an undated report of the same outage would name one."""
    moments = sketch.moments
    found = set(moments.calendar)
    for first, last in moments.spans[:_MOST_DAYS]:
        start, end = _ordinal(first - _WIDEST), _ordinal(last + _WIDEST)
        for day in range(start, min(end, start + _LONGEST_SPAN) + 1):
            date = datetime.fromordinal(day)
            found.add((date.month, date.day))
    return found


def _ordinal(moment: datetime) -> int:
    return moment.astimezone(UTC).toordinal()


def find_keys(sketch: Sketch, *, follows: bool = False) -> list[Key]:
    """Return the keys of a report, in a settled order.

    Of one that ``follows`` another only those that lead to prints of its text; of a roundup only its services.
    """
    days = find_days(sketch)
    keys: set[Key] = set()
    if sketch.kind is ReportKind.ROUNDUP:
        slugs = sketch.subjects | sketch.touched
        return sorted(Key(_code(f"service {slug}"), day, _WHOLE, ENOUGH) for slug in slugs for day in days)
    moments = sketch.moments
    ever = _HALF if moments.spans else _WHOLE
    for shingle in sketch.text.lead:
        code = _code(f"print {shingle}")
        keys.update(Key(code, day, _WHOLE, 3) for day in days)
    if sketch.text.lead:
        keys.add(Key(_code(f"print {sketch.text.lead[0]} ever"), _ANY_DAY, ever, ENOUGH))
    if follows:
        return sorted(keys)
    heading = [t for t in sketch.title if t not in OUTAGE_STEMS]
    heavy = [t for t in sketch.words if t not in OUTAGE_STEMS][:_TELLING_TERMS]
    marks = {f"{month}-{number}": ENOUGH for month, number in _find_calendar(sketch)}
    few = _FEW_TERMS if moments.spans else None
    marks |= dict.fromkeys((t for t in (*heading, *heavy[:few]) if is_telling(t)), ENOUGH // 2)
    for slug in sketch.subjects:
        for mark, weight in marks.items():
            keys.add(Key(_code(f"service {slug} ever {mark}"), _ANY_DAY, ever, weight))
    sides = dict.fromkeys(sketch.touched | sketch.providers, _HALF) | dict.fromkeys(sketch.subjects, _WHOLE)
    for slug, side in sides.items():
        keys.update(Key(_code(f"service {slug}"), day, side, ENOUGH) for day in days)
    side = _HALF if sketch.subjects - sketch.proposed else _WHOLE
    called = [term for name in sketch.called for term in name.split()]
    for sort, terms in (("title", heading), ("word", {*heading, *heavy}), ("rare", {*heading, *called})):
        for term in terms:
            if sort != "rare" or is_telling(term):
                weight = ENOUGH if sort == "rare" else 2
                keys.update(Key(_code(f"{sort} {term}"), day, side, weight) for day in days)
    return sorted(keys)


def find_pairs(keys: Sequence[Iterable[Key]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions whose keys say that they are worth comparing, smaller position first, in order."""
    holders: defaultdict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for n, own in enumerate(keys):
        for key in own:
            holders[key.code, key.weight].append((key.day, n, key.side))
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for (_, weight), rows in holders.items():
        if len(rows) > 1:
            for pair in _near(sorted(rows)):
                shared[pair] += weight
    yield from sorted(pair for pair, total in shared.items() if total >= ENOUGH)


def _near(rows: Sequence[tuple[int, int, int]]) -> set[tuple[int, int]]:
    found = set()
    for i, (day, n, side) in enumerate(rows):
        for later, m, other in rows[i + 1 :]:
            if later - day > REACH_DAYS:
                break
            if side + other >= MEET and n != m:
                found.add((n, m) if n < m else (m, n))
    return found
