"""The words around a cause that tell it from any other noun, as patterns. Pure data: no input, no output.

English in full; the commonest of German, French, Spanish and Portuguese.
"""

import re

from newsagg.detect.wordpatterns import compile_words

STRONG = compile_words(
    r"(?<![\w-])(?:identified (?:an?|the) (?:problem|issue|fault|error)s? (?:with|in|at|affecting)|"
    r"caused by|due to|(?:the )?(?:fault|doing|handiwork|work|product|consequence) of|"
    r"(?:by|on)(?= (?:the )?orders? (?:of|from))|"
    r"because of|owing to|as a result of|(?:is|was|are|were) the (?:direct )?result of|result(?:s|ed|"
    r"ing) (?:directly )?from|stem(?:s|med|ming) from|"
    r"attribut(?:ed|es|ing) (?:[^.;]{0,70}? )?to|blam(?:ed|es|ing) (?:[^.;,]{0,60}? )?on|pin(?:ned|s|"
    r"ning) (?:[^.;,]{0,40}? )?on|"
    r"thanks to|triggered by|prompted by|brought on by|sparked by|set off by|originat(?:ed|es|"
    r"ing) (?:from|in|with)|link(?:ed|s) to|tied to|connected to|"
    r"tracked (?:[^.;,]{0,40}? )?(?:back |down )?to|p[iu]t(?:s|ting)? (?:[^.;,]{1,60}? )?down to|"
    r"chalk(?:ed|s) "
    r"(?:[^.;,]{0,40}? )?up to|"
    r"trac(?:ed|es|ing) (?:[^.;,]{0,60}? )?(?:back )?to|(?:was|were|is|came) down to|rooted in|"
    r"arose from|(?:what|that) (?:brought|knocked|took|caused|triggered|broke|crashed|tripped|hit|"
    r"felled) [^.;,]{2,60}? (?:was|is|were)|(?:(?:lay |was |is |stood |lies )?behind|at the (?:root|heart|"
    r"bottom) of) (?:the|this|its|[\w-]+day['’]s) (?:\w+ )?(?:outages?|disruption|failure|trouble|problems?|"
    r"crash|breakdown|incident|fault) (?:was|is|were|lay|lies)|culprit,? [^.;,]{2,40}, (?:was|is)|"
    r"blame (?:lies|lay|rests|falls|fell) (?:with|on)|(?:it|the trouble|the problems?|the outage|everything|"
    r"the incident) (?:all )?(?:began|started) with|(?:detrás|atrás|por trás) d[eao]l? ?(?:la |el |o |"
    r"a )?(?:caída|fallo|falla|apagón|queda|falha|interrup\w+) (?:hay|está|estaba|estava|há)|"
    r"à l['’]origine d(?:e la |u |e l['’]|es )(?:panne|incident|problème|pannes)(?: ?[,:]| se trouv\w+|"
    r" figur\w+)|aris(?:es|ing) from|"
    r"(?:root |underlying |main |likely |probable |exact )?cause (?:of (?:the|this|its|our|today's|"
    r"yesterday's) [\w’' -]{2,50}? )?(?:was|is|were|appears to be|seems to be)(?! (?:not |still |yet |"
    r"being |un|open\b|clear\b|known\b|under\b))|"
    r"reason (?:for (?:the|this|its) [\w’' -]{2,40}? )?(?:was|is)(?! (?:not |still |un))|culprit (?:was|"
    r"is|appears to be)|"
    r"(?:wegen|aufgrund|infolge|verursacht durch|ausgelöst durch|zurückzuführen auf|Grund (?:dafür |"
    r"für [\w ]{2,40} )?(?:war|ist|sei)|Ursache (?:dafür |für [\w ]{2,40} )?(?:war|ist|sei|waren))|"
    r"(?:à cause d(?:[eu]s?|[’'])|en raison d(?:[eu]s?|[’'])|dû à|due à|dus? à|causée? par|"
    r"provoquée? par|liée? à|suite à|"
    r"à la suite d(?:[eu]s?|[’']))|"
    r"(?:debido a|a causa de|causad[oa]s? por|provocad[oa]s? por|ocasionad[oa]s? por|se debió a|"
    r"se debe a|por culpa de)|"
    r"(?:devido [aà]o?s?|por causa d[eoa]s?|causad[oa]s? por|provocad[oa]s? por|em razão d[eoa]s?|"
    r"em função d[eoa]s?)|"
    r"(?:l['’])?(?:origen|causa|origem|origine|cause|raz[óã]o|motivo)\s(?:(?!no\b|"
    r"se\b)[\w’'-]+\s){0,6}?(?:est[áa](?:r|"
    r"ba|ría)?|fue|era|es|sería|foi|é|seria|est|était|serait|reside|residía|vient|viene)(?:\s(?:en|no|na|"
    r"em|dans|"
    r"de|du|del|liée? à))?)(?:\s+|(?<=[’']))",
    re.IGNORECASE,
)  # fmt: skip
BLAMES = compile_words(
    r"(?<![\w-])(?:blam(?:ed|es|ing)|pointed (?:the finger )?(?:to|at)|point(?:s|ing) (?:to|at)|cit(?:ed|"
    r"es|ing)|macht|gab|responsabili[sz]ó a|culpó a|(?:attribue|attribué|impute|"
    r"imputé)(?: [^.;,]{0,60}?)? (?:à|au|aux)|"
    r"évoque|invoque|met en cause|atribu(?:ye|yó|i|iu)(?: [^.;,]{0,60}?)? (?:a|à|ao|al|aos)|"
    r"achaca(?: [^.;,]{0,60}?)? a|"
    r"führt(?:e)?(?: [^.;,]{0,60}?)? auf)\s+"
    r"(?=(?:an?|the|its|their|what|recent|some|faulty|bad|\w+ly|[\"“‘']|"
    r"[a-z]))(?![^.;,]{0,60} on (?:[A-Z]|an?\b|the\b|its\b))"
)
WEAK = compile_words(
    r"(?<![\w-])(?:after|following|amid|in the wake of|hit (?:by|with)|struck by|suffer(?:ed|s|"
    r"ing)(?: from)?|experienc(?:ed|es|ing)|"
    r"target(?:ed)? (?:by|with|of)|victim (?:of|to)|fell victim to|under|battl(?:ed|es|ing)|"
    r"subject(?:ed)? to|fend(?:ed|ing) off|overwhelmed by|"
    r"identified|found|discovered|fixed|fix|detected|determined that|dealing (?:with|from)|when|"
    r"relat(?:ed|es|ing) to|lies with|lay with|down to|"
    r"confirmed|describing|calling (?:the \w+|it)|calls|called (?:the \w+|it)|aware of|there (?:was|were|"
    r"is)|there (?:has|had) been|identifi(?:ed|es)|nature of|"
    r"resembl(?:es|ed|ing)|consistent with|look(?:s|ed|ing) like|reflecting|signs of|hallmarks of|"
    r"point(?:s|ed|ing) to|dealing with|(?:put|placed|pushed|shipped|released|deployed|rolled out)|"
    r"problems? (?:with|in|at)|issues? (?:with|in|at)|fault (?:with|in|at)|trouble (?:with|on|at|in)|"
    r"acknowledg(?:ed|es)|conced(?:ed|es)|spoke of|speaks of|recover(?:ed|ing) (?:in full |fully |completely )?from|"
    r"(?:bestätigte|bestätigt|räumte|räumt|a confirmé|a reconnu|confirme|reconnaît|confirmó|confirma|reconoció|"
    r"admitió|ha confirmado|confirmou|reconheceu|admitiu)|"
    r"result of|cause:?|reveals?|revealed|announced|mitigate|admits|admitted|"
    r"nach|wegen|après|tras|após|amid|suite à|attempt(?:ing|ed)? to (?:mitigate|stop|fight))\s+[\"“‘']?",
    re.IGNORECASE,
)
BEFORE = compile_words(
    r"(?<![\w-])(?:(?:that |which |who )?(?:has |have |had |also |reportedly |apparently |allegedly |"
    r"likely |may have |might have |could have |appears to have |"
    r"seems to have |managed to |inadvertently |accidentally |mistakenly |unexpectedly |is |was |were |are |"
    r"would |then |"
    r"a |ont |avait |ha |han |había |hat |haben |tinha |teria )*"
    r"(?:caused|causes|causing|cause|triggered|triggering|triggers|led to|leads to|leading to|"
    r"resulted in|resulting in|knock(?:s|ed|ing) [^.;,]{0,30}?(?:out|off|offline)|"
    r"took (?:down|out|[^.;,]{0,40}?(?:down|offline|out))|tak(?:es|ing) (?:down|out|[^.;,]{0,40}?(?:down|"
    r"offline))|br(?:ings?|ought|inging) (?:down|[^.;,]{0,40}?(?:down|offline))|"
    r"crashed|crash(?:es|ing)|disrupted|disrupts|disrupting|blocked|responsible for|the (?:root |"
    r"underlying )?(?:cause|source|root) of|to blame(?: for)?|behind(?= [\w\"“‘'])|"
    r"prevent(?:ed|s|ing)?|broke|breaks|overwhelmed|prompted|hit|hits|hitting|tripped|trips|combined to|"
    r"set off|sets off|kicked off|froze|stalled|halted|stopped|killed|encrypted|hijacked|seized|defaced|"
    r"broke into|got into|infiltrated|struck|darkened|toppled|felled|destroyed|"
    r"damaged|swamped|"
    r"flooded|interfered with|interrupted|buckled|"
    r"(?:tore|ripped|cut|sliced|chewed|gnawed|dug|drilled|smashed|plou?ghed|crashed|burned) (?:through|into|"
    r"up)|"
    r"shut [^.;,]{0,30}?(?:down|out)|locked [^.;,]{0,30}?out|cut [^.;,]{0,30}?off|"
    r"br(?:ings?|ought) [^.;,]{0,40}?to (?:a halt|its knees|a standstill)|"
    r"took [^.;,]{0,30}?with it|put [^.;,]{0,30}?out of action|sent [^.;,]{0,40}?(?:astray|nowhere|into)|"
    r"leaving [^.;,]{0,40}?(?:without|unable|offline|stranded)|"
    r"had (?:some |many |several )?(?:unintended|unexpected|unforeseen|adverse) (?:consequences|(?:side[- ])?effects|impacts?)|slowed|crippled|paraly[sz]ed|"
    r"cut (?:off )?(?:the |its |their |all )?(?:connections?|links?|traffic|access|power|cables?|"
    r"communications?)|"
    r"kept (?:[\w’'-]+ ){1,10}from|left (?:behind )?an? (?:empty|stale|broken|corrupt\w*|incomplete|"
    r"wrong|invalid)|"
    r"left (?:[\w’'-]+ ){1,6}(?:unable|without|offline|stranded|unreachable|empty)|"
    r"let (?:an? |the |some )?(?:broken|bad|faulty|flawed|corrupt\w*|invalid|wrong|malformed)|"
    r"(?:passed|exceeded|breached|surpassed|went (?:far |well )?(?:beyond|over|past)|gone (?:far |"
    r"well )?(?:beyond|over|"
    r"past)|outstripped|outran|outgrew)(?= [^.;]{0,50}(?:limits?|thresholds?|capacity|expect\w*|plann?ed|"
    r"foreseen|"
    r"maximum|ceiling|quotas?))|"
    r"(?:doubled|tripled|inflated|bloated|emptied|wiped|erased|deleted|overwrote|corrupted|revoked|"
    r"severed)(?= (?:the|its|an?|all|whole|many|their) )|"
    r"made (?:[\w’'-]+ ){1,5}(?:malfunction|fail|crash|unavailable|unreachable|inaccessible|slow|unusable)|"
    r"sent (?:[\w’'-]+ ){1,5}(?:offline|into)|shut (?:down|out)|(?:was|were|had been) at work|"
    r"impact(?:ed|s|ing)|affect(?:ed|s|ing)|downed|"
    r"blamed|interrupted|at fault|the culprit|"
    r"verursachte|verursacht|führte zu|legte|legt|löste|provoqu(?:é|e|ait)|lahmgelegt|ausgelöst|gestört|"
    r"unterbrochen|die Ursache|der Grund|der Auslöser|schuld|"
    r"durchtrennte|zerstörte|beschädigte|traf|trennte|(?:paralysé|mis hors service|fait tomber|interrompu|"
    r"coupé|privé|touché|"
    r"entraîné|perturbé|causé)|tumbó|interrumpió|afectó|cortó|dañó|atingiu|afetou|cortou|interrompe|"
    r"tiró|dejó sin|interrompeu|paralisou|deixou|"
    r"a causé|causó|provocó|causou|"
    r"provocou|derrubou))(?![\w-])",
)
STOP = re.compile(
    r"[.;:,()\n]|\s[–—-]\s|\s(?:which|but|while|whereas|according|said|says|before|when|until|as of|"
    r"although|though|and (?:that|the|it|they|is|was|has|will|not|had|said|we|are|were|now|expects?|to)|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:late|early) (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|"
    r"Satur|Sun)day|rather than|instead of|as (?:the|it|we|users)|during|amid|while|where|whose|"
    r"following|after|inside|"
    r"so that|(?:we|they|you|he|she|it|I) (?:are|were|is|was|have|had|has|can|could|will|would)|in which|"
    r"it['’]s|as opposed to|und nicht|sondern|et non|y no|e não|mais non|and (?!failed|"
    r"corrupted|damaged|misconfigured|expired|unexpected|related|"
    r"automated)(?:\w+ed|"
    r"gave|took|put|sent|went|made)|survenue?|pendant|durante|während|und|que|aber)\b|[”\"»](?=[\s.,]|$)"
)
NOT_A_CAUSE = re.compile(
    r"^(?:(?:the|this|that|these|an?|its|their|our|some|any|many|several|multiple|ongoing|major|"
    r"widespread|massive|global|worldwide|nationwide|temporary|unexpected|unplanned|sudden|recent|today['’]s|network|service|system|internet|partial|brief) )*"
    r"(?:outages?|issues?|problems?|disruptions?|incidents?|faults?|failures?|it|this|that|these|them|"
    r"users?|customers?|"
    r"people|high call volumes?|errors?|slowness|inconvenience|downtime|situation(?: (?:with|at|in))?|event|"
    r"interruptions?|"
    r"delays?|services?|"
    r"impact|platform|app|site|website|us|you|which|being|having|time|the company)\b(?! (?:with|in|at|of|"
    r"to|on|update|failure))",
    re.IGNORECASE,
)
ASKS = compile_words(
    r"\b(?:asked|asks|wonder\w*|question\w*) (?:[\w’']+ ){0,4}?(?:if|whether)\b|"
    r"\bwhether\b[^.;]{0,60}\b(?:cyber|attack|caused)",
    re.IGNORECASE,
)
EFFECT_OF = compile_words(
    r"\b(?:leading to|led to|caus(?:ed|ing|es)|result(?:ed|ing) in|that['’]s caused)\s(?:an? |the |some |"
    r"multiple |its )?[\"“‘']?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
SPECIFIC = compile_words(
    r"\b(?:servers?|routers?|databases?|dns|certificates?|configur\w+|code|updates?|switch(?:es)?|power|"
    r"cooling|authenti\w+|access control|storage|fib(?:er|re)|cables?|load balanc\w+|firewall|cache|api|"
    r"hardware|core network|third[- ]party|vendor|supplier|internal systems?)\b",
    re.IGNORECASE,
)
ONLY_TROUBLE = re.compile(
    r"^[\"“‘']?(?:(?:an?|the|its|some|these|those|those|today['’]s|yesterday['’]s|major|ongoing|complete|widespread|massive|"
    r"multiple|network['’]s|service|platform|experiencing|suffering|of|having|facing|"
    r"few) )*(?:(?:network|connectivity|service|system|systems|technical|connection|internet|server|"
    r"website|app|login|data|platform|IT) )?"
    r"(?:issues?|problems?|outages?|glitch(?:es)?|errors?|difficulties)(?: (?:with|in|at|on|"
    r"of) [\w’' -]{2,40})?$",
    re.IGNORECASE,
)
NOT_REASON = re.compile(
    r"^(?:the |its |an? )?(?:cet incident|measures|number of (?:customers|people|users)|(?:same |main |"
    r"only )?reasons?|(?:\w+ ){0,3}(?:factors|things)|fact|popularity|"
    r"way|(?:\w+ )?nature|(?:ongoing |legal |security )?(?:investigations?|reasons)|"
    r"steps|fix|lack of (?:information|updates|communication))\b|\bwe have implemented\b|\bitself is down\b",
    re.IGNORECASE,
)
LONGEST_CAUSE = 130

CORRECTED = re.compile(
    r"\b(?:but|sondern|mais|sino|mas)(?: (?:rather|instead|was|were|because of|due to|by|from|an?|the|"
    r"simply|just|"
    r"um|einen?|durch|auf|plutôt|par|d['’]|à|une?|por|de|una?|a|que|foi|fue|uma?|num|sim|el|la|o|ein|"
    r"eine[nmr]?|"
    r"bien))*\s(?:d['’])?$",
    re.IGNORECASE,
)
"""What brings the true cause after a denied one: "not by an attack but by a typo"."""
IT_WAS = compile_words(
    r"(?:^|[\"“‘'.:;]\s?|\b(?:said|says|that) )(?:it|this|that|the (?:outage|incident|problem|issue|"
    r"disruption|cause)) "
    r"(?:was|is|had been|turned out to be) (?:\w+ly |just |simply |actually )*(?:an? |the |our |"
    r"its )?[\"“‘']?$",
    re.IGNORECASE,
)
"""What names the outage by its cause: "It was a configuration error"."""
WEIGHED = compile_words(
    r"\b(?:(?:look|check|investigat|examin|determin|assess|prob|explor|consider|study|weigh)\w* (?:in |"
    r"into )?|"
    r"(?:unclear|not clear|unknown|not known|questions?) )(?:whether|if|the possibility (?:that|of))\b",
    re.IGNORECASE,
)
"""Those who would know ask whether it was so: a questioned cause, where a reporter's question is none."""
CLAIMS_DEED = compile_words(
    r"\b(?:claim\w*|took|takes?|taken) (?:responsibility|credit) for (?:the |this |an? )?(?:\w+ )?$|"
    r"\b(?:it|they|he|she) (?:was|were|is|are) behind (?:(?:the|this|an?)\s)?(?:\w+ )?$",
    re.IGNORECASE,
)
"""Who says of himself that he did it."""
PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being)\s(?:\w+\s){0,2}(?:impacted|affected|disrupted|caused|blocked|"
    r"interrupted|downed|hit|cut|shut|sent|put|broken|overwhelmed|[\w]+ed)$|\b(?:becomes?|became|gets?|"
    r"got) \w+(?:ed|en)?$"
)
"""What befell the noun instead of what it did."""
DEFECT = compile_words(
    r"\b(?:bugs?|defects?|flaws?|faults?|errors?|mistakes?|misconfigur\w+|typos?|race condition|"
    r"regression|leaks?|deadlocks?|erreur|Fehler|fallo|falha)\b",
    re.IGNORECASE,
)
ARRIVED = re.compile(
    r"^\s(?:was|were|had been|has been|got)\s(?:\w+ly\s)?(?:introduced|made|injected|shipped|pushed|"
    r"deployed)\b"
)
"""A defect that came in with something else."""
FLAWED = re.compile(
    r"\b(?:error|errors|bug|bugs|fault|faults|faulty|flaw\w*|wrong|bad|broken|mistake\w*|misconfigur\w+|"
    r"defect\w*|"
    r"incorrect|botched|buggy|outdated|stale|obsolete|expired|lapsed|missing|improper\w*|corrupt\w*|mistyped|misplaced)\b",
    re.IGNORECASE,
)
RELEASED = re.compile(r"^(?:put|placed|pushed|shipped|released|deployed|rolled out)$", re.IGNORECASE)
NEWS_UPDATE = re.compile(
    r"^[\W_]*(?:live |latest |breaking )*(?:updates?|updated)\b(?=\W{0,3}(?:$|\d|[:#\]\)*,–—-]|(?:at|on|"
    r"as of)\b|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec)))(?:[^\n]{0,60}?:(?=\s))?",
    re.IGNORECASE,
)
"""A living article's stamp or heading: no update of any software."""
TOLD_UPDATE = re.compile(
    r"^[\"“‘']?(?:(?:an?|the|its|our|another|any|further|next|more|frequent|regular|official|status|latest|new|as|"
    r"each|"
    r"subsequent|follow-up|live|first|last|final|provide|providing|issued?) )*updates?\b(?! (?:to|from|"
    r"of|by|for))",
    re.IGNORECASE,
)
"""News of the outage, no change of software."""
GAUGED = re.compile(
    r"(?:elevated|higher|increased|raised)\b[^.;]*\b(?:errors?|latency|latencies|failures)\Z", re.IGNORECASE
)
"""More errors than usual are what is seen of an outage."""
GENERIC = re.compile(
    r"[\"“‘']?(?:(?:an?|the|its|this|that|any|another) )*(?:faults?|failures?|malfunctions?|errors?|"
    r"crash(?:es)?)",
    re.IGNORECASE,
)
"""The outage under another name: no cause of it."""

EXPERIENCED = re.compile(
    r"^(?:experienc\w*|suffer\w*|fix(?:ed)?|aware of|dealing|there|reveals?|revealed|when|announced|"
    r"detected|mitigate|"
    r"found|under)\b",
    re.IGNORECASE,
)
"""Cues after which mere trouble ("elevated errors") is what was felt and no cause."""

DEEPER = compile_words(r"\b(?:root|underlying|exact|precise|who)\b", re.IGNORECASE)
"""What is still asked for when a cause is named: the one beneath, or who did it."""
