"""The words around a time that tell whether it is a start, an end or neither, as patterns. Pure data."""

import re

from newsagg.detect.wordpatterns import compile_words

START = compile_words(
    r"\b(?:bec(?:a|o)me (?:the |a )?(?:victim|target) of|fell (?:victim|prey) to|came under (?:an? )?attack|began|begin(?:s|ning)?|begun|start(?:ed|ing|s)?|surfac(?:ed|ing)|appear(?:ed|ing)|"
    r"emerg(?:ed|ing)|arisen|arose|took place|taking place|occur(?:red|ring|s)|happened|"
    r"went (?:down|offline|dark|out)|going (?:down|offline)|gone (?:down|offline)|go down|"
    r"(?:informed|notified|alerted|aware|warned|told) (?:of|to) (?:the|an?|its|this) (?:[\w-]+ ){0,2}?(?:fault|issue|problem|outage|failure|incident|disruption|glitch)s?|"
    r"first (?:reported|noticed|spotted|seen|detected|appeared|acknowledged|observed|saw|identified|hit|flared|cropped|showed)|spik(?:ed|e|es|ing)|"
    r"surg(?:ed|e|ing)|crash(?:ed|ing)|struck|hit|dropp(?:ed|ing) (?:off|out|offline|to)|"
    r"(?:traffic|connectivity|connections?|signals?|calls|service|sales|levels?) (?:\w+ ){0,3}(?:dropp|plung|plummet)(?:ed|ing)|"
    r"fail(?:ed|ing|s)|stopped \w+ing|no longer \w+|had no signal|rose|rising|went out|(?:was|"
    r"were) (?:sent|pushed) out|"
    r"(?:did|do|does|would|could)(?: not|n['’]t) (?:load|open|work|connect|start|answer|respond|"
    r"be reached)|found that|"
    r"dejó de \w+|est tombée?|"
    r"as early as|were (?:being )?reported|was (?:being )?reported|"
    r"report(?:ed|ing) (?:problems|issues|an? |outages|trouble|that)|complain(?:ed|ing)|"
    r"experienc(?:ed|ing)|suffer(?:ed|ing)|ramp(?:ed|ing) up|climb(?:ed|ing)|jump(?:ed|ing)|"
    r"outage (?:on|at|around|of)|dated|lost|noticed|noticing|detected|down (?:at|on|since|from|"
    r"around)|knocked|broke|"
    r"(?:first|earliest|initial) (?:(?!to\b)[\w-]+ ){0,1}?(?:reports?|complaints?|alerts?|alarms?|signs?|warnings?|calls?|errors?|symptoms?|tickets?|failures?)|"
    r"primer(?:o|a)s? (?:avisos?|quejas?|reportes?|fallos?|alertas?)|primeir[oa]s? (?:queixas?|relatos?|reclamações|falhas?|alertas?)|"
    r"premi(?:er|ère)s? (?:signalements?|alertes?|plaintes?|pannes?|incidents?)|erste[nr]? (?:Meldung(?:en)?|Störungen?|Beschwerden?|Ausfälle?)|"
    r"saw a|onset|(?:hours|day) starting|"
    r"begann|begannen|seit|traten|fiel(?:en)? (?:aus|am)|ausgefallen|depuis|a commencé|ont commencé|"
    r"débuté|à partir de|depuis|desde|comenz(?:ó|aron)|empez(?:ó|aron)|inici(?:ó|ado|aron|ou)|"
    r"a partir d[eao]s?|começ(?:ou|aram))\b",
    re.IGNORECASE,
)
START_WEAK = compile_words(
    r"\b(?:complaints|reports of|unavailable|failures?|losing|losses|outages?|disruptions?|meldungen|signalements)\b",
    re.IGNORECASE,
)
"""States and nouns that go with a start, and just as well with any later time: they count where no other cue stands."""
END = compile_words(
    r"\b(?:resolv(?:ed|es|ing)|restor(?:ed|es|ing|ation)|fixed|"
    r"(?<!getting )(?<!got )(?<!get )(?<!roll )(?<!rolled )back(?: up| online| to normal| in service)?(?! (?:in|to) (?:\d|the author|him|her|them))|"
    r"(?<!signs of )(?<!indications of )(?<!sign of )recover(?:ed|y|s|ing)|"
    r"(?:reports|complaints|numbers?|errors?|alerts|traffic levels) (?:\w+ ){0,4}(?:dropped|fell|eased|dwindled|came down|"
    r"plummeted|dropping|falling|easing)|return(?:ed|s|ing)?(?! (?:\w+ )?errors?)|normal(?:ly)?|"
    r"(?:errors?|failures?|timeouts?|delays|alerts|alarms|crashes|attacks?|problems?|outages?|packet loss) (?:\w+ ){0,3}?(?:stopped|ceased|"
    r"died down|cleared|vanished|disappeared|went away)|"
    r"flow(?:ed|ing)|worked again|resum(?:ed|es|ing|ption)|"
    r"ended|until|mitigat(?:ed|ion)|subsid(?:ed|ing)|fallen|declin(?:ed|ing|e)|operational|"
    r"(?:loading|working|running|available|accessible|reachable|usable|online|live|up) again|up and running|rebound(?:ed|ing)?|"
    r"c(?:a|o)me back|coming back|"
    r"(?:is|was|are|were) (?:now )?over(?! \d)|cleared|"
    r"completed|concluded|lifted|stabili[sz]ed|repaired|reconnected|reopened|addressed|dropp(?:ed|"
    r"ing) (?:off|significantly|sharply)|tapered|"
    r"behoben|wieder|bis|beendet|wiederhergestellt|de nouveau|rétablie?s?|résolue?s?|jusqu['’]à|retour|"
    r"restablec\w+|"
    r"resuelt[oa]s?|hasta|solucionad[oa]s?|normalizad[oa]s?|restabelecid[oa]s?|resolvid[oa]s?|até|voltou|"
    r"voltaram)\b",
    re.IGNORECASE,
)
ACK = compile_words(
    r"\b(?:acknowledg(?:ed|es|ing|ement)|first flagged|flagged|(?:was|were|is|as) [“\"]?investigating|first (?:statement|update|tweet|post)|(?:posted|tweeted|"
    r"confirmed|wrote|said|announced|listed|status (?:page|update)) |bestätigte|confirmó|a confirmé|"
    r"confirmou)\b",
    re.IGNORECASE,
)
OUTAGE_WORD = compile_words(
    r"\b(?:outages?|down|offline|disrupt\w*|unavailable|inaccessible|issues?|problems?|incident|crash\w*|"
    r"fail\w*|errors?|glitch\w*|trouble|reports?|complaints?|blackout|interruption|unable|could(?:n['’]t|"
    r" not)|cannot|can['’]t|"
    r"no longer|no signal|did not load|stopped|went out|traffic|worked|working|rose|found that|lockout|"
    r"gone on|dejó|"
    r"fonctionn\w+|lief(?:en)?|degrad\w*|downtime|attack\w*|slow\w*|restor\w*|resolv\w*|fixed|back|"
    r"recover\w*|resum\w*|normal|"
    r"service|services|network|grounded|paused|Ausfall|Störung\w*|Probleme?|ausgefallen|gestört|panne|"
    r"dysfonctionnements?|pannes|caída|fallos?|interrupción|falha|queda|instabilidade|interrupção)\b",
    re.IGNORECASE,
)
EVENT = compile_words(
    r"\b(?:went (?:down|offline|dark)|(?:is|are|was|were) (?:down|offline|unavailable|hit|experiencing|"
    r"suffering|unreachable|inaccessible|affected|taken|knocked)|suffer(?:ed|s)|experienc(?:ed|es)|"
    r"crash(?:ed|es)|"
    r"(?:has|have|had) (?:been|gone) (?:down|unable|offline)|couldn['’]t|could not|unable|"
    r"ordered|grounded|paused|fiel|fielen|Ausfall|panne|caída|queda|Störung)\b",
    re.IGNORECASE,
)
NOT_OUR_TIME = re.compile(
    r"\b(?:update (?:by|at|in)|next update|more information (?:by|at)|published|updated|"
    r"maintenance (?:window|is|was|notice)|scheduled|planned|posted on|originally|joined|founded|launched|"
    r"acquired|announced plans|deadline|cut-off|earnings|(?<!suspended )(?<!suspends )(?<!halted )(?<!halts )(?<!paused )(?<!stopped )trading(?! (?:was|were|had|has|halt|stop)\w*)|opening|priced?)\b",
    re.IGNORECASE,
)
BETWEEN_CLAUSES = re.compile(r"(?:,|;|—|–|\s-)\s*(?:and|but|while|when|with|after|before|then|as)?\s|\band\b")
TRACKER_WORD = re.compile(r"\b(?:reports?|complaints?|users?|outage map)\b", re.IGNORECASE)
PLANNED = re.compile(
    r"\b(?:scheduled maintenance|maintenance is planned|planned maintenance window|will be unavailable|"
    r"maintenance window|next update|(?:provide|post|share|issue|give) (?:another|a further|an additional|the next) update)\b",
    re.IGNORECASE,
)
EXPECTING = compile_words(
    r"\b(?:expect(?:s|ed|ing)?|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|anticipat(?:es|ed|ing)|promis(?:es|ed|ing)|pledg(?:es|ed|ing)|"
    r"estimat(?:es|ed|ing)|reckon(?:s|ed|ing)?|predict(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
"""Whoever does this tells of an end to come."""
STILL_THEN = re.compile(
    r"\b(?:as recently as|latest tally|yet to share|still shows?|peak(?:ed|ing)? (?:at|of|around)|"
    r"the same|since (?:their|its|the) peak)\b|\b(?:fallen|fell|dropped|dwindled|eased|down) to (?:\w+ ){0,2}?\d|"
    r"\bstill (?:[\w-]+ )?(?:down|delayed|unable|offline|slow|out|affected|unavailable|disrupted|waiting|without|closed|stuck|blocked)\b|"
    r"^[^,;]{0,60}(?:received|had|logged|recorded|counted) (?:more than |over |about |nearly |"
    r"almost )?\d[\d,.]*",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"\b(?:to|past|above|beyond|touch(?:ed|ing)|hit|reach(?:ed|ing)|topp(?:ed|ing)|pass(?:ed|ing)|peak(?:ed|ing)? (?:at|of))\s(?:[a-z]+\s){0,2}"
    r"\d[\d,.]*(?:\s(?:reports|complaints))?\s?(?:(?:at|around|about|by)\s)?$",
    re.IGNORECASE,
)
"""What a count had come to by then, well after the outage began."""
LOOSE_DAY = re.compile(
    r"^(?:today|tonight|yesterday|this (?:morning|afternoon|evening|week|month)|last (?:week|month)|in \w+)$",
    re.IGNORECASE,
)
SAID_OVER = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are) (?:now |been |been fully |fully |completely |entirely |finally |since |largely |"
    r"mostly )*(?:resolved|restored|fixed|mitigated|addressed|over|back|recovered|working|operational|"
    r"normal)|(?:fully|mostly|largely) (?:recovered|restored)|been (?:resolved|restored|fixed|mitigated|"
    r"addressed)|back to normal|back online|resolved the)\b",
    re.IGNORECASE,
)
FOR_MOST = re.compile(
    r"[^.;,]{0,24}\bfor (?:most|some|many|several|nearly all|almost all|a (?:number|majority)|the (?:vast |great )?majority)\b",
    re.IGNORECASE,
)
"""What is back for most is not over."""
RECOVERING = re.compile(
    r"(?:(?! and )[^.;]){0,50}?\b(?:returning|recovering|restored|resolved|recovered|coming back|back (?:up|online|"
    r"to)|resumed|normal)\b",
    re.IGNORECASE,
)
AND_THEN = re.compile(
    r",?\s(?:and|but|while)\s(?:the|its|it|as)\b|;\s|,\s(?:when|where|as|with|after)\s|\s(?:since|after|when)\s(?:the|an?|it|its|their)\b"
)
AND_ALSO = re.compile(r"\sand\s")
EVENT_NOUN = re.compile(
    r"\b(?:outages?|disruptions?|incident|crash|blackout|downtime|failure|glitch|attack|breakdown|Ausfall|Störung|panne|"
    r"caída|queda)\b",
    re.IGNORECASE,
)
NAMED_BY_IT = re.compile(
    r"\b(?:after|following|despite)\s(?:[\w’'-]+\s){0,5}(?:outages?|disruptions?|incident|crash|blackout|failure|glitch|"
    r"breakdown|fault|collapse|meltdown|interruption)\s(?:(?:on|of|at|around|about|late|early|that began)\s){0,3}$",
    re.IGNORECASE,
)
"""An outage that is told from others by its time."""
NOT_START = re.compile(
    r"(?:\b|(?<=[a-z])(?=[A-Z]))(?:as of|into|still|persist(?:ed|ing|s)?|continu(?:ed|ing|es)|extend(?:ed|ing|s)|last(?:ed|ing)|through|remain(?:ed|s)|"
    r"dragged on|bis in|jusque dans)(?: (?:on|at|about|around|roughly|approximately|early|late|the|well|in|into|until)){0,3}\s*$",
    re.IGNORECASE,
)
"""What makes a time a moment within the outage, or its far end, and no start of it."""
STEP = re.compile(
    r"\b(?:elevated|upgraded|escalated|downgraded|raised|reclassified|changed|moved) (?:the |its |an? |this )?(?:status|incident|"
    r"alert|severity|issue)\b",
    re.IGNORECASE,
)
"""A step of the handling, no start."""
GOES_ON = re.compile(
    r"\s*,?\s*(?:and|through|to|und|et|y|e)\s(?:(?:again|also|early|late|into|on|then|parts of)\s)*$",
    re.IGNORECASE,
)
"""What joins a second day to the first: "Thursday and Friday", "late Monday and into Tuesday"."""
UNTIL_THEN_NONE = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno|\bfew|\bwithout)\b[^.;]{0,70}\buntil(?:\s\w+)?\s*$", re.IGNORECASE
)
SINCE = re.compile(
    r"\b(?:since|seit|depuis|desde)(?: (?:at|about|around|least|roughly|approximately|the|shortly|just|early|late|etwa|gegen|"
    r"environ|las?|as|às|à)){0,3}\s*$",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?:from|ab|von|de|des|desde|à partir de|das|dès)(?: (?:the|about|around|las)){0,2}\s*$", re.IGNORECASE
)
WITHIN = re.compile(
    r"\b(?:(?P<joined>from|von|de|des|desde|das|dès)|between|zwischen|entre)\s", re.IGNORECASE
)
"""The same inside the words of a span: "on 3 March from 11:49 to 17:30"."""
BETWEEN = re.compile(r"\b(?:between|zwischen|entre)(?: (?:about|around|las|as)){0,2}\s*$", re.IGNORECASE)
STATE = re.compile(
    r"\b(?:down|offline|unavailable|unable|inaccessible|unreachable|dark|outages?|disrupt\w*|interrupt\w*|degrad\w*|affected|"
    r"impacted|effected|last(?:ed|ing)|ran|ongoing|could(?: not|n['’]t)|experienc\w+|suffer\w*|incident|errors|problems?|issues?|"
    r"troubles?|fail(?:ed|ing|ures?)|crash\w*|slow\w*|loss|lost|halted|suspended|grounded|stopped|delay(?:ed|s)|without|faults?|glitch\w*|"
    r"ausgefallen|Ausfall|gestört|panne|caíd[oa]|fora do ar|interromp\w+)\b",
    re.IGNORECASE,
)
"""That the whole span was the outage."""
NOT_YET = re.compile(
    r"\b(?:longer than|(?:could|can|would)(?: not|n['’]t|not) be|not (?:yet|fully|completely)|has(?:n['’]t| not)|have(?:n['’]t| not)|still (?:not|working|down|investigating)|"
    r"hopes?|hoping|aims?|trying to|working to)\b",
    re.IGNORECASE,
)
CLAUSE_AFTER = re.compile(
    r",?\s(?:but|while|although|though|after|before|because|and)\s|;\s|\s[–—-]\s", re.IGNORECASE
)
"""Where the clause that opens with a time ends."""
COUNTED = re.compile(
    r"\d[\d,.]* (?:\W?\w+\W?,? ){0,5}?(?:reports?|complaints?|reported|problems|issues)\b|\breport(?:s|ed)? (?:\w+ )?(?:between|from)\s*$",
    re.IGNORECASE,
)
"""A span in which reports were counted is not the outage's."""
ROUGHLY = re.compile(r"\b(?:at|around|about|approximately|roughly|by|gegen|vers|sobre)\s*$", re.IGNORECASE)
