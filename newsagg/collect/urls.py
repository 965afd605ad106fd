"""Address as somebody printed it -> the one address that its article is known by. Pure.

What only says how a reader came to the article goes (tracking, AMP and mobile twins, ``www``, fragment); what may say
which article it is stays. A canonical address is a key to compare by: ask the web for the address as printed.
Which parameters stay: tracking.py; whose address another's wraps: wrappers.py.
"""

import posixpath
import re
from hashlib import sha256
from unicodedata import normalize
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from newsagg.collect.tracking import clean_query, is_tracking, names_article
from newsagg.collect.wrappers import settle_alias, unwrap_once

LONGEST = 4096
"""Characters: what servers commonly accept is twice as much; a bound, and not a measured one."""

SPELLING = 2
"""Number of the rules below: whoever changes a canonical form raises it, and the next run spells the record anew."""

ENTRY_FRAGMENT = "#entry-"
"""Begins the fragment of an address whose page is not the entry's own, and is not to be read for it."""

_ARTICLE_LIKE = re.compile(r"[-\d]")
"""A path's last segment that names an article, not a section: it has a hyphen or a digit."""
_TWIN_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=.)|^(?P<left>[a-z]{2,3}\.)m\.(?=[^.]+\.[^.]+)")
_NO_SITE = re.compile(r"[^.]*|(?:co|com|net|org|gov|ac|edu|or|ne)\.[a-z]{2}")
"""What no site can be called: a bare top-level domain."""
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})|%")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*,:@")
"""Characters that mean the same with and without escape: RFC 3986's unreserved ones, and those of a path's delimiters
that nothing splits a path at."""
_DEFAULT_PORT = {"http": 80, "https": 443}


def canonical_url(url: str, *, base: str = "") -> str:
    """Return the one form of a web address, or "" when it is no http(s) address.

    Relative addresses are resolved against ``base``. Idempotent.
    """
    absolute = absolute_url(url, base=base)
    for _ in range(4):  # an AMP cache may wrap an AMP cache; whoever nests deeper is left as is
        inner = absolute_url(unwrap_once(absolute)) if absolute else ""
        if not inner:
            break
        absolute = inner
    if not absolute:
        return ""
    parts = urlsplit(absolute)
    # "#!/story/7" and "#/story/7" are the addresses proper of some web apps, and the other kind is our own.
    fragment = parts.fragment if re.match(r"(?:!/?|/)\w|entry-[0-9a-f]{16}$", parts.fragment) else ""
    path, glued = _split_glued(parts.path)
    path, query = _canonical_path(path), "&".join(filter(None, (glued, parts.query)))
    host, path, query = settle_alias(_strip_twin(parts.hostname or ""), path, query)
    port = parts.port if parts.port and parts.port != _DEFAULT_PORT[parts.scheme] else None
    # Sites answer under both schemes; only at a port of its own a scheme tells servers apart.
    return urlunsplit(
        (
            parts.scheme if port else "https",
            f"{_bracket(host)}:{port}" if port else _bracket(host),
            path,
            clean_query(query, path),
            _normal_escapes(fragment, "/?=&"),
        )
    )


_AS_IT_STANDS = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*/[\x21\x24-\x3e\x40-\x5b\x5d-\x7e]*(?:\?[\x21\x24-\x3e\x40-\x5b\x5d-\x7e]+)?"
)
"""What nearly every address is: nothing in it needs a look, and taking it apart costs as much as reading its title."""


def absolute_url(url: str, *, base: str = "") -> str:
    """Return a printed link as an http(s) address that can be asked for, or "" when it is none.

    Credentials, control characters and doubled HTML escapes are dropped; everything else stays.
    """
    if _AS_IT_STANDS.fullmatch(url) and len(url) <= LONGEST and "&amp;" not in url:
        return url
    text = re.sub(
        r"[\x00-\x20\x7f]+", lambda found: "%20" if found[0].strip("\t\r\n") else "", url.strip("\x00 \t\r\n")
    )
    while "&amp;" in text:
        text = text.replace("&amp;", "&")
    if not text:
        return ""  # joined to a base it would be the base
    text = text.replace("\\", "/")
    try:
        parts = urlsplit(urljoin(base or "https:", text) if base or text.startswith("//") else text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if host.isascii() else ".".join(_spell_label(label) for label in host.split("."))
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


def _spell_label(label: str) -> str:
    """A part of a host's name in ASCII; Python's own codec writes ß as ss, which is another site."""
    if re.search("[ßς]", label):
        return f"xn--{normalize('NFC', label.lower()).encode('punycode').decode('ascii')}"
    return label.encode("idna").decode("ascii")


def _bracket(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _strip_twin(host: str) -> str:
    while (found := _TWIN_HOST.match(host)) and not _NO_SITE.fullmatch(host[found.end() :]):
        host = (found["left"] or "") + host[found.end() :]
    return host


def _split_glued(path: str) -> tuple[str, str]:
    """Return a path, and the trackers that somebody hung on it with "&" for want of a "?"."""
    head, *rest = path.split("&")
    if rest and all(is_tracking(part.partition("=")[0]) for part in rest):
        return head, "&".join(rest)
    return path, ""


def _normal_escapes(text: str, safe: str) -> str:
    def mend(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%25"
        character = chr(int(found[1], 16))
        return character if character in _PLAIN else found[0].upper()

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
    path = re.sub(r"/\((?:[ASF]\([^()/]{20,}\))+\)(?=/)", "", path)  # ASP.NET's sessions without cookies
    path = posixpath.normpath("/" + path.lstrip("/"))
    path = re.sub(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp|cfm)$", "/", path, flags=re.I).rstrip("/")
    path = re.sub(
        r"\.amp(\.html?)?$|(?:(?<=\d{6})-|~)amp(\.html?)$|(?<=\d{6})-rss(\.html?)$", r"\1\2\3", path
    )
    path = re.sub(r"/amp[_-](?=article|story|news)", "/", path)
    bare = re.sub(r"(?:/(?:platform|google))?/amp(?=/|$)", "", path, flags=re.I)
    # "/docs/amp" and "/amp/docs" are pages on AMP: only what is left must read like an article, or lie deep.
    if _ARTICLE_LIKE.search(bare.rpartition("/")[2]) or (
        re.match("/amp/", path, re.I) and bare.count("/") > 2
    ):
        path = bare
    if path.startswith("/m/") and names_article(path):
        path = re.sub(r"^(?:/m)+(?=/)", "", path)
    return path or "/"
