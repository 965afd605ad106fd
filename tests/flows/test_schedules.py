"""prefect.yaml: what it schedules, by Prefect's own reckoning, over both changes of the clocks."""

import asyncio
import configparser
import itertools
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsagg.places import data_dir, deployments_file

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
BERLIN = ZoneInfo("Europe/Berlin")
UNITS = sorted((data_dir() / "systemd").glob("*.service"))


def next_times(
    deployment: str, slug: str, start: datetime, number: int, zone: str = "Europe/Berlin"
) -> list[datetime]:
    from prefect.server.schemas.schedules import CronSchedule

    from flows.deployments import build, read_specs
    from newsagg.settings import Settings

    (spec,) = [spec for spec in read_specs() if spec["name"] == deployment]
    (wanted,) = [s for s in build(spec, Settings(zone=zone)).schedules or () if s.slug == slug]
    assert wanted.schedule is not None
    schedule = CronSchedule.model_validate(wanted.schedule.model_dump())
    return [at.astimezone(UTC) for at in asyncio.run(schedule.get_dates(n=number, start=start))]


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(datetime(2026, 3, 23, 12, tzinfo=UTC), id="forward on 29 March"),
        pytest.param(datetime(2026, 10, 19, 12, tzinfo=UTC), id="back on 25 October"),
    ],
)
def test_the_digest_keeps_its_clock_time_in_its_zone(start: datetime) -> None:
    times = [at.astimezone(BERLIN) for at in next_times("digest", "weekly", start, 3)]
    assert {(at.hour, at.minute, at.weekday()) for at in times} == {(8, 0, 0)}
    assert len({at.date() for at in times}) == 3


@pytest.mark.parametrize(
    ("deployment", "slug", "minutes"),
    [
        ("pipeline", "every-15-minutes", 15),
        ("status-pages", "every-5-minutes", 5),
        ("digest", "hourly-rest", 60),
    ],
)
def test_what_comes_often_leaves_out_no_hour_when_the_clocks_change(
    deployment: str, slug: str, minutes: int
) -> None:
    for start in (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)):
        times = next_times(deployment, slug, start, 6 * 60 // minutes)
        assert {(b - a).total_seconds() for a, b in itertools.pairwise(times)} == {minutes * 60}


def test_the_night_work_is_done_once_each_night(tmp_path: Path) -> None:
    times = next_times("upkeep", "nightly", datetime(2026, 10, 23, 12, tzinfo=UTC), 4)
    assert len({at.astimezone(BERLIN).date() for at in times}) == 4


def test_prefects_own_command_can_read_the_file() -> None:
    import yaml
    from prefect.cli.deploy._models import PrefectYamlModel

    PrefectYamlModel.model_validate(yaml.safe_load(deployments_file().read_text("utf-8")))


def test_units_of_systemd_are_sound(tmp_path: Path) -> None:
    assert {unit.stem for unit in UNITS} == {"newsagg", "newsagg-server", "newsagg-worker", "newsagg-desk"}
    copies = []
    for unit in UNITS:
        text = unit.read_text("utf-8")
        parsed = configparser.ConfigParser(strict=False, interpolation=None)
        parsed.optionxform = str  # type: ignore[assignment,method-assign]
        parsed.read_string(text)
        assert parsed["Service"]["ExecStart"].startswith("/opt/newsagg/bin/")
        assert parsed["Service"]["User"] == "newsagg"
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(text.replace("/opt/newsagg/bin/", f"{Path(sys.executable).parent}/"), "utf-8")
    if shutil.which("systemd-analyze"):  # .ci/run installs it
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *map(str, copies)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
