"""Whose outage it is: headlines and first lines of our own, with the roles that a reader would give."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.services import find_services
from newsagg.model import Article

LEXICON: Lexicon = load_lexicon()


def roles(title: str, body: str = "", provider: str = "") -> dict[str, str]:
    article = Article(
        url="https://paper.example/a",
        outlet="Paper",
        title=title,
        body=body,
        published_at=None,
        seen_at=datetime(2024, 5, 14, tzinfo=UTC),
        provider=provider,
    )
    return {s.slug: s.role for s in find_services(article, LEXICON)}


HEADLINES: list[tuple[str, dict[str, str]]] = [
    # one service
    ("WhatsApp is down", {"whatsapp": "subject"}),
    ("Is Slack down? Users cannot send messages", {"slack": "subject"}),
    ("Spotify back online after two silent hours", {"spotify": "subject"}),
    ("Discord outage: what we know", {"discord": "subject"}),
    ("Thousands of Vodafone customers lose broadband", {"vodafone": "subject"}),
    ("Why did Reddit vanish this morning?", {"reddit": "subject"}),
    ("GitHub explains Tuesday's outage", {"github": "subject"}),
    ("Störung bei WhatsApp: Nachrichten bleiben liegen", {"whatsapp": "subject"}),
    ("Panne chez WhatsApp ce matin", {"whatsapp": "subject"}),
    ("Se cae WhatsApp en medio mundo", {"whatsapp": "subject"}),
    ("Awaria: WhatsApp nie działa", {"whatsapp": "subject"}),
    # several at once
    (
        "Facebook, Instagram and WhatsApp are down",
        {"facebook": "subject", "instagram": "subject", "whatsapp": "subject"},
    ),
    ("Outage hits Trello and Zoom", {"trello": "subject", "zoom": "subject"}),
    ("Instagram and Facebook go dark for an hour", {"instagram": "subject", "facebook": "subject"}),
    # the owner is not the service
    ("Microsoft Teams is down", {"teams": "subject"}),
    ("Anthropic's Claude suffers an outage", {"claude": "subject", "anthropic": "mentioned"}),
    ("Meta's WhatsApp stops delivering messages", {"whatsapp": "subject", "meta": "mentioned"}),
    ("OpenAI says ChatGPT outage is over", {"chatgpt": "subject", "openai": "mentioned"}),
    ("Microsoft blames a bad setting for Outlook outage", {"outlook": "subject", "microsoft": "mentioned"}),
    ("Google confirms Gmail outage", {"gmail": "subject", "google": "mentioned"}),
    # one takes others down
    (
        "AWS outage takes down Slack, Ring and Disney+",
        {"aws": "subject", "slack": "affected", "ring": "affected", "disney-plus": "affected"},
    ),
    ("Cloudflare outage knocks Discord offline", {"cloudflare": "subject", "discord": "affected"}),
    (
        "Fastly failure hits Reddit and Twitch",
        {"fastly": "subject", "reddit": "affected", "twitch": "affected"},
    ),
    (
        "Akamai glitch disrupts Delta and Southwest",
        {"akamai": "subject", "delta": "affected", "southwest-airlines": "affected"},
    ),
    (
        "Azure outage affects Xbox and Minecraft",
        {"azure": "subject", "xbox": "affected", "minecraft": "affected"},
    ),
    (
        "Fastly to blame for outage at Reddit and Twitch",
        {"fastly": "subject", "reddit": "affected", "twitch": "affected"},
    ),
    (
        "Cloudflare is down, taking Discord and Canva with it",
        {"cloudflare": "subject", "discord": "affected", "canva": "affected"},
    ),
    (
        "Azure recovers from an outage that hit Xbox and Starbucks",
        {"azure": "subject", "xbox": "affected", "starbucks": "affected"},
    ),
    # others fall by one
    ("Slack and Hulu hit by AWS outage", {"aws": "subject", "slack": "affected", "hulu": "affected"}),
    ("Slack is down after an outage at AWS", {"aws": "subject", "slack": "affected"}),
    ("Reddit goes down due to AWS failure", {"aws": "subject", "reddit": "affected"}),
    ("Discord offline because of a Cloudflare outage", {"cloudflare": "subject", "discord": "affected"}),
    ("Ring doorbells dead following problems at AWS", {"aws": "subject", "ring": "affected"}),
    (
        "Canva, Trello among sites affected by Cloudflare outage",
        {"cloudflare": "subject", "canva": "affected", "trello": "affected"},
    ),
    ("Peloton classes stop amid AWS outage", {"aws": "subject", "peloton": "affected"}),
    ("Delta puts the price of the CrowdStrike outage at millions", {"crowdstrike": "subject"}),
    ("Problems at AWS hit Reddit", {"aws": "subject", "reddit": "affected"}),
    # said to be fine
    (
        "T-Mobile says its network is fine as Verizon outage drags on",
        {"verizon": "subject", "t-mobile": "excluded"},
    ),
    ("Verizon down, but not T-Mobile", {"verizon": "subject", "t-mobile": "excluded"}),
    (
        "Instagram is down while WhatsApp is working normally",
        {"instagram": "subject", "whatsapp": "excluded"},
    ),
    ("AT&T outage spreads; Verizon is not affected", {"att": "subject", "verizon": "excluded"}),
    ("Unlike WhatsApp, Slack stayed down all day", {"slack": "subject", "whatsapp": "excluded"}),
    ("Gmail down for millions, WhatsApp unaffected", {"gmail": "subject", "whatsapp": "excluded"}),
    ("WhatsApp working as normal after worldwide outage", {"whatsapp": "subject"}),
    # only named
    ("Users flock to Signal as WhatsApp goes down", {"whatsapp": "subject", "signal": "mentioned"}),
    ("Snapchat is down and users complain on Twitter", {"snapchat": "subject", "x": "mentioned"}),
    ("Cloudflare explains how Facebook went offline", {"facebook": "subject", "cloudflare": "mentioned"}),
    ("WhatsApp rival Telegram is down", {"telegram": "subject", "whatsapp": "mentioned"}),
    ("Telegram gains users as WhatsApp outage drags on", {"whatsapp": "subject"}),
    # unknown to the lexicon
    ("Quorvexa is down for everyone", {"quorvexa": "subject"}),
    ("Blimpfone outage: thousands without service", {"blimpfone": "subject"}),
    # nothing that fails
    ("Shops closed for the holiday", {}),
    ("", {}),
]

LEADS: list[tuple[str, str, dict[str, str]]] = [
    (
        "Lloyds and Halifax apps fail",
        "The banks point to problems at Amazon Web Services.",
        {"aws": "subject", "lloyds": "affected", "halifax": "affected"},
    ),
    (
        "Halifax customers locked out",
        "The bank said that issues with Amazon Web Services were affecting some of its systems.",
        {"aws": "subject", "halifax": "affected"},
    ),
    (
        "Slack is not working for some",
        "Slack failed this morning due to a problem at Amazon Web Services.",
        {"aws": "subject", "slack": "affected"},
    ),
    (
        "Doorbells fall silent",
        "Ring said its cameras were offline because of an AWS outage.",
        {"aws": "subject", "ring": "affected"},
    ),
    (
        "Chats fail worldwide",
        "WhatsApp was down for two hours on Tuesday, and users turned to Signal.",
        {"whatsapp": "subject", "signal": "mentioned"},
    ),
    ("Chaos at the tills", "A payment outage at Square left shops with cash only.", {"square": "subject"}),
    (
        "Instagram is down",
        "The app stays empty. Meta has not said why. WhatsApp is working normally.",
        {"instagram": "subject", "whatsapp": "excluded"},
    ),
    (
        "Cloudflare is down",
        "The failure took down Discord, Canva and Medium.",
        {"cloudflare": "subject", "discord": "affected", "canva": "affected"},
    ),
    (
        "Zoom is down",
        "Some users wrote on Reddit that meetings do not start.",
        {"zoom": "subject", "reddit": "mentioned"},
    ),
    ("Trello is down", "Jira was not affected, Atlassian said.", {"trello": "subject", "jira": "excluded"}),
    (
        "Fastly fails",
        "Sites including Reddit, Twitch and Pinterest returned errors.",
        {"fastly": "subject", "reddit": "affected", "twitch": "affected"},
    ),
    (
        "WhatsApp is down",
        "It began after an update, Meta said.",
        {"whatsapp": "subject", "meta": "mentioned"},
    ),
]


@pytest.mark.parametrize(("title", "wanted"), HEADLINES, ids=[row[0][:50] or "empty" for row in HEADLINES])
def test_a_headline_says_whose_outage_it_is(title: str, wanted: dict[str, str]) -> None:
    found = roles(title)
    assert {slug: found.get(slug) for slug in wanted} == wanted
    subjects = {slug for slug, role in found.items() if role == "subject"}
    assert subjects == {slug for slug, role in wanted.items() if role == "subject"}


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        pytest.param(
            "Cloudflare outage: ChatGPT and Spotify unavailable",
            {"cloudflare": "subject", "chatgpt": "affected", "spotify": "affected"},
            id="whose outage it is opens the headline",
        ),
        pytest.param(
            "Spotify down: Google Cloud outage to blame",
            {"google-cloud": "subject", "spotify": "affected"},
            id="who is to blame ends it",
        ),
        pytest.param(
            "Oracle glitch grounds flights at Ryanair",
            {"oracle": "subject", "ryanair": "affected"},
            id="a business stands still",
        ),
        pytest.param(
            "T-Mobile and AT&T deny outage as Verizon customers lose service",
            {"t-mobile": "excluded", "att": "excluded", "verizon": "subject"},
            id="two deny it",
        ),
        pytest.param(
            "Facebook outage: Instagram and WhatsApp are down too",
            {"facebook": "subject", "instagram": "subject", "whatsapp": "subject"},
            id="a family fails together",
        ),
    ],
)
def test_who_was_hit_is_told_from_whose_outage_it_is(title: str, wanted: dict[str, str]) -> None:
    found = roles(title)
    assert {slug: found.get(slug) for slug in wanted} == wanted


@pytest.mark.parametrize(("title", "body", "wanted"), LEADS, ids=[row[0] for row in LEADS])
def test_the_first_lines_complete_and_correct_the_headline(
    title: str, body: str, wanted: dict[str, str]
) -> None:
    found = roles(title, body)
    assert {slug: found.get(slug) for slug in wanted} == wanted
    subjects = {slug for slug, role in found.items() if role == "subject"}
    assert subjects == {slug for slug, role in wanted.items() if role == "subject"}


def test_a_service_that_the_lexicon_does_not_know_is_proposed() -> None:
    article = Article(
        url="u",
        outlet="",
        title="Quorvexa is down",
        body="",
        published_at=None,
        seen_at=datetime(2024, 5, 14, tzinfo=UTC),
    )
    (found,) = find_services(article, LEXICON)
    assert (found.name, found.slug, found.provider, found.proposed) == (
        "Quorvexa",
        "quorvexa",
        "quorvexa",
        True,
    )


def test_a_vendors_status_notice_is_about_the_vendor_when_it_names_no_service() -> None:
    assert roles("Elevated error rates", "We are looking into it.", provider="anthropic") == {
        "anthropic": "subject"
    }


def test_a_name_across_the_seam_of_headline_and_body_is_none() -> None:
    assert "disney-plus" not in roles("New park at Disney", "Plus a parade.")


def test_our_own_marks_in_a_text_point_to_nothing() -> None:
    assert roles("⟦0⟧ outage hits ⟦9⟧", "⟦3⟧ is down due to ⟦7⟧ outage") == {}


@settings(max_examples=100, deadline=None)
@given(title=st.text(max_size=80), body=st.text(max_size=300))
def test_any_text_can_be_read(title: str, body: str) -> None:
    assert all(
        role in ("subject", "affected", "excluded", "mentioned") for role in roles(title, body).values()
    )


@pytest.mark.parametrize("junk", ["AWS outage ", "due to ", "Slack, ", "a ", "says on ", "⟦0⟧ down "])
def test_a_megabyte_of_junk_is_read_in_a_second(junk: str) -> None:
    roles(junk * 40, junk * (1_000_000 // len(junk)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Comparable outages hit rivals including Zoom and Dropbox in the spring.",
        "In 2023 a like failure took down several services, including Zoom and Dropbox.",
        "Last year a bad update broke tools such as Zoom and Dropbox.",
    ],
)
def test_who_was_hit_by_an_earlier_outage_is_not_hit_by_this_one(sentence: str) -> None:
    article = Article(
        url="https://wireroom.example/z",
        outlet="Wire Room",
        title="Slack outage leaves offices without chat",
        body=f"Slack went down on Monday.\n\n{sentence}",
        published_at=datetime(2026, 3, 4, tzinfo=UTC),
        seen_at=datetime(2026, 3, 4, tzinfo=UTC),
    )
    roles = {service.slug: service.role for service in find_services(article, load_lexicon())}
    assert roles["slack"] == "subject"
    assert "affected" not in (roles.get("zoom"), roles.get("dropbox"))


def test_who_was_hit_by_a_major_outage_of_today_is_hit() -> None:
    article = Article(
        url="https://wireroom.example/z",
        outlet="Wire Room",
        title="AWS outage takes apps down",
        body="AWS went down on Monday.\n\nThe major outage on Monday hit many services, including Zoom and Dropbox.",
        published_at=datetime(2026, 3, 4, tzinfo=UTC),
        seen_at=datetime(2026, 3, 4, tzinfo=UTC),
    )
    roles = {service.slug: service.role for service in find_services(article, load_lexicon())}
    assert (roles["aws"], roles["zoom"], roles["dropbox"]) == ("subject", "affected", "affected")
