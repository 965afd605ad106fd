"""What an outage hit, where, whom and at what cost, family by family, in sentences of our own."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Scope

PUBLISHED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def claims_of(lexicon: Lexicon, body: str, *types: T, title: str = "Slack is down for many") -> list[Claim]:
    """Return the claims of this incident that stand in the body."""
    article = Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title=title,
        body=body,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
        language="en",
    )
    return [
        c
        for c in find_claims(article, lexicon=lexicon)
        if c.type in types and c.start > len(title) and c.scope is Scope.THIS_INCIDENT
    ]


def values(found: list[Claim]) -> set[str]:
    return {c.value.text for c in found}


PARTS = [
    ("object of affecting", "The fault is affecting search, huddles and file uploads.", {"search", "file uploads"}),
    ("subject of down", "The mobile app and the admin console went down at noon.", {"mobile app", "admin console"}),
    ("unable to", "Teams were unable to send messages or open their calendars.", {"send messages", "calendars"}),
    ("problems with a gerund", "People had problems logging in and uploading videos.", {"login", "uploading videos"}),
    ("prevented from", "The bug prevents teachers from downloading lesson plans.", {"downloading lesson plans"}),
    ("prevented a thing", "It also kept thumbnails from loading.", {"thumbnails"}),
    ("errors for", "Error rates were elevated, with errors for webhooks and workflow runs.", {"webhooks"}),
    ("degraded", "Degraded performance for notifications and bots was logged.", {"notifications", "bots"}),
    ("failed before a noun", "Merchants saw failed payments and delayed payouts.", {"payments", "payouts"}),
    ("broken", "The barcode scanner appears to be broken.", {"barcode scanner"}),
    ("out of commission", "Schools found their email systems out of commission.", {"email systems"}),
    ("restored", "Access to the reporting dashboard has been restored.", {"reporting dashboard"}),
    ("marked as", "The page shows voice calls as degraded.", {"voice calls"}),
    ("these include", "Several parts failed. These include exports, imports and the audit log.", {"audit log"}),
    ("were out", "Badge printing, guest access and the phone system were out.", {"phone system"}),
    ("came up blank", "Invoices and guest calendars came up blank.", {"guest calendars"}),
    ("an aside", "The billing portal, which 40 towns share, fell over at ten.", {"billing portal"}),
    ("at a standstill", "Parcel tracking and online booking have been at a standstill.", {"online booking"}),
    ("refused", "Gift cards and transit passes were refused.", {"Gift cards", "transit passes"}),
    ("spent without", "The island spent a night without telephony or cable TV.", {"telephony", "cable TV"}),
    ("lost", "Ward clerks lost video calls and messaging.", {"video calls", "messaging"}),
    ("locked out", "The bug locks teachers out of their grade books.", {"grade books"}),
    ("a name with a dot", "It took down its primary Oatmeal.social server and search.", {"search"}),
    ("a quotation", "Members were \"having issues\" accessing their accounts.", {"account access"}),
    ("neither, nor", "Riders could neither see their bookings nor ask why.", {"bookings"}),
    ("the rest of a list", "Services such as Slack Connect, Canvas and file uploads crashed.", {"file uploads"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "parts"), [pytest.param(*r[1:], id=r[0]) for r in PARTS])
def test_the_parts_that_were_hit_are_named(lexicon: Lexicon, sentence: str, parts: set[str]) -> None:
    found = values(claims_of(lexicon, sentence, T.AFFECTED_SERVICE))
    assert parts <= found, found


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        pytest.param("If the mobile app is down, restart it.", "mobile app", id="an if"),
        pytest.param("The outage was caused by an issue with the login database.", "login database", id="the cause"),
        pytest.param("A previous outage had taken down video calls for a day.", "video calls", id="an earlier outage"),
        pytest.param("The fault did not affect video calls.", "video calls", id="a not"),
        pytest.param("The company acknowledged the problems in a post.", "post", id="a post"),
        pytest.param("Users saw the same error messages all day.", "messages", id="error messages"),
        pytest.param("Complaints about the outage piled up on Reddit.", "Reddit", id="where people complain"),
        pytest.param("Problems were reported on Reddit's page for Slack.", "Reddit", id="a page of others"),
    ],
)  # fmt: skip
def test_what_is_named_without_being_hit_is_no_part(lexicon: Lexicon, sentence: str, part: str) -> None:
    found = claims_of(lexicon, "Slack is down. " + sentence, T.AFFECTED_SERVICE)
    assert not [c for c in found if part in c.value.text and not c.value.excluded]


def test_a_speakers_richest_list_is_claimed_and_not_what_repeats_it(lexicon: Lexicon) -> None:
    body = (
        "Emails are failing.\n\nThe outage affects email, calls and the billing portal.\n\n"
        "Users could not send emails, and calls were failing for hours."
    )
    found = claims_of(lexicon, body, T.AFFECTED_SERVICE)
    assert values(found) == {"email", "calls", "billing portal"}
    assert len({c.quote for c in found}) == 1


def test_what_the_vendor_says_stands_beside_what_the_outlet_said(lexicon: Lexicon) -> None:
    body = "The outage affects search and uploads.\n\nSlack said that search and uploads were failing."
    found = claims_of(lexicon, body, T.AFFECTED_SERVICE)
    assert {(c.speaker.name, c.value.text) for c in found} == {
        ("Wire Room", "search"),
        ("Wire Room", "uploads"),
        ("Slack", "search"),
        ("Slack", "uploads"),
    }


def test_that_the_service_itself_is_down_is_claimed_once_where_no_part_is_named(lexicon: Lexicon) -> None:
    found = claims_of(
        lexicon, "Slack is down. Slack went down at noon. Slack remains offline.", T.AFFECTED_SERVICE
    )
    assert values(found) == {"Slack"}
    assert len(found) == 1


def test_where_a_part_is_named_the_service_itself_is_not_claimed(lexicon: Lexicon) -> None:
    found = claims_of(lexicon, "Slack is down. The outage affects the mobile app.", T.AFFECTED_SERVICE)
    assert values(found) == {"mobile app"}


SPARED = [
    ("was not affected", "The desktop client was not affected.", "desktop client"),
    ("unaffected", "Video calls are unaffected.", "Video calls"),
    ("still works", "The web version still works.", "web version"),
    ("did not extend to", "The trouble did not extend to the developer portal.", "developer portal"),
    ("without affecting", "The fix was rolled out without affecting file uploads.", "file uploads"),
    ("remains available", "The status page remained available throughout.", "status page"),
    ("only this, not that", "The fault only affects uploads, not the mobile app.", "mobile app"),
    ("two rivals", "Both GitHub and Dropbox said that their services are unaffected.", "GitHub"),
    ("untouched", "Voice rooms were untouched.", "Voice rooms"),
    ("ran as usual", "The night ferry, which books by telephone, ran as usual.", "night ferry"),
    ("kept on", "Badge readers kept working on batteries.", "Badge readers"),
    ("carried on", "Webhooks carried on regardless.", "Webhooks"),
    ("saw nothing", "Zoom, hosted elsewhere, noticed nothing.", "Zoom"),
    ("had no trouble", "Library scanners had no trouble.", "Library scanners"),
    ("never faltered", "The loyalty kiosk never faltered.", "loyalty kiosk"),
    ("was not cut", "The northern cable was not cut.", "northern cable"),
    ("exempt", "Freight bookings are exempt.", "Freight bookings"),
    ("held up", "Fax lines held up.", "Fax lines"),
    ("some that were", "Others were unaffected, such as Zoom and Dropbox.", "Dropbox"),
    ("a rival runs normally", "Dropbox was operating normally all the while.", "Dropbox"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "what"), [pytest.param(*r[1:], id=r[0]) for r in SPARED])
def test_what_was_spared_is_an_exclusion(lexicon: Lexicon, sentence: str, what: str) -> None:
    found = [c for c in claims_of(lexicon, sentence, T.AFFECTED_SERVICE) if c.value.excluded]
    assert f"not affected: {what}" in values(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Slack is operating normally again.",
        "Pull requests are working normally.",
        "It is unclear whether the mobile app was not affected.",
        "Engineers are still working to restore the mobile app.",
        "All services are unaffected by now.",
        "The mobile app was being worked on.",
        "Engineers carried on.",
        "Popular sites cannot be touched.",
        "The status page continues to show errors.",
    ],
)
def test_a_recovery_or_a_doubt_is_no_exclusion(lexicon: Lexicon, sentence: str) -> None:
    assert not [c for c in claims_of(lexicon, sentence, T.AFFECTED_SERVICE) if c.value.excluded]


PLACES = [
    ("a list", "Outages were reported in Norway, Sweden and Finland.", {"Norway", "Sweden", "Finland"}),
    ("global", "Slack suffered a global outage.", {"worldwide"}),
    ("a place that suffered", "North Korea experienced a sweeping outage.", {"North Korea"}),
    ("a country that went dark", "Cuba went offline for two hours.", {"Cuba"}),
    ("similar issues are the same", "Users in Canada are reporting similar issues.", {"Canada"}),
]


@pytest.mark.parametrize(("sentence", "places"), [pytest.param(*r[1:], id=r[0]) for r in PLACES])
def test_where_the_outage_was_felt_is_a_region(lexicon: Lexicon, sentence: str, places: set[str]) -> None:
    assert values(claims_of(lexicon, sentence, T.AFFECTED_REGION)) == places


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Several US voice providers reported problems.", id="an adjective"),
        pytest.param("In Brazil, the regulator said it would look into the outage.", id="where one speaks"),
        pytest.param("Word of the trouble travels through the whole country.", id="news"),
        pytest.param("Slack, which has nine million customers globally, is down.", id="an audience"),
        pytest.param(
            "The tracker, which monitors outages worldwide, saw a spike of reports.", id="a tracker"
        ),
        pytest.param("The outage hit a global retail business.", id="a global business"),
        pytest.param("The Reserve Bank of Norway asked about the outage.", id="a bank's name"),
    ],
)
def test_other_places_are_no_regions(lexicon: Lexicon, sentence: str) -> None:
    assert claims_of(lexicon, sentence, T.AFFECTED_REGION) == []


def test_a_place_is_claimed_once_a_speaker_and_by_the_longest_list(lexicon: Lexicon) -> None:
    body = "Slack is down in France.\n\nUsers in France, Spain and Italy reported problems.\n\nFrance was hit hard."
    found = claims_of(lexicon, body, T.AFFECTED_REGION)
    assert values(found) == {"France", "Spain", "Italy"}
    assert len({c.quote for c in found}) == 1


def test_counted_firms_are_customers_and_counted_people_are_users(lexicon: Lexicon) -> None:
    body = "The outage took 2,400 websites offline and left 30,000 subscribers without service."
    (firms,) = claims_of(lexicon, body, T.AFFECTED_CUSTOMER)
    (people,) = claims_of(lexicon, body, T.AFFECTED_USERS)
    assert (firms.value.number_from, people.value.number_from) == (2400, 30000)


def test_a_trackers_figure_told_again_as_users_is_still_its_reports(lexicon: Lexicon) -> None:
    body = "Downdetector logged 8,100 reports.\n\nThe outage left 8,100 users with trouble."
    assert claims_of(lexicon, body, T.AFFECTED_USERS) == []


def test_a_figure_without_a_noun_goes_on_about_the_tracker_named_before(lexicon: Lexicon) -> None:
    body = "Downdetector saw reports rise from 9am.\n\nThe numbers climbed to almost 14,000 before noon."
    (claim,) = claims_of(lexicon, body, T.TRACKER_REPORTS)
    assert claim.value.number_to == 14000 or claim.value.number_from == 14000
    assert claim.speaker.name == "Downdetector"


def test_rising_reports_are_told_where_the_tracker_gives_no_figure(lexicon: Lexicon) -> None:
    (claim,) = claims_of(lexicon, "Downdetector shows a spike in user reports since noon.", T.TRACKER_REPORTS)
    assert (claim.value.text, claim.value.number_from) == ("spike in user reports", None)
    body = "Downdetector shows a spike in user reports.\n\nIt counted 4,100 reports by noon."
    assert [c.value.number_from for c in claims_of(lexicon, body, T.TRACKER_REPORTS)] == [4100]


def test_the_reports_of_a_rival_are_of_another_incident(lexicon: Lexicon) -> None:
    body = "Downdetector shows 90,000 reports for Verizon, while AT&T's were just 1,200 reports."
    found = claims_of(lexicon, body, T.TRACKER_REPORTS, title="Verizon is down for many")
    assert [c.value.number_from for c in found] == [90000]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Only business customers were affected.", "business customers"),
        ("The fault mainly affects prepaid subscribers.", "prepaid subscribers"),
    ],
)
def test_a_group_of_users_without_a_number_is_named(lexicon: Lexicon, sentence: str, who: str) -> None:
    assert values(claims_of(lexicon, sentence, T.AFFECTED_USERS)) == {who}


def test_who_has_it_back_is_no_number_of_users_hit(lexicon: Lexicon) -> None:
    body = "Service has been restored for 40,000 of the affected customers."
    assert claims_of(lexicon, body, T.AFFECTED_USERS) == []


def test_whoever_rests_on_the_failing_service_is_its_customer(lexicon: Lexicon) -> None:
    body = "Companies that rely on Akamai include Delta Air Lines, Oracle and Capital One."
    found = claims_of(lexicon, body, T.AFFECTED_CUSTOMER, title="Akamai is down for many")
    assert [c for c in found if "Oracle" in c.value.text and "Capital One" in c.value.text]


def test_a_list_of_firms_keeps_names_with_dots(lexicon: Lexicon) -> None:
    body = "Other firms like Accento, Phonely.com and Dialbert were hit. Many VoIP vendors reported outages, including Ringo."
    found = claims_of(lexicon, body, T.AFFECTED_CUSTOMER, title="Akamai is down for many")
    assert any("Phonely.com" in c.value.text for c in found), values(found)
    assert any("Ringo" in c.value.text for c in found), values(found)


COSTS = [
    ("credit", "Slack will give each team a $25 credit.", T.COMPENSATION, 25),
    ("paid out", "Some customers were able to haggle, and received up to $90.", T.COMPENSATION, 90),
    ("cost", "The outage cost retailers some $40 million in lost sales.", T.FINANCIAL_IMPACT, 40_000_000),
    ("market value", "The outage wiped $2 billion off its market value.", T.FINANCIAL_IMPACT, 2_000_000_000),
]


@pytest.mark.parametrize(("sentence", "type_", "number"), [pytest.param(*r[1:], id=r[0]) for r in COSTS])
def test_sums_are_costs_or_compensation(lexicon: Lexicon, sentence: str, type_: T, number: int) -> None:
    (claim,) = claims_of(lexicon, sentence, type_)
    assert number in (claim.value.number_from, claim.value.number_to)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The company lost $50 billion in market value last week.", id="not tied to the outage"),
        pytest.param("Its stock has plunged more than 70 percent this year.", id="a long run"),
        pytest.param("It was fined £16 million over a 2016 breach.", id="another year"),
        pytest.param("The gang demanded $4 million in bitcoin.", id="a ransom"),
    ],
)
def test_other_sums_are_no_costs_of_the_outage(lexicon: Lexicon, sentence: str) -> None:
    body = "Slack is down. It is used by many teams. People wait. Nobody knows more. " + sentence
    assert claims_of(lexicon, body, T.FINANCIAL_IMPACT) == []


def test_a_megabyte_of_parts_is_read_in_a_moment(lexicon: Lexicon) -> None:
    body = "The outage affects search, mail and calls, and users were unable to open " * 14_000
    assert claims_of(lexicon, body, T.AFFECTED_SERVICE) is not None


def test_a_count_behind_and_begins_a_clause_of_its_own(lexicon: Lexicon) -> None:
    said = "Doctors switched to pen and paper and 40 operations were postponed, the trust said."
    assert "paper and 40 operations" not in values(claims_of(lexicon, said, T.AFFECTED_SERVICE))
