"""A line of a status page that stands in an article -> what its time stamp dates. Pure."""

import re

from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.passages import Sentence
from newsagg.vocabulary import ClaimType

_POSTED = re.compile(
    r"(?:Posted\b.{0,40}?)?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, 20\d\d)?\s?[-–—,]\s?\d{1,2}:\d\d(?: [AP]M)?(?: [A-Z]{2,4})?\.?"
)
_UPDATE_HEAD = re.compile(r"(?:(?P<over>Resolved|Completed)|Investigating)\b(?=\s*[-–—:]|\s[A-Z])")
"""The words that status pages open their updates with."""


def read_pasted_status(reading: Reading, sentence: Sentence) -> ClaimType | None:
    """Return what a line of nothing but a status page's time stamp dates, by the first word of the update above it."""
    if _POSTED.fullmatch(sentence.text) is None or sentence.paragraph == 0:
        return None
    start, end = reading.passages.paragraphs[sentence.paragraph]
    if reading.text[start : sentence.start].strip(" -–—\n") == "" or reading.text.startswith("Posted", start):
        start, end = reading.passages.paragraphs[sentence.paragraph - 1]
    head = _UPDATE_HEAD.match(reading.text, start, end)
    if head is None:
        return None
    return ClaimType.END_TIME if head["over"] else ClaimType.ACKNOWLEDGED_AT
