"""SQLite, and all the SQL that changes anything. The database is passed in; only ``open_db`` and ``read_db`` open one.

    articles.py     feeds, entries, articles, pages, verdicts: what came from the world, and what we read out of it
    claims.py       reports for merging, with their claims
    incidents.py    known incidents out, changes in
    decisions.py    what analysts decided
    runs.py         the ledger of runs
    queries.py      read-only questions for commands and pages

Every writing function is one transaction, idempotent, and raises StoreError.
"""

from sqlite_utils import Database

from newsagg.store.connect import check_file, open_db, path_of, read_db, write

__all__ = ["Database", "check_file", "open_db", "path_of", "read_db", "write"]
