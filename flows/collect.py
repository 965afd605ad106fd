"""Due feeds and wanted pages, fetched and kept."""

from collections.abc import Sequence
from datetime import datetime

from prefect import flow, task

from newsagg.pipeline import Counts
from newsagg.pipeline.collect import collect_feeds, collect_pages, due_batches
from newsagg.pipeline.ledger import add_counts
from newsagg.settings import load_settings
from newsagg.vocabulary import FeedKind

from .stages import STAGE, tell

BATCHES = 4


@task(name="collect-feeds", **STAGE)
def collect_batch(slugs: Sequence[str], now: datetime, run_id: int, force: bool) -> Counts:
    """Read one batch of due feeds and keep their entries."""
    return collect_feeds(load_settings(), now=now, run_id=run_id, only=slugs, force=force, tell=tell)


@task(name="collect-pages", **STAGE)
def collect_wanted(now: datetime, run_id: int) -> Counts:
    """Read the pages of relevant and unsure articles, new or due again."""
    return collect_pages(load_settings(), now=now, run_id=run_id, tell=tell)


@flow(name="newsagg-collect", log_prints=False)
def collect_all(
    now: datetime, run_id: int, force: bool = False, kinds: Sequence[FeedKind] = tuple(FeedKind)
) -> Counts:
    """Read all due feeds, or those of some kinds, in a few batches."""
    counts: Counts = {}
    for batch in due_batches(load_settings(), now=now, force=force, batches=BATCHES, kinds=kinds):
        add_counts(counts, collect_batch(batch, now, run_id, force))
    return counts
