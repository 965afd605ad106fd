"""What all tasks share: which errors are worth a retry, how batches are told to whoever started the run."""

import json
import sys
from typing import Any

from prefect.cache_policies import NO_CACHE
from prefect.tasks import exponential_backoff

from newsagg.errors import NewsaggError


def is_transient(_task: Any, _run: Any, state: Any) -> bool:
    """Say whether asking again can help: only errors that say so of themselves."""
    try:
        state.result()
    except NewsaggError as error:
        return error.transient
    except Exception:
        return False
    return False


STAGE: dict[str, Any] = {
    "cache_policy": NO_CACHE,
    "retries": 2,
    "retry_delay_seconds": exponential_backoff(backoff_factor=2),
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": is_transient,
}
"""Options of every stage's task. Never a cached result: each stage asks the database what is left to do."""


def tell(stage: str, done: int, total: int) -> None:
    """Print how far a stage has come, for the command that started this process."""
    print(json.dumps({"stage": stage, "done": done, "total": total}), file=sys.stdout, flush=True)  # noqa: T201
