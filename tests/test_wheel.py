"""A wheel, built and installed into an empty venv elsewhere, works like the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone; its dependencies are lent by the environment of the tests, behind it on the path."""
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    python = venv / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel)], check=True)
    (site,) = (venv / "lib").glob("python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return venv / "bin"


def run(command: list[str | Path], folder: Path, **variables: str) -> str:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEWSAGG_", "PYTHON"))
    }
    done = subprocess.run(
        command, cwd=folder, env={**environment, **variables}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_data_and_flows_inside_the_package_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"newsagg"}
    for needed in (
        "_data/feeds.toml",
        "_data/services.toml",
        "_flows/pipeline.py",
        "_flows/prefect.yaml",
        "_data/systemd/newsagg.service",
        "py.typed",
        "report/templates/mail/digest.html",
        "report/web/templates/incident.html",
        "report/web/templates/datasette/base.html",
        "report/web/static/desk.css",
    ):
        assert f"newsagg/{needed}" in names
    assert any(name.startswith("newsagg/_data/demo/articles/") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.endswith(".db")]


def test_an_installed_wheel_runs_the_demo_and_answers_questions(installed: Path, tmp_path: Path) -> None:
    where = run([installed / "python", "-c", "import newsagg; print(newsagg.__file__)"], tmp_path).strip()
    assert str(installed.parent) in where
    told: dict[str, Any] = json.loads(run([installed / "newsagg", "demo", "--plain", "--json"], tmp_path))
    assert len(told["incidents"]) >= 6
    assert (tmp_path / "var" / "demo.db").is_file()
    one = told["incidents"][0]["id"]
    assert one in run([installed / "newsagg", "--db", "var/demo.db", "show", one], tmp_path)


def test_an_installed_wheel_runs_its_flow_on_a_server(installed: Path, tmp_path: Path) -> None:
    told: dict[str, Any] = json.loads(run([installed / "newsagg", "demo", "--json"], tmp_path))
    kinds = run(
        [installed / "newsagg", "--db", "var/demo.db", "sql", "--json", "SELECT DISTINCT kind FROM runs"],
        tmp_path,
    )
    assert "flow" in kinds
    assert len(told["incidents"]) >= 6
