"""An article -> the zone that its bare clock times are in, as an IANA name. Pure.

The first zone that the article itself writes ("3:12 PM EDT") holds for its bare times; else the outlet's country by
its domain or the article's language; else New York, where most English technology news is dated. Such a zone is
assumed, and the times say so.
"""

import re
from types import MappingProxyType

from newsagg.model import Article

_WRITTEN = re.compile(
    r"\d\s?(?:[apAP]\.?\s?[mM]\.?)?\s?\(?(?P<zone>ET|EST|EDT|Eastern|PT|PST|PDT|Pacific|CT|CST|CDT|Central|MT|"
    r"MST|MDT|BST|GMT|UTC|CET|CEST|MEZ|MESZ|"
    r"IST|JST|KST|SGT|AEST|AEDT|NZST|NZDT|BRT)\b"
)
_ZONES = MappingProxyType(
    {
        "E": "America/New_York", "P": "America/Los_Angeles", "C": "America/Chicago",
        "M": "America/Denver", "BST": "Europe/London", "GMT": "Europe/London", "UTC": "UTC",
        "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin",
        "MESZ": "Europe/Berlin", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
        "SGT": "Asia/Singapore", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
        "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland", "BRT": "America/Sao_Paulo",
    }
)  # fmt: skip
_DOMAINS = MappingProxyType(
    {
        "uk": "Europe/London", "ie": "Europe/Dublin", "de": "Europe/Berlin", "fr": "Europe/Paris",
        "es": "Europe/Madrid", "it": "Europe/Rome", "nl": "Europe/Amsterdam", "pl": "Europe/Warsaw",
        "pt": "Europe/Lisbon", "at": "Europe/Vienna", "ch": "Europe/Zurich", "in": "Asia/Kolkata",
        "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "sg": "Asia/Singapore", "au": "Australia/Sydney",
        "nz": "Pacific/Auckland", "br": "America/Sao_Paulo", "ca": "America/Toronto",
        "mx": "America/Mexico_City", "za": "Africa/Johannesburg", "ng": "Africa/Lagos",
        "ke": "Africa/Nairobi",
    }
)  # fmt: skip
_LANGUAGES = MappingProxyType(
    {
        "de": "Europe/Berlin", "fr": "Europe/Paris", "es": "Europe/Madrid", "pt": "America/Sao_Paulo",
        "pl": "Europe/Warsaw",
    }
)  # fmt: skip
_BRITISH = re.compile(
    r"\b(?:bbc|guardian|the register|daily mail|mailonline|sky news|independent|"
    r"telegraph)\b",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"^https?://(?:[\w-]+\.)*[\w-]+\.(?P<end>[a-z]{2,})(?:[:/]|$)|\.(?P<bare>[a-z]{2,})$", re.IGNORECASE
)


def guess_zone(article: Article) -> str:
    """Return the IANA name of the zone that an article's bare clock times are in; UTC for vendors' own pages."""
    written = _WRITTEN.search(article.text[:8000])
    if written is not None:
        name = written["zone"]
        return _ZONES.get(name) or _ZONES.get(name[0], "UTC")
    if article.provider:
        return "UTC"
    for source in (article.outlet, article.url):
        match = _HOST.search(source)
        end = (match["end"] or match["bare"] or "").lower() if match else ""
        if end in _DOMAINS:
            return _DOMAINS[end]
    if _BRITISH.search(article.outlet):
        return "Europe/London"
    return _LANGUAGES.get(article.language[:2], "America/New_York")
