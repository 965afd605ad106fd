"""An article -> the zone that its bare clock times are in, as an IANA name. Pure.

The first zone that the article itself writes ("3:12 PM EDT") holds for its bare times; else the outlet's country by
its domain; else the one country that headline and lead name; else the article's language; else New York, where most English technology news is dated. Such a zone is
assumed, and the times say so.
"""

import re
from types import MappingProxyType

from newsagg.detect.wordpatterns import compile_words
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
_COUNTRIES = MappingProxyType(
    {
        "Asia/Singapore": "Singapore|Singaporean", "Asia/Kolkata": "India|Indian|Mumbai|Delhi|Bengaluru",
        "Asia/Tokyo": "Japan|Japanese|Tokyo", "Asia/Seoul": "South Korea|South Korean|Korean|Seoul",
        "Australia/Sydney": "Australia|Australian|Sydney|Melbourne", "Pacific/Auckland": "New Zealand|Auckland",
        "Europe/London": "UK|United Kingdom|Britain|British|England|London", "Europe/Dublin": "Ireland|Irish|Dublin",
        "Europe/Berlin": "Germany|German|Berlin", "Europe/Paris": "France|French|Paris",
        "Europe/Madrid": "Spain|Spanish|Madrid", "Europe/Rome": "Italy|Italian|Rome",
        "Europe/Amsterdam": "Netherlands|Dutch|Amsterdam", "Europe/Lisbon": "Portugal|Portuguese|Lisbon",
        "Europe/Warsaw": "Poland|Polish|Warsaw", "Europe/Stockholm": "Sweden|Swedish|Stockholm",
        "Europe/Istanbul": "Turkey|Turkish|Istanbul", "Africa/Johannesburg": "South Africa|South African",
        "Africa/Lagos": "Nigeria|Nigerian|Lagos", "Africa/Nairobi": "Kenya|Kenyan|Nairobi",
        "America/Sao_Paulo": "Brazil|Brazilian", "America/Toronto": "Canada|Canadian|Toronto|Ottawa",
        "America/New_York": "US|U\\.S|USA|United States|America|American|New York|Washington",
        "Asia/Manila": "Philippines|Philippine|Manila", "Asia/Hong_Kong": "Hong Kong",
        "Asia/Jakarta": "Indonesia|Indonesian|Jakarta", "Asia/Karachi": "Pakistan|Pakistani|Karachi",
        "Asia/Jerusalem": "Israel|Israeli", "Asia/Shanghai": "China|Chinese|Beijing|Shanghai",
    }
)  # fmt: skip
"""Zone -> what an outage there is told with; of a land with several zones, the one that its newsrooms write."""
_COUNTRY = compile_words(
    rf"\b(?:{'|'.join(f'(?P<c{n}>{words})' for n, words in enumerate(_COUNTRIES.values()))})\b"
)
_LEAD = 600
"""Code points of the body in which an article says where it happens."""
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
    return _find_country(article) or _LANGUAGES.get(article.language[:2], "America/New_York")


def _find_country(article: Article) -> str:
    """Return the zone of the one country that headline and lead name; empty when it is none or several."""
    lead = f"{article.title}\n{article.body[:_LEAD]}"
    zones = {list(_COUNTRIES)[int((m.lastgroup or "c0")[1:])] for m in _COUNTRY.finditer(lead)}
    return zones.pop() if len(zones) == 1 else ""
