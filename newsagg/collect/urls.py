"""Address as somebody printed it -> the one address that its article is known by. Pure.

What only says how a reader came to the article goes (tracking, AMP and mobile twins, ``www``, fragment); what may say
which article it is stays. A canonical address is a key to compare by: ask the web for the address as printed.
"""

import posixpath
import re
from hashlib import sha256
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST = 4096
"""Characters: what servers commonly accept is twice as much; a bound, and not a measured one."""

ENTRY_FRAGMENT = "#entry-"
"""Begins the fragment of an address whose page is not the entry's own, and is not to be read for it."""

_TRACKING_PREFIXES = ("utm_", "at_", "mc_", "pk_", "mtm_", "piwik_", "matomo_", "hsa_", "ns_", "oly_", "vero_",
                      "__hs", "_hs", "amp_", "stm_", "guce_", "wt.", "wt_", "dm_i", "__twitter_", "ga_")  # fmt: skip
_TRACKING = frozenset(
    re.findall(
        r"\S+",
        # advertisers' click ids
        "gclid gclsrc dclid gbraid wbraid fbclid msclkid twclid ttclid yclid igshid igsh li_fat_id epik srsltid "
        # newsrooms' and feeds' campaign codes: CBS, NYT, BBC, Guardian, Reuters, CNBC, Bloomberg, Wired, WSJ, Spiegel
        "ftag smid smtyp smprod partner cmp cmpid ocid xtor taid cndid mbid reflink mod bxid esrc srnd sref "
        "wt_mc wtmc ito icid ncid cid_source soc_src soc_trk guccounter sh feedtype feedname feature si "
        "_ga _gl _openstat mkt_tok trk trkcampaign linkid spm share_token sharetype shared recruiter "
        "rss rssfeed ref_src ref_url refsrc tsrc spref echobox fb_ref fb_source wpisrc wpmm "
        "amp outputtype usqp __twitter_impression jsessionid phpsessid sessionid",
    )
)
# These names are some sites' article ids, so only the values that name a channel are dropped.
_VAGUE = frozenset(re.findall(r"\S+", "ref source src from via share origin medium campaign s output"))
_CHANNEL = re.compile(
    r"(?:rss|feed|atom|twitter|tw|x|facebook|fb|linkedin|reddit|hn|hackernews|hacker-news|news-?letter|e?mail|"
    r"social|google|googlenews|app|apple-?news|flipboard|yahoo|msn|bing|mastodon|bluesky|whatsapp|telegram|"
    r"home|homepage|copy|copylink|share|amp|mobile|web|[a-z0-9-]+\.[a-z]{2,10})(?:[-_.][a-z0-9]{1,20})?",
    re.I,
)
_ARTICLE_LIKE = re.compile(r"[-\d]")
"""A path's last segment that names an article, not a section: it has a hyphen or a digit."""
_TWIN_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=.)")
_NO_SITE = re.compile(r"[^.]*|(?:co|com|net|org|gov|ac|edu|or|ne)\.[a-z]{2}")
"""What no site can be called: a bare top-level domain."""
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})|%")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DEFAULT_PORT = {"http": 80, "https": 443}


def canonical_url(url: str, *, base: str = "") -> str:
    """Return the one form of a web address, or "" when it is no http(s) address.

    Relative addresses are resolved against ``base``. Idempotent. The scheme stays as printed.
    """
    absolute = absolute_url(url, base=base)
    for _ in range(4):  # an AMP cache may wrap an AMP cache; whoever nests deeper is left as is
        inner = _unwrap_amp_cache(absolute)
        if inner == absolute:
            break
        absolute = inner
    if not absolute:
        return ""
    parts = urlsplit(absolute)
    host = _strip_twin(parts.hostname or "")
    port = f":{parts.port}" if parts.port and parts.port != _DEFAULT_PORT[parts.scheme] else ""
    # "#!/story/7" is the address proper of some web apps, and the other kind is our own.
    fragment = parts.fragment if re.match(r"!|entry-[0-9a-f]{16}$", parts.fragment) else ""
    path, query = _canonical_path(parts.path), _canonical_query(parts.query)
    return urlunsplit(
        (parts.scheme, f"{_bracket(host)}{port}", path, query, _normal_escapes(fragment, "/?!=&"))
    )


def absolute_url(url: str, *, base: str = "") -> str:
    """Return a printed link as an http(s) address that can be asked for, or "" when it is none.

    Credentials, control characters and doubled HTML escapes are dropped; everything else stays.
    """
    text = re.sub(
        r"[\x00-\x20\x7f]+", lambda found: "%20" if found[0].strip("\t\r\n") else "", url.strip("\x00 \t\r\n")
    )
    while "&amp;" in text:
        text = text.replace("&amp;", "&")
    if not text:
        return ""  # joined to a base it would be the base
    try:
        parts = urlsplit(urljoin(base, text.replace("\\", "/")) if base else text.replace("\\", "/"))
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:  # brackets that hold no IPv6 address, ports beyond 65535, hosts that IDNA refuses
        return ""
    if parts.scheme not in _DEFAULT_PORT or not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]*:[0-9a-f:.]*", host):
        return ""
    if host.strip(".") != host or ".." in host:
        return ""
    where = f"{_bracket(host)}:{port}" if port else _bracket(host)
    whole = urlunsplit((parts.scheme, where, parts.path or "/", parts.query, parts.fragment))
    return whole if len(whole) <= LONGEST else ""


def address_of_entry(site: str, key: str) -> str:
    """Return an address for an entry without a page: the site's, with a fragment that tells entries apart."""
    return f"{site.partition('#')[0]}{ENTRY_FRAGMENT}{sha256(key.encode()).hexdigest()[:16]}"


def site_of(url: str) -> str:
    """Return the host of an address without ``www.``, ``m.`` and the like; "" when there is none."""
    try:
        return _strip_twin((urlsplit(url).hostname or "").rstrip("."))
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses are of one site: one host is the other's, or lies under it."""
    a, b = site_of(one), site_of(other)
    return (
        bool(a and b)
        and (a == b or a.endswith(f".{b}") or b.endswith(f".{a}"))
        and not _NO_SITE.fullmatch(min(a, b, key=len))
    )


def _bracket(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _strip_twin(host: str) -> str:
    host = host.replace(".m.wikipedia.", ".wikipedia.").replace(".m.wiktionary.", ".wiktionary.")
    while (found := _TWIN_HOST.match(host)) and not _NO_SITE.fullmatch(host[found.end() :]):
        host = host[found.end() :]
    return host


def _unwrap_amp_cache(url: str) -> str:
    """https://www.google.com/amp/s/paper.example/story and *.cdn.ampproject.org/c/s/paper.example/story."""
    parts = urlsplit(url)
    found = re.match(r"/(?:amp|[cvi])/(s/)?([a-z0-9-]+\.[a-z0-9.-]+(?:/.*)?)$", parts.path, re.I)
    of_google = re.fullmatch(
        r"(?:www\.)?google\.[a-z.]{2,6}", parts.hostname or ""
    ) and parts.path.startswith("/amp/")
    if found and (of_google or (parts.hostname or "").endswith(".cdn.ampproject.org")):
        scheme = "https" if found[1] else "http"
        return absolute_url(f"{scheme}://{found[2]}" + (f"?{parts.query}" if parts.query else ""))
    return url


def _normal_escapes(text: str, safe: str) -> str:
    def mend(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%25"
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else found[0].upper()

    return quote(_ESCAPE.sub(mend, text), safe=f"%{safe}:@!$'()*+,;~")


def _canonical_path(path: str) -> str:
    path = _normal_escapes(path, "/&=")
    for _ in range(8):
        before, path = path, _strip_path(path)
        if before == path:
            break
    return path


def _strip_path(path: str) -> str:
    path = re.sub(r";(?:jsessionid|phpsessid)=[^/]*", "", path, flags=re.I)
    path = posixpath.normpath("/" + path.lstrip("/"))
    path = re.sub(r"/(?:index|default)\.(?:html?|php|aspx?)$", "/", path, flags=re.I).rstrip("/")
    path = re.sub(r"\.amp(\.html?)?$", r"\1", path)
    segments = [part for part in path.split("/") if part != "amp"]
    if len(segments) > 1 and _ARTICLE_LIKE.search(segments[-1]):
        path = "/".join(segments)
    return path or "/"


def _canonical_query(query: str) -> str:
    kept = []
    for pair in re.split(r"[&?]", query):  # a second "?" is a tracker glued on without looking
        name, equals, value = pair.partition("=")
        name, value = _normal_escapes(name, ""), _normal_escapes(value, "/=")
        lower = name.lower()
        channel = lower in _VAGUE and (not value or _CHANNEL.fullmatch(value))
        if name and not channel and lower not in _TRACKING and not lower.startswith(_TRACKING_PREFIXES):
            kept.append((name, f"{name}{equals}{value}"))
    return "&".join(pair for _, pair in sorted(kept, key=lambda item: item[0]))
