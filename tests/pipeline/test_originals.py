"""What an aggregator links to is the article itself, found through it; and new spellings orphan nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsagg.collect.urls import SPELLING
from newsagg.pipeline.addresses import keep_addresses
from newsagg.pipeline.collect import collect_feeds, collect_pages
from newsagg.pipeline.plain import run_pipeline
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from tests.collect.loopback import Behaviour, answer, redirect, serve_site

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
TITLE = "Acme Pay is down for shops in four countries"
TEXT = "".join(
    f"<p>Shops in {land} could not take cards on Monday after Acme Pay stopped answering; the firm gave no cause.</p>"
    for land in ("Norway", "Sweden", "Denmark", "Finland")
)
STORY = "http://paper.test.example/2026/03/acme-down"


def a_page(head: str = "", body: str = TEXT) -> Behaviour:
    markup = f"<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    return answer(body=markup.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def an_rss(link: str, more: str = "") -> Behaviour:
    body = f"""<rss version="2.0"><channel><title>x</title><item><title>{TITLE}</title><guid>{link}</guid>
    <link>{link}</link><description>Cards are refused.</description>{more}</item></channel></rss>"""
    return answer(body=body.encode(), headers={"Content-Type": "application/rss+xml"})


def run(folder: Path, routes: dict[str, Behaviour], *, paper: bool = False) -> tuple[Database, list[str]]:
    """Read the board's feed (after the paper's, if asked), then the pages, twice; return the record and what was asked."""
    feeds = [("board", "The Board", "aggregator")] + [("paper", "The Paper", "news")] * paper
    (folder / "feeds.toml").write_text(
        "".join(
            f'[[feed]]\nslug = "{slug}"\noutlet = "{name}"\nurl = "http://{slug}.test.example/{slug}.xml"\n'
            f'kind = "{kind}"\nhomepage = "http://{slug}.test.example"\n'
            for slug, name, kind in feeds
        )
    )
    with serve_site() as site:
        site.routes |= routes
        settings = Settings(
            database=folder / "r.db",
            archive=folder / "archive",
            feeds=folder / "feeds.toml",
            resolve=f"*.test.example=127.0.0.1:{site.port},finance.yahoo.com=127.0.0.1:{site.port},t.co=127.0.0.1:{site.port}",
            host_gap_seconds=0.0,
        )
        for hours in (0, 2):
            now = NOW + timedelta(hours=hours)
            collect_feeds(settings, now=now, run_id=None, force=True)  # type: ignore[arg-type]
            db = open_db(settings.database)
            db.execute("UPDATE articles SET page_state = 'wanted' WHERE page_state = 'not_wanted'")
            db.conn.commit()
            collect_pages(settings, now=now, run_id=None)  # type: ignore[arg-type]
        return db, site.paths()


def articles(db: Database) -> list[tuple[str, str, str]]:
    return db.execute(
        """SELECT a.url, a.outlet, v.basis FROM articles a JOIN article_versions v ON v.id = a.newest_version_id
        WHERE a.same_as IS NULL ORDER BY a.id"""
    ).fetchall()


def ways(db: Database) -> list[tuple[str, str]]:
    return db.execute("SELECT url, via FROM entries ORDER BY feed").fetchall()


OWN = "https://paper.test.example/2026/03/acme-down"


@pytest.mark.parametrize(
    ("link", "routes"),
    [
        pytest.param(
            "http://board.test.example/go/7",
            {"/go/7": redirect(STORY), "/2026/03/acme-down": a_page()},
            id="redirect",
        ),
        pytest.param(
            "http://t.co/AbC", {"/AbC": redirect(STORY), "/2026/03/acme-down": a_page()}, id="shortener"
        ),
        pytest.param(
            "http://board.test.example/go/7",
            {"/go/7": a_page(f"<link rel=canonical href='{STORY}'>", ""), "/2026/03/acme-down": a_page()},
            id="canonical",
        ),
        pytest.param(
            "http://t.co/AbC",
            {
                "/AbC": a_page(f"<meta http-equiv=refresh content='0;URL={STORY}'>", ""),
                "/2026/03/acme-down": a_page(),
            },
            id="refresh",
        ),
    ],
)
def test_an_aggregators_link_becomes_the_article_itself(
    tmp_path: Path, link: str, routes: dict[str, Behaviour]
) -> None:
    db, _ = run(tmp_path, {"/board.xml": an_rss(link), **routes})
    assert articles(db) == [(OWN, "paper.test.example", "page")]
    assert ways(db) == [(OWN, "The Board")]


def test_the_publishers_own_article_takes_the_aggregators_entry_in(tmp_path: Path) -> None:
    routes = {
        "/board.xml": an_rss("http://board.test.example/go/7"),
        "/paper.xml": an_rss(STORY),
        "/go/7": redirect(STORY),
        "/2026/03/acme-down": a_page(),
    }
    db, _ = run(tmp_path, routes, paper=True)
    assert articles(db) == [(OWN, "The Paper", "page")]
    assert ways(db) == [(OWN, "The Board"), (OWN, "")]


def test_a_reprint_is_its_publishers_and_found_via_the_portal(tmp_path: Path) -> None:
    provider = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + TITLE + '", '
    provider += '"publisher": {"name": "Yahoo Finance"}, "provider": {"@type": "Organization", "name": "Example Wire"}}</script>'
    link = "http://finance.yahoo.com/news/acme-1.html"
    db, _ = run(tmp_path, {"/board.xml": an_rss(link), "/news/acme-1.html": a_page(provider)})
    assert articles(db) == [("https://finance.yahoo.com/news/acme-1.html", "Example Wire", "page")]
    assert ways(db) == [("https://finance.yahoo.com/news/acme-1.html", "Yahoo")]


def test_a_link_that_robots_txt_forbids_is_not_followed(tmp_path: Path) -> None:
    routes = {
        "/board.xml": an_rss("http://board.test.example/go/7"),
        "/go/7": a_page(f"<link rel=canonical href='{STORY}'>", ""),
        "/robots.txt": answer(body=b"User-agent: *\nDisallow: /2026/\n"),
        "/2026/03/acme-down": a_page(),
    }
    db, asked = run(tmp_path, routes)
    assert "/2026/03/acme-down" not in asked
    assert articles(db) == [(OWN, "paper.test.example", "feed")], "whose it is may be known all the same"


def test_a_publishers_page_cannot_name_another_sites_article(tmp_path: Path) -> None:
    link = "http://blog.test.example/a-1"
    routes = {"/board.xml": an_rss(link), "/a-1": a_page(f"<link rel=canonical href='{STORY}'>")}
    db, asked = run(tmp_path, routes)
    assert "/2026/03/acme-down" not in asked
    assert articles(db) == [("https://blog.test.example/a-1", "blog.test.example", "page")]


def test_a_new_spelling_orphans_no_article(tmp_path: Path) -> None:
    routes = {"/board.xml": an_rss(STORY), "/2026/03/acme-down": a_page()}
    db, _ = run(tmp_path, routes)
    before = db.execute("SELECT id, newest_version_id FROM articles").fetchall()
    old = (
        "http://paper.test.example/2026/03/acme-down?frsc=rss"  # as an earlier version would have spelled it
    )
    for table in ("articles", "entries"):
        db.execute(f"UPDATE {table} SET url = ?", (old,))
    db.execute("UPDATE address_spelling SET spelling = ?", (SPELLING - 1,))
    db.conn.commit()
    db, _ = run(tmp_path, routes)
    assert db.execute("SELECT id, newest_version_id FROM articles").fetchall() == before
    assert articles(db) == [(OWN, "paper.test.example", "page")]
    assert keep_addresses(db) == 0


def test_two_spellings_of_one_article_become_one_report(tmp_path: Path) -> None:
    db, _ = run(tmp_path, {"/board.xml": an_rss(STORY), "/paper.xml": an_rss(f"{STORY}-2")}, paper=True)
    db.execute(
        "UPDATE articles SET url = 'http://paper.test.example/2026/03/acme-down#x' WHERE url = ?",
        (f"{OWN}-2",),
    )
    db.execute("DELETE FROM address_spelling")
    db.conn.commit()
    assert keep_addresses(db) == 1
    assert db.execute("SELECT count(DISTINCT article_id) FROM entries").fetchone() == (1,)
    assert len(articles(db)) == 1


def test_an_article_and_an_aggregators_line_about_it_are_one_report_found_via_both(
    tmp_path: Path, cache: Path
) -> None:
    title = "Claude is down: Anthropic's chatbot hit by a major outage"
    text = "".join(
        f"<p>{line}</p>"
        for line in (
            "Anthropic's Claude was down on Monday for thousands of users, who could not log in or get an answer.",
            "The outage began at about 11:40 UTC, and Anthropic said that a database had failed over to a slow copy.",
            "Service was restored by 17:45 UTC, the company wrote on its status page, and it will publish a post-mortem.",
        )
    )
    (tmp_path / "feeds.toml").write_text(
        "".join(
            f'[[feed]]\nslug = "{slug}"\noutlet = "{name}"\nurl = "http://{slug}.test.example/{slug}.xml"\n'
            f'kind = "{kind}"\nhomepage = "http://{slug}.test.example"\n'
            for slug, name, kind in (("board", "The Board", "aggregator"), ("paper", "The Paper", "news"))
        )
    )
    with serve_site() as site:
        settings = Settings(
            database=tmp_path / "r.db",
            archive=tmp_path / "archive",
            cache=cache,
            feeds=tmp_path / "feeds.toml",
            resolve=f"*.test.example=127.0.0.1:{site.port}",
            host_gap_seconds=0.0,
        )
        rss = "<rss version='2.0'><channel><title>x</title><item><title>{}</title><guid>{}</guid><link>{}</link>"
        rss += "<description>Thousands could not log in.</description></item></channel></rss>"
        for slug, link in (("board", "http://board.test.example/go/7"), ("paper", STORY)):
            site.routes[f"/{slug}.xml"] = answer(body=rss.format(title, link, link).encode())
        site.routes["/go/7"] = redirect(STORY)
        site.routes["/2026/03/acme-down"] = answer(
            body=f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>".encode(),
            headers={"Content-Type": "text/html"},
        )
        for hours in (0, 1):
            run_pipeline(settings, now=NOW + timedelta(hours=hours), force=True)
    db = open_db(settings.database)
    assert db.execute("SELECT articles, outlets, origins FROM incident_summary").fetchall() == [(1, 1, 1)]
    assert {
        row[0] for row in db.execute("SELECT DISTINCT found_via FROM claim_ledger WHERE incident_id <> ''")
    } == {"The Board"}
    assert {row[0] for row in db.execute("SELECT DISTINCT outlet FROM incident_articles p JOIN articles a "
                                         "ON a.id = p.article_id WHERE p.removed_at IS NULL")} == {"The Paper"}  # fmt: skip
