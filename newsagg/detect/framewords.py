"""The words that reporting frames are made of, as patterns. Pure data: no input, no output.

English in full; the commonest verbs of German, French, Spanish and Portuguese.
"""

import re

from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import make_set

VERB = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")
"""One whole word."""
_DOCUMENT = (
    r"(?:notices?|statements?|advisor(?:y|ies)|alerts?|messages?|updates?|posts?|notifications?|bulletins?|"
    r"tweets?|blogs?|notes?|emails?|letters?|memos?|announcements?)"
)
AHEAD = compile_words(
    r"(?<![\w’'-])(?:"
    r"(?:is|are|was|were|began|begin|started|start|keeps?|been)\s+(?:now\s+|also\s+|currently\s+|still\s+)?"
    r"(?P<doing>to (?:report|complain|notice)|saying|showing|telling|claiming|warning|blaming|listing|"
    r"indicating|reporting(?= that| the| on| its| an?| some| widespread| major| [“\"])|aware (?:of|that))|"
    rf"(?P<issuing>issued|posted|published|released|sent|shared|put out|gave|had(?! been))\s[^,;.\x00]{{2,90}}?"
    rf"\b{_DOCUMENT}\b[^,;.\x00]{{0,70}}?\b(?:that|saying|stating|confirming|which said|titled|entitled|reading)\b|"
    r"(?P<venting>(?:took|turned|flocked|rushed|went)\s(?:\w+\s)?(?:on|to)\s[^,;.\x00]{1,40}?\s(?:to (?:say|"
    r"complain|report|vent|ask|share|express|voice|note|describe|flag|moan|grumble|rage|joke|lament|protest|warn|announce|apologi[sz]e|explain|"
    r"confirm|deny|tell|post|write)|complaining|saying|reporting|asking)|"
    r"(?:flooded|swamped|inundated|bombarded|filled)\s[^,;.\x00]{1,50}?\s(?:with|to (?:complain|say|report))|"
    r"(?:voiced|expressed|shared|vented|aired)\s[^,;.\x00]{0,20}?(?:frustrations?|complaints|anger)|"
    r"(?:goes|went|going) on to (?:say|explain|add|note|claim|state|write)|"
    r"(?:chalk(?:ed|s)?|put|puts) (?:[^,;.\x00]{1,40}? )?(?:up|down) to|(?:gab|gibt|gaben) (?:[^,;.\x00]{1,30} )?(?:an|bekannt)(?=,)|(?:put|puts|placed|places|pegged|pegs|dated|dates|"
    r"timed|laid|lays|pointed|points) (?:the |its |their |his |her |an? )[^,;.\x00]{2,50}? (?:at|to|on|from|down to)|"
    r"(?:puts?|places?|pegs|pegged|dates|dated) [^,;.\x00]{2,50}? (?:at|from)(?=\s[“\"]?(?:\d|[$€£¥]|half|noon|midnight|quarter|"
    r"about|around|some|just|nearly|almost|roughly|perhaps|between|more|over|up|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|twenty|thirty|forty|fifty))|(?:gave|gives|named|names|cited|cites) [^,;.\x00]{2,50}? as(?=\s(?:the|its|their)\s)|"
    r"(?:owned|owns|fessed|faced) up to|(?:ruled|rules|ruling) out|spoke of|speaks of|talked of|made clear|makes clear|"
    r"(?:has|have|had) (?:seen|found) (?:no|nothing that|little)|(?:sees|saw|found|finds) no (?:sign|evidence|"
    r"indication|trace)|played down|plays down|shot down|batted away|brushed off|let it be known|(?:has|have|had) it that|"
    r"(?P<holding>view|explanation|assessment|position|conclusion|theory|verdict|version|account|line|answer|guess|"
    r"diagnosis|finding|apology|reply|response|message|statement|reading) (?:is|was|came|has been|runs?|ran))"
    r")(?![\w’'-])"
)
"""Turns of several words whose content follows: "is reporting", "posted a notice that", "took to X to say"."""
PAGE_SET = compile_words(
    r"(?P<verb>\b(?:was|were|is|been|being)\s(?:later\s|soon\s|since\s|also\s|then\s|now\s)?(?:updated|changed|"
    r"marked|listed|moved|upgraded|set|elevated)|\b(?:turned|went|flipped|switched|moved|changed))\s(?P<as>(?:as\s|to\s)?[“\"'‘]?(?:resolved|fixed|closed|solved|"
    r"mitigated|monitoring|identified|investigating|degraded|operational|complete[d]?|green|yellow|red)\b)?"
)
"""What a status page was set to: its own word when the page is the subject, or when a state of it follows."""
TOLD = compile_words(
    r"\b(?P<hearers>[Uu]sers|[Cc]ustomers|[Cc]lients|[Ss]ubscribers|[Pp]assengers|[Pp]layers|[Mm]embers|"
    r"[Aa]ccount holders|[Dd]evelopers|[Mm]erchants|[Ss]taff|[Ee]mployees|[Aa]dmins|[Aa]dministrators)\s"
    r"(?:were|was|are|have been|had been|being)\s(?:\w+ly\s|also\s|being\s|first\s|later\s)?"
    r"(?P<verb>told|warned|advised|informed|notified|assured|reminded|promised|urged|asked)\b(?!\sby\b)"
)
"""The vendor's passive: "customers were told that"."""
SHOWN_SPEAKING = re.compile(
    r"\b(?:shows?|showed|has|had|quotes?|quoted|hear|heard|with)\s(?P<who>[^,;.\x00]{2,50})$"
)
"""Who is seen to write or say something: "a screenshot shows a store manager writing"."""
PARTICIPLE_HOST = re.compile(
    rf"\b{_DOCUMENT}(?:\s(?:\w+\s){{0,4}}?(?:from|by|on|to|for)\s[^,;.]{{1,40}})?$", re.IGNORECASE
)
"""A noun of speech that "saying" or "detailing" hangs on."""
ACCORDING = compile_words(
    r"\b(?:[Aa]ccording(?: to)?|[Aa]s per|[Aa]s (?:first |also )?(?:spotted|reported|noted|noticed|flagged|seen|shared|described|explained|detailed|revealed|cited) by|[Ii]n the (?:words|view|opinion|eyes|judg[e]?ment|telling|estimation) of|"
    r"(?<=^)By(?= [^,;.]{2,40}['’]s? (?:own )?(?:account|reckoning|estimate|count|telling|admission),)|[Bb]ased on|[Gg]oing by|[Jj]udging (?:by|from)|[Ll]aut|[Ss]elon|[Dd]['’]après|"
    r"(?:(?<=[,)”\"] )|(?<=^))[Pp]er(?= (?:[A-Z@]|the |an? |its |his ))|"
    r"[Ss]egún|[Dd]e acuerdo con|[Dd]e acordo com|"
    r"[Ss]egundo|[Tt]o hear|[Nn]ach (?:(?:eigenen )?Angaben|Auskunft|Aussage|Einschätzung|Informationen|Worten|Darstellung|Aussagen) (?:von|vom|des|der)|"
    r"(?<=, )[Ss]o(?= (?:(?:der|die|das|ein|eine)\b|[A-ZÄÖÜ])))\s+(?=[\w“\"'@])"
)
ON_PAGE = compile_words(
    r"\b(?:logged|listed|noted|recorded|shown|marked|flagged|acknowledged) (?:as [\w-]+ )?on (?:the )?(?P<who>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,2})['’]s? "
    r"(?:own )?(?:[\w-]+ ){0,2}?(?:systems?|status page|status dashboard|dashboard|status site|incident page|health page)\b"
)
"""What stands on somebody's page is his word: "the fault was logged on Acme's own system"."""
BEFORE_SOURCE = compile_words(
    r"(?P<who>\b(?:[Dd]em|[Dd]er|[Dd]en|[Ee]inem|[Ee]iner|[Dd]iesen)\s[^,;.\x00]{2,50}?|"
    r"\b[A-Z][\w’'.&-]+(?:\s[A-Z][\w’'.&-]+){0,3})\szufolge\b"
)
"""The German source, which stands before its preposition."""
SOURCE_END = re.compile(
    r"\s(?:rund|etwa|gegen|gegenüber|knapp|bereits|schon|noch|nur|nicht|keine?|seit|bis|auf|aus|bei|nach|mehr|mehrere|mindestens|"
    r"weder|auch|wieder|inzwischen|eine[nm]?)\s(?=\w)|"
    r"\s(?:war|waren|ist|sind|sei|seien|wurden?|gab|gibt|hat|haben|hatte|liegt|lag|kam|kommt|handelt|"
    r"traten|bestehen?|können|konnten|soll|sollen)\b|"
    r"[,.;:!?(\n\x00](?!\w)|,|(?<!familiar)\swith\b|\s(?:who|which|and (?=[a-z])|that|as of|as it|while|showing|reviewed|seen|"
    r"obtained|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|"
    # "according to the bank the fault ...": a second noun phrase that no preposition leads to is the content
    r"(?<!\bfor)(?<!\bof)(?<!\bon)(?<!\bat)(?<!\bfrom)(?<!\bby)(?<!\bin)(?<!\bwith)(?<!\bto)(?<!\bwithin)"
    r"\s(?:(?:the|an?|its|their|this|these|some|more than|most|many|about|nearly|all) (?=[\w-]+ )|"
    r"(?:it|they|there|he|she|nobody|everything|everyone)\b)"
)
"""Where the name of a source ends that follows a preposition."""
AGENT_END = re.compile(
    r"[,.;:!?(\n\x00](?!\w)|,|\s(?:who|which|and (?=[a-z])|that|to|on|for|as|in|at|after|when|because|from|during|before|"
    r"while|with)\b"
)
"""Where the name ends of who did what the passive tells: "blamed by the bank on a disk"."""
GOES_ON = re.compile(
    r"[^,;.\x00]{0,70},\s(?!which|who|but|and|while|whereas|although|though|with|adding|as|or|\w+ing\b)"
)
"""Whether the clause goes on behind a source in commas."""
BY_ACCOUNT = compile_words(
    r"(?:(?<=, )|(?<=^))(?:[Bb]y|[Oo]n|[Ii]n|[Tt]o)\s(?P<who>[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[^,;.\x00]{2,40}?['’]s?)\s(?:own\s)?(?:account|"
    r"reckoning|telling|count|tally|admission|timeline|version|calculations?|estimation|view|eyes|opinion|words|book|judge?ment|mind|lights|assessment|understanding)(?=[,.;)]|$)|"
    r"\b[Bb]y the (?:count|reckoning|account|tally|estimate) of (?P<of>[^,;.\x00]{2,50})(?=[,.;)]|$)"
)
"""Whose account it is, amid the clause: "by the bank's own reckoning"."""
CITING = compile_words(r"\b(?:[Cc]iting|[Qq]uoting)\s+(?=[\w“\"'@])")
"""The source behind a source: "Reuters, citing two engineers, reported"."""
CLAUSE_OPENS = re.compile(r"(?:\b(?:and|but|while|that|as)|[;—–-])\s*,?\s*$")
"""Whether "according to" stands at the head of a clause: after and, but, that or a dash."""
CLAUSE_STARTS = re.compile(r"[;—–]\s|,\s(?:but|while|whereas|and|although|though)\s")
TURNS_BACK = compile_words(
    r"(?:,\s|\()(?:but|while|whereas|although|though|even though)\s(?!that\b|it\b(?!['’]?s? ?(?:is |was |remains )?(?:not (?:yet |immediately |entirely )?(?:clear|known)|unclear|unknown))|they\b|he\b|she\b|its\b|also\b|not\b)|"
    r",?\sas\s(?=(?:\w+\s){0,2}(?:users|customers|people|passengers|residents|shoppers|travell?ers)\s(?!who\b|are\b|may\b|will\b))"
)
"""Where a clause goes back to the reporter: "the bank said all was well, but queues grew"."""
PASSIVE_BY = compile_words(
    r"\b(?:reported|confirmed|acknowledged|announced|noted|spotted|noticed|logged|recorded|received|"
    r"tracked|flagged|described|quoted|shared|posted)\s+by\s+"
)
WAS_BY = compile_words(
    r"\b(?:was|were|been|being|is|are|be|got)\s(?:\w+ly\s|also\s|first\s|later\s|not\s)?(?:reported|confirmed|"
    r"acknowledged|announced|blamed|attributed|explained|described|told|warned|informed|notified|advised|"
    r"put down|denied|disclosed|revealed|admitted|identified|pinned|traced|claimed|said|believed|thought|estimated|"
    r"reckoned|suspected|understood|ruled out|described|put|laid|placed|pinned|assured|reassured|shown|promised|cautioned|reminded|urged)\b"
    r"[^,;.\x00]{0,60}?(?:\bby|\bin an? [^,;.\x00]{3,30}? from)\s+|(?<!not )(?<!never )(?<!yet to )\b(?:heard|hears|learned|learnt) from\s+(?=[\w])"
)
"""A whole clause told in the passive by the one who says it."""
PASSIVE_BEFORE = re.compile(
    r"(?:\b(?:was|were|been|being|is|are|be|get|got|wurde|wurden|to|not|n[o']t)|n['’]t)\s+(?:also\s+|"
    r"first\s+|initially\s+|\w+ly\s+)?$"
)
AUXILIARY = re.compile(
    r"(?:\s|^)+(?:has|have|had|hat|haben|ha|han|a|also|later|already|initially|previously|since|then|"
    r"now|first|further|still|"
    r"earlier|today|yesterday|tonight|reportedly|separately|subsequently|publicly|repeatedly|again|"
    r"finally|eventually|did|does|(?!(?:family|supply|reply|assembly|anomaly|monopoly)\b)[a-z]+ly|"
    r"however|meanwhile|soon|just|only|even|itself|themselves|himself|herself|simply|merely|apparently|"
    r"recently|quickly|both|all|will|would|auch|inzwischen|(?:am|gestern|heute) (?:\w+tag|Morgen|Mittag|Abend|Nachmittag)\w*|"
    r"auf (?:Anfrage|Nachfrage|X|Twitter|Facebook)|in einer? (?:Mitteilung|Stellungnahme|Erklärung)|"
    r"(?:on|early|late)\s+(?:(?:early|late)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day(?:\s+(?:morning|afternoon|evening|night))?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?|"
    r"in an? (?:\w+ ){0,3}?(?:statement|update|post|tweet|email|blog post|message|"
    r"notice)(?: to [\w ]{2,30}?)?|'d|’d|'s|’s|'ve|’ve)$"
)
BOUNDARY = re.compile(
    r"[;:(–—\[“”\"»]|,\s|\s--?\s|(?<![\w’'])['’](?=\s)|[.,!?]['’]\s|"
    r"\b(?:but|But|while|While|as|As|because|that|when|When|if|If|after|After|although|Although|though|"
    r"whereas|since|and|And|so|where|"
    r"before|However|Meanwhile|until|than|dass|und|aber|wie|Wie|que|et|mais|y|pero|e|mas)\b(?!['’])"
)
INVERTED_END = re.compile(
    r",(?!\d)|[.;:!?(\n\x00“\"]|\s(?:on (?:Twitter|X|Facebook|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday)|in an? |at \d|as of|after|earlier|"
    r"today|yesterday|during|when|while|after|via|who|that|to)\b"
)
_FINITE = r"(?:had|has|have|was|were|is|are|would|will|could|can|been|did|does|may|might|that|how|why)"
SHORT_TAIL = re.compile(
    rf"^\s*(?:[.,;!?…]|$|(?:in|on|at|to|via|during|through|by|from|of|today|yesterday|earlier|late|early|"
    rf"later|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|as of|am|gegenüber|mit)\b"
    rf"(?:(?!\b{_FINITE}\b|\b(?:when|after|as|while|before|since|until)\b)[^\x00“\"]){{0,110}}?"
    rf"(?:[.,!?;]\s*$|$|\b(?:when|after|as|while|before|since|until)\b[^\x00“\"]{{0,110}}$)|"
    rf"(?:when|after|as|while|before|since|until)\b[^\x00“\"]{{0,110}}$|"
    rf"[^\x00“\"\s]{{0,12}}[.,!?]?\s*$)"
)
"""What may follow "..., the bank said": time, place, an adverbial clause; nothing that could be said itself."""
ASIDE_ENDS = re.compile(
    r"(?:\s(?:on|in|at|via|late|early|today|yesterday|earlier|\w+day)\b[^,;.\x00“\"]{0,40})?,\s(?!adding|who)"
)
"""What follows "The disk, the bank said" when the clause goes on behind it."""
ASIDE_STOPS = re.compile(r"[;—–]\s|,\s(?:but|while|whereas|although|though)\s")
"""Where what is said ends that goes on behind "the bank said": "All was well, the bank said, and nothing was lost"."""
OPENER = re.compile(
    r"^[\W_]*(?:(?:Asked|Contacted|Reached|Responding|Speaking|Writing|Replying|Pressed|After|Following|"
    r"Despite|Amid|Besides|Before|Within|During|With|For|In|On|At|By|From|To|Since|Just|Shortly|Hours|Minutes|"
    r"About|Around|Early|Late|Soon|Earlier|Later|Meanwhile|However|Today|Yesterday|Separately|Nevertheless|"
    r"(?:The|That|This|Late|Early|Last|Next) (?:same |next |following |very )?(?:day|evening|morning|afternoon|night|week|weekend|month|\w+day)|"
    r"(?:[\w-]+ ){1,4}(?:minutes|hours|days|weeks|months) (?:later|earlier|on|after|before)|Closer to home|So far|Elsewhere|Overall|Crucially|Notably|"
    r"Importantly|Instead|Similarly|Indeed|Sadly|Luckily|Fortunately|Unfortunately|Ironically|Afterwards|Eventually|Initially|Subsequently|Previously|"
    r"First|Second|Again|Now|Thus|Therefore|Consequently|Additionally|Furthermore|Likewise|Nonetheless|Still|Also|Then|Finally|Moreover|Nach|Am|Après|Tras|Após)\b(?P<adverbial>[^,]{0,70})|"
    r"(?:When|While|As(?! many| much)|Though|Although|If|Because|Once|Until|Where|Als|Während|Alors)\b[^,]{0,110}),$"
)
"""What stands before a comma and is nobody's word: "Asked about the cause, ...", "When it failed, ..."."""
AFTER_AMBIGUOUS = re.compile(
    r"(?:\s(?:\w+ly|again|later|throughout|today|also|back|aloud|at (?:the time|first)|on \w+day))?(?:"
    r"\s*(?:[:,.;\x00“\"]|$)|\s+[\d$€£]|\s+l['’]|\s+(?:that|the|it|its|it['’]s|an?|on|in|he|she|they|we|there|there['’]s|this|"
    r"these|some|no|to|out|how|what|why|if|whether|any|all|only|seeing|getting|having|being|problems|issues|errors|"
    r"increased|outages?|thousands|more|over|nearly|about|around|as|multiple|widespread|experiencing|users|"
    r"suggestions|claims|talk|rumours|rumors|reports|allegations|from a|avoir|être|que|dass)\b|\s+qu['’]|\s+[A-Z])"
)
"""What shows that one of the ambiguous words before it was a verb."""
NOUN_BEFORE = re.compile(
    r"(?:^|\s)(?:most|many|the|its|their|our|his|her|a|an|some|these|those|this|such|other|more|in|of|on|for|from|with|no|any|all|my|your|"
    r"user|news|media|latest|newest|further|frequent|regular|\w+ing|status|incident|several|multiple|numerous|early|initial|recent|blog|you|have|may|to)\s$",
    re.IGNORECASE,
)
"""Words after which "posts", "reports" and "notes" are nouns, and "found" has no speaker."""
PASSIVE_REACH = 60
"""Code points before "flagged by users" that are theirs: the noun, not the whole sentence."""
CLAUSE_INSIDE = re.compile(
    r"\b(?:(?!briefed|involved|informed|employed)[a-z]+ed (?:with|by|at|in|on|to|the|an?|when|after|because|from|its|as|its|their)|took|sent|began|went|gave|"
    r"made|put|came|ran|held|brought|hit|fell|broke|left|lost|grew|rose)\b"
)
"""Signs that the words behind a verb of speech are what is said, not who says it."""
LEFT_WINDOW = 180
TO_OBJECT = re.compile(r"\s+(?:the\s+)?[^\s,.;:]+(?:\s[A-Z][\w.*]*){0,3}")
ALL_QUOTED = re.compile(r"[\W_]*[\"“„«'‘]?\x00{12,}[\"”“»'’]")
"""Nothing but a whole quotation."""
AFTER_QUOTE = re.compile(
    r"[\W_]*(?<=\x00{8})[\"”“»'’]\s(?P<subject>[^,.;:\x00]{2,60}?)\s(?P<verb>[a-z]{2,}(?:ed|s))(?=[\s.,]|$)"
)
"""A whole quotation, and the clause that says whose it is."""
OPENING_NAME = re.compile(
    r"^[\W_]*((?:The|An?|Its) [a-z][\w-]*|(?:The )?(?!The\b|An?\b)[A-Z][\w’'.&-]*"
    r"(?:\s[A-Z][\w’'.&-]*){0,5})(?=\s[a-z])"
)
DASHED = re.compile(r"\s[-–—]\s[^–—]{3,80}\s[-–—]$")
ENDS_IN_NAME = re.compile(r"^(?:[a-z-]+ ){1,4}(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+$")
ROLE_THEN_NAME = re.compile(
    r"(?:[a-z][\w’'-]*\s){0,4}?(?:[\w-]*(?:CEO|CTO|CIO|COO|CFO|VP)|(?:co-)?founder|chief|president|chair\w*|director|executive|manager|engineer|analyst|researcher|"
    r"expert|professor|minister|secretary|commissioner|mayor|sheriff|governor|senator|spokes\w+|head|boss|owner|firm|company|giant|maker|operator|provider|"
    r"carrier|bank|lender|airline|retailer|exchange|broker|supplier|contractor|developer|publisher|start-?up|group|consultancy|platform|service|network|"
    r"agency|regulator|watchdog|union|tracker|monitor|site|outlet|newspaper|insurer|utility|telco|studio|vendor|host|chain|parent|rival|association)\s"
    r"[A-ZÀ-Þ][\w’'.&-]*"
)
"""What somebody is, in lower case, and who: "hosting firm Acme", "co-founder Jo Doe"."""
FINITE = re.compile(
    r"(?<![\w’'-])(?:had|has|have|was|were|is|are|would|will|could|can|been|did|does|may|might)(?![\w’'-])"
)
MAIN_VERB = re.compile(
    r"(?<![\w'’-])(?:is|are|was|were|has|have|had|will|did|does|took|sent|said|says|told|tells|began|found|went|gave|made|put|"
    r"wants?|needs?|plans?|works?|operates?|serves?|remains?|continues?|offers?|knows?|wrote|met|spoke|came|ran|held|brought|[a-z]{2,}(?<!e)ed)(?![\w'’-])"
)
_NO_HEAD = (
    r"(?:the|an?|its|their|his|her|some|many|most|all|of|for|in|on|no|this|that|these|those|other|more)"
)
BARE = re.compile(rf"(?:{_NO_HEAD}\s)*{_NO_HEAD}", re.IGNORECASE)
"""A phrase without a noun: "the" of "the affected bank"."""
ELIDED = re.compile(
    r"\b(?:and|but|et|mais|und|aber|y|pero|e|mas)(?:,\s[a-z ]{4,20},)?\s+(?:(?:a|ont|ha|han|hat|haben|auch|também|también|aussi|has|have|had|did|do|does|also|later|then|now|still|is|was|only|even|instead|\w+ly)\s+)*$"
)
NOTHING_BEFORE = re.compile(r"[\W_]*(?:But|While|And|However)?[\W_]*")
SPEAKER_OPENS = make_set(
    "the a an one two three four five six several some many most both another its their users user customers "
    "customer people minister ministers regulator regulators police government watchdog monitor tracker officials sources"
    " report firm company operator airline bank official sources officials analysts experts researchers engineers employees der die das ein eine "
    "le la les el los las un une una o os as um uma fonte fontes fuentes er sie es"
)
"""How a subject behind its verb begins when not with a name."""
