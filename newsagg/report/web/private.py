"""A connection of Datasette's -> the same, blind to what is nobody's business: readers' addresses and their mail.

The tables stay in the file for the person who has it; the desk shows them to nobody, whatever query is written.
"""

import sqlite3

from newsagg.store.privacy import PRIVATE


def forbid_private(connection: sqlite3.Connection) -> None:
    """Let the connection answer every question but those on private tables."""

    def allow(action: int, first: str | None, _second: str | None, _db: str | None, _by: str | None) -> int:
        if action == sqlite3.SQLITE_READ and first in PRIVATE:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    connection.set_authorizer(allow)
