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


INNER_TERMS: tuple[CauseTerm, ...] = (
    # configuration
    CauseTerm(
        "configuration",
        C.CONFIGURATION,
        "",
        "misconfig*, configur*, config, reconfigur*, wrong setting*, incorrect setting*, erroneous setting*, "
        "feature flag*, "
        "firewall rule*, access control list*, acl, konfigur*, fehlkonfigur*, configuraci*, configuraç*, "
        "paramétrage, "
        "permissions ~ change, database permission*, "
        "setup error*, incorrectly ~ configured, wrongly ~ configured, improperly ~ configured, "
        "incorrectly set, wrongly set, settings, setting, set incorrectly, misrouted, parameter*",
    ),
    CauseTerm(
        "config_push",
        C.CONFIGURATION,
        "configuration",
        "config* ~ push*, config* ~ roll*, config* ~ deploy*, config* change*, change* ~ configur*, config* "
        "update*, "
        "configuration file*, config file*, konfigurationsänderung*, changement* de configuration, cambio* "
        "de configuración, "
        "mudança* de configuração",
    ),
    # change and deployment
    CauseTerm(
        "change_deployment",
        C.CHANGE_DEPLOYMENT,
        "",
        "deploy*, rollout, roll out, rolled out, recent change*, code change*, change ~ made, changes ~ "
        "made, new release*, new build, new platform, new system, moved ~ to a new, switch* ~ to a new, "
        "migration, migrating, bad change, internal change, network change, system change, rollback, "
        "changement*, änderung*, "
        "cambio*, mudança*, implement* ~ change*, release ~ faulty, "
        "automated change*, change ~ went wrong, new version, new feature, new code, introduced ~ change, "
        "system upgrade*, infrastructure change*, transition to ~ new",
    ),
    CauseTerm(
        "faulty_update",
        C.CHANGE_DEPLOYMENT,
        "change_deployment",
        "update, updates, upgrade*, patch, patches, faulty update*, bad update*, botched update*, software "
        "update*, "
        "content update*, defective update*, aktualisierung*, softwareupdate*, mise à jour, mises à jour, "
        "actualización*, "
        "actualizacion*, atualização, atualizações, firmware update*, app update*",
    ),
    # software
    CauseTerm(
        "software_bug",
        C.SOFTWARE_BUG,
        "",
        "bug, bugs, software bug*, software defect*, defect, defects, software glitch*, software issue*, "
        "software problem*, "
        "software error*, software fail*, software fault*, coding error*, code ~ error, software ~ fail*, "
        "logic error*, null pointer, "
        "unhandled exception*, crash* ~ process*, software*fehler, softwarefehler*, programmierfehler*, "
        "softwareproblem*, "
        "bogue*, erreur* logiciel*, problème* logiciel*, error* de software, fallo* de software, falha* de "
        "software, "
        "erro* de software, deadlock*, race condition*, regression, infinite loop, parser, flight plan, "
        "corrupt* data, "
        "internal software service*, latent defect, faulty software, ai coding tool*, ai tool*, coding "
        "agent*, "
        "application error*, app error*, programming error*, error* in ~ code, flaw* ~ software, flaw, "
        "flaws, flaw* in ~ code, software "
        "flaw*, kernel, device driver*, crash loop*, outdated software, legacy system*, outdated firmware, "
        "compatib*, "
        "firmware, firmware ~ bug, firmware ~ fault, script ~ error, error in ~ script, faulty code, broken "
        "code, code "
        "defect*, automat* ~ went wrong, control plane, subsystem",
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
        "memory leak*, leak* ~ memory, out of memory, memory exhaustion, oom, speicherleck*, fuite* de "
        "mémoire",
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
        "capacity, overload*, overwhelm*, high load, heavy load, excess* load, system load, server load, "
        "resource exhaustion, exhaust*, "
        "insufficient ~ resource*, scal* ~ fail*, fail* to scale, overcapacity, thundering herd, connection "
        "pool*, quota*, "
        "überlast*, kapazität*, surcharg*, saturation, sobrecarg*, saturación, capacidad, capacidade, "
        "cascading ~ retr*, retry storm*, "
        "too many request*, too many user*, too many people, too many customers, flood of ~ logins, flood "
        "of ~ users, flood of ~ requests, flood of ~ visitors, too much traffic, server* ~ overload*, "
        "struggl* ~ load, could "
        "not handle, unable to handle, cope with, server capacity, ran out of capacity, high volume*, "
        "call volume*, "
        "resource contention, bottleneck*",
    ),
    CauseTerm(
        "demand_surge",
        C.CAPACITY_LOAD,
        "capacity_load",
        "surge*, spike ~ traffic, traffic spike*, traffic peak*, traffic ~ peak, record traffic, "
        "demand, unprecedented demand, high demand, "
        "heavy demand, spike ~ demand, increase* ~ traffic, increase* ~ demand, unprecedented traffic, heavy "
        "traffic, high traffic, "
        "influx ~ users, hohe nachfrage, ansturm, forte demande, afflux, alta demanda, pico de tráfico, pico "
        "de acessos, usage spike*, "
        "unusual* ~ traffic, unexpected ~ traffic",
    ),
    CauseTerm(
        "disk_full",
        C.CAPACITY_LOAD,
        "capacity_load",
        "disk space, out of space, storage space, disk full, full disk*, out of disk, out of storage, ran "
        "out of space",
    ),
    CauseTerm(
        "rate_limit", C.CAPACITY_LOAD, "capacity_load", "rate limit*, throttl*, request limit*, quota*"
    ),
    # network
    CauseTerm(
        "network",
        C.NETWORK,
        "",
        "network*, connectivity, backbone, packet loss, load balanc*, peering, upstream ~ connect*, internet "
        "exchange*, vpn, "
        "netzwerk*, netzstörung*, réseau*, connectivité, es:red, redes, pt:rede, conectividad, "
        "conectividade, core network*, "
        "transit, proxy, gateway*, edge server*, signal* ~ storm, satellite link*, "
        "isp, internet provider*, internet service provider*, routing equipment, interconnect*, cell tower*, "
        "base station*, core ~ network, wireless network*, signalling, internet connection*, de:netz, ip "
        "address*, ipv6, mpls, vlan",
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
        "routing, rout* ~ error*, rout* ~ issue*, route leak*, rout* ~ problem*, rout* ~ change*, "
        "enrutamiento, roteamento, routage, "
        "routes ~ withdraw*, hijack* ~ route*, prefix*",
    ),
    CauseTerm("bgp", C.NETWORK, "routing", "bgp, border gateway protocol"),
    CauseTerm(
        "bgp_withdrawal",
        C.NETWORK,
        "bgp",
        "bgp ~ withdraw*, withdr* ~ bgp, routes ~ withdr*, withdr* ~ routes, withdr* ~ prefix*, prefix* ~ "
        "withdr*, route withdraw*",
    ),
    CauseTerm("bgp_leak", C.NETWORK, "bgp", "route leak*, leak* ~ route*, bgp ~ leak*, bgp ~ hijack*"),
    CauseTerm(
        "dns",
        C.NETWORK,
        "network",
        "dns, domain name system, domain name server*, name resolution, nameserver*, domain resolution, "
        "domain name service*, dnssec",
    ),
    CauseTerm(
        "cable_cut",
        C.NETWORK,
        "network",
        "fiber, fibre, fiber optic*, fibre optic*, cable*, subsea*, submarine cable*, undersea*, line cut*, "
        "severed ~ line*, "
        "digger*, excavator*, bulldozer*, cable* ~ cut, cut ~ cable*, anchor, glasfaser*, bagger*, kabel*, "
        "seekabel*, fibra*, cabo*, rompimento*, cable ~ cortado, câble*, fibre optique, backhoe*",
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
        "database*, databank*, datenbank*, base de données, bases de données, base de datos, bases de datos, "
        "banco de dados, "
        "data store*, datastore*, storage, speichersystem*, stockage, almacenamiento, armazenamento, sql, "
        "data corruption, "
        "corrupt* ~ data*, cache*, caching, redis, mysql, postgres*, mongodb, dynamodb, cassandra, queue, "
        "message queue*, kafka, "
        "file system, filesystem, data layer, index corruption, "
        "data storage, databases, metadata, data ~ inconsisten*, data ~ sync*, index*, tables ~ locked, lock "
        "contention",
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
        "storage, object store, block store, file system, filesystem, stockage, almacenamiento, "
        "armazenamento",
    ),
    CauseTerm("cache", C.DATA_STORE, "data_store", "cache*, caching, redis, memcache*"),
    # hardware
    CauseTerm(
        "hardware",
        C.HARDWARE,
        "",
        "hardware*, disk fail*, disk ~ fail*, hard drive*, server fail*, failed server*, faulty server*, "
        "faulty equipment, "
        "equipment ~ fail*, equipment, disks, disk ~ died, drives, netzteil*, festplatte*, power supply "
        "unit*, defekt* ~ server, device fail*, component fail*, failed component*, failed device*, "
        "matériel*, équipement*, equipo*, "
        "equipamento*, memory module*, line card*, ssd, chassis, faulty device*, satellite fail*, physical "
        "damage, motherboard*, mainframe",
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
)
"""What happens inside a service: its code, its load, its network and stores."""
