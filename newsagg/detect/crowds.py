"""Words that speak of people without saying which -> the Speaker that they are: users, insiders, reports. Pure."""

import re
from functools import lru_cache

from newsagg.detect.commonnouns import read_described
from newsagg.detect.gazetteer import are_places
from newsagg.detect.lexicon import Lexicon
from newsagg.detect.speakernames import (
    EXPERTS,
    INDEFINITE,
    INSIDERS,
    NOT_SPEAKING,
    OFFICER,
    REPORTS,
    USERS,
    VOICE_OF_ORG,
    looks_like_person,
    slug_of,
)
from newsagg.detect.speechverbs import KINDS, PLAIN
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

_QUANTIFIERS = frozenset({"some", "many", "others", "one", "people"})
_AN_OWNER = re.compile(r"(?:\b(?:[Ii]ts|[Tt]heir|the)|['’]s?)\s(?:\w+\s)?owners?(?:\s[A-Z][\w.&’'-]*)*$")
"""Who owns a firm, not a thing: "the network's owner"."""
_OTHER_THINGS = re.compile(
    r"(?:(?:some|many|most|several|one|other|others|another)\s)+(?!of\b|in\b|on\b|at\b|from\b|who\b|with\b|across\b|have\b|were\b|are\b)"
    r"(?:(?!\b(?:people|users?|customers?|owners?|admins?|players|gamers|drivers|passengers|travell?ers|shoppers|viewers|clients?|merchants|"
    r"traders|members?|developers|businesses|posters?|commenters?|residents|subscribers?|administrators?|Redditors?)\b)[^,])+",
    re.IGNORECASE,
)
"""A number of things that are no users: "many other vendors"."""
_CUSTOMERS = ("customer", "client", "business", "merchant")


def read_crowd(words: str, names: list[str], lexicon: Lexicon) -> Speaker | None:
    """Return the insiders, experts, users or reports that the words speak of."""
    if INSIDERS.search(words) and not OFFICER.search_piece(words):
        return read_insiders(words, names)
    if EXPERTS.search(words):
        return read_experts(words, names, lexicon)
    reports = read_reports(words) or read_foreign_crowd(words)
    if reports is not None:
        return reports
    if VOICE_OF_ORG.search(words) or _AN_OWNER.search(words):
        return None
    if _OTHER_THINGS.fullmatch(words) is not None:
        return None
    return read_users(words, names) if USERS.search(words) else None


def read_insiders(words: str, names: list[str]) -> Speaker:
    """Return the employees or the people familiar with the matter that a subject speaks of."""
    noun = INSIDERS.search(words)
    kind = noun[0].lower() if noun else "sources"
    if noun is not None and " " in kind:
        kind = words[noun.start() :]  # "people close to the bank"
    single = kind.endswith("s") or " " in kind or INDEFINITE.match(words) is not None
    who = names[0] if names and " " not in kind and not are_places(names[0]) else ""
    name = f"{who} {kind if single else f'{kind}s'}" if who else kind
    return Speaker(slug=slug_of(name), name=name, role=SpeakerRole.VENDOR_UNNAMED)


def read_experts(words: str, names: list[str], lexicon: Lexicon) -> Speaker:
    """Return the expert that a subject speaks of: the person or the firm that it names, else experts at large."""
    noun = EXPERTS.search(words)
    named = names and (
        looks_like_person(names[-1])
        or lexicon.speaker(names[-1]) is not None
        or re.search(rf"\b(?:firm|company|at|of|from|group)\s(?:the\s)?{re.escape(names[-1])}\b", words)
    )
    name = names[-1] if named else noun[0].lower() if noun else "experts"
    return Speaker(slug=slug_of(name), name=name, role=SpeakerRole.EXPERT)


_ONE_OF_THEM = re.compile(
    r"(?:[Oo]ne of (?:the|its|their|those)\s(?=.*s\b)|(?:[Oo]ne|[Aa]n?|[Aa]nother|[Tt]he|[Tt]his|[Tt]hat)\s(?!.*s$))"
    r"(?:(?!(?:number|few|couple|handful|group|lot|majority|host|of)\s)[a-z][\w-]*\s){0,3}?(?P<who>(?:[A-Z][\w’'-]*\s)?(?P<noun>user|customer|client|subscriber|player|owner|"
    r"passenger|travell?er|shopper|viewer|merchant|trader|member|resident|gamer|commenter|reader|admin|administrator))s?(?:\s(?:who|in|from|on|with|at)\b.*)?"
)
"""A single one of the crowd: "One Reddit user"."""


def read_users(words: str, names: list[str]) -> Speaker:
    """Return the users or customers that a subject speaks of; one by name when it says so."""
    if (one := _ONE_OF_THEM.fullmatch(words)) is not None:
        role = SpeakerRole.CUSTOMER if one["noun"].startswith(_CUSTOMERS) else SpeakerRole.USER_REPORTS
        return Speaker(slug=slug_of(one["who"]), name=one["who"], role=role)
    nouns = [m[0].lower() for m in USERS.finditer(words)]
    noun = next((n for n in nouns if n not in _QUANTIFIERS), "users")
    noun = f"{noun}s" if noun in ("user", "customer", "client", "subscriber") else noun
    if (
        names
        and looks_like_person(names[-1])
        and re.search(
            rf"(?i)\b(?:user|customer|owner|member|player|client|listener|reader|viewer|passenger|resident|commuter|subscriber)\s{re.escape(names[-1])}$",
            words,
        )
    ):
        return Speaker(slug=slug_of(names[-1]), name=names[-1], role=SpeakerRole.USER_REPORTS)
    role = SpeakerRole.CUSTOMER if noun.startswith(_CUSTOMERS) else SpeakerRole.USER_REPORTS
    return Speaker(slug=slug_of(noun), name=noun, role=role)


_FOREIGN_BODY = compile_words(
    r"^(?:(?:die|das|der|den|dem|des|la|le|les|el|los|las|o|os|as?)\s|[Ll]['’])?(?P<noun>Polizei|Feuerwehr|(?:Landes|Bundes)?[Rr]egierung|"
    r"Behörden?|\w*[Mm]inisterium|\w*[Vv]erwaltung|Stadt|Gemeinde|\w*[Aa]ufsicht|\w*behörde|\w*amt|Staatsanwaltschaft|"
    r"préfecture|mairie|préfet|gouvernement|ministère|autorités|police|gendarmerie|parquet|régulateur|pompiers|"
    r"policía|ayuntamiento|gobierno|ministerio|autoridades|regulador|bomberos|fiscalía|alcaldía|"
    r"polícia|câmara|prefeitura|governo|ministério|bombeiros|reguladora)(?:\s(?:de|du|des|der|von|d['’]|in|do|da).*)?$"
)
_FOREIGN_CROWD = re.compile(
    r"(?:(?:viele|einige|manche|mehrere|zahlreiche|die|des|de nombreux|plusieurs|certains|les|muchos|varios|algunos|los|"
    r"muitos|vários|alguns|os)\s)*(?P<noun>(?:Nutzer|Kunden|Anwender|Betroffene|Reisende|Spieler|Abonnenten|Leser|Händler)"
    r"(?:innen)?|clients|abonnés|usagers|utilisateurs|voyageurs|joueurs|internautes|commerçants|clientes|usuarios|abonados|"
    r"viajeros|jugadores|comerciantes|utilizadores|usuários|passageiros|jogadores|assinantes|consumidores)\b.*"
)


_OFFICE_OF = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?)\s)?(?:(?:[\w-]+\s)?(?:spokes\w+|officials?|representatives?)\s(?:for|of|at|from)\s(?:the\s)?)?"
    r"(?P<name>(?:[A-Z][\w’'.-]*\s){0,2}(?:[Dd]epartment|[Mm]inistry)\s(?:of|for)\s(?:the\s)?[A-Z][\w’'&-]*(?:,?\s(?:and\s)?[A-Z][\w’'&-]*){0,4})"
)
"""A department of state: "the ministry of Digital Affairs"."""


@lru_cache(maxsize=1024)
def read_body(words: str) -> Speaker | None:
    """Return the authority that a German or Romance noun speaks of: "la préfecture", "das Ministerium"."""
    office = _OFFICE_OF.fullmatch(words)
    if office is not None:
        return Speaker(slug=slug_of(office["name"]), name=office["name"], role=SpeakerRole.REGULATOR)
    match = _FOREIGN_BODY.match(words)
    if match is None:
        return None
    return Speaker(slug=slug_of(match["noun"]), name=match["noun"], role=SpeakerRole.REGULATOR)


def read_foreign_crowd(words: str) -> Speaker | None:
    """Return the users that a German or Romance noun speaks of."""
    match = _FOREIGN_CROWD.fullmatch(words)
    if match is None:
        return None
    noun = match["noun"]
    role = SpeakerRole.CUSTOMER if noun.startswith(("Kunde", "client")) else SpeakerRole.USER_REPORTS
    return Speaker(slug=slug_of(noun), name=noun, role=role)


def read_generic(words: str) -> Speaker | None:
    """Return the people or bodies of a subject that names nobody: "a merchant in Leeds", "three lenders".

    Only for verbs that nothing but people and bodies can do; the determiner and what follows a preposition stay out.
    """
    described = read_described(words)
    if described is not None:
        return described
    match = _GENERIC.fullmatch(words)
    if match is None or NOT_SPEAKING.match(words) is not None:
        return None
    noun = match["noun"].strip()
    if noun in _DETERMINERS:
        return None
    if any(part in KINDS and part not in PLAIN for part in noun.split()[:-1]):
        return None  # "all three showed spikes"
    plural = noun.endswith("s") or noun.split()[-1] in _PLURALS
    if match["det"] is None and not plural and _OFFICE.search(noun) is None:
        return None  # a bare noun in the singular speaks in headlines only
    if _THINGS.search(noun) or noun.endswith("ed"):
        return None
    if _OFFICE.search(noun):
        role = SpeakerRole.REGULATOR
    elif _BODIES.search(noun):
        role = SpeakerRole.CUSTOMER
    else:
        role = (
            SpeakerRole.VENDOR_UNNAMED
            if noun.endswith(("ngineer", "ngineers", "dviser"))
            else SpeakerRole.USER_REPORTS
        )
    return Speaker(slug=slug_of(noun), name=noun, role=role)


_GENERIC = re.compile(
    r"(?:(?P<det>all|each|of|those|these|above|an?|one|two|three|four|five|six|ten|some|several|many|most|other|another|both|dozens of|hundreds of|"
    r"a few|a number of|a handful of|at least \w+|the|its|their|local|frustrated|angry|irate|worried) )*"
    r"(?P<noun>(?:[a-zà-ÿ][\w’'-]* ){0,2}?[a-zà-ÿ][\w’'-]+)"
    r"(?: (?:filed|brought|lodged|published|posted|released|seen|issued|in|on|at|of|from|for|with|across|who|near|around|to|close to|familiar|inside|outside)\b.*)?",
    re.IGNORECASE,
)
_PLURALS = frozenset("people staff police teens women men management headquarters personnel crew".split())
_DETERMINERS = frozenset("the its their his her this that these those a an one it they".split())
_OFFICE = re.compile(
    r"\b(?:officials?|ministers?|ministry|regulators?|agenc(?:y|ies)|authorit(?:y|ies)|police|council|commission(?:er)?|"
    r"government|province|state|county|department|inquiry|court|tribunal|committee|hearing|jury|spokes\w+|mayor|senators?|lawmakers?|prosecutors?|watchdog|union|secretary|investigators)\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:lenders?|banks?|shops?|retailers?|airlines?|airports?|hospitals?|clinics?|trusts?|schools?|caf[eé]s?|"
    r"restaurants?|merchants?|stores?|firms?|compan(?:y|ies)|carriers?|operators?|brokers?|traders?|grocers?|"
    r"pharmac(?:y|ies)|universit(?:y|ies)|pubs?|sellers?|providers?|installers?|dealers?|owners?)\b",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\b(?:services?|systems?|apps?|sites?|servers?|networks?|reports?|complaints|pages?|screens?|messages?|errors?|"
    r"numbers?|figures?|results?|tests?|logs?|changes?|causes?|effects?|hours?|minutes?|days?|weeks?|months?|years?|"
    r"times?|tills|lines|flights|payments?|accounts?|transactions|calls|data|traffic|functions?|features?|products?|"
    r"things?|details?|reasons?|questions?|answers?|files?|records?|devices?|computers?|machines?|phones?|prices|"
    r"shares|stocks|markets?|orders|options|posts?|tweets?|threads?|copies|versions?|updates?|parts|steps|efforts|"
    r"findings?|investigations?|evidence|signs?|indications?|analys[ie]s|testing|tests?|symptoms?|evidence|research|experience|history|"
    r"shutdowns?|outages?|glitch(?:es)?|failures?|disruptions?|incidents?|interruptions?|faults?|problems?|issues?|bugs?|crash(?:es)?|gestures?|moves?|"
    r"yellow|red|green|orange|amber|links?|sensors?|bots?|scripts?|modules?|processes|controllers?|nodes?|algorithms?|firmware|hardware|software|probes?|alarms?|detectors?|engine|button|chat|search|feed|tool|screenshots?|images?|videos?|footage|clips?|platform|cables?|routers?|disks?|clouds?|regions?)$",
    re.IGNORECASE,
)
"""Nouns that say nothing, whatever verb follows."""


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


_OF_A_BODY = re.compile(
    r"\b(?:ministry|government|police|council|county|federal|treasury|military|union|defen[cs]e|parliament\w*|state|city|army)\s"
    r"(?:[\w-]+\s)?(?:officials?|spokes\w+|sources?|representatives?)$"
)
_OF_THEM = re.compile(
    r"(?:some|others?|many|several|another|one|most|a few)(?: (?:people|of them))?", re.IGNORECASE
)
"""A part of those who were named before."""


def speaks_for_body(words: str) -> bool:
    """Say whether an unnamed official speaks for an authority: "a railway ministry official"."""
    return INDEFINITE.match(words) is not None and _OF_A_BODY.search(words) is not None


def is_part_of_crowd(words: str) -> bool:
    """Say whether the words mean more of those who were named before: "others", "some of them"."""
    return _OF_THEM.fullmatch(words) is not None
