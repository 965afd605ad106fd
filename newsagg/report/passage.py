"""The address of an article and words in it -> an address that leads a browser to those words. Pure.

By a text fragment (``#:~:text=``): a browser that knows none opens the article at its top, as before.
"""

import re
from urllib.parse import quote, urlsplit

from newsagg.report.phrases import clean

# Longer words are told by where they begin and end: every character more is one that a page may print otherwise.
_WHOLE = 60
_EDGE = 4
"""Words of either end."""
_LONGEST_ADDRESS = 2000


def is_link(url: str) -> bool:
    """Say whether an address is one of the web's that a mail may link to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and clean(url) == url and " " not in url


def find_passage(url: str, words: str) -> str:
    """Return the address of a passage; without a fragment where the words are no safe guide; empty for no web address.

    Letters are percent-encoded, also the hyphen and the comma, which mean something in a fragment.
    """
    if not is_link(url):
        return ""
    told = _tell_fragment(words)
    if not told:
        return url
    whole = f"{url}{'' if '#' in url else '#'}:~:text={told}"
    return whole if len(whole) <= _LONGEST_ADDRESS else url


def _tell_fragment(words: str) -> str:
    plain = clean(words)
    split = plain.split()
    if not split or not re.search(r"\w", plain):
        return ""
    # A passage over several paragraphs is found by its ends alone.
    one_block = "\n" not in words.strip()
    if one_block and len(plain) <= _WHOLE:
        return _encode(" ".join(split))
    if len(split) < 2 * _EDGE + 1:
        return ""
    begin, end = words.strip().split("\n")[0].split()[:_EDGE], words.strip().split("\n")[-1].split()[-_EDGE:]
    first, last = clean(" ".join(begin)), clean(" ".join(end))
    return f"{_encode(first)},{_encode(last)}" if first.strip() and last.strip() else ""


def _encode(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
