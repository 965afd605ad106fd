"""Values that somebody gives a recipe of the cookbook -> the same as its query reads them, or why they are none.

Reads the record for names of providers and ids; and finds a value that has an answer where those given have none.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.store.connect import fetch_rows
from newsagg.store.fates import resolve_incident
from newsagg.store.providers import require_provider
from newsagg.store.rows import write_time
from newsagg.vocabulary import ClaimType

_STATES = ("open", "overdue", "kept", "kept late")


def _read_moment(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return write_time(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _read_day(value: str) -> str:
    return date.fromisoformat(value).isoformat()


def _read_quarter(value: str) -> str:
    if re.fullmatch(r"[0-9]{4}-Q[1-4]", value.upper()) is None:
        raise ValueError(value)
    return value.upper()


def _read_number(value: str) -> str:
    if re.fullmatch(r"[0-9]{1,9}", value) is None:
        raise ValueError(value)
    return value


def _read_one_of(*words: str) -> Callable[[str], str]:
    return lambda value: words[words.index(value.lower())]


# Each reader raises ValueError for what it cannot read.
_READERS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "at": (_read_moment, "a day or a time in UTC: 2026-03-02, 2026-03-02T20:00:00Z"),
    "since": (_read_day, "a day: 2025-01-31"),
    "quarter": (_read_quarter, "a year and a quarter: 2025-Q4"),
    "at_least": (_read_number, "a whole number: 2"),
    "state": (_read_one_of(*_STATES), f"one of {', '.join(_STATES)}"),
    "type": (_read_one_of(*ClaimType), f"one of {', '.join(ClaimType)}"),
}


def read_values(db: Database, recipe: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the values as the query compares them; empty ones stay.

    Raises StoreError with what to write instead, NotFoundError for a provider or incident that is not on record.
    """
    values = {}
    for name, value in given.items():
        values[name] = value
        if not value:
            continue
        if name == "incident":
            values[name] = resolve_incident(db, value)
        elif name == "provider":
            values[name] = value.casefold()
            require_provider(db, values[name])
        elif name in _READERS:
            read, wanted = _READERS[name]
            try:
                values[name] = read(value)
            except (ValueError, OverflowError) as error:
                raise StoreError(
                    f"{name} cannot be {value[:100]!r}", subject=recipe, hint=f"write {wanted}"
                ) from error
    return values


def list_quarters(db: Database, most: int = 12) -> list[str]:
    """Return the quarters in which incidents began, the latest first."""
    rows = fetch_rows(
        db,
        """SELECT DISTINCT strftime('%Y', began) || '-Q'
            || ((CAST(strftime('%m', began) AS INTEGER) + 2) / 3) AS quarter
        FROM (SELECT coalesce(started, first_reported_at) AS began FROM incident_summary)
        WHERE began IS NOT NULL ORDER BY quarter DESC LIMIT ?""",
        (most,),
    )
    return [str(row["quarter"]) for row in rows]
