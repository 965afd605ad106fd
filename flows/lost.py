"""Runs whose machine went away without a word -> Crashed: an automation of the server, made once."""

import asyncio
from datetime import timedelta
from http import HTTPStatus

from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.exceptions import PrefectHTTPStatusError

NAME = "newsagg: runs whose machine went away"
BEAT = "prefect.flow-run.heartbeat"
ENDS = tuple(f"prefect.flow-run.{end}" for end in ("Completed", "Failed", "Cancelled", "Crashed", "TimedOut"))
MESSAGE = "It was not heard of for two minutes."
SILENCE = timedelta(seconds=120)
"""Four heartbeats of 30 s; as long as a lease in our database lasts."""


async def _keep() -> str:
    try:
        await Automation.aread(name=NAME)
    except ValueError:
        await Automation(
            name=NAME,
            description="A run whose process or machine was lost would be shown as running for ever.",
            trigger=EventTrigger(
                after={BEAT},
                expect={BEAT, *ENDS},
                match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=SILENCE,
            ),
            actions=[ChangeFlowRunState(name=None, state=StateType.CRASHED, message=MESSAGE, force=False)],
        ).acreate()
        return "new"
    return "unchanged"


def find_lost_runs() -> str:
    """Have the server mark runs as crashed that neither end nor beat; say whether that is new.

    A server older than this Prefect does not understand how it is asked for; all else works there.
    """
    try:
        return asyncio.run(_keep())
    except PrefectHTTPStatusError as error:
        if error.response.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:
            raise
        return "not made: the server is older than this Prefect"
