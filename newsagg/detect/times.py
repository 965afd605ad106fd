"""Text, its day of publication and its outlet's zone -> the times it names, as intervals in UTC. Pure.

Clock times (clocks.py) and days (dates.py) that stand beside each other become one mention; a clock time without a
day takes the last day named before it in the text, else the first one in the rest of its sentence, else the anchor,
else the day of publication. Nothing is read as a time later than publication when an earlier reading is left.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from newsagg.detect.agos import find_agos
from newsagg.detect.clocks import Clock, find_clocks
from newsagg.detect.dates import DatePiece, find_dates
from newsagg.detect.dayparts import list_hours, part_hours
from newsagg.detect.published import Publication, is_near, read_publication
from newsagg.detect.timementions import TimeMention
from newsagg.detect.timephrases import Phrase, join_pieces
from newsagg.detect.timequalifiers import BEFORE, read_qualifier
from newsagg.detect.zones import load_zone, resolve_zone
from newsagg.vocabulary import Precision

__all__ = ["TimeMention", "read_times"]


@dataclass(frozen=True, slots=True)
class _Frame:
    text: str
    published: Publication
    anchor: date | None
    outlet: tzinfo
    outlet_zone: str | None
    day_clock: bool


CARRY_DAYS = 10
"""A day further than this from the anchor is background: later clock times are not dated by it."""

UPDATED_AFTER = timedelta(hours=4)
"""How long after its stamp a report of the hour is still added to, as the gold articles' feeds show."""

_SENTENCE_END = re.compile(r"[.!?][\"”’)]{0,2}\s(?=[\"“‘(]?[A-Z0-9ÄÖÜÉ])|\n")


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
    publication = read_publication(published_at, outlet, anchor)
    today = publication.today
    if not is_near(anchor, today):
        anchor = None
    clocks = find_clocks(text, language=language)
    in_america = (outlet_zone or "America/").startswith("America/")
    dates = find_dates(text, today=today, language=language, day_first=not in_america)
    day_clock = language != "en" or any(
        c.half == "24" and (c.hour > 12 or text[c.start] == "0") for c in clocks
    )
    frame = _Frame(text, publication, anchor, outlet, outlet_zone, day_clock)
    phrases = join_pieces(text, clocks, dates)
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    _give_dates(frame, phrases, ends)
    _give_zones(phrases, ends)
    phrases = [p for p in phrases if p.clock or p.day or not p.shift]  # "four days later", after nothing
    mentions: list[TimeMention] = []
    before: datetime | None = None
    for phrase in phrases:
        mention = _resolve(frame, phrase, before)
        mentions.append(mention)
        if mention.has_clock and not mention.has_date:
            before = mention.time_from
    if published_at is not None and not publication.day_only:
        mentions += _read_agos(text, published_at.astimezone(UTC))
        mentions.sort(key=lambda mention: mention.start)
    return mentions


def _give_zones(phrases: list[Phrase], ends: list[int]) -> None:
    """Give a clock time without a zone that of the one before it in its sentence: "at 7:58 a.m. PT, and over at 9"."""
    zone, at = "", -1
    for phrase in phrases:
        clock = phrase.clock
        if clock is None:
            continue
        here = bisect_left(ends, phrase.end)
        if clock.zone:
            zone, at = clock.zone, here
        elif here == at and phrase.twin is None:
            phrase.clock = replace(clock, zone=zone)
            if phrase.until and phrase.until.clock and not phrase.until.clock.zone:
                phrase.until.clock = replace(phrase.until.clock, zone=zone)


def _give_dates(frame: _Frame, phrases: list[Phrase], ends: list[int]) -> None:
    """Date what names no day of its own; marks it as not from its own words."""
    about = _find_subject_day(frame, phrases)
    carried: DatePiece | None = None
    last: date | None = None
    following = _next_days(phrases)
    for phrase, later in zip(phrases, following, strict=True):
        if phrase.shift and phrase.day is None:
            base = last if last else frame.published.today if phrase.shift < 0 else None
            if base is not None:
                moved = base + timedelta(days=phrase.shift)
                phrase.day = DatePiece(start=phrase.start, end=phrase.end, first=moved, last=moved)
        if phrase.day is not None:
            last = phrase.day.first if not phrase.day.vague else last
            day = phrase.day.first if phrase.day.first == phrase.day.last else None
            if (
                day is not None
                and not phrase.day.vague
                and (about is None or abs((day - about).days) <= CARRY_DAYS)
            ):
                carried = phrase.day
            continue
        phrase.date_from_text = False
        if carried is not None:
            phrase.day = carried
        elif (
            frame.anchor is None
            and later is not None
            and bisect_left(ends, phrase.end) == bisect_left(ends, later.start + 1)
            and later.start - phrase.end < 200
        ):
            phrase.day = later
        elif frame.anchor is not None:
            phrase.day = DatePiece(start=0, end=0, first=frame.anchor, last=frame.anchor)
        if phrase.until and phrase.until.day is None:
            phrase.until.day = phrase.day


def _next_days(phrases: list[Phrase]) -> list[DatePiece | None]:
    found: list[DatePiece | None] = []
    later: DatePiece | None = None
    for phrase in reversed(phrases):
        found.append(later)
        if phrase.day is not None and not phrase.day.vague:
            later = phrase.day
    return found[::-1]


def _find_subject_day(frame: _Frame, phrases: list[Phrase]) -> date | None:
    """Return the day that an article is about: days far from it are background, and date no later clock time."""
    today = frame.published.today
    if frame.anchor is not None or today is None:
        return frame.anchor
    for phrase in phrases:
        if phrase.day is None:
            if phrase.clock is not None:
                return today  # a clock time without a day, before any day: of the day of publication
        elif phrase.day.first is not None and not phrase.day.vague:
            day = phrase.day.first
            return today if abs((day - today).days) <= CARRY_DAYS else day
    return today


def _resolve(frame: _Frame, phrase: Phrase, before: datetime | None) -> TimeMention:
    start, precision = read_qualifier(frame.text, phrase)
    end = phrase.until.end if phrase.until else phrase.end
    clock = phrase.clock
    if _is_one_night(phrase):
        phrase.until = None
    hours_by = Precision.AT_MOST if BEFORE.search(frame.text, start, phrase.start) else precision
    first = _resolve_one(frame, phrase, hours_by, before)
    last = _resolve_one(frame, phrase.until, precision, before) if phrase.until else first
    if phrase.until and first and last:
        precision = Precision.RANGE
        if last[1] < first[0] and clock and last[1] + timedelta(days=1) > first[0]:
            last = (last[0] + timedelta(days=1), last[1] + timedelta(days=1), last[2], last[3])
    part = " ".join(phrase.parts[:2])
    day = phrase.day
    if (
        not clock
        and not part
        and precision is Precision.EXACT
        and day
        and not day.vague
        and day.first != day.last
    ):
        precision = Precision.RANGE
    if not clock and ((phrase.day and phrase.day.vague) or part) and precision is Precision.EXACT:
        precision = Precision.VAGUE
    zone = clock.zone if clock else ""
    local = first[2] if first else None
    return TimeMention(
        start=start,
        end=end,
        words=frame.text[start:end],
        time_from=first[0] if first else None,
        time_to=last[1] if last else None,
        precision=precision,
        zone=zone,
        zone_assumed=not zone or (resolve_zone(zone, frame.outlet_zone) is None),
        has_date=phrase.date_from_text and phrase.day is not None,
        has_clock=clock is not None,
        local_date=local,
        local_last=(
            phrase.until.day.last
            if phrase.until and phrase.until.day
            else phrase.day.last
            if phrase.day
            else local
        ),
        part="" if clock else part,
        half_assumed=bool(clock and clock.half == "free" and not frame.day_clock),
        clock_text=_say_clock(clock) if clock else "",
        is_span=phrase.until is not None,
    )


def _is_one_night(phrase: Phrase) -> bool:
    """Whether a range of two days says the night between them; a midnight there is the second day's."""
    first = phrase.day.first if phrase.day else None
    second = phrase.until.day.first if phrase.until and phrase.until.day else None
    if first is None or second is None or (second - first).days != 1:
        return False
    midnight = phrase.clock is not None and phrase.clock.hour == 0 and phrase.until and not phrase.until.clock
    if midnight and phrase.until:
        phrase.day = phrase.until.day
    return bool(midnight or (phrase.clock is None and phrase.parts[:1] == ["night"]))


def _say_clock(clock: Clock) -> str:
    hour = clock.hour % 12 + 12 * (clock.half == "pm") if clock.half in ("am", "pm") else clock.hour
    return f"{hour:02d}:{clock.minute:02d}"


_Span = tuple[datetime, datetime, date, date]


def _resolve_one(
    frame: _Frame, phrase: Phrase, precision: Precision, before: datetime | None
) -> _Span | None:
    """``before`` is the clock time told last that was dated in the same way."""
    clock, day = phrase.clock, phrase.day
    if clock is None:
        return _resolve_days(frame, phrase)
    zone = (resolve_zone(clock.zone, frame.outlet_zone) if clock.zone else None) or frame.outlet
    own = day is not None and day.first is not None
    local = day.first if day is not None else None
    limit = frame.published.limit
    if local is None:
        day_only = frame.published.day_only or limit is None
        local = frame.published.today if day_only or limit is None else limit.astimezone(zone).date()
    if local is None:
        return None
    hours = list_hours(clock, phrase.parts, precision, day_clock=frame.day_clock)
    if phrase.twin is not None and (other := _resolve_one(frame, phrase.twin, precision, before)):
        if phrase.same_moment:
            return other
        days = [local + timedelta(days=n) for n in (0, -1, 1)]
        moments = [_make_moment(day, hour, clock, zone) for day in days for hour in hours]
        moment = min(moments, key=lambda m: abs(m - other[0]))
        return moment, moment, moment.astimezone(zone).date(), local
    moments = [_make_moment(local, hour, clock, zone) for hour in hours]
    if not own and limit:
        moments += [moment - timedelta(days=1) for moment in moments]
    kept = [
        moment
        for moment in moments
        if limit is None or moment <= limit or _goes_on(moment, before, limit, own=own)
    ] or moments
    return kept[0], kept[0], kept[0].astimezone(zone).date(), local


def _goes_on(moment: datetime, before: datetime | None, limit: datetime, *, own: bool) -> bool:
    """Whether a clock time past publication goes on from the one before it: the text was updated after its stamp."""
    if own or before is None or moment > limit + UPDATED_AFTER:
        return False
    return timedelta(0) <= moment - before < timedelta(hours=12)


def _make_moment(day: date, hour: int, clock: Clock, zone: tzinfo) -> datetime:
    days, hour = divmod(hour, 24)
    local = datetime.combine(day + timedelta(days=days), time(hour, clock.minute), zone)
    return local.astimezone(UTC) + timedelta(minutes=clock.shift)


def _resolve_days(frame: _Frame, phrase: Phrase) -> _Span | None:
    day = phrase.day
    first = day.first if day else frame.published.today
    last = day.last if day else frame.published.today
    if first is None or last is None:
        return None
    if phrase.parts[:1] == ["night"] and last - first == timedelta(days=1):
        last = first  # "the night of 11 to 12 March"
    begin, end = part_hours(phrase.parts)
    starts = datetime.combine(first, time(0), frame.outlet) + timedelta(hours=begin)
    ends = datetime.combine(last, time(0), frame.outlet) + timedelta(hours=end)
    return starts.astimezone(UTC), ends.astimezone(UTC), first, last


def _read_agos(text: str, published_at: datetime) -> Iterator[TimeMention]:
    for ago in find_agos(text):
        began = published_at - timedelta(minutes=ago.minutes)
        yield TimeMention(
            start=ago.start,
            end=ago.end,
            words=text[ago.start : ago.end],
            time_from=began,
            time_to=published_at if ago.window else began,
            precision=Precision.RANGE if ago.window else Precision.ABOUT,
            zone="",
            zone_assumed=False,
            has_date=True,
            has_clock=True,
            local_date=began.date(),
            clock_text=f"{began:%H:%M}",
        )
