"""The words before a verb -> the noun phrase that is its subject, with its place. Pure.

Auxiliaries, adverbs and asides between subject and verb are stepped over: "The bank, which is in Leeds, has now said".
"""

import re

from newsagg.detect.framewords import (
    AUXILIARY,
    BARE,
    BOUNDARY,
    DASHED,
    FINITE,
    LEFT_WINDOW,
    MAIN_VERB,
    OPENING_NAME,
)
from newsagg.detect.gazetteer import PLACE, are_places
from newsagg.detect.speakernames import OFFICER, looks_like_person
from newsagg.detect.speechverbs import KINDS
from newsagg.detect.wordscan import make_set

_TITLED = re.compile(
    r"\b(?:executive|officer|CEO|CTO|CIO|founder|president|chair\w*|director|minister|secretary|"
    r"ministr[eao]|président|presidente?|direct(?:eur|rice|ora?)|porte-parole|portavoz|porta-voz|PDG|patron|maire|alcalde(?:sa)?|Geschäftsführer(?:in)?|"
    r"spokes\w+|head|chief|engineer|manager|boss|commissioner|representative|\w*[Cc]hef|Sprecher(?:in)?|"
    r"parent|owner|operator|maker|company|firm|developer|provider|supplier|regulator|tracker|watchdog|S?VP|vice[ -]president|lead|analyst|researcher|professor|"
    r"lecturer|consultant|expert|scientist|lawyer|attorney|architect|strategist|economist|superintendent|sheriff|mayor|governor|senator|coordinator|supervisor|"
    r"resident|student|teacher|trader|shopper|passenger|customer|user|driver|commuter|nurse|doctor|mother|father|co-?founder)\b"
    r"[^,;:]{0,40}$",
    re.IGNORECASE,
)
_THE_ONE = re.compile(r"\W*(?:The|Its|Their|An?|Another|One)\s[a-z][\w-]*(?:\s[a-z][\w-]*){0,3}")
"""Nothing but a common noun: the name behind the comma is who it is."""
_NAMED = re.compile(r"[A-ZÀ-Þ][\w’'.-]+(?:\s(?:[A-ZÀ-Þ][\w’'.-]*|de|van|von|bin|al)){0,3}")
_JOINING = ("and", "y", "e", "et", "und")
_JOINED = re.compile(r"[A-ZÀ-Þ][\w’'.&-]*\s$")
_SECOND = re.compile(
    r"\W*\b(?:an?|the|its|this|that|another|one)\s(?:[\w-]+\s)?(?!(?:of|in|at|to|for|on|by|from|with|who|which|near)\b)[\w-]+\s"
    r"(?=(?:the|its|their)\s[\w’'-]+(?:\s[\w’'-]+){0,2}$)"
)
"""Where a second noun phrase begins that no preposition leads to."""
_DETERMINED = re.compile(r"\s(?:the|its|their|an?)\s")
_AFTER_TIME = re.compile(
    r"[^,]*?\b(?:\d[\d:.]*(?:\s?[ap]\.?m\.?)?|noon|midnight|morning|afternoon|evening|night|today|yesterday|"
    r"later|earlier|ago|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s(?=(?:the|its|their|an?)\s[\w’'-]+(?:\s[\w’'-]+){0,4}$)"
)
"""A time that stands before the subject: "shortly after nine the lender"."""
_CLAUSE_OF_ITS_OWN = re.compile(
    r"[A-ZÀ-Þ@]|(?:local|police|officials|experts|analysts|sources|reports|media|authorities|researchers|regulators|the|its|it|they|he|she|we|you|an?|their|some|many|users|customers|this|these|there)\b"
)
_BRACKETS = re.compile(r"\s?\([^()]*\)$")
_NO_NOUN = re.compile(
    r"(?:^|\W)(?:at|by|after|since|from|in|on|to|with|before|until|during|so|now|for|of|is|was|are|and|but|than|like|about|all)$",
    re.IGNORECASE,
)
_SOME_OF_THEM = re.compile(r",\s(?:including|such as|among them|like)\s[^;:]{2,120},$")
_PLACED = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}"
_LISTED = re.compile(
    r"(?:^[\W_]*|[.;:(–—]\s|,\s|\b(?:and|but|that|while)\s)(?P<head>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Ss]ome|[Ss]everal|[Mm]any)\s)?(?:[\w’'-]+\s){0,3}?[a-z][\w’'-]+)\s"
    rf"(?:in|from|across|at|near)\s(?P<places>{_PLACED}(?:,\s{_PLACED}){{0,6}}?(?:,?\s(?:and|or)\s|,\s){_PLACED})$"
)
"""People or bodies with a list of the places where they are: "fire crews in Ohio, Kansas and Texas"."""
_IN_TOWN = re.compile(r"[a-z]\s(?:in|of|at|near|from)\s[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2}$")
_RELATED = re.compile(r"[\W_]*(?P<np>[^,;\x00]{2,80}),\s(?:which|who|whose)\s[^;\x00]*,")
_DASHES = ("-", "–", "—")
_RELATIVE = re.compile(r"\s(?:who|which|that)\s(?=[^,;]*$)")


def subject_before(text: str, end: int) -> tuple[str, int, int] | None:
    """Return the noun phrase that ends before ``end``, with its place; None when there is none."""
    floor = max(0, end - LEFT_WINDOW)
    left = text[floor:end].rstrip()
    while _may_help(left) and (tail := AUXILIARY.search(left)) is not None:
        left = left[: tail.start()].rstrip(" ")
        if not left:
            return None
    if left.endswith(")"):
        left = _BRACKETS.sub("", left)  # "Acme Inc (ACME.O) said"
    dashed = DASHED.search(left) if left.endswith(_DASHES) else None
    if dashed is not None:
        left = left[: dashed.start()].rstrip(" ,")
    if left.endswith(","):
        shorter = _SOME_OF_THEM.sub("", left)
        if shorter == left:
            return _before_apposition(text, floor, left)
        left = shorter  # "the crews in several towns, including Leeds and York, said"
    start = 0
    relative = _RELATIVE.search(left) if "that" in left or "who" in left or "which" in left else None
    for boundary in BOUNDARY.finditer(left):
        if boundary[0] == "(" and ")" in left[boundary.end() :]:
            continue  # "Japan Exchange Group (JPX) chief Jo Doe"
        if not (
            boundary[0] in _JOINING
            and _JOINED.search(left, 0, boundary.start())
            and left[boundary.end() + 1 :][:1].isupper()
        ):
            start = boundary.end()  # "Marks and Spencer" is one name
    second = None
    if (determined := _DETERMINED.search(left, start + 3)) is not None:
        second = _SECOND.match(left, start)
        if second is None and (determined.start() > start + 3 or _DETERMINED.search(left, start + 4)):
            second = _AFTER_TIME.match(left, start)
    if second is not None:
        start = second.end()  # "an outage the bank": it is the bank's verb
    last = left[start:].strip()
    listed = _LISTED.search(left) if start and last[:1].isupper() and are_places(last) else None
    if listed is not None and are_places(listed["places"]):
        return listed["head"], floor + listed.start("head"), floor + listed.end("head")
    if start and _ends_in_town(left, start - 2) and PLACE.fullmatch(left, start):
        return subject_before(text, floor + start - 2)  # "the fire department in Elko, Nevada"
    phrase = left[start:]
    if relative is not None and len(left) > relative.end() >= start - 1 and not _opens_speech(left, relative):
        # "One user who could not log in said", "the update that was posted at noon reads"
        return subject_before(text, floor + relative.start())
    lead = len(phrase) - len(phrase.lstrip())
    phrase = phrase.strip()
    if not phrase:
        return None
    return phrase, floor + start + lead, floor + start + lead + len(phrase)


_HELPERS = make_set(
    "has have had hat haben ha han a also later already initially previously since then now first further still earlier today "
    "yesterday tonight again finally eventually did does however meanwhile soon just only even itself themselves himself herself "
    "both all will would auch inzwischen Anfrage Nachfrage X Twitter Facebook Mitteilung Stellungnahme Erklärung morning afternoon "
    "evening night Monday Tuesday Wednesday Thursday Friday Saturday Sunday statement update post tweet email message notice "
    "'d ’d 's ’s 've ’ve"
)
"""The last words of what AUXILIARY finds, beside what _may_help looks at."""
_LONGEST_HEARERS = 34
"""Code points of " to " and of those that a statement was made to."""


def _may_help(left: str) -> bool:
    """Whether an auxiliary, an adverb or a time may stand at the end: looked at before AUXILIARY is tried at each blank."""
    last = left.rsplit(None, 1)[-1:]
    return bool(last) and (
        last[0] in _HELPERS
        or last[0].endswith("ly")
        or "tag" in last[0]
        or last[0].startswith(("Morgen", "Abend"))
        or " to " in left[-_LONGEST_HEARERS:]
    )


def _ends_in_town(left: str, end: int) -> bool:
    """Whether a capitalised name stands before an offset, and before it a preposition: "the bank in Leeds"."""
    last = left[:end].rsplit(None, 1)[-1:]
    return bool(last) and not last[0][0].islower() and _IN_TOWN.search(left, 0, end) is not None


_NEAR = 4
"""Words before "that" among which a verb of speech stands that it hangs on."""


def _opens_speech(left: str, relative: re.Match[str]) -> bool:
    """Whether the clause after "that" is what somebody says, not a relative clause: "said that the bank"."""
    if relative[0].strip() == "who":
        return False
    if relative[0].strip() == "that" and _NO_NOUN.search(left, 0, relative.start()):
        return True  # "at that point"
    if _CLAUSE_OF_ITS_OWN.match(left, relative.end()):
        return True  # "a process that the bank expects"
    return FINITE.match(left, relative.end()) is None and any(
        word in KINDS for word in left[: relative.start()].split()[-_NEAR:]
    )


def _before_apposition(text: str, floor: int, left: str) -> tuple[str, int, int] | None:
    """Read "Jo Doe, head of networks at Acme," as Jo Doe."""
    related = _RELATED.fullmatch(left)
    if related is not None and not MAIN_VERB.search(related["np"]):
        return subject_before(
            text, floor + related.end("np")
        )  # "Acme, which has offices in Leeds, York and Hull, said"
    comma = left.rfind(", ", 0, len(left) - 1)
    if comma < 0:
        return None
    inner = left[comma + 1 : -1].strip()
    if PLACE.fullmatch(inner):
        # "Acme, a host in Leeds, England, said"
        before = _before_apposition(text, floor, left[: comma + 1])
        return before or (subject_before(text, floor + comma) if _ends_in_town(left, comma) else None)
    if (_TITLED.search(left[:comma]) or _THE_ONE.fullmatch(left[:comma])) and _NAMED.fullmatch(inner):
        start = floor + comma + 1 + left[comma + 1 :].index(inner)
        return inner, start, start + len(inner)
    if not inner or (
        inner[0].isupper()
        and not re.search(r"['’]s? |\b(?:CEO|CTO|VP|head|chief|director)\b", inner)
        and (OFFICER.search_piece(inner) is None or _ends_in_person(inner))
    ):
        return None
    if left[:comma].rpartition(", ")[2].strip().isdigit():
        return _before_apposition(text, floor, left[: comma + 1])  # "Jo Doe, 34, from Leeds, said"
    return subject_before(text, floor + comma)


_NAME_BEHIND = re.compile(
    r",\s(?P<name>[A-ZÀ-Þ][\w’'.-]+(?:\s[A-ZÀ-Þ][\w’'.-]*){0,2}\s[A-ZÀ-Þ][\w’'-]+)(?=[,.;]|$)"
)


def find_titled(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the name behind an office that stands in a span of a text: "the bank's chief, Jo Doe"."""
    named = _NAME_BEHIND.match(text, end)
    if named is None or not looks_like_person(named["name"]) or not _TITLED.search(text[start:end]):
        return None
    return named.span("name")


def _ends_in_person(words: str) -> bool:
    last = " ".join(words.split()[-2:])
    return looks_like_person(last) and OFFICER.search_piece(last) is None


def first_subject(text: str) -> tuple[str, int, int] | None:
    """Return the noun phrase before the first main verb of a sentence, with its place."""
    for verb in MAIN_VERB.finditer(text):
        subject = subject_before(text, verb.start())
        if subject is not None and BARE.fullmatch(subject[0]) is None:
            return subject
    opening = OPENING_NAME.match(text)
    return None if opening is None else (opening[1], opening.start(1), opening.end(1))


_HELPING = re.compile(r"(?<=, )(?:(?:a|ont|ha|han|hat|haben)(?: fait)?|fait|font)\s$")
_LONGEST_HELPING = 16
"""Code points that a helping verb abroad takes with the comma before it, and more."""


def strip_helping(text: str, end: int) -> str:
    """Return what stands before a verb, without the helping verb that other languages put there."""
    before = text[:end]
    if text.find(", ", max(0, end - _LONGEST_HELPING), end) >= 0:
        before = _HELPING.sub("", before)
    return before.rstrip()
