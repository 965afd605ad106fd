"""In which zone an article's bare clock times are."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.detect.outletzones import guess_zone
from newsagg.model import Article

ARTICLE = Article(
    url="https://wireroom.example/1",
    outlet="Wire Room",
    title="Chat is down",
    body="It broke at 9.50am.",
    published_at=None,
    seen_at=datetime(2026, 3, 4, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("changes", "zone"),
    [
        pytest.param({}, "America/New_York", id="nothing to go by"),
        pytest.param(
            {"body": "It broke at 3:12 PM PDT and again at 2:50 PM."},
            "America/Los_Angeles",
            id="zone written in the text",
        ),
        pytest.param({"body": "It broke at 15:12 BST."}, "Europe/London", id="British summer"),
        pytest.param({"outlet": "example.co.uk"}, "Europe/London", id="domain of the outlet"),
        pytest.param({"url": "https://news.example.de/a"}, "Europe/Berlin", id="domain of the address"),
        pytest.param({"outlet": "BBC News"}, "Europe/London", id="outlet by name"),
        pytest.param({"title": "Singapore bank's app is down"}, "Asia/Singapore", id="the one country named"),
        pytest.param(
            {"title": "Chat is down in India and Germany"}, "America/New_York", id="two countries named"
        ),
        pytest.param({"language": "pt"}, "America/Sao_Paulo", id="language"),
        pytest.param({"provider": "slack"}, "UTC", id="status page"),
    ],
)
def test_bare_times_are_in_the_zone_of_text_outlet_or_language(changes: Any, zone: str) -> None:
    assert guess_zone(replace(ARTICLE, **changes)) == zone
