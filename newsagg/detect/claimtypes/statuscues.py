"""The words that tell how things stand with a service, by state, as patterns. Pure data: no input, no output.

English first, then German, French, Spanish and Portuguese. The states are the words of status pages: a page's own
word in quotation marks ("Monitoring") is read as it is.
"""

import re
from dataclasses import dataclass

from newsagg.detect.claimtypes.statusturns import TURNS
from newsagg.detect.stems import Stems
from newsagg.detect.wordpatterns import WordPattern, compile_words

_ADV = (
    r"(?:(?:has|have|had|is|are|was|were|been|being|be|now|all|since|also|already|fully|completely|finally|"
    r"currently|"
    r"apparently|reportedly|largely|mostly|gradually|slowly|just|both|again|later|successfully|should|by|"
    r"entirely|once)\s){0,4}"
)
_SERVICE = (
    r"(?:services?|access|systems?|operations|connectivity|networks?|platforms?|power|sites?|websites?|"
    r"apps?|functions?|"
    r"functionality|coverage|calls?|payments?|connections?|servers?|flights|trading|everything|features?|"
    r"channels)"
)
_THING = (
    r"(?:outages?|issues?|problems?|disruptions?|incidents?|situation|faults?|trouble|glitch(?:es)?|errors?)"
)


@dataclass(frozen=True, slots=True)
class State:
    """One state: its name and the pattern of its words."""

    name: str
    pattern: WordPattern
    stems: Stems | None = None
    """Letters of which every match holds some, where the words that its pattern begins with stand in every other sentence."""
    deed: bool = False
    """Somebody does it, so the speaker is whoever that is."""
    done: bool = False
    """Only hoped for, it is no state."""


def _words(*parts: str) -> WordPattern:
    return compile_words("|".join(parts), re.IGNORECASE)


STATES: tuple[State, ...] = (
    State(
        "recurred",
        _words(
            rf"\b(?:recurred|resurfaced|(?:same )?{_THING} (?:has |have |had )?(?:(?:struck|hit|happened|"
            rf"occurred|appeared) again|recurred|returned|"
            rf"come back|resurfaced)|"
            r"(?:went|gone|going|is|was|were|are) (?:down|offline|dark) (?:yet )?(?:again|once more|"
            r"for (?:a|the) second time)|"
            r"(?:fiel|fällt|ist) (?:\w+ ){0,2}erneut (?:aus|ausgefallen)|de nouveau en panne|"
            r"volvió a (?:caer|fallar)|"
            r"voltou a (?:cair|falhar|apresentar))\b"
        ),
    ),
    State(
        "ongoing",
        _words(
            rf"\b(?:{TURNS['ongoing']})|"
            rf"\b(?:still (?:struggling|trying|battling) to (?:get|bring|restore)|{_THING} (?:is|are|was|were|remains?|continues?|has|have) (?:still )?(?:ongoing|"
            rf"unresolved|persist\w*|continuing)|"
            r"(?:remain(?:s|ed)?|still|stays?|stayed) (?:largely |mostly |partially |completely )?(?:down|"
            r"offline|unresolved|"
            r"unavailable|inaccessible|unreachable|experiencing|suffering|unable|without|affected|facing|"
            r"dealing|inoperable|"
            r"seeing|having|out|dark)|"
            r"(?:is|are|['’]s|['’]re) (?:currently|presently|now) (?:completely |largely |"
            r"partially )?(?:down|offline|unavailable|"
            r"unreachable|inaccessible|suffering|unable|(?:experiencing|facing|having|"
            r"seeing) (?=[^.;,]{0,40}(?:outage|issue|problem|disrupt|trouble|difficult))|out of (?:service|"
            r"action))|"
            r"(?:has|have) been (?:down|offline|unavailable|out) since|"
            r"(?:has|have|had) (?:not|n['’]t) (?:yet )?(?:been )?(?:fully |completely )?(?:resolved|"
            r"restored|recovered|fixed)|"
            r"(?:hasn|haven|isn|aren|wasn)['’]t (?:yet )?(?:been )?(?:fully |completely )?(?:resolved|"
            r"restored|recovered|fixed|back)|"
            r"still (?:not |don['’]t |can['’]t |cannot )|(?:is|are|remains?) (?:still )?ongoing|(?:there (?:is|are|was|"
            r"were) )?still no (?:service|signal|access|connection|power|internet|fix|word)|still waiting|"
            r"(?:dragged|wore) on|stretched into|continued into|continu(?:es?|ed|"
            r"ing) to (?:experience|affect|"
            r"suffer|face|see|impact)|yet to (?:be )?(?:restore[d]?|resolve[d]?|fix(?:ed)?|recover(?:ed)?|return(?:ed)?|reconnect(?:ed)?|come back|reopen(?:ed)?|resume[d]?|"
            r"brought back|repaired|cleared)|"
            r"remains? unclear when|"
            r"no (?:eta|estimate) |"
            r"dauert an|hält an|(?:weiterhin|noch immer|immer noch|nach wie vor) (?:gestört|"
            r"nicht (?:erreichbar|verfügbar)|offline|ausgefallen)|"
            r"toujours (?:en cours|indisponible|en panne|inaccessible|perturbé\w*|hors service)|"
            r"(?:sigue|siguen|continúan?|permanecen?) (?:caíd|sin |fuera|inaccesib|interrumpid)|"
            r"(?:continuam?|segue|seguem|permanecem?) (?:fora|sem |instáve|indisponíve|inacessíve))"
        ),
    ),
    State(
        "partially restored",
        _words(
            rf"\b(?:{TURNS['partially restored']})|"
            r"\b(?:full (?:restoration|recovery|service) (?:has taken|is taking|will take|may take|could take)|(?:mostly|largely|partially|partly|almost|nearly|some(?:what)?) (?:fully )?(?:recovered|"
            r"restored|resolved|back|"
            r"mitigated|functional|returned|available|up and running)|"
            r"(?:load|work|open|respond|start|connect|run|answer|play|stream|sign|log)(?:s|ed|ing)? (?:\w+ )?again for (?:most|many|some|nearly|almost|the)|"
            r"most (?:of )?(?:[\w’'-]+ ){1,4}?(?:succeeding|working|running|operating|functioning|loading|processing) (?:normally|as (?:usual|normal))|"
            r"(?:slowly|gradually|starting to|beginning to|begun to|began to|started to|starts to|start to|"
            r"begin to|appears? to be|appeared to be|seemed to be|"
            r"seems to be|seem to be|appear to be) (?:being )?(?:recover\w*|com(?:e|ing) back|return\w*|"
            r"improv\w*|restor\w*|"
            r"stabili[sz]\w*|resum\w*|rebound|subsid\w*|resolv\w*|load)|"
            rf"{_SERVICE} (?:is|are|was|were) (?:gradually |slowly )?(?:recovering|returning (?:to normal|"
            rf"to service|online)|resuming|"
            rf"improving|coming back|stabilizing)|"
            r"(?:is|are) (?:slowly |gradually )?(?:recovering|returning to normal|resuming normal|"
            r"coming back(?: online)?)|"
            r"(?:some|vast majority|most|majority|many) (?:of )?(?:[\w’'-]+ ){0,5}?(?:restored|recovered|"
            r"back(?![ -]?end)|"
            r"coming back online|mitigated|available|working)|on the mend|(?:half|third|quarter|quarters|thirds|"
            r"per cent|percent|%) of (?:[\w’'-]+ ){1,5}?(?:working|back|restored|running|online)|"
            r"(?:restored|recovered|reconnected|revived|brought back) (?:service (?:to|for) )?(?:(?:about|some|around|nearly|almost|more than|over|only|just) )*"
            r"(?:\d{1,2}(?:\.\d)? ?(?:%|per ?cent) of|\d[\d,.]* (?:out )?of (?:its |the |their )?\d|half of|two thirds of|a third of)|"
            r"\d[\d,.]* (?:out )?of (?:its |the |their )?\d[\d,.]* (?:[\w-]+ ){0,3}?(?:(?:have|had|has|were|was|are|is) )?(?:been )?(?:back|restored|reconnected|running|working|online)|"
            r"getting (?:[\w’'-]+ ){1,3}back|signs of (?:recovery|improvement)|"
            r"seeing (?:recovery|improvement)|partial (?:recovery|restoration)|only the [\w ]{2,30} (?:is|"
            r"are) available|"
            r"observing recovery|recovery (?:is )?(?:under ?way|in progress)|trending in the right direction|"
            r"(?:restored|back|returned|resolved|working|fixed|recovered)(?: again)? for (?:most|many|some|"
            r"nearly all|almost all|"
            r"the (?:vast |great )?majority|a majority)|"
            r"(?:have|has) (?:already |now )?recovered (?!all|everything|from|fully|"
            r"after)(?:[\w-]+ ){1,4}services?|"
            r"lief(?:en)? [^.;]{0,40}wieder an|teilweise wieder|(?:Teile|einige|manche|"
            r"die meisten)[^.;]{0,40}wieder|nach und nach|"
            r"progressivement|partiellement|peu à peu|gradualmente|parcialmente|paulatinamente|"
            r"de forma (?:gradual|parcial)|"
            r"poco a poco|aos poucos)\b"
        ),
        done=True,
    ),
    State(
        "resolved",
        _words(
            rf"\b(?:{TURNS['resolved']})|"
            rf"\b(?:{_ADV}(?:resolved|restored|fixed|mitigated|rectified|remedied|repaired|remediated|"
            rf"reinstated)"
            r"(?! by removing| (?:my|our|his|her|public|some|customers?['’]?)? ?(?:faith|trust|confidence|"
            r"calm|pride|order|hope))|"
            r"(?:is|are|was|were|(?<=it)['’]s|(?<=[te][hw]ey)['’]re|(?<=we)['’]re|been|be|came|come|comes|go|now|all|app|site|website|service|"
            r"services) (?:now |all |fully |finally )?"
            r"back(?: up| online| to normal| in service| working| and running)?(?: now| again)?(?=[\s.,!;]|$)"
            r"(?! (?:to|in|at|on|with|when|and forth|then|home|door)\b)|"
            r"back (?:up|online|to normal|in service|up and running)|"
            r"(?:returned|returning|returns|back|return) to (?:normal|service|normal service|"
            r"full (?:service|operation)|(?:its|their|our|the) (?:normal|usual|regular|full) (?:operations?|service|levels?|state|working|running))|"
            r"(?:function|operat|work|run|perform|load|succeed|process)ing (?:as )?(?:normally|as expected|again|properly)|"
            r"(?:fully |all )(?:operational|functional|recovered)|"
            rf"{_SERVICE} (?:has |have |had |were |was |are |is )?(?:fully |now )?(?:recovered|resumed|"
            rf"returned(?=[.,;!]|$| (?:to|for|at|on|by|in|after|late|early|shortly)\b)|operational|working|normal|stable)|"
            r"(?:have|has) (?:now |fully |already )?recovered (?:all|everything|its|their|from|fully|after|"
            r"at|by)|"
            r"(?:site|app|service) was (?:loading|working|running) again|up and running|"
            rf"{_THING} (?:is|was|has|to be)? ?(?:now )?(?:over|ended|cleared|closed)\b|"
            r"(?:usable|available|reachable|accessible|running|working) (?:again|once more)|all-clear|"
            r"can (?:now )?(?:[\w’'-]+ ){1,5}again\b|no longer (?:down|experiencing|seeing|affected)|"
            r"recovered (?:from|at|by|fully|after)|"
            r"recovery (?:of [\w’' -]{2,40} )?is (?:now )?complete|"
            r"(?:is|are|was|were) (?:fully |completely )?(?:operational|functional) (?:again|once more)|(?:is|are|was|were) (?:now |again |once more )+(?:stable|healthy|up|live|running|operational|open|working|reachable|online)|"
            r"(?:is|are) (?:stable|healthy|operational) (?:again|now)|(?:been|was|were) brought (?:back|up)(?: online| into service)?|"
            r"(?:has |have |had )?(?:resum(?:ed|es|ing)|restart(?:ed|ing)|reopened) (?:its |their |all |normal |full |most |regular )*"
            r"(?:operations?|services?|flights|trading|departures|payments|production|work|boarding|business|sales|transfers)|"
            r"(?:status )?(?:page|dashboard) (?:now |again )?(?:shows?|lists?|reports?) (?:no (?:problems|"
            r"issues|incidents|outages)|all (?:systems )?(?:green|operational|services as))|"
            r"(?:should|can|could|will) (?:now )?(?:be able to )?(?:connect|log in|use it|work|play|"
            r"pay) again|"
            r"(?:have|has|had|got) (?:their|its) (?:[\w’'-]+ )?back(?=[\s.,!;]|$)|service returns|"
            r"repariert|behoben|gelöst|(?:wieder(?:hergestellt| (?:erreichbar|verfügbar|online|normal|"
            r"stabil|da)))|"
            r"(?:läuft|laufen|funktioniert|funktionieren|lief)[^.;]{0,40}? wieder(?: normal| stabil)?|"
            r"(?:rétablie?s?|résolue?s?|réparée?s?)(?!\w)|de nouveau (?:disponibles?|accessibles?|"
            r"opérationnel\w*)|"
            r"revenue?s? à la normale|retour à la normale|"
            r"restablecid[oa]s?|resuelt[oa]s?|solucionad[oa]s?|volvió a (?:funcionar|la normalidad)|"
            r"(?:está|estão|foi|foram) (?:já )?(?:repost[oa]s?|retomad[oa]s?|recuperad[oa]s?|restaurad[oa]s?)|"
            r"(?:está|están|fue|fueron|quedó|quedaron) (?:ya )?(?:repuest[oa]s?|restaurad[oa]s?|recuperad[oa]s?|reanudad[oa]s?)|"
            r"restabelecid[oa]s?|resolvid[oa]s?|normalizad[oa]s?|rentrée? dans l['’]ordre|"
            r"funcionan? (?:con normalidad|normalmente)|voltou (?:ao normal|a funcionar)|"
            r"voltaram (?:ao normal|a funcionar))"
        ),
        done=True,
    ),
    State(
        "monitoring",
        _words(
            r"\b(?:(?:is|are|was|were|'re|’re|will|and (?:is|are|we['’]re)|will continue to|continues to|"
            r"continuing to|"
            r"Status[: ]*)\s?(?:now |still |"
            r"currently |actively |closely |continue to |continuing to )?monitor(?:ing)?\b(?! tool)|"
            r"^(?:now |still |"
            r"currently |actively |closely |continue to |continuing to )?monitor(?:ing)?\b(?! tool)|"
            r"monitoring (?:the|our|this|its) "
            r"(?:situation|fix|results|recovery|service|issue|network|systems)|^Monitoring\b|(?:keep(?:s|"
            r"ing)?|kept) (?:an|a close) eye on|surveille\w*|"
            r"überwach\w+|monitoreando|"
            r"monitorando)"
        ),
        stems=Stems("monitor, eye, surveill, überwach"),
        deed=True,
    ),
    State(
        "identified",
        _words(
            r"\b(?:identified (?:and \w+ )?(?:the |an? |what |our |this )(?:[\w-]+ ){0,3}?(?:cause|issue|"
            r"problem|source|fault|bug|"
            r"error|root|change|incident|culprit|origin|reason|caus\w*)|(?:cause|issue|problem|fault|"
            r"source)s? (?:has|have|had|was|were) (?:been )?identified|"
            r"(?:fault|cause|problem|issue|error|bug|source) (?:has|had|have) been (?:found|isolated|"
            r"located|pinned down)|"
            r"(?:found|located) (?:the )?(?:root )?(?:cause|source|problem|issue|fault)|pinpointed|"
            r"isolated (?:the|an?) (?:issue|cause|problem)|"
            r"^Identified\b|identifiziert|(?:Ursache|Fehler)[^.;]{0,30}gefunden|identifié\w*(?! sous)|"
            r"identificad[oa]|identificó|identificou)"
        ),
        deed=True,
        done=True,
    ),
    State(
        "working on a fix",
        _words(
            rf"\b(?:{TURNS['working on a fix']})|"
            r"\b(?:work(?:ing|s|ed)? (?:\w+ ){0,3}?(?:on (?:a |the |an? \w+ )?(?:fix|solution|resolution|"
            r"resolving|restoring|"
            r"fixing|addressing|mitigat\w+|it|this|problem|issue)|to (?:\w+ )?(?:fix|resolve|restore|"
            r"address|solve|get|bring|"
            r"mitigate|identify|rectify|remedy|recover|determine|correct|repair|stabili[sz]e|return)|"
            r"towards|hard|"
            r"as (?:quickly|fast))|(?:implement|deploy|roll)(?:ed|ing|s)? (?:out )?(?:a |the )?(?:fix|"
            r"solution|mitigation|patch)|"
            r"fix (?:is|has been|was|being) (?:\w+ )?(?:implemented|deployed|rolled out|released|pushed)|"
            r"(?:mitigation|restoration|recovery|repair) (?:efforts?|work|steps) (?:is|are|continues?|"
            r"remains?) |active mitigation|"
            r"working (?:closely |together )?with (?:[\w’'&-]+ ){1,6}?to (?:fix|resolve|restore|address|solve|mitigate|rectify|remedy|recover|repair|stabili[sz]e|"
            r"get (?:[\w’'-]+ ){1,4}(?:back|working|running))|"
            r"work\w* (?:[\w’'-]+ ){0,4}?to (?:put|make|set|get) (?:it|that|this|things|everything|matters) (?:right|straight|going|working|back)|"
            r"(?:fix|workaround|mitigation|patch|correction) (?:is|was|are) (?:now )?(?:in place|live|in|on its way|ready|being tested|"
            r"going out)|"
            r"(?:trying|attempting|attempt|efforts?|racing|scrambling|rushing|battling|struggling|hurrying|"
            r"fighting) to (?:fix|resolve|restore|mitigate)|(?:engineers?|"
            r"teams?|technicians) "
            r"(?:\w+ ){0,3}?(?:engaged\b|deployed (?=to\b|on\b|at\b|for\b|[.,;])|on it|addressing)|"
            r"arbeite(?:n|t) (?:\w+ ){0,4}?(?:an|daran)\b|travaill\w+ (?:\w+ ){0,3}?(?:à|pour|sur)(?= )|"
            r"trabaj\w+ (?:\w+ ){0,3}?(?:para|en)|"
            r"trabalh\w+ (?:\w+ ){0,3}?(?:para|na|em))\b"
        ),
        deed=True,
    ),
    State(
        "investigating",
        _words(
            rf"\b(?:{TURNS['investigating']})|"
            r"\b(?:(?:it|we|they|engineers|teams?)(?: (?:is|are|was|were|has been|have been)|['’]s|['’]re) (?:now |also |currently )?seeing (?:an? |some )?[\"“‘']?(?:raised|elevated|increased|higher|high|slow\w*|"
            r"degraded|delay\w*|errors?|problems?|issues?|trouble|unusual\w*|latenc\w+|failures?)|investigat(?:ing|es)\b(?! (?:into|by) (?:the )?(?:breach|crime))|(?:under|launched an?|"
            r"opened an?|opens an?|began an?|started an?|"
            r"an ongoing|launching an?) (?:\w+ )?investigation|investigation (?:is|remains) (?:ongoing|"
            r"under ?way|continuing)|look(?:ing|s)? into|"
            r"(?:is|are|'re|’re|was|were|am|be|been|fully|I['’]m) (?:(?!only|not|never|un)\w+ )?aware (?:of|"
            r"that)(?=[^.;]{0,70}\b(?:issues?|problems?|outages?|"
            r"disrupt\w*|incidents?|reports?|difficult\w*|errors?|trouble|customers|users|some|this|it|"
            r"people|glitch\w*|fault)\b)|"
            r"(?:is|are|was|were) (?:fully |now |well )?aware\b(?! of)|"
            rf"(?:acknowledged|confirmed) (?:it (?:was|is|had)|there (?:was|were|is|are)|that (?:it|there))\b[^.;]{{0,40}}\b{_THING}|"
            r"(?:continue|continues|continuing|began|begun|working) to investigate|(?:as|while) (?:we|they|it|engineers|teams?) (?:still )?investigates?|studying|probing|"
            r"examining|examine|gathering (?:more )?information|triaging|"
            r"collecting (?:additional )?data|"
            r"untersuch\w+|(?:prüf|analysier)\w+ (?:den|die|das)|enquêt(?:e|ent|ait) sur|ouvert une enquête|"
            r"investigando|apurando|au courant|"
            r"analizando|analisando)"
        ),
        deed=True,
    ),
)
"""In the order in which they are tried: what is told of a place by one is not told by the next."""
PAGE_LEVEL = compile_words(
    r"\b(?:status|page|dashboard|notes?|notice|entry|listed|marked|spoke of|speaks of|became|changed|upgraded|downgraded|moved|"
    r"labell?ed|flagged|rated)\b[^.;“\"]{0,60}?[“\"‘'«„](?P<state>degraded (?:performance|service|availability)|partial (?:outage|degradation|disruption)|major (?:outage|incident|"
    r"disruption|issues?)|full outage|complete outage|service (?:disruption|outage|degradation|interruption)|(?:fully )?operational|"
    r"under maintenance|all systems operational|elevated (?:errors?|error rates))[,.]?[”\"’'»“]",
    re.IGNORECASE,
)
"""A status page's level, quoted alone."""
PAGE_WORD = compile_words(
    r"\b(?:status|page|incident|dashboard|listed|marked|changed|updated|moved|labell?ed|"
    r"flagged)\b[^.;]{0,60}?"
    r"[“\"‘'](?P<state>investigating|identified|monitoring|resolved)[,.]?[”\"’']",
    re.IGNORECASE,
)
"""A status page's own word, quoted."""
NO_OUTAGE = compile_words(
    r"\b(?:(?:there (?:was|is|were|are|had been)|(?:saw|sees|seeing|has|have|had|found|"
    r"reports?)) no (?:\w+ ){0,2}?(?:outages?|disruptions?|"
    r"downtime|interruptions?|service issues)|(?:not|n['’]t) (?:currently )?(?:experienc\w+|suffer\w*|"
    r"having|had|have|seeing|see|aware of) "
    r"(?:an?|any|such an?) (?:\w+ )?(?:outages?|disruptions?|downtime|interruptions?)|"
    r"den(?:ied|ies|ying) (?:that )?(?:(?:it|there|they|the (?:company|bank|carrier))\b[^.;]{0,30}|"
    r"having (?:had|suffered) |any |an |reports of an? )"
    r"(?:\w+ ){0,2}?(?:outages?|disruptions?|downtime)|(?:was|were|is|are)(?: not|n['’]t) (?:down|"
    r"offline)(?= (?:at any|at all|today|on|and)|[,.;]|$)|"
    r"keine(?:rlei)? (?:Störung(?:en)?|Ausfälle?)|aucune (?:panne|interruption|perturbation)|"
    r"no (?:hay|hubo|ha habido) (?:ninguna )?(?:caída|interrupción|falla)|não (?:há|"
    r"houve) (?:nenhuma )?(?:queda|interrupção|falha))\b",
    re.IGNORECASE,
)
"""Somebody says that a service did not fail."""
NORMAL = compile_words(
    r"\b(?:(?:operat|function|work|runn|perform)ing (?:as )?(?:normally|as (?:expected|usual))|"
    r"(?:is|are|was|were) (?:fine|unaffected and running))\b",
    re.IGNORECASE,
)
AGAIN = compile_words(
    r"\b(?:again|back|now|restored|recovered|resolved|fixed|returned|resumed|once more|since)\b",
    re.IGNORECASE,
)
"""What runs normally "again" was broken; what just runs normally never was."""
