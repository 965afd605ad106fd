"""A person's name and the words around it -> in what capacity the person speaks. Pure.

Jo Doe, Acme's head of networks        the vendor's
Jo Doe, who leads engineering          the vendor's
Jo Doe, the government's spokeswoman   an authority's
Sam Altman                             the vendor's whose chief everybody knows, without a title
"""

import re
from types import MappingProxyType

from newsagg.detect.speakernames import EXPERTS, OFFICER
from newsagg.vocabulary import SpeakerRole

_HEADS = re.compile(
    r",? who (?:also |now |has )?(?:(?:heads|leads|led|oversees|chairs|founded|co-founded) (?!an?\b|his\b|her\b|their\b)|"
    r"(?:runs|manages|directs|is in charge of|is responsible for) (?:(?:the|its) (?:company|firm|service|network|platform|business|group)\b|"
    r"(?:engineering|operations|technology|infrastructure|security|communications|networks?)\b)|speaks for )"
)
"""What whoever leads a firm does, told instead of a title."""
_BODY = re.compile(
    r"\b(?:White House|[Gg]overnment|[Pp]arliament|Downing Street|Kremlin|[Mm]inist(?:er|ry)|[Pp]ress secretary|[Dd]epartment (?:of|for) [A-Z]|"
    r"[Ss]ecretary of [A-Z\w]|(?:[Hh]ome|[Tt]ransport\w*|[Tt]reasury|[Hh]ealth) [Ss]ecretary|[Ss]enator|[Cc]ongress\w*)\b"
)
_APPOSITION = re.compile(r",? (?:who )?[^.;,\"“”]{0,70}")
_TITLE_REACH = 40
"""Code points before a name in which a title stands."""
HEADS = MappingProxyType(
    {
        "Mark Zuckerberg": "meta",
        "Adam Mosseri": "instagram",
        "Sam Altman": "openai",
        "Dario Amodei": "anthropic",
        "Elon Musk": "x",
        "Linda Yaccarino": "x",
        "Jack Dorsey": "block",
        "Satya Nadella": "microsoft",
        "Sundar Pichai": "google",
        "Tim Cook": "apple",
        "Andy Jassy": "amazon",
        "Jeff Bezos": "amazon",
        "Matthew Prince": "cloudflare",
        "George Kurtz": "crowdstrike",
        "Ed Bastian": "delta",
        "Stewart Butterfield": "slack",
        "Eric Yuan": "zoom",
        "David Baszucki": "roblox",
        "Tobi Lütke": "shopify",
        "Todd McKinnon": "okta",
        "Pavel Durov": "telegram",
        "Vlad Tenev": "robinhood",
        "Brian Armstrong": "coinbase",
        "Daniel Ek": "spotify",
        "Evan Spiegel": "snapchat",
        "Reed Hastings": "netflix",
    }
)
"""Heads of large vendors whom articles name without a title -> slug of the vendor; general knowledge of 2015 to 2026."""


_OFFICE_THEN_NAME = re.compile(
    r"\b(?:[Oo]wner|[Ff]ounder|co-founder|[Cc]ommissioner|[Mm]inister|[Ss]enator|[Mm]ayor|[Gg]overnor|organi[sz]er|leader|secretary|president|chair\w*|spokes\w+|manager|director|chief|chef|boss|head|editor|officer)\s"
    r"(?:[A-ZÀ-Þ][\w’'.-]+\s){1,2}[A-ZÀ-Þ][\w’'-]+$"
)


_SPOKES = re.compile(r"\bspokes(?:person|man|woman|people)\b|\bpress (?:officer|secretary)\b", re.IGNORECASE)
"""Who speaks for others, whosever."""


def ends_in_officer(words: str) -> bool:
    """Say whether a subject ends in an office and who holds it: "drivers' union organiser Jo Doe"."""
    return _OFFICE_THEN_NAME.search(words) is not None


def judge_person(words: str, text: str, name: str, *, heads_vendor: bool) -> SpeakerRole:
    """Return the role of a person whom the subject ``words`` names; ``heads_vendor`` says that the name alone tells."""
    place = text.find(name)
    end = place + len(name)
    before = text[max(0, place - _TITLE_REACH) : place].rsplit(". ", 1)[-1]
    behind = _APPOSITION.match(text, end)
    beside = f"{before}{behind[0] if behind is not None else ''}"
    if place >= 0 and _BODY.search(beside):
        return SpeakerRole.REGULATOR
    if heads_vendor or (place >= 0 and _HEADS.match(text, end)):
        return SpeakerRole.VENDOR_OFFICIAL
    around = words + " " + text[max(0, place - 60) : end + 80]
    if OFFICER.search_piece(around):
        return SpeakerRole.VENDOR_OFFICIAL
    if _SPOKES.search(f"{words} {beside}"):
        return SpeakerRole.VENDOR_OFFICIAL
    if EXPERTS.search(around):
        return SpeakerRole.EXPERT
    return SpeakerRole.CUSTOMER if re.search(r"customer|user|client", around) else SpeakerRole.EXPERT
