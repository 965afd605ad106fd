"""The nouns that outage reports count -> the unit that they mean. Pure data."""

from collections.abc import Iterator
from types import MappingProxyType

from newsagg.detect.wordscan import make_set

_SAME: MappingProxyType[str, str] = MappingProxyType(
    {
        "reports": "report reports complaint complaints submission submissions gripe gripes meldung meldungen störungsmeldungen "
        "beschwerden signalement signalements plaintes reporte reportes informe informes quejas notificações reclamações "
        "relatos queixas",
        "users": "user users nutzer nutzern nutzerinnen anwender utilisateur utilisateurs internautes usuario usuarios usuário "
        "usuários utilizadores",
        "people": "people persons individuals menschen personen personnes personas pessoas",
        "customers": "customer customers client clients kunden kundinnen clientes",
        "subscribers": "subscriber subscribers abonnés abonnenten suscriptores assinantes",
        "members": "member members",
        "accounts": "account accounts konten comptes cuentas contas",
        "players": "player players spieler joueurs jugadores jogadores",
        "passengers": "passenger passengers passagiere passagers pasajeros passageiros",
        "patients": "patient patients patienten pacientes",
        "students": "student students",
        "employees": "employee employees mitarbeiter employés empleados funcionários",
        "households": "household households haushalte foyers hogares",
        "flights": "flight flights flüge flügen vols vuelos voos",
        "trains": "train trains züge trenes trens",
        "buses": "bus buses busse autobuses ônibus",
        "companies": "company companies unternehmen firmen entreprises sociétés empresas",
        "merchants": "merchant merchants händler commerçants comerciantes comercios lojistas",
        "websites": "website websites site sites webseiten",
        "stores": "store stores magasins tiendas lojas",
        "shops": "shop shops läden geschäfte boutiques",
        "branches": "branch branches filialen agences sucursales agências",
        "supermarkets": "supermarket supermarkets supermärkte supermarchés supermercados",
        "restaurants": "restaurant restaurants",
        "devices": "device devices geräte systems endpoints appareils dispositivos",
        "hospitals": "hospital hospitals krankenhäuser hôpitaux hospitales hospitais",
        "pharmacies": "pharmacy pharmacies apotheken farmacias farmácias",
        "schools": "school schools schulen écoles escuelas escolas",
        "banks": "bank banks",
        "airlines": "airline airlines",
        "airports": "airport airports",
        "services": "service services",
        "transactions": "transaction transactions",
        "appointments": "appointment appointments termine",
        "operations": "operations",
        "bookings": "booking bookings reservations",
        "attempts": "attempt attempts",
        "logins": "log-ins logins sign-ins",
        "requests": "request requests",
        "messages": "message messages",
        "calls": "call calls anrufe appels llamadas chamadas",
        "countries": "country countries länder pays países",
        "outages": "outages",
        "problems": "problem problems issue issues incident incidents glitches errors",
        "drivers": "driver drivers",
        "viewers": "viewer viewers",
        "vehicles": "vehicle vehicles fahrzeuge véhicules vehículos veículos",
        "parcels": "parcel parcels pakete colis paquetes",
        "documents": "document documents",
    }
)
"""Unit -> the words that say just that."""
_OWN: MappingProxyType[str, str] = MappingProxyType(
    {
        "people": "americans britons australians canadians residents citizens callers motorists commuters voters filers savers "
        "taxpayers claimants jobseekers holidaymakers ticketholders fans pensioners tenants homeowners",
        "customers": "consumers shoppers policyholders cardholders borrowers depositors diners guests investors accountholders",
        "players": "gamers",
        "passengers": "travelers travellers flyers",
        "students": "pupils",
        "employees": "workers staff staffers",
        "households": "homes",
        "flights": "aircraft departures arrivals",
        "trains": "trams",
        "companies": "businesses firms organizations organisations enterprises employers suppliers dealers forwarders brokers councils "
        "clubs farms workplaces offices practices retailers hotels charities ministries agencies departments utilities",
        "merchants": "publicans restaurateurs traders sellers",
        "websites": "domains",
        "stores": "outlets locations",
        "branches": "forecourts",
        "restaurants": "cafes cafés pubs bars",
        "devices": "computers pcs machines servers phones smartphones terminals atms handsets modems tablets tills kiosks masts towers "
        "hosts routers laptops cameras meters sensors locks doorbells thermostats screens checkouts nodes instances",
        "hospitals": "clinics trusts",
        "pharmacies": "chemists",
        "schools": "districts universities colleges campuses",
        "banks": "lenders",
        "airlines": "carriers",
        "services": "apps products platforms",
        "transactions": "payments orders purchases transfers trades invoices",
        "appointments": "consultations visits",
        "operations": "surgeries procedures",
        "requests": "queries",
        "downloads": "downloads",
        "uploads": "uploads exports",
        "builds": "builds jobs runs",
        "sessions": "sessions",
        "packages": "packages",
        "projects": "projects",
        "repositories": "repositories",
        "clusters": "clusters",
        "workspaces": "workspaces",
        "files": "files",
        "tickets": "tickets",
        "messages": "emails e-mails tweets posts texts",
        "viewers": "listeners visitors spectators",
        "vehicles": "cars lorries trucks taxis vans",
        "ships": "ships vessels",
        "parcels": "deliveries shipments",
        "documents": "prescriptions records certificates passports licences",
        "places": "towns cities villages regions counties provinces",
    }
)
"""Family -> words that are units of their own, compared with their family: clinics are counted among hospitals."""


def _list_units() -> Iterator[tuple[str, str, str]]:
    for unit, words in _SAME.items():
        for word in words.split():
            yield word, unit, unit
    for family, words in _OWN.items():
        for word in words.split():
            yield word, word, family


_ENTRIES = tuple(_list_units())
UNIT_OF = MappingProxyType({word: unit for word, unit, _ in reversed(_ENTRIES)})
"""Noun in lower case -> the unit that it counts."""
_FAMILY_OF = MappingProxyType({unit: family for _, unit, family in reversed(_ENTRIES)})
AUDIENCE_UNITS = make_set(
    "users people customers subscribers members accounts players passengers patients students "
    "employees households companies websites stores shops branches supermarkets restaurants pharmacies merchants devices hospitals schools banks airlines "
    "services countries viewers drivers"
)
"""Units that can be a service's whole audience."""
NOUN = "|".join(sorted(UNIT_OF, key=lambda w: (-len(w), w)))
"""Any noun of the table, as a pattern."""
_NO_ADJECTIVE = (
    r"in|on|at|to|for|from|with|by|and(?! (?-i:[A-Z]))|or|but|after|before|since|when|as|than|were|was|is|are|had|have|"
    r"has|that|who|"
    r"which|per|of|percent|million|hours?|minutes?|days?|weeks?|months?|years?|seconds?|reported|said|"
    r"while|during|"
    r"because|against|their|its|our|your|his|her|this|these|those|the|an?|some|how|what|recently|und|"
    r"oder|bei|von|für|"
    r"mit|auf|et|avec|pour|dans|sur|des?|du|y|con|para|por|el|la|los|e|com|em|dollars?|euros?|pounds?"
)
ADJECTIVES = rf"(?:(?!(?:{_NO_ADJECTIVE})\b)[\w'’&-]{{1,24}}[ \u00a0]){{0,4}}?"
"""What may stand between a number and its noun."""
WHOSE = r"(?:(?:its|the|their|our|all|these|those|los|las|les|seiner?)[ ])?"
OF = (
    rf"(?:(?:out of|of|der|des|de|d['’]|von)[ ]?{WHOSE}"
    r"(?:(?:total |about |roughly |some )?\d[\d.,]{0,11}[ ](?:million |thousand )?)?)?"
)
"""Between a number and its noun: "thousands of its users", "5,000 of their 8,000 customers"."""


def family_of(unit: str) -> str:
    """Return the unit that a unit is compared as: clinics with hospitals; itself when it has no wider one."""
    return _FAMILY_OF.get(unit, unit)
