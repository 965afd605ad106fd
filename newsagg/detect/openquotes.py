"""Quotations that a paragraph leaves open -> the voice of who is named when they end. Pure.

“A battery had caught fire.                    no mark closes it: the next paragraph goes on
“It was put out by noon,” said Jo Doe.         both are her words
"""

from collections.abc import Sequence

from newsagg.detect.hearing import Voice
from newsagg.detect.passages import Quotation, Sentence


def find_open(
    sentences: Sequence[Sentence],
    quotes: Sequence[Quotation],
    framed: Sequence[Voice],
    before: Sequence[Quotation],
) -> list[Quotation]:
    """Return the quotations whose speaker may still be named: this paragraph's, and those that it goes on from."""
    whole = len(quotes) == 1 and quotes[0].start == sentences[0].start and quotes[0].open_end
    return [*before, *quotes] if whole and not framed else []


def close_quotes(
    waiting: Sequence[Quotation],
    quotes: Sequence[Quotation],
    framed: Sequence[Voice],
    quoted: Sequence[Voice],
) -> list[Voice]:
    """Return the voices of the quotations that wait, when this paragraph goes on from them and names who speaks."""
    if not waiting or not quotes or not framed:
        return []
    spoken = next((voice for voice in quoted if voice.start == quotes[0].start), None)
    return [] if spoken is None else [spoken._replace(start=q.start, end=q.end) for q in waiting]
