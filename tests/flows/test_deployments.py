"""Our deployments on a real Prefect server with SQLite: registered, by schedule, held, killed, restarted, told."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from newsagg.cli.driver import flow_command, settings_environment
from newsagg.demo.timing import first_run_at
from newsagg.pipeline.lease import hold_lease
from newsagg.pipeline.plain import run_pipeline
from newsagg.store import read_db
from newsagg.store.leases import read_leases
from newsagg.store.runs import last_run
from tests.flows.house import Server, count_rows, serving, small_newsroom, wait_for
from tests.pipeline.newsrooms import demo_newsroom
from tests.pipeline.record import dump_record
from tests.report.mailing import add_people, make_list
from tests.report.smtphouse import serve_mail

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

NOW = first_run_at(demo_newsroom())
PLANNED: dict[str, Any] = {"now": NOW.isoformat(), "force": True}
NAMES = {"pipeline", "status-pages", "digest", "upkeep", "backfill"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    house = Server(tmp_path_factory.mktemp("prefect"))
    house.start()
    yield house
    house.kill(signal.SIGTERM)


@pytest.fixture(scope="module")
def undisturbed(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    with small_newsroom(tmp_path_factory.mktemp("undisturbed") / "room", cache) as settings:
        run_pipeline(settings, now=NOW, force=True)
        return dump_record(settings.database)


def deploy(server: Server, folder: Path, *more: str) -> dict[str, Any]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "newsagg",
            "deploy",
            "--server",
            server.api,
            "--directory",
            str(folder),
            "--json",
            *more,
        ],
        env=server.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {row["deployment"]: row for row in json.loads(done.stdout) if "deployment" in row}


def test_deployments_registered_twice_are_there_once_and_yield_scheduled_runs(
    server: Server, tmp_path: Path
) -> None:
    first, second = deploy(server, tmp_path), deploy(server, tmp_path)
    assert {row["state"] for row in first.values()} == {"new"}
    assert {row["state"] for row in second.values()} == {"unchanged"}
    found = server.deployments()
    assert set(found) >= NAMES
    assert len(found) == len(first)
    moved = deploy(server, tmp_path / "elsewhere")
    assert {tuple(row["changed"]) for row in moved.values()} == {("job_variables",)}
    for name in NAMES:
        if found[name]["schedules"]:
            assert wait_for(f"scheduled runs of {name}", partial(server.runs, name, "Scheduled"))
        assert found[name]["global_concurrency_limit"]["limit"] == 1
        assert found[name]["description"]
        parameters = found[name]["parameter_openapi_schema"]["properties"]
        assert all(one["description"] for one in parameters.values()), name


def test_a_scheduled_run_happens_by_itself_and_an_overlapping_one_is_held(
    server: Server, cache: Path, tmp_path: Path
) -> None:
    with (
        small_newsroom(tmp_path / "room", cache) as settings,
        serving(server, settings, tmp_path / "serve.log"),
    ):
        wait_for("our own schedules", lambda: "pipeline" in server.deployments())
        number = server.deployments()["pipeline"]["id"]
        often = {"schedule": {"interval": 5.0}, "active": True, "slug": "often"}
        with hold_lease(settings, what="a backfill"):
            (often_id,) = [row["id"] for row in server.ask(f"deployments/{number}/schedules", [often])]
            try:
                run = wait_for(
                    "a run by itself", lambda: next(iter(server.runs("pipeline", "Running")), None)
                )
                assert run["auto_scheduled"]
                held = wait_for("a held run", lambda: server.runs("pipeline", "Cancelled"))
            finally:
                server.ask(f"deployments/{number}/schedules/{often_id}", method="DELETE")
            assert "concurrency" in held[0]["state"]["message"].lower()
            assert server.run(run["id"])["state_name"] == "Running", "it waits for who holds the lease"
            assert read_leases(read_db(settings.database))[0].what == "a backfill"
        done = server.wait_until(run["id"], "Completed", "Failed", "Crashed")
        assert done["state_name"] == "Completed", done["state"]
        assert "feeds heard, 1 failed" in done["state"]["message"], (
            "a feed that always fails does not fail the run"
        )
        told = {row["key"]: row for row in server.ask("artifacts/latest/filter", {})}
        report = (
            json.loads(told["newsagg-report"]["data"])
            if told["newsagg-report"]["data"].startswith('"')
            else told["newsagg-report"]["data"]
        )
        ids = [row["id"] for row in read_db(settings.database).query("SELECT id FROM incidents")]
        assert ids
        assert all(f"](https://desk.example/incident/{one})" in report for one in ids)
        assert "| `dead` | failed |" in report
        events = wait_for("events", lambda: opened(server, len(ids)))
        assert {event["resource"]["prefect.resource.id"] for event in events} == {
            f"newsagg.incident.{one}" for one in ids
        }
        assert all(event["related"][0]["prefect.resource.role"] == "provider" for event in events)


def opened(server: Server, number: int) -> list[Any]:
    found = server.ask("events/filter", {"filter": {"event": {"name": ["newsagg.incident.opened"]}}})[
        "events"
    ]
    return found if len(found) >= number else []


def in_the_middle(settings: Any) -> bool:
    return count_rows(settings, "SELECT count(*) FROM fetches") >= 8


def of_the_living(record: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Leave out the feed that always fails: the killed run asked it, too, and each asking counts."""
    return record | {"feeds": [row for row in record["feeds"] if row[0] != "dead"]}


def test_a_worker_killed_in_the_middle_of_a_run_loses_and_doubles_nothing(
    server: Server, cache: Path, tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    with small_newsroom(tmp_path / "room", cache, gap=0.6) as settings:
        with serving(server, settings, tmp_path / "serve.log") as worker:
            wait_for("our deployments", lambda: "pipeline" in server.deployments())
            lost = server.start_when_free("pipeline", **PLANNED)
            wait_for("the middle of the run", lambda: in_the_middle(settings))
            run = count_rows(settings, "SELECT pid FROM runs WHERE state = 'running'")
            worker.kill()
            os.kill(run, signal.SIGKILL)
        assert count_rows(settings, "SELECT count(*) FROM runs WHERE state = 'running'") == 1
        # Prefect keeps the dead run's place in the deployment's limit for up to five minutes: the next run is one of
        # `newsagg run`, which asks our lease alone.
        command, path = flow_command()
        done = subprocess.run(
            [*command, "--now", NOW.isoformat(), "--force"],
            env={
                **server.environment,
                **path,
                **settings_environment(replace(settings, host_gap_seconds=0.0)),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        ends = [run["state"]["message"] or "" for run in server.ask("flow_runs/filter", {})]
        assert any("Took up the work of run 1" in told for told in ends)
        # What our automation does after two minutes without a heartbeat.
        server.ask(f"flow_runs/{lost}/set_state", {"state": {"type": "CRASHED"}})
        assert server.run(lost)["state_type"] == "CRASHED"
        assert of_the_living(dump_record(settings.database)) == of_the_living(undisturbed)
        states = [
            row["state"] for row in read_db(settings.database).query("SELECT state FROM runs ORDER BY id")
        ]
        assert states == ["abandoned", "completed"]


def test_a_server_restarted_in_the_middle_of_a_run_costs_nothing(
    server: Server, cache: Path, tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    with (
        small_newsroom(tmp_path / "room", cache, gap=0.6) as settings,
        serving(server, settings, tmp_path / "serve.log"),
    ):
        wait_for("our deployments", lambda: "pipeline" in server.deployments())
        server.start_when_free("pipeline", **PLANNED)
        wait_for("the middle of the run", lambda: in_the_middle(settings))
        server.kill()
        server.start()
        wait_for(
            "the end", lambda: count_rows(settings, "SELECT count(*) FROM runs WHERE state = 'completed'")
        )
        assert dump_record(settings.database) == undisturbed


def test_a_run_that_hears_nobody_fails_and_says_so(server: Server, cache: Path, tmp_path: Path) -> None:
    with small_newsroom(tmp_path / "room", cache) as settings:
        assert settings.feeds is not None
        settings.feeds.write_text(
            settings.feeds.read_text("utf-8").rpartition("[[feed]]")[1]
            + settings.feeds.read_text("utf-8").rpartition("[[feed]]")[2]
        )
        command, path = flow_command()
        done = subprocess.run(
            command,
            env={**server.environment, **path, **settings_environment(settings)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    deaf = server.ask("flow_runs/filter", {"flow_runs": {"state": {"name": {"any_": ["Deaf"]}}}})
    assert [run["state_type"] for run in deaf] == ["FAILED"]
    assert "no feed could be reached" in deaf[0]["state"]["message"]


def test_a_digest_run_sends_once_and_shows_what_it_sent_and_a_cancelled_run_ends_in_order(
    server: Server, cache: Path, tmp_path: Path
) -> None:
    with (
        small_newsroom(tmp_path / "room", cache, gap=0.6) as settings,
        serve_mail() as box,
        serving(server, replace(settings, **box.settings()), tmp_path / "serve.log"),
    ):
        reader = make_list(settings.database, zone="Europe/Berlin")
        add_people(settings.database, reader, "ana@corp.example")
        wait_for("our deployments", lambda: "digest" in server.deployments())
        first = server.wait_until(server.start_when_free("digest"), "Completed", "Failed", "Skipped")
        assert "1 frozen" in first["state"]["message"], first["state"]
        assert "1 sent" in first["state"]["message"]
        again = server.wait_until(server.start_when_free("digest"), "Completed", "Failed", "Skipped")
        assert "nothing was due" in again["state"]["message"]
        assert [mail.recipient for mail in box.taken] == ["ana@corp.example"]
        told = {row["key"]: row for row in server.ask("artifacts/latest/filter", {})}
        assert "Mails: 1 " in told["newsagg-digest"]["data"]
        assert "newsagg-deliveries" in told

        number = server.start_when_free("pipeline", **PLANNED)
        wait_for("the middle of the run", lambda: in_the_middle(settings))
        server.ask(f"flow_runs/{number}/set_state", {"state": {"type": "CANCELLING"}})
        assert server.wait_until(number, "Cancelled", "Crashed", "Completed")["state_name"] == "Cancelled"
        state = wait_for("its row", lambda: last_state(settings.database))
        assert state == "cancelled"
        assert read_leases(read_db(settings.database)) == []


def last_state(database: Path) -> str:
    run = last_run(read_db(database))
    return "" if run is None or run["state"] == "running" else str(run["state"])
