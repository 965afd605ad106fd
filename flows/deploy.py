"""Deployments -> a Prefect server's, each once: ``python -m flows.deploy --pool NAME --directory DIR``."""

import argparse
from typing import Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound

from newsagg.settings import load_settings

from .deployments import build, read_specs
from .frame import say
from .lost import NAME, find_lost_runs

COMPARED = ("entrypoint", "description", "tags", "version", "parameters", "work_pool_name", "job_variables")


def keep_pool(client: SyncPrefectClient, name: str) -> str:
    """Make the work pool where it is missing; say whether it was."""
    try:
        client.read_work_pool(name)
    except ObjectNotFound:
        client.create_work_pool(WorkPoolCreate(name=name, type="process"))
        return "new"
    return "unchanged"


def read_wanted(wanted: RunnerDeployment) -> dict[str, Any]:
    """Return what a deployment shall be, to compare."""
    return {name: getattr(wanted, name) for name in COMPARED} | {
        "schedules": sorted(str(s.schedule) for s in wanted.schedules or ()),
        "limit": wanted.concurrency_limit,
        "strategy": wanted.concurrency_options and wanted.concurrency_options.collision_strategy,
        "parameter schema": wanted._parameter_openapi_schema.model_dump(mode="json", exclude_unset=True),
    }


def read_known(known: DeploymentResponse) -> dict[str, Any]:
    """Return what a deployment is on the server, to compare."""
    return {name: getattr(known, name) for name in COMPARED} | {
        "schedules": sorted(str(s.schedule) for s in known.schedules),
        "limit": known.global_concurrency_limit and known.global_concurrency_limit.limit,
        "strategy": known.concurrency_options and known.concurrency_options.collision_strategy,
        "parameter schema": known.parameter_openapi_schema,
    }


def register(client: SyncPrefectClient, wanted: RunnerDeployment) -> tuple[str, list[str]]:
    """Bring one deployment to what it shall be; return new, changed or unchanged, and what changed."""
    try:
        before = read_known(client.read_deployment_by_name(wanted.full_name))
    except ObjectNotFound:
        return ("new" if wanted.apply() else ""), []
    if changed := [name for name, value in read_wanted(wanted).items() if before[name] != value]:
        wanted.apply()
    return ("changed" if changed else "unchanged"), changed


def main() -> None:
    """Register all deployments on the server that PREFECT_API_URL names; print a line of JSON for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pool", required=True)
    parser.add_argument("--directory", required=True, help="where workers start the runs")
    parser.add_argument("--path", help="PYTHONPATH of the runs")
    given = parser.parse_args()
    variables = {"working_dir": given.directory} | ({"env": {"PYTHONPATH": given.path}} if given.path else {})
    say(automation=NAME, state=find_lost_runs())
    with get_client(sync_client=True) as client:
        say(pool=given.pool, state=keep_pool(client, given.pool))
        for spec in read_specs():
            wanted = build(spec, load_settings(), work_pool_name=given.pool, job_variables=variables)
            state, changed = register(client, wanted)
            say(deployment=wanted.full_name, state=state, changed=changed)


if __name__ == "__main__":
    main()
