"""Article text -> paragraphs, sentences, quotations and the time stamps of living articles. Pure.

All offsets count code points of the text given. Sentences never cross a line; a quotation may run over
several sentences, and over paragraphs when each of them opens with a mark.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from newsagg.detect.wordbook import list_runs

_MASK = "\x00"

# A full stop after these ends no sentence. Lower case, without the stop.
_ABBREVIATIONS = frozenset(
    {
        "a.m", "am", "approx", "apr", "aug", "bzw", "ca", "calif", "co", "corp", "d.c", "d.h",
        "dec", "dept", "dr", "e.g", "eg", "est", "feb", "fig", "fla", "gen", "gov", "i.e", "ie",
        "inc", "jan", "jr", "jul", "jun", "ltd", "mar", "mass", "mr", "mrs", "ms", "no", "nov",
        "nr", "oct", "p.m", "pm", "prof", "rep", "sen", "sep", "sept", "sr", "sra", "srta", "st",
        "tex", "u.a", "u.k", "u.n", "u.s", "u.s.a", "ud", "va", "vs", "z.b",
    }
)  # fmt: skip
_NAMED_ONCE = re.compile(r"(?:^|\s)[a-z]+\s$")
"""A word in small letters: no first name."""
_CLOCK_HALVES = frozenset({"a.m", "p.m"})
# What may follow "a.m." inside one sentence: a zone, a day, a month.
_AFTER_CLOCK = re.compile(
    r"(?:[A-Z]{2,5}\b|(?:Eastern|Central|Pacific|Mountain|British|Local|Coordinated|Japan|India)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
_GERMAN_MONTH = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
)
_END = re.compile(r"[.!?…。！？](?:(?<=[.!?…])[.!?…]*[\"”’')\]»“*]*(?=\s)|(?<=[。！？])[。！？]*[”」』]?)")
"""Written so that the engine looks for its first characters alone, as _CLAUSE_END is: three times as fast."""
_LINE = re.compile(r"[^\n]+")
_LIST_ITEM = re.compile(r"(?:[-*•–—#>]|\d{1,2}[.)]|\[)\s?")
_OPEN_QUOTE = 30
"""Code points that a paragraph after a single opening mark has at least when it is a quotation that runs on."""
_LONGEST_SENTENCE = 1200
"""Code points; the longest sentence of the gold articles has fewer."""
_WRAP_FROM, _WRAP_TO = 50, 100
"""Code points of a line that may have been wrapped at a margin."""
_QUOTES = (
    ("“", re.compile(r'(?<![\w.,!?])“[^”“"]{1,2500}[,.!?]"(?=\s|$)')),
    ("“", re.compile(r"(?<![\w.,!?])“[^”]{1,2500}(?:”|$)")),
    ("„", re.compile(r"„[^“”]{1,2500}[“”]")),
    ("«", re.compile(r"«[^»]{1,2500}»")),
    ('"', re.compile(r'(?<!\w)"[^"]{1,2500}(?:"|$)')),
    ("‘'", re.compile(r"(?<![\w'])[‘'](?=\w)[^\n]{6,600}?(?:[\w.,!?%…]['’](?=[\s.,;:)–—-]|$))(?<!s['’])")),
)
"""Quotations, each with the marks that may open it."""
_MARKS = re.compile(r"[“„«\"‘']")
_STAMP = re.compile(
    r"[*_\[(\s]*(?:update|updated|aktualisier\w+|mise à jour|actualizaci[oó]n|atualiza[çc][ãa]o)\b"
    r"[^\n:\]]{0,12}?(?P<when>[^\n\]]{4,60}?(?:\d{1,2}[:.]\d\d|\d\s?[ap]\.?m)[^\n:\]]{0,24})[:\]*)]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence where it stands."""

    start: int
    end: int
    text: str
    masked: str
    """The same length, with the inside of quotations blanked: for finding the reporting frames."""
    paragraph: int
    """0 is the title."""
    stamp: str = ""
    """Words of the living article's time stamp that covers it, as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quoted passage, marks included."""

    start: int
    end: int
    paragraph: int
    open_end: bool
    """No closing mark: it runs on into the next paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """A text cut up."""

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    starts: tuple[int, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset, None between sentences."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return self.sentences[index]


def cut_passages(text: str) -> Passages:
    """Cut an article's text (title, blank line, body) into paragraphs, sentences and quotations."""
    paragraphs = tuple(_cut_paragraphs(text))
    quotations = tuple(q for n, (s, e) in enumerate(paragraphs) for q in _find_quotations(text, s, e, n))
    masked = _blank_quotations(text, quotations)
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs):
        stamp = _STAMP.match(text, start, min(end, start + 140))
        when = stamp["when"].strip(" ,*_") if stamp else ""
        for left, right in _cut_sentences(text, start, end):
            sentences.append(
                Sentence(
                    start=left,
                    end=right,
                    text=text[left:right],
                    masked=masked[left:right],
                    paragraph=number,
                    stamp=when,
                )
            )
    return Passages(
        text=text,
        paragraphs=paragraphs,
        sentences=tuple(sentences),
        quotations=quotations,
        starts=tuple(s.start for s in sentences),
    )


def _cut_paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines are paragraphs, too (lists and posts stand one to a line), unless a text was wrapped at a margin."""
    out: list[tuple[int, int]] = []
    wrapped = _is_wrapped(text)
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = start + len(line)
        if (
            wrapped
            and out
            and start - out[-1][1] <= 3
            and "\n\n" not in text[out[-1][1] : start]
            and len(out) > 1
        ):
            last = text.rfind("\n", out[-1][0], out[-1][1]) + 1 or out[-1][0]
            width = out[-1][1] - max(last, out[-1][0])
            if (
                _WRAP_FROM <= width <= _WRAP_TO
                and text[out[-1][1] - 1] not in ".!?:;"
                and not _LIST_ITEM.match(line)
            ):
                out[-1] = (out[-1][0], end)
                continue
        out.append((start, end))
    return out


def _is_wrapped(text: str) -> bool:
    """Whether lines end at a margin: most lines that go on below are of one width, and none is longer."""
    lines = [len(line.strip()) for line in text.split("\n\n", 1)[-1].split("\n") if line.strip()]
    return bool(lines) and max(lines) <= _WRAP_TO and 3 * sum(n >= _WRAP_FROM for n in lines) >= len(lines)


def _cut_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    left = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end:
            break
        right = match.end()
        following = right + 1
        while following < end and text[following].isspace():
            following += 1
        if following >= end:
            break
        if match[0][0] == "." and not _ends_sentence(text, left, match.start(), following):
            continue
        if match[0][0] in ".!?…" and not _opens_sentence(text[following]):
            continue
        out.append((left, right))
        left = following if match[0][0] in ".!?…" else right
    if left < end:
        out.append((left, end))
    return [piece for start, stop in out for piece in _chop(text, start, stop)]


def _chop(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what no writer ends (tables, logs, hostile pages) at words, so that every rule works on bounded text."""
    out = []
    while end - start > _LONGEST_SENTENCE:
        at = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        at = start + _LONGEST_SENTENCE if at < 0 else at
        out.append((start, at))
        start = at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        out.append((start, end))
    return out


def _opens_sentence(char: str) -> bool:
    return char.isupper() or char.isdigit() or char in "\"“‘'(«„*[@#¿¡—–-•" or ord(char) > 0x2E80


def _ends_sentence(text: str, left: int, stop: int, following: int) -> bool:
    word_start = stop
    while word_start > left and not text[word_start - 1].isspace():
        word_start -= 1
    word = text[word_start:stop].lower().strip("(\"“'‘")
    if word in _CLOCK_HALVES or word in ("am", "pm"):
        return _AFTER_CLOCK.match(text, following) is None
    if word in _ABBREVIATIONS:
        return False
    if len(word) == 1 and word.isalpha() and text[stop - 1].isupper():
        # "Jo X. Doe" goes on, "she wrote on X. He" does not
        return (
            word == "x"
            and text[left:word_start].rstrip()[-1:].islower()
            and _NAMED_ONCE.search(text, left, word_start) is not None
        )
    return not (word.isdigit() and len(word) <= 2 and _GERMAN_MONTH.match(text, following))


def _find_quotations(text: str, start: int, end: int, paragraph: int) -> list[Quotation]:
    found: list[Quotation] = []
    marks = set(_MARKS.findall(text, start, end))
    for opens, pattern in _QUOTES if marks else ():
        if marks.isdisjoint(opens):
            continue
        at = start
        while (match := pattern.search(text, at, end)) is not None:
            met = next((q for q in found if q.start < match.end() and match.start() < q.end), None)
            at = max(match.end(), at + 1) if met is None else max(met.end, match.start() + 1)
            if met is not None:
                continue  # a mark that closes one quotation opens no other
            closed = match[0][-1] in "”“»\"'’" and len(match[0]) > 1
            found.append(
                Quotation(start=match.start(), end=match.end(), paragraph=paragraph, open_end=not closed)
            )
    if (
        not found
        and text[start] in "'‘"
        and text[start + 1 : start + 2].isupper()
        and end - start > _OPEN_QUOTE
    ):
        found.append(Quotation(start=start, end=end, paragraph=paragraph, open_end=True))
    return sorted(found, key=lambda q: q.start)


def _blank_quotations(text: str, quotations: tuple[Quotation, ...]) -> str:
    """Blank the inside of every quotation, so that verbs in it open no frame; marks stay."""
    parts = []
    at = 0
    for quote in quotations:
        inside_end = quote.end if quote.open_end else quote.end - 1
        if quote.start + 1 < at:
            continue
        parts.append(text[at : quote.start + 1])
        parts.append(_MASK * (inside_end - quote.start - 1))
        at = inside_end
    parts.append(text[at:])
    return "".join(parts)


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[tuple[int, str], ...]:
    """Return the words of a sentence with their offsets, in lower case; kept for all sentences of an article."""
    return tuple(list_runs(text))


def clause_around(sentence: Sentence, start: int, end: int, *, longest: int = 300) -> tuple[int, int]:
    """Return the clause of a sentence that holds the span, at most ``longest`` code points.

    The span counts code points of the whole text, like the result. Clauses end at semicolons, dashes and
    before ", but", ", while" and their like; a span that would not fit is kept and its sides are cut at words.
    """
    text = sentence.text
    low, high = start - sentence.start, end - sentence.start
    left, right = 0, len(text)
    for first, last, fresh in _find_clause_ends(text):
        if last <= low:
            left = fresh
        elif first >= high:
            right = first
            break
    if right - left > longest:
        spare = max(0, longest - (high - low))
        left = max(left, low - spare // 2)
        right = min(right, left + longest)
        while left < low and left > 0 and not text[left - 1].isspace():
            left += 1
        while right > high and right < len(text) and not text[right].isspace():
            right -= 1
    while left < low and text[left] in " \t,;*":
        left += 1
    while right > high and text[right - 1] in " \t,;*":
        right -= 1
    return sentence.start + left, sentence.start + right


@lru_cache(maxsize=512)
def _find_clause_ends(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return where clauses end: the span of what parts them, and where the next one begins."""
    return tuple((m.start(), m.end(), m.start(1) if m[1] else m.end()) for m in _CLAUSE_END.finditer(text))


_CLAUSE_END = re.compile(
    r"[;,\s](?:(?<=;)\s|(?<=\s)[–—]\s|(?:(?<=\s)|(?<=,)\s)(but|while|whereas|although|though|however|aber|während|mais|pero|mas)\s)"
)
