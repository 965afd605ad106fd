"""The verifier lets right claims through and refuses every corruption of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.verify import verify_claim
from newsagg.errors import ClaimRejectedError
from newsagg.model import Article, Claim, Speaker
from newsagg.vocabulary import ClaimType, Scope, SpeakerRole, Stance

PUBLISHED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
BODY = """\
Slack went down at 14:05 UTC on Wednesday and was back by 16:20 UTC. The outage lasted more than two hours.

Downdetector logged more than 5,200 reports. Slack said that a faulty software update caused the outage, and that it was not a \
cyberattack. TechCrunch reported that some teams lost message history.

Slack will offer each team a $25 credit. The outage affected 3 million users in France and Spain, it said."""
STRANGER = Speaker(slug="initech", name="Initech", role=SpeakerRole.OTHER_VENDOR)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def article() -> Article:
    return Article(
        url="https://wireroom.example/1",
        outlet="Wire Room",
        title="Slack is down for many",
        body=BODY,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
    )


@pytest.fixture(scope="module")
def claims(article: Article, lexicon: Lexicon) -> list[Claim]:
    return list(find_claims(article, lexicon=lexicon))


def one(claims: list[Claim], type_: ClaimType, **fields: object) -> Claim:
    return next(c for c in claims if c.type is type_ and all(getattr(c, k) == v for k, v in fields.items()))


def test_right_claims_pass_unchanged(article: Article, lexicon: Lexicon, claims: list[Claim]) -> None:
    assert len(claims) > 10
    for claim in claims:
        assert verify_claim(article, claim, lexicon) is claim


def refusal(article: Article, claim: Claim, lexicon: Lexicon) -> ClaimRejectedError:
    with pytest.raises(ClaimRejectedError) as caught:
        verify_claim(article, claim, lexicon)
    return caught.value


Corrupt = Callable[[Claim], Claim]
EVERY: dict[str, tuple[str, Corrupt]] = {
    "quote altered by a letter": ("offsets", lambda c: replace(c, quote="Z" + c.quote[1:])),
    "quote moved by one": ("offsets", lambda c: replace(c, start=c.start + 1, end=c.end + 1)),
    "quote longer than its span": ("offsets", lambda c: replace(c, quote=c.quote + " and more")),
    "quote stitched with dots": (
        "offsets",
        lambda c: replace(c, quote=c.quote[:5] + " [...] " + c.quote[-5:]),
    ),
    "offsets outside the text": ("outside", lambda c: replace(c, start=c.start + 10_000, end=c.end + 10_000)),
    "offsets turned round": ("outside", lambda c: replace(c, start=c.end, end=c.start)),
    "quote empty": ("empty", lambda c: replace(c, quote="", end=c.start)),
    "value empty": ("value is empty", lambda c: replace(c, value=replace(c.value, text=" "))),
    "value words from elsewhere": (
        "do not stand",
        lambda c: replace(c, value=replace(c.value, words="seventeen zebras")),
    ),
    "no value words": ("do not stand", lambda c: replace(c, value=replace(c.value, words=""))),
    "speaker who is not there": (
        "not named",
        lambda c: replace(c, speaker=STRANGER, chain=("Wire Room", "Initech")),
    ),
    "chain without the publisher": ("publisher", lambda c: replace(c, speaker=STRANGER, chain=("Initech",))),
    "chain begins elsewhere": ("publisher", lambda c: replace(c, chain=("Initech", *c.chain))),
    "chain ends elsewhere": ("chain", lambda c: replace(c, chain=(*c.chain, "Initech"))),
    "no chain": ("chain", lambda c: replace(c, chain=())),
}


@pytest.mark.parametrize("name", EVERY)
def test_every_corruption_of_every_claim_is_refused_with_its_reason(
    name: str, article: Article, lexicon: Lexicon, claims: list[Claim]
) -> None:
    reason, corrupt = EVERY[name]
    for claim in claims:
        error = refusal(article, corrupt(claim), lexicon)
        assert reason in error.message or "offsets" in error.message
        assert error.subject == article.url


def test_a_quote_over_two_paragraphs_is_stitched(
    article: Article, lexicon: Lexicon, claims: list[Claim]
) -> None:
    claim = one(claims, ClaimType.DURATION)
    end = article.text.index("Downdetector") + len("Downdetector logged")
    longer = replace(claim, end=end, quote=article.text[claim.start : end])
    assert "two paragraphs" in refusal(article, longer, lexicon).message


def test_a_page_is_no_quote(article: Article, lexicon: Lexicon, claims: list[Claim]) -> None:
    claim = one(claims, ClaimType.DURATION)
    assert (
        "longer than"
        in refusal(article, replace(claim, start=0, end=310, quote=article.text[:310]), lexicon).message
    )


@pytest.mark.parametrize("factor", [0.5, 1.1, 3, 7])
def test_altered_counts_are_refused(
    factor: float, article: Article, lexicon: Lexicon, claims: list[Claim]
) -> None:
    for type_ in (ClaimType.TRACKER_REPORTS, ClaimType.COMPENSATION, ClaimType.AFFECTED_USERS):
        claim = one(claims, type_)
        number = claim.value.number_from
        assert number is not None
        wrong = replace(claim, value=replace(claim.value, number_from=number * factor, number_to=None))
        assert "not read from" in refusal(article, wrong, lexicon).message


def test_a_time_that_ends_before_it_starts_is_refused(
    article: Article, lexicon: Lexicon, claims: list[Claim]
) -> None:
    claim = one(claims, ClaimType.START_TIME)
    assert claim.value.time_from
    value = replace(claim.value, time_to=claim.value.time_from - timedelta(hours=1))
    assert "ends before" in refusal(article, replace(claim, value=value), lexicon).message


def test_digits_of_a_cause_that_nobody_wrote_are_refused(
    article: Article, lexicon: Lexicon, claims: list[Claim]
) -> None:
    claim = one(claims, ClaimType.CAUSE, stance=Stance.ASSERTED)
    value = replace(claim.value, text="a faulty software update to version 9.4")
    assert "digits" in refusal(article, replace(claim, value=value), lexicon).message


def test_a_denial_cannot_be_turned_into_an_assertion(
    article: Article, lexicon: Lexicon, claims: list[Claim]
) -> None:
    denied = one(claims, ClaimType.CAUSE, stance=Stance.DENIED)
    assert "denies" in refusal(article, replace(denied, stance=Stance.ASSERTED), lexicon).message


@pytest.mark.parametrize(
    "sentence",
    [
        "Slack does not believe that the fault was caused by a cyberattack.",
        "Slack doesn't think the fault, first seen on Monday, was caused by a cyberattack.",
        "The fault wasn't caused by a cyberattack.",
        "Slack ruled out a cyberattack.",
    ],
)
def test_a_cause_that_its_sentence_denies_is_refused(
    sentence: str, article: Article, lexicon: Lexicon, claims: list[Claim]
) -> None:
    told = replace(article, body=sentence)
    at = told.text.index("cyberattack")
    start = told.text.index(sentence)
    cause = one(claims, ClaimType.CAUSE, stance=Stance.ASSERTED)
    claim = replace(
        cause,
        value=replace(cause.value, text="a cyberattack", words="cyberattack"),
        quote=told.text[start : at + 11],
        start=start,
        end=at + 11,
    )
    assert "denies" in refusal(told, claim, lexicon).message


def test_an_assertion_cannot_be_turned_into_a_denial(
    article: Article, lexicon: Lexicon, claims: list[Claim]
) -> None:
    claim = one(claims, ClaimType.DURATION)
    assert "denies nothing" in refusal(article, replace(claim, stance=Stance.DENIED), lexicon).message


def test_a_prior_incident_is_never_this_one(article: Article, lexicon: Lexicon, claims: list[Claim]) -> None:
    claim = replace(one(claims, ClaimType.DURATION), type=ClaimType.PRIOR_INCIDENT, scope=Scope.THIS_INCIDENT)
    assert "prior incident" in refusal(article, claim, lexicon).message


def test_a_refusal_says_what_to_look_at(article: Article, lexicon: Lexicon, claims: list[Claim]) -> None:
    error = refusal(article, replace(claims[0], quote="nothing of the kind"), lexicon)
    assert "nothing of the kind" in str(error)
    assert not error.transient


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_random_letter_changed_in_a_quote_is_always_refused(
    article: Article, lexicon: Lexicon, claims: list[Claim], data: st.DataObject
) -> None:
    claim = data.draw(st.sampled_from(claims))
    at = data.draw(st.integers(0, len(claim.quote) - 1))
    letter = data.draw(st.characters(exclude_characters=claim.quote[at]))
    with pytest.raises(ClaimRejectedError):
        verify_claim(
            article, replace(claim, quote=claim.quote[:at] + letter + claim.quote[at + 1 :]), lexicon
        )


@pytest.mark.parametrize("effect", ["Monday's outage in the east", "the outage", "last week's big failure"])
def test_a_cause_that_only_names_the_outage_is_refused(effect: str, lexicon: Lexicon) -> None:
    body = f"The company says that a bad switch was behind {effect}."
    article = Article(
        url="https://wireroom.example/y",
        outlet="Wire Room",
        title="Slack is down for many",
        body=body,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
    )
    causes = [c.value.text for c in find_claims(article, lexicon=lexicon) if c.type is ClaimType.CAUSE]
    assert not [text for text in causes if effect in text]
