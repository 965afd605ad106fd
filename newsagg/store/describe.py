"""Every table, view and column in words -> docs/schema.md. Pure; ``python -m newsagg.store.describe`` prints it.

The one place that the documentation, ``newsagg schema``, Datasette's metadata and a test all read.
"""

import sys
from collections.abc import Iterator

from newsagg.store.describe_backfill import BACKFILL
from newsagg.store.describe_evidence import EVIDENCE
from newsagg.store.describe_feeds import FEED_TABLES, FEED_VIEWS
from newsagg.store.describe_labels import LABELS
from newsagg.store.describe_leases import LEASES
from newsagg.store.describe_lists import LIST_TABLES, LIST_VIEWS
from newsagg.store.describe_sketches import SKETCHES
from newsagg.store.describe_stories import STORY_TABLES, STORY_VIEWS
from newsagg.store.describe_tables import TABLES, Descriptions
from newsagg.store.describe_totals import TOTALS
from newsagg.store.describe_views import SEARCH, VIEWS
from newsagg.store.describe_ways import WAYS

DESCRIPTIONS: Descriptions = (
    VIEWS
    | FEED_VIEWS
    | STORY_VIEWS
    | LIST_VIEWS
    | TABLES
    | FEED_TABLES
    | STORY_TABLES
    | LABELS
    | SKETCHES
    | EVIDENCE
    | WAYS
    | LIST_TABLES
    | LEASES
    | TOTALS
    | BACKFILL
    | SEARCH
)
"""Name -> (what a row is, column -> meaning)."""

_HEAD = """# The database

<!-- Made by `python -m newsagg.store.describe > docs/schema.md` from newsagg/store/describe_*.py: edit those. -->

One SQLite file. Times are UTC, written `YYYY-MM-DDTHH:MM:SSZ`, so they sort and compare as text and SQLite's date
functions read them. Flags are 0 or 1. Where a value is not known, a text is empty unless its column says NULL.
"""

_VIEWS = """## Views

The documented interface: their columns do not change without an entry in CHANGELOG.md.
"""

_TABLES = """## Tables

What the views are made of. `STRICT`, with foreign keys; closed lists are held by CHECKs, and triggers refuse to alter
versions, words of claims and history, and to delete evidence.
"""

_SEARCH = """## Full-text search

FTS5, English stems, accents ignored, kept by triggers:
`SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'database'`.
"""


def render_schema() -> str:
    """Return docs/schema.md."""
    return "\n".join(_sections()) + "\n"


def _sections() -> Iterator[str]:
    yield _HEAD
    for heading, part in (
        (_VIEWS, VIEWS | FEED_VIEWS | STORY_VIEWS | LIST_VIEWS),
        (
            _TABLES,
            TABLES
            | FEED_TABLES
            | STORY_TABLES
            | LABELS
            | SKETCHES
            | EVIDENCE
            | WAYS
            | LEASES
            | LIST_TABLES
            | TOTALS
            | BACKFILL,
        ),
        (_SEARCH, SEARCH),
    ):
        yield heading
        for name, (meaning, columns) in part.items():
            yield f"### {name}\n\n{meaning}\n"
            yield "| column | meaning |\n|---|---|"
            yield from (f"| `{column}` | {said} |" for column, said in columns.items())
            yield ""


if __name__ == "__main__":
    sys.stdout.write(render_schema())
