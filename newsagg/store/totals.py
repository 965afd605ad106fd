"""Incidents whose counts went stale -> counted again. Writes.

Triggers mark a row of ``incident_totals`` stale when anything changes that it counts (schema_totals.py); until it is
filled the views count that incident afresh, so nothing is ever wrong, only slower.
"""

from sqlite_utils import Database

from newsagg.store.connect import write
from newsagg.store.schema_totals import FILL


def fill_totals(db: Database) -> None:
    """Count again what is stale; does nothing where nothing is."""
    with write(db):
        db.conn.execute(FILL)
