"""The README is true: each command and each query in it runs."""

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsagg.cli import newsagg
from newsagg.cli.driver import settings_environment
from newsagg.settings import describe_settings, load_settings
from tests.collect.loopback import answer, serve_site
from tests.copying import copy_database
from tests.pipeline.newsrooms import serve_demo
from tests.report.smtphouse import PASSWORD, make_certificate, serve_mail

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]
QUERIES = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
# These ask feeds or change the record: they run against the newsroom on loopback, in the slow tests.
HEAVY = (
    "newsagg run",
    "newsagg rebuild",
    "newsagg demo",
    "newsagg import",
    "newsagg backfill",
    "newsagg evidence",
)
# These start a Prefect server, or need one, or answer until they are stopped: tests/flows/test_up.py and
# tests/report/web/test_desk.py run them.
SERVING = ("newsagg up", "newsagg deploy", "newsagg serve")
# These change the record, each what the one before left: they run in order, on a copy.
DECIDING = (
    "newsagg incident ",
    "newsagg history",
    "newsagg review --label",
    "newsagg train",
    "newsagg export frozen",
)
# These ask a site that is not there, and change the record: they run in order, on a copy, at a site on loopback.
FEEDING = ("newsagg feeds add", "newsagg feeds check", "newsagg feeds pause", "newsagg feeds resume",
           "newsagg feeds remove", "newsagg feeds show", "newsagg feeds import", "newsagg feeds export")  # fmt: skip
# These take readers and send mail: they run in order, on a copy, at a mail server on loopback.
MAILING = ("newsagg digest lists", "newsagg digest subscribe", "newsagg digest preview", "newsagg digest send",
           "newsagg digest deliveries", "newsagg digest resolve", "newsagg digest unsubscribe")  # fmt: skip
FEED = b"""<rss version="2.0"><channel><title>Paper</title><item><title>Cloud is down</title>
<link>http://paper.example/1</link></item></channel></rss>"""
OPML = '<opml version="2.0"><body><outline text="Other" xmlUrl="http://other.example/feed"/></body></opml>'
ARTICLE = (
    '{"id": "one", "url": "https://paper.example/a", "outlet": "paper.example", "title": "Slack is down for '
    'thousands of users", "published": "2026-01-07T10:00:00Z", "lang": "en", "text": "Slack went down on '
    'Wednesday at 9:30 a.m. UTC. The company said that a faulty configuration change was to blame."}\n'
)


def test_the_readme_shows_commands_and_queries() -> None:
    assert len(COMMANDS) > 12
    assert len(QUERIES) >= 3


@pytest.mark.parametrize(
    "command",
    [
        c
        for c in COMMANDS
        if c.startswith("newsagg") and not c.startswith((*HEAVY, *SERVING, *DECIDING, *FEEDING, *MAILING))
    ],
)
def test_a_command_that_only_asks_works(
    command: str, demo_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSAGG_DATABASE", str(demo_database))
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(newsagg, shlex.split(command)[1:], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert done.output.strip()


@pytest.mark.slow
def test_the_commands_that_decide_work_in_order(
    demo_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSAGG_DATABASE", str(copy_database(demo_database, tmp_path)))
    monkeypatch.chdir(tmp_path)
    for command in (c for c in COMMANDS if c.startswith(DECIDING)):
        done = CliRunner().invoke(newsagg, shlex.split(command)[1:], catch_exceptions=False)
        assert done.exit_code == 0, f"{command}: {done.output}"


@pytest.mark.slow
def test_the_commands_on_lists_and_mails_work_in_order(
    demo_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = [c for c in COMMANDS if c.startswith(MAILING)]
    assert {c.split()[2] for c in commands} == {words.split()[2] for words in MAILING}
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSAGG_DATABASE", str(copy_database(demo_database, tmp_path)))
    with serve_mail(make_certificate(tmp_path)) as box:
        monkeypatch.setenv("NEWSAGG_SMTP_PASSWORD", PASSWORD)
        for name, value in box.settings().items():
            monkeypatch.setenv(f"NEWSAGG_{name.upper()}", str(value))
        for command in commands:
            done = CliRunner().invoke(newsagg, shlex.split(command)[1:], catch_exceptions=False)
            assert done.exit_code == 0, f"{command}: {done.output}"
            assert done.output.strip(), command
        assert [mail.recipient for mail in box.taken] == ["ana@corp.example"]


def test_the_commands_on_feeds_work_in_order(
    demo_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.opml").write_text(OPML, "utf-8")
    monkeypatch.chdir(tmp_path)
    commands = [c for c in COMMANDS if c.startswith(FEEDING)]
    assert {c.split()[2] for c in commands} == {words.split()[2] for words in FEEDING}
    with serve_site() as site:
        site.routes["/"] = answer(body=b'<link rel="alternate" type="application/rss+xml" href="/rss">')
        site.routes["/rss"] = answer(body=FEED)
        monkeypatch.setenv("NEWSAGG_DATABASE", str(copy_database(demo_database, tmp_path)))
        monkeypatch.setenv("NEWSAGG_RESOLVE", f"paper.example=127.0.0.1:{site.port}")
        monkeypatch.setenv("NEWSAGG_HOST_GAP_SECONDS", "0")
        for command in commands:
            done = CliRunner().invoke(newsagg, shlex.split(command)[1:], catch_exceptions=False)
            assert done.exit_code == 0, f"{command}: {done.output}"
            assert done.output.strip(), command


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_answers(query: str, demo_database: Path) -> None:
    db = sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)
    try:
        assert db.execute(query).fetchall()
    finally:
        db.close()


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make")])
def test_what_is_to_be_made_can_be_made(command: str) -> None:
    done = subprocess.run(
        [*shlex.split(command), "-n"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_commands_that_change_the_record_run(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    (tmp_path / "articles.jsonl").write_text(ARTICLE)
    shutil.copytree(ROOT / "data" / "demo", tmp_path / "data" / "demo")
    script = Path(sys.executable).with_name("newsagg")
    with serve_demo(tmp_path, cache) as (_, settings):
        environment = {**os.environ, **settings_environment(settings)}
        for command in (c for c in COMMANDS if c.startswith(HEAVY)):
            words = [str(script), *shlex.split(command)[1:]]
            done = subprocess.run(
                words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=300
            )
            assert done.returncode == 0, f"{command}: {done.stderr}"
            assert done.stdout.strip(), command


def test_every_file_that_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).is_file(), target


def test_the_page_of_settings_is_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == describe_settings()
    assert load_settings({"NEWSAGG_WORKERS": "3"}).workers == 3
