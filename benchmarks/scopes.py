"""A gold folder and our predictions -> relevance by language and by how much of the text there is. Reads labels.

    python benchmarks/scopes.py GOLD_DIR PREDICTIONS.jsonl [--only FILE]

What quality.py wrote is scored again here, since the folder's own scorer puts all scopes into one figure.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.quality import read_lines

Row = dict[str, Any]
GROUPS: dict[str, Callable[[Row], bool]] = {
    "English": lambda row: row["lang"] == "en",
    "English, full text": lambda row: row["lang"] == "en" and row["text_scope"] == "full",
    "English, full, cut, summary or abstract": lambda row: row["lang"] == "en" and row["text_scope"] != "rss",
    "English, title and summary of a feed": lambda row: row["lang"] == "en" and row["text_scope"] == "rss",
    "other languages": lambda row: row["lang"] != "en",
}


def main(argv: list[str] | None = None) -> int:
    """Print a line for each group, with borderline articles and without."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--only", type=Path, help="ids to score, one a line")
    given = parser.parse_args(argv)
    said = {row["id"]: bool(row["relevant"]) for row in read_lines(given.predictions)}
    rows = list(read_lines(given.folder / "articles.jsonl"))
    if given.only:
        only = set(given.only.read_text("utf-8").split())
        rows = [row for row in rows if row["id"] in only]
    for name, belongs in GROUPS.items():
        group = [row for row in rows if belongs(row)]
        firm = [row for row in group if not row["borderline"]]
        print(f"{name:42} {_tell(group, said)}   without borderline {_tell(firm, said)}")
    return 0


def _tell(rows: list[Row], said: dict[str, bool]) -> str:
    right = sum(row["relevant"] and said.get(row["id"], False) for row in rows)
    ours = sum(said.get(row["id"], False) for row in rows)
    true = sum(row["relevant"] for row in rows)
    f1 = 2 * right / (ours + true) if ours + true else 1.0
    return f"n {len(rows):4}  P {right / (ours or 1):.3f}  R {right / (true or 1):.3f}  F1 {f1:.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
