"""Deriving everything again: the same record, and none where there was none."""

from datetime import timedelta
from pathlib import Path

import pytest

from newsagg.demo.timing import first_run_at
from newsagg.errors import StoreError
from newsagg.pipeline.plain import run_pipeline
from newsagg.pipeline.rebuild import rebuild_all
from newsagg.settings import Settings
from newsagg.store import open_db
from tests.pipeline.newsrooms import demo_newsroom, serve_demo
from tests.pipeline.record import dump_record

NOW = first_run_at(demo_newsroom())


def test_a_rebuild_judges_what_another_model_judged_and_ends_in_the_same_record(
    tmp_path: Path, cache: Path
) -> None:
    with serve_demo(tmp_path, cache) as (_, settings):
        run_pipeline(settings, now=NOW, force=True)
    once = dump_record(settings.database)
    open_db(settings.database).execute("UPDATE verdicts SET model = 'another'")
    open_db(settings.database).conn.commit()
    counts = rebuild_all(settings, now=NOW + timedelta(hours=1))
    assert counts["versions_judged"] >= 60
    again = dump_record(settings.database)
    for table in ("articles", "article_versions", "claims", "incidents", "incident_articles", "findings"):
        assert again[table] == once[table], table


def test_a_record_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "none.db")
    with pytest.raises(StoreError):
        rebuild_all(settings, now=NOW)
    assert not settings.database.exists()
