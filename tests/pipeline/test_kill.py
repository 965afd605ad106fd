"""A run that is killed in the middle of any stage loses nothing: the next run ends where an undisturbed one ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsagg.cli.driver import settings_environment
from newsagg.demo.timing import first_run_at
from newsagg.pipeline.plain import run_pipeline
from newsagg.store import open_db
from tests.pipeline.newsrooms import demo_newsroom, serve_demo
from tests.pipeline.record import dump_record

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

# Runs the pipeline and dies, with no chance to tidy up, when a stage has come so far.
DIE_AT = """
import os, signal, sys
from datetime import datetime
from newsagg.pipeline.plain import run_pipeline
from newsagg.settings import load_settings
stage, number, now = sys.argv[1], int(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
def tell(at, done, total):
    if at == stage and done >= number:
        os.kill(os.getpid(), signal.SIGKILL)
run_pipeline(load_settings(), now=now, force=True, tell=tell)
"""

# (stage, how many of it were done): feeds, verdicts on entries, pages, verdicts on pages, the merge before its write.
MOMENTS = [
    pytest.param("read feeds", 1, id="after the first feed"),
    pytest.param("read feeds", 9, id="in the middle of the feeds"),
    pytest.param("judge articles", 20, id="in the middle of the verdicts on entries"),
    pytest.param("read pages", 1, id="after the first page"),
    pytest.param("read pages", 25, id="in the middle of the pages"),
    pytest.param("judge pages", 20, id="in the middle of the verdicts on pages"),
    pytest.param("merge reports", 0, id="before incidents are written"),
    pytest.param("merge reports", 1, id="after incidents are written"),
]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    with serve_demo(folder, tmp_path_factory.getbasetemp() / "cache") as (_, settings):
        run_pipeline(settings, now=first_run_at(demo_newsroom()), force=True)
        return dump_record(settings.database)


@pytest.mark.parametrize(("stage", "number"), MOMENTS)
def test_a_killed_run_followed_by_a_normal_one_ends_in_the_same_record(
    stage: str,
    number: int,
    undisturbed: dict[str, list[tuple[object, ...]]],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    now = first_run_at(demo_newsroom())
    with serve_demo(tmp_path, tmp_path_factory.getbasetemp() / "cache") as (_, settings):
        environment = {
            **os.environ,
            **settings_environment(settings),
            "PYTHONPATH": str(ROOT),
            "NEWSAGG_BATCH": "8",
        }
        killed = subprocess.run(
            [sys.executable, "-c", DIE_AT, stage, str(number), now.isoformat()], env=environment, check=False
        )
        assert killed.returncode == -signal.SIGKILL, "the stage never came so far"
        run_pipeline(settings, now=now, force=True)
        assert dump_record(settings.database) == undisturbed
        states = [
            row["state"] for row in open_db(settings.database).query("SELECT state FROM runs ORDER BY id")
        ]
        assert states == ["abandoned", "completed"]
