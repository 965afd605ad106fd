"""What holds of a digest and of short phrases whatever texts the web holds."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from newsagg.report.digest import compose_digest
from newsagg.report.paragraphs import WIDTH, quote
from newsagg.report.phrases import clean, shorten
from newsagg.vocabulary import ClaimType, Stance
from tests.report.weeks import a_claim, a_week, an_incident

TEXT = st.text(max_size=120)
CLAIMS = st.lists(
    st.builds(
        lambda kind, value, words, speaker, stance: a_claim(
            kind, value, words, speaker=speaker, speaker_slug=speaker, stance=stance, outlet=speaker
        ),
        st.sampled_from([kind.value for kind in ClaimType]),
        TEXT,
        TEXT,
        TEXT,
        st.sampled_from([stance.value for stance in Stance]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(title=TEXT, claims=CLAIMS)
def test_any_texts_make_a_digest_that_fits_and_commands_nothing(
    title: str, claims: list[dict[str, object]]
) -> None:
    numbered = [claim | {"claim_id": number} for number, claim in enumerate(claims)]
    told = compose_digest(a_week(an_incident(title=title, claims=numbered)))
    for line in told.removesuffix("\n").split("\n"):
        assert len(line) <= WIDTH or "https://" in line
        assert not [sign for sign in line if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"}]


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_keeps_every_letter(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert [c for c in cleaned if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(max_size=200), st.integers(min_value=2, max_value=80))
def test_a_shortened_text_fits_and_begins_as_it_began(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert short == text or text.startswith(short.removesuffix("…"))


def test_a_megabyte_of_junk_is_quoted_in_a_moment() -> None:
    assert len(quote("a" * 500_000 + " b" * 250_000)) < 600
