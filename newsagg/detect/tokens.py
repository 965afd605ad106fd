"""Title and body as feeds give them -> tokens, cleaned, with the names of known services masked. Pure.

What is learned of one service then holds for all, and boiler-plate of feeds teaches nothing.
"""

import html
import re

from newsagg.detect.lexicon import Lexicon

SERVICE = "§svc"
"""Stands in place of the name of a service that the lexicon knows."""

FIRM = "§firm"
"""The same for a name that has a life off line: an airline, a bank, a shop, an authority, a car maker."""

IT = "§it"
"""The two capitals, which are no pronoun."""

LEAD_CHARACTERS = 600
"""How much of a body is read: what feeds give; a page's later paragraphs tell of other outages too."""

_OFF_LINE = frozenset(
    "airline aviation bank carmaker retail government health travel exchange emergency education".split()
)
_IT = re.compile(r"\bIT\b")
_IDLE_DOWN = re.compile(
    r"\b((?:step|crack|wind|wound|clos|double|doubl|splash|tear|tore|break|broke|melt|back|scal|slow|slim|calm|sit|sat"
    r"|cool|settl|track|hunt|gun|shot|shoot|lock|strik|struck|stand|stood|turn|pay|paid|cut|boil|came|come|let|put|lay"
    r"|laid|strip|water|vot|talk|look|play|write|wrote|burn|count|pin|pass|hand|bog|dumb|narrow)[a-z]{0,4})[ -]down\b"
    r"|\bdown under\b(?! weight| the weight| pressure| load)|\bdown to\b"
    r"|\bdown \d[\d.,]{0,12}\s?(?:%|per cent|percent)"
)
"""Where, in a text in lower case, "down" is no state of a service: someone steps down, a price is down to ten dollars."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_NOISE = re.compile(
    r"article url: \S+|comments url: \S+|points: \d+|# comments: \d+|https?://\S+"
    r"|the post .{0,200}? appeared first on .{0,80}"
    r"|(?:illustration|photo|image|credit)s?(?: by|:)[^.|]{0,60}[/|]\s?[\w ]{0,20}|continue reading\W{0,5}",
    re.IGNORECASE,
)
_NOISE_SIGNS = (
    "http",
    "points: ",
    "appeared first",
    "llustration",
    "hoto",
    "mage",
    "redit",
    "ontinue reading",
)
_OUTLET_TAIL = re.compile(r"\s+[-–—|]\s+[A-Z][\w.']{0,30}(?: [A-Z][\w.']{0,30}){0,2}\s*$")
_TOKEN = re.compile(
    r"§[a-z]+|down§|[$£€¥]|\d[\d.,:]*|%|[^\W\d_一-鿿぀-ヿ가-힯]+(?:['’][^\W\d_]+)?|[一-鿿぀-ヿ]|[가-힯]+|[?!]"
)
_QUOTES = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("‐", "-"), ("‑", "-"))


def strip_noise(text: str) -> str:
    """Return a feed's text without markup, addresses, image credits and points."""
    if "<" in text:
        text = _TAG.sub(" ", text[:20_000])
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        for printed, plain in _QUOTES:  # a search each: forty times cheaper than a look at every letter
            text = text.replace(printed, plain)
    if any(sign in text for sign in _NOISE_SIGNS):
        text = _NOISE.sub(" ", text)
    return " ".join(text.split())


def strip_outlet(title: str) -> str:
    """Return a headline without the outlet's name behind a dash."""
    if not any(dash in title for dash in (" - ", " – ", " — ", " | ")):
        return title
    short = _OUTLET_TAIL.sub("", title)
    return short if len(short) >= 12 else title


def _idle(found: re.Match[str]) -> str:
    return f"{found[1]} down§" if found[1] else f"down§{found[0][4:]}"


def mark_idle_down(text: str) -> str:
    """Return lower-case text with a mark on each "down" that is no state of a service."""
    return _IDLE_DOWN.sub(_idle, text) if "down" in text else text


def read_tokens(text: str) -> list[str]:
    """Return lower-case words; numbers become ``#``, Chinese characters stand alone, an idle "down" is ``down§``."""
    if "IT" in text:
        text = _IT.sub(IT, text)
    text = mark_idle_down(text.lower())
    return ["#" if word[0].isdigit() else word for word in _TOKEN.findall(text)]


def mask_names(text: str, lexicon: Lexicon) -> str:
    """Return the text with a token in place of each known name, which says what it is the name of.

    Outlets and regulators keep their names: they speak about outages, and have none that we look for.
    """
    parts: list[str] = []
    position = 0
    for mention in lexicon.find(text):
        kind = lexicon.kind_of(mention.slug)
        if kind in ("outlet", "regulator") or mention.start < position:
            continue
        token = "§tracker" if kind == "tracker" else FIRM if kind in _OFF_LINE else SERVICE
        parts += (text[position : mention.start], f" {token} ")
        position = mention.end + (2 if text[mention.end : mention.end + 2] == "'s" else 0)
    return "".join((*parts, text[position:]))


def clean_article(title: str, body: str) -> tuple[str, str]:
    """Return a headline without its outlet, and the body's first LEAD_CHARACTERS, both without a feed's noise."""
    return clean_title(title), clean_lead(body)


def clean_title(title: str) -> str:
    """Return a headline without its outlet and a feed's noise."""
    return strip_outlet(strip_noise(title[:LEAD_CHARACTERS]))


def clean_lead(body: str) -> str:
    """Return a body's first LEAD_CHARACTERS without a feed's noise."""
    return strip_noise(body[: 4 * LEAD_CHARACTERS])[:LEAD_CHARACTERS]


def read_masked(head: str, lead: str, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Return the tokens of a cleaned headline and lead, with known names masked."""
    head, _, lead = mask_names(f"{head}\n\n{lead}", lexicon).partition("\n\n")
    return read_tokens(head), read_tokens(lead)


def read_article(title: str, body: str, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Return the tokens of a headline and of the body's first LEAD_CHARACTERS, cleaned and masked."""
    return read_masked(*clean_article(title, body), lexicon)
