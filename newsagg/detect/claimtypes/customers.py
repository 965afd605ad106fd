"""A Reading -> drafts of customer claims: organisations that another's outage hit. Pure.

Lists that say so ("Affected are the banks A and B", "X and Y were among the sites that failed"), organisations by
class ("Hospitals put off appointments"), and names whose business stood still ("Alder Airways cancelled 30 flights").
The failing service itself is no customer of its own.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.gazetteer import PLACE
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import list_among, make_set
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType, Precision, Scope

_CLASS = (
    r"(?:airlines|carriers|banks|hospitals|clinics|airports|broadcasters|shops|stores|retailers|supermarkets|"
    r"pharmacies|schools|universities|railways|train operators|trains|restaurants|cafés|businesses|"
    r"companies|firms|"
    r"merchants|courts|(?:local |state |government )?agencies|ministries|councils|stock exchanges|brokers|"
    r"hotels|factories|couriers|radio stations|doctors|surgeries|organi[sz]ations|enterprises|"
    r"Fluglinien|Fluggesellschaften|Banken|Krankenhäuser|Kliniken|Supermärkte|Flughäfen|Behörden|Praxen|"
    r"Händler|"
    r"compagnies aériennes|banques|hôpitaux|aéroports|entreprises|commerces|"
    r"aerolíneas|bancos|hospitales|aeropuertos|empresas|tiendas|companhias aéreas|hospitais|aeroportos|lojas)"
)
_STOPPED = (
    r"(?:(?:kept|held) (?:[\w’'-]+ ){0,3}?on the ground|ground(?:ed|s|ing)\b|cancel(?:led|ed|s|ling|"
    r"ing)\b|put off\b|"
    r"postpon\w+|(?:took|take|accept\w*) (?:only )?cash(?: only)?|turned (?:[\w’'-]+ ){0,3}?away|"
    r"lost (?:their|its|the|all|access|power over|touch)\b|stood still|(?:came|ground|"
    r"brought) to a (?:halt|standstill)|"
    r"went off (?:the )?air|went dark|went offline|went down|closed\b|shut (?:their|its|early|down)|"
    r"(?:could|can)(?: not|not|n['’]t) (?:serve|open|take|accept|process|check|reach|print|board|pay|"
    r"trade|sell|use|"
    r"access|log|see|get|fly|run|be reached)|"
    r"(?:were|was|are|is|have been|has been) (?:also |all |among (?:those|the)|hard to reach|hit|affected|"
    r"impacted|"
    r"cut off|knocked|down\b|unable|delayed|disrupted|offline|forced|left without|stranded)|"
    r"had (?:trouble|problems|difficulties|issues)|struggled|(?:were|was) hard to reach|"
    r"(?:switched|went back|returned|fell back|resorted) to (?:paper|pen|manual|cash|pencil|hand\w*)|"
    r"ruht(?:e|en)\b|sagt(?:e|en)\b|strich(?:en)?\b|mussten?\b|verschob(?:en)?\b|stand(?:en)? still|"
    r"ont dû\b|n['’]ont pas pu|tuvieron que|cancelaron|suspendieron|no pudieron|cancelaram|suspenderam|"
    r"não puderam)"
)
_CLASSES_HIT = compile_words(
    rf"(?<![\w’'-])(?P<who>(?:(?:many|some|several|major|dozens of|hundreds of|thousands of|[\d,.]+) )?"
    rf"(?:[\w’'-]+ )?{_CLASS}(?:(?:,| and|,? und| et| y| e) (?:\w+ )?{_CLASS})*)"
    rf"(?![\w-])(?:,? [\w’'-]+){{0,4}}?,?\s{_STOPPED}",
    re.IGNORECASE,
)
_LISTED = compile_words(
    r"(?<!was )(?<!were )(?<!is )(?<!are )\b(?:(?:among|of) (?:those|the (?:\w+ ){0,2}?(?:companies|"
    r"firms|customers|organi[sz]ations|victims|clients|businesses|airlines|banks|retailers|brands|names))(?: [\w’'-]+){0,3}? (?:are|were|is|was)|"
    r"(?:affected|hit|impacted|down) (?:too |also )?(?:are|were)\b|also (?:affected|hit|down|"
    r"impacted)(?: are| were|:)|"
    r"betroffen (?:sind|waren|ist|war)(?: auch| vor allem| unter anderem| zudem)?|"
    r"zu den betroffenen (?:gehören|zählen|gehörten|zählten)|"
    r"entre (?:las|los) afectad[oa]s (?:están|estaban|figuran|se encuentran)|"
    r"parmi les (?:\w+ )?(?:touchée?s|affectée?s|victimes)(?:,)? (?:figurent|figuraient|on (?:trouve|"
    r"compte))|"
    r"entre (?:os|as) afetad[oa]s (?:estão|estavam)|"
    r"(?:affected|impacted|hit) (?:users|customers|companies|clients|businesses|organi[sz]ations|firms) "
    r"(?:include[ds]?|including|were|ranged from)|"
    r"(?:affect|impact|hit|disrupt|left|leav|took down)\w* (?:\w+ ){0,4}?(?:companies|businesses|firms|"
    r"airlines|banks|"
    r"retailers|vendors|customers|clients|organi[sz]ations)(?:,)? (?:such as|like|including|among them)|"
    r"(?:sites|companies|businesses|firms|customers|clients|services|organi[sz]ations|brands) (?:that|which|who) "
    r"(?:depend|rely|run|rest|build|are built|are hosted)\w* (?:on|upon|by|with) (?:[\w’'-]+ ){1,3}(?:include[ds]?|are)|"
    r"(?:other|many|several|some|more) (?:\w+ ){0,3}?(?:companies|businesses|firms|airlines|banks|"
    r"retailers|vendors|"
    r"providers|carriers) (?:like|such as)|"
    r"(?:vendors|companies|providers|firms|carriers|airlines|banks) (?:also |have |"
    r"had )?reported (?:outages|problems|"
    r"issues|disruptions?|trouble)[^.;:]{0,40}?,? including)\s(?P<who>(?:[^.;:]|\.(?=[a-z]{2})){4,160})",
    re.IGNORECASE,
)
_AMONG = compile_words(
    r"(?P<who>[^.;:]{3,120}?)\s(?:were|was|are|is) (?:all )?(?:among|some of) (?:those|the (?:\w+ ){0,3}?"
    r"(?:companies|customers|clients|firms|businesses|airlines|banks|brands|names|organi[sz]ations))\b"
    r"(?=[^.;]{0,60}\b(?:fail\w*|hit|affected|down|impacted|out|offline|could not|open|crash\w*|disrupted|"
    r"reach)\b)",
    re.IGNORECASE,
)
_CUSTOMERS_OF = compile_words(
    r"\b(?:[Cc]ustomers|[Uu]sers|[Cc]lients|[Pp]assengers|[Pp]atients|[Aa]ccount holders) (?:of|at|"
    r"with) (?P<who>[A-Z][^.;:]{2,100}?)\s"
    r"(?:could|can)(?:not| not|n['’]t)\b|\b(?:well-known|prominent|big|major|household) "
    r"(?P<who2>(?:companies|names|brands|firms|customers)) (?:were|was|are) (?:among|hit|affected)"
)
_HIT = (
    r"(?:affect\w*|hit(?:s|ting)?|impact\w*|disrupt\w*|outages?|down|offline|knocked|unavailable|"
    r"inaccessible|fail\w*|"
    r"crippl\w*|unable|left|took down)"
)
_MANY = (
    r"(?:(?:an? (?:few|number of)|several|some|many|prominent|major)"
    r"(?: \w+)? )"
)
_MANY_HIT = compile_words(
    rf"\b(?:{_HIT} (?:\w+ ){{0,3}}?(?P<who>{_MANY}{_CLASS})(?![\w-])|"
    rf"(?P<who2>{_MANY}{_CLASS})(?: [\w’'-]+){{0,6}}? {_HIT})",
    re.IGNORECASE,
)
_NAMED_STOPPED = re.compile(rf"[^.;:]{{0,50}}?\b{_STOPPED}", re.IGNORECASE)
_SAID_HIT = re.compile(
    r"(?: has| have)? (?:said|says|told [\w ]{1,30}|confirmed|reported|warned)(?: that)? [^.;]{0,60}?\b"
    r"(?:was|were|is|are|had been|has been|have been) (?:disrupted|affected|down|hit|delayed|unavailable|"
    r"impacted|offline)\b"
)
_OWN_NAME = compile_words(
    r"(?<![\w’'-])(?P<who>(?:(?:Universitäts)?[Kk]linikum|Flughafen|Uniklinik|Hospital|Aeropuerto|Aéroport) "
    r"[A-Z][\w’'-]+(?:-[A-Z]\w+)*|(?:[A-Z][\w’'&-]+ ){1,3}(?:Airlines?|Airways|Air Lines|Airport|Bank|"
    r"Hospital|"
    r"University|Council|Railway|and Customs|Clinic)|[A-Z]\w+['’]s (?:trains|buses|trams|airport|metro|"
    r"hospitals|"
    r"underground|schools))(?![\w’'-])"
)
_KINDS = frozenset(
    "airline aviation bank carmaker education exchange government health retail ticketing travel".split()
)
_BUSINESS = frozenset("game gaming streaming social saas payments messaging crypto smart-home ai".split())
_BELOW = frozenset("cloud cdn hosting network security domains telecom software developer".split())
"""Kinds of services that others stand upon: who fails together with them is their customer."""
_LISTS = (_LISTED, _AMONG, _CUSTOMERS_OF)
_LISTING = make_set(
    "affected hit impacted down include includes included including like such among of were are was betroffen afectadas "
    "afectados touchés touchées affectés affectées victimes afetadas afetados customers users clients passengers patients "
    "holders companies names brands firms"
)
"""Without one of these no list of customers is read."""
_CLASS_WORDS = make_set(
    "airlines carriers banks hospitals clinics airports broadcasters shops stores retailers supermarkets pharmacies schools "
    "universities railways operators trains restaurants cafés businesses companies firms merchants courts agencies ministries "
    "councils exchanges brokers hotels factories couriers stations doctors surgeries organizations organisations enterprises "
    "fluglinien fluggesellschaften banken krankenhäuser kliniken supermärkte flughäfen behörden praxen händler aériennes "
    "banques hôpitaux aéroports entreprises commerces aerolíneas bancos hospitales aeropuertos empresas tiendas aéreas "
    "hospitais aeroportos lojas"
)
"""The last words of _CLASS."""
_NAME_WORDS = make_set(
    "klinikum universitätsklinikum flughafen uniklinik hospital aeropuerto aéroport airline airlines airways lines airport bank "
    "university council railway customs clinic s"
)


def propose_customers(reading: Reading, failing: Speaker | None) -> Iterator[Draft]:
    """Yield affected_customer claims, one a sentence, with the organisations it names."""
    seen: set[str] = set()
    for sentence in reading.sentences():
        if sentence.paragraph == 0 or reading.scopes[sentence.start].scope is not Scope.THIS_INCIDENT:
            continue
        if sentence.text.rstrip("\"”’' ").endswith("?"):
            continue
        found = find_customers(reading, sentence, failing)
        if not found:
            continue
        shown = ", ".join(sentence.text[a:b] for a, b in found)
        if shown.lower() in seen:
            continue
        seen.add(shown.lower())
        first = found[0]
        words = sentence.text[first[0] : first[1]]
        start, end = sentence.start + first[0], sentence.start + found[-1][1]
        whole = (start, end) if end - start <= 260 else (start, start + len(words))
        named = len(found) == 1 and words[:1].isupper()
        yield reading.draft(
            sentence,
            ClaimType.AFFECTED_CUSTOMER,
            Value(
                text=shown,
                words=words,
                slug=slug_of(words) if named else "",
                precision=Precision.EXACT if words[:1].isupper() else Precision.VAGUE,
            ),
            (start, start + len(words)),
            whole=whole,
        )


def find_failing(reading: Reading) -> Speaker | None:
    """Return the service that fails: that which an article's airline, bank or game blames, else its main one."""
    main = reading.hearing.cast.main
    if main is None or reading.lexicon.kind_of(main.slug) in _BELOW:
        return main
    for mention in reading.mentions:
        if reading.lexicon.kind_of(mention.slug) not in _BELOW:
            continue
        if reading.lexicon.same_family(mention.slug, main.slug):
            continue
        if _ITS_FAULT.match(reading.text, mention.end) or _FAULT_AT.search(
            reading.text, max(0, mention.start - 40), mention.start
        ):
            return reading.hearing.cast.resolve(mention.surface, mention.start)
    return main


_ITS_FAULT = re.compile(
    r"(?:['’]s?)? (?:[\w-]+ ){0,2}(?:outage|failure|update|fault|incident|crash|disruption)s?\b"
)
_FAULT_AT = re.compile(
    r"\b(?:outage|issues?|problems?|failure|trouble|fault|disruption|incident) (?:at|with|of|in|hitting|"
    r"affecting) "
    r"(?:the )?(?:cloud )?(?:provider )?$"
)


def find_customers(reading: Reading, sentence: Sentence, failing: Speaker | None) -> list[tuple[int, int]]:
    """Return where a sentence names who was hit, in reading order, offsets of the sentence."""
    text = sentence.text
    for pattern in _LISTS if list_among(text, _LISTING) else ():
        match = pattern.search(text)
        if match is not None:
            group = next(name for name, found in match.groupdict().items() if found)
            if group != "who":
                return [match.span(group)]
            spans = _names(reading, sentence, match.span(group), failing)
            if spans:
                return spans
    classes = bool(list_among(text, _CLASS_WORDS))
    spans = [m.span("who") for m in _CLASSES_HIT.finditer(text)] if classes else []
    many = _MANY_HIT.search(text) if classes and not spans else None
    if many is not None:
        spans.append(many.span("who" if many["who"] else "who2"))
    for match in _OWN_NAME.finditer(text) if list_among(text, _NAME_WORDS) else ():
        low, high = match.span("who")
        if any(a < high and low < b for a, b in spans) or _is_own(reading, sentence, (low, high), failing):
            continue
        if _stops(text, high):
            spans.append((low, high))
    for mention in reading.mentions_in(sentence.start, sentence.end):
        low, high = mention.start - sentence.start, mention.end - sentence.start
        if not may_be_customer(reading, mention.slug, failing) or any(a < high and low < b for a, b in spans):
            continue
        if _stops(text, high):
            spans.append((low, high))
    return sorted(set(spans))


def _stops(text: str, end: int) -> bool:
    return _NAMED_STOPPED.match(text, end) is not None or _SAID_HIT.match(text, end) is not None


def _names(
    reading: Reading, sentence: Sentence, span: tuple[int, int], failing: Speaker | None
) -> list[tuple[int, int]]:
    """Return the names and classes of a list; the failing service itself and its family are left out."""
    text = sentence.text
    start, end = span
    spans: list[tuple[int, int]] = []
    for mention in reading.mentions_in(sentence.start + start, sentence.start + end):
        if reading.lexicon.can_fail(mention.slug) and not (
            failing is not None and reading.lexicon.same_family(mention.slug, failing.slug)
        ):
            spans.append((mention.start - sentence.start, mention.end - sentence.start))
    for match in _ANY_NAME.finditer(text, start, end):
        low, high = match.span()
        if PLACE.fullmatch(match[0]) or _NO_NAME.fullmatch(match[0]):
            continue
        if not any(a < high and low < b for a, b in spans) and not _is_own(
            reading, sentence, (low, high), failing
        ):
            spans.append((low, high))
    return sorted(spans)


_ANY_NAME = re.compile(
    rf"(?<![\w’'-])(?:(?:(?:several|many|some|most|large|major|big|small|regional|dozens of|hundreds of|"
    rf"thousands of) )*"
    rf"{_CLASS}(?![\w-])|[A-Z][\w’'&-]+(?:\.(?:com|org|net|io|co)\b|(?: (?:of |and (?=Customs)|de )?[A-Z][\w’'&-]+){{0,3}})|"
    r"[a-z][\w-]+\.(?:com|org|net|gov|uk|de|fr|es|io)\b)"
)


_NO_NAME = re.compile(
    r"(?:The|A|An|In|On|At|It|Its|This|That|These|Those|They|Some|Many|Most|Other|Others|Customers|Users|"
    r"People|When|"
    r"While|But|And|So|By|As|For|If|Also|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|"
    r"March|April|May|"
    r"June|July|August|September|October|November|December|Update|Downdetector|Twitter|DNS|IT|CEO)"
)


def _is_own(reading: Reading, sentence: Sentence, span: tuple[int, int], failing: Speaker | None) -> bool:
    low, high = span
    if failing is None:
        return False
    if failing.name.lower() in sentence.text[low:high].lower():
        return True
    return any(
        reading.lexicon.same_family(m.slug, failing.slug) or not reading.lexicon.can_fail(m.slug)
        for m in reading.mentions_in(sentence.start + low, sentence.start + high)
    )


def may_be_customer(reading: Reading, slug: str, failing: Speaker | None) -> bool:
    """Whether a known name may be a customer of what fails: another's, and of a kind that stands upon others."""
    if failing is None or not reading.lexicon.can_fail(slug):
        return False
    if reading.lexicon.same_family(slug, failing.slug):
        return False
    kind = reading.lexicon.kind_of(slug)
    below = reading.lexicon.kind_of(failing.slug) in _BELOW
    return kind in _KINDS or (below and kind in _BUSINESS)
