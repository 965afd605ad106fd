"""A sentence -> the noun phrases in it that can be a cause, with their places. Pure.

A head noun is looked for, then its modifiers to the left ("a faulty software update") and one prepositional phrase to
the right ("to its core routers"); what kind of cause it is decides causes.py.
"""

import re
from dataclasses import dataclass

from newsagg.detect.causes import read_causes
from newsagg.detect.passages import words_of
from newsagg.detect.wordscan import make_set
from newsagg.vocabulary import CauseCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseNoun:
    """A noun phrase that can be a cause; offsets count code points of the sentence."""

    start: int
    end: int
    words: str
    categories: tuple[CauseCategory, ...]
    bare: bool = False
    """A single everyday word ("updates", "power"): a cause only beside the plainest cues."""


_HEAD = re.compile(
    r"(?<![\w-])(?:ddos(?:[ -]attacks?)?|"
    r"(?:distributed )?denial[- ]of[- ]service(?: \(ddos\))?(?: attacks?| incident)?|cyber[- ]?attacks?|"
    r"cyber[- ]?(?:security )?(?:incidents?|events?|issues?|related)|foul play|security (?:issue|event|"
    r"problem|matter)s?|"
    r"ransomware(?: attacks?)?|malware|hack(?:ing|ers?|ed)?|"
    r"security (?:incident|breach)|breach|attacks?|sabotage|intrusion|interfere\w*|malicious (?:activity|"
    r"intent|actors?)|malicious|"
    r"(?:software |technical |coding |code )?bugs?|(?:technical |software |computer |it |"
    r"system )?glitch(?:es)?|defects?|(?:software|firmware|system|network|code|content|security|"
    r"configuration|routine|faulty|bad|botched|app|server|routing|database|driver|sensor|"
    r"policy) (?:updates?|upgrades?|patch(?:es)?)|updates?|upgrades?|"
    r"deployments?|deploy|rollouts?|(?:code|configuration|config|network|routing|recent|system|"
    r"infrastructure|software|dns) changes?|misconfigurations?|misconfigured [\w-]+(?: \w+)?|"
    r"configurations?(?: (?:errors?|issues?|problems?|mistakes?))?|settings?|"
    r"(?:data ?cent(?:er|re) |database |server |system |network |planned |scheduled |"
    r"routine )?(?:migrations?|maintenance)|"
    r"(?:power|electrical|electricity|ups|generator)(?: \w+)? (?:outages?|failures?|cuts?|loss|surges?|"
    r"issues?|problems?|incidents?|supply|event|interruptions?)|power|blackout|fires?|floods?|flooding|"
    r"storms?|hurricane|lightning(?: strikes?)?|earthquake|weather|"
    r"cooling(?: systems?| units?)?(?: failures?| issues?| problems?| incident)?|overheating|heat ?wave|"
    r"temperatures?|"
    r"(?:hardware|equipment|server|servers|disk|storage|router|switch|device|component|circuit|card|"
    r"memory|battery|line ?card|satellite|link)(?: \w+)? (?:failures?|faults?|errors?|issues?|problems?|"
    r"malfunctions?|outages?|crash(?:es)?|damage)|hardware|servers?|routers?|equipment|"
    r"(?:undersea |subsea |submarine |underwater |fib(?:er|re)(?:[- ]optic)? |"
    r"internet )?cables?(?: (?:cuts?|damage|breaks?|faults?))?|fib(?:er|"
    r"re)(?:[- ]optic)?(?: cable)? (?:cuts?|damage|line)|(?:cable|fib(?:er|re)) cuts?|"
    r"dns(?: \w+)?(?: (?:issues?|problems?|errors?|failures?|servers?|service|records?|attack|outage|"
    r"resolution))?|domain name system|bgp(?: \w+)?|rout(?:e|ing)(?: \w+)?(?: (?:issues?|problems?|"
    r"errors?|failures?|leaks?|changes?|tables?|protocols?))?|"
    r"(?:network|networking|connectivity|connection|backbone|peering|core network)(?: \w+)? (?:issues?|"
    r"problems?|errors?|failures?|faults?|congestion|outages?|devices?|event)|"
    r"(?:database|data store|storage|replication|cache|sql|redis|file system|"
    r"filesystem)(?: \w+)?(?: (?:issues?|problems?|errors?|failures?|faults?|corruption|outages?|files?|"
    r"servers?))?|"
    r"(?:(?:tls|ssl|security|expired|root) )?certificates?(?: expir\w+)?|(?:authentication|login|"
    r"identity|access control|access|iam|token|credential)(?: \w+)? (?:issues?|problems?|errors?|"
    r"failures?|systems?|servers?|service)|"
    r"overload(?:ed|ing)?|capacity(?: (?:issues?|problems?|limits?|constraints?))?|(?:traffic |demand |"
    r"load |usage )?(?:surges?|spikes?)(?: (?:in|of) \w+)?|(?:high|heavy|unprecedented|increased|"
    r"excessive|unexpected|huge|massive) (?:\w+ )?(?:traffic|demand|load|volumes?|usage|activity)|"
    r"traffic|demand|"
    r"(?:human|user|operator|manual|personnel|staff|employee|engineer|clerical|configuration|internal|"
    r"technical|system|server|systems|computer|software|it|application|backend|back-end|api|platform|"
    r"infrastructure|internal systems?)[- ](?:errors?|mistakes?|failures?|faults?|issues?|problems?|"
    r"issue)|typo|mistake|"
    r"(?:third[- ]party|upstream|external|cloud|hosting|network|data cent(?:er|re)|service|internet|dns|"
    r"cdn)(?: \w+)? (?:providers?|vendors?|suppliers?|partners?|carriers?|issues?|problems?)|"
    r"(?:ai|coding) (?:coding )?(?:tools?|agents?|bots?)|agentic tool|failures?|faults?|malfunctions?|"
    r"errors?|memory leaks?|quotas?|rate limit\w*|race condition|deadlock|leap second|clock|thundering herd|"
    r"growing pains|load balanc\w+|fail-?over|throttling|cascading \w+(?: \w+)?|cascade|anomal(?:y|ies)|"
    r"subsystems?|crash(?:es)?(?= (?:of|in) )|outages?(?= (?:at|of|in) )|changes?(?= (?:to|in|of) )|"
    r"construction(?: works?)?|"
    r"(?:Bauarbeiten|travaux|obras)|"
    r"data ?cent(?:er|re)|shutdown order|"
    r"government order|vandalism|theft|"
    r"(?:Cyberangriff|Hackerangriff|Angriff|DDoS-Angriff|Softwarefehler|Software-Update|Update|"
    r"Konfigurationsfehler|Stromausfall|Serverproblem\w*|Netzwerkproblem\w*|Netzwerkfehler|"
    r"Wartungsarbeiten|technische[rnsm]? (?:Störung|Probleme?|Defekt|Fehler|Panne)|Hardwaredefekt|"
    r"Überlastung|Kabelschaden|Brand|Datenbank\w*)|"
    r"(?:cyberattaque|attaque|panne (?:électrique|de courant|technique|informatique)|erreur (?:humaine|"
    r"de configuration|technique)|mise à jour|incident technique|bogue|problème technique|surcharge|"
    r"incendie|maintenance)|"
    r"(?:ciberataque|ataque|fallos? (?:técnicos?|de \w+|en \w+)|error(?:es)? (?:humanos?|de \w+|"
    r"técnicos?)|actualización|apagón|corte de (?:luz|energía|fibra)|sobrecarga|incendio|mantenimiento|"
    r"problemas? (?:técnicos?|de \w+))|"
    r"(?:falhas? (?:técnicas?|de \w+|em \w+|no \w+|na \w+)|erros? (?:humanos?|de \w+)|atualização|"
    r"queda de energia|sobrecarga|incêndio|manutenção|problemas? técnicos?))(?![\w-])",
    re.IGNORECASE,
)  # fmt: skip
_HEAD_STEMS = frozenset(
    word[:4]
    for word in make_set(
        "foul ddos distributed denial cyber ransomware malware hack security breach attack sabotage "
        "intrusion "
        "interfere malicious software technical coding code bug computer it system glitch defect firmware "
        "network content configuration routine faulty bad botched app server routing database driver sensor "
        "policy update upgrade patch deploy rollout recent infrastructure dns misconfiguration setting data "
        "planned scheduled migration maintenance power electric ups generator blackout fire flood storm "
        "hurricane lightning earthquake weather cooling overheating heat temperature hardware equipment disk "
        "storage router switch device component circuit card memory battery line satellite link undersea "
        "subsea submarine underwater fiber fibre internet cable domain bgp route connectivity connection "
        "backbone peering core store replication cache sql redis file tls ssl expired root certificate "
        "authentication login identity access iam token credential overload capacity traffic demand load "
        "usage surge spike high heavy unprecedented increased excessive unexpected huge massive human user "
        "operator manual personnel staff employee engineer clerical internal application backend back api "
        "platform typo mistake third upstream external cloud hosting service cdn ai agentic failure fault "
        "malfunction error quota rate race deadlock leap clock thundering growing throttling cascading "
        "anomaly subsystem crash outage change construction bauarbeiten travaux obras shutdown "
        "government vandalism theft hacker angriff konfiguration "
        "strom netzwerk wartung technische überlastung kabel brand attaque panne erreur mise incident bogue "
        "problème surcharge incendie ciberataque ataque fallo actualización apagón corte sobrecarga "
        "mantenimiento problema falha erro atualização queda manutenção incêndio"
    )
)
"""How the heads begin: the pattern is tried only there."""
_SHORT_STEMS = frozenset(stem for stem in _HEAD_STEMS if len(stem) < 4)
_LEFT = re.compile(r"(?<![\w’'-])(?:[\w’'&./-]+[ ]|[\"“‘'](?=[\w])|[a-z-]+,[ ](?=[a-z-]+[ ])){0,5}$")
_LEFT_STOP = re.compile(
    r"^(?:that|which|who|by|to|of|with|from|after|following|and|or|but|as|is|was|were|are|be|been|being|"
    r"has|had|have|due|because|on|in|at|for|it|this|these|those|said|says|say|not|no|any|"
    r"rather|than|caused|causing|into|during|amid|while|when|if|so|suffered|experienced|identified|found|"
    r"described|reported|confirmed|blamed|blames|under|saw|did|does|will|would|could|may|might|"
    r"there|here|out|up|down|off|also|just|only|than|about|until|before|since|over|through|via|result|"
    r"results|latest|victim|hit|like|what|calls|called|call|fixed|fixing|fixes|investigating|investigate|"
    r"continue|continues|replace|replacing|apparently|inspired|war|waren|ist|sind|sei|seien|der|des|von|"
    r"vom|beim|durch|hat|haben|est|sont|une?|que|por|par|fue|é|foi|observed|made|make|makes|believe|"
    r"suspect|think|"
    r"neither|nor|nothing|know|see|"
    r"find|"
    r"numerous|point|sure|downloading|link|"
    r"patched|found|discovered|"
    r"detected|put|suffers|experiencing|experiences|suffering|"
    r"returning|means|where|if|getting|seeking|providing|provide|faces|facing|then|now|we|you|they|he|"
    r"she|our)$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?:[\"”’'](?= ))? (?:in|at|of|with|on|to|for|within|between|affecting|involving|from|against|impacting|"
    r"du|des|de|dans|del|en|do|da|dos|no|na|im|bei|der|des)\s"
    r"(?:(?:the|a|an|its|their|our|one|some|his|several|la|le|les|el|los|seu|sua|seus) )?"
    r"(?P<words>(?:[\w’'&.-]+ ){0,5}[\w’'&-]+)(?=[\s.,;:!?)\"”’]|$)",
    re.IGNORECASE,
)
_RIGHT_CUT = re.compile(
    r"\s(?:that|which|who|and|or|was|were|is|are|has|have|had|be|been|did|does|do|will|would|can|may|"
    r"could|might|should|"
    r"\w*caus\w+|led|left|while|on|at|in|of|to|for|with|from|by|into|inside|via|over|said|says|this|last|"
    r"early|late|before|"
    r"after|during|amid|following|when|knock\w*|took|takes?|tak\w+|as|leading|hit|hits|broke|breaks|"
    r"brought|made|makes|"
    r"cut|kept|let|shut|sent|put|went|set|so|then|than|not|"
    r"(?!distributed|failed|expired|shared|corrupted|damaged|misconfigured|unexpected|automated|related|"
    r"managed|"
    r"dedicated|limited|hosted|based|advanced|integrated|united|unified|embedded|[\w]*(?:feed|speed|need|"
    r"seed)\b)\w+ed|"
    r"crash\w*|trigger\w*|disrupt\w*|affect\w*|impact\w*|"
    r"hat|haben|wurde\w*|war|waren|ist|sind|legt\w*|die|am|ont|est|sont|était|ha|han|fue|foi|que|"
    r"qui)(?![\w’'-])",
    re.IGNORECASE,
)
_RIGHT_START = re.compile(
    r"(?:that|which|this|last|early|late|when|what|it|them|him|her|us|you|me|be|least|all|once|first|"
    r"hours|minutes|days|weeks|some|more|about|nearly|two|three|four|five|six|several|many|"
    r"midnight|noon|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|September|"
    r"October|"
    r"November|December|\d)(?:day)?\b",
)
"""What stands behind a preposition that begins no part of the cause: a time, a clause."""
_DETERMINER = re.compile(
    r"^(?:an?|the|its|their|our|some|this|one|la|le|un|une|el|una|ein|eine|um|uma)$", re.IGNORECASE
)


_BARE = re.compile(
    r"^[\"“‘']?(?:(?:an?|the|its|our|their|any|another|further|next|more|this|that|provide|providing|"
    r"issued?|frequent|status|latest|new|own|his|to|as|each|regular|subsequent|earlier|follow-up) )*"
    r"(?:updates?|upgrades?|power|servers?|hardware|routers?|equipment|traffic|demand|temperatures?|"
    r"weather|settings?|dns|database|storage|cach\w+|errors?|clock|identity|maintenance|migrations?|"
    r"changes?|construction(?: works?)?|configurations?|"
    r"cables?|replication|quotas?|sql|typo|(?:\w+ )?providers?|"
    r"(?:\w+ )?suppliers?|(?:\w+ )?vendors?|(?:\w+ )?partners?|data ?cent(?:er|re)|network devices?|"
    r"capacity|redis|file system)"
    r"(?: (?:in|at|of|to|on|with|for|from) [\w’' -]{2,50}| is| and)?$|"
    r"^[\"“‘']?(?:(?:an?|the|its|this|that|any|another|my|your|our) )*(?:faults?|failures?|malfunctions?|"
    r"crash(?:es)?)$",
    re.IGNORECASE,
)


def find_cause_nouns(text: str, language: str = "en") -> list[CauseNoun]:
    """Return the noun phrases of one sentence that name a kind of cause, in reading order."""
    out: list[CauseNoun] = []
    for at, word in words_of(text):
        if (word[:4] not in _HEAD_STEMS and word[:3] not in _SHORT_STEMS) or (out and at < out[-1].end):
            continue
        head = _HEAD.match(text, at)
        if head is None:
            continue
        start = head.start()
        left = _LEFT.search(text[max(0, start - 60) : start])
        if left is not None and left[0]:
            words = left[0].split(" ")[:-1]
            while words and not _LEFT_STOP.match(words[-1].strip("\"“‘',")):
                start -= len(words[-1]) + 1
                if _DETERMINER.match(words.pop().strip("\"“‘'")):
                    break
        while start < head.start() and text[start] in "\"“‘'«":
            start += 1
        if out and start < out[-1].end:
            # "maintenance update" takes the place of "maintenance"; a noun of its own begins at its head
            if start <= out[-1].start:
                out.pop()
            else:
                start = max(head.start(), out[-1].end)
        end = head.end()
        for _ in range(2):
            right = _RIGHT.match(text, end)
            if right is None or _RIGHT_START.match(right["words"]):
                break
            cut = _RIGHT_CUT.search(f" {right['words']}")
            kept = (cut.start() if cut else len(right["words"]) + 1) - 1
            if kept < 1:
                break
            end = right.start("words") + kept
        words_ = text[start:end].rstrip()
        reading = read_causes(words_, language)
        if reading.categories and reading.categories != (CauseCategory.UNDISCLOSED,):
            bare = _BARE.match(words_) is not None
            out.append(
                CauseNoun(
                    start=start,
                    end=start + len(words_),
                    words=words_,
                    categories=reading.categories,
                    bare=bare,
                )
            )
    return out
