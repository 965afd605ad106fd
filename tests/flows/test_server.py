"""The flow on a real Prefect server that the test starts, on one it starts itself, and on none."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from newsagg.cli.driver import flow_command, open_drive, settings_environment
from newsagg.cli.prefect_server import prefect_environment
from newsagg.demo.timing import first_run_at
from newsagg.settings import Settings
from newsagg.store import read_db
from newsagg.store.runs import last_run
from tests.pipeline.newsrooms import demo_newsroom, serve_demo

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

NOW = first_run_at(demo_newsroom())


def ask(api: str, path: str, body: object) -> Any:
    request = urllib.request.Request(
        f"{api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@contextmanager
def prefect_server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    with prefect_environment(home) as environment:
        assert environment is not None, (home / "server.log").read_text()
        yield environment


def test_a_flow_run_on_a_real_server_completes_and_leaves_its_artifact(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path_factory.getbasetemp() / "cache"
    with (
        prefect_server(tmp_path / "prefect", monkeypatch) as environment,
        serve_demo(tmp_path, cache) as (_, settings),
    ):
        monkeypatch.setenv("PREFECT_API_URL", environment["PREFECT_API_URL"])
        with open_drive(settings, plain=False) as drive:
            told: list[str] = []
            counts = drive(now=NOW, force=True, tell=lambda stage, _done, _total: told.append(stage))
        api = environment["PREFECT_API_URL"]
        states = [run["state_type"] for run in ask(api, "flow_runs/filter", {})]
        artifacts = ask(api, "artifacts/latest/filter", {})
    assert counts["incidents_opened"] >= 6
    assert {"read feeds", "judge articles", "read pages", "merge reports"} <= set(told)
    assert states
    assert set(states) == {"COMPLETED"}
    numbers = next(a for a in artifacts if a["key"] == "newsagg-run")
    assert {"what": "incidents_opened", "number": counts["incidents_opened"]} in json.loads(numbers["data"])
    assert any(a["key"] == "newsagg-incidents" for a in artifacts)
    run = last_run(read_db(settings.database))
    assert run is not None
    assert run["kind"] == "flow"
    assert run["state"] == "completed"


def test_the_same_flow_runs_with_no_server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with serve_demo(tmp_path, tmp_path_factory.getbasetemp() / "cache") as (_, settings):
        command, path = flow_command()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        environment |= {
            **path,
            **settings_environment(settings),
            "PREFECT_HOME": str(tmp_path / "prefect"),
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_LOGGING_LEVEL": "WARNING",
            "DO_NOT_TRACK": "1",
        }
        command += ["--now", NOW.isoformat(), "--force"]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout.splitlines()[-1])["counts"]["incidents_opened"] >= 6


def test_a_server_that_does_not_come_up_costs_a_notice_and_nothing_else(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    with serve_demo(tmp_path, tmp_path_factory.getbasetemp() / "cache") as (_, settings):
        with open_drive(settings, plain=False, start_seconds=0.0) as drive:
            counts = drive(now=NOW, force=True, tell=lambda _stage, _done, _total: None)
        run = last_run(read_db(settings.database))
    assert counts["incidents_opened"] >= 6
    assert "without Prefect" in capsys.readouterr().err
    assert run is not None
    assert run["kind"] == "plain"


SCHEDULE = """
from datetime import timedelta
from {module} import pipeline
from prefect.client.orchestration import get_client
from prefect.client.schemas.schedules import IntervalSchedule
from prefect.client.schemas.actions import DeploymentScheduleCreate
with get_client(sync_client=True) as client:
    flow_id = client.create_flow(pipeline)
    client.create_deployment(flow_id, "every-quarter", schedules=[
        DeploymentScheduleCreate(schedule=IntervalSchedule(interval=timedelta(minutes=15)), active=True)])
"""


def test_a_schedule_on_a_real_server_yields_scheduled_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An import test passes on package sets where the scheduler creates nothing while everything looks healthy.
    command, path = flow_command()
    with prefect_server(tmp_path / "prefect", monkeypatch) as environment:
        code = SCHEDULE.format(module=command[-1])
        variables = {**environment, **path, **settings_environment(Settings(database=tmp_path / "x.db"))}
        subprocess.run([sys.executable, "-c", code], env=variables, check=True, timeout=120)
        deadline = time.monotonic() + 120
        runs: list[Any] = []
        while not runs and time.monotonic() < deadline:
            time.sleep(1)
            runs = ask(
                environment["PREFECT_API_URL"],
                "flow_runs/filter",
                {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}},
            )
        assert runs
