"""A run's story in Prefect: its log, its artifacts, and events that automations can wait for."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.events import emit_event
from prefect.logging import get_run_logger

from newsagg.pipeline import Counts
from newsagg.pipeline.ledger import recent_incidents
from newsagg.report.runreport import Happening, find_happenings, log_lines, summarise, tell_markdown
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.runstory import events_to_tell, mark_told, open_channel, read_run

NUMBERS = "newsagg-run"
REPORT = "newsagg-report"
INCIDENTS = "newsagg-incidents"
CHANNEL = "prefect"


def begin(settings: Settings) -> None:
    """Have what happens from now on told, also when the run that did it is killed before."""
    db = open_db(settings.database)
    open_channel(db, CHANNEL, datetime.now(UTC))
    db.close()


def tell_run(settings: Settings, run_id: int, counts: Counts) -> str:
    """Log what a run did, leave its artifacts, emit its events; return it in a sentence."""
    db = open_db(settings.database)
    try:
        run = read_run(db, run_id)
        logger = get_run_logger()
        for serious, line in log_lines(run):
            (logger.warning if serious else logger.info)("%s", line)
        told = events_to_tell(db, CHANNEL)
        for happening in find_happenings(told):
            emit(happening, settings.public_url)
        if told:
            mark_told(db, CHANNEL, told[-1]["id"], datetime.now(UTC))
    finally:
        db.close()
    rows = [{"what": name, "number": number} for name, number in sorted(counts.items())]
    create_table_artifact(key=NUMBERS, table=rows, description=f"What newsagg run {run_id} did, in numbers.")
    create_markdown_artifact(key=REPORT, markdown=tell_markdown(run, public_url=settings.public_url))
    if table := [dict(row) for row in recent_incidents(settings)]:
        create_table_artifact(key=INCIDENTS, table=table, description="The newest incidents of the record.")
    return summarise(run)


def emit(happening: Happening, public_url: str) -> None:
    """Emit ``newsagg.incident.opened``, ``escalated``, ``resolved`` or ``merged``; the same event twice is one."""
    resource = {"prefect.resource.id": f"newsagg.incident.{happening.incident}"}
    related = [
        {"prefect.resource.id": f"newsagg.{role}.{slug}", "prefect.resource.role": role}
        for role, slug in (("provider", happening.provider), ("service", happening.service))
        if slug
    ]
    emit_event(
        event=f"newsagg.incident.{happening.kind}",
        resource=resource
        | {"prefect.resource.name": happening.title, "newsagg.severity": happening.severity},
        related=related,
        payload={
            "incident": happening.incident,
            "title": happening.title,
            "severity": happening.severity,
            "lifecycle": happening.lifecycle,
            "from": happening.old,
            "to": happening.new,
            "because": happening.reason,
            "url": f"{public_url.rstrip('/')}/incident/{happening.incident}" if public_url else "",
        },
        id=uuid5(NAMESPACE_URL, f"newsagg:{happening.incident}:{happening.event_id}:{happening.at}"),
    )
