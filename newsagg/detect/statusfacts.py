"""The lines of facts at the end of a status article -> what each says and where. Pure.

collect/statuspages.py writes them after the updates: what the page has fields for.
"""

import re
from dataclasses import dataclass

_FACT = re.compile(
    r"(?:^|\n\n)(Affected components|Affected locations|Impact|Started|Ended|Planned): (?P<said>[^\n]{1,2100})(?=\n\n|\Z)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line after the updates: what the page has a field for."""

    name: str
    start: int
    """Where the line begins."""
    at: int
    """Where its value begins."""
    said: str


def read_facts(text: str) -> list[Fact]:
    """Return the lines of facts at the end of a status article's text (collect/statuspages.py writes them)."""
    found: list[Fact] = []
    end = len(text)
    for match in reversed(list(_FACT.finditer(text))):
        if match.end() != end:  # an update of its own that begins with such a word
            break
        found.append(Fact(name=match[1], start=match.start(1), at=match.start("said"), said=match["said"]))
        end = match.start()
    return found[::-1]


def find_prose_end(text: str) -> int:
    """Return where the updates of a status article end and its lines of facts begin; the text's end without any."""
    facts = read_facts(text)
    return facts[0].start if facts else len(text)
