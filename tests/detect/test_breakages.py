"""What broke, who broke it and who slipped are causes though nobody calls them one; and what is mended or owed."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.claimtypes.breakages import find_breakages
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


BREAKAGES = [
    ("a part broke", "en", "A transformer exploded near the hall.", "transformer exploded"),
    ("a part lapsed", "en", "Its wildcard licence had lapsed unnoticed.", "licence had lapsed"),
    ("behind an aside", "en", "A pump in the basement, meant to be spare, seized up.", "seized up"),
    (
        "a relative clause",
        "en",
        "The software that pairs drivers with vans stopped working.",
        "The software that",
    ),
    ("did not start", "en", "When the mains failed, the diesel generator did not start.", "did not start"),
    ("a part was broken", "en", "A trunk cable was sliced by a plough near Ely.", "by a plough"),
    ("a service was swamped", "en", "The payment gateway had been swamped by retries.", "swamped by retries"),
    ("by animals", "en", "Rodents had gnawed through the backbone fibre.", "Rodents had gnawed"),
    ("by a query", "en", "A rogue query had eaten up the memory of its session store.", "A rogue query"),
    ("by a job", "en", "A nightly job exhausted the connections of the ledger database.", "A nightly job"),
    ("a defect came in", "en", "A weekend upgrade introduced a fault in the index.", "A weekend upgrade"),
    ("shipped with", "en", "The patch shipped with a lock that never let go.", "shipped with a lock"),
    ("went wrong", "en", "A move of the storage racks went badly.", "went badly"),
    ("not to plan", "en", "The changeover did not go to plan.", "The changeover"),
    ("a step skipped", "en", "An electrician skipped a test.", "An electrician"),
    ("the wrong thing", "en", "An intern pasted the wrong key into the vault.", "the wrong key"),
    ("by mistake", "en", "Its registrar had, by mistake, parked the domain.", "by mistake"),
    ("a crowd", "en", "More shoppers came than the firm had ever seen.", "More shoppers"),
    ("German", "de", "Ein Bagger hat das Kabel durchtrennt.", "Bagger"),
    ("Spanish", "es", "Un camión rompió el cable de fibra.", "camión"),
    ("French", "fr", "Le câble a été sectionné par une pelleteuse.", "câble"),
    ("Portuguese", "pt", "Um cabo foi danificado por obras.", "cabo"),
]


@pytest.mark.parametrize(
    ("language", "sentence", "words"), [pytest.param(*row[1:], id=row[0]) for row in BREAKAGES]
)
def test_what_broke_a_part_of_the_machinery_is_told_with_its_doer(
    language: str, sentence: str, words: str
) -> None:
    found = [sentence[start:end] for start, end in find_breakages(sentence, language)]
    assert any(words in span for span in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Users swamped the help desk.", id="who feels it"),
        pytest.param("The outage broke checkout pages across the country.", id="the outage itself"),
        pytest.param("No cable had been severed.", id="it was not so"),
        pytest.param("The plough could have cut the cable.", id="it might have been"),
        pytest.param("It runs on an encrypted database that experts praise.", id="an adjective"),
        pytest.param("Customers had lost patience with the bank.", id="no machinery"),
        pytest.param("The technician replaced two broken cables.", id="a repair"),
        pytest.param("The website went down at noon.", id="the effect"),
        pytest.param("Shoppers were shown the wrong prices by the server.", id="what users met with"),
        pytest.param("The cable company broke records.", id="a part's name inside a firm's"),
    ],
)
def test_what_follows_from_an_outage_or_was_not_so_breaks_nothing(sentence: str) -> None:
    assert list(find_breakages(sentence)) == []


def test_hostile_sentences_are_read_for_breakages_in_no_time() -> None:
    junk = "the cable was cut by the wrong key, " * 400
    assert isinstance(list(find_breakages(junk[:1200])), list)


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        pytest.param("en", "Slack said it had found no hint of tampering.", "tampering", id="no hint of"),
        pytest.param(
            "en", "It would be misleading to call it a hack, Slack said.", "hack", id="wrong to call it"
        ),
        pytest.param("de", "Einen Angriff schloss die Firma aus.", "Angriff", id="German, object first"),
        pytest.param(
            "en", "Slack failed. It was not a hardware or network fault, it said.", "fault", id="not X or Y"
        ),
    ],
)
def test_causes_are_denied_in_more_turns(lexicon: Lexicon, language: str, sentence: str, words: str) -> None:
    denied = [c for c in read(lexicon, sentence, T.CAUSE, language) if c.stance is Stance.DENIED]
    assert any(words in c.value.words for c in denied), denied


def test_what_a_firm_is_not_tied_to_denies_no_cause(lexicon: Lexicon) -> None:
    body = "Slack said a builder, unrelated to its business, had torn a cable."
    assert all(c.stance is not Stance.DENIED for c in read(lexicon, body, T.CAUSE))


def test_insiders_name_the_supplier_that_failed(lexicon: Lexicon) -> None:
    found = read(lexicon, "Slack was down. Two insiders say it was Hollowmere.", T.CAUSE)
    assert [c.value.words for c in found] == ["Hollowmere"]


@pytest.mark.parametrize(
    ("type_", "sentence", "words"),
    [
        pytest.param(T.REMEDIATION, "Slack lifted the freeze on sign-ups.", "lifted the freeze", id="lifted"),
        pytest.param(
            T.REMEDIATION, "Slack added a second approval for releases.", "second approval", id="added"
        ),
        pytest.param(
            T.REMEDIATION, "Slack said fresh certificates were installed.", "installed", id="installed"
        ),
        pytest.param(T.REMEDIATION, "Slack swapped the card for a spare one.", "swapped", id="swapped"),
        pytest.param(T.REMEDIATION, "Slack began the failover of its main database.", "failover", id="began"),
        pytest.param(
            T.COMPENSATION, "Slack users will get two extra weeks.", "two extra weeks", id="more days"
        ),
        pytest.param(
            T.COMPENSATION, "Slack said nobody would be left out of pocket.", "pocket", id="out of pocket"
        ),
        pytest.param(
            T.COMPENSATION, "Travellers can rebook at no extra cost, Slack said.", "rebook", id="rebook"
        ),
        pytest.param(
            T.DATA_LOSS, "Some playlists could not be retrieved, Slack said.", "playlists", id="retrieved"
        ),
        pytest.param(T.DATA_LOSS, "High scores were reset to zero, Slack said.", "reset to zero", id="reset"),
        pytest.param(T.STATUS, "Slack said everything was stable again.", "stable", id="stable again"),
        pytest.param(T.STATUS, "Trains resumed normal service, Slack said.", "resumed", id="resumed"),
        pytest.param(
            T.STATUS, "Its status page spoke of a “partial outage”.", "partial outage", id="a page's level"
        ),
        pytest.param(T.STATUS, "Two quarters of the network was back.", "quarters", id="a share"),
    ],
)
def test_deeds_amends_losses_and_states_are_read(
    lexicon: Lexicon, type_: T, sentence: str, words: str
) -> None:
    assert any(words in c.quote for c in read(lexicon, sentence, type_))


@pytest.mark.parametrize(
    ("type_", "sentence"),
    [
        pytest.param(T.REMEDIATION, "Slack should have diverted calls to the backup.", id="should have"),
        pytest.param(T.DATA_LOSS, "Slack ran a job to delete old records.", id="the purpose of a job"),
        pytest.param(T.DATA_LOSS, "Slack has not said how many orders were lost.", id="not said how many"),
        pytest.param(
            T.DATA_LOSS, "The hall lost both mains power and backup generation, Slack said.", id="power"
        ),
        pytest.param(
            T.STATUS, "The telecoms ministry is examining the outage.", id="an inquiry from outside"
        ),
    ],
)
def test_what_was_not_done_or_not_lost_makes_no_claim(lexicon: Lexicon, type_: T, sentence: str) -> None:
    assert read(lexicon, sentence, type_) == []
