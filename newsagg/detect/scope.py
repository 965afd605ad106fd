"""Sentences of an article -> which incident each is about, and what makes it no claim at all. Pure.

Past outages, other companies' outages, hypotheticals and a service's whole audience are told apart here, before any
claim is read: nothing of them may become a field of this incident.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from newsagg.detect.passages import Passages, Sentence
from newsagg.detect.wordpatterns import Trigger, compile_words, match_folded, search_first
from newsagg.vocabulary import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScope:
    """What a sentence is about, with the words that told."""

    scope: Scope
    reason: str = ""
    boilerplate: bool = False
    """A caption, a by-line, a note on the article itself."""
    hypothetical: bool = False


_BOILERPLATE = re.compile(
    r"^[*_\[(\s]*(?:(?:image|images|photo|photograph|picture|illustration|source|credit|graphic|video|"
    r"screenshot|related|also|see|see also|"
    r"read more|more|read next|recommended)\s*:|this (?:is a developing|story|article|post|piece|"
    r"copy) (?:story|has been|was|is|will|originally)|"
    r"this is a (?:developing|breaking)|the post .{5,150} (?:appeared first|first appeared) on|"
    r"editor['’]s note|correction\b|the article originally|"
    r"(?:pic\.twitter|https?://)|sign up|subscribe|follow us|"
    r"window\.|related (?:stories|coverage|articles)|developing…?|first published|"
    r"(?-i:(?:[Bb]y|BY|[Ww]ritten by) [A-Z][a-z]+ [A-Z]))",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"[^.!?\n]{5,90} \((?:[Pp]hoto|[Ii]mage|[Ss]ource|[Cc]redit)?:? ?[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,2}\)\s*$"
)
"""Under a picture: a line without a full stop, and whose picture it is."""
_RELATED = re.compile(
    r"^[*_#\s]*(?:related (?:coverage|stories|articles|news|reading|posts)|read (?:more|also|next)|"
    r"see also|more (?:on|from|news|stories)|also (?:read|on)|recommended|most read|trending)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_NOTE = compile_words(
    r"\b(?:this|the|our) (?:article|post|story|piece|headline|report)(?: and its headline)? (?:has been|"
    r"was|have been|were|will be|is being) (?:updated|amended|edited|corrected|published)\b|"
    r"(?<!\ba )(?<!\ban )(?<!blog )(?<!its )(?<!another )\b(?:story|article|post) (?:was )?(?:updated|published) (?:at|on|after)\b|\bupdated (?:article|"
    r"post|story) to\b|\barticle has been updated\b",
    re.IGNORECASE,
)
_OUTAGE = (
    r"(?:outages?|disruptions?|incidents?|blackouts?|downtime|crash(?:es)?|failures?|glitch(?:es)?|"
    r"attacks?|problems?|issues?|breakdowns?|"
    r"meltdowns?|interruptions?|(?:service |network |system )?(?:event|troubles?))"
)
_OTHER = compile_words(
    rf"\b(?:similar|previous|earlier|past|prior|other|recent|separate|unrelated|another|last (?:major|"
    rf"big|significant|serious|large)|latest in a (?:string|series)|"
    rf"most recent|first major|second|third|historic|infamous|"
    rf"major) (?:[\w’'-]+ ){{0,4}}?{_OUTAGE}\b[^.]{{0,90}}?"
    r"\b(?:in|of|last|earlier|back|ago|on|happened|occurred|hit|affected|impacted|took|was|were|since|"
    r"when|that caused|that led)\b|"
    r"\blast (?:major|big|significant|serious|large)\b|\b(?:not the first|first time|is not alone|"
    r"not the only)\b|"
    rf"\b(?:similar|comparable) (?:[\w’'-]+ ){{0,2}}?{_OUTAGE}|"
    r"\b(?:ähnliche|frühere|vorherige)\w*\s+(?:Ausfälle|Ausfall|Störung(?:en)?|Panne(?:n)?)|"
    r"\bpannes? (?:similaires?|précédentes?)|"
    r"\b(?:fallos?|caídas?|interrupciones) (?:similares?|anterior(?:es)?)|\b(?:falhas?|quedas?|"
    r"interrupções) (?:semelhantes?|anterior(?:es)?)",
    re.IGNORECASE,
)
_APART = compile_words(
    r"\b(?<!or )(?:an?|two|some|several) (?:[\w-]+ )?(?:unrelated|separate) (?:[\w-]+ ){0,2}?(?:outages?|faults?|failures?|incidents?|issues?|problems?|glitch(?:es)?|"
    r"disruptions?|breakdowns?|events?|attacks?)\b",
    re.IGNORECASE,
)
"""What is called another matter is one, wherever it stands."""
_THE_SAME = compile_words(
    r"\b(?:report|experienc|encounter|fac|hav|see|describ|complain)\w*(?: (?:of|about))? (?:similar|comparable)\b",
    re.IGNORECASE,
)
"""Who reports similar issues has the same ones: it is no other outage that is told of."""
_TRACKING = compile_words(
    r"\b(?:which|that) (?:\w+ ){0,2}(?:track|monitor|collat|collect|log|record|follow)\w* [^,–—.]{0,50}?"
    r"\b(?:outages|disruptions|incidents|problems)\b",
    re.IGNORECASE,
)
"""What a tracker does is no other outage."""
_EARLIER = re.compile(
    rf"\b(?:similar|comparable|previous|earlier|past|prior) (?:[\w’'-]+ ){{0,2}}?{_OUTAGE}", re.IGNORECASE
)
_PAST_TIMES = (
    compile_words(r"\b\w+ days (?:before|earlier)\b", re.IGNORECASE),
    compile_words(
        r"\b(?:last|earlier this(?! week)|previous|the previous) (?:year|month|week|summer|winter|spring|autumn|fall|"
        r"january|february|march|april|may|june|july|august|"
        r"september|october|november|december)\b|\b(?:a few|several|two|three|four|six|couple of) (?:years|"
        r"months|weeks) (?:ago|earlier|before)\b|"
        r"\bjust (?:a few )?(?:days|weeks|months) (?:ago|after|before)\b|\bin recent (?:months|years|"
        r"weeks)\b|\bover the (?:past|last) (?:few |several )?(?:months|years)\b|"
        r"\b(?:a|one) (?:year|month) (?:ago|earlier|before)\b|\bback in\b|"
        r"\b(?:come|came|follow)s? (?:just |only |barely |less than )*(?:an?|one|two|three|\w+|\d+) (?:day|week|month|year)s? after\b",
        re.IGNORECASE,
    ),
    compile_words(r"^[\"“]?Prior to (?:that|this)\b", re.IGNORECASE),
)
_COMES_AFTER = compile_words(
    rf"(?:The|This|Its|[\w-]+day['’]s) (?:[\w-]+ ){{0,2}}?{_OUTAGE} (?:comes?|came|follows|followed) (?:just |only |barely |less than )*"
    r"(?:an?|one|two|three|\w+|\d+) (?:day|week|month|year)s? after\b|"
    rf"(?:It|This|The|Today['’]s) (?:[\w-]+ ){{0,4}}?(?:follows|followed|comes after|came after) (?:(?!an?\b)[\w’'.-]+ ){{0,5}}?(?:outages|attacks|incidents|disruptions|failures|events)\b"
)
"""A sentence that tells of the outage before, even in the lead."""
_YEAR = compile_words(
    r"\b(?:[Ii]n|of|[Ss]ince|during|from|early|late|mid|im|en|em|[Aa]|[Tt]he|its|another)\s?-?(?:[A-Z][a-zä]+\s)?(?P<year>(?:19|"
    r"20)\d\d)\b"
)
_MONTH = compile_words(
    r"\b(?:[Ii]n|[Ll]ast|since|back in|from|of|early|late)\s(?P<month>January|February|March|April|May|"
    r"June|July|August|September|October|November|December)\b(?!\s\d)"
)
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LAST_WEEKDAY = compile_words(r"\blast (?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.IGNORECASE)
_FAR_BACK = 3
"""Days from which "last Tuesday" is no longer the outage that is going on or just over; chosen."""
_SECOND = compile_words(
    r"\b(?:(?:down|out|offline|fails?|failed|crash(?:es|ed)?|outage|trouble|dark|hit) (?:once )?again|again (?:down|offline|out)|"
    rf"(?:second|third|another|latest) (?:[\w’'-]+ ){{0,3}}?{_OUTAGE}|(?:second|third) (?:time|round) (?:in|this|of))\b",
    re.IGNORECASE,
)
"""A lead that tells of an outage which is not the first one."""
_ANOTHER_DAY = re.compile(
    rf"\b[Oo]n (?P<day>{_WEEKDAY.pattern})(?:,| (?:morning|afternoon|evening|night),?)?\s[^.;]{{0,80}}?\bhad\b|"
    rf"^[\"“]?(?P<of>{_WEEKDAY.pattern})['’]s (?:[\w-]+ ){{0,2}}?{_OUTAGE}\b|\bhad (?:[\w’'-]+ ){{1,8}}?on (?P<then>{_WEEKDAY.pattern})"
)
"""What had been on a day that the lead does not name."""
_HYPOTHETICAL = compile_words(
    r"\b(?:if (?:a|an|the|this|your|you|one|another)\b[^.]{0,80}\b(?:would|could|might)\b|imagine\b|"
    r"what if\b|in the event (?:of|that)|"
    r"should (?:a|an|the|your) [^.]{0,40}(?:fail|go down)|hypothetical|could have been (?:worse|avoided|"
    r"prevented)|can (?:cause|lead to|result in|take (?:down|time))\b)",
    re.IGNORECASE,
)
_STILL = re.compile(r"^(?:That|The|Those|It|This|These|They|Its|He|She|And|At the time)\b")
_NOW = compile_words(
    r"\b(?:today|tonight|this morning|this afternoon|this evening|now|currently|yesterday|"
    r"at the time of writing)\b",
    re.IGNORECASE,
)
_HERE = SentenceScope(scope=Scope.THIS_INCIDENT)
_SUPPOSED = SentenceScope(scope=Scope.THIS_INCIDENT, hypothetical=True)
_ANY = Trigger(_NOTE, _HYPOTHETICAL, _COMES_AFTER, _TRACKING, _OTHER, _APART, *_PAST_TIMES)
_LEAD = 3
"""Sentences after the headline that set what the article is about."""


def judge_scopes(passages: Passages, published_at: datetime | None) -> dict[int, SentenceScope]:
    """Return the scope of every sentence, by its start.

    An article that looks back (a post-mortem, a report on last month's costs) says so in its headline or lead; then
    past times alone do not make a sentence background, only "similar", "previous", "another" do.
    """
    lead = [s for s in passages.sentences if s.paragraph == 0][:1] + [
        s for s in passages.sentences if s.paragraph > 0
    ][:_LEAD]
    looks_back = any(search_first(_PAST_TIMES, s.text) or _is_past(s.text, published_at) for s in lead)
    lead_starts = {s.start for s in lead}
    opening = " ".join(s.text for s in lead)
    weekdays = frozenset(_WEEKDAY.findall(opening))
    once_more = _SECOND.search_piece(opening) is not None
    out: dict[int, SentenceScope] = {}
    before: SentenceScope | None = None
    paragraph = -1
    related = False
    for sentence in passages.sentences:
        heading = match_folded(_RELATED, sentence.text, 0) is not None
        related = heading or (related and re.match(r"[*•\-–]", sentence.text) is not None)
        found = _judge(sentence, published_at, looks_back=looks_back, lead=sentence.start in lead_starts)
        if sentence.start not in lead_starts and found.scope is Scope.THIS_INCIDENT:
            reason = _names_another_day(sentence.text, published_at, weekdays, once_more=once_more)
            if reason and not found.boilerplate:
                found = SentenceScope(scope=Scope.BACKGROUND, reason=reason, hypothetical=found.hypothetical)
        if (
            before is not None
            and sentence.paragraph == paragraph
            and before.scope is not Scope.THIS_INCIDENT
            and found.scope is Scope.THIS_INCIDENT
            and _STILL.match(sentence.text)
            and not _NOW.search(sentence.text)
        ):
            found = SentenceScope(
                scope=before.scope, reason="goes on about: " + before.reason.removeprefix("goes on about: ")
            )
        if related:
            found = SentenceScope(
                scope=Scope.THIS_INCIDENT, reason="a list of other stories", boilerplate=True
            )
        out[sentence.start] = found
        before, paragraph = found, sentence.paragraph
    return out


def _names_another_day(
    text: str, published_at: datetime | None, weekdays: frozenset[str], *, once_more: bool
) -> str:
    """Return the words that put a sentence on a day before the outage, empty when there are none."""
    named = list(_LAST_WEEKDAY.finditer(text))
    if published_at is None or not (named or once_more) or _NOW.search(text):
        return ""
    today = published_at.weekday()
    for match in named:
        day = match["day"].capitalize()
        if day not in weekdays and ((today - _DAYS.index(day)) % 7 or 7) >= _FAR_BACK:
            return match[0]
    for match in _ANOTHER_DAY.finditer(text) if once_more else ():
        day = match["day"] or match["of"] or match["then"]
        if day not in weekdays and _DAYS.index(day) != today:
            return match[0][:60]
    return ""


def _judge(
    sentence: Sentence, published_at: datetime | None, *, looks_back: bool, lead: bool
) -> SentenceScope:
    text = sentence.text
    near = _ANY.near(text)
    if (
        match_folded(_BOILERPLATE, text, 0)
        or (near and _NOTE.search(text))
        or ("(" in text and _CAPTION.match(text))
    ):
        return SentenceScope(scope=Scope.THIS_INCIDENT, reason="a note on the article", boilerplate=True)
    hypothetical = near and _HYPOTHETICAL.search(text) is not None
    after = _COMES_AFTER.match(text) if near else None
    if after is not None:
        return SentenceScope(scope=Scope.BACKGROUND, reason=after[0][:60], hypothetical=hypothetical)
    apart = _APART.search(text) if near else None
    if apart is not None:
        return SentenceScope(scope=Scope.OTHER_INCIDENT, reason=apart[0][:60], hypothetical=hypothetical)
    here = _SUPPOSED if hypothetical else _HERE
    if lead:
        return here
    told = _TRACKING.sub(" ", text) if near and _TRACKING.search(text) is not None else text
    other = _OTHER.search(told) if near else None
    if other is not None and not _NOW.search(text) and not _THE_SAME.search(text):
        return SentenceScope(scope=Scope.BACKGROUND, reason=other[0][:60], hypothetical=hypothetical)
    past = search_first(_PAST_TIMES, text) if near else None
    year = _is_past(text, published_at)
    if (past or year) and not looks_back and not _NOW.search(text):
        reason = past[0] if past else year
        return SentenceScope(scope=Scope.BACKGROUND, reason=reason, hypothetical=hypothetical)
    return here


def looks_back(sentence: str, published_at: datetime | None) -> bool:
    """Say whether a sentence by itself speaks of other or earlier outages."""
    return bool(
        _EARLIER.search(sentence) or search_first(_PAST_TIMES, sentence) or _is_past(sentence, published_at)
    )


def _is_past(text: str, published_at: datetime | None) -> str:
    """Return the words that name a year or month well before publication, empty when there are none."""
    if published_at is None:
        return ""
    year = _YEAR.search(text) if "19" in text or "20" in text else None
    if (
        year is not None
        and int(year["year"]) < published_at.year
        and not (published_at.month == 1 and int(year["year"]) == published_at.year - 1)
    ):
        return year[0]
    month = _MONTH.search(text)
    if month is not None and year is None:
        distance = (published_at.month - 1 - _MONTHS.index(month["month"])) % 12
        if distance >= 2:
            return month[0]
    return ""
