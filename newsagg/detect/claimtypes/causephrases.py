"""The words found for a cause -> the noun phrase itself, and a clean short form of it. Pure.

What was read off a sentence carries its neighbours: a dash, half a quotation, "the", a preposition whose noun was cut.
The span is narrowed, so that a value's words stay verbatim; only quotation marks inside leave the short form.
"""

import re

_LEAD = re.compile(
    r"^(?:[\W_]+|(?:an?|the|its|their|our|some|what|that|this|these|those|also|just|only|simply|"
    r"apparently|reportedly|"
    r"allegedly|likely|possibly|probably|largely|partly|mainly|neither|either|both|un[ae]?|une|l[aeo]s?|"
    r"les|el|os|as|uma?|"
    r"ein(?:e[mnrs]?)?|d(?:ie|er|as|em|en|es)|su|sus|son|sa|ses)(?=[\s\"“‘«])\s*|[ldLD]['’](?=\w))",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s\"“”‘’«»'*_,;:–—(\[{-]+|(?<=[\s\"”’'])(?:in|at|of|with|on|to|within|inside|between|from|by|"
    r"for|and|or|nor|but|the|an?|"
    r"its|their|our|that|this|these|those|is|was|were|are|be|been|has|had|have|as|which|who|where|when|while|"
    r"affecting|involving|impacting|into|onto|via|near|during|after|before|following|amid|through|"
    r"against|around|than|also|"
    r"so|may|might|could|will|would|not|der|des|im|von|bei|und|du|de|des|dans|et|à|en|del|el|la|y|a|do|"
    r"da|no|na|e|em))$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\"“”„«»*]|(?<![\w])['‘’]|['’](?![\w])")
_PAIRS = {")": "(", "]": "["}


def trim_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of ``text`` narrowed to its noun phrase; never empty unless nothing but marks was "
    "there."""
    while (lead := _LEAD.match(text[start:end])) is not None and lead.end() < end - start:
        start += lead.end()
    while True:
        words = text[start:end]
        tail = _TAIL.search(words)
        # "Lowe's" and "engineers'" keep their mark
        if (
            tail is None
            or tail.start() == 0
            or (re.fullmatch(r"['’]", tail[0]) and words[tail.start() - 1] == "s")
        ):
            break
        end = start + tail.start()
    if end > start and text[end - 1] in ".!?…" and text[start:end].count(".") == 1:
        end -= 1
    closing = text[end - 1 : end]
    if closing in _PAIRS and _PAIRS[closing] not in text[start:end]:
        end -= 1
    opening = max(text.rfind("(", start, end), text.rfind("[", start, end))
    if opening > start and not re.search(r"[)\]]", text[opening:end]):
        end = opening
        while end > start and text[end - 1].isspace():
            end -= 1
    return start, end


def tidy_phrase(words: str) -> str:
    """Return a phrase in one line without quotation marks and stray ends."""
    start, end = trim_phrase(words, 0, len(words))
    return " ".join(_MARKS.sub("", words[start:end]).split()) or " ".join(words.split())
