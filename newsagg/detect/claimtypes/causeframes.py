"""A sentence -> the stretches that its words themselves call a cause, whatever noun stands there. Pure.

    effect, frame, CAUSE             "the outage was due to a swarm of wasps", "wegen", "à cause de", "debido a"
    because CLAUSE                   "it crashed because too many people logged in"
    CAUSE caused OUTAGE              "a walkout of moderators triggered the disruption"
    CAUSE was responsible            "Cloudflare was responsible for the outage"

What outages are caused by in general, and what befell something else than a service (shares, a reply, a school), is
no cause of this one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsagg.detect.causes import is_cause_phrase
from newsagg.detect.claimtypes.causecues import (
    BLAMES,
    FLAWED,
    LONGEST_CAUSE,
    NOT_A_CAUSE,
    NOT_REASON,
    STOP,
    STRONG,
)
from newsagg.detect.claimtypes.denials import Denial, denies_frame
from newsagg.detect.speechverbs import find_spoken
from newsagg.detect.subjects import subject_before
from newsagg.detect.wordpatterns import Trigger, compile_words, list_likely


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCause:
    """Words called a cause; offsets count code points of the sentence."""

    start: int
    end: int
    whole_start: int
    whole_end: int
    denied: bool = False
    third_party: bool = False
    """Somebody by name, so a supplier."""


_POINTING = re.compile(
    r"(?:that|this|it|them|him|her|us|those|unknown|unspecified|what|which|who)\b", re.IGNORECASE
)
_GENERAL = re.compile(
    r"\b(?:often|typically|usually|commonly|frequently|generally|sometimes|mostly|in many cases|tends? to be|"
    r"could be caused by any|meist(?:ens)?|oft|häufig|souvent|généralement|"
    r"a menudo|suelen?|"
    r"geralmente|costumam?)\s(?:\w+\s){0,2}?$",
    re.IGNORECASE,
)
_CAN_BE = re.compile(r"\bcan (?:also |often |easily )?be $")
_PASSIVES = ("caused", "triggered", "due", "brought")
_NAMES_CAUSE = re.compile(
    r"caus|culprit|reason|blam|fault|origin|trac|stem|Ursache|Grund|schuld|raison|motivo|raz[óã]|attrib|"
    r"atrib|put|pin",
    re.IGNORECASE,
)
"""Frames that themselves say that it is a cause; "due to" and "because of" are said of anything."""
_DOWN = re.compile(r"\b(?:down|offline|outage|unavailable|disruption)\b")
_OUTAGE = (
    r"(?:outages?|disruptions?|downtime|interruptions?|blackouts?|slowdowns?|instability|degradation|"
    r"unavailability|"
    r"shutdowns?|(?:connection |connectivity |service |technical |stability |network |login |performance |"
    r"loading )"
    r"(?:issues?|problems?|errors?|failures?|trouble)|failures?|incidents?|crash(?:es)?|breakdowns?|"
    r"meltdown|halt|"
    r"problems?|issues?|trouble)"
)
_TOUCHED = compile_words(
    rf"\b(?:{_OUTAGE}|down|dark|offline|unavailable|unreachable|inaccessible|unable|could not|couldn['’]t|"
    rf"can['’]t|cannot|"
    r"fail\w*|crash\w*|affect\w*|impact\w*|disrupt\w*|stopped|halted|ground\w*|suspend\w*|interrupt\w*|"
    r"broke\w*|problems?|"
    r"issues?|errors?|trouble\w*|degraded|lost (?:service|access|connectivity)|without (?:service|internet|"
    r"power)|"
    r"this|it|which|that|happened|occurred|fault|incident|glitch\w*|Störung|Ausfall|panne|ca[ií]da|"
    r"falla?s?|queda|falha)\b",
    re.IGNORECASE,
)
_ASIDE = compile_words(
    r"\b(?:respon(?:se|ded|ding)|repl(?:y|ies)|closures?|closed|shares?|stocks?|revenue|sales|profits?|"
    r"discrepanc\w*|"
    r"disclos\w*|naming|names?|slower|criticis\w*|patience|complain\w*|minimal|fines?|fined|popular\w*|"
    r"growth|decline|"
    r"rose|fell|jump\w*|resign\w*|hired|praise\w*|thank\w*|recover\w*|restoration|(?:call|ticket) volumes?|"
    r"angry|anger|"
    r"snow days?|recognition|known)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.;:!?]\s|\s[–—]\s|,\s(?:and|but|while|which|who)\s|\b(?:said|says|but|while)\s(?:that\s)?"
)
_SEEMS = compile_words(
    r"(?<![\w-])(?:problems?|issues?|outages?|glitch|fault|disruptions?|trouble|incident|it|this|cause|culprit) "
    r"(?:(?:appear|seem)(?:s|ed)|turned out|(?:is|was|were|are) (?:believed|thought|understood|said|reported|later found|found)) to (?:be|have been) |"
    r"(?:confirmed|described|identified|diagnosed|explained) (?:the|this) (?:[\w-]+ )?(?:outage|glitch|issue|problem|incident|fault|disruption) as "
)
"""Behind these stands what it was, if it is a cause at all."""
_BECAUSE = compile_words(r"(?<![\w-])(?:because|weil|parce qu['’e]|porque)\s(?!of\b)", re.IGNORECASE)
_ACTIVE = compile_words(
    r"(?<![\w-])(?:(?:has|have|had|then|also|reportedly|apparently|inadvertently|accidentally|a|ha|hat) )*"
    r"(?:caus(?:ed|es|ing)|trigger(?:ed|s|ing)|le(?:d|ads|ading) to|result(?:ed|s|ing) in|prompt(?:ed|s)|"
    r"sparked|"
    r"brought about|set off|verursachte|provoqu[éeè]\w*|entraîn[éeè]\w*|causó|provocó|causou|provocou) "
    rf"(?:(?:an?|the|this|its|their|some|that|today['’]s|yesterday['’]s|widespread|major|massive|brief|"
    rf"global|worldwide|"
    rf"hours-long|partial|expected|serious|severe|nationwide|[\w-]+day['’]s|service|network|"
    rf"[A-Z][\w.]+(?:['’]s)?|une?|la|le|una?|uma?|a|o|"
    rf"el|den?|die|einen?) ){{0,4}}(?:{_OUTAGE}|Ausfall|Störung|pannes?|interruptions?|ca[ií]das?|cortes?|"
    rf"fallos?|quedas?|falhas?)(?![\w-])"
)
_NO_SUBJECT = re.compile(
    r"^(?:how|why|what(?:ever)?)\b|\bwhat$|\b(?:neither|nor|not|no|none|whether|if|keine?|aucune?)\b|^(?:it|they|we|he|she|you|i|there|this|that|"
    r"these|those)\b|^(?:it|this|that|these|those|which|who|they|"
    r"we|he|she|i|you|what|there|one|users?|customers?|people|"
    r"(?:the|an?|this|that|its|their|major|brief|global|widespread|[\w’']+ ){0,4}(?:outages?|disruptions?|"
    r"incidents?|downtime|"
    r"issues?|problems?|failures?|glitch(?:es)?|crash(?:es)?|situation|event|shutdown|meltdown|breakdown|"
    r"blackout|interruption)"
    r"(?: (?:at|of|on|in|with|for|to|that|affecting|hitting)\b.*)?)$|^(?:caus|trigger|lead|result)",
    re.IGNORECASE,
)
_RESPONSIBLE = compile_words(
    r"(?<![\w-])(?:was|were|is|are|bear[s]?|bore) (?:responsible|(?:partly |largely )?to blame|at fault|"
    r"the (?:culprit|source|root|cause|reason|origin))"
    rf"(?: (?:for|in|behind|of) (?:(?:an?|the|this|its|their|that|[\w-]+day['’]s|widespread|"
    rf"major) ){{0,2}}{_OUTAGE})?(?![\w-])"
)
_BRAND = re.compile(r"^(?:[A-Z][\w.&/-]*)(?: (?:[A-Z][\w.&/-]*|of|and)){0,4}$")


_IT_WAS_WHO = compile_words(
    r"\b(?:sa(?:y|ys|id)|told [^.;,]{2,30}|believes?|insist(?:s|ed)?|confirm(?:s|ed)|suspects?|names?|named)(?: that)? "
    r"(?:it was |(?:the )?(?:culprit|supplier|vendor|party)(?: in question)? (?:was|as) )"
    r"(?P<who>(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|The\b|A\b|No\b)[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,3})(?=[.,;\"”]|$)"
)
"""Who did it, by name: "two insiders say it was Acme"."""


def find_named(text: str, masked: str, language: str = "en") -> Iterator[NamedCause]:
    """Yield what one sentence calls a cause; ``masked`` hides quotations from the search for subjects."""
    if not _ANY.near(text):
        return
    for cue, start, strong in _list_frames(text):
        found = _read_after(text, cue, start, language, strong=strong)
        if found is not None:
            yield found
    for match in _CLEFT.finditer(text):
        start, end = match.span("what")
        yield NamedCause(start=start, end=end, whole_start=match.start(), whole_end=match.end())
    for match in _IT_WAS_WHO.finditer(text):
        start, end = match.span("who")
        yield NamedCause(
            start=start, end=end, whole_start=match.start(), whole_end=match.end(), third_party=True
        )
    for pattern in list_likely((_ACTIVE, _RESPONSIBLE), text):
        for match in pattern.finditer(text):
            yield from _read_before(text, masked, match, language)


_FOR_IT = re.compile(
    rf"\sfor (?:(?:the|this|its|their|an?|that|[\w-]+day['’]s|widespread|major|[A-Z][\w.]+['’]s) )*(?:[\w-]+ )?{_OUTAGE}(?![\w-]).*$"
)
_BLAMED_TROUBLE = re.compile(
    r"(?:an? |the )?(?:[\w-]+ )?(?:system|network|technical|IT|service|server|internet|platform|software) (?:error|fault|failure|problem|issue|glitch)s?\b"
)
"""Trouble that is blamed is the cause, be it told ever so broadly."""
_SUSPICION = re.compile(r"\b(?:suspect(?:ed|s)|feared|assumed|believed) (?:an? |the |it )[^.;,]{0,50}$")
"""What made somebody suspect a cause is none."""
_CALLED = ("confirmed the", "described the", "identified the", "diagnosed the", "explained the")
_CLEFT = compile_words(
    r"\b[Ii]t was (?P<what>(?:an?|the|its|their|our|one|some) [^.;,:]{5,90}?) (?:that|which) (?:had )?(?:caused|triggered|led to|brought|knocked|took|set off)\b"
)
_ANY = Trigger(STRONG, _SEEMS, BLAMES, _BECAUSE, _CLEFT, _IT_WAS_WHO, _ACTIVE, _RESPONSIBLE)


def _list_frames(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where frames begin and end, and whether any words behind them are a cause."""
    for pattern in list_likely((STRONG, _SEEMS, BLAMES, _BECAUSE), text):
        for match in pattern.finditer(text):
            yield (
                match.start(),
                match.end(),
                pattern is STRONG or (pattern is BLAMES and match[0][:4].lower() == "blam"),
            )


def _read_after(text: str, cue: int, start: int, language: str, *, strong: bool) -> NamedCause | None:
    while start < len(text) and text[start] in " \"“‘'«":
        start += 1
    limit = min(len(text), start + LONGEST_CAUSE)
    stop = STOP.search(text, start + 1, limit)
    end = stop.start() if stop else limit
    if stop is None and limit < len(text):
        end = text.rfind(" ", start, limit)
    words = text[start:end].rstrip(" \"”’'»")
    blamed = text[cue : cue + 4].lower() == "blam"
    if blamed and (effect := _FOR_IT.search(words)) is not None:
        words = words[: effect.start()].rstrip(" \"”’'»")
    spoken = (blamed or text.startswith(_CALLED, cue)) and _BLAMED_TROUBLE.match(words) is not None
    if len(words) < 3 or (NOT_A_CAUSE.match(words) and not spoken) or NOT_REASON.search(words):
        return None
    if (
        words.isalpha()
        and words.islower()
        and text.startswith(("what ", "that "), cue)
        and not is_cause_phrase(words, language)
    ):
        return None  # "the growth that caused it is remarkable"
    known = is_cause_phrase(words, language) or FLAWED.search(words) is not None
    if (not strong or _POINTING.match(words)) and not known:
        return None
    if _SUSPICION.search(text, max(0, cue - 60), cue) is not None:
        return None
    if not _is_of_outage(text, cue, start, known=known):
        return None
    if text.startswith(("because ", "Because "), cue) and _DOWN.search(words):
        return None  # what followed from the outage: "because the site is down"
    denial = denies_frame(text, cue, start, language)
    if denial is Denial.ELSEWHERE:
        return None
    if denial is Denial.DENIED:
        lead = re.match(r"(?:not|nicht|pas|no|não) (?:by |ein(?:e[mnr]?)? )?", words)
        shift = lead.end() if lead else 0
        return NamedCause(
            start=start + shift,
            end=start + len(words),
            whole_start=start,
            whole_end=start + len(words),
            denied=True,
        )
    return NamedCause(start=start, end=start + len(words), whole_start=cue, whole_end=start + len(words))


def _is_of_outage(text: str, cue: int, start: int, *, known: bool) -> bool:
    """Whether what stands before a frame is an outage, and this one: not shares, a slow reply, or outages in general."""
    low = max(0, cue - 160)
    for match in _CLAUSE.finditer(text, low, cue):
        low = match.end()
    if _GENERAL.search(text, max(low, cue - 40), cue) or (
        _CAN_BE.search(text, max(low, cue - 40), cue) and text.startswith(_PASSIVES, cue)
    ):
        return False
    touched = _TOUCHED.search(text, low, cue)
    if touched is None and not text[low:cue].strip(" \"“‘'"):
        touched = _TOUCHED.search(text, start, start + 200)
    if text.startswith("thanks", cue) and touched is None:
        return False
    if touched is None and not known and not _NAMES_CAUSE.search(text, cue, start):
        return _TOUCHED.search(text, cue, start) is not None
    if _ASIDE.search(text, low, cue) is None:
        return True
    return touched is not None and _ASIDE.search(text, max(low, cue - 25), cue) is None


def _read_before(text: str, masked: str, match: re.Match[str], language: str) -> Iterator[NamedCause]:
    subject = subject_before(masked, match.start())
    if subject is None:
        return
    words, start, end = subject
    that = re.match(r"(?:.*\b)?(?:that|said|says|because|where|when|as|and|but)\s", words)
    if that is not None:
        start, words = start + that.end(), words[that.end() :]
    spoken = find_spoken(words, of_them=True)
    start, words = start + spoken, words[spoken:]
    if (
        not 3 <= len(words) <= LONGEST_CAUSE
        or _NO_SUBJECT.search(words)
        or _GENERAL.search(text[start : match.start() + 12])
    ):
        return
    brand = _BRAND.match(words) is not None
    if (
        brand
        and "responsible" not in match[0]
        and "blame" not in match[0]
        and " the " not in match[0]
        and "fault" not in match[0]
    ):
        return
    denied = denies_frame(text, match.start(), match.end(), language)
    if denied is Denial.ELSEWHERE:
        return
    yield NamedCause(
        start=start,
        end=end,
        whole_start=start,
        whole_end=match.end(),
        denied=denied is Denial.DENIED,
        third_party=brand,
    )
