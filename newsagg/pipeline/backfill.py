"""Archives -> the record: their shards read by workers, what was found merged by one writer. Resumable.

    sources -> shards (ledger) -> workers -> sorted files in the spool -> one writer, in the order of time -> merged

The writer begins when every shard was read: so the order in which articles come, and with it every number and id, is
that of the articles themselves, whatever the number of workers and the order of shards. Killed anywhere, it goes on
where it stopped: shards that were read stay read, articles that were saved are known.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from newsagg.collect.archive import PageArchive
from newsagg.collect.urls import site_of
from newsagg.errors import NewsaggError
from newsagg.pipeline import Tell, stay_silent
from newsagg.pipeline.crew import Outcome, run_here, run_in_processes, run_on_dask
from newsagg.pipeline.detect import detect_new
from newsagg.pipeline.feedanswers import keep_bytes
from newsagg.pipeline.lease import hold_lease
from newsagg.pipeline.ledger import add_counts, keep_run
from newsagg.pipeline.merge import merge_new
from newsagg.pipeline.shards import PART_BYTES, Shard, hash_range, list_shards, total_bytes
from newsagg.pipeline.sifting import Recipe, Told, write_recipe
from newsagg.pipeline.spool import Find, check_result, merge_lines, read_line
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from newsagg.store.backfill import (
    FoundItem,
    ShardRow,
    add_shard,
    change_shard,
    close_shards,
    load_shards,
    save_found,
)
from newsagg.store.captures import has_capture
from newsagg.store.importing import close_import, open_import, outlets_by_site

STORE_WAIT_SECONDS = 3600.0
"""A run of the pipeline takes minutes, a rebuild of a large record an hour."""
_AT_ONCE = 200
"""Articles saved in one transaction."""


@dataclass(slots=True, kw_only=True)
class Backfilled:
    """What a backfill did, or, planned only, would do."""

    counts: Counter[str] = field(default_factory=Counter)
    shards: list[tuple[str, str, str]] = field(default_factory=list)
    """Shard, what becomes of it (read, unchanged, failed, stored), and why or what was faulty."""
    bytes_to_read: int = 0


@dataclass(frozen=True, slots=True)
class _Plan:
    to_read: dict[Shard, int]
    """With their numbers in the ledger; 0 for those that are new."""
    to_store: list[ShardRow]
    """Read before, by a run that was killed; their results lie in the spool."""
    done: list[Shard]


def backfill(
    settings: Settings,
    sources: Iterable[str | Path],
    *,
    now: datetime,
    workers: int = 1,
    dask: str = "",
    again: bool = False,
    pages: bool = False,
    dry_run: bool = False,
    clock: str = "real",
    part_bytes: int = PART_BYTES,
    tell: Tell = stay_silent,
) -> Backfilled:
    """Take what archives tell of outages into the record; return what came of it.

    ``workers``: processes that read, 1 for this one; ``dask``: the address of a scheduler whose workers read;
    ``again``: also what was read before; ``pages``: the pages of articles that came without are asked for by the next
    run. Raises DataFileError for a source that is not there. A shard that cannot be read is named, and costs only
    itself.
    """
    shards = list_shards(sources, part_bytes=part_bytes)
    told = Backfilled()
    if dry_run:
        known = _load_known(settings, shards)
        _show_plan(told, _plan(settings, shards, known, again=again))
        return told
    with (
        hold_lease(settings, "backfill", what="another backfill"),
        keep_run(settings, now=now, kind="backfill", clock=clock, alone=False) as (run_id, counts),
    ):
        db = open_db(settings.database)
        plan = _plan(settings, shards, load_shards(db, {str(s.path) for s in shards}), again=again)
        _show_plan(told, plan)
        told.shards = [line for line in told.shards if line[1] != "to read"]
        if plan.to_read:
            outlets = tuple(sorted({site_of(home): outlet for home, outlet in outlets_by_site(db)}.items()))
            recipe = write_recipe(settings, now=now, outlets=outlets)
            numbers = {
                shard: number or add_shard(db, _as_row(shard, recipe), now=now)
                for shard, number in plan.to_read.items()
            }
            outcomes = _read(recipe, list(numbers), workers=workers, dask=dask, tell=tell)
            for done, (shard, outcome) in enumerate(outcomes, 1):
                _note(db, numbers[shard], shard, outcome, recipe, told, now=now, run_id=run_id)
                tell("read shards", done, len(numbers))
        # Reading takes hours, and other runs go on meanwhile; storing is the one writer's.
        with hold_lease(settings, what="a backfill that stores", wait=STORE_WAIT_SECONDS):
            _store(settings, db, told, now=now, run_id=run_id, pages=pages, tell=tell)
            add_counts(told.counts, detect_new(settings, now=now, run_id=run_id, tell=tell))
            add_counts(told.counts, merge_new(settings, now=now, run_id=run_id, tell=tell))
            # What is long over settles at the begin of a merging: what was just opened, at this one's.
            merge_new(settings, now=now, run_id=run_id)
        add_counts(counts, told.counts)
    return told


def _load_known(settings: Settings, shards: Sequence[Shard]) -> list[ShardRow]:
    if not settings.database.exists():
        return []
    return load_shards(open_db(settings.database), {str(shard.path) for shard in shards})


def _plan(settings: Settings, shards: Sequence[Shard], known: Sequence[ShardRow], *, again: bool) -> _Plan:
    """Return what is to be done with each shard: a changed file is a new shard, one that is done is left alone."""
    rows = {(r.path, r.first_byte, r.last_byte, r.size, r.probe): r for r in known}
    plan = _Plan({}, [], [])
    for shard in shards:
        row = rows.get(shard.key)
        if row is None:
            plan.to_read[shard] = 0
        elif row.state == "read" and check_result(settings.spool, row.result, row.result_sha256):
            plan.to_store.append(row)
        elif row.state == "stored" and not again and _is_same(shard, row):
            plan.done.append(shard)
        else:
            plan.to_read[shard] = row.id
    return plan


def _is_same(shard: Shard, row: ShardRow) -> bool:
    """Say whether a file is what it was; one that was touched is read to its end, for its middle may have changed."""
    if shard.modified_at == row.modified_at:
        return True
    return hash_range(shard.path, shard.first_byte, shard.last_byte) == row.sha256


def _show_plan(told: Backfilled, plan: _Plan) -> None:
    told.bytes_to_read = total_bytes(list(plan.to_read))
    told.counts["shards_unchanged"] = len(plan.done)
    told.shards += [(str(shard), "to read", "") for shard in plan.to_read]
    told.shards += [(row.path, "to store", "was read before") for row in plan.to_store]
    told.shards += [(str(shard), "unchanged", "was stored before") for shard in plan.done]


def _as_row(shard: Shard, recipe: Recipe) -> ShardRow:
    return ShardRow(
        id=0, path=str(shard.path), first_byte=shard.first_byte, last_byte=shard.last_byte, size=shard.size,
        modified_at=shard.modified_at, probe=shard.probe, model=recipe.fingerprint, counts={},
    )  # fmt: skip


def _read(
    recipe: Recipe, shards: Sequence[Shard], *, workers: int, dask: str, tell: Tell
) -> Iterator[Outcome]:
    # The largest first: so no worker is left with one when the others are done.
    ordered = sorted(shards, key=lambda shard: (shard.first_byte - shard.last_byte, str(shard)))
    if dask:
        return run_on_dask(recipe, ordered, address=dask)
    if workers > 1 and len(ordered) > 1:
        return run_in_processes(recipe, ordered, workers=workers)
    return run_here(recipe, ordered, tell=tell)


def _note(
    db: Database,
    number: int,
    shard: Shard,
    outcome: Told | NewsaggError,
    recipe: Recipe,
    told: Backfilled,
    *,
    now: datetime,
    run_id: int,
) -> None:
    """Keep what came of a shard in the ledger."""
    if isinstance(outcome, NewsaggError):
        change_shard(db, number, run_id=run_id, state="failed", error=str(outcome), model=recipe.fingerprint)
        told.counts["shards_failed"] += 1
        told.shards.append((str(shard), "failed", str(outcome)))
        return
    first = f"{outcome.faults[0].place}: {outcome.faults[0].reason}" if outcome.faults else ""
    change_shard(
        db, number, now=now, run_id=run_id, state="read", sha256=outcome.sha256, counts=outcome.counts, error=first,
        result=outcome.result.name, result_sha256=outcome.result.sha256, modified_at=shard.modified_at,
        model=recipe.fingerprint,
    )  # fmt: skip
    told.counts["shards_read"] += 1
    told.counts.update(outcome.counts)
    told.shards += [(str(shard), "faulty", f"{fault.place}: {fault.reason}") for fault in outcome.faults]


def _store(
    settings: Settings, db: Database, told: Backfilled, *, now: datetime, run_id: int, pages: bool, tell: Tell
) -> None:
    """Save what lies in the spool in the order of its times; all shards that were read are stored then."""
    rows = [row for row in load_shards(db) if row.state == "read"]
    ready = [row for row in rows if check_result(settings.spool, row.result, row.result_sha256)]
    for row in rows:
        if row not in ready:
            why = "its results are gone from the spool"
            change_shard(db, row.id, run_id=run_id, state="waiting", error=why)
            told.shards.append((row.path, "failed", f"{why}: run it again"))
    if not ready:
        return
    archive = PageArchive(settings.archive, full_at=settings.archive_bytes)
    import_id = open_import(db, ", ".join(sorted({row.path for row in ready})), now=now, run_id=run_id)
    lines = merge_lines(settings.spool, [settings.spool / row.result for row in ready])
    total = sum(row.counts.get("found", 0) for row in ready)
    saved: Counter[str] = Counter()
    done = 0
    while batch := [read_line(line) for line in islice(lines, _AT_ONCE)]:
        items = [_as_item(db, archive, find) for find in batch]
        saved += save_found(db, items, import_id=import_id, now=now, run_id=run_id, want_pages=pages)
        done += len(batch)
        tell("store articles", done, total)
    close_import(db, import_id, saved)
    told.counts.update(saved)
    close_shards(db, [row.id for row in ready], now=now)
    for row in ready:
        with suppress(OSError):
            (settings.spool / row.result).unlink()


def _as_item(db: Database, archive: PageArchive, find: Find) -> FoundItem:
    """Return a find ready to be saved, the page that proves it kept in the archive."""
    capture = None
    if find.page is not None:
        page = find.page.unpack()
        if not has_capture(db, page.final_url, sha256(page.body).hexdigest(), page.fetched_at):
            capture = keep_bytes(archive, page)
    return FoundItem(
        place=find.place, article=find.article, verdict=find.verdict, claims=find.claims, capture=capture
    )
