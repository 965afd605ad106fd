"""Commands that shall run together -> processes that are started again when they die, and all gone at the end.

Each is a group of its own with a log of its own. Whatever they start inherits a token in its environment: by it nothing
is left behind, also when this process is killed, for which a watcher waits that imports nothing of ours.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

TOKEN = "NEWSAGG_UP_TOKEN"  # noqa: S105 - a name; it marks processes and opens nothing
STOP_SECONDS = 20.0
"""Time to end by itself; Prefect's runner passes the word on to its runs first."""
STEADY_SECONDS = 60.0
"""Who lived so long died of something new: the next pause is short again."""
LONGEST_PAUSE = 60.0
_LOOK_SECONDS = 0.25

# Ends every process whose environment has the token; twice, since a process may be starting another one right now.
_SWEEP = """
import os, signal, sys, time
if len(sys.argv) > 3:
    sys.stdin.read()
token = sys.argv[1].encode()
def ours():
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            try:
                with open("/proc/" + name + "/environ", "rb") as file:
                    found = token in file.read()
                with open("/proc/" + name + "/stat") as file:
                    dead = file.read().rpartition(")")[2].split()[0] == "Z"
            except OSError:
                continue
            if found and not dead:
                yield int(name)
for sign, pause in ((signal.SIGTERM, float(sys.argv[2])), (signal.SIGKILL, 1.0), (signal.SIGKILL, 0.0)):
    left = list(ours())
    for pid in left:
        try:
            os.kill(pid, sign)
        except OSError:
            pass
    end = time.monotonic() + pause
    while left and time.monotonic() < end and list(ours()):
        time.sleep(0.1)
"""


@dataclass(slots=True, kw_only=True)
class Child:
    """One command that shall be running."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    again_at: float = 0.0

    def start(self) -> None:
        """Start it; what it prints is added to its log."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started = time.monotonic()

    def stop(self) -> None:
        """End it and its group, whatever state it is in."""
        if self.process is None:
            return
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
                self.process.wait(STOP_SECONDS)
            except ProcessLookupError:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            return


@dataclass(slots=True, kw_only=True)
class House:
    """What runs together, in the order of starting; it is stopped in the other."""

    say: Callable[[str], None]
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    children: list[Child] = field(default_factory=list)

    def mark(self, environment: Mapping[str, str]) -> dict[str, str]:
        """Return an environment by which a process is known as one of this house."""
        return {**environment, TOKEN: self.token}

    def add(self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        """Start one more command, and keep it running from now on."""
        child = Child(name=name, command=command, environment=self.mark(environment), log=log)
        child.start()
        self.children.append(child)

    def look(self) -> None:
        """Start again what died, after a pause that doubles while it keeps dying."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                steady = now - child.started > STEADY_SECONDS
                child.pause = 1.0 if steady or not child.pause else min(child.pause * 2, LONGEST_PAUSE)
                child.again_at = now + child.pause
                code = child.process.returncode
                self.say(
                    f"{child.name} ended with {code}: it is started again in {child.pause:.0f} s (see {child.log})"
                )
                child.process = None
            elif child.process is None and now >= child.again_at:
                child.start()

    def stop(self) -> None:
        """End everything, the last started first, and whatever they left behind."""
        for child in reversed(self.children):
            child.stop()
        sweep = [sys.executable, "-I", "-S", "-c", _SWEEP, f"{TOKEN}={self.token}", "5"]
        if Path("/proc/self/environ").exists():
            subprocess.run(sweep, check=False)


@contextmanager
def open_house(say: Callable[[str], None]) -> Iterator[House]:
    """Give a house to put commands in; everything in it is gone at the end, however that comes."""
    house = House(say=say)
    command = [sys.executable, "-I", "-S", "-c", _SWEEP, f"{TOKEN}={house.token}", str(STOP_SECONDS), "wait"]
    watcher = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield house
    finally:
        house.stop()
        watcher.kill()
        watcher.communicate()


def wait_for_end(house: House) -> None:
    """Keep the house running until SIGINT or SIGTERM comes."""
    told = Event()
    before = {sign: signal.signal(sign, lambda *_: told.set()) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        while not told.wait(_LOOK_SECONDS):
            house.look()
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
