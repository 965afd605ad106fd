"""A Reading -> drafts of cause claims: named, denied, and asked for without an answer. Pure.

    effect, caused by CAUSE          "... was due to a bad router configuration"
    CAUSE caused effect              "a faulty update knocked out the app"
    speaker blamed CAUSE             "the bank blamed its access servers"
    hit by CAUSE                     "has been targeted by a denial-of-service attack"
    not CAUSE                        "it was not a cyberattack", "ruled out", "no evidence of", "rather than"
    nobody says                      "has not said what caused the outage"

Weak cues ("after", "following", "amid", "suffered") count only before words that can be a cause (causes.py).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from newsagg.detect.causes import is_cause_phrase
from newsagg.detect.claimtypes.causenouns import find_cause_nouns
from newsagg.detect.claimtypes.reading import Draft, Reading, list_stems
from newsagg.detect.claimtypes.silences import propose_silences
from newsagg.detect.passages import Sentence
from newsagg.detect.values import cause_value
from newsagg.model import Value
from newsagg.vocabulary import CauseCategory, ClaimType, Stance

_STRONG = re.compile(
    r"(?<![\w-])(?:identified (?:an?|the) (?:problem|issue|fault|error)s? (?:with|in|at|affecting)|"
    r"(?:(?:was|were|is|are|been|being|be)\s(?:[\w-]+\s){0,2})?caused by|(?:largely |"
    r"partly |mainly |primarily |possibly |likely )?due to|"
    r"because of|owing to|as a result of|(?:is|was|are|were) the (?:direct )?result of|result(?:s|ed|"
    r"ing) (?:directly )?from|stem(?:s|med|ming) from|"
    r"attribut(?:ed|es|ing) (?:[^.;]{0,70}? )?to|blam(?:ed|es|ing) (?:[^.;,]{0,60}? )?on|pin(?:ned|s|"
    r"ning) (?:[^.;,]{0,40}? )?on|"
    r"thanks to|triggered by|prompted by|brought on by|sparked by|set off by|originat(?:ed|es|"
    r"ing) (?:from|in|with)|link(?:ed|s) to|tied to|"
    r"trac(?:ed|es|ing) (?:[^.;,]{0,40}? )?(?:back )?to|(?:was|were|is|came) down to|rooted in|"
    r"arose from|aris(?:es|ing) from|"
    r"(?:root |underlying |main |likely |probable |exact )?cause (?:of (?:the|this|its|our|today's|"
    r"yesterday's) [\w’' -]{2,50}? )?(?:was|is|were|appears to be|seems to be)(?! (?:not |still |yet |"
    r"being |un))|"
    r"reason (?:for (?:the|this|its) [\w’' -]{2,40}? )?(?:was|is)(?! (?:not |still |un))|culprit (?:was|"
    r"is|appears to be)|"
    r"(?:wegen|aufgrund|infolge|verursacht durch|ausgelöst durch|zurückzuführen auf|Grund (?:dafür |"
    r"für [\w ]{2,40} )?(?:war|ist|sei)|Ursache (?:dafür |für [\w ]{2,40} )?(?:war|ist|sei|waren))|"
    r"(?:à cause d[eu]s?|en raison d[eu]s?|dû à|due à|dus? à|causée? par|provoquée? par|liée? à|suite à|"
    r"à la suite d[eu]s?)|"
    r"(?:debido a|a causa de|causad[oa]s? por|provocad[oa]s? por|ocasionad[oa]s? por|se debió a|"
    r"se debe a|por culpa de|tras)|"
    r"(?:devido [aà]o?s?|por causa d[eoa]s?|causad[oa]s? por|provocad[oa]s? por|em razão d[eoa]s?|"
    r"em função d[eoa]s?))\s+",
    re.IGNORECASE,
)  # fmt: skip
_BLAMES = re.compile(
    r"(?<![\w-])(?:blam(?:ed|es|ing)|pointed (?:the finger )?(?:to|at)|point(?:s|ing) (?:to|at)|cit(?:ed|"
    r"es|ing)|macht|gab|responsabili[sz]ó a|culpó a|attribue à)\s+"
    r"(?=(?:an?|the|its|their|what|recent|some|faulty|bad|\w+ly|[\"“‘']|[a-z]))"
)
_WEAK = re.compile(
    r"(?<![\w-])(?:after|following|amid|in the wake of|hit (?:by|with)|struck by|suffer(?:ed|s|"
    r"ing)(?: from)?|experienc(?:ed|es|ing)|"
    r"target(?:ed)? (?:by|with|of)|victim (?:of|to)|fell victim to|under|battl(?:ed|es|ing)|"
    r"subject(?:ed)? to|fend(?:ed|ing) off|overwhelmed by|"
    r"identified|found|discovered|fixed|fix|detected|determined that|dealing (?:with|from)|when|"
    r"relat(?:ed|es|ing) to|lies with|lay with|down to|"
    r"confirmed|describing|calling (?:the \w+|it)|calls|called (?:the \w+|it)|aware of|there (?:was|were|"
    r"is)|there (?:has|had) been|identifi(?:ed|es)|nature of|"
    r"problems? (?:with|in|at)|issues? (?:with|in|at)|fault (?:with|in|at)|trouble (?:with|on|at|in)|"
    r"result of|cause:?|reveals?|revealed|announced|mitigate|admits|admitted|"
    r"nach|wegen|après|tras|após|amid|suite à|attempt(?:ing|ed)? to (?:mitigate|stop|fight))\s+[\"“‘']?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<![\w-])(?:(?:that |which |who )?(?:has |have |had |also |reportedly |apparently |allegedly |"
    r"likely |may have |might have |could have |appears to have |"
    r"seems to have |inadvertently |accidentally |mistakenly |unexpectedly |is |was |were |are )*"
    r"(?:caused|causes|causing|cause|triggered|triggering|triggers|led to|leads to|leading to|"
    r"resulted in|resulting in|knock(?:s|ed|ing) [^.;,]{0,30}?(?:out|off|offline)|"
    r"took (?:down|out|[^.;,]{0,40}?(?:down|offline|out))|tak(?:es|ing) (?:down|out|[^.;,]{0,40}?(?:down|"
    r"offline))|br(?:ings?|ought|inging) (?:down|[^.;,]{0,40}?(?:down|offline))|"
    r"crashed|crash(?:es|ing)|disrupted|disrupts|disrupting|blocked|responsible for|the (?:root |"
    r"underlying )?(?:cause|source|root) of|to blame(?: for)?|behind|"
    r"prevent(?:ed|s|ing)|broke|breaks|overwhelmed|prompted|impact(?:ed|s|ing)|affect(?:ed|s|ing)|downed|"
    r"blamed|interrupted|at fault|the culprit|"
    r"verursachte|verursacht|führte zu|legte|legt|löste|provoqu(?:é|e|ait)|a causé|causó|provocó|causou|"
    r"provocou|derrubou))(?![\w-])",
)
_STOP = re.compile(
    r"[.;:,()\n]|\s[–—-]\s|\s(?:which|but|while|whereas|according|said|says|before|when|until|as of|"
    r"although|though|and (?:that|the|it|they|is|was|has|will|not|had|said|we|are|were|now|expects?|to)|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:late|early) (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|"
    r"Satur|Sun)day|rather than|instead of|as (?:the|it|we|users)|und|que|aber)\b|[”\"»](?=[\s.,]|$)"
)
_NOT_A_CAUSE = re.compile(
    r"^(?:(?:the|this|that|these|an?|its|their|our|some|any|many|several|multiple|ongoing|major|"
    r"widespread|massive|global|recent|today['’]s|network|service|system|internet|partial|brief) )*"
    r"(?:outages?|issues?|problems?|disruptions?|incidents?|it|this|that|these|them|users?|customers?|"
    r"people|high call volumes?|errors?|slowness|inconvenience|downtime|situation|event|interruptions?|"
    r"delays?|services?|"
    r"impact|platform|app|site|website|us|you|which|being|having|time|the company)\b(?! (?:with|in|at|of|"
    r"to|on|update|failure))",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno|\bnor|\bwithout|\brather than|\binstead of|\bruled? out|\brul(?:es|"
    r"ing) out|\bden(?:ied|ies|ying)|\bnon|\bnicht|\bkeine?n?|\bpas|\baucune?|\bsin|\bnão|\bnenhum)"
    r"(?:\s+(?:been|be|a|an|any|the|result|of|caused|due|related|linked|connected|attributed|to|by|"
    r"believe|think|it|was|is|were|are|that|this|outage|incident|appear|appears|seem|evidence|"
    r"indications?|signs?|"
    r"indicate|suggest|suggestion|because|as|ongoing|from|at|this|time|point|currently|in|with|issue|"
    r"possibility|have|has|had|reason|caused|kind|sort|form|type|d['’]une?|un|una|uma|ein|einen|"
    r"eine[rs]?|auf|Hinweise|indication|de|evidencia|evidência)\b){0,9}"
    r"[\s\"“‘']+(?:(?:malicious|hostile|external|security|targeted|further|other|our|kind of|internal|"
    r"suspected|possible|deliberate|foreign)\s+)*$",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"(?<![\w-])(?:rul(?:ed|es|ing) out|den(?:ied|ies)|dismiss(?:ed|es)|rejected|(?:has|have|had|"
    r"did)(?: not|n['’]t) (?:attributed?|linked?|blamed?|found|seen)|(?:found|sees|saw|has|have) no)(?![\w-])"
)
_ASKS = re.compile(
    r"\b(?:asked|asks|wonder\w*|question\w*) (?:[\w’']+ ){0,4}?(?:if|whether)\b|"
    r"\bwhether\b[^.;]{0,60}\b(?:cyber|attack|caused)",
    re.IGNORECASE,
)
_EFFECT_OF = re.compile(
    r"\b(?:leading to|led to|caus(?:ed|ing|es)|result(?:ed|ing) in|that['’]s caused)\s(?:an? |the |some |"
    r"multiple |its )?[\"“‘']?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_OF_OUTAGE = re.compile(
    r"\b(?:outages?|incident|down|unavailable|degrad\w+|disrupt\w+|users|customers|"
    r"errors|unreachable)\b",
    re.IGNORECASE,
)
_SPECIFIC = re.compile(
    r"\b(?:servers?|routers?|databases?|dns|certificates?|configur\w+|code|updates?|switch(?:es)?|power|"
    r"cooling|authenti\w+|access control|storage|fib(?:er|re)|cables?|load balanc\w+|firewall|cache|api|"
    r"hardware|core network|third[- ]party|vendor|supplier|internal systems?)\b",
    re.IGNORECASE,
)
_DISBELIEF = re.compile(
    r"(?:\b(?:do|does|did|is|are|was|were)(?:n['’]t| not)|\bno longer) (?:\w+ )?(?:believed?|think|"
    r"suspect(?:ed)?|thought|appear|seem|"
    r"look|considered)\b[^.;]{0,150}$|\bno (?:evidence|indications?|signs?|reason|"
    r"suggestion)\b[^.;,]{0,110}$|\bunlikely\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_ONLY_TROUBLE = re.compile(
    r"^[\"“‘']?(?:(?:an?|the|its|some|these|those|those|major|ongoing|complete|widespread|massive|"
    r"multiple|network['’]s|service|platform|experiencing|suffering|of|having|facing|"
    r"few) )*(?:(?:network|connectivity|service|system|systems|technical|connection|internet|server|"
    r"website|app|login|data|platform|IT) )?"
    r"(?:issues?|problems?|outages?|glitch(?:es)?|errors?|difficulties)(?: (?:with|in|at|on|"
    r"of) [\w’' -]{2,40})?$",
    re.IGNORECASE,
)
_NOT_REASON = re.compile(
    r"^(?:the |its |an? )?(?:cet incident|measures|number of (?:customers|people|users)|fact|popularity|"
    r"way|nature|"
    r"steps|fix|lack of (?:information|updates|communication))\b|\bwe have implemented\b|\bitself is down\b",
    re.IGNORECASE,
)
_STRONG_STEMS = list_stems(
    "caus, due, because, owing, result, stem, attribu, blam, point, cit, pin, thanks to, trigger, "
    "prompt, brought on, spark, set off, "
    "originat, link, tied, trac, down to, root, arose, aris, reason, culprit, identified, wegen, "
    "aufgrund, infolge, grund, ursache, "
    "zurückzu, raison, dû, dus, provoqu, provoc, suite, liée, debido, ocasion, debe, debió, culp, tras, "
    "devido, função, macht, gab, respons, razão"
)
_LONGEST_CAUSE = 130


def propose_causes(reading: Reading) -> Iterator[Draft]:
    """Yield the cause claims of an article, denials and the lack of an answer included."""
    for sentence in reading.sentences():
        taken: list[tuple[int, int]] = []
        named: set[tuple[object, ...]] = set()
        for draft in _propose_in(reading, sentence):
            low, high = draft.key
            kind = (draft.value.slug, draft.value.categories, draft.stance) if draft.value.slug else ()
            if any(low < b and a < high for a, b in taken) or (kind and kind in named):
                continue
            taken.append(draft.key)
            named.add(kind)
            yield draft


def _propose_in(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    lower = text.lower()
    yield from propose_silences(reading, sentence, lower)
    if any(stem in lower for stem in _STRONG_STEMS):
        for match in _STRONG.finditer(text):
            yield from _named(reading, sentence, match.start(), match.end(), strong=True)
        for match in _BLAMES.finditer(text):
            yield from _named(reading, sentence, match.start(), match.end(), strong=False)
    if _ASKS.search(text):
        return
    for cause in find_cause_nouns(text, reading.article.language):
        before = text[max(0, cause.start - 110) : cause.start]
        if _NEGATED.search(before) or _DISBELIEF.search(text[: cause.start]):
            yield _denied(reading, sentence, cause.start, cause.end)
            continue
        after = text[cause.end : cause.end + 60]
        if _EFFECT_OF.search(before) or (
            _ONLY_TROUBLE.match(cause.words) and not _SPECIFIC.search(cause.words)
        ):
            continue
        effect = _BEFORE.match(after.lstrip(" \"”’'),")) or _BEFORE.search(after[:45])
        if effect is not None:
            yield _asserted(
                reading, sentence, cause.start, cause.end, whole_end=min(len(text), cause.end + 70)
            )
            continue
        cue = max(_WEAK.finditer(before), key=lambda m: m.end(), default=None)
        if (
            cue is not None
            and not cause.bare
            and len(before) - cue.end() < 45
            and not re.search(r"[.;]\s", before[cue.end() :])
        ):
            yield _asserted(reading, sentence, cause.start, cause.end)


def _named(reading: Reading, sentence: Sentence, cue: int, start: int, *, strong: bool) -> Iterator[Draft]:
    text = sentence.text
    while start < len(text) and text[start] in " \"“‘'«":
        start += 1
    limit = min(len(text), start + _LONGEST_CAUSE)
    stop = _STOP.search(text, start + 1, limit)
    end = stop.start() if stop else limit
    if stop is None and limit < len(text):
        end = text.rfind(" ", start, limit)
    words = text[start:end].rstrip(" \"”’'»")
    if len(words) < 4 or _NOT_A_CAUSE.match(words) or _NOT_REASON.search(words):
        return
    if re.match(
        r"(?:that|this|it|them|him|her|us|him|those|unknown|unspecified)\b", words, re.IGNORECASE
    ) and not is_cause_phrase(words, reading.article.language):
        return
    if not strong and not is_cause_phrase(words, reading.article.language):
        return
    before = text[max(0, cue - 60) : cue]
    if _DISBELIEF.search(text[:cue]) or (
        re.search(r"\b(?:not|never)\b|n['’]t\b", text[cue:start])
        or re.search(r"(?:\bnot|n['’]t|\bno longer|\bnever)\s(?:\w+\s){0,2}$", before)
        or re.match(r"not ", words)
    ):
        yield _denied(reading, sentence, start, start + len(words))
        return
    yield _asserted(reading, sentence, start, start + len(words), whole_start=cue)


def _asserted(
    reading: Reading,
    sentence: Sentence,
    start: int,
    end: int,
    *,
    whole_start: int | None = None,
    whole_end: int | None = None,
) -> Draft:
    key = (sentence.start + start, sentence.start + end)
    whole = (
        sentence.start + (start if whole_start is None else whole_start),
        sentence.start + (whole_end or end),
    )
    return reading.draft(
        sentence,
        ClaimType.CAUSE,
        _value_of(reading, sentence.text[start:end]),
        key,
        whole=whole,
    )


def _value_of(reading: Reading, words: str) -> Value:
    """Return the value of a cause phrase; one that the tables do not know is "other", since it was named."""
    value = cause_value(words, reading.article.language)
    return value if value.categories else replace(value, categories=(CauseCategory.OTHER,))


def _denied(reading: Reading, sentence: Sentence, start: int, end: int) -> Draft:
    key = (sentence.start + start, sentence.start + end)
    whole = (sentence.start + max(0, start - 40), sentence.start + end)
    verb = max(_DENYING.finditer(sentence.masked[:start]), key=lambda m: m.end(), default=None)
    speaker = reading.hearing.actor_at(sentence, sentence.start + verb.start()) if verb is not None else None
    return reading.draft(
        sentence,
        ClaimType.CAUSE,
        _value_of(reading, sentence.text[start:end]),
        key,
        whole=whole,
        speaker=speaker,
        stance=Stance.DENIED,
    )
