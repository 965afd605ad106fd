"""What somebody is reported to say -> the stretches in it that the reporter only reminds of. Pure.

    Acme apologised after its tills had failed for six hours          the hours are the reporter's
    Acme said that a bug was behind the outage, which left 900 stores dark
    Acme says that all is well again after a fault which hit it on Thursday

A source says what is new; that there was an outage, what it did and for how long, the reader is told by the reporter.
"""

import re

from newsagg.detect.wordpatterns import compile_words

_TROUBLE = (
    r"(?:outages?|disruptions?|failures?|glitch(?:es)?|incidents?|problems?|issues?|blackouts?|shutdowns?|crash(?:es)?|stoppages?|downtime|meltdowns?|"
    r"breakdowns?|interruptions?|malfunctions?|faults?|errors?|attacks?|hack|cyberattacks?)"
)
_DID = (
    r"(?:left|took|taken|takes|leaves|leaving|affect(?:ed|s|ing)|hit|hits|hitting|knock(?:ed|s|ing)|disrupt(?:ed|s|ing)|ground(?:ed|s|ing)|prevent(?:ed|s|ing)|cut|cuts|cutting|"
    r"began|begun|started|lasted|lasting|sowed|brought|kept|keeps|forced|caus(?:ed|ing)|stopped|blocked|locked|meant|saw|plagued|struck|crippled|paralysed|paralyzed|halted|downed|"
    r"made|impact(?:ed|s|ing)|delayed|cancel(?:l?ed)|closed|stranded|interrupted|occurred|happened|led|resulted|sent|threw|triggered|sparked|shut|wiped|derailed|marred|rendered|put)"
)
_REMINDED = compile_words(
    rf"\b{_TROUBLE}(?:\s(?:on|in|at|across|of|with|for|to|last|this|late|early|earlier|yesterday)\s[^,;.\x00“\"]{{1,40}}?)?"
    rf"(?P<told>,?\s(?:that|which)\s(?:has\s|have\s|had\s|also\s|briefly\s|temporarily\s)?{_DID}\b[^;.\x00“\"]*)"
)
"""A clause that says of an outage what everybody saw."""
_AFTER = compile_words(
    r"\b(?P<told>(?:after|following) (?!\d|noon|midnight|hours|months|weeks|days|years|that\b|it\b|this\b|(?:the|an?|its) (?:\w+ )?(?:change|update|deployment|upgrade|release|restart|reboot|rollback|fix|patch))"
    rf"[^;.\x00“\"]{{2,60}}?\b(?:{_DID}|(?:was|were|had been|been|went|could|couldn['’]t) (?:\w+ )?(?:not|unable|down|offline|damaged|locked|unavailable|hit|cut|left|affected|dark))\b[^;.\x00“\"]*)"
)
"""What went before, behind the word of who is sorry or is back."""
_AFTER_TROUBLE = compile_words(
    rf"\b(?P<told>(?:after|following) (?:an?|the|this|last|its|\w+['’]s|yesterdays?) (?:[\w’'-]+ ){{0,4}}?{_TROUBLE}\b[^;.\x00“\"]*)"
)
_SO_LONG_AFTER = compile_words(
    r"\b(?P<told>(?:an?|one|two|three|four|five|six|several|\d+|few) (?:minutes?|hours?|days?|weeks?) (?:after|since) (?!(?:the|an?|its) (?:\w+ )?(?:change|update|deployment|"
    rf"upgrade|release|restart|fix|patch)\b)[^;.\x00“\"]{{2,60}}?\b(?:{_DID}|{_TROUBLE}|(?:went|fell|crashed|failed|broke))\b[^;.\x00“\"]*)"
)
"""How long ago it was that what everybody saw began."""
_WHICH = compile_words(
    r"(?P<told>,\swhich\s(?:has\s|have\s|had\s|also\s|briefly\s|temporarily\s|in turn\s)?(?:left|affected|hit|knocked|disrupted|grounded|prevented|sowed|plagued|struck|"
    r"crippled|paralysed|paralyzed|stranded|marred|led|locked|halted|downed|rendered|threw|sparked)\b[^;.\x00“\"]*)"
)
"""What it did to people, told in passing."""
_HEARERS = re.compile(
    r"\bto (?:its |the |all |any |those )?(?:\w+ )?(?:customers|users|subscribers|passengers|people|anyone|those|fans|players|everyone|clients|members|viewers|shoppers) "
    r"(?P<told>(?:who|whose|left|hit|locked|stranded)\b[^;.\x00“\"]*)"
)
"""To whom somebody apologises, and for what they went through."""
_APOLOGISING = frozenset(
    "apologise apologises apologised apologising apologize apologizes apologized apologizing issued".split()
)
_RECOVERED = re.compile(
    r"\b(?:restored|resolved|fixed|recovered|back|resum\w+|apolog\w+|sorry|normal|again|ended|over)\b[^,;.]{0,40}$"
)
_SHORTEST = 12
_NEWS = re.compile(
    r"\b(?:(?:ha[sd]|having|have)\s(?=an?\s|some\s)|(?:experienc\w+|suffer\w*|see(?:s|ing|n)?|saw|fac(?:es|ed|ing)|investigat\w+|aware of|identif\w+|discover\w*|found|detect\w*|"
    r"notic\w+|introduc\w+|trigger\w*|there (?:is|was|were|are))\s)(?:an?\s|some\s|several\s)?(?:(?!from|for|after|by|of|the\b)[\w-]+\s){0,3}$"
)
"""Before trouble that is itself what is said: "it was experiencing an outage that"."""
_MAIN_CLAUSE = re.compile(r"\s(?:was|were|is|are|has|had|have|began|came|lay|resulted|stemmed)\s")
"""Where a sentence goes on whose subject had a clause of its own."""


def find_reminders(masked: str, start: int, end: int, verb: str) -> list[tuple[int, int]]:
    """Return the stretches of a reported clause, its quotations blanked, that are the reporter's own."""
    found = []
    for match in _REMINDED.finditer(masked, start, end):
        if _NEWS.search(masked, start, match.start()):
            continue
        goes_on = _MAIN_CLAUSE.search(masked, match.start("told") + _SHORTEST, match.end())
        found.append((match.start("told"), goes_on.start() if goes_on else match.end()))
    for match in _AFTER.finditer(masked, start, end):
        if verb in _APOLOGISING or _RECOVERED.search(masked, start, match.start()):
            found.append(match.span("told"))
    for match in _AFTER_TROUBLE.finditer(masked, start, end):
        if verb in _APOLOGISING or _RECOVERED.search(masked, start, match.start()):
            found.append(match.span("told"))
    found += [m.span("told") for m in _SO_LONG_AFTER.finditer(masked, start, end)]
    for match in _WHICH.finditer(masked, start, end):
        if not any(low <= match.start() < high for low, high in found):
            found.append(match.span("told"))
    if verb in _APOLOGISING:
        found += [m.span("told") for m in _HEARERS.finditer(masked, start, end)]
    return [(low, high) for low, high in found if high - low >= _SHORTEST and low >= start]
