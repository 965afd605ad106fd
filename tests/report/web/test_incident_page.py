"""The page of an incident shows the record and nothing else: held against the database by queries of its own."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest

from tests.report.web.conftest import RunningDesk

_TOLD = "p.removed_at IS NULL AND p.role IN ('primary', 'update')"
_VENDOR = "('status_page', 'vendor_official', 'vendor_unnamed')"


def ask(database: Path, sql: str, *values: object) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(sql, values).fetchall()


@pytest.fixture(scope="module")
def pages(desk: RunningDesk) -> dict[str, lxml.html.HtmlElement]:
    """Return the page of every incident of the demo, parsed."""
    ids = [row["id"] for row in ask(desk.database, "SELECT id FROM incidents WHERE merged_into IS NULL")]
    assert len(ids) > 15
    return {number: lxml.html.fromstring(desk.get(f"/incident/{number}").text) for number in ids}


def plain(words: str) -> str:
    return " ".join(words.split())


def cells(page: lxml.html.HtmlElement) -> Iterator[tuple[lxml.html.HtmlElement, str, str, str]]:
    """Yield each quoted claim of the matrix with its row's type, its column's slug and the column's head."""
    for table in page.xpath("//div[contains(@class, 'matrix')]//table"):
        heads = [plain(th.text_content()) for th in table.xpath("./thead/tr/th")]
        for line in table.xpath("./tbody/tr"):
            for n, cell in enumerate(line.xpath("./td"), start=1):
                for figure in cell.xpath(".//figure[@data-claim]"):
                    yield figure, line.get("data-type"), cell.get("data-speaker"), heads[n]


def test_every_live_claim_stands_once_in_its_row_and_column_with_its_words_and_the_way_to_them(
    desk: RunningDesk, pages: dict[str, lxml.html.HtmlElement]
) -> None:
    for incident, page in pages.items():
        known = {
            row["id"]: row
            for row in ask(
                desk.database,
                f"""SELECT c.id, c.type, c.speaker, s.name, c.quote, a.url FROM claims c
                JOIN incident_articles p ON p.article_id = c.article_id AND {_TOLD}
                JOIN speakers s ON s.slug = c.speaker JOIN articles a ON a.id = c.article_id
                WHERE p.incident_id = ? AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL""",
                incident,
            )
        }
        shown = Counter(int(figure.get("data-claim")) for figure, *_ in cells(page))
        assert shown == Counter(known.keys()), incident
        for figure, kind, speaker, head in cells(page):
            claim = known[int(figure.get("data-claim"))]
            assert (kind, speaker) == (claim["type"], claim["speaker"])
            assert head.startswith(claim["name"][:30])
            assert plain(figure.xpath("string(./blockquote)")).strip("“”") == plain(claim["quote"]).strip(
                "“”"
            )
            (link,) = figure.xpath("./figcaption/a[1]/@href")
            address, _, passage = link.partition("#:~:text=")
            assert address == claim["url"]
            begin, *end = passage.split(",")
            assert plain(claim["quote"]).startswith(plain(unquote(begin)))
            assert not end or plain(claim["quote"]).endswith(plain(unquote(end[0])))


def test_every_mark_of_the_timeline_is_in_the_record_and_the_other_way_round(
    desk: RunningDesk, pages: dict[str, lxml.html.HtmlElement]
) -> None:
    for incident, page in pages.items():
        claims = ask(
            desk.database,
            f"""SELECT c.id, CASE c.type WHEN 'start_time' THEN 'start' WHEN 'end_time' THEN 'end'
                WHEN 'acknowledged_at' THEN 'acknowledged' ELSE 'state' END AS kind,
                CASE WHEN c.type = 'status' AND c.said_at IS NOT NULL THEN c.said_at
                    ELSE coalesce(c.time_from, c.time_to) END AS at
            FROM claims c JOIN incident_articles p ON p.article_id = c.article_id AND {_TOLD}
            WHERE p.incident_id = ? AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
            AND (c.type IN ('start_time', 'end_time', 'acknowledged_at')
                OR c.type = 'status' AND c.speaker_role IN {_VENDOR})""",
            incident,
        )
        articles = ask(
            desk.database,
            """SELECT a.id, 'article' AS kind, coalesce(a.published_at, v.published_at, a.first_seen_at) AS at
            FROM articles a JOIN article_versions v ON v.id = a.newest_version_id
            JOIN incident_articles p ON p.article_id = a.id
            WHERE p.incident_id = ?1 AND p.removed_at IS NULL AND p.role <> 'background'
            UNION ALL SELECT v.article_id, 'version', v.seen_at FROM article_versions v
            JOIN incident_articles p ON p.article_id = v.article_id
            WHERE p.incident_id = ?1 AND p.removed_at IS NULL AND p.role <> 'background' AND EXISTS (
                SELECT 1 FROM article_versions o WHERE o.article_id = v.article_id AND o.basis = v.basis AND o.id < v.id)
            """,
            incident,
        )
        wanted = Counter((row["kind"], row["id"], row["at"]) for row in [*claims, *articles] if row["at"])
        marks = page.xpath("//*[@data-kind]")
        shown = Counter(
            (mark.get("data-kind"), int(number), mark.get("data-at"))
            for mark in marks
            for number in (mark.get("data-claim") or mark.get("data-article")).split()
        )
        assert shown == wanted, incident
        assert len(page.xpath("//figure[contains(@class, 'timeline')]//details//tbody/tr")) == wanted.total()


def test_later_marks_stand_further_to_the_right(pages: dict[str, lxml.html.HtmlElement]) -> None:
    for incident, page in pages.items():
        places = []
        for mark in page.xpath("//*[@data-kind]"):
            shape = next(e for e in mark.iter("circle", "rect", "svg"))
            x = float(re.sub("%", "", shape.get("cx") or shape.get("x")))
            places.append((mark.get("data-at"), x))
        ordered = sorted(places)
        assert [x for _, x in ordered] == sorted(x for _, x in ordered), incident
        assert all(0 <= x <= 100 for _, x in places), incident


def test_the_page_says_who_contradicts_whom(pages: dict[str, lxml.html.HtmlElement]) -> None:
    page = pages["2026-03-02-claude"]
    (dispute,) = page.xpath("//div[@class='dispute']")
    words = plain(dispute.text_content())
    assert words.startswith("Cause")
    assert "Conflict" in words
    assert "TechCrunch (as told by The Lantern Ledger) says failure of database replication" in words
    first, second = dispute.xpath(".//div[contains(@class, 'side-of')]")
    assert [len(side.xpath(".//blockquote")) for side in (first, second)] == [2, 1]
    assert "Le Courrier du Net" in first.text_content()
    assert "TechCrunch" in second.text_content()


def test_a_table_wider_than_the_page_says_that_it_scrolls(pages: dict[str, lxml.html.HtmlElement]) -> None:
    for incident, page in pages.items():
        heads = page.xpath("//div[contains(@class, 'matrix')]//thead//th")
        hints = [plain(hint.text_content()) for hint in page.xpath("//p[contains(@class, 'matrix__hint')]")]
        wanted = [f"{len(heads) - 1} speakers: scroll sideways →"] if len(heads) > 8 else []
        assert hints == wanted, incident


def test_an_incident_is_had_as_json_and_its_claims_as_csv(desk: RunningDesk) -> None:
    record = desk.get("/incident/2026-03-02-claude.json").json()
    table = desk.get("/incident/2026-03-02-claude.csv")
    told = sum(len(said) for speakers in record["claims"].values() for said in speakers.values())
    assert record["permalink"].endswith("/incident/2026-03-02-claude")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.count("2026-03-02-claude,") == told + len(record["background"])


def test_the_past_is_shown_as_it_was_known(desk: RunningDesk) -> None:
    then = desk.get("/incident/2026-03-02-claude?as_of=2026-03-06T23:00:00Z").text
    now = desk.get("/incident/2026-03-02-claude").text
    # The severity was judged anew when a text changed on 8 March.
    assert "This is what the record said at" in then
    assert "chip--major" in then.split("</header>")[1]
    assert "chip--minor" in now.split("</header>")[1]
    promised = then[then.index('id="promised"') :]
    assert "technical post-mortem by 2026-03-08" in promised
    assert "overdue" not in promised[: promised.index("</section>")], "it was due on the 9th"
    assert "How the story changed" in then
    assert desk.get("/incident/2026-03-02-claude?as_of=2020-01-01").status_code == 404
    assert desk.get("/incident/2026-03-02-claude?as_of=yesterday").status_code == 404


def test_an_id_never_given_is_answered_with_the_nearest(desk: RunningDesk) -> None:
    answer = desk.get("/incident/2026-03-02-clude")
    assert answer.status_code == 404
    assert 'href="/incident/2026-03-02-claude"' in answer.text


def test_a_card_tells_a_length_as_it_was_meant_and_nothing_of_years_ago_as_going_on(
    desk: RunningDesk,
) -> None:
    cards = re.findall(r'<li class="card[^>]*>.*?</li>', desk.get("/").text, re.DOTALL)
    square = next(card for card in cards if "2023-09-07-square" in card)
    assert "10 to 24 h" in square
    peloton = next(card for card in cards if "2022-02-22-peloton" in card)
    assert "End not told" in peloton
    assert "card--going" not in peloton
    assert "End not told" in desk.get("/incident/2022-02-22-peloton").text


def test_the_front_shows_each_incident_once_and_counts_the_days(desk: RunningDesk) -> None:
    page = lxml.html.fromstring(desk.get("/?year=2025").text)
    live = ask(desk.database, "SELECT id FROM incident_summary")
    linked = Counter(
        link.rsplit("/", 1)[1] for link in page.xpath("//main//a[contains(@href, '/incident/')]/@href")
    )
    assert linked == Counter(row["id"] for row in live)
    days = {group.get("data-day"): int(group.get("data-incidents")) for group in page.xpath("//*[@data-day]")}
    assert days["2025-11-18"] == 1
    assert sum(days.values()) == len([row for row in live if row["id"].startswith("2025-")])
    assert len(desk.get("/index.json").json()) == len(live)
