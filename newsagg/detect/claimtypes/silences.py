"""A sentence -> drafts that say that no cause is given: not disclosed, still sought, not known. Pure.

The category is "undisclosed" only when one who would know spoke and gave none: silence is no claim.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.passages import Sentence
from newsagg.detect.wordpatterns import Trigger, compile_words
from newsagg.model import Speaker, Value
from newsagg.vocabulary import CauseCategory, ClaimType, SpeakerRole, Stance

_SILENT = compile_words(
    r"(?<![\w-])(?:(?:has|have|had|did|does|do)(?: not|n['’]t)(?: yet)?(?: publicly| immediately|"
    r" officially| yet)?|(?:has|have) yet to|declin(?:ed|es|ing) to|refus(?:ed|es) to|was unable to|"
    r"were unable to|could not|couldn['’]t|would not|without|"
    r"offered no|gave no|provided no|failed to|fails to|no)\s(?:publicly |officially |immediately |directly )?"
    r"(?:disclos(?:ed?|ing)|sa(?:y|id)|explain(?:ed|ing)?|shar(?:ed?|ing)|provid(?:ed?|ing)|give|given|"
    r"giving|reveal(?:ed|ing)?|specif(?:y|ied|ying)|confirm(?:ed|ing)?|clarif(?:y|ied)|detail(?:ed|s)?|"
    r"comment(?:ed)?|elaborate[d]?|identif(?:y|ied)|address(?:ed)?|determined?|attribut(?:ed?)|word|"
    r"explanation|reason|respond(?:ed)?|release[d]?|offer(?:ed)?)\b[^.;]{0,70}?"
    r"\b(?:caus(?:e[sd]?|ing)|reasons?|why|what (?:had |has )?(?:the (?:\w+ ){0,2}(?:issue|problem|fault|error|failure|trouble) (?:was|were|is)|happened|(?:went|gone|was) wrong|led|"
    r"triggered|prompted|"
    r"was behind)|explanation|behind the|origin|source of the|root)\b",
    re.IGNORECASE,
)
_NO_ANSWER = compile_words(
    r"\b(?:no (?:ha |han |había )?(?:explic(?:ó|ado|aron)|dio|dado|detall(?:ó|ado)|revel(?:ó|ado)|"
    r"precis(?:ó|ado)) (?:\w+ ){0,4}?(?:causas?|"
    r"motivos?|origen|razones)|não (?:explicou|informou|revelou|detalhou|"
    r"divulgou) (?:\w+ ){0,4}?(?:causas?|motivos?|origem)|"
    r"n['’](?:a|ont) pas (?:expliqué|précisé|donné|révélé|"
    r"indiqué) (?:[\w’']+ ){0,4}?(?:l['’])?(?:causes?|origine|"
    r"raisons?)|"
    r"(?:nannten?|machten?|gab(?:en)?) (?:\w+ ){0,3}?keine? (?:\w+ ){0,4}?(?:Gründe|Grund|Ursachen?))\b|"
    r"\b(?:did not|didn['’]t|declined to|refused to) (?:address|answer|respond to|"
    r"comment on) (?:any of )?(?:the|our|these|those|specific|further)? ?(?:questions?|quer(?:y|ies))\b",
    re.IGNORECASE,
)
_SEEKING = compile_words(
    r"\b(?:investigat\w+|identify|identifying|determin\w+|find(?:ing)?(?: out)?|look(?:ing|ed)? (?:in|"
    r")to|establish\w*|understand\w*|analy[sz]\w+|search\w* for|probing|working out|verifying|"
    r"pinpoint\w*|studying|ascertain)\s(?:what (?:was |is |exactly )?(?:caus(?:ed|ing)|led|triggered)|"
    r"(?:the |a )?(?:\w+ )?(?:root |underlying |exact |precise |potential |possible )?(?:causes?|"
    r"reasons?|source) (?:of|behind|for)|the (?:root |underlying |exact )?(?:causes?|reason)\b|why\b)",
    re.IGNORECASE,
)
_UNCLEAR = compile_words(
    r"\b(?:(?:it(?:['’]s| is| was| remains)?|is|was|remains|are|that['’]s)\s(?:still |currently |yet |"
    r"not immediately |as yet |immediately )*(?:not (?:yet |immediately |entirely |currently )?(?:clear|"
    r"known)|unclear|unknown)|(?:cause|reason|origin)[^.;]{0,60}?(?:is|was|remains?|"
    r"are)\s(?:\w+ )?(?:unknown|unclear|not (?:yet )?(?:known|clear|been (?:disclosed|determined|"
    r"identified)))|"
    r"(?:cause|reason|origin)[^.;]{0,60}?(?:is|was|has)(?: still| currently)? (?:not|n['’]t) (?:yet )?(?:been )?(?:determined|established|identified|found)|"
    r"(?:root |underlying |exact )?(?:cause|reason)s?\b[^.;,]{0,40}? (?:is|was|are|were) (?:still |currently |now )?(?:being (?:investigated|looked into|sought|examined|"
    r"determined|established)|under (?:investigation|review))|"
    r"with the (?:exact |root )?(?:cause|reason)[^.;,]{0,40}? (?:currently |still |as yet |so far )?(?:unclear|unknown)|unklar|no está claro|no se sabe|não está claro|on ignore|"
    r"n['’]est pas (?:encore )?connue?)\b(?:(?!\bbut\b)[^.;]){0,50}",
    re.IGNORECASE,
)  # fmt: skip
_KEPT = compile_words(
    r"\b(?:(?:did not|didn['’]t|would not|won['’]t|declin(?:ed|es) to|refus(?:ed|es) to|failed to) (?:name|give|offer|state|cite) (?:an?|any|the) "
    r"(?:\w+ )?(?:reason|cause|explanation)|(?:too (?:soon|early)|unable|not able|not ready|not in a position) to (?:say|tell|explain|speculate|comment)\b"
    r"[^.;]{0,60}?\b(?:what|why|how|cause|reason|behind)|(?:still )?(?:piecing together|working out|trying to (?:work out|understand|learn|figure out)|"
    r"gathering (?:data|evidence|logs)|collecting (?:\w+ )?data)\b[^.;]{0,120}?\b(?:what|why|how|cause|reason)|(?:nothing|little|no word|not a word|no details?|"
    r"no more)\b[^.;]{0,50}?\b(?:from|available|said|to share|to add|given|known)\b[^.;]{0,50}?\b(?:what (?:set|caused|led|triggered|happened|went)|why|cause|reason|"
    r"how (?:the |it |they )(?:\w+ )?(?:got|gained|happened|broke|began))|(?:not|n['’]t) (?:entirely |quite |yet |exactly |completely )?(?:sure|certain) (?:exactly )?(?:what|why)\b|"
    r"(?:still )?working through what (?:the|went|happened|caused)\b|until [^.;]{0,40}?root[- ]cause analysis[^.;]{0,60}?(?:can(?:not|['’]t)|unable)|(?:has|have)(?: not|n['’]t) been (?:told|given|informed)[^.;]{0,30}\b(?:what|why|cause|reason)|"
    r"without (?:reporting|giving|naming|stating|a word on|specifying) (?:an?|the|its|any) (?:\w+ )?(?:cause|reason|explanation)|"
    r"(?:do not|don['’]t|does not|doesn['’]t|did not|didn['’]t) (?:yet )?know (?:yet )?(?:why|what (?:caused|happened|went|set)|who|the (?:cause|reason))|"
    r"(?:(?:has|have|had|did|does|do|would|could|will)(?: not|n['’]t)(?: yet)?|(?:has|have) yet to|declin(?:ed|es) to|refus(?:ed|es) to|fail(?:ed|s) to|without) (?:\w+ly )?"
    r"(?:explain(?:ed|ing)? (?:what|why|how|(?:the|its|this) (?:\w+ ){0,2}?(?:fault|failure|error|outage|glitch|problem|issue|disruption|incident|crash|cause|reason))\b|(?:elaborat(?:e|ed|ing)|speculat(?:e|ed|ing)) (?:on|about) (?:the|what|why|how|its|possible|potential)\b|"
    r"(?:sa(?:y|id|ying)|tell|told|disclosed?|reveal(?:ed|ing)?|specif(?:y|ied)) (?:\w+ )?what (?!time|customers|users|will|would|it will|it would|compensation)[^.;,]{2,60}|"
    r"(?:giv(?:e|en|ing)|provid(?:e|ed|ing)|offer(?:ed|ing)?|shar(?:e|ed|ing)|releas(?:e|ed|ing)|disclos(?:e|ed|ing)) (?:any |an? |the |its |further |more |additional |specific |other )*"
    r"(?:(?:reasons?|cause|explanation)|(?:details?|information|specifics)\b[^.;,]{0,12}? (?:of|on|about|regarding|as to) (?:the |an? |its |what |how |why )(?:\w+ ){0,3}?(?:nature|cause|error|fault|failure|glitch|problem|issue|outage|bug|went|happened|happen|caused|led)))|"
    r"(?:cause|reason|origin|source)s?\b[^.;,]{0,50}? (?:has|have|had|was|were|is|are|may|might|will)(?: not|n['’]t) (?:yet )?(?:been |be )?(?:made public|made known|released|disclosed|revealed|announced|confirmed|published|shared|given|stated|provided|known|explained)|"
    r"no (?:explanation|reason|cause) (?:was|has been|is|had been) (?:given|offered|provided|named|found|published))\b",
    re.IGNORECASE,
)
"""Who was asked and gave no cause, in freer words."""
_OTHERS_DUTY = re.compile(
    r"\b(?:instruct\w*|expects?|should|must|urg\w+|order\w*|call\w* on|demand\w*|asked|want\w*|"
    r"required?) [^.;]{0,40}$",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:still|continu\w+|not yet|yet to|remains?|trying to|noch|weiterhin|toujours|encore|aún|todavía|"
    r"sigue\w*|ainda|continua\w*)\b",
    re.IGNORECASE,
)
"""Whoever still looks for a cause says that he does not know it; who looks into an outage says only that he works."""
_CAUSE_WORD = re.compile(
    r"\b(?:caus\w+|why|what (?:led|happened|triggered|was behind|went wrong)|who (?:might be|is|"
    r"was) behind|reasons?|origin|behind|Ursache|Grund|cause|causa)\b",
    re.IGNORECASE,
)


_ANY = Trigger(_SILENT, _NO_ANSWER, _KEPT, _SEEKING, _UNCLEAR)


def propose_silences(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """Yield at most one claim that no cause is given, from one sentence."""
    text = sentence.text
    if not _ANY.near(text):
        return
    match = _SILENT.search(text) or _NO_ANSWER.search(text) or _KEPT.search(text)
    if match is not None:
        speaker = reading.hearing.actor_at(sentence, sentence.start + match.start())
        if speaker is None or _knows(speaker):
            yield _unknown(
                reading, sentence, match, "cause not disclosed", speaker=speaker, known_by_asked=True
            )
            return
    match = _SEEKING.search(text)
    if (
        match is not None
        and _STILL.search(text, max(0, match.start() - 60), match.end())
        and not _OTHERS_DUTY.search(text[: match.start()])
    ):
        speaker = reading.hearing.actor_at(sentence, sentence.start + match.start())
        if speaker is None:
            speaker = _doer(reading, sentence)
        yield _unknown(
            reading,
            sentence,
            match,
            "cause not yet known: being investigated",
            speaker=speaker,
            known_by_asked=False,
        )
        return
    match = _UNCLEAR.search(text)
    if match is not None and _CAUSE_WORD.search(match[0]):
        yield _unknown(reading, sentence, match, "cause not known", speaker=None, known_by_asked=False)


def _doer(reading: Reading, sentence: Sentence) -> Speaker | None:
    names = [m for m in reading.mentions_in(sentence.start, sentence.end) if reading.lexicon.can_fail(m.slug)]
    return reading.hearing.cast.resolve(names[0].surface, names[0].start) if names else None


def _knows(speaker: Speaker) -> bool:
    return speaker.role not in (SpeakerRole.USER_REPORTS, SpeakerRole.TRACKER, SpeakerRole.OUTLET)


def _unknown(
    reading: Reading,
    sentence: Sentence,
    match: re.Match[str],
    text: str,
    *,
    speaker: Speaker | None,
    known_by_asked: bool,
) -> Draft:
    """Make the claim that no cause is given; category "undisclosed" only when one who would know gave "
    "none."""
    key = (sentence.start + match.start(), sentence.start + match.end())
    categories = (CauseCategory.UNDISCLOSED,) if known_by_asked or speaker is not None else ()
    value = Value(text=text, words=match[0], categories=categories)
    return reading.draft(sentence, ClaimType.CAUSE, value, key, speaker=speaker, stance=Stance.ASSERTED)
