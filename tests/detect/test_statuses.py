"""How things stand with a service, in sentences of our own: every row is one way to put a state, in five languages."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Stance

TITLE = "Slack fails"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(lexicon: Lexicon, body: str, type_: T, language: str = "en") -> list[Claim]:
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
    return [c for c in find_claims(article, lexicon=lexicon) if c.type is type_ and c.start > len(TITLE)]


# each row: language, sentence, state
STATES = [
    ("en", "By nightfall every one of the firm's sites was back to its usual operation.", "resolved"),
    ("en", "“We are working with our upstream carrier to restore calls,” Slack said.", "working on a fix"),
    ("en", "Slack said the outage has been resolved.", "resolved"),
    ("en", "Service was restored at 4 p.m., Slack said.", "resolved"),
    ("en", "The app was back by Monday evening.", "resolved"),
    ("en", "The site came back online after two hours.", "resolved"),
    ("en", "Everything is back up and running, Slack tweeted.", "resolved"),
    ("en", "All systems are operational again.", "resolved"),
    ("en", "The issue has been fixed, a spokesman said.", "resolved"),
    ("en", "Slack says it has recovered all its services.", "resolved"),
    ("en", "The app was working normally again.", "resolved"),
    ("en", "The carrier said full service had returned.", "resolved"),
    ("en", "Slack declared the incident over at 7pm.", "resolved"),
    ("en", "Its status page now shows no problems.", "resolved"),
    ("en", "Service has been restored for most users, Slack said.", "partially restored"),
    ("en", "Slack is recovering, though some channels are slow.", "partially restored"),
    ("en", "The bank said the majority of its services were back.", "partially restored"),
    ("en", "Some features are slowly coming back.", "partially restored"),
    ("en", "Slack said it was seeing signs of recovery.", "partially restored"),
    ("en", "The outage is ongoing.", "ongoing"),
    ("en", "Slack is still down for many users.", "ongoing"),
    ("en", "As of 5 p.m. the website remained offline.", "ongoing"),
    ("en", "Slack is currently unavailable worldwide.", "ongoing"),
    ("en", "Customers are currently experiencing problems with the app.", "ongoing"),
    ("en", "The problem has not been fixed yet.", "ongoing"),
    ("en", "Hours later, the network was yet to recover.", "ongoing"),
    ("en", "Slack has been down since 9 a.m.", "ongoing"),
    ("en", "Slack said it was investigating the issue.", "investigating"),
    ("en", '"We\'re looking into reports of login trouble," Slack said.', "investigating"),
    ("en", "The company is aware of the outage.", "investigating"),
    ("en", "Slack has opened an investigation into the outage.", "investigating"),
    ("en", "Slack confirmed that there was a problem.", "investigating"),
    ("en", "Engineers are working to restore service, Slack said.", "working on a fix"),
    ("en", "Slack said it was working on a fix.", "working on a fix"),
    ("en", "A fix is being rolled out, the studio said.", "working on a fix"),
    ("en", "Slack has identified the cause and is deploying a fix.", "identified"),
    ("en", "Slack said it had found the source of the problem.", "identified"),
    ("en", "Slack said it was monitoring the situation after applying a fix.", "monitoring"),
    ("en", 'At 3:10 p.m. the status page was changed to "Monitoring".', "monitoring"),
    ("en", "The page listed the incident as “Identified” by noon.", "identified"),
    ("en", "The problem returned on Tuesday.", "recurred"),
    ("en", "Slack went down again in the evening.", "recurred"),
    ("en", "Verizon said its network was operating normally.", "operating normally"),
    ("de", "Die Störung ist behoben, teilte Slack mit.", "resolved"),
    ("de", "Der Dienst läuft wieder.", "resolved"),
    ("de", "Slack arbeitet an einer Lösung des Problems.", "working on a fix"),
    ("de", "Der Dienst ist weiterhin nicht erreichbar.", "ongoing"),
    ("de", "Slack untersucht die Störung.", "investigating"),
    ("de", "Teile des Netzes funktionieren wieder.", "partially restored"),
    ("fr", "Le service est rétabli, annonce Slack.", "resolved"),
    ("fr", "Le problème est résolu.", "resolved"),
    ("fr", "La panne est toujours en cours.", "ongoing"),
    ("fr", "Les équipes travaillent à la résolution du problème.", "working on a fix"),
    ("fr", "Le service revient progressivement à la normale.", "partially restored"),
    ("fr", "Slack enquête sur la panne.", "investigating"),
    ("es", "El servicio ya está restablecido, dijo Slack.", "resolved"),
    ("es", "La plataforma sigue caída.", "ongoing"),
    ("es", "La empresa trabaja para solucionar el problema.", "working on a fix"),
    ("es", "El servicio se recupera de forma gradual.", "partially restored"),
    ("es", "Slack está investigando la caída.", "investigating"),
    ("pt", "O serviço foi restabelecido, informou a empresa.", "resolved"),
    ("pt", "O aplicativo continua fora do ar.", "ongoing"),
    ("pt", "A empresa trabalha para resolver o problema.", "working on a fix"),
    ("pt", "Slack está investigando a falha.", "investigating"),
    ("pt", "O sistema voltou a funcionar.", "resolved"),
    ("en", "The app is usable once more.", "resolved"),
    ("en", "Slack gave the all-clear at lunchtime.", "resolved"),
    ("en", "Trading resumed on Tuesday morning.", "resolved"),
    ("en", "Users are slowly getting access back.", "partially restored"),
    ("en", "About half of its cash machines are working again.", "partially restored"),
    ("en", "There is still no service in three states.", "ongoing"),
    ("en", "Thousands are still waiting for their broadband to return.", "ongoing"),
    ("en", "The disruption dragged on into Wednesday.", "ongoing"),
    ("en", "Slack says its teams are racing to fix the fault.", "working on a fix"),
    ("en", "Slack confirmed it was having problems.", "investigating"),
    ("en", "The firm is probing the cause of the crash.", "investigating"),
    ("en", "Slack has pinpointed the fault.", "identified"),
    ("en", "Slack said it would keep an eye on the situation.", "monitoring"),
    ("en", "The same fault struck again on Friday.", "recurred"),
    ("de", "Die Probleme seien gelöst, hieß es.", "resolved"),
    ("es", "El servicio funciona con normalidad.", "resolved"),
    ("pt", "A situação foi normalizada.", "resolved"),
]


@pytest.mark.parametrize(("language", "body", "state"), STATES, ids=[f"{r[0]}: {r[1][:50]}" for r in STATES])
def test_a_state_is_read_in_the_words_of_status_pages(
    lexicon: Lexicon, language: str, body: str, state: str
) -> None:
    found = [c for c in read(lexicon, body, T.STATUS, language) if c.value.text == state]
    assert found, body
    assert all(c.stance is not Stance.DENIED for c in found)


NO_OUTAGE = [
    "Slack said there was no outage.",
    "T-Mobile denied that it had suffered an outage.",
    "Slack said it was not experiencing any outage.",
]


@pytest.mark.parametrize("body", NO_OUTAGE)
def test_an_outage_that_somebody_denies_is_a_denied_status_and_no_cause(lexicon: Lexicon, body: str) -> None:
    (claim,) = read(lexicon, body, T.STATUS)
    assert claim.stance is Stance.DENIED
    assert claim.speaker.name != "Wire Room"
    assert read(lexicon, body, T.CAUSE) == []


NO_STATES = [
    "Sorry for the trouble while we get this fixed.",
    "It is not clear if Slack is aware of the problem.",
    "Slack hopes to have service restored by tonight.",
    "The service will be restored by evening, Slack said.",
    "Nobody knows when the app will be back.",
    "We are aware of the trust that you place in our service.",
    "The findings of an investigation into the outage will follow.",
    "Slack experienced a partial outage.",
    "Only the search box was working properly during the outage.",
    "Slack limited logins while it fixed the database.",
    "Slack works with thousands of firms to improve its service.",
    "I'm still having trouble with my airline's app.",
    "Slack continues to monitor its network 24 hours a day.",
    "Slack has restored my faith in outages.",
    "How to check if Slack is down",
    "If the problem persists, restart the app.",
]


@pytest.mark.parametrize("body", NO_STATES)
def test_what_is_hoped_for_asked_or_said_in_passing_is_no_state(lexicon: Lexicon, body: str) -> None:
    assert [c.value for c in read(lexicon, body, T.STATUS) if c.value.text != "no statement"] == []


def test_a_state_carries_the_time_that_is_said_beside_it(lexicon: Lexicon) -> None:
    (claim,) = read(lexicon, "Slack said at 3:10 p.m. GMT that the problem was fixed.", T.STATUS)
    assert claim.value.text == "resolved"
    assert claim.value.time_from == datetime(2026, 3, 4, 15, 10, tzinfo=UTC)


def test_who_looks_into_it_and_works_on_it_does_one_thing(lexicon: Lexicon) -> None:
    body = "Slack said it was investigating the issue.\n\nSlack said it was working on a fix."
    assert [c.value.text for c in read(lexicon, body, T.STATUS)] == ["investigating"]


def test_each_speaker_tells_his_own_state(lexicon: Lexicon) -> None:
    body = "Slack said it was investigating the issue.\n\nCloudflare said it was looking into the problem."
    assert len(read(lexicon, body, T.STATUS)) >= 1


@pytest.mark.parametrize(
    "body",
    [
        "The network returned errors to half of its users.",
        "Servers returned nothing but blank pages.",
        "Slack will look into why its tests passed.",
        "The firm promised to look into the failure of its alarms.",
    ],
)
def test_errors_returned_and_inquiries_to_come_are_no_state(lexicon: Lexicon, body: str) -> None:
    states = [c.value.text for c in read(lexicon, body, T.STATUS)]
    assert "resolved" not in states
    assert "investigating" not in states
