"""A sentence and where a predicate begins -> the stretch in which its subject stands. Pure.

An aside between the two is passed over: "Tideway Pay, which runs on its own servers, was fine" is told of Tideway Pay.
"""

import re

from newsagg.detect.speechverbs import find_spoken

_BOUNDARY = re.compile(
    r"[;:]\s|[.!?][\"”’']?\s|\s[–—]\s|,\s(?:but|while|though|although|whereas|so|yet|after|as|with|when|since|because)\s|"
    r"(?<!all)\s(?:but|while|though|although|whereas|after|because|until|said|says|say|adds?|added|insists?|insisted|told|whether|where|when|how|why|"
    r"(?<!such )as|than)\s(?:that\s)?|,\s(?:he|she|they|it) (?:said|says|added)(?:,|\s)|\bthat\s"
)
_ASIDE = re.compile(
    r",\s(?=(?:which|who|where|whose|being|having|hosted|built|based|run|made|kept|held|housed|one|some|an?|the|its|their|on|in|at|from|across|near|beside|behind|under|outside|inside|off|along|"
    r"with|for|like|unlike|including|known|owned|operated|served|part|by|not|whatever|once|now|still|also|too|\w+ing|\w+ed)\b)"
)
_RELATIVE = re.compile(r",\s(?:which|who|where|whose|when)\b")
_ANOTHER = re.compile(r",?\s(?:and|(?<!all )but|or|nor)\s")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|did|does|could|can|will|would|went|came|fell|stopped|failed|crashed|lost|froze|broke)\b"
)


def find_head(text: str, at: int, left: int = 0) -> tuple[int, int]:
    """Return the span of the subject of the predicate at an offset; ``left`` is where the clause may begin."""
    right = at
    before = text[left:at].rstrip()
    if before.endswith((",", " —", " –", ")", ",”", ',"')):
        right = left + len(before) - 1
        opened = _open_aside(text, left, right)
        right = at if opened is None else opened
    for boundary in _BOUNDARY.finditer(text, left, right):
        left = boundary.end()
    for another in _ANOTHER.finditer(text, left, right):
        if _FINITE.search(text, left, another.start()):
            left = another.end()
    return left + find_spoken(text[left:right]), right


def _open_aside(text: str, left: int, closed: int) -> int | None:
    """Return where the aside that ends at an offset begins: behind that stands the subject."""
    if text[closed] == ")":
        opened = text.rfind("(", left, closed)
        return opened if opened > left else None
    if text[closed] in "—–":
        opened = max(text.rfind(" — ", left, closed - 1), text.rfind(" – ", left, closed - 1))
        return opened if opened > left else None
    relative = [m.start() for m in _RELATIVE.finditer(text, left, closed)]
    if relative:
        return relative[-1]
    aside = [m.start() for m in _ASIDE.finditer(text, left, closed)]
    return aside[-1] if aside else None


_TOLD_THAT = re.compile(r"[\w’'.-]+(?:\s[\w’'.-]+){0,2}?\sthat\s(?=(?:an?|the|its|their|one|some|two|no)\s)")


def skip_hearer(text: str, start: int, end: int) -> int:
    """Return where what is said begins in the "BBC that a disk had failed" of "told the BBC that a disk had failed"."""
    told = _TOLD_THAT.match(text, start, end)
    start = start if told is None else told.end()
    spoken = find_spoken(text[start:end], of_them=True)
    return start + spoken if text.count(" ", start + spoken, end) > 1 else start
