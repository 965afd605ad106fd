"""A page gives its article: the text as published and nothing else, and what it says of itself."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.extract import article_from_entry, extract_article
from newsagg.errors import ExtractError
from newsagg.model import Article, Entry, Page, StatusUpdate
from newsagg.vocabulary import FeedKind

AT = datetime(2026, 3, 2, 11, 40, tzinfo=UTC)
SEEN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
TITLE = "Acme Pay leaves shops waiting for half a day"
PARAGRAPHS = (
    "Shops in four countries could not take cards on Monday after the payment service Acme Pay stopped answering.",
    "“We’re sorry,” the company said – in a note that it sent to merchants at 14:10, and again two hours later.",
    "A worn-out switch had been replaced on Sunday; whether that mattered is not known, according to two engineers.",
    "Service came back in the evening, first in Norway and Sweden, then in Denmark, and last of all in Finland.",
)
TEXT = "\n\n".join(PARAGRAPHS)
ENTRY = Entry(
    feed="paper",
    key="1",
    url="https://paper.example/story-1",
    link="https://www.paper.example/story-1?utm_source=rss",
    title=TITLE,
    summary="Shops in four countries could not take cards.",
    author="From Feed",
    published_at=datetime(2026, 3, 2, 11, 45, tzinfo=UTC),
)


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in PARAGRAPHS)


def a_page(
    head: str = "", body: str = "", *, url: str = "https://www.paper.example/story-1?utm_source=rss"
) -> Page:
    markup = f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return Page(
        url=url, final_url=url, status=200, body=markup.encode(), content_type="text/html", fetched_at=SEEN
    )


def extract(head: str = "", body: str = "", *, entry: Entry = ENTRY) -> Article:
    return extract_article(entry, a_page(head, body or f"<article><h1>{TITLE}</h1>{paragraphs()}</article>"),
                           outlet="The Paper", kind=FeedKind.NEWS)  # fmt: skip


CLUTTER = (
    "<nav><ul>" + "".join(f"<li><a href='/s{n}'>Section {n}</a></li>" for n in range(12)) + "</ul></nav>",
    "<div class='cookie-banner'><p>We and our partners use cookies. <button>Accept all</button></p></div>",
    "<aside><h3>Related</h3><ul><li><a href='/x'>Another bank was down last week</a></li></ul></aside>",
    "<section id='comments'><h2>Comments</h2><div class='comment'><p>First! My card works fine.</p></div></section>",
    "<footer><p>© 2026 The Paper. All rights reserved. <a href='/terms'>Terms</a></p></footer>",
)

LAYOUTS = {
    "article": f"<article><h1>{TITLE}</h1>{paragraphs()}</article>",
    "main": f"<main><h1>{TITLE}</h1>{paragraphs()}</main>",
    "divs": f"<div class='story'><div class='hl'>{TITLE}</div><div class='body'>{paragraphs()}</div></div>",
    "byline": f"<article><h1>{TITLE}</h1><p class='byline'>By Ada Birch, March 2, 2026</p>{paragraphs()}</article>",
    "date line": f"<article><h1>{TITLE}</h1><p>2 March 2026</p>{paragraphs()}</article>",
    "tables": (
        f"<table width='100%'><tr><td>&nbsp;</td><td><h1>{TITLE}</h1>"
        f"<p><i>By Ada Birch, March 2, 2026</i></p>{paragraphs()}</td></tr></table>"
    ),
    "figure": (
        f"<article><h1>{TITLE}</h1><figure><img src='x'><figcaption>A till. Photo: Ada Birch</figcaption></figure>"
        f"{paragraphs()}</article>"
    ),
    "microdata": (
        f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1>{TITLE}</h1>"
        f"<div itemprop='articleBody'>{paragraphs()}</div></div>"
    ),
    "sections": f"<article><h1>{TITLE}</h1>"
    + "".join(f"<section><p>{p}</p></section>" for p in PARAGRAPHS)
    + "</article>",
    "nested": "<div>" * 150 + f"<article><h1>{TITLE}</h1>{paragraphs()}</article>" + "</div>" * 150,
    "line breaks": f"<article><h1>{TITLE}</h1><div>{'<br><br>'.join(PARAGRAPHS)}</div></article>",
    "spaces": f"<article><h1>{TITLE}</h1>{paragraphs().replace(' ', chr(10) + '   ')}</article>",
    "advertisement": (
        f"<article><h1>{TITLE}</h1>{paragraphs().replace('</p><p>', '</p><p>Advertisement</p><p>', 1)}</article>"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_text_is_found_in_every_layout(layout: str) -> None:
    article = extract(body=CLUTTER[0] + CLUTTER[1] + LAYOUTS[layout] + CLUTTER[2] + CLUTTER[3] + CLUTTER[4])
    assert article.body.split() == TEXT.split()
    assert article.title == TITLE
    if layout != "line breaks":
        assert article.body == TEXT


def test_what_the_article_is_known_by() -> None:
    article = extract()
    assert (article.url, article.outlet, article.basis) == (
        "https://paper.example/story-1",
        "The Paper",
        "page",
    )
    assert (article.seen_at, article.feed_kind, article.language) == (SEEN, FeedKind.NEWS, "en")
    assert article.text == f"{TITLE}\n\n{TEXT}"


LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "The Paper"},
        {
            "@type": ["NewsArticle"],
            "headline": "Acme Pay &amp; the shops",
            "datePublished": "2026-03-02T12:40:00+01:00",
            "author": [{"@type": "Person", "name": "By Ada Birch"}, {"name": "Ben Ash"}],
            "inLanguage": "nb-NO",
            "mainEntityOfPage": {"@id": "https://paper.example/nyheter/1"},
        },
    ],
}


def ld(document: object = LD) -> str:
    return f'<script type="application/ld+json">{json.dumps(document)}</script>'


class TestMetadata:
    def test_json_ld_comes_first(self) -> None:
        head = (
            ld()
            + "<meta property='og:title' content='Other'><meta property='article:published_time' content='2020-01-01'>"
        )
        article = extract(head)
        assert (article.title, article.author, article.published_at) == (
            "Acme Pay & the shops",
            "Ada Birch, Ben Ash",
            AT,
        )
        assert article.url == "https://paper.example/nyheter/1"

    def test_open_graph_comes_next(self) -> None:
        article = extract(
            "<title>x</title><meta property='og:title' content='Acme Pay down | The Paper'>"
            "<meta property='article:published_time' content='2026-03-02T11:40:00Z'>"
            "<meta name='author' content='Ada Birch'>",
        )
        assert (article.title, article.author, article.published_at) == ("Acme Pay down", "Ada Birch", AT)

    def test_then_the_page_itself(self) -> None:
        body = (
            f"<article><h1>{TITLE}</h1><span class='byline'>By Ada Birch</span>"
            f"<time datetime='2026-03-02T11:40:00Z'>2 March</time>{paragraphs()}</article>"
        )
        article = extract("<title>Acme - The Paper</title>", body)
        assert (article.title, article.author, article.published_at) == (TITLE, "Ada Birch", AT)

    def test_then_the_feed(self) -> None:
        article = extract()
        assert (article.author, article.published_at) == ("From Feed", ENTRY.published_at)

    def test_a_page_that_names_only_the_day_leaves_the_hour_to_the_feed(self) -> None:
        assert (
            extract(ld({"@type": "NewsArticle", "datePublished": "2026-03-02"})).published_at
            == ENTRY.published_at
        )
        assert extract(ld({"@type": "NewsArticle", "datePublished": "2026-01-05"})).published_at == datetime(
            2026, 1, 5, tzinfo=UTC
        )

    def test_a_date_in_the_future_is_not_believed(self) -> None:
        assert (
            extract(ld({"@type": "Article", "datePublished": "2031-01-01"})).published_at
            == ENTRY.published_at
        )

    @pytest.mark.parametrize(
        ("canonical", "url"),
        [
            ("https://paper.example/story-one", "https://paper.example/story-one"),
            ("/story-one/?utm_source=x", "https://paper.example/story-one"),
            ("https://news.paper.example/story-one", "https://news.paper.example/story-one"),
            ("https://other.example/story-one", "https://paper.example/story-1"),
            ("https://paper.example/", "https://paper.example/story-1"),
            ("javascript:alert(1)", "https://paper.example/story-1"),
            ("", "https://paper.example/story-1"),
        ],
    )
    def test_a_canonical_link_counts_on_its_own_site_only(self, canonical: str, url: str) -> None:
        assert extract(f'<link rel="canonical" href="{canonical}">').url == url

    @pytest.mark.parametrize(
        "broken",
        ["{", "[]", "7", "null", "[" * 5_000,
         '{"@type": "NewsArticle", "author": [[[]]], "headline": {}, "datePublished": 7}',
         '{"@type": "NewsArticle", "author": {"name": null}, "mainEntityOfPage": 3, "url": [], "inLanguage": {}}'],
    )  # fmt: skip
    def test_broken_json_ld_is_passed_over(self, broken: str) -> None:
        article = extract(f'<script type="application/ld+json">{broken}</script>')
        assert (article.title, article.body) == (TITLE, TEXT)


class TestNoArticle:
    @pytest.mark.parametrize(
        "body",
        [
            "",
            "<p>Please enable JavaScript to view this page.</p>",
            "<div class='captcha'><h1>Are you a robot?</h1><p>Prove that you are human to go on.</p></div>",
            CLUTTER[0] + CLUTTER[4],
        ],
    )
    def test_a_page_without_one_says_so(self, body: str) -> None:
        with pytest.raises(ExtractError) as caught:
            extract_article(ENTRY, a_page("", body), outlet="The Paper", kind=FeedKind.NEWS)
        assert "https://www.paper.example/story-1" in str(caught.value)

    def test_a_stub_shorter_than_the_summary_is_a_paywall(self) -> None:
        stub = "<article>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2]) + "</article>"
        with pytest.raises(ExtractError, match="paywall"):
            extract(body=stub, entry=replace(ENTRY, summary=" ".join(PARAGRAPHS)))

    def test_a_short_page_that_says_it_is_not_free_is_a_paywall(self) -> None:
        document = {"@type": "NewsArticle", "isAccessibleForFree": False}
        with pytest.raises(ExtractError, match="paywall"):
            extract(ld(document), f"<article>{paragraphs()}</article>")

    def test_a_short_text_is_the_article_when_the_feed_says_the_same(self) -> None:
        short = "Acme Pay is down in Norway, says Acme."
        article = extract(
            body=f"<article><h1>{TITLE}</h1><p>{short}</p></article>", entry=replace(ENTRY, summary=short)
        )
        assert article.body == short

    def test_an_entry_without_a_page_of_its_own_has_none_read_for_it(self) -> None:
        with pytest.raises(ExtractError, match="no page of its own"):
            extract(entry=replace(ENTRY, url="https://paper.example/#entry-0123456789abcdef"))

    @given(st.binary(max_size=200))
    def test_no_bytes_make_a_page_fail_in_another_way(self, body: bytes) -> None:
        try:
            extract_article(ENTRY, replace(a_page(), body=body), outlet="The Paper", kind=FeedKind.NEWS)
        except ExtractError:
            return


class TestFeedBasis:
    def article(self, entry: Entry, kind: FeedKind = FeedKind.NEWS) -> Article:
        return article_from_entry(entry, outlet="The Paper", kind=kind, provider="", seen_at=SEEN)

    def test_the_summary_is_the_body(self) -> None:
        article = self.article(ENTRY)
        assert (article.basis, article.body, article.title) == ("feed", ENTRY.summary, TITLE)
        assert (article.url, article.seen_at, article.published_at) == (ENTRY.url, SEEN, ENTRY.published_at)

    def test_longer_content_is_preferred(self) -> None:
        assert self.article(replace(ENTRY, content=TEXT)).body == TEXT
        assert self.article(replace(ENTRY, content="Short.")).body == ENTRY.summary

    def test_a_status_entry_keeps_its_updates(self) -> None:
        update = StatusUpdate(at=AT, state="investigating", body="We are looking.")
        entry = replace(
            ENTRY, summary="A long summary " * 9, content="Investigating - We are looking.", updates=(update,)
        )
        article = article_from_entry(
            entry, outlet="Acme Status", kind=FeedKind.STATUS, provider="acme", seen_at=SEEN
        )
        assert (article.basis, article.provider, article.updates) == ("status", "acme", (update,))
        assert article.body == entry.content
