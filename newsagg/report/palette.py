"""The colours of what newsagg shows, by name, for light and dark surroundings; the mail and its charts use them.

Each pair of text and ground has a contrast of 4.5 and more (WCAG AA), held by a test.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One surrounding's colours, as ``#rrggbb``."""

    paper: str
    """Behind everything."""
    card: str
    """What is read stands on it."""
    panel: str
    """A quote or a side of a dispute, set off from the card."""
    ink: str
    muted: str
    """Text beside the matter."""
    rule: str
    bar: str
    """A week that is not this one."""
    link: str
    critical: str
    major: str
    minor: str
    accent: str
    """That sources disagree."""


LIGHT = Palette(
    paper="#f4f1ea",
    card="#ffffff",
    panel="#f8f6f1",
    ink="#1d1c1a",
    muted="#625d54",
    rule="#ddd7ca",
    bar="#b9b2a3",
    link="#1b4f86",
    critical="#a41e22",
    major="#974806",
    minor="#4a5f78",
    accent="#6b3a86",
)
DARK = Palette(
    paper="#121210",
    card="#1c1b19",
    panel="#262521",
    ink="#ece8df",
    muted="#aea899",
    rule="#3d3a33",
    bar="#6d685c",
    link="#8fbdf0",
    critical="#ff9088",
    major="#f0b061",
    minor="#a5bcd6",
    accent="#d0a6ea",
)
