"""A Reading -> drafts of status claims, in the words of status pages. Pure.

"resolved", "partially restored", "monitoring", "working on a fix", "identified", "investigating", "ongoing", "recurred":
the value is one of these, the words say which way it was put, and the time is the one said beside it. Who
investigates, works or restores is the speaker when nobody else says so. That there was no outage is a denied status.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from newsagg.detect.claimtypes.actors import speaker_of
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.statuscues import (
    AGAIN,
    NO_OUTAGE,
    NORMAL,
    PAGE_LEVEL,
    PAGE_WORD,
    STATES,
    State,
)
from newsagg.detect.passages import Sentence
from newsagg.detect.subjects import subject_before
from newsagg.detect.wordpatterns import compile_words, list_likely
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Precision, SpeakerRole, Stance

_OUR_SUBJECT = compile_words(
    r"\b(?:outages?|disrupt\w*|issues?|problems?|incidents?|services?|access|down|offline|systems?|"
    r"networks?|performance|notes?|lines?|servers?|stores?|platform|websites?|sites?|apps?|accounts?|online|fix\w*|cause|root|users?|customers?|"
    r"flights?|operations|errors?|glitch\w*|"
    r"attack|it|this|matter|situation|recover\w*|restor\w*|resolv\w*|impact|connectivity|trouble|"
    r"messages?|Störung|Problem\w*|Dienst\w*|panne|service|servicio|serviço|falha|caída|queda|plataforma|"
    r"aplicativo|sistema|probl[eè]m\w*|status|page|everything|"
    r"everybody|everyone|fault|Betrieb|Netz\w*|Kabel|trading|calls?|situa\w+|tout|broadband|internet|"
    r"machines?|all-clear|all of them|things|functions?|features?|engineers|technicians|technical|crews|experts|specialists|teams?|"
    r"instances?|orders|backlogs?|queues?|some of you|delays?|cancellations?|workspaces?|portals?|transfers?|bookings?|deliver(?:y|ies)|traffic|requests|queries|log-?ins?)\b",
    re.IGNORECASE,
)
_TALK = compile_words(
    r"\b(?:executives?|quarter|revenue|investors|lawmakers|shareholders|police|prosecutors|"
    r"regulators? (?:are|is) investigat\w+|hours a day|days a week)\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"(?:\b|(?=n['’]t))(?:not be (?:fully )?|not (?:yet )?(?:been )?(?:fully )?|n['’]t (?:yet )?(?:been )?(?:fully )?|"
    r"yet to (?:be )?|"
    r"until(?: \w+){0,3} |once(?: \w+){0,5} |when(?: \w+){0,3} |whether(?: \w+){0,5} |if(?: \w+){0,4} |"
    r"while(?: (?:we|they|it|he|she|the \w+|engineers|crews|staff))(?: \w+){0,3} |"
    r"(?:with )?only (?:[\w’'-]+ ){0,6}|"
    r"thought (?:[\w’']+ ){0,4}|['’]d have (?:\w+ )?|will (?:be )?|would (?:be )?|to be |(?:hope|expect|aim|"
    r"plan|try|trying|want|promise)\w* (?:to |"
    r"that )?(?:\w+ ){0,6}|to |"
    r"before(?: \w+){0,3} |unless(?: \w+){0,3} |could be |may be |might be |efforts to |work(?:ing)? to |"
    r"how |nor |no |after |"
    r"bring(?:ing)? (?:[\w’'-]+ ){1,5}|after(?: [\w’'-]+){0,4} |anticipate\w*(?: \w+){0,8} |"
    r"as soon as(?: \w+){0,3} |ensur\w+ (?:that )?(?:[\w’'-]+ ){0,5}|to (?:get|have) (?:[\w’'-]+ ){1,4}|help \w+ |nicht |pas |sera |seront |será |"
    r"serão |wird )$",
    re.IGNORECASE,
)
"""What stands before words of an end that is not there: hoped for, asked for, half of a comparison."""
_LATER = re.compile(
    r"\b(?:will|would|(?:promis|pledg|vow|ask|call|want)\w* to)(?: \w+)? $|['’]ll (?:\w+ )?$", re.IGNORECASE
)
"""Who will look into it announces an inquiry: a promise, and no state."""
_LOOKED = re.compile(
    r"\b(?:[Aa]fter|only|(?:quickly|promptly|immediately|swiftly|at once)(?:(?: \w+)? an?)?) $"
)
_LAUNCHED = re.compile(r"^(?:quickly|promptly|immediately) (?:launched|opened|began)")
"""What somebody did when it began: a look back."""
_MAY_GO_ON = re.compile(r"\b(?:may|might|could) (?:still |also )?continue\b")
_ASKED = re.compile(r"\b(?:if|whether|how to|in case)\b[^.;,]{0,80}$", re.IGNORECASE)
_IN_PASSING = re.compile(
    r"(?:\b(?:patience|bear with us|understanding)\b[^.;]{0,40}|\bI(?:['’]m|['’]ve| am| have)? )$",
    re.IGNORECASE,
)
"""Thanks for patience "while we work", and what the writer himself cannot open."""
_BOUNDED = re.compile(
    r"^[^.;,]{0,12}?\s(?:for (?:more than |over |about |around |nearly |almost |some )?(?:\d+|an?|two|three|"
    r"several|hours)|until|from)\b"
)
"""A state that lasted for so long, or until then, is over."""
_NO_STATEMENT = compile_words(
    r"\b(?:(?:did|has|have|had|does)(?: not|n['’]t)(?: yet)? (?:publicly |officially |"
    r"immediately )?(?:acknowledge[d]?|comment(?:ed)?|respond(?:ed)?|post(?:ed)? any|issue[d]? (?:a |"
    r"any )?(?:statement|update)|address(?:ed)? the|release[d]? (?:a |any )?statement|repl(?:y|ied)|"
    r"return(?:ed)?|provide[d]? (?:a |any )?(?:comment|update))(?! (?:\w+ ){0,4}until\b)|"
    r"(?:has|have|had|is|are|was|were) yet to (?:publicly |officially )?(?:comment|acknowledge|respond|issue|make|say|post|publish|"
    r"release|address|react|speak|reply|give|offer|confirm)|declined to comment|"
    r"(?:has|have|had|did)(?: not|n['’]t)(?: yet)? (?:said|say|posted|post|published|put out|offered|given|tweeted|released|reacted|"
    r"spoken|made|heard|seen)(?: out)? (?:anything|a word|anything publicly|any (?:\w+ )?(?:comment|statement|update|announcement|word)|"
    r"an? (?:\w+ )?(?:comment|statement|update|announcement|notice))|"
    r"(?:has|have|had) (?:so far )?(?:said nothing|been silent|stayed silent|kept silent|kept quiet|remained silent)|(?:stayed|remained|"
    r"kept) (?:silent|quiet|mum|tight-lipped)|no (?:official )?(?:word|statement|comment|update|response) (?:yet )?from|"
    r"(?:äußerte|äußerten|meldete) sich (?:\w+ ){0,3}?nicht|(?:war|waren) (?:\w+ ){0,3}?nicht (?:für eine Stellungnahme )?(?:zu erreichen|"
    r"erreichbar für)|n['’](?:a|ont) pas (?:encore |immédiatement )?(?:réagi|communiqué|commenté|répondu)|no (?:se )?(?:ha|han) "
    r"(?:pronunciado|comentado|respondido|emitido)|não (?:se )?(?:pronunciou|manifestou|comentou|respondeu)|"
    r"status page (?:does|did) not show|could not (?:immediately )?be reached)\b",
    re.IGNORECASE,
)
_NEEDS_ACTOR = frozenset(
    {
        SpeakerRole.VENDOR_OFFICIAL,
        SpeakerRole.STATUS_PAGE,
        SpeakerRole.OTHER_VENDOR,
        SpeakerRole.REGULATOR,
        SpeakerRole.VENDOR_UNNAMED,
        SpeakerRole.EXPERT,
    }
)
_PATTERNS = tuple(state.pattern for state in STATES)
_INQUIRY = re.compile(
    r"\b(?:commission|regulators?|watchdog|authorit(?:y|ies)|agency|ministry|departments?|government|police|prosecutors?|officials|"
    r"senators?|lawmakers|parliament|committee|commissioner|[A-Z]{3,5})\b"
)
"""Who looks into an outage from outside; how the service does is another's word."""
_BEING = re.compile(r"\s(?:is|are|was|were)(?: \w+){0,2}\s$")
_FOR_PEOPLE = re.compile(
    r"[^.;,]{0,24}? (?:to |and )?(?:work through|answer|respond|rebook|re-?accommodate|assist|reply|compensate)\b|[^.;,]{0,12}? (?:our |all |the |its )*(?:customers|passengers|guests|people) "
    r"(?:[\w’'-]+ ){0,6}?(?:on ?to|home|moving|to their)\b"
)
"""Work for those who were hit is none on what broke."""
_NEAR = 45
"""Code points between a state and the clock time that belongs to it."""


def propose_statuses(reading: Reading) -> Iterator[Draft]:
    """Yield the status claims of an article: each state once for each speaker, with the time said beside it.

    Who looks into an outage and works on it does one thing: the first of the two words stands for both. (A status
    page's own updates are kept one by one: statusclaims.py.)
    """
    main = reading.hearing.cast.main
    at_work: set[str] = set()
    for sentence in reading.sentences():
        text = sentence.text
        if text.rstrip("\"”’' ").endswith("?") or not (
            (main is not None and main.name in text)
            or reading.mentions_in(sentence.start, sentence.end)
            or _OUR_SUBJECT.search(text)
        ):
            continue
        taken: list[tuple[int, int]] = []
        for draft, deed in _propose_in(reading, sentence, taken):
            if (
                deed
                and draft.value.text in ("investigating", "working on a fix")
                and not reading.article.updates
            ):
                who = speaker_of(reading, draft).slug
                if who in at_work:
                    continue
                at_work.add(who)
            yield draft
        match = _NO_STATEMENT.search(text) if not taken else None
        if match is not None:
            speaker = reading.hearing.actor_at(sentence, sentence.start + match.start())
            if speaker is not None and speaker.role in _NEEDS_ACTOR:
                value = Value(text="no statement", words=match[0], precision=Precision.VAGUE)
                key = (sentence.start + match.start(), sentence.start + match.end())
                yield reading.draft(
                    sentence, ClaimType.STATUS, value, key, speaker=speaker, stance=Stance.ASSERTED
                )


def _propose_in(
    reading: Reading, sentence: Sentence, taken: list[tuple[int, int]]
) -> Iterator[tuple[Draft, bool]]:
    text = sentence.text
    denied = _deny_outage(reading, sentence)
    if denied is not None:
        taken.append((0, len(text)))
        yield denied, False
        return
    for word in (*PAGE_WORD.finditer(text), *PAGE_LEVEL.finditer(text)):
        taken.append(word.span())
        yield _draft(reading, sentence, word["state"].lower(), word.span("state")), False
    deed_told = False
    likely = list_likely(_PATTERNS, text)
    for state in STATES if likely else ():
        if state.pattern not in likely or (state.deed and deed_told):
            continue
        if state.stems is not None and not state.stems.may_be_in(text):
            continue
        match = next(
            (
                m
                for m in state.pattern.finditer(text)
                if not any(m.start() < b and a < m.end() for a, b in taken)
            ),
            None,
        )
        if match is None or (state.name == "resolved" and taken) or not _holds(state, text, match):
            continue
        if state.name in ("investigating", "monitoring") and _is_inquiry(reading, sentence, match.start()):
            continue
        draft = _draft(reading, sentence, state.name, match.span(), deed=state.deed)
        deed_told = deed_told or state.deed
        taken.append(match.span())
        if state.name == "resolved" and NORMAL.search(match[0]) and not AGAIN.search(text):
            draft = replace(draft, value=replace(draft.value, text="operating normally"))
        yield draft, state.deed


def _is_inquiry(reading: Reading, sentence: Sentence, offset: int) -> bool:
    """Whether somebody looks into it from outside: a regulator, a ministry, the police."""
    found = reading.hearing.actor_at(sentence, sentence.start + offset)
    if found is not None and found.role is SpeakerRole.REGULATOR:
        return True
    be = _BEING.search(sentence.masked, max(0, offset - 20), offset)
    subject = subject_before(sentence.masked, offset if be is None else be.start())
    return (
        subject is not None
        and _INQUIRY.search(subject[0]) is not None
        and not any(
            reading.lexicon.can_fail(m.slug)
            for m in reading.mentions_in(sentence.start + subject[1], sentence.start + subject[2])
        )
    )


def _holds(state: State, text: str, match: re.Match[str]) -> bool:
    """Whether the words tell of a state that is there, in this outage."""
    before = text[max(0, match.start() - 90) : match.start()]
    if state.done and _UNDONE.search(before[-60:]):
        return False
    if state.name == "investigating" and (
        _LATER.search(before) or _LOOKED.search(before) or _LAUNCHED.search(match[0])
    ):
        return False
    if state.name == "ongoing" and _MAY_GO_ON.search(before + match[0]):
        return False
    if state.name == "working on a fix" and _FOR_PEOPLE.match(text, match.end()):
        return False
    if state.name == "ongoing" and _BOUNDED.match(text[match.end() : match.end() + 60]):
        return False
    clause = text[max(0, match.start() - 60) : match.end() + 60]
    return not (_ASKED.search(before) or _IN_PASSING.search(before) or _TALK.search_piece(clause))


def _deny_outage(reading: Reading, sentence: Sentence) -> Draft | None:
    """Return the claim that there was no outage, when somebody else than the writer says so."""
    match = NO_OUTAGE.search(sentence.text)
    if match is None:
        return None
    draft = _draft(reading, sentence, "no outage", match.span(), deed=True)
    speaker = speaker_of(reading, draft)
    if speaker.slug == reading.hearing.own.speaker.slug and not reading.speaks_as_vendor:
        return None
    return replace(draft, stance=Stance.DENIED)


def _draft(
    reading: Reading, sentence: Sentence, state: str, span: tuple[int, int], *, deed: bool = False
) -> Draft:
    key = (sentence.start + span[0], sentence.start + span[1])
    speaker = None
    if deed:
        found = reading.hearing.actor_at(sentence, key[0])
        if found is not None and found.role in _NEEDS_ACTOR:
            speaker = found
    value = Value(text=state, words=sentence.text[span[0] : span[1]].strip())
    time = next(
        (
            t
            for t in reading.times_in(max(sentence.start, key[0] - _NEAR), min(sentence.end, key[1] + _NEAR))
            if t.has_clock and t.time_from is not None
        ),
        None,
    )
    if time is not None:
        value = replace(
            value,
            time_from=time.time_from,
            time_to=time.time_to,
            zone=time.zone,
            zone_assumed=time.zone_assumed,
            precision=time.precision,
        )
    return reading.draft(sentence, ClaimType.STATUS, value, key, speaker=speaker)
