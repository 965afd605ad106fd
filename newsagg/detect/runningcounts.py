"""A tracker's count -> the sentences that go on with it without naming it again. Pure.

Downdetector logged 900 reports by noon. The numbers had fallen to a dozen an hour later.
Downdetector's map shows red. The worst places are Leeds and York.
"""

import re
from collections.abc import Sequence

from newsagg.detect.hearing import Voice
from newsagg.detect.passages import Sentence
from newsagg.detect.wordpatterns import compile_words
from newsagg.vocabulary import SpeakerRole

_COUNTED = r"(?:reports?|complaints?|issues|problems|incidents|outages|submissions|entries|queries|users|customers|people|ones)"
_MANY = r"(?:\d[\d,.]*|thousands|hundreds|dozens|[Mm]ost|more|fewer|half|two-thirds|three-quarters|(?:two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:five|ten|every \w+))"
_GOES_ON = re.compile(
    r"(?:(?<=^)|(?<=[“\"] )|(?<=; ))(?:(?:But|And|Still|However|Meanwhile|Also|Additionally|In addition|For example|For instance|Overall|Elsewhere|Of (?:those|these|them)|In total|At (?:the|its) (?:peak|height|worst)|"
    r"(?:In|Across|From|Outside) (?:the )?[A-Z][\w. ]{1,30}?|By [^,;.]{2,30}?|As of [^,;.]{2,30}?|Over the course of [^,;.]{2,60}?|About [^,;.]{2,25}? later|[\w-]+ (?:minutes|hours?) later|Since then|Shortly (?:after|before) [^,;.]{2,25}?),? )*"
    r"(?:(?:[Tt]he|[Tt]hose|[Tt]hese|[Tt]heir|[Tt]hat|[Ii]ts) (?:\w+ ){0,2}?(?:numbers?|figures?|reports?|complaints?|counts?|tally|total|spikes?|surge|graph|chart|map|rate|volume|majority)\b|"
    r"(?:[Aa]|[Tt]he|[Bb]y far the) (?:\w+ )?(?:majority|bulk|largest (?:share|number)|lion['’]s share|number) of (?:the |those |these )?(?:\w+ )?"
    rf"{_COUNTED}|"
    rf"(?:[Mm]ost|[Ss]ome|[Aa]bout|[Aa]round|[Rr]oughly|[Nn]early|[Aa]lmost|[Mm]ore than|[Oo]ver|[Jj]ust (?:over|under)|[Aa]nother|[Oo]nly|[Aa]t least|[Uu]p to|[Ff]ewer than|[Cc]lose to)?(?: of)?\s?(?:{_MANY}|[A-Z][a-z]+ (?:in|out of) (?:five|ten))"
    rf"(?:\s?%| per ?cent| percent)?(?: of (?:the |those |these |them|all ))?\s?(?:\w+ )?(?:{_COUNTED}\b|(?:were|was|had|are|came|come|stemmed|originated|cited|pointed|concerned|related|involved|flagged|mentioned|said|reported|complained)\b)|"
    rf"(?:there|it|that|this|they|these|those) (?:were|was|are|is|had|has|have|then |later |soon )?\s?(?:\w+ )?(?:been )?(?:fallen|falling|fell|dropped|risen|rose|climbed|grown|grew|peaked|down|up|over|more|fewer|about|some|around|almost|nearly|\d)|"
    r"(?:[Pp]articular )?(?:[Hh]otspots|[Tt]he (?:worst|hardest)[ -](?:hit|affected)|[Mm]ost affected|[Hh]ardest hit)|"
    r"[A-Z][\w ]{2,25}(?:, [A-Z][\w ]{2,25})*,? and [A-Z][\w ]{2,25} (?:(?:also )?(?:saw|had|made up|account(?:ed|s)? for|recorded|logged|topped|were|showed)) (?:the most|most|\w+ (?:numbers|spikes|reports)|a |an |among|also))"
)
"""How a sentence begins that goes on counting what was reported."""
_ABOUT_REPORTS = compile_words(
    rf"\b(?:reports?|complaints?|issues|problems|incidents|submissions|hotspots|spikes?|peak(?:ed)?|{_MANY})\b",
    re.IGNORECASE,
)
_ANOTHERS = compile_words(
    r"\b(?:says?|said|told|tells?|announced|confirmed|according|wrote|tweeted|posted|acknowledged|last (?:year|month|week)|in (?:19|20)\d\d|monthly|billion|subscribers|"
    r"we|our|company|spokes\w+|employees|stores?|flights|branches|shares)\b",
    re.IGNORECASE,
)
"""Signs that something else is counted, or by somebody else."""


def go_on_counting(
    sentences: Sequence[Sentence], framed: Sequence[Voice], last: Voice | None
) -> tuple[list[Voice], Voice | None]:
    """Return the tracker's voice for the sentences of a paragraph that go on counting right behind a count of its.

    ``last`` is the tracker that the paragraph before ended with; the second one returned, whom this one ends with.
    """
    out: list[Voice] = []
    if last is None and not any(v.speaker.role is SpeakerRole.TRACKER for v in framed):
        return out, None
    for sentence in sentences:
        inside = [v for v in framed if sentence.start <= v.start < sentence.end]
        own = [v for v in inside if v.speaker.role is SpeakerRole.TRACKER]
        if own:
            last = max(own, key=lambda v: v.end)
            continue
        crowd = all(
            v.speaker.role in (SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER)
            and v.frame_start < sentence.end
            for v in inside
        )
        if last is None or not crowd or not _goes_on(sentence.masked, counted_only=bool(inside)):
            last = None
            continue
        out.append(
            Voice(
                start=sentence.start,
                end=sentence.end,
                speaker=last.speaker,
                chain=(),
                verb="counts",
                frame_start=last.frame_start,
            )
        )
    return out, last


def _goes_on(text: str, *, counted_only: bool) -> bool:
    if "\x00" in text or _ABOUT_REPORTS.search(text) is None:
        return False
    if (not counted_only and _ANOTHERS.search(text) is not None) or _GOES_ON.match(text) is None:
        return False
    return not counted_only or any(char.isdigit() for char in text)
