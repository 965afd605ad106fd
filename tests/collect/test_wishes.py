"""What servers and feeds ask of their readers."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.wishes import read_feed_wishes, read_freshness, read_retry_after
from newsagg.model import Wishes

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DATE = "Mon, 02 Mar 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "until"),
    [
        ("120", NOW + timedelta(seconds=120)),
        (" 0 ", NOW),
        ("Mon, 02 Mar 2026 13:00:00 GMT", NOW + timedelta(hours=1)),
        ("Mon, 02 Mar 2026 13:00:00", NOW + timedelta(hours=1)),
        ("999999999", NOW + timedelta(days=7)),
        ("Fri, 02 Mar 2035 13:00:00 GMT", NOW + timedelta(days=7)),
        ("Mon, 02 Mar 2020 13:00:00 GMT", None),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1" * 1000, None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str, until: datetime | None) -> None:
    assert read_retry_after(value, now=NOW) == until


@given(st.text(max_size=50))
def test_no_retry_after_is_too_strange(value: str) -> None:
    found = read_retry_after(value, now=NOW)
    assert found is None or NOW <= found <= NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({}, 0),
        ({"Cache-Control": "max-age=3600"}, 60),
        ({"cache-control": "public, MAX-AGE = 600"}, 10),
        ({"Cache-Control": 'max-age="600"'}, 10),
        ({"Cache-Control": "max-age=600", "Age": "300"}, 5),
        ({"Cache-Control": "max-age=600", "Age": "900"}, 0),
        ({"Cache-Control": "max-age=600, no-cache"}, 0),
        ({"Cache-Control": "s-maxage=600"}, 0),
        ({"Cache-Control": "max-age=999999999999"}, 366 * 1440),
        ({"Cache-Control": "max-age=soon"}, 0),
        ({"Expires": "Mon, 02 Mar 2026 13:00:00 GMT", "Date": DATE}, 60),
        ({"Expires": "Mon, 02 Mar 2026 13:00:00 GMT"}, 60),
        ({"Expires": "Mon, 02 Mar 2026 11:00:00 GMT", "Date": DATE}, 0),
        ({"Expires": "0"}, 0),
        ({"Expires": "-1"}, 0),
        ({"Expires": "Mon, 02 Mar 2026 13:00:00 GMT", "Cache-Control": "max-age=60"}, 1),
    ],
    ids=str,
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], minutes: float) -> None:
    assert read_freshness(headers.items(), now=NOW) == minutes


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_no_header_is_too_strange(control: str, expires: str, age: str) -> None:
    headers = [("Cache-Control", control), ("Expires", expires), ("Age", age), ("Date", expires)]
    assert 0 <= read_freshness(headers, now=NOW) <= 366 * 1440


SY = b"<sy:updatePeriod>\n hourly </sy:updatePeriod><sy:updateFrequency>%s</sy:updateFrequency>"


@pytest.mark.parametrize(
    ("head", "wishes"),
    [
        (b"<title>Paper</title>", Wishes()),
        (b"<ttl>90</ttl>", Wishes(feed_minutes=90, feed_word="ttl")),
        (b"<ttl> 0 </ttl>", Wishes()),
        (b"<ttl>-5</ttl>", Wishes()),
        (b"<TTL>5000000</TTL>", Wishes(feed_minutes=366 * 1440, feed_word="ttl")),
        (SY % b"1", Wishes(feed_minutes=60, feed_word="updatePeriod")),
        (SY % b"4", Wishes(feed_minutes=15, feed_word="updatePeriod")),
        (SY % b"0", Wishes(feed_minutes=60, feed_word="updatePeriod")),
        (b"<x:updatePeriod>daily</x:updatePeriod>", Wishes(feed_minutes=1440, feed_word="updatePeriod")),
        (b"<sy:updatePeriod>often</sy:updatePeriod>", Wishes()),
        (SY % b"1" + b"<ttl>30</ttl>", Wishes(feed_minutes=60, feed_word="updatePeriod")),
        (b"<skipHours><hour>24</hour><hour> 3 </hour><hour>99</hour></skipHours>", Wishes(skip_hours=(0, 3))),
        (
            b"<skipDays>\n<day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>",
            Wishes(skip_days=(5, 6)),
        ),
    ],
    ids=str,
)
def test_what_a_feeds_head_asks_for(head: bytes, wishes: Wishes) -> None:
    item = (
        b"<item><title>Post on feeds</title><description>&lt;ttl&gt; means time to live</description></item>"
    )
    for feed in (
        b"<rss><channel>%s%s</channel></rss>" % (head, item),
        b"<rss><channel>%s%s</channel></rss>" % (item, head),
    ):
        assert read_feed_wishes(feed) == wishes
    assert read_feed_wishes((b"<rss><channel>%s%s" % (head, item)).decode().encode("utf-16")) == wishes


def test_an_items_own_elements_are_no_wish() -> None:
    items = b"<item><title>x</title></item>" * 500
    assert read_feed_wishes(b"<rss><channel><item><ttl>900</ttl></item>" + items) == Wishes()


@given(st.binary(max_size=400))
def test_no_bytes_are_too_strange(body: bytes) -> None:
    assert read_feed_wishes(body).feed_minutes >= 0


@pytest.mark.parametrize("word", [b"<ttl>", b"<skipHours>", b"<skipDays><day>", b"<sy:updatePeriod ", b" "])
def test_hostile_heads_cost_no_time(word: bytes) -> None:
    began = time.process_time()
    read_feed_wishes(word * 200_000)
    assert time.process_time() - began < 5
