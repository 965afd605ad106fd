"""Words of a subject -> what kind of source they name. Pure.

The closed lists here are of sources that outage news cites everywhere (trackers, regulators, newsrooms); companies
and their products come from the lexicon.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol

from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole


class Mentioned(Protocol):
    """What speakers need of a lexicon's mention."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def slug(self) -> str: ...  # noqa: D102


TRACKERS = {
    "downdetector": "Downdetector",
    "down detector": "Downdetector",
    "downdetector.com": "Downdetector",
    "netblocks": "NetBlocks",
    "thousandeyes": "ThousandEyes",
    "kentik": "Kentik",
    "isitdownrightnow": "IsItDownRightNow",
    "statusgator": "StatusGator",
    "steamdb": "SteamDB",
    "catchpoint": "Catchpoint",
    "cloudflare radar": "Cloudflare Radar",
    "flightaware": "FlightAware",
    "doug madory": "Doug Madory",
    "allestörungen": "Allestörungen",
    "allestoerungen.de": "Allestörungen",
    "ookla": "Ookla",
    "outage.report": "Outage.Report",
    "statuspal": "StatusPal",
    "internet monitor": "Internet monitor",
    "uptimerobot": "UptimeRobot",
    "pingdom": "Pingdom",
    "ioda": "IODA",
    "censys": "Censys",
    "cirium": "Cirium",
    "isdown": "IsDown",
}
REGULATORS = {
    "fcc": "FCC",
    "federal communications commission": "FCC",
    "faa": "FAA",
    "federal aviation administration": "FAA",
    "ofcom": "Ofcom",
    "monetary authority of singapore": "MAS",
    "mas": "MAS",
    "cisa": "CISA",
    "ncsc": "NCSC",
    "national cyber security centre": "NCSC",
    "bsi": "BSI",
    "bundesnetzagentur": "Bundesnetzagentur",
    "arcep": "Arcep",
    "acma": "ACMA",
    "crtc": "CRTC",
    "financial conduct authority": "FCA",
    "fca": "FCA",
    "trai": "TRAI",
    "ncc": "NCC",
    "sec": "SEC",
    "eurocontrol": "Eurocontrol",
    "department of transportation": "Department of Transportation",
    "us department of transportation": "Department of Transportation",
    "fbi": "FBI",
    "homeland security": "Homeland Security",
    "anatel": "Anatel",
    "reserve bank of india": "Reserve Bank of India",
    "rbi": "Reserve Bank of India",
    "european commission": "European Commission",
    "white house": "White House",
}
OUTLETS = {
    "techcrunch": "TechCrunch",
    "bloomberg": "Bloomberg",
    "bloomberg news": "Bloomberg",
    "reuters": "Reuters",
    "financial times": "Financial Times",
    "ft": "Financial Times",
    "the verge": "The Verge",
    "verge": "The Verge",
    "wired": "Wired",
    "engadget": "Engadget",
    "zdnet": "ZDNet",
    "bleepingcomputer": "BleepingComputer",
    "bleeping computer": "BleepingComputer",
    "the register": "The Register",
    "cnn": "CNN",
    "cnbc": "CNBC",
    "bbc": "BBC",
    "bbc news": "BBC",
    "the guardian": "The Guardian",
    "guardian": "The Guardian",
    "new york times": "The New York Times",
    "the new york times": "The New York Times",
    "nyt": "The New York Times",
    "wall street journal": "The Wall Street Journal",
    "wsj": "The Wall Street Journal",
    "washington post": "The Washington Post",
    "the post": "The Washington Post",
    "business insider": "Business Insider",
    "insider": "Business Insider",
    "pymnts": "PYMNTS",
    "axios": "Axios",
    "associated press": "AP",
    "ap": "AP",
    "afp": "AFP",
    "dpa": "dpa",
    "electrek": "Electrek",
    "motherboard": "Motherboard",
    "gizmodo": "Gizmodo",
    "mashable": "Mashable",
    "9to5mac": "9to5Mac",
    "macrumors": "MacRumors",
    "ars technica": "Ars Technica",
    "the record": "The Record",
    "forbes": "Forbes",
    "fortune": "Fortune",
    "the information": "The Information",
    "entertainment weekly": "Entertainment Weekly",
    "nbc news": "NBC News",
    "abc news": "ABC News",
    "fox business": "Fox Business",
    "sky news": "Sky News",
    "the independent": "The Independent",
    "the telegraph": "The Telegraph",
    "daily mail": "Daily Mail",
    "mailonline": "MailOnline",
    "pa news agency": "PA",
    "simple flying": "Simple Flying",
    "the times": "The Times",
    "usa today": "USA Today",
    "techradar": "TechRadar",
    "tom's guide": "Tom's Guide",
    "9to5google": "9to5Google",
    "android police": "Android Police",
    "nikkei": "Nikkei",
    "politico": "Politico",
    "krebsonsecurity": "KrebsOnSecurity",
    "der spiegel": "Der Spiegel",
    "spiegel": "Der Spiegel",
    "heise": "heise",
    "golem": "Golem",
    "le monde": "Le Monde",
    "le figaro": "Le Figaro",
    "el país": "El País",
    "o globo": "O Globo",
    "globo": "O Globo",
    "datacenter dynamics": "DCD",
    "dcd": "DCD",
    "coindesk": "CoinDesk",
    "the block": "The Block",
    "vice": "Vice",
    "quartz": "Quartz",
    "semafor": "Semafor",
    "platformer": "Platformer",
    "yonhap": "Yonhap",
    "xinhua": "Xinhua",
    "ign": "IGN",
    "polygon": "Polygon",
    "kotaku": "Kotaku",
    "eurogamer": "Eurogamer",
    "variety": "Variety",
    "deadline": "Deadline",
    "cbs news": "CBS News",
}

STATUS_PAGE = re.compile(
    r"\b(?:status|health|service)(?:\s+(?:web)?)?\s*-?\s*(?:page|pages|dashboard|site|website|portal|update|updates|feed|account|history)\b|"
    r"\bdashboards?\b|\b(?:incident|service|outage)\s+(?:notice|alert|advisory|report|log|history|status|page)\b|"
    r"\bstatus\.[\w.]+\b|\b(?:admin|message|maintenance) (?:center|notice)\b|\bStatusseite\b|\bpage de statut\b|"
    r"\bpágina de (?:estado|status)\b",
    re.IGNORECASE,
)
VOICE_OF_ORG = re.compile(
    r"\b(?:spokes(?:person|man|woman|people)|representatives?|rep|spokespeople|support(?: team| account)?|press office|PR|official(?:s)? "
    r"account|account|statement|post|tweet|message|notice|blog(?: post)?|announcement|alert|advisory|press release|email|e-mail|filing|"
    r"notification|letter|memo|team|engineers?|engineering team|technicians|developers|Sprecher(?:in)?|Unternehmenssprecher(?:in)?|"
    r"porte-parole|portavoz|porta-voz|bulletin|update|report|note|post-mortem|postmortem|explanation|page|site|website|officials|executives?|company's \w+)\b"
)
OFFICER = re.compile(
    r"\b(?:CEO|CTO|CIO|CISO|COO|CFO|founder|co-founder|president|chairman|chairwoman|chief|head|director|vice president|VP|SVP|"
    r"manager|boss|executive|engineer|owner|minister|secretary|commissioner|Geschäftsführer|Chef|PDG|directeur|director general|presidente)\b",
    re.IGNORECASE,
)
USERS = re.compile(
    r"\b(?:users?|customers?|people|owners?|admins?|administrators?|subscribers?|players|gamers|drivers|passengers|travell?ers|shoppers|"
    r"viewers|clients|merchants|traders|members|some|many|others|one|Twitter users|Redditors|developers|businesses|posters?|commenters|residents|"
    r"Nutzer(?:innen)?|Kunden|usuarios|usuários|utilisateurs|clientes|Internetnutzer|internautes)\b",
    re.IGNORECASE,
)
INSIDERS = re.compile(
    r"\b(?:sources?|people familiar|person familiar|insiders?|employees?|staffers?|workers|whistleblower)\b",
    re.IGNORECASE,
)
EXPERTS = re.compile(
    r"\b(?:researchers?|experts?|analysts?|professor|academics?|consultants?|security firm|cybersecurity (?:firm|company)|observers)\b",
    re.IGNORECASE,
)
REPORTS = re.compile(r"^(?:(?:some|the|other|early|initial|local|media|unconfirmed|several|multiple|these|recent)\s+)*(?:reports?|rumou?rs|posts|complaints|reporting)\b", re.I)
PRONOUN = re.compile(r"^(?:he|she|they|it|who|which|er|sie|il|elle|él|ella|ele|ela|that)$", re.IGNORECASE)
ORG_NOUN = re.compile(
    r"\b(?:the|its|The|der|die|das|Der|Die|Das|la|La|le|Le|el|El|a|o|A|O|l'|this|both)\s*(?:[\w’'-]+\s+){0,3}?(?:company|firm|bank|platform|service|provider|carrier|airline|"
    r"operator|network|retailer|giant|maker|agency|startup|start-up|vendor|exchange|regulator|lender|broker|brokerage|developer|"
    r"publisher|studio|telco|telecom|supermarket|airport|hospital|university|government|ministry|council|organi[sz]ation|business|"
    r"site|app|group|chain|utility|streamer|insurer|processor|registrar|authority|host|corporation|conglomerate|"
    r"Unternehmen|Konzern|Anbieter|Bank|Betreiber|entreprise|société|opérateur|banque|empresa|compañía|operadora|banco|companhia|plataforma|plateforme)\b"
    r"(?!['’]s?\s)"
)
NAME = re.compile(
    r"(?<![\w])(?:[A-ZÀ-Þ][\w&.’'-]*[\w]|[A-ZÀ-Þ]|[a-z]+[A-Z]\w*|\d+[A-Z]\w*)(?:\s+(?:of\s+|de\s+|du\s+|la\s+|der\s+|von\s+|van\s+|and\s+(?=[A-Z]\w+\b))?(?:[A-ZÀ-Þ0-9&][\w&.’'-]*[\w]|[A-ZÀ-Þ0-9&]))*"
)
_NOT_A_NAME = frozenset(
    {
        "the", "a", "an", "in", "on", "at", "its", "it", "this", "that", "some", "many", "most", "several", "one", "another", "other", "these", "those", "there",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july",
        "august", "september", "october", "november", "december", "however", "meanwhile", "according", "we", "our", "i", "he", "she", "they", "you", "your",
        "update", "updated", "if", "when", "while", "as", "but", "and", "for", "from", "no", "not", "all", "also", "earlier", "today", "yesterday", "last",
        "ceo", "cto", "cio", "et", "pt", "est", "edt", "utc", "gmt", "bst", "ist", "pst", "pdt", "us", "uk", "eu", "image", "source", "photo", "both", "although", "after", "before", "since",
        "what", "how", "why", "where", "who", "which", "der", "die", "das", "la", "le", "el", "o", "os", "las", "los", "les", "il", "err", "error", "internet", "only", "now", "then", "here",
        "others", "experts", "researchers", "analysts", "officials", "engineers", "customers", "developers", "sources", "employees", "according", "people", "posting", "speaking", "internal", "other", "ddos", "dns", "api", "apis", "cdn", "bgp", "vpn", "voip", "ai", "it", "isp", "isps", "tv", "sms", "http", "url", "sos", "nft", "nfts", "error", "outage", "outages", "service", "services", "his", "her", "their", "my", "to", "by", "with", "via", "about", "over", "more", "first", "second", "despite", "because", "due", "following", "during", "spokesperson", "statement", "reports", "users",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of source, before pronouns and "the company" are resolved."""

    kind: str
    """name, org_voice (its spokesperson, page or post), status_page, org (the company), pronoun, users, insiders,
    expert, reports, tracker, regulator, outlet."""
    name: str = ""
    plural: bool = False


def slug_of(name: str) -> str:
    """Return a speaker's slug made from the name: lower case, hyphens, ASCII where there is one."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return re.sub(r"[^a-z0-9]+", "-", flat.lower()).strip("-") or "unknown"


def known_source(name: str) -> Speaker | None:
    """Return the tracker, regulator or newsroom of that name, None for others."""
    key = re.sub(r"['’]s?$", "", name.strip().lower()).removeprefix("the ").strip()
    for table, role in (
        (TRACKERS, SpeakerRole.TRACKER),
        (REGULATORS, SpeakerRole.REGULATOR),
        (OUTLETS, SpeakerRole.OUTLET),
    ):
        found = table.get(key) or table.get(f"the {key}")
        if found:
            return Speaker(slug=slug_of(found), name=found, role=role)
    return None


def names_in(words: str) -> list[str]:
    """Return the proper names in a phrase, possessive endings dropped, in reading order."""
    out = []
    for match in NAME.finditer(words):
        parts = match[0].split()
        while parts and parts[0].lower().strip(".'’") in _NOT_A_NAME:
            parts.pop(0)
        # "Acme CEO Jo Doe" and "Acme's Jo Doe" are two names
        current: list[str] = []
        for part in parts:
            bare = re.sub(r"['’]s?$", "", part)
            if OFFICER.fullmatch(part) or part in ("Inc", "Inc.", "Spokesperson"):
                if current:
                    out.append(" ".join(current))
                current = []
                continue
            current.append(bare)
            if bare != part and part.endswith(("'s", "’s", "s'", "s’", "'", "’")):
                out.append(" ".join(current))
                current = []
        if current:
            out.append(" ".join(current))
    return [name for name in out if len(name) > 1 or name == "X"]
