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
    "personas pessoas citizens",
    "customers": "customer customers client clients kunden kundinnen clientes consumers shoppers",
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
    "flights": "flight flights flüge vols vuelos voos departures",
    "trains": "train trains",
    "companies": "company companies business businesses firm firms organization organizations "
    "organisation organisations "
    "enterprises unternehmen firmen entreprises sociétés empresas merchants retailers",
    "websites": "website websites site sites webseiten domains",
    "stores": "store stores shops branches outlets restaurants filialen locations",
    "devices": "device devices computers computer pcs machines servers phones terminals atms "
    "routers geräte systems endpoints "
    "appareils dispositivos",
    "hospitals": "hospital hospitals clinics practices surgeries trusts pharmacies",
    "schools": "school schools districts universities",
    "banks": "bank banks",
    "airlines": "airline airlines carriers",
    "airports": "airport airports",
    "services": "service services apps products platforms",
    "transactions": "transaction transactions payments orders purchases",
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
    "employees households companies websites stores devices hospitals schools banks airlines "
    "services countries viewers drivers"
)
"""Units that can be a service's whole audience."""
