"""The settings' limits -> raw pages dropped from the archive, each on record. Rewrites files of the archive.

Texts, claims and hashes always stay; what goes is the bytes of pages. A page that an incident stands on now never goes.
What stays of a file is copied, member by member, to the month's newest part; then the record is told, then the file
goes. A run that is killed in between leaves a file too many, and the next one clears it up.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from newsagg.collect.archive import PageArchive
from newsagg.errors import StoreError
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.captures import list_kept, move_captures, names_file
from newsagg.store.rows import read_time

Row = dict[str, Any]
_MARK = ".leaving"
"""Beside a file whose records are being copied elsewhere."""


def prune_archive(settings: Settings, *, now: datetime, dry_run: bool = False) -> dict[str, int]:
    """Drop the raw pages that the settings' limits do not allow; return what was dropped, kept and spared.

    ``spared`` counts pages over a limit that stay because an incident stands on them, or because a page that stays has
    the very same bytes. Nothing changes with ``dry_run``, and nothing is dropped where no limit is set.
    """
    db = open_db(settings.database)
    archive = PageArchive(settings.archive, full_at=settings.archive_bytes)
    rows = list_kept(db)
    chosen, spared = choose_captures(rows, settings, now=now)
    shared = _shared_originals(archive, rows, set(chosen))
    spared += len(shared)
    dropped = {number: rule for number, rule in chosen.items() if number not in shared}
    by_id = {row["id"]: row for row in rows}
    told = {
        "dropped": len(dropped),
        "bytes_dropped": sum(by_id[number]["size"] for number in dropped),
        "kept": len(rows) - len(dropped),
        "spared": spared,
    }
    if not dry_run:
        for name in [path.name.removesuffix(_MARK) for path in sorted(settings.archive.glob(f"*{_MARK}"))]:
            _finish(settings, archive, db, name)
        for name in sorted({by_id[number]["record"].partition("#")[0] for number in dropped}):
            _leave_file(settings, archive, db, name, rows, dropped, now=now)
    return told


def choose_captures(rows: Sequence[Row], settings: Settings, *, now: datetime) -> tuple[dict[int, str], int]:
    """Return the captures over a limit that no incident stands on, each with the rule, and how many are spared."""
    chosen: dict[int, str] = {}
    spared: set[int] = set()
    left = sum(row["size"] for row in rows)
    for row in rows:
        age = now - read_time(row["fetched_at"])
        rule = ""
        if settings.keep_days and age > timedelta(days=settings.keep_days):
            rule = f"older than {settings.keep_days} days (keep_days)"
        elif (
            settings.keep_days_irrelevant
            and not row["relevant"]
            and age > timedelta(days=settings.keep_days_irrelevant)
        ):
            rule = f"of no outage and older than {settings.keep_days_irrelevant} days (keep_days_irrelevant)"
        if rule and row["cited"]:
            spared.add(row["id"])
        elif rule:
            chosen[row["id"]] = rule
            left -= row["size"]
    # Over the whole size: pages of no outage first, then the oldest.
    for row in sorted(rows, key=lambda row: (row["relevant"], row["fetched_at"], row["id"])):
        if not settings.keep_bytes or left <= settings.keep_bytes:
            break
        if row["id"] in chosen or row["id"] in spared:
            continue
        if row["cited"]:
            spared.add(row["id"])
            continue
        chosen[row["id"]] = f"the archive was larger than {settings.keep_bytes} bytes (keep_bytes)"
        left -= row["size"]
    return chosen, len(spared)


def _shared_originals(archive: PageArchive, rows: Sequence[Row], chosen: set[int]) -> set[int]:
    """Return the chosen captures whose bytes another page, which stays, points to."""
    holders = {row["record"]: row["id"] for row in rows}
    needed: set[int] = set()
    for row in rows:
        if row["id"] in chosen:
            continue
        try:
            members = archive.read_members(row["record"])
        except StoreError:
            continue  # its bytes are not to be had anyway
        needed |= {holders[name] for name, _ in members if holders.get(name) in chosen}
    return needed


def _leave_file(
    settings: Settings,
    archive: PageArchive,
    db: Any,
    name: str,
    rows: Sequence[Row],
    dropped: dict[int, str],
    *,
    now: datetime,
) -> None:
    (settings.archive / f"{name}{_MARK}").touch()
    moved: dict[str, str] = {}
    here = [row for row in rows if row["record"].partition("#")[0] == name]
    for row in here:
        if row["id"] in dropped:
            continue
        try:
            members = archive.read_members(row["record"])
        except StoreError:
            continue
        for record, member in members:
            if record not in moved:
                moved[record] = archive.keep_raw(name[:7], member, beside=name)
    rules: defaultdict[str, list[int]] = defaultdict(list)
    for row in here:
        if row["id"] in dropped:
            rules[dropped[row["id"]]].append(row["id"])
    for number, (rule, numbers) in enumerate(sorted(rules.items())):
        move_captures(db, moved if number == 0 else {}, numbers, because=rule, now=now)
    _finish(settings, archive, db, name)


def _finish(settings: Settings, archive: PageArchive, db: Any, name: str) -> None:
    if not names_file(db, name):
        archive.drop_file(name)
    (settings.archive / f"{name}{_MARK}").unlink(missing_ok=True)
