"""One sentence -> the frames of turns that give somebody's word without a verb of speech. Pure.

SUBJECT holds its landlord responsible: content          "ties the outage to", "let admins know that"
Insisting that content, SUBJECT opened its doors         the word stands ahead of who gives it
If SUBJECT is right, content                             "For Gartner's Jo Doe, content"
"""

import re

from newsagg.detect.framewords import ELIDED, PASSIVE_BEFORE
from newsagg.detect.sourceframes import Frame, frame_ahead
from newsagg.detect.speakernames import USERS
from newsagg.detect.subjects import first_subject, subject_before
from newsagg.detect.wordpatterns import Trigger, compile_words

_TEXT = (
    r"(?:notices?|statements?|advisor(?:y|ies)|alerts?|messages?|updates?|posts?|notifications?|bulletins?|"
    r"tweets?|notes?|emails?|e-mails|letters?|memos?|announcements?|apolog(?:y|ies)|explanations?|repl(?:y|ies)|responses?|answers?)"
)
_OTHERS = r"[^,;.:\x00]{2,50}?"
_TURN = compile_words(
    r"(?<![\w’'-])(?:"
    # blame
    rf"(?P<verb>hold|holds|held|holding) {_OTHERS} (?:responsible|accountable|liable)|"
    r"(?P<tie>ties|tied|links|linked|connects|connected|traces|traced) (?:the|this|its|their|last|an?|[A-Z]\w+['’]s) "
    r"[^,;.:\x00]{2,40}? (?:back )?to|"
    rf"(?:lay|lays|laid) {_OTHERS} at the (?:door|feet) of|(?:puts?|lays?|laid|placed?|pinned|heaped|shifted) (?:\w+ )?(?:the |all |most )?blame (?:\w+ )?(?:on|at)|"
    # tell
    rf"let {_OTHERS} know|(?:wants?|wanted|urges|urged|would like|reminded|reminds) {_OTHERS} to (?:know|be aware|understand|remember)|"
    r"(?:gave|gives|offers|offered|sent|sends) (?:\w+ )?(?:assurances?|word|notice)(?= that)|(?:has|have|had) it from "
    rf"{_OTHERS}(?= that)|(?:ha[sd]|have) this to say|(?:sum|sums|summed) (?:it|things|the [\w ]{{2,20}}|an? [\w ]{{2,20}}) up|"
    r"(?:sums|summed) up (?=the|an?|its|his|her)|(?:put|puts|putting) it (?:simply|bluntly|plainly|this way|like this|more (?:simply|bluntly))|"
    rf"(?:issued|posted|released|published|gave|sent|provided|shared|offered|put out|emailed|tweeted) [^,;.:\x00]{{0,40}}?"
    rf"(?:following|this|below)\s(?:\w+\s)?{_TEXT}\b[^,;.:\x00]{{0,70}}(?=:)|"
    rf"(?:issued|posted|released|published|gave|sent|shared|tweeted|put out) (?:an?|another|its|their) (?:\w+ ){{0,2}}?{_TEXT}\b[^;.:\x00]{{0,70}}(?=:(?:$|\s))|"
    r"spell(?:s|ed|ing)? out|spelt out|(?:point(?:s|ed|ing)?|wag(?:s|ged)) (?:the|an?) (?:accusing )?finger(?: of blame)? (?:at|to)|"
    r"(?:took|takes|accept(?:s|ed)|shoulder(?:s|ed)) (?:the |full |all )*(?:blame|responsibility)(?= for|:)|"
    # say, with a verb that leads to it
    r"(?:(?:was|were|is|are|seem(?:s|ed)|felt) (?:\w+ )?(?:at pains|keen|quick|eager|anxious|forced|obliged|compelled|careful|happy|moved|able)|"
    r"moved|moves|sought|seeks|hastened|rushed|tried|tries|attempted|took pains|went out of (?:its|her|his|their) way|had|felt (?:the need|compelled)|"
    r"stepped in|came forward|chose|saw fit|was made) to (?:also |only |later )?(?:say|stress|add|admit|point out|insist|deny|reassure|assure|explain|clarify|"
    r"confirm|warn|concede|acknowledge|emphasi[sz]e|note|announce|apologi[sz]e|blame|dismiss|play down|claim|reject|rebut|own up|promise|state|argue|"
    r"downplay|declare|reveal|disclose|calm fears|quash|scotch)|"
    r"(?:came|comes) clean|(?:broke|breaks) (?:its|her|his|their) silence|(?:hit|hits|struck) back|(?:doubled|doubles) down|(?:weighed|weighs|chimed|chimes) in|"
    r"(?:ha[sd]|have|offers?|offered|gave|gives) (?:this|an?|one|another) (?:\w+ ){0,2}?(?:explanation|answer|theory|account|version|message|warning|reason|view)"
    r"(?=[^:;.\x00]{0,30}:)|"
    # hold for true
    r"(?:is|are|was|were|remains?|feels?|seems?) (?:\w+ly |now |also |still |very |quite )?(?:confident|adamant|convinced|"
    r"certain|optimistic|hopeful|positive|insistent|of the (?:view|opinion))(?= that | (?:the|no|its|it|all|there|nobody|nothing|this|they|an?)\b)|"
    r"(?:has|have|had|voiced|expressed|shares?|shared) (?:an? |the |no |little |every |some )?(?:\w+ ){0,2}?(?:suspicion|hunch|belief|feeling|doubt|inkling|"
    r"fear|hope|conviction)s?(?= that)|"
    r"(?:sees|eyes|foresees|targets|awaits) (?:an? |the |its )?(?:\w+ ){0,2}?(?:recovery|return|restoration|resolution|repairs?|restart)|"
    # refuse
    r"(?:could|can|would|did|does|will|wo|ca)(?: not|n['’]t|not) (?:yet )?(?:say|tell|confirm|disclose|reveal|specify)(?: [^,;.:\x00]{2,20}?)?"
    r"(?= (?:if|whether|how (?:many|much|long)|when|which|where)\b)|(?:declin(?:ed|es)|refus(?:ed|es)) to (?:say|tell|confirm|disclose|reveal|specify)"
    r"(?= (?:if|whether|how|when|which|where)\b)|"
    rf"(?:contradicted|contradicts|corrected|rebuffed|hit back at|hits back at|took issue with|disagreed with) {_OTHERS}(?=:)|"
    r"scoff(?:s|ed) at|(?:pour(?:s|ed) cold water|cast(?:s)? doubt) on|(?:was|were) quick to (?:say|deny|scotch|quash|stress|point|reject|dismiss|"
    r"reassure|add|blame|note|admit|put|play)|(?:makes|made) no secret(?= that| of)|"
    # beg and complain
    r"(?:asked|asks|asking|begged|begs|pleaded|pleads|appealed|appeals) (?:\w+ )?for (?:forgiveness|patience|understanding|calm|time|more time|pardon)|"
    r"(?P<crowd>(?:rang|called|phoned|wrote|emailed|contacted|texted|messaged|wrote to) [^,;.:\x00]{2,30} to (?:say|complain|report|warn|ask)|(?:began|begin|begins|started|start|continued|continue|kept|keep) (?:reporting|complaining|posting|tweeting|describing|sharing|flagging|"
    r"to (?:complain|report))|(?:is|are|was|were) (?:also |now |still |already )?(?:reporting|complaining|describing|flagging))|"
    r"(?:has |have |had )?(?:now |since |also )*(?:marked|declared|classified|labell?ed|designated|upgraded|downgraded) (?:the|all|it|this|its|an?|both|most) "
    r"[^,;.:\x00]{0,40}? ?(?:as|to)(?= [“\"‘']?[a-z])|(?P<holding>complaint|claim|charge|allegation|contention|argument|worry|point|gripe|grievance|prediction|"
    r"estimate|belief|suspicion|warning|advice|message) (?:is|was)(?= that)"
    r")(?![\w’'-])"
)
"""What the subject before it says: everything behind."""
_FRONTED = re.compile(
    r"^[\W_]*(?:While |Though |Although |Still )?(?:Saying|Insisting|Claiming|Arguing|Stressing|Warning|Noting|Confirming|Admitting|Acknowledging|"
    r"Conceding|Promising|Explaining|Adding|Declaring|Announcing|Maintaining|Asserting|Alleging|Vowing|Pledging|Denying|Rejecting|Dismissing|"
    r"Emphasi[sz]ing|Revealing|Disclosing|Blaming|Complaining)\b(?P<content>[^;\x00]{8,200}?),\s(?=(?P<who>(?:[A-Z][\w’'.&-]*|the|its|it|they|he|she|an?|"
    r"two|three|some|many|several)(?:\s[\w’'.&-]+){0,4}?)\s(?P<main>[a-z]+(?:ed|s)?)\b)"
)
"""A participle ahead of the clause whose subject it belongs to."""
_IF_RIGHT = compile_words(
    r"\b[Ii]f (?P<who>[^,;.:\x00]{2,60}?) (?:is|are|was|were|has|have) (?:to be (?:believed|trusted)|(?:it )?right|correct|anything to go by|any guide)(?=[,.;]|$)"
)
"""Whose word it is that follows when it is true: "If the engineers are right, a clock had drifted"."""
_NOUN_SAYS = compile_words(
    r"(?P<who>(?:[A-ZÀ-Þ][\w&’.-]*(?:\s[A-ZÀ-Þ][\w&’.-]*){0,3}?|\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?:[a-z][\w-]*\s){0,2}?[a-z][\w-]*))['’]s?\s(?:own\s|\w+\s)?"
    r"(?:fingers? point(?:s|ed)? (?:at|to)\b|(?P<noun>explanation|claim|account|admission|theory|assertion|suggestion|denial|confirmation|announcement|assurance|statement|warning|insistence|"
    r"allegation|revelation|acknowledgement|prediction|estimate|version|disclosure)s?\s(?:of|about|that)\b)"
)
"""Whose word a noun of speech tells: "the bank's claim that a disk was full"."""
_WHO = r"(?P<{0}>(?:[A-ZÀ-Þ][\w&’.-]*(?:\s[A-ZÀ-Þ0-9][\w&’.-]*){{0,3}}?|\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?:[a-z][\w-]*\s){{0,2}}?[a-z][\w-]*))"
_WORD_FROM = compile_words(
    r"\b(?:[Ww]ord|[Nn]ews|[Tt]he (?:\w+ )?(?:word|line|message|verdict|news|view|answer|reply|response|story|explanation)) (?:from|out of) "
    r"(?P<from>[^\W\d][^,;.:\x00]{1,50}?)(?: is| was)?(?: that\b|:)|"
    rf"\b[Ii]t (?:is|was|remains) {_WHO.format('holds')}['’]s? (?:contention|belief|view|understanding|position|claim|opinion|hope|expectation|guess|argument|"
    r"theory|case)(?= that)|"
    rf"\b[Aa]s far as {_WHO.format('far')} (?:is|are|was|were) concerned"
)
"""Whose word follows: "word from the bank is that", "it is the bank's contention that", "as far as the bank is concerned"."""
_AS_PUT = compile_words(
    rf"\b[Aa]s {_WHO.format('who')} (?:put|puts|called|calls|described|describes|termed|terms|has|tells|told|sees|saw|framed|framed) (?:it|them|this)\b|"
    r"\b[Aa]s (?P<any>[^,;.:\x00“”\"]{2,60}?) (?:put|puts) (?:it|them|this)(?=[,.;:]|$)|"
    rf"(?<=[”\"’'] )was {_WHO.format('reply')}['’]s? (?:\w+ )?(?:answer|reply|response|verdict|message|explanation|take|comment|line|retort)\b"
)
"""Whose word stands before, or behind where it opens the sentence: "“...,” as the bank put it", "“...” was its answer"."""
_WENT_ON = compile_words(r",\s(?P<who>[^,;.:\x00]{2,40}?)\s(?:went on|goes on|cut in|chimed in)(?=[,.;])")
_AHEAD = 12
"""Code points before a source's clause that are what the source says."""
_FOR_PERSON = re.compile(
    r"^[\W_]*(?:For|To) (?P<who>(?:(?:[A-Z][\w’'.&-]*\s)*[A-Z][\w’'.&-]*['’]s?\s(?:[a-z][\w-]*\s){0,4})?[A-Z][\w’'-]+\s[A-Z][\w’'-]+(?:,[^,;.\x00]{3,70})?),\s"
)
"""Whose view it is that follows: "For Gartner's Jo Doe, one region carries too much"."""
_WE = re.compile(r"\b(?:[Ww]e|I|[Yy]ou)$")


_ANY = Trigger(_TURN, _NOUN_SAYS, _IF_RIGHT, _WORD_FROM, _AS_PUT, _WENT_ON)


def find_turns(text: str) -> list[Frame]:
    """Return the frames of a sentence, its quotations blanked, that are turned without a verb of speech."""
    out = _find_amid(text) if _ANY.near(text) else []
    opening = text[:_OPENING]
    fronted = _FRONTED.match(text) if "ing " in opening else None
    if fronted is not None:
        frame = frame_ahead(text, fronted, _who(fronted, "who"))
        out.append(frame._replace(verb="saying", content_start=0, content_end=fronted.end("content")))
    person = _FOR_PERSON.match(text) if "For " in opening or "To " in opening else None
    if person is not None:
        out.append(frame_ahead(text, person, _who(person, "who"))._replace(verb="according to"))
    return out


_OPENING = 26
"""Code points in which a participle stands that opens a sentence."""


def _who(match: re.Match[str], *groups: str) -> tuple[str, int, int]:
    group = next(name for name in groups if match[name])
    return match[group], *match.span(group)


def _find_amid(text: str) -> list[Frame]:
    out = []
    for match in _TURN.finditer(text):
        before = text[: match.start()]
        subject = subject_before(text, match.start())
        if subject is None and ELIDED.search(before):
            subject = first_subject(before)
        had_it = match["crowd"] and subject is not None and not USERS.search(subject[0])
        passive = match["tie"] and PASSIVE_BEFORE.search(before)
        if subject is None or passive or _WE.search(subject[0]) or had_it:
            continue  # "the platform began reporting issues": it had them
        out.append(frame_ahead(text, match, subject))
    for match in _NOUN_SAYS.finditer(text):
        verb = "denied" if match["noun"] == "denial" else "saying"
        frame = frame_ahead(text, match, _who(match, "who"))
        out.append(frame._replace(verb=verb, content_start=match.end("who")))
    for match in _IF_RIGHT.finditer(text):
        start = 0 if match.start() > _AHEAD else match.start()
        out.append(
            frame_ahead(text, match, _who(match, "who"))._replace(verb="according to", content_start=start)
        )
    for match in _WORD_FROM.finditer(text):
        out.append(
            frame_ahead(text, match, _who(match, "from", "holds", "far"))._replace(verb="according to")
        )
    for match in _AS_PUT.finditer(text):
        frame = frame_ahead(text, match, _who(match, "who", "any", "reply"))._replace(verb="put")
        if text[: match.start()].strip(" “\"'‘"):
            frame = frame._replace(content_start=0, content_end=match.start(), inverted=True)
        out.append(frame)
    for match in _WENT_ON.finditer(text):
        out.append(frame_ahead(text, match, _who(match, "who"))._replace(verb="added", content_start=0))
    return out
