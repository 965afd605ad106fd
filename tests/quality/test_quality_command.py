"""benchmarks/quality.py on small folders of our own."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import quality
from newsagg.errors import DataFileError

ARTICLES: list[dict[str, Any]] = [
    {
        "id": "a1",
        "url": "https://one.example/a",
        "outlet": "One",
        "title": "WhatsApp is down in a major outage",
        "published": "2024-05-14T08:10:00Z",
        "lang": "en",
        "text": "WhatsApp stopped delivering messages at 8 a.m. UTC on Tuesday.\n\nMeta said that a failed "
        "database was the cause. The outage lasted about two hours.",
    },
    {
        "id": "a2",
        "url": "https://two.example/a",
        "outlet": "Two",
        "title": "WhatsApp outage: messages are not sent",
        "published": "2024-05-14T09:00:00Z",
        "lang": "en",
        "text": "WhatsApp is down and users cannot send messages. It was not a cyberattack, Meta said.",
    },
    {
        "id": "a3",
        "url": "https://two.example/b",
        "outlet": "Two",
        "title": "A recipe for plum cake",
        "published": "2024-05-14",
        "lang": "en",
        "text": "Take four plums.",
    },
]
TRAP = "this is no JSON: whoever reads labels fails here"


def write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, "utf-8")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    write_lines(folder / "articles.jsonl", ARTICLES)
    for name in ("claims.jsonl", "incidents.jsonl", "labels.jsonl"):
        (folder / name).write_text(TRAP, "utf-8")
    return folder


def predictions(out: Path) -> dict[str, dict[str, Any]]:
    rows = map(json.loads, (out / "predictions.jsonl").read_text("utf-8").splitlines())
    return {row["id"]: row for row in rows}


def test_a_gold_folder_is_judged_read_and_merged_without_its_labels(gold: Path, tmp_path: Path) -> None:
    assert quality.main([str(gold), "--out", str(tmp_path / "out")]) == 0
    found = predictions(tmp_path / "out")
    assert found["a1"]["relevant"]
    assert found["a1"]["incident"] == found["a2"]["incident"] == "2024-05-14-whatsapp"
    assert not found["a3"]["relevant"]
    types = {c["type"] for name in ("a1", "a2") for c in found[name]["claims"]}
    assert {"cause", "not_cause", "duration"} <= types


def test_every_quote_is_short_and_stands_in_the_title_or_the_text(gold: Path, tmp_path: Path) -> None:
    quality.main([str(gold), "--out", str(tmp_path / "out")])
    found = predictions(tmp_path / "out")
    for article in ARTICLES:
        for claim in found[article["id"]]["claims"]:
            assert len(claim["quote"]) <= 300
            assert claim["quote"] in article["title"] or claim["quote"] in article["text"]
            assert claim["stance"] in ("asserted", "hedged", "denied", "questioned", "forecast")


def test_relevance_can_be_supplied_and_nothing_else(gold: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    ids.write_text("a3\n", "utf-8")
    quality.main([str(gold), "--out", str(tmp_path / "out"), "--relevant", str(ids)])
    assert {name: row["relevant"] for name, row in predictions(tmp_path / "out").items()} == {
        "a1": False,
        "a2": False,
        "a3": True,
    }


def test_a_stream_folder_is_known_by_its_stream(tmp_path: Path) -> None:
    rows = [
        {
            "id": a["id"], "url": a["url"], "title": a["title"], "description": f"<p>{a['text']}</p>",
            "published": a["published"], "published_is_fetch_time": False, "feed": "f", "outlet": a["outlet"],
        }
        for a in ARTICLES
    ]  # fmt: skip
    write_lines(tmp_path / "stream.jsonl.gz", rows)
    (tmp_path / "labels.jsonl").write_text(TRAP, "utf-8")
    assert quality.main([str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    assert predictions(tmp_path / "out")["a1"]["incident"]
    timing = json.loads((tmp_path / "out" / "timing.json").read_text("utf-8"))
    assert timing["articles"] == 3
    assert set(timing["stages"]) == {"load", "read", "detect", "merge", "write"}


def test_a_stories_folder_is_clustered_only_and_wholly(tmp_path: Path) -> None:
    rows = [
        {
            "id": a["id"],
            "story": TRAP,
            "title": a["title"],
            "published": a["published"],
            "outlet": "",
            "text": a["text"],
        }
        for a in ARTICLES
    ]
    write_lines(tmp_path / "glitches.jsonl", rows)
    assert quality.main([str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    found = predictions(tmp_path / "out")
    assert found["a1"]["incident"] == found["a2"]["incident"] != found["a3"]["incident"]


def test_a_folders_own_scorer_is_called(
    gold: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (gold / "score_gold.py").write_text("import sys; print('scored', len(sys.argv)); sys.exit(3)", "utf-8")
    assert quality.main([str(gold), "--out", str(tmp_path / "out")]) == 3
    assert "scored 3" in capfd.readouterr().out


def test_a_folder_of_nothing_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"articles\.jsonl"):
        quality.main([str(tmp_path), "--out", str(tmp_path / "out")])


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text("{}\nnonsense\n", "utf-8")
    with pytest.raises(DataFileError, match=r"articles\.jsonl:2"):
        list(quality.read_lines(tmp_path / "articles.jsonl"))
