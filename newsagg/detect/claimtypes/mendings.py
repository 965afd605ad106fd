"""A sentence -> the stretches that tell what was done to a part of the machinery so that it works again. Pure.

    PART was mended          "the patch was backed out", "three hosts pulled from rotation", "spare dishes were flown in"
    mended PART              "pulled the affected prefixes", "has leased capacity elsewhere", "put the old switches back"

Nouns are told by their sorts (wordsorts.py); "had been" leads to what went wrong before, and is left to the causes.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.wordsorts import SORTS, stem_of
from newsagg.detect.subjects import subject_before
from newsagg.detect.wordpatterns import Trigger, compile_words
from newsagg.detect.wordscan import list_words

_PARTICIPLE = (
    r"(?:(?:taken|backed|pulled|swapped|carved|weeded|phased) out|(?:put|plugged|switched|brought|wired|moved|turned|rolled|taken) back(?: in| on)?|"
    r"(?:plugged|flown|trucked|craned|shipped|brought|called|put|wired|driven|ferried|drafted|swapped) in|(?:switched|turned|shut|powered|walled|fenced) "
    r"(?:off|down)|recalled|withdrawn|disabled|deactivated|removed|retired|pulled|paused|halted|stopped|cancelled|canceled|reversed|"
    r"installed|loaded|added|moved|relocated|replaced|rebuilt|rebooted|restarted|reset|reloaded|cleaned|cleared|flushed|purged|drained|spliced|"
    r"rotated|revoked|reissued|renewed|re-signed|republished|rerouted|diverted|redirected|steered|isolated|quarantined|bypassed|unblocked|unlocked|"
    r"enlarged|doubled|expanded|capped|limited|throttled|patched|corrected|rewritten|tightened|hardened|leased|hired|rented|borrowed|deployed|"
    r"distributed|sent out|warmed up|pre-warmed|staggered|staged|reverted|undone|rolled back|repaired|mended|resoldered|re-?wired|re-?armed|pinned|"
    r"opened by hand|(?:being )?restored (?:from|by hand)|(?:read|copied) back|recovered from|switched over)"
)
_PASSIVE = compile_words(
    rf"(?:(?:has|have) (?:\w+ )?been|was|were|(?:is|are) (?:\w+ )?being|(?:is|are) now|will be|to be|(?:has|have) (?:had )?to be|"
    rf"needs? to be) (?:\w+ly |then |also |temporarily |now |since )?(?P<done>{_PARTICIPLE})(?![\w-])",
    re.IGNORECASE,
)
_ACTIVE = compile_words(
    r"(?<![\w’'-])(?:pulled|withdrew|recalled|yanked|scrapped|disabled|removed|retired|replaced|swapped(?: out)?|rebuilt|rebooted|restarted|reset|"
    r"reloaded|cleared|flushed|purged|drained|spliced|rotated|revoked|reissued|renewed|re-signed|republished|rerouted|diverted|redirected|steered|shunted|"
    r"shifted|moved|isolated|quarantined|bypassed|unblocked|throttled|capped|patched|corrected|rewrote|tightened|leased|hired|borrowed|deployed|"
    r"installed|added|doubled|enlarged|pinned|switched off|switched on|turned off|turned on|shut off|cut off|took out|backed out|rolled back|put back|"
    r"went back to|gone back to|fell back on|fallen back on|switched back to|switched over to|plugged|unplugged|cloned|copied|republished|flew in|flown in|"
    r"trucked in|brought in|drafted in|called in|lined up|craned in|sent in|dispatched|pushed out|shipped|applied) "
    r"(?P<np>(?:[\w’'&.-]+ ){0,6}?[\w’'&-]+)(?=[.,;:!?\"”)]|$|\s(?:and|but|to|from|at|in|on|by|for|with|towards?|so|while|after|until|over|off|out|back|"
    r"which|that|within|into|elsewhere|overnight|yesterday|today|shortly|around|before)\b)",
    re.IGNORECASE,
)
_THINGS = frozenset({"part", "soft", "change", "whole"})
_OTHERS = re.compile(
    r"\b(?:users?|customers?|passengers?|players?|visitors?|shoppers?|patients?|students?|investors?|attackers?|hackers?|intruders?|gang|thieves|"
    r"vandals|storm|wind|somebody|someone|they who|bug|fault|error|glitch|flaw|worm|virus|malware|ransomware|which|that|who|it)\b",
    re.IGNORECASE,
)
"""Who mends nothing: those who suffer, and those who did it."""
_NOT_SO = re.compile(
    r"(?:\b|(?=n['’]t))(?:not|n['’]t|never|no|without|nobody|if|could|would|should|might|may|wrongly|mistakenly|accidentally|inadvertently|"
    r"by mistake|in error|had|when|because|after|had been)(?: \w+){0,2} $",
    re.IGNORECASE,
)


_ANY = Trigger(_PASSIVE, _ACTIVE)


_PASSIVELY = re.compile(r"\b(?:was|were|been|being|is|are|be) (?:\w+ly )?$")
"""What was switched on in between did not switch anything on."""


def find_mendings(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of one sentence that tell a deed done to a part of the machinery."""
    if not _ANY.near(text):
        return
    for match in _PASSIVE.finditer(text):
        if _NOT_SO.search(text, 0, match.start()):
            continue
        subject = subject_before(text, match.start())
        if subject is not None and _is_thing(subject[0]):
            yield subject[1], match.end()
    for match in _ACTIVE.finditer(text):
        if (
            _NOT_SO.search(text, 0, match.start())
            or _PASSIVELY.search(text, 0, match.start())
            or not _is_thing(match["np"])
        ):
            continue
        subject = subject_before(text, match.start())
        if subject is None or not _OTHERS.search(subject[0]):
            yield match.start(), match.end()


def _is_thing(phrase: str) -> bool:
    """Whether the last words of a noun phrase name a part, a program or a change."""
    stems = [stem_of(word) for _, word in list_words(phrase)]
    return any(not _THINGS.isdisjoint(SORTS.get(stem, ())) for stem in stems[-3:])
