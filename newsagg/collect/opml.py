"""OPML, the exchange format of feed readers -> the feeds in it; our feeds -> OPML. Pure.

Files come from strangers: no DOCTYPE (and so no entity but XML's own five), bounded in size, depth and number. What we
know of a feed beyond OPML's own attributes stands in attributes of our namespace, so that our files come back whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from newsagg.collect.plain import drop_controls
from newsagg.collect.urls import absolute_url
from newsagg.errors import DataFileError
from newsagg.model import Feed

MOST_BYTES, MOST_OUTLINES, DEEPEST = 10_000_000, 20_000, 50
"""Bounds, not measured: the largest collections that people exchange hold some thousand feeds."""
LONGEST_NAME = 200
NAMESPACE = "https://newsagg.example/opml"
_OURS = ("slug", "kind", "provider", "format")
# A feed's address under any of these names, as programs write it.
_ADDRESSES = ("xmlurl", "feedurl", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed as an OPML file has it; what the file does not say is empty."""

    url: str
    title: str = ""
    homepage: str = ""
    language: str = ""
    folders: tuple[str, ...] = ()
    slug: str = ""
    kind: str = ""
    provider: str = ""
    format: str = ""


def read_opml(body: bytes, *, name: str = "OPML") -> tuple[list[Outline], list[str]]:
    """Return the feeds of an OPML file in its order, each address once, and what in it is no feed, in words.

    Raises DataFileError, naming the line, for what is no OPML, has a DOCTYPE, or is larger than anybody's list.
    """
    if len(body) > MOST_BYTES:
        raise DataFileError(f"is larger than {MOST_BYTES // 1_000_000} MB", subject=name, hint="split it")
    reader = _Reader(name)
    try:
        reader.parser.Parse(body, True)
    except expat.ExpatError as error:
        raise DataFileError(
            f"is no XML: {expat.errors.messages[error.code]}, line {error.lineno}",
            subject=name,
            hint="export it again, or mend that line",
        ) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not have
        raise DataFileError(
            f"cannot be decoded: {error}"[:200], subject=name, hint="save it as UTF-8"
        ) from error
    if not reader.is_opml:
        raise DataFileError("is no OPML", subject=name, hint="an OPML file begins with <opml>")
    return reader.found, reader.refused


def write_opml(feeds: Iterable[Feed], *, title: str) -> str:
    """Return feeds as OPML 2.0, in folders by their kind."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:newsagg="{NAMESPACE}">',
        f"  <head><title>{_escape(title)}</title></head>",
        "  <body>",
    ]
    ordered = sorted(feeds, key=lambda feed: (feed.kind.value, feed.slug))
    for kind, group in groupby(ordered, key=lambda feed: feed.kind.value):
        lines.append(f"    <outline text={_quote(kind)}>")
        for feed in group:
            said = {"text": feed.outlet, "title": feed.outlet, "type": "rss", "xmlUrl": feed.url}
            said |= {"htmlUrl": feed.homepage, "language": feed.language}
            said |= {f"newsagg:{name}": str(getattr(feed, name)) for name in _OURS}
            lines.append(
                "      <outline "
                + " ".join(f"{name}={_quote(value)}" for name, value in said.items() if value)
                + "/>"
            )
        lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


class _Reader:
    """Listens to the parser; keeps no tree."""

    def __init__(self, name: str) -> None:
        self.found: list[Outline] = []
        self.refused: list[str] = []
        self.is_opml = False
        self._name = name
        self._count = 0
        self._folders: list[str] = []
        self._addresses: set[str] = set()
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _refuse_doctype(self, *_: object) -> None:
        raise DataFileError(
            f"has a DOCTYPE, line {self.parser.CurrentLineNumber}",
            subject=self._name,
            hint="no feed list needs one; take it out if you trust the file",
        )

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        element = element.lower()
        self.is_opml = self.is_opml or element == "opml"
        if element != "outline":
            return
        self._count += 1
        if self._count > MOST_OUTLINES or len(self._folders) >= DEEPEST:
            raise DataFileError(
                f"has more than {MOST_OUTLINES:,} outlines"
                if self._count > MOST_OUTLINES
                else "is nested too deep",
                subject=self._name,
                hint="split it",
            )
        said = {key.lower(): " ".join(drop_controls(value).split()) for key, value in attributes.items()}
        title = (said.get("title") or said.get("text") or "")[:LONGEST_NAME]
        # `url` is also what links and included lists have.
        names = (
            _ADDRESSES
            if said.get("type", "").lower() in {"", "rss", "atom", "feed", "json"}
            else _ADDRESSES[:2]
        )
        printed = next((said[name] for name in names if said.get(name)), "")
        if printed:
            self._keep(printed, title, said)
        self._folders.append(title)

    def _keep(self, printed: str, title: str, said: dict[str, str]) -> None:
        url = absolute_url(printed.replace("feed://", "http://", 1).removeprefix("feed:"))
        if not url:
            self.refused.append(f"line {self.parser.CurrentLineNumber}: {printed[:100]!r} is no web address")
        elif url not in self._addresses:
            self._addresses.add(url)
            self.found.append(
                Outline(
                    url=url,
                    title=title,
                    homepage=absolute_url(said.get("htmlurl", "")),
                    language=said.get("language", "")[:2].lower(),
                    folders=tuple(folder for folder in self._folders if folder),
                    **{name: said.get(f"newsagg:{name}", "")[:LONGEST_NAME] for name in _OURS},
                )
            )

    def _end(self, element: str) -> None:
        if element.lower() == "outline":
            self._folders.pop()


def _escape(text: str) -> str:
    return _quote(text)[1:-1]


def _quote(text: str) -> str:
    return quoteattr(drop_controls(text))
