"""A sentence -> the noun phrases in it that can be a cause, with their places. Pure.

A head noun is looked for, then its modifiers to the left ("a faulty software update") and one prepositional phrase to
the right ("to its core routers"); what kind of cause it is decides causes.py.
"""

import re
from dataclasses import dataclass

from newsagg.detect.causes import read_causes
from newsagg.detect.claimtypes.causeheads import EVENT, find_heads
from newsagg.detect.wordpatterns import compile_words
from newsagg.vocabulary import CauseCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseNoun:
    """A noun phrase that can be a cause; offsets count code points of the sentence."""

    start: int
    end: int
    words: str
    categories: tuple[CauseCategory, ...]
    bare: bool = False
    """A single everyday word ("updates", "power"): a cause only beside the plainest cues."""


_FOREIGN = frozenset({"de", "fr", "es", "pt"})
_LEFT = re.compile(r"(?<![\w’'-])(?:[\w’'&./-]+[ ]|[\"“‘'](?=[\w])|[a-z-]+,[ ](?=[a-z-]+[ ])){0,5}$")
_LEFT_STOP = re.compile(
    r"^(?:that|which|who|by|to|of|with|from|after|following|and|or|but|as|is|was|were|are|be|been|being|"
    r"has|had|have|due|because|on|in|at|for|it|this|these|those|said|says|say|not|no|any|"
    r"rather|than|caused|causing|into|during|amid|while|when|if|so|suffered|experienced|identified|found|"
    r"described|reported|confirmed|blamed|blames|under|saw|did|does|will|would|could|may|might|"
    r"there|here|out|up|down|off|also|just|only|than|about|until|before|since|over|through|via|result|"
    r"results|latest|victim|hit|like|what|calls|called|call|fixed|fixing|fixes|investigating|investigate|"
    r"continue|continues|replace|replacing|apparently|inspired|war|waren|ist|sind|sei|seien|der|des|von|"
    r"vom|beim|durch|hat|haben|est|sont|une?|que|por|par|fue|é|foi|observed|made|make|makes|believe|"
    r"suspect|think|"
    r"neither|nor|nothing|know|see|denied|denies|deny|excluded|excludes|dismissed|dismisses|rejected|rejects|"
    r"refuted|discounted|ruled|admitted|reports|discloses|disclosed|reveals|revealed|confirms|claims|"
    r"claimed|including|fix|resolve|"
    r"ausgeschlossen|schließt|schloss|"
    r"find|"
    r"numerous|point|sure|downloading|link|"
    r"patched|found|discovered|"
    r"detected|put|suffers|experiencing|experiences|suffering|"
    r"returning|means|where|if|getting|seeking|providing|provide|faces|facing|then|now|we|you|they|he|"
    r"she|our)$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?:[\"”’'](?= ))? (?:in|at|of|with|on|to|for|within|inside|across|behind|between|affecting|involving|from|against|impacting|"
    r"du|des|de|dans|del|en|do|da|dos|no|na|im|bei|der|des)\s"
    r"(?:(?:the|a|an|its|their|our|one|some|his|several|la|le|les|el|los|seu|sua|seus|une?|una?|uma?|o|os|as|"
    r"einem|einer|seiner|ihrer) )?"
    r"(?P<words>(?:[\w’'&.-]+ ){0,5}[\w’'&-]+)(?=[\s.,;:!?)\"”’]|$)",
    re.IGNORECASE,
)
_RIGHT_CUT = re.compile(
    r"\s(?:that|which|who|and|or|was|were|is|are|has|have|had|be|been|did|does|do|will|would|can|may|"
    r"could|might|should|"
    r"\w*caus\w+|led|left|while|on|at|in|of|to|for|with|from|by|into|inside|via|over|said|says|this|last|"
    r"early|late|before|"
    r"after|during|amid|following|when|knock\w*|took|takes?|tak\w+|as|leading|hit|hits|broke|breaks|"
    r"brought|made|makes|"
    r"cut|kept|let|shut|sent|put|went|set|so|then|than|not|"
    r"(?!distributed|failed|expired|shared|corrupted|damaged|misconfigured|unexpected|automated|related|"
    r"managed|"
    r"dedicated|limited|hosted|based|advanced|integrated|united|unified|embedded|[\w]*(?:feed|speed|need|"
    r"seed)\b)\w+ed|"
    r"crash\w*|trigger\w*|disrupt\w*|affect\w*|impact\w*|"
    r"a|avait|aurait|había|habría|tinha|teria|hatte\w*|wird|werden|[\wç]{3,}(?:ó|ou|aram|aron)|hat|haben|"
    r"wurde\w*|war|waren|ist|sind|legt\w*|die|am|ont|est|sont|était|ha|han|fue|foi|que|"
    r"qui)(?![\w’'-])",
    re.IGNORECASE,
)
_RIGHT_START = re.compile(
    r"(?:that|which|this|last|early|late|when|what|it|them|him|her|us|you|me|be|least|all|once|first|"
    r"hours|minutes|days|weeks|some|more|about|nearly|two|three|four|five|six|several|many|"
    r"midnight|noon|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|September|"
    r"October|"
    r"November|December|\d)(?:day)?\b",
)
"""What stands behind a preposition that begins no part of the cause: a time, a clause."""
_DETERMINER = re.compile(
    r"^(?:an?|the|its|their|our|some|this|one|la|le|un|une|el|una|ein|eine|um|uma)$", re.IGNORECASE
)


_BARE = compile_words(
    r"^[\"“‘']?(?:(?:an?|the|its|our|their|any|another|further|next|more|this|that|provide|providing|"
    r"issued?|frequent|status|latest|new|own|his|to|as|each|regular|subsequent|earlier|follow-up|my|your) )*"
    r"(?:updates?|upgrades?|patch(?:es)?|maintenance|migrations?|errors?|changes?|construction(?: works?)?|"
    r"quotas?|"
    r"rate limit\w*|(?:\w+ )?(?:providers?|suppliers?|vendors?|partners?|contractors?)|load|space|orders?|"
    r"faults?|failures?|malfunctions?|crash(?:es)?|breakdowns?|security|clock|bots?|tools?|agents?)"
    r"(?: (?:in|at|of|to|on|with|for|from) [\w’' -]{2,50}| is| and)?$|"
    r"^(?:Updates?|Hardware|Datenbank\w*|Glasfaser\w*|Kühl\w*|Strom\w*versorgung|Andrang|Nachfrage|"
    r"mises? à jour|"
    r"climatisation|refroidissement|fibre(?: optique)?|bases? de données|prestataires?|fournisseurs?|"
    r"refrigeración|bases? de datos|fibra óptica|proveedor(?:es)?|terceros|obras|actualizaci\w+|"
    r"bancos? de dados|fornecedor(?:es)?|terceiros|atualizaç\w+)$",
    re.IGNORECASE,
)
"""A word of everyday news, or a mere part: a cause only beside the plainest cues."""
_ADJECTIVE = re.compile(
    r"^(?:grande?|gran|grave|grosse|nouvelle|récente?|simple|importante?|mauvaise|vaste|nueva|reciente|"
    r"fuerte|nov[ao]|"
    r"forte|enorme|possível|posible|éventuelle|massive|supuest[ao]|suspeita|présumée|toute?|"
    r"(?!keine|eine|seine|ihre|meine|diese|jede|welche|ohne|nahe|sonde|heute|gestern|habe|hatte|wurde|werde|"
    r"sei|"
    r"gebe|gehe|solle|könne)[a-zäöüß]+(?:e|er|es|en|em))$"
)
"""What may stand before a head in the four other languages; verbs and articles end the phrase."""


_NEWS = re.compile(
    r"\b(?:surges?|spikes?|influx|floods?|rush|increase|rise|jump) (?:in|of) (?:\w+ )*(?:outages?|reports?|"
    r"complaints?|issues|"
    r"problems|tweets|posts|searches|errors|messages|mentions|tickets)\b",
    re.IGNORECASE,
)
"""How an outage showed, no cause of it."""


def find_cause_nouns(text: str, language: str = "en") -> list[CauseNoun]:
    """Return the noun phrases of one sentence that name a kind of cause, in reading order."""
    heads = find_heads(language)
    out: list[CauseNoun] = []
    for head in heads.finditer(text):
        if out and head.start() < out[-1].end:
            continue
        start = _walk_left(text, head.start(), foreign=language in _FOREIGN)
        while start < head.start() and text[start] in "\"“‘'«":
            start += 1
        if out and start < out[-1].end:
            # "maintenance update" takes the place of "maintenance"; a noun of its own begins at its head
            if start <= out[-1].start:
                out.pop()
            else:
                start = max(head.start(), out[-1].end)
        end = _walk_right(text, head.end())
        words = text[start:end].rstrip()
        if _NEWS.search(words):
            continue
        reading = read_causes(words, language)
        if reading.categories and reading.categories != (CauseCategory.UNDISCLOSED,):
            bare = _BARE.search_piece(words) is not None or (
                language not in _FOREIGN and EVENT.search(text, start, start + len(words)) is None
            )
            out.append(
                CauseNoun(
                    start=start,
                    end=start + len(words),
                    words=words,
                    categories=reading.categories,
                    bare=bare,
                )
            )
    return out


def _walk_left(text: str, start: int, *, foreign: bool) -> int:
    """Return where the modifiers begin that stand before a head."""
    left = _LEFT.search(text[max(0, start - 60) : start])
    if left is None or not left[0]:
        return start
    words = left[0].split(" ")[:-1]
    while words:
        word = words[-1].strip("\"“‘',")
        if _LEFT_STOP.match(word) or (foreign and not _ADJECTIVE.match(word)):
            break
        start -= len(words[-1]) + 1
        if _DETERMINER.match(words.pop().strip("\"“‘'")):
            break
    return start


def _walk_right(text: str, end: int) -> int:
    """Return where the prepositional phrases end that stand behind a head: "to its core routers"."""
    for _ in range(2):
        right = _RIGHT.match(text, end)
        if right is None or _RIGHT_START.match(right["words"]):
            break
        cut = _RIGHT_CUT.search(f" {right['words']}")
        kept = (cut.start() if cut else len(right["words"]) + 1) - 1
        if kept < 1:
            break
        end = right.start("words") + kept
    return end
