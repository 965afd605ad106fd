"""Causes of many kinds in sentences of our own: each row is a family of words, in five languages, with its category."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import CauseCategory as K
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Scope, SpeakerRole, Stance

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


# (language, sentence, words of the cause, category)
CAUSES = [
    (
        "en",
        "Slack was unreachable after somebody let a security certificate lapse.",
        "certificate",
        K.CERTIFICATE_AUTH_TIME,
    ),
    (
        "en",
        "The outage began when a TLS certificate expired at midnight.",
        "certificate expired",
        K.CERTIFICATE_AUTH_TIME,
    ),
    (
        "en",
        "An expired domain name took the clinic's booking pages offline.",
        "expired domain",
        K.CERTIFICATE_AUTH_TIME,
    ),
    ("en", "A BGP route leak at a small carrier sent traffic into a black hole.", "route leak", K.NETWORK),
    ("en", "Slack said a mistaken DNS record had cut it off from the internet.", "DNS record", K.NETWORK),
    ("en", "The outage was the fault of a nameserver that stopped answering.", "nameserver", K.NETWORK),
    ("en", "A digger tore through a fibre line near Leeds, cutting off two counties.", "digger", K.NETWORK),
    (
        "en",
        "Broadband died across the island after a backhoe sliced a fiber-optic cable.",
        "backhoe",
        K.NETWORK,
    ),
    ("en", "Copper thieves knocked out phone service in three towns.", "thieves", K.SECURITY_ATTACK),
    (
        "en",
        "A generator failed to start and the data centre lost power.",
        "generator",
        K.POWER_COOLING_FACILITY,
    ),
    (
        "en",
        "Chillers shut down in the heat and servers overheated, Slack said.",
        "overheat",
        K.POWER_COOLING_FACILITY,
    ),
    (
        "en",
        "The outage was caused by a fire in an electrical room.",
        "fire in an electrical room",
        K.POWER_COOLING_FACILITY,
    ),
    ("en", "The ticket shop buckled under unprecedented demand.", "unprecedented demand", K.CAPACITY_LOAD),
    ("en", "A flood of logins overwhelmed the authentication servers.", "flood of logins", K.CAPACITY_LOAD),
    (
        "en",
        "The site crashed because too many people tried to register at once.",
        "too many people",
        K.CAPACITY_LOAD,
    ),
    ("en", "Servers ran out of disk space, the carmaker said.", "disk space", K.CAPACITY_LOAD),
    ("en", "Hackers flooded the exchange with junk traffic.", "Hackers", K.SECURITY_ATTACK),
    ("en", "The hospital group fell victim to ransomware.", "ransomware", K.SECURITY_ATTACK),
    ("en", "Intruders wiped the servers of the hosting firm.", "Intruders", K.SECURITY_ATTACK),
    ("en", "A botched patch left tills unable to read cards.", "botched patch", K.CHANGE_DEPLOYMENT),
    (
        "en",
        "The problems started after the bank moved its accounts to a new platform.",
        "new platform",
        K.CHANGE_DEPLOYMENT,
    ),
    ("en", "A new release of the app broke logins, Slack admitted.", "new release", K.CHANGE_DEPLOYMENT),
    ("en", "The trouble was traced to a wrong setting in a load balancer.", "wrong setting", K.CONFIGURATION),
    (
        "en",
        "An incorrectly configured firewall shut out every customer.",
        "configured firewall",
        K.CONFIGURATION,
    ),
    ("en", "A memory leak in the message queue brought the service down.", "memory leak", K.SOFTWARE_BUG),
    ("en", "Slack blamed a race condition in its cache.", "race condition", K.SOFTWARE_BUG),
    ("en", "A regression in the video player stopped playback, the firm said.", "regression", K.SOFTWARE_BUG),
    ("en", "A corrupted index file stopped searches for hours.", "corrupted index", K.DATA_STORE),
    ("en", "Replication between two databases broke, locking people out.", "Replication", K.DATA_STORE),
    ("en", "The storage array failed, taking the tax portal with it.", "storage array", K.DATA_STORE),
    ("en", "A technician typed the wrong command and deleted the zone.", "wrong command", K.HUMAN_ERROR),
    ("en", "An employee's typo brought the exchange to a halt.", "typo", K.HUMAN_ERROR),
    ("en", "The outage was down to an outage at its cloud supplier.", "cloud supplier", K.THIRD_PARTY),
    ("en", "Slack said one of its upstream providers had failed.", "upstream provider", K.THIRD_PARTY),
    ("en", "The airline blamed a vendor's software.", "vendor's software", K.THIRD_PARTY),
    ("en", "Cloudflare was responsible for the outage, Slack said.", "Cloudflare", K.THIRD_PARTY),
    ("en", "A squirrel chewed through a line and darkened the data centre.", "squirrel", K.NATURAL_EVENT),
    ("en", "High winds toppled two masts, leaving the valley without signal.", "winds", K.NATURAL_EVENT),
    (
        "en",
        "The service was blocked by order of the government.",
        "order of the government",
        K.DELIBERATE_SHUTDOWN,
    ),
    ("en", "Authorities cut the internet during exams.", "cut the internet", K.DELIBERATE_SHUTDOWN),
    ("en", "A failed network switch interrupted trading.", "network switch", K.HARDWARE),
    ("en", "Two disks died within an hour, Slack said.", "disks died", K.HARDWARE),
    ("en", "A sudden wave of quinoa orders caused the outage.", "quinoa orders", K.OTHER),
    ("en", "A mass walkout of moderators triggered the disruption, Slack said.", "walkout", K.OTHER),
    (
        "en",
        "The outage was caused by both a power cut and a failed backup generator.",
        "power cut",
        K.POWER_COOLING_FACILITY,
    ),
    ("de", "Grund für den Ausfall war ein defektes Netzteil.", "Netzteil", K.HARDWARE),
    ("de", "Ein fehlerhaftes Update legte die Kassen lahm.", "fehlerhaftes Update", K.CHANGE_DEPLOYMENT),
    ("de", "Ein Bagger durchtrennte ein Glasfaserkabel, Tausende waren ohne Internet.", "Bagger", K.NETWORK),
    (
        "de",
        "Wegen eines Stromausfalls im Rechenzentrum war die Seite nicht erreichbar.",
        "Stromausfalls",
        K.POWER_COOLING_FACILITY,
    ),
    (
        "de",
        "Ein abgelaufenes Zertifikat habe die Störung verursacht, teilte Slack mit.",
        "Zertifikat",
        K.CERTIFICATE_AUTH_TIME,
    ),
    ("fr", "La panne est due à une mise à jour défectueuse.", "mise à jour", K.CHANGE_DEPLOYMENT),
    ("fr", "Une surcharge des serveurs a provoqué l'interruption du service.", "surcharge", K.CAPACITY_LOAD),
    (
        "fr",
        "Un incendie dans un centre de données a mis hors service le site.",
        "incendie",
        K.POWER_COOLING_FACILITY,
    ),
    ("fr", "L'opérateur évoque une erreur humaine.", "erreur humaine", K.HUMAN_ERROR),
    ("es", "La caída se debió a un fallo en el servidor DNS.", "DNS", K.NETWORK),
    ("es", "Un apagón dejó sin servicio a la plataforma.", "apagón", K.POWER_COOLING_FACILITY),
    (
        "es",
        "La empresa atribuyó el corte a un error de configuración.",
        "error de configuración",
        K.CONFIGURATION,
    ),
    ("es", "Un ataque informático tumbó la web del banco.", "ataque", K.SECURITY_ATTACK),
    ("pt", "O problema foi causado por uma falha no banco de dados.", "banco de dados", K.DATA_STORE),
    ("pt", "O rompimento de um cabo deixou milhares sem internet.", "rompimento", K.NETWORK),
    ("pt", "Uma atualização derrubou o aplicativo, disse a empresa.", "atualização", K.CHANGE_DEPLOYMENT),
    ("pt", "A operadora atribuiu a queda a um incêndio.", "incêndio", K.POWER_COOLING_FACILITY),
    (
        "en",
        "Engineers found that an outdated firmware had crashed the base stations.",
        "firmware",
        K.SOFTWARE_BUG,
    ),
    ("en", "The blame lies with a contractor who drilled into a cable duct.", "contractor", K.THIRD_PARTY),
    ("en", "Slack put the failure down to a slip by one of its engineers.", "slip", K.HUMAN_ERROR),
    (
        "en",
        "The failure can be traced to a lapse in the renewal of a licence key.",
        "licence key",
        K.CERTIFICATE_AUTH_TIME,
    ),
    (
        "en",
        "What brought the exchange down was a bug in its matching engine.",
        "bug in its matching engine",
        K.SOFTWARE_BUG,
    ),
    (
        "en",
        "Behind the outage was a botched migration of its billing system.",
        "botched migration",
        K.CHANGE_DEPLOYMENT,
    ),
    ("en", "The culprit, Slack said, was a stale DNS entry.", "stale DNS entry", K.NETWORK),
    (
        "en",
        "A cooling failure at a data centre in Leeds forced Slack to shut down servers.",
        "cooling failure",
        K.POWER_COOLING_FACILITY,
    ),
    (
        "en",
        "It all began with a power dip that tripped two transformers.",
        "power dip",
        K.POWER_COOLING_FACILITY,
    ),
    (
        "en",
        "The hotel chain said criminals had encrypted its booking system.",
        "criminals",
        K.SECURITY_ATTACK,
    ),
    ("en", "Lightning struck a substation that feeds the data centre.", "Lightning", K.NATURAL_EVENT),
    ("en", "The tax portal was overwhelmed on the last day for returns.", "overwhelmed", K.CAPACITY_LOAD),
    ("de", "Laut Slack war eine fehlerhafte Konfiguration schuld.", "Konfiguration", K.CONFIGURATION),
    (
        "de",
        "Nach einem Brand in einem Rechenzentrum sind viele Seiten nicht erreichbar.",
        "Brand",
        K.POWER_COOLING_FACILITY,
    ),
    ("fr", "Slack met en cause un prestataire.", "prestataire", K.THIRD_PARTY),
    ("fr", "À l'origine de la panne, un câble sectionné lors de travaux.", "câble", K.NETWORK),
    ("es", "Detrás de la caída hay un error humano, según Slack.", "error humano", K.HUMAN_ERROR),
    (
        "pt",
        "Segundo a empresa, uma falha elétrica causou a interrupção.",
        "falha elétrica",
        K.POWER_COOLING_FACILITY,
    ),
]


@pytest.mark.parametrize(
    ("language", "body", "words", "category"), CAUSES, ids=[f"{r[0]}: {r[1][:50]}" for r in CAUSES]
)
def test_a_cause_of_any_family_is_found_with_its_category(
    lexicon: Lexicon, language: str, body: str, words: str, category: K
) -> None:
    found = [c for c in read_causes_of(lexicon, body, language) if words in c.value.words]
    assert found, body
    assert all(category in c.value.categories and c.stance is Stance.ASSERTED for c in found)


NO_CAUSES = [
    "Outages like this are often caused by bad configuration changes.",
    "Such failures can be caused by a variety of problems, from bugs to floods.",
    "Cloud outages are usually due to human error, analysts say.",
    "If a cyberattack had caused the outage, the damage would have been worse.",
    "Customers saw server errors when they tried to log in.",
    "Slack said it was experiencing elevated error rates.",
    "Downdetector showed a spike in reports at noon.",
    "There was a surge in complaints on social media.",
    "The response was slow due to a staffing problem.",
    "Shares fell because of the outage.",
    "Schools could not announce closures due to snow.",
    "Slack is working to fix the server issue.",
    "Slack will publish an update on the network at noon.",
    "A router is a device that forwards traffic.",
    "The company thanked customers for their patience due to the outage.",
    "The bank's systems went down, causing problems for shoppers.",
    "An outage at Slack caused disruption for thousands of firms.",
    "Users complained of database errors on the site.",
    "Slack hired a security firm to look after its servers.",
]


@pytest.mark.parametrize("body", NO_CAUSES)
def test_general_talk_symptoms_and_effects_on_other_things_are_no_cause(lexicon: Lexicon, body: str) -> None:
    found = [c for c in read_causes_of(lexicon, body) if c.scope is Scope.THIS_INCIDENT]
    assert [(c.value.words, c.stance) for c in found] == []


def test_a_cause_and_its_denied_rival_stand_side_by_side(lexicon: Lexicon) -> None:
    body = "The outage was caused by an expired certificate and not by hackers, Slack said."
    stances = {c.value.words: c.stance for c in read_causes_of(lexicon, body)}
    assert stances["expired certificate"] is Stance.ASSERTED
    assert [s for words, s in stances.items() if "hackers" in words] == [Stance.DENIED]


def test_one_speakers_words_in_passing_add_nothing_to_his_plain_ones(lexicon: Lexicon) -> None:
    body = (
        "Slack was hit by a DDoS attack on Tuesday.\n\n"
        "The outage was caused by a DDoS attack that began at noon.\n\n"
        "After the DDoS attack, people went back to work."
    )
    found = read_causes_of(lexicon, body)
    assert [c.quote for c in found] == ["The outage was caused by a DDoS attack that began at noon."]


def test_two_speakers_who_name_one_cause_are_two_claims(lexicon: Lexicon) -> None:
    body = (
        "Slack said the outage was caused by a DNS error.\n\n"
        "Cloudflare said that a DNS error at Slack had caused the outage."
    )
    assert {c.speaker.name for c in read_causes_of(lexicon, body)} == {"Slack", "Cloudflare"}


def test_whoever_names_the_cause_after_all_is_not_silent(lexicon: Lexicon) -> None:
    body = (
        "Slack has not said what caused the outage.\n\n"
        "In an update, Slack said that the outage was caused by a failed switch."
    )
    found = read_causes_of(lexicon, body)
    assert [c.value.categories for c in found] == [(K.HARDWARE,)] or all(
        K.UNDISCLOSED not in c.value.categories for c in found
    )


def test_whoever_looks_into_an_outage_has_not_kept_silent_on_its_cause(lexicon: Lexicon) -> None:
    assert read_causes_of(lexicon, "Slack is investigating the cause of the outage.") == []
    still = read_causes_of(lexicon, "Slack is still trying to find the cause of the outage.")
    assert [c.value.categories for c in still] == [(K.UNDISCLOSED,)]


def test_a_supplier_that_is_called_responsible_is_a_third_party(lexicon: Lexicon) -> None:
    (claim,) = read_causes_of(lexicon, "Cloudflare was to blame for the outage, Slack said.")
    assert claim.value.words == "Cloudflare"
    assert claim.value.categories == (K.THIRD_PARTY,)
    assert claim.speaker.role is SpeakerRole.VENDOR_OFFICIAL
