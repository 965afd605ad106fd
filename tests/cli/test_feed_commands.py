"""Feeds found, added, paused, removed, imported and exported over real HTTP and a real record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsagg.store import open_db
from newsagg.store.feedlist import list_feeds
from newsagg.store.feeds import due_feeds
from tests.cli.running import OBEYED, Outcome, run
from tests.collect.loopback import Site, answer, redirect, serve_site
from tests.store.making import later

LIST = '[[feed]]\nslug = "post"\noutlet = "Post"\nurl = "http://post.test.example/feed"\nkind = "news"\n'


def rss(title: str = "Paper", *names: str) -> bytes:
    items = "".join(
        f"<item><title>{name}</title><link>http://paper.test.example/{name}</link><guid>{name}</guid>"
        f"<pubDate>Mon, 02 Mar 2026 12:00:00 GMT</pubDate></item>"
        for name in names or ("one", "two")
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


def page(*links: tuple[str, str]) -> bytes:
    named = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'
        for href, title in links
    )
    return f"<html><head>{named}</head><body>A site</body></html>".encode()


class Desk:
    """A user at a record, with one site to ask."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.database, self.folder = site, folder / "newsagg.db", folder
        (folder / "feeds.toml").write_text(LIST, "utf-8")
        self.env: dict[str, str | None] = {}

    def run(self, *arguments: str | Path, columns: int = 0) -> Outcome:
        env: dict[str, str | None] = {
            "NEWSAGG_ARCHIVE": str(self.folder / "archive"),
            "NEWSAGG_FEEDS": str(self.folder / "feeds.toml"),
            "NEWSAGG_RESOLVE": f"*.test.example=127.0.0.1:{self.site.port}",
            "NEWSAGG_HOST_GAP_SECONDS": "0",
        }
        return run(*arguments, database=self.database, columns=columns, env=env | self.env)

    def slugs(self) -> list[str]:
        return [feed.slug for feed in list_feeds(open_db(self.database))]

    def due(self) -> list[str]:
        return [found.feed.slug for found in due_feeds(open_db(self.database), later(10**6))]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with serve_site() as site:
        yield Desk(site, tmp_path)


def test_a_sites_feed_is_found_by_what_its_page_names(desk: Desk) -> None:
    desk.site.routes["/"] = answer(
        body=page(("/comments", "Comments"), ("/feed", "Paper")), headers={"Content-Type": "text/html"}
    )
    desk.site.routes["/feed"] = answer(body=rss("Paper of Record"))
    desk.site.routes["/comments"] = answer(body=rss("Comments"))
    told = desk.run("feeds", "add", "http://paper.test.example/", "--by", "ana", columns=80)
    assert told.code == 0, told.err
    assert "Added as paper-of-record" in told.out
    assert "one" in told.out
    (feed,) = list_feeds(open_db(desk.database))
    assert (feed.slug, feed.outlet, feed.url) == (
        "paper-of-record",
        "Paper of Record",
        "http://paper.test.example/feed",
    )


def test_a_page_that_is_itself_a_feed_needs_no_search(desk: Desk) -> None:
    desk.site.routes["/feed"] = answer(body=rss())
    told = desk.run(
        "feeds", "add", "http://paper.test.example/feed", "--slug", "mine", "--name", "My Paper", "--json"
    )
    assert told.data["feed"] == "mine"
    assert set(desk.site.paths()) == {"/feed"}


def test_usual_places_are_tried_when_a_page_names_none(desk: Desk) -> None:
    desk.site.routes["/"] = answer(body=page())
    desk.site.routes["/rss.xml"] = answer(body=rss())
    assert desk.run("feeds", "add", "http://paper.test.example/").code == 0
    assert list_feeds(open_db(desk.database))[0].url == "http://paper.test.example/rss.xml"


def test_of_several_feeds_a_person_chooses(desk: Desk) -> None:
    desk.site.routes["/"] = answer(body=page(("/world", "World"), ("/tech", "Technology"), ("/gone", "Old")))
    desk.site.routes["/world"] = answer(body=rss("World"))
    desk.site.routes["/tech"] = answer(body=rss("Tech", "three"))
    told = desk.run("feeds", "add", "http://paper.test.example/")
    assert told.code == 1
    assert "has 2 feeds" in told.err
    assert told.err.count("\n") == 1
    assert "http://paper.test.example/tech  Technology, 1 entry\n" in told.out
    assert desk.slugs() == []


def test_one_feed_in_two_forms_is_no_choice(desk: Desk) -> None:
    desk.site.routes["/"] = answer(body=page(("/rss", "Paper RSS"), ("/atom", "Paper Atom")))
    desk.site.routes["/rss"] = desk.site.routes["/atom"] = answer(body=rss())
    assert desk.run("feeds", "add", "http://paper.test.example/").code == 0


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [("/", 200, "names no feed"), ("/", 500, "500"), ("/elsewhere", 404, "404")],
    ids=["a page without", "a broken server", "no page"],
)
def test_where_there_is_no_feed_one_line_says_so(desk: Desk, path: str, status: int, said: str) -> None:
    desk.site.routes[path] = answer(status, page())
    told = desk.run("feeds", "add", f"http://paper.test.example{path}")
    assert told.code == 1
    assert said in told.err
    assert told.err.count("\n") == 1
    assert desk.slugs() == []


def test_a_status_page_knows_its_vendor_by_the_lexicon(desk: Desk) -> None:
    atom = b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Acme Status</title></feed>"
    lexicon = desk.folder / "services.toml"
    lexicon.write_text(
        '[[provider]]\nslug = "acme"\nname = "Acme"\nkind = "cloud"\ndomains = ["acme.test.example"]\n',
        "utf-8",
    )
    desk.site.routes["/history.atom"] = answer(body=atom)
    desk.env["NEWSAGG_SERVICES"] = str(lexicon)
    told = desk.run("feeds", "add", "http://status.acme.test.example/history.atom")
    assert told.code == 0, told.err
    (feed,) = list_feeds(open_db(desk.database))
    assert (feed.kind, feed.format, feed.provider) == ("status", "statuspage-atom", "acme")


def test_a_listed_feed_can_be_paused_before_the_first_run(desk: Desk) -> None:
    desk.site.routes["/feed"] = answer(body=rss())
    desk.run("feeds", "add", "http://paper.test.example/feed", "--slug", "mine")
    assert desk.run("feeds", "pause", "post", "--reason", "r").code == 0
    assert desk.due() == ["mine"]


def test_a_feed_that_is_there_already_is_not_added_twice(desk: Desk) -> None:
    desk.site.routes["/feed"] = answer(body=rss())
    assert desk.run("feeds", "add", "http://paper.test.example/feed").code == 0
    told = desk.run("feeds", "add", "http://paper.test.example/feed")
    assert told.code == 1
    assert "already" in told.err


def test_a_feed_that_was_removed_comes_back_as_itself(desk: Desk) -> None:
    desk.site.routes["/feed"] = answer(body=rss())
    desk.run("feeds", "add", "http://paper.test.example/feed")
    [slug] = set(desk.slugs()) - {"post"}
    assert desk.run("feeds", "remove", slug, "--reason", "too loud").code == 0
    told = desk.run("feeds", "add", "http://paper.test.example/feed")
    assert told.code == 0, told.err
    assert f"Added as {slug}:" in told.out
    assert set(desk.slugs()) - {"post"} == {slug}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--slug", "My Feed"), "is no short name"),
        (("--slug", "../x"), "is no short name"),
        (("--language", "English"), "is no language"),
        (("--provider", "cloudflair"), "did you mean cloudflare"),
        (("--provider", "x'; --"), "is no vendor that the lexicon knows"),
    ],
    ids=["blank", "path", "language", "near a vendor", "no vendor"],
)
def test_names_that_nothing_goes_by_are_refused_before_anybody_is_asked(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    desk.site.routes["/feed"] = answer(body=rss())
    told = desk.run("feeds", "add", "http://paper.test.example/feed", *words)
    assert (told.code, said in told.err) == (1, True)
    assert desk.slugs() == []
    assert desk.site.paths() == []


def test_an_added_feed_is_read_by_runs_and_survives_the_list(desk: Desk) -> None:
    desk.site.routes["/feed"] = answer(body=rss("Paper", "Cloud is down"))
    desk.run("feeds", "add", "http://paper.test.example/feed", "--slug", "mine")
    told = desk.run("run", "--plain")
    assert told.code == 0, told.err
    assert desk.slugs() == ["mine", "post"]
    row = next(row for row in desk.run("feeds", "list", "--json").data if row["feed"] == "mine")
    assert (row["entries"], row["state"] in {"healthy", "quiet"}) == (1, True)


def test_a_feed_is_paused_resumed_and_removed_with_a_history(desk: Desk) -> None:
    told = desk.run("feeds", "pause", "post", "--reason", "too loud", "--by", "ana")
    assert (told.code, told.out) == (0, "post is paused: no run asks it until it is resumed.\n")
    assert desk.due() == []
    assert "paused since" in desk.run("feeds", "show", "post", columns=80).out
    assert desk.run("feeds", "resume", "post", "--by", "bob").code == 0
    assert desk.due() == ["post"]
    removed = desk.run("feeds", "remove", "post", "--reason", "no use", "--by", "ana", "--json").data
    assert (removed["feed"], removed["state"]) == ("post", "retired")
    history = desk.run("feeds", "show", "post", "--json").data["events"]
    assert [(event["kind"], event["by"]) for event in history] == [
        ("listed", "feed list"),
        ("paused", "ana"),
        ("resumed", "bob"),
        ("removed", "ana"),
    ]


@pytest.mark.parametrize("verb", ["pause", "resume", "remove", "show"])
def test_a_feed_that_nobody_knows_is_told_in_a_line(desk: Desk, verb: str) -> None:
    desk.run("feeds", "pause", "post", "--reason", "r")
    told = desk.run("feeds", verb, "pos", *(["--reason", "r"] if verb != "show" else []))
    assert told.code == 1
    assert "did you mean post?" in told.err


def test_an_opml_file_of_another_reader_comes_in(desk: Desk) -> None:
    opml = desk.folder / "mine.opml"
    opml.write_text(
        '<opml version="1.0"><body><outline text="Tech"><outline text="A \x9b Paper" xmlUrl="http://a.test.example/feed"/>'
        '<outline text="A  Paper" xmlUrl="http://b.test.example/feed"/></outline>'
        '<outline text="Bad" xmlUrl="javascript:x"/><outline text="Status" xmlUrl="https://status.c.example/history.atom"/>'
        "</body></opml>",
        "utf-8",
    )
    told = desk.run("feeds", "import", opml, "--by", "ana")
    assert told.out.startswith("3 feeds added, 0 left as they are, 1 refused.\n")
    assert not [sign for sign in OBEYED if sign in told.out]
    feeds = {feed.slug: feed for feed in list_feeds(open_db(desk.database))}
    assert sorted(feeds) == ["a-paper", "a-paper-2", "status"]
    assert (feeds["status"].kind, feeds["status"].format) == ("status", "statuspage-atom")
    assert desk.run("feeds", "import", opml, "--json").data["added"] == []


def test_a_list_with_a_doctype_is_refused_whole(desk: Desk) -> None:
    opml = desk.folder / "bad.opml"
    opml.write_text(
        '<!DOCTYPE opml><opml><body><outline xmlUrl="http://a.test.example/"/></body></opml>', "utf-8"
    )
    told = desk.run("feeds", "import", opml)
    assert told.code == 1
    assert "DOCTYPE" in told.err
    assert not desk.database.exists() or desk.slugs() == []


def test_what_is_exported_comes_back_in_another_record(desk: Desk, tmp_path: Path) -> None:
    desk.site.routes["/feed"] = answer(body=rss())
    desk.run("feeds", "add", "http://paper.test.example/feed", "--kind", "blog", "--language", "de")
    desk.run("run", "--plain")
    file = tmp_path / "out.opml"
    assert desk.run("feeds", "export", "-o", file).code == 0
    assert "post" not in desk.run("feeds", "export", "--added").out
    before = list_feeds(open_db(desk.database))
    desk.database.unlink()
    desk.run("feeds", "import", file)
    assert list_feeds(open_db(desk.database)) == before


def test_a_check_tells_form_caching_faults_and_schedule(desk: Desk) -> None:
    body = rss().replace(b"two</title>", b"two & more</title>")
    desk.site.routes["/old"] = redirect("/feed", 301)
    desk.site.routes["/feed"] = answer(body=body, headers={"ETag": '"1"', "Cache-Control": "max-age=7200"})
    told = desk.run("feeds", "check", "http://paper.test.example/old", columns=80).out
    for words in ("RSS 2.0, utf-8", "ETag", "sent whole all the same", "for good: a run asks there", "is not well-formed",
                  "2, all with a title only", "2026-03-02 12:00"):  # fmt: skip
        assert words in " ".join(told.split()), words
    assert not [sign for sign in OBEYED if sign in told]


def test_feeds_without_a_word_lists_them(desk: Desk) -> None:
    desk.run("feeds", "pause", "post", "--reason", "r")
    assert desk.run("feeds").out == desk.run("feeds", "list").out


@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_of_the_list_is_wider_than_the_terminal(desk: Desk, columns: int) -> None:
    desk.site.routes["/feed"] = answer(500)
    desk.run("run", "--plain")
    told = desk.run("feeds", columns=columns).out
    assert "never heard yet, one failure" in " ".join(told.split())
    assert max(len(line) for line in told.splitlines()) <= columns


def test_a_run_that_hears_nobody_ends_with_1_and_says_so(desk: Desk) -> None:
    desk.site.routes["/feed"] = answer(500)
    told = desk.run("run", "--plain")
    assert told.code == 1
    assert "no feed could be reached: 1 were due, of 1" in told.err
    assert "1 feed cannot be heard" in told.out
    again = desk.run("run", "--plain", "--json")
    assert again.code == 0, "nothing was due"
    desk.site.routes["/feed"] = answer(body=rss())
    told = desk.run("run", "--plain", "--force")
    assert (told.code, "cannot be heard" in told.out) == (0, False)


def test_a_dead_feed_that_alone_is_due_makes_no_run_deaf(desk: Desk) -> None:
    others = "".join(LIST.replace('"post"', f'"p{n}"').replace("/feed", f"/{n}") for n in range(3))
    (desk.folder / "feeds.toml").write_text(LIST + others, "utf-8")
    desk.site.routes |= {f"/{n}": answer(body=rss()) for n in range(3)}
    desk.site.routes["/feed"] = answer(404)
    desk.run("run", "--plain")
    db = open_db(desk.database)
    with db.conn:
        db.conn.execute("UPDATE feeds SET next_due_at = NULL WHERE slug = 'post'")
    told = desk.run("run", "--plain", "--json")
    assert (told.code, told.data["feeds_failed"], told.data.get("feeds_read", 0)) == (0, 1, 0)


def test_a_run_without_a_network_ends_with_1_although_feeds_were_heard_before(desk: Desk) -> None:
    hosts = "".join(LIST.replace('"post"', f'"p{n}"').replace("post.test", f"p{n}.test") for n in range(3))
    (desk.folder / "feeds.toml").write_text(hosts, "utf-8")
    desk.site.routes["/feed"] = answer(body=rss())
    assert desk.run("run", "--plain").code == 0
    desk.env["NEWSAGG_RESOLVE"] = "*.test.example=127.0.0.1:1"
    told = desk.run("run", "--plain", "--force")
    assert told.code == 1
    assert "no feed could be reached: 3 were due, of 3. The last said: p2: " in told.err
    assert "refused the connection" in told.err


def test_doctor_calls_a_record_that_hears_nobody_wrong(desk: Desk) -> None:
    desk.site.routes["/feed"] = answer(500)
    desk.run("run", "--plain")
    told = desk.run("doctor", columns=100)
    assert told.code == 1
    assert "1 feed cannot be heard, 0 of 1 can: post" in " ".join(told.out.split())
