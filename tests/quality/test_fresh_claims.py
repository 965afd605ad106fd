"""Claims on our own whole articles, which were written apart from the rules: a guard against decline.

What the rules found at first sight of each set stands in fresh/README.md; these floors lie under what they find since.
"""

import json
from pathlib import Path

import pytest

from benchmarks.fresh import list_sets, score_set
from newsagg.detect.lexicon import load_lexicon

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["fresh"]


@pytest.mark.parametrize("name", list_sets())
def test_claims_of_articles_written_apart_are_found_with_their_speakers(name: str) -> None:
    total = score_set(name, load_lexicon()).total
    floor = FLOORS[name]
    assert total.recall >= floor["recall"]
    assert total.precision >= floor["precision"]
    assert total.attribution >= floor["attribution"]
