"""An article in one edition -> its page as HTML, in its outlet's layout with the clutter of real pages. Pure.

The clutter is there to be left out: headlines of other outages, comments of users, a newsletter box, advertisements.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from newsagg.demo.clutter import write_after, write_before, write_middle
from newsagg.demo.outlets import RETOLD, DemoArticle, Edition, Layout, Newsroom, Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    newsroom: Newsroom
    outlet: Outlet
    article: DemoArticle
    edition: int

    @property
    def shown(self) -> Edition:
        return self.article.at(self.edition)

    @property
    def title(self) -> str:
        return escape(self.shown.title)

    @property
    def byline(self) -> str:
        return escape(self.article.byline)

    def date(self, form: str) -> str:
        """Return the day of publication in a strftime form; "" without one."""
        return self.article.published.strftime(form) if self.article.published else ""

    def paragraphs(self, middle: str = "") -> str:
        texts = [f"<p>{escape(text, quote=False)}</p>\n" for text in self.shown.text.split("\n\n")]
        if middle and len(texts) > 2:
            texts.insert(2, middle)
        return "".join(texts)


def write_page(newsroom: Newsroom, outlet: Outlet, article: DemoArticle, *, edition: int) -> bytes:
    """Return the article's page as it stands in an edition, in the outlet's encoding."""
    head, body = _LAYOUTS[outlet.layout](
        _Sheet(newsroom=newsroom, outlet=outlet, article=article, edition=edition)
    )
    title = escape(article.at(edition).title)
    marker = f'<meta name="note" content="{RETOLD}">\n' if newsroom.marked else ""
    imprint = (
        f"<footer><p>{RETOLD}. Outlet and byline are invented.</p></footer>\n" if newsroom.marked else ""
    )
    if newsroom.marked and outlet.layout is Layout.STATUS:
        imprint = f"<footer><p>{RETOLD}.</p></footer>\n"
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(article.lang)}">\n<head>\n<meta charset="{outlet.encoding}">\n'
        f"<title>{title} | {escape(outlet.name)}</title>\n{marker}{head}</head>\n<body>\n"
        f"{write_before(newsroom, outlet)}{body}{write_after(newsroom, outlet, article)}{imprint}</body>\n</html>\n"
    )
    return page.encode(outlet.encoding, "xmlcharrefreplace")


def write_front(newsroom: Newsroom, outlet: Outlet) -> bytes:
    """Return an outlet's front page: its name and the headlines of the first edition."""
    links = "".join(
        f'<li><a href="{escape(newsroom.url(article))}">{escape(article.title)}</a></li>\n'
        for article in newsroom.articles_of(outlet.slug)
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="{outlet.language}"><head><meta charset="{outlet.encoding}">'
        f"<title>{escape(outlet.name)}</title></head>\n<body><h1>{escape(outlet.name)}</h1>\n<ul>\n{links}</ul></body></html>\n"
    )
    return page.encode(outlet.encoding, "xmlcharrefreplace")


def _write_json_ld(sheet: _Sheet) -> str:
    article, shown, changed = sheet.article, sheet.shown, sheet.article.changed_at(sheet.edition)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": shown.title,
        "description": article.summary,
        "inLanguage": article.lang,
        "mainEntityOfPage": sheet.newsroom.url(sheet.article),
        "publisher": {"@type": "NewsMediaOrganization", "name": sheet.outlet.name},
    }
    if article.published_as_written:
        data["datePublished"] = article.published_as_written
    if changed is not None and changed != article.published:
        data["dateModified"] = changed.isoformat()
    if article.byline:
        data["author"] = [{"@type": "Person", "name": article.byline}]
    # A title may hold "</script>": inside a script element only the slash's escape keeps it text.
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>\n'


def _write_canonical(sheet: _Sheet) -> str:
    return f'<link rel="canonical" href="{escape(sheet.newsroom.url(sheet.article))}">\n'


def _classic(sheet: _Sheet) -> tuple[str, str]:
    head = _write_canonical(sheet) + _write_json_ld(sheet)
    day = sheet.date("%d %B %Y")
    middle = write_middle(sheet.outlet)
    body = (
        f"<main>\n<article>\n<header><h1>{sheet.title}</h1>\n"
        f'<p class="standfirst">{escape(sheet.article.summary)}</p>\n'
        f'<p class="byline">{sheet.byline} · <time>{day}</time></p></header>\n'
        f'<div class="article-body">\n{sheet.paragraphs(middle)}</div>\n</article>\n</main>\n'
    )
    return head, body


def _clean(sheet: _Sheet) -> tuple[str, str]:
    head = _write_canonical(sheet) + _write_json_ld(sheet)
    body = (
        f"<main><article>\n<h1>{sheet.title}</h1>\n"
        f'<div class="article-body">\n{sheet.paragraphs()}</div>\n</article></main>\n'
    )
    return head, body


def _opengraph(sheet: _Sheet) -> tuple[str, str]:
    article, changed = sheet.article, sheet.article.changed_at(sheet.edition)
    properties = {
        "og:type": "article",
        "og:title": sheet.shown.title,
        "og:description": article.summary,
        "og:url": sheet.newsroom.url(sheet.article),
        "og:site_name": sheet.outlet.name,
        "article:published_time": article.published_as_written,
        "article:modified_time": changed.isoformat() if changed else "",
        "article:author": article.byline,
    }
    head = _write_canonical(sheet) + "".join(
        f'<meta property="{name}" content="{escape(value)}">\n' for name, value in properties.items() if value
    )
    body = (
        f'<div id="content" role="main">\n<h1 class="entry-title">{sheet.title}</h1>\n'
        f'<div class="meta"><span class="author">{sheet.byline}</span></div>\n'
        f'<article class="entry-content">\n{sheet.paragraphs(write_middle(sheet.outlet))}</article>\n</div>\n'
    )
    return head, body


def _divs(sheet: _Sheet) -> tuple[str, str]:
    day = sheet.date("%b %d, %Y %I:%M %p")
    body = (
        f'<div class="wrap"><div class="col-8"><div class="story">\n<h1>{sheet.title}</h1>\n'
        f'<div class="dateline"><span>By {sheet.byline}</span> <span class="date">{day}</span></div>\n'
        f'<div class="story-text"><div>\n{sheet.paragraphs(write_middle(sheet.outlet))}</div></div>\n'
        "</div></div></div>\n"
    )
    return "", body


def _microdata(sheet: _Sheet) -> tuple[str, str]:
    day = sheet.date("%d %B %Y, %H:%M")
    body = (
        '<section itemscope itemtype="https://schema.org/NewsArticle">\n'
        f'<h1 itemprop="headline">{sheet.title}</h1>\n'
        f'<p>By <span itemprop="author">{sheet.byline}</span>, '
        f'<time itemprop="datePublished" datetime="{sheet.article.published_as_written}">{day}</time></p>\n'
        f'<div itemprop="articleBody">\n{sheet.paragraphs(write_middle(sheet.outlet))}</div>\n</section>\n'
    )
    return _write_canonical(sheet), body


def _tables(sheet: _Sheet) -> tuple[str, str]:
    by, day = "By", sheet.date("%B %d, %Y")
    if sheet.article.lang == "de":
        by, day = "Von", sheet.date("%d.%m.%Y")
    body = (
        '<table width="100%"><tr><td width="15%" valign="top">&nbsp;</td><td valign="top">\n'
        f"<h1>{sheet.title}</h1>\n<p><i>{by} {sheet.byline}, {day}</i></p>\n"
        f"{sheet.paragraphs()}</td></tr></table>\n"
    )
    return "", body


def _status(sheet: _Sheet) -> tuple[str, str]:
    updates = "".join(
        f'<div class="row update-row"><div class="update-title">{update.status.capitalize()}</div>\n'
        f'<div class="update-body">{escape(update.text, quote=False)}</div>\n'
        f'<div class="update-timestamp">Posted <time datetime="{update.at.isoformat()}">'
        f"{update.at:%b %d, %Y - %H:%M} UTC</time></div></div>\n"
        for update in reversed(sheet.article.updates)
    )
    body = f'<div class="incident-updates-container"><h1 class="incident-name">{sheet.title}</h1>\n{updates}</div>\n'
    return _write_canonical(sheet), body


_LAYOUTS: dict[Layout, Callable[[_Sheet], tuple[str, str]]] = {
    Layout.CLASSIC: _classic,
    Layout.OPENGRAPH: _opengraph,
    Layout.DIVS: _divs,
    Layout.MICRODATA: _microdata,
    Layout.TABLES: _tables,
    Layout.CLEAN: _clean,
    Layout.STATUS: _status,
}
