"""The words for services and parts of them, and those around them that are none. Pure data: no input, no output."""

import re

from newsagg.detect.wordpatterns import compile_words

PART = compile_words(
    r"(?<![\w-])(?:(?:phone|telephone|fixed|emergency|911|999|112|help|support|voice|customer service) ?lines?|(?:patient|medical|health|electronic) (?:records?|notes)|(?:test|lab|blood|exam) results|scans|x-rays|phones?|telephones?|cable (?:TV|television|service)|registers?|audio|sound|apps?|applications?|(?:web ?)?sites?|web (?:client|version|platform|interface|access)|(?:web|desktop|"
    r"mobile)(?:/\w+)?(?: versions?| clients?)?|APIs?|endpoints?|SDKs?|portals?|dashboards?|consoles?|pages?|"
    r"systems?|networks?|banking|e-?mails?|mailbox(?:es)?|inbox(?:es)?|messag(?:es|ing)|DMs|voice(?:mail)?|calls?|"
    r"calling|telephony|landlines?|texts?|texting|SMS|data|log-?ins?|sign-?(?:ins?|ups?)|authentication|"
    r"registrations?|search(?:es)?|feeds?|timelines?|notifications?|alerts|webhooks?|payments?|payouts?|purchases?|"
    r"transactions?|transfers?|withdrawals?|deposits?|bookings?|reservations?|tickets?|ticketing|servers?|"
    r"checkouts?|ordering|deliver(?:y|ies)|streaming|streams?|playback|broadcasts?|channels?|uploads?|downloads?|"
    r"storage|buckets?|compute|instances?|databases?|queries|DNS|CDN|VPN|hosting(?: plans)?|blogs?|"
    r"documentation|docs|scripts?|builds?|deployments?|pipelines?|jobs|runners|crates?|matchmaking|multiplayer|lobb(?:y|ies)|"
    r"play|games?|gameplay|modes?|stores?|e?shops?|shopping|marketplace|library|libraries|catalog(?:ue)?s?|videos?|"
    r"television|TVs?|broadband|internet|wi-?fi|2G|3G|4G(?:/5G)?|5G|LTE|911|999|112|E911|hotlines?|helplines?|"
    r"ATMs?|cash machines|terminals?|kiosks|tills|point[- ]of[- ]sale|card readers?|threads|tweets|posts?|posting|"
    r"replies|comments?|likes|chats?|channels|meetings|conferencing|conferences|calendars?|accounts?|balances?|"
    r"prices|profiles?|images?|photos?|stories|reels|playlists?|recommendations?|thumbnails|maps|navigation|"
    r"screens?|alarms?|doorbells|cameras|locks|thermostats|speakers|scanners?|printers?|services?|platforms?|"
    r"features?|tools?|functions?|functionality|functionalities|documents|files?|folders?|attachments|actions|"
    r"repositories|repos|pull requests|commits|requests|operations|packages|registr(?:y|ies)|bots?|commands|plugins?|"
    r"extensions|integrations?|workflows?|models?|inference|completions|prompts|conversations|check-in|boarding|"
    r"trading|trades|brokerage|markets?|infrastructure|traffic|connectivity|connections?|access|domains?|phone numbers|orders?|"
    r"nameservers?|chatbot|assistant|mobile|landline|software|processing|forwarding|porting|roaming|(?:DNS|domain|name) resolution|syncing|backups?|"
    r"logs?|counters?|counts|IPv4|IPv6|CMS|CRM|codes?)\Z",
    re.IGNORECASE,
)
"""The last words of a part's name."""
BARE = re.compile(r"(?:apps?|web ?sites?|sites?|servers?|pages?|home ?page)", re.IGNORECASE)
"""Parts that nearly every service has: they tell something only beside its name or beside other parts."""
GENERIC = re.compile(
    r"(?:(?:popular|other|another|social|media|online|messaging|streaming|cloud|computing|workplace|tech|main|entire|"
    r"whole|key|affected|restored|third-party|external|digital|critical|essential|based|major|core|web|customer|"
    r"related|different|general|normal|AI|(?:[\w-]+ )?[\w-]+['’]s?|own) )*"
    r"(?:services?|platforms?|apps?|applications?|sites?|websites?|networks?|systems?|tools?|features?|functions?|"
    r"functionality|servers?|infrastructure|traffic|connectivity|connections?|access|data|domains?|accounts?|"
    r"operations?|models?|pages?|software|requests?|games?|markets?|chatbot|assistant|play|codes?|"
    r"screens?|products?|instances?|stor(?:es|ies)|posts?|documents?|images?|scripts?|actions?|commands|"
    r"clients?|channels?|prices|library|media|content)|"
    r"(?:(?!mobile|native|iOS|Android|web\b|desktop|banking|companion|e-?mail|voice|phone|telephone|cable|internet|broadband|wireless|landline|911|999|112|roaming|data|text|payment|card|video|TV|"
    r"search|ticketing|booking|check-in|login|storage|DNS|emergency|admin|status|product|support|settings)[\w’'-]+ ){1,4}"
    r"(?:service|platform|app|site|page|tool|network|chatbot|assistant|marketplace|store|game)",
    re.IGNORECASE,
)
"""What says no more than that the service failed."""
GENERIC_ELSEWHERE = re.compile(
    r"(?:Dienste?|Dienstes|Plattform|Seite|Webseite|Netz|Netzwerk|System|Systeme|Server|App|services?|plateforme|réseau|site|"
    r"application|système|serveurs?|servicios?|plataforma|red|sitio|aplicación|sistemas?|servidores|serviços?|rede|aplicativo|"
    r"aplicação)",
    re.IGNORECASE,
)
"""The same in German, French, Spanish and Portuguese."""
NO_PART = compile_words(
    r"\b(?:users?|customers?|people|everyone|they|we|(?-i:[Ii]t)|he|she|you|this|that|these|those|which|who|flights?|"
    r"passengers?|companies|businesses|firms|airlines|banks|hospitals|schools|countries|states|number|(?<!phone )(?<!telephone )(?<!fixed )(?<!emergency )(?<!911 )(?<!999 )(?<!112 )(?<!help )(?<!support )(?<!voice )(?<!service )lines|"
    r"shares|sales|stock|issues?|problems?|outages?|errors?|failures?|faults?|incidents?|disruptions?|there|"
    r"what|reports?|complaints?|members|subscribers|owners|drivers|players|developers|engineers?|staff|team|"
    r"hours?|minutes?|days?|weeks?|months?|today|yesterday|morning|afternoon|evening|night|spokes\w+|cause|"
    r"update|statement|response|error messages?|status(?! pages?)|says?|said|is|are|was|were|has|have|had|been|being|"
    r"not|will|would|could|can|cannot|may|might|should|because|when|while|after|before|if|whether|our|your|"
    r"media|hackers?|attack\w*|ransom\w*|malware|percent|tweeted|wrote|reported|noted|told|saw|seen|see|got|went|"
    r"hundreds?|thousands?|millions?|dozens?|turns?|means?|browsers?|world|economy|news|press|article|photo:|image:|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\d[\d,.]{2,}|[\"“”]",
    re.IGNORECASE,
)
"""People, places, times, faults and verbs: an entry that holds one is no part."""
BESIDE = (
    "but|however|between|around|until|through|across|amid|though|although|because|result|whatever|during|likewise|according|saying|said|says|while|when|whenever|where|as|at|after|before|because|since|"
    "if|that|this|these|those|which|what|who|whose|how|why|is|are|was|were|be|been|has|have|had|do|did|does|will|would|could|"
    "can|may|might|not|no|and|or|to|by|from|with|without|up|down|out|off|over|away|back|it|they|we|you|i|he|she|there|here|then|"
    "so|once|only|just|even|also|still|now|more|than|too|very|much|same|such|today|yesterday|earlier|later|in|on|of|for|und|et|"
    "y|e|que|der|les|dass|sich|si|se|een"
)
"""What stands in no name of a thing."""
CALLED = (
    (
        re.compile(
            r"(?:log(?:ging)?|sign(?:ing)?)[ -]?(?:back )?(?:in|on)(?:to)?(?: to)?(?: (?:their|its|the|your|our|my|user|customer|online|personal) ?)*"
            r"(?:accounts?)?",
            re.IGNORECASE,
        ),
        "login",
    ),
    (
        re.compile(
            r"(?:(?:access(?:ing)?|gett?(?:ing)? in(?:to)?|reach(?:ing)?|open(?:ing)?|locked out of) )?"
            r"(?:(?:their|the|its|your|our|my|user|customer|private|personal|own) )+accounts?",
            re.IGNORECASE,
        ),
        "account access",
    ),
)
"""What people could not do -> what it is called in a list of services."""
DOES = (
    "access(?:ing)?|see(?:ing)?|find(?:ing)?|us(?:e|ing)|reach(?:ing)?|open(?:ing)?|load(?:ing)?|view(?:ing)?|edit(?:ing)?|read(?:ing)?|writ(?:e|ing)|"
    "play(?:ing)?|watch(?:ing)?|book(?:ing)?|buy(?:ing)?|plac(?:e|ing)|check(?:ing)?|transfer(?:ring)?|withdraw(?:ing)?|"
    "join(?:ing)?|order(?:ing)?|mak(?:e|ing)|send(?:ing)?|receiv(?:e|ing)|pay(?:ing)?|tak(?:e|ing)|accept(?:ing)?|print(?:ing)?|"
    "scan(?:ning)?|sync(?:ing)?|stream(?:ing)?|upload(?:ing)?|download(?:ing)?|post(?:ing)?|publish(?:ing)?|deploy(?:ing)?|"
    "unlock(?:ing)?|start(?:ing)?|creat(?:e|ing)|sav(?:e|ing)|shar(?:e|ing)|submit(?:ting)?|renew(?:ing)?|top(?:ping)? up|"
    "track(?:ing)?|browse|browsing|search(?:ing)?|stor(?:e|ing)|retriev(?:e|ing)|process(?:ing)?|manag(?:e|ing)|chang(?:e|ing)|"
    "activat(?:e|ing)|register(?:ing)?|redeem(?:ing)?|claim(?:ing)?|issu(?:e|ing)|dispens(?:e|ing)|sell(?:ing)?|trad(?:e|ing)|"
    "export(?:ing)?|import(?:ing)?|renew(?:ing)?|cancel(?:l?ing)?|dial(?:ling)?|ring(?:ing)?|call(?:ing)?|log(?:ging)? (?:in|on) ?to|sign(?:ing)? in ?to|connect(?:ing)? to|get(?:ting)? (?:in)?to"
)
"""What people do with a service, as a pattern."""
DEEDS = (
    "finali[sz](?:e|ing)|exchang(?:e|ing)|complet(?:e|ing)|fil(?:e|ing)|extend(?:ing)?|verif(?:y|ying)|schedul(?:e|ing)|approv(?:e|ing)|reserv(?:e|ing)|collect(?:ing)?|"
    "refill(?:ing)?|prescrib(?:e|ing)|settl(?:e|ing)|clear(?:ing)?|execut(?:e|ing)|display(?:ing)?|renew(?:ing)?|rent(?:ing)?|updat(?:e|ing)"
)
"""The same behind "unable to" and its like alone: elsewhere many of them are nouns, as in "file uploads"."""
NOTHING = compile_words(
    r"\b(?:regulators?|watchdogs?|ministers?|unions?|lawmakers|courts?|judges?|investigators?|compan(?:y|ies)|firms?|bank|carrier|airlines?|operator|provider|maker|giant|agency|agencies|ministry|government|council|"
    r"police|officials?|authorit(?:y|ies)|workers?|employees|executives?|chief|boss|experts?|analysts?|researchers?|readers|fans|"
    r"viewers?|listeners?|gamers?|students?|teachers?|doctors?|patients?|shoppers?|drivers?|travell?ers?|passengers?|merchants?|"
    r"sellers?|retailers?|shops|organi[sz]ations?|administrators?|admins|nobody|no one|none|anyone|everything|nothing|something|anything|"
    r"things?|some|many|most|others?|both|all|one|two|it|them|him|her|us|me|i|who|each|lot|few|several|half|part|rest|attempts?|"
    r"count(?:y|ies)|coasts?|restaurants?|branches|offices?|areas?|cities|towns?|regions?|provinces?|districts?|villages?|homes?|households?|states?|"
    r"efforts?|work|time|place|way|point|reason|questions?|answers?|details?|information|plans?|prices?|stocks?|share|"
    r"revenue|profits?|money|economy|planes?|trains?|staffers?|fire|battery|batteries|disk|disks|drive|drives|cable|cables|switch|switches|"
    r"router|routers|chillers?|cooling|power|electricity|generator|generators|rack|racks|certificate|certificates|quorum|nodes?|"
    r"memory|process|processes|job|change|code|bug|deploy\w*|rollback|fix|repairs?|crews?|ship|"
    r"Kunden|Nutzer|Kundinnen|Nutzerinnen|Unternehmen|Sprecher\w*|Menschen|Leute|Störung|Ausfall|Problem\w*|Ursache|Angaben|"
    r"clients?|utilisateurs?|abonnés|personnes|gens|entreprise|panne|problèmes?|origine|"
    r"usuarios?|clientes?|personas|gente|empresas?|caída|fallo|problemas?|causa|"
    r"usuários?|utilizadores|pessoas|falha|queda)\b",
    re.IGNORECASE,
)
"""Who suffers, who answers, and what breaks below a service: neither is what an outage hit."""
LEAD = re.compile(
    r"(?:(?:(?:about|around|nearly|roughly|almost|over|more than|less than|fewer than|at least|up to|some) )?(?:[\d.,]+ ?(?:%|per ?cent)|half|an? (?:third|quarter|fifth|tenth)|"
    r"(?:two|three) (?:thirds|quarters)) of|than|hundreds of|thousands of|millions of|dozens of|tens of|a (?:large |small |big )?(?:number|part|"
    r"range|handful|variety|lot|majority) of|(?:large |big |small )?(?:parts?|portions?|most|many|some|several|all|both|few|much|"
    r"number|chunks?|swathes?|one|aspects?|elements?) of|"
    r"the|its|their|our|your|his|her|some|any|all|other|many|most|several|multiple|numerous|certain|various|"
    r"both|either|even|also|only|just|least|at|every|each|this|that|these|those|of|to|in|on|for|with|from|a|an|"
    r"my|more|as|by|and|or|such|like|including|access(?:ing)?|load(?:ing)?|us(?:e|ing)|reach(?:ing)?|open(?:ing)?|"
    r"mak(?:e|ing)|send(?:ing)?|receiv(?:e|ing)|view(?:ing)?(?! count)|get(?:ting)?|plac(?:e|ing)|connect(?:ing)? to|"
    r"creat(?:e|ing)|edit(?:ing)?|check(?:ing)?(?! ?-?in\b)|display(?:ing)?|retriev(?:e|ing)|process(?:ing)?|"
    r"complet(?:e|ing)|launch(?:ing)?|run(?:ning)?|start(?:ing)?|join(?:ing)?|play(?:ing)?(?= \w)|"
    r"watch(?:ing)?|listen(?:ing)? to|read(?:ing)?|writ(?:e|ing)(?: new)?|shar(?:e|ing)|sav(?:e|ing)|fetch(?:ing)?|"
    r"serv(?:e|ing)|deliver(?:ing)?(?= \w)|build(?:ing)?(?= \w)|publish(?:ing)?|updat(?:e|ing)|chang(?:e|ing)|"
    r"manag(?:e|ing)|mak\w+ use of|tak(?:e|ing)|do(?:ing)?|us(?:ers|ers['’]) of|access to|use of|"
    r"(?:(?:still|now|also) )?(?:struggling|trying|unable) to|seeing|see|properly|are|is|were|was|been|be|down|whose|own|see(?:ing)?|find(?:ing)?|prevent(?:ed|ing|s)|degrad(?:ed|ing)|noted|transferred|confirm(?:ed|ing)|accept(?:ing)?|distribut(?:e|ing)|operat(?:e|ing)|everything from|completely|newly|still|currently|affecting|"
    r"impacting|hitting|across|through|via|into|involving|online(?= (?:services?|services)\b)|"
    r"\[\w+\]|but|however|another|official|mostly|mainly|primarily|"
    r"(?:[\w-]+ ){0,2}(?:services?|features?|systems?|components?|products?|functions?|areas|apps|platforms|sites|games|"
    r"names|tools|websites) (?:that (?:are|were) \w+ )?(?:include[sd]?|including|were|are|was|such as|like)|"
    r"(?:the )?(?:company|firm|bank|carrier|airline|operator|provider|social network|platform|retailer|giant|"
    r"site|service|game|developer|vendor|startup|start-up|group|exchange)['’]s|customers['’]|users['’])\s+",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s(?:for|in|on|at|across|with|from|by|to|of|into|through|via|around|without|within|under|over|between|"
    r"among|against|that|which|who|whose|where|when|while|because|since|until|after|before|as|than|due|using|"
    r"used|hosted|running|provided|offered|owned|operated|globally|worldwide|nationwide|today|tonight|yesterday|"
    r"itself|themselves|temporarily|entirely|altogether|completely|properly|correctly|normally|also|too|again|still|now|currently|"
    r"simultaneously|crashed|failed|went|stopped|dropped|suffered|experienced|remain(?:s|ed)?|seems?|appears?|users|customers|subscribers|players|owners|members|viewers|clients|is|are|was|were|has|have|had|be|been|will|would|could|can|may|might|"
    r"(?:this|last|on) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"this|that|these|those|—|–)(?=\s|\Z)|\s[—–-](?=\s|\Z)",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"(?:(?:log(?:ging)?|sign(?:ing)?)[ -]?(?:back )?(?:in|on|into|onto)(?:to)?(?: to)?(?: (?:their|its|the|user) (?:[\w-]+ )?"
    r"accounts?)?|(?:access(?:ing)?|locked out of) (?:their|the|user|customer) (?:[\w-]+ )?accounts?|"
    r"tweet(?:ing)?|post(?:ing)?|pay(?:ing)?(?: by card| bills)?|check(?:ing)?[ -]in|"
    r"send(?:ing)?(?: (?:and|or) receiv(?:e|ing))? (?:messages|e-?mails|texts?|money|files|photos|tweets)|"
    r"(?:upload|download|edit|stream|delet|post|shar|send)ing (?:[\w-]+ )?\w+s|mak(?:e|ing) (?:\w+ )?(?:calls|payments|"
    r"purchases|bookings|reservations|transactions)|plac(?:e|ing) (?:\w+ )?(?:orders|trades|bets|calls)|"
    r"stream(?:ing)?|withdraw(?:ing)?(?: (?:cash|money|funds))?|transfer(?:ring)?(?: (?:cash|money|funds))?|"
    r"unlock(?:ing)?(?: (?:(?:their|the|my|your) )?(?:cars?|vehicles?|doors?|phones?|bikes?|scooters?))?|order(?:ing)? (?:food|rides|online)|book(?:ing)? (?:\w+)|call(?:ing)? (?:911|999|112))(?![\w-])",
    re.IGNORECASE,
)
"""What people do with a service, where the doing is the part that failed."""
MEDIUM = re.compile(
    r"\b(?:on|via|to|through|over|from|in)\s(?:both\s|its\s|their\s|the\s|social\s|media\s|site\s|platform\s){0,3}$",
    re.IGNORECASE,
)
MEDIA = frozenset(
    {"twitter", "x", "reddit", "facebook", "linkedin", "mastodon", "threads", "instagram", "youtube"}
)
"""Where people complain about other services."""
FAMILIES = (
    (re.compile(r"\b(?:log(?:ging)?|sign(?:ing)?)[ -]?(?:back )?(?:in|on)(?:to)?s?\b|\b(?:sign-?ins?|logins?|authentication)\b"), "login"),
    (re.compile(r"\be-?mails?\b|\bmailbox(?:es)?\b|\binbox(?:es)?\b"), "email"),
    (re.compile(r"\b(?:messag(?:es|ing)|dms|direct messages|chats?)\b"), "message"),
    (re.compile(r"\b(?:texts?|texting|sms)\b"), "text"),
    (re.compile(r"\b(?:calls?|calling|voice|telephony|landlines?|phone)\b"), "call"),
    (re.compile(r"\b(?:data|internet|[2345]g(?:/[2345]g)?|lte|broadband|connectivity)\b"), "data"),
    (re.compile(r"\b(?:web ?sites?|sites?|web|desktop|pages?|portals?)\b"), "website"),
    (re.compile(r"\b(?:apps?|applications?|ios|android|mobile)\b"), "app"),
    (re.compile(r"\b(?:payments?|pay(?:ing)?|transactions?|transfers?)\b"), "payment"),
    (re.compile(r"\b(?:post(?:s|ing)?|tweet(?:s|ing)?|feeds?|timelines?)\b"), "post"),
    (re.compile(r"\bupload(?:s|ing|ed)?\b"), "upload"),
    (re.compile(r"\bdownload(?:s|ing|ed)?\b"), "download"),
    (re.compile(r"\b(?:stream(?:s|ing)?|playback|watch(?:ing)?)\b"), "stream"),
    (re.compile(r"\b(?:television|tvs?)\b"), "tv"),
    (re.compile(r"\bsearch(?:es|ing)?\b"), "search"),
)  # fmt: skip
"""Words for one and the same part -> one word."""
PLAIN = frozenset(
    "service system function feature functionality platform tool the a an it its their our of to for and or "
    "online some other certain various new own user customer company client version access using sending making "
    "send make use account server network".split()
)
"""Words of a part that do not tell it from others."""
