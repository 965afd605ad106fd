"""Words of a subject -> which names they hold and what kind of source they speak of. Pure."""

import re
import unicodedata
from functools import lru_cache

from newsagg.detect.gazetteer import PLACE
from newsagg.detect.sources import OUTLETS, REGULATORS, TRACKERS
from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import make_set
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

STATUS_PAGE = compile_words(
    r"\b(?:status|health|service)(?:\s+(?:web)?)?\s*-?\s*(?:page|pages|dashboard|site|website|portal|"
    r"update|updates|feed|account|history)\b|"
    r"\bdashboards?\b|\b(?:incident|service|outage)\s+(?:notice|alert|advisory|report|log|history|status|"
    r"page)\b|"
    r"\bstatus\.[\w.]+\b|\b(?:admin|message|maintenance) (?:center|notice)\b|\bStatusseite\b|"
    r"\bpage de statut\b|"
    r"\bpágina de (?:estado|status)\b",
    re.IGNORECASE,
)
VIA_PAGE = compile_words(
    r"\b(?:via|on|in|through|to|at|by|updated) (?:its|the|their|a|an|"
    r"[A-Z][\w.]*['’]s?) (?:\w+ ){0,2}?(?:status (?:page|site|website|dashboard|update|account)|"
    r"(?:health|service) dashboard)\b"
)
VOICE_OF_ORG = compile_words(
    r"\b(?:spokes(?:person|man|woman|people)|representatives?|rep|spokespeople|support(?: team|"
    r" account)?|press office|PR|official(?:s)? "
    r"account|account|statement|post|tweet|message|notice|blog(?: post)?|announcement|alert|advisory|"
    r"press release|email|e-mail|filing|"
    r"notification|letter|memo|team|engineers?|engineering team|technicians|developers|Sprecher(?:in)?|"
    r"Unternehmenssprecher(?:in)?|"
    r"porte-parole|portavoz|porta-voz|bulletin|update|report|note|post-mortem|postmortem|explanation|"
    r"page|site|website|officials|executives?|company's \w+)\b"
)
OFFICER = compile_words(
    r"\b(?:CEO|CTO|CIO|CISO|COO|CFO|founder|co-founder|president|chairman|chairwoman|chief|head|director|"
    r"vice president|VP|SVP|"
    r"manager|boss|\w*[Cc]hef(?:in)?|\w*[Ss]precher(?:in)?|executive|engineer|owner|minister|secretary|"
    r"commissioner|Geschäftsführer|Chef|PDG|"
    r"direct(?:eur|rice|or|ora)|diretora?|président|presidenta|presidente|patron(?:ne)?|jef[ea]|Leiter(?:in)?|"
    r"Vorst(?:and|ändin)|ministr[eao]|maire|alcalde(?:sa)?|superintendent|deputy|chancellor|governor|mayor|lead)\b",
    re.IGNORECASE,
)
USERS = compile_words(
    r"\b(?:users?|customers?|people|owners?|admins?|administrators?|subscribers?|players|gamers|drivers|"
    r"passengers|travell?ers|shoppers|"
    r"viewers|clients|merchants|traders|members|some|many|others|one|Twitter users|Redditors|developers|"
    r"businesses|posters?|commenters|residents|readers?|listeners?|commuters|"
    r"Nutzer(?:innen)?|Kunden|usuarios|usuários|utilisateurs|clientes|Internetnutzer|internautes)\b",
    re.IGNORECASE,
)
INSIDERS = compile_words(
    r"\b(?:sources?|(?:people|person|persons|someone|executives?|officials?) (?:familiar (?:with)?|close to|briefed on|with (?:direct )?knowledge of|involved in)|insiders?|employees?|staffers?|workers?|whistleblower|fuentes|fontes|Insider|Kreisen?)\b",
    re.IGNORECASE,
)
EXPERTS = compile_words(
    r"\b(?:researchers?|experts?|analysts?|professor|academics?|consultants?|security firm|"
    r"cybersecurity (?:firm|company)|observers)\b",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r"^(?:(?:some|the|other|early|initial|local|media|news|unconfirmed|several|multiple|these|many|numerous|various|"
    r"widespread|anecdotal|earlier|press|recent|(?P<crowd>user|users['’]|community|customer|customers['’]|"
    r"online|social media|Reddit|Twitter|forum|player|hundreds of|thousands of|dozens of))\s+)*"
    r"(?P<noun>reports?|rumou?rs|posts|complaints|reporting|threads?|screenshots)\b",
    re.I,
)
FORUM_POST = re.compile(
    r"\b(?:Reddit|Twitter|Facebook|forum|Hacker News|HN|Mastodon|social media|Slashdot|Discord)\s"
    r"(?:users?|posts?|threads?|comments?|commenters?|members?)\b"
)
DOCUMENT = re.compile(
    r"^(?:the|this|that|its|a (?:second|later|further|follow-?up|subsequent|separate|new)|another|der|die|das|le|la|"
    r"el|o|a)\s(?:[\w-]+\s)?(?:posts?|statements?|messages?|updates?|notes?|threads?|tweets?|notices?|letters?|"
    r"e-?mails?|memos?|bulletins?|advisor(?:y|ies)|alerts?|entry|announcements?|notifications?|filings?|report|"
    r"documents?|post-?mortem|write-up|summary|banner|review|timeline|chronology|blog post)$",
    re.IGNORECASE,
)
"""A text by whoever spoke last: "the post", "a later update"."""
TRACKER_NOUN = compile_words(
    r"\b(?:trackers?|outage[- ][\w-]+ (?:site|service|platform|website|firm|company)|"
    r"(?:monitoring|tracking|internet-freedom|internet|network) (?:site|service|platform|website|firm|company|"
    r"group|monitor|watchdog|observatory)|monitors?)\b",
    re.IGNORECASE,
)
CHART = re.compile(
    r"^(?:(?:the|an?|its|their)\s)?(?:[\w-]+\s)?(?:map|heat ?map|chart|graph|figures|data|tally|count)s?$",
    re.IGNORECASE,
)
SITE_NOUN = re.compile(r"^(?:the|that|this)\s(?:site|website|platform|service)$", re.IGNORECASE)
AGENCY = re.compile(
    r"^(?:the|that)\s(?:[\w-]+\s){0,2}(?:agency|regulator|watchdog|authority|commission|ministry|department)$",
    re.IGNORECASE,
)
NOT_SPEAKING = re.compile(
    r"^(?:(?:the|this|an?|that|its)\s)?(?:[\w’'.&-]+\s){0,4}?(?:outages?|disruptions?|incidents?|failures?|glitch(?:es)?|"
    r"issues?|problems?|bugs?|faults?|crash(?:es)?|attacks?|errors?|fix(?:es)?|downtime|blackouts?)"
    r"(?:\s(?:in|at|on|with|of|across|for)\s.*)?$",
    re.IGNORECASE,
)
"""What happens to a service, and says nothing: "an Instagram outage"."""
NEWSROOM = re.compile(
    r"^(?:the|that|this)\s(?:[\w-]+\s)?(?:outlet|publication|newspaper|news (?:outlet|site|agency|"
    r"organi[sz]ation)|paper|magazine|broadcaster)$",
    re.IGNORECASE,
)
SPOKESPEOPLE = re.compile(
    r"(?:the|this|that)\s(?:\w+\s)?(?:spokes\w+|representatives?|rep|reps)", re.IGNORECASE
)
"""Who spoke before for a body: "the spokesman"."""
PRONOUN = re.compile(r"^(?:he|she|they|it|who|which|er|sie|il|elle|él|ella|ele|ela|that)$", re.IGNORECASE)
ORG_NOUN = re.compile(
    r"\b(?:(?:the|its|[Tt]heir|The|der|die|das|des|dem|den|Der|Die|Das|Dem|Den|la|La|le|Le|el|El|a|o|A|O|this|both)\s+|"
    r"[Ll]['’])(?:[\w’'-]+\s+){0,3}?(?:company|supplier|manufacturer|contractor|subsidiary|telephone company|"
    r"\w*(?:[Dd]ienstleister|[Bb]etreiber|[Aa]nbieter|[Hh]ersteller|[Vv]ersorger|[Kk]onzern|[Hh]aus|[Vv]erband|[Bb]ank|[Hh]ändler|[Ii]nstitut|"
    r"[Gg]esellschaft|[Uu]nternehmens|[Ff]irma|[Kk]onzerns)s?|fournisseur|groupe|compagnie|enseigne|proveedor|grupo|entidad|firma|"
    r"aerolínea|fornecedor|operadora|transportadora|firm|bank|grocer|\w*maker|brewer|fintech|neobank|parent|owner|platform|service|provider|carrier|airline|"
    r"operator|network|retailer|giant|maker|agency|startup|start-up|vendor|exchange|regulator|lender|"
    r"broker|brokerage|developer|"
    r"publisher|studio|telco|telecom|supermarket|airport|hospital|university|government|ministry|council|"
    r"organi[sz]ation|business|"
    r"site|app|group|chain|utility|streamer|insurer|processor|registrar|authority|host|corporation|"
    r"conglomerate|"
    r"Unternehmen|Konzern|Anbieter|Bank|Betreiber|entreprise|société|opérateur|banque|empresa|compañía|"
    r"operadora|banco|companhia|plataforma|plateforme)\b"
    r"(?!['’]s?\s)"
)
TEXT_BY = re.compile(
    r"^.*\b(?:report|reporting|statement|post|notice|article|story|email|tweet|document|update|message|data|figures|"
    r"information|memo|measurement|analys[ei]s|estimate|calculation|test|research|finding|survey|reading|count|tally|"
    r"monitoring|tracking|telemetry|record|log|review|study|account|note|letter|briefing|filing|dashboard|map|chart)s?\s"
    r"(?:issued |published |shared |posted |sent |compiled |collected |run |made |done |gathered |carried out |conducted |"
    r"released )?(?:by|from)\s"
)
BODY_OF = re.compile(
    r"['’]s?\s(?:[\w-]+\s){0,3}(?:commission|regulator|agency|authority|ministry|council|watchdog|police|military|army|navy|"
    r"air force|government|parliament|department|defen[cs]e|coast ?guard|central bank|health service|tax office|court|"
    r"cabinet|presidency|embassy|assembly|senate|inspectorate|ombudsman|prosecutors?|electoral \w+|emergency \w+|"
    r"fire service|civil service)$"
)
"""A body of a place: "Ontario's securities commission"."""
INDEFINITE = re.compile(r"(?:an?|one|another|some|several|two|three|many)\s", re.IGNORECASE)
SHOWN_BY = compile_words(
    r"\s(?:seen|obtained|reviewed|viewed|shared|posted|published|sent|leaked|dated|circulated|first reported)\b.*$"
)
"""What became of a document is not part of who wrote it: "a memo seen by Reuters"."""


DEFINITE = re.compile(
    r"(?:the|its|their|a|an|this|that|another|one|der|die|das|ein|eine|le|la|un|une|el|o|os|as|um|uma)\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?<![\w])(?:(?:St|Dr|Mt)\.\s+)?(?:[A-ZÀ-Þ][\w&.’'-]*[\w](?:(?<=s)['’](?=\s[A-ZÀ-Þ]))?|[A-ZÀ-Þ]|[a-z]+[A-Z]\w*|\d+[A-Z]\w*)(?:\s+(?:of\s+|de\s+|du\s+|"
    r"la\s+|der\s+|von\s+|van\s+|and\s+(?=[A-Z]\w+\b))?(?:[A-ZÀ-Þ0-9&][\w&.’'-]*[\w](?:(?<=s)['’](?=\s[A-ZÀ-Þ]))?|[A-ZÀ-Þ0-9&]))*"
)
_NOT_A_NAME = frozenset(
    {
        "a", "aber", "about", "according", "additionally", "after", "ai", "all", "alle", "also", "although",
        "am", "an", "analysts", "anbieter", "and", "another", "anyone", "api", "apis", "april", "as",
        "asked", "at", "auch", "auf", "august", "because", "before", "bei", "besides", "betreiber", "bgp",
        "both", "bst", "but", "by", "cdn", "ceo", "ceos", "chief", "cio", "companhia", "compañía",
        "consequently", "cto", "customers", "das", "database", "ddos", "december", "der", "despite",
        "developers", "die", "dienst", "dns", "dozens", "due", "during", "earlier", "early", "edt", "ein",
        "eine", "einer", "el", "employees", "empresa", "engineers", "entreprise", "err", "error", "es",
        "est", "et", "eu", "even", "everyone", "experts", "february", "finally", "first", "five",
        "following", "for", "fortunately", "four", "friday", "from", "furthermore", "gmt", "he", "her",
        "here", "his", "hours", "how", "however", "http", "hundreds", "i", "if", "il", "im", "image", "in",
        "incident", "incidents", "indeed", "instead", "internal", "internet", "isp", "isps", "ist", "it",
        "its", "january", "july", "june", "just", "kein", "keine", "konzern", "kunden", "la", "las", "last",
        "later", "laut", "le", "les", "like", "local", "los", "manual", "many", "march", "may", "meanwhile",
        "mehr", "millions", "minutes", "mit", "monday", "more", "moreover", "most", "multiple", "my",
        "nach", "nevertheless", "nft", "nfts", "no", "nobody", "not", "november", "now", "numerous",
        "nutzer", "o", "october", "officials", "on", "one", "only", "os", "other", "others", "otherwise",
        "our", "outage", "outages", "over", "pdt", "people", "photo", "please", "sorry", "thanks", "posting", "pst", "pt", "reports",
        "researchers", "rollback", "saturday", "second", "seit", "september", "server", "servers",
        "service", "services", "several", "she", "since", "six", "sms", "so", "société", "some", "someone",
        "sos", "source", "sources", "speaking", "spokesperson", "sprecher", "statement", "still", "störung",
        "such", "sunday", "tens", "that", "the", "their", "then", "there", "these", "they", "this", "those",
        "thousands", "three", "thursday", "thus", "timeout", "to", "today", "too", "tuesday", "tv", "two",
        "uk", "un", "une", "unless", "unternehmen", "until", "update", "updated", "url", "us", "users",
        "utc", "various", "via", "viele", "voip", "vpn", "we", "wednesday", "what", "when", "where",
        "which", "while", "who", "why", "wie", "with", "yesterday", "yet", "you", "your",
    }
)  # fmt: skip
_POSSESSIVE, _ENDING = re.compile(r"['’]s?$"), re.compile(r"['’](?:s|re|ve|ll|d)?$")
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=2048)
def slug_of(name: str) -> str:
    """Return a speaker's slug made from the name: lower case, hyphens, ASCII where there is one."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return _NOT_IN_SLUGS.sub("-", flat.lower()).strip("-") or "unknown"


@lru_cache(maxsize=2048)
def known_source(name: str) -> Speaker | None:
    """Return the tracker, regulator or newsroom of that name, None for others."""
    if not any(c.isupper() or c == "." for c in (name[4:] if name.startswith(("The ", "the ")) else name)):
        return None  # "the post" and "the record" are no newsrooms
    key = _POSSESSIVE.sub("", name.strip().lower()).removeprefix("the ").strip()
    for table, role in (
        (TRACKERS, SpeakerRole.TRACKER),
        (REGULATORS, SpeakerRole.REGULATOR),
        (OUTLETS, SpeakerRole.OUTLET),
    ):
        found = table.get(key) or (
            table.get(f"the {key}") if key not in _ALSO_WORDS or name[:4] in _THE else None
        )
        if found:
            return Speaker(slug=slug_of(found), name=found, role=role)
    return None


_ALSO_WORDS, _THE = make_set("information record block times"), ("The ", "the ")
"""Newsrooms that go by a common noun: only with their article."""
_CLOCK_OR_ELISION = re.compile(r"\d+(?:[ap]m|[AP]M)|[LlDd]['’](?![A-ZÀ-Þ]).*")
_HOUSE = re.compile(
    r"Hospital|School|College|University|Church|Academy|Clinic|Theatre|Museum|Infirmary|Union|Association|Federation|Guild|Forum|Club|Society|Council|Institute"
)
_HOLDERS = make_set(
    "Sheriff General Mayor Governor Coroner Ombudsman Commissioner Auditor Clerk Registrar Children Women"
)
_SEATS = make_set("Office Offices Department Court")
"""Offices of those who hold them: "Mill County Sheriff's Office"."""
_TITLES = make_set(
    "dr mr mrs ms miss prof professor cllr councillor sir dame sen senator rep gov governor capt captain lt sgt rev hon "
    "sheriff spokeswoman spokesman analyst editor engineer constable detective sergeant lieutenant general colonel major admiral "
    "judge justice lord lady baroness herr frau señor señora sr sra mme mlle dra dipl ing reader listener viewer passenger shopper resident commuter subscriber"
)
_NO_NAMES = make_set(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred seven eight nine half roughly nearly almost moments seconds days weeks months years decades "
    "staff fans nurses doctors drivers workers students teachers parents police regulators brokers traders passengers "
    "travellers commuters shoppers gamers players viewers subscribers residents patients clinicians pilots owners admins "
    "administrators maintainers merchants sellers retailers shops banks hospitals schools airlines airports lawmakers "
    "senators ministers families firms companies businesses callers readers listeners members learners clients travelers "
    "abend morgen mittag nachmittag nacht stunden minuten tage wochen geschäfte läden händler reisende nutzerinnen betroffene "
    "website site tracker fuentes fontes covid covid-19 anwender behörden medien experten des du une les l'opérateur "
    "technicians machines computers engineers crews systems servers specialists operators contractors inspectors dispatchers guests tourists "
    "motorists cashiers tellers couriers investors developers researchers scientists devices terminals tills phones screens "
    "sur dans selon pour avec sous chez sans depuis pendant lors segundo según sobre desde durante tras auf nach seit während pelo pela em laut"
)
_MADE_OF = re.compile(
    r".+-(?:based|owned|run|listed|backed|headquartered|born|made|founded|led|wide)", re.IGNORECASE
)
"""What is said of a firm is not its name: "the Leeds-based firm"."""
_OFFICES = make_set(
    "Inc Inc. Spokesperson Officer Editor Spokesman Spokeswoman Analyst Counsel Professor Researcher"
)
"""Offices between a firm's name and a person's."""
_GERMAN_FIRM = re.compile(
    r"\w*(?:konzern|unternehmen|betreiber|anbieter|versorger|dienstleister|hersteller|verband|gesellschaft|geldhaus|institut)e?s?"
)
"""German nouns for firms, which are written like names."""


def _is_no_name(part: str) -> bool:
    bare = _ENDING.sub("", part.lower()).strip(".'’")
    return (
        bare in _NOT_A_NAME
        or bare in _NO_NAMES
        or _CLOCK_OR_ELISION.fullmatch(part) is not None
        or ("-" in bare and _MADE_OF.fullmatch(bare) is not None)
        or _GERMAN_FIRM.fullmatch(bare) is not None
    )


def names_in(words: str) -> list[str]:
    """Return the proper names in a phrase, possessive endings dropped, in reading order."""
    return list(_names_in(words))


@lru_cache(maxsize=1024)
def _names_in(words: str) -> tuple[str, ...]:
    out = []
    for match in NAME.finditer(words):
        parts = match[0].split()
        while parts and (_is_no_name(parts[0]) or parts[0].lower().strip(".") in _TITLES):
            parts.pop(0)
        # "Acme CEO Jo Doe" and "Acme's Jo Doe" are two names
        current: list[str] = []
        for number, part in enumerate(parts):
            bare = _POSSESSIVE.sub("", part)
            if not current and (bare.islower() or _is_no_name(part)):
                continue
            if "-" in bare and _MADE_OF.fullmatch(bare):
                current = []  # "San Francisco-based Acme"
                continue
            if (
                OFFICER.fullmatch(part)
                or part in _OFFICES
                or (number and parts[number - 1] in ("Chief", "chief"))
            ):
                if current:
                    out.append(" ".join(current))
                current = []
                continue
            current.append(bare)
            if bare != part and part.endswith(("'s", "’s", "s'", "s’", "'", "’")):
                following = parts[number + 1] if number + 1 < len(parts) else ""
                if not (_HOUSE.fullmatch(following) or (bare in _HOLDERS and following in _SEATS)):
                    out.append(" ".join(current))
                    current = []
                else:
                    current[-1] = part  # "St Anna's Hospital"
        if current:
            out.append(" ".join(current))
    return tuple(name for name in out if len(name) > 1 or name == "X")


_PART_OF_PERSON = re.compile(r"[A-ZÀ-Þ](?:[a-zà-ÿ’'.-]+[A-Z]?[a-zà-ÿ]*)?\.?|de|van|von|der|la|bin|al")
_ORG_TAIL = re.compile(
    r"\b(?:Inc|Ltd|LLC|Bank|Airlines?|Airways|Group|Research|Telecom|Networks?|Systems?|Services?|"
    r"Authority|Ministry|University|"
    r"Police|Times|Post|News|Technologies|Security|Labs?|Cloud|Communications|Mobile|Media|Commission|"
    r"Administration|Department|Airport|"
    r"Hospital|Council|Exchange|Games|Studios?|Online|Support|Portugal|UK|US|India|Africa|Australia|"
    r"Canada|Germany|France|Europe|Health|"
    r"Facebook|Online|Analytics|Institute|Office|Agency|Centre|Center|Club|Store|Web|Web Services|Point|"
    r"Capital|Emergency|Association|Federation|Guild|Union|Society|Foundation|Trust|Board|Company|Corporation|Corp|Bureau|Service|"
    r"Planning|Protocol|Continuity|Business|Operations|Response|Recovery|Management|Programme?|Project|Relations|Affairs|"
    r"Committee|Organi[sz]ation|College|School|Sea|Ocean|Coast|River|Street|Islands?|County|City|Rail|Railways?|Solutions|Partners|"
    r"Holdings|Energy|Power|Water|Electric|Finance|Financial|Insurance|Payments?|Software|Data|Digital|Broadcasting|Transit|Foods?|"
    r"Pharmacy|Hosting|Broadband|Wireless|Fib(?:er|re)|Cable|Satellite|Command|Navy|Army|Portal|Brands|Enterprise|Logistics|"
    r"Semiconductor|Industries|Motors?|Electronics|Entertainment|Interactive|Works|Savings|Lending|Credit|Retail|Stores|Markets?|"
    r"Pay|Bureau|Assembly|Parliament|Senate|Court|Tribunal|Alliance|Chamber|Congress|Party|Consortium|Cooperative|Initiative)\b"
)


@lru_cache(maxsize=2048)
def looks_like_person(name: str) -> bool:
    """Whether a name is built like a person's: two to four capitalised words, none of them an "
    "organisation's."""
    parts = name.split()
    if (
        not 2 <= len(parts) <= 4
        or PLACE.fullmatch(parts[-1])
        or _ORG_TAIL.search(name)
        or known_source(name) is not None
    ):
        return False
    return all(_PART_OF_PERSON.fullmatch(part) for part in parts)
