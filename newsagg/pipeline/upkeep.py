"""The night's work on the record: backup, retention, statistics, soundness, a look at the feeds -> what was done.

A step that fails does not keep the others from being done: what went wrong is told at the end, as one error.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from newsagg.errors import NewsaggError, StoreError
from newsagg.pipeline import Counts
from newsagg.pipeline.retention import prune_archive
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.feedhealth import count_heard, find_deaf
from newsagg.store.upkeep import back_up, drop_backups, list_backups, optimise


@dataclass(slots=True, kw_only=True)
class Upkeep:
    """What was done, in the order of doing."""

    rows: list[dict[str, str]] = field(default_factory=list)
    """step, state (done, failed) and what it told."""
    counts: Counts = field(default_factory=dict)
    deaf: list[dict[str, object]] = field(default_factory=list)
    """Feeds that should be heard and are not."""

    @property
    def failed(self) -> list[str]:
        """What went wrong, a sentence per step."""
        return [f"{row['step']}: {row['told']}" for row in self.rows if row["state"] == "failed"]


class UpkeepError(StoreError):
    """A step of the night's work failed; the others were done."""


def keep_up(settings: Settings, *, now: datetime) -> Upkeep:
    """Do the night's work; the caller holds the lease of writing, and looks at ``failed``."""
    done = Upkeep()
    for step, work in (
        ("backup", _back_up),
        ("rotation", _rotate),
        ("retention", _prune),
        ("statistics", _optimise),
        ("feeds", _review_feeds),
    ):
        _try(done, step, work, settings, now)
    return done


def _try(
    done: Upkeep,
    step: str,
    work: Callable[[Upkeep, Settings, datetime], str],
    settings: Settings,
    now: datetime,
) -> None:
    try:
        told = work(done, settings, now)
    except NewsaggError as error:
        done.rows.append({"step": step, "state": "failed", "told": str(error)})
    else:
        done.rows.append({"step": step, "state": "done", "told": told})


def _back_up(done: Upkeep, settings: Settings, now: datetime) -> str:
    db = open_db(settings.database)
    try:
        path = back_up(db, settings.backups, now)
    finally:
        db.close()
    done.counts["backup_bytes"] = path.stat().st_size
    return f"{path}: {path.stat().st_size / 1e6:.1f} MB; integrity and foreign keys checked, opened as ours"


def _rotate(done: Upkeep, settings: Settings, _now: datetime) -> str:
    if any(row["state"] == "failed" for row in done.rows):
        raise UpkeepError("left alone, since tonight's backup failed", subject=str(settings.backups))
    gone = drop_backups(settings.database, settings.backups, settings.keep_backups)
    done.counts["backups_dropped"] = len(gone)
    return f"{len(gone)} dropped, {len(list_backups(settings.database, settings.backups))} kept"


def _prune(done: Upkeep, settings: Settings, now: datetime) -> str:
    told = prune_archive(settings, now=now)
    done.counts |= {"pages_dropped": told["dropped"], "page_bytes_dropped": told["bytes_dropped"]}
    return f"{told['dropped']} raw pages dropped, {told['kept']} kept, {told['spared']} spared over a limit"


def _optimise(_done: Upkeep, settings: Settings, _now: datetime) -> str:
    db = open_db(settings.database)
    try:
        left = optimise(db)
    finally:
        db.close()
    return f"planner's statistics up to date; {left} bytes of write-ahead log wait for a reader"


def _review_feeds(done: Upkeep, settings: Settings, _now: datetime) -> str:
    db = open_db(settings.database)
    try:
        feeds, heard = count_heard(db)
        done.deaf = find_deaf(db)
    finally:
        db.close()
    done.counts |= {"feeds": feeds, "feeds_heard": heard, "feeds_deaf": len(done.deaf)}
    return f"{heard} of {feeds} heard when last asked, {len(done.deaf)} cannot be heard"
