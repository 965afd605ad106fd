"""A small record of two incidents, as the real merge made it from three stories: what decisions are tried on."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from newsagg.model import ServiceRole
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.runs import start_run
from tests.store.making import NOON, a_feed, a_story, a_verdict, later, save_stories

CLOUD, SHOP = "2026-03-02-example-cloud", "2026-03-05-shop"
FIRST, SECOND, LATE = (f"https://post.example/{n}" for n in ("first", "second", "late"))
STORIES = (
    (
        FIRST,
        "Example Cloud is down across Europe",
        "Nobody could log in to Example Cloud.",
        0.0,
        "example-cloud",
    ),
    (
        SECOND,
        "Example Cloud is down for customers in Europe",
        "Log in to Example Cloud failed.",
        1.0,
        "example-cloud",
    ),
    (LATE, "Shop will not take orders", "Baskets at Shop stayed empty all morning.", 72.0, "shop"),
)


def make_two_incidents(path: Path) -> Path:
    """Write the record and return its path."""
    db = open_db(path)
    feed = a_feed()
    for url, title, summary, hours, _ in STORIES:
        save_stories(
            db, feed, a_story(feed, url, title, summary, published_at=later(hours), seen_at=later(hours))
        )
    services = {url: slug for url, *_, slug in STORIES}
    items: list[Any] = []
    for stored in versions_to_judge(db, 10):
        slug = services[stored.article.url]
        role = ServiceRole(slug=slug, name=slug.title(), provider=slug, role="subject")
        items.append((stored, a_verdict(services=(role,)), []))
    save_detection(db, items, NOON, None)
    db.close()
    merge_new(Settings(database=path), now=NOON + timedelta(days=4), run_id=a_run(path))
    return path


def a_run(path: Path) -> int:
    """Open a run in the ledger and return its number."""
    return start_run(open_db(path), "test", NOON)
