"""Markdown as vendors write it in status pages -> the words, without its marks. Pure."""

import re


def drop_markdown(text: str) -> str:
    """Return a text without the marks of Markdown: headings, lists, links, bold, code."""
    text = re.sub(r"\[([^\[\]\n]{1,200})\]\(https?://[^\s()]{1,500}\)", r"\1", text[:100_000])
    # A heading and a point of a list are paragraphs of their own: in one line with the next they would read as one.
    text = re.sub(r"^[ \t]{0,8}#{1,6}[ \t]+(.{1,300})$", r"\n\1\n", text, flags=re.M)
    text = re.sub(r"^[ \t]{0,8}(?:[*+-]|\d{1,2}[.)])[ \t]+", "\n", text, flags=re.M)
    text = re.sub(r"^[ \t]{0,8}>[ \t]?", "", text, flags=re.M)
    text = re.sub(r"(\*\*|__)(?=\S)([^*_\n]{1,500})\1", r"\2", text)
    return re.sub(r"`([^`\n]{1,300})`", r"\1", text)
