"""A sentence that names a cause -> drafts of what set that cause off: the work, change or event beside "
"it. Pure.

CAUSE during TRIGGER             "a misconfiguration during routine maintenance"
CAUSE after TRIGGER effect       "routing changes after an upgrade overwhelmed the routers"
TRIGGER set it off               "a customer's valid change tripped the bug"
bug, triggered by TRIGGER        "a latent bug that was triggered by a deployment"
"""

import re
from collections.abc import Iterator, Sequence

from newsagg.detect.causes import read_causes
from newsagg.detect.claimtypes.causecues import DEFECT
from newsagg.detect.claimtypes.causephrases import tidy_phrase, trim_phrase
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.passages import Sentence
from newsagg.detect.subjects import subject_before
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Stance

_NOUN = (
    r"(?:maintenance(?: (?:work|window|update|operation|activity|release|job))?|(?:software |system |"
    r"firmware |network |"
    r"security |infrastructure |platform |database |server )*(?:updates?|upgrades?|migrations?|changes?|"
    r"rollouts?|"
    r"deployments?|releases?|patch(?:es)?|patching|reconfiguration|expansion|overhaul|move|transition|"
    r"works?)|"
    r"fail-?overs?|switchovers?|restarts?|reboots?|recovery|tests?|drills?|exercises?|power (?:outages?|"
    r"cuts?|failures?|"
    r"losses)|loss of power|storms?|hurricanes?|heat ?waves?|lightning(?: strikes?)?|floods?|"
    r"earthquakes?|construction(?: work)?|"
    r"(?:traffic |demand )?(?:surges?|spikes?)|Wartung(?:sarbeiten)?|Umstellung|Aktualisierung|"
    r"Umbau(?:arbeiten)?|"
    r"maintenance|mise à jour|migration|mantenimiento|actualización|migración|manutenção|atualização|"
    r"migração)"
)
BESIDE = compile_words(
    rf"(?<![\w-])(?:during|amid|in the course of|in the middle of|as part of|after|following|when|"
    rf"while (?:performing|"
    rf"carrying out|doing|running|applying|making|installing|deploying|rolling out|testing)|(?:made|"
    rf"introduced|"
    rf"triggered|set off|sparked|caused|prompted|exposed) (?:by|during|in)|pendant|lors d['’]|lors de|"
    rf"durant|durante|"
    rf"während|bei|nach|après|tras|após)\s?(?P<np>(?:[\w’'-]+ ){{0,5}}?{_NOUN})(?![\w-])",
    re.IGNORECASE,
)
SET_OFF = compile_words(
    r"(?<![\w-])(?:(?:had |has |then |later )*(?:set|sets) (?:it|this|that|the \w+) off|(?:had |has |"
    r"then )*(?:triggered|tripped|"
    r"triggers|exposed|activated|awakened|provoked|uncovered|hit upon|set off) (?:it|(?:the|this|that|"
    r"an?) (?:\w+ ){0,3}"
    r"(?:bugs?|defects?|flaws?|faults?|errors?|race condition|regression)))(?![\w-])"
)
_CLAUSE = re.compile(
    r"\b(?:and|but|that|who|which|was|were|is|are|had|has|the (?:outage|incident|problem))\b"
)
_TRIGGERED_BY = re.compile(
    r"(?:triggered|set off|sparked|prompted|exposed|tripped|activated) by", re.IGNORECASE
)


def propose_triggers(reading: Reading, sentence: Sentence, causes: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what set off the causes that one sentence asserts."""
    text = sentence.text
    if not causes:
        return
    defect = any(DEFECT.search(c.value.words) for c in causes) or DEFECT.search(text) is not None
    for match in SET_OFF.finditer(text):
        subject = subject_before(sentence.masked, match.start())
        if subject is None or len(subject[0]) < 5 or not defect:
            continue
        start = max(subject[1], text.rfind(" that ", 0, subject[2]) + 1)
        draft = _draft(reading, sentence, start, subject[2], causes, match.end())
        if draft is not None:
            yield draft
            return
    for match in BESIDE.finditer(text):
        if _CLAUSE.search(match["np"]):
            continue
        if _TRIGGERED_BY.match(match[0]) and not defect:
            continue
        draft = _draft(reading, sentence, match.start("np"), match.end("np"), causes)
        if draft is not None:
            yield draft
            return


def _draft(
    reading: Reading, sentence: Sentence, start: int, end: int, causes: Sequence[Draft], whole_end: int = 0
) -> Draft | None:
    start, end = trim_phrase(sentence.text, start, end)
    words = sentence.text[start:end]
    low, high = sentence.start + start, sentence.start + end
    if len(words) < 4 or any(c.key[0] < high and low < c.key[1] for c in causes):
        return None
    trigger = read_causes(words, reading.article.language).trigger
    if trigger is None:
        return None
    value = Value(text=tidy_phrase(words), words=words, trigger=trigger, slug=trigger.value)
    return reading.draft(
        sentence,
        ClaimType.TRIGGER,
        value,
        (low, high),
        whole=(low, sentence.start + max(end, whole_end)),
        stance=Stance.HEDGED if all(c.stance is Stance.HEDGED for c in causes) else None,
    )
