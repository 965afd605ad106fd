"""The words for what is done against an outage, by family, as patterns. Pure data: no input, no output.

A family is one kind of deed (undone, led around, restarted, repaired, released, shut off, made larger, helped, done by
hand, planned); its verbs count only with the things that such a deed is done to. English first, then German,
French, Spanish and Portuguese.
"""

import re
from types import MappingProxyType

from newsagg.detect.wordpatterns import WordPattern, compile_words

_GAP = r"(?:(?!(?:and|but|that|which|who|was|were|is|are|has|had|after|when|while|as|for|to|by|because|since|out)\b)[\w’'\"“”./-]+ ){0,4}?"
_PART = (
    r"(?:servers?|routers?|switch(?:es)?|databases?|tables?|systems?|networks?|equipment|devices?|records?|"
    r"certificates?|"
    r"services?|nodes?|cables?|fib(?:er|re)s?|lines?|hosts?|hardware|cards?|links?|components?|clusters?|"
    r"machines?|mainframes?|"
    r"caches?|queues?|passwords?|tokens?|keys?|disks?|drives?|units?|generators?|chillers?|firewalls?|"
    r"load balancers?|instances?|"
    r"containers?|connections?|modems?|sessions?|backups?|sites?|apps?|processes|domains?|zones?|batter(?:y|"
    r"ies)|parts?)"
)
_CHANGE = (
    r"(?:changes?|updates?|upgrades?|releases?|patch(?:es)?|files?|configurations?|config|deployments?|"
    r"features?|versions?|"
    r"settings?|code|migrations?|rollouts?|it|that|them)"
)
_TRAFFIC = (
    r"(?:traffic|requests|calls|numbers|users|customers|load|logins?|log-ins|connections|queries|messages|"
    r"uploads|downloads|"
    r"sign-?ups|registrations|orders|posts?|access|flights|packets|addresses|visitors|jobs|bots?|models?)"
)
_SWITCHED = rf"(?:{_PART}|{_TRAFFIC}|{_CHANGE}|functions?|parts|buttons?|searches|search|accounts?|transactions|payments|transfers|integrations?|tools?|programs?)"
_CURE = (
    r"(?:fix(?:es)?|patch(?:es)?|hotfix(?:es)?|mitigations?|mitigation efforts|workarounds?|corrections?|"
    r"countermeasures|remed(?:y|ies)|"
    r"solutions?|safeguards|(?:config(?:uration)?|software|firmware|security|emergency) (?:changes?|"
    r"updates?)|changes?|measures)"
)
_DONE = r"(?:has|have|had) been|was|were|is being|are being|been|being"


def _family(*patterns: str) -> WordPattern:
    return compile_words(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])", re.IGNORECASE)


FAMILIES = MappingProxyType(
    {
        "undone": _family(
            r"roll(?:ed|ing|s)?(?: (?:[\w’'-]+ ){1,4}| )back",
            r"roll-?back(?= of| has| was| is|[.,;])",
            rf"(?:revert|revers|undo|undid|undone|withdrew|withdrawing|withdraw|retract|pull(?=(?:ed|"
            rf"ing) {_GAP}(?:update|release|patch|change|version)))"
            rf"(?:ed|ing|s)? {_GAP}{_CHANGE}",
            r"revert(?:ed|ing) to",
            rf"{_CHANGE} (?:{_DONE}) (?:\w+ )?(?:undone|withdrawn|pulled|reversed|reverted|taken back|"
            rf"rolled back|backed out)",
            r"(?:went|going|gone|go) back to (?:the|an) (?:last|older|previous|earlier|old)",
            r"(?:tak(?:e|es|en|ing)|took) (?:it|the (?:change|update|release|file)|that) back",
            r"put (?:an?|the|its|their) (?:older|earlier|previous|old|last) (?:\w+ )?back",
            r"put (?:an?|the) (?:older|earlier|previous|old|good|clean|spare|"
            r"backup) (?:\w+ )?(?:back )?in (?:its )?place",
            rf"(?:restor|recover|rebuil)(?:ed|ing|t|d) {_GAP}from (?:an? |the |its |their |older |"
            rf"offline )*(?:backups?|copy|copies|snapshots?)",
            r"(?:lift(?:ed|ing)|releas(?:ed|ing)|end(?:ed|ing)|eas(?:ed|ing)|withdrew|waived) (?:the |its |that |this |all |an? )?(?:[\w’'-]+ )?"
            r"(?:blocks?|holds?|bans?|restrictions?|locks?|suspensions?|freeze|limits?|blockade|embargo|caps?)",
            r"stopped the (?:spread|rollout|roll-out|deployment|update|release)",
            r"(?:zurückgezogen|zurückgerollt|zurückgesetzt|rückgängig gemacht)",
            r"(?:mise à jour|modification|version|changement)[^.;,]{0,25} (?:annulée?|retirée?|révoquée?)|"
            r"restauró [^.;,]{0,20}(?:copia de seguridad|respaldo)|restaurou [^.;,]{0,20}(?:backup|cópia)|"
            r"retour arrière|en train de révoquer|annulé la (?:mise à jour|modification)",
            r"(?:revirtió|revirtieron|revertido|revertida|deshizo|retiró)(?: (?:el|la|los|las) (?:cambios?|"
            r"actualización|versión))?",
            r"(?:reverteu|reverteram|revertida|revertido|desfez)(?: [oa] (?:mudança|atualização|alteração))?",
        ),
        "led around": _family(
            rf"(?:re-?rout|re-?direct|divert|re-?balanc|shift)(?:e|ed|ing|s)? {_GAP}{_TRAFFIC}",
            rf"(?:mov(?:ed|ing)|switch(?:ed|ing)|transferr(?:ed|ing)|led) {_GAP}(?:traffic|requests|calls|"
            rf"load|workloads)(?: \w+){{0,2}}? (?:to|away|off|over|around)",
            r"(?:rout|work)(?:ed|ing) around (?!the clock)(?:the|it|them|a|an)",
            r"bypass(?:ed|ing) (?:the|it|a|an|its|their)",
            r"(?:mov(?:ed|ing)|shift(?:ed|ing)|migrat(?:ed|ing)|switch(?:ed|ing)|transferr(?:ed|ing)) (?:the |its |their |our |all |some |most )?"
            r"(?:[\w’'-]+ ){1,4}?(?:on)?to (?:an? )(?:[\w’'-]+ )?(?:separate|second|other|different|new|backup|spare|standby|"
            r"alternative|alternate|redundant|independent|dedicated|multi-\w+|larger|bigger|newer|another|disaster|fail-?over|recovery|reserve|emergency)",
            r"(?:back-?ups?|standbys?|generators?|batteries|spares?|reserves?|replicas?) (?:were|are|was|is) (?:now |then )?(?:carrying|powering|"
            r"running|feeding|serving|handling|taking)(?! out)",
            r"spread(?:ing)? (?:the |its )?(?:load|traffic|requests)",
            r"schaltete\w* [^.;,]{0,40} um|umgeschaltet",
            r"fail(?:ed|ing|s)? over(?: to)?",
            r"switch(?:ed|ing) (?:over )?to (?:an? |the |its )?(?:back-?ups?|standby|secondary|spare|"
            r"alternative|alternate|another|reserve|redundant)\w*",
            r"(?:migrat(?:ed|ing)|moved) (?:their |its |our |the )?(?:[\w’'-]+ ){1,6}?(?:to|"
            r"behind) (?:Cloudflare|Akamai|Fastly|another|a new|new|other|a different|the [\w-]+ region)",
            r"(?:migrat(?:ed|ing)|moved) [^.;,]{3,60} behind",
            rf"helped (?:some of )?(?:our |its |their )?(?:customers|users|clients) {_GAP}(?:divert|move|"
            rf"switch|work|migrate|fail)",
            r"(?:um|weiter)geleitet|leite\w+ [^.;,]{0,40} um",
            r"(?:redirigé|dérouté|basculé|réacheminé)(?:e?s?)?",
            r"(?:desvi|redirig|redireccion)(?:ó|aron|ado|ada|ido|ió|ados)",
            r"(?:desvi|redirecion)(?:ou|aram|ado|ada|ados)",
        ),
        "restarted": _family(
            rf"(?:re-?boot|re-?start|reset|reload|power-?cycl|flush|clear|purg|rebuil|reinstall|"
            rf"reinitiali[sz])(?:e|t|ted|ed|ing|s|d|ting)? {_GAP}{_PART}",
            rf"{_PART} (?:{_DONE}) (?:\w+ )?(?:restarted|rebooted|reset|rebuilt|reloaded|flushed|cleared)",
            r"start(?:ed|ing)? (?:[\w’'-]+ ){0,3}?in safe mode",
            r"(?:have|had|need|needed) to (?:reload|reinstall|restart|reconnect|reset|reboot|"
            r"update) (?:the|their|each|every|it|our)",
            r"(?:start\w+|fuhr\w*) [^.;,]{0,40} neu|neu (?:ge)?startet\w*",
            r"redémarr(?:é|és|ée|ées|age)",
            r"reinici(?:ó|aron|ado|ada|ados|adas|ou|aram)",
        ),
        "repaired": _family(
            rf"(?:replac|repair|renew|splic|swapp|mend|re-?issu|rotat|patch)(?:ed|ing|es|s)? {_GAP}{_PART}",
            r"(?:replac|swapp|exchang|substitut)(?:ed|ing) (?:it|them|[^.;,]{3,40}?) (?:with|by|for) (?:an?|the|its|two|new|spare|older|earlier)",
            r"(?:splic|mend|patch|rebuild|rebuilt|repair)(?:e|ed|ing)? (?:it|them)(?! by hand)",
            rf"(?:[Nn]ew|[Ff]resh|[Ss]pare|[Rr]eplacement|[Cc]lean|[Oo]lder|[Ee]arlier|[Cc]orrected) (?:[\w’'-]+ ){{0,2}}?{_PART} (?:{_DONE}) "
            r"(?:\w+ )?(?:loaded|installed|fitted|put in|brought in|wired in|plugged in|issued|generated|shipped|deployed|connected)",
            rf"{_PART} (?:{_DONE}) (?:\w+ )?(?:replaced|repaired|renewed|spliced|swapped|reissued|rotated|"
            rf"patched)",
            r"(?:aus|ge)tauscht|ersetzt(?= )",
            r"(?:remplacé|réparé|renouvelé)(?:e?s?)? (?:le|la|les|l['’]|un|une|des)",
            r"(?:reemplaz|repar|sustitu)(?:ó|aron|yó|yeron) (?:el|la|los|las|un|una)",
            r"(?:substitu|repar|troc)(?:iu|íram|ou|aram) (?:o|a|os|as|um|uma)",
        ),
        "released": _family(
            rf"(?:implement|deploy|appl|releas|push|introduc|develop|install|ship|roll|put)(?:ed|ing|ied|"
            rf"ying|y|led|ped)? (?:out |in place )?{_GAP}{_CURE}",
            r"(?:issu(?:ed|ing)) (?:an? |the |its )?(?:\w+ )?(?:fix|patch|hotfix|workaround|correction|"
            r"(?:software|firmware|security|emergency) update)",
            rf"(?:fix|mitigation|workaround|patch|countermeasures|solution|correction|"
            rf"hotfix)(?:es)? (?:{_DONE}|is|are) (?:\w+ )?(?:implemented|deployed|applied|rolled out|"
            r"put in place|released|pushed(?: out)?|on its way|sent out|distributed|shipped|installed|"
            r"issued|made|prepared)",
            r"(?:steps|measures) (?:are being|have been|were|being) (?:put|taken)",
            r"(?:Patch|Fix|Update|Korrektur|Hotfix)[^.;,]{0,20} (?:eingespielt|ausgerollt|verteilt|"
            r"bereitgestellt|veröffentlicht)|spielt\w* [^.;,]{0,25}(?:Patch|Fix|Update)[^.;,]{0,10} ein",
            r"(?:déployé|appliqué|publié|diffusé) (?:un|une|le|des) (?:\w+ )?(?:correctifs?|solution|patch|"
            r"mise à jour)|correctif [^.;,]{0,15}(?:déployé|appliqué|publié)",
            r"(?:aplic|implement|despleg|lanz|public)(?:ó|aron|ado) (?:un|una|el|la) (?:\w+ )?(?:parche|"
            r"solución|corrección|actualización)",
            r"(?:aplic|implement|lanç|public)(?:ou|aram|ado) (?:um|uma|o|a) (?:\w+ )?(?:patch|solução|"
            r"correção|atualização)",
        ),
        "shut off": _family(
            rf"(?:block|filter|null-rout|black-?hol|scrubb|sinkhol|rate[- ]?limit|limit|throttl|restrict|"
            rf"cap|suspend|paus|disabl|isolat|"
            rf"disconnect|quarantin|deactivat|remov|drop|shed)"
            rf"(?:ed|ing|ped|ping|ding)? (?:the rate of |the number of |use of )?{_GAP}{_SWITCHED}",
            rf"(?:turn(?:ed|ing)|switch(?:ed|ing)|shut(?:ting)?|cut(?:ting)?) (?:off|"
            rf"down) {_GAP}(?:{_SWITCHED})",
            r"(?:turn(?:ed|ing)|switch(?:ed|ing)) (?:[\w’'-]+ ){1,5}off(?! to\b)",
            rf"tak(?:e|ing|en) {_GAP}(?:{_PART}|{_SWITCHED}|it|them) (?:temporarily )?(?:offline|down|"
            rf"out of service)|took {_GAP}(?:{_PART}|{_SWITCHED}|it|them) (?:temporarily )?(?:offline|"
            rf"out of service)",
            rf"(?:{_DONE}) (?:temporarily |deliberately |intentionally )?(?:cut off|isolated|disconnected|"
            rf"taken out|taken offline|deactivated|quarantined)",
            r"(?:virtual )?waiting room",
            r"(?:stopp|halt|freez|froz)(?:ed|ing|e) (?:all |new |any |further )*(?:sign-?ups|"
            r"registrations|deployments?|releases|rollouts?|updates|logins|orders)",
            r"abgeschaltet|vom Netz genommen|deaktiviert",
            r"désactiv(?:é|ée|és|ées)|mis hors ligne",
            r"(?:desactiv|desconect|apag)(?:ó|aron|ado|ada) (?:el|la|los|las)",
            r"(?:desativ|deslig)(?:ou|aram|ado|ada) (?:o|a|os|as)",
        ),
        "made larger": _family(
            r"(?:add|bring|brought|provision|deploy)(?:ed|ing)? (?:more |additional |extra |new |further |"
            r"spare )?(?:capacity|servers|resources|bandwidth|machines|instances|staff)(?: online)?",
            r"(?:doubl|tripl|increas|expand|rais|boost)(?:ed|ing) (?:its |their |our |"
            r"the )?(?:\w+ )?(?:capacity|bandwidth|limits?|quotas?|monitoring|redundancy)",
            r"scal(?:ed|ing) up",
            r"(?:brought|bringing|put|took) (?:an? |the |its |two |more )(?:[\w’'-]+ ){1,4}(?:into service|"
            r"online|into use|into operation)",
            r"(?:brought in|bring(?:ing)? in|add(?:ed|ing)|introduc(?:ed|ing)|set(?:ting)? up|put(?:ting)? in(?: place)?|creat(?:ed|ing)|install(?:ed|ing)|"
            r"establish(?:ed|ing)|hired|appointed) (?:an? |the |two |some |more )?(?:second|third|extra|additional|new|further|stricter|tighter|more|better|"
            r"automatic|automated|independent|permanent|four-eyes|stronger) (?:[\w’'-]+ ){0,2}?(?:checks?|reviews?|tests?|steps?|gates?|alarms?|"
            r"alerts?|monitors?|monitoring|safeguards?|limits?|procedures?|controls?|guards?|approvals?|audits?|validation|sign-?offs?|teams?|"
            r"links?|routes?|suppliers?|providers?|circuits?|safety \w+|rules?|testing)",
            r"(?:build(?:ing)?|built|writ(?:ing|ten)|wrote|develop(?:ed|ing)) (?:an? |the |its |new |better |own )*(?:tool(?:s|ing)?|scripts?|utility|"
            r"automation|system) (?:to|that (?:will|can)|for)",
            r"(?:initiat|start|beg[au]n|began|beginn|complet|finish|execut|carr(?:ied|ying) out|perform)(?:e|ed|ing)? (?:the |an? |its |our |their )?(?:[\w’'-]+ ){0,2}?"
            r"(?:roll-?back|rollout of (?:a |the )?fix|deployment of|fail-?over|restarts? of|rerouting|replacement of|reboot of|rebuild of|repairs?|"
            r"restoration of|reset of)",
            r"additional (?:safeguards|checks|monitoring|redundancy)",
        ),
        "helped": _family(
            r"(?:hir|engag|retain|enlist|call|br)(?:ed|ing|ought|inging)(?: in)? (?:an? |its |outside |"
            r"external |independent |private |the help of )?(?:[\w’'-]+ ){0,3}?(?:experts?|specialists?|"
            r"investigators?|"
            r"consultants?|attorneys|lawyers|forensic (?:team|firm|experts?)|teams? of|forensics?|"
            r"(?:security|cybersecurity|incident[- ]response|forensic) (?:firms?|compan(?:y|ies)|teams?))",
            r"(?:notified|informed|alerted|reported (?:it|the \w+) to) (?:the )?(?:police|authorities|"
            r"law enforcement|regulators?|prosecutors|FBI|data protection \w+)",
        ),
        "done by hand": _family(
            r"(?:extend(?:ed|ing)) (?:banking |support |its |their |branch |opening )*(?:services|hours|"
            r"opening)(?: hours)?",
            r"(?:kept|keeping) (?:its |the |their )?(?:[\w’'-]+ ){0,2}?(?:open|"
            r"staffed) (?:[\w’'-]+ ){0,3}?(?:longer|late|later|until|overnight|all night)",
            r"(?:switch(?:ed|ing)|turn(?:ed|ing)|revert(?:ed|ing)|went|gone back|"
            r"fell back) (?:back )?(?:to|on) (?:pen and paper|paper|manual|cash|pencil|handwritten|"
            r"radio|fax|phone|typewriters?|whiteboards?|landlines?)\w*(?: \w+)?",
            r"(?:process|check|handl|record|writ|serv)(?:ed|ing|ten) (?:[\w’'-]+ ){1,5}?(?:by hand|"
            r"manually|on paper)",
            r"manual intervention",
        ),
    }
)
"""Kind of deed -> its pattern; a kind is told once of a speaker."""
PLANNED = compile_words(
    r"(?<!our )(?<!its )(?<!their )(?<!the )\b(?:(?:will|plans? to|pledg\w+ to|committed to|promis\w+ to|"
    r"going to|we are|"
    r"engineers are) (?:also )?(?:implement|deploy|improv|"
    r"strengthen|review|expand|add|increas|overhaul|ensur|prevent|fully root|prioriti[sz]|introduc|conduct|"
    r"upgrad|redesign|"
    r"re-?architect|harden|audit|test)\w*|(?:fully )?root cause this|since prioriti[sz]ed|(?:expanding|"
    r"re-architecting|increasing|"
    r"improving|hardening|strengthening) (?:our|the|its) \w+|changed (?:its|their|the) (?:firewalls?|DNS|"
    r"settings|configuration|"
    r"routing|process\w*)|made changes (?:so that|to)|release (?:[\w’'-]+ ){1,4}?in (?:stages|waves|steps)|"
    r"staggered|"
    r"(?:(?:it|they|we|company|team|teams|engineers)(?: is| are|['’]s|['’]re)|is|are) (?:now |also |currently )?(?:reviewing|auditing|tightening|"
    r"overhauling|hardening|redesigning|rewriting|strengthening|revising|reworking|re-?architecting) (?:[\w’'-]+ ){1,4}[\w’'-]+|"
    r"promis(?:ed|es) (?:sturdier|better|stronger|more|tighter|closer|extra) [\w ]{3,40})\b",
    re.IGNORECASE,
)
"""What is to be done so that it does not happen again."""
FOR_GOOD = compile_words(
    r"prevent|ensur|reliab|redundan|resilien|monitor|safeguard|again|future|recur|repeat|test|process|"
    r"fail-?over|capacity|backup|root cause|infrastructure|systems?\b|traffic|scal|stages|waves|steps|"
    r"staggered|sturd|firewall|"
    r"DNS|settings|config|routing",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"(?:\b|(?=n['’]t))(?:will not|won['’]t|not|n['’]t|no true|no|never|without|unable to|nicht|pas|"
    r"não) (?:[\w’-]+ ){0,3}$|\b(?:should|ought to|could|might|would)(?: \w+)? (?:have )?(?:\w+ ){0,2}$|"
    r"\b(?:with|having|experienc\w+|reported|reporting|seeing|very|severely|seriously) $|"
    r"\b(?:tr(?:y|ied|ying) to|(?:decid|plann?|ask|expect|order)\w* (?:\w+ )?to|attempt\w* to|refused to|"
    r"failed to|help\w* to|how to|if you|you can|(?:users?|customers?|people|hosts?|players|visitors) can(?: also)?|as well as(?: even)?|"
    r"you should) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
NOT_NEEDED = re.compile(
    r"^[^.;,]{0,20}\b(?:was|were|is|are) not (?:needed|necessary|possible)\b",
    re.IGNORECASE,
)
HARM_DOER = compile_words(
    r"\b(?:hack\w*|attack\w*|intruders?|gang|group|criminals|bugs?|glitch\w*|updates?|outages?|faults?|"
    r"failures?|fires?|storms?|worm|ransomware|"
    r"virus|malware|errors?|power|surge|change|government|authorities|misconfiguration|incident|police|"
    r"regulators?)\b",
    re.IGNORECASE,
)
"""Who or what did the harm; his deeds are causes."""

BASE_FORM = re.compile(
    r"(?:roll|revert|reverse|undo|withdraw|retract|restore|recover|rebuild|re-?route|re-?direct|divert|"
    r"re-?balance|shift|"
    r"re-?boot|re-?start|reload|power-?cycle|flush|clear|purge|reinstall|replace|repair|renew|splice|"
    r"swap|mend|re-?issue|"
    r"rotate|patch|implement|deploy|apply|release|push|introduce|develop|install|ship|block|filter|"
    r"rate[- ]?limit|limit|"
    r"throttle|restrict|cap|suspend|pause|disable|isolate|disconnect|quarantine|deactivate|remove|drop|shed|"
    r"shut|cut|take|fail|"
    r"add|bring|go|tak\w|rollback)\b(?! has| was| is| of)",
    re.IGNORECASE,
)
"""A verb that only names a deed; it was done, or will be, when such words stand before it."""
CARRIED_OUT = re.compile(
    r"\b(?:will|['’]ll|going to|(?:had|have|has|began|begun|started|managed|able|forced) to|would|"
    r"continu(?:e|es|ed|ing) to|working (?:[\w’'-]+ ){0,4}to|to (?:be )?able to|we|they|helped (?:\w+ )?)"
    r"(?: (?:then|also|now|temporarily|gradually|soon))? $",
    re.IGNORECASE,
)
