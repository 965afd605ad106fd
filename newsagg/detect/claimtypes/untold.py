"""A sentence -> drafts of users that were hit where no number is told: withheld, a group, a bare magnitude. Pure."""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.counts import read_counts
from newsagg.detect.passages import Sentence
from newsagg.detect.wordpatterns import Trigger, compile_words
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Precision

AFFECTED = re.compile(
    r"\b(?:affect\w*|impact\w*|unable|without|left|leav\w+|hit|lost|los(?:e|ing)|disrupt\w*|"
    r"could(?:n['’]t| not)|cannot|can['’]t|struggl\w*|experienc\w*|suffer\w*|locked[ -]out|stranded|"
    r"cancel\w*|delay\w*|ground\w*|late|waiting|cut off|empty|missed|missing|unpaid|"
    r"down|outage|problems?|issues?|access|trouble|having|crash\w*|offline|unavailable|stuck|refus\w*|reject\w*|bounc\w*|misdirected|"
    r"knock\w*|(?:put|called) off|postpon\w*|standstill|without|unserved|dark|silent|tried|turned away|trapped|errors?|inconvenienc\w*|"
    r"crippl\w*|froze\w*|interrupt\w*|abandon\w*|kicked|in vain|in limbo|fail\w*|toll|betroffen\w*|touchés?|privés?|"
    r"afectad[oa]s|afetad[oa]s|sin |sem )",
    re.IGNORECASE,
)
_NO_COUNT = compile_words(
    r"\b(?:(?:(?:w(?:ould|o)|c(?:ould|an))(?: not|n['’]t)|did(?: not|n['’]t)|has(?: not|n['’]t)|have(?: not|n['’]t)|declined to|unable to|"
    r"not) (?:yet )?(?:\w+ )?(?:say|said|share|shared|disclose[d]?|determine[d]?|confirm(?:ed)?|know|"
    r"specify|reveal(?:ed)?|been confirmed)[^.;]{0,60}?"
    r"(?:how many|the number of|number of (?:users|customers|people|those)))[^.;,]{0,60}|\b(?:number|"
    r"how many) (?:of )?(?:those|users|customers|people)[^.;,]{0,50}?(?:has not been|hasn['’]t been|"
    r"is not|isn['’]t|was not|unclear|unknown)[^.;,]{0,20}",
    re.IGNORECASE,
)


_GROUP = compile_words(
    r"(?<!the )(?<!not )\b(?:only|mainly|mostly|primarily|particularly|exclusively|limited to|confined to)\s(?:affect\w* |impact\w* |hit(?:ting)? )?"
    r"(?P<who>(?!the same|those|some|its|our|their|these)(?:[\w’'-]+ ){1,3}?(?:users|customers|subscribers|members|players|owners|"
    r"passengers|drivers))(?![\w-])",
    re.IGNORECASE,
)
"""Which users, where no number is told: "only business customers were affected"."""


_BARE = compile_words(
    r"\b(?:left|leav(?:es|ing)|tell(?:s|ing)?|told|hit(?:s|ting)?|affect(?:s|ed|ing)|lock(?:s|ed|ing)(?: out)?|answer(?:s|ed)|den(?:ies|ied|ying)|"
    r"frustrat(?:es|ed|ing)|strand(?:s|ed|ing)|down for|out for|unavailable for|inaccessible for|offline for|service for|kept|keeps|deprived)\s"
    r"(?P<who>(?:(?:tens|hundreds) of )?(?:thousands|millions))(?! of\b)(?![\w-])",
    re.IGNORECASE,
)
"""A magnitude without a noun: "left millions in the dark"."""


UNTOLD = Trigger(_NO_COUNT, _BARE, _GROUP)


def untold_counts(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """Yield that somebody told no number, and which group was hit where none is told."""
    text = sentence.text
    match = _NO_COUNT.search(text) if "number" in text or "how many" in text else None
    if match is not None:
        speaker = reading.hearing.actor_at(sentence, sentence.start + match.start())
        value = Value(text="number not disclosed", words=match[0], precision=Precision.VAGUE, unit="users")
        key = (sentence.start + match.start(), sentence.start + match.end())
        yield reading.draft(sentence, ClaimType.AFFECTED_USERS, value, key, speaker=speaker)
    bare = _BARE.search(text)
    if bare is not None:
        value = Value(text=bare["who"], words=bare["who"], precision=Precision.VAGUE, unit="people")
        key = (sentence.start + bare.start("who"), sentence.start + bare.end("who"))
        yield reading.draft(sentence, ClaimType.AFFECTED_USERS, value, key)
    group = _GROUP.search(text)
    if (
        group is not None
        and AFFECTED.search(text)
        and not read_counts(group["who"], reading.article.language)
    ):
        value = Value(text=group["who"], words=group["who"], precision=Precision.VAGUE, unit="users")
        key = (sentence.start + group.start("who"), sentence.start + group.end("who"))
        yield reading.draft(sentence, ClaimType.AFFECTED_USERS, value, key)
