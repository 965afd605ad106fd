"""The desk's colours by name, for light and dark surroundings, as the mail and the charts use them.

They are those of ``web/static/desk.css``, which a test compares: a mail cannot ask for that file. Each pair of text
and ground has a contrast of 4.5 and more (WCAG AA), held by a test.
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
    paper="#faf9f6",
    card="#ffffff",
    panel="#f2f0ea",
    ink="#1a1c20",
    muted="#555b64",
    rule="#dedad0",
    bar="#b9c3d6",
    link="#1a4fc4",
    critical="#a8201a",
    major="#9a4a00",
    minor="#6b5900",
    accent="#8a1a86",
)
DARK = Palette(
    paper="#121418",
    card="#1a1d23",
    panel="#22262e",
    ink="#e9e7e2",
    muted="#a9afb9",
    rule="#323843",
    bar="#46536b",
    link="#8db4ff",
    critical="#ff9a8f",
    major="#ffb877",
    minor="#e5cf72",
    accent="#f0a1ea",
)
