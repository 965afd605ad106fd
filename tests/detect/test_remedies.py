"""What is done against an outage and what data it cost, in sentences of our own, a row for each family and language."""

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


# each row: language, sentence, words of the deed
DEEDS = [
    ("en", "Slack rolled back the update at noon.", "rolled back the update"),
    ("en", "Engineers have reverted the change.", "reverted the change"),
    ("en", "The faulty release was withdrawn.", "withdrawn"),
    ("en", "Slack rerouted traffic to another data centre.", "rerouted traffic"),
    ("en", "The carrier is diverting calls over a second link.", "diverting calls"),
    ("en", "Slack routed around the broken link.", "routed around"),
    ("en", "Technicians restarted the servers one by one.", "restarted the servers"),
    ("en", "The bank rebooted its mainframe.", "rebooted its mainframe"),
    ("en", "Slack has deployed a fix, the company said.", "deployed a fix"),
    ("en", "A patch has been released.", "patch has been released"),
    ("en", "Slack blocked the malicious traffic.", "blocked the malicious traffic"),
    ("en", "The host filtered requests from the botnet.", "filtered requests"),
    ("en", "Slack limited the rate of logins while it recovered.", "limited the rate of logins"),
    ("en", "Slack has begun throttling new connections.", "throttling new connections"),
    ("en", "Slack switched off the search feature to reduce load.", "switched off the search feature"),
    ("en", "Engineers turned off a faulty node.", "turned off a faulty node"),
    ("en", "Slack disabled file uploads for the time being.", "disabled file uploads"),
    ("en", "The firm took its servers offline to contain the attack.", "took its servers offline"),
    ("en", "Slack isolated the affected cluster.", "isolated the affected cluster"),
    ("en", "Slack replaced a failed switch.", "replaced a failed switch"),
    ("en", "Crews repaired the severed cable.", "repaired the severed cable"),
    ("en", "Slack restored the table from a backup.", "restored the table from a backup"),
    ("en", "Slack failed over to a standby database.", "failed over to a standby"),
    ("en", "Slack moved its services behind Cloudflare.", "moved its services behind"),
    ("en", "Slack added servers to cope with the demand.", "added servers"),
    ("en", "The studio doubled its capacity.", "doubled its capacity"),
    ("en", "Slack renewed the certificate by hand.", "renewed the certificate"),
    ("en", "The company called in a forensic team.", "called in a forensic team"),
    ("en", "The school board hired security experts to investigate the breach.", "hired security experts"),
    ("en", "The bank kept its branches open two hours longer.", "kept its branches open"),
    ("en", "Staff switched to pen and paper.", "switched to pen and paper"),
    ("en", "The airline processed passengers by hand.", "by hand"),
    ("en", "Slack reset all passwords.", "reset all passwords"),
    ("en", "Slack flushed its DNS caches.", "flushed its DNS caches"),
    ("en", "Slack will review its deployment process to prevent a repeat.", "review its deployment process"),
    ("de", "Slack hat das Update zurückgezogen.", "zurückgezogen"),
    ("de", "Techniker starteten die Server neu.", "starteten die Server neu"),
    ("de", "Der Datenverkehr wurde umgeleitet.", "umgeleitet"),
    ("de", "Slack hat einen Fehler behoben und einen Patch eingespielt.", "Patch eingespielt"),
    ("fr", "Slack a déployé un correctif.", "déployé un correctif"),
    ("fr", "Le trafic a été redirigé vers un autre centre.", "redirigé"),
    ("fr", "Les serveurs ont été redémarrés.", "redémarrés"),
    ("fr", "La mise à jour a été annulée.", "annulée"),
    ("es", "Slack aplicó un parche.", "aplicó un parche"),
    ("es", "La empresa revirtió el cambio.", "revirtió el cambio"),
    ("es", "Los servidores fueron reiniciados.", "reiniciados"),
    ("es", "El tráfico fue desviado a otro centro.", "desviado"),
    ("pt", "A empresa aplicou uma correção.", "aplicou uma correção"),
    ("pt", "A atualização foi revertida.", "revertida"),
    ("pt", "Os servidores foram reiniciados.", "reiniciados"),
    ("en", "Slack put the old version back.", "old version"),
    ("en", "The host null-routed the attack traffic.", "null-routed"),
    ("en", "Engineers restored service by bypassing the broken router.", "bypassing"),
    ("en", "Slack brought a spare data centre into service.", "spare data centre"),
    ("en", "Slack spread the load over three regions.", "spread the load"),
    ("en", "The agency went back to fax machines.", "fax"),
    ("en", "Slack stopped new sign-ups for a day.", "stopped new sign-ups"),
    ("en", "The cable ship spliced the line on Sunday.", "spliced the line"),
    ("en", "Slack wiped and reinstalled two thousand machines.", "reinstalled"),
    ("de", "Slack schaltete auf ein Ersatzsystem um.", "Ersatzsystem"),
    ("fr", "L'opérateur a remplacé le câble.", "remplacé le câble"),
    ("es", "Slack restauró una copia de seguridad.", "copia de seguridad"),
    ("pt", "A empresa substituiu o equipamento.", "substituiu o equipamento"),
]


@pytest.mark.parametrize(("language", "body", "words"), DEEDS, ids=[f"{r[0]}: {r[1][:50]}" for r in DEEDS])
def test_what_is_done_against_an_outage_is_a_remedy(
    lexicon: Lexicon, language: str, body: str, words: str
) -> None:
    assert [c for c in read(lexicon, body, T.REMEDIATION, language) if words in c.value.words], body


NO_DEEDS = [
    "OpenAI issued a status update at noon.",
    "Slack has not rolled back the change.",
    "A rollback was not needed.",
    "Slack released a new emoji set last month.",
    "Users tried to restart the app.",
    "The update knocked out the servers.",
    "Slack will never need to rebuild the whole cluster from backup.",
    "The company added that it was sorry.",
    "Hackers disabled the servers.",
    "Slack replaced its chief executive.",
    "Slack moved to San Francisco in 2014.",
]


@pytest.mark.parametrize("body", NO_DEEDS)
def test_what_was_not_done_or_did_the_harm_is_no_remedy(lexicon: Lexicon, body: str) -> None:
    assert [c.value.words for c in read(lexicon, body, T.REMEDIATION)] == []


def test_a_deed_told_twice_by_one_speaker_is_one_remedy(lexicon: Lexicon) -> None:
    body = "Slack said it had rolled back the update.\n\nIt has rolled back the change, Slack said."
    assert len(read(lexicon, body, T.REMEDIATION)) == 1


# each row: language, sentence, stance
LOSSES = [
    ("en", "Slack lost some messages sent during the outage.", Stance.ASSERTED),
    ("en", "Session histories were wiped.", Stance.ASSERTED),
    ("en", "Some customer records were corrupted.", Stance.ASSERTED),
    ("en", "Hackers stole customer data, Slack said.", Stance.ASSERTED),
    ("en", "Users found that their saved games had vanished.", Stance.ASSERTED),
    ("en", "No customer data was lost, Slack said.", Stance.DENIED),
    ("en", "Slack found no evidence that client data had been stolen.", Stance.DENIED),
    ("en", "There is no reason to believe the incident affected customer data.", Stance.DENIED),
    ("en", "All data is safe, the bank said.", Stance.DENIED),
    ("en", "Your files are intact.", Stance.DENIED),
    ("en", "Slack said that nobody's messages were lost.", Stance.DENIED),
    ("de", "Es gingen keine Daten verloren.", Stance.DENIED),
    ("de", "Nachrichten gingen verloren.", Stance.ASSERTED),
    ("fr", "Aucune donnée n'a été perdue.", Stance.DENIED),
    ("es", "No se perdieron datos.", Stance.DENIED),
    ("es", "Se perdieron mensajes.", Stance.ASSERTED),
    ("pt", "Nenhum dado foi perdido.", Stance.DENIED),
]


@pytest.mark.parametrize(("language", "body", "stance"), LOSSES, ids=[f"{r[0]}: {r[1][:50]}" for r in LOSSES])
def test_data_are_lost_seen_or_safe(lexicon: Lexicon, language: str, body: str, stance: Stance) -> None:
    assert {c.stance for c in read(lexicon, body, T.DATA_LOSS, language)} == {stance}, body


NO_LOSSES = [
    "Users lost access to their files for an hour.",
    "File uploads have been failing and connectivity is also affected.",
    "In order to determine what to do, engineers met at noon.",
    "It remains to be seen whether data was stolen.",
    "Email clients were impacted.",
    "Slack lost customers after the outage.",
    "The Slack sessions page was affected.",
    "Data centres in Ohio were affected.",
]


@pytest.mark.parametrize("body", NO_LOSSES)
def test_what_could_not_be_reached_for_a_while_is_not_lost(lexicon: Lexicon, body: str) -> None:
    assert [c.value.words for c in read(lexicon, body, T.DATA_LOSS)] == []


def test_a_report_named_before_another_promise_is_not_promised(lexicon: Lexicon) -> None:
    body = "After a technical review by its staff, we expect to share more servers, Slack said."
    assert read(lexicon, body, T.PROMISE) == []


@pytest.mark.parametrize(
    ("sentence", "promised"),
    [
        ("The firm says that a root cause analysis is to follow.", "root cause analysis"),
        ("A post-mortem will be published, Tilda Hosting wrote.", "post-mortem"),
        ("Tilda Hosting will publish a post-mortem.", "will publish a post-mortem"),
    ],
)
def test_a_promise_names_the_thing_and_not_half_a_sentence(
    lexicon: Lexicon, sentence: str, promised: str
) -> None:
    assert [c.value.text for c in read(lexicon, sentence, T.PROMISE)] == [promised]
