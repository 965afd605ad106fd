"""The words for causes from outside a service: power, suppliers, attackers, people, weather, orders. "
"Pure data.

In the form of cause_terms.py, which says how a phrase is written.
"""

from newsagg.detect.cause_terms import CauseTerm
from newsagg.vocabulary import CauseCategory as C

OUTER_TERMS: tuple[CauseTerm, ...] = (
    # power, cooling, building
    CauseTerm(
        "facility",
        C.POWER_COOLING_FACILITY,
        "",
        "facilit*, data center ~ fail*, data centre ~ fail*, data center ~ issue*, data center incident*, "
        "datacenter ~ outage, "
        "water leak*, leak ~ water, fire suppression, rechenzentrum*, centre de données, centro de datos, "
        "sprinkler*, building",
    ),
    CauseTerm(
        "power",
        C.POWER_COOLING_FACILITY,
        "facility",
        "power, electric*, brownout*, generator*, ups, uninterrupt* power, battery, batteries, "
        "utility fail*, voltage, circuit breaker*, breakers, short circuit*, "
        "substation*, transformer, stromausfall*, strom*, courant, panne de courant, alimentation, électri*, "
        "coupure de "
        "courant, corte de luz, corte eléctrico, "
        "kurzschluss*, apagón*, eléctric*, energía, energia, elétric*, queda de energia, apagão, grid fail*",
    ),
    CauseTerm(
        "cooling",
        C.POWER_COOLING_FACILITY,
        "facility",
        "cooling, overheat*, chiller*, hvac, air condition*, high temperature*, thermal*, heat, kühlung*, "
        "kühlsystem*, überhitz*, "
        "refroidissement, climatisation, refrigeración, enfriamiento, refrigeração, resfriamento",
    ),
    CauseTerm(
        "fire",
        C.POWER_COOLING_FACILITY,
        "facility",
        "fire, blaze, smoke, burn* ~ down, caught fire, de:brand, de:bränd*, feuer, incendie, incendio, "
        "incêndio, explosion",
    ),
    # third parties
    CauseTerm(
        "third_party",
        C.THIRD_PARTY,
        "",
        "third party, third-party, external provider*, external vendor*, upstream provider*, upstream, "
        "service provider*, cloud provider*, "
        "hosting provider*, vendor, vendors, supplier*, telecom* provider*, network provider*, transit "
        "provider*, partner*, provider outage, "
        "outage at ~ provider, dienstleister*, drittanbieter*, zulieferer, prestataire*, "
        "fournisseur*, proveedor*, fornecedor*, terceir*, tercero*, "
        "contractor*, dependency, dependencies, "
        "aws ~ outage, aws ~ issue*, amazon web services ~ outage, azure ~ outage, azure ~ issue*, "
        "cloudflare ~ outage, cloudflare ~ issue*, fastly ~ outage, akamai ~ outage, google cloud ~ outage, "
        "crowdstrike, okta ~ outage, outside provider*, external supplier*, external service*, external "
        "partner*, data provider*, payment processor*, issue* with ~ provider, problem* with ~ provider, "
        "problem* at ~ provider, issue* at ~ provider, external factor*, telecoms firm, construction, "
        "roadworks, outside vendor*, contractor*, outsourc*, managed service*, "
        "bauarbeiten, "
        "baustelle*, travaux, obras",
    ),
    # certificates, identity, time
    CauseTerm(
        "authentication",
        C.CERTIFICATE_AUTH_TIME,
        "",
        "authenticat*, auth service*, identity*, login system*, sign-in system*, single sign-on, sso, oauth, "
        "token*, credential*, "
        "access management, iam, authentifi*, authentisier*, autenticaci*, autenticaç*, signing key*, "
        "session store*, "
        "login service*, log in service*, login server*, user management, account service*, access token*",
    ),
    CauseTerm(
        "certificate",
        C.CERTIFICATE_AUTH_TIME,
        "",
        "certificate*, certs, tls, ssl, zertifikat*, certificat*, certificado*, pki",
    ),
    CauseTerm(
        "expired_certificate",
        C.CERTIFICATE_AUTH_TIME,
        "certificate",
        "expir* ~ certificate*, certificate ~ expir*, certificate ~ lapse*, laps* ~ certificate*, "
        "abgelaufen* ~ zertifikat*, certificat* ~ expir*, "
        "certificado* ~ expir*, certificado* ~ caduc*, certificado* ~ venc*, expir* ~ domain*, lapse ~ "
        "licen*, lapse ~ renewal, licen* ~ key, expir* ~ "
        "licen*",
    ),
    CauseTerm(
        "clock",
        C.CERTIFICATE_AUTH_TIME,
        "",
        "clock*, leap second*, leap year*, leap day*, ntp, time sync*, time synchroni*, time server*, gps "
        "rollover, "
        "time zone ~ bug, y2k*, date ~ bug, schaltsekunde*, uhrzeit",
    ),
    # attacks
    CauseTerm(
        "attack",
        C.SECURITY_ATTACK,
        "",
        "cyberattack*, cyber attack*, cyber-attack*, cyberattaque*, cyberangriff*, hack*, attack, attacks, "
        "attacked, attacker*, malicious*, "
        "security issue*, security event*, security problem*, security matter*, foul play, cyber "
        "related, cyber event*, "
        "cyber issue*, malware, intrusion*, breach*, security incident*, cybersecurity incident*, cyber "
        "incident*, "
        "cybersecurity event*, sabotage, sabotaje, sabotagem, vandal*, wiper, "
        "threat actor*, intruder*, cyber criminal*, cybercriminal*, criminals, gang, hackerangriff*, "
        "angriff*, ciberataque*, ataque*, piratage, attaque*, phishing, "
        "exploit*, unauthori* access, "
        "interfere ~ systems, security breach*, compromis*",
    ),
    CauseTerm(
        "ddos",
        C.SECURITY_ATTACK,
        "attack",
        "ddos, denial of service, denial-of-service, distributed denial*, déni de service, denegación de "
        "servicio, negação de serviço, botnet*, flood ~ traffic, "
        "junk traffic, overload* attack*, layer 7",
    ),
    CauseTerm(
        "ransomware",
        C.SECURITY_ATTACK,
        "attack",
        "ransomware*, ransom, extortion*, rançongiciel*, erpress*, lösegeld*, secuestro de datos",
    ),
    CauseTerm(
        "vandalism",
        C.SECURITY_ATTACK,
        "attack",
        "vandal*, sabotage*, sabotaj*, sabotagem, theft*, thieves, thief, stolen cable*, gunfire, shot* at,"
        " arson*",
    ),
    # people
    CauseTerm(
        "human_error",
        C.HUMAN_ERROR,
        "",
        "human error*, operator error*, user error*, manual error*, mistake*, typo*, mistyp*, incorrect "
        "command*, wrong command*, errant command*, "
        "engineer ~ accident*, accident* ~ delet*, accident* ~ remov*, inadvertent*, fat finger*, "
        "menschliche* versagen, menschliche* fehler, "
        "bedienfehler*, erreur humaine, error humano, erro humano, procedural error*, erroneous command*, "
        "delete ~ environment, "
        "by mistake, accidental*, accident, slip, slip up, blunder*, oversight, forgot*, forgetting, fail* "
        "to renew, neglect* to, "
        "unplugg*, pull* ~ wrong, mistaken*, erroneously, employee error*, staff error*, engineering error*,"
        " engineer error*, "
        "erroneous* ~ remov*, wrong button, failed to follow, procedure ~ not followed, own error, user "
        "mistake*, incorrectly ~ enter*, wrongly ~ input*, incorrect input*",
    ),
    # nature
    CauseTerm(
        "weather",
        C.NATURAL_EVENT,
        "",
        "storm*, hurricane*, tornado*, lightning, thunderstorm*, typhoon*, cyclone*, snow*, ice storm, "
        "heatwave*, heat wave*, extreme heat, record heat, hitze, gale*, high winds, strong winds, extreme "
        "weather, bad weather, "
        "severe weather, weather, winds, unwetter*, sturm*, blitz*, gewitter*, hitzewelle*, tempête*, "
        "orage*, foudre, canicule, tormenta*, "
        "huracán*, rayo*, tempestade*, furacão",
    ),
    CauseTerm(
        "flood",
        C.NATURAL_EVENT,
        "",
        "flooding, floods, flooded by, floodwater*, flood damage, hochwasser, überschwemm*, inondation*, "
        "inundaci*, inundaç*, "
        "enchente*",
    ),
    CauseTerm(
        "earthquake",
        C.NATURAL_EVENT,
        "",
        "earthquake*, seism*, tsunami*, landslide*, volcan*, wildfire*, solar flare*, geomagnetic*, "
        "erdbeben*, séisme*, "
        "terremoto*, squirrel*, rodent*, rats, mice, birds, beaver*, avalanche*, lava, mudslide*",
    ),
    # by order
    CauseTerm(
        "deliberate_shutdown",
        C.DELIBERATE_SHUTDOWN,
        "",
        "government order*, order* of ~ government, order* ~ ministry, order* ~ authorit*, "
        "ordered ~ shut*, ordered ~ block*, shutdown order*, internet shutdown*, court "
        "order*, censor*, ban, banned, authorities ~ cut, authorit* ~ shut, pull* the plug, kill switch, "
        "seiz*, blocked by ~ government, "
        "block* ~ authorit*, government ~ block*, government ~ shut*, deliberate* ~ block*, deliberate* ~ "
        "shut*, regulator ~ block*, roskomnadzor, exam cheating, "
        "abgeschaltet, sperrung, censure, bloqueo*, bloqueio*, apagón de internet, intentional* ~ shut*, "
        "sanction*, unpaid bill*",
    ),
    CauseTerm(
        "maintenance",
        C.CHANGE_DEPLOYMENT,
        "",
        "maintenance, planned work, scheduled work, wartung*, wartungsarbeiten, entretien, mantenimiento, "
        "manutenção",
    ),
    # what says little
    CauseTerm(
        "technical",
        C.OTHER,
        "",
        "technical issue*, technical problem*, technical error*, technical difficult*, technical glitch*, "
        "technical fault*, technical fail*, technical malfunction*, "
        "technical incident*, glitch*, it issue*, it problem*, it fail*, computer problem*, computer issue*, "
        "computer fail*, system fail*, system issue*, system error*, system problem*, "
        "systems issue*, systems fail*, infrastructure issue*, infrastructure problem*, infrastructure "
        "fail*, infrastructure incident*, internal error*, internal issue*, internal problem*, "
        "server issue*, server problem*, server error*, server fault*, backend issue*, backend problem*, it "
        "outage*, systemstörung*, technische* ~ problem*, technische* ~ störung*, technische* ~ fehler*, "
        "problème* technique*, incident* technique*, panne technique, problema* técnico*, fallo* técnico*, "
        "falla* técnica*, falha* técnica*, "
        "cascad* fail*, cascading ~ failure, component ~ issue*, degraded component*, api issue*, "
        "malfunction*, "
        "it glitch*, computer glitch*, service disruption, unexpected error*, unforeseen issue*, operational "
        "issue*, operational problem*, incident ~ infrastructure, internal server*, internal system*, "
        "infrastructure, cascad* ~ systems, systems failure, system malfunction*, platform issue*, service "
        "issue*, elevated error*, increased error*, degraded ~ component*, hiccup*, snafu",
    ),
)
"""What befalls a service, and last what says little."""
