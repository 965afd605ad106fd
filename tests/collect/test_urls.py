"""One article, one address; two articles, two."""

import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsagg.collect.urls import absolute_url, canonical_url, same_site, site_of

STORY = "https://paper.example/tech/big-outage-2026"

SAME = [
    # trackers
    f"{STORY}?utm_source=rss&utm_medium=feed&utm_campaign=x",
    f"{STORY}?UTM_Source=rss",
    f"{STORY}?gclid=Cj0KCQ",
    f"{STORY}?fbclid=IwAR0",
    f"{STORY}?msclkid=1",
    f"{STORY}?twclid=1&ttclid=2&yclid=3",
    f"{STORY}?igshid=MzRl",
    f"{STORY}?mc_cid=1&mc_eid=2",
    f"{STORY}?at_medium=RSS&at_campaign=KARANGA",
    f"{STORY}?ftag=CAD-03-10abi8f",
    f"{STORY}?smid=tw-share&smtyp=cur",
    f"{STORY}?partner=rss&emc=rss".replace("&emc=rss", ""),
    f"{STORY}?CMP=share_btn_url",
    f"{STORY}?cmpid=BBD030226",
    f"{STORY}?ocid=msedgntp",
    f"{STORY}?xtor=RSS-3208",
    f"{STORY}?mbid=social_twitter",
    f"{STORY}?mod=rss_markets",
    f"{STORY}?srnd=homepage",
    f"{STORY}?ito=1490",
    f"{STORY}?icid=ref_fark",
    f"{STORY}?ncid=txtlnkusaolp00000618",
    f"{STORY}?guccounter=1&guce_referrer=aHR0&guce_referrer_sig=AQ",
    f"{STORY}?pk_campaign=feed&mtm_source=x",
    f"{STORY}?wt_mc=rss.red.ho&wtmc=x",
    f"{STORY}?_hsenc=p2A&_hsmi=29",
    f"{STORY}?mkt_tok=eyJ",
    f"{STORY}?trk=feed-detail",
    f"{STORY}?ns_mchannel=rss&ns_source=x",
    f"{STORY}?srsltid=AfmBOo",
    f"{STORY}?ref=rss",
    f"{STORY}?ref=somebody.blog",
    f"{STORY}?source=hn",
    f"{STORY}?via=twitter",
    f"{STORY}?share=twitter",
    f"{STORY}?wpisrc=nl_most&wpmm=1",
    f"{STORY}?_ga=2.1&_gl=1",
    f"{STORY}?utm_source=a?utm_source=b",
    f"{STORY}?&",
    f"{STORY}?",
    # twins
    "https://www.paper.example/tech/big-outage-2026",
    "https://m.paper.example/tech/big-outage-2026",
    "https://mobile.paper.example/tech/big-outage-2026",
    "https://amp.paper.example/tech/big-outage-2026",
    f"{STORY}/amp",
    f"{STORY}/amp/",
    f"{STORY}.amp",
    "https://paper.example/amp/tech/big-outage-2026",
    "https://paper.example/tech/amp/big-outage-2026",
    f"{STORY}?amp=1",
    f"{STORY}?amp",
    f"{STORY}?outputType=amp",
    "https://www.google.com/amp/s/paper.example/tech/big-outage-2026",
    "https://www.google.co.uk/amp/s/www.paper.example/tech/big-outage-2026/amp/",
    "https://paper-example.cdn.ampproject.org/c/s/paper.example/tech/big-outage-2026?usqp=mq331",
    "https://paper-example.cdn.ampproject.org/v/s/paper.example/tech/big-outage-2026?amp_js_v=0.1#aoh=1",
    # writing
    f"{STORY}/",
    f"{STORY}//",
    f"{STORY}#comments",
    f"{STORY}/index.html",
    f"{STORY};jsessionid=A1B2",
    "HTTPS://Paper.Example/tech/big-outage-2026",
    "https://paper.example:443/tech/big-outage-2026",
    "https://paper.example./tech/big-outage-2026",
    "https://user:secret@paper.example/tech/big-outage-2026",
    "https://paper.example//tech/./x/../big-outage-2026",
    "https://paper.example/tech/big%2Doutage-2026",
    "https://paper.example/tech/b%69g-outage-2026",
    f"  {STORY}\n",
    "https://paper.example/tech/big-\noutage-2026",
    "https:\\\\paper.example\\tech\\big-outage-2026",
]

FORMS = [
    ("http://paper.example:80/", "https://paper.example/"),
    ("http://paper.example", "https://paper.example/"),
    ("//paper.example/a", "https://paper.example/a"),
    ("https://straße.example/a", "https://xn--strae-oqa.example/a"),
    ("http://paper.example:8080/a/", "http://paper.example:8080/a"),
    ("https://paper.example/s?b=2&a=1&utm_source=x", "https://paper.example/s?a=1&b=2"),
    ("https://paper.example/s?a=1&amp;b=2", "https://paper.example/s?a=1&b=2"),
    ("https://paper.example/s?a=2&a=1", "https://paper.example/s?a=2&a=1"),
    ("https://paper.example/caf%c3%a9", "https://paper.example/caf%C3%A9"),
    ("https://paper.example/café au lait", "https://paper.example/caf%C3%A9%20au%20lait"),
    ("https://paper.example/100%", "https://paper.example/100%25"),
    ("https://paper.example/a%2Fb", "https://paper.example/a%2Fb"),
    ("https://zeitung.example/störung-1", "https://zeitung.example/st%C3%B6rung-1"),
    ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
    ("https://en.m.wikipedia.org/wiki/Outage", "https://en.wikipedia.org/wiki/Outage"),
    ("https://m.co/x", "https://m.co/x"),
    ("https://www.co.uk/x", "https://www.co.uk/x"),
    ("https://mobile.de/x", "https://mobile.de/x"),
    ("https://paper.example/docs/amp", "https://paper.example/docs/amp"),
    ("https://paper.example/amp", "https://paper.example/amp"),
    ("https://app.example/#!/story/7", "https://app.example/#!/story/7"),
    ("http://[2001:db8::1]:80/a", "https://[2001:db8::1]/a"),
    ("https://news.ycombinator.com/item?id=4711", "https://news.ycombinator.com/item?id=4711"),
    ("https://www.youtube.com/watch?v=abc&feature=share&si=x", "https://youtube.com/watch?v=abc"),
    ("https://paper.example/2026/03/02/index.html", "https://paper.example/2026/03/02"),
    ("https://paper.example/?p=123", "https://paper.example/?p=123"),
    ("https://paper.example/index.php?id=5", "https://paper.example/?id=5"),
    ("https://paper.example/s?redirect=/a/b", "https://paper.example/s?redirect=/a/b"),
]

NOT_THE_SAME = [
    ("https://paper.example/?id=1", "https://paper.example/?id=2"),
    ("https://paper.example/view?story=1", "https://paper.example/view?story=2"),
    ("https://news.ycombinator.com/item?id=1", "https://news.ycombinator.com/item?id=2"),
    ("https://paper.example/s?ref=123", "https://paper.example/s?ref=124"),
    ("https://paper.example/s?source=4711", "https://paper.example/s"),
    ("https://paper.example/s?page=2", "https://paper.example/s"),
    ("https://paper.example/s?p=a%26b", "https://paper.example/s?p=a&b"),
    ("https://paper.example/Story", "https://paper.example/story"),
    ("https://paper.example/s?v=A", "https://paper.example/s?v=a"),
    ("https://en.paper.example/s-1", "https://de.paper.example/s-1"),
    ("https://paper.example/a%2Fb", "https://paper.example/a/b"),
    ("https://paper.example:8080/s-1", "https://paper.example/s-1"),
    ("https://docs.example/guide/amp", "https://docs.example/guide"),
    ("https://app.example/#!/story/7", "https://app.example/#!/story/8"),
    ("https://status.example/incidents/abc", "https://status.example/incidents/abd"),
    ("https://paper.example/s?date=2026-03-02", "https://paper.example/s?date=2026-03-03"),
]

NO_ADDRESS = [
    "", "   ", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "ftp://paper.example/x", "file:///etc/passwd",
    "/relative", "story", "http://", "http:///x", "https://[::1", "https://paper.example:99999/",
    "https://pa per.example/", "https://..example/", "https://a..example/", "https://<script>/", "http://\x00/",
    "https://" + "a" * 5000,
    "https://paper.example/" + "x" * 5000, "https://xn--\ud800.example/",
]  # fmt: skip


PAIRS = [
    tuple(line.split())
    for line in (Path(__file__).parent / "url_pairs.txt").read_text("utf-8").splitlines()
    if line.startswith(("= ", "! "))
]


def test_the_table_of_pairs_is_large_enough_to_mean_something() -> None:
    assert len(PAIRS) >= 350
    assert sum(sign == "!" for sign, _, _ in PAIRS) >= 100


@pytest.mark.parametrize(("sign", "one", "other"), PAIRS)
def test_two_addresses_are_one_article_or_two(sign: str, one: str, other: str) -> None:
    assert (canonical_url(one) == canonical_url(other)) is (sign == "=")


@pytest.mark.parametrize("url", SAME)
def test_what_only_says_how_a_reader_came_is_dropped(url: str) -> None:
    assert canonical_url(url) == STORY


@pytest.mark.parametrize(("url", "form"), FORMS)
def test_an_address_has_one_form(url: str, form: str) -> None:
    assert canonical_url(url) == form


@pytest.mark.parametrize(("one", "other"), NOT_THE_SAME)
def test_addresses_that_really_differ_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_web_address_is_nothing(url: str) -> None:
    assert canonical_url(url) == ""


@pytest.mark.parametrize(
    ("link", "base", "whole"),
    [
        ("/a-1", "https://paper.example/feeds/all.xml", "https://paper.example/a-1"),
        ("a-1", "https://paper.example/feeds/all.xml", "https://paper.example/feeds/a-1"),
        ("../a-1", "https://paper.example/feeds/all.xml", "https://paper.example/a-1"),
        ("//other.example/a-1", "https://paper.example/", "https://other.example/a-1"),
        ("?id=7", "https://paper.example/view", "https://paper.example/view?id=7"),
        ("javascript:void(0)", "https://paper.example/", ""),
    ],
)
def test_a_relative_link_is_resolved_against_its_feed(link: str, base: str, whole: str) -> None:
    assert canonical_url(link, base=base) == whole


def test_the_printed_address_keeps_what_the_server_may_need() -> None:
    assert (
        absolute_url("https://www.paper.example/a/?utm_source=x#top")
        == "https://www.paper.example/a/?utm_source=x#top"
    )


def test_one_site_is_a_host_and_what_lies_under_it() -> None:
    assert same_site("https://www.paper.example/a", "http://m.paper.example/b")
    assert same_site("https://edition.paper.example/a", "https://paper.example/b")
    assert not same_site("https://paper.example/a", "https://otherpaper.example/a")
    assert not same_site("https://paper.co.uk/a", "https://co.uk/a")
    assert not same_site("", "")
    assert site_of("https://www.paper.example:8080/x") == "paper.example"


ADDRESSES = st.builds(
    lambda scheme, host, path, query, fragment: f"{scheme}://{host}/{path}?{query}#{fragment}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(
        [
            "paper.example",
            "www.m.paper.example",
            "google.com/amp/s/a.example",
            "x.cdn.ampproject.org/c/s/b.example",
        ]
    )
    | st.text(alphabet="ab.-w m%é", max_size=12),
    st.text(alphabet="a1-./%2Ef;&=+é amp index.html", max_size=30),
    st.text(alphabet="a1&=?%26;+utm_ref.é ", max_size=30),
    st.text(alphabet="!a/%", max_size=5),
)


@given(st.one_of(st.text(max_size=80), ADDRESSES))
@example("https://a.example/x-1/amp/index.html")
@example("https://a.example/%252e%252e/b")
@example("https://www.google.com/amp/s/www.google.com/amp/s/a.example/x-1")
def test_the_canonical_form_of_a_canonical_form_is_itself(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


TRACKERS = ("utm_source=rss", "fbclid=Iw0", "at_medium=x", "smid=tw", "ref=hn", "amp=1")
IDENTITY = ("id=7", "p=3", "story=a-b", "v=aBc", "q=a%26b", "page=2")


@given(
    st.lists(st.sampled_from(TRACKERS), unique=True),
    st.lists(st.sampled_from(IDENTITY), unique=True),
    st.randoms(use_true_random=False),
    st.sampled_from(["https://www.", "http://", "https://m.", "https://amp.", "HTTPS://touch."]),
    st.sampled_from(["", "/", "/index.html", "/amp/", "//"]),
    st.sampled_from(["", "#comments", "#:~:text=a"]),
)
def test_the_order_in_which_an_address_was_decorated_does_not_matter(
    trackers: list[str], identity: list[str], random: Random, host: str, tail: str, fragment: str
) -> None:
    pairs = [*trackers, *identity]
    random.shuffle(pairs)
    plain = canonical_url("https://paper.example/tech/big-outage-2026?" + "&".join(sorted(identity)))
    decorated = f"{host}paper.example/tech/big-outage-2026{tail}?{'&'.join(pairs)}{fragment}"
    assert canonical_url(decorated) == plain


@given(st.sets(st.sampled_from(IDENTITY)), st.sets(st.sampled_from(IDENTITY)))
def test_queries_that_name_different_things_stay_apart(one: set[str], other: set[str]) -> None:
    first, second = (canonical_url("https://paper.example/view?" + "&".join(pairs)) for pairs in (one, other))
    assert (first == second) is (one == other)


@pytest.mark.parametrize(
    "junk", ["a" * 10**6, "https://a.example/" + "/amp" * 2 * 10**5, "&amp;" * 2 * 10**5, "%" * 10**6]
)
def test_a_megabyte_of_junk_costs_no_time(junk: str) -> None:
    began = time.process_time()
    canonical_url(junk)
    assert time.process_time() - began < 5
