"""Headline + lexicon -> the name of a service that the lexicon does not know, when the headline says it failed. Pure.

Cautious: a proposal becomes the lead service of an incident. In title case every word has a capital, so there only
names that look like names (FooBar, Foo.io, Foo24), that stand alone at the head of an outage phrase, or that end in a
company's word (Payroll, Telecom) are proposed.
"""

import re

from newsagg.detect.lexicon import Lexicon

_LONGEST_TITLE = 300
_WORD = r"[A-Z0-9][\w+&.'’-]*"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
_DOWN_END = (
    r"(?=\s*(?:[?!.,:;)|–—-]|$)|\s+(?i:for|again|as|after|and|amid|across|worldwide|globally|right|today|this|due|"
    r"because|with|since|during|while|following|in|on|now|or|status)\b)"
)
_HEAD = r"(?:^|[:–—|?!]\s+|\b(?:Is|Why|How|When|after|while|with|says|Update:)\s+)"
_BE = r"(?:is|was|are|were|goes|went|has gone|have gone|remains|appears to be|seems to be)"
_THING = (
    r"(?:service|app|website|network|server|system|cloud|login|API|DNS|global|major|massive|nationwide|worldwide|App|"
    r"Server|Service|Network|Website|hours-long|day-long|payments?|banking|platform|phone|broadband|email|ticketing)"
)
_TROUBLE = r"(?=[^\n]{0,60}\b(?:outages?|down|downtime|offline|disruptions?)\b)"
_PATTERNS = (
    re.compile(
        _HEAD + _NAME + r"(?:['’]s)?\s+(?:" + _BE + r"|is still|still|is back)\s+(?:currently |briefly |still |back )?"
        r"(?:down|offline|not working|unreachable|unavailable|inaccessible|out of service|up again|having issues|"
        r"online)"
        + _DOWN_END
    ),
    re.compile(
        _HEAD + _NAME + r"(?:['’]s)? (?:[Ss]ervers?|[Aa]pp|[Ww]ebsite|[Ss]ite|[Ss]ervices?) (?:is |are |go |goes )?"
        r"(?:[Dd]own|[Oo]ffline)" + _DOWN_END
    ),
    re.compile(_HEAD + _NAME + r" [Dd]own(?=\s*(?:[?!:]|$)|\s+(?i:for|as|again|after|worldwide)\b)"),
    re.compile(_HEAD + _NAME + r"(?:['’]s)?\s+(?:" + _THING + r"\s+){0,3}(?:[Oo]utages?|[Dd]owntime)\b"),
    re.compile(
        _HEAD + _NAME + r"\s+(?:suffers?|suffered|(?:is |was )?hit by|experiences|(?:is )?experiencing|recovers from|"
        r"recovering from|apologi[sz]es (?:for|after)|blames|explains|confirms|investigat\w+|restores service|"
        r"back online|(?:was |is )?(?:knocked|taken|taking) offline)\b" + _TROUBLE
    ),
    re.compile(
        r"\b(?:[Oo]utage|[Dd]isruption|[Dd]owntime)s? (?:at|of|with) (?:(?:payroll|payments|cloud|hosting|software|"
        r"online) )?(?:(?:firm|provider|bank|broker|carrier|company|giant) )?" + _NAME
    ),
    re.compile(
        r"\b(?:provider|firm|company|platform|bank|broker|carrier|host|vendor|operator|app|startup|exchange) " + _NAME
        + r" (?:suffers|hit by|is down|was down|goes down|went down|goes offline|went offline|outage)" + _TROUBLE
    ),
)  # fmt: skip
_PARTICLE_VERBS = frozenset(
    """back backs boil break breaks burn burns calm climb close closed closes come comes cool cools crack
    cracks crash cut cuts dial double doubles drag drags dumb face faces go goes gun hold hunt lay lays let
    lets look melt narrow narrows pin play plays power powers press pull pulls put puts rain run scale
    scales settle settles shot shut shuts shutting sit sits slow slowing slows stand stands step stepping
    steps strike strikes strip take takes tamp tear tears tick ticks tone touch touches track trickle
    trickles turn turns water wind winds""".split()
)
"""Verbs that "down" completes: "Argo Shuts Down" is no outage."""

_ELSEWHERE = re.compile(
    r"\b(?:points?|stocks?|shares?|per ?cent|polls?|sales|prices?|innings|match|matches|injury|injured|goals?|"
    r"season|league|cup|quarterback|election|vote|inflation|markets?|index|futures|rally|power outages?|blackout|"
    r"hurricane|storm|weather|touchdown|knockout|round|semi-?finals?|final|vs|deals?|discount)\b|%",
    re.IGNORECASE,
)
_COMPANY_WORD = {
    "payroll", "pay", "bank", "telecom", "mobile", "airlines", "airways", "cloud", "hosting", "networks", "wireless",
    "broadband", "software", "technologies", "labs", "payments", "vpn", "mail", "online", "games", "health", "systems",
}  # fmt: skip
_ORDINARY = frozenset(
    """a about account accounts actually adding ads after aftermath again age air airline airlines airport
    airports alabama alaska alert all america american amid an anatomy and another any api app apparently
    apps archive are area arizona arkansas arsenal as ask at atlanta atm atms australia australian austria
    authentication automatic avoiding back bad bank banking banks beijing belfast belgium berlin biden big
    biggest billing birmingham bitcoin black blackout border boris boston brazil breaking bridge brief
    briefly bristol britain british broadband browser bus business california call calls cameras canada
    canadian card cardiff cards care carolina carrier carriers cell cellular central ceo check chicago chief
    china chinese chips city cloud colorado communications company computer computers congress connecticut
    connection county court covid credit crime crypto cuba customer customers cyber daily dakota dallas data
    database day days ddos delaware delhi democrats denmark denver detroit developing digital dns dollar
    domain dow dublin east ecommerce economy edinburgh egypt electric electricity elevator elevators email
    emails emergency energy england entire escalators ethereum euro europe european even every everyone
    everything exchange explained exports federal few fiber fibre finally financial finland first five
    flight flights florida food football four france french friday from ftse full game games gaming gas gaza
    gdp georgia german germany glasgow glitch global gold government gps grid group guernsey hackers half
    hampshire handling hawaii head health heat heating here high hn hold home hospital hospitals host
    hosting hour hours house houston how huge human hundreds iceland idaho illinois in incident incidents
    india indian indiana indonesia inflation inside instant insurance intermittent internet iowa iran iraq
    iraqi ireland irish is israel it italy january japan japanese jersey just kansas kashmir kentucky key
    king korea korean kyiv large last late latest law lawmakers learning leeds left lessons library light
    lights line lines live liverpool local login london long los losangeles louisiana low madrid mail main
    maine maintenance major man manchester many map market markets maryland massachusetts massive maximum
    media medical melbourne men messages messaging mexico miami michigan microservice midwest million
    millions minister minnesota minor mississippi missouri mobile monday money montana more moscow most
    mumbai music musk my myanmar nasdaq nation national nationwide nato nebraska netherlands network
    networks nevada new news nigeria night no nobody normal north northern norway not november now nurses
    obama of office ohio oil oklahoma old on one ongoing online only open oregon other our out outage
    outages over overnight pacific pakistan paris parliament part partial passengers passport patients pay
    payment payments payroll pdf pennsylvania people philadelphia phoenix phone phones pilot planned plans
    poland police polls popular post-mortem postmortem pound power prepaid president preventing prime prince
    printers prison private problem public putin quarter queen radio rail railway rates recent regional
    reported reportedly reports republicans residents restaurant retail retailers road roads rome root rural
    russia russian sales same sanfrancisco satellite satellites saturday scheduled school schools scotland
    scottish search seattle second security senate series server servers service services several
    ship shoppers show silver single site sites six small smart snow social software some south spain
    spanish sports staff state states station still stock stocks store stores storm storms stream streaming
    street students study subscribers sudan sudden suddenly summer sunday supermarket support surviving
    sweden swiss sydney syria system systems taiwan tax team teams tech technical technology telecom
    telecoms telephone temporarily temporary ten tennessee texas that the their these they this those
    thousands three thursday ticket tickets time today toilets tokyo tonga toronto traders trading traffic
    train trains transit transport travel travelers triple trump tuesday turkey tv two uk ukraine ukrainian
    understanding unplanned update updates upstate us usa user users utah vaccine vanuatu various vendor
    vermont vice video virginia virtual vodka voice wales war washington wastewater watch water we web
    website websites wednesday weekend west western what whatever when where which who whole why wi-fi
    widespread wifi winter wireless wisconsin without women work worker workers world worldwide worst
    wyoming year years yesterday york your zimbabwe zuckerberg""".split()
)
"""Words that begin headlines, and places: never a service by themselves. Own list, grown by reading mistakes."""

_BEFORE_NAMES = frozenset(
    {
        "major", "massive", "global", "huge", "another", "nationwide", "worldwide", "widespread", "big", "brief", "a",
        "ongoing", "second", "third", "new", "popular", "the", "today", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday", "recent", "latest", "yesterday", "partial", "how", "why", "is",
    }
)  # fmt: skip
"""Words that stand in front of a name and say nothing of what it is."""

_TAIL = re.compile(r"\s+(?:[|–—-]|::)\s+[^|–—]{2,40}\Z")
_OUTER = re.compile(
    r"\A(?:(?:Show|Ask|Tell) HN|Updated?|Breaking|Exclusive|Watch|Opinion|Report|Live)\s*[:|–-]\s*", re.I
)


def _is_title_case(title: str) -> bool:
    words = re.findall(r"[^\W\d_][\w'’]{3,}", title)
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _looks_coined(word: str) -> bool:
    """Return whether a word is written as only names are: FooBar, Foo.io, Foo24, eFoo."""
    return bool(re.search(r"[a-z][A-Z]|\w\.[a-z]{2,}\Z|[A-Za-z]{2}\d|\d[A-Za-z]{2}", word))


def _is_plain(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in _ORDINARY or re.sub(r"['’]s?\Z", "", low) in _ORDINARY or low.isdigit()


def _trim(name: str) -> list[str]:
    """Return the words of a capitalised run without what is no part of a name; empty when that leaves none."""
    words = [re.sub(r"['’]s?\Z", "", word).strip(".'’-") for word in name.split()]
    words = [word for word in words if word]
    while words and words[0].lower() in _BEFORE_NAMES:
        words.pop(0)
    while len(words) > 1 and _is_plain(words[-1]) and words[-1].lower() not in _COMPANY_WORD:
        words.pop()
    # A run that opens with a word ("Hospital Faces") is a clause in title case, not a name.
    if not words or words[-1].lower() in _PARTICLE_VERBS or _is_plain(words[0]):
        return []
    return words


def _is_name(words: list[str], *, title_case: bool, first: bool) -> bool:
    if not words or sum(map(str.isalpha, "".join(words))) < 3:
        return False
    if any(_looks_coined(word) and sum(map(str.isalpha, word)) > 2 for word in words):
        return True
    low = [word.lower() for word in words]
    # Gerunds, abstract nouns and plurals at the head of a headline are words, not names.
    if len(words) == 1 and re.search(r"(?:ing|ed|tions?|ments?|ers|ness|ies|ians|ans)\Z", low[0]):
        return False
    if low[-1] in _COMPANY_WORD and len(words) > 1:
        return True
    if any(_is_plain(word) for word in words):
        return False
    return len(words) == 1 or not (title_case or first) or len(words) == 2


def propose_service(title: str, lexicon: Lexicon) -> str | None:
    """Return the name of the failing service that a headline names and the lexicon does not know; None when unsure."""
    headline = _OUTER.sub("", _TAIL.sub("", " ".join(title[:_LONGEST_TITLE].split())))
    if _ELSEWHERE.search(headline) or headline.isupper():
        return None
    title_case = _is_title_case(headline)
    known = lexicon.find(headline, doubtful=True)
    for pattern in _PATTERNS:
        for match in pattern.finditer(headline):
            start, end = match.span("name")
            words = _trim(match["name"])
            if any(mention.start < end and start < mention.end for mention in known):
                continue
            if _is_name(words, title_case=title_case, first=start == 0):
                return " ".join(words)
    return None
