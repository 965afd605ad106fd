"""One sentence -> its reporting frames: who is said to say, and which stretch of words is that one's. Pure.

    SUBJECT VERB content      "The bank said that ...", "Downdetector logged 4,000 reports"
    content, SUBJECT VERB     "..., the operator said on Monday"
    content, VERB SUBJECT     "...," reads the status page
    according to SUBJECT, content        content, according to SUBJECT
    SUBJECT ..., stating content

Names are not resolved here (speakers.py does that); subjects are returned as words with their place. Frames are
looked for with the inside of quotations blanked, so that what a quoted person says opens no frame.
"""

import re
from dataclasses import dataclass

from newsagg.detect.framewords import (
    ACCORDING,
    ELIDED,
    ENDS_IN_NAME,
    FINITE,
    INVERTED_END,
    NOTHING_BEFORE,
    NOTICE_THAT,
    PAGE_SET,
    PASSIVE_BEFORE,
    PASSIVE_BY,
    PASSIVE_REACH,
    PROGRESSIVE,
    SHORT_TAIL,
    TO_OBJECT,
    VERB,
    VERB_WORDS,
)
from newsagg.detect.passages import Sentence, words_of
from newsagg.detect.subjects import first_subject, subject_before
from newsagg.detect.wordscan import make_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One reporting frame; offsets count code points of the sentence."""

    subject: str
    subject_start: int
    subject_end: int
    verb: str
    verb_start: int
    verb_end: int
    content_start: int
    content_end: int
    inverted: bool = False
    """The content stands before the subject."""
    hedged: bool = False
    """The verb itself takes distance: believes, estimates, suspects."""


def find_frames(sentence: Sentence) -> list[Frame]:
    """Return the frames of a sentence in the order of their verbs; subjects are words, not yet speakers."""
    text = sentence.masked
    frames = _according_frames(text)
    for at, word in words_of(text):
        match = VERB.match(text, at) if word in VERB_WORDS else None
        if match is None:
            continue
        frame = _participle_frame(text, match) if match["part"] else _verb_frame(text, match)
        if frame is not None and not any(
            f.verb == "according to" and f.subject_start <= match.start() < f.subject_end for f in frames
        ):
            frames.append(frame)
    for pattern in (PROGRESSIVE, NOTICE_THAT):
        for match in pattern.finditer(text):
            subject = subject_before(text, match.start())
            if subject is not None:
                frames.append(_ahead(text, match, subject))
    for match in PAGE_SET.finditer(text):
        frames.append(_ahead(text, match, (match["subject"] + " page", *match.span("subject"))))
    frames += _passive_frames(text)
    frames.sort(key=lambda f: f.verb_start)
    return frames


def _ahead(text: str, match: re.Match[str], subject: tuple[str, int, int]) -> Frame:
    """Make the frame whose content follows the verb."""
    return Frame(
        subject=subject[0],
        subject_start=subject[1],
        subject_end=subject[2],
        verb=match["verb"],
        verb_start=match.start(),
        verb_end=match.end("verb"),
        content_start=match.start(),
        content_end=len(text),
    )


_INFINITIVE = re.compile(r"\bto [a-z]+$")
_TELLING = frozenset({"told", "tells", "tell"})
_POINTING = frozenset(
    {
        "pointed",
        "points",
        "attributed",
        "attributes",
        "blamed",
        "blames",
        "traced",
        "traces",
        "pinned",
        "cited",
    }
)
"""Verbs whose cause stands behind them, whatever stands before."""
_OPENER = re.compile(
    r"(?:Asked|Contacted|Reached|When asked|Responding|Speaking|Writing|Replying|In (?:an?|its|"
    r"the) [\w’' -]{2,50}|On (?:\w+|its "
    r"[\w ]+)|Earlier|Later|Meanwhile|However|By [\w: .]{2,20}|At [\w:. ]{2,20})[^,]{0,60},$"
)
"""What stands before a comma and is nobody's word: "Asked about the cause, ..."."""
_OPENERS = make_set(
    "the a an one two three four five six several some many most both another its their users user "
    "customers customer "
    "people sources officials analysts experts researchers engineers employees der die das"
)
"""How a subject behind its verb begins when not with a name."""


def _verb_frame(text: str, match: re.Match[str]) -> Frame | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if PASSIVE_BEFORE.search(before):
        return None
    hedged = match["hedged"] is not None
    stripped = text[: match.start()].rstrip()
    if stripped and stripped[-1] in ",\"”»'’?!" and match["count"] is None:
        frame = _inverted_frame(text, match, hedged)
        if frame is not None:
            return frame
    if _AMBIGUOUS.fullmatch(match[0]) and not _AFTER_AMBIGUOUS.match(text, match.end()):
        return None
    subject = subject_before(text, match.start())
    if subject is None and ELIDED.search(text[: match.start()]):
        subject = first_subject(text[: match.start()])
    if subject is None:
        return None
    words, start, end = subject
    if _INFINITIVE.search(words):  # "impossible for users to read tweets": a noun, no verb
        return None
    rest = text[match.end() :]
    if match[0] in _TELLING and (told := TO_OBJECT.match(rest)) is not None and told.end() > 4:
        rest = rest[told.end() :] or "."
    head = text[:start].rstrip()
    quoted_before = bool(head) and head[-1] in "\"”»'’"
    comma_before = bool(head) and head[-1] == ","
    transitive = match[0] in _POINTING or (comma_before and _OPENER.match(head) is not None)
    if (
        (quoted_before or comma_before)
        and not transitive
        and len(head) > 12
        and SHORT_TAIL.match(rest)
        and "\x00" not in rest
    ):
        content = (0, start)
        inverted = True
    elif quoted_before and "\x00" in rest[:40]:
        # "...," she said, "..." : both sides are hers
        content = (0, len(text))
        inverted = False
    else:
        content = (match.start(), len(text))
        inverted = False
    return Frame(
        subject=words,
        subject_start=start,
        subject_end=end,
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=content[0],
        content_end=content[1],
        inverted=inverted,
        hedged=hedged,
    )


_AMBIGUOUS = re.compile(
    r"reads?|writes|calls|posts?|reports?|notes?|claims?|estimates?|shares?|traces|points|lists|pins|"
    r"updated|detailed|finds|found|posted|shared|logs|records|measured|continued|thought|think|show|shows"
)
_AFTER_AMBIGUOUS = re.compile(
    r"\s*(?:[:,.\x00“\"]|$)|\s+(?:that|the|it|its|it['’]s|an?|on|in|he|she|they|we|there|there['’]s|this|"
    r"these|some|no|to|out|how|what|why|seeing|getting|having|being|problems|issues|errors|increased|"
    r"outages?|thousands|more|over|nearly|about|around|as|multiple|widespread|experiencing|users|[A-Z])"
)


def _inverted_frame(text: str, match: re.Match[str], hedged: bool) -> Frame | None:
    """Read ``"...," reads the status page`` and ``..., said Jo Doe, the firm's engineer``."""
    stop = INVERTED_END.search(text, match.end() + 1)
    end = stop.start() if stop else len(text)
    words = text[match.end() : end].strip()
    if (
        not words
        or len(words) > 90
        or FINITE.search(words)
        or words.split()[0] in ("that", "it", "this", "how", "why", "in", "on", "as")
    ):
        return None
    if not (words[0].isupper() or ENDS_IN_NAME.match(words) or words.split()[0] in _OPENERS):
        return None
    start = text.index(words, match.end())
    return Frame(
        subject=words,
        subject_start=start,
        subject_end=start + len(words),
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=0,
        content_end=match.start(),
        inverted=True,
        hedged=hedged,
    )


def _participle_frame(text: str, match: re.Match[str]) -> Frame | None:
    """Read "The bank posted a notice, saying that ..." with the subject of the clause's main verb.

    Only after a comma or a noun of speech, where English puts such participles.
    """
    before = text[: match.start()].rstrip()
    if before.endswith(","):
        subject = first_subject(before)
    elif re.search(r"\b(?:with)\s+[^,]{2,50}$", before):
        subject = subject_before(
            re.sub(r"\bwith\s+(?=[^,]{2,50}$)", lambda m: ", ".ljust(len(m[0])), before), len(before)
        )
    elif re.search(r"\b(?:statement|update|post|notice|message|note|alert|tweet|blog)$", before):
        subject = first_subject(before)
    else:
        return None
    if subject is None:
        return None
    words, start, end = subject
    return Frame(
        subject=words,
        subject_start=start,
        subject_end=end,
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=match.start(),
        content_end=len(text),
    )


def _according_frames(text: str) -> list[Frame]:
    out = []
    for match in ACCORDING.finditer(text):
        stop = _ACCORDING_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        words = text[match.end() : end].strip()
        if not words:
            continue
        start = text.index(words, match.end())
        opening = NOTHING_BEFORE.fullmatch(text[: match.start()]) is not None
        left_quote_only = text[: match.start()].rstrip(" ,").endswith(('"', "”", "’", "'"))
        if opening or (
            text[end : end + 1] == "," and not left_quote_only and _clause_opens(text, match.start())
        ):
            content = (end, len(text))
            inverted = False
        else:
            content = (_clause_start(text, match.start()), match.start())
            inverted = True
        out.append(
            Frame(
                subject=words,
                subject_start=start,
                subject_end=start + len(words),
                verb="according to",
                verb_start=match.start(),
                verb_end=match.end(),
                content_start=content[0],
                content_end=content[1],
                inverted=inverted,
            )
        )
    return out


_ACCORDING_END = re.compile(
    r"\s(?:war|waren|ist|sind|sei|seien|wurden?|gab|gibt|hat|haben|hatte|liegt|lag|kam|kommt|handelt|"
    r"traten|bestehen?|können|konnten|soll|sollen)\b|"
    r"[,.;:!?(\n\x00](?!\w)|,|\s(?:who|which|and (?=[a-z])|with|that|as of|,|while|showing|reviewed|seen|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def _clause_opens(text: str, at: int) -> bool:
    """Whether "according to" stands at the head of a clause: after and, but, that or a comma with one "
    "of these."""
    return bool(re.search(r"(?:\b(?:and|but|while|that|as)|[;—–-])\s*,?\s*$", text[:at]))


def _clause_start(text: str, at: int) -> int:
    last = 0
    for match in re.finditer(r"[;—–]\s|,\s(?:but|while|and|although|though)\s", text[:at].rstrip(" ,")):
        last = match.end()
    return last


def _passive_frames(text: str) -> list[Frame]:
    out = []
    for match in PASSIVE_BY.finditer(text):
        stop = _ACCORDING_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        words = text[match.end() : end].strip()
        if not words:
            continue
        start = text.index(words, match.end())
        out.append(
            Frame(
                subject=words,
                subject_start=start,
                subject_end=start + len(words),
                verb=match[0],
                verb_start=match.start(),
                verb_end=match.end(),
                content_start=max(_clause_start(text, match.start()), match.start() - PASSIVE_REACH),
                content_end=match.start(),
                inverted=True,
            )
        )
    return out
