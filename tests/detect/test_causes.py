"""Causes, denials and triggers in sentences of our own: every row says which frame or word class it stands for."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.claimtypes.causephrases import tidy_phrase, trim_phrase
from newsagg.detect.claimtypes.mishaps import find_mishaps
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import CauseCategory as K
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Stance, Trigger


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(
    lexicon: Lexicon, body: str, type_: T, language: str = "en", title: str = "Slack fails"
) -> list[Claim]:
    seen = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
    article = Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title=title,
        body=body,
        published_at=seen,
        seen_at=seen,
        language=language,
    )
    found = find_claims(article, lexicon=lexicon)
    return [c for c in found if c.type is type_ and c.start > len(title)]


DEEDS = [
    ("was given the wrong", "Slack says that a clean-up job was given the wrong list.", "job was given the wrong list"),
    ("were fed bad", "Its routers were fed incorrect addresses, Slack said.", "routers were fed incorrect addresses"),
    ("had been withdrawn", "Slack's BGP routes had been withdrawn at noon.", "BGP routes had been withdrawn"),
    ("was severed", "A fibre cable was severed near Leeds, Slack said.", "fibre cable was severed"),
    ("was corrupted", "Slack said its routing table was corrupted overnight.", "routing table was corrupted"),
    ("by mistake", "An engineer accidentally deleted a production table, Slack said.", "accidentally deleted"),
    ("after PART failed", "Slack went dark after a cooling unit failed.", "cooling unit failed"),
    ("when PART expired", "Logins stopped when its root certificate expired.", "root certificate expired"),
    ("passed limits", "Changes to the routing rules had exceeded the limits of its routers.", "Changes to the routing rules"),
    ("beyond what was planned", "Demand for the game went far beyond what the studio had planned.", "Demand"),
    ("doubled the size", "A change to the index had doubled the size of a table.", "change to the index"),
    ("combined to break", "Two harmless software updates combined to break the login page.", "software updates"),
    ("tripped", "A power surge tripped the breakers of the hall.", "power surge"),
    ("let through", "A bug in its checker let a malformed file through.", "bug in its checker"),
    ("kept from", "A database fault kept thousands of people from their inboxes.", "database fault"),
    ("cut the link", "A routing error cut the link between its two halls.", "routing error"),
    ("left empty", "A race condition left an empty table behind.", "race condition"),
    ("made fail", "A network failure made its servers crash.", "network failure"),
    ("apposition", "A bug in the cache, added in June, was to blame.", "bug in the cache"),
    ("released with an error", "Slack rolled out a network change with a routing error.", "network change with a routing error"),
    ("tracked down to", "Slack tracked the trouble down to an expired token.", "expired token"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words"), [pytest.param(*row[1:], id=row[0]) for row in DEEDS])
def test_what_went_wrong_is_a_cause_though_nobody_says_cause(
    lexicon: Lexicon, sentence: str, words: str
) -> None:
    found = read(lexicon, sentence, T.CAUSE)
    assert [c for c in found if words.lower() in c.value.text.lower()], [c.value.text for c in found]
    assert all(c.stance is Stance.ASSERTED for c in found)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Some messages were deleted, Slack said.", id="a loss"),
        pytest.param("Some customer records were wiped.", id="customers' records"),
        pytest.param("The broken router was not damaged.", id="not harmed"),
        pytest.param("Update 12:56 pm ET: The API is back.", id="a living article's stamp"),
        pytest.param("[Updated at 3:15 p.m.] Service is slow.", id="a stamp in brackets"),
        pytest.param("UPDATE Tuesday 9am: More users report trouble.", id="a stamp with a day"),
        pytest.param("Slack will post a further update in an hour.", id="news, not software"),
        pytest.param("The fault has been found.", id="a bare fault"),
        pytest.param("The cause was open in the morning.", id="an open cause"),
        pytest.param("Slack asked whether it was a cyberattack.", id="a question asked of others"),
        pytest.param("DNS and mail clients were impacted.", id="what was hit"),
    ],
)
def test_what_names_no_cause_makes_no_cause(lexicon: Lexicon, sentence: str) -> None:
    assert [c.value.text for c in read(lexicon, sentence, T.CAUSE)] == []


TRIGGERS = [
    ("during", "Slack blamed a wrong setting during planned maintenance.", "planned maintenance", Trigger.MAINTENANCE),
    ("quoted", 'It was caused by a "routing error" during routine maintenance.', "routine maintenance", Trigger.MAINTENANCE),
    ("introduced during", "A memory leak was introduced during a software upgrade.", "software upgrade", Trigger.CHANGE),
    ("after, with the effect behind", "A routing error after a firmware upgrade knocked out the app.", "firmware upgrade", Trigger.CHANGE),
    ("amid", "A database failure amid a migration took down the app.", "migration", Trigger.CHANGE),
    ("set it off", "A latent bug was to blame, and a customer's new configuration change set it off.", "configuration change", Trigger.CHANGE),
    ("triggered the bug", "A sudden traffic spike triggered a bug in the load balancer, which crashed.", "traffic spike", Trigger.LOAD),
    ("French", "Slack évoque une erreur de configuration survenue pendant une maintenance.", "maintenance", Trigger.MAINTENANCE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "words", "trigger"), [pytest.param(*row[1:], id=row[0]) for row in TRIGGERS]
)
def test_what_set_a_cause_off_is_a_trigger_beside_it(
    lexicon: Lexicon, sentence: str, words: str, trigger: Any
) -> None:
    language = "fr" if "évoque" in sentence else "en"
    (claim,) = read(lexicon, sentence, T.TRIGGER, language)
    assert words in claim.value.text
    assert claim.value.trigger is trigger
    assert all(words not in c.value.text for c in read(lexicon, sentence, T.CAUSE, language))


def test_a_cause_and_the_work_it_came_with_are_one_cause(lexicon: Lexicon) -> None:
    body = 'Slack put it down to a "timing misconfiguration" during routine maintenance.'
    (claim,) = read(lexicon, body, T.CAUSE)
    assert claim.value.text == claim.value.words == "timing misconfiguration"
    assert claim.value.categories == (K.CONFIGURATION,)
    assert claim.value.trigger is Trigger.MAINTENANCE


def test_maintenance_alone_is_a_cause_without_a_trigger_of_its_own(lexicon: Lexicon) -> None:
    body = "Maintenance in the core network brought down the app."
    assert [c.value.trigger for c in read(lexicon, body, T.CAUSE)] == [Trigger.MAINTENANCE]
    assert read(lexicon, body, T.TRIGGER) == []


DENIED = [
    ("aside", "It was not caused, directly or indirectly, by an attack, Slack said.", "attack"),
    ("neither nor", "This was neither a security breach nor a cyberattack, Slack said.", "security breach"),
    ("nothing proved", "So far nothing proved a cyberattack, officials said.", "cyberattack"),
    ("nothing pointed to", "Slack said that nothing pointed to a hack.", "hack"),
    ("nothing to do with", "The outage had nothing to do with a hack, Slack said.", "hack"),
    ("unrelated to", "The fault was unrelated to last week's security breach, Slack said.", "security breach"),
    ("ruled out behind it", "A cyberattack was quickly ruled out.", "cyberattack"),
    ("not behind it", "A cyberattack was not behind the outage, Slack said.", "cyberattack"),
    ("dismissed", "Slack dismissed rumours of a hack.", "hack"),
    ("cyber-related", "The fault is not believed to be cyber related, Slack said.", "cyber related"),
    ("malicious", "Slack said there was no evidence to suggest the outage was malicious.", "malicious"),
    ("hacked", "Slack denied that it had been hacked.", "hacked"),
    ("foul play", "There is no indication of foul play, Slack said.", "foul play"),
    ("no reason to suspect", "There is no reason to suspect a cyberattack, Slack said.", "cyberattack"),
    ("German", "Es handelt sich nicht um einen Cyberangriff, sagte Slack.", "Cyberangriff"),
    ("Spanish", "La compañía descartó un ciberataque.", "ciberataque"),
    ("Portuguese", "A empresa descartou um ataque.", "ataque"),
]  # fmt: skip
TONGUES = {"German": "de", "Spanish": "es", "Portuguese": "pt"}


@pytest.mark.parametrize(("special", "sentence", "words"), DENIED, ids=[row[0] for row in DENIED])
def test_what_was_no_cause_is_denied(lexicon: Lexicon, special: str, sentence: str, words: str) -> None:
    found = read(lexicon, sentence, T.CAUSE, TONGUES.get(special, "en"))
    assert {c.stance for c in found} == {Stance.DENIED}
    assert any(words in c.value.text for c in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials were looking into whether a cyberattack might be behind it.",
        "The agency is investigating whether a DDoS attack caused the outage.",
        "Police are examining the possibility that an attack was to blame.",
        "It is not clear if a cyberattack took down the app.",
    ],
)
def test_what_is_weighed_is_questioned(lexicon: Lexicon, sentence: str) -> None:
    assert Stance.QUESTIONED in {c.stance for c in read(lexicon, sentence, T.CAUSE)}


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The traffic resembles a DDoS attack.", Stance.HEDGED),
        ("The pattern is consistent with a DDoS attack.", Stance.HEDGED),
        ("The boss hinted that a power failure was to blame.", Stance.HEDGED),
        ("Slack seems to be recovering after a DDoS attack.", Stance.ASSERTED),
        ("Slack blamed a power failure (though some users apparently disagree).", Stance.ASSERTED),
    ],
)
def test_a_hedge_touches_the_cause_and_not_what_stands_beside_it(
    lexicon: Lexicon, sentence: str, stance: Any
) -> None:
    assert [c.stance for c in read(lexicon, sentence, T.CAUSE)] == [stance]


FOREIGN = [
    ("de", "Nach Angaben der Lufthansa waren Bauarbeiten in Mainz die Ursache.", "Bauarbeiten", "Lufthansa"),
    ("de", "Ein fehlerhaftes Update des Herstellers hat am Montag viele Rechner lahmgelegt.", "fehlerhaftes Update", "Wire Room"),
    ("fr", "La panne a eu lieu en raison d'une erreur de configuration.", "erreur de configuration", "Wire Room"),
    ("es", "El fallo fue causado por un corte de luz.", "corte de luz", "Wire Room"),
    ("es", "Según Slack, el origen está en una actualización.", "actualización", "Slack"),
    ("pt", "A queda ocorreu devido a uma falha de energia.", "falha de energia", "Wire Room"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "words", "speaker"), FOREIGN)
def test_causes_are_read_in_four_more_languages(
    lexicon: Lexicon, language: str, sentence: str, words: str, speaker: Any
) -> None:
    found = [c for c in read(lexicon, sentence, T.CAUSE, language) if words in c.value.text]
    assert [c.speaker.name for c in found] == [speaker]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Slack did not say what had gone wrong."),
        ("es", "Slack no explicó la causa."),
        ("fr", "Slack n'a pas précisé l'origine de la panne."),
        ("pt", "Slack não informou o motivo."),
    ],
)
def test_who_gives_no_cause_is_undisclosed_in_other_words_too(
    lexicon: Lexicon, language: str, sentence: str
) -> None:
    assert [c.value.categories for c in read(lexicon, sentence, T.CAUSE, language)] == [(K.UNDISCLOSED,)]


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ('a "timing misconfiguration', "timing misconfiguration"),
        ("- A timing misconfiguration", "timing misconfiguration"),
        ("failure of database replication inside", "failure of database replication"),
        ("“the core routers” of the", "core routers"),
        ("an expired certificate,", "expired certificate"),
        ("a denial-of-service (DDoS) attack", "denial-of-service (DDoS) attack"),
        ("its backbone (the", "backbone"),
        ("Lowe's servers", "Lowe's servers"),
        ("—", "—"),
    ],
)
def test_a_cause_is_told_in_clean_words(written: str, tidy: str) -> None:
    assert tidy_phrase(written) == tidy


@pytest.mark.parametrize(
    "text", ["the a the a " * 20_000, "(" * 50_000, "was cut " * 20_000, '" - ' * 20_000]
)
def test_hostile_phrases_are_read_in_no_time(text: str) -> None:
    start, end = trim_phrase(text[:1200], 0, 1200)
    assert 0 <= start <= end <= 1200
    assert list(find_mishaps(text[:1200])) is not None


SAID = [
    ("told a newsroom", "The app was down because of a database failure, a Slack spokeswoman told Reuters in an email.", "Slack"),
    ("told two", "A database failure took down the app, Slack told the BBC on Tuesday.", "Slack"),
    ("per, in front", "Per Slack, the outage was caused by a database failure.", "Slack"),
    ("pointed to", "Asked about the cause, Slack pointed to a database failure.", "Slack"),
    ("opener", "In an email to clients, Slack blamed a database failure.", "Slack"),
    ("title before the name", "Slack's chief executive, Ann Lee, said that a database failure was to blame.", "Ann Lee"),
    ("stresses", "Slack stresses that a database failure was to blame.", "Slack"),
    ("maintained", "Slack maintained that a database failure was to blame.", "Slack"),
    ("employees", "Two employees said a database failure was to blame.", "employees"),
    ("German title", "Ein Stromausfall war die Ursache, sagte Firmenchef Jan Voss.", "Jan Voss"),
]  # fmt: skip


@pytest.mark.parametrize(("special", "sentence", "speaker"), SAID, ids=[row[0] for row in SAID])
def test_a_cause_is_told_by_who_says_it(lexicon: Lexicon, special: str, sentence: str, speaker: Any) -> None:
    found = read(lexicon, sentence, T.CAUSE, "de" if "German" in special else "en")
    assert [c.speaker.name for c in found] == [speaker]
