"""A sentence that names a source without a verb of speech -> whose word it is: colons, headlines, trackers' counts. Pure."""

import re
from itertools import pairwise

from newsagg.detect.crowds import read_generic
from newsagg.detect.framewords import OPENING_NAME
from newsagg.detect.hearing import Hearing, Voice
from newsagg.detect.passages import Sentence, clause_around
from newsagg.detect.sources import TRACKER_NAME
from newsagg.detect.speakernames import known_source
from newsagg.detect.subjects import first_subject
from newsagg.vocabulary import SpeakerRole

_HEADLINE = re.compile(
    r"^(?P<name>(?:[A-Z][\w.&’'+-]*)(?:\s[A-Z][\w.&’'+-]*){0,3})(?:\sto\s[a-z][\w ]{2,30})?:\s"
)
_QUOTED_HEAD = re.compile(
    r"^[\"“‘']\x00+[\"”’']:\s(?P<name>[^,.;:\x00]{2,50}?)(?=\s(?:on|as|after|over|about|says|warns|amid|following)\b|$)"
)
_NAME_LAST = re.compile(
    r"[^:\x00]{12,}:\s(?P<name>[A-ZÀ-Þ][\w.&’'+-]*(?:\s[A-ZÀ-Þ][\w.&’'+-]*){0,2})(?:\s\|.*)?"
)
"""A headline that ends in who says so: "Outage was caused by a cut cable: Acme"."""
_NAME_ON = re.compile(
    r"(?P<head>[^:\x00]{5,60}?):\s(?P<name>[A-ZÀ-Þ][\w.&’'+-]*(?:\s[A-ZÀ-Þ][\w.&’'+-]*){0,2})\s(?:on|after|over|about)\s(?!the mend|hold|track|the brink|course|its (?:knees|way|feet)).*"
)
"""A headline that ends in who speaks on what: "No hack: Acme on its two bad days"."""
_LABEL = re.compile(
    r"\b(?:outage|down|live|updates?|news|watch|explained|breaking|why|how|what|who|analysis|opinion|review|report|timeline)\b",
    re.IGNORECASE,
)
_DASH_LAST = re.compile(
    r".{12,}\s[-–—]\s(?:(?P<name>[A-ZÀ-Þ][\w.&’'+-]*(?:\s[A-ZÀ-Þ][\w.&’'+-]*){0,2})|(?P<role>sources?|officials?|police|ministers?|ministry|regulators?|"
    r"experts?|analysts?|union|government|watchdog))"
)
"""A headline that ends in who says so behind a dash; nearly always that is its publisher."""
_LAST_WORD = re.compile(r".*\s(?P<name>\w+)")
_STORY_FIRST = re.compile(
    r"[^;]{8,}?\b(?:began|begun|started|broke|went|failed|hit|emerged)\b[^;]*?\s(?:and|with)\s"
    r"(?=(?:reached|drew|brought|led|peaked|logged|more than|over|some|about|nearly|thousands|\d))"
)
"""What the reporter tells of the outage before a tracker's count."""
_ROLE_ALONE = re.compile(
    r"(?:Regulators?|Ministers?|Police|Officials?|Government|Experts?|Analysts?|Researchers|Union|Watchdog|Ministry)"
)
_EXPLAINED = re.compile(
    r"^(?P<name>[^,.;:\x00]{2,60}?)['’]s?\s(?:\w+\s)?(?:explanation|answer|verdict|excuse|response|reason|diagnosis)\?$"
)
"""A question that the next sentence answers: "The bank's explanation? A worn disk."."""
_TRACKER_TALK = re.compile(
    r"\d|\b(?:thousands|hundreds|dozens|spikes?|spiked|peaks?|peaked|surge[ds]?|jump(?:ed|s)?|climb(?:ed|s)?)\b",
    re.IGNORECASE,
)
_TRACKED = re.compile(
    r"\b(?:counters?|counts?|tall(?:y|ies)|reports?|complaints?|users|outages?|submissions?|\w*[Mm]eldungen|signalements|reportes|reclama\w+|problems|chart|graph|map)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r"(?P<head>[^:;\x00“\"]{4,120}?):\s(?P<quoted>[“\"„«‘']\x00{12})?")
_NAMED = re.compile(r"(?:[A-ZÀ-Þ][\w’'.&-]*\s){1,4}[A-ZÀ-Þ][\w’'-]+")
_ACCOUNT_AHEAD = re.compile(
    r"\b(?:this to (?:say|add)|(?:another|a different|a darker|its own|his own|her own|their own|one|a simpler|a better|a blunter) "
    r"(?:view|version|picture|story|theory|explanation|account|answer|word|culprit|reading|tale)|(?:tells?|told|sees?|saw|puts?) it "
    r"(?:\w+|another way)|(?:is|was|were|are) (?:\w+er|blunt|clear|adamant|frank|sure|certain|specific|unequivocal|emphatic)|"
    r"(?:beg|begs|begged) to differ|(?:dis)?agrees?|(?:dis)?agreed|waves? (?:them|it|that) away|waved (?:them|it|that) away)\b[^:]{0,40}$"
)


def before_colon(hearing: Hearing, sentence: Sentence) -> list[Voice]:
    """Read 'Doe ended with a bow: "..."' and "The union paints a darker picture: a line had failed" without a verb of speech."""
    match = _COLON.match(sentence.masked) if ": " in sentence.masked else None
    if match is None or not (match["quoted"] or _ACCOUNT_AHEAD.search(match["head"])):
        return []
    named = _NAMED.fullmatch(match["head"]) if match["quoted"] else None
    subject = (
        (match["head"], 0, len(match["head"]))
        if named
        else first_subject(match["head"]) or _first_words(match["head"])
    )
    if subject is None:
        return []
    at = sentence.start + subject[1]
    speaker = hearing.cast.resolve(subject[0], at)
    if speaker is None or speaker.role in (
        SpeakerRole.TRACKER,
        SpeakerRole.USER_REPORTS,
        SpeakerRole.CUSTOMER,
    ):
        return []  # users are shown what stands behind a colon
    hearing.cast.note(at, speaker)
    low = sentence.start + match.end("head")
    return [Voice(start=low, end=sentence.end, speaker=speaker, chain=(), verb=":", frame_start=at)]


def _first_words(head: str) -> tuple[str, int, int] | None:
    """Return the name or the noun phrase that opens a clause whose verb is none of the common ones."""
    match = OPENING_NAME.match(head)
    return None if match is None else (match[1], *match.span(1))


def trackers_in(hearing: Hearing, sentence: Sentence, voices: list[Voice]) -> list[Voice]:
    """Add the trackers whose counts are told without a verb of theirs: "Reports on Downdetector peaked at 900"."""
    for match in TRACKER_NAME.finditer(sentence.masked):
        at = sentence.start + match.start()
        if any(v.frame_start <= at < v.end or v.start <= at < v.end for v in voices):
            continue
        low, high = clause_around(sentence, at, at + len(match[0]), longest=600)
        clause = sentence.masked[low - sentence.start : high - sentence.start]
        story = _STORY_FIRST.match(clause)
        if story is not None and low + story.end() < at and not _TRACKED.search(story[0]):
            low += story.end()  # "It began at eight and reached 900 reports on Downdetector"
        speaker = known_source(match[0])
        if speaker is None or not (_TRACKER_TALK.search(clause) and _TRACKED.search(clause)):
            continue
        hearing.cast.note(at, speaker)
        voices.append(Voice(start=low, end=high, speaker=speaker, chain=(), verb="counts", frame_start=at))
    return voices


def _behind_headline(hearing: Hearing, text: str) -> re.Match[str] | None:
    """Read who says what a headline says, behind a colon or a dash."""
    match = _NAME_LAST.fullmatch(text)
    if match is not None:
        return match
    match = _NAME_ON.fullmatch(text)
    if match is not None and _LABEL.search(match["head"]) is None:
        return match
    match = _DASH_LAST.fullmatch(text)
    if match is None:
        return None
    lexicon = hearing.cast.lexicon
    slug = lexicon.speaker(match["name"]) if match["name"] else None
    if slug is None and match["name"]:
        owners = (lexicon.provider_of(m.slug) for m in hearing.cast.mentions if m.start < len(text))
        slug = next(
            (owner for owner in owners if lexicon.name_of(owner).startswith(f"{match['name']} ")), None
        )
    if slug is not None and lexicon.can_fail(slug) and not hearing.cast.vendors.is_publisher(match["name"]):
        return match
    return _LAST_WORD.fullmatch(text) if match["role"] else None


def headline_voice(hearing: Hearing, line: Sentence) -> list[Voice]:
    """Read what headlines say without a verb: "Acme: a bug was to blame", "'Sorry': Acme boss on the outage"."""
    text = line.masked
    behind = _QUOTED_HEAD.match(text) or (
        _behind_headline(hearing, text) if line.paragraph == 0 or text[-1:].isalnum() else None
    )
    match = behind or _HEADLINE.match(text)
    if match is None or re.search(r"\b(?:down|outage|live|update|breaking)\b", match["name"], re.IGNORECASE):
        return []
    known = hearing.cast.lexicon.speaker(match["name"]) is not None
    at = line.start + match.start("name")
    speaker = (
        (hearing.cast.resolve(match["name"], at) or read_generic(f"the {match['name']}"))
        if known or behind
        else None
    )
    if speaker is None and _ROLE_ALONE.fullmatch(match["name"]):
        speaker = read_generic(f"the {match['name'].lower()}")
    if speaker is None:
        return []
    low, high = (line.start, at) if behind else (line.start + match.end(), line.end)
    return [Voice(start=low, end=high, speaker=speaker, chain=(), verb=":", frame_start=line.start)]


def answers(hearing: Hearing, sentences: list[Sentence]) -> list[Voice]:
    """Read "The bank's explanation? A worn disk.": the answer is the bank's."""
    out = []
    for asked, answer in pairwise(sentences):
        match = _EXPLAINED.match(asked.masked) if asked.text.endswith("?") else None
        speaker = hearing.cast.resolve(match["name"], asked.start) if match else None
        if speaker is not None:
            out.append(
                Voice(
                    start=answer.start,
                    end=answer.end,
                    speaker=speaker,
                    chain=(),
                    verb=":",
                    frame_start=asked.start,
                )
            )
    return out
