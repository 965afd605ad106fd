"""A Reading -> drafts of claims on services, functions and customers that were hit, or said not to be. Pure.

Names of the lexicon and nouns for parts of a service ("mobile app", "search") are taken from the clause of an outage
cue: the subject of "went down", the object of "affecting", "unable to", the list after "including". One claim a
service, all of a clause with the same quote. Other companies are customers when the clause calls them so.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import known_source, slug_of
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Precision

_DOWN = re.compile(
    r"(?:\b(?:is|are|was|were|remain(?:s|ed)?|went|gone|goes|go|going|been|being|be|knocked|taken|still|appear(?:s|ed)? to be|left)\s(?:\w+\s){0,3}?"
    r"(?:down|offline|unavailable|inaccessible|unreachable|unresponsive|not (?:working|loading|available|responding)|affected|impacted|hit|disrupted|crippled|out of (?:service|action)|failing|crashing|degraded|unusable|slow(?: or [\w ]+)?|experiencing|suffering|having|facing|impaired|interrupted|inoperable|restored|unable)|"
    r"\b(?:crash(?:ed|es)|fail(?:ed|s|ing)(?! to (?:say|respond))|suffer(?:ed|s)|experienc(?:ed|es|ing)|stopped (?:working|responding)|dropped|buckled|falter(?:ed|s)|broke down|has crashed|stumbl\w+|"
    r"goes down|went down|(?:has|had|have) (?:been )?(?:failed|problems|issues|trouble))|\bDOWN\b|fiel(?:en)? (?:aus|am)|ausgefallen|nicht erreichbar|gestört|en panne|hors service|indisponibles?|caíd[oa]s?|fora do ar|instáve\w+|se cayó|dejó de funcionar)\b",
    re.IGNORECASE,
)
_HITTING = re.compile(
    r"\b(?:affect(?:s|ed|ing)?|impact(?:s|ed|ing)?|hit(?:s|ting)?|disrupt(?:s|ed|ing)?|t(?:ook|akes?|aking|aken) (?:down|out|offline)|br(?:ought|ings?|inging) down|knock(?:s|ed|ing)(?: out)?|interrupt\w*|cripp\w+|down(?:s|ed)|"
    r"(?:problems?|issues?|trouble|troubles|difficulties|difficulty|errors?|outages?|failures?|disruptions?|delays?|slowness|struggl\w+) (?:with|accessing|loading|using|logging (?:in(?:to)?|on(?:to)?)|opening|sending|in|for|at|of|across|on|to|connecting|when|while|uploading|viewing|streaming|signing|reaching|making)|"
    r"(?:prevent|block|stop|kept|keep)(?:s|ed|ing)? (?:[\w’'-]+ ){0,4}?(?:from|access to)|access to|lost (?:access to|connection to)|(?:unable|inability|impossible|fail(?:s|ed|ing)?)(?: for \w+)? to(?: either)?|(?:can(?:not|['’]t)|couldn['’]t|could not|could no longer|can no longer)(?: even)?|trouble|having (?:trouble|problems|issues|difficulty)|"
    r"(?:services?|systems?|sites?|apps?|platforms?|functions?|features?|products?|websites?|tools?|components?|companies|customers|services that (?:are|were) \w+)\s?(?:\w+ ){0,3}?(?:include[ds]?|including|such as|like|are|were)|restored? (?:access to )?|"
    r"interruptions? to|stored on|loss of|betrifft|betroffen (?:sind|waren|ist|war)|touche|concerne|afecta(?: a)?|afectó(?: a)?|afeta|atinge|kein\w* Zugriff auf)\s+(?:to )?",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"\s(?:[\w-]+\s){0,2}?(?:outages?|disruptions?|downtime|glitch|crash|incident|issues?|problems?|failures?|down|services?|crash(?:es)?|Störung|Ausfall)\b", re.IGNORECASE)
_PART = re.compile(
    r"(?<![\w-])(?:[\w’'/+&.-]+[ ]){0,4}?(?:(?:mobile |native |web |desktop |iOS |Android |banking )?apps?|websites?|web ?sites?|web (?:client|version|platform|interface|access)|(?:web|desktop|mobile)(?:/\w+)?(?: version| sites?| web access)?|APIs?|API endpoints?|endpoints|portals?|dashboards?|consoles?|(?:status|product|login|support) pages?|status page|"
    r"(?:internal |payment |booking |check-in |computer |ticketing |reservation |back-?end )?systems?|(?:mobile |voice |data |core |phone |cellular |wireless )?networks?|(?:online|mobile|internet|digital|phone) banking|e-?mails?|messag(?:es|ing)|voice(?:mail)?(?: and data services| services?| calls?)?|calls?|calling|texts?|text messages|SMS|(?:mobile |wireless |cellular )?data(?: services?)?|"
    r"log-?ins?|sign-?ins?|logging in|search(?: function)?|feeds?|timelines?|notifications?|payments?|transactions?|card payments|servers|checkout|orders?|ordering|deliver(?:y|ies)|streaming|uploads?|downloads?|uploading \w+|file (?:uploads?|sharing)|storage|databases?|compute|DNS(?: \w+)?|CDN|hosting(?: plans)?|blog|documentation|install script|"
    r"matchmaking|multiplayer|online (?:play|services|games|store|shopping)|stor(?:e|es)|e?shop|video(?:s)?|voice|television|TV services?|broadband|internet(?: access| service)?|wi-?fi|4G(?:/5G)?(?:\s?and\s?5G)?(?: \w+)?|5G|911(?: \w+)?|emergency (?:calls|services)|ATMs?|point[- ]of[- ]sale|"
    r"threads|tweets|posts?|comments?|chats?|meetings|conferencing|calendar|accounts?|balances?|prices|profiles?|images?|photos?|stories|maps|navigation|home screens?|alarms?|doorbells|cameras|services?|platforms?|features?|tools?|functions?|sessions?|workflows?|files?|documents|builds?|actions|repositories|pull requests|git operations|packages|"
    r"flights|departures|check-in|boarding|gates|trading|brokerage|infrastructure|traffic|connectivity|connections?|domains?|nameservers?|clients?|models?|chatbot|assistant|queries|responses|Dienste?|Webseite|Internet|Telefonie|Mobilfunk|Online-Banking|sitio web|aplicación|aplicativo|site|services?|aplicaciones|réseau|messagerie)(?![\w’'-])",
    re.IGNORECASE,
)
_SPAN_STOP = re.compile(
    r"[.;:!?\n]|\s[–—]\s|,\s(?:but|while|which|with|and (?:the|it|they|we|was|is|has|had|users|said)|said|says|according|as|after|causing|preventing|leaving|sparking|the company|not|including at|although)\b|"
    r"\s(?:because|due to|after|since|when|while|but|as (?:of|well|a|users|the)|for (?:some|several|many|hours|about|more|over|around|nearly|customers|users)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|at (?:around|about|\d)|around \d|following|according|until|during|starting|so|that|which|in (?:the|some|parts)|across the|by \d|today|yesterday)\b",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(
    r"\b(?:customers? (?:include|including|such as|like|affected)|companies|vendors?|businesses|firms|airlines?|banks?|clients?|retailers?|merchants?|carriers|organi[sz]ations|enterprises|hospitals|airports|agencies|providers|brands|depend(?:s|ed|ing)? on|rel(?:y|ies|ied|ying) on|domains|users included|Kunden wie|Unternehmen)\b",
    re.IGNORECASE,
)
_CUSTOMER_NAMED = re.compile(
    r"\b(?:affected|impacted|hit)\s(?:users|customers|companies|clients|businesses|organi[sz]ations|firms)\s(?:include[ds]?|including|were|ranged from)\s+(?P<who>[^.;]{4,120})|"
    r"\b(?P<who2>(?:a few|several|some|dozens of|hundreds of|thousands of|prominent|major|many|a number of) (?:\w+ )?(?:companies|businesses|organi[sz]ations|firms|airlines|banks|hospitals|domains|websites|enterprises|retailers|merchants|clients))\b",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"\b(?:(?:is|are|was|were|remain(?:s|ed)?|been|be|not)\s(?:\w+\s){0,2}?(?:unaffected|not (?:been )?(?:affected|impacted|hit|involved)|not (?:experiencing|having|down|suffering)|(?:operating|working|running|functioning) (?:normally|as (?:expected|normal|usual)|fine)|fine\b|un(?:affected|impacted))|(?:was|were|is|are|has|have)n['’]t (?:been )?(?:affected|impacted|down)|"
    r"no (?:impact|effect|issues|problems) (?:on|to|with|for)|not (?:the|our) (?:\w+ )?(?:mobile )?(?:platform|service|network|app)|nicht betroffen|pas (?:été )?(?:touchée?|affectée?)s?|no (?:se vio |está )?afectad[oa]|não (?:foi |foram )?afetad[oa]s?|still up\b|remained (?:accessible|available|online))",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:outages?|down|offline|disrupt\w*|unavailable|inaccessible|unreachable|unable|can(?:not|['’]t)|could(?:n['’]t| not| no longer)|errors?|issues?|problems?|affect(?:ed|s|ing)|impact(?:ed|s|ing)?|crash\w*|fail(?:s|ed|ing|ures?)?|not (?:working|loading)|trouble|interrupt\w*|"
    r"restored|degraded|glitch\w*|slow\w*|hit|downtime|blocked|prevent\w*|struggl\w*|suffer\w*|impossible|Ausfall|Störung\w*|gestört|panne|caíd[oa]s?|fallos?|falha\w*|instabilidade|delayed|stopp\w+)\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"^(?:[\w’'.&-]+\s){1,5}(?:is|are) (?:an? |the |its |designed |commonly |routinely )(?!.{0,120}\b(?:down|offline|outage|unavailable|experiencing))|\b(?:has|have) (?:also )?partnered with|\bare commonly\b|\bwill provide an? update\b|\bis designed to\b|\bproducts? hosted by\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\b(?:please (?:contact|visit|try)|contact (?:\w+ )?support|for (?:the latest|more information|updates))\b|\bcloud native|\bransom demand", re.IGNORECASE)
_MEDIUM = re.compile(r"\b(?:on|via|to|through|over|from)\s(?:both\s|its\s|their\s|social\s)?$", re.IGNORECASE)
_MEDIA = frozenset({"twitter", "x", "reddit", "facebook", "linkedin", "mastodon", "threads", "instagram", "youtube"})
_PRONOUNISH = re.compile(
    r"^(?:the|its|their|our|your|his|her|some|any|all|other|many|most|several|multiple|this|that|these|those|of|and|or|both|to|in|on|for|with|from|a|an|my|more|as|at|by|such|like|including|also|even|"
    r"access|load|use|reach|open|make|send|receive|see|view|get|place|log|sign|into|using|certain|various|numerous|number|are|is|were|was|be|affecting|impacting|company['’]s|whose|own|online(?= services?$)|either)\s+",
    re.IGNORECASE,
)
_VERBISH = re.compile(r"^(?:provid\w+|confirm\w*|track\w*|requir\w+|mak\w+|extend\w*|train\w*|route|anyone|whose|official|remaining|will|change|some|other|another|few|a|an|as|only|affected|impacted|provider['’]s|bank['’]s|customer|control|cooling|new|web browser|root|essential|largest|key internal|update|turns|not)\s", re.IGNORECASE)
_BARE = frozenset("servers server connection connections endpoints hosting infrastructure clients domains connectivity service services platform platforms app apps site sites website websites systems system network accounts account tools features post posts data company models stories functions traffic internet order orders".split())  # noqa: SIM905


def propose_affected(reading: Reading) -> Iterator[Draft]:
    """Yield affected_service and affected_customer claims, exclusions included."""
    drafts = list(_read_affected(reading))
    main = reading.hearing.cast.main
    family = [
        d
        for d in drafts
        if d.type is ClaimType.AFFECTED_SERVICE
        and not d.value.excluded
        and main is not None
        and reading.lexicon.same_family(d.value.slug, main.slug)
        and _is_brand(d, main.slug, main.name)
    ]
    richer = any(d.type is ClaimType.AFFECTED_SERVICE and d not in family and not d.value.excluded for d in drafts)
    for draft in drafts:
        # the brand itself is told by the headline; as a claim it counts where nothing finer is said
        if draft in family and (richer or draft is not family[0]):
            continue
        yield draft


def _is_brand(draft: Draft, slug: str, name: str) -> bool:
    return draft.value.slug == slug or draft.value.text.lower() == name.lower()


def _read_affected(reading: Reading) -> Iterator[Draft]:
    seen: set[tuple[str, str]] = set()
    for sentence in reading.sentences():
        text = sentence.text
        fine = _FINE.search(text)
        if fine is not None and not (re.search(r"normal|as expected|fine|still up", fine[0], re.IGNORECASE) and not reading.mentions_in(sentence.start, sentence.start + fine.start())):
            yield from _excluded(reading, sentence, fine)
            continue
        if text.rstrip("\"”’' ").endswith("?") or _CONTACT.search(text) or not _TROUBLE.search(text) or _DESCRIBES.search(text):
            continue
        for start, end in _spans(reading, sentence):
            yield from _items(reading, sentence, start, end, seen)
        for match in _CUSTOMER_NAMED.finditer(text):
            group = "who" if match["who"] else "who2"
            if group == "who2" and not (_HITTING.search(text) or _DOWN.search(text)):
                continue
            start, end = match.span(group)
            stop = _SPAN_STOP.search(text, start, end)
            words = text[start : stop.start() if stop else end].strip(" ,")
            if words and ("c", words.lower()) not in seen:
                seen.add(("c", words.lower()))
                key = (sentence.start + start, sentence.start + start + len(words))
                value = Value(text=words, words=words, precision=Precision.VAGUE)
                whole = (sentence.start + match.start(), key[1])
                yield reading.draft(sentence, ClaimType.AFFECTED_CUSTOMER, value, key, whole=whole)


def _spans(reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that name what was hit; offsets of the sentence, disjoint."""
    text = sentence.text
    spans: list[tuple[int, int]] = []
    for match in _DOWN.finditer(text):
        left = 0
        for boundary in re.finditer(r"[;:]\s|,\s(?:and|but|while|which|after|as|with|when)\s|\s(?:but|while|after|that|when|because|said|says|as|if|where|why|how)\s", text[: match.start()]):
            left = boundary.end()
        if match.start() - left > 1:
            spans.append((left, match.start()))
    for match in _HITTING.finditer(text):
        stop = _SPAN_STOP.search(text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + 220)
        spans.append((match.end(), end))
    for mention in reading.mentions_in(sentence.start, sentence.end):
        if _COMPOUND.match(text, mention.end - sentence.start):
            spans.append((mention.start - sentence.start, mention.end - sentence.start))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _items(
    reading: Reading, sentence: Sentence, start: int, end: int, seen: set[tuple[str, str]]
) -> Iterator[Draft]:
    text = sentence.text
    found: list[tuple[int, int, str, bool]] = []
    for mention in reading.mentions_in(sentence.start + start, sentence.start + end):
        medium = mention.surface.lower() in _MEDIA and _MEDIUM.search(reading.text[max(0, mention.start - 16) : mention.start])
        if reading.lexicon.can_fail(mention.slug) and known_source(mention.surface) is None and not medium:
            found.append((mention.start - sentence.start, mention.end - sentence.start, mention.slug, True))
    for match in _PART.finditer(text, start, end):
        low, high = match.span()
        while (lead := _PRONOUNISH.match(text[low:high])) is not None:
            low += lead.end()
        inner = text[low:high]
        for word in re.finditer(r"\b(?:and|or|of|for|in|with|to|from|by|is|are|was|were|their|its|the|our|that|users|customers|on|using|accessing|affecting|impacting|including|log(?:ging)? into|into)\s", inner):
            low = match.end() - len(inner) + word.end()
        inner = text[low:high]
        if inner.lower() in _BARE or not inner or _VERBISH.match(inner):
            continue
        if any(low < b and a < high for a, b, _, _ in found):
            continue
        found.append((low, high, "", False))
    if not found:
        return
    found.sort()
    customer = bool(_CUSTOMER.search(text[max(0, start - 80) : end]))
    names = [(s, e, slug, known) for s, e, slug, known in found]
    voice = reading.hearing.voice_at(sentence.start + names[0][0], sentence.start + names[0][1]).speaker.slug
    fresh = [n for n in names if ((n[2] or text[n[0] : n[1]].lower()), voice) not in seen]
    if not fresh:
        return
    whole = (sentence.start + min(n[0] for n in names), sentence.start + max(n[1] for n in names))
    main = reading.hearing.cast.main
    for low, high, slug, known in names:
        words = text[low:high]
        seen.add((slug or words.lower(), voice))
        foreign = known and main is not None and not reading.lexicon.same_family(slug, main.slug)
        type_ = ClaimType.AFFECTED_CUSTOMER if foreign and customer else ClaimType.AFFECTED_SERVICE
        value = Value(text=words, words=words, slug=slug or slug_of(words))
        key = (sentence.start + low, sentence.start + high)
        yield reading.draft(sentence, type_, value, key, whole=_within(whole, key))


def _within(whole: tuple[int, int], key: tuple[int, int], longest: int = 290) -> tuple[int, int]:
    """Return the common stretch of a clause's services when it is short enough for a quote, else the name alone."""
    return whole if whole[1] - whole[0] <= longest else key


def _excluded(reading: Reading, sentence: Sentence, fine: re.Match[str]) -> Iterator[Draft]:
    text = sentence.text
    left = fine.start()
    names = [m for m in reading.mentions_in(sentence.start, sentence.start + left) if reading.lexicon.can_fail(m.slug)]
    places = [(m.start - sentence.start, m.end - sentence.start, m.slug) for m in names]
    if not places:
        parts = [m for m in _PART.finditer(text, max(0, left - 90), left)]
        places = [(parts[-1].start(), parts[-1].end(), "")] if parts else []
    for low, high, slug in places[-4:]:
        words = text[low:high]
        value = Value(text=f"not affected: {words}", words=words, slug=slug or slug_of(words), excluded=True)
        key = (sentence.start + max(places[-1][0], low), sentence.start + fine.end())
        whole = (sentence.start + places[0][0], sentence.start + fine.end())
        yield reading.draft(sentence, ClaimType.AFFECTED_SERVICE, value, key, whole=_within(whole, key))
