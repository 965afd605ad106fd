"""Deployments -> runs on this machine, without a worker: ``python -m flows.serve``, until it is told to end.

Schedules are not paused at the end: what falls due meanwhile is late, and fires when this process is there again.
"""

from prefect import serve

from newsagg.settings import load_settings

from .deployments import build, read_specs
from .lost import find_lost_runs

AT_ONCE = 3
"""Runs that may exist at a time: one writes, the others wait for it or skip."""


def main() -> None:
    """Register all deployments on the server that PREFECT_API_URL names, and run what it schedules."""
    find_lost_runs()
    deployments = [build(spec, load_settings()) for spec in read_specs()]
    serve(*deployments, pause_on_shutdown=False, limit=AT_ONCE, print_starting_message=False)


if __name__ == "__main__":
    main()
