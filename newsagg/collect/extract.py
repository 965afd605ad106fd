"""An entry and its page -> an Article; an entry alone -> an Article on the feed's word. Pure.

Main text: trafilatura in favour of precision (a stray line becomes a false claim), then as it comes, then article tag
and paragraphs with BeautifulSoup. The text stays as published; only white space within paragraphs is collapsed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bs4 import BeautifulSoup, Tag
from lxml import etree, html

from newsagg.collect.aggregators import name_aggregator
from newsagg.collect.clutter import clear_lines, clear_page, squash
from newsagg.collect.feedtimes import read_time
from newsagg.collect.markup import decode_page, tame_markup
from newsagg.collect.metadata import Metadata, read_metadata
from newsagg.collect.plain import drop_controls
from newsagg.collect.urls import ENTRY_FRAGMENT, canonical_url
from newsagg.errors import ExtractError
from newsagg.model import Article, Entry, Page
from newsagg.vocabulary import FeedKind

FEWEST_WORDS = 25
"""Fewer are no article, unless the feed's summary stands in them. A third of 550 collected outage reports (many are cut
to their first lines) are shorter, so a bare count would lose them; what no summary vouches for is a cookie wall."""
TEASER_WORDS = 120
"""A page that calls itself not free and has no more than this shows a teaser."""
LONGEST_BODY = 200_000
"""Characters: a bound against floods, some 30,000 words, and not a measured one."""

_FURNITURE = re.compile(
    r"(?:advertisement|sponsored|read more|read also|also read|related( (?:articles|stories|coverage))?|"
    r"share this( article)?|"
    r"sign up|subscribe( now)?|log in|comments?( \(\d+\))?|most read|more on this story|image credits?|getty images|"
    r"skip (?:to|advertisement).{0,40}|loading.{0,3}|back to top|(?:continue|keep) reading|(?:show|load|learn) more|"
    r"view post|copy link|tweet(?: this)?|\d+ min(?:utes?)? read|listen to this article|lire la suite|voir plus|"
    r"weiterlesen|mehr anzeigen|leer más|ver más|leia mais|zur startseite|partager|teilen|compartir|"
    r"anzeige|publicité|publicidad)[:.]?",
    re.I,
)
"""Lines that are a page's furniture, and never a sentence of its article."""


_BYLINE = re.compile(
    r"(?:by|von|par|por)\s+[^\W\d_]|(?:published|updated|posted|veröffentlicht|publié|publicado)\b", re.I
)
"""How a short line above the text begins that names its author or date."""


def article_from_entry(
    entry: Entry, *, outlet: str, kind: FeedKind, provider: str, seen_at: datetime
) -> Article:
    """Return an article whose text is what the feed said of it: the summary, or the content when that is longer.

    A status feed's entry becomes an article of basis "status" with its updates.
    """
    body = entry.content if len(entry.content) > len(entry.summary) or entry.updates else entry.summary
    return Article(
        url=entry.url,
        outlet=outlet,
        title=entry.title,
        body=body,
        published_at=entry.published_at,
        seen_at=seen_at,
        language=entry.language,
        author=entry.author,
        basis="status" if entry.updates or kind is FeedKind.STATUS else "feed",
        feed_kind=kind,
        provider=provider,
        updates=entry.updates,
    )


def extract_article(entry: Entry, page: Page, *, outlet: str, kind: FeedKind) -> Article:
    """Return the article that stands on a page; what the page does not say of itself comes from the feed's entry.

    Raises ExtractError when the page holds no article, or less of it than the feed.
    """
    if ENTRY_FRAGMENT in entry.url:
        raise ExtractError("has no page of its own", subject=entry.url)
    markup = tame_markup(decode_page(page.body, page.content_type))
    if "<" not in markup:
        raise ExtractError("is no web page" if markup.strip() else "is empty", subject=page.final_url)
    told = read_metadata(markup, page.final_url, outlet, headers=page.headers)
    title = told.title or entry.title
    titles = {title, entry.title, told.title}
    body = _read_body(markup, titles=titles, summary=entry.summary, author=told.author or entry.author)
    if not body:
        raise ExtractError(
            "holds no article", subject=page.final_url, hint="the feed's summary stands in for it"
        )
    if len(body) < len(" ".join(entry.summary.split())) or (told.paid and _count_words(body) < TEASER_WORDS):
        raise ExtractError(
            "shows less than the article",
            subject=page.final_url,
            hint="a paywall? the feed's words stand in for it",
        )
    return Article(
        url=told.canonical or canonical_url(page.final_url) or entry.url,
        outlet=_settle_outlet(told, page, outlet),
        title=title,
        body=body,
        published_at=_settle_time(told, entry, page.fetched_at),
        seen_at=page.fetched_at,
        language=told.language or entry.language,
        author=told.author or entry.author,
        basis="page",
        feed_kind=kind,
    )


def _settle_outlet(told: Metadata, page: Page, outlet: str) -> str:
    """A portal's reprint is its publisher's, where the page names another than the portal."""
    portal = name_aggregator(page.final_url)
    return (
        told.publisher
        if portal and told.publisher and portal.lower() not in told.publisher.lower()
        else outlet
    )


def _settle_time(told: Metadata, entry: Entry, fetched_at: datetime) -> datetime | None:
    """The page's own time; the feed's where the page knows no time, or only the day that the feed's lies in."""
    latest = fetched_at + timedelta(days=1)
    page_time = told.published_at if told.published_at and told.published_at <= latest else None
    feed_time = entry.published_at if entry.published_at and entry.published_at <= latest else None
    if page_time is None or feed_time is None:
        return page_time or feed_time
    # A bare day is read as its midnight in UTC; the article may have come out up to 14 hours before or 36 after.
    near = page_time - timedelta(hours=14) <= feed_time <= page_time + timedelta(hours=36)
    return feed_time if told.guessed or (told.only_day and near) else page_time


def _read_body(markup: str, *, titles: set[str], summary: str, author: str) -> str:
    """Return the text of the first reader that finds an article, or ""."""
    told = squash(summary)[:60]
    markup = _prepare(markup, titles)
    for read in _READERS:
        lines = clear_lines(list(_settle_paragraphs(read(markup), titles)), author=author)
        body = "\n\n".join(lines)[:LONGEST_BODY].rstrip()
        if _count_words(body) >= FEWEST_WORDS or (told and told in squash(body)):
            return body
    return ""


def _prepare(markup: str, titles: set[str]) -> str:
    """Return a page without its clutter, and with plain boxes in place of tables that hold paragraphs."""
    try:
        root = html.document_fromstring(markup)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return markup
    _unwrap_layout_tables(root)
    clear_page(root, titles)
    return str(html.tostring(root, encoding="unicode"))


def _unwrap_layout_tables(root: html.HtmlElement) -> None:
    """Make plain boxes of tables that hold paragraphs: trafilatura writes a row as one line, the whole article too."""
    for table in root.iter("table"):
        if (
            table.find(".//p") is not None
            or table.find(".//h1") is not None
            or table.find(".//table") is not None
        ):
            for part in table.iter("table", "tbody", "tr", "td", "th"):
                part.tag = "div"


def _settle_paragraphs(lines: list[str], titles: set[str]) -> Iterator[str]:
    known = {squash(title) for title in titles if title}
    begun, last = False, ""
    for line in lines:
        text = " ".join(drop_controls(line).split())
        text = re.sub(r"^[-•*] (?=\S)", "", text)  # trafilatura's own mark of list items
        if text.startswith("|"):  # how trafilatura writes a row of a table
            text = " ".join(
                part for cell in text.split("|") if (part := cell.strip()) and set(part) - set("-: ")
            )
        if not text or text == last or _FURNITURE.fullmatch(text):
            continue
        if not begun:
            text = _drop_head(text, titles, known)
            if not text:
                continue
        begun, last = True, text
        yield text


def _drop_head(text: str, titles: set[str], known: set[str]) -> str:
    """Return a line above or at the begin of the text without title, byline and date."""
    rest = text
    for title in titles:
        if title and text.startswith(f"{title} "):  # layout tables run all three together
            rest = text[len(title) :].strip()
    short = len(rest.split()) <= 16 and not re.search(r"[a-zß][.!?]$", rest)
    return "" if squash(text) in known or (short and (_BYLINE.match(rest) or read_time(rest))) else text


def _count_words(text: str) -> int:
    """Count the words; Chinese and Japanese write none apart, there ten characters stand for one and a bit."""
    return max(len(text.split()), len(text) // 10)


def _read_precisely(markup: str) -> list[str]:
    return _run_trafilatura(markup, favor_precision=True)


def _read_by_default(markup: str) -> list[str]:
    return _run_trafilatura(markup, favor_precision=False)


def _run_trafilatura(markup: str, *, favor_precision: bool) -> list[str]:
    import trafilatura  # half a second to import, and only pages need it

    try:
        text = trafilatura.extract(
            markup,
            favor_precision=favor_precision,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):
        return []  # trafilatura trips over a handful of pages in ten thousand; the next reader has its turn
    return (text or "").split("\n")


def _read_paragraph_tags(markup: str) -> list[str]:
    soup = BeautifulSoup(markup, "lxml")
    for tag in soup.find_all(
        ["script", "style", "nav", "aside", "footer", "form", "figure", "noscript", "template"]
    ):
        tag.decompose()
    place = _find_richest(soup)
    return [
        tag.get_text(" ")
        for tag in place.find_all(["p", "h2", "h3", "li", "blockquote"])
        if not tag.find("p")
    ]


def _find_richest(soup: BeautifulSoup) -> Tag:
    places: list[Tag] = [
        *soup.find_all("article"),
        *soup.find_all("main"),
        *soup.find_all(attrs={"itemprop": "articleBody"}),
    ]
    if not places:
        return soup
    return max(places[:50], key=lambda place: sum(len(p.get_text()) for p in place.find_all("p")))


_READERS: tuple[Callable[[str], list[str]], ...] = (_read_precisely, _read_by_default, _read_paragraph_tags)
