"""What tests of several rooms share: the demo newsroom's record, built once by the plain pipeline, and one cache."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fit the model once for all tests, also for those that start commands of their own."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    os.environ["NEWSAGG_CACHE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def demo_database(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of all editions of the bundled newsroom. For reading: a test that writes makes its own copy."""
    # Imported here, so that a test of one room does not load all the others.
    from newsagg.cli.demo import plan_runs
    from newsagg.demo.timing import count_editions, first_run_at
    from newsagg.pipeline.plain import run_pipeline
    from tests.pipeline.newsrooms import serve_demo

    folder = tmp_path_factory.mktemp("demo-record")
    with serve_demo(folder, cache) as (running, settings):
        newsroom = running.newsroom
        for at, edition in plan_runs(first_run_at(newsroom), count_editions(newsroom), None):
            running.edition = edition
            run_pipeline(settings, now=at, force=True)
    return settings.database


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name no test after the time of its collection: processes that run side by side must agree on the names."""
    return argname if isinstance(val, str) and val.endswith(" GMT") else None
