"""Which proposed claims are kept: what is told of this outage, and not what is told beside it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.detect import worth
from newsagg.detect.claims import gather_claims, read_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.worth import KINDS, LEAST, judge_claims, load_weights
from newsagg.errors import DataFileError
from newsagg.model import Article
from newsagg.places import data_dir
from newsagg.vocabulary import ClaimType as T

SEEN = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def make_article(
    body: str, *, language: str = "en", title: str = "Slack is down for thousands of users"
) -> Article:
    return Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title=title,
        body=body,
        published_at=SEEN,
        seen_at=SEEN,
        language=language,
        basis="page",
    )


STORY = """Slack stopped delivering messages at 09:12 UTC on Wednesday, and thousands of users could not sign in.

A spokesperson for the company said that an expired certificate on its gateways was to blame for the disruption.

Downdetector had 8,400 reports at the peak. Users in Germany and Japan were hit hardest.

Engineers rolled out a new certificate and service was restored by 11:40 UTC, the company wrote on its status page.

Slack, which belongs to Salesforce, is used by 200,000 firms. Its shares have risen since the spring.

Zoom, too, had a bad month. Its calls failed for an hour last week after a botched update."""


def test_what_an_article_tells_of_its_outage_is_kept(lexicon: Lexicon) -> None:
    kept = {claim.type for claim in read_claims(make_article(STORY), lexicon).claims}
    assert {T.CAUSE, T.START_TIME, T.END_TIME, T.TRACKER_REPORTS, T.AFFECTED_REGION} <= kept


def test_a_claim_that_is_left_out_is_told_with_its_quote_and_probability(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worth, "LEAST", dict.fromkeys(KINDS, 1.0))
    reading = read_claims(make_article(STORY), lexicon)
    left = [out for out in reading.rejected if "hardly told of this outage" in out.reason]
    assert any("Germany and Japan" in out.quote for out in left)
    assert T.CAUSE in {claim.type for claim in reading.claims}, "the only cause stays"


def test_probabilities_are_the_same_every_time_and_lie_between_none_and_one(lexicon: Lexicon) -> None:
    reading, claims, _ = gather_claims(make_article(STORY), lexicon)
    judged = judge_claims(reading, claims)
    assert judged == judge_claims(reading, claims)
    assert judged
    assert all(0 < sure < 1 for _, sure in judged)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Slack stopped at 09:12 UTC on Wednesday.", "en"),
        (STORY, "de"),
    ],
    ids=["a feed's summary", "another language"],
)
def test_texts_unlike_those_it_learned_from_are_left_alone(
    body: str, language: str, lexicon: Lexicon
) -> None:
    reading, claims, _ = gather_claims(make_article(body, language=language), lexicon)
    assert judge_claims(reading, claims) == []


def test_the_same_words_weigh_less_where_another_tells_them_more_fully(lexicon: Lexicon) -> None:
    again = STORY.replace("Users in Germany", "The certificate had expired. Users in Germany")
    reading, claims, _ = gather_claims(make_article(again), lexicon)
    sure = {claim.quote: p for claim, p in judge_claims(reading, claims) if claim.type is T.CAUSE}
    full = max(sure, key=len)
    assert all(p <= sure[full] for p in sure.values())


def test_every_threshold_is_of_a_kind_and_not_above_even_odds() -> None:
    assert set(LEAST) <= set(KINDS)
    assert all(0 < least <= 0.5 for least in LEAST.values()), "what is likelier than not is kept"
    assert all("" in column for column in load_weights().values())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("alone\t0.1\n", r"worth\.tsv:1"),
        ("\t" + "\t".join(["x"] * len(KINDS)) + "\n", r"worth\.tsv:1"),
        ("alone\t" + "\t".join(["0.1"] * len(KINDS)) + "\n", "no bias"),
    ],
    ids=["too few weights", "no number", "no bias"],
)
def test_a_broken_table_says_which_line_is_wrong(
    text: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "worth.tsv").write_text(text, "utf-8")
    monkeypatch.setattr(worth, "data_dir", lambda: tmp_path)
    load_weights.cache_clear()
    with pytest.raises(DataFileError, match=fault):
        load_weights()
    monkeypatch.undo()
    load_weights.cache_clear()


def test_both_sides_of_a_span_stand_or_fall_together(lexicon: Lexicon) -> None:
    sides = {T.START_TIME, T.END_TIME}
    spans = 0
    folder = data_dir() / "training" / "claims"
    lines = [
        line for path in sorted(folder.glob("trade*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    for row in map(json.loads, lines):
        if " to " not in row["text"] and "between " not in row["text"].lower():
            continue
        at = datetime.fromisoformat(row["published"])
        article = Article(
            url="https://wireroom.example/a", outlet=row["outlet"], title=row["title"], body=row["text"],
            published_at=at, seen_at=at,
        )  # fmt: skip
        _, before, _ = gather_claims(article, lexicon)
        for claims in (before, read_claims(article, lexicon).claims):
            told: dict[tuple[int, str], set[T]] = {}
            for claim in claims:
                if claim.type in sides:
                    told.setdefault((claim.start, claim.value.words), set()).add(claim.type)
            if claims is before:
                whole = {place for place, types in told.items() if types == sides}
                spans += len(whole)
            else:
                assert all(told.get(place, sides) == sides for place in whole), row["id"]
    assert spans
