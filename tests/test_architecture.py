"""The house keeps its shape: who may import what, how long a module may be, what a module must say of itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 350
LONGEST_FLOW = 80
MODULES = sorted((ROOT / "newsagg").rglob("*.py"))
FLOWS = sorted((ROOT / "flows").glob("*.py"))

# For the web, only the fetcher may speak HTTP. The Prefect server that we start ourselves is asked on loopback.
HTTP_CLIENTS = {"httpx", "httpcore", "requests", "aiohttp", "urllib.request", "http.client", "urllib3"}
# detect/llm.py: the one endpoint that the settings name.
MAY_SPEAK_HTTP = {"newsagg/collect/fetch.py", "newsagg/cli/prefect_server.py", "newsagg/detect/llm.py"}

# report/mail.py: the one mail server that the settings name.
MAY_SPEAK_SMTP = {"newsagg/report/mail.py"}

# A room may import these rooms of ours and no other; the nouns, lists, errors, settings and places are for everyone.
EVERYONES = {"model", "vocabulary", "errors", "settings", "places"}
ROOMS = {
    "model": set[str](),
    "collect": set[str](),
    "detect": set[str](),
    "merge": {"detect"},
    "report": set[str](),
    "store": set[str](),
    "demo": set[str](),
    "pipeline": {"collect", "detect", "merge", "report", "store"},
    "cli": {"collect", "detect", "merge", "report", "store", "demo", "pipeline"},
}
# The desk's pages read the record themselves; the rest of report/ is given what it tells.
DESK = {"store", "pipeline"}
PURE = ("collect/feeds.py", "collect/urls.py", "collect/statuspages.py", "detect", "merge", "report")
IMPURE = {"sqlite3", "sqlite_utils", "socket", "subprocess", "httpx", "random"}


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield each imported module's dotted name, and whether it is imported when the file is."""
    tree = ast.parse(path.read_text("utf-8"))
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in top
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or "", id(node) in top
            for alias in node.names:
                yield f"{node.module}.{alias.name}", id(node) in top


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_MODULE, f"{name_of(path)} is too long: does it hold one idea?"
    assert ast.get_docstring(ast.parse(text)), f"{name_of(path)} has no docstring"


@pytest.mark.parametrize("path", FLOWS, ids=name_of)
def test_a_flow_is_thin(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= LONGEST_FLOW


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_library_knows_nothing_of_prefect(path: Path) -> None:
    assert not [name for name, _ in imports(path) if name.split(".")[0] in {"prefect", "flows"}]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_fetcher_speaks_http(path: Path) -> None:
    if name_of(path) not in MAY_SPEAK_HTTP:
        assert not [name for name, _ in imports(path) if name in HTTP_CLIENTS]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_post_speaks_smtp(path: Path) -> None:
    if name_of(path) not in MAY_SPEAK_SMTP:
        assert not [name for name, _ in imports(path) if name == "smtplib"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_the_rooms_before_it(path: Path) -> None:
    parts = path.relative_to(ROOT / "newsagg").parts
    if len(parts) < 2:
        return
    allowed = ROOMS[parts[0]] | EVERYONES | {parts[0]} | (DESK if parts[:2] == ("report", "web") else set())
    for name, _ in imports(path):
        pieces = name.split(".")
        if pieces[0] == "newsagg" and len(pieces) > 1:
            assert pieces[1] in allowed, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_pure_module_touches_no_world(path: Path) -> None:
    place = path.relative_to(ROOT / "newsagg").as_posix()
    speaks = name_of(path) in MAY_SPEAK_HTTP | MAY_SPEAK_SMTP
    if place.startswith(PURE) and not place.startswith("report/web/") and not speaks:
        assert not [name for name, _ in imports(path) if name.split(".")[0] in IMPURE]


@pytest.mark.parametrize("path", MODULES + FLOWS, ids=name_of)
def test_only_the_store_changes_the_database(path: Path) -> None:
    if path.relative_to(ROOT).parts[:2] == ("newsagg", "store"):
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            changes = (
                r"\s*(INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|DROP TABLE|ALTER TABLE)\b"
            )
            assert not re.match(changes, node.value), f"{name_of(path)}:{node.lineno} writes SQL"


@pytest.mark.parametrize("path", sorted((ROOT / "newsagg" / "cli").rglob("*.py")), ids=name_of)
def test_the_command_line_starts_without_heavy_packages(path: Path) -> None:
    heavy = {"sklearn", "numpy", "scipy", "trafilatura", "httpx", "feedparser", "bs4", "prefect"}
    early = {name.split(".")[0] for name, at_start in imports(path) if at_start}
    assert not early & heavy


def test_no_committed_file_names_a_package_index_or_this_machine() -> None:
    index = re.compile(r"--(extra-)?index-url|pypi\.org/simple|files\.pythonhosted", re.I)
    kinds = {".py", ".toml", ".txt", ".md", ".yaml", ".yml", ".cfg", ""}
    skip = {".git", ".venv", "var", ".hypothesis", ".mypy_cache", ".ruff_cache", "build", "dist"}
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT)
        if (
            path.is_file()
            and path.suffix in kinds
            and not skip & set(inside.parts)
            and path != Path(__file__)
        ):
            text = path.read_text("utf-8", errors="replace")
            assert not index.search(text), inside
            assert "/work" + "/main" not in text, inside


def test_every_pinned_requirement_is_a_plain_version() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            assert re.fullmatch(r"#.*|-r \w+\.txt|[a-z0-9-]+==[\w.]+|", line), f"{path.name}: {line}"


def test_the_declared_dependencies_are_pinned_for_make() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {
        re.split(r"[<>=!\[;]", need)[0].strip().lower().replace("_", "-") for need in project["dependencies"]
    }
    pinned = {
        line.split("==")[0] for line in (ROOT / "requirements" / "run.txt").read_text("utf-8").splitlines()
    }
    assert declared <= pinned
