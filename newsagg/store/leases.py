"""Leases: who may write for a longer while -> rows that others respect, and that a dead holder loses. Writes.

A lease is taken over at once when its holder's process is gone from this machine, and everywhere when its time is
over. The run of a holder that lost it so is marked as abandoned: its work is taken up by query.
"""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from newsagg.errors import LeaseHeldError, LeaseLostError
from newsagg.store.connect import fetch_rows, path_of, write
from newsagg.store.rows import keep_text, read_time, write_time
from newsagg.store.versions import insert_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One lease as it stands in the record."""

    name: str
    what: str
    run_id: int | None
    host: str
    pid: int
    process: str
    file: int
    taken_at: datetime
    renewed_at: datetime
    expires_at: datetime


def take_lease(db: Database, name: str, *, token: str, what: str, now: datetime, seconds: float) -> None:
    """Take a lease for so long, or take it over from a holder that is dead or out of time.

    Raises LeaseHeldError, which says who holds it and since when, when somebody alive does.
    """
    with write(db):
        refuse_if_held(db, name, now)
        for held in read_leases(db, name):
            gone = _is_gone(db, held)
            _end_run(
                db, held, "its process was killed" if gone else "it was not heard of until its lease ran out"
            )
            db.conn.execute("DELETE FROM leases WHERE name = ?", (name,))
        insert_row(
            db,
            "leases",
            {
                "name": name,
                "token": token,
                "what": keep_text(what),
                "host": socket.gethostname(),
                "pid": os.getpid(),
                "process": name_process(os.getpid()),
                "file": path_of(db).stat().st_ino,
                "taken_at": write_time(now),
                "renewed_at": write_time(now),
                "expires_at": write_time(now + timedelta(seconds=seconds)),
            },
        )


def refuse_if_held(db: Database, name: str, now: datetime) -> None:
    """Raise LeaseHeldError, which says who holds a lease and since when, when somebody alive does."""
    for held in read_leases(db, name):
        if is_held(db, held, now):
            raise LeaseHeldError(
                f"{held.what} writes since {held.taken_at:%H:%M:%S} UTC (process {held.pid} on {held.host}, "
                f"last heard of at {held.renewed_at:%H:%M:%S}, counted as dead from {held.expires_at:%H:%M:%S})",
                subject=name,
                hint="run again later, or wait for it: --wait 600",
            )


def is_held(db: Database, held: Holding, now: datetime) -> bool:
    """Say whether a lease counts: its time is not over, and its holder is not seen to be gone."""
    return now < held.expires_at and not _is_gone(db, held)


def renew_lease(db: Database, name: str, *, token: str, now: datetime, seconds: float) -> None:
    """Say that its holder is alive. Raises LeaseLostError when it is somebody else's by now."""
    with write(db):
        changed = db.conn.execute(
            "UPDATE leases SET renewed_at = ?, expires_at = ? WHERE name = ? AND token = ?",
            (write_time(now), write_time(now + timedelta(seconds=seconds)), name, token),
        )
        if not changed.rowcount:
            raise lost_lease(name)


def lost_lease(name: str) -> LeaseLostError:
    """Return the error of a holder whose lease is somebody else's by now."""
    return LeaseLostError(
        "was taken over: this run was not heard of for too long",
        subject=name,
        hint="nothing is lost; the run that has it now takes up what was left",
    )


def name_run(db: Database, name: str, *, token: str, run_id: int) -> None:
    """Note which run holds a lease, so that it is marked when its holder dies."""
    with write(db):
        db.conn.execute("UPDATE leases SET run_id = ? WHERE name = ? AND token = ?", (run_id, name, token))


def give_back(db: Database, name: str, *, token: str) -> None:
    """Give a lease back; one that was lost meanwhile stays whose it is."""
    with write(db):
        db.conn.execute("DELETE FROM leases WHERE name = ? AND token = ?", (name, token))


def read_leases(db: Database, name: str = "") -> list[Holding]:
    """Return the leases that are held, or the one of this name."""
    rows = fetch_rows(
        db,
        """SELECT name, what, run_id, host, pid, process, file, taken_at, renewed_at, expires_at FROM leases
        WHERE ? IN ('', name) ORDER BY name""",
        (name,),
    )
    times = ("taken_at", "renewed_at", "expires_at")
    return [Holding(**row | {column: read_time(row[column]) for column in times}) for row in rows]


def name_process(pid: int) -> str:
    """Return what tells a running process from a later one with its number: boot, pid namespace, start.

    Empty where the system does not say, or when the process is gone or waits to be buried.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        space = Path("/proc/self/ns/pid").readlink()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else f"{boot}/{space}/{fields[19]}"


def is_alive(pid: int) -> bool:
    """Say whether a process of this machine is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not Path("/proc/self/stat").exists() or bool(name_process(pid))


def _is_gone(db: Database, held: Holding) -> bool:
    """Say whether the holder is seen to be gone: a process of this boot and namespace, or who holds another file."""
    if held.file != path_of(db).stat().st_ino:
        return True  # this file is a copy, or a backup that was put back
    here = name_process(os.getpid())
    if not held.process or not here:
        return held.host == socket.gethostname() and not is_alive(held.pid)
    if held.process.rpartition("/")[0] != here.rpartition("/")[0]:
        return False
    return name_process(held.pid) != held.process


def _end_run(db: Database, held: Holding, why: str) -> None:
    db.conn.execute(
        "UPDATE runs SET state = 'abandoned', error = ? WHERE id = ? AND state = 'running'",
        (f"{why} (process {held.pid} on {held.host})", held.run_id),
    )


def utc_now() -> datetime:
    """Return the real time: leases count by it, whatever time a run counts from."""
    return datetime.now(UTC)
