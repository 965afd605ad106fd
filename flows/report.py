"""The run's numbers and its incidents, as artifacts that a person reads in Prefect's pages."""

from prefect.artifacts import create_table_artifact

from newsagg.pipeline import Counts
from newsagg.pipeline.ledger import recent_incidents
from newsagg.settings import load_settings

NUMBERS = "newsagg-run"
INCIDENTS = "newsagg-incidents"


def leave_artifacts(run_id: int, counts: Counts) -> None:
    """Leave two tables: what the run did, and the incidents it touched."""
    rows = [{"what": name, "number": number} for name, number in sorted(counts.items())]
    create_table_artifact(key=NUMBERS, table=rows, description=f"What newsagg run {run_id} did.")
    table = [dict(row) for row in recent_incidents(load_settings())]
    if table:
        create_table_artifact(key=INCIDENTS, table=table, description="The newest incidents of the record.")
