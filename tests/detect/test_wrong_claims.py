"""What reads like a claim and is none, or another one: sentences of our own, each with the rule that it is about."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Scope, SpeakerRole, Stance

TITLE = "Slack is down for many"
SEEN = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)  # a Friday


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(lexicon: Lexicon, body: str, title: str = TITLE) -> list[Claim]:
    article = Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title=title,
        body=body,
        published_at=SEEN,
        seen_at=SEEN,
    )
    return [c for c in find_claims(article, lexicon=lexicon) if c.start > len(title)]


def denied(claims: list[Claim]) -> list[str]:
    return sorted(c.value.text for c in claims if c.type is T.CAUSE and c.stance is Stance.DENIED)


# (sentence, what it denies to be the cause)
DENIALS = [
    ("Slack wants to know why its reviewers did not find the bug.", []),
    ("Slack's tests had never caught the faulty update.", []),
    ("Slack said that its tests did not find a bug.", ["bug"]),
    ("Slack said that it was neither a theft nor a cyberattack.", ["cyberattack", "theft"]),
    ("Slack said that neither a cyberattack nor spite was behind it.", ["cyberattack", "spite"]),
    (
        "Slack said the fault was not due to a cyberattack, a storm or human error.",
        ["cyberattack", "human error", "storm"],
    ),
    (
        "There was no evidence of a hack, a power failure or sabotage, Slack said.",
        ["hack", "power failure", "sabotage"],
    ),
    ("It was not a cyberattack, a faulty update was to blame.", ["cyberattack"]),
    ("The games are not to blame, Slack said.", []),
    ("The trouble had nothing to do with Monday's failure, Slack said.", []),
    ("Slack called it unrelated to last week's outage.", []),
]


@pytest.mark.parametrize(("body", "expected"), DENIALS, ids=[d[0] for d in DENIALS])
def test_every_cause_that_is_denied_is_denied_and_nothing_else(
    lexicon: Lexicon, body: str, expected: list[str]
) -> None:
    assert denied(read(lexicon, body)) == expected


# (sentence, words that are no cause)
EFFECTS = [
    ("Slack estimates that 3.2 million office computers were hit.", "were hit"),
    ("Office computers crashed in every time zone.", "crashed"),
    ("Around 40,000 payment devices failed in the morning.", "devices failed"),
]


@pytest.mark.parametrize(("body", "words"), EFFECTS, ids=[e[0] for e in EFFECTS])
def test_what_an_outage_hit_is_not_what_caused_it(lexicon: Lexicon, body: str, words: str) -> None:
    assert not [c for c in read(lexicon, body) if c.type is T.CAUSE and words in c.value.text]


def test_a_stranger_with_a_verb_of_saying_speaks_and_not_the_company_named_before(lexicon: Lexicon) -> None:
    body = (
        "Slack says that it is dealing with a flood of traffic. "
        "Later a group that calls itself Night Owl claimed on Telegram that it was behind the attack."
    )
    attack = [c for c in read(lexicon, body) if c.type is T.CAUSE and c.value.text == "attack"]
    assert [(c.speaker.name, c.speaker.role) for c in attack] == [("Night Owl", SpeakerRole.OTHER_VENDOR)]


AGAIN = "Slack goes down again, second outage in a week"
# (headline, sentence after the lead)
EARLIER = [
    (AGAIN, "On Tuesday, all of its channels had been offline for six hours."),
    (AGAIN, "Tuesday's failure lasted for six hours."),
    (TITLE, "Its rival Zoom was out for two hours last Monday."),
]
LEAD = "Slack stopped loading on Friday. Many people see errors. The company is looking into it.\n\n"


@pytest.mark.parametrize(("title", "body"), EARLIER, ids=[e[1] for e in EARLIER])
def test_an_outage_of_an_earlier_day_is_background(lexicon: Lexicon, title: str, body: str) -> None:
    found = [c for c in read(lexicon, LEAD + body, title) if c.start > len(title) + len(LEAD) - 2]
    assert found
    assert {c.scope for c in found} == {Scope.BACKGROUND}


def test_a_day_that_the_lead_names_is_the_outage_itself(lexicon: Lexicon) -> None:
    body = (
        LEAD.replace("on Friday", "on Tuesday") + "On Tuesday, its channels had been offline for six hours."
    )
    found = [c for c in read(lexicon, body, AGAIN) if c.type is T.DURATION]
    assert {c.scope for c in found} == {Scope.THIS_INCIDENT}


def test_a_sister_of_what_fails_is_a_customer_among_others(lexicon: Lexicon) -> None:
    body = "Snapchat, Roblox, Duolingo and Ring were among those that failed."
    found = [c for c in read(lexicon, body, "AWS outage hits many") if c.type is T.AFFECTED_CUSTOMER]
    assert [c.value.text for c in found] == ["Snapchat, Roblox, Duolingo, Ring"]


# (sentence, type that must not be found)
NONE = [
    ("Slack put a network change with a routing error into service.", T.REMEDIATION),
    ("Slack is offering vouchers and extended support hours to offices.", T.REMEDIATION),
    ("Many customers asked for a full investigation.", T.PROMISE),
    (
        "Slack will store drafts on the device, so that an office can go on writing next time.",
        T.AFFECTED_SERVICE,
    ),
    ("Slack added that it had nothing to do with Tuesday's failure.", T.AFFECTED_SERVICE),
]


@pytest.mark.parametrize(("body", "kind"), NONE, ids=[n[0] for n in NONE])
def test_what_reads_like_a_claim_is_none(lexicon: Lexicon, body: str, kind: T) -> None:
    assert not [c for c in read(lexicon, body) if c.type is kind]


# (sentence, name and capacity of who speaks)
CAPACITIES = [
    ("Mark Hansen, who heads engineering, apologised.", "Mark Hansen", SpeakerRole.VENDOR_OFFICIAL),
    ("Mark Hansen, Slack's head of networks, apologised.", "Mark Hansen", SpeakerRole.VENDOR_OFFICIAL),
    ("Stewart Butterfield apologised.", "Stewart Butterfield", SpeakerRole.VENDOR_OFFICIAL),
    (
        "Jane Dow, the White House press secretary, said it was no cyberattack.",
        "Jane Dow",
        SpeakerRole.REGULATOR,
    ),
    (
        "Jane Dow, who speaks for the government, said it was no cyberattack.",
        "Jane Dow",
        SpeakerRole.REGULATOR,
    ),
    (
        "The ministry of Digital Affairs said it was no cyberattack.",
        "ministry of Digital Affairs",
        SpeakerRole.REGULATOR,
    ),
    (
        "A spokesman for the Department of Trade said it was no cyberattack.",
        "Department of Trade",
        SpeakerRole.REGULATOR,
    ),
    ("Toronto banks say that card payments are recovering.", "Toronto banks", SpeakerRole.CUSTOMER),
]


@pytest.mark.parametrize(("body", "name", "role"), CAPACITIES, ids=[c[0] for c in CAPACITIES])
def test_everybody_speaks_in_the_right_capacity(
    lexicon: Lexicon, body: str, name: str, role: SpeakerRole
) -> None:
    assert {(c.speaker.name, c.speaker.role) for c in read(lexicon, body)} == {(name, role)}


def test_a_vendor_is_not_called_by_its_outage(lexicon: Lexicon) -> None:
    body = "The Rogers network was out. The company said that a faulty update was to blame."
    found = read(lexicon, body, "After the Rogers outage, shops count the damage")
    assert {c.speaker.name for c in found if c.type is T.CAUSE} == {"Rogers"}


def test_an_authority_that_asks_for_an_inquiry_is_not_the_vendor_who_promises_one(lexicon: Lexicon) -> None:
    found = read(lexicon, "The mayor has asked for a full investigation.")
    assert [(c.type, c.speaker.name, c.speaker.role) for c in found] == [
        (T.PROMISE, "mayor", SpeakerRole.REGULATOR)
    ]
