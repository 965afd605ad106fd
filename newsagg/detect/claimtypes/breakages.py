"""A sentence -> the stretches in which something breaks, swamps or spoils a part of the machinery. Pure.

    PART broke                       "a battery exploded", "a licence had lapsed", "the component failed"
    PART was broken (by DOER)        "a trunk was cut by roadworks", "a sign-in service had been overwhelmed"
    DOER broke PART                  "the tremor severed a cable", "a crush exhausted connections to the database"
    CHANGE brought DEFECT            "the upgrade introduced an error", "a release shipped with a lock that ..."
    CHANGE went wrong                "the migration did not go as rehearsed"
    more CROWD than planned          "more people at the door than we have ever seen"
    PEOPLE slipped                   "our people skipped a step", "the registrar had put the domain on hold by mistake"

The doers are open: any noun phrase but the outage itself and those who suffer from it. Verbs and parts are word lists
made from meaning; the service as a whole is no part, since that it broke is the effect.
"""

import re
from collections.abc import Iterator

from newsagg.detect.subjects import subject_before
from newsagg.detect.wordpatterns import Trigger, compile_words
from newsagg.detect.wordscan import list_words, make_set

_PARTS = make_set(
    "cable cables fibre fibres fiber fibers trunk trunks conduit conduits duct ducts pipe pipes line lines wire wires wiring "
    "mast masts tower towers pole poles antenna antennas satellite satellites dish repeater amplifier exchange cabinet "
    "switch switches router routers gateway gateways firewall firewalls balancer balancers proxy proxies nameserver "
    "nameservers resolver resolvers node nodes cluster clusters rack racks hall halls disk disks drive drives array arrays "
    "volume volumes controller controllers card cards module modules chip chips processor processors mainframe mainframes "
    "hardware component components device devices equipment unit units chiller chillers pump pumps valve valves fan fans "
    "compressor compressors generator generators battery batteries ups transformer transformers substation breaker breakers "
    "fuse fuses circuit circuits busbar feeder feeders supply supplies cooling conditioning sprinkler sensor sensors "
    "certificate certificates cert key keys token tokens licence licences license licenses credential credentials secret "
    "domain domains zone route routes prefix prefixes announcement announcements peering table tables index "
    "indexes indices schema schemas queue queues cache caches buffer buffers log logs ledger replica replicas replication "
    "shard shards partition partitions database databases store stores datastore backup backups snapshot snapshots file files "
    "filesystem configuration configurations config configs setting settings script scripts job jobs process processes "
    "daemon scheduler schedulers orchestrator pipeline pipelines thread threads lock locks memory connections pool pools "
    "sockets ports bandwidth capacity quota quotas limit limits threshold plane planes kernel driver drivers library libraries "
    "software firmware code feature flag rule rules policy policies permission permissions link links backbone ring "
    "landing station stations datacenter datacentre data-centre clock clocks timer counter counters sequence "
    "kabel glasfaser leitung leitungen knoten zertifikat zertifikate datenbank speicher kühlung trafo transformator "
    "câble câbles fibre onduleur onduleurs climatisation disjoncteur certificat certificats "
    "fibra fibras cabos generador transformador certificado certificados gerador cabo"
)
"""Parts of the machinery behind a service, in the five languages that are read."""
_WHOLES = make_set(
    "server servers system systems network networks service services site sites website websites app apps portal portals "
    "platform platforms infrastructure center centre centers centres facility login sign-in checkout api apis core"
)
"""What a service consists of at large: swamped or broken into from outside, not just broken."""
_CHANGES = make_set(
    "replacement upgrade upgrades update updates migration migrations move switchover switch-over cutover changeover "
    "change changes maintenance work works rollout roll-out release releases deployment deployments patch patches "
    "transition conversion relocation failover test tests drill exercise rotation renewal cleanup clean-up purge restart "
    "reboot reorganisation reorganization consolidation integration merger rewrite refactoring version versions "
    "expansion swap restructuring overhaul correction tweak fix rule file script code software firmware driver "
    "configuration config algorithm optimisation optimization command build library model template"
)
_STAFF = make_set(
    "engineer engineers technician technicians staff staffer employee employees worker workers team teams crew crews "
    "operator operators contractor contractors subcontractor administrator administrators admin developer developers "
    "programmer programmers somebody someone colleague colleagues person people registrar registry supplier provider vendor "
    "carrier host hoster reseller partner builder builders electrician plumber manager analyst intern trader "
    "maintainer maintainers registrars suppliers providers"
)
_SUFFERERS = re.compile(
    r"\b(?:users?|customers?|passengers?|players?|subscribers?|visitors?|callers?|shoppers?|patients?|students?|parents|"
    r"reports?|complaints?|reporters?|outages?|disruptions?|downtime|blackouts?|incidents?|interruptions?|lawsuits?|nobody|"
    r"nothing|regulators?|police|researchers?|critics|it|this|that|these|those|they|we|he|she|you|i|which|who|what|there)$",
    re.IGNORECASE,
)
"""Who feels an outage, and the outage itself: what they break is no cause of it."""
_CONTACT = re.compile(
    r"\b(?:help ?(?:desk|line)|hot ?lines?|call cent\w+|switchboards?|support|phone lines|inbox\w*|social media|"
    r"complaint\w*|accounts?|messages?|e-?mails?|orders?|flights?|photos?|records? (?:of|for)|trust|confidence|investigat\w*|time zones?)\b",
    re.IGNORECASE,
)
"""What is swamped or lost because a service is down."""
_NOT_SO = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nothing|without|whether|if|often|usually|sometimes|typically)\b|n['’]t\b|"
    r"\b(?:could|would|might|may|can|will|to|likely to)(?: have| be| have been)?\s(?:\w+ly )?$",
    re.IGNORECASE,
)
_MENDED = re.compile(
    r"\b(?:restor|repair|replac|fix|mend|recover|resolv|rebuil|splic|reconnect)\w*", re.IGNORECASE
)

_SPOILT = (
    r"sever|slic|snapp|ripp|chew|gnaw|crush|punctur|pierc|burn|scorch|melt|drench|soak|damag|destroy|wreck|ruin|shatter|"
    r"smash|uproot|toppl|fell|fri|short-circuit|jamm|clogg|chok|swamp|overwhelm|overload|saturat|flood|exhaust|"
    r"deplet|drain|starv|inundat|bombard|hammer|corrupt|garbl|scrambl|mangl|wip|eras|delet|empti|truncat|revok|"
    r"invalidat|deregister|poison|hijack|misconfigur|misrout|mislabel|mislabell|misdirect|mis-?wir|unplugg|sabotag|"
    r"vandali[sz]|encrypt|infect|defac|infiltrat|breach|crippl|knock|dislodg|contaminat|clipp|nick|strangl|tripp|"
    r"outpac|deadlock|crash"
)
_SPOILT_IRREGULAR = (
    r"cut|tore|torn|broke|broken|struck|dug (?:up|through|into)|drilled (?:through|into)|blew|blown|bit through|overwrote|"
    r"overwritten|overran|overrun|withdrew|withdrawn|stole|stolen|outgrew|burnt|hit|(?:ate|eaten|used|chewed|gobbled|swallowed|soaked|hogged|taken) up|"
    r"maxed out|filled up|tied up|locked up|took (?:out|down)|brought down|shot through|ploughed (?:through|into)|"
    r"plowed (?:through|into)|slammed into|crashed into"
)
_BROKE = compile_words(
    rf"(?<![\w-])(?P<verb>(?:{_SPOILT})(?:ed|ied|t)|{_SPOILT_IRREGULAR})(?![\w-])",
    re.IGNORECASE,
)
_SWAMPING = re.compile(
    r"swamp|overwhelm|overload|saturat|flood|inundat|bombard|hammer|chok|overran|overrun|crippl|deadlock|breach|infiltrat|"
    r"infect|hijack|encrypt|sabotag|tied up|starv",
    re.IGNORECASE,
)
"""What can be done to a service as a whole from outside or from within."""
_BE = re.compile(r"\b(?:was|were|been|being|is|are|got)(?:\s\w+ly| then| also| itself)?\s$", re.IGNORECASE)
_HAD_BEEN = re.compile(
    r"\s(?:(?:has|have|had|which|that) )?(?:was|were|been|being|is|are|got)(?:\s\w+ly| then| also)?\s$|\s(?:has|have|had) been(?:\s\w+ly)?\s$",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"(?:\s(?:through|up|off|open|down|out|by mistake|in error))*\s(?:by|in|during|from|with|when|while) [^.;,]{3,70}?(?=[,.;\"”]|$|\s(?:and|but|which|who|after|said)\b)"
)
_OBJECT = re.compile(
    r"(?:\s(?:through|up|out|over|into|off|open))?\s(?P<np>[\"“]?(?:[\w’'.-]+[\"”]? ){0,6}?[\w’'-]+)"
    r"(?=[,.;:\"”]|$|\s(?:and|but|which|that|who|after|before|when|while|because|so|as|at|on|for|to|off|near|between|from|in|of|by|with|"
    r"leaving|causing|causes)\b)"
)

_GAVE_OUT = compile_words(
    r"(?<![\w-])(?:failed(?! to\b)|expired|lapsed|exploded|ignited|burst|leaked|overheated|malfunctioned|collapsed|seized up|tripped|"
    r"shorted(?: out)?|gave (?:way|out)|died|hung|deadlocked|misfired|misbehaved|caught fire|caved in|broke (?:down|apart|loose)|"
    r"burn(?:ed|t) (?:out|down|through)|blew(?: up)?|melted|stopped (?:working|responding|accepting|replicating|syncing|processing|renewing)|"
    r"(?:ran|run) out of [\w-]+(?: [\w-]+)?|ran (?:dry|low|hot)|filled up|went (?:haywire|wrong|awry|missing|out of sync|into a loop)|"
    r"fell (?:out of sync|over|behind)|got stuck|(?:got|became|was|were) (?:stuck|jammed|full|corrupted|unreadable|misaligned)|"
    r"lost (?:power|sync|quorum|synchroni[sz]ation|cooling|contact with (?:[\w’'-]+ ){0,3}[\w’'-]+)|"
    r"(?:failed to|did not|didn['’]t|refused to) (?:start|kick in|come on|switch(?: over)?|take over|fail ?over|renew|boot|engage|"
    r"restart|trip|open|close)(?: \w+)?)(?![\w-])",
    re.IGNORECASE,
)
_WENT_WRONG = compile_words(
    r"(?<![\w-])(?:(?:did not|didn['’]t|had not|hadn['’]t) (?:go|gone|run) (?:to plan|as|the way|according to|smoothly|well|right)"
    r"(?:[^.;,\"”]{0,30})?|went (?:wrong|awry|badly|sideways|off the rails)|backfired|misfired|hit a snag|ran into (?:trouble|problems|"
    r"difficulties)|(?:was|were) botched|went horribly wrong)(?![\w-])",
    re.IGNORECASE,
)
_DEFECT = r"(?:errors?|bugs?|faults?|flaws?|defects?|mistakes?|typos?|regressions?|leaks?|loops?|locks?|deadlocks?|race condition|mismatch|conflicts?|incompatibility|inconsistency|gap|contradiction|loopholes?|vulnerabilit(?:y|ies)|wrong \w+|bad \w+|invalid \w+)"
_BROUGHT = compile_words(
    rf"(?<![\w-])(?:introduced|contained|carried|harbou?red|hid|included|(?:shipped|came|went out|arrived|was (?:released|built|"
    rf"deployed|shipped|pushed)) with|brought (?:in|with it)|exposed|triggered|unleashed|woke|awoke|activated|reintroduced|created|spawned) "
    rf"(?:an? |the |two |several |some |its )?(?:[\w’'-]+ ){{0,3}}?{_DEFECT}(?![\w-])(?: (?:in|that|which) [^.;,\"”]{{3,50}})?",
    re.IGNORECASE,
)
_SLIPPED = compile_words(
    r"(?<![\w-])(?:skipped|forgot(?:ten)?|missed|overlooked|omitted|neglected|mistyped|misread|misjudged|miscalculated|misunderstood|"
    r"misapplied|mishandled|fat-fingered|muddled|confused|mixed up|let (?:[\w’'-]+ ){1,4}(?:lapse|expire|slip)|failed to (?:renew|update|test|follow|check|"
    r"notice|spot|apply|register|pay|validate|back up|configure)|did not (?:renew|update|test|follow|check)|"
    r"(?:used|entered|typed|ran|chose|picked|pressed|pulled|loaded|sent|gave|handed over|supplied|applied|unplugged|shut down|"
    r"restored|deployed|pushed|connected)(?=[^.;,]{0,90}\b(?:wrong|incorrect|instead|(?:was|were) meant|"
    r"out of order|outdated|untested|in error|by mistake)\b))(?: [\w’'-]+){1,9}",
    re.IGNORECASE,
)
_MISTAKEN = compile_words(
    r"(?<![\w-])(?:by (?:mistake|accident)|in error|accidentally|mistakenly|inadvertently|unintentionally|erroneously|wrongly|"
    r"(?<=[a-z]ed )(?:the|an?|its|their) (?:wrong|incorrect))(?![\w-])",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.;:!?]\s|\s[–—-]\s|[\"“”]|,\s(?:and|but|while|which|who|when)\s|\b(?:said|says|say|added|explained|wrote|told|because|after|when|that|and|but)\s"
)
_SAID = re.compile(r"\b(?:said|says|say|adds|added|explained|wrote|believes?|admitted|conceded)\s")
_SAID_ABROAD = re.compile(r"\b(?:que|dass|daß)\s|\bqu['’](?=\w)|(?<!\d),\s")
_SHOWN = re.compile(r"\b(?:show|display|see|saw|seen|receiv|charg|bill)\w*\b")
"""What users met with."""
_DEED = re.compile(
    r"\b(?:(?:had|has|have|was|were|been) (?:\w+ )?)?(?:\w{3,}ed|put|sent|cut|set|shut|took|ran|made|gave|left|overwrote|withdrew)\b"
)
_CROWDED = compile_words(
    r"(?<![\w-])(?:(?:far |many |much |way )?more (?:people|visitors|users|customers|callers|players|fans|shoppers|traffic|requests|calls|"
    r"orders|demand|buyers|viewers|log-?ins)|(?:twice|three times|ten times) (?:as many|the|as much) \w+|crowds?|rush|numbers)\b[^.;]{0,50}? than "
    r"(?:[\w’'-]+ ){0,4}?(?:ever|expected|planned|built|designed|prepared|could (?:handle|cope|bear|take)|foreseen|allowed|seen)(?: [\w’'-]+){0,2}",
    re.IGNORECASE,
)
_ABROAD = compile_words(
    r"(?<![\w-])(?:durchtrennt\w*|gekappt\w*|beschädigt\w*|zerstört\w*|überflutet\w*|überlastet\w*|abgelaufen\w*|abgebrannt\w*|"
    r"sectionnée?s?|arrachée?s?|endommagée?s?|détruite?s?|coupée?s?|brûlée?s?|expirée?s?|inondée?s?|saturée?s?|"
    r"cortad[oa]s?|dañad[oa]s?|destruid[oa]s?|quemad[oa]s?|caducad[oa]s?|vencid[oa]s?|saturad[oa]s?|inundad[oa]s?|expirad[oa]s?|"
    r"cortó|cortaron|rompió|dañó|caducó|expiró|venció|"
    r"rompid[oa]s?|danificad[oa]s?|queimad[oa]s?|rompeu|danificou|expirou|sobrecarregad[oa]s?|explodiu|explotó|explosé|explodiert\w*)(?![\w-])",
    re.IGNORECASE,
)


_BY_SUBJECT = ((_GAVE_OUT, _PARTS), (_WENT_WRONG, _CHANGES), (_BROUGHT, _CHANGES), (_SLIPPED, _STAFF))
_ANY = Trigger(_BROKE, *(pattern for pattern, _ in _BY_SUBJECT), _CROWDED, _MISTAKEN, _ABROAD)


def find_breakages(text: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """Yield the spans of one sentence that tell how a part of the machinery was broken, or by whom."""
    if not _ANY.near(text):
        return
    for match in _BROKE.finditer(text):
        yield from _read_broken(text, match)
    for pattern, nouns in _BY_SUBJECT:
        for match in pattern.finditer(text):
            yield from _with_subject(text, match, nouns)
    yield from (match.span() for match in _CROWDED.finditer(text))
    for match in _MISTAKEN.finditer(text):
        yield from _read_mistake(text, match)
    if language != "en":
        for match in _ABROAD.finditer(text):
            start, end = _clause(text, match.start(), match.end())
            said = max(_SAID_ABROAD.finditer(text, start, match.start()), key=lambda m: m.end(), default=None)
            start = said.end() if said is not None else start
            if _names(text[start:end], _PARTS) and not re.search(
                r"\b(?:nicht|keine?\w*|pas|no|não|sin|sem)\b", text[start:end]
            ):
                yield start, end


def _names(words: str, nouns: frozenset[str]) -> bool:
    """Whether a stretch holds one of the nouns."""
    return any(word in nouns for _, word in list_words(words))


def _is_part(phrase: str, nouns: frozenset[str]) -> bool:
    """Whether the head of a noun phrase is one of the nouns: "one of the cables", not "the cable company"."""
    for piece in _PREPOSITION.split(phrase):
        words = [word for _, word in list_words(piece)]
        while words and words[-1] in _WHEN:
            words.pop()
        if words and words[-1] not in _AMOUNTS and not words[-1].isdigit():
            return words[-1] in nouns
    return False


_PREPOSITION = re.compile(
    r",|\s(?:of|in|at|on|for|to|with|between|from|that|which|behind|near|inside|under|off|by|serving|linking|"
    r"carrying|used|holding|belonging|feeding|running|connecting)\b"
)
_WHEN = make_set(
    "overnight yesterday today tonight earlier early late later last this week weekend morning afternoon evening night midnight noon "
    "monday tuesday wednesday thursday friday saturday sunday then also"
)
_AMOUNTS = make_set(
    "one two three four five six several many some most all half part parts number pair set series bundle bank group lot "
    "couple each both dozen dozens hundreds thousands percent majority copy stretch section piece rows row"
)


def _subject(text: str, end: int) -> tuple[int, int] | None:
    """Return where the noun phrase stands that ends before a verb, without what leads to it."""
    end = len(text[:end].rstrip(" \"“‘'„«"))
    found = subject_before(text, end)
    if found is None:
        return None
    _, start, stop = found
    start = max((m.end() for m in _SAID.finditer(text, start, stop)), default=start)
    while start < stop and text[start] in " \"“‘'":
        start += 1
    if (owner := _RELATIVE.search(text, max(0, start - 60), start)) is not None:
        start = owner.start()
    words = text[start:stop]
    if (
        stop - start < 4
        or _SUFFERERS.search(words)
        or _POINTS.match(words)
        or _HANGING.search(words)
        or _NOT_SO.search(text[start:end] + " ")
    ):
        return None
    return start, stop


_POINTS = re.compile(
    r"(?:which|that|who|it|they|we|he|she|this|these|those)\b|"
    r"(?:[a-z]+ ){0,3}?(?:\d[\d.,]* (?:million|thousand|billion)|\d{1,3}(?:,\d{3})+|\d{4,}|(?:thousands|millions) of)\s",
    re.IGNORECASE,
)
"""What points back, and so many that they can only be those that were hit."""
_RELATIVE = re.compile(r"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir) (?:[\w’'-]+ ){1,4}(?:that|which|who)\s$")
"""What a relative clause hangs on is the subject: "the software that pairs crews"."""
_HANGING = re.compile(
    r"\b(?:an?|the|its|their|our|this|these|of|in|at|on|for|to|with|from|and|or|by|wrong|very|most|more|as|than)$",
    re.IGNORECASE,
)
"""The verb is the adjective of what follows: "on the encrypted site"."""


def _with_subject(text: str, match: re.Match[str], nouns: frozenset[str]) -> Iterator[tuple[int, int]]:
    subject = _subject(text, match.start())
    if (
        subject is None
        or not _is_part(text[slice(*subject)], nouns)
        or _CONTACT.search(text[slice(*subject)])
    ):
        return
    yield subject[0], match.end()


def _read_broken(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Read the subject as what was broken when a form of "to be" stands before the verb, else as the breaker."""
    nouns = _PARTS | _WHOLES if _SWAMPING.match(match[0]) else _PARTS
    passive = _BE.search(text, max(0, match.start() - 24), match.start())
    if passive is not None:
        if passive[0].split()[0].lower() in ("is", "are"):
            return  # what is broken in general, or broken still
        low = _HAD_BEEN.search(text, max(0, match.start() - 34), match.start())
        at = low.start() if low is not None else passive.start()
        subject = _subject(text, at)
        if (
            subject is None
            or not _is_part(text[slice(*subject)], nouns)
            or _CONTACT.search(text[slice(*subject)])
        ):
            return
        if _NOT_SO.search(text, at, match.start()):
            return
        agent = _AGENT.match(text, match.end())
        yield subject[0], agent.end() if agent is not None else match.end()
        return
    found = _OBJECT.match(text, match.end())
    if found is None:
        return
    reach = text[found.start("np") : min(len(text), found.end() + 40)]
    stop = re.search(r"[.;,:\"”]|\s(?:and|but|which|that|who|when|while|because)\b", reach)
    thing = reach[: stop.start()] if stop else reach
    if not _is_part(thing, nouns) or _CONTACT.search(thing):
        return
    subject = _subject(text, match.start())
    if subject is None or _MENDED.search(text, *subject):
        return
    yield subject[0], found.start("np") + len(thing.rstrip())


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around a span."""
    low = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    high = _CLAUSE.search(text, end)
    return low, high.start() if high is not None else len(text.rstrip(' ."”'))


def _read_mistake(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    start, end = _clause(text, match.start(), match.end())
    words = text[start:end]
    if (
        _CONTACT.search(words)
        or _SHOWN.search(words)
        or _NOT_SO.search(text, start, match.start())
        or not _DEED.search(words)
    ):
        return
    if _SUFFERERS.match(words.split(" ")[0]) or not _names(words, _PARTS | _WHOLES | _CHANGES):
        return
    yield start, end
