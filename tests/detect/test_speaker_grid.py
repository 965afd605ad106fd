"""Who may speak, crossed with how it is said: the same speaker is heard wherever he stands in the sentence."""

from datetime import timedelta

import pytest

from tests.detect.heard import DAY, hear_claims

_TITLE = "Fabrikon outage leaves customers offline"
_DAY = DAY + timedelta(days=1)
_SPEAKERS = {
    "Fabrikon": "Fabrikon",
    "French rail giant Fabrikon": "Fabrikon",
    "hosting firm Fabrikon": "Fabrikon",
    "the hosting firm Fabrikon": "Fabrikon",
    "Fabrikon, the hosting firm,": "Fabrikon",
    "a spokesperson for Fabrikon": "Fabrikon",
    "Fabrikon's support account": "Fabrikon",
    "the Fabrikon status page": "Fabrikon",
    "engineers at Fabrikon": "Fabrikon",
    "Fabrikon chief executive Dana Wolk": "Dana Wolk",
    "Dana Wolk, Fabrikon’s chief executive,": "Dana Wolk",
    "Fabrikon’s VP of infrastructure, Dana Wolk,": "Dana Wolk",
    "co-founder Dana Wolk": "Dana Wolk",
    "Dana Wolk, a spokeswoman for Fabrikon,": "Dana Wolk",
    "Transport Minister Dana Wolk": "Dana Wolk",
    "network analyst Dana Wolk of Netpeer": "Dana Wolk",
    "Professor Dana Wolk of Harlow University": "Dana Wolk",
    "Netpeer, which tracks outages,": "Netpeer",
    "regulator Fencom": "Fencom",
    "the Harlow County Sheriff’s Office": "Harlow County",
    "the Financial Supervision Board": "Financial Supervision Board",
    "the state’s health department": "health department",
    "Harlow General Hospital": "Harlow General Hospital",
    "Mr Wolk": "Wolk",
}
_FRAMES = (
    "{Who} said {it}.",
    "{Who} said that {it}.",
    "{Who} said on Thursday that {it}.",
    "{Who} said in a post Thursday evening that {it}.",
    "{Who} told reporters that {it}.",
    "{Who} told The Post {it}.",
    "{Who} confirmed {it}.",
    "{Who} has confirmed that {it}.",
    "{Who} wrote on X that {it}.",
    "{Who} later added that {it}.",
    "{Who} explained by email that {it}.",
    "{Who} said: “{It}.”",
    "In a statement, {who} said {it}.",
    "According to {who}, {it}.",
    "{It}, according to {behind}.",
    "{It}, {who} said.",
    "{It}, {who} said on Thursday.",
    "{It}, said {behind}.",
    "“{It},” {who} said.",
    "“{It},” said {behind}.",
)
_SAID = (
    "a failed disk array had caused the outage",
    "the outage lasted four hours",
    "service was restored at 11 am on Wednesday",
)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _hear(sentence: str) -> set[str]:
    body = (
        f"Hosting provider Fabrikon went down on Wednesday morning.\n\n{sentence}\n\nNothing else was known."
    )
    start = len(_TITLE) + 2 + body.index(sentence)
    claims = hear_claims(_TITLE, body, published_at=_DAY)
    return {c.speaker.name for c in claims if start <= c.start and c.end <= start + len(sentence)}


@pytest.mark.parametrize(("who", "name"), _SPEAKERS.items(), ids=list(_SPEAKERS))
def test_a_speaker_is_heard_in_every_frame(who: str, name: str) -> None:
    wrong = []
    for frame in _FRAMES:
        for said in _SAID:
            sentence = frame.format(
                Who=_capital(who), who=who, behind=who.rstrip(","), it=said, It=_capital(said)
            )
            heard = _hear(sentence)
            if len(heard) != 1 or name not in next(iter(heard)):
                wrong.append((sentence, heard))
    assert not wrong


@pytest.mark.parametrize("who", [who for who in _SPEAKERS if not who.endswith(",")])
def test_who_puts_it_so_is_heard_at_the_head_of_the_sentence(who: str) -> None:
    name = _SPEAKERS[who]
    heard = _hear(f"As {who} put it, a failed disk array had caused the outage.")
    assert len(heard) == 1
    assert name in heard.pop()


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        ("Netpeer confirms a frayed cable caused the outage.", "frayed cable"),
        ("Engineers found a mistyped address had triggered the outage.", "mistyped address"),
        ("The lender told The Post a full disk had caused the outage.", "full disk"),
        ("Early findings suggest an expired licence caused the outage.", "expired licence"),
        (
            "Dana Wolk told the BBC that a failed storage controller had knocked out its ledger.",
            "failed storage controller had knocked out its ledger",
        ),
        ("The reported fault in a router caused the outage.", "reported fault in a router"),
    ],
)
def test_who_tells_a_cause_is_no_part_of_it(sentence: str, cause: str) -> None:
    body = f"Hosting provider Fabrikon went down on Wednesday.\n\n{sentence}"
    causes = [c.value.words for c in hear_claims(_TITLE, body, published_at=_DAY) if c.type == "cause"]
    assert [words.removeprefix("a ").removeprefix("an ").removeprefix("The ") for words in causes] == [cause]


_TOLD_OVER_PARAGRAPHS = [
    pytest.param(
        "“A worn battery had caught fire.\n\n“Service was restored at 11 am,” said Dana Wolk of the hosting firm.",
        "A worn battery",
        "Dana Wolk",
        id="a quotation that stays open is hers who is named when it ends",
    ),
    pytest.param(
        "The regulator has opened an inquiry. It said some 4,000 customers were affected.",
        "4,000 customers",
        "regulator",
        id="it is the regulator of the sentence before",
    ),
    pytest.param(
        "A glitch disrupted train traffic in Poland and Italy, French rail giant Fabrikon said on Thursday.",
        "Poland",
        "Fabrikon",
        id="who speaks ends the list of places",
    ),
]


@pytest.mark.parametrize(("text", "words", "name"), _TOLD_OVER_PARAGRAPHS)
def test_a_speaker_is_heard_beyond_the_clause(text: str, words: str, name: str) -> None:
    body = f"Hosting provider Fabrikon went down on Wednesday.\n\n{text}\n\nNothing else was known."
    claims = [c for c in hear_claims(_TITLE, body, published_at=_DAY) if words in c.quote and c.start > 90]
    assert claims
    assert {c.speaker.name for c in claims} == {name}


def test_a_person_called_by_the_failing_firm_speaks_for_it() -> None:
    body = "Hosting provider Fabrikon went down on Wednesday.\n\nFabrikon’s Dana Wolk said a bad disk was to blame."
    spoken = [c.speaker for c in hear_claims(_TITLE, body, published_at=_DAY) if "disk" in c.value.words]
    assert [(s.name, s.role) for s in spoken] == [("Dana Wolk", "vendor_official")]
