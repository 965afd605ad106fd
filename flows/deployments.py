"""prefect.yaml and the settings -> deployments that can be registered or served."""

from importlib import import_module
from importlib.metadata import version
from typing import Any

import yaml
from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from newsagg.places import deployments_file
from newsagg.settings import Settings

WALL_CLOCK = "wall-clock"
_OURS = __package__ or "flows"


def read_specs() -> list[dict[str, Any]]:
    """Return the deployments as the file has them."""
    specs: list[dict[str, Any]] = yaml.safe_load(deployments_file().read_text("utf-8"))["deployments"]
    return specs


def find_flow(entrypoint: str) -> tuple[Flow[..., Any], str]:
    """Return the flow that an entrypoint names, and the entrypoint where we are installed."""
    module, _, name = entrypoint.rpartition(".")
    place = _OURS + module.removeprefix("flows")
    found: Flow[..., Any] = getattr(import_module(place), name)
    return found, f"{place}.{name}"


def read_schedule(spec: dict[str, Any], *, zone: str, wall_clock: bool) -> Schedule:
    """Return a schedule; a clock time that people wait for is of their zone, but an hourly one counts in UTC."""
    hourly = spec["cron"].split()[1] == "*"
    return Cron(
        spec["cron"], timezone=zone if wall_clock and not hourly else spec["timezone"], slug=spec["slug"]
    )


def build(spec: dict[str, Any], settings: Settings, **more: Any) -> RunnerDeployment:
    """Return one deployment; ``more`` goes to Prefect as it is."""
    found, entrypoint = find_flow(spec["entrypoint"])
    wall_clock = WALL_CLOCK in spec["tags"]
    deployment = found.to_deployment(
        spec["name"],
        schedules=[
            read_schedule(s, zone=settings.zone, wall_clock=wall_clock) for s in spec.get("schedules", ())
        ],
        concurrency_limit=ConcurrencyLimitConfig(**spec["concurrency_limit"]),
        parameters=spec.get("parameters", {}),
        description=spec["description"],
        tags=spec["tags"],
        version=version("newsagg"),
        entrypoint_type=EntrypointType.MODULE_PATH,
        **more,
    )
    assert isinstance(deployment, RunnerDeployment)  # noqa: S101 - for the type alone
    deployment.entrypoint = entrypoint
    return deployment
