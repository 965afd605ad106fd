"""Quotations and statements printed without marks -> whose word they are. Pure.

A quotation belongs to the frame beside it, before a colon, or to who signs it, and runs on; a paragraph in the first
person plural belongs to who was announced, to the name below it, else to the main vendor.
"""

import re
from dataclasses import replace

from newsagg.detect.hearing import Hearing, Voice
from newsagg.detect.passages import Quotation, Sentence
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

FIRST_PERSON = compile_words(
    r"(?:^|[\s\"“'‘(])(?:We|Our|we|our|We['’](?:re|ve)|we['’](?:re|ve)|us)(?=[\s'’])"
)
_PAGE_LINE = re.compile(
    r"^[\W_]*(?:(?:Investigating|Identified|Monitoring|Resolved|Update|Postmortem)\s*[-–—:]\s|"
    r"[A-Z][a-z]{2} \d{1,2}, \d\d:\d\d (?:UTC|[A-Z]{3})\s*[-–—:])"
)
_SIGNATURE = re.compile(r"^\s*[*_]*[—–-]+\s*(?P<name>[^(@\n]{2,60}?)\s*[(,]?\s*(?:@|\(@|status page|$)")
_TAIL_SIGNATURE = re.compile(
    r"^[\s,.]*[-–—]?\s*(?P<name>(?:[A-Z][\w’'.-]*\s?){1,4}(?:status page|customer|user)?)[.\s]*$"
)
_SHORT_QUOTE = 18


def hear_quotations(
    hearing: Hearing,
    sentences: list[Sentence],
    quotes: list[Quotation],
    framed: list[Voice],
    carried: Voice | None,
) -> list[Voice]:
    """Return the voices of a paragraph's quotations."""
    out: list[Voice] = []
    previous: Voice | None = None
    for quote in quotes:
        near = [
            v
            for v in framed
            if (v.start <= quote.end - 2 and v.end >= quote.start + 1)
            or (v.verb and v.start <= quote.start <= v.end)
        ]
        voice: Voice | None = None
        if near:
            voice = min(near, key=lambda v: (v.hedged, abs(v.frame_start - quote.start)))
        elif quote.end - quote.start < _SHORT_QUOTE:
            continue
        elif previous is not None:
            voice = previous
        else:
            voice = _voice_before(sentences, quote, framed) or _voice_signed(hearing, sentences, quote)
            if voice is None and quote.start == sentences[0].start:
                voice = carried
            if voice is None and FIRST_PERSON.search(hearing.cast.passages.text[quote.start : quote.end]):
                main = hearing.cast.vendor(SpeakerRole.VENDOR_OFFICIAL)
                if main is not None:
                    voice = replace(hearing.own, speaker=main)
        if voice is None:
            continue
        spoken = replace(voice, start=quote.start, end=quote.end, verb=voice.verb or "quoted")
        out.append(spoken)
        if quote.end - quote.start >= _SHORT_QUOTE:
            previous = spoken
    return out


def _voice_before(sentences: list[Sentence], quote: Quotation, framed: list[Voice]) -> Voice | None:
    """Read 'The bank posted this: "..."' and the frame of the sentence right before."""
    for before, holder in zip([None, *sentences], sentences, strict=False):
        if before is None or not holder.start <= quote.start < holder.end:
            continue
        voices = [v for v in framed if before.start <= v.frame_start < before.end]
        if voices and (before.text.rstrip().endswith(":") or holder.start == quote.start):
            return voices[-1]
    return None


def _voice_signed(hearing: Hearing, sentences: list[Sentence], quote: Quotation) -> Voice | None:
    """Read the name that stands alone behind a quotation."""
    tail = hearing.cast.passages.text[quote.end : sentences[-1].end]
    match = _TAIL_SIGNATURE.match(tail) if len(tail) < 80 else None
    if match is None:
        return None
    speaker = hearing.cast.resolve(match["name"], quote.end)
    return None if speaker is None else replace(hearing.own, speaker=speaker)


def hear_statement(
    hearing: Hearing, paragraphs: dict[int, list[Sentence]], number: int, carried: Voice | None
) -> list[Voice]:
    """Give a paragraph in the first person plural, or one signed in the next line, to who speaks in it."""
    sentences = paragraphs[number]
    text = hearing.cast.passages.text[sentences[0].start : sentences[-1].end]
    following = paragraphs.get(number + 1)
    signed = _SIGNATURE.match(following[0].text) if following else None
    speaker: Speaker | None = None
    if number and signed is not None and len(text) < 1500:
        speaker = hearing.cast.resolve(signed["name"], sentences[0].start)
    if speaker is None and number and _PAGE_LINE.match(text):
        speaker = hearing.cast.vendor(SpeakerRole.STATUS_PAGE)
    if speaker is None and number and len(text) > 25 and FIRST_PERSON.search(text):
        if hearing.own.speaker.role is not SpeakerRole.OUTLET:
            return []
        speaker = carried.speaker if carried is not None else hearing.cast.vendor(SpeakerRole.VENDOR_OFFICIAL)
    elif speaker is None and carried is not None and carried.verb == "announces":
        speaker = carried.speaker
    if speaker is None:
        return []
    return [
        Voice(
            start=sentences[0].start,
            end=sentences[-1].end,
            speaker=speaker,
            chain=(),
            verb="statement",
            frame_start=sentences[0].start,
        )
    ]


def hear_asides(hearing: Hearing, sentences: list[Sentence], heard: list[Voice]) -> list[Voice]:
    """Give the sentences that a vendor speaks as "we" without marks, amid others, to the main vendor.

    Feeds print posts in one line with the story; a newsroom's own "we" asks, reports and updates.
    """
    main = hearing.cast.vendor(SpeakerRole.VENDOR_OFFICIAL)
    if main is None or hearing.own.speaker.role is not SpeakerRole.OUTLET or sentences[0].paragraph == 0:
        return []
    return [
        Voice(start=s.start, end=s.end, speaker=main, chain=(), verb="statement", frame_start=s.start)
        for s in sentences
        if FIRST_PERSON.search(s.masked)
        and _VENDORS_WE.search(s.masked)
        and not _NEWSROOMS_WE.search(s.masked)
        and not any(v.start < s.end and s.start < v.end for v in heard)
    ]


_VENDORS_WE = re.compile(
    r"\b(?:investigat\w+|aware|work(?:ing|ed)|fix\w*|apologi\w+|sorry|resolv\w+|restor\w+|identif\w+|"
    r"monitor\w*|customers|appreciate|"
    r"patience|looking into|inconvenience|engineers|teams?|mitigat\w+|experiencing)\b",
    re.IGNORECASE,
)
_NEWSROOMS_WE = re.compile(
    r"\b(?:articles?|story|post|reached out|contacted|asked|hear back|heard back|seeing|reported|"
    r"reporting|coverage|guide|review|editors?|readers|"
    r"newsroom|published|our own tests?|staff|tested|tried)\b",
    re.IGNORECASE,
)


def carry_voice(sentences: list[Sentence], quotes: list[Quotation], last: Voice | None) -> Voice | None:
    """Return the voice that the next paragraph may continue: after a colon, a quotation or a statement."""
    if last is None:
        return None
    text = sentences[-1].text.rstrip()
    if text.endswith(":"):
        return replace(last, verb="announces")
    if last.verb == "statement" or (quotes and quotes[-1].end - quotes[-1].start >= _SHORT_QUOTE):
        return last if last.speaker.role is not SpeakerRole.TRACKER else None
    return None
