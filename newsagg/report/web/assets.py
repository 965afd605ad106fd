"""The desk's style sheet and mark -> answers that browsers keep for a year. Reads the package's own files."""

import hashlib
from functools import cache
from pathlib import Path

from newsagg.errors import NotFoundError
from newsagg.report.web.visit import Answer, Route, Visit

STATIC = Path(__file__).parent / "static"
_KINDS = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def read_asset(name: str) -> bytes:
    """Return a file of ``static/``; raises NotFoundError."""
    path = STATIC / name
    if path.suffix not in _KINDS or not path.is_file():
        raise NotFoundError("no such file", subject=name)
    return path.read_bytes()


@cache
def address_asset(name: str) -> str:
    """Return the path of a file, which changes when its content does."""
    return f"/assets/{name}?{hashlib.blake2b(read_asset(name), digest_size=6).hexdigest()}"


def show_asset(visit: Visit) -> Answer:
    """Answer with a file of ``static/``."""
    name = visit.part["name"]
    return Answer(
        body=read_asset(name),
        kind=_KINDS[Path(name).suffix],
        headers={"cache-control": "public, max-age=31536000, immutable"},
    )


ROUTES = (Route(r"/assets/(?P<name>[a-z][a-z-]*\.(?:css|svg))", show_asset),)
