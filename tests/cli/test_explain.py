"""What is read out of one article, wherever it comes from; nothing of it is stored."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.record import HOSTILE_ID
from tests.cli.running import OBEYED, Outcome, run
from tests.collect.loopback import Site, answer, serve_site

TEXT = """Slack is down for thousands of users in a worldwide outage
Slack stopped working on Tuesday morning, and users could not send messages. Slack said on its status page
that a database failure caused the outage. The disruption lasted about three hours.
"""
PAGE = f"""<html><head><title>Slack down</title></head><body><article><h1>{TEXT.splitlines()[0]}</h1>
{"".join(f"<p>{line}</p>" for line in TEXT.splitlines()[1:])}
<p>The company wants to publish a full report of what went wrong within a week of the outage, it said, and it asks
all customers who still have trouble to write to its support desk.</p></article></body></html>""".encode()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def explain(cache: Path, tmp_path: Path) -> "Explain":
    return Explain(cache, tmp_path / "none.db")


class Explain:
    """The command with a kept model, on no database unless one is given."""

    def __init__(self, cache: Path, database: Path) -> None:
        self.cache, self.database = cache, database

    def __call__(
        self,
        *arguments: str | Path,
        stdin: str = "",
        columns: int = 0,
        database: Path | None = None,
        **env: str,
    ) -> Outcome:
        settings: dict[str, str | None] = {"NEWSAGG_CACHE": str(self.cache), **env}
        return run(
            "explain",
            *arguments,
            database=database or self.database,
            stdin=stdin,
            columns=columns,
            env=settings,
        )


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as running:
        yield running


def test_a_text_from_standard_input_is_judged_and_read(explain: Explain) -> None:
    told = explain("-", stdin=TEXT, columns=80).out
    assert "relevant" in told
    assert "Slack  subject" in told
    assert "about 3 h" in told
    assert "“The disruption lasted about three hours.”" in told
    assert "Left out, and why" in told


def test_every_claim_stands_at_its_offsets(explain: Explain) -> None:
    told = explain("-", "--json", stdin=TEXT).data
    article = f"{told['article']['title']}\n\n{told['article']['body']}"
    assert told["claims"]
    for claim in told["claims"]:
        assert article[claim["start"] : claim["end"]] == claim["quote"]


def test_the_evidence_comes_with_its_weights(explain: Explain) -> None:
    told = explain("-", "--json", stdin=TEXT).data["verdict"]
    assert told["relevance"] == "relevant"
    assert 0.5 < told["probability"] <= 1
    assert any(evidence["weight"] > 0 for evidence in told["evidence"])


def test_of_a_text_about_something_else_no_claim_is_kept(explain: Explain) -> None:
    told = explain("-", stdin="A new tablet\nThe maker lowered its price to 300 dollars.\n", columns=80).out
    assert "irrelevant" in told
    assert "none is kept" in told


def test_a_text_file_has_its_title_on_the_first_line(explain: Explain, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT)
    told = explain(tmp_path / "story.txt", "--outlet", "The Post", "--published", "2026-03-03", "--json").data
    assert told["article"]["title"] == TEXT.splitlines()[0]
    assert told["article"]["outlet"] == "The Post"
    assert told["article"]["published_at"] == "2026-03-03T00:00:00Z"


def test_a_html_file_is_read_as_a_page(explain: Explain, tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(PAGE)
    told = explain(tmp_path / "story.html", "--json").data
    assert told["article"]["title"] == TEXT.splitlines()[0]
    assert "<p>" not in told["article"]["body"]
    assert "The disruption lasted about three hours." in told["article"]["body"]


def test_an_unknown_address_is_fetched_and_not_stored(
    explain: Explain, site: Site, record: Path, tmp_path: Path
) -> None:
    site.routes["/story"] = answer(body=PAGE, headers={"Content-Type": "text/html; charset=utf-8"})
    copy = Path(shutil.copy(record, tmp_path / "copy.db"))
    before = copy.read_bytes()
    resolve = f"*.test.example=127.0.0.1:{site.port}"
    told = explain(site.url("/story"), "--json", database=copy, NEWSAGG_RESOLVE=resolve).data
    assert told["source"] == "web"
    assert told["verdict"]["relevance"] == "relevant"
    assert "/story" in site.paths()
    assert copy.read_bytes() == before


def test_an_article_of_the_database_is_read_as_it_stands_there(explain: Explain, record: Path) -> None:
    told = explain("https://post.example/1", database=record, columns=80).out
    assert "as it stands in the database" in told
    assert "stands in 2026-03-02-example-cloud as primary" in told
    assert "page not to be had" in told


def test_a_stored_article_is_found_under_another_spelling_of_its_address(
    explain: Explain, record: Path
) -> None:
    told = explain("https://POST.example/1?utm_source=mail#top", "--json", database=record).data
    assert told["source"] == "database"


def test_no_title_can_command_the_terminal(explain: Explain, record: Path) -> None:
    told = explain("https://post.example/3", database=record, columns=80).out
    assert HOSTILE_ID in told
    assert not [sign for sign in OBEYED if sign in told]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nosuch.txt", "neither as a file"),
        ("ftp://paper.example/x", "neither as a file"),
        ("http://127.0.0.1/x", "127.0.0.1"),
        ("http://", "http://"),
        (".", "neither as a file"),
    ],
)
def test_what_cannot_be_read_ends_with_one_line_that_names_it(
    explain: Explain, target: str, said: str
) -> None:
    told = explain(target)
    assert told.code == 1
    assert said in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "\x00\x1b[2J", "title only", "a" * 100_000],
    ids=["empty", "blank lines", "controls", "a title", "one long word"],
)
def test_any_text_is_explained(explain: Explain, text: str) -> None:
    told = explain("-", stdin=text)
    assert told.code == 0
    assert not [sign for sign in OBEYED if sign in told.out]


def test_a_file_that_holds_no_text_is_refused(explain: Explain, tmp_path: Path) -> None:
    (tmp_path / "program").write_bytes(b"\x7fELF\0\0\0outage")
    told = explain(tmp_path / "program")
    assert told.code == 1
    assert "holds no text" in told.err
