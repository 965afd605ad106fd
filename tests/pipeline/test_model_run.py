"""The whole way with a language model's endpoint: what it points at is marked, and its failures cost nothing else."""

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from newsagg.demo.timing import first_run_at
from newsagg.pipeline.rebuild import rebuild_all
from newsagg.settings import Settings
from newsagg.store import open_db
from tests.detect.model_server import Reply, answer, serve_model
from tests.pipeline.newsrooms import demo_newsroom
from tests.pipeline.record import dump_record

NOW = first_run_at(demo_newsroom()) + timedelta(days=30)


def point_at_an_opening(request: dict[str, Any]) -> Reply:
    body = json.loads(request["messages"][1]["content"])["body"]
    opening = body.split("\n")[0][:90].rsplit(" ", 1)[0]
    return answer(
        [{"type": "symptom", "quote": opening, "words": opening, "speaker": "", "stance": "asserted"}]
    )


def test_a_model_that_fails_leaves_the_record_as_it_was_and_is_asked_again_by_the_next_rebuild(
    tmp_path: Path, cache: Path, demo_database: Path
) -> None:
    database = tmp_path / "record.db"
    shutil.copy(demo_database, database)
    once = dump_record(database)
    with serve_model() as server:
        settings = Settings(
            database=database, cache=tmp_path / "cache", llm_base_url=server.base_url, llm_model="tiny"
        )
        shutil.copytree(cache, settings.cache)
        server.reply = lambda _: (503, b"busy", {})
        counts = rebuild_all(settings, now=NOW + timedelta(hours=1))
        assert counts["llm_failed"] == 3
        assert counts["llm_skipped"] > 20
        assert dump_record(database)["claims"] == once["claims"]

        server.reply = point_at_an_opening
        counts = rebuild_all(settings, now=NOW + timedelta(hours=2))
        assert counts["llm_asked"] > 20
        assert "llm_failed" not in counts
    db = open_db(database)
    [[by_model, wrong]] = db.conn.execute(
        """SELECT count(*), sum(substr(v.title || char(10, 10) || v.body, c.start_offset + 1, length(c.quote)) <> c.quote)
        FROM claims c JOIN article_versions v ON v.id = c.version_id WHERE c.read_by = 'model'"""
    )
    assert by_model > 10
    assert wrong == 0
    [[by_rules]] = db.conn.execute("SELECT count(*) FROM claims WHERE read_by = 'rules'")
    assert by_rules == len(once["claims"])
