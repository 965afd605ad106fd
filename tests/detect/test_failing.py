"""Predicates of failure, whatever fails; places and firms in the clause that tells of it. In sentences of our own."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.claimtypes.failing import find_failures
from newsagg.detect.claimtypes.failwords import inflect
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article
from newsagg.vocabulary import ClaimType as T

PUBLISHED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def values(lexicon: Lexicon, type_: T, title: str, body: str, language: str = "en") -> set[str]:
    """Return the values of one type that stand in the body."""
    article = Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title=title,
        body=body,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
        language=language,
    )
    found = find_claims(article, lexicon=lexicon)
    return {c.value.text for c in found if c.type is type_ and c.start > len(title)}


FAILING = [
    ("refused", "en", "Boarding passes refused to print on Monday.", {"Boarding passes"}),
    (
        "two",
        "en",
        "Scooters would not unlock and ride receipts never arrived.",
        {"Scooters", "ride receipts"},
    ),
    (
        "two subjects",
        "en",
        "The lottery terminals froze at noon, and loyalty points vanished from wallets.",
        {"lottery terminals", "loyalty points"},
    ),
    (
        "a list of strangers",
        "en",
        "Timesheets, invoices and shared calendars stopped syncing this morning.",
        {"Timesheets", "invoices", "shared calendars"},
    ),
    ("one subject", "en", "Gift vouchers froze, dropped or refused to load.", {"Gift vouchers"}),
    ("in a queue", "en", "Prescription requests sat in a queue for hours.", {"Prescription requests"}),
    (
        "errors",
        "en",
        "Seat maps returned errors; gift vouchers could not be redeemed.",
        {"Seat maps", "gift vouchers"},
    ),
    ("could not do", "en", "Parents could not renew library cards on Tuesday.", {"library cards"}),
    ("kept from doing", "en", "A fault kept many teachers from exporting slides.", {"slides"}),
    ("an aside", "en", "Its parking permits, kept by a supplier, remained unavailable.", {"parking permits"}),
    ("without", "en", "Whole streets have been without broadband since six.", {"broadband"}),
    ("German, one verb in two", "de", "Die Bezahlkarten fielen am Montag aus.", {"Bezahlkarten"}),
    ("French", "fr", "Les bornes de recharge ne répondaient plus lundi.", {"bornes de recharge"}),
    ("Spanish", "es", "Los cajeros dejaron de funcionar el lunes.", {"cajeros"}),
    ("Portuguese", "pt", "As máquinas de bilhetes ficaram indisponíveis.", {"máquinas de bilhetes"}),
    ("a company that is silent", "en", "The company did not respond to questions.", set()),
    ("a finding", "en", "The cause could not be determined.", set()),
    ("a noun", "en", "After the crash of a truck, the street was empty.", set()),
    ("people", "en", "Our reporters could not join until noon.", set()),
]


@pytest.mark.parametrize(("language", "body", "what"), [pytest.param(*r[1:], id=r[0]) for r in FAILING])
def test_whatever_fails_is_a_service_that_was_hit(
    lexicon: Lexicon, language: str, body: str, what: set[str]
) -> None:
    assert values(lexicon, T.AFFECTED_SERVICE, "Greyfinch in trouble", body, language) == what


FELT = [
    (
        "strangers",
        "Slack went dark across Tórshavn, Klaksvík and Runavík.",
        {"Tórshavn", "Klaksvík", "Runavík"},
    ),
    ("a stranger beside", "Households in Oldport and Leeds have been without Slack.", {"Oldport", "Leeds"}),
    ("by number", "Error rates rose and boards froze in three countries.", {"three countries"}),
    ("all", "All regions were affected.", {"All regions"}),
    ("a person's seat", "Dana Reyes, a teacher in Boston, said the outage cost her a lesson.", set()),
    ("a dateline", "BERLIN (AP) - Slack was down on Monday.", set()),
    ("a site", "The fault began at its Dallas facility.", set()),
]


@pytest.mark.parametrize(("body", "where"), [pytest.param(*r[1:], id=r[0]) for r in FELT])
def test_places_in_a_clause_that_tells_of_trouble_are_regions(
    lexicon: Lexicon, body: str, where: set[str]
) -> None:
    assert values(lexicon, T.AFFECTED_REGION, "Slack is down", body) == where


ABOVE = [
    (
        "users of",
        "Viewers of Channel Nine and readers of the Gazette saw an error page.",
        "en",
        {"Channel Nine, Gazette"},
    ),
    ("whose users", "Canva and Shopify users also reported problems.", "en", {"Canva, Shopify"}),
    ("taken down", "The failure knocked out platforms including Canva and Etsy.", "en", {"Canva, Etsy"}),
    (
        "among them",
        "Falló en varias entidades, entre ellas Kutxabank y Unicaja.",
        "es",
        {"Kutxabank, Unicaja"},
    ),
    ("by hand", "Lufthansa checked in travellers by hand.", "en", {"Lufthansa"}),
    ("parts are no firms", "Betroffen waren das Online-Banking und die App.", "de", set()),
]


@pytest.mark.parametrize(("body", "language", "who"), [pytest.param(*r[1:], id=r[0]) for r in ABOVE])
def test_who_stands_upon_a_failing_provider_is_its_customer(
    lexicon: Lexicon, body: str, language: str, who: set[str]
) -> None:
    assert values(lexicon, T.AFFECTED_CUSTOMER, "Cloudflare outage", body, language) == who


def test_what_did_not_seem_to_be_hit_is_an_exclusion(lexicon: Lexicon) -> None:
    body = "WhatsApp and Signal did not appear to be affected."
    found = values(lexicon, T.AFFECTED_SERVICE, "Slack is down", body)
    assert found == {"not affected: WhatsApp", "not affected: Signal"}


def test_the_one_that_is_blamed_is_not_what_was_hit(lexicon: Lexicon) -> None:
    assert not values(lexicon, T.AFFECTED_SERVICE, "Slack is down", "Analysts attributed the outage to AWS.")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("crash", {"crash", "crashes", "crashed", "crashing"}),
        ("freeze/froze/frozen", {"freeze", "freezes", "froze", "frozen", "freezing"}),
        ("stop+", {"stop", "stops", "stopped", "stopping"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
    ],
)
def test_a_verb_has_all_its_forms_by_rule(verb: str, forms: set[str]) -> None:
    assert inflect(verb) == forms


def test_a_long_line_of_failing_words_is_read_in_no_time() -> None:
    assert sum(1 for _ in find_failures("pages never load and froze " * 4000)) > 4000
