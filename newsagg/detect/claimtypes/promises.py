"""A Reading -> drafts of promises: a report, an inquiry or an answer announced, with its due date. Pure."""

import re
from collections.abc import Iterator
from datetime import timedelta

from newsagg.detect.claimtypes.actors import find_actor
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.subjects import subject_before
from newsagg.detect.values import time_value
from newsagg.detect.wordpatterns import Trigger, compile_words
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType, Scope, SpeakerRole, Stance

_PROMISED_THING = compile_words(
    r"\b(?:post-?mortems?|root[- ]cause (?:analysis|report)|RCA|(?:full |detailed |incident |technical |"
    r"preliminary |final |further |public )+(?:report|review|explanation|timeline|details|update|"
    r"analysis|post-?mortem|statement|account)|after-action (?:report|review)|(?:another|an|further|more|"
    r"next) update|updates?|more information|Abschlussbericht|rapport|informe|relatório)\b",
    re.IGNORECASE,
)
_PROMISING = re.compile(
    r"\b(?:will|['’]ll|expect(?:ed|s)? to|(?:is|are|was|were) expected|promis(?:ed|es|ing)|pledg(?:ed|es|"
    r"ing)|plans? to|intends? to|vow(?:ed|s)|due|going to|should (?:be|come|follow|appear)|(?:is|are) to|"
    r"soll|wird|va |publiera|publicará|vai |"
    r"anticipates?)\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:publish|releas|provid|shar|issu|post|giv|conduct|complet|follow|deliver|send|mak|be |come|"
    r"veröffentlich|publi|compart|divulg|out\b|appear)\w*\b",
    re.IGNORECASE,
)
_BIG_THING = re.compile(
    r"post-?mortem|root[- ]cause|RCA|report|review|timeline|analysis|Abschluss|rapport|informe|relat",
    re.IGNORECASE,
)


def propose_promises(reading: Reading) -> Iterator[Draft]:
    """Yield promise claims, at most one a sentence."""
    for sentence in reading.sentences():
        if _ANY.near(sentence.text):
            yield from _promises(reading, sentence)


def _promises(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    things = list(_PROMISED_THING.finditer(text))
    probe = _PROBE.search(text)
    asked = probe is not None and _REQUEST.match(probe[0]) is not None
    asker = _find_asker(reading, sentence, probe.start()) if probe is not None and asked else None
    if asked and asker is None:
        return  # whoever asks for an inquiry and has no say in it promises none
    if probe is not None:
        key = (sentence.start + probe.start(), sentence.start + probe.end())
        yield reading.draft(
            sentence,
            ClaimType.PROMISE,
            Value(text=probe[0], words=probe[0]),
            key,
            speaker=asker or find_actor(reading, sentence, probe.start()),
            stance=Stance.FORECAST if asked else None,
        )
        return
    thing = next((t for t in things if "mortem" in t[0].lower()), things[0] if things else None)
    if thing is None:
        return
    verb = _PROMISING.search(text)
    if verb is None or _GIVING.search(text) is None or abs(verb.start() - thing.start()) > 120:
        return
    if re.search(r",\s(?:we|they|it|he|she|you)\s", text[thing.end() : verb.start()]):
        return  # what is promised is something else than the thing named before
    published = reading.article.published_at
    due = next(
        (
            t
            for t in reading.times_in(sentence.start + verb.start(), sentence.end)
            if t.time_to is not None and (published is None or t.time_to >= published)
        ),
        None,
    )
    if not _BIG_THING.search(thing[0]) and due is None:
        return
    start, end = min(verb.start(), thing.start()), max(verb.end(), thing.end())
    whole_end = end if due is None else max(end, due.end - sentence.start)
    when = due if due is not None else None
    limit = _END_OF.search(text, end)
    # "A post-mortem will follow" promises a post-mortem; "will publish a post-mortem" says what will be done with it.
    said = text[start:end].strip() if verb.start() < thing.start() else thing[0]
    value = Value(text=said, words=said)
    if when is not None:
        timed = time_value(when)
        value = Value(
            text=f"{thing[0]} by {when.local_last or timed.text}",
            words=thing[0],
            time_from=timed.time_from,
            time_to=timed.time_to,
            zone=timed.zone,
            zone_assumed=timed.zone_assumed,
            precision=timed.precision,
        )
    elif limit is not None:
        whole_end = max(whole_end, limit.end())
        value = _due_value(reading, thing[0], limit)
    key = (sentence.start + thing.start(), sentence.start + thing.end())
    whole = (sentence.start + start, sentence.start + whole_end)
    voice = reading.hearing.voice_at(*key)
    own = voice is reading.hearing.own
    forecast = own and re.search(r"expected|anticipat|due\b|should|to\b$", verb[0], re.IGNORECASE) is not None
    speaker = None if forecast or not own else find_actor(reading, sentence, verb.start())
    yield reading.draft(
        sentence,
        ClaimType.PROMISE,
        value,
        key,
        whole=whole,
        speaker=speaker,
        stance=Stance.FORECAST if forecast else None,
        scope=Scope.THIS_INCIDENT,
    )


_PROBE = compile_words(
    r"\b(?:will|['’]ll|(?:promis|pledg|vow)\w+ to) (?:also |now )?(?:look into|investigate|review|examine|"
    r"find out|study) "
    r"(?:why|how|what|whether)\b[^.;,]{0,60}|"
    r"\b(?:ordered|asked for|called for|announced|promised|opened) (?:an? )?(?:(?:full|thorough|"
    r"independent|public|formal|"
    r"internal) )+(?:investigation|inquiry|review)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"(?:asked|called) for\b", re.IGNORECASE)
_ANY = Trigger(_PROMISED_THING, _PROBE)
_STATESMAN = re.compile(
    r"(?:the |its |their )?(?P<office>(?:prime |[a-z]+ )?(?:president|minister|chancellor|governor|mayor|secretary|senators?|lawmakers|"
    r"ministers|government|ministry|parliament|regulator|commissioner))",
    re.IGNORECASE,
)


def _find_asker(reading: Reading, sentence: Sentence, offset: int) -> Speaker | None:
    """Return the authority that asks for an inquiry, which it will get; None for anybody else, the vendor included."""
    subject = subject_before(sentence.masked, offset)
    office = _STATESMAN.fullmatch(subject[0]) if subject is not None else None
    if office is not None:
        name = office["office"].lower()
        return Speaker(slug=slug_of(name), name=name, role=SpeakerRole.REGULATOR)
    actor = find_actor(reading, sentence, offset)
    return actor if actor is not None and actor.role is SpeakerRole.REGULATOR else None


_END_OF = re.compile(
    r"\b(?:by|before|at)?\s?(?:the )?end of (?:the )?(?P<span>week|month|year|day|today)\b|"
    r"\b(?:later )?this (?P<this>week|month)\b|\b(?:in the )?(?:coming|next few) (?P<soon>days|weeks)\b",
    re.IGNORECASE,
)


def _due_value(reading: Reading, thing: str, limit: re.Match[str]) -> Value:
    """Date "by the end of the week" from the day of publication; weeks end on Sunday."""
    published = reading.article.published_at
    span = (limit["span"] or limit["this"] or limit["soon"] or "").lower()
    if published is None:
        return Value(text=f"{thing} {limit[0].strip()}", words=thing)
    day = published.replace(hour=0, minute=0, second=0, microsecond=0)
    if span in ("week",):
        until = day + timedelta(days=7 - day.weekday())
    elif span == "month":
        until = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    elif span == "year":
        until = day.replace(year=day.year + 1, month=1, day=1)
    elif span in ("day", "today"):
        until = day + timedelta(days=1)
    else:
        return Value(text=f"{thing} {limit[0].strip()}", words=thing)
    last = until - timedelta(seconds=1)
    return Value(text=f"{thing} by {last:%Y-%m-%d}", words=thing, time_from=published, time_to=last)
