"""New and changed reports, grouped into incidents by the one writer."""

from datetime import datetime

from prefect import task

from newsagg.pipeline import Counts
from newsagg.pipeline.merge import merge_new
from newsagg.settings import load_settings

from .stages import STAGE, tell


@task(name="merge", **STAGE)
def merge_all(now: datetime, run_id: int) -> Counts:
    """Group what is new with what is known, and describe every incident that changed."""
    return merge_new(load_settings(), now=now, run_id=run_id, tell=tell)
