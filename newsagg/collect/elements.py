"""A page's markup -> its tree, and the few searches that reading what a page says of itself needs. Pure.

Straight on lxml: BeautifulSoup makes a Python object of every tag, which took half the time of reading a page.
"""

import re
from typing import TypeAlias

from lxml import etree, html

Element: TypeAlias = html.HtmlElement


def parse_page(markup: str) -> Element:
    """Return the tree of a page, an empty one when there is nothing to make a tree of."""
    try:
        return html.document_fromstring(markup, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return html.document_fromstring("<html></html>")


def find(page: Element, path: str) -> list[Element]:
    """Return the elements of an XPath of elements, in the order of the page."""
    return [found for found in page.xpath(path) if isinstance(found, html.HtmlElement)]


def find_tokens(page: Element, attribute: str, pattern: re.Pattern[str]) -> list[Element]:
    """Return the elements of which one word of an attribute is what the pattern says, as of class and rel."""
    return [
        found
        for found in find(page, f"//*[@{attribute}]")
        if any(pattern.fullmatch(word) for word in found.get(attribute, "").split())
    ]


def text_of(element: Element, between: str = " ") -> str:
    """Return the text inside an element, its pieces with something between; scripts and styles are none."""
    return between.join(
        str(piece)
        for piece in element.xpath(
            "descendant::text()[not(parent::script or parent::style or parent::template)]"
        )
    )
