"""The address of a status feed -> the format that it is read by, where the address tells. Pure."""

import re
from urllib.parse import urlsplit

_BY_HOST = (
    (re.compile(r"(?:^|\.)status\.salesforce\.com$"), "salesforce-json"),
    (re.compile(r"^status\.heroku\.com$"), "heroku-json"),
    (re.compile(r"^(?:www\.)?slack-status\.com$|^status\.slack\.com$"), "slack-json"),
    (re.compile(r"^azure\.status\.microsoft$"), "azure-rss"),
    (re.compile(r"^status-api\.hostedstatus\.com$|^api\.status\.io$"), "statusio-json"),
)
_BY_PATH = (
    (
        re.compile(r"/api/v2/(?:incidents(?:/unresolved)?|scheduled-maintenances\b.*|summary)\.json$"),
        "statuspage-json",
    ),
    (re.compile(r"/history\.(?:atom|rss)$|/feed\.(?:atom|rss)$"), "statuspage-atom"),
    (re.compile(r"^/(?:appsstatus/dashboard/)?incidents\.json$"), "gcp-json"),
    (re.compile(r"^/public/(?:currentevents|historyevents)(?:\.json)?$"), "aws-json"),
    (re.compile(r"^/rss/[\w-]{1,80}\.rss$"), "aws-rss"),
    (re.compile(r"/data/(?:developer/)?system_status_\w{2}_\w{2}\.js$"), "apple-json"),
    (re.compile(r"^/index\.json$"), "betterstack-json"),
    (re.compile(r"^/1\.0/status/[0-9a-f]{24}$"), "statusio-json"),
    (re.compile(r"^/api/v1/notices\b"), "sorry-json"),
    (re.compile(r"^/api/v1/incidents$"), "cachet-json"),
    (re.compile(r"^/v\d/summary\.json$|^/summary\.json$"), "instatus"),
)


def guess_format(url: str) -> str:
    """Return the format of a status feed by its address; empty where the address does not tell."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    found = next((form for pattern, form in _BY_HOST if pattern.search(host)), "")
    return found or next((form for pattern, form in _BY_PATH if pattern.search(parts.path)), "")
