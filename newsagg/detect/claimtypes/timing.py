"""A Reading -> drafts of start, end and acknowledgement claims. Pure.

A time belongs to the nearest cue of its clause: "began", "since", "reports spiked" make a start, "restored",
"resolved by" an end, "acknowledged" an acknowledgement; a time without a cue in a clause that tells of the outage
itself ("went down on Thursday") is its start.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.speechtimes import push_forward, tells_speech
from newsagg.detect.passages import Sentence
from newsagg.detect.times import TimeMention
from newsagg.detect.values import time_value
from newsagg.model import Speaker
from newsagg.vocabulary import ClaimType, Scope, SpeakerRole

_START = re.compile(
    r"\b(?:began|begin(?:s|ning)?|begun|start(?:ed|ing|s)?|since|surfac(?:ed|ing)|appear(?:ed|ing)|"
    r"emerg(?:ed|ing)|arisen|arose|occur(?:red|ring|s)|happened|"
    r"went (?:down|offline|dark|out)|going (?:down|offline)|gone (?:down|offline)|go down|"
    r"first (?:reported|noticed|spotted|seen|detected|appeared|acknowledged)|spik(?:ed|e|es|ing)|"
    r"surg(?:ed|e|ing)|crash(?:ed|ing)|struck|hit|dropp(?:ed|ing)|"
    r"fail(?:ed|ing|s|ures?)|stopped \w+ing|no longer \w+|had no signal|rose|rising|went out|(?:was|"
    r"were) (?:sent|pushed) out|"
    r"(?:did|do|does|would|could)(?: not|n['’]t) (?:load|open|work|connect|start|answer|respond|"
    r"be reached)|found that|"
    r"dejó de \w+|est tombée?|"
    r"as early as|were reported|was reported|reports of|"
    r"report(?:ed|ing) (?:problems|issues|an? |outages|trouble|that)|complain\w*|"
    r"experienc(?:ed|ing)|suffer(?:ed|ing)|ramp(?:ed|ing) up|climb(?:ed|ing)|jump(?:ed|ing)|unavailable|"
    r"outage (?:on|at|around|of)|dated|lost|losing|noticed|noticing|detected|down (?:at|on|since|from|"
    r"around)|knocked|broke|"
    r"saw a|seeing|onset|kicked off|"
    r"begann|begannen|seit|traten|fiel(?:en)? (?:aus|am)|ausgefallen|depuis|a commencé|ont commencé|"
    r"débuté|à partir de|depuis|desde|comenz(?:ó|aron)|empez(?:ó|aron)|inici(?:ó|ado|aron|ou)|"
    r"a partir d[eao]s?|começ(?:ou|aram))\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:resolv(?:ed|es|ing)|restor(?:ed|es|ing|ation)|fixed|back(?: up| online| to normal|"
    r" in service)?|recover(?:ed|y|s|ing)|return(?:ed|s|ing)?(?! (?:\w+ )?errors?)|normal(?:ly)?|"
    r"flow(?:ed|ing)|worked again|resum(?:ed|es|ing|ption)|"
    r"ended|until|mitigat(?:ed|ion)|subsid(?:ed|ing)|fallen|declin(?:ed|ing|e)|operational|"
    r"loading again|working again|running again|up and running|available again|"
    r"(?:is|was|are|were) (?:now )?over|cleared|"
    r"completed|concluded|lifted|stabili[sz]ed|repaired|reconnected|reopened|addressed|dropp(?:ed|"
    r"ing) (?:off|significantly|sharply)|tapered|"
    r"behoben|wieder|bis|beendet|wiederhergestellt|de nouveau|rétablie?s?|résolue?s?|jusqu['’]à|retour|"
    r"restablec\w+|"
    r"resuelt[oa]s?|hasta|solucionad[oa]s?|normalizad[oa]s?|restabelecid[oa]s?|resolvid[oa]s?|até|voltou|"
    r"voltaram)\b",
    re.IGNORECASE,
)
_ACK = re.compile(
    r"\b(?:acknowledg(?:ed|es|ing|ement)|first (?:statement|update|tweet|post)|(?:posted|tweeted|"
    r"confirmed|wrote|said|announced|listed|status (?:page|update)) |bestätigte|confirmó|a confirmé|"
    r"confirmou)\b",
    re.IGNORECASE,
)
OUTAGE_WORD = re.compile(
    r"\b(?:outages?|down|offline|disrupt\w*|unavailable|inaccessible|issues?|problems?|incident|crash\w*|"
    r"fail\w*|errors?|glitch\w*|trouble|reports?|complaints?|blackout|interruption|unable|could(?:n['’]t|"
    r" not)|cannot|can['’]t|"
    r"no longer|no signal|did not load|stopped|went out|traffic|worked|working|rose|found that|lockout|"
    r"gone on|dejó|"
    r"fonctionn\w+|lief(?:en)?|degrad\w*|downtime|attack\w*|slow\w*|restor\w*|resolv\w*|fixed|back|"
    r"recover\w*|resum\w*|normal|"
    r"service|services|network|grounded|paused|Ausfall|Störung\w*|Probleme?|ausgefallen|gestört|panne|"
    r"dysfonctionnements?|pannes|caída|fallos?|interrupción|falha|queda|instabilidade|interrupção)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:went (?:down|offline|dark)|(?:is|are|was|were) (?:down|offline|unavailable|hit|experiencing|"
    r"suffering|unreachable|inaccessible|affected|taken|knocked)|suffer(?:ed|s)|experienc(?:ed|es)|"
    r"outage|crash(?:ed|es)|disruption|"
    r"(?:has|have|had) (?:been|gone) (?:down|unable|offline)|couldn['’]t|could not|unable|incident|"
    r"attack|ordered|grounded|paused|fiel|fielen|Ausfall|panne|caída|queda|Störung)\b",
    re.IGNORECASE,
)
_NOT_OUR_TIME = re.compile(
    r"\b(?:update (?:by|at|in)|next update|more information (?:by|at)|published|updated|"
    r"maintenance (?:window|is|was|notice)|scheduled|planned|posted on|originally|joined|founded|launched|"
    r"acquired|announced plans|deadline|cut-off|earnings|trading|opening|priced?)\b",
    re.IGNORECASE,
)
_BETWEEN_CLAUSES = re.compile(
    r"(?:,|;|—|–|\s-)\s*(?:and|but|while|when|with|after|before|then|as)?\s|\band\b"
)
_TRACKER_WORD = re.compile(r"\b(?:reports?|complaints?|users?|outage map)\b", re.IGNORECASE)


def propose_times(reading: Reading) -> Iterator[Draft]:
    """Yield start, end and acknowledgement claims.

    A day without a clock time is kept as a start only when no clock time of that day is: the lead's "on Thursday" says
    less than "around 3:20PM", not something else.
    """
    drafts = list(_read_times(reading))
    exact = [d for d in drafts if d.type is ClaimType.START_TIME and _is_instant(d) and _in_this(reading, d)]
    lead = len(reading.article.title)
    told = {d.type for d in drafts if d.start > lead and _in_this(reading, d)}
    for draft in drafts:
        if draft.end <= lead and draft.type in told:
            continue  # a headline's "by evening" is the text's, and has no day of its own
        coarse = draft.type is ClaimType.START_TIME and not _is_instant(draft)
        if coarse and any(_covers(draft, other) for other in exact):
            continue
        yield draft


def _is_instant(draft: Draft) -> bool:
    low, high = draft.value.time_from, draft.value.time_to
    return low is not None and high is not None and high - low < timedelta(hours=2)


def _in_this(reading: Reading, draft: Draft) -> bool:
    sentence = reading.passages.sentence_at(draft.key[0])
    return sentence is not None and reading.scopes[sentence.start].scope is Scope.THIS_INCIDENT


def _covers(coarse: Draft, exact: Draft) -> bool:
    a, b, c = coarse.value.time_from, coarse.value.time_to, exact.value.time_from
    day = timedelta(hours=16)
    return a is not None and b is not None and c is not None and a - day <= c <= b + day


def _read_times(reading: Reading) -> Iterator[Draft]:
    times = list(reading.times)
    at = 0
    for sentence in reading.sentences():
        while at < len(times) and times[at].start < sentence.start:
            at += 1
        first = at
        while at < len(times) and times[at].end <= sentence.end:
            at += 1
        here = times[first:at]
        told = (OUTAGE_WORD, _START, _END)
        if here and any(pattern.search(sentence.text) for pattern in told):
            yield from _times_of(reading, sentence, here)


def _times_of(reading: Reading, sentence: Sentence, times: list[TimeMention]) -> Iterator[Draft]:
    text = sentence.text
    done: set[ClaimType] = set()
    for number, time in enumerate(times):
        if time.time_from is None or (
            sentence.stamp
            and time.start < sentence.start + 40
            and sentence.stamp in text
            and time.words in sentence.stamp
        ):
            continue
        low, high = time.start - sentence.start, time.end - sentence.start
        left = text[max(0, low - 110) : low]
        right = text[high : high + 90]
        if _NOT_OUR_TIME.search(left[-45:]) or re.match(r"\s*(?:SGD|deadline|cut-off)", right):
            continue
        said = tells_speech(text, low, high)
        if _PLANNED.search(text) or _STILL_THEN.search(left + text[low:high] + right[:70]):
            continue
        if (
            number
            and times[number - 1].end + 12 > time.start
            and times[number - 1].time_from == time.time_from
        ):
            continue  # "9AM ET / 6AM PT": one moment, said twice
        type_, cue_at = _decide(text, low, high, left, right, time)
        if type_ is None:
            continue
        key = (time.start, time.end)
        if said:
            end = _SAID_OVER.search(text)
            if type_ is not ClaimType.ACKNOWLEDGED_AT and end is None:
                continue
            if end is not None:
                type_, cue_at = ClaimType.END_TIME, end.start()
                key = (sentence.start + end.start(), sentence.start + end.end())
        if not time.has_clock and not time.part and type_ in done:
            continue
        done.add(type_)
        whole = (sentence.start + min(low, cue_at), sentence.start + max(high, min(len(text), cue_at + 14)))
        yield reading.draft(
            sentence,
            type_,
            time_value(push_forward(reading, time, left)),
            key,
            whole=whole,
            speaker=_source(reading, time, left, right),
        )


def _decide(
    text: str, low: int, high: int, left: str, right: str, time: TimeMention
) -> tuple[ClaimType | None, int]:
    """Return the type of a time by the nearest cue, and where the cue stands in the sentence."""
    cut = 0
    for match in _BETWEEN_CLAUSES.finditer(left):
        if len(left) - match.end() > 2 and _verbal(left[match.end() :]):
            cut = match.end()
    near = left[cut:]
    offset = low - len(near)
    found: list[tuple[int, ClaimType, int]] = []
    for pattern, type_ in (
        (_START, ClaimType.START_TIME),
        (_END, ClaimType.END_TIME),
        (_ACK, ClaimType.ACKNOWLEDGED_AT),
    ):
        last = max(pattern.finditer(near), key=lambda m: m.end(), default=None)
        if last is not None:
            found.append((len(near) - last.end(), type_, offset + last.start()))
    stop = _BETWEEN_CLAUSES.search(right)
    after = right
    if stop is not None and not re.fullmatch(r"[\s,]*", right[: stop.start()]):
        after = right[: stop.start()]
    for pattern, type_ in (
        (_START, ClaimType.START_TIME),
        (_END, ClaimType.END_TIME),
        (_ACK, ClaimType.ACKNOWLEDGED_AT),
    ):
        first = pattern.search(after)
        if first is not None:
            found.append((first.start() + 25, type_, high + first.start()))
    if re.search(r"(?:\bnot|n['’]t|\bnever)\b[^.;]{0,70}\buntil(?:\s\w+)?\s*$", near, re.IGNORECASE):
        return (
            (ClaimType.ACKNOWLEDGED_AT, low)
            if re.search(r"acknowledg|confirm|admit", near, re.IGNORECASE)
            else (None, low)
        )
    if re.search(r"\b(?:until|by)\s*$", near, re.IGNORECASE) or re.match(
        r"(?:by|until|bis|até|hasta)\b", time.words, re.IGNORECASE
    ):
        ends = [f for f in found if f[1] is ClaimType.END_TIME]
        if ends or re.match(r"(?:by|until)\b", time.words, re.IGNORECASE) is None:
            return ClaimType.END_TIME, min([f[2] for f in ends], default=low)
    if re.search(r"\b(?:from|ab|desde|à partir de)(?: the)?\s*$", near, re.IGNORECASE):
        return ClaimType.START_TIME, low
    if re.search(r"\bsince\s*$", near, re.IGNORECASE) and (done := _RECOVERING.match(right)) is not None:
        return ClaimType.END_TIME, high + done.start()
    if found:
        _, type_, cue_at = min(found)
        others = [f for f in found if f[1] is not ClaimType.ACKNOWLEDGED_AT]
        if type_ is ClaimType.ACKNOWLEDGED_AT and others:
            _, type_, cue_at = min(others)
        if type_ is ClaimType.ACKNOWLEDGED_AT and not re.search(r"acknowledg|confirm", text, re.IGNORECASE):
            return None, low
        return type_, cue_at
    event = _EVENT.search(text)
    long = (
        time.time_from is not None
        and time.time_to is not None
        and time.time_to - time.time_from > timedelta(days=8)
    )
    if (
        event is not None
        and not long
        and not _LOOSE_DAY.match(time.words)
        and not time.part.startswith("late ")
    ):
        return ClaimType.START_TIME, event.start() if abs(event.start() - low) < 120 else low
    return None, low


_PLANNED = re.compile(
    r"\b(?:scheduled maintenance|maintenance is planned|planned maintenance window|will be unavailable|"
    r"maintenance window|next update)\b",
    re.IGNORECASE,
)
_STILL_THEN = re.compile(
    r"\b(?:as recently as|latest tally|yet to share|still shows?|peak(?:ed|ing)? (?:at|of|around)|"
    r"the same|since (?:their|its|the) peak)\b|"
    r"^[^,]{0,60}(?:received|had|logged|recorded|counted) (?:more than |over |about |nearly |"
    r"almost )?\d[\d,.]*",
    re.IGNORECASE,
)
_LOOSE_DAY = re.compile(
    r"^(?:today|tonight|yesterday|this (?:morning|afternoon|evening|week|month)|last (?:week|month)|in \w+)$",
    re.IGNORECASE,
)
_SAID_OVER = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are) (?:now |been |been fully |fully |largely |"
    r"mostly )*(?:resolved|restored|fixed|mitigated|addressed|over|back|recovered|working|operational|"
    r"normal)|(?:fully|mostly|largely) (?:recovered|restored)|been (?:resolved|restored|fixed|mitigated|"
    r"addressed)|back to normal|back online|resolved the)\b",
    re.IGNORECASE,
)


_RECOVERING = re.compile(
    r"[^.;]{0,50}?\b(?:returning|recovering|restored|resolved|recovered|coming back|back (?:up|online|"
    r"to)|resumed|normal)\b",
    re.IGNORECASE,
)


def _verbal(words: str) -> bool:
    return bool(
        _START.search(words)
        or _END.search(words)
        or re.search(r"\b(?:was|were|is|are|had|has|said)\b", words)
    )


def _source(reading: Reading, time: TimeMention, left: str, right: str) -> Speaker | None:
    """Return the tracker whose reports the clause tells of, None for the voice of the words."""
    cut = max((m.end() for m in _AND_THEN.finditer(left)), default=0)
    stop = _AND_THEN.search(right)
    after = right[: stop.start()] if stop else right
    if not _TRACKER_WORD.search(left[cut:] + after):
        return None
    here = tracker_in(reading, time.start - len(left) + cut, time.end + len(after))
    if (
        here is not None
        or re.search(r"\b(?:reports|complaints)\b", left[cut:] + after, re.IGNORECASE) is None
    ):
        return here
    sentence = reading.passages.sentence_at(time.start)
    if sentence is None:
        return None
    start, end = reading.passages.paragraphs[sentence.paragraph]
    return tracker_in(reading, max(start, sentence.start - 400), min(end, sentence.end))


_AND_THEN = re.compile(r",?\s(?:and|but|while)\s(?:the|its|it|as)\b|;\s")


def tracker_in(reading: Reading, start: int, end: int) -> Speaker | None:
    """Return the first outage tracker named in a span."""
    for mention in reading.mentions_in(start, end):
        if reading.lexicon.kind_of(mention.slug) == "tracker":
            speaker = reading.hearing.cast.resolve(mention.surface, mention.start)
            if speaker is not None and speaker.role is SpeakerRole.TRACKER:
                return speaker
    return None
