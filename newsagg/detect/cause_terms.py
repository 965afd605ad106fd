"""The words for causes: a closed table of what newsrooms and vendors blame outages on. Pure data.

Each cause has a key, the category it belongs to, the coarser cause above it (or none), and the phrases that name it.
A phrase is words in order; ``*`` ends a stem; ``~`` between two words allows three words between them, either way
round. English first, then German, French, Spanish and Portuguese basics. Written from the vocabulary of post-mortems
and status pages at large, not from any one incident.
"""

from dataclasses import dataclass

from newsagg.vocabulary import CauseCategory as C


@dataclass(frozen=True, slots=True)
class CauseTerm:
    """One cause: its key, category, coarser cause and phrases (separated by commas)."""

    key: str
    category: C
    parent: str
    phrases: str


TERMS: tuple[CauseTerm, ...] = (
    # configuration
    CauseTerm(
        "configuration",
        C.CONFIGURATION,
        "",
        "misconfig*, configur*, config, reconfigur*, wrong setting*, incorrect setting*, erroneous setting*, feature flag*, "
        "firewall rule*, access control list*, acl, konfigur*, fehlkonfigur*, configuraci*, configuraç*, paramétrage, "
        "permissions ~ change, database permission*",
    ),
    CauseTerm(
        "config_push",
        C.CONFIGURATION,
        "configuration",
        "config* ~ push*, config* ~ roll*, config* ~ deploy*, config* change*, change* ~ configur*, config* update*, "
        "configuration file*, config file*, konfigurationsänderung*, changement* de configuration, cambio* de configuración, "
        "mudança* de configuração",
    ),
    # change and deployment
    CauseTerm(
        "change_deployment",
        C.CHANGE_DEPLOYMENT,
        "",
        "deploy*, rollout, roll out, rolled out, recent change*, code change*, change ~ made, changes ~ made, new release, "
        "migration, migrating, bad change, internal change, network change, system change, rollback, changement*, änderung*, "
        "cambio*, mudança*, implement* ~ change*, release ~ faulty",
    ),
    CauseTerm(
        "faulty_update",
        C.CHANGE_DEPLOYMENT,
        "change_deployment",
        "update, updates, upgrade*, patch, patches, faulty update*, bad update*, botched update*, software update*, "
        "content update*, defective update*, aktualisierung*, softwareupdate*, mise à jour, mises à jour, actualización*, "
        "actualizacion*, atualização, atualizações, firmware update*, app update*",
    ),
    # software
    CauseTerm(
        "software_bug",
        C.SOFTWARE_BUG,
        "",
        "bug, bugs, software bug*, software defect*, defect, defects, software glitch*, software issue*, software problem*, "
        "software error*, software fail*, software fault*, coding error*, code ~ error, software ~ fail*, logic error*, null pointer, "
        "unhandled exception*, crash* ~ process*, software*fehler, softwarefehler*, programmierfehler*, softwareproblem*, "
        "bogue*, erreur* logiciel*, problème* logiciel*, error* de software, fallo* de software, falha* de software, "
        "erro* de software, deadlock*, race condition*, regression, infinite loop, parser, flight plan, corrupt* data, "
        "internal software service*, latent defect, faulty software, ai coding tool*, ai tool*, coding agent*",
    ),
    CauseTerm(
        "race_condition",
        C.SOFTWARE_BUG,
        "software_bug",
        "race condition*, deadlock*, timing bug*, concurrency bug*",
    ),
    CauseTerm(
        "memory_leak",
        C.SOFTWARE_BUG,
        "software_bug",
        "memory leak*, leak* ~ memory, out of memory, memory exhaustion, oom, speicherleck*, fuite* de mémoire",
    ),
    CauseTerm(
        "bad_data",
        C.SOFTWARE_BUG,
        "software_bug",
        "flight plan*, malformed*, corrupt* file*, bad data, unusual ~ data, invalid ~ data",
    ),
    # capacity
    CauseTerm(
        "capacity_load",
        C.CAPACITY_LOAD,
        "",
        "capacity, overload*, overwhelm*, high load, heavy load, excess* load, system load, server load, resource exhaustion, exhaust*, "
        "insufficient ~ resource*, scal* ~ fail*, fail* to scale, overcapacity, thundering herd, connection pool*, quota*, "
        "überlast*, kapazität*, surcharg*, saturation, sobrecarg*, saturación, capacidad, capacidade, cascading ~ retr*, retry storm*",
    ),
    CauseTerm(
        "demand_surge",
        C.CAPACITY_LOAD,
        "capacity_load",
        "surge*, spike ~ traffic, traffic spike*, traffic peak*, traffic ~ peak, record traffic, unprecedented demand, high demand, "
        "heavy demand, spike ~ demand, increase* ~ traffic, increase* ~ demand, unprecedented traffic, heavy traffic, high traffic, "
        "influx ~ users, hohe nachfrage, ansturm, forte demande, afflux, alta demanda, pico de tráfico, pico de acessos, usage spike*, "
        "unusual* ~ traffic, unexpected ~ traffic",
    ),
    CauseTerm(
        "disk_full",
        C.CAPACITY_LOAD,
        "capacity_load",
        "disk space, disk full, full disk*, out of disk, out of storage, ran out of space",
    ),
    CauseTerm(
        "rate_limit", C.CAPACITY_LOAD, "capacity_load", "rate limit*, throttl*, request limit*, quota*"
    ),
    # network
    CauseTerm(
        "network",
        C.NETWORK,
        "",
        "network*, connectivity, backbone, packet loss, load balanc*, peering, upstream ~ connect*, internet exchange*, vpn, "
        "netzwerk*, netz, netzstörung*, réseau*, connectivité, red, redes, rede, conectividad, conectividade, core network*, "
        "transit, proxy, gateway*, edge server*, signal* ~ storm, satellite link*",
    ),
    CauseTerm(
        "network_congestion",
        C.NETWORK,
        "network",
        "congest*, network ~ overload*, bandwidth, verstopf*, überlastet* netz*",
    ),
    CauseTerm(
        "routing",
        C.NETWORK,
        "network",
        "routing, rout* ~ error*, rout* ~ issue*, route leak*, rout* ~ problem*, rout* ~ change*, enrutamiento, roteamento, routage, "
        "routes ~ withdraw*, hijack* ~ route*, prefix*",
    ),
    CauseTerm("bgp", C.NETWORK, "routing", "bgp, border gateway protocol"),
    CauseTerm(
        "bgp_withdrawal",
        C.NETWORK,
        "bgp",
        "bgp ~ withdraw*, withdr* ~ bgp, routes ~ withdr*, withdr* ~ routes, withdr* ~ prefix*, prefix* ~ withdr*, route withdraw*",
    ),
    CauseTerm("bgp_leak", C.NETWORK, "bgp", "route leak*, leak* ~ route*, bgp ~ leak*, bgp ~ hijack*"),
    CauseTerm(
        "dns",
        C.NETWORK,
        "network",
        "dns, domain name system, domain name server*, name resolution, nameserver*, domain resolution, domain name service*, dnssec",
    ),
    CauseTerm(
        "cable_cut",
        C.NETWORK,
        "network",
        "fiber, fibre, fiber optic*, fibre optic*, cable*, subsea*, submarine cable*, undersea*, line cut*, severed ~ line*, "
        "glasfaser*, kabel*, seekabel*, fibra*, cabo*, câble*, fibre optique, backhoe",
    ),
    CauseTerm(
        "router", C.NETWORK, "network", "router, routers, core router*, routeur*, roteador*, enrutador*"
    ),
    CauseTerm("cdn", C.NETWORK, "network", "cdn, content delivery network*, edge network*"),
    # data store
    CauseTerm(
        "data_store",
        C.DATA_STORE,
        "",
        "database*, databank*, datenbank*, base de données, bases de données, base de datos, bases de datos, banco de dados, "
        "data store*, datastore*, storage, speichersystem*, stockage, almacenamiento, armazenamento, sql, data corruption, "
        "corrupt* ~ data*, cache*, caching, redis, mysql, postgres*, mongodb, dynamodb, cassandra, queue, message queue*, kafka, "
        "file system, filesystem, data layer, index corruption",
    ),
    CauseTerm(
        "replication",
        C.DATA_STORE,
        "data_store",
        "replicat*, replikation*, réplication, replicación, replicação, replica lag, failover ~ database*",
    ),
    CauseTerm(
        "storage",
        C.DATA_STORE,
        "data_store",
        "storage, object store, block store, file system, filesystem, stockage, almacenamiento, armazenamento",
    ),
    CauseTerm("cache", C.DATA_STORE, "data_store", "cache*, caching, redis, memcache*"),
    # hardware
    CauseTerm(
        "hardware",
        C.HARDWARE,
        "",
        "hardware*, disk fail*, disk ~ fail*, hard drive*, server fail*, failed server*, faulty server*, faulty equipment, "
        "equipment ~ fail*, equipment, device fail*, component fail*, failed component*, failed device*, matériel*, équipement*, equipo*, "
        "equipamento*, memory module*, line card*, ssd, chassis, faulty device*, satellite fail*, physical damage, motherboard*, mainframe",
    ),
    CauseTerm(
        "switch", C.HARDWARE, "hardware", "switch, switches, network switch*, commutateur*, conmutador*"
    ),
    CauseTerm(
        "disk_failure",
        C.HARDWARE,
        "hardware",
        "disk fail*, disk ~ fail*, hard drive*, hard disk*, ssd fail*, drive fail*",
    ),
    # power, cooling, building
    CauseTerm(
        "facility",
        C.POWER_COOLING_FACILITY,
        "",
        "facilit*, data center ~ fail*, data centre ~ fail*, data center ~ issue*, data center incident*, datacenter ~ outage, "
        "water leak*, leak ~ water, fire suppression, rechenzentrum*, centre de données, centro de datos, sprinkler*, building",
    ),
    CauseTerm(
        "power",
        C.POWER_COOLING_FACILITY,
        "facility",
        "power, electric*, blackout*, brownout*, generator*, ups, uninterrupt* power, battery, batteries, utility fail*, voltage, circuit breaker*, "
        "substation*, transformer, stromausfall*, strom*, courant, alimentation, électri*, coupure de courant, corte de luz, corte eléctrico, "
        "apagón*, eléctric*, energía, energia, elétric*, queda de energia, apagão, grid fail*",
    ),
    CauseTerm(
        "cooling",
        C.POWER_COOLING_FACILITY,
        "facility",
        "cooling, overheat*, chiller*, hvac, air condition*, high temperature*, thermal*, heat, kühlung*, kühlsystem*, überhitz*, "
        "refroidissement, climatisation, refrigeración, enfriamiento, refrigeração, resfriamento",
    ),
    CauseTerm(
        "fire",
        C.POWER_COOLING_FACILITY,
        "facility",
        "fire, blaze, smoke, brand, feuer, incendie, incendio, incêndio, explosion",
    ),
    # third parties
    CauseTerm(
        "third_party",
        C.THIRD_PARTY,
        "",
        "third party, third-party, external provider*, external vendor*, upstream provider*, upstream, service provider*, cloud provider*, "
        "hosting provider*, vendor, vendors, supplier*, telecom* provider*, network provider*, transit provider*, partner*, provider outage, "
        "outage at ~ provider, outage at, dienstleister*, drittanbieter*, zulieferer, prestataire*, fournisseur*, proveedor*, fornecedor*, terceir*, tercero*, "
        "contractor*, dependency, dependencies, carrier",
    ),
    # certificates, identity, time
    CauseTerm(
        "authentication",
        C.CERTIFICATE_AUTH_TIME,
        "",
        "authenticat*, auth service*, identity*, login system*, sign-in system*, single sign-on, sso, oauth, token*, credential*, "
        "access management, iam, authentifi*, authentisier*, autenticaci*, autenticaç*, signing key*, session store*",
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
        "expir* ~ certificate*, certificate ~ expir*, certificate ~ lapse*, laps* ~ certificate*, abgelaufen* ~ zertifikat*, certificat* ~ expir*, "
        "certificado* ~ expir*, certificado* ~ caduc*, certificado* ~ venc*, expir* ~ domain*, expir* ~ licen*",
    ),
    CauseTerm(
        "clock",
        C.CERTIFICATE_AUTH_TIME,
        "",
        "clock*, leap second*, leap year*, leap day*, ntp, time sync*, time synchroni*, time server*, gps rollover, "
        "time zone ~ bug, y2k*, date ~ bug, schaltsekunde*, uhrzeit",
    ),
    # attacks
    CauseTerm(
        "attack",
        C.SECURITY_ATTACK,
        "",
        "cyberattack*, cyber attack*, cyber-attack*, cyberattaque*, cyberangriff*, hack*, attack, attacks, attacked, attacker*, malicious*, "
        "malware, intrusion*, breach*, security incident*, cybersecurity incident*, cyber incident*, cybersecurity event*, sabotage, vandal*, wiper, "
        "threat actor*, hackerangriff*, angriff*, ciberataque*, ataque*, piratage, attaque*, phishing, exploit*, unauthori* access, "
        "interfere ~ systems, security breach*, compromis*",
    ),
    CauseTerm(
        "ddos",
        C.SECURITY_ATTACK,
        "attack",
        "ddos, denial of service, denial-of-service, distributed denial*, déni de service, denegación de servicio, negação de serviço, botnet*, flood ~ traffic, "
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
        "vandal*, sabotage*, theft ~ cable*, copper theft, stolen cable*",
    ),
    # people
    CauseTerm(
        "human_error",
        C.HUMAN_ERROR,
        "",
        "human error*, operator error*, user error*, manual error*, mistake*, typo*, mistyp*, incorrect command*, wrong command*, errant command*, "
        "engineer ~ accident*, accident* ~ delet*, accident* ~ remov*, inadvertent*, fat finger*, menschliche* versagen, menschliche* fehler, "
        "bedienfehler*, erreur humaine, error humano, erro humano, procedural error*, erroneous command*, delete ~ environment",
    ),
    # nature
    CauseTerm(
        "weather",
        C.NATURAL_EVENT,
        "",
        "storm*, hurricane*, tornado*, lightning, thunderstorm*, typhoon*, cyclone*, snow*, ice storm, heatwave*, heat wave*, extreme weather, bad weather, "
        "severe weather, weather, winds, unwetter*, sturm*, blitz*, gewitter*, hitzewelle*, tempête*, orage*, foudre, canicule, tormenta*, "
        "huracán*, rayo*, tempestade*, furacão",
    ),
    CauseTerm(
        "flood",
        C.NATURAL_EVENT,
        "",
        "flooding, floods, flooded, floodwater*, hochwasser, überschwemm*, inondation*, inundaci*, inundaç*, enchente*",
    ),
    CauseTerm(
        "earthquake",
        C.NATURAL_EVENT,
        "",
        "earthquake*, seism*, tsunami*, landslide*, volcan*, wildfire*, solar flare*, geomagnetic*, erdbeben*, séisme*, "
        "terremoto*, squirrel*, rodent*, avalanche*",
    ),
    # by order
    CauseTerm(
        "deliberate_shutdown",
        C.DELIBERATE_SHUTDOWN,
        "",
        "government order*, ordered ~ shut*, ordered ~ block*, shutdown order*, internet shutdown*, court order*, censor*, ban, banned, blocked by ~ government, "
        "block* ~ authorit*, government ~ block*, government ~ shut*, deliberate* ~ block*, deliberate* ~ shut*, regulator ~ block*, roskomnadzor, exam cheating, "
        "abgeschaltet, sperrung, censure, bloqueo*, bloqueio*, apagón de internet, intentional* ~ shut*, sanction*, unpaid bill*",
    ),
    # what says little
    CauseTerm(
        "technical",
        C.OTHER,
        "",
        "technical issue*, technical problem*, technical error*, technical difficult*, technical glitch*, technical fault*, technical fail*, technical malfunction*, "
        "technical incident*, glitch*, it issue*, it problem*, it fail*, computer problem*, computer issue*, computer fail*, system fail*, system issue*, system error*, system problem*, "
        "systems issue*, systems fail*, infrastructure issue*, infrastructure problem*, infrastructure fail*, infrastructure incident*, internal error*, internal issue*, internal problem*, "
        "server issue*, server problem*, server error*, server fault*, backend issue*, backend problem*, it outage*, systemstörung*, technische* ~ problem*, technische* ~ störung*, technische* ~ fehler*, "
        "problème* technique*, incident* technique*, panne technique, problema* técnico*, fallo* técnico*, falla* técnica*, falha* técnica*, "
        "cascad* fail*, cascading ~ failure, component ~ issue*, degraded component*, api issue*, malfunction*",
    ),
)

UNDISCLOSED_PHRASES = (
    "unknown, unclear, not known, not yet known, not been disclosed, undisclosed, unexplained, not disclosed, not explained, not elaborate*, not say what, not said what, "
    "yet to share, yet to provide, yet to explain, yet to say, yet to reveal, yet to disclose, no explanation, no reason, without explanation, under investigation, "
    "still ~ investigat*, investigating ~ cause, identify the source, not determined, not been determined, did not explain, didn't explain, didn’t elaborate, didn't elaborate, "
    "did not elaborate, declined to ~ cause, has not said, have not said, not clear, underlying cause, not provide*, not reveal*, not specif*, unbekannt, unklar, noch nicht bekannt, inconnue*, "
    "pas connue*, indéterminée*, desconocid*, no se conoce, se desconoce, desconhecid*, não informou, root cause is still, remains unclear, not shared, not identified"
)
"""Somebody who would know was asked and gave no cause."""

TRIGGERS: tuple[tuple[str, str], ...] = (
    (
        "maintenance",
        "maintenance, planned work, scheduled work, routine work, wartung*, entretien, mantenimiento, manutenção, planned upgrade*, scheduled upgrade*",
    ),
    (
        "failover_recovery",
        "failover, fail over, failback, during recovery, recovery process, restart ~ systems, reboot*, backup system*, restoration process, switchover, switch over",
    ),
    (
        "change",
        "change, changes, update*, upgrade*, deploy*, rollout, rolled out, release, migration, reconfigur*, push, pushed, configuration change*, patch*, "
        "änderung*, aktualisierung*, mise à jour, changement*, actualización*, cambio*, atualização, mudança*",
    ),
    (
        "load",
        "surge*, traffic spike*, traffic peak*, traffic ~ peak, overload*, high demand, heavy demand, unprecedented demand, high load, heavy load, record traffic, heavy traffic, "
        "spike ~ traffic, spike ~ demand, influx ~ users, congest*, überlast*, ansturm, surcharg*, sobrecarg*",
    ),
    (
        "external_event",
        "storm*, hurricane*, lightning, flood*, fire, earthquake*, power outage*, power fail*, power cut*, loss of power, heatwave*, cable cut*, cut ~ cable*, fiber cut*, fibre cut*, "
        "attack*, ddos, cyberattack*, ransomware*, construction, vandal*, stromausfall*, coupure de courant, apagón*",
    ),
)
"""What set a cause off, the narrowest first."""
