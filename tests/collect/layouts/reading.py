"""A layout's file -> the page that it stands for, and what is to be read from it; and how well something was read.

Above the line of dashes stands what is expected: title, author, times, numbers of paragraphs (paragraphs.txt), words
that must not be read. Below it stands the page, with the paragraphs in braces by their numbers.
"""

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsagg.collect.extract import extract_article
from newsagg.collect.metadata import Metadata, read_metadata
from newsagg.collect.urls import canonical_url
from newsagg.model import Article, Entry, Page
from newsagg.vocabulary import FeedKind

HERE = Path(__file__).parent
SEEN = datetime.fromisoformat("2026-11-01T00:00:00+00:00")


@dataclass(frozen=True, kw_only=True)
class Layout:
    name: str
    url: str
    page: Page
    markup: str
    title: str
    author: str
    published: datetime | None
    modified: datetime | None
    canonical: str
    language: str
    text: str
    never: tuple[str, ...]


def load_layouts(part: str) -> list[Layout]:
    said = dict(line.split(" ", 1) for line in (HERE / "paragraphs.txt").read_text("utf-8").splitlines())
    return [_read(path, said) for path in sorted((HERE / part).glob("*.html"))]


def _read(path: Path, said: dict[str, str]) -> Layout:
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    held = {name: value.strip() for name, _, value in (line.partition(":") for line in head.splitlines())}
    url = f"https://paper.example/2026/{path.stem}"

    def fill(found: re.Match[str]) -> str:
        kind, name = found[1] or "", found[2]
        value = url if name == "url" else said.get(name, held.get(name, found[0]))
        return json.dumps(value)[1:-1] if kind else html.escape(value, quote=False) if name in said else value

    markup = re.sub(r"\{(json:)?([a-z]+\d*)\}", fill, body)
    header, _, value = held.get("header", "").partition("=")
    encoding = held.get("encoding", "utf-8")
    page = Page(
        url=url,
        final_url=url,
        status=200,
        body=markup.encode(encoding),
        content_type="text/html",
        fetched_at=SEEN,
        headers=((header, value),) if value else (),
    )
    paragraphs = [said[name] for name in held["text"].split()]
    canonical = held.get("canonical", "")
    return Layout(
        name=path.stem,
        url=url,
        page=page,
        markup=markup,
        title=held["title"],
        author=held["author"],
        published=datetime.fromisoformat(held["published"]) if held["published"] else None,
        modified=datetime.fromisoformat(held["modified"]) if held.get("modified") else None,
        canonical=canonical_url(canonical if canonical not in ("", "-") else url),
        language=held.get("language", "en"),
        text="\n\n".join([*paragraphs, held["tail"]] if "tail" in held else paragraphs),
        never=tuple(word for word in held["never"].split("|") if word),
    )


def read_layout(layout: Layout) -> tuple[Article, Metadata]:
    entry = Entry(feed="f", key="k", url=layout.url, title=layout.title, link=layout.url)
    article = extract_article(entry, layout.page, outlet="Paper", kind=FeedKind.NEWS)
    return article, read_metadata(layout.markup, layout.url, "Paper")


def score_words(got: str, expected: str) -> float:
    """Word F1, as bags of words."""
    a, b = (Counter(re.findall(r"\w+", text.lower())) for text in (got, expected))
    same = sum((a & b).values())
    return 2 * same / ((sum(a.values()) + sum(b.values())) or 1)
