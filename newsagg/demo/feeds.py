"""A newsroom's outlet in one edition -> the bytes of its feed; the newsroom -> the list of its feeds. Pure.

Every outlet has one feed format for good; an outlet with very many articles has several feeds.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import format_datetime
from html import escape

from newsagg.demo.outlets import RETOLD, DemoArticle, FeedFormat, Newsroom, Outlet
from newsagg.demo.statusfeeds import write_status_atom, write_status_json
from newsagg.model import Feed

_FILES = {
    FeedFormat.RSS2: "feed.xml",
    FeedFormat.RSS2_CONTENT: "feed.xml",
    FeedFormat.RSS2_BROKEN: "feed.xml",
    FeedFormat.RDF: "index.rdf",
    FeedFormat.ATOM: "atom.xml",
    FeedFormat.JSONFEED: "feed.json",
    FeedFormat.STATUSPAGE_ATOM: "history.atom",
    FeedFormat.STATUSPAGE_JSON: "api/v2/incidents.json",
}
_TYPES = {
    FeedFormat.RDF: "application/rdf+xml",
    FeedFormat.ATOM: "application/atom+xml",
    FeedFormat.STATUSPAGE_ATOM: "application/atom+xml",
    FeedFormat.JSONFEED: "application/feed+json",
    FeedFormat.STATUSPAGE_JSON: "application/json",
}
_STATUS_FORMATS = {
    FeedFormat.STATUSPAGE_ATOM: "statuspage-atom",
    FeedFormat.STATUSPAGE_JSON: "statuspage-json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed's bytes as served; ``changed`` is the Last-Modified time, where a date is known."""

    body: bytes
    content_type: str
    changed: str


def list_feeds(newsroom: Newsroom) -> tuple[Feed, ...]:
    """Return the feeds of a newsroom as rows of a feed list."""
    return tuple(
        Feed(
            slug=outlet.slug if part == 0 else f"{outlet.slug}-part-{part + 1}",
            outlet=outlet.name,
            url=f"http://{newsroom.host(outlet.slug)}{feed_path(outlet, part)}",
            kind=outlet.kind,
            language=outlet.language,
            homepage=f"http://{newsroom.host(outlet.slug)}/",
            provider=outlet.provider,
            format=_STATUS_FORMATS.get(outlet.feed_format, ""),
        )
        for outlet in newsroom.outlets
        for part in range(count_parts(newsroom, outlet))
    )


def write_feeds_toml(feeds: Sequence[Feed]) -> str:
    """Return feeds as text in the form of data/feeds.toml; JSON strings are TOML strings."""
    names = ("slug", "outlet", "url", "kind", "language", "homepage", "provider", "format")
    return "\n".join(
        "[[feed]]\n"
        + "".join(f"{name} = {json.dumps(str(value))}\n" for name in names if (value := getattr(feed, name)))
        for feed in feeds
    )


def feed_path(outlet: Outlet, part: int) -> str:
    """Return where an outlet's feed, or a later part of it, stands on its host."""
    file = _FILES[outlet.feed_format]
    return f"/{file}" if part == 0 else f"/part-{part + 1}/{file}"


def count_parts(newsroom: Newsroom, outlet: Outlet) -> int:
    """Return how many feeds an outlet's articles need; at least one."""
    return max(1, -(-len(newsroom.articles_of(outlet.slug)) // newsroom.entries_per_feed))


def write_feed(newsroom: Newsroom, outlet: Outlet, *, edition: int, part: int = 0) -> FeedDocument:
    """Return an outlet's feed as it stands in an edition, newest entry first."""
    size = newsroom.entries_per_feed
    articles = newsroom.articles_of(outlet.slug)[part * size : (part + 1) * size]
    match outlet.feed_format:
        case FeedFormat.RDF:
            text = _write_rdf(newsroom, outlet, articles, edition)
        case FeedFormat.ATOM:
            text = _write_atom(newsroom, outlet, articles, edition)
        case FeedFormat.JSONFEED:
            text = _write_json(newsroom, outlet, articles, edition)
        case FeedFormat.STATUSPAGE_ATOM:
            text = write_status_atom(newsroom, outlet, articles)
        case FeedFormat.STATUSPAGE_JSON:
            text = write_status_json(newsroom, outlet, articles)
        case _:
            text = _write_rss(newsroom, outlet, articles, edition)
    return FeedDocument(
        body=text.encode(outlet.encoding, "xmlcharrefreplace"),
        content_type=_TYPES.get(outlet.feed_format, "application/rss+xml"),
        changed=_last_change(articles, edition),
    )


def _last_change(articles: Sequence[DemoArticle], edition: int) -> str:
    times = [time for article in articles if (time := article.changed_at(edition)) is not None]
    if not times:
        return ""
    # An old article's new edition need not be the newest time of the feed: each edition adds a second.
    editions = sum(article.at(edition).number - 1 for article in articles)
    return format_datetime((max(times) + timedelta(seconds=editions)).astimezone(UTC), usegmt=True)


def _write_rss(newsroom: Newsroom, outlet: Outlet, articles: Sequence[DemoArticle], edition: int) -> str:
    broken = outlet.feed_format is FeedFormat.RSS2_BROKEN
    items = [_write_rss_item(newsroom, outlet, article, edition) for article in articles]
    if broken:
        # Seen in the wild: a bare ampersand, an HTML entity that XML does not know, a tag never closed.
        items.insert(len(items) // 2, "<textInput><title>Deals & more &nbsp; <b>today</title></textInput>\n")
    home = f"http://{newsroom.host(outlet.slug)}/"
    head = (
        f'<?xml version="1.0" encoding="{outlet.encoding.upper()}"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">\n<channel>\n'
        f"<title>{escape(outlet.name)}</title>\n<link>{home}</link>\n"
        f"<description>{escape(_describe(newsroom, outlet))}</description>\n"
        f"<language>{outlet.language}</language>\n"
    )
    return head + "".join(items) + ("<ite" if broken else "</channel>\n</rss>\n")


def _write_rss_item(newsroom: Newsroom, outlet: Outlet, article: DemoArticle, edition: int) -> str:
    link = escape(newsroom.link(article))
    shown = article.at(edition)
    summary = article.summary
    if "ads" in outlet.clutter:
        summary = f'<p>{escape(summary)}</p><p><a href="{link}">Read on at {escape(outlet.name)}</a></p>'
    lines = [
        f"<title>{escape(shown.title)}</title>",
        f"<link>{link}</link>",
        f'<guid isPermaLink="false">{escape(article.id)}@{newsroom.host(outlet.slug)}</guid>',
        f"<description>{escape(summary)}</description>",
    ]
    if article.published is not None:
        lines.append(f"<pubDate>{format_datetime(article.published)}</pubDate>")
    if article.byline:
        lines.append(f"<dc:creator>{escape(article.byline)}</dc:creator>")
    if article.lang != outlet.language:
        lines.append(f"<dc:language>{escape(article.lang)}</dc:language>")
    if outlet.feed_format is FeedFormat.RSS2_CONTENT and article.is_open:
        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in shown.text.split("\n\n"))
        lines.append(f"<content:encoded><![CDATA[{paragraphs}]]></content:encoded>")
    return "<item>\n" + "\n".join(lines) + "\n</item>\n"


def _write_rdf(newsroom: Newsroom, outlet: Outlet, articles: Sequence[DemoArticle], edition: int) -> str:
    home = f"http://{newsroom.host(outlet.slug)}/"
    order = "".join(f'<rdf:li rdf:resource="{escape(newsroom.link(article))}"/>' for article in articles)
    items = ""
    for article in articles:
        link = escape(newsroom.link(article))
        date = article.published.isoformat() if article.published else ""
        items += (
            f'<item rdf:about="{link}">\n<title>{escape(article.at(edition).title)}</title>\n'
            f"<link>{link}</link>\n<description>{escape(article.summary)}</description>\n"
            f"<dc:creator>{escape(article.byline)}</dc:creator>\n<dc:date>{date}</dc:date>\n</item>\n"
        )
    return (
        f'<?xml version="1.0" encoding="{outlet.encoding.upper()}"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{home}">\n<title>{escape(outlet.name)}</title>\n<link>{home}</link>\n'
        f"<description>{escape(_describe(newsroom, outlet))}</description>\n"
        f"<items><rdf:Seq>{order}</rdf:Seq></items>\n</channel>\n{items}</rdf:RDF>\n"
    )


def _write_atom(newsroom: Newsroom, outlet: Outlet, articles: Sequence[DemoArticle], edition: int) -> str:
    home = f"http://{newsroom.host(outlet.slug)}/"
    entries = ""
    newest = ""
    for article in articles:
        published = article.published.isoformat() if article.published else ""
        changed = article.changed_at(edition)
        updated = changed.isoformat() if changed else ""
        newest = newest or updated
        entries += (
            f"<entry>\n<id>tag:{newsroom.host(outlet.slug)},2026:{escape(article.id)}</id>\n"
            f'<title type="html">{escape(escape(article.at(edition).title, quote=False))}</title>\n'
            f'<link rel="alternate" type="text/html" href="{escape(newsroom.link(article))}"/>\n'
            f"<published>{published}</published>\n<updated>{updated}</updated>\n"
            f"<author><name>{escape(article.byline)}</name></author>\n"
            f"<summary>{escape(article.summary)}</summary>\n</entry>\n"
        )
    return (
        f'<?xml version="1.0" encoding="{outlet.encoding.upper()}"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">\n'
        f"<id>{home}</id>\n<title>{escape(outlet.name)}</title>\n"
        f"<subtitle>{escape(_describe(newsroom, outlet))}</subtitle>\n"
        f'<link rel="self" href="{home}atom.xml"/>\n<link href="{home}"/>\n<updated>{newest}</updated>\n'
        f"{entries}</feed>\n"
    )


def _write_json(newsroom: Newsroom, outlet: Outlet, articles: Sequence[DemoArticle], edition: int) -> str:
    home = f"http://{newsroom.host(outlet.slug)}/"
    items = []
    for article in articles:
        item: dict[str, object] = {
            "id": article.id,
            "url": newsroom.link(article),
            "title": article.at(edition).title,
            "summary": article.summary,
            "content_text": article.summary,
            "language": article.lang,
            "authors": [{"name": article.byline}],
        }
        changed = article.changed_at(edition)
        if article.published is not None and changed is not None:
            item |= {"date_published": article.published.isoformat(), "date_modified": changed.isoformat()}
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": _describe(newsroom, outlet),
        "home_page_url": home,
        "feed_url": f"{home}feed.json",
        "language": outlet.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _describe(newsroom: Newsroom, outlet: Outlet) -> str:
    return f"{outlet.name}. {RETOLD}." if newsroom.marked else outlet.name
