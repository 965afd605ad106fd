"""Whatever an edition holds, its digest is valid, within Gmail's size and 72 columns, and obeys no one."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsagg.report.edition import (
    Brief,
    Dispute,
    Edition,
    Fact,
    FeedNote,
    Late,
    Listing,
    Run,
    Said,
    Story,
)
from newsagg.report.harmless import make_harmless, web_address
from newsagg.report.layout import FEEDS, LATE, lay_out
from newsagg.report.mailhtml import write_html
from newsagg.report.mailtext import WIDTH, compose_text, measure
from tests.report.editions import an_edition
from tests.report.mailclients import find_faults, parse

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="<>&\"'{}[]%\\/=; \u202e\u0301\u200d\n\x00", max_size=30),
    st.sampled_from(
        ["</td></table>", "<script>x()</script>", "]]>", "<!--", "{{x}}", "https://a.example/?q=1&b=2#c"]
    ),
)
ADDRESSES = st.one_of(
    st.just(""),
    st.builds("https://{}.example/{}".format, st.text(string.ascii_lowercase, min_size=1, max_size=8), TEXTS),
    TEXTS,
)
WORDS = st.lists(st.builds(Run, text=TEXTS, url=ADDRESSES, strong=st.booleans()), max_size=3).map(tuple)
SAIDS = st.lists(
    st.builds(
        Said, claim_id=st.integers(1, 9), source=TEXTS, how=TEXTS, value=TEXTS, quote=TEXTS, outlet=TEXTS, url=ADDRESSES
    ),
    max_size=3,
).map(tuple)  # fmt: skip
SEVERITIES = st.sampled_from(["critical", "major", "minor", "none", ""])
STATES = st.sampled_from(["open", "over", "unknown"])
FACTS = st.builds(
    Fact,
    kind=st.sampled_from(["what", "when", "why", "hit", "offered"]),
    label=TEXTS,
    words=st.lists(WORDS, max_size=2).map(tuple),
    said=SAIDS,
)
STORIES = st.builds(
    Story, incident=TEXTS, title=TEXTS, url=ADDRESSES, service=TEXTS, severity=SEVERITIES, state=STATES, span=TEXTS,
    origins=st.integers(0, 99), articles=st.integers(0, 99), facts=st.lists(FACTS, max_size=3).map(tuple),
    disputes=st.lists(st.builds(Dispute, label=TEXTS, sentence=WORDS, sides=SAIDS), max_size=2).map(tuple),
)  # fmt: skip
BRIEFS = st.lists(
    st.builds(
        Brief, incident=TEXTS, title=TEXTS, url=ADDRESSES, service=TEXTS, severity=SEVERITIES, state=STATES,
        span=TEXTS, origins=st.integers(0, 9), disputed=st.booleans(),
    ),
    max_size=3,
).map(tuple)  # fmt: skip
EDITIONS = st.builds(
    an_edition,
    listing=st.builds(Listing, slug=TEXTS, title=TEXTS, intro=TEXTS, filters=TEXTS),
    subject=TEXTS, preheader=TEXTS, rule=TEXTS, archive_url=ADDRESSES, heard=WORDS,
    summary=st.lists(WORDS, max_size=2).map(tuple),
    quiet=st.sampled_from(["no", "quiet", "deaf"]),
    top=st.lists(STORIES, max_size=2).map(tuple),
    others=BRIEFS, still_open=BRIEFS, vendor_only=BRIEFS, candidates=st.integers(0, 3),
    late=st.lists(
        st.builds(
            Late, kind=st.sampled_from(list(LATE)), incident=TEXTS, title=TEXTS, url=ADDRESSES, sentence=WORDS, said=SAIDS
        ),
        max_size=2,
    ).map(tuple),
    feeds=st.lists(
        st.builds(FeedNote, kind=st.sampled_from(list(FEEDS)), feed=TEXTS, outlet=TEXTS, words=TEXTS), max_size=2
    ).map(tuple),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(EDITIONS)
def test_every_edition_makes_a_mail(edition: Edition) -> None:
    html = write_html(lay_out(make_harmless(edition)), {})
    assert list(find_faults(html)) == []
    for element in parse(html).iter("a"):
        assert web_address(element.get("href", ""))
    text = compose_text(edition)
    for line in text.splitlines():
        assert measure(line) <= WIDTH or "://" in line
    assert "\u202e" not in html + text
    assert "\x00" not in html + text


@given(EDITIONS)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_harmless_is_not_changed_again(edition: Edition) -> None:
    once = make_harmless(edition)
    assert make_harmless(once) == once
