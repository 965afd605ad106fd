"""Archives come into the record the same way, however many read them, and whatever is killed meanwhile."""

import csv
import importlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsagg.cli import newsagg
from newsagg.cli.driver import settings_environment
from newsagg.errors import DataFileError
from newsagg.pipeline import crew
from newsagg.pipeline.backfill import Backfilled, backfill
from newsagg.pipeline.importing import import_paths
from newsagg.pipeline.spool import merge_lines
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.upkeep import back_up
from tests.pipeline.archives import NOW, make_row, settings_in, write_archive, write_rows
from tests.pipeline.record import dump_record

ROOT = Path(__file__).resolve().parents[2]


def fill(settings: Settings, *sources: Path, **more: Any) -> Backfilled:
    return backfill(settings, sources, now=NOW, clock="given", **more)


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(f"file:{settings.database}?mode=ro", uri=True)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def dump(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Everything but the ledger of shards, which says who read what how often."""
    return {name: rows for name, rows in dump_record(settings.database).items() if name != "backfill_shards"}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rows")
    for part in range(3):
        write_rows(folder / f"{3 - part}.jsonl{'.gz' * (part == 1)}", range(40 * part, 40 * part + 40))
    return folder


@pytest.fixture(scope="module")
def filled(rows: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = settings_in(tmp_path_factory.mktemp("filled"), cache)
    fill(settings, rows)
    return settings


def test_only_what_is_about_outages_is_kept_with_the_times_of_its_publication(filled: Settings) -> None:
    told = ask(
        filled, "SELECT url, published_at, first_seen_at, outlet, page_state FROM articles ORDER BY id"
    )
    wanted = [make_row(n) for n in range(120) if n % 10 in (4, 5)]
    assert [row[0] for row in told] == [row["url"] for row in wanted]
    assert [row[1] for row in told] == [row["published"].replace("+00:00", "Z") for row in wanted]
    assert {row[2] for row in told} == {"2026-04-01T12:00:00Z"}, "the record did not know it before"
    assert [row[3] for row in told] == [row["outlet"] for row in wanted]
    assert {row[4] for row in told} == {"not_wanted"}, (
        "pages of years ago are asked for only when somebody says so"
    )
    assert ask(filled, "SELECT count(*) FROM claims")[0][0] > 20


def test_outages_of_years_ago_are_settled_and_were_not_known_then(filled: Settings) -> None:
    assert {state for (state,) in ask(filled, "SELECT state FROM incidents")} == {"settled"}
    assert ask(filled, "SELECT count(*) FROM incidents WHERE opened_at < '2026-04-01'") == [(0,)]
    assert ask(filled, "SELECT min(started_from) < '2024-04-01' FROM incidents") == [(1,)]


def test_it_says_what_importing_everything_says(
    rows: Path, filled: Settings, tmp_path: Path, cache: Path
) -> None:
    other = settings_in(tmp_path, cache)
    import_paths(other, [rows], now=NOW)
    query = """SELECT group_concat(url) FROM (SELECT p.incident_id, a.url FROM incident_articles p
        JOIN articles a ON a.id = p.article_id WHERE p.removed_at IS NULL ORDER BY a.url)
        GROUP BY incident_id ORDER BY 1"""
    assert ask(filled, query) == ask(other, query)
    verdicts = """SELECT a.url, d.relevance, d.kind, d.probability, (SELECT group_concat(quote) FROM claims c
        WHERE c.article_id = a.id) FROM articles a JOIN verdicts d ON d.version_id = a.newest_version_id
        WHERE d.relevance <> 'irrelevant' ORDER BY 1"""
    assert ask(filled, verdicts) == ask(other, verdicts)


@pytest.mark.slow
def test_a_second_time_reads_nothing_and_a_changed_file_is_read_again(
    rows: Path, tmp_path: Path, cache: Path
) -> None:
    settings = settings_in(tmp_path / "record", cache)
    file = write_rows(tmp_path / "a.jsonl", range(20))
    fill(settings, file)
    before = dump(settings)
    os.utime(file, (1, 1))  # touched, not changed
    assert fill(settings, file).counts["shards_read"] == 0
    after = dump(settings)
    assert {name: n for name, n in after.items() if name not in ("runs", "imports")} == {
        name: n for name, n in before.items() if name not in ("runs", "imports")
    }
    text = file.read_text("utf-8")
    file.write_text(text.replace("Slack", "Gmail"), "utf-8")  # as long as before
    told = fill(settings, file)
    assert told.counts["shards_read"] == 1
    assert told.counts["articles_changed"] == 2
    assert ask(settings, "SELECT state, count(*) FROM backfill_shards GROUP BY 1") == [("stored", 2)]
    assert fill(settings, file, again=True).counts["articles_same"] == 4


def test_a_dry_run_says_what_it_would_do_and_changes_nothing(rows: Path, tmp_path: Path, cache: Path) -> None:
    settings = settings_in(tmp_path, cache)
    told = fill(settings, rows, dry_run=True)
    assert [state for _, state, _ in told.shards] == ["to read"] * 3
    assert told.bytes_to_read == sum(path.stat().st_size for path in rows.iterdir())
    assert not settings.database.exists()


@pytest.mark.slow
def test_a_large_file_of_lines_is_cut_into_shards_that_lose_no_line(tmp_path: Path, cache: Path) -> None:
    file = write_rows(tmp_path / "a.jsonl", range(60))
    whole, cut = settings_in(tmp_path / "whole", cache), settings_in(tmp_path / "cut", cache)
    fill(whole, file)
    assert fill(cut, file, part_bytes=1_700).counts["shards_read"] > 5
    query = "SELECT id, url FROM articles ORDER BY id"
    assert ask(cut, query) == ask(whole, query)


def test_a_bad_row_costs_itself_and_is_named(tmp_path: Path, cache: Path) -> None:
    settings = settings_in(tmp_path / "record", cache)
    good = make_row(4)
    (tmp_path / "a.jsonl").write_text(
        f'{json.dumps(good)}\n{{"title": "Slack is down\n'
        f'{json.dumps(good | {"url": "javascript:alert(1)"})}\n{json.dumps(good | {"published": "soon"})}\n[1, "outage"]\n',
        "utf-8",
    )
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(good))
        writer.writeheader()
        writer.writerows([make_row(14), make_row(15) | {"url": ""}])
    (tmp_path / "c.jsonl.gz").write_bytes(b"\x1f\x8b\x08 no gzip")
    told = fill(settings, tmp_path)
    assert told.counts["articles_new"] == 2
    faulty = [why for _, state, why in told.shards if state == "faulty"]
    assert [why.partition(": ")[0].rpartition("/")[2] for why in faulty] == [
        "a.jsonl, line 2", "a.jsonl, line 3", "a.jsonl, line 4", "a.jsonl, line 5", "b.csv, line 3", "c.jsonl.gz",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["nowhere.jsonl", "notes.txt", "empty/"])
def test_a_source_that_is_none_is_named(name: str, tmp_path: Path, cache: Path) -> None:
    (tmp_path / "notes.txt").write_text("a note", "utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataFileError, match=name.strip("/")):
        fill(settings_in(tmp_path / "record", cache), tmp_path / name)


def test_sorted_files_are_merged_in_one_order_however_many(tmp_path: Path) -> None:
    for n in range(250):
        (tmp_path / f"{n}").write_bytes(b"".join(b"%04d\n" % (n * 7 % 250 + 250 * k) for k in range(3)))
    lines = list(merge_lines(tmp_path, [tmp_path / f"{n}" for n in range(250)]))
    assert lines == [b"%04d\n" % n for n in range(750)]
    assert len(list(tmp_path.iterdir())) == 250


@pytest.mark.slow
def test_the_command_tells_in_words_and_in_json(rows: Path, tmp_path: Path, cache: Path) -> None:
    environment = settings_environment(settings_in(tmp_path, cache))
    run = CliRunner(env=environment)
    dry = run.invoke(newsagg, ["backfill", "--dry-run", str(rows)], catch_exceptions=False)
    assert "nothing was changed" in dry.output
    told = run.invoke(newsagg, ["backfill", "--json", str(rows)], catch_exceptions=False)
    assert json.loads(told.stdout)["counts"]["articles_new"] == 24


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def undisturbed(archive: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    settings = settings_in(tmp_path_factory.mktemp("undisturbed"), cache)
    told = fill(settings, archive)
    assert told.counts["articles_new"] >= 55
    return dump(settings)


def without_runs(record: dict[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in record.items() if name not in ("runs", "imports")}


def open_files(pid: int) -> list[str]:
    """Return what files a process holds open; none when it is gone."""
    names = []
    with suppress(OSError):
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                names.append(str(handle.readlink()))
    return names


@pytest.mark.slow
def test_a_killed_worker_process_changes_nothing(
    archive: Path, undisturbed: dict[str, Any], tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    watchers: dict[int, threading.Thread] = {}
    give = crew._Worker.give

    def kill_at_work(process: subprocess.Popen[bytes]) -> None:
        """Kill a worker while it holds a file of the archive open; it runs until then or until it is stopped."""
        while process.poll() is None:
            if any(str(archive) in name for name in open_files(process.pid)):
                process.kill()
                killed.append(process.pid)
                return

    def give_and_kill(worker: crew._Worker, *given: Any) -> None:
        give(worker, *given)
        process = worker._process
        if len(watchers) < 2 and process is not None and process.pid not in watchers:
            watchers[process.pid] = threading.Thread(target=kill_at_work, args=(process,))
            watchers[process.pid].start()

    monkeypatch.setattr(crew._Worker, "give", give_and_kill)
    settings = settings_in(tmp_path, cache)
    told = fill(settings, archive, workers=2)
    for watcher in watchers.values():
        watcher.join()
    assert len(killed) == 2
    assert told.counts["shards_read"] == 6
    assert dump(settings) == undisturbed


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["read shards", "store articles", "merge reports"])
def test_a_killed_backfill_goes_on_where_it_stopped(
    stage: str, archive: Path, undisturbed: dict[str, Any], tmp_path: Path, cache: Path
) -> None:
    settings = settings_in(tmp_path, cache)
    script = f"""
import os, signal
from newsagg.pipeline.backfill import backfill
from newsagg.settings import load_settings
from tests.pipeline.archives import NOW
done = []
def tell(at, *_):
    done.append(at)
    if done.count({stage!r}) == {2 if stage == "read shards" else 1}:
        os.kill(os.getpid(), signal.SIGKILL)
backfill(load_settings(), [{str(archive)!r}], now=NOW, clock="given", tell=tell)
"""
    environment = {**os.environ, **settings_environment(settings), "PYTHONPATH": str(ROOT)}
    died = subprocess.run([sys.executable, "-c", script], env=environment, check=False)
    assert died.returncode == -signal.SIGKILL
    fill(settings, archive)
    assert without_runs(dump(settings)) == without_runs(undisturbed)
    assert not list(settings.spool.iterdir())


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a scheduler and workers as processes of their own, as they would on other machines."""
    file = folder / "scheduler.json"
    tools = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s"}
    quiet: dict[str, Any] = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "env": environment,
        "cwd": folder,
    }
    scheduler = subprocess.Popen(
        [*tools, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)],
        **quiet,
    )
    crew = [
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--host", "127.0.0.1",
             "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)], **quiet
        )
        for _ in range(workers)
    ]  # fmt: skip
    try:
        deadline = time.monotonic() + 90
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        address = json.loads(file.read_text("utf-8"))["address"]
        distributed: Any = importlib.import_module("distributed")
        with distributed.Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=90)
        yield address, crew
    finally:
        for process in (*crew, scheduler):
            process.kill()
            process.wait()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_killed_dask_worker_changes_nothing(
    archive: Path, undisturbed: dict[str, Any], tmp_path: Path, cache: Path
) -> None:
    settings = settings_in(tmp_path / "record", cache)
    with dask_cluster(tmp_path, 3) as (address, workers):
        threading.Timer(2.0, workers[0].kill).start()
        threading.Timer(5.0, workers[1].kill).start()
        told = fill(settings, archive, dask=address)
    assert told.counts["shards_read"] == 6
    assert not told.counts["shards_failed"]
    assert dump(settings) == undisturbed


@pytest.mark.slow
def test_another_order_of_files_gives_the_same_record(
    archive: Path, undisturbed: dict[str, Any], tmp_path: Path, cache: Path
) -> None:
    settings = settings_in(tmp_path, cache)
    files = sorted(archive.iterdir(), reverse=True)
    fill(settings, *files[:3], *files[3:])
    assert dump(settings) == undisturbed


@pytest.mark.slow
def test_a_copy_taken_in_the_middle_is_put_back_and_goes_on_to_the_same_record(
    archive: Path, undisturbed: dict[str, Any], tmp_path: Path, cache: Path
) -> None:
    settings = settings_in(tmp_path / "lost", cache)
    copies: list[Path] = []

    def tell(stage: str, *_: int) -> None:
        if stage == "store articles" and not copies:
            copies.append(back_up(open_db(settings.database), tmp_path / "backups", NOW))

    fill(settings, archive, tell=tell)
    other = settings_in(tmp_path / "put-back", cache)
    shutil.copyfile(copies[0], other.database)
    assert ask(other, "SELECT count(*) FROM articles")[0][0] > 0
    assert ask(other, "SELECT count(*) FROM incidents") == [(0,)]
    fill(other, archive)
    assert without_runs(dump(other)) == without_runs(undisturbed)
