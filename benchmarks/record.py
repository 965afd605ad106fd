"""A record that `newsagg demo --corpus FILE` made -> predictions in the form of the corpus's scorer, and its scores.

    python benchmarks/record.py var/corpus.db ../shared/gold --out var/quality/record

So the same numbers as ``quality.py`` gives for texts can be had for the whole way over HTTP, SQLite and the flow.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.quality import call_scorer, clip_quote, make_row, read_lines, tell_claim
from newsagg.demo.corpus import load_corpus, map_urls
from newsagg.store import read_db
from newsagg.store.claims import load_reports
from newsagg.store.incidents import incidents_of_articles


def main() -> int:
    """Write the predictions of a record and score them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    corpus = given.folder / "articles.jsonl"
    rows = {row.id: row for row in (make_row("gold", line) for line in read_lines(corpus))}
    ids = map_urls(load_corpus(corpus))
    db = read_db(given.record)
    sure = {report.article_id for report in load_reports(db)}
    reports = load_reports(db, unsure=True)
    placed = incidents_of_articles(db, [report.article_id for report in reports])
    told = []
    for report in reports:
        row = rows[ids[report.url]]
        quotes = [(stored.claim, clip_quote(stored.claim, row)) for stored in report.claims]
        told.append(
            {
                "id": row.id,
                "relevant": report.article_id in sure or report.article_id in placed,
                "incident": next(iter(placed.get(report.article_id, ())), None),
                "claims": [tell_claim(claim, quote) for claim, quote in quotes if quote],
            }
        )
    found = {line["id"] for line in told}
    told += [
        {"id": name, "relevant": False, "incident": None, "claims": []} for name in rows if name not in found
    ]
    given.out.mkdir(parents=True, exist_ok=True)
    predictions = given.out / "predictions.jsonl"
    predictions.write_text("".join(json.dumps(line) + "\n" for line in told), "utf-8")
    return call_scorer("gold", given.folder, predictions)


if __name__ == "__main__":
    sys.exit(main())
