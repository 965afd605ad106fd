"""Outage reports from news and status pages, kept as incidents with every claim that each source made.

    feeds.toml -> collect -> entries, pages -> articles
                             detect  -> verdicts, services, claims (each with its words)
                             merge   -> incidents, findings (agree, compatible, conflict, superseded)
                             report  -> tables and digests
    store: one SQLite file that holds all of it; pipeline: the stages in order; flows: the same under Prefect

The names below are the library's surface; everything is imported only when it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsagg.collect.extract import extract_article
    from newsagg.collect.feeds import load_feeds, parse_feed
    from newsagg.detect.claims import find_claims
    from newsagg.detect.lexicon import load_lexicon
    from newsagg.detect.relevance import judge, load_model
    from newsagg.merge.agreement import weigh
    from newsagg.merge.cluster import group_reports
    from newsagg.merge.incidents import plan_changes
    from newsagg.pipeline.plain import run_pipeline
    from newsagg.settings import load_settings
    from newsagg.store import open_db, read_db

_HOMES = {
    "load_settings": "newsagg.settings",
    "load_feeds": "newsagg.collect.feeds",
    "parse_feed": "newsagg.collect.feeds",
    "extract_article": "newsagg.collect.extract",
    "load_lexicon": "newsagg.detect.lexicon",
    "load_model": "newsagg.detect.relevance",
    "judge": "newsagg.detect.relevance",
    "find_claims": "newsagg.detect.claims",
    "group_reports": "newsagg.merge.cluster",
    "plan_changes": "newsagg.merge.incidents",
    "weigh": "newsagg.merge.agreement",
    "open_db": "newsagg.store",
    "read_db": "newsagg.store",
    "run_pipeline": "newsagg.pipeline.plain",
}

__all__ = [
    "extract_article",
    "find_claims",
    "group_reports",
    "judge",
    "load_feeds",
    "load_lexicon",
    "load_model",
    "load_settings",
    "open_db",
    "parse_feed",
    "plan_changes",
    "read_db",
    "run_pipeline",
    "weigh",
]


def __getattr__(name: str) -> Any:
    """Import a public name at its first use (PEP 562), so that the command line starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'newsagg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
