"""A page's tree and the lines read from it -> the same without what is no part of its article. Pure.

Boxes are known by what pages call them (class and id, in words that all sites use), by standing beside the article that
carries the page's title, or by how their first words run. Nothing that holds a large part of the page's text goes.
"""

import re
from functools import lru_cache

from lxml.etree import _Element

from newsagg.collect.plain import drop_controls

LARGE_SHARE = 0.4
"""Of the words in the page's paragraphs: a box that holds more is the article, whatever it is called. Chosen."""
FEWEST_LEFT = 25
"""Words of the article itself, without which other stories of a page are not taken for others'."""
MOST_COMPARED = 500
"""Lines that are compared with each other in search of pull quotes: the time grows with the square."""
TAIL = 0.55
"""From this share of the text on, a heading such as "About Acme" begins a press release's boilerplate. Chosen."""

_NAMES = re.compile(
    r"(?:^|[-_ ])(?:comments?|commentlist|comment-list|disqus|respond|related|recommend\w*|read-?(?:more|also|next|on)|"
    r"lire-?aussi|also-?read|newsletters?|nl|sign-?up|subscri\w+|abo|paywall|cookies?|consent|gdpr|promo\w*|advert\w*|"
    r"ads?|sponsor\w*|shar(?:e|ing)(?:-\w+)?|social|captions?|figcaption|wp-caption-text|gallery|slideshow|carousel|"
    r"slides?|pull-?quote|bio|author-?(?:bio|box|info|card|about)|about-?author|breadcrumbs?|side-?bar|"
    r"most-?(?:read|popular|viewed)|popular|trending|tags?|tag-?list|topics|toc|table-of-contents|teaser-?box|"
    r"more-?(?:on|from|stories)|up-?next|next-?(?:story|article)|key-?(?:events|points)|outbrain|taboola|survey|poll|"
    r"feedback|image-?(?:credit|source)|photo-?credit|credits?|copyright|print-?only|skip-?link|modal|popup|overlay|"
    r"toast)(?=$|[-_ ])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_SHOWN = re.compile(r"display\s*:\s*none")
_NOT_TEXT = frozenset({"html", "body", "main", "head", "article"})

_LEAD_IN = re.compile(
    r"(?:read (?:more|also|next|this)|also read|see also|related(?: \w+)?|more on this|more from \w+|more|don.t miss|"
    r"recommended|watch|listen|in pictures|explainer|opinion|(?:à )?lire (?:aussi|également)|voir aussi|"
    r"sur le même sujet|mehr zum thema|lesen sie (?:auch|hier)|auch interessant|zum thema|siehe auch|"
    r"leia (?:também|mais)|veja também|lea también|lee también|(?:le|te) puede interesar|ver también|newsletter|"
    r"filed under|tags?|topics?|posted in|categor(?:y|ies)|schlagwörter|themen|mots-clés|thèmes|archivado en|"
    r"etiquetas|temas|tópicos|our standards|jump to|url|printed from|اقرأ أيضا)\s*[:：|»›]\s*\S.*",
    re.I | re.S,
)
"""A line that leads to other stories, or names drawers that this one lies in."""
_CAPTION = re.compile(
    r"(?:(?:picture|photo|image|slide|bild|foto)\s+\d+\s*(?:of|von|de|/)\s*\d+\b.*|"
    r"(?:image|photo(?:graph)?|picture|video|foto|bild)\s*"
    r"(?:(?:source|caption|credits?|courtesy(?: of)?|quelle)\s*[:,]|:|(?:by|courtesy of)\s+(?-i:[A-ZÀ-Þ])).*|"
    r"(?:bildquelle|quelle|crédits?(?: photos?)?|source|credit)\s*:.*|view image in fullscreen|"
    r"(?:swipe|tap|scroll|click) (?:here|left|right|through|(?:to|for) (?:see|view|read|expand|enlarge|continue|more|"
    r"play|unmute|share|zoom|reveal|open|discover|find))\b.*|(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}|by\b)).*|"
    r"printed from .*|\(?(?:ap|afp|dpa|epa|reuters|getty)[^.]{0,40}photo.*|"
    r"\W*(?:(?:additional |further )?reporting|writing|editing|compiled|translated) by "
    r"(?-i:[A-ZÀ-Þ])[\w.'’-]+ (?-i:[A-ZÀ-Þ]).*)",
    re.I,
)
_LONGEST_CAPTION = 25
"""Words. Sentences that begin like a caption are mostly longer. Chosen."""
_OFFER = re.compile(
    r"(?:subscribe (?:to (?:our|read|continue|keep|unlock|receive|get|updates)|now|for|today)|"
    r"sign up (?:for|to|now|here)|already a (?:subscriber|member)|log in to (?:continue|read|comment|view)|"
    r"register (?:to (?:read|continue|comment)|for free)|get unlimited|(?:to )?continue reading|"
    r"(?:this|the rest of this) (?:article|story|content) is (?:for|only|reserved)|"
    r"you (?:need|have) to (?:subscribe|log in|enable javascript)|you have reached your|"
    r"support (?:our|independent) journalism|become a (?:member|subscriber)|thank you!|please check your inbox|"
    r"we (?:use (?:\w+ ){0,2}cookies|and our (?:\d+ )?partners)|by (?:clicking|using this (?:site|website|page))|"
    r"follow (?:us|him|her|them|me) on|join our (?:newsletter|channel|community)|download (?:our|the) app|"
    r"share (?:this|on|via)|(?:do you )?have (?:a|any) (?:tip|more information)|got a tip|were you affected\?|"
    r"contact (?:the|our) (?:reporter|newsroom)|abonnez-vous|inscrivez-vous|suivez-nous|réservé aux abonnés|"
    r"jetzt (?:abonnieren|anmelden|testen|lesen)|melden sie sich|folgen sie uns|suscr[íi]b[ae]|síguenos|assine|"
    r"inscreva-se|siga-nos)(?!\w).*",
    re.I | re.S,
)
_LONGEST_OFFER = 45
"""Words; chosen."""
_BOILERPLATE = re.compile(
    r"(?:(?:About|Über|À propos d[eu']|Sobre)\s?(?!(?:the|this|our|what|how|why|die|den|das|la|el|o|a)\b)"
    r"(?:(?:the|of|and|&|de|la|du|der|die)\s|[A-ZÄÖÜ0-9][\w.&'’-]*[\s,]*){1,6}|"
    r"(?:Media|Press|Investor|PR)\s+(?:[Cc]ontacts?|[Ee]nquir\w+|[Ii]nquir\w+|[Rr]elations)\b.*|Contacts?|"
    r"Pressekontakt|Contact presse|(?:Cautionary|Forward[- ][Ll]ooking|Safe [Hh]arbou?r)\b.*|"
    r"Notes? to [Ee]ditors?|View source version\b.*|###|- ?(?:30|ends|ENDS) ?-|ENDS)[:.]?"
)
"""How the part of a press release begins that stands under every one of a sender's."""
_LIFE = (
    r"(?:is|was|has been|ist|war|est|es|é)\b.{0,80}\b(?:report|editor|correspond|journalis|writer|columnist|author|"
    r"freelanc|contribut|producer|redakt|rédact|redact|periodista|jornalista)|"
    r"(?:covers|writes|reports on|schreibt|berichtet|escribe|escreve|couvre)\b"
)
"""What follows an author's name where his life is told; a vendor that signs its own report is told of otherwise."""
_LONGEST_LIFE = 4
"""Lines; chosen."""
_BESIDE = frozenset({"dialog", "alertdialog", "navigation", "complementary"})


def clear_page(root: _Element, titles: set[str]) -> None:
    """Take out of a page's tree, in place, what stands beside its article or in boxes within it."""
    heading = _find_heading(root, titles)
    above = set(heading.iterancestors()) if heading is not None else set()
    most = _count(root) * LARGE_SHARE
    inside: set[_Element] = set()
    gone = []
    for element in root.iter():
        if element.getparent() in inside:
            inside.add(element)
        elif element not in above and element is not heading and _is_box(element) and _count(element) <= most:
            inside.add(element)
            gone.append(element)
    others = _find_other_articles(heading, root, inside) if heading is not None else []
    for element in gone:
        _drop(element)
    # A name of the site or a section that was taken for the headline leaves nothing of its own.
    if _count(root) - sum(map(_count, others)) >= FEWEST_LEFT:
        for element in others:
            _drop(element)


def _find_heading(root: _Element, titles: set[str]) -> _Element | None:
    wanted = {squash(title) for title in titles if len(squash(title)) > 10}
    for tag in ("h1", "h2"):
        for element in list(root.iter(tag))[:40]:
            words = squash("".join(element.itertext()))
            if len(words) > 10 and any(words in title or title in words for title in wanted):
                return element
    return None


def _is_box(element: _Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NOT_TEXT:
        return False
    if (
        element.get("role") in _BESIDE
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    ):
        return True
    if (style := element.get("style")) and _NOT_SHOWN.search(style):
        return True
    called = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return called != " " and _names_box(called)


@lru_cache(maxsize=4096)
def _names_box(called: str) -> bool:
    """Say whether a class and an id are a box's beside the text; a page has few, each on hundreds of elements."""
    return bool(_NAMES.search(_CAMEL.sub("-", called).lower()))


def _find_other_articles(heading: _Element, root: _Element, gone: set[_Element]) -> list[_Element]:
    """Articles under headlines of their own, each with the box that holds it."""
    above = {heading, *heading.iterancestors()}
    own = next(heading.iterancestors("article"), None)
    found = []
    if own is not None and _count(own) >= FEWEST_LEFT:
        inside = set(own.iter("article"))
        found = [a for a in root.iter("article") if a not in above and a not in inside and a not in gone]
    for other in list(root.iter("h1"))[:40]:
        if other in above or other in gone:
            continue
        box = other
        for parent in other.iterancestors():
            if parent in above:
                break
            box = parent
        if box is not other and box not in found:
            found.append(box)
    return [box for box in found if not any(parent in found for parent in box.iterancestors())]


def _count(element: _Element) -> int:
    return sum(len(" ".join(p.itertext()).split()) for p in element.iter("p")) or len(
        " ".join(element.itertext()).split()
    )


def _drop(element: _Element) -> None:
    """Remove an element, and keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def clear_lines(lines: list[str], *, author: str) -> list[str]:
    """Return an article's lines without captions, offers, leads to other stories, boilerplate and repeated quotes."""
    kept = _cut_tail([line for line in lines if not is_clutter(line)], author)
    if len(kept) > MOST_COMPARED:
        return kept
    squashed = [squash(line) for line in kept]
    return [
        line
        for n, line in enumerate(kept)
        if not 6 <= len(line.split()) <= 60
        or not any(squashed[n] in other for other in squashed if len(other) > len(squashed[n]))
    ]


def is_clutter(line: str) -> bool:
    """Return whether a line is no sentence of an article, by how it begins and how long it is."""
    words = len(line.split())
    return bool(
        (words <= 40 and _LEAD_IN.fullmatch(line))
        or (words <= _LONGEST_CAPTION and _CAPTION.fullmatch(line))
        or (words <= _LONGEST_OFFER and _OFFER.fullmatch(line))
    )


def _cut_tail(lines: list[str], author: str) -> list[str]:
    """End the text where a press release's boilerplate or the author's life begins."""
    length = sum(map(len, lines)) or 1
    names = [re.escape(name.strip()) for name in author.split(",") if len(name.split()) > 1]
    life = re.compile(rf"(?:{'|'.join(names)})\s+(?:{_LIFE})" if names else r"(?!)")
    seen = 0
    for n, line in enumerate(lines):
        if seen >= length * TAIL and len(line.split()) <= 8 and _BOILERPLATE.fullmatch(line):
            return lines[:n]
        if seen >= length * TAIL and life.match(line):
            return lines[:n] if len(lines) - n <= _LONGEST_LIFE else [*lines[:n], *lines[n + 1 :]]
        seen += len(line)
    return lines


def squash(text: str) -> str:
    """Return a text's letters and digits, to compare by."""
    return re.sub(r"\W+", "", drop_controls(text)).lower()
