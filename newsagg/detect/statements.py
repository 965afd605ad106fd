"""Quotations and statements printed without marks -> whose word they are. Pure.

A quotation belongs to the frame beside it, before a colon, or to who signs it, and runs on; a paragraph in the first
person plural belongs to who was announced, to the name below it, else to the main vendor.
"""

import re

from newsagg.detect.hearing import Hearing, Voice
from newsagg.detect.passages import Quotation, Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.speechverbs import KINDS
from newsagg.detect.subjects import first_subject
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

FIRST_PERSON = compile_words(
    r"(?:^|[\s\"“'‘(])(?:We|Our|we|our|We['’](?:re|ve)|we['’](?:re|ve)|us)(?=[\s'’])"
)
_PAGE_LINE = re.compile(
    r"^[\W_]*(?:(?:Investigating|Identified|Monitoring|Resolved|Update|Postmortem)(?:\s*[-–—:]\s|\s(?=(?:This|We|The|Our)\b))|"
    r"[A-Z][a-z]{2} \d{1,2}, \d\d:\d\d (?:UTC|[A-Z]{3})\s*[-–—:]|Posted (?:\d+|an?|one) (?:minute|hour|day)s? ago\b)"
)
_SIGNATURE = re.compile(r"^\s*[*_]*[—–-]+\s*(?P<name>[^(@\n]{2,60}?)\s*[(,]?\s*(?:@|\(@|status page|$)")
_TAIL_SIGNATURE = re.compile(
    r"^[\s,.]*[-–—]?\s*(?P<name>(?:[A-Z][\w’'.-]*\s?){1,4}(?:status page|customer|user)?)[.\s]*$"
)
_ACCOUNT = re.compile(
    r"\s(?:Status|Support|Help|Comms|Cares?|News|PR|Press|Team|Engineering|Ops|API|Devs?|Developers)$"
)
"""What an account adds to the name of its firm."""
_SIGNED_AS = re.compile(r"(?:a |an |the )?[A-ZÀ-Þa-z@][\w.’'-]*(?:\s[\w.’'&-]+){0,4}")
"""What a signature looks like: no line of a list or of a log."""
_LOOKS_BACK = re.compile(
    r"^(?:That|This|Those|These|So|Such)\s(?:(?:is|was|are|were)\s(?:how|what|the way)\s(?P<who>[^,.;]{2,60}?)\s(?:put|"
    r"described|summed|told|explained|said|wrote|worded|phrased|has)\b|"
    r"(?:read|reads|ran|runs|went|goes)\sthe\s(?:\w+\s){1,2}?(?:that\s|which\s)?(?P<sent>[^,.;]{2,60}?)\s(?:sent|posted|put|issued|wrote|shared|published|gave)\b|"
    r"(?:is|was|are|were)\s(?:the|in the)\s(?:\w+\s)?(?:words?|verdict|message|explanation|line|account|statement|view)\s"
    r"(?:of|from)\s(?P<of>[^.;]{2,60}))"
)
_SHORT_QUOTE = 18
_LONGEST_POST = 1500


def hear_quotations(
    hearing: Hearing,
    sentences: list[Sentence],
    quotes: list[Quotation],
    framed: list[Voice],
    carried: Voice | None,
    following: list[Sentence] | None,
    earlier: Voice | None,
) -> list[Voice]:
    """Return the voices of a paragraph's quotations; ``following`` is the next one, where a signature may stand.

    ``earlier`` was quoted last: a paragraph that is nothing but a quotation runs on from there.
    """
    out: list[Voice] = []
    previous: Voice | None = None
    signed = _signed_below(hearing, sentences, following) if quotes and not framed else None
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
            voice = (
                _voice_before(hearing, sentences, quote, framed)
                or _voice_after(hearing, sentences, quote)
                or _voice_signed(hearing, sentences, quote)
                or (None if signed is None else hearing.own._replace(speaker=signed))
            )
            if voice is None and quote.start == sentences[0].start:
                voice = carried or (earlier if quote.end >= sentences[-1].end - 1 else None)
            if voice is None and FIRST_PERSON.search(hearing.cast.passages.text[quote.start : quote.end]):
                main = hearing.cast.vendor(SpeakerRole.VENDOR_OFFICIAL)
                if main is not None:
                    voice = hearing.own._replace(speaker=main)
        if voice is None:
            continue
        spoken = voice._replace(start=quote.start, end=quote.end, verb=voice.verb or "quoted")
        out.append(spoken)
        if quote.end - quote.start >= _SHORT_QUOTE:
            previous = spoken
    return out


def _voice_before(
    hearing: Hearing, sentences: list[Sentence], quote: Quotation, framed: list[Voice]
) -> Voice | None:
    """Read 'The bank posted this: "..."', the frame of the sentence right before, or a person who stands there."""
    for before, holder in zip([None, *sentences], sentences, strict=False):
        if before is None or not holder.start <= quote.start < holder.end:
            continue
        voices = [v for v in framed if before.start <= v.frame_start < before.end]
        if voices and (before.text.rstrip().endswith(":") or holder.start == quote.start):
            return voices[-1]
        if holder.start == quote.start and quote.end >= holder.end - 1:
            subject = first_subject(before.masked)
            person = hearing.cast.resolve(subject[0], before.start + subject[1]) if subject else None
            if person is not None and person in hearing.cast.people.named.values():
                return hearing.own._replace(speaker=person)
    return None


def _voice_after(hearing: Hearing, sentences: list[Sentence], quote: Quotation) -> Voice | None:
    """Read '"..." That was how the bank put it.' and '"..." Those were the words of Jo Doe.'"""
    after = next((s for s in sentences if s.start >= quote.end - 1), None)
    match = _LOOKS_BACK.match(after.masked) if after is not None else None
    if after is None or match is None:
        return None
    who = "who" if match["who"] else "sent" if match["sent"] else "of"
    speaker = hearing.cast.resolve(match[who], after.start + match.start(who))
    return None if speaker is None else hearing.own._replace(speaker=speaker)


def _voice_signed(hearing: Hearing, sentences: list[Sentence], quote: Quotation) -> Voice | None:
    """Read the name that stands alone behind a quotation."""
    tail = hearing.cast.passages.text[quote.end : sentences[-1].end]
    match = _TAIL_SIGNATURE.match(tail) if len(tail) < 80 else None
    if match is None:
        return None
    speaker = hearing.cast.resolve(match["name"], quote.end)
    return None if speaker is None else hearing.own._replace(speaker=speaker)


def _signed_below(
    hearing: Hearing, sentences: list[Sentence], following: list[Sentence] | None
) -> Speaker | None:
    """Return who signs a post in the next line: "— Slack (@SlackHQ) March 4", "- a customer"."""
    match = _SIGNATURE.match(following[0].text) if following else None
    if match is None or sentences[-1].end - sentences[0].start > _LONGEST_POST:
        return None
    if sentences[-1].text.rstrip().endswith(":"):
        return None  # the first line of a list
    return _signer(hearing, match["name"].strip(" *_"), sentences[0].start)


def _signer(hearing: Hearing, name: str, at: int) -> Speaker | None:
    firm = _ACCOUNT.sub("", name)
    main = hearing.cast.main
    if firm != name and (hearing.cast.lexicon.speaker(firm) or (main is not None and main.name == firm)):
        name = firm
    known = hearing.cast.resolve(name, at)
    listed = known is not None and hearing.cast.lexicon.speaker(known.name) is not None
    if known is not None and (listed or known.role is not SpeakerRole.OTHER_VENDOR):
        return known
    if _SIGNED_AS.fullmatch(name) is None:
        return None
    return Speaker(slug=slug_of(name), name=name, role=SpeakerRole.OTHER_VENDOR)


def hear_statement(
    hearing: Hearing, paragraphs: dict[int, list[Sentence]], number: int, carried: Voice | None
) -> list[Voice]:
    """Give a paragraph in the first person plural, or one signed in the next line, to who speaks in it."""
    sentences = paragraphs[number]
    text = hearing.cast.passages.text[sentences[0].start : sentences[-1].end]
    speaker = _signed_below(hearing, sentences, paragraphs.get(number + 1)) if number else None
    if speaker is None and number and _PAGE_LINE.match(text):
        speaker = hearing.cast.vendor(SpeakerRole.STATUS_PAGE)
    if speaker is None and number and len(text) > 25 and FIRST_PERSON.search(text):
        spoken = carried is not None and carried.verb in ("announces", "statement")
        ours = not spoken and (_NEWSROOMS_WE.search(text) or hearing.cast.article.outlet in text)
        if _REPORTERS_WE.search(text) or ours:
            return []
        if hearing.own.speaker.role is not SpeakerRole.OUTLET:
            return []
        speaker = carried.speaker if carried is not None else hearing.cast.vendor(SpeakerRole.VENDOR_OFFICIAL)
    elif speaker is None and carried is not None and carried.verb == "announces":
        speaker = carried.speaker
    elif (
        speaker is None
        and carried is not None
        and carried.verb == "statement"
        and _speaks_on(paragraphs, number + 1)
    ):
        speaker = carried.speaker  # between two paragraphs of one statement
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


def _speaks_on(paragraphs: dict[int, list[Sentence]], number: int) -> bool:
    """Whether a paragraph goes on in the first person, and no reporter names anybody in it."""
    following = paragraphs.get(number)
    if following is None or _REPORTS.search(following[0].masked):
        return False
    return any(FIRST_PERSON.search(s.masked) and not _NEWSROOMS_WE.search(s.masked) for s in following)


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_PASTED = re.compile(
    rf"[—–-]{{1,2}}\s?(?P<name>[A-ZÀ-Þ][^—–\n@(]{{1,60}}?)\s*\(@\w+\)\s(?:on\s)?(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH}\s\d{{4}})|"
    rf"\bPosted by (?P<by>[A-ZÀ-Þ][^.\n]{{2,60}}?) on (?:\w+day\b|{_MONTH}\s\d)"
)
"""The line below a post that a page shows: "— Slack (@SlackHQ) March 4, 2026"."""
_REPORTS = re.compile(r"\b(?:said|says|told|tells|according to|wrote|added|tweeted|reported)\b")
_LONGEST_PASTED = 300
"""Code points of a post on a short-message network, with its marks."""


def hear_pasted(
    hearing: Hearing, paragraphs: dict[int, list[Sentence]], number: int, framed: list[Voice]
) -> list[Voice]:
    """Give a post that a page shows to the name in the line below it: in its paragraph, or in one of its own."""
    text = hearing.cast.passages.text
    sentences = paragraphs[number]
    start, end = sentences[0].start, sentences[-1].end
    match = None
    if text.find("(@", start, end) >= 0 or text.find("Posted by ", start, end) >= 0:
        match = _PASTED.search(text, start, end)
    if match is None:
        return []
    before = [s for s in sentences if s.start < match.start()]
    if match.start() - sentences[0].start < 3:
        before = [s for n in range(number - 3, number) if n > 0 for s in paragraphs.get(n, [])]
        framed = hearing.voices
    post: list[Sentence] = []
    for sentence in reversed(before):
        told = any(
            v.frame_start >= 0 and sentence.start <= v.frame_start < sentence.end and v.verb != "statement"
            for v in framed
        )
        if match.start() - sentence.start > _LONGEST_PASTED or (
            told and not FIRST_PERSON.search(sentence.masked)
        ):
            break
        if sentence.text.rstrip().endswith(":") or "\x00" in sentence.masked:
            break
        post.insert(0, sentence)
    first = next(
        (
            n
            for n, s in enumerate(post)
            if FIRST_PERSON.search(s.masked) or s.text.startswith(("Update", "Attention"))
        ),
        0,
    )
    if post and post[0].start >= sentences[0].start:
        post = post[first:]  # in one line with the story: it begins with who speaks in it
    speaker = _signer(hearing, (match["name"] or match["by"]).strip(" *_"), match.start()) if post else None
    if speaker is None or hearing.own.speaker.role is not SpeakerRole.OUTLET:
        return []
    hearing.cast.note(post[0].start, speaker)
    return [
        Voice(
            start=s.start,
            end=min(s.end, match.start()),
            speaker=speaker,
            chain=(),
            verb="statement",
            frame_start=s.start,
        )
        for s in post
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
_REPORTERS_WE = re.compile(
    r"\b(?:yet to (?:find|hear|learn|see)|reached out|he(?:ar|ard) back|for comment|will (?:likely )?(?:learn|update you))\b",
    re.IGNORECASE,
)
_NEWSROOMS_WE = re.compile(
    r"\b(?:articles?|story|post|reached out|contacted|asked|hear back|heard back|seeing|reported|"
    r"reporting|coverage|guide|review|editors?|readers|"
    r"newsroom|published|our own tests?|staff|tested|tried|yet to (?:find|hear|learn|see)|don['’]t know|do not know)\b",
    re.IGNORECASE,
)


_ANNOUNCED = re.compile(r"[^,;.]{0,40}:\s[A-Z]")


def carry_voice(
    hearing: Hearing, sentences: list[Sentence], quotes: list[Quotation], last: Voice | None
) -> Voice | None:
    """Return the voice that the next paragraph may continue: after a colon, a quotation or a statement."""
    if last is None:
        return None
    text = sentences[-1].text.rstrip()
    if text.endswith(":") and last.end >= sentences[-1].start + len(text) - 1:
        return last._replace(verb="announces")
    if last.verb in KINDS and _ANNOUNCED.match(hearing.cast.passages.text, last.start, last.end):
        return last  # "A spokesperson told us: Today we saw ..." and the next paragraph goes on
    if last.verb == "statement" or (quotes and quotes[-1].end - quotes[-1].start >= _SHORT_QUOTE):
        return last if last.speaker.role is not SpeakerRole.TRACKER else None
    return None
