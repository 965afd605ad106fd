"""A sentence -> the stretches in which those who mend tell what they did, do or will do about an outage. Pure.

    who did it + deed + what      "our technicians have since retuned the sensors", "it is adding a second line"
    what + was done               "extra generators were dispatched", "all jobs will be queued again"
    deed + what                   "Add a nightly check", in a list of what is to be done

The other side of mendings.py, whose verbs are closed and past: here a verb of any tense counts with what it is done to, when
the tense, the doer and the thing agree that somebody sees to it. What a firm did in the plain past may be what broke it, so verbs
of change count only where they are a consequence ("has since", "will", "is now").
"""

import re
from collections.abc import Iterator, Sequence

from newsagg.detect.claimtypes.failwords import inflect
from newsagg.detect.claimtypes.wordsorts import SORTS, stem_of
from newsagg.detect.passages import words_of
from newsagg.detect.subjects import first_subject, subject_before
from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import holds_among, make_set

_MENDS = (
    "restart reboot reset+/reset reconnect reroute redirect divert rebalance reload rebuild/rebuilt reinstall reconfigure reissue reprocess "
    "requeue resend/resent resync retry replay isolate quarantine disconnect bypass replace repair splice mend patch rectify revert "
    "reverse undo/undid/undone withdraw/withdrew/withdrawn recall retract block filter cap+ limit throttle suspend pause halt disable "
    "deactivate decommission retire remove clean purge flush rotate recover renew fix correct mitigate restore"
)
_CHANGES = (
    "add change adjust upgrade update improve enhance strengthen harden tighten bolster reinforce expand increase double extend raise "
    "create introduce implement deploy install configure move shift migrate transfer switch separate segregate split/split automate "
    "simplify redesign rework rewrite/rewrote/rewritten review reevaluate revisit reassess audit test limit build/built make/made "
    "set+/set put+/put bring/brought give/gave/given buy/bought purchase spend/spent invest schedule plan+ document separate require release"
)
_RESPONDS = (
    "invoke activate initiate enact launch follow mobilise mobilize dispatch deploy send/sent assign hire engage order take/took/taken "
    "implement introduce establish issue publish arrange organise organize install make/made put+/put bring/brought call lease rent "
    "borrow+ buy/bought draft fly/flew/flown ship+ enlist appoint contract develop prepare"
)
_MENDING, _CHANGING, _RESPONDING = inflect(_MENDS), inflect(_CHANGES), inflect(_RESPONDS)
_VERBS = _MENDING | _CHANGING | _RESPONDING
_ANSWERS = make_set(
    "plan plans procedure procedures protocol protocols measures steps action actions improvements repairs safeguards safeguard checks alerts "
    "alerting alarms logging monitoring redundancy contingency workaround workarounds script scripts tooling mitigations mitigation fixes fix "
    "specialists experts technicians engineers crews generators capacity staff resources equipment spares replacements backups backup "
    "audit review reviews practices processes training patch hotfix restrictions staffing personnel countermeasures remedy remedies filters "
    "team teams limit limits threshold thresholds"
)
"""Things that are nothing but an answer to a trouble."""
_THINGS = frozenset({"part", "soft", "change"})
_PARTS = _THINGS | {"whole"}
_OVERHAULS = inflect(
    "review audit test harden strengthen improve upgrade tighten reinforce bolster separate segregate redesign rework reassess reevaluate make/made"
)
"""What is done to a whole network or system so that it holds."""
_SERVED = make_set(
    "service services network networks access site sites website websites app apps platform operations power issue issues problem problems "
    "outage connectivity internet everything situation order orders error errors"
)
"""What is restored or fixed is a state, and no deed."""
_STATELY = inflect("restore recover fix correct repair rectify mitigate isolate")
_LIGHT = inflect(
    "make/made put+/put take/took/taken give/gave/given bring/brought set+/set send/sent launch issue call buy/bought spend/spent order follow"
)
"""Verbs that mean what their object means."""
_TRADED = make_set("trading securities symbols stocks shares flights departures departure options bets")
_HALTING = inflect("halt suspend pause limit disable restrict block")
"""Whoever halts trade tells what he could not go on with."""
_SURE = inflect(
    "restart reboot reset+/reset replace repair splice reroute redirect divert revert reverse withdraw/withdrew/withdrawn recall rebuild/rebuilt "
    "reinstall requeue retry reissue dispatch deploy mobilise mobilize invoke activate rotate renew patch undo/undid/undone send/sent order"
)
"""What is told in the plain passive is a deed of these only: what "was blocked" or "was removed" may be the trouble."""
_DOERS = re.compile(
    r"(?:we|they|it|he|she|i)|.*\b(?:engineers?|technicians?|crews?|teams?|staff|specialists|experts|workers|administrators?|admins|operators?|developers?|"
    r"company|firm|bank|lender|broker|carrier|airline|airport|hospital|trust|council|county|city|state|agency|department|university|college|school|exchange|provider|vendor|maker|"
    r"retailer|chain|group|hoster|host|registry|registrar|utility|platform|start-?up|studio|publisher|builder|contractor|supplier|owner|officials|"
    r"authority|ministry|service|cloud|giant|spokes\w+|chief|executive)",
)
_NO_DOER = compile_words(
    r"\b(?:users?|customers?|passengers?|players?|visitors?|shoppers?|patients?|students?|investors?|traders|clients|attackers?|hackers?|"
    r"intruders?|gang|thieves|vandals|storm|bug|fault|error|glitch|flaw|worm|virus|malware|ransomware|which|that|who|somebody|"
    r"someone|lawmakers|police|people|residents|readers|analysts|bots?|outages?|incident|problem|issue|update|change)\b",
    re.IGNORECASE,
)
_HAVE = make_set("has have ve had")
_BE = make_set("is are re s m am was were been being be")
_ADVERBS = make_set(
    "also now already since then immediately quickly temporarily currently urgently manually automatically gradually all both again once "
    "just always soon shortly continuously continually subsequently swiftly promptly additionally further actively presently finally "
    "therefore instead later so first"
)
_AHEAD = make_set("will ll shall")
_LEADING = make_set(
    "going plans plan planning intends intend need needs able had have managed pledged promised vowed began begun effort decided action "
    "working worked work scrambling committed continue agreed"
)
"""What stands before "to" and a verb in its base form that is done, or will be."""
_UNDONE = make_set(
    "not no never without if could would might may unable cannot failed refused nobody n t mistakenly wrongly accidentally inadvertently when "
    "because after while before until whenever why how what whether as"
)
_STOPS = make_set(
    "and but that which who was were is are has had after when while because since until although though where if with to for by from at against "
    "over into between amid due than"
)
_REACH = 9
"""Words after a verb among which what it is done to stands."""
_GATE = _VERBS


def find_deeds(text: str, *, listed: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the spans of deeds of one sentence; ``listed`` says that it may be an item of a list of things to do."""
    if not holds_among(text, _GATE):
        return
    words = words_of(text)
    for at, (place, word) in enumerate(words):
        if word not in _VERBS:
            continue
        thing = _find_thing(text, words, at)
        if (
            listed
            and at == 0
            and thing is not None
            and not word.endswith(("ed", "s"))
            and ":" not in text[:thing]
        ):
            yield place, thing
            return
        found = _read_active(text, words, at, thing) if thing is not None else None
        if found is None:
            found = _read_passive(text, words, at)
        if found is not None:
            yield found
            return


def _find_thing(text: str, words: Sequence[tuple[int, str]], at: int) -> int | None:
    """Return where the thing ends that the verb at a place is done to, where it is one that mending is done to."""
    verb = words[at][1]
    answers = verb in _RESPONDING or verb in _LIGHT
    things = (verb in _MENDING or verb in _CHANGING) and verb not in _LIGHT
    sorts = _PARTS if verb in _OVERHAULS else _THINGS
    end = None
    for place, word in words[at + 1 : at + 1 + _REACH]:
        if word in _STOPS or "," in text[words[at][0] : place] or ";" in text[words[at][0] : place]:
            break
        if (verb in _STATELY and word in _SERVED) or (verb in _HALTING and word in _TRADED):
            return None
        if (answers and word in _ANSWERS) or (things and (word in _ANSWERS or _is_thing(word, sorts))):
            end = place + len(word)
    return None if end is not None and text.startswith(" against", end) else end


def _is_thing(word: str, sorts: frozenset[str]) -> bool:
    one = word[:-3] + "y" if word.endswith("ies") else word
    return not sorts.isdisjoint(SORTS.get(stem_of(one), ()))


def _step_back(words: Sequence[tuple[int, str]], at: int) -> int:
    while at and (words[at - 1][1] in _ADVERBS or words[at - 1][1].endswith("ly")):
        at -= 1
    return at


def _read_active(text: str, words: Sequence[tuple[int, str]], at: int, thing: int) -> tuple[int, int] | None:
    place, verb = words[at]
    first = _step_back(words, at)
    before = words[first - 1][1] if first else ""
    two = (words[first - 2][1] if first > 1 else "", before)
    led = (before == "to" and two[0] in _LEADING) or two == ("we", "should")
    told = False
    if verb.endswith("ing"):
        told = before in _BE or two == ("process", "of") or before == "by"
    elif before in _AHEAD or led:
        told = True
    elif before in _HAVE:
        told = before != "had" or verb in _MENDING or verb in _RESPONDING
    elif verb in _MENDING or (verb in _RESPONDING and verb not in _CHANGING):
        told = verb not in _STATELY and (verb.endswith("ed") or verb in _IRREGULAR)
    if not told or not _UNDONE.isdisjoint(w for _, w in words[max(0, first - 4) : first]):
        return None
    subject = subject_before(
        text,
        words[first][0]
        if before not in _HAVE and before not in _BE and before not in _AHEAD
        else words[first - 1][0],
    )
    if led or before == "by" or two == ("process", "of"):
        subject = subject_before(text, words[first - 2][0])
    if subject is None and text[:place].rstrip().endswith(("and", "and have", "and has", "and had")):
        subject = first_subject(text)
    if subject is None or _NO_DOER.search(subject[0]):
        return None
    if not _DOERS.fullmatch(subject[0].lower()) and not subject[0][:1].isupper():
        return None
    return place, thing


_IRREGULAR = make_set("took sent brought flew made put rebuilt undid withdrew reset gave")
_PASSIVES = make_set("been being be was were")
_OBLIGED = make_set("need needs have has had")
_PASSIVE_LEADS = _HAVE | _BE | _AHEAD | _ADVERBS | _OBLIGED | {"to"}


def _read_passive(text: str, words: Sequence[tuple[int, str]], at: int) -> tuple[int, int] | None:
    place, verb = words[at]
    first = _step_back(words, at)
    if not first or not (verb.endswith("ed") or verb in _PARTICIPLES) or words[first - 1][1] not in _PASSIVES:
        return None
    be = first - 1
    lead = be
    while lead and words[lead - 1][1] in _PASSIVE_LEADS:
        lead -= 1
    led = {w for _, w in words[lead:be]}
    if "to" in led and _OBLIGED.isdisjoint(led):
        return None
    past = words[be][1] in ("was", "were") or ("had" in led and "to" not in led)
    if past and (verb not in _SURE or "had" in led):
        return None
    if not past and not led:
        return None
    if verb in _STATELY:
        return None
    if not _UNDONE.isdisjoint(w for _, w in words[max(0, lead - 4) : be]):
        return None
    subject = subject_before(text, words[lead][0])
    if subject is None:
        return None
    named = [w for _, w in words_of(subject[0])][-5:]
    answers = verb in _RESPONDING or verb in _LIGHT
    things = (verb in _MENDING or verb in _CHANGING) and verb not in _LIGHT
    if verb in _HALTING and not _TRADED.isdisjoint(named):
        return None
    if any(
        (answers and w in _ANSWERS) or (things and (w in _ANSWERS or _is_thing(w, _THINGS))) for w in named
    ):
        return subject[1], place + len(verb)
    return None


_PARTICIPLES = make_set("taken sent brought flown made put rebuilt undone withdrawn reset given")
