"""One sentence -> its reporting frames: who is said to say, and which stretch of words is that one's. Pure.

    SUBJECT VERB content      "The bank said that ...", "Downdetector logged 4,000 reports"
    content, SUBJECT VERB     "..., the operator said on Monday"
    content, VERB SUBJECT     "...," reads the status page
    content, SUBJECT VERB, content       "The disk, the bank said, was full"
    SUBJECT ..., stating content
    according to SUBJECT, content        (sourceframes.py)

Names are not resolved here (speakers.py does that); subjects are returned as words with their place. Frames are
looked for with the inside of quotations blanked, so that what a quoted person says opens no frame.
"""

import re

from newsagg.detect.foreignverbs import GERMAN, SAYING
from newsagg.detect.framewords import (
    AFTER_QUOTE,
    AHEAD,
    ALL_QUOTED,
    ASIDE_ENDS,
    ASIDE_STOPS,
    CLAUSE_INSIDE,
    ELIDED,
    ENDS_IN_NAME,
    FINITE,
    INVERTED_END,
    MAIN_VERB,
    OPENER,
    PAGE_SET,
    PARTICIPLE_HOST,
    PASSIVE_BEFORE,
    ROLE_THEN_NAME,
    SHORT_TAIL,
    SHOWN_SPEAKING,
    SPEAKER_OPENS,
    TO_OBJECT,
    TOLD,
    TURNS_BACK,
    VERB,
)
from newsagg.detect.germanframes import find_verb_second
from newsagg.detect.passages import Sentence
from newsagg.detect.sourceframes import Frame, find_source_frames, frame_ahead
from newsagg.detect.speakernames import OFFICER, STATUS_PAGE
from newsagg.detect.speechverbs import AMBIGUOUS, KINDS, PLAIN, Kind, is_told
from newsagg.detect.subjects import first_subject, strip_helping, subject_before
from newsagg.detect.turns import find_turns
from newsagg.detect.wordscan import list_among, make_set

_VERBS = frozenset(KINDS)
_TELLING = make_set("told tells tell")
_POINTING = make_set("pointed points attributed attributes blamed blames traced traces pinned cited")
"""Verbs whose cause stands behind them, whatever stands before."""
_REPLYING = (
    make_set(
        "said says say told tells wrote writes tweeted tweets added adds explained explains reported reports "
        "confirmed confirms noted notes warned warns announced admitted acknowledged claimed claims stated states "
        "replied insisted read reads heard hear hopes hoped believes believed thinks reckons reckoned expects predicts predicted argues argued "
        "insists suspects fears vows vowed promises promised maintains maintained"
    )
    | SAYING
)
"""Verbs that stand before their speaker behind words without marks: "..., said the bank"."""
_RELATED = re.compile(r"[\W_]*(?P<np>[^,;\x00]{2,80}),\s(?:who|which|whose)\s[^;\x00]*,\s$")
"""A subject with its relative clause, and nothing else before the verb."""
_AND_MORE = re.compile(
    r"[^,;.\x00“\"]{0,50},\sand\s(?:then,?\s|later\s)?(?!who\b|which\b|one\b|added\b|it is\b)"
)
_NAMED_AHEAD = re.compile(
    r"[\W_]*(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[A-Z][\w’'.&-]*)\s)?(?:[\w’'.&-]+\s){0,7}?[\w’'.&-]+,\s(?:[A-ZÀ-Þ][\w’'.&-]*|and|of|de|van|von)"
    r"(?:\s(?:[A-ZÀ-Þ][\w’'.&-]*|and|of|de|van|von)){0,4},\s"
)
"""Nothing but who speaks, by office and by name, before the verb."""
_WHO_IS = re.compile(r",\s(?:who|which|whose)\s[^,;\x00]*,")
_ENDS_IN_PERSON = re.compile(r"[A-ZÀ-Þ][\w’'-]+\s[A-ZÀ-Þ][\w’'-]+$")
_NAMED_BEHIND = re.compile(
    r",\s(?P<name>[A-ZÀ-Þ][\w’'.-]+(?:\s[A-ZÀ-Þ][\w’'.-]*[\w’'-]){1,3})(?=[,.;]|\s[a-zà-ÿ(]|$)"
)
_NOT_INVERTED = make_set("that it this how why in on as what when whether there they he she we")


def find_frames(sentence: Sentence) -> list[Frame]:
    """Return the frames of a sentence in the order of their verbs; subjects are words, not yet speakers."""
    text = sentence.masked
    frames = find_source_frames(text)
    for at, word in list_among(text, _VERBS):
        match = VERB.match(text, at) if text[at].islower() else None
        if match is None:
            continue
        kind = KINDS[word]
        frame = _participle_frame(text, match) if kind == "part" else _verb_frame(text, match, kind)
        if frame is not None and not any(f.subject_start <= at < f.subject_end for f in frames):
            frames.append(frame)
    frames += _attributions(text, frames)
    for match in AHEAD.finditer(text):
        passive = match[0].startswith(("put", "chalk")) and PASSIVE_BEFORE.search(text[: match.start()])
        subject = None if passive else subject_before(text, match.start())
        if subject is not None:
            frames.append(frame_ahead(text, match, subject))
    frames += find_turns(text)
    for match in PAGE_SET.finditer(text):
        subject = subject_before(text, match.start())
        if subject is not None and STATUS_PAGE.search(
            f"{subject[0]} page" if "status" in subject[0] else subject[0]
        ):
            frames.append(frame_ahead(text, match, (subject[0] + " page", *subject[1:])))
        elif match["as"] and " " in match["verb"]:
            # "It has since been marked as resolved": whatever it is, its page says so
            at = subject[1] if subject is not None else match.start()
            frames.append(frame_ahead(text, match, ("the status page", at, match.start())))
    for match in TOLD.finditer(text):
        frames.append(frame_ahead(text, match, ("the company", *match.span("hearers"))))
    frames.sort(key=lambda f: f.verb_start)
    return frames


def _attributions(text: str, frames: list[Frame]) -> list[Frame]:
    """Read '"It is fixed," a merchant in Leeds laughed.': behind a whole quotation, any verb is one of speech."""
    match = AFTER_QUOTE.match(text) if "\x00" in text[:40] else None
    if match is None or any(f.verb_start >= match.start("subject") for f in frames):
        return []
    return [
        Frame(
            subject=match["subject"],
            subject_start=match.start("subject"),
            subject_end=match.end("subject"),
            verb=match["verb"],
            verb_start=match.start("verb"),
            verb_end=match.end("verb"),
            content_start=0,
            content_end=match.start("subject"),
            inverted=True,
            strong=True,
        )
    ]


_LATER = re.compile(
    r",\s(?:later|also|then|again|while|by|without|before|the \w+ time|at one point|all the while)$"
)
_ELISION = re.compile(r"[lL]['’]")
_CALLS_IN = re.compile(r"\s(?:in|on|to|from|at|out|made|and)\b")
"""What follows calls that are made, not words for a thing: "emergency calls in Leeds"."""
_GOING_ON = make_set("continue continues continued")
_OF_A_NOUN = make_set("listed reported claimed alleged suspected named described believed reporting")
_DETERMINED = re.compile(
    r"\b(?:all|the|its|their|every|any|each|publicly|newly|these|those|other|most|many|of|for|in)\s$"
)
_DONE_TO = make_set("briefed informed notified quoted cited advised")
_PERSON_BEFORE = re.compile(r"\b(?:people|persons?|someone|anyone|those|officials?|executives?|sources?)\s$")
"""Before a participle that hangs on it: "people briefed on the plan"."""
_INFINITIVE = re.compile(r"\bto [a-z]+$")


def _verb_frame(text: str, match: re.Match[str], kind: Kind) -> Frame | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if PASSIVE_BEFORE.search(before) or (match[0] in _DONE_TO and _PERSON_BEFORE.search(before)):
        return None
    if match[0] in _OF_A_NOUN and _DETERMINED.search(before):
        return None  # "trading in all listed stocks"
    hedged = kind in ("hedged", "asking")
    if (
        match[0] in GERMAN
        and (frame := find_verb_second(text, match, _clause_start(text, match.start()))) is not None
    ):
        return frame
    stripped = strip_helping(text, match.start())
    if stripped and stripped[-1] in ",\"”»'’?!" and kind != "count" and match[0] not in _TELLING:
        frame = _inverted_frame(text, match, hedged)
        if frame is not None:
            return frame
    subject = subject_before(text, match.start())
    doubtful = match[0] in PLAIN or (
        match[0] in AMBIGUOUS and (subject is None or STATUS_PAGE.search_piece(subject[0]) is None)
    )
    if doubtful and not is_told(text, match, before):
        return None
    if subject is None and ELIDED.search(text[: match.start()]):
        subject = first_subject(text[: match.start()])
    if match[0] in _GOING_ON and text.startswith(" to ", match.end()):
        return None
    if subject is None or (match[0] == "calls" and _CALLS_IN.match(text, match.end())):
        return None
    words, start, end = subject
    near = max(0, end - 20)
    if text.find("to ", near, match.start()) >= 0 and _INFINITIVE.search(text, near, match.start() - 1):
        # "impossible for users to read tweets": a noun, no verb
        return None
    low, high, inverted = _find_content(text, match, start, end, counts=kind == "count")
    return Frame(
        subject=words,
        subject_start=start,
        subject_end=end,
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=low,
        content_end=high,
        inverted=inverted,
        hedged=hedged,
        strong=kind in ("firm", "hedged", "asking"),
    )


def _find_content(
    text: str, match: re.Match[str], start: int, end: int, *, counts: bool
) -> tuple[int, int, bool]:
    """Return which words are the speaker's, and whether they stand before the speaker."""
    rest = text[match.end() :]
    if match[0] in _TELLING and (told := TO_OBJECT.match(rest)) is not None and told.end() > 4:
        rest = rest[told.end() :] or "."
    head = text[:start].rstrip()
    last = head[-1:]
    opener = OPENER.match(head) if last == "," else None
    adverbial = opener is not None and not (opener["adverbial"] and FINITE.search(opener["adverbial"]))
    mark = (
        head[-2:-1] if last == "," and not adverbial else last
    )  # British comma: “It is over”, the bank said
    quoted_before = mark != "" and mark in "\"”»'’" and head[:-1].rstrip("\"”»'’").endswith("\x00")
    if text[start:end].lower() in ("who", "which", "that"):
        return match.start(), len(text), False
    if quoted_before and "\x00" in rest[:40]:
        # "...," she said, "..." : both sides are hers
        return 0, len(text), False
    if last == "," and not adverbial and not counts and ASIDE_ENDS.match(rest):
        stop = ASIDE_STOPS.search(text, match.end())
        return 0, stop.start() if stop else len(text), False  # "The disk, the bank said on Monday, was full"
    if (quoted_before or (last == "," and not adverbial)) and (more := _AND_MORE.match(rest)) is not None:
        stop = ASIDE_STOPS.search(text, match.end() + more.end())
        return (
            0,
            stop.start() if stop else len(text),
            False,
        )  # “It is over,” she said on Monday, and all was back
    if quoted_before and ALL_QUOTED.fullmatch(head.rstrip(",")):
        return 0, start, True
    behind = (
        (quoted_before or (last == "," and not adverbial)) and match[0] not in _POINTING and len(head) > 12
    )
    if behind and SHORT_TAIL.match(rest) and "\x00" not in rest:
        return (0 if quoted_before else _clause_start(text, start)), start, True
    # "the page itself, as of 1:05 pm, says": the time is that of what is said
    low = end if ", as of " in text[end : match.start()] else match.start()
    turn = TURNS_BACK.search(text, match.end())
    return low, turn.start() if turn else len(text), False


def _clause_start(text: str, at: int) -> int:
    """Return where the clause begins that ends at a comma: a semicolon before it is a new thought."""
    return max(text.rfind("; ", 0, at), 0)


_GOES_ON = re.compile(
    r",\s(?:will|would|is|are|was|were|has|have|had|can|could|may|might|should|does|did|not)\b"
)


def _inverted_frame(text: str, match: re.Match[str], hedged: bool) -> Frame | None:
    """Read ``"...," reads the status page`` and ``..., said Jo Doe, the firm's engineer``."""
    quoted = strip_helping(text, match.start())[-1:] != ","
    if not quoted and match[0] not in _REPLYING:
        return None
    if (
        not quoted
        and (head := _RELATED.match(text, 0, match.start())) is not None
        and not MAIN_VERB.search(head["np"])
    ):
        return None  # "The carrier, which runs the lines, said a firm had cut them"
    if not quoted and _NAMED_AHEAD.fullmatch(text, 0, match.start()) is not None:
        return None  # "The contractor, Acme Systems, says a transformer blew"
    stop = INVERTED_END.search(text, match.end() + 1)
    end = stop.start() if stop else len(text)
    words = text[match.end() : end].strip()
    first = words.split()[0] if words else ""
    if not words or len(words) > 90 or FINITE.search(words) or first.lower() in _NOT_INVERTED:
        return None
    if not (
        first[0].isupper()
        or first[0] == "@"
        or _ELISION.match(first)
        or ENDS_IN_NAME.match(words)
        or ROLE_THEN_NAME.match(words)
        or first.lower() in SPEAKER_OPENS
    ):
        return None
    clause = CLAUSE_INSIDE.search(words) is not None or (
        stop is not None and stop[0].strip() in ("that", "to", "when")
    )
    if (
        not quoted
        and MAIN_VERB.search(words)
        and not MAIN_VERB.search(_WHO_IS.sub(",", text[: match.start()]))
    ):
        return None  # "Jo Doe, a spokeswoman for the bank, said the outage lasted": nothing was said before
    if not quoted and clause:
        return None  # "Jo Doe, the firm's chief, said an outside supplier that ..."
    start = text.index(words, match.end())
    if (
        OFFICER.search_piece(words)
        and not _ENDS_IN_PERSON.search(words)
        and (named := _NAMED_BEHIND.match(text, end)) is not None
    ):
        words, start = named["name"], named.start("name")  # "said the bank's chief executive, Jo Doe."
    return Frame(
        subject=words,
        subject_start=start,
        subject_end=start + len(words),
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=_clause_start(text, match.start()) if not quoted else 0,
        content_end=len(text) if text[end : end + 1] == ":" or _GOES_ON.match(text, end) else match.start(),
        inverted=True,
        hedged=hedged,
        strong=True,
    )


def _participle_frame(text: str, match: re.Match[str]) -> Frame | None:
    """Read "The bank posted a notice, saying that ..." with the subject of the clause's main verb.

    Only after a comma or a noun of speech, where English puts such participles.
    """
    before = _LATER.sub(",", text[: match.start()].rstrip())
    host = None if before.endswith(",") else PARTICIPLE_HOST.search(before)
    if before.endswith(","):
        subject = first_subject(before)
    elif host is not None:
        # "a notice from the bank saying", else "the bank has been posting updates detailing"
        named = " " in host[0]
        subject = (host[0], host.start(), host.end()) if named else first_subject(before)
    elif (seen := SHOWN_SPEAKING.search(before)) is not None:
        subject = (seen["who"], *seen.span("who"))
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
        strong=True,
    )
