"""An aggregator's entry, or its page -> the address of the article that it leads to, and who published that. Pure.

From the entry first: an address inside the link, a link that the feed itself calls the original, the one link of the
text that carries the headline. Then from the page that the link leads to: where it sends browsers on to, which original
it names. Only pages of aggregators and link shorteners are believed when they name another site's article.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import urlsplit

from newsagg.collect.plain import read_line
from newsagg.collect.urls import absolute_url, canonical_url, same_site, site_of
from newsagg.collect.wrappers import unwrap_once, wraps_another
from newsagg.model import Entry, Feed
from newsagg.vocabulary import FeedKind

_NAMES = {
    "news.google.com": "Google News",
    "google.com": "Google",
    "msn.com": "MSN",
    "bing.com": "Bing News",
    "yahoo.com": "Yahoo",
    "aol.com": "AOL",
    "news.ycombinator.com": "Hacker News",
    "hnrss.org": "Hacker News",
    "reddit.com": "Reddit",
    "redd.it": "Reddit",
    "lobste.rs": "Lobsters",
    "techmeme.com": "Techmeme",
    "memeorandum.com": "memeorandum",
    "slashdot.org": "Slashdot",
    "flipboard.com": "Flipboard",
    "flip.it": "Flipboard",
    "apple.news": "Apple News",
    "smartnews.com": "SmartNews",
    "newsbreak.com": "NewsBreak",
    "ground.news": "Ground News",
    "feedly.com": "Feedly",
    "inoreader.com": "Inoreader",
    "getpocket.com": "Pocket",
    "digg.com": "Digg",
    "fark.com": "Fark",
    "upday.com": "upday",
    "newsnow.co.uk": "NewsNow",
    "headtopics.com": "Head Topics",
    "facebook.com": "Facebook",
    "linkedin.com": "LinkedIn",
}
_PORTALS = (
    "yahoo.com",
    "msn.com",
    "aol.com",
    "reddit.com",
    "slashdot.org",
    "flipboard.com",
    "newsbreak.com",
    "upday.com",
)
"""Whatever lies under these is an aggregator's too; under google.com lie blogs and status pages."""
_SHORTENERS = frozenset(
    re.findall(
        r"\S+",
        "t.co bit.ly bitly.com j.mp tinyurl.com goo.gl ow.ly buff.ly dlvr.it ift.tt is.gd lnkd.in trib.al shar.es "
        "fb.me wp.me rebrand.ly cutt.ly t.ly tiny.cc soo.gd amzn.to nyti.ms wapo.st reut.rs on.ft.com bloom.bg "
        "cnn.it bbc.in econ.st zd.net tcrn.ch engt.co cnet.co trib.in spr.ly hubs.ly hubs.la mailchi.mp eepurl.com "
        "feedproxy.google.com feeds.feedburner.com feedburner.com rss.feedsportal.com da.feedsportal.com "
        "feeds.reuters.com go.theregister.com feedpress.me rss.app click.convertkit-mail.com link.mail.beehiiv.com",
    )
)
_LONGEST_PAGE = 400_000
"""Characters of a page that are searched for its original: heads of real pages end before 200,000."""
_TAG = re.compile(r"<(?:link|meta|shreddit-post|div|a|c-wiz)\b[^<>]{0,2000}>", re.I)
_ATTRIBUTE = re.compile(
    r"([\w:-]{1,40})\s*=\s*(?:\"([^\"<>]{0,2000})\"|'([^'<>]{0,2000})'|([^\s\"'<>]{1,2000}))"
)
_LINK = re.compile(r"<a\b([^<>]{0,2000})>((?:(?!</?a\b).){0,600})</a>", re.I | re.S)
_SCRIPTED = re.compile(
    r"(?:location(?:\.href)?\s*=\s*|location\.(?:replace|assign)\(\s*|redirectToUrl\w*\(\s*)[\"'](https?:[^\"'\s<>]{5,2000})[\"']"
)
_ON_TO_IT = re.compile(
    r"(?:\W*(?:read|view|see|continue|open|go)\b.{0,25}\b(?:full|original|source|entire)\b.{0,40}"
    r"|\W*original (?:article|story|source)\W*|\W*(?:continue reading|read more) (?:on|at)\b.{1,40}|\[link\])",
    re.I | re.S,
)


_ENDS = frozenset(".".join(host.rsplit(".", 2)[-2:]) for host in (*_NAMES, *_SHORTENERS))


def may_lead_elsewhere(url: str, feed: Feed) -> bool:
    """Return False when a link is surely its publisher's own: a quick look that spares most entries the slow one."""
    host = [*url.split("/", 3), "", ""][2].partition(":")[0].lower()
    return (
        feed.kind is FeedKind.AGGREGATOR or ".".join(host.rsplit(".", 2)[-2:]) in _ENDS or wraps_another(url)
    )


def name_aggregator(url: str) -> str:
    """Return the name of the aggregator whose page an address is; "" when it is none that we know."""
    host = site_of(url)
    portal = next((site for site in _PORTALS if host.endswith(f".{site}")), host)
    return _NAMES.get(portal, "")


def leads_elsewhere(url: str, feed: Feed | None = None) -> bool:
    """Return whether an address is an aggregator's or a link shortener's own, and no publisher's."""
    if name_aggregator(url) or site_of(url) in _SHORTENERS:
        return True
    own = feed is not None and feed.kind is FeedKind.AGGREGATOR
    return bool(own and feed and same_site(url, feed.homepage or feed.url))


def decode_google_news(url: str) -> str:
    """Return the address inside an older Google News id (``CBMi...``); "" for newer ones, which hold none."""
    found = re.match(r"/(?:rss/)?(?:articles|read)/([\w-]{16,2000})=*", urlsplit(url).path)
    if site_of(url) != "news.google.com" or not found:
        return ""
    try:
        raw = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
    except (binascii.Error, ValueError):
        return ""
    # A protobuf: field 4 is the address, its length a varint before it.
    printed = re.search(rb"\x22(?:[\x01-\x7f]|[\x80-\xff][\x01-\x7f])(https?://[\x21-\x7e]+)", raw)
    return printed[1].decode("ascii") if printed else ""


def find_original(
    feed: Feed, link: str, *, told: Iterable[str] = (), markup: str = "", title: str = ""
) -> str:
    """Return the address to ask for an entry's article: the original's where the entry tells it, else ``link``.

    ``told``: addresses that the entry itself calls its original; ``markup``: its summary or content as HTML.
    """
    if not link:
        return link
    for _ in range(3):
        inner = absolute_url(decode_google_news(link) or unwrap_once(link))
        if not inner:
            break
        link = inner
    if not leads_elsewhere(link, feed):
        return link
    for printed in told:
        whole = absolute_url(printed, base=link)
        if whole and not leads_elsewhere(whole, feed):
            return whole
    return _find_in_text(feed, link, markup[:100_000], title) or link


def _find_in_text(feed: Feed, link: str, markup: str, title: str) -> str:
    """The link of a text that carries the headline or says that it is the original, if it is one address."""
    titled: dict[str, str] = {}
    said: dict[str, str] = {}
    wanted = _squash(title)
    for attributes, inside in _LINK.findall(unescape(markup) if "&lt;a " in markup else markup):
        href = absolute_url(_attributes(attributes).get("href", ""), base=link)
        href = absolute_url(unwrap_once(href)) or href if href else ""
        if not href or leads_elsewhere(href, feed) or urlsplit(href).path in ("", "/"):
            continue
        words = read_line(inside, limit=600)
        if (
            len(wanted) > 15
            and len(_squash(words)) > 15
            and (_squash(words) in wanted or wanted in _squash(words))
        ):
            titled.setdefault(canonical_url(href), href)
        if _ON_TO_IT.fullmatch(words.strip()):
            said.setdefault(canonical_url(href), href)
    return next((next(iter(found.values())) for found in (titled, said) if len(found) == 1), "")


def find_original_on_page(page_url: str, markup: str, feed: Feed | None = None) -> str:
    """Return the address of the article that an aggregator's page stands for or sends on to; "" when it names none.

    Only what stands in the page's first 400,000 characters is looked at, with patterns that cannot hang.
    """
    markup = markup[:_LONGEST_PAGE]
    tags = [
        (tag[1:].split(None, 1)[0].lower().rstrip(">"), _attributes(tag))
        for tag in _TAG.findall(markup)[:5000]
    ]
    printed = [
        *(_read_refresh(held) for name, held in tags if name == "meta"),
        *(
            held.get("href", "")
            for name, held in tags
            if name == "link" and held.get("rel", "").lower() == "canonical"
        ),
        *(held.get("content", "") for name, held in tags if name == "meta" and _names_original(held)),
        *(held.get("data-n-au", "") for _, held in tags),
        *(held.get("content-href", "") for name, held in tags if name == "shreddit-post"),
        *(
            held.get("data-url", "")
            for name, held in tags
            if name == "div" and "thing" in held.get("class", "")
        ),
        *_SCRIPTED.findall(markup),
        *(
            _attributes(attributes).get("href", "")
            for attributes, inside in _LINK.findall(markup)[:2000]
            if _ON_TO_IT.fullmatch(read_line(inside, limit=200).strip())
        ),
    ]
    for address in printed:
        whole = absolute_url(address, base=page_url) if address else ""
        whole = absolute_url(unwrap_once(whole)) or whole if whole else ""
        if whole and not leads_elsewhere(whole, feed) and urlsplit(whole).path not in ("", "/"):
            return whole
    return ""


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), unescape(next((value for value in values if value), "")))
    return found


def _read_refresh(held: dict[str, str]) -> str:
    if held.get("http-equiv", "").lower() != "refresh":
        return ""
    found = re.match(
        r"\s*(\d{1,2})(?:\.\d+)?\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", held.get("content", ""), re.I
    )
    return found[2].strip() if found and int(found[1]) <= 10 else ""  # later is a page that reloads itself


def _names_original(held: dict[str, str]) -> bool:
    name = (held.get("name") or held.get("property") or "").lower()
    return name in ("og:url", "syndication-source", "original-source", "twitter:url")


def _squash(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def name_way(feed: Feed, printed: str, *, publisher: str) -> str:
    """Return the aggregator through which an entry reached us, by its feed and its link as printed; "" when none.

    A portal's feed of its own stories is no way to somebody else's: there a named publisher tells them apart.
    """
    there = name_aggregator(printed)
    if feed.kind is FeedKind.AGGREGATOR:
        return there or name_aggregator(feed.homepage or feed.url) or feed.outlet
    return there if there and (publisher or not same_site(printed, feed.homepage or feed.url)) else ""


def drop_publisher(title: str, publisher: str) -> str:
    """Return a headline without the publisher's name that aggregators hang on it: "Acme is down - The Paper"."""
    if not publisher:
        return title
    return re.sub(rf"\s+(?:-|–|—|\|)\s+{re.escape(publisher)}\s*$", "", title, flags=re.I) or title


def name_outlet(feed: Feed, entry: Entry, known: Mapping[str, str]) -> str:
    """Return whose words an entry links to: an aggregator's entries speak for the sites that they link to.

    ``known`` gives the outlet of each site in the feed list; a site that is not there goes by its host name.
    """
    site = site_of(entry.url)
    if entry.publisher:
        return known.get(site_of(entry.publisher_url)) or entry.publisher
    if feed.kind is not FeedKind.AGGREGATOR or not site or leads_elsewhere(entry.url, feed):
        return feed.outlet
    return known.get(site, site)


def name_original(original: str, known: Mapping[str, str], publisher: str) -> str:
    """Return the outlet of an article that an aggregator led to: its site's name in the feed list, else as named there.

    ``known`` as above; ``publisher``: as the aggregator names it. A site without a name goes by its host.
    """
    site = site_of(original)
    return known.get(site) or publisher or site
