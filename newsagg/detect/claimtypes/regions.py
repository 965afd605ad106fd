"""A Reading -> drafts of claims on where an outage was felt. Pure.

Places count in a clause that tells of the outage, after a preposition or in a list of places; "worldwide" and its like
are places, too. Names of places as adjectives ("the US airline") are not.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.speakernames import slug_of
from newsagg.model import Value
from newsagg.vocabulary import ClaimType

_COUNTRIES = (
    "United States|United Kingdom|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Ireland|France|Germany|Spain|Portugal|Italy|Netherlands|Belgium|Luxembourg|Switzerland|Austria|Poland|Czech Republic|"
    "Czechia|Slovakia|Hungary|Romania|Bulgaria|Greece|Turkey|Türkiye|Sweden|Norway|Denmark|Finland|Iceland|Estonia|Latvia|Lithuania|Ukraine|Russia|Belarus|Serbia|Croatia|Slovenia|Israel|Gaza|Lebanon|Syria|Iraq|Iran|Saudi Arabia|UAE|"
    "United Arab Emirates|Qatar|Kuwait|Bahrain|Oman|Yemen|Egypt|Morocco|Algeria|Tunisia|Libya|Sudan|Ethiopia|Kenya|Uganda|Tanzania|Nigeria|Ghana|Senegal|Ivory Coast|Côte d'Ivoire|Cameroon|Gabon|Congo|Angola|Zambia|Zimbabwe|South Africa|"
    "India|Pakistan|Bangladesh|Sri Lanka|Nepal|Myanmar|Thailand|Vietnam|Cambodia|Laos|Malaysia|Singapore|Indonesia|Philippines|China|Hong Kong|Taiwan|Japan|South Korea|North Korea|Mongolia|Kazakhstan|Uzbekistan|Australia|New Zealand|Fiji|Tonga|"
    "Canada|Mexico|Guatemala|Honduras|El Salvador|Costa Rica|Panama|Cuba|Jamaica|Haiti|Dominican Republic|Puerto Rico|Colombia|Venezuela|Ecuador|Peru|Bolivia|Brazil|Chile|Argentina|Uruguay|Paraguay|Gambia|Guinea|Mali|Rwanda|Somalia|Afghanistan|"
    "Deutschland|Österreich|Schweiz|Frankreich|Spanien|Großbritannien|Europa|España|Francia|Alemania|Brasil|México|Reino Unido|Estados Unidos|Espagne|Allemagne|États-Unis|Royaume-Uni|Suisse|Belgique|Portugal|USA"
)
_CONTINENTS = (
    "Europe|Western Europe|Eastern Europe|Northern Europe|Asia|Southeast Asia|South Asia|Africa|West Africa|East Africa|North America|South America|Latin America|Central America|Middle East|Oceania|Scandinavia|Caribbean|EMEA|APAC|"
    "Americas|Asia[- ]Pacific|European Union|Benelux|Nordics"
)
_PARTS = (
    "East Coast|West Coast|Midwest|Northeast|Southeast|Southwest|Mid-Atlantic|Pacific Northwest|Bay Area|Silicon Valley|New England|east and west coasts|"
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York(?: City)?|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Northern Virginia|"
    "Washington(?:,? D\\.?C\\.?)?|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|Alberta|Nova Scotia|New South Wales|Victoria|Queensland|Tasmania|Western Australia|Bavaria|Crimea|Catalonia"
)
_CITIES = (
    "London|Manchester|Birmingham|Glasgow|Edinburgh|Leeds|Liverpool|Bristol|Cardiff|Belfast|Dublin|Paris|Lyon|Marseille|Roubaix|Strasbourg|Berlin|Munich|Hamburg|Frankfurt|Cologne|Amsterdam|Brussels|Zurich|Vienna|Warsaw|Prague|Budapest|Madrid|Barcelona|Lisbon|"
    "Rome|Milan|Athens|Istanbul|Stockholm|Copenhagen|Oslo|Helsinki|Moscow|Kyiv|Tokyo|Osaka|Seoul|Beijing|Shanghai|Shenzhen|Taipei|Bangkok|Jakarta|Manila|Kuala Lumpur|Mumbai|Delhi|New Delhi|Bangalore|Bengaluru|Chennai|Hyderabad|Kolkata|Pune|Karachi|Lahore|Dubai|Tel Aviv|"
    "Cairo|Lagos|Nairobi|Johannesburg|Cape Town|Sydney|Melbourne|Brisbane|Perth|Auckland|Toronto|Montreal|Vancouver|Ottawa|Boston|Chicago|Los Angeles|San Francisco|San Jose|San Diego|Seattle|Portland|Denver|Phoenix|Dallas|Houston|Austin|San Antonio|Atlanta|Miami|Orlando|"
    "Tampa|Charlotte|Philadelphia|Pittsburgh|Cleveland|Detroit|Minneapolis|St\\.? Louis|Kansas City|Las Vegas|Salt Lake City|Nashville|Baltimore|Brooklyn|Manhattan|Mexico City|São Paulo|Sao Paulo|Rio de Janeiro|Buenos Aires|Santiago|Bogotá|Lima|Ashburn|Sacramento|Indianapolis|Columbus"
)
_CLOUD = r"(?:us|eu|ap|sa|ca|me|af|il|asia|europe|northamerica|southamerica|australia)-(?:gov-)?(?:north|south|east|west|central)(?:east|west)?-?\d[a-f]?|(?:West|East|North|South|Central) (?:US|Europe|India|UK)(?: \d)?|US-EST"
_EVERYWHERE = (
    "worldwide|world-wide|globally|global|around the world|across the world|across the globe|around the globe|all over the world|throughout the world|parts of the world|nationwide|nation-wide|country-?wide|across the country|around the country|throughout the country|"
    "international(?:ly)?|weltweit|bundesweit|europaweit|deutschlandweit|dans le monde(?: entier)?|mondiale?|en todo el mundo|a nivel mundial|mundial(?:mente)?|no mundo todo|em todo o mundo|global(?:mente)?|em todo o país|en todo el país"
)
_PLACE = re.compile(
    rf"(?<![\w-])(?:(?:parts of|much of|most of|(?:the )?(?:south|north|east|west|southern|northern|eastern|western|central|south-east|south-west)(?:ern)?(?: of)?|several \w+ in|all of|some \w+ in) (?:the )?)?"
    rf"(?:{_CONTINENTS}|{_COUNTRIES}|{_PARTS}|{_CITIES}|{_CLOUD}|(?:the )?(?:US|U\.S\.A?\.?|UK|U\.K\.|EU)(?![\w’'-]))(?:(?: East| West) Coast| [Ee]ast [Cc]oast| [Ww]est [Cc]oast)?(?![\w-])"
)
_ANYWHERE = re.compile(rf"(?<![\w-])(?:{_EVERYWHERE})(?![\w-])", re.IGNORECASE)
_OUTAGE = re.compile(
    r"\b(?:outages?|down|offline|disrupt\w*|unavailable|issues?|problems?|incident|crash\w*|failures?|errors?|glitch\w*|trouble|reports?|complaints?|blackout|interruption|unable|affect\w*|impact\w*|hit|hotspots?|network|service|cannot|degrad\w*|latency|"
    r"Ausfall|Störung\w*|Probleme|panne|caída|fallos?|falha|instabilidade|interrupción|grounded|paused|departures|flights|users|services)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:in|across|throughout|over|around|from|including|of|and|or|to|the|for|within|at|on|as|outside|into|through|near|primarily|mainly|impacted|affected|affecting|impacting|hit|hitting|in der|im|en|dans|au|aux|em|no|na|nos|out of|between)|[,/(]|\bincludes?)\s*[\"“]?$",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(r"^\s?(?:[A-Z]\w+|Times|Post|government|airline|carrier|bank|retailer|regulator|company|firm|based|spokes\w+|Stock|police|court|president|senator|dollar|law|time|stock|markets|citizen|[ap]\.?m)\b|^['’]s\s(?:largest|biggest|[A-Z])|^-(?!\s|wide)")


def propose_regions(reading: Reading) -> Iterator[Draft]:
    """Yield affected_region claims; the places of one clause share its quote."""
    seen: dict[str, int] = {}
    for sentence in reading.sentences():
        text = sentence.text
        if not _OUTAGE.search(text):
            continue
        found: list[tuple[int, int]] = []
        for match in _PLACE.finditer(text):
            low, high = match.span()
            before = text[max(0, low - 24) : low]
            if low and not _BEFORE.search(before) and not (found and low - found[-1][1] < 6):
                continue
            if _NOT_HERE.match(text[high : high + 24]) and "oast" not in match[0]:
                continue
            found.append((low, high))
        found += [m.span() for m in _ANYWHERE.finditer(text) if not re.match(r"\s(?:[A-Z]\w+|warming|economy|company|head|market|giant|VP|chief|leader)", text[m.end() : m.end() + 12])]
        found.sort()
        for number, (low, high) in enumerate(found):
            words = text[low:high]
            slug = slug_of(re.sub(r"^the ", "", words.lower()))
            if seen.get(slug, 0) >= 2:
                continue
            seen[slug] = seen.get(slug, 0) + 1
            first = number
            while first and found[first][0] - found[first - 1][1] < 25:
                first -= 1
            last = number
            while last + 1 < len(found) and found[last + 1][0] - found[last][1] < 25:
                last += 1
            whole = (sentence.start + found[first][0], sentence.start + found[last][1])
            if whole[1] - whole[0] > 260:
                whole = (sentence.start + low, sentence.start + high)
            value = Value(text=words, words=words, slug=slug)
            yield reading.draft(sentence, ClaimType.AFFECTED_REGION, value, (sentence.start + low, sentence.start + high), whole=whole)
