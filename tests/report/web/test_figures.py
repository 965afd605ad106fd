"""Providers, outlets, feeds, search and queries, as pages and as data, asked of a real desk over the demo's record."""

import csv
import io
import re

import pytest

from newsagg.report.web.searching import mark
from newsagg.store.cookbook import load_cookbook
from tests.report.web.conftest import RunningDesk

PAGES = ("/providers", "/provider/aws", "/outlets", "/feeds", "/search?q=database", "/queries")
DATA = ("/providers", "/provider/aws", "/outlets", "/feeds", "/queries")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_in_the_desks_frame(desk: RunningDesk, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert not re.search(r"<script|style=|\bon\w+=", answer.text)


@pytest.mark.parametrize("path", DATA)
def test_a_page_is_had_as_json_and_csv(desk: RunningDesk, path: str) -> None:
    assert desk.get(f"{path}.json").json()
    assert len(list(csv.reader(io.StringIO(desk.get(f"{path}.csv").text)))) > 1


def test_a_providers_page_tells_its_outages_causes_and_peers(desk: RunningDesk) -> None:
    page = desk.get("/provider/openai").text
    assert "/incident/2023-11-08-chatgpt" in page
    assert "/incident/2023-11-09-chatgpt" in page
    data = desk.get("/provider/openai.json").json()
    assert (data["incidents"], data["vendor_first_count"], data["lag_low"]) == (
        2,
        2,
        pytest.approx(-5.3, abs=0.01),
    )
    assert {cause["category"] for cause in data["causes"]} & {"security_attack", "capacity_load"}
    assert "few" in page
    assert "<h1><bdi>OpenAI</bdi></h1>" in page
    assert desk.get("/provider/nobody").status_code == 404


def test_providers_are_measured_alike(desk: RunningDesk) -> None:
    rows = {row["provider"]: row for row in desk.get("/providers.json").json()}
    assert sum(row["incidents"] for row in rows.values()) == 23
    assert (rows["block"]["length_low"], rows["block"]["length_high"]) == (600.0, 1440.0)
    assert rows["aws"]["length_sure_low"] is None


def test_outlets_are_told_with_firsts_copies_and_corrections(desk: RunningDesk) -> None:
    rows = {row["outlet"]: row for row in desk.get("/outlets.json").json()}
    assert rows["Maple Dispatch"]["copies"] == 1
    assert rows["Packet Gazette"]["corrections"] == 1
    assert sum(row["first"] for row in rows.values()) == 23


def test_search_finds_narrows_and_marks(desk: RunningDesk) -> None:
    page = desk.get("/search?q=database").text
    assert "<mark>database</mark>" in page
    found = desk.get("/search.json?q=database&kind=claim&provider=cloudflare").json()
    assert {(row["kind"], row["incident_id"]) for row in found} == {("claim", "2025-11-18-cloudflare")}
    late = desk.get("/search.json?q=database&from=2026-01-01").json()
    assert late
    assert all(row["at"] >= "2026" for row in late)
    assert "Nothing holds all these words" in desk.get("/search?q=zzyzx").text


def test_a_search_within_a_provider_that_there_is_not_names_the_nearest(desk: RunningDesk) -> None:
    page = desk.get("/search?q=database&provider=cloudflair").text
    assert "No incident has a provider or service" in page
    assert "cloudflare" in page
    answer = desk.get("/search.json?q=database&provider=cloudflair")
    assert (answer.status_code, "cloudflare" in answer.text) == (404, True)


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "*", "NEAR(", "<script>alert(1)</script>", "%00", "\u202e", "-" * 900, "kind=claim&from=x"],
)
def test_whatever_is_typed_search_answers(desk: RunningDesk, typed: str) -> None:
    answer = desk.get(
        "/search", params={"q": typed, "from": typed, "to": typed, "kind": typed, "provider": typed}
    )
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_words_are_marked_and_all_else_is_escaped() -> None:
    assert str(mark("a [word] <b> & [x<y]")) == "a <mark>word</mark> &lt;b&gt; &amp; <mark>x&lt;y</mark>"


def test_every_question_of_the_cookbook_can_be_asked_on_the_desk(desk: RunningDesk) -> None:
    page = desk.get("/queries").text
    for recipe in load_cookbook():
        assert f'action="/newsagg/{recipe.name}"' in page
    answered = desk.get("/newsagg/denied.json?type=data_loss&_shape=array").json()
    assert {row["type"] for row in answered} == {"data_loss"}
