"""What mail programs do with HTML and CSS, as a table, and a lint by it.

From caniemail.com (read in November 2026) for Outlook for Windows 2007 to 2019, which lays out with Word, and for Gmail
on the web, on Android and on iOS. What stands nowhere here is not used. Where Word ignores a property, the mail must
be whole without it: the reason says why it is.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import tinycss2

CELLS = {"td"}
# Property -> the elements on which Word obeys it (none: all), or why it may be ignored.
SUPPORTED: dict[str, set[str]] = {
    "background-color": {"body", "table", "td"},
    "border": set(),
    "border-bottom": CELLS,
    "border-left": CELLS,
    "border-top": CELLS,
    "border-collapse": {"table"},
    "color": set(),
    "font-family": set(),
    "font-size": set(),
    "font-style": set(),
    "font-weight": set(),
    "letter-spacing": set(),
    "line-height": set(),
    "list-style-type": {"ul"},
    "margin": set(),
    "mso-hide": set(),
    "padding": CELLS,
    "text-decoration": set(),
    "text-transform": set(),
    "vertical-align": CELLS,
}
IGNORED_WITHOUT_HARM = {
    ("height", "img"): "the width attribute scales the picture",
    ("width", "img"): "the width attribute stands beside it",
    ("max-width", "img"): "Word takes the width attribute",
    ("max-width", "table"): "a table of 600 pixels stands around it in Word's conditional comments",
    ("display", "img"): "the picture of the dark is hidden from Word by a conditional comment",
    ("display", "div"): "mso-hide hides it from Word",
    ("max-height", "div"): "mso-hide hides it from Word",
    ("overflow", "div"): "mso-hide hides it from Word",
    ("padding", "ul"): "none is set: Word indents lists a little",
    ("padding", "body"): "none is set, and there is a cell around everything",
}
BANNED_VALUES = re.compile(
    r"rgba?\(|hsla?\(|var\(|calc\(|url\(|expression|javascript|!ie|\b(flex|grid|inline-block|absolute|fixed|sticky)\b|"
    r"(^|[\s(,])-\d*\.?\d+(px|em)?\b|\d(rem|vw|vh|ch)\b",
    re.IGNORECASE,
)
ELEMENTS = set(
    "html head meta title style body div table tbody tr td h1 h2 h3 h4 p b strong span a br ul li blockquote img".split()
)
ATTRIBUTES = set(
    "align alt aria-hidden aria-label aria-roledescription cellpadding cellspacing charset class content dir height href "
    "lang name role src style width".split()
)
AT_RULES = {
    "media": {
        "screen and (max-width: 599px)": "Gmail obeys widths; where it does not, the columns only stay beside each other",
        "(prefers-color-scheme: dark)": "Apple Mail and Outlook for Mac, iOS and the web obey; others show the light form",
    }
}
# What only the style sheet has, for those who read it: without it nothing is missing.
KEPT_ONLY = {"white-space", "border-color", "padding-left", "padding-right", "padding-top"}
# Gmail leaves out a sheet that is longer.
LONGEST_SHEET = 8192
NEGATIVE = {"letter-spacing"}


def parse(html: str) -> Element:
    """The tree of a page that is valid to the letter; html5lib raises on the first error."""
    tree: Element = html5lib.HTMLParser(
        strict=True, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False
    ).parse(html)
    return tree


def find_faults(html: str) -> Iterator[str]:
    """Yield everything in a mail's HTML that Outlook or Gmail would not show as it is meant."""
    for element in parse(html).iter():
        if not str(element.tag).isalnum():  # a comment
            continue
        if element.tag not in ELEMENTS:
            yield f"element {element.tag}"
        if element.tag == "style" and len(element.text or "") > LONGEST_SHEET:
            yield "style sheet: longer than Gmail reads"
        if element.tag == "style":
            yield from _find_faults_in_sheet(element.text or "")
        yield from (f"attribute {name}" for name in element.attrib if name not in ATTRIBUTES)
        hidden = "mso-hide" in element.get("style", "")
        for name, value in _declarations(element.get("style", "")):
            fits = name in SUPPORTED and (not SUPPORTED[name] or element.tag in SUPPORTED[name])
            if not fits and (name, element.tag) not in IGNORED_WITHOUT_HARM:
                yield f"{name} on {element.tag}"
            if name in {"overflow", "max-height", "display"} and element.tag == "div" and not hidden:
                yield f"{name} on a div that Word shows"
            if name == "padding" and element.tag in {"ul", "body"} and value != "0":
                yield f"padding on {element.tag}"
            if BANNED_VALUES.search(value) and name not in NEGATIVE:
                yield f"{name}: {value}"


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True):
        assert node.type == "declaration", f"{style!r}: {node}"
        yield node.lower_name, tinycss2.serialize(node.value).strip()


def _find_faults_in_sheet(sheet: str) -> Iterator[str]:
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            yield f"style sheet: {rule.message}"
            continue
        if rule.type == "at-rule":
            if tinycss2.serialize(rule.prelude).strip() not in AT_RULES.get(rule.lower_at_keyword, {}):
                yield f"@{rule.lower_at_keyword} {tinycss2.serialize(rule.prelude)}"
            rules = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        else:
            rules = [rule]
        for one in rules:
            for name, value in _declarations(tinycss2.serialize(one.content)):
                known = name in SUPPORTED or name in KEPT_ONLY or name in {"display", "width", "max-width"}
                if not known or BANNED_VALUES.search(value.removesuffix("!important")):
                    yield f"style sheet: {name}: {value}"
