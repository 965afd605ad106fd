"""Text, its day of publication and its outlet's zone -> the times it names, as intervals in UTC. Pure.

Clock times (clocks.py) and days (dates.py) that stand beside each other become one mention; a clock time without a
day takes the last day named before it in the text, else the first one in the rest of its sentence, else the anchor,
else the day of publication. Nothing is read as a time later than publication when an earlier reading is left.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType

from newsagg.detect.clocks import Clock, find_clocks
from newsagg.detect.dates import DatePiece, find_dates
from newsagg.detect.zones import load_zone, resolve_zone
from newsagg.vocabulary import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time that a text names, with the words it was read from."""

    start: int
    end: int
    words: str
    """``text[start:end]``, qualifiers such as "around" included."""
    time_from: datetime | None
    time_to: datetime | None
    """UTC; equal for an instant, a day's ends for a day; None when no date was to be had."""
    precision: Precision
    zone: str
    """As written; empty when none was."""
    zone_assumed: bool
    has_date: bool
    """The words themselves name the day."""
    has_clock: bool
    local_date: date | None
    """The first day, in the zone of the words or the outlet."""
    local_last: date | None = None
    """The last day, when it is several."""
    part: str = ""
    """early, morning, late evening, ... when only a part of a day is named."""
    half_assumed: bool = False
    """Nobody said whether a.m. or p.m."""
    clock_text: str = ""
    """14:05, when a clock time is named."""


@dataclass(slots=True)
class _Entry:
    """Pieces that stand together: at most one clock and one day."""

    start: int
    end: int
    clock: Clock | None = None
    day: DatePiece | None = None
    parts: list[str] = field(default_factory=list)
    until: "_Entry | None" = None
    date_from_text: bool = True


@dataclass(frozen=True, slots=True)
class _Frame:
    text: str
    limit: datetime | None
    today: date | None
    anchor: date | None
    outlet: tzinfo
    outlet_zone: str | None
    day_clock: bool


SLACK = timedelta(minutes=10)
"""Publication stamps are minutes off; an event this little later still counts as before it."""

CARRY_DAYS = 10
"""A day further than this from the anchor is background: later clock times are not dated by it."""

_JOIN = re.compile(
    r"[ \u00a0]?,?[ (\u00a0]{0,2}(?:(?:on|at|of|in|by|the|that|same|about|around|approximately|roughly|just|after|before|shortly|"
    r"local|time|um|am|den|dem|gegen|le|à|vers|de|del|el|la|las|a|em|na|no|da|às|por|sobre)[ \u00a0]|,[ ]){0,4}\(?"
)
_RANGE = re.compile(
    r",?[ ]?(?:\b(?:to|until|till|through|bis|à|a|al|hasta|até|jusqu['’]à)[ ]|[-–—])[ ]?"
    r"(?:(?:around|about|approximately|late|las|le|at|on|the)[ ]){0,2}"
)
_RANGE_AND = re.compile(r"[ ](?:and|und|et|y|e)[ ](?:(?:around|about|las|as|on|the)[ ])?")
_EITHER = re.compile(
    r",?[ ]?(?:/|\(|\bor\b|\band\b|\bou\b|\boder\b|\bo\b|,|—|–)?[ ]?\(?(?:(?:at|around|about)[ ])?"
)
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)(?: around| about| las| le| as| the)?[ ]$", re.I)
_QUALIFIER = re.compile(
    r"(?:(?<![\w-])(?:(?P<about>around|about|approximately|roughly|circa|sometime|some time|gegen|etwa|ca\.|vers|environ|"
    r"aux alentours|sobre|hacia|alrededor|cerca|por volta|a eso|(?:shortly|just|right|soon) (?:before|after)|"
    r"kurz (?:vor|nach)|peu (?:avant|après)|poco (?:antes|después)|pouco (?:antes|depois|após))"
    r"|(?P<most>by|before|prior to|no later than|vor|avant|antes)|(?P<least>after|nach|après|después|depois|após|as early as))"
    r"|(?P<tilde>~))[ ]?(?:(?:at|on|the|um|le|las|la|às|as|das|de|do|da|in|em|am|around|about)[ ]){0,2}$",
    re.I,
)
_PART_ALONE = re.compile(
    r"\b(?:by|in the|this|that|until|during the|into the|late in the|by the|am|im Laufe des|dans la|en la|por la|à|de|the same|"
    r"the following|the next)[ ](?:late[ ]|early[ ])?$",
    re.I,
)
_AGO = re.compile(
    r"\b(?:(?P<n>\d{1,3}|an?|half an|one|two|three|four|five|six|a couple of|a few|several)[ ](?P<u>minute|min|hour|hr)s?[ ]ago"
    r"|(?:with)?in[ ]the[ ](?:last|past)[ ](?P<n2>\d{1,3}|two|three|four|few|half)?[ ]?(?P<u2>minute|hour|an hour)s?"
    r"|(?:vor|il y a|hace|há)[ ](?P<n3>\d{1,3}|eine[rm]|une|una|uma|zwei|deux|dos|duas)[ ](?P<u3>Minute|Stunde|minute|heure|minuto|hora)n?s?)\b",
    re.I,
)
_AGO_NUMBERS = MappingProxyType(
    {"a": 1, "an": 1, "half an": 0.5, "half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
     "a couple of": 2, "a few": 3, "few": 3, "several": 4, "": 1, "einer": 1, "einem": 1, "une": 1, "una": 1, "uma": 1,
     "zwei": 2, "deux": 2, "dos": 2, "duas": 2}
)  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?][\"”’)]{0,2}\s(?=[\"“‘(]?[A-Z0-9ÄÖÜÉ])|\n")
_PART_HOURS: MappingProxyType[str, tuple[int, int]] = MappingProxyType(
    {
        "early": (0, 9), "mid": (9, 15), "late": (18, 24), "morning": (5, 12), "midday": (11, 14),
        "afternoon": (12, 18), "evening": (17, 24), "night": (18, 30), "early morning": (0, 9), "mid morning": (9, 11),
        "late morning": (9, 12), "early afternoon": (12, 15), "mid afternoon": (13, 17), "late afternoon": (15, 18),
        "early evening": (17, 20), "late evening": (20, 24), "late night": (20, 28), "early night": (18, 23),
    }
)  # fmt: skip
_MORNING_PARTS = frozenset({"morning", "early morning", "mid morning", "late morning"})
_EVENING_PARTS = frozenset(
    {"evening", "late evening", "early evening", "afternoon", "early afternoon", "late afternoon"}
)


def read_times(
    text: str,
    *,
    published_at: datetime | None,
    language: str = "en",
    outlet_zone: str | None = None,
    anchor: date | None = None,
) -> list[TimeMention]:
    """Return the times a text names, in reading order.

    ``published_at`` is aware (midnight UTC sharp stands for a day without a clock time); ``outlet_zone`` an IANA name,
    else UTC; ``anchor`` the day of clock times for which the text gives none. Two clock times for one moment
    ("9AM ET / 6AM PT") are two mentions.
    """
    outlet = load_zone(outlet_zone or "") or UTC
    limit, today = _find_limit(published_at, outlet)
    clocks = find_clocks(text, language=language)
    in_america = (outlet_zone or "America/").startswith("America/")
    dates = find_dates(text, today=today, language=language, day_first=not in_america)
    if not clocks and not dates and "go" not in text and "the " not in text:
        return []
    day_clock = language != "en" or any(
        c.half == "24" and (c.hour > 12 or text[c.start] == "0") for c in clocks
    )
    frame = _Frame(text, limit, today, anchor, outlet, outlet_zone, day_clock)
    entries = _join_pieces(text, clocks, dates)
    _give_dates(frame, entries)
    mentions = [mention for entry in entries for mention in _resolve(frame, entry)]
    if published_at is not None and not _is_day_only(published_at):
        mentions += _read_ago(text, published_at.astimezone(UTC))
        mentions.sort(key=lambda mention: mention.start)
    return mentions


def _is_day_only(moment: datetime) -> bool:
    return moment.astimezone(UTC).time() == time(0)


def _find_limit(published_at: datetime | None, outlet: tzinfo) -> tuple[datetime | None, date | None]:
    """Return the last possible moment of an event, and the local day of publication."""
    if published_at is None:
        return None, None
    moment = published_at.astimezone(UTC)
    if _is_day_only(moment):
        return datetime.combine(moment.date(), time(23, 59), outlet).astimezone(UTC), moment.date()
    return moment + SLACK, moment.astimezone(outlet).date()


def _join_pieces(text: str, clocks: list[Clock], dates: list[DatePiece]) -> list[_Entry]:
    pieces: list[Clock | DatePiece] = sorted([*clocks, *dates], key=lambda piece: piece.start)
    entries: list[_Entry] = []
    group: list[_Entry] = []
    for piece in pieces:
        last = group[-1] if group else None
        if last and piece.start < last.end:
            continue
        gap = text[last.end : piece.start] if last else "\n"
        if last is None or len(gap) > 32 or not _extend(text, group, last, piece, gap):
            entries += _close(group)
            group = [_open(piece)]
    entries += _close(group)
    return [e for e in entries if e.clock or (e.day and e.day.first) or _stands_alone(text, e)]


def _open(piece: Clock | DatePiece) -> _Entry:
    entry = _Entry(piece.start, piece.end)
    _add(entry, piece)
    return entry


def _add(entry: _Entry, piece: Clock | DatePiece) -> None:
    entry.end = max(entry.end, piece.end)
    if isinstance(piece, Clock):
        entry.clock = piece
        return
    if piece.part:
        entry.parts.append(piece.part)
    if piece.first:
        entry.day = piece


def _extend(text: str, group: list[_Entry], last: _Entry, piece: Clock | DatePiece, gap: str) -> bool:
    """Add a piece to the group when the words between allow it; say whether they did."""
    if _JOIN.fullmatch(gap) or gap in (" ", "", "T", "-"):
        if isinstance(piece, Clock):
            if last.clock is None:
                _add(last, piece)
                return True
        elif piece.first is None:
            if len(last.parts) < 2:
                _add(last, piece)
                return True
        elif last.day is None or (last.day.weekday and not piece.weekday):
            _add(last, piece)
            return True
    if isinstance(piece, DatePiece) and (piece.first is None or last.day is None):
        return False
    ranged = _RANGE.fullmatch(gap) or (
        _RANGE_AND.fullmatch(gap) and _BETWEEN.search(text, max(0, last.start - 24), last.start)
    )
    if ranged and last.until is None and len(group) < 4:
        last.until = _open(piece)
        group.append(last.until)
        return True
    if isinstance(piece, Clock) and last.clock and _EITHER.fullmatch(gap) and len(group) < 4:
        group.append(_open(piece))
        return True
    return False


def _close(group: list[_Entry]) -> list[_Entry]:
    """Share the day among a group, and return the entries that are mentions of their own."""
    days = [entry.day for entry in group if entry.day]
    partners = {id(entry.until) for entry in group if entry.until}
    for entry in group:
        if entry.clock and entry.day is None and days:
            entry.day = days[0] if entry.until or id(entry) not in partners else None
        if entry.until and entry.until.day is None:
            entry.until.day = entry.day
    for entry in group:
        if entry.until and entry.until.clock and entry.clock:
            entry.clock, entry.until.clock = _share_half(entry.clock, entry.until.clock)
    return [entry for entry in group if id(entry) not in partners]


def _share_half(first: Clock, second: Clock) -> tuple[Clock, Clock]:
    if first.half in ("range", "free") and second.half in ("am", "pm"):
        half = second.half
        if (
            first.hour != 12
            and second.hour != 12
            and first.hour > second.hour
            or second.hour == 12 != first.hour
        ):
            half = "am" if half == "pm" else "pm"
        first = replace(first, half=half)
    elif first.half == "range":
        first = replace(first, half=second.half)
    if second.half == "free" and first.half in ("am", "pm") and second.hour > first.hour:
        second = replace(second, half=first.half)
    if second.half == "24" and first.half == "free" and (second.hour > 12 or first.hour <= second.hour):
        first = replace(first, half="24")
    if not first.zone and second.zone:
        first = replace(first, zone=second.zone)
    elif not second.zone and first.zone:
        second = replace(second, zone=first.zone)
    return first, second


def _stands_alone(text: str, entry: _Entry) -> bool:
    """Whether a part of the day without a day is a time at all: "by evening" is, "early" and "late" are not."""
    known = entry.parts[-1] in ("morning", "afternoon", "evening", "night")
    return known and bool(_PART_ALONE.search(text, max(0, entry.start - 24), entry.start))


def _give_dates(frame: _Frame, entries: list[_Entry]) -> None:
    """Date what names no day of its own; marks it as not from its own words."""
    ends = [m.end() for m in _SENTENCE_END.finditer(frame.text)]
    carried: DatePiece | None = None
    following = _next_days(entries)
    for entry, later in zip(entries, following, strict=True):
        if entry.day is not None:
            if not entry.day.vague and entry.day.first == entry.day.last and _is_near(frame, entry.day.first):
                carried = entry.day
            continue
        entry.date_from_text = False
        if carried is not None:
            entry.day = carried
        elif (
            frame.anchor is None
            and later is not None
            and bisect_left(ends, entry.end) == bisect_left(ends, later.start + 1)
            and later.start - entry.end < 200
        ):
            entry.day = later
        elif frame.anchor is not None:
            entry.day = DatePiece(start=0, end=0, first=frame.anchor, last=frame.anchor)
        if entry.until and entry.until.day is None:
            entry.until.day = entry.day


def _next_days(entries: list[_Entry]) -> list[DatePiece | None]:
    found: list[DatePiece | None] = []
    later: DatePiece | None = None
    for entry in reversed(entries):
        found.append(later)
        if entry.day is not None and not entry.day.vague:
            later = entry.day
    return found[::-1]


def _is_near(frame: _Frame, day: date | None) -> bool:
    return day is not None and (frame.anchor is None or abs((day - frame.anchor).days) <= CARRY_DAYS)


def _resolve(frame: _Frame, entry: _Entry) -> Iterator[TimeMention]:
    start, precision = _read_qualifier(frame.text, entry)
    end = entry.until.end if entry.until else entry.end
    clock = entry.clock
    first = _resolve_one(frame, entry, precision)
    last = _resolve_one(frame, entry.until, precision) if entry.until else first
    if entry.until and first and last:
        precision = Precision.RANGE
        if last[1] < first[0] and clock and last[1] + timedelta(days=1) > first[0]:
            last = (last[0] + timedelta(days=1), last[1] + timedelta(days=1), last[2], last[3])
    part = " ".join(entry.parts[:2])
    if not clock and ((entry.day and entry.day.vague) or part) and precision is Precision.EXACT:
        precision = Precision.VAGUE
    zone = clock.zone if clock else ""
    local = first[2] if first else None
    yield TimeMention(
        start=start,
        end=end,
        words=frame.text[start:end],
        time_from=first[0] if first else None,
        time_to=last[1] if last else None,
        precision=precision,
        zone=zone,
        zone_assumed=not zone or (resolve_zone(zone, frame.outlet_zone) is None),
        has_date=entry.date_from_text and entry.day is not None,
        has_clock=clock is not None,
        local_date=local,
        local_last=(
            entry.until.day.last
            if entry.until and entry.until.day
            else entry.day.last
            if entry.day
            else local
        ),
        part="" if clock else part,
        half_assumed=bool(clock and clock.half == "free" and not frame.day_clock),
        clock_text=f"{clock.hour:02d}:{clock.minute:02d}" if clock else "",
    )


def _read_qualifier(text: str, entry: _Entry) -> tuple[int, Precision]:
    m = _QUALIFIER.search(text, max(0, entry.start - 36), entry.start)
    if not m:
        return entry.start, Precision.ABOUT if entry.clock and _hedged_inside(
            text, entry
        ) else Precision.EXACT
    if m["about"] or m["tilde"]:
        return m.start(), Precision.ABOUT
    return m.start(), Precision.AT_MOST if m["most"] else Precision.AT_LEAST


def _hedged_inside(text: str, entry: _Entry) -> bool:
    return bool(
        re.search(
            r"\b(?:around|about|approximately|gegen|vers|just after|just before|shortly)\b",
            text[entry.start : entry.end],
        )
    )


_Span = tuple[datetime, datetime, date, date]


def _resolve_one(frame: _Frame, entry: _Entry, precision: Precision) -> _Span | None:
    clock, day = entry.clock, entry.day
    if clock is None:
        return _resolve_days(frame, entry)
    zone = (resolve_zone(clock.zone, frame.outlet_zone) if clock.zone else None) or frame.outlet
    own = day is not None and day.first is not None
    local = day.first if day is not None else None
    if local is None:
        if frame.limit is None:
            return None
        local = frame.today if _is_end_of_day(frame) else frame.limit.astimezone(zone).date()
    if local is None:
        return None
    moments = [_make_moment(local, hour, clock, zone) for hour in _list_hours(frame, entry, precision)]
    if not own and frame.limit:
        moments += [moment - timedelta(days=1) for moment in moments]
    kept = [moment for moment in moments if frame.limit is None or moment <= frame.limit] or moments
    return kept[0], kept[0], kept[0].astimezone(zone).date(), local


def _is_end_of_day(frame: _Frame) -> bool:
    return frame.limit is not None and frame.limit.astimezone(frame.outlet).time() == time(23, 59)


def _list_hours(frame: _Frame, entry: _Entry, precision: Precision) -> list[int]:
    """Return the hours of the day that a clock may mean, the likeliest first."""
    clock = entry.clock
    assert clock is not None  # noqa: S101 - _resolve_one asks only for entries with a clock
    hour = clock.hour
    if clock.half == "am":
        return [hour % 12]
    if clock.half == "pm":
        return [hour % 12 + 12]
    part = " ".join(entry.parts[:2])
    if 1 <= hour <= 12 and part in _EVENING_PARTS:
        return [hour % 12 + 12]
    if clock.half == "24" and not (hour == 0 and precision is Precision.AT_MOST):
        return [hour]
    if hour == 0:
        return [24]
    if clock.half == "24" or hour > 12 or part in _MORNING_PARTS or frame.day_clock:
        return [hour]
    early, late = hour % 12, hour % 12 + 12
    return [early, late] if 7 <= hour <= 11 else [late, early]


def _make_moment(day: date, hour: int, clock: Clock, zone: tzinfo) -> datetime:
    days, hour = divmod(hour, 24)
    local = datetime.combine(day + timedelta(days=days), time(hour, clock.minute), zone)
    return local.astimezone(UTC) + timedelta(minutes=clock.shift)


def _resolve_days(frame: _Frame, entry: _Entry) -> _Span | None:
    day = entry.day
    first = day.first if day else frame.today
    last = day.last if day else frame.today
    if first is None or last is None:
        return None
    part = " ".join(entry.parts[:2])
    begin, end = _PART_HOURS.get(part) or _PART_HOURS.get(entry.parts[-1] if entry.parts else "", (0, 24))
    starts = datetime.combine(first, time(0), frame.outlet) + timedelta(hours=begin)
    ends = datetime.combine(last, time(0), frame.outlet) + timedelta(hours=end)
    return starts.astimezone(UTC), ends.astimezone(UTC), first, last


def _read_ago(text: str, published_at: datetime) -> list[TimeMention]:
    found = []
    for m in _AGO.finditer(text):
        words = (m["n"] or m["n2"] or m["n3"] or "").lower()
        unit = (m["u"] or m["u2"] or m["u3"]).lower()
        number = float(words) if words.isdigit() else _AGO_NUMBERS.get(words, 1)
        if unit.startswith(("hour", "hr", "an", "stunde", "heure", "hora")):
            number *= 60
        began = published_at - timedelta(minutes=number)
        window = bool(m["u2"])
        found.append(
            TimeMention(
                start=m.start(),
                end=m.end(),
                words=m[0],
                time_from=began,
                time_to=published_at if window else began,
                precision=Precision.RANGE if window else Precision.ABOUT,
                zone="",
                zone_assumed=False,
                has_date=True,
                has_clock=True,
                local_date=began.date(),
                clock_text=f"{began:%H:%M}",
            )
        )
    return found
