"""A Reading -> drafts of status claims, in the words of status pages. Pure.

"resolved", "mostly restored", "monitoring", "working on a fix", "identified", "investigating", "ongoing", "recurred":
the value is one of these, the words say which way it was put. Who investigates, works or restores is the speaker
when nobody else says so.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from newsagg.detect.claimtypes.reading import Draft, Reading, list_stems
from newsagg.detect.passages import Sentence
from newsagg.detect.wordpatterns import WordPattern, compile_words
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Precision, SpeakerRole, Stance

_ADV = (
    r"(?:(?:has|have|had|is|are|was|were|been|being|be|now|all|since|also|already|fully|completely|"
    r"finally|currently|apparently|reportedly|largely|mostly|gradually|slowly|just|both|again|later|"
    r"successfully|should|by)\s){0,4}"
)
_PATTERNS: tuple[tuple[str, WordPattern, bool], ...] = (
    (
        "recurred",
        compile_words(
            r"\b(?:same (?:problem|issue|fault) recurred|recurred|problems? (?:has|have) returned|"
            r"issues? (?:has|have) returned|resurfaced)\b",
            re.IGNORECASE,
        ),
        False,
    ),
    (
        "ongoing",
        compile_words(
            r"\b(?:(?:outage|issue|problem|disruption|incident|situation)s? (?:is|are|was|were|remains?|"
            r"continues?|has|have) (?:still )?(?:ongoing|unresolved|persist\w*|continuing)|"
            r"(?:remain(?:s|ed)?|still|stays?) (?:largely |mostly |partially |completely )?(?:down|"
            r"offline|unresolved|unavailable|inaccessible|unreachable|experiencing|suffering|unable|"
            r"without|affected|facing|dealing|inoperable|seeing|having)|"
            r"(?:has|have|had) (?:not|n['’]t) (?:yet )?(?:been )?(?:fully |completely )?(?:resolved|"
            r"restored|recovered|fixed)|(?:hasn|haven|isn|aren|wasn)['’]t (?:yet )?(?:been )?(?:fully |"
            r"completely )?(?:resolved|restored|recovered|fixed|back)|"
            r"still (?:not |don['’]t |can['’]t |cannot )|is ongoing|are ongoing|continu(?:es?|ed|"
            r"ing) to (?:experience|affect|suffer|face|see|impact)|yet to (?:be )?(?:restore[d]?|"
            r"resolve[d]?|fix(?:ed)?|recover)|"
            r"remains? unclear when|no (?:eta|estimate) |"
            r"dauert an|weiterhin gestört|toujours (?:en cours|indisponible)|sigue(?:n)? (?:caíd|sin)|"
            r"continua(?:m)? (?:fora|sem|instáve))",
            re.I,
        ),
        False,
    ),
    (
        "partially restored",
        compile_words(
            r"\b(?:(?:mostly|largely|partially|partly|almost|nearly|"
            r"some(?:what)?) (?:fully )?(?:recovered|restored|resolved|back|mitigated|functional|"
            r"returned|available|up and running)|(?:slowly|gradually|starting to|beginning to|begun to|"
            r"began to|started to|starts to|start to|begin to|appears to be|seems to be|seem to be|"
            r"appear to be) (?:being )?(?:recover\w*|com(?:e|ing) back|return\w*|improv\w*|restor\w*|"
            r"stabili[sz]\w*|resum\w*|rebound|subsid\w*|resolv\w*|load)|"
            r"(?:services?|systems?|platform|site|network|functions) (?:is|are|was|were) (?:gradually |"
            r"slowly )?(?:recovering|returning|resuming|improving|coming back|stabilizing)|(?:is|"
            r"are) (?:slowly |gradually )?(?:recovering|returning to normal|resuming normal|"
            r"coming back online|coming back)|"
            r"(?:some|vast majority|most|majority|many) (?:of )?(?:[\w’'-]+ ){0,5}?(?:restored|recovered|"
            r"back(?![ -]?end)|coming back online|mitigated|available|working)|on the mend|"
            r"signs of (?:recovery|"
            r"improvement)|seeing (?:recovery|improvement)|partial (?:recovery|restoration|outages?)|"
            r"only the [\w ]{2,30} (?:is|are) available|observing recovery|"
            r"recovery (?:is )?(?:under ?way|in progress)|trending in the right direction|"
            r"(?:restored|back|returned|resolved|working|fixed|recovered)(?: again)? for (?:most|many|"
            r"some|nearly all|"
            r"almost all|the (?:vast |great )?majority|a majority)|lief(?:en)? [^.;]{0,40}wieder an|"
            r"teilweise wieder|nach und nach|progressivement|gradualmente|parcialmente|paulatinamente)\b",
            re.I,
        ),
        False,
    ),
    (
        "resolved",
        compile_words(
            rf"\b(?:{_ADV}(?:resolved|restored|fixed|mitigated|rectified|remedied|repaired|remediated|"
            rf"reinstated)(?! by removing)|(?:is|are|was|were|been|be|came|come|comes|go|now|all|app|"
            rf"site|website|service|services) (?:now |all |fully |finally )?back(?: up| online|"
            rf" to normal| in service| working| and running)?(?: now| again)?(?=[\s.,!;]|$)|"
            r"(?:returned|returning|returns|back|return) to (?:normal|service|normal service|"
            r"full (?:service|operation))|(?:function|operat|work|run|perform|"
            r"load)ing (?:as )?(?:normally|as expected|again|properly)|(?:fully |all )(?:operational|"
            r"functional|recovered)|(?:services?|flights|operations|trading|systems|access|platform|"
            r"network|everything) (?:has |have |had |were |was |are |is )?(?:fully |now )?(?:recovered|"
            r"resumed|returned|operational|working|normal)|"
            r"(?:site|app|service) was (?:loading|working|running) again|up and running|(?:outage|"
            r"incident|issue|problem|disruption) (?:is|was|has) (?:now )?(?:over|ended|cleared|closed)|"
            r"no longer (?:down|experiencing|seeing|affected)|issue resolved|recovered (?:from|at|by|"
            r"fully|after)|recovery is complete|"
            r"(?:should|can|could|will) (?:now )?(?:be able to )?(?:connect|log in|use it|work|play|"
            r"pay) again|"
            r"(?:have|has|had|got) (?:their|its) (?:[\w’'-]+ )?back(?=[\s.,!;]|$)|repariert|"
            r"service returns|behoben|wieder(?:hergestellt| (?:erreichbar|verfügbar|online|normal|"
            r"stabil))|rétablie?s?|résolue?s?|de nouveau (?:disponible|accessible|opérationnel)|"
            r"restablecid[oa]s?|resuelt[oa]s?|solucionad[oa]s?|restabelecid[oa]s?|resolvid[oa]s?|"
            r"normalizad[oa]s?|voltou ao normal)",
            re.I,
        ),
        False,
    ),
    (
        "monitoring",
        compile_words(
            r"\b(?:(?:is|are|was|were|'re|’re|and|will|to|continue to|continues to|continuing to|"
            r"Status[: ]*|^)\s?(?:now |still |currently |actively |closely |continue to |"
            r"continuing to )?monitor(?:ing)?\b(?! tool)|monitoring (?:the|our|this|its) (?:situation|"
            r"fix|results|recovery|service|issue|network|systems)|^Monitoring\b|surveille|überwach\w+|"
            r"monitoreando|monitorando)",
            re.I,
        ),
        True,
    ),
    (
        "working on a fix",
        compile_words(
            r"\b(?:work(?:ing|s|ed)? (?:\w+ ){0,3}?(?:on (?:a |the |an? \w+ )?(?:fix|solution|resolution|"
            r"resolving|restoring|fixing|addressing|mitigat\w+|it|this|problem|issue)|to (?:\w+ )?(?:fix|"
            r"resolve|restore|address|solve|get|bring|mitigate|identify|rectify|remedy|recover|determine|"
            r"correct|repair|stabili[sz]e|return)|towards|around the clock|hard|as (?:quickly|fast))|"
            r"(?:implement|deploy|roll)(?:ed|ing|s)? (?:out )?(?:a |the )?(?:fix|solution|mitigation|"
            r"patch)|fix (?:is|has been|was|being) (?:\w+ )?(?:implemented|deployed|rolled out|released|"
            r"pushed)|(?:mitigation|restoration|recovery) (?:efforts?|work|steps)|active mitigation|"
            r"(?:trying|attempting|attempt|efforts?) to (?:fix|resolve|restore|mitigate)|(?:engineers?|"
            r"teams?|technicians) (?:\w+ ){0,3}?(?:engaged|deployed|on it|addressing)|"
            r"(?:hope|aim|expect)s? to (?:resolve|restore|have)|arbeite(?:n|t) (?:\w+ ){0,4}?(?:an|"
            r"daran)|travaill\w+ (?:\w+ ){0,3}?(?:à|pour)|trabaj\w+ (?:\w+ ){0,3}?(?:para|en)|"
            r"trabalh\w+ (?:\w+ ){0,3}?(?:para|na))\b",
            re.I,
        ),
        True,
    ),
    (
        "identified",
        compile_words(
            r"\b(?:identified (?:and |the |an? |what |our )|(?:has|have|had|been|was|were) identified\b|"
            r"(?:fault|cause|problem|issue|error|bug|source) (?:has|had|have) been (?:found|isolated|"
            r"located|pinned down)|"
            r"found the (?:root )?(?:cause|source|problem|issue)|root cause (?:has been |was )?(?:found|"
            r"identified)|pinpointed|isolated (?:the|an?) (?:issue|cause|problem)|^Identified\b|“Identified)",
            re.I,
        ),
        True,
    ),
    (
        "investigating",
        compile_words(
            r"\b(?:investigat(?:ing|es|e|ion)\b(?! (?:into|by) (?:the )?(?:breach|crime))|look(?:ing|"
            r"s)? into|(?:is|are|'re|’re|was|were|am|be|been|fully|I['’]m) (?:\w+ )?aware\b|aware of|"
            r"studying|probing|examining|examine|gathering (?:more )?information|triaging|"
            r"collecting (?:additional )?data|untersuch\w+|(?:prüf|analysier)\w+ (?:den|die|das)|"
            r"enquêt\w+|investigando|apurando|au courant)",
            re.I,
        ),
        True,
    ),
)
_STEMS = MappingProxyType(
    {
        "recurred": ("recur", "return", "again", "second ", "resurf"),
        "ongoing": list_stems(
            "ongoing, resolved, persist, continu, remain, still,  not , n't, n’t, yet to, as of, no eta, "
            "no estimate, fixed, stay, dauert, weiterhin, toujours, sigue, indispon"
        ),
        "partially restored": list_stems(
            "recover, restor, resolv, back, fixed, lief, majority, mitigat, return, improv, stabili, resum, rebound, subsid, load, "
            "available, functional, mend, partial, trending, wieder, nach und, progressiv, gradual, parcial, "
            "paulatin, working, up and"
        ),
        "resolved": list_stems(
            "resolv, restor, fixed, mitigat, rectif, remed, repair, reinstat, back, normal, operational, "
            "functional, recover, resum, again, as expected, properly, up and, over, ended, cleared, closed, "
            "no longer, returns, able to, repariert, behoben, wieder, rétabli, résolu, de nouveau, restablec, resuelt, "
            "solucionad, restabelec, normalizad, voltou, working"
        ),
        "monitoring": ("monitor", "surveill", "überwach"),
        "working on a fix": list_stems(
            "work, fix, implement, deploy, roll, mitigation, restoration, recovery, trying, attempt, effort, "
            "engaged, hope, aim, expect, arbeite, travaill, trabaj, trabalh, addressing, on it"
        ),
        "identified": (
            "identif",
            "been found",
            "been isolated",
            "been located",
            "found the",
            "root cause",
            "pinpoint",
            "isolated",
        ),
        "investigating": list_stems(
            "investig, look, aware, study, prob, examin, gather, triag, collecting, untersuch, prüf, "
            "analysier, enquêt, apurando, courant"
        ),
    }
)
"""What a sentence must hold before a pattern is tried on it."""
_OUR_SUBJECT = compile_words(
    r"\b(?:outages?|disrupt\w*|issues?|problems?|incidents?|services?|access|down|offline|systems?|"
    r"network|platform|websites?|sites?|apps?|accounts?|online|fix\w*|cause|root|users?|customers?|"
    r"flights?|operations|errors?|glitch\w*|"
    r"attack|it|this|matter|situation|recover\w*|restor\w*|resolv\w*|impact|connectivity|trouble|"
    r"messages?|Störung|Problem\w*|Dienste?|panne|service|servicio|serviço|falha|problema\w*|everything|"
    r"everybody|everyone|fault|Betrieb|Kabel|all of them|things|functions?)\b",
    re.IGNORECASE,
)
_TALK = compile_words(
    r"\b(?:executives?|quarter|revenue|investors|lawmakers|shareholders|police|prosecutors|"
    r"regulators? (?:are|is) investigat\w+|ransom|extort\w+)\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"(?:\b|(?=n['’]t))(?:not (?:yet )?(?:been )?(?:fully )?|n['’]t (?:yet )?(?:been )?(?:fully )?|"
    r"yet to (?:be )?|"
    r"until(?: \w+){0,3} |once(?: \w+){0,5} |when(?: \w+){0,3} |whether(?: \w+){0,5} |if(?: \w+){0,4} |"
    r"will (?:be )?|would (?:be )?|to be |hope(?:s|d)? to |to |before(?: \w+){0,3} |unless(?: \w+){0,3} |"
    r"could be |may be |expect\w* (?:to|that|service)(?: \w+){0,5} |efforts to |work(?:ing)? to |how |"
    r"nor |no |after |anticipate\w*(?: \w+){0,8} |as soon as(?: \w+){0,3} |help \w+ )$",
    re.IGNORECASE,
)
_NO_STATEMENT = compile_words(
    r"\b(?:(?:did|has|have|had|does)(?: not|n['’]t)(?: yet)? (?:publicly |officially |"
    r"immediately )?(?:acknowledge[d]?|comment(?:ed)?|respond(?:ed)?|post(?:ed)? any|issue[d]? (?:a |"
    r"any )?(?:statement|update)|address(?:ed)? the|release[d]? (?:a |any )?statement|repl(?:y|ied)|"
    r"return(?:ed)?|provide[d]? (?:a |any )?(?:comment|update))|"
    r"(?:has|have) yet to (?:comment|acknowledge|respond|issue|make)|declined to comment|"
    r"status page (?:does|did) not show|could not (?:immediately )?be reached)\b",
    re.IGNORECASE,
)
_NEEDS_ACTOR = frozenset(
    {
        SpeakerRole.VENDOR_OFFICIAL,
        SpeakerRole.STATUS_PAGE,
        SpeakerRole.OTHER_VENDOR,
        SpeakerRole.REGULATOR,
        SpeakerRole.VENDOR_UNNAMED,
        SpeakerRole.EXPERT,
    }
)


def propose_statuses(reading: Reading) -> Iterator[Draft]:
    """Yield the status claims of an article.

    Investigating, working and monitoring are one state of affairs to a reader of news: the first word of a speaker
    stands for the rest. (A status page's own updates are kept one by one: statusclaims.py.)
    """
    at_work_by: set[str] = set()
    for sentence in reading.sentences():
        text = sentence.text
        if not _OUR_SUBJECT.search(text) or text.rstrip("\"”’' ").endswith("?") or _TALK.search(text):
            continue
        taken: list[tuple[int, int]] = []
        at_work = False
        lower = text.lower()
        for state, pattern, deed in _PATTERNS:
            if not any(stem in lower for stem in _STEMS[state]):
                continue
            match = next(
                (
                    m
                    for m in pattern.finditer(text)
                    if not any(m.start() < b and a < m.end() for a, b in taken)
                ),
                None,
            )
            if match is None:
                continue
            if state in ("resolved", "identified", "partially restored") and _UNDONE.search(
                text[max(0, match.start() - 50) : match.start()]
            ):
                continue
            if (state == "resolved" and taken) or (deed and at_work):
                continue
            at_work = at_work or deed
            taken.append((match.start(), match.end()))
            draft = _status(reading, sentence, state, match, deed=deed)
            if state in ("investigating", "working on a fix", "monitoring"):
                voice = reading.hearing.voice_at(*draft.key).speaker
                who = (
                    draft.speaker
                    if draft.speaker is not None and voice == reading.hearing.own.speaker
                    else voice
                ).slug
                if who in at_work_by or (at_work_by and not reading.article.updates):
                    continue  # one who works on it is enough: others' work says nothing new
                at_work_by.add(who)
            yield draft
        match = _NO_STATEMENT.search(text)
        if match is not None and not taken:
            speaker = reading.hearing.actor_at(sentence, sentence.start + match.start())
            if speaker is not None and speaker.role in _NEEDS_ACTOR:
                key = (sentence.start + match.start(), sentence.start + match.end())
                value = Value(text="no statement", words=match[0], precision=Precision.VAGUE)
                yield reading.draft(
                    sentence, ClaimType.STATUS, value, key, speaker=speaker, stance=Stance.ASSERTED
                )


def _status(reading: Reading, sentence: Sentence, state: str, match: re.Match[str], *, deed: bool) -> Draft:
    key = (sentence.start + match.start(), sentence.start + match.end())
    speaker = None
    if deed:
        found = reading.hearing.actor_at(sentence, key[0])
        if found is not None and found.role in _NEEDS_ACTOR:
            speaker = found
    return reading.draft(
        sentence, ClaimType.STATUS, Value(text=state, words=match[0].strip()), key, speaker=speaker
    )
