"""Clauses that tell what was hit -> those to keep, with the parts that each adds. Pure.

Of each side the clause that names most comes first, then those that add something: that the article's own service is
down is said again and again, and is claimed once, where nobody says which part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from newsagg.detect.claimtypes.affectedwords import DOWN
from newsagg.detect.claimtypes.failing import find_failures
from newsagg.detect.claimtypes.parts import Part
from newsagg.detect.passages import Sentence
from newsagg.vocabulary import SpeakerRole

PLAIN_CAMP = "plain"
CAMPS = MappingProxyType(
    {
        SpeakerRole.OUTLET: PLAIN_CAMP,
        SpeakerRole.USER_REPORTS: PLAIN_CAMP,
        SpeakerRole.VENDOR_OFFICIAL: "vendor",
        SpeakerRole.VENDOR_UNNAMED: "vendor",
        SpeakerRole.STATUS_PAGE: "vendor",
        SpeakerRole.TRACKER: "tracker",
    }
)
"""Whoever is of none adds what nobody said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What one voice says in one sentence that was hit."""

    sentence: Sentence
    parts: tuple[Part, ...]
    camp: str
    """Whose side the voice is on: what one of them said, another of them need not say again."""
    customers: bool
    """The clause calls whom it names companies or customers."""

    @property
    def telling(self) -> list[Part]:
        """The parts that say more than that the service failed; a plain one counts beside another."""
        told = any(not part.whole for part in self.parts) or len({p.key for p in self.parts if p.bare}) > 1
        return [p for p in self.parts if not p.whole or p.bare] if told else []


def choose(clauses: list[Clause], language: str) -> Iterator[tuple[Clause, list[Part]]]:
    """Yield the clauses to keep, the most telling of each side first, with the parts that each adds."""
    known: dict[str, list[frozenset[str]]] = {}
    everybody: list[frozenset[str]] = []
    kept = listed = False
    told = [(clause, parts, [p.key for p in parts]) for clause in clauses if (parts := clause.telling)]
    told.sort(key=lambda t: (t[0].sentence.paragraph == 0, -len(set(t[2])), t[0].sentence.start))
    for clause, parts, keys in told:
        if clause.sentence.paragraph == 0 and kept:
            break
        heard = everybody if clause.camp in ("", PLAIN_CAMP) else known.setdefault(clause.camp, [])
        fresh = [key for key in keys if not any(key <= k or k <= key for k in heard)]
        if not fresh or 2 * len(fresh) < len(keys):
            continue
        alone = len(set(keys)) == 1 and (listed if clause.camp == PLAIN_CAMP else heard)
        # a single part after a list is named in passing, unless it is what fails, too
        if alone and not _is_worth_adding(clause.sentence.text, parts[0], language):
            continue
        listed = listed or len(keys) > 1
        kept = True
        known.setdefault(clause.camp, []).extend(fresh)
        everybody.extend(fresh)
        yield clause, parts
    if not kept:
        whole = sorted(clauses, key=lambda c: (c.sentence.paragraph == 0, c.sentence.start))
        plain = next(((c, found) for c in whole if (found := [p for p in c.parts if _is_some_part(p)])), None)
        if plain is not None:
            yield plain
            return
        failing = (
            (c, [p]) for c in whole for p in c.parts if p.slug and _fails(c.sentence.text, p, language)
        )
        yield from islice(failing, 1)


def _is_some_part(part: Part) -> bool:
    """Whether a plain part still says which: "the website", "its loyalty platform"."""
    return (
        not part.slug
        and not part.strange
        and (_PAGE.fullmatch(part.words) or _NAMED.search(part.words)) is not None
    )


_PAGE = re.compile(r"(?:web ?site|app|home ?page)s?", re.IGNORECASE)
_NAMED = re.compile(r"[A-Z].* (?!pages?\Z)[a-z]")


def _fails(text: str, part: Part, language: str) -> bool:
    """Whether a service is itself said to fail, rather than named near an outage."""
    starts = [f.start for f in find_failures(text, language)] + [
        m.start() for m in DOWN.finditer(text, part.end)
    ]
    between = _BETWEEN if language.startswith("en") else _ANYTHING
    return _OUTAGE.match(text, part.end) is not None or any(
        at >= part.end and between.fullmatch(text, part.end, at) is not None for at in starts
    )


def _is_worth_adding(text: str, part: Part, language: str) -> bool:
    """Whether a single part is itself what fails or what nobody could use: another name beside a list seldom is."""
    if part.used:
        return True
    return (not part.slug or _TOO.search(text) is not None) and _fails(text, part, language)


_TOO = re.compile(r"\b(?:also|too|as well|itself|likewise|even)\b", re.IGNORECASE)
_OUTAGE = re.compile(
    r"(?:['’]s?)?\s(?:(?!(?:about|on|after|over|from|of|in|at|to)\b)[\w-]+\s){0,2}?(?:outages?|down|offline|crash(?:es)?)\b"
)
_ANYTHING = re.compile(r"[^.;:!?]{0,40}")
_BETWEEN = re.compile(
    r"(?:['’]s)?(?:,[^,]{2,60},|\s\([^)]{2,40}\))?(?:\s(?:is|was|has|had|are|were|been|and|also|still|again|itself|users|app|service|website|network|"
    r"platform|site|servers?|\w+ly))*\s*"
)
"""What may stand between a service and what it does."""
