"""The words that tell what an outage hit, as patterns. Pure data: no input, no output."""

import re

DOWN = re.compile(
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
    r"might not go through|were delayed|out for"
    r")\b",
    re.IGNORECASE,
)
DOWN_ELSEWHERE = re.compile(
    r"\b(?:"
    r"(?:est|sont|était) tombée?s? en panne|ne (?:répond|fonctionn|march)\w+ (?:plus|pas)|"
    r"lag(?:en)? lahm|lahmgelegt|funktionier\w+ nicht|(?:ist|sind|war|waren) (?:down|offline|tot|"
    r"weg)|vuelve a funcionar|dejaron de \w+|(?:está|están) (?:caíd|sin)\w*|no (?:funciona|carga|"
    r"responde)\w*|sem (?:funcionar|acesso)|parou de \w+|deixou de \w+|fiel(?:en)? (?:aus|am)|"
    r"ausgefallen|nicht erreichbar|gestört|en panne|hors service|indisponibles?|caíd[oa]s?|"
    r"fora do ar|instáve\w+|se cayó|dejó de \w+"
    r")\b",
    re.IGNORECASE,
)
"""The same in German, French, Spanish and Portuguese."""
HITTING = re.compile(
    r"\b(?:affect(?:s|ed|ing)?|impact(?:s|ed|ing)?|hit(?:s|ting)?|disrupt(?:s|ed|ing)?|t(?:ook|akes?|"
    r"aking|aken) (?:down|out|offline)|br(?:ought|ings?|inging) down|knock(?:s|ed|ing)(?: out)?|"
    r"interrupt\w*|cripp\w+|down(?:s|ed)|"
    r"(?:problems?|issues?|trouble|troubles|difficulties|difficulty|errors?|outages?|failures?|"
    r"disruptions?|delays?|slowness|struggl\w+) (?:with|accessing|loading|using|logging (?:in(?:to)?|"
    r"on(?:to)?)|opening|sending|in|for|at|across|on|connecting|when|while|uploading|viewing|"
    r"streaming|signing|reaching|making)|"
    r"(?:prevent|block|stop|kept|keep)(?:s|ed|ing)? (?:[\w’'-]+ ){0,4}?(?:from|access to)|access to|"
    r"lost (?:access to|connection to)|(?:unable|inability|impossible|fail(?:s|ed|"
    r"ing)?)(?: for \w+)? to(?: either)?|(?:can(?:not|['’]t)|couldn['’]t|could not|could no longer|"
    r"can no longer)(?: even)?|trouble|having (?:trouble|problems|issues|difficulty)|"
    r"(?:services?|systems?|sites?|apps?|platforms?|functions?|features?|products?|websites?|tools?|"
    r"components?|companies|customers|services that (?:are|were) \w+)\s?(?:\w+ ){0,3}?(?:include[ds]?|"
    r"including|such as|like|are|were)|restored? (?:access to )?|"
    r"(?:outages?|disruptions?|interruptions?) (?:of|to|hitting)|"
    r"(?:caída|fallos?|avería|interrupción|panne|Ausfall|Störung|falha|queda|interrupção) (?:de|del|du|"
    r"des|da|do|von|der|bei|"
    r"en|in|no|na|en el|de la)|stored on|loss of|betrifft|betroffen (?:sind|waren|ist|war)|touche|concerne|"
    r"afecta(?: a)?|afectó(?: a)?|afeta|atinge|kein\w* Zugriff auf)\s+(?:to )?",
    re.IGNORECASE,
)
COMPOUND = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:outages?|disruptions?|downtime|glitch|crash|incident|issues?|problems?|"
    r"failures?|down|services?|crash(?:es)?|Störung|Ausfall)\b",
    re.IGNORECASE,
)
PART_LEFT = re.compile(r"(?<![\w’'/+&.-])(?:[\w’'/+&.-]+ ){1,4}$")
"""The words before a part that may belong to it: "Outlook web", "desktop and mobile"."""
PART = re.compile(
    r"(?<![\w-])(?:(?:mobile |native |web |desktop |iOS |Android |"
    r"banking )?apps?|websites?|web ?sites?|web (?:client|version|platform|interface|access)|(?:web|"
    r"desktop|mobile)(?:/\w+)?(?: version| sites?| web access)?|APIs?|API endpoints?|endpoints|portals?|"
    r"dashboards?|consoles?|(?:product|login|support) pages?|status page|"
    r"(?:internal |payment |booking |check-in |computer |ticketing |reservation |back-?end )?systems?|"
    r"(?:mobile |voice |data |core |phone |cellular |wireless )?networks?|(?:online|mobile|internet|"
    r"digital|phone) banking|e-?mails?|messag(?:es|ing)|voice(?:mail)?(?: and data services| services?|"
    r" calls?)?|calls?|calling|texts?|text messages|SMS|(?:mobile |wireless |cellular |"
    r"voice and )data(?: services?)?|data services?|"
    r"log-?ins?|sign-?ins?|logging in|search(?: function)?|feeds?|timelines?|notifications?|payments?|"
    r"transactions?|card payments|servers|checkout|orders?|ordering|deliver(?:y|ies)|streaming|uploads?|"
    r"downloads?|uploading \w+|file (?:uploads?|sharing)|storage|compute|DNS(?: \w+)?|CDN|"
    r"hosting(?: plans)?|blog|documentation|install script|"
    r"matchmaking|multiplayer|online (?:play|services|games|store|shopping)|stor(?:e|es)|e?shop|"
    r"video(?:s)?|voice|television|TV services?|broadband|internet(?: access| service)?|wi-?fi|"
    r"4G(?:/5G)?(?:\s?and\s?5G)?(?: \w+)?|5G|911(?: \w+)?|emergency (?:calls|services)|ATMs?|"
    r"point[- ]of[- ]sale|"
    r"threads|tweets|posts?|comments?|chats?|meetings|conferencing|calendar|accounts?|balances?|prices|"
    r"profiles?|images?|photos?|stories|maps|navigation|home screens?|alarms?|doorbells|cameras|"
    r"services?|platforms?|features?|tools?|functions?|documents|"
    r"actions|repositories|pull requests|git operations|packages|"
    r"check-in|trading|brokerage|infrastructure|traffic|connectivity|"
    r"connections?|domains?|nameservers?|chatbot|assistant|Dienste?|"
    r"Webseite|Internet|Telefonie|Mobilfunk|Online-Banking|sitio web|aplicación|aplicativo|site|"
    r"services?|aplicaciones|réseau|messagerie)(?![\w’'-])",
    re.IGNORECASE,
)
SPAN_STOP = re.compile(
    r"[.;:!?\n]|\s[–—]\s|,\s(?:but|while|which|with|and (?:the|it|they|we|was|is|has|had|users|said)|"
    r"said|says|according|as|after|causing|preventing|leaving|sparking|the company|not|including at|"
    r"although)\b|"
    r"\s(?:because|due to|after|since|when|while|but|as (?:of|well|a|users|the)|for (?:some|several|many|"
    r"hours|about|more|over|around|nearly|customers|users)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"at (?:around|about|\d)|around \d|following|according|until|during|starting|so|that|which|in (?:the|"
    r"some|parts)|across the|by \d|today|yesterday)\b",
    re.IGNORECASE,
)
CUSTOMER = re.compile(
    r"\b(?:customers? (?:include|including|such as|like|affected)|companies|vendors?|businesses|firms|"
    r"airlines?|banks?|clients?|retailers?|merchants?|carriers|organi[sz]ations|enterprises|hospitals|"
    r"airports|agencies|providers|brands|depend(?:s|ed|ing)? on|rel(?:y|ies|ied|ying) on|domains|"
    r"users included|Kunden wie|Unternehmen)\b",
    re.IGNORECASE,
)
FINE = re.compile(
    r"\b(?:(?:is|are|was|were|remain(?:s|ed)?|been|be|not)\s(?:\w+\s){0,2}?(?:unaffected|"
    r"not (?:been )?(?:affected|impacted|hit|involved)|not (?:experiencing|having|down|suffering)|"
    r"(?:operating|working|running|functioning) (?:normally|as (?:expected|normal|usual)|fine)|fine\b|"
    r"un(?:affected|impacted))|(?:was|were|is|are|has|have)n['’]t (?:been )?(?:affected|impacted|down)|"
    r"no (?:impact|effect|issues|problems) (?:on|to|with|for)|not (?:the|"
    r"our) (?:\w+ )?(?:mobile )?(?:platform|service|network|app)|nicht betroffen|"
    r"pas (?:été )?(?:touchée?|affectée?)s?|no (?:se vio |está )?afectad[oa]|não (?:foi |"
    r"foram )?afetad[oa]s?|(?:was|were) (?:spared|untouched)|still up\b|remained (?:accessible|available|"
    r"online))",
    re.IGNORECASE,
)
TROUBLE = re.compile(
    r"\b(?:outages?|down|offline|disrupt\w*|unavailable|inaccessible|unreachable|unable|can(?:not|['’]t)|"
    r"could(?:n['’]t| not| no longer)|errors?|issues?|problems?|affect(?:ed|s|ing)|impact(?:ed|s|ing)?|"
    r"crash\w*|fail(?:s|ed|ing|ures?)?|not (?:working|loading)|trouble|interrupt\w*|"
    r"restored|degraded|glitch\w*|slow\w*|hit|downtime|blocked|prevent\w*|struggl\w*|suffer\w*|"
    r"impossible|Ausfall|Störung\w*|gestört|panne|caíd[oa]s?|fallos?|falha\w*|instabilidade|delayed|"
    r"stopp\w+)\b",
    re.IGNORECASE,
)
DESCRIBES = re.compile(
    r"^(?:[\w’'.&-]+\s){1,5}(?:is|are) (?:an? |the |its |designed |commonly |"
    r"routinely )(?!.{0,120}\b(?:down|offline|outage|unavailable|experiencing))|\b(?:has|"
    r"have) (?:also )?partnered with|\bare commonly\b|\b(?:a|an) (?:site|service|website|platform|tool|"
    r"company) that (?:monitors|tracks)|\bwhich (?:monitors|tracks|aggregates|collates)\b|\bImage (?:by|"
    r":)|\bwill provide an? update\b|\bis designed to\b|\bproducts? hosted by\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
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
MEDIUM = re.compile(r"\b(?:on|via|to|through|over|from)\s(?:both\s|its\s|their\s|social\s)?$", re.IGNORECASE)
MEDIA = frozenset(
    {"twitter", "x", "reddit", "facebook", "linkedin", "mastodon", "threads", "instagram", "youtube"}
)
PRONOUNISH = re.compile(
    r"^(?:than|[\d.,]+|million|percent|per cent|hundreds|thousands|while|when|once|though|although|"
    r"because|the|its|their|our|your|his|her|some|any|all|other|many|"
    r"most|several|multiple|this|that|these|those|of|and|or|both|to|in|on|for|with|from|a|an|my|more|as|"
    r"at|by|such|like|including|also|even|"
    r"access|load|use|reach|open|make|send|receive|see|view|get|place|log|sign|into|using|certain|"
    r"various|numerous|number|are|is|were|was|be|affecting|impacting|company['’]s|whose|own|"
    r"online(?= services?$)|either)\s+",
    re.IGNORECASE,
)
ABOUT_FAULT = re.compile(
    r"\s(?:outage|failure|glitch|crash|errors?|administrators?|engineers?|team)\b", re.IGNORECASE
)
VERBISH = re.compile(
    r"^(?:had|has|have|hit|lost|left|provid\w+|confirm\w*|track\w*|requir\w+|mak\w+|extend\w*|train\w*|"
    r"route|anyone|whose|official|"
    r"remaining|will|change|some|other|another|few|a|an|as|only|affected|impacted|provider['’]s|"
    r"bank['’]s|customer|control|cooling|new|web browser|root|essential|largest|key internal|update|"
    r"turns|not)\s",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"^(?:(?:the|popular|other|social|media|online|messaging|video|photo-sharing|microblogging|streaming|"
    r"cloud|computing|"
    r"communication|chat|workplace|web|tech|company['’]s|own|main|entire|whole|several|numerous|certain|"
    r"key|affected|most|"
    r"restored|restore|restoring|remaining|third-party|external|digital|critical|essential|based|major) )+"
    r"(?:services?|platforms?|apps?|sites?|websites?|networks?|systems?|tools?|features?)$",
    re.IGNORECASE,
)
BARE = frozenset(
    {
        "account", "accounts", "app", "apps", "clients", "company", "connection", "connections",
        "connectivity", "data", "domains", "endpoints", "features", "functions", "hosting",
        "infrastructure", "internet", "models", "network", "order", "orders", "platform",
        "platforms", "post", "posts", "server", "servers", "service", "services", "site", "sites",
        "stories", "system", "systems", "tools", "traffic", "website", "websites",
    }
)  # fmt: skip

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
    r"issues?|problems?|outages?|services?|systems?|there|what|reports?|members|subscribers|data)\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"^[\"“‘']?If (?:you|your)\b|\?[\"”’']|\bnot clear (?:how|if|whether)\b", re.IGNORECASE)
"""What asks whether something is down, or tells what to do when it is."""
