"""The desk's forms: nobody edits without being signed in, each decision is shown before it is made, and undone again."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from newsagg.pipeline.merge import merge_new
from newsagg.report.web.signin import Editors
from newsagg.settings import Settings
from tests.cli.running import run
from tests.cli.twoincidents import CLOUD, FIRST, LATE, SECOND, SHOP, a_run, make_two_incidents
from tests.report.web.conftest import serve_desk

pytestmark = pytest.mark.slow
"""Servers and a browser of their own: 12 s of CPU in all."""

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass(frozen=True, kw_only=True)
class Open:
    """A desk that may be edited, and the link that signs somebody in."""

    base: str
    link: str
    database: Path


@contextmanager
def serve_editable(database: Path) -> Iterator[Open]:
    command = [
        sys.executable,
        "-m",
        "newsagg",
        "--db",
        str(database),
        "serve",
        "--port",
        "0",
        "--edit",
        "ana",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            base = re.search(r"(http://\S+)/", process.stdout.readline())
            link = re.search(r"http://\S+/sign-in/\S+", process.stdout.readline())
            assert base
            assert link
            yield Open(base=base[1], link=link[0], database=database)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    database = make_two_incidents(tmp_path_factory.mktemp("editing") / "record.db")
    merge_new(Settings(database=database), now=NOW, run_id=a_run(database))
    with serve_editable(database) as running:
        yield running


@pytest.fixture(scope="module")
def ana(desk: Open) -> Iterator[httpx.Client]:
    """A browser in which Ana has signed in."""
    with httpx.Client(base_url=desk.base, timeout=30) as client:
        asked = client.get(desk.link)
        assert "Sign in as ana?" in asked.text
        done = client.post(desk.link, data={"csrftoken": token(asked.text)})
        assert (done.status_code, done.headers["location"]) == (303, "/")
        kept = done.headers["set-cookie"]
        assert "HttpOnly" in kept
        assert "SameSite=Strict" in kept
        # httpx keeps no cookie for an address without dots from a header that names a path only.
        client.cookies.set("ds_actor", kept.partition("=")[2].partition(";")[0].strip('"'))
        yield client


def token(page: str) -> str:
    found = re.search(r'name="csrftoken" value="([^"]+)"', page)
    assert found
    return found[1]


def post(client: httpx.Client, incident: str = CLOUD, **fields: str) -> httpx.Response:
    page = client.get(f"/incident/{incident}/edit")
    return client.post(f"/incident/{incident}/edit", data={"csrftoken": token(page.text), **fields})


def shown(desk: Open, incident: str) -> Any:
    return run("show", incident, "--json", database=desk.database).data


def test_a_desk_is_not_edited_unless_it_was_started_for_it(tmp_path: Path) -> None:
    with serve_desk(make_two_incidents(tmp_path / "record.db")) as running:
        assert running.get(f"/incident/{CLOUD}/edit").status_code == 403
        assert running.get(f"/sign-in/{'x' * 40}").status_code == 404
        assert (
            httpx.post(f"{running.base_url}/incident/{CLOUD}/edit", data={"action": "reject"}).status_code
            == 403
        )
        assert running.get(f"/incident/{CLOUD}/history").status_code == 200


def test_a_link_signs_in_once_and_a_program_that_only_follows_it_uses_nothing_up(
    desk: Open, ana: httpx.Client
) -> None:
    assert ana.get(f"/incident/{CLOUD}/edit").status_code == 200
    with httpx.Client(base_url=desk.base) as stranger:
        assert stranger.get(desk.link).status_code == 404
        assert stranger.post(desk.link).status_code == 404
        assert stranger.get(f"/incident/{CLOUD}/edit").status_code == 403


def test_a_link_that_nobody_used_within_an_hour_leads_nowhere() -> None:
    editors = Editors()
    secret = editors.invite("ana", NOW).rpartition("/")[2]
    assert editors.find(secret, NOW) == "ana"
    assert editors.find(secret, NOW + timedelta(hours=1)) == ""
    assert editors.take(secret, NOW + timedelta(hours=2)) == ""
    assert editors.take(secret, NOW) == ""


def test_who_makes_up_a_cookie_or_posts_from_elsewhere_is_refused(desk: Open, ana: httpx.Client) -> None:
    fields = {"action": "reject", "because": "mischief", "step": "decide"}
    address = f"/incident/{SHOP}/edit"
    assert ana.post(address, data=fields).status_code == 403, "no token"
    assert ana.post(address, data={**fields, "csrftoken": "x"}).status_code == 403, "a wrong token"
    page = ana.get(address)
    elsewhere = {"sec-fetch-site": "cross-site"}
    told = ana.post(address, data={**fields, "csrftoken": token(page.text)}, headers=elsewhere)
    assert told.status_code == 403
    with httpx.Client(base_url=desk.base) as stranger:
        stranger.cookies.set("ds_actor", "eyJhIjp7ImlkIjoiYW5hIiwiZWRpdHMiOnRydWV9fQ.forged")
        assert stranger.get(address).status_code == 403
    assert shown(desk, SHOP)["state"] != "rejected"


def test_a_decision_is_shown_then_made_then_undone(desk: Open, ana: httpx.Client) -> None:
    asked = {
        "action": "set",
        "field": "severity",
        "value": "critical",
        "because": "hospitals <b>were</b> hit",
    }
    before = shown(desk, CLOUD)["severity"]
    preview = post(ana, **asked)
    assert preview.status_code == 200
    assert f"severity: {before} → critical" in preview.text
    assert "hospitals &lt;b&gt;were" in preview.text
    assert shown(desk, CLOUD)["severity"] == before
    done = post(ana, **asked, step="decide")
    assert done.status_code == 303
    result = ana.get(done.headers["location"])
    assert "is in effect" in result.text
    assert shown(desk, CLOUD)["severity"] == "critical"
    number = done.headers["location"].rpartition("=")[2]
    assert post(ana, action="undo", number=number, because="only one", step="decide").status_code == 303
    assert shown(desk, CLOUD)["severity"] == before
    told = ana.get(f"/incident/{CLOUD}/history.json").json()
    assert [line["who"] for line in told if line["kind"] in ("decision", "undone")] == ["ana", "ana"]


def test_a_merged_id_leads_to_the_forms_of_its_survivor(desk: Open, ana: httpx.Client) -> None:
    done = post(ana, SHOP, action="merge", target=CLOUD, because="one outage", step="decide")
    assert done.headers["location"].startswith(f"/incident/{CLOUD}/edit?done=")
    assert ana.get(f"/incident/{SHOP}/edit").headers["location"] == f"/incident/{CLOUD}/edit"
    number = done.headers["location"].rpartition("=")[2]
    post(ana, CLOUD, action="undo", number=number, because="two after all", step="decide")
    assert {a["url"] for a in shown(desk, SHOP)["articles"]} == {LATE}


def test_articles_are_split_off_and_moved_back(desk: Open, ana: httpx.Client) -> None:
    number = next(a["article_id"] for a in shown(desk, CLOUD)["articles"] if a["url"] == SECOND)
    tick = {f"article-{number}": "on"}
    done = post(ana, action="split", because="another one", step="decide", **tick)
    child = done.headers["location"].split("/")[2]
    assert {a["url"] for a in shown(desk, child)["articles"]} == {SECOND}
    moved = post(ana, child, action="move", target=CLOUD, because="the same", step="decide", **tick)
    assert moved.status_code == 303
    assert {a["url"] for a in shown(desk, CLOUD)["articles"]} == {FIRST, SECOND}


def test_a_claim_is_added_with_its_words(desk: Open, ana: httpx.Client) -> None:
    source = next(a["article_id"] for a in shown(desk, CLOUD)["articles"] if a["url"] == FIRST)
    claim = {"action": "claim", "source": str(source), "type": "symptom", "because": "it says so"}
    refused = post(ana, **claim, quote="nobody ever logged in", step="decide")
    assert refused.status_code == 422
    assert "letter for letter" in refused.text
    assert "nobody ever logged in" in refused.text, "what was typed is not lost"
    assert post(ana, **claim, quote="Nobody could log in", step="decide").status_code == 303
    assert "symptom" in shown(desk, CLOUD)["claims"]


REFUSED: list[tuple[str, dict[str, str], str]] = [
    ("no reason", {"action": "reject"}, "say why"),
    ("nothing to do", {"action": "drop", "because": "x"}, "choose what to do"),
    ("no such incident", {"action": "merge", "target": "2026-03-02-example-clod", "because": "x"}, "did you mean"),
    ("no article", {"action": "split", "because": "x"}, "tick at least one article"),
    ("a field that is none", {"action": "set", "field": "id", "value": "x", "because": "x"}, "cannot be overridden"),
    ("an end before the start", {"action": "set", "field": "ended", "value": "2020-01-01", "because": "x"},
     "would lie before the start"),
    ("a type that is none", {"action": "claim", "type": "x", "quote": "x", "because": "x"}, "choose a type"),
    ("no decision", {"action": "undo", "number": "-1", "because": "x"}, "choose a decision"),
    ("a reason of two lines", {"action": "reject", "because": "x\x00y"}, "say why"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_makes_no_sense_is_said_on_the_form_and_changes_nothing(
    desk: Open, ana: httpx.Client, fields: dict[str, str], words: str
) -> None:
    before = run("incident", "list-decisions", "--all", "--json", database=desk.database).data
    told = post(ana, **fields, step="decide")
    assert told.status_code == 422
    assert words in told.text
    assert run("incident", "list-decisions", "--all", "--json", database=desk.database).data == before


def test_in_a_browser_at_360_pixels_the_forms_work_and_axe_finds_nothing(
    tmp_path: Path,
) -> None:
    database = make_two_incidents(tmp_path / "record.db")
    merge_new(Settings(database=database), now=NOW, run_id=a_run(database))
    with serve_editable(database) as desk, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()

            def look() -> None:
                assert page.evaluate("document.documentElement.scrollWidth") == 360
                found = Axe().run(page).response["violations"]
                assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []

            page.goto(desk.link)
            look()
            page.click("button.button--main")
            page.goto(f"{desk.base}/incident/{SHOP}/edit")
            look()
            form = page.locator("form:has(input[value=merge])")
            form.locator("[name=target]").fill(CLOUD)
            form.locator("[name=because]").fill("one outage")
            form.locator("button").click()
            assert f"{SHOP} is merged into {CLOUD}" in page.inner_text("main")
            look()
            page.click("text=Decide >> nth=-1")
            assert "is in effect" in page.inner_text("[role=status]")
            page.goto(f"{desk.base}/incident/{SHOP}/edit")
            assert page.url == f"{desk.base}/incident/{CLOUD}/edit"
            page.goto(f"{desk.base}/incident/{SHOP}")
            assert page.url.startswith(f"{desk.base}/incident/{CLOUD}?")
            assert SHOP in page.inner_text("main")
            look()
            page.goto(f"{desk.base}/incident/{CLOUD}/history")
            look()
        finally:
            browser.close()
