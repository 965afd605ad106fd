"""The words that tell what an outage hit, as patterns. Pure data: no input, no output."""

import re

from newsagg.detect.wordpatterns import compile_words

DOWN = compile_words(
    r"\b(?:"
    r"(?:is|are|was|were|remain(?:s|ed)?|went|gone|goes|go|going|been|being|be|knocked|taken|"
    r"still|appear(?:s|ed)? to be|left)\s(?:\w+\s){0,3}?(?:down|offline|unavailable|inaccessible|"
    r"unreachable|unresponsive|not (?:working|loading|available|responding)|affected|impacted|hit|"
    r"disrupted|crippled|out of (?:service|action)|failing|crashing|degraded|unusable|"
    r"slow(?: or [\w ]+)?|experiencing|suffering|having|facing|impaired|interrupted|inoperable|"
    r"restored|unable)|(?:crash(?:ed|es)|fail(?:ed|s|ing)(?! to (?:say|respond))|suffer(?:ed|s)|"
    r"experienc(?:ed|es|ing)|stopped (?:working|responding)|dropped|buckled|falter(?:ed|s)|"
    r"broke down|has crashed|stumbl\w+|goes down|went down|(?:has|had|have) (?:been )?(?:failed|"
    r"problems|issues|trouble))|down\b(?! to\b| the | what )|(?:(?:did|does|do|would|could|can|"
    r"will)(?: not|n['’]t)|can(?:not|['’]t)|no longer) (?:load|open|work|answer|respond|start|"
    r"connect|refresh|be (?:reached|opened|used|loaded|accessed))(?:ed)?|no longer (?:answer|work|"
    r"load|respond|accept|open|connect|run)\w*|stopped (?:\w+ing)|(?:is|are|was|were|has been|"
    r"have been) (?:gone|blocked|hard to reach|cut off|knocked out|dark)|lost (?=its|their|much|"
    r"all|part|some)|return(?:ed|s|ing) errors|(?:dropp(?:ed|ing)|cutting|cut) out|turn(?:ed|s|"
    r"ing) (?:\w+ ){0,2}away|ha(?:s|ve|d) no signal|(?:is|are|was|were) coming back|(?:came|come|"
    r"comes) back|(?:has|have|had) (?:gone|vanished|disappeared|failed|crashed|been failing|"
    r"been dropping)|(?:owners|users|customers|players|people|members|subscribers|drivers|riders|"
    r"teachers) (?:of \w+ )?(?:could(?: not|n['’]t)|cannot|can['’]t|were unable)|"
    r"(?:is|are|was|were) (?:all |also |just |only )?(?:among|some of) the (?=[^.;]{0,60}\b(?:fail\w*|hit|affected|down|impacted|out|"
    r"offline|could not|open|crash\w*|disrupted|reach))|might not go through|were delayed|out for|out of (?:commission|action|order|service)|(?:is|are|was|were|be|been) (?:\w+ )?(?:broken|failing|"
    r"shut down|taken down|taken offline)|(?:listed |marked |shown )?as (?:offline|down|unavailable|degraded)|"
    r"(?:is|are|was|were) (?:proving )?(?:difficult|impossible)"
    r")\b",
    re.IGNORECASE,
)
HITTING = compile_words(
    r"(?<!-)\b(?:(?:los(?:t|e|ing)|lack(?:s|ed|ing)?|without|hamper(?:s|ed|ing)|hinder(?:s|ed|ing)|impact(?:s|ed|ing)|affect(?:s|ed|ing)) (?:the|their|our|its) ability to|affect(?:s|ed|ing)?|impact(?:s|ed|ing)?|hit(?:s|ting)?|disrupt(?:s|ed|ing)?|t(?:ook|akes?|"
    r"aking|aken) (?:down|out|offline)|br(?:ought|ings?|inging) down|knock(?:s|ed|ing)(?: out)?|"
    r"interrupt\w*|cripp\w+|hamper\w*|hinder\w*|down(?:s|ed)|shut(?:s|ting)? down|"
    r"(?:failed|dropped|delayed|declined|undelivered)(?! (?:to|away|over|back|by|out|in|at|on|from|after|for|because|due)\b)|"
    r"(?:affected|impacted) (?:services?|systems?|features?|products?|components?|apps?) (?:\w+ )?(?:is|was)|"
    r"degraded (?:\w+ )?(?:for|on|across|in|of)|(?:performance|latency|availability|error rates?|errors|outages?|issues|"
    r"problems)[\"”’']? (?:(?:were|was|are|is) )?(?:occurring |reported |seen |listed )?(?:for|on|across|in|with|at|to)|"
    r"(?:problems?|issues?|trouble|troubles|difficulties|difficulty|errors?|outages?|challenges?|failures?|faults?|glitch(?:es)?|malfunctions?|bugs?|"
    r"disruptions?|delays?|slowness|struggl\w+)(?: (?:with|to|in|for|at|across|on|when|while)|(?= \w+ing\b))|"
    r"(?:prevent|block|stop|stopp|kept|keep|ban|bann)(?:s|ed|ing)? (?:[\w’'-]+ ){0,4}?(?:from|access to)|access to|"
    r"(?:lock(?:s|ed|ing)?|shut|kept) (?:(?!down)[\w’'-]+ ){0,3}?out of|lack(?:s|ed|ing)?|(?:barred|cut off) from|deprived of|(?:be|been|is|are|was|were|left|remain\w*|stuck|go|goes|went) without(?: access to)?|"
    r"(?:thousands of|hundreds of|millions of|[\d,.]+) (?:\w+ )?reports for(?= [^.;]{2,60}?(?:,| and) )|"
    r"(?<!in )(?<!of )(?<!the )(?<!\bher )(?<!\bhis )(?<!\bits )(?<!\btheir )(?:lose|loses|losing|lost)(?: (?:access to|connection to|sight of|(?:the )?use of|contact with|touch with))?|without(?! (?:\w+ing|multi\S*|two\S*|authentication|warning|notice|further|any|even)\b)|struggl\w+ to|(?:unable|inability|impossible|fail(?:s|ed|"
    r"ing)?)(?: for \w+)? to(?: either)?|(?:can(?:not|['’]t)|couldn['’]t|could not|could no longer|could neither|can neither|"
    r"can no longer)(?: even)?|trouble|having (?:trouble|problems|issues|difficulty)|"
    r"(?:services?|systems?|sites?|apps?|platforms?|functions?|features?|products?|websites?|tools?|"
    r"components?|companies|customers|services that (?:are|were) \w+)\s?(?:\w+ ){0,3}?(?:include[ds]?"
    r"(?:, but (?:are|is)(?: not|n['’]t) limited to,?)?|including|such as|like|(?:are|were)(?! (?:\w+ )?(?:\w+ing|un\w+|able)\b))|restored? (?:access to )?|"
    r"(?:outages?|disruptions?|interruptions?)[\"”’']? (?:of|to|hitting)|cut(?:s|ting)? off|"
    r"(?:caída|fallos?|avería|interrupción|panne|Ausfall|Störung|falha|queda|interrupção) (?:de|del|du|"
    r"des|da|do|von|der|bei|"
    r"en|in|no|na|en el|de la)|stored on|loss of(?! (?:the |its )?(?:power|electricity|cooling|redundancy))|betrifft|betroffen (?:sind|waren|ist|war)|touche|concerne|"
    r"afecta(?: a)?|afectó(?: a)?|afeta|atinge|kein\w* Zugriff auf)[\"”’']?\s+(?:to )?",
    re.IGNORECASE,
)
COMPOUND = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:outages?|disruptions?|downtime|glitch|crash|incident|issues?|problems?|"
    r"failures?|down|services?|crash(?:es)?|Störung|Ausfall)\b",
    re.IGNORECASE,
)
SPAN_STOP = re.compile(
    r"[;!?\n]|[.:](?=\W|(?-i:[A-Z])|\Z)|\s[–—]\s|,\s(?:but|while|which|with|and (?:the|it|they|we|was|is|has|had|users|said)|"
    r"said|says|according|as|after|causing|preventing|leaving|sparking|the company|not|including at|"
    r"although)\b|"
    r"\s(?:because|if|acknowledged|confirmed|announced|admitted|due to|after|since|when|while|but|as (?:of|well|a|users|the)|for (?:some|several|many|"
    r"hours|about|more|over|around|nearly|most|much|part|parts|at least|up to|roughly|almost|an? (?:hour|day|week|time|while|few)|days|weeks|minutes|two|three|four|five|six|"
    r"customers|users)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"at (?:around|about|\d)|around \d|following|according|until|tonight|during|starting|so|that|which|in (?:the|"
    r"some|parts)|across the|by \d|today|yesterday|(?:takes?|took|knocks|knocked|leaves|brings|brought|sends) (?:[\w’'-]+ ){1,6}?(?:with|down|offline|out)|"
    r"leaves|knocks)\b",
    re.IGNORECASE,
)
CUSTOMER = compile_words(
    r"\b(?:customers? (?:include|including|such as|like|affected)|companies|vendors?|businesses|firms|"
    r"airlines?|banks?|clients?|retailers?|merchants?|carriers|organi[sz]ations|enterprises|hospitals|"
    r"airports|agencies|providers|brands|depend(?:s|ed|ing)? on|rel(?:y|ies|ied|ying) on|domains|"
    r"users included|Kunden wie|Unternehmen)\b",
    re.IGNORECASE,
)
TROUBLE = compile_words(
    r"\b(?:outages?|down|offline|disrupt\w*|unavailable|inaccessible|unreachable|unable|can(?:not|['’]t)|"
    r"could(?:n['’]t| not| no longer)|errors?|issues?|problems?|affect(?:ed|s|ing)|impact(?:ed|s|ing)?|"
    r"crash\w*|fail(?:s|ed|ing|ures?)?|not (?:working|loading)|trouble|interrupt\w*|"
    r"restored|degraded|glitch\w*|slow\w*|hit|downtime|blocked|prevent\w*|struggl\w*|suffer\w*|"
    r"impossible|Ausfall|Störung\w*|gestört|panne|caíd[oa]s?|fallos?|falha\w*|instabilidade|delayed|"
    r"stopp\w+)\b",
    re.IGNORECASE,
)
IS_CALLED = compile_words(
    r"^(?:\W*(?:In|During) an? (?:typical )?(?:[\w-]+ ){0,3}?attacks?\b|\W*To (?:conduct|carry out|launch|mount|perform)\b|"
    r"(?:[\w’'.&-]+\s){1,5}(?:is|are) (?:an? |the |its |designed |commonly |"
    r"routinely )(?!.{0,120}\b(?:down|offline|outage|unavailable|experiencing)))",
    re.IGNORECASE,
)
"""What a sentence opens with that only says what somebody is, or how such attacks are made."""
DESCRIBES = compile_words(
    r"\b(?:attackers|threat actors|hackers) (?:will|can|may|typically|usually|often)\b|\bprevents? (?:data )?packets\b|\b(?:has|"
    r"have) (?:also )?partnered with|\bare commonly\b|\b(?:a|an) (?:site|service|website|platform|tool|"
    r"company) that (?:monitors|tracks)|\bImage (?:by|"
    r":)|\bwill provide an? update\b|\bis designed to\b|\bproducts? hosted by\b",
    re.IGNORECASE,
)
CONTACT = compile_words(
    r"\b(?:raised? questions|concerns? about|risks? (?:in|of)|systemic|vulnerabilit\w+|"
    r"service level agreements?)\b|"
    r"\b(?:please (?:contact|visit|try)|contact (?:\w+ )?support|for (?:the latest|more information|"
    r"updates))\b|\bcloud native|\bransom demand",
    re.IGNORECASE,
)
USER_FACING = re.compile(
    r"\b(?:users?|customers?|affected|impacted|unavailable|outage|down|unable|inaccessible|errors?)\b",
    re.IGNORECASE,
)

SUBJECT = re.compile(
    r"^(?:But |And |Also |In addition, )?(?P<what>(?:[Tt]he |[Ii]ts |[Aa]ll |"
    r"[Bb]oth )?[\w’'/-]+(?: [\w’'/-]+){0,3}?"
    r"(?:(?:, | and | or |, and )(?:the |its |some )?[\w’'/-]+(?: [\w’'/-]+){0,2}?){0,4}) "
    r"(?:is|are|was|were) (?:also |all |both |still |reportedly )?(?:affected|down|offline|unavailable|"
    r"out of service)\b"
)
"""What a short sentence calls affected, whatever it is: "Scanners, printers and the app are affected"."""
NOBODY = re.compile(
    r"\b(?:users?|customers?|people|everyone|they|we|it|he|she|this|that|these|those|which|who|who|"
    r"flights|companies|"
    r"businesses|airlines|banks|hospitals|countries|states|regions?|number|many|most|some of|lines|shares|"
    r"sales|prices|"
    r"issues?|problems?|outages?|services?|systems?|there|what|no|none|not|if|when|whether|while|reports?|members|subscribers|data)\b",
    re.IGNORECASE,
)
IF_YOU = re.compile(r"[\"“‘']?If (?:you|your)\b", re.IGNORECASE)
"""What opens a sentence that tells what to do when something is down."""
QUESTION = re.compile(r"\?[\"”’']")
NOT_CLEAR = compile_words(r"\bnot clear (?:how|if|whether)\b", re.IGNORECASE)
"""What asks, like a question in marks, whether something is down."""
SUSPENDED = compile_words(
    r"(?<!been )(?<!being )(?<!were )(?<!was )\b(?:suspend|halt|paus|freez|froze|stopp|disabl|block|deactivat)(?:ed|s|ing|es)?\s(?=(?:all |its |the |some |most |spot |online |new |normal )?"
    r"(?:trading|trades|deposits?|withdrawals?|payments?|orders?|transactions|transfers|sales|bookings|check-in|boarding|services?|operations|card|ticket|"
    r"customer|mobile|account|registrations?|logins?|purchases?|redemptions?|(?:morning|afternoon|evening|trading) session|(?:[\w-]+ )?(?:securities|options|futures|stocks))\b)",
    re.IGNORECASE,
)
"""Who halts what: an exchange its trading, a shop its card sales."""
HAVING = compile_words(
    r"\b(?:complain\w* (?:of|about)|report(?:s|ed|ing)?|experienc(?:e|es|ed|ing)|having|ha[ds]|fac(?:e|es|ed|ing)|suffer(?:s|ed|ing)?(?: from)?|were hit by|hit with) "
    r"(?:an? |some |serious |severe |major |widespread |intermittent )*(?P<what>(?:[\w’'-]+ ){1,3}?)(?:issues|problems|trouble|failures|errors|delays)\b",
    re.IGNORECASE,
)
"""What the trouble is with that people have: "complained of sound issues"."""
PREVENTING = compile_words(
    r"\b(?:prevent(?:s|ed|ing)?|block(?:s|ed|ing)|stopp(?:ed|ing)|keep(?:s|ing)?|kept)\s(?P<what>(?:[\w’'-]+ ){1,4}?)from\b",
    re.IGNORECASE,
)
TAKEN_DOWN = compile_words(
    r"\b(?:(?:took|takes?|taking|knock(?:s|ed|ing)?|pull(?:s|ed|ing)?|brought|brings?|bringing|sent|sends|sending)\s"
    r"(?P<what>(?:[\w’'&.+-]+,?\s){1,12}?)(?:offline|down|dark)|"
    r"(?:left|leaves|leaving|render(?:s|ed|ing)|made|makes|making|kept|keeps|keeping|saw|sees|seeing)\s"
    r"(?P<left>(?!(?:it|them|him|her|us|you|me|people|users|customers|no)\b)(?:[\w’'&.+-]+,?\s){1,9}?)(?:temporarily |completely |largely |partly |briefly |entirely )?"
    r"(?:offline|unusable|inaccessible|unreachable|unavailable|inoperable|inoperative|unresponsive|crippled|paraly[sz]ed|useless|disabled|affected|impacted|"
    r"disrupted|knocked out|cut off|out of (?:action|order|service)))\b",
    re.IGNORECASE,
)
UNREAL = compile_words(r"\b(?:if|whether|unless|in case|would|(?:may|might|could) be an?)\b", re.IGNORECASE)
"""What may not be so."""
BECAUSE_OF = compile_words(
    r"\b(?:caused by|due to|because of|owing to|blam\w+|triggered by|stemm\w+ from|(?:as a|the|a) result of|result\w* from|"
    r"thanks to|attribut\w+ (?:[\w’'-]+ ){0,4}?to|trac\w+ (?:\w+ ){0,2}to|root cause (?:is|was)|identified|pinpointed|pin(?:ned|s|ning) [\w ]{0,24}on|cause of)\s"
    r"(?:[\w’'-]+ ){0,3}$",
    re.IGNORECASE,
)
"""What names a cause: an issue with a part that is the cause tells of no part that was hit by it."""
NOT_SO = compile_words(
    r"(?:\bnot|n['’]t|\bwithout|\bno|\bnever)\s(?:\w+\s){0,4}?(?:affect|impact|hit|disrupt|involv|impact on|effect on|issues|problems|"
    r"extend|experienc|down)",
    re.IGNORECASE,
)
"""What was spared is for spared.py."""
THESE = re.compile(
    r"(?:(?:These|Those|They)(?: [\w-]+){0,3}|The (?:\w+ )?list) (?:include[ds]?|are|were)\s|Among (?:them|those)(?: \w+)?,?\s"
)
"""What opens the list of those that the sentence before has told of."""
LISTED_AS = compile_words(
    r"\b(?:list(?:s|ed|ing)?|mark(?:s|ed|ing)?|show(?:s|ed|ing)?|flag(?:s|ged|ging)?|display(?:s|ed|ing)?|rat(?:es|ed)|label(?:s|led|ed)?|"
    r"describ(?:es|ed|ing)|tag(?:s|ged)|class(?:es|ed|ifies|ified))\s(?P<what>(?![^;:]{0,160}\b(?:that|which|who)\b)[^;:\"“]{3,160}?)\s(?:as|with|in)\s(?:\w+\s){0,3}?"
    r"[\"“‘]?(?:affected|impacted|down|offline|unavailable|degraded|disrupted|inoperative|out of (?:service|order)|unreachable|interrupted|slow|red|amber|"
    r"(?:\w+\s){1,2}?(?:outages?|disruptions?|interruptions?|issues?|problems?|degradation|performance|status))\b",
    re.IGNORECASE,
)
"""What a status page or a list says is down: "lists search and mail as degraded"."""
SO_IS = compile_words(
    r"\bso (?:is|are|was|were|has|have|did|does|do) (?P<what>(?!far\b|that\b|it\b|they\b|we\b)[^.,;]{3,80})",
    re.IGNORECASE,
)
"""Behind a failure, what shares it: "and so is the forum"."""
EARLIER = compile_words(
    r"\b(?:previous|prior|earlier|past|recent|last (?:week|month|year)['’]s)\s(?:[\w’'-]+ ){0,3}(?:outage|event|incident|disruption|failure)s?\b",
    re.IGNORECASE,
)
TOLD = re.compile(r"\b(?:acknowledg|announc|confirm|post|wrote|shar|detail|discuss)\w*\b", re.IGNORECASE)
"""Behind these, an outage "on" a page is not an outage of that page."""
ADJECTIVE = re.compile(
    r"\b(?:the|all|any|every|each|of|these|those|other|most|some|an)\s(?:affected|impacted|failed|delayed)\s(?!.*includ)",
    re.IGNORECASE,
)
"""The affected zone is where something was hit, not what."""
FINITE = re.compile(r"\b(?:is|are|was|were|has|had|did|does|could|who|said|says|told)\s", re.IGNORECASE)
"""What ends a subject: behind it another begins."""
