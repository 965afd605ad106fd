"""A word -> the sorts that it belongs to by meaning: parts of machinery, mishaps, mending, people, the weather. Pure.

The lists are made from meaning, not from any text: what a sentence tells is read off the sorts of its words where the
words themselves were never seen (tellings.py). Verbs and nouns are given as stems, as ``stem_of`` cuts them.
"""

from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType

_ENDINGS = (
    "ations", "ation", "ingly", "edly", "ments", "ment", "ising", "izing", "ised", "ized", "ings", "ions", "ing", "ion", "ied",
    "ies", "ers", "ed", "er", "es", "s", "ly", "e",
)  # fmt: skip
_LEAST = 3


@lru_cache(maxsize=16384)
def stem_of(word: str) -> str:
    """Return a word in lower case without its commonest ending; short stems keep it."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            stem = word[: -len(ending)]
            return stem[:-1] if len(stem) > _LEAST and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem
    return word


_SORTS = MappingProxyType(
    {
        "part": "cable fibre fiber strand bundle trunk conduit duct pipe line wire wiring mast tower pole antenna satellite dish repeater "
        "amplifier exchange cabinet switch router gateway firewall balancer proxy nameserver resolver node cluster rack hall disk drive "
        "array volume controller card module chip processor mainframe hardware component device equipment unit machine box blade host "
        "chiller pump valve fan compressor generator battery ups inverter transformer substation breaker fuse circuit busbar feeder supply "
        "cooling conditioner sprinkler sensor station landing hypervisor modem handset terminal reader till kiosk beacon radar transmitter "
        "receiver frequency tape storage appliance port socket plug connector splice joint hub relay sensor turbine inverter condenser "
        "radio backbone ring subsea undersea plant boiler heater pylon meter tank manhole server plane edge link path",
        "soft": "certificate cert key token licence license credential secret domain zone route prefix announcement peering table index "
        "schema queue cache buffer log ledger replica replication shard partition database store datastore backup snapshot file filesystem "
        "configuration config setting script job process daemon scheduler orchestrator pipeline thread lock memory connection pool "
        "bandwidth capacity quota limit threshold kernel driver library software firmware code feature flag rule policy permission clock "
        "timer counter sequence field record entry row column parameter variable value format parser query request session cookie "
        "endpoint api function algorithm template definition list filter signature image container cron build branch commit "
        "menu tree bucket account identity header payload packet byte checksum register pointer exception loop timeout retry "
        "migration dependency environment namespace tag label map registry directory address model signal version default null",
        "whole": "system network service site website app portal platform infrastructure centre center datacenter datacentre facility login "
        "checkout core cloud region campus building environment mainframe backend stack instance grid internet exchange",
        "change": "replacement upgrade update migration move switchover cutover changeover change maintenance rollout release deployment "
        "deploy patch transition conversion relocation failover test drill exercise rotation renewal cleanup purge restart reboot "
        "consolidation integration merger rewrite refactor version swap overhaul tweak fix correction rebuild restore merge push install "
        "publish rename retire decommission rotate modify modification adjust reconfigure provision alter add enable activate switch introduce "
        "replace ship edit feed load import export copy",
        "break": "break broke broken cut sever slice snap rip chew gnaw crush puncture pierce burn burnt scorch melt drench soak damage destroy "
        "wreck ruin shatter smash uproot topple fell fray jam clog choke swamp overwhelm overload saturate flood exhaust deplete drain "
        "starve inundate bombard hammer corrupt garble scramble mangle wipe erase delete empty truncate revoke invalidate poison "
        "hijack misroute mislabel misdirect unplug sabotage vandal encrypt infect deface infiltrate breach cripple dislodge contaminate "
        "clip nick strangle trip tear tore torn struck strike dig dug drill blew blow blown overwrite overwrote overran overrun withdraw "
        "withdrew withdrawn steal stole stolen outgrew hit sank sunk drag bump ram collide crash dent bend bent leak spill drip kink sag "
        "detach disconnect split orphan strip remove drop lock block hog eat ate swallow gobble consume fill filled tie tied "
        "knock took disable suspend expire throttle reject refuse misread mangle shut switch seize",
        "fail": "fail failure fault faulty malfunction collapse seize lapse expire explode explosion ignite burst leak overheat trip short died die dead "
        "hung hang deadlock misfire misbehave crash stall freeze froze frozen quit panic buckle falter stumble stop stuck wedge halt "
        "hiccup glitch bug flaw defect error mistake typo regression corrupt corruption mismatch conflict inconsistency "
        "incompatible loop race outage trouble problem issue snag breakdown blunder slip mishap anomaly drift lag desync outdated stale rotten "
        "obsolete unsupported unpatched vulnerable vulnerability loss lost lose lack shortage starve exhausted overflow backlog bottleneck",
        "wrong": "wrong wrongly incorrect invalid malformed erroneous errant bad botched misconfigured unexpected mistaken mistakenly accidentally "
        "inadvertent inadvertently unintended duplicate blank missing mismatched oversized garbled faulty flawed untested unvetted "
        "undocumented overly broad narrow too twice forgotten forgot old ancient blanket unguarded hidden latent silent accident "
        "error incomplete partial inconsistent unusual rogue stray spurious orphaned hostile malicious tainted",
        "slip": "forget forgot forgotten skip miss overlook omit neglect mistype misjudge miscalculate misunderstand misapply mishandle muddle "
        "confuse mix leave left ignore assume trust rush hurry hasty careless believe",
        "more": "surge spike flood rush influx record unprecedented triple double twice fold more than exceed capacity peak load demand volume "
        "traffic overload limit ceiling maximum threshold quota sized full headroom throughput concurrent simultaneous once stampede herd",
        "doer": "backhoe excavator digger crew contractor builder workman workmen plumber electrician thief thieves vandal truck lorry tractor "
        "anchor trawler ship vessel squirrel rat rodent bird beaver cow shark robot bot saw drill driver boat van car plane drone kite",
        "nature": "storm lightning flood heat fire blaze smoke hurricane typhoon cyclone tornado earthquake tremor quake landslide ice snow "
        "wind tree water rain sun solar flare wildfire heatwave frost avalanche volcano ash humidity dust sediment mud tide wave "
        "thermal temperature spark flame battery soot power voltage surge",
        "attack": "attack attacker hacker hack cyber cyberattack ddos ransomware malware gang intruder intrusion botnet phishing sabotage criminal crime "
        "extortion adversary threat actor exploit breach hostile junk flood denial nation state unauthorized unauthorised party",
        "staff": "engineer technician staff staffer employee worker team operator administrator admin developer programmer somebody someone "
        "colleague registrar registry supplier provider vendor carrier hoster reseller partner manager analyst intern maintainer one "
        "people office head upstream third outside external host manufacturer maker auditor",
        "user": "user customer passenger player subscriber visitor caller shopper patient student parent traveller traveler driver commuter merchant "
        "client member fan viewer resident household family pupil teacher trader investor pensioner tenant reader guest diner nurse doctor "
        "pharmacist officer hospital school bank shop airline business company firm",
        "feel": "unable could cannot saw see met report complain queue wait strand miss late delay cancel close hour minute morning afternoon "
        "evening night midnight noon monday tuesday wednesday thursday friday saturday sunday call ring dial open buy pay withdraw "
        "travel fly board page message screen notice angry frustrate",
        "mend": "restore recover resume return resolve repair mend fix reroute redirect divert restart reboot reset rebuild reload replace renew "
        "roll rolled revert undo undone withdraw withdrew recall patch splice reconnect reissue mitigate workaround bypass isolate "
        "quarantine disable block filter scrub throttle limit failover back older previous reinstate clean add install deploy apply move "
        "switch lease hire borrow bring brought craned flown truck spare temporary stopgap extra second backup standby manual hand paper "
        "sheet pen purge flush clear drain cancel reverse pause halt stop turn off shut kill pull cap rotate change tighten review audit "
        "introduce teach train alert alarm monitor guard check test safeguard canary stage stagger gradual batch wave slice group redundant",
        "ahead": "will would plan promise pledge intend going next week month year soon expect hope aim future due",
        "say": "say said tell told write wrote add explain confirm admit concede insist note report claim state announce post tweet reply believe "
        "think suspect suggest blame point trace attribute found determine conclude establish reckon",
        "no": "not no never nor neither none nothing nobody without deny denied reject rule ruled dismiss dispute refute rumour rumor absurd "
        "unrelated unconnected false untrue",
        "why": "cause reason why culprit blame fault because due owing explain explanation root trigger origin source behind result trace stem led",
        "so": "so thus therefore leaving meaning meant whereupon until thereby hence consequently until whenever once then when after while as and "
        "which that",
        "data": "data information record account message email photo file transaction payment order booking balance history document note edit "
        "backup copy vault invoice claim answer essay submission fund money deposit penny cent detail passport credential",
        "safe": "safe secure intact preserve lost lose missing gone vanish disappear stolen steal taken take access expose leak accounted recover "
        "retrieve copied copy altered compromise private encrypt",
        "outage": "outage disruption downtime blackout incident interruption unavailable inaccessible offline down issue problem difficulty "
        "error slow degraded intermittent connectivity access login log load screen page message",
        "public": "twitter tweet post social media reddit facebook downdetector detector spokesperson statement update told asked reporter "
        "community forum article hashtag complaint complain reported users thousands status",
        "cost": "million billion crore lakh cost loss revenue sales share stock percent estimate insured turnover takings fee bill refund credit "
        "free compensate compensation charge discount voucher goodwill waive dollar pound euro rupee",
    }
)  # fmt: skip


def _turn(sorts: Iterable[tuple[str, str]]) -> MappingProxyType[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in sorts:
        for stem in {stem_of(word) for word in words.split()}:
            found[stem] = (*found.get(stem, ()), name)
    return MappingProxyType(found)


SORTS = _turn(_SORTS.items())
"""Stem -> the sorts of the word."""
