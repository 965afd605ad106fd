"""A walk through Prefect's pages in headless Chromium: our deployments, a run with its report, the form of parameters.

``python -m tests.flows.walk http://127.0.0.1:4200 docs/pictures`` on a server where `newsagg up` has run the pipeline
once; it leaves prefect-*.png and fails where a page does not show what it shall.
"""

import json
import sys
import urllib.request
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
WIDTH, HEIGHT = 1280, 800


def ask(server: str, path: str, body: object) -> Any:
    request = urllib.request.Request(
        f"{server}/api/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def keep(page: Page, folder: Path, name: str) -> None:
    page.wait_for_timeout(1500)  # charts and fonts settle
    path = folder / f"prefect-{name}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(96).save(path, optimize=True)


def walk(server: str, folder: Path) -> list[str]:
    """Visit the pages and keep a picture of each; return what was seen."""
    folder.mkdir(parents=True, exist_ok=True)
    (pipeline,) = ask(server, "deployments/filter", {"deployments": {"name": {"any_": ["pipeline"]}}})
    done = ask(
        server,
        "flow_runs/filter",
        {
            "deployments": {"name": {"any_": ["pipeline"]}},
            "flow_runs": {"state": {"name": {"any_": ["Completed"]}}},
            "sort": "EXPECTED_START_TIME_ASC",
        },
    )[0]
    (report,) = ask(
        server,
        "artifacts/filter",
        {"artifacts": {"flow_run_id": {"any_": [done["id"]]}, "key": {"any_": ["newsagg-report"]}}},
    )
    seen = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name, path, words in (
            ("deployments", "/deployments", ["pipeline", "status-pages", "digest", "upkeep"]),
            ("run", f"/runs/flow-run/{done['id']}", ["newsagg-pipeline", "Completed", "Artifacts"]),
            ("report", f"/artifacts/artifact/{report['id']}", ["Incidents opened"]),
            ("parameters", f"/deployments/deployment/{pipeline['id']}/run", ["Ask every feed now"]),
        ):
            page.goto(server + path)
            for word in words:
                page.get_by_text(word).first.wait_for(timeout=60_000)
                seen.append(f"{path}: {word}")
            keep(page, folder, name)
        browser.close()
    return seen


if __name__ == "__main__":
    for line in walk(sys.argv[1], Path(sys.argv[2])):
        sys.stdout.write(line + "\n")
