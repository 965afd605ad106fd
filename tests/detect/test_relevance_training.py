"""The relevance model: the same every time, kept in plain arrays, made again when anything it came from changes."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newsagg.detect.training import Example, load_model, read_examples
from newsagg.errors import DataFileError
from newsagg.vocabulary import ReportKind

_ROWS = [
    ("Slack is down for users", True, "report"),
    ("GitHub outage hits users", True, "report"),
    ("Zoom is back after outage", True, "update"),
    ("Gmail is back for users", True, "update"),
    ("Slack adds emoji for users", False, "negative"),
    ("Zoom adds avatars for users", False, "negative"),
    ("Shares are down again", False, "negative"),
    ("Prices are down again", False, "negative"),
]


def _folder(tmp_path: Path, rows: list[tuple[str, bool, str]] = _ROWS) -> Path:
    folder = tmp_path / "training"
    folder.mkdir(exist_ok=True)
    lines = [
        json.dumps({"title": title, "summary": "", "relevant": relevant, "kind": kind, "lang": "en"})
        for title, relevant, kind in rows
    ]
    (folder / "relevance-few.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_the_cached_model_is_the_fitted_one(tmp_path: Path) -> None:
    folder, cache = _folder(tmp_path), tmp_path / "cache"
    fitted = load_model(cache, folder=folder)
    read = load_model(cache, folder=folder)
    for field in ("weights", "bias", "slope", "offset", "kinds", "kind_weights", "kind_bias", "fingerprint"):
        assert getattr(fitted, field) == getattr(read, field)


def test_fitting_twice_gives_the_same_model(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    first, second = load_model(folder=folder), load_model(folder=folder)
    assert (first.weights, first.bias, first.slope) == (second.weights, second.bias, second.slope)


@pytest.mark.parametrize(
    "spoilt", [b"", b"PK\x03\x04 no", b"\x80\x04junk"], ids=["empty", "half a zip", "a pickle"]
)
def test_a_spoilt_cache_is_made_again(tmp_path: Path, spoilt: bytes) -> None:
    folder, cache = _folder(tmp_path), tmp_path / "cache"
    fitted = load_model(cache, folder=folder)
    (file,) = cache.iterdir()
    file.write_bytes(spoilt)
    assert load_model(cache, folder=folder).weights == fitted.weights
    assert file.read_bytes() != spoilt


def test_a_new_example_makes_a_new_model(tmp_path: Path) -> None:
    folder, cache = _folder(tmp_path), tmp_path / "cache"
    before = load_model(cache, folder=folder)
    _folder(tmp_path, [*_ROWS, ("Docker outage", True, "report")])
    assert load_model(cache, folder=folder).fingerprint != before.fingerprint


def test_an_analysts_labels_are_learned(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    label = Example(title="Users of Slack", summary="", relevant=True, kind=ReportKind.REPORT, language="en")
    assert load_model(folder=folder, labels=[label]).fingerprint != load_model(folder=folder).fingerprint


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert load_model(tmp_path / "file" / "cache", folder=_folder(tmp_path)).weights


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"title": "x"}',
        '{"title": "x", "summary": "", "relevant": true, "kind": "rumour", "lang": "en"}',
        "[]",
    ],
    ids=["no JSON", "fields missing", "unknown kind", "no object"],
)
def test_a_wrong_example_is_named_with_file_and_line(tmp_path: Path, line: str) -> None:
    folder = _folder(tmp_path)
    (folder / "relevance-wrong.jsonl").write_text(f"{line}\n", "utf-8")
    with pytest.raises(DataFileError, match=r"relevance-wrong\.jsonl:1"):
        read_examples(folder)


def test_examples_of_one_sort_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="both sorts"):
        read_examples(_folder(tmp_path, [row for row in _ROWS if row[1]]))


def test_the_shipped_examples_are_many_and_mixed() -> None:
    examples = read_examples()
    assert len(examples) >= 2_000
    assert 0.35 < sum(example.relevant for example in examples) / len(examples) < 0.5
    for language in ("de", "fr", "es", "pt"):
        assert sum(example.language == language for example in examples) >= 90
    assert len({(example.title, example.summary) for example in examples}) == len(examples)


def test_reading_the_relevance_module_does_not_load_scikit_learn() -> None:
    check = (
        "import sys, newsagg.detect.relevance; sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_a_trial_tells_what_labels_change_and_that_wrong_ones_do_harm(tmp_path: Path) -> None:
    from newsagg.detect.trial import try_labels

    own = read_examples(_folder(tmp_path)) * 6
    shipped = load_model(folder=_folder(tmp_path))
    outages = [example for example in own if "down for" in example.title or "outage" in example.title]
    news = [example for example in own if "adds" in example.title]
    turned = [replace(example, relevant=not example.relevant) for example in [*outages, *news] * 4]
    assert try_labels(own, turned, like=shipped).worse
    honest = try_labels(own, [*outages, *news], like=shipped)
    assert not honest.worse
    assert (honest.examples, honest.labels) == (len(own), len(outages) + len(news))
