"""Which times are the outage's start and end, in words that no rule knows; and where the weights come from."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.detect.claims import find_claims, prepare_reading
from newsagg.detect.claimtypes.timeroles import ROLES, judge_times, load_weights
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.timetraining import hash_examples
from newsagg.errors import DataFileError
from newsagg.model import Article, Claim
from newsagg.places import data_dir
from newsagg.vocabulary import ClaimType as T

SEEN = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def make_article(body: str) -> Article:
    return Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title="Harrow Pay is out",
        body=body,
        published_at=SEEN,
        seen_at=SEEN,
        language="en",
        basis="page",
    )


def read(body: str, lexicon: Lexicon, type_: T) -> list[Claim]:
    return [c for c in find_claims(make_article(body), lexicon=lexicon) if c.type is type_]


STORY = """{told}

Harrow Pay serves 4,000 shops in the north of England. Several owners said that they had turned to cash. The firm was
founded in 2011. A spokesperson said at 14:05 UTC that it was aware of the trouble. It gave no cause."""


@pytest.mark.parametrize(
    "told",
    [
        "Tills at Harrow Pay's shops seized up at 09:12 UTC on Wednesday.",
        "Harrow Pay's ledgers wobbled, then toppled, at 09:12 UTC on Wednesday.",
        "Card readers of Harrow Pay turned to stone at 09:12 UTC on Wednesday.",
    ],
    ids=["seized up", "toppled", "turned to stone"],
)
def test_a_start_is_known_by_the_company_it_keeps(lexicon: Lexicon, told: str) -> None:
    assert [c.value.text for c in read(STORY.format(told=told), lexicon, T.START_TIME)] == [
        "2026-03-04T09:12Z"
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Tills at Harrow Pay's shops failed at 07:30 UTC on Wednesday. Its help desk opens at 09:12 UTC.",
        "Tills at Harrow Pay's shops failed at 07:30 UTC on Wednesday. A caller to the radio asked at 09:12 UTC for a joke.",
        "Tills at Harrow Pay's shops failed at 07:30 UTC on Wednesday. The firm will answer questions at its meeting at 09:12 UTC on Friday.",
    ],
    ids=["opens", "asked", "meeting"],
)
def test_other_times_are_no_start(lexicon: Lexicon, told: str) -> None:
    assert [c.value.text for c in read(STORY.format(told=told), lexicon, T.START_TIME)] == [
        "2026-03-04T07:30Z"
    ]


def test_of_a_teaser_only_the_rules_read_the_times(lexicon: Lexicon) -> None:
    assert read("Harrow Pay turned to stone at 09:12 UTC on Wednesday.", lexicon, T.START_TIME) == []


def test_the_probabilities_of_a_time_add_up_to_one(lexicon: Lexicon) -> None:
    reading = prepare_reading(
        make_article("It began at 09:12 UTC and was over by 11:40 UTC, said Harrow Pay at noon."), lexicon
    )
    for sentence in reading.sentences():
        times = [t for t in reading.times_in(sentence.start, sentence.end) if t.time_from is not None]
        for roles in judge_times(reading, sentence, times):
            assert set(roles) == set(ROLES)
            assert sum(roles.values()) == pytest.approx(1.0)
            assert min(roles.values()) >= 0.0


def test_the_weights_were_made_from_the_marked_articles_that_are_here() -> None:
    head = (data_dir() / "roles" / "times.tsv").read_text("utf-8").splitlines()[0]
    assert head.endswith(hash_examples(data_dir() / "training" / "claims")), (
        "run python -m newsagg.detect.timetraining"
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("w=down\t1\t2\n", "line 1 has 2 weights"),
        ("\t0\t0\t0\nw=down\t1\tmuch\t0\n", "line 2 is no row"),
        ("w=down\t1\t2\t3\n", "no intercept"),
    ],
    ids=["short", "no number", "no intercept"],
)
def test_a_damaged_file_of_weights_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "times.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(DataFileError, match=complaint) as raised:
        load_weights(path)
    assert raised.value.subject == str(path)
