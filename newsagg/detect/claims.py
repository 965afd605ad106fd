"""Article + lexicon -> the claims that it makes, in reading order, each through the verifier. Pure.

    text -> passages -> voices, names, times, scopes -> drafts by type (claimtypes/) -> stance, scope, chain -> verify -> worth

A status page's updates are claims of the vendor (statusclaims.py). What was read and left out comes with its reason.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from newsagg.detect.claimtypes.affected import propose_affected
from newsagg.detect.claimtypes.causes import propose_causes
from newsagg.detect.claimtypes.costs import propose_money
from newsagg.detect.claimtypes.counting import propose_counts
from newsagg.detect.claimtypes.earlier import propose_earlier
from newsagg.detect.claimtypes.lengths import propose_durations
from newsagg.detect.claimtypes.promises import propose_promises
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.regions import propose_regions
from newsagg.detect.claimtypes.remedies import propose_remedies
from newsagg.detect.claimtypes.statuses import propose_statuses
from newsagg.detect.claimtypes.symptoms import propose_symptoms
from newsagg.detect.claimtypes.timing import propose_times
from newsagg.detect.hearing import Voice
from newsagg.detect.hedges import DENYING, lies_ahead, read_stance
from newsagg.detect.lexicon import Lexicon
from newsagg.detect.outletzones import guess_zone
from newsagg.detect.passages import Passages, cut_passages
from newsagg.detect.proposals import Proposal, draft_proposals
from newsagg.detect.published import find_day
from newsagg.detect.scope import judge_scopes
from newsagg.detect.statusclaims import find_update_time, is_timed_update, keep_prose, propose_updates
from newsagg.detect.times import read_times
from newsagg.detect.verify import verify_claim
from newsagg.detect.voices import hear
from newsagg.detect.worth import list_unworthy
from newsagg.errors import ClaimRejectedError
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType, Scope, SpeakerRole, Stance

PROPOSERS: tuple[Callable[[Reading], Iterable[Draft]], ...] = (
    propose_causes,
    propose_times,
    propose_durations,
    propose_statuses,
    propose_affected,
    propose_regions,
    propose_counts,
    propose_money,
    propose_remedies,
    propose_promises,
    propose_symptoms,
    propose_earlier,
)
_YEARS = range(1990, 2101)
"""In which news was published that we read: a date out of them is a feed's slip."""
LONGEST_TEXT = 60_000
"""Code points of an article that are read for claims; longer ones are live blogs and logs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Words that looked like a claim and are none, with the reason."""

    quote: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReading:
    """What an article claims, and what was left out."""

    claims: tuple[Claim, ...]
    rejected: tuple[LeftOut, ...]


def find_claims(article: Article, *, lexicon: Lexicon) -> Iterator[Claim]:
    """Yield the claims of an article in reading order."""
    yield from read_claims(article, lexicon).claims


def read_claims(article: Article, lexicon: Lexicon, *, proposed: Sequence[Proposal] = ()) -> ClaimReading:
    """Return the claims of an article in reading order, and what was left out with the reason.

    ``proposed`` spans (a language model's) pass the same gate as what our rules read, after them.
    """
    reading, claims, rejected = gather_claims(article, lexicon, proposed=proposed)
    for claim, sure in list_unworthy(reading, claims):
        if any(p.type is claim.type and p.words in claim.quote for p in proposed):
            continue  # two pointed at it
        claims.remove(claim)
        rejected.append(
            LeftOut(quote=claim.quote, reason=f"{claim.type}, hardly told of this outage: {sure:.2f}")
        )
    return ClaimReading(claims=tuple(claims), rejected=tuple(rejected))


def gather_claims(
    article: Article, lexicon: Lexicon, *, proposed: Sequence[Proposal] = ()
) -> tuple[Reading, list[Claim], list[LeftOut]]:
    """Return what the rules read before the claims are weighed against each other (worth.py)."""
    short = article
    if len(article.text) > LONGEST_TEXT:
        short = replace(article, body=article.body[: max(0, LONGEST_TEXT - len(article.title) - 2)])
    published = article.published_at
    if published is not None and published.year not in _YEARS:
        short = replace(short, published_at=None)
    reading = prepare_reading(short, lexicon)
    text = reading.text if short is article else article.text
    rejected: list[LeftOut] = []
    claims: list[Claim] = []
    seen: dict[tuple[object, ...], Claim] = {}
    read = (d for propose in PROPOSERS for d in propose(reading))
    own = list(propose_updates(reading))
    drafts = [*own, *keep_prose(reading, read)]
    if proposed:
        more, refused = draft_proposals(reading, proposed)
        drafts += [new for new in more if not any(_reads_the_same(new, known) for known in drafts)]
        rejected += [LeftOut(quote=r.proposal.quote[:300], reason=r.reason) for r in refused]
    for number, draft in enumerate(drafts):
        told = number < len(own)  # by a status page's fields: neither supposed nor anybody else's word
        sentence = reading.passages.sentence_at(draft.key[0])
        if (
            sentence is not None
            and not told
            and reading.scopes[sentence.start].hypothetical
            and draft.type is not ClaimType.PROMISE
            and draft.stance is not Stance.DENIED  # "it would be wrong to call it an attack"
        ):
            rejected.append(LeftOut(quote=reading.text[draft.start : draft.end], reason="hypothetical"))
            continue
        claim = settle_draft(reading, draft, told=told)
        if _is_one_users_word(claim):
            rejected.append(LeftOut(quote=claim.quote, reason="one user's word"))
            continue
        key: tuple[object, ...] = (
            claim.type,
            claim.speaker.slug,
            claim.value.text.lower(),
            claim.stance,
            claim.scope,
            is_timed_update(claim)
            and claim.said_at,  # reopened: the same word at another time says something new
        )
        if key in seen and not (seen[key].end <= len(article.title) < claim.start):
            continue
        try:
            verified = verify_claim(article, claim, lexicon, text=text)
        except ClaimRejectedError as error:
            rejected.append(LeftOut(quote=claim.quote, reason=error.message))
            continue
        if key in seen:
            claims.remove(seen[key])  # the headline said it in short
        claims.append(verified)
        seen[key] = verified
    for claim in list_echoes(claims):
        claims.remove(claim)
        rejected.append(LeftOut(quote=claim.quote, reason="said by those it is about, too"))
    for sentence in reading.passages.sentences:
        scope = reading.scopes[sentence.start]
        if scope.scope is not Scope.THIS_INCIDENT:
            rejected.append(LeftOut(quote=sentence.text[:300], reason=f"background: {scope.reason}"))
    claims.sort(key=lambda c: (c.start, c.end, c.type.value, c.value.text))
    return reading, claims, rejected


def prepare_reading(article: Article, lexicon: Lexicon) -> Reading:
    """Cut up an article and find its names, voices, times and scopes."""
    text = article.text
    passages = cut_passages(text)
    mentions = tuple(lexicon.find(text))
    stamp_day = _find_anchor(article, passages)
    return Reading(
        article=article,
        text=text,
        passages=passages,
        hearing=hear(article, passages, lexicon, mentions),
        lexicon=lexicon,
        mentions=mentions,
        times=tuple(
            read_times(
                text,
                published_at=article.published_at,
                language=article.language,
                outlet_zone=guess_zone(article),
                anchor=stamp_day,
            )
        ),
        scopes=judge_scopes(passages, article.published_at),
        stamp_day=stamp_day,
    )


def _find_anchor(article: Article, passages: Passages) -> date | None:
    """Return the day of a living article's first dated stamp: its bare clock times are of that day."""
    for sentence in passages.sentences:
        if sentence.stamp:
            for time in read_times(
                sentence.stamp, published_at=article.published_at, language=article.language
            ):
                if time.has_date and time.local_date is not None:
                    return time.local_date
    return None


def settle_draft(reading: Reading, draft: Draft, *, told: bool = False) -> Claim:
    """Give a draft its voice, stance, scope and time stamp; ``told`` by a status page's fields, it is the vendor's."""
    hearing = reading.hearing
    in_title = bool(reading.article.updates) and draft.key[0] < len(reading.article.title)
    voice = hearing.own if told or in_title else hearing.voice_at(*draft.key)
    if draft.speaker is not None and not in_title and voice.speaker.slug == hearing.own.speaker.slug:
        voice = hearing.speak_as(draft.speaker)
    sentence = reading.passages.sentence_at(draft.key[0])
    scope = Scope.THIS_INCIDENT if told else draft.scope
    if scope is None:
        scope = reading.scopes[sentence.start].scope if sentence is not None else Scope.THIS_INCIDENT
    if (
        draft.type is ClaimType.STATUS
        and scope is Scope.THIS_INCIDENT
        and voice.speaker.role is SpeakerRole.OTHER_VENDOR
        and hearing.cast.main is not None
        and draft.value.text not in _SHARED_STATES
    ):
        scope = Scope.OTHER_INCIDENT  # how its own service does
    return Claim(
        type=draft.type,
        value=draft.value,
        speaker=voice.speaker,
        chain=voice.chain or hearing.own.chain,
        stance=draft.stance or _stance(reading, draft, voice),
        scope=scope,
        quote=reading.text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        second_hand=voice.second_hand or _is_foreign(voice, hearing.own),
        said_at=find_update_time(reading, draft.start)
        or (_said_at(reading, sentence.stamp) if sentence is not None and sentence.stamp else None),
        read_by=draft.read_by,
    )


_SHARED_STATES = frozenset({"resolved", "partially restored"})
"""States in which whoever was hit by an outage is for no other reason than that it ends."""


def list_echoes(claims: Sequence[Claim]) -> list[Claim]:
    """Return the states that another firm passes on although somebody nearer to the outage told them."""
    near = {
        c.value.text
        for c in claims
        if c.type is ClaimType.STATUS
        and c.scope is Scope.THIS_INCIDENT
        and c.speaker.role is not SpeakerRole.OTHER_VENDOR
    }
    return [
        c
        for c in claims
        if c.type is ClaimType.STATUS
        and c.scope is Scope.THIS_INCIDENT
        and c.speaker.role is SpeakerRole.OTHER_VENDOR
        and c.value.text in near & _SHARED_STATES
    ]


def _is_one_users_word(claim: Claim) -> bool:
    """Whether a single user, by name or handle, tells what broke: an anecdote, where users in general are a source."""
    anecdotal = claim.type in (
        ClaimType.AFFECTED_SERVICE,
        ClaimType.AFFECTED_REGION,
        ClaimType.STATUS,
        ClaimType.REMEDIATION,
        ClaimType.CAUSE,
    )
    return (
        anecdotal
        and claim.speaker.role is SpeakerRole.USER_REPORTS
        and not claim.speaker.name.split()[-1].islower()
    )


def _reads_the_same(new: Draft, known: Draft) -> bool:
    """Whether a proposal only says again, of the same words, what our rules read there."""
    return new.type is known.type and new.key[0] < known.key[1] and known.key[0] < new.key[1]


def _is_foreign(voice: Voice, own: Voice) -> bool:
    return voice.speaker.role is SpeakerRole.OUTLET and voice.speaker.slug != own.speaker.slug


def _stance(reading: Reading, draft: Draft, voice: Voice) -> Stance:
    sentence = reading.passages.sentence_at(draft.key[0])
    if sentence is None:
        return Stance.ASSERTED
    key = (draft.key[0] - sentence.start, draft.key[1] - sentence.start)
    start = max(0, draft.start - sentence.start)
    end = min(len(sentence.text), draft.end - sentence.start)
    text, clause = sentence.text, (start, end)
    if not start <= key[0] <= key[1] <= end:  # words beside the quote: the quote stands alone
        text, clause, key = text[start:end], (0, end - start), (key[0] - start, key[1] - start)
    if draft.type is ClaimType.END_TIME and lies_ahead(text, key, clause[0]):
        return Stance.FORECAST
    if draft.type in (ClaimType.CAUSE, ClaimType.DATA_LOSS) and voice.verb in DENYING:
        return Stance.DENIED
    if sentence.text.rstrip().endswith("?"):
        return Stance.QUESTIONED
    return read_stance(text, key, clause, hedged_verb=voice.hedged)


def _said_at(reading: Reading, stamp: str) -> datetime | None:
    """Date the clock time of a living article's stamp: the day that stamps give, else the day of the article."""
    article = reading.article
    zone = guess_zone(article)
    day = reading.stamp_day
    if day is None and article.published_at is not None:
        day = find_day(article.published_at, zone)
    times = read_times(
        stamp, published_at=article.published_at, language=article.language, outlet_zone=zone, anchor=day
    )
    return next((t.time_from for t in times if t.time_from is not None and t.has_clock), None)
