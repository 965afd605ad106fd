"""Words that say of a service that it fails, by meaning and in all their forms. Pure data: no input, no output.

Own lists, from what an outage does to screens, lines, machines and queues; no list of phrases. ``inflect`` makes the
forms of a verb by rule: a "+" doubles the last letter (stop+ -> stopped), forms behind a "/" are irregular ones.
"""

from newsagg.detect.wordscan import make_set


def inflect(line: str) -> frozenset[str]:
    """Return all forms of the verbs of a line."""
    forms: set[str] = set()
    for entry in line.split():
        verb, *irregular = entry.split("/")
        base = verb.rstrip("+")
        stem = base + base[-1] if verb.endswith("+") else base.removesuffix("e")
        forms |= {base, *irregular, f"{stem}ing"}
        forms.add(base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeou" else _add_s(base))
        if not irregular:
            forms.add(base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeou" else f"{stem}ed")
    return frozenset(forms)


def _add_s(base: str) -> str:
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


BREAKS = inflect(
    "crash fail collapse malfunction misbehave misfire freeze/froze/frozen stall hang/hung die/died/dying vanish "
    "disappear evaporate buckle falter stutter sputter splutter choke glitch jam+ seize lag+ crumble implode error "
    "flicker conk grind/ground fold overload overheat bounce ail crawl blue-screen garble sicken wheeze splinter bork nosedive"
)
"""What fails by itself: "the tills froze"."""
WEAK_BREAKS = inflect("drop+ stumble struggle suffer fluctuate slow wobble degrade deteriorate")
"""The same of services alone: sales drop, too."""
STATES = make_set(
    "down offline unavailable inaccessible unreachable unresponsive unusable inoperable inoperative broken dead blank "
    "frozen stuck missing jammed bricked crippled hobbled paralysed paralyzed disabled glitchy flaky patchy spotty laggy "
    "sluggish erratic unstable unreliable unplayable unreadable unwatchable unserviceable nonfunctional dysfunctional dark "
    "silent gone erroring wonky garbled intermittent defunct lame mute defective declined refused bounced unsent misdirected misrouted ailing "
    "inoperational snarled scrambled truncated corrupted ailing ill comatose stricken undelivered unprocessed unopened unloadable wedged busted hosed kaput borked wrecked"
)
"""What a service that fails is."""
WEAK_STATES = make_set(
    "affected impacted hit disrupted interrupted impaired degraded suspended halted paused delayed blocked overloaded "
    "overwhelmed slow empty severed cut knocked taken limited suspended cancelled canceled rejected postponed lost shut red switched "
    "withdrawn plagued beset riddled dogged hampered hindered damaged unanswered unread held pulled scrubbed garbled unfinished choked swamped flooded jammed frozen"
)
"""The same of services alone: flights are delayed, too."""
TOUCHED = make_set("affected impacted disrupted interrupted impaired degraded")
"""Of these the ones that only services are, where no people, places or firms are named."""
OUT_OF = make_set("action service order reach commission use operation bounds sync sorts")
"""Behind "out of"."""
WORKS = inflect(
    "work load open answer respond start connect refresh sync arrive appear play stream print ring update render register "
    "complete function boot launch reload scan charge unlock verify authenticate authorize authorise resolve buffer save "
    "restart reboot reconnect budge deliver upload download display run+/ran accept dial recognise recognize materialise "
    "materialize behave cooperate publish read settle clear dispense trigger execute post track accept write"
)
"""What a service that works does: a failure where it does not."""
WORKED = inflect(
    "reach access use send/sent make/made place open load process complete fetch view book use play"
)
"""What is done with a service that works: a failure where it could not "be" done."""
WORKS_ON = frozenset(
    [(a, "through") for a in inflect("go/went/gone come/came get/got")]
    + [(a, "up") for a in inflect("show start load")]
    + [(a, "on") for a in inflect("turn switch")]
)
SITS = inflect("sit+/sat hang/hung wait linger languish pile back")
WAITING = make_set("queue queues limbo backlog")
"""Sat in the queue."""
REFUSES = inflect("refuse stop+ cease quit+/quit fail decline struggle") | make_set(
    "unable hard difficult impossible"
)
"""Refuses to load, stopped loading."""
GONE = make_set(
    "down offline dark silent quiet blank dead black haywire unresponsive missing awol astray lame mute belly bust kaput blind "
    "wrong bad unsent unanswered unread unprocessed undelivered under"
)
PAIRS = frozenset(
    [(a, b) for a in inflect("go/went/gone") for b in GONE]
    + [
        (a, b)
        for a in inflect("fall/fell/fallen")
        for b in ("over", "silent", "apart", "dark", "offline", "down")
    ]
    + [(a, b) for a in inflect("cut+/cut drop+ give/gave/given conk pack black") for b in ("out",)]
    + [(a, b) for a in inflect("lock seize freeze/froze/frozen pack jam+ clam+") for b in ("up",)]
    + [(a, b) for a in inflect("break/broke/broken") for b in ("down",)]
    + [(a, b) for a in inflect("time") for b in ("out",)]
    + [(a, b) for a in inflect("turn") for b in ("blank", "dark", "black", "unresponsive")]
)
"""Two words that together say that something fails."""
COMES = inflect("come/came open return arrive render")
EMPTY = make_set(
    "empty blank truncated garbled short error errors nothing corrupted incomplete scrambled black"
)
"""What comes up, out or back where a page or file should."""
STANDS = make_set(
    "standstill halt blink fritz limbo air grid ropes knees tatters ruins disarray chaos strike rocks"
)
"""Behind "at a", "on the", "off", "in": what a service has come to."""
ENDINGS = make_set(
    "at for in from since until on during when and as too altogether entirely completely yesterday today overnight with"
)
"""What may stand behind "was out" or "stopped" when nothing more belongs to it."""
COPULAS = make_set(
    "is are was were be been being remain remains remained remaining stay stays stayed staying seem seems seemed appear "
    "appears appeared became become becomes got get gets getting stood left went going proved proving rendered listed marked "
    "shown as reported s re"
)
NOTS = make_set("not t never cannot without nor")
LINKS = (
    COPULAS
    | NOTS
    | REFUSES
    | make_set(
        "has have had do does did will would can could may might must should shall kept keep keeps keeping began begin begins "
        "started starts starting continue continues continued couldn wouldn didn don doesn isn aren wasn weren hasn haven won "
        "simply just also all both still even again now then soon too quite very so more most no longer to either ever out of "
        "temporarily entirely ve ll"
    )
)
"""What stands between a subject and what it does or is."""
UNSAID = make_set(
    "say said respond comment answer explain disclose notice reveal provide give confirm offer mention elaborate specify find "
    "identify determine persuade convince meet see understand rule impress address warn tell believe"
)
"""What a company fails to do, and no service."""
UNSAID_OF = make_set(
    "affected impacted disrupted interrupted confirmed determined identified verified ruled excluded reached mentioned named "
    "disclosed published released blamed compared explained expected solved resolved fixed repaired prevented avoided recovered "
    "trusted bothered used surprised underestimated overstated denied dismissed stressed attributed linked traced added counted"
)
"""What is said of findings, faults and people."""
NOUN_BEFORE = make_set(
    "the a an this that these those its their his her our your of in for with by on at from after during despite amid "
    "another any every each no some major global massive widespread recent system software technical computer hardware electrical"
)
"""Behind these a word that may be a noun is one: "the crash"."""
MACHINES = make_set("system software computer hardware")
PAST = make_set("froze died hung broke")
"""Behind a machine these, and what ends in "-ed", are verbs all the same: "the booking system crashed"."""
SHOWS = inflect(
    "return throw/threw/thrown show/shown/showed display serve spit/spat meet/met see/saw/seen give/gave/given get/got find/found encounter greet yield produce"
)
ERRORS = make_set(
    "error errors timeout timeouts blank 500 502 503 504 403 404 429 522 gateway spinner spinners"
)
"""What is shown in place of a page."""

ELSEWHERE = {
    "de": make_set(
        "gestört ausgefallen unerreichbar lahmgelegt abgestürzt eingefroren unbenutzbar überlastet blockiert offline down tot "
        "lahm weg streikte streikten hakte hakten stockte stockten versagte versagten versagen abgebrochen beeinträchtigt "
        "unterbrochen nichts"
    ),
    "fr": make_set(
        "panne inaccessible inaccessibles indisponible indisponibles injoignable injoignables hors perturbé perturbée perturbés "
        "perturbées interrompu interrompue interrompus interrompues bloqué bloquée bloqués bloquées coupé coupée coupés coupées "
        "paralysé paralysée paralysés paralysées planté plantée plantés ralenti saturé saturée saturés muet muette"
    ),
    "es": make_set(
        "caído caída caídos caídas inaccesible inaccesibles indisponible indisponibles bloqueado bloqueada bloqueados bloqueadas "
        "interrumpido interrumpida interrumpidos colapsado colapsada colapsados colapsó colapsaron cayó cayeron falló fallaron "
        "falla fallan fallaba fallaban suspendido suspendida inoperativo inoperativa inoperativos paralizado paralizada muerto "
        "saturado saturada"
    ),
    "pt": make_set(
        "indisponível indisponíveis inacessível inacessíveis instável instáveis caiu caíram falhou falharam falha falham travou "
        "travaram bloqueado bloqueada interrompido interrompida interrompidos paralisado paralisada inoperante inoperantes "
        "suspenso suspensa parado parada"
    ),
}
"""One word that says it, by language."""
STOPS_ELSEWHERE = {
    "de": make_set("nicht kaum nie keinen keine kein"),
    "fr": make_set("ne n difficile difficiles impossible impossibles cessé"),
    "es": make_set("no dejó dejaron sin difícil difíciles imposible imposibles dejado"),
    "pt": make_set("não deixou deixaram parou pararam sem difícil difíceis impossível impossíveis deixado"),
}
"""Words that turn what a service does into a failure."""
WORKS_ELSEWHERE = {
    "de": (
        "funktion lädt lad lud öffn reagier antwort erreich starte verbind aktualisier abruf anmeld einlogg nutz zugreif buch bezahl druck les "
        "ging gehen geht liefen läuft lief"
    ),
    "fr": "fonction répond répon charg ouvr march joindre accéd accès connect affich démarr utilis abouti",
    "es": "funcion respond carg abr conect acced acceso arranc envi recib mostr usar servicio entr",
    "pt": "funcion respond carreg abr conect acess envi receb mostr usar serviço entrar aceit",
}
"""How verbs of working begin."""
PEOPLE = make_set(
    "users customers people subscribers players members owners drivers clients visitors viewers listeners fans passengers "
    "developers merchants shoppers callers patients staff they we i you he she everyone nobody who many some others"
)
"""Who does what could not be done: what they did it with is what failed."""
