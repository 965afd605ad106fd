"""Words that speak of people without saying which -> the Speaker that they are: users, insiders, reports. Pure."""

import re

from newsagg.detect.speakernames import INSIDERS, REPORTS, USERS, looks_like_person, slug_of
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

_QUANTIFIERS = frozenset({"some", "many", "others", "one", "people"})
_CUSTOMERS = ("customer", "client", "business", "merchant")


def read_insiders(words: str, names: list[str]) -> Speaker:
    """Return the employees or the people familiar with the matter that a subject speaks of."""
    noun = INSIDERS.search(words)
    name = f"{names[0]} {'employees' if 'mploye' in words else 'sources'}" if names else ""
    kind = noun[0].lower() if noun else "sources"
    name = name or ("unnamed sources" if kind.startswith(("source", "people", "person")) else kind)
    return Speaker(slug=slug_of(name), name=name, role=SpeakerRole.VENDOR_UNNAMED)


def read_users(words: str, names: list[str]) -> Speaker:
    """Return the users or customers that a subject speaks of; one by name when it says so."""
    nouns = [m[0].lower() for m in USERS.finditer(words)]
    noun = next((n for n in nouns if n not in _QUANTIFIERS), "users")
    noun = f"{noun}s" if noun in ("user", "customer", "client", "subscriber") else noun
    if (
        names
        and looks_like_person(names[-1])
        and re.search(rf"\b(?:user|customer|owner|member|player|client)\s{re.escape(names[-1])}$", words)
    ):
        return Speaker(slug=slug_of(names[-1]), name=names[-1], role=SpeakerRole.USER_REPORTS)
    role = SpeakerRole.CUSTOMER if noun.startswith(_CUSTOMERS) else SpeakerRole.USER_REPORTS
    return Speaker(slug=slug_of(noun), name=noun, role=role)


def read_reports(words: str) -> Speaker | None:
    """Return who "early reports" and "complaints on Reddit" are; None when the words are no such thing."""
    match = REPORTS.match(words)
    if match is None:
        return None
    noun = match["noun"].lower()
    crowd = match["crowd"] or not noun.startswith(("report", "rumo"))
    if (match["crowd"] or "").lower().startswith("customer"):
        return Speaker(slug="customers", name="customers", role=SpeakerRole.CUSTOMER)
    name = "users" if crowd else "reports"
    return Speaker(slug=name, name=name, role=SpeakerRole.USER_REPORTS)
