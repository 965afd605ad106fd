"""The nouns that outage reports count -> the unit that they mean. Pure data."""

from types import MappingProxyType

from newsagg.detect.wordscan import make_set

_NOUNS: dict[str, str] = {
    "reports": "report reports complaint complaints meldung meldungen störungsmeldungen beschwerden "
    "signalement signalements "
    "plaintes reporte reportes informe informes quejas notificações reclamações relatos queixas",
    "users": "user users nutzer nutzern nutzerinnen anwender utilisateur utilisateurs internautes "
    "usuario usuarios usuário "
    "usuários utilizadores",
    "people": "people persons individuals americans britons australians canadians residents "
    "menschen personen personnes "
    "personas pessoas citizens callers motorists commuters voters filers savers taxpayers claimants jobseekers",
    "customers": "customer customers client clients kunden kundinnen clientes consumers shoppers "
    "policyholders cardholders borrowers depositors diners guests",
    "subscribers": "subscriber subscribers abonnés abonnenten suscriptores assinantes",
    "members": "member members",
    "accounts": "account accounts konten comptes cuentas contas",
    "players": "player players gamers spieler joueurs jugadores jogadores",
    "passengers": "passenger passengers travelers travellers flyers passagiere passagers pasajeros "
    "passageiros",
    "patients": "patient patients",
    "students": "student students pupils",
    "employees": "employee employees workers staff",
    "households": "household households homes haushalte foyers hogares",
    "flights": "flight flights aircraft flüge vols vuelos voos departures",
    "trains": "train trains züge trenes trens",
    "buses": "bus buses busse autobuses ônibus",
    "companies": "company companies business businesses firm firms organization organizations "
    "organisation organisations "
    "enterprises employers tenants suppliers dealers forwarders brokers councils clubs farms workplaces offices practices unternehmen firmen entreprises sociétés empresas retailers",
    "merchants": "merchant merchants publicans restaurateurs traders sellers händler commerçants comerciantes comercios lojistas",
    "websites": "website websites site sites webseiten domains",
    "stores": "store stores outlets locations magasins tiendas lojas",
    "shops": "shop shops läden geschäfte boutiques",
    "branches": "branch branches filialen agences sucursales agências",
    "supermarkets": "supermarket supermarkets supermärkte supermarchés supermercados",
    "restaurants": "restaurant restaurants cafes cafés pubs",
    "devices": "device devices computers computer pcs machines servers phones terminals atms handsets modems tablets tills kiosks masts towers hosts "
    "routers geräte systems endpoints "
    "appareils dispositivos",
    "hospitals": "hospital hospitals clinics trusts krankenhäuser hôpitaux hospitales hospitais",
    "pharmacies": "pharmacy pharmacies chemists apotheken farmacias farmácias",
    "schools": "school schools districts universities",
    "banks": "bank banks",
    "airlines": "airline airlines carriers",
    "airports": "airport airports",
    "services": "service services apps products platforms",
    "transactions": "transaction transactions payments orders purchases transfers trades",
    "appointments": "appointment appointments consultations visits",
    "operations": "operations surgeries procedures",
    "bookings": "bookings reservations",
    "attempts": "attempt attempts",
    "logins": "log-ins logins sign-ins",
    "requests": "requests queries",
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
    "calls": "call calls",
    "messages": "message messages emails e-mails tweets posts",
    "countries": "country countries länder pays países",
    "outages": "outages",
    "drivers": "driver drivers",
    "viewers": "viewer viewers listeners visitors",
}
UNIT_OF = MappingProxyType({word: unit for unit, words in _NOUNS.items() for word in words.split()})
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
