"""A Reading -> drafts of claims on tracker reports, affected users and customers that were counted. Pure.

A tracker's figure is never a number of users; a service's whole audience is background, whoever names it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from newsagg.detect.claimtypes.failing import find_failures
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.timing import tracker_in
from newsagg.detect.claimtypes.untold import AFFECTED, UNTOLD, untold_counts
from newsagg.detect.countframes import has_fallen
from newsagg.detect.counts import CountMention, read_counts
from newsagg.detect.countwords import family_of
from newsagg.detect.passages import Sentence
from newsagg.detect.values import count_value
from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import make_set
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType, Precision, Scope

_REPORT = re.compile(
    r"\b(?:reports?|reporting|complaints?|Meldungen|signalements|reportes|reclamações|notificações|"
    r"peak(?:ed|ing)?|climbed|incidents reported|flagged)\b",
    re.IGNORECASE,
)
_TOO_VAGUE = re.compile(
    r"^[\"“‘']?(?:(?:the |a )?number of|some|many|several|all|most|numerous|multiple|countless|few|one|"
    r"other|any|various|certain|a lot of|lots of)(?: of (?:the|our|its|their))? (?:\w+ ){0,2}\w+$",
    re.IGNORECASE,
)


_FEWEST = 10
"""Fewer people are witnesses or staff, not who was hit."""
_MAGNITUDE = re.compile(
    r"(?:Tens|Dozens|Hundreds|Thousands|Millions|About|Around|Nearly|Almost|More|Over|Some|Up|At|Roughly|"
    r"Approximately|As|Fewer|Less|Half|A|An|Several|Rund|Mehr|Etwa|Plus|Près|Más|Mais|Cerca)\b"
)


_PERSONS = make_set(
    "users people customers subscribers members accounts players passengers patients students households devices percent "
    "employees viewers drivers"
)
_FIRMS = make_set(
    "websites companies stores shops branches supermarkets restaurants hospitals pharmacies schools banks airlines airports "
    "merchants"
)
_FLEETS = make_set("flights trains buses")
"""What a carrier runs: how many of them were hit tells how much of its service was, and not how many people."""
_THINGS = make_set(
    "flights trains buses calls messages transactions appointments operations bookings attempts logins requests downloads uploads builds "
    "sessions packages projects repositories clusters workspaces files tickets services"
)
"""What may be counted in place of people, where it is itself said to have failed."""
_PERSONS_COUNTED = _PERSONS - {"percent"}
"""Who stands upon a service is its customer, counted or named."""
_WHO_REPORTS = re.compile(
    r"[^.;,]{0,24}?\b(?:report\w*|complain\w*|flagg\w+|log(?:ged|ging))\b|[^.;,]{0,12}$", re.IGNORECASE
)
_REPORTS_OF = re.compile(r"\b(?:reports?|complaints?) (?:from|by) (?:[\w-]+ ){0,3}$", re.IGNORECASE)
_RECOVERED = re.compile(
    r"\b(?:mitigated|restored|recovered|resolved|fixed|back|returned|reconnected|working)\b[^.;,]{0,24}\b(?:for|to) "
    r"(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
"""Who has it back is no measure of who was hit."""
_HOME = re.compile(
    r"\b(?:(?:city|town|village|county|district|state|country|nation|community|island|population|staff|workforce|network|team|chain) of "
    r"(?:about |around |some |nearly |roughly |more than |over )?|one of (?:the |its |their )?|(?:of|from) (?:the|its) (?:roughly |about |some )?)$",
    re.IGNORECASE,
)
"""Where people live or work, or what one is among: nobody's impact."""
_POWER = re.compile(r"\b(?:without|los[et]|losing|no) (?:power|electricity)\b", re.IGNORECASE)
"""Whose lights are out is another matter than whose service is."""
_ROSE = re.compile(
    r"\b(?:numbers?|figure|count|total|tally|spike|it|that|they)\b[^.;]{0,30}\b(?:climb|peak|r[io]se|reach|jump|grew|"
    r"surg|spik|top|swell|soar)\w*\b",
    re.IGNORECASE,
)
"""What goes on about a tracker's figure: "The numbers climbed to almost 14,000"."""


def propose_counts(reading: Reading) -> Iterator[Draft]:
    """Yield tracker_reports, affected_users and counted affected_customer claims."""
    tracker: Speaker | None = None
    named = tracker_in(reading, 0, len(reading.text))
    paragraph = -1
    tracked: set[float] = set()
    waiting: list[tuple[Draft, float | None]] = []
    untold: list[Draft] = []
    told = False
    for sentence in reading.sentences():
        here = tracker_in(reading, sentence.start, sentence.end)
        near = here or (
            tracker if sentence.paragraph - paragraph <= 1 and _ROSE.search(sentence.text) else None
        )
        if here is not None:
            tracker, paragraph = here, sentence.paragraph
        for count in read_counts(sentence.text, reading.article.language):
            draft = _place(
                reading,
                sentence,
                count,
                near,
                tracker or (named if count.precision is not Precision.VAGUE else None),
            )
            if draft is None:
                continue
            if draft.type is ClaimType.TRACKER_REPORTS:
                told = True
                if count.number_from is not None:
                    tracked.add(count.number_from)
                yield draft
            else:
                waiting.append((draft, count.number_from))
        if UNTOLD.near(sentence.text):
            untold += untold_counts(reading, sentence)
    if not told:
        yield from _rising_reports(reading)
    numbered = any(draft.type is ClaimType.AFFECTED_USERS and draft.scope is None for draft, _ in waiting)
    yield from (draft for draft in untold if not (numbered and draft.value.unit == "people"))
    for draft, number in waiting:
        if draft.value.precision is Precision.VAGUE and _retells(draft.value, tracked):
            continue
        # a tracker's reports that are told again as users are still reports
        if draft.type is not ClaimType.AFFECTED_USERS or number is None or number not in tracked:
            yield draft


def _retells(value: Value, tracked: set[float]) -> bool:
    """Whether a mere magnitude is what a tracker's figure is called in passing: "thousands of users", of 8,300 reports."""
    low = value.number_from
    return low is not None and any(low <= number < _LOOSE * low for number in tracked)


_LOOSE = 100
"""So many times its least a magnitude is still said of: "thousands" of 40,000, as the gold articles' headlines do."""
_RISING = compile_words(
    r"\b(?:(?:spike|surge|increase|rise|jump|wave|flood|flurry|uptick|influx|rash) (?:in|of) (?:[\w’'-]+ ){0,3}?(?:reports|complaints)|"
    r"(?:increased|increasing|elevated|growing|more) (?:[\w-]+ )?(?:reports|complaints)|"
    r"(?:reports|complaints) (?:[\w-]+ )?(?:spik|surg|increas|soar|climb|jump|mount|grow|rose|ris)\w*)\b",
    re.IGNORECASE,
)
"""What a tracker saw, where the article tells none of its figures."""


def _rising_reports(reading: Reading) -> Iterator[Draft]:
    """Yield the first word on rising reports that a tracker is named for."""
    for sentence in reading.sentences():
        match = _RISING.search(sentence.text)
        tracker = tracker_in(reading, sentence.start, sentence.end) if match is not None else None
        if (
            match is None
            or tracker is None
            or reading.scopes[sentence.start].scope is not Scope.THIS_INCIDENT
        ):
            continue
        value = Value(text=match[0], words=match[0], precision=Precision.VAGUE, unit="reports")
        key = (sentence.start + match.start(), sentence.start + match.end())
        yield reading.draft(sentence, ClaimType.TRACKER_REPORTS, value, key, speaker=tracker)
        return


def _place(
    reading: Reading, sentence: Sentence, count: CountMention, here: Speaker | None, tracker: Speaker | None
) -> Draft | None:
    text = sentence.text
    key = (sentence.start + count.start, sentence.start + count.end)
    near = text[max(0, count.start - 90) : count.end + 90]
    logged = count.unit == "problems" and _is_logged(text, count)
    if logged:
        count, here = replace(count, unit="reports"), here or tracker
    if count.unit == "reports" or (
        here is not None
        and not count.is_audience
        and _REPORT.search(near)
        and (
            count.unit in ("", "outages")
            or (
                family_of(count.unit) in ("users", "people", "customers")
                and (_WHO_REPORTS.match(text, count.end) or _REPORTS_OF.search(text[: count.start]))
            )
        )
    ):
        if (count.unit != "reports" and count.number_from is None) or has_fallen(
            text, count.start, count.end
        ):
            return None
        if text[: count.start].endswith("from ") and text.startswith(" to ", count.end):
            return None  # what a figure was before it rose
        if re.search(r"\d[.:]\d\d\s?[ap]\.?m", text[count.start : count.end + 8]):
            return None
        voice = reading.hearing.voice_at(*key)
        speaker = None if voice.speaker.role not in (reading.hearing.own.speaker.role,) else (here or tracker)
        scope = Scope.OTHER_INCIDENT if _is_rivals(reading, sentence, count) else None
        return reading.draft(
            sentence, ClaimType.TRACKER_REPORTS, count_value(count), key, speaker=speaker, scope=scope
        )
    unit, of = family_of(count.unit), family_of(count.of)
    thing = not {unit, of} & (_PERSONS_COUNTED | _FIRMS)
    if thing and not _is_hit(text, count, reading.article.language):
        return None
    vague = count.number_from is None and count.number_to is None
    if vague and (thing or not AFFECTED.search(near) or unit in _FIRMS or _TOO_VAGUE.match(count.words)):
        return None
    if count.number_from is not None and count.number_from < _FEWEST and count.unit != "percent":
        return None
    if count.start and count.words[0].isupper() and not _MAGNITUDE.match(count.words):
        return None  # "Rainbow Six Siege's website"
    before = text[max(0, count.start - 60) : count.start]
    if _RECOVERED.search(before) or _HOME.search(before) or _POWER.search(near):
        return None
    scope = Scope.BACKGROUND if count.is_audience or _is_audience(text, count) else None
    if scope is None and not thing and not AFFECTED.search(near) and not _befell(text, count):
        return None
    return reading.draft(sentence, _type_of(of or unit), count_value(count), key, scope=scope)


_REPORTED = re.compile(
    r"[^.;]{0,60}?\b(?:were|was|being|been|had been|got) (?:\w+ )?(?:reported|logged|flagged|recorded|submitted)\b|"
    r" of (?:people|users|customers) (?:reporting|complaining)\b"
)
_REPORTED_AHEAD = re.compile(
    r"\b(?:reported|logged|recorded|counted|saw|showed)(?: (?:about|around|over|nearly|almost|some|more than))? \Z"
)


def _is_logged(text: str, count: CountMention) -> bool:
    """Whether so many problems are told to have been reported: they are reports, whatever they are called."""
    if (count.number_from or count.number_to or 0) < _MANY:
        return False
    return (
        _REPORTED.match(text, count.end) is not None
        or _REPORTED_AHEAD.search(text[: count.start]) is not None
    )


def _type_of(unit: str) -> ClaimType:
    if unit in _FLEETS:
        return ClaimType.AFFECTED_SERVICE
    return ClaimType.AFFECTED_CUSTOMER if unit in _FIRMS else ClaimType.AFFECTED_USERS


_MANY = 100
"""Fewer, and what befell them is an anecdote."""
_BEFELL = re.compile(
    r"(?:[^.;,]{0,30},)?(?: (?:who|that) [\w ]{3,40}?)? (?:had to|found|could only|were (?:forced|logged|told|sent|asked|given|met|greeted|moved|checked|turned)|"
    r"saw|met|tried|waited|queued|spent|woke|got (?:no|an?|only|nothing)|have gone|went)\b"
)
_RECKONED = re.compile(
    r",? (?:by [\w’' -]{2,30} (?:count|reckoning|estimate|tally)|(?:[A-Z][\w’'-]*(?: [\w’'-]+)? )?(?:reckons|estimates|thinks|says|counts)\b)"
)


def _befell(text: str, count: CountMention) -> bool:
    """Whether many people are said to have met with something, or are somebody's estimate."""
    if (count.number_from or count.number_to or 0) < _MANY or count.unit == "percent":
        return False
    return _BEFELL.match(text, count.end) is not None or _RECKONED.match(text, count.end) is not None


_LOST = re.compile(
    r"\b(?:cancel\w*|delay\w*|los(?:t|ing|e)|reject\w*|fail\w*|bounc\w*|misdirect\w*|ground\w*|halt\w*|disrupt\w*|affect\w*|hit|"
    r"postpon\w*|abandon\w*|misrouted|dropp\w+|block\w*|strand\w*|declin\w*)(?: (?:around|about|some|nearly|almost|more than|over|up to|at least|"
    r"roughly|another|an?|the|of|its|estimated))*[ ]$",
    re.IGNORECASE,
)
_GOT_LOST = re.compile(
    r"[^.;,]{0,48}?\b(?:(?:were|was|been|being|are|have|had)(?: \w+)? (?:cancel\w*|delayed|lost|rejected|refused|bounced|misdirected|misrouted|grounded|"
    r"halted|disrupted|affected|hit|postponed|abandoned|dropped|blocked|held|stuck|stranded|put off|called off|interrupted|moved|declined|"
    r"corrupted|truncated|queued|unanswered|short)|bounced\b|(?:gone|went) missing|(?:cancel\w*|delayed|rejected|refused|lost|postponed|unanswered)\b|fail(?:ed|s|ing)?\b|sat (?:in|at|on)|went "
    r"(?:dark|silent|down|unanswered|nowhere)|left late|(?:did|could|would)(?: not|n['’]t) (?:be|get|go|complete|leave|take|load|happen))",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r" of (?:(?:the|its|all|our|their) )?(?:[\w’'-]+ ){1,5}?(?=\S)")


def _is_hit(text: str, count: CountMention, language: str) -> bool:
    """Whether things that were counted are themselves said to have failed: "19,000 calls were misdirected"."""
    if count.unit == "percent":
        of = _OF_WHAT.match(text, count.end) if not count.of else None
        at = of.end() if of else count.end
        return (of is not None or family_of(count.of) in _THINGS) and (
            _GOT_LOST.match(text, count.end) is not None
            or any(0 <= f.start - at <= 40 for f in find_failures(text, language))
        )
    return family_of(count.unit) in _THINGS and (
        _LOST.search(text[max(0, count.start - 40) : count.start]) is not None
        or _GOT_LOST.match(text, count.end) is not None
    )


def _is_rivals(reading: Reading, sentence: Sentence, count: CountMention) -> bool:
    """Whether a figure is said of a rival, beside the service that failed: "AT&T's was just 1,769 reports"."""
    main = reading.hearing.cast.main
    if main is None:
        return False
    kind = reading.lexicon.kind_of(main.slug)
    left = max(sentence.text.rfind(mark, 0, count.start) for mark in (", ", "; ", " while ", " and "))
    named = [
        m
        for m in reading.mentions_in(sentence.start + max(0, left), sentence.start + count.end + 40)
        if reading.lexicon.can_fail(m.slug)
    ]
    return bool(named) and all(
        reading.lexicon.kind_of(m.slug) == kind
        and not reading.lexicon.same_family(m.slug, main.slug)
        and m.surface not in reading.article.title
        for m in named
    )


_HAS_USERS = re.compile(
    r"\b(?:ha(?:s|ve|d)|serv(?:es|ing|ed)|boast(?:s|ing|ed)?|counts|used by|home to|population (?:is|of)(?: only| about)?|estimated to have|"
    r"reach(?:es|ing)|claims)\s+"
    r"(?:(?:around|about|some|over|roughly|nearly|almost|more than|an estimated|up to)\s)?$",
    re.IGNORECASE,
)
_HIT_AFTER = re.compile(
    r"[^.;]{0,40}\b(?:affected|impacted|without|unable|locked|hit|reported|"
    r"complain\w*|could not|cannot)\b"
)


def _is_audience(text: str, count: CountMention) -> bool:
    """Whether a service merely has so many users: "is said to have more than 40 million users"."""
    return _HAS_USERS.search(text[: count.start]) is not None and _HIT_AFTER.match(text, count.end) is None
