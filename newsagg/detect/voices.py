"""Article -> whose word each stretch of it is, with the chain of attribution. Pure.

Frames give the voices of single sentences; quotations carry their speaker over the sentences and paragraphs that they
run on; statements printed without marks ("We are looking into it") belong to who was announced before them, to the
name that signs them, else to the main vendor. Everything else is the publisher's own voice.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsagg.detect.crowds import read_generic
from newsagg.detect.frames import find_frames
from newsagg.detect.heardbefore import find_told_newsroom
from newsagg.detect.hearing import Hearing, Voice, link_voices
from newsagg.detect.idleframes import is_idle, may_speak
from newsagg.detect.lexicon import Lexicon, Mention
from newsagg.detect.openquotes import close_quotes, find_open
from newsagg.detect.passages import Passages, Quotation, Sentence
from newsagg.detect.people import People
from newsagg.detect.presupposed import find_reminders
from newsagg.detect.runningcounts import go_on_counting
from newsagg.detect.sourceframes import Frame
from newsagg.detect.sources import TRACKER_NAME
from newsagg.detect.speakernames import VIA_PAGE, known_source, slug_of
from newsagg.detect.speakers import Cast
from newsagg.detect.speechverbs import KINDS
from newsagg.detect.statements import (
    FIRST_PERSON,
    carry_voice,
    hear_asides,
    hear_pasted,
    hear_quotations,
    hear_statement,
)
from newsagg.detect.subjects import first_subject
from newsagg.detect.vendors import Vendors
from newsagg.detect.verbless import answers, before_colon, headline_voice, trackers_in
from newsagg.detect.wordscan import make_set
from newsagg.model import Article, Speaker
from newsagg.vocabulary import FeedKind, SpeakerRole

_COUNTS = frozenset(verb for verb, kind in KINDS.items() if kind == "count")
_SINCE = re.compile(
    r"\b(?:since|after|when|as) (?:the |its |an? |it )[^.;]{3,60}?\b(?:began|started|broke|went|failed|hit|emerged)\b"
)
"""A clause behind a tracker's count that is no count: the reporter's own."""
_WHOLE_QUOTE = 40
"""Code points of a quotation that is more than a phrase."""
_SUFFERS = re.compile(
    r"report(?:ed|s|ing)?\s(?:\w+\s)?(?:outages?|issues|problems|disruptions?|trouble|errors|failures|difficulties)"
)
"""Firms that "reported outages" had them."""
_TURN = re.compile(
    r"(?:[,;]\s*(?:but|while|and|although|though|whereas)?|\b(?:but|while))\s*(?:[^,]{0,40},\s*)?$"
)
_ADVERBIAL = re.compile(
    r"^[\W_]*(?:At|As of|By|Since|On|In|Starting|Around|Early|Late|Earlier|Shortly (?:after|before) \d|"
    r"Just (?:after|before) \d|After \d|Before \d|Later|Today|Yesterday|From|Denying|Blaming|Confirming|"
    r"Acknowledging|Admitting|Apologi[sz]ing|Explaining|Rejecting|Dismissing|Ruling out|Insisting)\b[^\x00.;]{0,60},\s*$"
)
_JOINED = re.compile(r"[A-Z].* (?:and|or) [A-Z]")
"""The end of a list of names, whose head stands before: "Customers of A, B and C told us"."""
_QUOTED_AS = re.compile(r"(?P<who>[^,;:\x00]{2,80}?)\s(?:was|were|is|are|been)\s(?:quoted|cited)\sas\s*$")
_VOICE = re.compile(r"\b(?:spokes\w+|representatives?|reps?)\b")
_UNKNOWING = make_set("suggests suggest indicates indicate shows show means points signals confirms")
"""What a fact does, not a person, behind a comma and "which"."""
_BARE_NOUN = re.compile(r"(?!they|them|some|that|this|there|what|which)[a-z]{4,}(?: [a-z]+)?")
"""Who speaks in a headline, without an article: "province says"."""
_WITNESSES = (SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER, SpeakerRole.TRACKER, SpeakerRole.OUTLET)
"""Who tells what happened; of all others the word is what is new, while the reporter reminds of what happened."""
_AGAIN = re.compile(r"^(?:it|they|he|she)$", re.IGNORECASE)


def hear(article: Article, passages: Passages, lexicon: Lexicon, mentions: Sequence[Mention]) -> Hearing:
    """Find all voices of an article, sorted by where they start."""
    publisher = Speaker(
        slug=slug_of(article.outlet), name=article.outlet or "unnamed outlet", role=SpeakerRole.OUTLET
    )
    vendors = Vendors(article, passages, lexicon, mentions)
    main = vendors.find_main()
    cast = Cast(
        article=article,
        passages=passages,
        lexicon=lexicon,
        mentions=mentions,
        people=People(text=passages.text, lexicon=lexicon, main=main.slug if main is not None else ""),
        publisher=publisher,
        vendors=vendors,
        main=main,
    )
    if cast.main is not None and (_is_own_site(article, cast.main) or _speaks_for_itself(passages)):
        role = (
            SpeakerRole.STATUS_PAGE if article.feed_kind is FeedKind.STATUS else SpeakerRole.VENDOR_OFFICIAL
        )
        cast.publisher = publisher = Speaker(slug=cast.main.slug, name=cast.main.name, role=role)
    own = Voice(
        start=0, end=len(article.text), speaker=publisher, chain=(article.outlet or "unnamed outlet",)
    )
    hearing = Hearing(cast=cast, own=own)
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in passages.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    carried: Voice | None = None
    quoted_last: Voice | None = None
    counting: Voice | None = None
    waiting: list[Quotation] = []
    for number, sentences in by_paragraph.items():
        framed = [voice for s in sentences for voice in _voices_of(hearing, s)]
        if number < 2 and not article.updates:
            # a status page's title is the vendor's own, whatever stands before a dash
            framed += headline_voice(hearing, sentences[0])
        framed += answers(hearing, sentences)
        quotes = [q for q in passages.quotations if q.paragraph == number]
        following = by_paragraph.get(number + 1)
        quoted = hear_quotations(hearing, sentences, quotes, framed, carried, following, quoted_last)
        closed = close_quotes(
            waiting if quotes and quotes[0].start == sentences[0].start else (), quotes, framed, quoted
        )
        hearing.voices = [
            v for v in hearing.voices if not any(c.start <= v.start < c.end for c in closed)
        ] + closed
        waiting = find_open(sentences, quotes, framed, waiting)
        quoted_last = next((v for v in reversed(quoted) if v.end - v.start > _WHOLE_QUOTE), quoted_last)
        counted, counting = go_on_counting(sentences, framed, counting)
        framed = [v for v in framed if not any(c.start <= v.start < c.end for c in counted)] + counted
        pasted = hear_pasted(hearing, by_paragraph, number, framed)
        if pasted:
            framed = [v for v in framed if not any(p.start <= v.start < p.end for p in pasted)]
            hearing.voices = [
                v for v in hearing.voices if not any(p.start <= v.start < p.end for p in pasted)
            ] + pasted
        told = (
            carried is not None
            and carried.verb == "announces"
            and {v.speaker.slug.split("-")[0] for v in framed} <= {carried.speaker.slug.split("-")[0]}
        )
        if not quoted and not pasted and (not framed or told):
            quoted = hear_statement(hearing, by_paragraph, number, carried)
        asides = hear_asides(hearing, sentences, framed + quoted)
        hearing.voices += framed + quoted + asides
        last = max(framed + quoted, key=lambda v: v.end, default=None)
        carried = carry_voice(hearing, sentences, quotes, last)
    hearing.voices = link_voices(hearing)
    return hearing


_POST_MORTEM = re.compile(
    r"\b(?:post-?\s?mortem|(?:incident|outage) (?:report|review|retrospective)|root cause analysis|RCA)\b",
    re.IGNORECASE,
)


def _is_own_site(article: Article, main: Speaker) -> bool:
    if article.provider or article.feed_kind is FeedKind.STATUS:
        return True
    outlet = re.sub(
        r"^(?:www|blog|blogs|status|engineering|techblog|tech|developer|about)\.|\.(?:com|io|net|org|dev|"
        r"co|app|ai)$|\s*(?:engineering|blog|tech blog|status)\b",
        "",
        article.outlet.lower(),
    )
    flat = re.sub(r"\W", "", outlet)
    return len(flat) > 2 and flat == re.sub(r"\W", "", main.name.lower())


def _speaks_for_itself(passages: Passages) -> bool:
    """Whether the text is written as "we": a vendor's own post-mortem, wherever it is published.

    Calibrated on the gold articles' official posts: "we" early and in a sixth of the sentences, hardly anyone quoted.
    """
    body = [s for s in passages.sentences if s.paragraph > 0 and len(s.text) > 25]
    own = [s for s in body if FIRST_PERSON.search(s.masked)]
    report = bool(passages.sentences) and _POST_MORTEM.search(passages.sentences[0].text) is not None
    if len(own) < (3 if report else 4) or (len(own) * 6 < len(body) and not report):
        return False
    early = sum(1 for s in body[:6] if FIRST_PERSON.search(s.masked))
    quoted = sum(
        1 for s in body if re.search(r"\b(?:said|says|tweeted|told|wrote|according to|spokes\w+)\b", s.masked)
    )
    return (early >= 2 or report) and quoted * 4 <= len(own)


def _voices_of(hearing: Hearing, sentence: Sentence) -> list[Voice]:
    frames = find_frames(sentence)
    frames.sort(key=lambda f: f.verb in ("citing", "quoting"))
    out: list[Voice] = []
    if not frames:
        return trackers_in(hearing, sentence, before_colon(hearing, sentence))
    text = hearing.cast.passages.text
    for number, frame in enumerate(frames):
        if is_idle(frame, sentence.masked, text, sentence.start):
            continue
        at = sentence.start + frame.subject_start
        if frame.subject == "which" and frame.verb in _UNKNOWING:
            continue
        listed = _users_before(hearing, sentence, frame) if _JOINED.search(frame.subject) else None
        frame = frame._replace(content_start=0) if listed is not None else frame
        frame = frame._replace(subject=_who_is_quoted(sentence, frame)) if frame.subject == "as" else frame
        speaker = listed or hearing.cast.resolve(frame.subject, at)
        if out and _goes_on(frame, frames[number - 1]):
            speaker = out[-1].speaker
        if out and not out[-1].start > at and _AGAIN.match(frame.subject) and not frame.inverted:
            # "researchers told us that they believe": they are the researchers
            speaker = out[-1].speaker
        if frame.inverted and frame.subject == "they":
            speaker = _those_ahead(hearing, sentence, frame) or speaker
        if speaker is None and not frame.inverted:
            speaker = _users_before(hearing, sentence, frame)
            frame = frame._replace(content_start=0) if speaker is not None else frame
        if speaker is None and frame.strong and not _SUFFERS.match(sentence.masked, frame.verb_start):
            noun = _BARE_NOUN.fullmatch(frame.subject) and frame.subject.rpartition(" ")[2] not in KINDS
            bare = noun and (sentence.paragraph == 0 or sentence.text[-1:].isalnum())
            speaker = read_generic(frame.subject) or (read_generic(f"the {frame.subject}") if bare else None)
        if (
            speaker is not None
            and speaker.role is SpeakerRole.USER_REPORTS
            and (told := _told_tracker(sentence, frame))
        ):
            speaker = told
        if speaker is None or not may_speak(speaker, frame, sentence.masked):
            continue
        if frame.verb in ("citing", "quoting") and out:
            # the source's own source: "Reuters, citing two engineers, reported"
            outlet = out[-1].speaker
            out = [v._replace(speaker=speaker, via=outlet.name) if v.speaker == outlet else v for v in out]
            continue
        crowd = speaker.role in (SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER)
        if crowd and any(v.speaker.role is SpeakerRole.TRACKER and v.start <= at < v.end for v in out):
            continue  # what a tracker says that users reported is the tracker's
        if speaker.role is SpeakerRole.VENDOR_OFFICIAL and VIA_PAGE.search(sentence.masked):
            speaker = replace(speaker, role=SpeakerRole.STATUS_PAGE)
        hearing.cast.note(at, speaker)
        if _VOICE.search(frame.subject):
            hearing.cast.voiced.append((at, speaker))
        end = frame.content_end
        if not frame.inverted:
            for later in frames[number + 1 :]:
                if later.inverted or later.subject_start <= frame.verb_end:
                    continue
                if KINDS.get(later.verb) == "count" and not TRACKER_NAME.search(later.subject):
                    continue  # "and the service has a fault" is no word of another
                if later.subject_start > frame.content_start + 3 and _TURN.search(
                    sentence.masked[: later.subject_start]
                ):
                    end = min(end, later.subject_start)
                    break
        if (
            speaker.role is SpeakerRole.TRACKER
            and frame.verb in _COUNTS
            and (since := _SINCE.search(sentence.masked, frame.verb_end, end))
        ):
            end = since.start()  # "has had 900 reports since the trouble began at nine"
        start = frame.content_start
        # "Since Sunday, users have reported": the time is theirs, too
        if not frame.inverted and _ADVERBIAL.match(sentence.masked[: frame.subject_start]):
            start = 0
        out.append(
            Voice(
                start=sentence.start + start,
                end=sentence.start + end,
                speaker=speaker,
                chain=(),
                hedged=frame.hedged,
                verb=frame.verb,
                frame_start=sentence.start + frame.subject_start,
                via=find_told_newsroom(sentence.masked, frame, hearing.cast.lexicon, hearing.cast.vendors),
            )
        )
        if speaker.role not in _WITNESSES and not frame.inverted:
            out += [
                hearing.own._replace(start=sentence.start + low, end=sentence.start + high)
                for low, high in find_reminders(sentence.masked, max(start, frame.verb_end), end, frame.verb)
            ]
    return trackers_in(hearing, sentence, out or before_colon(hearing, sentence))


def _who_is_quoted(sentence: Sentence, frame: Frame) -> str:
    """Return who is told to be quoted before an "as saying"; nobody when it is another "as"."""
    told = _QUOTED_AS.search(sentence.masked, 0, frame.verb_start)
    return told["who"] if told is not None else ""


def _those_ahead(hearing: Hearing, sentence: Sentence, frame: Frame) -> Speaker | None:
    """Read "Riders were billed twice, they complained": they are the riders."""
    subject = first_subject(sentence.masked[: frame.subject_start])
    if subject is None or not subject[0].endswith(("s", "people")):
        return None
    return hearing.cast.resolve(subject[0], sentence.start + subject[1]) or read_generic(subject[0])


_TO_TRACKER = re.compile(
    r"\b(?:on|to|via|with|through|at)\s(?:the\s|outage\s|tracking\s|tracker\s|website\s|site\s|service\s|monitor\s)*$"
)
_MANY = re.compile(r"\d|\b(?:thousands|hundreds|dozens)\b", re.IGNORECASE)


def _told_tracker(sentence: Sentence, frame: Frame) -> Speaker | None:
    """Return the tracker that counted: "Thousands of users reported trouble on Downdetector"."""
    if not _MANY.search(sentence.masked, 0, frame.verb_start):
        return None
    match = TRACKER_NAME.search(sentence.masked, frame.verb_end)
    if match is None or not _TO_TRACKER.search(sentence.masked, frame.verb_end, match.start()):
        return None
    return known_source(match[0])


def _goes_on(frame: Frame, before: Frame) -> bool:
    """Whether a participle goes on with the words of who stands before it: "..., Jo Doe told reporters, adding that"."""
    return (
        before.inverted
        and frame.verb.endswith("ing")
        and frame.subject_start < before.subject_start
        and before.verb_end <= frame.verb_start < before.verb_end + 60
    )


def _users_before(hearing: Hearing, sentence: Sentence, frame: Frame) -> Speaker | None:
    """Read "Users across the US and Asia reported": the noun phrase ends in places."""
    words = sentence.masked[: frame.verb_start]
    match = re.match(
        r"^\W*(?:(?:Some|Many|Several|Other|Most)\s)?(?:\w+\s)?(?:[Uu]sers|[Cc]ustomers|[Pp]eople|"
        r"[Ss]ubscribers)\b[^.;\x00]{0,120}$",
        words,
    )
    return hearing.cast.resolve(match[0][:40], sentence.start) if match else None
