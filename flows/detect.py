"""Versions without a verdict, judged; their claims kept."""

from datetime import datetime

from prefect import task

from newsagg.pipeline import Counts
from newsagg.pipeline.detect import detect_new
from newsagg.settings import load_settings

from .stages import STAGE, tell


@task(name="detect", **STAGE)
def detect_all(now: datetime, run_id: int, stage: str) -> Counts:
    """Judge every article version that has no verdict, and read the claims of those that are about an outage."""
    return detect_new(load_settings(), now=now, run_id=run_id, tell=tell, stage=stage)
