"""The digest of a stored record: the right week's incidents, the week's words on older ones, feeds that were heard."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.model import DigestList, Filters
from newsagg.pipeline.edition import load_edition
from newsagg.store import read_db
from tests.cli.record import CLOUD_ID, CREDITS, EARLIER, GUESS_ID, HOSTILE_ID, LOST, VENDOR_ID, WRONG_SETTING
from tests.cli.running import OBEYED, run


@pytest.fixture(scope="module")
def told(record: Path) -> str:
    return run("digest", "show", "--week", "2026-W10", database=record).out


def test_the_week_tells_its_incidents_with_both_causes(told: str) -> None:
    text = " ".join(told.split())
    assert "Two outages are on record for this week" in text
    assert f"“{WRONG_SETTING}”" in text
    assert f"“{LOST}”" in text
    assert f"“{CREDITS}”" in text


def test_background_is_not_told_of_the_incident(told: str) -> None:
    assert EARLIER not in told


def test_only_told_incidents_are_told_as_the_weeks(told: str) -> None:
    counted, aside = told.split("TOLD BY STATUS PAGES ALONE, NOT COUNTED")
    assert HOSTILE_ID in counted
    assert VENDOR_ID not in counted
    assert VENDOR_ID in aside
    assert GUESS_ID not in told


def test_nothing_in_it_commands_a_terminal(told: str) -> None:
    assert not [sign for sign in OBEYED if sign in told]


@pytest.mark.parametrize(
    ("week", "said"), [("2026-W09", "No outage"), ("2026-W11", "after two in the week before")]
)
def test_a_week_without_outages_says_so(record: Path, week: str, said: str) -> None:
    assert said in " ".join(run("digest", "show", "--week", week, database=record).out.split())


def test_a_filtered_list_says_what_its_filter_leaves_out(record: Path) -> None:
    wanted = DigestList(slug="x", title="X", filters=Filters(providers=("nobody",)))
    db = read_db(record)
    edition = load_edition(db, wanted, "2026-W10", datetime(2026, 3, 10, tzinfo=UTC))
    db.close()
    assert (edition.left_out, edition.filtered_by, edition.counts[-1]) == (2, "providers nobody", 0)
    assert "two other outages are on record" in edition.summary[0][0].text


def test_what_is_not_over_is_told_in_the_weeks_after(record: Path) -> None:
    later = run("digest", "show", "--week", "2026-W11", database=record).out
    assert f"- Example Cloud is down\n  {CLOUD_ID}:" in later
    assert CLOUD_ID not in run("digest", "show", "--week", "2026-W20", database=record).out


def test_json_has_the_week_and_its_text(record: Path) -> None:
    data = run("digest", "show", "--week", "2026-W10", "--json", database=record).data
    assert data["label"] == "2026-W10"
    assert {story["incident"] for story in data["top"]} == {CLOUD_ID, HOSTILE_ID}
    assert data["text"].startswith("OUTAGES\nWeek 10 of 2026")


def test_the_present_week_is_told_by_default(record: Path) -> None:
    assert run("digest", "show", database=record).out.startswith("OUTAGES\nWeek ")


def test_the_week_is_that_of_the_zone_in_the_settings(record: Path) -> None:
    kiritimati = {"NEWSAGG_ZONE": "Pacific/Kiritimati"}
    told = run("digest", "show", "--week", "2026-W10", database=record, env=dict(kiritimati)).out
    assert "Times are Pacific/Kiritimati." in " ".join(told.split())
    assert "Tuesday 3 March at 02:00" in " ".join(told.split())


def test_a_week_that_is_none_is_refused(record: Path) -> None:
    refused = run("digest", "show", "--week", "next", database=record)
    assert refused.code == 1
    assert "write it as 2026-W10" in refused.err


def test_the_digest_changes_nothing(record: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(record, tmp_path / "copy.db"))
    before = copy.read_bytes()
    run("digest", "show", "--week", "2026-W10", database=copy)
    assert copy.read_bytes() == before
