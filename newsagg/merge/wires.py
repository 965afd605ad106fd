"""A print's text -> the agency that it names as its source; newsrooms' names, so that two can be compared. Pure."""

import re
import unicodedata

_NAME = r"(?P<name>[A-Z][\w&'’.-]*(?:[ ](?:[A-Z][\w&'’.-]*|of|for)){0,4})"
_AGENCY = r"(?P<name>[A-Z][\w&'’.-]*(?:[ ][A-Z][\w&'’.-]*){0,3})"
_HEAD = 240
"""Characters in which a dateline or byline stands."""
_FOOT = 400
_DATELINES = (
    re.compile(rf"^\W*\({_NAME}\)\s*[-–—:.]?\s"),
    re.compile(rf"^[^\n()]{{0,80}}\({_NAME}\)\s*[-–—:]"),
    re.compile(
        rf"^\W*(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s[^\n,|()]{{3,60}}(?:,\s|\s\|\s|\s\(){_AGENCY}\)?\s*(?:\n|[-–—|.]|$)"
    ),
    re.compile(rf"^[^\n()]{{0,60}}\b[A-Z][A-Z ,.]{{2,40}},?\s(?:[A-Z][a-z]+\.?\s\d{{1,2}}\s)?\({_NAME}\)"),
)
_CREDITS = (
    re.compile(
        rf"\((?:[Rr]eporting|[Ww]ritten|[Ee]diting) (?:by|from) (?:[^\n()]{{0,80}}[,;/]\s)?{_AGENCY}\)"
    ),
    re.compile(
        r"\b(?:first (?:published|appeared|reported)|originally (?:published|appeared)) (?:by|on|in|at) "
        rf"(?:[Tt]he\s)?{_AGENCY}"
    ),
    re.compile(rf"\b(?:[Cc]opyright|©)\s(?:\d{{4}}\s)?(?:by\s)?(?:[Tt]he\s)?{_AGENCY}\.?\s+All rights"),
)
_KIND = re.compile(r"(?<=\w) (?:news agency|news service|news|newswire|wire)$")
_SHORT = {
    "associated press": "ap",
    "agence france presse": "afp",
    "press association": "pa",
    "pa media": "pa",
    "deutsche presse agentur": "dpa",
    "australian associated press": "aap",
    "canadian press": "cp",
    "press trust of india": "pti",
    "polska agencja prasowa": "pap",
    "agencia efe": "efe",
    "agencia lusa": "lusa",
    "thomson reuters": "reuters",
}


def fold_newsroom(name: str) -> str:
    """Return a newsroom's name so that two spellings of it are equal: "The Associated Press" and "AP"."""
    flat = unicodedata.normalize("NFKD", name).casefold()
    words = re.findall(r"[^\W_]+", "".join(c for c in flat if not unicodedata.combining(c)))
    known = " ".join(words[1:] if words[:1] == ["the"] else words)
    return _SHORT.get(known) or _KIND.sub("", known)


def read_wire(text: str) -> str:
    """Return the folded name of the agency in a text's dateline, byline or credit; empty when it names none.

    Any bracketed name at a text's head is given: whether it is a newsroom shows when one of that name printed the text.
    """
    head, foot = text.lstrip()[:_HEAD], text[-_FOOT:]
    for patterns, part in ((_DATELINES, head), (_CREDITS, foot)):
        for pattern in patterns:
            if found := pattern.search(part):
                return fold_newsroom(found["name"])
    return ""
