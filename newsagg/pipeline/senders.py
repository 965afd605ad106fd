"""The marks of sending processes: who holds a mail of the outbox, and whether they still live. Asks the system."""

import os
import platform
import secrets
from pathlib import Path


def make_mark() -> str:
    """Return this sender's mark: its host, process, when that was started, and a random part of its own."""
    return f"{platform.node() or 'host'} {os.getpid()} {_started(os.getpid())} {secrets.token_hex(6)}"


def tell_mark(mark: str) -> str:
    """Return which process a mark is of, in words; a number alone where it is of this host."""
    host, pid, *_ = [*mark.split(" "), ""]
    return f"process {pid}" + ("" if host == (platform.node() or "host") else f" on {host}")


def is_dead(mark: str) -> bool:
    """Say whether the process of a mark is surely gone; one of another host is not known to be.

    Wrong only where two machines share a name and the database. Then a living sender's mails may come in doubt for a
    moment, and none goes out twice.
    """
    host, pid, started, *_ = [*mark.split(" "), "", "", ""]
    if host != (platform.node() or "host") or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # it lives, under another user
    return started != _started(int(pid))


def _started(pid: int) -> str:
    """Return when a process was started, in the system's ticks: its number may be used again. 0 where not told."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
        return told.rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return "0"
