"""The demo newsroom on loopback, and the settings that lead the pipeline to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsagg.demo.newsroom import load_newsroom
from newsagg.demo.outlets import Newsroom
from newsagg.demo.server import RunningNewsroom, serve_newsroom
from newsagg.places import data_dir
from newsagg.settings import Settings


def demo_newsroom() -> Newsroom:
    return load_newsroom(data_dir() / "demo")


@contextmanager
def serve_demo(folder: Path, cache: Path) -> Iterator[tuple[RunningNewsroom, Settings]]:
    """Serve the bundled newsroom; gives the settings of a fresh database in ``folder``."""
    with serve_newsroom(demo_newsroom()) as running:
        feeds = folder / "feeds.toml"
        feeds.write_text(running.feeds_toml(), "utf-8")
        yield (
            running,
            Settings(
                database=folder / "record.db",
                archive=folder / "archive",
                cache=cache,
                feeds=feeds,
                resolve=running.resolve,
                host_gap_seconds=0.0,
            ),
        )
