"""What is denied to be the cause, in sentences of our own: every row is one family, in five languages."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.claimtypes.clearings import list_members
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Stance

TITLE = "Slack fails"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read_causes_of(lexicon: Lexicon, body: str, language: str = "en") -> list[Claim]:
    seen = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
    article = Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title=TITLE,
        body=body,
        published_at=seen,
        seen_at=seen,
        language=language,
    )
    return [c for c in find_claims(article, lexicon=lexicon) if c.type is T.CAUSE and c.start > len(TITLE)]


# (family, language, sentence, words of what is denied, words of what is asserted beside it or "")
DENIED = [
    ("was not", "en", "The outage was not a cyberattack, Slack said.", "cyberattack", ""),
    ("not the result of", "en", "Slack stressed that the outage was not the result of a hack.", "hack", ""),
    (
        "no evidence",
        "en",
        "There is no evidence of malicious activity, the company said.",
        "malicious activity",
        "",
    ),
    (
        "no evidence at this time",
        "en",
        "At this time we have seen no evidence that a cyberattack caused the outage.",
        "cyberattack",
        "",
    ),
    (
        "no indication",
        "en",
        "There is no indication that hackers were behind the disruption, officials said.",
        "hackers",
        "",
    ),
    ("no sign", "en", "Slack said it saw no signs of a security breach.", "security breach", ""),
    ("no suggestion", "en", "There was no suggestion of foul play, police said.", "foul play", ""),
    ("ruled out", "en", "Slack ruled out a cyberattack from the outset.", "cyberattack", ""),
    ("was ruled out", "en", "A cyberattack has been ruled out, the ministry said.", "cyberattack", ""),
    (
        "not caused by",
        "en",
        "The failure was not caused by a software update, Slack said.",
        "software update",
        "",
    ),
    ("denied that", "en", "Slack denied that hackers had brought down its servers.", "hackers", ""),
    ("denied being", "en", "Slack denied being hit by a ransomware attack.", "ransomware attack", ""),
    (
        "denied claims",
        "en",
        "The bank denied claims by a hacker group that it had attacked the app.",
        "hacker",
        "",
    ),
    ("denies any", "en", "The operator denies any cyberattack.", "cyberattack", ""),
    ("dismissed rumours", "en", "Slack dismissed rumours of a data breach on Tuesday.", "data breach", ""),
    (
        "unrelated to",
        "en",
        "The company said the outage is unrelated to last week's cyberattack.",
        "cyberattack",
        "",
    ),
    (
        "not related",
        "en",
        "Slack said the problem was not related to the migration of its servers.",
        "migration",
        "",
    ),
    (
        "nothing to do with",
        "en",
        "The outage had nothing to do with the new update, Slack said.",
        "new update",
        "",
    ),
    (
        "not linked",
        "en",
        "Officials said the outage was not linked to the cyberattack on the port.",
        "cyberattack",
        "",
    ),
    ("not on our side", "en", '"The problem is not on our side," Slack said.', "our side", ""),
    ("not ours", "en", "Cloudflare said that it was not a Cloudflare outage.", "Cloudflare", ""),
    (
        "was not a specific",
        "en",
        "'This was not a Slack-specific incident,' a spokesman said.",
        "Slack-specific",
        "",
    ),
    ("lies outside", "en", "Slack said that the fault lay outside its network.", "network", ""),
    (
        "own systems fine",
        "en",
        "Our own infrastructure was not the cause of the outage, Slack said.",
        "infrastructure",
        "",
    ),
    ("hacked", "en", "Slack said that its systems had not been hacked.", "hacked", ""),
    ("not compromised", "en", "The exchange said it was not under attack.", "attack", ""),
    (
        "rather than",
        "en",
        "Slack blamed a faulty switch rather than a cyberattack.",
        "cyberattack",
        "faulty switch",
    ),
    (
        "rather than any issue",
        "en",
        "The outage was due to a bug in its scheduler, rather than any problem with its satellites.",
        "satellites",
        "bug in its scheduler",
    ),
    (
        "instead of",
        "en",
        "A routing mistake instead of an attack brought down the site.",
        "attack",
        "routing mistake",
    ),
    (
        "X, not Y",
        "en",
        "The outage was caused by an expired certificate, not a cyberattack.",
        "cyberattack",
        "expired certificate",
    ),
    (
        "not Y but X",
        "en",
        "The outage was caused not by a cyberattack but by an expired certificate.",
        "cyberattack",
        "expired certificate",
    ),
    (
        "not X; it was Y",
        "en",
        "It was not a hack; a failed power supply took the servers down.",
        "hack",
        "power supply",
    ),
    (
        "as opposed to",
        "en",
        "It was a configuration error, as opposed to a hack.",
        "hack",
        "configuration error",
    ),
    (
        "neither nor",
        "en",
        "Slack said neither a cyberattack nor a hardware failure was to blame.",
        "cyberattack",
        "",
    ),
    ("not due", "en", "The downtime was not due to high traffic, the studio said.", "high traffic", ""),
    (
        "does not believe",
        "en",
        "Slack does not believe that the outage was caused by a cyberattack.",
        "cyberattack",
        "",
    ),
    ("unlikely", "en", "Experts said a cyberattack was unlikely.", "cyberattack", ""),
    (
        "no link",
        "en",
        "There is no link between the outage and the cyberattack on the airport, officials said.",
        "cyberattack",
        "",
    ),
    (
        "played no part",
        "en",
        "The recent software update played no part in the outage, Slack said.",
        "software update",
        "",
    ),
    ("isn't", "en", '"It isn\'t an attack," the minister told reporters.', "attack", ""),
    ("not malicious", "en", "The cause was not malicious, the firm said.", "malicious", ""),
    (
        "victim denies",
        "en",
        "Delta, whose website was also down, said its own systems were not under attack.",
        "attack",
        "",
    ),
    ("de kein", "de", "Es handele sich nicht um einen Cyberangriff, teilte Slack mit.", "Cyberangriff", ""),
    ("de kein2", "de", "Es war kein Hackerangriff, sagte ein Sprecher.", "Hackerangriff", ""),
    (
        "de zurück",
        "de",
        "Die Störung gehe nicht auf einen Hackerangriff zurück, sagte der Betreiber.",
        "Hackerangriff",
        "",
    ),
    (
        "de zurückzuführen",
        "de",
        "Der Ausfall ist nicht auf ein Software-Update zurückzuführen.",
        "Software-Update",
        "",
    ),
    ("de schließt aus", "de", "Der Betreiber schließt einen Cyberangriff aus.", "Cyberangriff", ""),
    ("de ausgeschlossen", "de", "Ein Cyberangriff wird ausgeschlossen.", "Cyberangriff", ""),
    ("de Hinweise", "de", "Es gebe keine Hinweise auf einen Cyberangriff, hieß es.", "Cyberangriff", ""),
    ("de nichts zu tun", "de", "Die Panne habe nichts mit dem Update zu tun.", "Update", ""),
    (
        "de sondern",
        "de",
        "Ursache war nicht ein Angriff, sondern ein Softwarefehler.",
        "Angriff",
        "Softwarefehler",
    ),
    ("fr pas", "fr", "La panne n'est pas due à une cyberattaque, a indiqué l'opérateur.", "cyberattaque", ""),
    ("fr il ne s'agit pas", "fr", "Il ne s'agit pas d'une cyberattaque, assure Slack.", "cyberattaque", ""),
    ("fr exclut", "fr", "L'opérateur exclut une cyberattaque.", "cyberattaque", ""),
    ("fr écarte la piste", "fr", "Slack écarte la piste d'une cyberattaque.", "cyberattaque", ""),
    ("fr est écartée", "fr", "L'hypothèse d'une cyberattaque est écartée.", "cyberattaque", ""),
    ("fr dément", "fr", "La banque dément toute attaque informatique.", "attaque", ""),
    ("fr aucun", "fr", "Aucun signe d'une cyberattaque n'a été détecté.", "cyberattaque", ""),
    (
        "fr rien à voir",
        "fr",
        "L'incident n'a rien à voir avec la mise à jour, selon Slack.",
        "mise à jour",
        "",
    ),
    (
        "fr et non",
        "fr",
        "La panne est due à une erreur humaine et non à une cyberattaque.",
        "cyberattaque",
        "erreur humaine",
    ),
    ("es no se debió", "es", "La caída no se debió a un ciberataque, dijo la empresa.", "ciberataque", ""),
    ("es descarta", "es", "El operador descarta un ciberataque.", "ciberataque", ""),
    ("es descartado", "es", "Se ha descartado un ciberataque.", "ciberataque", ""),
    ("es niega", "es", "El banco niega haber sufrido un ciberataque.", "ciberataque", ""),
    ("es indicios", "es", "No hay indicios de un ataque, según el ministerio.", "ataque", ""),
    ("es no se trata", "es", "No se trata de un ataque informático, aseguró Slack.", "ataque", ""),
    ("es nada que ver", "es", "El fallo no tiene nada que ver con la actualización.", "actualización", ""),
    (
        "es y no",
        "es",
        "La caída se debió a un error humano y no a un ciberataque.",
        "ciberataque",
        "error humano",
    ),
    ("pt não foi", "pt", "A falha não foi causada por um ataque, disse a empresa.", "ataque", ""),
    ("pt descarta", "pt", "A operadora descartou um ataque hacker.", "ataque", ""),
    ("pt nega", "pt", "O banco nega ter sofrido um ciberataque.", "ciberataque", ""),
    ("pt indícios", "pt", "Não há indícios de ciberataque, segundo o ministério.", "ciberataque", ""),
    ("pt não se trata", "pt", "Não se trata de um ataque, garantiu a empresa.", "ataque", ""),
    ("pt nada a ver", "pt", "A queda não tem nada a ver com a atualização.", "atualização", ""),
    (
        "pt e não",
        "pt",
        "O problema foi causado por um erro humano e não por um ataque.",
        "ataque",
        "erro humano",
    ),
    (
        "second batch: Officials stressed that ",
        "en",
        "Officials stressed that hackers had nothing to do with the crash.",
        "hackers",
        "",
    ),
    (
        'second batch: "We were not hacked," th',
        "en",
        '"We were not hacked," the chief executive wrote.',
        "hacked",
        "",
    ),
    (
        "second batch: The airline insisted tha",
        "en",
        "The airline insisted that no cyberattack had taken place.",
        "cyberattack",
        "",
    ),
    ("second batch: Police have excluded sab", "en", "Police have excluded sabotage.", "sabotage", ""),
    (
        "second batch: The outage does not appe",
        "en",
        "The outage does not appear to be the work of hackers.",
        "hackers",
        "",
    ),
    (
        "second batch: A hardware fault has bee",
        "en",
        "A hardware fault has been discounted.",
        "hardware fault",
        "",
    ),
    (
        "second batch: This has no connection w",
        "en",
        "This has no connection with last month's data breach, the firm added.",
        "data breach",
        "",
    ),
    (
        "second batch: The company said that, c",
        "en",
        "The company said that, contrary to rumours, it had not suffered a ransomware attack.",
        "ransomware attack",
        "",
    ),
    ("second batch: Nothing suggests foul pl", "en", "Nothing suggests foul play.", "foul play", ""),
    (
        "second batch: An attack can be ruled o",
        "en",
        "An attack can be ruled out, said the minister.",
        "attack",
        "",
    ),
    (
        "second batch: Auf einen Cyberangriff d",
        "de",
        "Auf einen Cyberangriff deute nichts hin, sagte die Sprecherin.",
        "Cyberangriff",
        "",
    ),
    ("second batch: Hacker steckten nicht da", "de", "Hacker steckten nicht dahinter.", "Hacker", ""),
    (
        "second batch: Aucune cyberattaque n'es",
        "fr",
        "Aucune cyberattaque n'est à l'origine de la panne.",
        "cyberattaque",
        "",
    ),
    (
        "second batch: Slack assure qu'il ne s'",
        "fr",
        "Slack assure qu'il ne s'agissait pas d'un piratage.",
        "piratage",
        "",
    ),
    (
        "second batch: Slack aseguró que no suf",
        "es",
        "Slack aseguró que no sufrió ningún ciberataque.",
        "ciberataque",
        "",
    ),
    ("second batch: Queda descartado el sabo", "es", "Queda descartado el sabotaje.", "sabotaje", ""),
    ("second batch: A empresa disse que não ", "pt", "A empresa disse que não houve ataque.", "ataque", ""),
    (
        "second batch: Está descartada a hipóte",
        "pt",
        "Está descartada a hipótese de sabotagem.",
        "sabotagem",
        "",
    ),
]


@pytest.mark.parametrize(
    ("family", "language", "body", "denied", "asserted"),
    DENIED,
    ids=[f"{row[1]}: {row[0]}" for row in DENIED],
)
def test_what_is_said_not_to_be_the_cause_is_a_denied_cause(
    lexicon: Lexicon, family: str, language: str, body: str, denied: str, asserted: str
) -> None:
    found = read_causes_of(lexicon, body, language)
    assert any(denied in c.value.words for c in found if c.stance is Stance.DENIED), family
    told = [c.value.words for c in found if c.stance is not Stance.DENIED]
    assert bool(told) == bool(asserted), family
    assert all(asserted in words for words in told), family


OPEN = [
    ("has not ruled out", "en", "Slack has not ruled out a cyberattack."),
    ("cannot rule out", "en", "Officials cannot rule out a cyberattack."),
    ("schließt nicht aus", "de", "Der Betreiber schließt einen Cyberangriff nicht aus."),
    ("wird nicht ausgeschlossen", "de", "Ein Cyberangriff wird nicht ausgeschlossen."),
    ("n'exclut pas", "fr", "L'opérateur n'exclut pas une cyberattaque."),
    ("no descarta", "es", "La empresa no descarta un ciberataque."),
    ("não descarta", "pt", "A empresa não descarta um ataque."),
]


@pytest.mark.parametrize(("family", "language", "body"), OPEN, ids=[row[0] for row in OPEN])
def test_a_cause_that_is_not_ruled_out_is_neither_denied_nor_asserted(
    lexicon: Lexicon, family: str, language: str, body: str
) -> None:
    assert {c.stance for c in read_causes_of(lexicon, body, language)} == {Stance.QUESTIONED}, family


NO_DENIAL = [
    ("not only", "It was not only a cyberattack that hit the airport."),
    ("nobody's data", "Slack found no evidence that customer data was stolen by hackers."),
    ("no stranger", "Slack is no stranger to DDoS attacks."),
    ("a fix that failed", "The update did not fix the outage."),
    ("no news", "Slack did not provide any further updates."),
    ("no hand in it", "The group denied any involvement in the DDoS attack."),
    ("its systems are fine", "Our systems are operating normally, Slack said."),
]


@pytest.mark.parametrize(("family", "body"), NO_DENIAL, ids=[row[0] for row in NO_DENIAL])
def test_a_not_beside_a_cause_word_is_no_denied_cause(lexicon: Lexicon, family: str, body: str) -> None:
    assert not [c for c in read_causes_of(lexicon, body) if c.stance is Stance.DENIED], family


def test_a_cleared_list_with_gaps_has_only_members_with_words() -> None:
    text = "a theft,  , or malice"
    assert [text[low:high].strip() for low, high in list_members(text, 0, len(text))] == ["a theft", "malice"]
