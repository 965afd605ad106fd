"""Shards -> what came of each, by workers: this process, others of this machine, or a Dask cluster. Starts processes.

A worker process is this module run by ``python -m`` on one end of a socket pair, so it works under Prefect, pytest and
scripts without a main guard; it gets one shard after the other. One that dies takes nothing with it: its shard is given
to another, and after ``MOST_TRIES`` deaths the shard is given up and named.
"""

import importlib
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeAlias

from newsagg.errors import DataFileError, NewsaggError, SettingsError
from newsagg.pipeline import Tell
from newsagg.pipeline.shards import Shard
from newsagg.pipeline.sifting import Recipe, Sifter, Told, open_sifter, sift_shard

MOST_TRIES = 3
START_SECONDS = 120.0
"""A worker imports and reads model and lexicon first: 1 s alone, many times that on a machine that starves."""
_AHEAD = 3
"""Shards that wait at a cluster for each of its threads, so that none is idle while results travel."""

Outcome: TypeAlias = tuple[Shard, Told | NewsaggError]


def run_here(recipe: Recipe, shards: Sequence[Shard], *, tell: Tell) -> Iterator[Outcome]:
    """Read shards one after the other in this process."""
    with Sifter(recipe) as sifter:
        for number, shard in enumerate(shards):

            def report(looked: int, at: int = number) -> None:
                tell(f"read shard {at + 1}", looked, looked)

            try:
                yield shard, sifter.sift(shard, tell=report)
            except NewsaggError as error:
                yield shard, error


def run_in_processes(
    recipe: Recipe, shards: Sequence[Shard], *, workers: int, tries: Mapping[Shard, int] | None = None
) -> Iterator[Outcome]:
    """Read shards in worker processes, and yield what came of each as it is done."""
    waiting = deque(shards)
    died: dict[Shard, int] = dict(tries or {})
    crew = [_Worker() for _ in range(max(1, min(workers, len(shards))))]
    try:
        while waiting or any(worker.shard for worker in crew):
            for worker in crew:
                if worker.shard is None and waiting:
                    worker.give(recipe, waiting.popleft())
            lines = {worker.line: worker for worker in crew if worker.shard is not None}
            for line in wait(list(lines)):
                worker = lines[line]
                shard, told = worker.take()
                if told is not None:
                    yield shard, told
                    continue
                died[shard] = died.get(shard, 0) + 1
                if died[shard] < MOST_TRIES:
                    waiting.append(shard)
                else:
                    yield (
                        shard,
                        DataFileError(
                            f"ended its reader {MOST_TRIES} times",
                            subject=str(shard),
                            hint="is there enough memory? the other shards are not affected",
                        ),
                    )
    finally:
        for worker in crew:
            worker.stop()


def run_on_dask(recipe: Recipe, shards: Sequence[Shard], *, address: str) -> Iterator[Outcome]:
    """Read shards on a Dask cluster, whose workers have newsagg and reach the files and the spool.

    Raises SettingsError when there is no cluster at the address, or Dask is not installed. A worker that dies has its
    shard read by another.
    """
    try:
        distributed: Any = importlib.import_module("distributed")  # of the extra "scale"
    except ImportError as error:
        raise SettingsError(
            "Dask is not installed", subject="--dask", hint="install newsagg[scale] here and on the workers"
        ) from error
    try:
        client = distributed.Client(address, timeout=20, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise SettingsError(f"no Dask scheduler answers: {error}", subject=address) from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise SettingsError(
                "the Dask scheduler has no workers", subject=address, hint="start `dask worker`"
            )
        waiting = deque(shards)

        def give() -> Any:
            shard = waiting.popleft()
            # The recipe goes with each shard, small beside it: what was laid on workers is lost with them.
            future = client.submit(sift_shard, recipe, shard, pure=False, retries=MOST_TRIES - 1)
            given[future.key] = shard
            return future

        given: dict[str, Shard] = {}
        running = distributed.as_completed(
            [give() for _ in range(min(len(waiting), threads * _AHEAD))], loop=client.loop
        )
        for future in running:
            shard = given.pop(future.key)
            if waiting:
                running.add(give())
            wrong = future.exception()
            if wrong is None:
                yield shard, future.result()
            elif isinstance(wrong, NewsaggError):
                yield shard, wrong
            else:
                yield shard, DataFileError(f"ended its reader: {wrong}"[:300], subject=str(shard))


class _Worker:
    """One process, started at its first shard and again after it died."""

    def __init__(self) -> None:
        self.shard: Shard | None = None
        self.line: Any = None
        self._process: subprocess.Popen[bytes] | None = None

    def give(self, recipe: Recipe, shard: Shard) -> None:
        if self._process is None or self._process.poll() is not None:
            self._kill()
            self._start()
            with suppress(OSError):
                self.line.send(recipe)
        self.shard = shard
        with suppress(OSError):
            self.line.send(shard)  # who died already is found when it is listened to

    def take(self) -> tuple[Shard, Told | NewsaggError | None]:
        """Return the shard that was given and what came of it; None when the worker died."""
        shard, self.shard = self.shard, None
        if shard is None:
            raise ValueError("was given no shard")
        try:
            told: Told | NewsaggError = self.line.recv()
        except (OSError, EOFError):
            self._kill()
            return shard, None
        return shard, told

    def stop(self) -> None:
        self._kill()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parents[2])
        paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "newsagg.pipeline.crew", str(theirs.fileno()), str(os.getpid())],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"},
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in a terminal is for the parent, which then ends us
            )
        self.line = Connection(ours.detach())

    def _kill(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self.line.close()
            self._process = None


def serve(handle: int, parent: int) -> None:
    """Read shards that come over a socket until it closes or the parent is gone: the worker's whole life."""

    def leave_with_parent(_looked: int) -> None:
        if os.getppid() != parent:
            os._exit(1)

    with Connection(handle) as line, suppress(EOFError, OSError):
        recipe: Recipe = line.recv()
        while True:
            shard: Shard = line.recv()
            try:
                line.send(open_sifter(recipe).sift(shard, tell=leave_with_parent))
            except NewsaggError as error:
                line.send(error)


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
