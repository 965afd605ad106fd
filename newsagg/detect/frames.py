"""One sentence -> its reporting frames: who is said to say, and which stretch of words is that one's. Pure.

    SUBJECT VERB content      "The bank said that ...", "Downdetector logged 4,000 reports"
    content, SUBJECT VERB     "..., the operator said on Monday"
    content, VERB SUBJECT     "...," reads the status page
    according to SUBJECT, content        content, according to SUBJECT
    SUBJECT ..., stating content

Names are not resolved here (speakers.py does that); subjects are returned as words with their place. Frames are
looked for with the inside of quotations blanked, so that what a quoted person says opens no frame.
"""

import re
from dataclasses import dataclass

from newsagg.detect.passages import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One reporting frame; offsets count code points of the sentence."""

    subject: str
    subject_start: int
    subject_end: int
    verb: str
    verb_start: int
    verb_end: int
    content_start: int
    content_end: int
    inverted: bool = False
    """The content stands before the subject."""
    hedged: bool = False
    """The verb itself takes distance: believes, estimates, suspects."""


_FIRM = (
    "ordered|orders|informed|notified|urged|urges|recommended|conceded|concedes|remarked|outlined|vowed|hinted|mentioned|mentions|cautioned|tells|said|says|say|stated|states|told|tells|tell|announced|announces|announce|confirmed|confirms|confirm|explained|explains|explain|added|adds|"
    "noted|notes|note|wrote|writes|tweeted|tweets|posted|posts|reported|reports|report|admitted|admits|admit|acknowledged|"
    "acknowledges|acknowledge|claimed|claims|claim|insisted|insists|insist|warned|warns|warn|revealed|reveals|reveal|disclosed|"
    "discloses|blamed|blames|blame|attributed|attributes|attribute|pinned|pins|denied|denies|deny|reiterated|described|describes|"
    "indicated|indicates|indicate|apologised|apologized|apologises|apologizes|argued|argues|pointed|points|called|calls|cited|"
    "cites|responded|responds|replied|replies|shared|shares|concluded|concludes|determined|traced|traces|found|finds|stressed|"
    "emphasised|emphasized|clarified|declared|declares|assured|detailed|advised|advises|commented|promised|promises|"
    "pledged|complained|complain|observed|listed|lists|read|reads|updated|elaborated|continued|highlighted|highlights|"
    "sagte|sagt|teilte|teilt|erklärte|erklärt|bestätigte|bestätigt|schrieb|schreibt|meldete|meldet|meldeten|melden|berichtet|"
    "berichtete|berichten|verzeichnete|verzeichnet|nannte|begründete|führte|führt|"
    "déclaré|indiqué|indique|annoncé|annonce|confirmé|confirme|expliqué|explique|précisé|précise|affirmé|affirme|signalé|signalent|"
    "dijo|dice|informó|informa|confirmó|confirma|explicó|explica|anunció|anuncia|aseguró|asegura|señaló|señala|reportó|reporta|indicó|indica|"
    "disse|diz|informou|confirmou|explicou|anunciou|afirmou|afirma|relatou|registrou|relataram|registró|reportaron"
)
_HEDGED = (
    "believed|believes|believe|thought|thinks|think|suspected|suspects|suspect|estimated|estimates|estimate|speculated|"
    "speculates|speculate|suggested|suggests|suggest|implied|implies|alleged|alleges|allege|expects|expected|expect|anticipates|guesses|vermutet|estime|cree|acredita"
)
_COUNTING = (
    "showed|shows|show|shown|logged|logs|recorded|records|received|receives|tracked|tracks|registered|registers|"
    "saw|sees|has|had|got|getting|showing|indicating|detected|detects|measured|tallied|counted|displayed|displays|zeigte|zeigt|zählte|verzeichnete"
)
_PARTICIPLES = "saying|stating|explaining|adding|noting|writing|confirming|claiming|blaming|attributing|pinning|citing|reporting|admitting|acknowledging|calling|warning|insisting|tweeting|posting|announcing|pointing|apologising|apologizing"

_VERB = re.compile(
    rf"(?<![\w'’-])(?:(?P<firm>{_FIRM})|(?P<hedged>{_HEDGED})|(?P<count>{_COUNTING})|(?P<part>{_PARTICIPLES}))(?![\w'’-])"
)
_PROGRESSIVE = re.compile(
    r"(?<![\w’'-])(?:is|are|was|were|began|begin|started|start|keeps?|been)\s+(?:now\s+|also\s+|currently\s+|still\s+)?"
    r"(?P<verb>to (?:report|complain|notice)|reporting(?= that| the| on| its)|saying|showing|telling|claiming|warning|blaming|listing|indicating)(?![\w’'-])"
)
_NOTICE_THAT = re.compile(
    r"(?<![\w’'-])(?P<verb>issued|posted|published|released|sent|shared|put out|gave|had)\s[^,;.\x00]{2,90}?"
    r"\b(?:notice|notices|statement|statements|advisory|alert|message|messages|update|updates|post|notification|bulletin)\b[^,;.\x00]{0,70}?\b(?:that|saying|stating|confirming|which said)\b"
)
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording(?: to)?|[Aa]s per|(?<=, )per|[Bb]ased on|[Ll]aut|[Ss]elon|[Dd]'après|[Dd]’après|[Ss]egún|[Dd]e acuerdo con|[Dd]e acordo com|"
    r"[Ss]egundo|[Nn]ach Angaben (?:von|des|der)|[Zz]ufolge)\s+(?=[\w“\"'@])"
)
_PASSIVE_BY = re.compile(
    r"\b(?:reported|confirmed|acknowledged|announced|noted|spotted|noticed|logged|recorded|received|tracked|flagged|described|quoted|seen|shared|posted)\s+by\s+"
)
_PASSIVE_BEFORE = re.compile(
    r"(?:\b(?:was|were|been|being|is|are|be|get|got|wurde|wurden|to|not|n[o']t)|n['’]t)\s+(?:also\s+|first\s+|initially\s+|\w+ly\s+)?$"
)
_AUXILIARY = re.compile(
    r"(?:\s|,|^)+(?:has|have|had|hat|haben|ha|han|a|also|later|already|initially|previously|since|then|now|first|further|still|"
    r"earlier|today|yesterday|tonight|reportedly|separately|subsequently|publicly|repeatedly|again|finally|eventually|did|does|"
    r"however|meanwhile|soon|just|only|even|itself|themselves|himself|herself|simply|merely|apparently|recently|quickly|both|all|will|would|auch|inzwischen|"
    r"(?:on|early|late)\s+(?:(?:early|late)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?|"
    r"in an? (?:\w+ ){0,3}?(?:statement|update|post|tweet|email|blog post|message|notice)(?: to [\w ]{2,30}?)?|'d|’d|'s|’s|'ve|’ve)$"
)
_BOUNDARY = re.compile(
    r"[;:(–—\[“”\"»]|,\s|\s-\s|(?<![\w’'])['’](?=\s)|[.,!?]['’]\s|"
    r"\b(?:but|But|while|While|as|As|because|that|when|When|if|If|after|After|although|Although|though|whereas|since|and|And|so|where|"
    r"before|However|Meanwhile|until|than|dass|und|aber|que|et|mais|y|pero|e|mas)\b(?!['’])"
)
_INVERTED_END = re.compile(
    r"[,.;:!?(\n\x00“\"]|\s(?:on (?:Twitter|X|Facebook|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|in an? |at \d|as of|after|earlier|"
    r"today|yesterday|during|when|while|after|via|who|that|to)\b"
)
_SHORT_TAIL = re.compile(
    r"^\s*(?:[.,;!?…]|$|(?:in|on|at|to|via|during|through|by|from|of|today|yesterday|earlier|late|early|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|when|after|as of|am|gegenüber|mit)\b[^\x00“\"]{0,110}?(?:[.,!?;]|$)\s*$|[^\x00“\"\s]{0,12}[.,!?]?\s*$)"
)
_LEFT_WINDOW = 180
_TO_OBJECT = re.compile(r"\s+(?:the\s+)?[^\s,.;:]+(?:\s[A-Z][\w.]*){0,3}")


def find_frames(sentence: Sentence) -> list[Frame]:
    """Return the frames of a sentence in the order of their verbs; subjects are words, not yet speakers."""
    text = sentence.masked
    frames = _according_frames(text)
    for match in _VERB.finditer(text):
        if match["part"]:
            frame = _participle_frame(text, match)
        else:
            frame = _verb_frame(text, match)
        if frame is not None and not any(f.verb == "according to" and f.subject_start <= match.start() < f.subject_end for f in frames):
            frames.append(frame)
    for pattern in (_PROGRESSIVE, _NOTICE_THAT):
        for match in pattern.finditer(text):
            subject = subject_before(text, match.start())
            if subject is not None:
                frames.append(_ahead(text, match, subject))
    frames += _passive_frames(text)
    frames.sort(key=lambda f: f.verb_start)
    return frames


def _ahead(text: str, match: re.Match[str], subject: tuple[str, int, int]) -> Frame:
    """Make the frame whose content follows the verb."""
    return Frame(
        subject=subject[0],
        subject_start=subject[1],
        subject_end=subject[2],
        verb=match["verb"],
        verb_start=match.start(),
        verb_end=match.end("verb"),
        content_start=match.start(),
        content_end=len(text),
    )


def subject_before(text: str, end: int) -> tuple[str, int, int] | None:
    """Return the noun phrase that ends before ``end``, with its place; None when there is none."""
    floor = max(0, end - _LEFT_WINDOW)
    left = text[floor:end].rstrip()
    while (tail := _AUXILIARY.search(left)) is not None:
        left = left[: tail.start()].rstrip(" ")
        if not left:
            return None
    if left.endswith(","):
        return _before_apposition(text, floor, left)
    start = 0
    for boundary in _BOUNDARY.finditer(left):
        start = boundary.end()
    phrase = left[start:]
    lead = len(phrase) - len(phrase.lstrip())
    phrase = phrase.strip()
    if not phrase:
        return None
    return phrase, floor + start + lead, floor + start + lead + len(phrase)


def _before_apposition(text: str, floor: int, left: str) -> tuple[str, int, int] | None:
    """Read "Jo Doe, head of networks at Acme," as Jo Doe."""
    comma = left.rfind(",", 0, len(left) - 1)
    if comma < 0:
        return None
    inner = left[comma + 1 : -1].strip()
    if not inner or (
        inner[0].isupper() and not re.search(r"['’]s? |\b(?:CEO|CTO|VP|head|chief|director)\b", inner)
    ):
        return None
    return subject_before(text, floor + comma)


def _verb_frame(text: str, match: re.Match[str]) -> Frame | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if _PASSIVE_BEFORE.search(before):
        return None
    hedged = match["hedged"] is not None
    stripped = text[: match.start()].rstrip()
    if stripped and stripped[-1] in ",\"”»'’?!" and match["count"] is None:
        frame = _inverted_frame(text, match, hedged)
        if frame is not None:
            return frame
    if _AMBIGUOUS.fullmatch(match[0]) and not _AFTER_AMBIGUOUS.match(text, match.end()):
        return None
    subject = subject_before(text, match.start())
    if subject is None and _ELIDED.search(text[: match.start()]):
        subject = first_subject(text[: match.start()])
    if subject is None:
        return None
    words, start, end = subject
    rest = text[match.end() :]
    head = text[:start].rstrip()
    quoted_before = bool(head) and head[-1] in "\"”»'’"
    comma_before = bool(head) and head[-1] == ","
    if (quoted_before or comma_before) and len(head) > 12 and _SHORT_TAIL.match(rest) and "\x00" not in rest:
        content = (0, start)
        inverted = True
    elif quoted_before and "\x00" in rest[:40]:
        # "...," she said, "..." : both sides are hers
        content = (0, len(text))
        inverted = False
    else:
        content = (match.start(), len(text))
        inverted = False
    return Frame(
        subject=words,
        subject_start=start,
        subject_end=end,
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=content[0],
        content_end=content[1],
        inverted=inverted,
        hedged=hedged,
    )


_AMBIGUOUS = re.compile(
    r"reads?|writes|calls|posts?|reports?|notes?|claims?|estimates?|shares?|traces|points|lists|pins|updated|detailed|finds|found|posted|shared|logs|records|measured|continued|thought|think|show|shows"
)
_AFTER_AMBIGUOUS = re.compile(
    r"\s*(?:[:,.\x00“\"]|$)|\s+(?:that|the|it|its|it['’]s|an?|on|in|he|she|they|we|there|there['’]s|this|these|some|no|to|out|how|what|why|seeing|getting|having|being|problems|issues|errors|increased|outages?|thousands|more|over|nearly|about|around|as|multiple|widespread|experiencing|users|[A-Z])"
)
_ELIDED = re.compile(r"\b(?:and|but)\s+(?:(?:has|have|had|also|later|then|now|still|is|was)\s+)*$")
_FINITE = re.compile(r"(?<![\w’'-])(?:had|has|have|was|were|is|are|would|will|could|can|been|did|does|may|might)(?![\w’'-])")


def _inverted_frame(text: str, match: re.Match[str], hedged: bool) -> Frame | None:
    """Read ``"...," reads the status page`` and ``..., said Jo Doe, the firm's engineer``."""
    stop = _INVERTED_END.search(text, match.end() + 1)
    end = stop.start() if stop else len(text)
    words = text[match.end() : end].strip()
    if (
        not words
        or len(words) > 90
        or words.split()[0] in ("that", "it", "this", "how", "why", "in", "on", "as")
    ):
        return None
    if not (
        words[0].isupper()
        or words.split()[0]
        in ("the", "a", "an", "one", "another", "its", "user", "customer", "der", "die", "das")
    ):
        return None
    start = text.index(words, match.end())
    return Frame(
        subject=words,
        subject_start=start,
        subject_end=start + len(words),
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=0,
        content_end=match.start(),
        inverted=True,
        hedged=hedged,
    )


def _participle_frame(text: str, match: re.Match[str]) -> Frame | None:
    """Read "The bank posted a notice, saying that ..." with the subject of the clause's main verb.

    Only after a comma or a noun of speech, where English puts such participles.
    """
    before = text[: match.start()].rstrip()
    if before.endswith(","):
        subject = first_subject(before)
    elif re.search(r"\b(?:with)\s+[^,]{2,50}$", before):
        subject = subject_before(
            re.sub(r"\bwith\s+(?=[^,]{2,50}$)", lambda m: ", ".ljust(len(m[0])), before), len(before)
        )
    elif re.search(r"\b(?:statement|update|post|notice|message|note|alert|tweet|blog)$", before):
        subject = first_subject(before)
    else:
        return None
    if subject is None:
        return None
    words, start, end = subject
    return Frame(
        subject=words,
        subject_start=start,
        subject_end=end,
        verb=match[0],
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=match.start(),
        content_end=len(text),
    )


_MAIN_VERB = re.compile(
    r"(?<![\w'’-])(?:is|are|was|were|has|have|had|will|did|does|issued|posted|published|released|shared|took|sent|apologi[sz]ed|"
    r"acknowledged|confirmed|responded|updated|said|told|began|started|identified|found|went|provided|offered|gave|made|"
    r"blamed|restored|fixed|resolved|rolled|explained|reported|admitted|filed|put|added|wrote|tweeted)(?![\w'’-])"
)


def first_subject(text: str) -> tuple[str, int, int] | None:
    """Return the noun phrase before the first main verb of a sentence, with its place."""
    for verb in _MAIN_VERB.finditer(text):
        subject = subject_before(text, verb.start())
        if subject is not None:
            return subject
    return None


def _according_frames(text: str) -> list[Frame]:
    out = []
    for match in _ACCORDING.finditer(text):
        stop = _ACCORDING_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        words = text[match.end() : end].strip()
        if not words:
            continue
        start = text.index(words, match.end())
        opening = len(text[: match.start()].strip(" ,\"“'But While And")) == 0
        left_quote_only = text[: match.start()].rstrip(" ,").endswith(('"', "”", "’", "'"))
        if opening or (
            text[end : end + 1] == "," and not left_quote_only and _clause_opens(text, match.start())
        ):
            content = (end, len(text))
            inverted = False
        else:
            content = (_clause_start(text, match.start()), match.start())
            inverted = True
        out.append(
            Frame(
                subject=words,
                subject_start=start,
                subject_end=start + len(words),
                verb="according to",
                verb_start=match.start(),
                verb_end=match.end(),
                content_start=content[0],
                content_end=content[1],
                inverted=inverted,
            )
        )
    return out


_ACCORDING_END = re.compile(
    r"[,.;:!?(\n\x00](?!\w)|,|\s(?:who|which|and (?=[a-z])|with|that|as of|,|while|showing|reviewed|seen|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def _clause_opens(text: str, at: int) -> bool:
    """Whether "according to" stands at the head of a clause: after and, but, that or a comma with one of these."""
    return bool(re.search(r"(?:\b(?:and|but|while|that|as)|[;—–-])\s*,?\s*$", text[:at]))


def _clause_start(text: str, at: int) -> int:
    last = 0
    for match in re.finditer(r"[;—–]\s|,\s(?:but|while|and|although|though)\s", text[:at].rstrip(" ,")):
        last = match.end()
    return last


def _passive_frames(text: str) -> list[Frame]:
    out = []
    for match in _PASSIVE_BY.finditer(text):
        stop = _ACCORDING_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        words = text[match.end() : end].strip()
        if not words:
            continue
        start = text.index(words, match.end())
        out.append(
            Frame(
                subject=words,
                subject_start=start,
                subject_end=start + len(words),
                verb=match[0],
                verb_start=match.start(),
                verb_end=match.end(),
                content_start=_clause_start(text, match.start()),
                content_end=match.start(),
                inverted=True,
            )
        )
    return out
