"""An address that only wraps another's (AMP caches, search results, mail filters, archives) -> that other. Pure.

Only what can be read off the address itself; what a server must be asked for stands in aggregators.py.
"""

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

_BY_PARAMETER = (
    (r"(?:\w+\.)*google\.[a-z.]{2,6}", r"/(?:news/)?url", ("url", "q")),
    (r"(?:www\.)?bing\.com", r"/news/apiclick\.aspx", ("url",)),
    (r"lm?\.(?:facebook|messenger)\.com|l\.(?:instagram|threads)\.(?:com|net)", r"/(?:l\.php)?", ("u",)),
    (r"out\.reddit\.com", r"/.*", ("url",)),
    (r"duckduckgo\.com", r"/l/?", ("uddg",)),
    (r".+\.safelinks\.protection\.outlook\.com", r"/.*", ("url",)),
    (r"(?:www\.)?linkedin\.com", r"/(?:redir/redirect|safety/go)/?", ("url",)),
    (r"t\.umblr\.com", r"/redirect", ("z",)),
    (r"slack-redir\.net", r"/link", ("url",)),
    (r"(?:www\.)?youtube\.com", r"/redirect", ("q",)),
    (r"(?:\w+\.)?vk\.com", r"/away\.php", ("to",)),
    (r"(?:www\.)?flipboard\.com", r"/redirect", ("url",)),
    (r"getpocket\.com", r"/redirect", ("url",)),
    (r"go\.(?:redirectingat|skimresources)\.com", r"/.*", ("url",)),
)
"""Host, path and the parameters that may hold the address, of redirectors that print it in full."""

_WRAPPING = re.compile(
    r"https?://[^/]*(?:google\.|ampproject|bing|facebook|instagram|messenger|threads|reddit|yahoo|duckduckgo|outlook|"
    r"urldefense|linkedin|umblr|slack-redir|youtube|vk\.com|flipboard|getpocket|redirectingat|skimresources|archive\.)",
    re.I,
)
"""A quick look that spares most addresses the slow one: every host below is in it."""
_AMP_HOST = re.compile(r"(?:.+\.)?(?:cdn\.ampproject\.org|bing-amp\.com)")
_AMP_PATH = re.compile(r"/(?:amp|[cvi]|wp)/(s/)?([a-z0-9-]+\.[a-z0-9.-]+(?:/.*)?)", re.I | re.S)
_GOOGLE = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")


def wraps_another(url: str) -> bool:
    """Return whether an address may wrap another's, by a quick look at its host."""
    return bool(_WRAPPING.match(url))


def unwrap_once(url: str) -> str:
    """Return the address that another one wraps, as printed there, or "" when it wraps none."""
    if not wraps_another(url):
        return ""
    parts = urlsplit(url)
    for read in (_read_amp_cache, _read_archive, _read_mail_filter, _read_yahoo, _read_parameter):
        inner = read(parts)
        if re.match(r"https?:/{1,2}[^/]", inner, re.I):
            return re.sub(r"^(https?):/+", r"\1://", inner, flags=re.I)
    return ""


def _read_amp_cache(parts: SplitResult) -> str:
    """https://www.google.com/amp/s/paper.example/story and *.cdn.ampproject.org/c/s/paper.example/story."""
    host = parts.hostname or ""
    found = _AMP_PATH.fullmatch(parts.path)
    of_google = _GOOGLE.fullmatch(host) and parts.path.startswith("/amp/")
    if not found or not (of_google or _AMP_HOST.fullmatch(host)):
        return ""
    inner = re.sub("%3f", "?", found[2], count=1, flags=re.I)
    query = f"{'&' if '?' in inner else '?'}{parts.query}" if parts.query else ""
    return f"{'https' if found[1] else 'http'}://{inner}{query}"


def _read_archive(parts: SplitResult) -> str:
    """https://web.archive.org/web/20260302120000/https://paper.example/story."""
    if not re.fullmatch(r"(?:web\.archive\.org|archive\.(?:ph|is|today|li|md|vn|fo))", parts.hostname or ""):
        return ""
    found = re.match(r"(?:/web)?/\d{4,14}(?:[a-z]{2}_)?/(https?:/.*)", parts.path, re.I | re.S)
    return f"{found[1]}{'?' if parts.query else ''}{parts.query}" if found else ""


def _read_mail_filter(parts: SplitResult) -> str:
    """https://urldefense.com/v3/__https://paper.example/story__;!!key$, and /v2/url?u=https-3A__paper.example_story."""
    host = parts.hostname or ""
    if not re.fullmatch(r"urldefense\.(?:proofpoint\.)?(?:com|us)", host):
        return ""
    whole = f"{parts.path}{'?' if parts.query else ''}{parts.query}"
    if found := re.match(r"/v3/__(https?:/.*?)__;", whole, re.S):
        return found[1]
    if parts.path == "/v2/url":
        return unquote(_first(parts, ("u",)).replace("-", "%").replace("_", "/"))
    return ""


def _read_yahoo(parts: SplitResult) -> str:
    """https://r.search.yahoo.com/_ylt=.../RU=https%3a%2f%2fpaper.example%2fstory/RK=2/RS=...."""
    if (parts.hostname or "") != "r.search.yahoo.com":
        return ""
    found = re.search(r"/RU=([^/]+)/", parts.path)
    return unquote(found[1]) if found else ""


def _read_parameter(parts: SplitResult) -> str:
    host = parts.hostname or ""
    for host_form, path_form, names in _BY_PARAMETER:
        if re.fullmatch(host_form, host) and re.fullmatch(path_form, parts.path):
            return _first(parts, names)
    return ""


def _first(parts: SplitResult, names: tuple[str, ...]) -> str:
    told = {
        name.lower(): values for name, values in parse_qs(parts.query[:8192], max_num_fields=None).items()
    }
    return next((told[name][0] for name in names if name in told), "")


_SAME_HOST = {
    "twitter.com": "x.com",
    "old.reddit.com": "reddit.com",
    "new.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
}
"""Hosts that one site answers at under several names."""


def settle_alias(host: str, path: str, query: str) -> tuple[str, str, str]:
    """Return host, path and query at the name that a site of several names is known by."""
    if host == "youtu.be" and (found := re.match(r"/([\w-]{11})/?$", path)):
        return "youtube.com", "/watch", f"v={found[1]}"
    if host == "youtube.com" and path.rstrip("/") == "/watch":
        found = re.search(r"(?:^|[&?])v=([\w-]{11})(?=[&?]|$)", query)
        return host, path, f"v={found[1]}" if found else query
    return _SAME_HOST.get(host, host), path, query
