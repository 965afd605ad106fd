"""German, French, Spanish and Portuguese verbs of reporting, in the forms that news uses -> one table. Pure data.

Verbs are written once and inflected by rule: the present, the past and the participle of the third person.
"""

from collections.abc import Iterator

from newsagg.detect.wordscan import make_set

_GERMAN = (
    "bestätigen erklären melden berichten betonen äußern schildern versichern beteuern begründen räumen teilen ergänzen "
    "dementieren kritisieren klagen beklagen antworten erläutern vermelden bedauern sagen warnen entwarnen unterstreichen "
    "präzisieren informieren mitteilen bekräftigen bezeichnen verkünden mutmaßen beschweren entgegnen erwidern vermerken"
)
_GERMAN_STRONG = (
    "schrieb schreibt schrieben nannte nennt nannten führt führte hieß verwies verweist wies bestritt bestreitet sprach "
    "spricht sprechen melden berichten klagen beklagen schildern schloss schließt schlossen verzeichnete mitteilte mitteilt geschildert bat baten"
)
_FRENCH = (
    "annoncer confirmer indiquer expliquer préciser affirmer signaler assurer insister souligner ajouter déclarer "
    "regretter rassurer évoquer révéler témoigner déplorer détailler noter constater relever rapporter raconter marteler "
    "avouer avancer résumer alerter communiquer nier contester invoquer attribuer imputer rappeler pointer"
)
_FRENCH_STRONG = (
    "reconnaît reconnaissent reconnu admet admis dit disent écrit écrivent répond répondu promet promis dément démenti "
    "savoir exclut exclu prévient prévenu avertit averti soutient soutenu plaint plaignent plaints présenté"
)
_SPANISH = (
    "explicar informar confirmar anunciar asegurar señalar reportar indicar detallar apuntar aclarar subrayar destacar "
    "precisar comunicar lamentar reclamar afirmar declarar comentar descartar revelar avisar alertar manifestar relatar agregar "
    "achacar culpar denunciar justificar matizar insistir admitir añadir registrar"
)
_SPANISH_STRONG = (
    "dijo dice dijeron dicho reconoce reconoció reconocieron reconocido niega niegan negó sostiene sostuvo recuerda recordó "
    "atribuye atribuyó atribuyeron advierte advirtió desmiente desmintió pide pidió pidieron quejan quejaron"
)
_PORTUGUESE = (
    "informar confirmar explicar anunciar afirmar relatar adiantar lamentar revelar assegurar sublinhar indicar apontar "
    "comunicar declarar alertar avisar descartar destacar frisar detalhar justificar registrar registar garantir admitir "
    "assumir reconhecer esclarecer acrescentar reclamar queixar denunciar"
)
_PORTUGUESE_STRONG = (
    "disse diz disseram dizem nega negou negaram refere referiu atribui atribuiu desmente desmentiu pede pediu pediram "
    "queixam queixaram"
)
_HEDGING = (
    "vermutet vermuten vermutete vermuteten schätzt schätzen schätzte befürchtet befürchtete rechnet rechnete glaubt "
    "estime estiment estimé soupçonne soupçonnent suppose craint craignent estima estiman sospecha sospechan calcula calculan "
    "cree creen supone acredita acreditam suspeita suspeitam calculam"
)
_COUNTING = "zeigte zeigt zählte verzeichnete registrierte registriert erfasste zählt recense recensé comptabilise contabiliza"
_NOUNS = make_set("note notes avance assume relate")
"""Forms that are nouns, or verbs of English with another life."""
DOUBTFUL = make_set(
    "savoir annonce alerte alerta denuncia suppose estima calcula culpa pointe présenté dit admis exclu plaint bat"
)
"""Forms that are other words as often: they need a sign of speech behind them."""


def _german(verb: str) -> Iterator[str]:
    stem = verb.removesuffix("n").removesuffix("e")
    link = "e" if stem.endswith(("t", "d")) else ""
    yield from (f"{stem}{link}t", f"{stem}{link}te", f"{stem}{link}ten")


def _romance(verb: str, endings: tuple[str, ...]) -> Iterator[str]:
    yield from (verb[:-2] + ending for ending in endings)


_FR = ("e", "ent", "é", "ait")
_ES = {
    "ar": ("a", "an", "ó", "aron", "ado", "aba"),
    "er": ("e", "en", "ió", "ieron", "ido", "ía"),
    "ir": ("e", "en", "ió", "ieron", "ido", "ía"),
}
_PT = {
    "ar": ("a", "am", "ou", "aram", "ado", "ava"),
    "er": ("e", "em", "eu", "eram", "ido", "ia"),
    "ir": ("e", "em", "iu", "iram", "ido", "ia"),
}


def _all_forms() -> Iterator[str]:
    for verb in _GERMAN.split():
        yield from _german(verb)
    for verb in _FRENCH.split():
        yield from _romance(verb, _FR)
    for verb in _SPANISH.split():
        yield from _romance(verb, _ES[verb[-2:]])
    for verb in _PORTUGUESE.split():
        yield from _romance(verb, _PT[verb[-2:]])
    for strong in (_GERMAN_STRONG, _FRENCH_STRONG, _SPANISH_STRONG, _PORTUGUESE_STRONG):
        yield from strong.split()


SAYING = frozenset(_all_forms()) - _NOUNS
"""Forms of verbs that tell what somebody says."""
HEDGING = make_set(_HEDGING)
COUNTING = make_set(_COUNTING)
GERMAN = frozenset(f for verb in _GERMAN.split() for f in _german(verb)) | make_set(_GERMAN_STRONG)
"""Forms whose subject stands right behind them when the sentence begins with anything else."""
REFUSING = make_set(
    "dementierte dementiert dementierten bestritt bestreitet schloss schließt schlossen nie nié démenti dément exclut exclu "
    "conteste contesté descarta descartó descartaron descartado niega niegan negó desmiente desmintió descartam descartou "
    "nega negou negaram desmente desmentiu"
)
"""Forms of verbs that reject what follows."""
