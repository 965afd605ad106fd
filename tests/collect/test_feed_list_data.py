"""The feed list that newsagg ships says of every feed what the pipeline must know."""

import tomllib
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest

from newsagg.collect.feeds import load_feeds
from newsagg.collect.statusaddresses import guess_format
from newsagg.collect.statuspages import STATUS_FORMATS
from newsagg.detect.lexicon import load_lexicon
from newsagg.places import data_dir
from newsagg.vocabulary import FeedKind

LANGUAGES = {"en", "de", "fr", "es", "pt"}
FEEDS: list[dict[str, Any]] = tomllib.loads((data_dir() / "feeds.toml").read_text("utf-8"))["feed"]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: str(feed["slug"]))
def test_a_feed_is_declared_in_full(feed: dict[str, Any]) -> None:
    assert set(feed) <= {"slug", "outlet", "url", "kind", "language", "homepage", "provider", "format"}
    assert feed["outlet"].strip() == feed["outlet"] != ""
    assert feed["slug"] == feed["slug"].lower()
    assert feed["slug"].replace("-", "").isalnum()
    assert FeedKind(feed["kind"])
    assert feed["language"] in LANGUAGES
    for key in ("url", "homepage"):
        address = urlsplit(feed[key])
        assert address.scheme == "https"
        assert "." in (address.hostname or "")
        assert not address.fragment


@pytest.mark.parametrize("key", ["slug", "url"])
def test_no_two_feeds_are_the_same(key: str) -> None:
    assert [value for value, times in Counter(feed[key] for feed in FEEDS).items() if times > 1] == []


def test_status_feeds_and_only_they_name_their_vendor_and_format() -> None:
    lexicon = load_lexicon()
    for feed in FEEDS:
        if feed["kind"] == "status":
            assert feed["provider"] in lexicon, feed["slug"]
            assert feed["format"] in STATUS_FORMATS, feed["slug"]
        else:
            assert "provider" not in feed
            assert "format" not in feed


def test_a_status_feed_is_served_by_the_page_that_the_lexicon_gives() -> None:
    lexicon = load_lexicon()
    for feed in FEEDS:
        if feed["kind"] == "status" and feed["format"].startswith("statuspage"):
            page = lexicon.entries[feed["provider"]].status_page
            assert urlsplit(page).hostname == urlsplit(feed["url"]).hostname, feed["slug"]


def test_the_address_of_a_status_feed_tells_its_format() -> None:
    for feed in FEEDS:
        if feed["kind"] == "status":
            assert guess_format(feed["url"]) == feed["format"], feed["slug"]


def test_the_list_covers_the_press_of_several_countries_and_the_pages_of_many_vendors() -> None:
    kinds = Counter(feed["kind"] for feed in FEEDS)
    languages = Counter(feed["language"] for feed in FEEDS)
    assert set(kinds) == {kind.value for kind in FeedKind}
    assert sum(kinds.values()) - kinds["status"] >= 80
    assert len({feed["provider"] for feed in FEEDS if feed["kind"] == "status"}) >= 40
    assert min(languages["de"], languages["fr"], languages["es"], languages["pt"]) >= 4


def test_the_list_is_read_and_says_how_much_of_it_was_found_elsewhere() -> None:
    listed = load_feeds()
    status = sum(feed.kind is FeedKind.STATUS for feed in listed)
    head = " ".join(
        (data_dir() / "feeds.toml")
        .read_text("utf-8")
        .partition("[[feed]]\nslug")[0]
        .replace("#", " ")
        .split()
    )
    assert f"All {status} status addresses" in head
    assert f"of the other {len(listed) - status}, were found in use" in head
