"""A German sentence that does not begin with its subject -> the frame whose speaker stands behind the verb. Pure."""

import re

from newsagg.detect.sourceframes import Frame

_FRONTED = re.compile(
    r"[\W_]*(?:(?:Am|Im|Zum|Zur|Beim|Vom|Nach|Vor|Seit|Gegen|Bei|Auf|In|Aus|Mit|Über|Um|Unter|Wegen|Trotz|Laut|Später|Zuvor|"
    r"Zunächst|Inzwischen|Mittlerweile|Zudem|Außerdem|Dabei|Dazu|Daraufhin|Danach|Dann|Nun|Jetzt|Auch|Zugleich|Dagegen|"
    r"Einen|Den|Dem|Keinen|Keine|Eine|Ein|Berichte|Hinweise|Gerüchte|Vorwürfe|Spekulationen|Kurz|Erst|Schon|Bereits|Dafür|"
    r"Darüber|Stunden|Minuten|Tage|Gestern|Heute|\w+s)\s[^,;.\x00]{0,80}|(?:Dies|Das|So|Dabei|Später|Zuvor|Zudem|Dazu|Heute|"
    r"Gestern)\s)$"
)
"""How a German sentence begins that does not begin with its subject."""
_BEHIND = re.compile(
    r"\s(?P<who>(?:er|sie|es)\b|(?:der|die|das|ein|eine)\s(?:[\w-]+\s)?[A-ZÄÖÜ][\w’-]+(?:\s(?:der|des|von)\s[A-ZÄÖÜ][\w’-]+)?|"
    r"[A-ZÄÖÜ][\w’-]+(?:\s[A-ZÄÖÜ][\w’-]+){0,2})"
)


def find_verb_second(text: str, match: re.Match[str], clause: int) -> Frame | None:
    """Read "Am Abend teilte die Bank mit, ...": what is no subject comes first, and the subject behind the verb."""
    before = text[clause : match.start()]
    behind = _BEHIND.match(text, match.end())
    if behind is None or _FRONTED.match(before) is None:
        return None
    return Frame(
        subject=behind["who"],
        subject_start=behind.start("who"),
        subject_end=behind.end("who"),
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=clause,
        content_end=len(text),
        strong=True,
    )
