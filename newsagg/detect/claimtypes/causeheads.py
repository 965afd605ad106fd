"""The nouns that can head a cause, by language, as patterns and the stems they begin with. Pure data: no input, no output.

A head is a kind of mishap ("outage at a supplier", "typo"), a deed ("deployment"), a force ("storm") or a part of the
machinery ("database"); which of them stand for an event by themselves is told by ``EVENT``.
"""

import re
from types import MappingProxyType

from newsagg.detect.wordpatterns import compile_words

_FAULT = (
    r"(?:failures?|faults?|errors?|issues?|problems?|malfunctions?|outages?|crash(?:es)?|damage|defects?|"
    r"bugs?|glitch(?:es)?|corruption|breakdowns?|loss|misconfigurations?|mismatch(?:es)?|exhaustion|leaks?|"
    r"overloads?|congestion|trouble|disruptions?|interruptions?|incidents?|events?)"
)
"""What may go wrong with a part: "disk failure", "link overload"."""

_ENGLISH = (
    r"(?:ddos(?:[ -]attacks?)?|"
    r"(?:distributed )?denial[- ]of[- ]service(?: \(ddos\))?(?: attacks?| incident)?|cyber[- ]?attacks?|"
    r"cyber[- ]?(?:security )?(?:incidents?|events?|issues?|related|threats?)|foul play|"
    r"(?:data |security )?breach(?:es)?|security (?:incidents?|issues?|events?|problems?|matters?)|"
    r"ransomware(?: attacks?| incident)?|malware|hack(?:ing|ers?|ed|s)?|attack(?:s|ers?)?|sabotage|"
    r"intrusions?|"
    r"interfere\w*|malicious (?:activity|intent|actors?|attacks?|behaviou?r)|malicious|botnets?|"
    r"(?:software |technical |coding |code )?bugs?|(?:technical |software |computer |it |"
    r"system )?glitch(?:es)?|"
    r"defects?|(?:software |code )?regressions?|"
    r"(?:software|firmware|system|network|code|content|security|configuration|routine|faulty|bad|botched|app|"
    r"server|routing|database|driver|sensor|policy) (?:updates?|upgrades?|patch(?:es)?)|updates?|upgrades?|"
    r"patch(?:es)?|"
    r"deployments?|deploy|rollouts?|roll-outs?|new (?:release|version|feature|build|platform|system|"
    r"core system)|"
    r"(?:code|configuration|config|network|routing|recent|system|infrastructure|software|dns|"
    r"policy) changes?|"
    r"misconfigurations?|(?:mis|wrongly |incorrectly |badly |improperly |poorly )configured (?:(?:load|"
    r"access|routing|network|core|name) )?[\w-]+|"
    r"(?:failed|failing|faulty|broken|defective|damaged|malfunctioning|misbehaving|overloaded|overheated|"
    r"botched|flawed|buggy|rogue|errant|stray|runaway) (?:[\w-]+ ){0,2}?(?:switch(?:es)?|routers?|servers?|"
    r"disks?|drives?|cables?|links?|cards?|units?|components?|devices?|databases?|clusters?|nodes?|updates?|"
    r"patch(?:es)?|scripts?|process(?:es)?|jobs?|quer(?:y|ies)|commands?|firewalls?|certificates?|"
    r"generators?|batter(?:y|ies)|UPS|arrays?|modules?|sensors?|software|code|config\w*|files?|upgrades?|"
    r"migrations?|deployments?|releases?)|"
    r"configurations?(?: (?:errors?|issues?|problems?|mistakes?))?|settings?|feature flags?|firewall rules?|"
    r"(?:data ?cent(?:er|re) |database |server |system |network |planned |scheduled |routine |cloud )?"
    r"(?:migrations?|maintenance)|"
    rf"(?:power|electrical|electricity|ups|generator|battery|transformer)(?: \w+)? (?:cuts?|surges?|supply|"
    rf"{_FAULT})|"
    r"power|blackouts?|brownouts?|short circuits?|generators?|fires?|blaze|smoke|floods?|flooding|"
    r"water leaks?|"
    r"storms?|hurricane|typhoon|cyclone|tornado|lightning(?: strikes?)?|earthquake|landslide|weather|winds|"
    r"floodwaters?|"
    r"snow|"
    r"heat ?waves?|extreme heat|squirrels?|rodents?|rats?|"
    rf"cooling(?: systems?| units?| plant)?(?: {_FAULT})?|overheating|temperatures?|"
    rf"(?:hardware|equipment|server|servers|disk|storage|router|switch|device|component|circuit|card|memory|"
    rf"battery|line ?card|satellite|link|node|cluster|firewall|proxy|gateway|scheduler|queue|index|kernel|"
    rf"load[- ]balancer|control plane|mainframe|sensor|optical|transmission|signalling|"
    rf"signaling)(?: \w+)? {_FAULT}|"
    r"hardware|servers?|routers?|equipment|"
    r"(?:undersea |subsea |submarine |underwater |fib(?:er|re)(?:[- ]optic)? |internet |power |copper )?"
    r"cables?(?: (?:cuts?|damage|breaks?|faults?|theft))?|"
    r"fib(?:er|re)(?:[- ]optic)?(?: cable| line)?(?: (?:cuts?|damage|breaks?|line))?|(?:cable|fib(?:er|"
    r"re)) cuts?|"
    r"(?:backhoe|excavator|digger|bulldozer|anchor)s?|"
    r"dns(?: \w+)?(?: (?:servers?|service|records?|attack|resolution|failures?|issues?|problems?|errors?|"
    r"outage))?|"
    r"domain name system|bgp(?: \w+)?(?: (?:leaks?|hijacks?|withdrawals?|tables?))?|"
    rf"rout(?:e|ing)(?: \w+)?(?: (?:changes?|tables?|protocols?|{_FAULT}))?|"
    rf"(?:network|networking|connectivity|connection|backbone|peering|core network)(?: \w+)? (?:devices?|"
    rf"{_FAULT})|"
    rf"(?:database|data store|storage|replication|cache|sql|redis|file system|filesystem|metadata)(?: \w+)?"
    rf"(?: (?:files?|servers?|lag|{_FAULT}))?|"
    r"data corruption|corrupt(?:ed)? (?:data|files?|records?|index(?:es)?|databases?|table)|"
    r"(?:(?:tls|ssl|security|expired|root|lapsed|encryption) )*certificates?(?: expir\w+)?|"
    r"(?:expired|lapsed) (?:domain|licen[cs]e|key|token|credential)s?|"
    rf"(?:authentication|login|log-in|sign-in|identity|access control|access|iam|token|credential|"
    rf"session)(?: \w+)? "
    rf"(?:systems?|servers?|service|{_FAULT})|"
    r"overload(?:ed|ing)?|overcapacity|(?:in|lack of |limited |insufficient )?capacity(?: (?:issues?|"
    r"problems?|limits?|constraints?|shortage))?|"
    r"(?:traffic |demand |load |usage )?(?:surges?|spikes?|flood of|influx)(?: (?:in|of) \w+)?|"
    r"(?:high|heavy|unprecedented|increased|excessive|unexpected|huge|massive|record|overwhelming|sudden|"
    r"unusual|"
    r"abnormal) (?:\w+ )?(?:traffic|demand|load|volumes?|usage|activity|interest)|traffic|demand|stampede|"
    r"rush of|"
    r"(?:human|user|operator|manual|personnel|staff|employee|engineer|engineering|clerical|configuration|"
    r"internal|"
    r"technical|system|systems|computer|software|it|application|backend|back-end|api|platform|"
    r"infrastructure|internal systems?|upstream|external|operational|procedural)[- ](?:errors?|mistakes?|"
    r"failures?|faults?|issues?|"
    r"problems?|difficulties)|typo|mistakes?|(?:wrong|errant|mistyped|incorrect|erroneous) (?:command|entry|"
    r"input|key)|"
    r"(?:third[- ]party|upstream|external|cloud|hosting|network|data cent(?:er|re)|service|internet|dns|cdn|"
    r"telecoms?|payment|software|outside)(?: \w+)? (?:providers?|vendors?|suppliers?|partners?|carriers?|"
    r"contractors?|processors?|issues?|problems?)|"
    r"contractors?|(?:ai|coding) (?:coding )?(?:tools?|agents?|bots?)|agentic tool|failures?|faults?|"
    r"malfunctions?|"
    r"errors?|breakdowns?|memory leaks?|out of memory|disk space|full disks?|quotas?|rate limit\w*|"
    r"race conditions?|"
    r"deadlocks?|infinite loop|leap second|clock|thundering herd|retry storm|growing pains|load balanc\w+|"
    r"fail-?over|"
    r"throttling|cascading \w+(?: \w+)?|cascade|anomal(?:y|ies)|subsystems?|"
    r"crash(?:es)?(?= (?:of|in) )|outages?(?= (?:at|of|in) )|changes?(?= (?:to|in|of) )|"
    r"construction(?: works?)?|roadworks|"
    r"data ?cent(?:er|re)|(?:shutdown|government|court) orders?|censorship|sanctions|internet shutdown|"
    r"intruders?|criminals|vandal(?:s|ism)|(?:copper )?thieves|thefts?)"
)
_GERMAN = (
    r"(?:Cyber-?(?:angriffe?s?|attacken?|vorfall)|Hacker(?:angriffe?s?|attacken?|n)?|DDoS-(?:Angriffe?s?|"
    r"Attacken?)|"
    r"Angriffe?s?|Attacken?|Sabotage(?:akt)?|Schadsoftware|Erpressungs\w+|Sicherheits(?:vorfall|problem|"
    r"lücke)|"
    r"Software-?(?:fehlers?|problem\w*|updates?|panne|aktualisierung)|(?:System|App|Firmware)?-?[Uu]pdates?|"
    r"Aktualisierung(?:en)?|"
    r"(?:Fehl)?[Kk]onfiguration(?:s(?:fehlers?|änderung(?:en)?|problem\w*))?|Programmierfehler|"
    r"Strom(?:ausfalls?|ausfälle|versorgung|panne|problem\w*)|Kurzschluss|Server(?:problem\w*|ausfalls?|"
    r"fehler|störung|panne)|"
    r"(?:Netz|Netzwerk|Routing|DNS|Router|Verbindungs)-?(?:problem\w*|fehlers?|störung(?:en)?|ausfalls?|"
    r"überlastung)|"
    r"Wartung(?:sarbeiten)?|(?:technisch\w* )(?:Störung(?:en)?|Probleme?n?s?|Defekts?|Fehlers?|Panne|"
    r"Schwierigkeiten|Gründen?)|"
    r"(?:Hardware|Festplatten|Speicher)-?(?:defekts?|fehlers?|ausfalls?|problem\w*)|Hardware|Überlastung|"
    r"Kapazitäts\w+|"
    r"(?:großer |hoher |enormer )?(?:Ansturms?|Andrangs?|Nachfrage)|Kabel(?:schadens?|bruchs?|schäden)|"
    r"durchtrennt\w* \w*[Kk]abel|"
    r"Glasfaser\w*|Bagger|Brände?s?|Feuer|Unwetter|Sturm|Blitz(?:schlag|einschlag)|Hochwasser|"
    r"Hitze(?:welle)?|Überhitzung|"
    r"Kühl(?:ung|system|anlage)s?\w*|Datenbank\w*|(?:abgelaufen\w* )?Zertifikate?s?|"
    r"menschliche\w* (?:Versagens?|Fehlers?)|"
    r"Bedienfehler|Dienstleisters?|Drittanbieters?|Zulieferers?|Bauarbeiten|Umstellung|Migration|"
    r"Sperr(?:ung|e))"
)
_FRENCH = (
    r"(?:cyber-?attaques?|attaques?(?: informatiques?| par déni de service| ddos)?|piratage|pirates?|"
    r"rançongiciels?|sabotage|"
    r"actes? (?:de malveillance|malveillants?)|malveillance|incidents? de (?:cyber)?sécurité|"
    r"faille de sécurité|"
    r"pannes? (?:électriques?|de courant|techniques?|informatiques?|d['’]un [\w-]+|de [\w-]+)|"
    r"coupures? (?:de courant|d['’]électricité|de câble|de fibre)|"
    r"erreurs? (?:humaines?|de configuration|techniques?|de manipulation|logicielles?|de routage)|"
    r"(?:problèmes?|dysfonctionnements?|incidents?|défaillances?|défauts?|anomalies?)(?: (?:techniques?|"
    r"informatiques?|réseau|logiciels?|d['’]infrastructure(?: réseau)?|d['’]authentification|"
    r"d['’]alimentation|de [\w-]+(?: de [\w-]+)?))|"
    r"mises? à jour|modifications?(?: (?:récentes?|logicielles?))*|changements? (?:de|d['’]|récents?)[\w ]*|"
    r"bogues?|bugs?|surcharges?|saturation|afflux|forte (?:demande|affluence)|"
    r"incendies?|inondations?|tempêtes?|orages?|foudre|canicule|surchauffe|climatisation|refroidissement|"
    r"maintenance|migration|certificats? (?:expirés?|périmés?)|bases? de données|travaux|"
    r"câbles? (?:sectionnés?|sous-marins?|coupés?)|"
    r"prestataires?|fournisseurs?|sous-traitants?|fibre(?: optique)?)"
)
_SPANISH = (
    r"(?:ciberataques?|ataques?(?: informáticos?| cibernéticos?| de denegación de servicio| ddos| hacker)?|"
    r"hackeos?|piratas informáticos|"
    r"sabotajes?|ransomware|brecha de seguridad|incidente de (?:ciber)?seguridad|"
    r"fall[oa]s? (?:técnic[oa]s?|informátic[oa]s?|eléctric[oa]s?|human[oa]s?|de [\w-]+|"
    r"en [\w-]+(?: [\w-]+)?|del? [\w-]+)|error(?:es)? (?:humanos?|de [\w-]+|técnicos?|informáticos?|"
    r"en [\w-]+(?: [\w-]+)?)|"
    r"aver[ií]as?(?: (?:técnicas?|eléctricas?|en [\w-]+|de [\w-]+))?|problemas? (?:técnicos?|informáticos?|"
    r"de [\w-]+|eléctricos?|con [\w-]+)|incidencias? técnicas?|"
    r"actualizaci(?:ón|ones)|cambios? de configuración|apag(?:ón|ones)|cortes? (?:de (?:luz|energía|fibra|"
    r"corriente|cable)|eléctricos?)|sobrecargas?|saturación|"
    r"(?:alta |gran )demanda|picos? de tráfico|incendios?|inundaci(?:ón|ones)|tormentas?|huracán|"
    r"ola de calor|sobrecalentamiento|refrigeración|"
    r"mantenimiento|migración|certificados? (?:caducados?|vencidos?|expirados?)|bases? de datos|obras|"
    r"fibra óptica|cables? (?:submarinos?|cortados?)|proveedor(?:es)?|terceros)"
)
_PORTUGUESE = (
    r"(?:ciberataques?|ataques?(?: hackers?| cibernéticos?| de negação de serviço| ddos)?|hackers?|invasão|"
    r"sabotagem|ransomware|"
    r"incidente de (?:ciber)?segurança|falhas? (?:técnicas?|elétricas?|humanas?|de [\w-]+|"
    r"em [\w-]+(?: [\w-]+)?|n[oa] [\w-]+|d[oa]s? [\w-]+)|"
    r"erros? (?:humanos?|de [\w-]+|técnicos?|n[oa] [\w-]+)|pane(?: (?:elétrica|técnica|n[oa] [\w-]+))?|"
    r"problemas? (?:técnicos?|de [\w-]+|elétricos?|n[oa]s? [\w-]+)|"
    r"instabilidade (?:técnica|n[oa] [\w-]+)|atualizaç(?:ão|ões)|mudança de configuração|apag(?:ão|ões)|"
    r"quedas? de energia|falta de (?:energia|luz)|"
    r"sobrecargas?|alta demanda|picos? de (?:acessos?|tráfego)|incêndios?|inundaç(?:ão|ões)|enchentes?|"
    r"tempestades?|raio|calor extremo|superaquecimento|"
    r"manutenção|migração|certificados? (?:vencidos?|expirados?)|bancos? de dados|rompimento de (?:um |"
    r"uma )?(?:cabo|"
    r"fibra)s?|cabos? (?:rompidos?|submarinos?)|obras|fornecedor(?:es)?|terceiros)"
)


def _compile(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)


HEADS = MappingProxyType(
    {
        "en": _compile(_ENGLISH),
        "de": _compile(_GERMAN, _ENGLISH),
        "fr": _compile(_FRENCH, _ENGLISH),
        "es": _compile(_SPANISH, _ENGLISH),
        "pt": _compile(_PORTUGUESE, _ENGLISH),
    }
)
"""By the article's language; English heads stand in texts of all."""

_STEMS = {
    "en": "foul ddos dist deni cybe rans malw hack secu brea atta sabo intr inte mali botn soft tech codi "
    "code bugs bug "
    "comp it syst glit defe regr firm netw cont conf rout faul bad botc app serv data driv sens poli upda "
    "upgr patc depl "
    "roll new rece infr dns misc sett feat fire plan sche migr main clou powe elec ups gene batt tran blac "
    "brow shor "
    "blaz smok floo wate stor hurr typh cycl torn ligh eart land weat wind snow heat extr squi rode rats "
    "rat cool over "
    "temp hard equi disk swit devi circ card memo line sate link node clus prox gate queu inde kern load "
    "opti sign "
    "unde subs subm fibe fibr cabl copp back exca digg bull anch doma bgp conn peer core repl cach sql redi "
    "file meta "
    "corr tls ssl expi root laps encr cert auth logi log sign iden acce iam toke cred sess inca lack limi "
    "insu capa "
    "traf dema usag surg spik infl high heav unpr incr exce unex huge mass reco sudd unus abno stam rush "
    "huma user oper "
    "manu pers staf empl engi cler appl api plat upst exte proc typo mist wron erra inco erro thir host "
    "tele paym outs "
    "ai agen fail malf anom race dead infi leap cloc thun retr grow thro casc cras outa chan cons road shut "
    "gove cour "
    "cens sanc vand thie thef intr crim brok dama runa stra rogu flaw bugg full quot rate mainframe "
    "cybersecurity ",
    "de": "cybe hack ddos angr atta sabo scha erpr sich soft syst firm app upda aktu fehl konf prog stro "
    "kurz serv netz "
    "rout dns verb wart tech hard fest spei über kapa groß hohe enor anst andr nach kabe durc glas bagg "
    "bran bränd brän "
    "feue unwe stur blit hoch hitz kühl date abge zert mens bedi dien drit zuli baua umst migr sper",
    "fr": "cybe atta pira ranç sabo acte malv inci fail pann coup erre prob dysf déf défa anom mise modi "
    "chan bogu bugs bug "
    "surc satu affl fort ince inon temp orag foud cani clim refr main migr cert base trav câbl pres four "
    "sous fibr",
    "es": "cibe ataq hack pira sabo rans brec inci fall erro aver prob actu camb apag cort sobr satu alta "
    "gran pico ince "
    "inun torm hura ola refr mant migr cert base obra fibr cabl prov terc huraca",
    "pt": "cibe ataq hack inva sabo rans inci falh erro pane prob inst atua muda apag romp qued falt sobr "
    "alta "
    "pico incê inun "
    "ench temp raio calo supe manu migr cert banc romp cabo obra forn terc",
}


def _list_stems(language: str) -> frozenset[str]:
    return frozenset(word[:4] for name in {"en", language} for word in _STEMS[name].split())


STEMS = MappingProxyType({language: _list_stems(language) for language in HEADS})
"""How the heads begin: the pattern is tried only at words that begin so."""

EVENT = compile_words(
    r"(?<![\w-])(?:fail\w*|fault\w*|error\w*|issues?|problems?|outages?|glitch\w*|bugs?|defect\w*|"
    r"malfunction\w*|"
    r"crash\w*|corrupt\w*|overload\w*|over(?:heat|whelm)\w*|overcapacity|congest\w*|surges?|spikes?|influx|"
    r"cuts?|break\w*|"
    r"broken?|damage\w*|loss|lost|leak\w*|floods?|flooding|fires?|blaze|smoke|storms?|hurricane|typhoon|"
    r"cyclone|tornado|"
    r"lightning|earthquake|landslide|heat ?waves?|extreme|ddos|denial|(?:cyber-?)?attack\w*|hack\w*|"
    r"breach\w*|ransom\w*|"
    r"malware|malicious|botnets?|sabotage|intrusion\w*|interfere\w*|cyber|cybersecurity|security|foul|"
    r"mis\w+|typo|wrong\w*|bad|botched|broke|expir\w*|laps\w*|"
    r"regression\w*|chang\w+|updat\w+|upgrad\w+|patch\w*|deploy\w*|roll-?outs?|release\w*|migrat\w+|"
    r"maintenance|"
    r"new|incorrect\w*|errant|erroneous|invalid|malformed|stale|outdated|unexpected|unusual|abnormal|"
    r"excess\w*|insufficient|lack|"
    r"(?:high|heavy|unprecedented|increased|huge|massive|record|overwhelming|sudden) (?:\w+ )?(?:traffic|"
    r"demand|load|volumes?|"
    r"usage|activity|interest)|shortage|full|space|exhaust\w*|difficult\w*|incidents?|events?|blackouts?|"
    r"brownouts?|short|"
    r"trouble|disrupt\w*|interrupt\w*|race|deadlocks?|loop|leap|herd|retry|pains|throttl\w*|rate|quotas?|"
    r"limits?|cascad\w*|"
    r"anomal\w*|construction|roadworks|orders?|shutdown|censorship|sanctions|vandal\w*|thieves|theft\w*|"
    r"squirrels?|"
    r"rodents?|rats?|backhoes?|excavators?|diggers?|bulldozers?|anchors?|contention|lag|mismatch\w*|"
    r"withdr\w*|delet\w*|timeouts?|tools?|agents?|bots?|bug|slow\w*|load|rush|stampede|"
    r"third[- ]party|bgp|failover|"
    r"fail-over|clock|agentic|subsystems?|lightning)(?![\w-])",
    re.IGNORECASE,
)
"""Words that make a phrase tell something that happened; a phrase without one only names a part."""
