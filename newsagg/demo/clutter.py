"""An outlet -> what stands around its articles: navigation, cookie banner, headlines, boxes, comments. Pure.

Everything here talks of outages where it can, because that is what misleads a reader of pages.
"""

from html import escape

from newsagg.demo.outlets import DemoArticle, Newsroom, Outlet

_RELATED = 4
_SECTIONS = ("Home", "World", "Business", "Technology", "Outages", "Opinion")
_COOKIES = (
    '<div class="cookie-banner" role="dialog"><p>We and our 214 partners store cookies to keep the site from going'
    " down and to show advertisements.</p><button>Accept all</button><button>Settings</button></div>\n"
)
_NEWSLETTER = (
    '<aside class="newsletter-signup"><h3>The Downtime Letter</h3><p>Every outage of the week in your inbox.</p>'
    '<form action="/subscribe"><input type="email" name="mail"><button>Sign up</button></form></aside>\n'
)
_AD = (
    '<div class="ad-slot" aria-label="Advertisement"><span>Advertisement</span> <a href="/ads/ups" rel="sponsored">'
    "Never go offline again: backup batteries 40% off</a></div>\n"
)
_COMMENTS = (
    '<section id="comments" class="comments"><h2>3 comments</h2>\n'
    '<div class="comment"><b>gridlock77</b><p>Down for me as well, since nine this morning, in Ohio.</p></div>\n'
    '<div class="comment"><b>Old Sysop</b><p>It is always DNS. My cousin says they were hacked.</p></div>\n'
    '<div class="comment"><b>mira_k</b><p>Works fine here.</p></div></section>\n'
)


def write_before(newsroom: Newsroom, outlet: Outlet) -> str:
    """Return what stands above an article."""
    home = f"http://{newsroom.host(outlet.slug)}/"
    text = ""
    if "cookies" in outlet.clutter:
        text += _COOKIES
    if "nav" in outlet.clutter:
        links = "".join(f'<li><a href="{home}{name.lower()}/">{name}</a></li>' for name in _SECTIONS)
        text += f'<nav class="site-nav"><a href="{home}">{escape(outlet.name)}</a><ul>{links}</ul></nav>\n'
    return text


def write_middle(outlet: Outlet) -> str:
    """Return what interrupts an article."""
    text = _AD if "ads" in outlet.clutter else ""
    return text + (_NEWSLETTER if "newsletter" in outlet.clutter else "")


def write_after(newsroom: Newsroom, outlet: Outlet, article: DemoArticle) -> str:
    """Return what stands below an article; headlines are those of the first edition."""
    text = ""
    if "related" in outlet.clutter:
        others = [kept for kept in newsroom.articles_of(outlet.slug) if kept is not article][:_RELATED]
        links = "".join(
            f'<li><a href="{escape(newsroom.url(other))}">{escape(other.title)}</a></li>\n'
            for other in others
        )
        text += f'<aside class="related-links"><h2>Read next</h2><ul>\n{links}</ul></aside>\n'
    if "comments" in outlet.clutter:
        text += _COMMENTS
    return text
