"""An Edition -> the plain text of its digest, 72 columns wide, made for reading. Pure.

Addresses stand as numbered notes under what they belong to, each on a line of its own and never broken.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain

from newsagg.report.edition import UNSUBSCRIBE, Brief, Edition, ProviderWeeks, Said, Words
from newsagg.report.harmless import make_harmless
from newsagg.report.layout import (
    LATE,
    SEVERITIES,
    STATES,
    WHOLE,
    Layout,
    Shown,
    ShownFact,
    ShownLate,
    ShownStory,
    is_read_at,
    lay_out,
    lead_in,
    tell_hours,
    tell_origins,
    tell_said_value,
)
from newsagg.report.phrases import count_words
from newsagg.report.summary import cut_unheard

WIDTH = 72
_BARS = "▁▂▃▄▅▆▇█"
_NAME = 24


def compose_text(edition: Edition) -> str:
    """Return the digest of an edition as text, whole, ending with a line break."""
    return write_text(lay_out(make_harmless(edition), WHOLE), leave=False)


def write_text(layout: Layout, *, leave: bool = True) -> str:
    """Return what is shown of an edition as text; ``leave`` ends it with the reader's way out of the list."""
    parts = chain(
        _write_head(layout),
        _write_stories(layout),
        _write_others(layout),
        _write_open(layout),
        _write_late(layout),
        _write_providers(layout),
        _write_feeds(layout),
        _write_foot(layout, leave),
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in parts)).strip() + "\n"


def measure(text: str) -> int:
    """Return how many columns a text takes: letters of East Asia and emoji take two, marks upon letters none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def wrap(text: str, first: str = "", later: str | None = None) -> Iterator[str]:
    """Yield the lines of a text; a word that is wider than a line is broken, since it is no address."""
    rest = first if later is None else later
    line, empty = first, True
    for word in text.split():
        if not empty and measure(line) + 1 + measure(word) > WIDTH:
            yield line
            line, empty = rest, True
        piece = word
        while measure(line) + (not empty) + measure(piece) > WIDTH:
            head = _take(piece, WIDTH - measure(line))
            yield line + head
            line, piece = rest, piece[len(head) :]
        line += ("" if empty else " ") + piece
        empty = False
    if not empty:
        yield line


def _take(word: str, columns: int) -> str:
    taken = ""
    for letter in word:
        if taken and measure(taken + letter) > columns:
            break
        taken += letter
    return taken


class _Notes:
    """The addresses that one part refers to, numbered as they come up."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def refer(self, url: str) -> str:
        # To which passage a link leads is for browsers; read as text it only repeats the quote.
        page = url.partition("#:~:text=")[0]
        return f" [{self._numbers.setdefault(page, len(self._numbers) + 1)}]" if page else ""

    def write(self, indent: str) -> Iterator[str]:
        if self._numbers:
            yield ""
        for url, number in self._numbers.items():
            yield f"{indent}[{number}] {url}"


def _speak(words: Words, notes: _Notes) -> str:
    return "".join(run.text + notes.refer(run.url) for run in words)


def _heading(text: str) -> Iterator[str]:
    yield from ("", "", text.upper(), "-" * measure(text), "")


def _more(number: int, what: str, layout: Layout, indent: str = "") -> Iterator[str]:
    if number:
        yield from wrap(f"And {number} more {what}:", indent)
        yield f"{indent}{layout.rest}"


def _write_head(layout: Layout) -> Iterator[str]:
    edition = layout.edition
    yield from wrap(edition.listing.title.upper())
    yield from wrap(f"{layout.title}: {layout.dates}. Times are {edition.zone}.")
    yield "=" * WIDTH
    notes = _Notes()
    for told in (edition.listing.intro, edition.listing.filters, layout.unfinished, layout.mood):
        if told:
            yield ""
            yield from wrap(told if told.endswith(".") else f"{told}.")
    yield ""
    yield from wrap(" ".join(_speak(words, notes) for words in edition.summary))
    yield from notes.write("")
    counts = cut_unheard(edition.counts, edition.unheard)
    if any(counts) and len(counts) > 1:
        yield ""
        told = " ".join(str(count) for count in counts)
        silent = len(edition.counts) - len(counts)
        before = f", after {count_words(silent, 'week')} in which we did not listen" if silent else ""
        yield from wrap(f"Week by week, this one last{before}: {_draw(counts)}  {told}")
    if edition.archive_url:
        yield ""
        yield "On the web:"
        yield edition.archive_url


def _draw(counts: Sequence[int], most: int = 0) -> str:
    top = most or max(counts, default=0)
    return "".join(_BARS[round(count / top * (len(_BARS) - 1))] if top else _BARS[0] for count in counts)


def _write_stories(layout: Layout) -> Iterator[str]:
    if not layout.stories:
        return
    yield from _heading(layout.stories_title)
    for number, shown in enumerate(layout.stories, start=1):
        yield from _write_story(number, shown)
        yield ""
        yield ""


def _write_story(number: int, shown: ShownStory) -> Iterator[str]:
    story, notes = shown.story, _Notes()
    yield from wrap(f"{story.title}{notes.refer(story.url)}", f"{number}. ", "   ")
    told = [SEVERITIES[story.severity], STATES[story.state], tell_origins(story)]
    yield from wrap(" · ".join(told), "   ")
    yield from wrap(" · ".join(filter(None, [story.incident, story.span])), "   ")
    for fact in shown.before:
        yield from _write_fact(fact, notes)
    for disputed in shown.disputes:
        yield ""
        yield from wrap(f"Sources disagree: {disputed.dispute.label}".upper(), "   ")
        yield from wrap(_speak(disputed.dispute.sentence, notes), "   ")
        for side in disputed.sides.items:
            yield from _write_said(side, side.value, notes, "   - ")
    for fact in shown.after:
        yield from _write_fact(fact, notes)
    if shown.left_out:
        yield ""
        yield from wrap(shown.left_out, "   ")
    yield from notes.write("   ")


def _write_fact(shown: ShownFact, notes: _Notes) -> Iterator[str]:
    yield ""
    sentences = " ".join(_speak(words, notes) for words in shown.sentences.items)
    yield from wrap(f"{shown.fact.label.upper()}. {sentences}", "   ")
    for said in shown.quotes.items:
        yield from _write_said(said, tell_said_value(said), notes, "   - ")


def _write_said(said: Said, read: str, notes: _Notes, first: str) -> Iterator[str]:
    source, how = lead_in(said, read)
    value = f" {read}" if read else ""
    where = "" if is_read_at(said) else f" In {said.outlet}."
    quote = f" “{said.quote}”" if said.quote else ""
    yield from wrap(f"{source} {how}{value}:{quote}{where}{notes.refer(said.url)}", first, " " * len(first))


def _write_briefs(shown: Shown[Brief], what: str, layout: Layout) -> Iterator[str]:
    notes = _Notes()
    for brief in shown.items:
        facts = [SEVERITIES[brief.severity].lower(), brief.span, STATES[brief.state]]
        facts += [f"{brief.origins} {'origin' if brief.origins == 1 else 'origins'}"]
        facts += ["sources disagree"] if brief.disputed else []
        yield from wrap(f"{brief.title}{notes.refer(brief.url)}", "- ", "  ")
        yield from wrap(f"{brief.incident}: {', '.join(filter(None, facts))}", "  ")
    yield from _more(shown.more, what, layout)
    yield from notes.write("")


def _write_others(layout: Layout) -> Iterator[str]:
    if layout.others.items or layout.others.more:
        yield from _heading("Also this week")
        yield from _write_briefs(layout.others, "of this week", layout)
    if layout.vendor_only.items or layout.vendor_only.more:
        yield from _heading("Told by status pages alone, not counted")
        yield from _write_briefs(layout.vendor_only, "on status pages", layout)
    if layout.edition.candidates:
        yield ""
        yield from wrap(tell_candidates(layout.edition))


def tell_candidates(edition: Edition) -> str:
    """Return how many reports were left out since they may be no outage; empty for none."""
    if not edition.candidates:
        return ""
    if edition.candidates == 1:
        return "Not counted either: one lone report that may be no outage."
    return f"Not counted either: {edition.candidates} lone reports that may be no outages."


def _write_open(layout: Layout) -> Iterator[str]:
    if layout.still_open.items or layout.still_open.more:
        yield from _heading("Still open from the weeks before")
        yield from _write_briefs(layout.still_open, "still open", layout)


def _write_late(layout: Layout) -> Iterator[str]:
    if not layout.late.items and not layout.late.more:
        return
    yield from _heading("Learned late")
    for late in layout.late.items:
        yield from _write_late_word(late)
        yield ""
    yield from _more(layout.late.more, "learned late", layout)


def _write_late_word(shown: ShownLate) -> Iterator[str]:
    late, notes = shown.late, _Notes()
    about = f"{late.title}{notes.refer(late.url)}" if shown.first else "the same outage"
    yield from wrap(f"{LATE[late.kind]}: {about}", "- ", "  ")
    if shown.first:
        yield from wrap(late.incident, "  ")
    yield from wrap(_speak(late.sentence, notes), "  ")
    for said in shown.quotes.items:
        yield from _write_said(said, tell_said_value(said), notes, "  - ")
    if shown.quotes.more:
        yield from wrap(f"And {count_words(shown.quotes.more, 'more quote')} in the record.", "  - ", "    ")
    yield from notes.write("  ")


def _write_providers(layout: Layout) -> Iterator[str]:
    shown = layout.providers.items
    if not shown:
        return
    yield from _heading("Providers compared")
    yield from wrap("Outages a week over the last weeks, this week's number, and its hours:")
    yield ""
    most = max(max(provider.counts, default=0) for provider in shown)
    for provider in shown:
        yield _write_provider(provider, most)
    yield from _more(layout.providers.more, "providers", layout)


def _write_provider(provider: ProviderWeeks, most: int) -> str:
    name = provider.name
    if measure(name) > _NAME:
        name = _take(name, _NAME - 1) + "…"
    name += " " * (_NAME - measure(name))
    count = provider.counts[-1] if provider.counts else 0
    return f"{name} {_draw(provider.counts[-13:], most)} {count:>4}  {tell_hours(provider)}"


def _write_feeds(layout: Layout) -> Iterator[str]:
    yield from _heading("What we could hear")
    notes = _Notes()
    yield from wrap(_speak(layout.edition.heard, notes))
    yield from notes.write("")
    for title, shown in layout.feeds:
        yield ""
        yield f"{title}:"
        for note in shown.items:
            words = f": {note.words}" if note.words else ""
            yield from wrap(f"{note.outlet} ({note.feed}){words}", "- ", "  ")
        if shown.more:
            yield f"- and {shown.more} more"


def _write_foot(layout: Layout, leave: bool) -> Iterator[str]:
    yield from ("", "", "=" * WIDTH)
    yield from wrap(layout.edition.rule)
    if leave:
        yield from ("", "To leave this list:", UNSUBSCRIBE)
