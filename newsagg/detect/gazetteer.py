"""Names of places that outages are reported from, as patterns. Pure data: no input, no output.

Countries, parts of countries, large cities and cloud regions; "worldwide" and its like apart.
"""

import re
from functools import lru_cache

from newsagg.detect.wordpatterns import compile_words

_COUNTRIES = (
    "United States|United Kingdom|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Ireland|"
    "France|Germany|Spain|Portugal|Italy|Netherlands|Belgium|Luxembourg|Switzerland|Austria|Poland|"
    "Czech Republic|"
    "Czechia|Slovakia|Hungary|Romania|Bulgaria|Greece|Turkey|Türkiye|Sweden|Norway|Denmark|Finland|"
    "Iceland|Estonia|Latvia|Lithuania|Ukraine|Russia|Belarus|Serbia|Croatia|Slovenia|Israel|Gaza|Lebanon|"
    "Syria|Iraq|Iran|Saudi Arabia|UAE|"
    "United Arab Emirates|Qatar|Kuwait|Bahrain|Oman|Yemen|Egypt|Morocco|Algeria|Tunisia|Libya|Sudan|"
    "Ethiopia|Kenya|Uganda|Tanzania|Nigeria|Ghana|Senegal|Ivory Coast|Côte d'Ivoire|Cameroon|Gabon|Congo|"
    "Angola|Zambia|Zimbabwe|South Africa|"
    "India|Pakistan|Bangladesh|Sri Lanka|Nepal|Myanmar|Thailand|Vietnam|Cambodia|Laos|Malaysia|Singapore|"
    "Indonesia|Philippines|China|Hong Kong|Taiwan|Japan|South Korea|North Korea|Mongolia|Kazakhstan|"
    "Uzbekistan|Australia|New Zealand|Fiji|Tonga|"
    "Canada|Mexico|Guatemala|Honduras|El Salvador|Costa Rica|Panama|Cuba|Jamaica|Haiti|"
    "Dominican Republic|Puerto Rico|Colombia|Venezuela|Ecuador|Peru|Bolivia|Brazil|Chile|Argentina|"
    "Uruguay|Paraguay|Gambia|Guinea|Mali|Rwanda|Somalia|Afghanistan|"
    "Deutschland|Österreich|Schweiz|Frankreich|Spanien|Großbritannien|Europa|España|Francia|Alemania|"
    "Brasil|México|Reino Unido|Estados Unidos|Espagne|Allemagne|États-Unis|Royaume-Uni|Suisse|Belgique|"
    "Portugal|USA"
)
_CONTINENTS = (
    "Europe|Western Europe|Eastern Europe|Northern Europe|Asia|Southeast Asia|South Asia|Africa|"
    "West Africa|East Africa|North America|South America|Latin America|Central America|Middle East|"
    "Oceania|Scandinavia|Caribbean|EMEA|APAC|"
    "Americas|Asia[- ]Pacific|European Union|Benelux|Nordics"
)
_PARTS = (
    "East and West Coasts?|[Ee]astern [Ss]eaboard|East Coast|West Coast|Midwest|Northeast|Southeast|Southwest|Mid-Atlantic|Pacific Northwest|Bay Area|"
    "Silicon Valley|New England|east and west coasts|"
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|"
    "Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|"
    "Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York(?: City)?|North Carolina|"
    "North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|"
    "Texas|Utah|Vermont|Virginia|Northern Virginia|"
    "Washington(?:,? D\\.?C\\.?)?|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|"
    "Alberta|Nova Scotia|New South Wales|Victoria|Queensland|Tasmania|Western Australia|Bavaria|Crimea|"
    "Catalonia|"
    "Nordrhein-Westfalen|NRW|Bayern|Baden-Württemberg|Hessen|Sachsen|Sachsen-Anhalt|Niedersachsen|Thüringen|Brandenburg|"
    "Rheinland-Pfalz|Schleswig-Holstein|Mecklenburg-Vorpommern|Saarland|Ruhrgebiet|Saxony|Hesse|Lower Saxony|Tirol|Steiermark|"
    "Bretagne|Normandie|Occitanie|Nouvelle-Aquitaine|Île-de-France|Ile-de-France|Hauts-de-France|Grand Est|Pays de la Loire|"
    "Auvergne-Rhône-Alpes|Bourgogne|Provence|Alsace|Lorraine|Corse|Brittany|Normandy|Corsica|"
    "Andalucía|Andalusia|Cataluña|Galicia|Comunidad Valenciana|Castilla y León|Castilla-La Mancha|Aragón|Asturias|Cantabria|"
    "País Vasco|Basque Country|Navarra|Murcia|Extremadura|Canarias|Baleares|Canary Islands|Lombardy|Tuscany|Sicily|Piedmont|"
    "Veneto|Algarve|Alentejo|Azores|Açores|Madeira|Flanders|Wallonia|"
    "Yorkshire|Lancashire|Cornwall|Devon|Kent|Essex|Sussex|Surrey|Norfolk|Suffolk|Cumbria|Fife|Highlands|West Midlands|"
    "East Anglia|Northumberland|Merseyside|Tyneside|Aberdeenshire|Munster|Leinster|Connacht|Ulster|"
    "South Australia|Northern Territory|North Island|South Island|Canterbury|Manitoba|Saskatchewan|New Brunswick|Newfoundland|"
    "Prince Edward Island|Yukon|Nunavut|Maritimes|Gulf Coast|Great Plains|Pacific Coast|Deep South|"
    "Maharashtra|Karnataka|Kerala|Tamil Nadu|Gujarat|Rajasthan|Uttar Pradesh|Punjab|Haryana|Bihar|West Bengal|Telangana|"
    "Andhra Pradesh|Madhya Pradesh|Assam|Odisha|Goa|Jammu and Kashmir|Kashmir|Sindh|Balochistan|Dhaka|"
    "Luzon|Visayas|Mindanao|Cebu|Bohol|Leyte|Palawan|Davao|Metro Manila|Java|Bali|Sumatra|Borneo|Sabah|Sarawak|Penang|Johor|"
    "Hokkaido|Kyushu|Okinawa|Kansai|Kanto|Guangdong|Sichuan|Xinjiang|Tibet|Gauteng|KwaZulu-Natal|Western Cape|Darfur|Tigray|"
    "Jalisco|Nuevo León|Yucatán|Antioquia|Minas Gerais|Bahia|Paraná|Rio Grande do Sul|Pernambuco|Ceará|Patagonia|"
    "Siberia|Donbas|Kurdistan|Sinai|Anatolia|Visayas and Mindanao"
)
_CITIES = (
    "London|Manchester|Birmingham|Glasgow|Edinburgh|Leeds|Liverpool|Bristol|Cardiff|Belfast|Dublin|Paris|"
    "Lyon|Marseille|Roubaix|Strasbourg|Berlin|Munich|Hamburg|Frankfurt|Cologne|Amsterdam|Brussels|Zurich|"
    "Vienna|Warsaw|Prague|Budapest|Madrid|Barcelona|Lisbon|"
    "Rome|Milan|Athens|Istanbul|Stockholm|Copenhagen|Oslo|Helsinki|Moscow|Kyiv|Tokyo|Osaka|Seoul|Beijing|"
    "Shanghai|Shenzhen|Taipei|Bangkok|Jakarta|Manila|Kuala Lumpur|Mumbai|Delhi|New Delhi|Bangalore|"
    "Bengaluru|Chennai|Hyderabad|Kolkata|Pune|Karachi|Lahore|Dubai|Tel Aviv|"
    "Cairo|Lagos|Nairobi|Johannesburg|Cape Town|Sydney|Melbourne|Brisbane|Perth|Auckland|Toronto|"
    "Montreal|Vancouver|Ottawa|Boston|Chicago|Los Angeles|San Francisco|San Jose|San Diego|Seattle|"
    "Portland|Denver|Phoenix|Dallas|Houston|Austin|San Antonio|Atlanta|Miami|Orlando|"
    "Tampa|Charlotte|Philadelphia|Pittsburgh|Cleveland|Detroit|Minneapolis|St\\.? Louis|Kansas City|"
    "Las Vegas|Salt Lake City|Nashville|Baltimore|Brooklyn|Manhattan|Mexico City|São Paulo|Sao Paulo|"
    "Rio de Janeiro|Buenos Aires|Santiago|Bogotá|Lima|Ashburn|Sacramento|Indianapolis|Columbus|"
    "Sheffield|Newcastle|Nottingham|Southampton|Leicester|Aberdeen|Dundee|Swansea|Cork|Galway|Limerick|Bordeaux|Toulouse|Nantes|"
    "Nice|Lille|Rennes|Grenoble|Montpellier|Köln|München|Stuttgart|Düsseldorf|Dortmund|Essen|Leipzig|Dresden|Hannover|Bremen|"
    "Nürnberg|Nuremberg|Mannheim|Karlsruhe|Wien|Graz|Salzburg|Zürich|Geneva|Genf|Bern|Basel|Lausanne|Rotterdam|The Hague|Utrecht|"
    "Eindhoven|Antwerp|Ghent|Gothenburg|Malmö|Bergen|Trondheim|Tampere|Aarhus|Krakow|Kraków|Gdansk|Wroclaw|Wrocław|Poznan|Brno|"
    "Bucharest|Sofia|Belgrade|Zagreb|Kharkiv|Odesa|Lviv|St\\.? Petersburg|Valencia|Sevilla|Seville|Zaragoza|Málaga|Malaga|Bilbao|"
    "Porto|Lisboa|Coimbra|Braga|Turin|Naples|Venice|Bologna|Florence|Palermo|Thessaloniki|Ankara|Izmir|Beirut|Baghdad|Tehran|"
    "Riyadh|Jeddah|Abu Dhabi|Doha|Haifa|Jerusalem|Casablanca|Algiers|Tunis|Accra|Abuja|Kano|Addis Ababa|Kampala|Kigali|Dakar|"
    "Durban|Pretoria|Harare|Lusaka|Luanda|Adelaide|Canberra|Hobart|Darwin|Gold Coast|Newcastle|Wellington|Christchurch|Dunedin|"
    "Quebec City|Calgary|Edmonton|Winnipeg|Halifax|Memphis|Louisville|Oklahoma City|Tulsa|Albuquerque|Tucson|Fresno|Oakland|"
    "Long Beach|Sacramento|Omaha|Milwaukee|Cincinnati|St\\.? Paul|Raleigh|Richmond|Norfolk|Jacksonville|Fort Worth|El Paso|"
    "New Orleans|Buffalo|Rochester|Hartford|Newark|Boise|Spokane|Tacoma|Anchorage|Honolulu|Des Moines|Ahmedabad|Jaipur|Lucknow|"
    "Surat|Nagpur|Kochi|Islamabad|Dhaka|Colombo|Kathmandu|Yangon|Hanoi|Ho Chi Minh City|Phnom Penh|Surabaya|Bandung|Cebu City|"
    "Quezon City|Daejeon|Busan|Incheon|Nagoya|Fukuoka|Sapporo|Kyoto|Yokohama|Guangzhou|Hangzhou|Chengdu|Wuhan|Kaohsiung|"
    "Brasília|Brasilia|Salvador|Recife|Fortaleza|Porto Alegre|Curitiba|Belo Horizonte|Manaus|Medellín|Cali|Quito|Guayaquil|"
    "Caracas|La Paz|Asunción|Montevideo|Córdoba|Rosario|Mendoza|Valparaíso|Guadalajara|Monterrey|Tijuana|Puebla|Cancún|Havana"
)
_CLOUD = (
    r"(?i:(?:us|eu|ap|sa|ca|me|af|il|asia|europe|northamerica|southamerica|australia)-(?:gov-)?(?:north|"
    r"south|east|west|central)(?:east|west)?(?:-?\d[a-f]?)?)|(?:West|East|North|South|Central) (?:US|"
    r"Europe|India|UK)(?: \d)?|US-EST"
)
_EVERYWHERE = (
    r"worldwide|world-wide|globally|global(?= (?:outage|disruption|incident|issue|internet|problem|"
    r"failure|crash|service|it |tech|network|reports|blackout|impact)\w*|"
    r" (?:[\w-]+ ){1,3}?(?:outage|disruption|failure|crash|glitch|meltdown|breakdown|blackout|shutdown)\b)|"
    r"national(?= (?:[\w-]+ ){0,2}?(?:outage|disruption|blackout|failure|breakdown|shutdown)\b)|cross-country(?= (?:[\w-]+ ){0,2}?(?:outage|disruption|failure))|"
    r"across the nation|around the nation|throughout the nation|(?:up and down|the length and breadth of) the country|coast[- ]to[- ]coast|"
    r"around the world|"
    r"across the world|across the globe|around the globe|all over the world|throughout the world|"
    r"parts of the world|nationwide|nation-wide|country-?wide|across the country|around the country|"
    r"throughout the country|"
    r"international(?= (?:outage|disruption|incident))|internationally|weltweite?[nrs]?|in aller Welt|"
    r"auf der ganzen Welt|bundesweit|europaweit|"
    r"deutschlandweit|dans le monde(?: entier)?|mondiale?|(?:en|de) (?:todo el|medio) mundo|a nivel mundial|"
    r"mundial(?:mente)?|no mundo todo|em todo o mundo|globalmente|em todo o país|(?:en )?todo el país|(?:por |de |em )?todo o país|"
    r"dans tout le pays|partout en France|im ganzen Land"
)
SOME_PLACES = compile_words(
    r"\b(?:all|every|each|both|several|multiple|many|numerous|a dozen|dozens of|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|\d{1,3})\s(?:(?:of its|of the|of our|other|different|major|large|AWS|Azure|cloud|European|African|Asian|"
    r"American|US|U\.S\.|neighbou?ring|different|British|Indian|Canadian|Australian|western|eastern|northern|southern)\s){0,2}"
    r"(?:states|countries|regions?|cities|provinces|counties|districts|zones|continents|towns|boroughs|municipalities|islands|airports|"
    r"availability zones)\b",
    re.IGNORECASE,
)
"""Places by their number: "four states", "all regions"."""
PLACE = re.compile(
    rf"(?<![\w-])(?:(?:parts of|much of|most of|(?:the )?(?:south|north|east|west|southern|northern|"
    rf"eastern|western|central|south-east|south-west)(?:ern)?(?: of)?|several \w+ in|all of|"
    rf"some \w+ in) (?:the )?)?"
    rf"(?:{_CONTINENTS}|{_COUNTRIES}|{_PARTS}|{_CITIES}|{_CLOUD}|(?:the )?(?:US|U\.S\.A?\.?|UK|U\.K\.|"
    rf"EU)(?![\w’'-]))(?:(?: East| West) Coast| [Ee]ast [Cc]oast| [Ww]est [Cc]oast)?(?![\w-])"
)
_JOINED = re.compile(r",?\s(?:and|or)\s|,\s")


@lru_cache(maxsize=2048)
def are_places(name: str) -> bool:
    """Say whether a name is a place's, or some places' together: "Denmark and Norway"."""
    return all(PLACE.fullmatch(part) for part in _JOINED.split(name))


FIRST_WORDS = frozenset(
    re.split(r"[^\w]", name.replace("\\", "").lower(), maxsplit=1)[0]
    for name in "|".join((_COUNTRIES, _CONTINENTS, _PARTS, _CITIES)).split("|")
) | frozenset(
    "us uk eu u the eu ap sa ca me af il asia europe northamerica southamerica australia west east north south central "
    "parts much most several all some southern northern eastern western".split()
)
"""How the names of places begin, in lower case: elsewhere PLACE need not be tried."""
COUNTRY = re.compile(rf"(?<![\w-])(?:{_COUNTRIES}|US|U\.S\.|UK|U\.K\.)(?![\w-])")
ANYWHERE = compile_words(rf"(?<![\w-])(?:{_EVERYWHERE})(?![\w-])", re.IGNORECASE)
