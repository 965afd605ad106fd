"""Claims told at second hand + the reports of the incident -> whether the source's own article says so. Pure.

"A says that B says" is confirmed when B's own article is among the reports and makes a claim that bears it out; it is
unconfirmed when that article is here, in full, and makes none. Where it is not here nothing is said.
"""

import re
from collections.abc import Iterator, Sequence

from newsagg.merge.precision import bears_out
from newsagg.merge.witnesses import is_current
from newsagg.model import Echo, Report, StoredClaim
from newsagg.vocabulary import ClaimType

_DOMAIN = re.compile(
    r"^www\.|\.(?:com?|org|net|in|uk|au|io|tv|de|fr|es|br|ai)(?:\.[a-z]{2})?$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^the(?=\w{3})")
_HIT = frozenset((ClaimType.AFFECTED_CUSTOMER, ClaimType.AFFECTED_SERVICE))
"""What one newsroom calls a customer that was hit is a service that failed to another."""
_NOT_LETTERS = re.compile(r"[\W_]+")


def find_echoes(reports: Sequence[Report]) -> tuple[Echo, ...]:
    """Return one echo per standing second-hand claim whose source's own article is among the reports, in full."""
    newsrooms = [(_key(report.outlet), report) for report in reports]
    echoes = []
    for report in reports:
        for stored in report.claims:
            if stored.claim.second_hand and is_current(stored):
                sources = _find_sources(stored, report, newsrooms)
                own = next(_find_own(stored, sources), None)
                if own is not None:
                    echoes.append(Echo(claim=stored.id, article=own.article_id, own=own.id))
                # A summary or a terse status page that is silent on it says nothing either way.
                elif full := [s for s in sources if s.basis == "page" and not _may_say(s, stored)]:
                    echoes.append(Echo(claim=stored.id, article=full[0].article_id))
    return tuple(sorted(echoes, key=lambda e: e.claim))


def _may_say(source: Report, stored: StoredClaim) -> bool:
    """Say whether half of a value's telling words stand in the source's text: then it may say it, unread by us."""
    value = stored.claim.value
    words = {w for w in _NOT_LETTERS.sub(" ", value.text.casefold()).split() if len(w) > 3 or w.isdigit()}
    text = set(_NOT_LETTERS.sub(" ", f"{source.title} {source.body}".casefold()).split())
    return not words or 2 * len(words & text) >= len(words)


def _key(name: str) -> str:
    """Return a newsroom's name or domain as one word: TechCrunch, techcrunch.com, the Guardian."""
    bare = name.strip()
    while (shorter := _DOMAIN.sub("", bare)) != bare:
        bare = shorter
    return _ARTICLE.sub("", _NOT_LETTERS.sub("", bare).casefold())


def _find_sources(
    stored: StoredClaim, teller: Report, newsrooms: Sequence[tuple[str, Report]]
) -> list[Report]:
    """Return the reports by those whom the claim's article names as its source, the nearest link first."""
    claim = stored.claim
    names = [*claim.chain[1:], claim.speaker.name]
    found: list[Report] = []
    for name in dict.fromkeys(_key(n) for n in names):
        found += [
            report
            for outlet, report in newsrooms
            if report.article_id != teller.article_id and name and name in (outlet, _key(report.provider))
        ]
    return found


def _find_own(stored: StoredClaim, sources: Sequence[Report]) -> Iterator[StoredClaim]:
    for source in sources:
        for own in source.claims:
            kinds = own.claim.type, stored.claim.type
            same = (kinds[0] is kinds[1] or set(kinds) <= _HIT) and is_current(own)
            if same and (bears_out(own.claim, stored.claim) or bears_out(stored.claim, own.claim)):
                yield own
