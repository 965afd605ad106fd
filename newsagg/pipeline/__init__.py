"""The stages, each: what the stage before left undone -> a pure room -> the store.

    collect_feeds -> detect_new -> collect_pages -> detect_new -> merge_new

Named rim: these functions open the database, the fetcher and the model, and nothing else does. The Prefect flows wrap
the same functions; ``run_pipeline`` calls them without Prefect.
"""

from collections.abc import Callable
from typing import TypeAlias

Tell: TypeAlias = Callable[[str, int, int], None]
"""Called with (stage, done, total) while a stage runs."""

Counts: TypeAlias = dict[str, int]
"""What a stage did, by name; the sums of a run stand in ``runs``."""


def stay_silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
