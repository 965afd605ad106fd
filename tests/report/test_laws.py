"""What holds of an edition, its JSON and of short phrases whatever texts the web holds."""

import string
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsagg.model import Filters
from newsagg.report.edition import (
    Brief,
    Day,
    Dispute,
    Edition,
    Fact,
    FeedNote,
    Late,
    ProviderWeeks,
    Run,
    Said,
    Story,
)
from newsagg.report.editionjson import edition_from_json, edition_to_json
from newsagg.report.listing import filters_from_json, filters_to_json, make_filters
from newsagg.report.passage import find_passage
from newsagg.report.phrases import clean, shorten
from newsagg.report.saying import CUT, LONGEST_QUOTE, cut_quote
from newsagg.vocabulary import ClaimType, Severity, Stance
from tests.report.material import a_begun, a_claim, a_line, a_record, edition_of

TEXT = st.text(max_size=120)
MOMENTS = st.integers(0, 90 * 24).map(
    lambda n: f"{datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n):%Y-%m-%dT%H:%M:%SZ}"
)
CLAIMS = st.lists(
    st.builds(
        lambda kind, value, words, speaker, stance, first, number, second: a_claim(
            kind,
            value,
            words or "x",
            speaker=speaker,
            speaker_slug=speaker,
            stance=stance,
            outlet=speaker,
            time_from=first,
            time_to=first,
            number_from=number,
            number_to=number,
            second_hand=second,
        ),
        st.sampled_from([kind.value for kind in ClaimType]),
        TEXT,
        TEXT,
        TEXT,
        st.sampled_from([stance.value for stance in Stance]),
        st.none() | MOMENTS,
        st.none() | st.floats(0, 1e9),
        st.integers(0, 1),
    ),
    max_size=6,
)


def few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=2).map(tuple)


WORDS = few(st.builds(Run, text=TEXT, url=TEXT))
SAID = st.builds(Said, quote=TEXT)
FACTS = st.builds(Fact, words=few(WORDS), said=few(SAID))
COUNTS = few(st.integers())
HOURS = st.none() | st.tuples(st.floats(0, 1e6), st.floats(0, 1e6))
EDITIONS = st.builds(
    Edition,
    start=st.datetimes(timezones=st.just(UTC)),
    end=st.datetimes(timezones=st.just(UTC)),
    told_at=st.datetimes(timezones=st.just(UTC)),
    summary=few(WORDS),
    counts=COUNTS,
    days=few(st.builds(Day)),
    top=few(
        st.builds(Story, facts=few(FACTS), disputes=few(st.builds(Dispute, sentence=WORDS, sides=few(SAID))))
    ),
    others=few(st.builds(Brief)),
    still_open=few(st.builds(Brief)),
    vendor_only=st.just(()),
    late=few(st.builds(Late, sentence=WORDS, said=few(SAID))),
    providers=few(st.builds(ProviderWeeks, counts=COUNTS, hours=HOURS, this_week=few(TEXT))),
    feeds=few(st.builds(FeedNote)),
    heard=WORDS,
)


def texts_of(value: Any) -> Iterator[str]:
    """Every text that an edition holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_of(getattr(value, one.name))


@settings(max_examples=60, deadline=None)
@given(
    title=TEXT,
    claims=CLAIMS,
    conflicts=st.lists(st.sampled_from([kind.value for kind in ClaimType]), max_size=3),
)
def test_any_texts_make_an_edition_that_commands_nothing_and_survives_being_kept(
    title: str, claims: list[dict[str, object]], conflicts: list[str]
) -> None:
    numbered = [claim | {"claim_id": number} for number, claim in enumerate(claims)]
    record = a_record(*numbered, conflicts=conflicts)
    edition = edition_of([a_begun()], lines=[a_line(title=title)], records={"2026-03-02-cloud": record})
    for text in texts_of(edition):
        assert not [sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"}]
    assert len(edition.subject) <= 78
    assert edition_from_json(edition_to_json(edition)) == edition


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITIONS)
def test_an_edition_is_the_same_after_it_was_kept_as_json(edition: Edition) -> None:
    kept = edition_to_json(edition)
    assert edition_from_json(kept) == edition
    assert edition_to_json(edition_from_json(kept)) == kept


@given(
    st.lists(st.text(string.ascii_lowercase + "-", min_size=1, max_size=9)),
    st.sampled_from(Severity),
    st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=2)),
)
def test_filters_are_the_same_after_they_were_kept(
    providers: list[str], severity: Severity, languages: list[str]
) -> None:
    filters = make_filters(providers=providers, severity=severity.value, languages=languages)
    assert isinstance(filters, Filters)
    assert filters_from_json(filters_to_json(filters)) == filters


@given(st.text(min_size=1, max_size=200))
def test_a_passage_is_found_by_its_words_and_the_address_stays_what_it_was(words: str) -> None:
    url = find_passage("https://post.example/1?a=b", words)
    assert url.split("#")[0] == "https://post.example/1?a=b"
    assert url.isascii()
    fragment = urlsplit(url).fragment.removeprefix(":~:text=")
    assert "-" not in fragment
    assert "&" not in fragment
    plain = " ".join(clean(words).split())
    assert all(unquote(part) in plain for part in fragment.split(","))


@given(st.text(max_size=900))
def test_a_quote_is_its_words_or_their_beginning(words: str) -> None:
    told = cut_quote(words)
    assert len(told) <= LONGEST_QUOTE
    assert " ".join(clean(words).split()).startswith(told.removesuffix(CUT))


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
    assert len(cut_quote("a" * 500_000 + " b" * 250_000)) <= LONGEST_QUOTE
