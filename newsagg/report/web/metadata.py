"""The descriptions of tables and columns, the private tables and the cookbook -> Datasette's metadata. Pure."""

from typing import Any

from newsagg.store.cookbook import can_queries
from newsagg.store.describe import DESCRIPTIONS
from newsagg.store.privacy import PRIVATE


def describe_record() -> dict[str, Any]:
    """Return the metadata of the record: what each table, view and column means, and what nobody may see."""
    tables: dict[str, dict[str, Any]] = {
        name: {"description": meaning, "columns": dict(columns)}
        for name, (meaning, columns) in DESCRIPTIONS.items()
    }
    for name in PRIVATE:
        tables.setdefault(name, {})["allow"] = False
    return {
        "title": "newsagg",
        "description": "Outages as press and vendors tell them, with every claim that each source made.",
        "databases": {
            "newsagg": {
                "description": "incident_summary has a line per incident, claim_ledger one per claim. Times are UTC.",
                "tables": tables,
                "queries": can_queries(),
            }
        },
    }
