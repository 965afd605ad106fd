"""A run says in one line what it cannot read, before it starts a server."""

from pathlib import Path

import pytest

from tests.cli.running import run

GOOD = '[[feed]]\nslug = "a"\noutlet = "A"\nurl = "https://a.example/feed"\nkind = "news"\n'
BAD = '[[feed]]\nslug = "Bad Slug"\noutlet = "B"\nurl = "https://b.example/feed"\nkind = "news"\n'


@pytest.mark.parametrize(
    ("variable", "text", "told"),
    [
        pytest.param(
            "NEWSAGG_FEEDS", GOOD + BAD, "given, feed 2 (Bad Slug): slug", id="a bad row of the feed list"
        ),
        pytest.param("NEWSAGG_SERVICES", "no toml", "given", id="a lexicon that is none"),
        pytest.param(
            "NEWSAGG_DATABASE", "a letter to a friend", "file is not a database", id="a text as database"
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(variable: str, text: str, told: str, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_text(text, "utf-8")
    places = {f"NEWSAGG_{name}": str(tmp_path / name.lower()) for name in ("DATABASE", "CACHE", "ARCHIVE")}
    outcome = run("run", env={**places, variable: str(given)})
    assert outcome.code == 1
    assert told in outcome.err
    assert outcome.err.count("\n") == 1
    assert not (tmp_path / "cache" / "prefect").exists()


def test_an_address_book_that_cannot_be_read_is_told_in_a_line(tmp_path: Path) -> None:
    places = {f"NEWSAGG_{name}": str(tmp_path / name.lower()) for name in ("DATABASE", "CACHE", "ARCHIVE")}
    outcome = run("run", env={**places, "NEWSAGG_RESOLVE": "nowhere"})
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert outcome.err.startswith("newsagg: NEWSAGG_RESOLVE: ")


def test_an_empty_corpus_is_told_by_its_own_name(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.touch()
    outcome = run("demo", "--plain", "--corpus", corpus, database=tmp_path / "x.db")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(f"newsagg: {corpus}: holds no article")
