"""A pronoun in a text -> the Speaker that it means. Pure.

Acme is sorry. It said ...          the subject of the sentence before, else who spoke last
Jo Doe, who said ...                the name right before
She said ...                        the person last named
"""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from newsagg.detect import heardbefore
from newsagg.detect.crowds import read_users
from newsagg.detect.speakernames import AGENCY, STATUS_PAGE, VOICE_OF_ORG, names_in
from newsagg.detect.subjects import first_subject
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

if TYPE_CHECKING:
    from newsagg.detect.speakers import Cast

_REACH = 350
"""Code points over which "it" and "he" mean who spoke last: two sentences."""
_SPOKEN_FOR = (
    SpeakerRole.VENDOR_OFFICIAL,
    SpeakerRole.OTHER_VENDOR,
    SpeakerRole.REGULATOR,
    SpeakerRole.EXPERT,
)
_BODIES = (
    SpeakerRole.VENDOR_OFFICIAL,
    SpeakerRole.OTHER_VENDOR,
    SpeakerRole.REGULATOR,
    SpeakerRole.STATUS_PAGE,
)


def resolve_pronoun(cast: "Cast", word: str, at: int) -> Speaker | None:
    """Return whom a pronoun in lower case means at an offset of the text; None when nobody was named who could be meant."""
    if word in ("he", "she", "er", "il", "elle", "él", "ella", "ele", "ela"):
        voiced = cast.voiced[-1] if cast.voiced and cast.voiced[-1][0] < at else None
        talked = cast.people.talked[-1][0] if cast.people.talked else -1
        if voiced is not None and talked < voiced[0] and at - voiced[0] < _VOICED_REACH:
            return voiced[1]  # "A spokeswoman for the bank said ... She added"
        person = cast.people.last_before(at)
        if person is not None or word in ("il", "elle"):
            return person
        spoke = heardbefore.last_heard(cast.everyone, at, _REACH, None)  # an unnamed spokesman
        one = spoke is not None and (
            spoke.role in _SPOKEN_FOR or (spoke.name.islower() and not spoke.name.endswith("s"))
        )
        return spoke if one else None
    if word in ("who", "which", "that"):
        return _antecedent(cast, at)
    page = _page_before(cast, at) if word == "it" else None
    if page is not None:
        return page
    subject = _subject_of(cast, at) or _subject_before(cast, at)
    if subject is not None:
        return subject
    return heardbefore.find_antecedent(cast.heard, at, many=word == "they") or cast.company_at(at)


_VOICED_REACH = 1200
"""Code points back to the spokesperson that "she" means when nobody spoke by name since."""
_FAR = 12
"""Code points from the start of a sentence to a pronoun in a clause of its own."""


def _subject_of(cast: "Cast", at: int) -> Speaker | None:
    """Return the firm or body that is the subject of the pronoun's own sentence: "The regulator asked for what it called"."""
    sentence = cast.passages.sentence_at(at)
    if sentence is None or at - sentence.start < _FAR:
        return None
    subject = first_subject(sentence.masked[: at - sentence.start])
    if subject is None or subject[1] > 3 or not names_in(subject[0]):
        return None
    who = cast.resolve(subject[0], sentence.start + subject[1])
    return who if who is not None and who.role in _BODIES else None


def _subject_before(cast: "Cast", at: int) -> Speaker | None:
    """Return the listed firm that is the subject of the sentence before, in one paragraph: "Acme is sorry. It said"."""
    index = bisect_left(cast.passages.starts, at + 1) - 1
    if index < 1 or cast.passages.sentences[index - 1].paragraph != cast.passages.sentences[index].paragraph:
        return None
    before = cast.passages.sentences[index - 1]
    subject = first_subject(before.masked)
    if subject is None or subject[1] > 3:
        return None
    if AGENCY.match(subject[0]):
        return cast.resolve(subject[0], before.start + subject[1])
    low, high = before.start + subject[1], before.start + subject[2]
    others = {
        s.slug for m in cast.mentions if high <= m.start < before.end and (s := cast.vendors.vendor_of(m))
    }
    firms = {
        s.slug: s
        for m in cast.mentions
        if low <= m.start and m.end <= high and (s := cast.vendors.vendor_of(m))
    }
    firms |= {s.slug: s for place, s in cast.spoken if low <= place < high}
    return next(iter(firms.values())) if len(firms) == 1 and others <= firms.keys() else None


def _page_before(cast: "Cast", at: int) -> Speaker | None:
    """Return whose page "it" is that the sentence before was about: "Its status page was green. It now reads"."""
    index = bisect_left(cast.passages.starts, at + 1) - 2
    if index < 0 or not STATUS_PAGE.search(cast.passages.sentences[index].masked):
        return None
    before = cast.passages.sentences[index]
    subject = first_subject(before.masked)
    if subject is None or not STATUS_PAGE.search(subject[0]):
        return None
    return cast.speak_for(names_in(subject[0]), before.start, SpeakerRole.STATUS_PAGE)


def _antecedent(cast: "Cast", at: int) -> Speaker | None:
    """Read the name right before "who": "Jo Doe, who said that ..."."""
    sentence = cast.passages.sentence_at(at)
    if sentence is None:
        return None
    before = sentence.masked[: at - sentence.start].rstrip(" ,")
    before = re.sub(r"\son (?:Twitter|X|Facebook|Reddit|LinkedIn|social media)$", "", before)
    if VOICE_OF_ORG.search(before[-14:]):
        subject = first_subject(before)
        return None if subject is None else cast.resolve(subject[0], sentence.start + subject[1])
    names = names_in(before[-60:])
    if not names or not before.endswith(names[-1]):
        plural = re.search(r"\b(?:users|customers|owners|people|admins|subscribers)$", before)
        return read_users(plural[0], []) if plural else cast.people.last_before(at)
    return cast.resolve(names[-1], at - 1)
