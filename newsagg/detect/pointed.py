"""What an analyst points at in an article -> the claim that stands there, or ClaimRejectedError. Pure.

As everywhere the analyst gives words, never values: the value is read from them, and the claim passes the gate that
our own rules pass. Only whose word it is may be said by name, where our hearing missed it; the name must stand in the
article.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsagg.detect.claims import PROPOSERS, prepare_reading, settle_draft
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.lexicon import Lexicon
from newsagg.detect.proposals import LONGEST_WORDS, READERS
from newsagg.detect.speakernames import slug_of
from newsagg.detect.verify import LONGEST_QUOTE, verify_claim
from newsagg.errors import ClaimRejectedError
from newsagg.model import Article, Claim, Speaker, Value
from newsagg.vocabulary import ClaimType, Scope, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A claim as an analyst points at it."""

    type: ClaimType
    quote: str
    """Verbatim words of the article."""
    words: str = ""
    """The words inside the quote that say the value; the whole quote when empty."""
    speaker: str = ""
    """Who says so, as the article names them; whoever we hear there when empty."""
    stance: Stance | None = None
    """How firmly; as the words put it when None."""


def read_pointed(article: Article, pointed: Pointed, lexicon: Lexicon) -> Claim:
    """Return the claim that an analyst points at.

    Raises ClaimRejectedError, naming the article and saying what does not stand there.
    """
    reading = prepare_reading(article, lexicon)
    quote = pointed.quote.strip()
    start = reading.text.find(quote)
    if not quote or start < 0:
        raise _refuse(article, "the quote does not stand in the article, letter for letter", quote)
    if len(quote) > LONGEST_QUOTE:
        raise _refuse(article, f"the quote is longer than {LONGEST_QUOTE} characters", quote)
    words = pointed.words.strip() or quote
    inside = quote.find(words)
    if inside < 0:
        raise _refuse(article, f"the words {words[:80]!r} do not stand in the quote", quote)
    key = (start + inside, start + inside + len(words))
    value = _read_value(reading, pointed, key, words)
    if value is None:
        raise _refuse(article, f"no {pointed.type} can be read from {words[:80]!r}", quote)
    draft = Draft(
        type=pointed.type, value=value, start=start, end=start + len(quote), key=key, stance=pointed.stance,
        scope=Scope.BACKGROUND if pointed.type is ClaimType.PRIOR_INCIDENT else Scope.THIS_INCIDENT,
    )  # fmt: skip
    claim = settle_draft(reading, draft)
    if pointed.speaker.strip():
        claim = _speak_as(reading, claim, pointed.speaker.strip())
    return verify_claim(article, claim, lexicon)


def _read_value(reading: Reading, pointed: Pointed, key: tuple[int, int], words: str) -> Value | None:
    """Read the value as our rules do where they would; else with the reader of its type; else it is the words."""
    if not pointed.words.strip():
        ours = [d for d in _find_ours(reading, pointed.type) if key[0] <= d.key[0] and d.key[1] <= key[1]]
        if len({d.value.text for d in ours}) == 1 and ours[0].value.words in words:
            return ours[0].value
    read = READERS.get(pointed.type)
    if read is not None:
        return read(reading, words, key)
    text = " ".join(words.split())
    return Value(text=text, words=words) if len(text) <= LONGEST_WORDS else None


def _find_ours(reading: Reading, kind: ClaimType) -> Iterator[Draft]:
    return (draft for propose in PROPOSERS for draft in propose(reading) if draft.type is kind)


def _speak_as(reading: Reading, claim: Claim, name: str) -> Claim:
    """Give the claim to whom the analyst names: the publisher, or somebody whom the article names."""
    own = reading.hearing.own
    if slug_of(name) in (own.speaker.slug, slug_of(own.speaker.name)):
        return replace(claim, speaker=own.speaker, chain=own.chain, second_hand=False)
    if slug_of(name) in (claim.speaker.slug, slug_of(claim.speaker.name)):
        return claim
    at = reading.text.rfind(name, 0, claim.end)
    at = at if at >= 0 else reading.text.find(name)
    if at < 0:
        raise _refuse(reading.article, f"does not name {name[:80]!r}", claim.quote)
    speaker: Speaker | None = reading.hearing.cast.resolve(name, at)
    if speaker is None:
        raise _refuse(reading.article, f"{name[:80]!r} is nobody who speaks", claim.quote)
    voice = reading.hearing.speak_as(speaker)
    return replace(claim, speaker=voice.speaker, chain=voice.chain, second_hand=False)


def _refuse(article: Article, reason: str, quote: str) -> ClaimRejectedError:
    return ClaimRejectedError(reason, subject=article.url, hint=f"quote: {quote[:80]!r}")
