"""What is done, advised and told of an outage in the freer turns of news, each in made-up sentences."""

import pytest

from newsagg.detect.claimtypes.advice import find_advice
from newsagg.detect.claimtypes.deeds import find_deeds
from newsagg.model import Claim
from newsagg.vocabulary import ClaimType, Scope
from tests.detect.heard import hear_claims


def read(body: str, title: str = "Norfone outage hits thousands") -> tuple[Claim, ...]:
    return hear_claims(title, body)


def texts(body: str, kind: ClaimType) -> list[str]:
    return [c.value.text for c in read(body) if c.type is kind and c.scope is Scope.THIS_INCIDENT]


@pytest.mark.parametrize(
    ("body", "deed"),
    [
        ("The utility has since reconfigured its gateways.", "reconfigured its gateways"),
        ("Technicians dispatched spare routers to the site in Leeds.", "dispatched spare routers"),
        ("Norfone will add a second database cluster.", "add a second database cluster"),
        ("It is in the process of replacing its ageing storage controllers.", "replacing its ageing"),
        ("Crews are rebuilding the interlocking software on site.", "rebuilding the interlocking software"),
        ("The operator activated its emergency procedures within minutes.", "activated its emergency"),
        ("All stuck jobs have been requeued.", "stuck jobs have been requeued"),
        ("The board has decided to migrate its mail servers to another building.", "migrate its mail"),
        ("The bank says it is going to double the capacity of its login servers.", "double the capacity"),
        ("The carrier had to reload the schedule database.", "reload the schedule database"),
    ],
)
def test_a_deed_is_found_in_every_tense(body: str, deed: str) -> None:
    found = texts(body, ClaimType.REMEDIATION)
    assert any(deed in text for text in found), found


@pytest.mark.parametrize(
    "text",
    [
        "If the company adds servers, costs will rise.",
        "It did not replace the faulty card.",
        "Attackers disabled the firewall.",
        "The problem began after engineers installed an update on Sunday.",
        "Passengers restarted their phones.",
        "The exchange suspended trading in every bond.",
        "Service was restored to the western states.",
        "The rule had been tested on two machines.",
        "The regulator will take action against the carrier.",
        "The lender isolated the problem.",
    ],
)
def test_what_broke_it_or_was_not_done_is_no_deed(text: str) -> None:
    assert not list(find_deeds(text))


def test_an_item_of_a_list_of_things_to_do_is_a_deed_where_one_is_looked_for() -> None:
    assert list(find_deeds("Add a nightly check of the index.", listed=True))
    assert not list(find_deeds("Add a nightly check of the index."))


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ("The operator asked travellers to pay in cash at the pier.", "pay in cash"),
        ("Passengers should bring a printed ticket.", "bring a printed ticket"),
        ("Residents were told to dial the ten-digit number of the sheriff.", "dial the ten-digit number"),
        ("The county recommends texting 911 instead.", "texting 911"),
        ("Doctors have been asked to write prescriptions on paper.", "write prescriptions on paper"),
        ("The health service urged pharmacies to fax their orders.", "fax their orders"),
        ('"In the meantime, please use the web version," Norfone said.', "use the web version"),
        ("It advised administrators to submit tickets by phone.", "submit tickets by phone"),
    ],
)
def test_another_way_that_people_are_told_of_is_a_remedy(body: str, advice: str) -> None:
    found = texts(body, ClaimType.REMEDIATION)
    assert any(advice in text for text in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Users are asked to check the status page.",
        "Passengers are advised to arrive early.",
        "Customers who need to use the app are angry.",
        "Please try again later.",
        "Police asked people to come forward.",
        "Readers can email our newsdesk.",
        "The minister told companies to bring down prices.",
    ],
)
def test_what_helps_only_to_know_more_or_to_wait_is_no_advice(text: str) -> None:
    assert not list(find_advice(text))


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("Norfone could not say when its portal would be back.", "ongoing"),
        ("Norfone did not have a timeline for the repair of the network.", "ongoing"),
        ("The network is operating at limited capacity.", "ongoing"),
        ("Transfers between the networks remain blocked.", "ongoing"),
        ("Its status page still shows a major outage.", "ongoing"),
        ("Travellers on the network should expect further delays.", "ongoing"),
        ("Some customers are able to log in again.", "partially restored"),
        ("Norfone said half of its clusters were serving requests again.", "partially restored"),
        ("Customers have regained access to their accounts.", "partially restored"),
        ("Response times of the network have improved since noon.", "partially restored"),
        ("Bus services in the north of the city have since resumed.", "resolved"),
        ("Norfone managed to restore the service.", "resolved"),
        ("The backlog of orders was cleared.", "resolved"),
        ("Its technicians are untangling the queue.", "working on a fix"),
        ("Crews are on the scene.", "working on a fix"),
        ('"We know that some of you cannot post and are having a look," Norfone said.', "investigating"),
    ],
)
def test_a_state_is_told_in_free_turns(body: str, state: str) -> None:
    assert state in texts(body, ClaimType.STATUS)


@pytest.mark.parametrize(
    "body",
    [
        "It did not know when the minister would visit.",
        "Some customers of the network switched to rivals this year.",
        "The network said that revenue has improved since 2024.",
        "Some users of the app say they will never use it again.",
        "Norfone promptly opened an investigation of the network.",
        "A clerk is only aware of what the papers wrote on the outage.",
        "Engineers deployed the new tool on the network in May.",
    ],
)
def test_what_only_sounds_like_a_state_is_none(body: str) -> None:
    assert not texts(body, ClaimType.STATUS)


def test_another_firm_tells_the_end_only_where_nobody_nearer_does() -> None:
    alone = read("Twilio said its own service was back to normal.", "Slack is down")
    both = read("Slack said the problem was resolved. Twilio said the problem was resolved.", "Slack is down")
    assert [c.speaker.name for c in both if c.type is ClaimType.STATUS] == ["Slack"]
    assert any(c.type is ClaimType.STATUS and c.scope is Scope.THIS_INCIDENT for c in alone)


def test_more_errors_than_usual_are_no_cause() -> None:
    assert not texts("Norfone saw elevated API error rates in the north.", ClaimType.CAUSE)
