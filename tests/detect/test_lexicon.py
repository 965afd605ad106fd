"""The lexicon finds who is meant, leaves words alone, knows owners, and refuses a file that contradicts itself."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.detect.entries import KINDS
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.unlisted import propose_service
from newsagg.errors import DataFileError

LEXICON = load_lexicon()

# Headline, and the slugs that it names in reading order.
MENTIONS = [
    # Clear names, in every shape of a headline.
    ("WhatsApp is down for many this morning", "whatsapp"),
    ("WHATSAPP DOWN: MILLIONS CUT OFF", "whatsapp"),
    ("whatsapp down again lol", "whatsapp"),
    ("Meta's WhatsApp stops delivering photos", "meta whatsapp"),
    ("Instagram’s outage enters a second hour", "instagram"),
    ("claude.ai is down", "claude"),
    ("Chat-GPT stopped answering", "chatgpt"),
    ("ChatGPT, Claude and Gemini all stumbled today", "chatgpt claude gemini-ai"),
    ("Amazon's cloud stumbles in Virginia", "aws"),
    ("Amazon cloud outage hits smart doorbells", "aws"),
    ("Amazon Web Services says us-east-1 has recovered", "aws aws"),
    ("Amazon's shop loses its checkout page", "amazon"),
    ("Trees fall faster in the Amazon rainforest", ""),
    ("Drought empties the Amazon River", ""),
    ("DownDetector counted 4,000 reports for T Mobile", "downdetector t-mobile"),
    ("Down Detector charts climb as AT&T loses signal", "downdetector att"),
    ("Marks and Spencer tills fail", "marks-and-spencer"),
    ("Xboxes and PlayStations lose sign-in", "xbox playstation"),
    ("Disney+ and Hulu buffer during the finale", "disney-plus hulu"),
    ("A Google-owned YouTube channel vanished", "google youtube"),
    ("An AWS-hosted clinic lost its records", "aws"),
    ("Twitter, now X, logs users out", "x x"),
    ("X, formerly Twitter, logs users out", "x x"),
    ("Elon Musk's X is unreachable in Japan", "x"),
    ("X is down and its users fled to Bluesky", "x bluesky"),
    ("The bank apologised in a post on X", "x"),
    ("X users report blank timelines", "x"),
    ("X outage: timelines fail to load", "x"),
    ("Doctors lose X-ray images in server fault", ""),
    ("The Model X recall grows", ""),
    ("Malcolm X exhibition opens", ""),
    ("Solve for X in the exam, pupils told", ""),
    ("The X Factor returns without its app", ""),
    # Square.
    ("Square outage leaves cafes without card payments", "square"),
    ("Payments firm Square blames DNS", "square"),
    ("Square says its point of sale is back", "square"),
    ("Crowds filled the square after the match", ""),
    ("Police clear Trafalgar Square after protest", ""),
    ("Square Enix delays a sequel", "square-enix"),
    ("A square of chocolate a day", ""),
    # Teams.
    ("Microsoft Teams is down", "teams"),
    ("Teams is down, and so is Outlook", "teams outlook"),
    ("Microsoft says Teams messages are delayed", "microsoft teams"),
    ("Teams of engineers worked through the night", ""),
    ("Two teams went down to the second division", ""),
    ("Rescue teams reach the valley", ""),
    ("Teams are down to ten players each", ""),
    # Signal.
    ("Signal is down; encrypted chats stall", "signal"),
    ("Messaging app Signal recovers", "signal"),
    ("WhatsApp, Signal and Telegram slowed in Russia", "whatsapp signal telegram"),
    ("Signal failure halts trains at Clapham", ""),
    ("Phones lost signal for an hour", ""),
    ("A Signal of trouble for the economy", ""),
    # Meet, Box, Apple.
    ("Google Meet drops calls", "google-meet"),
    ("Gmail, Meet and Google Drive return errors", "gmail google-meet google-drive"),
    ("Meet the team behind the bridge", ""),
    ("Leaders meet as trains stand still", ""),
    ("Box outage blocks enterprise file sharing", "box"),
    ("A black box was recovered from the sea", ""),
    ("Box office falls for a third week", ""),
    ("Apple says iCloud is back", "apple icloud"),
    ("Apple outage hits the App Store", "apple app-store"),
    ("Apple pie recipes for autumn", ""),
    ("An apple a day", ""),
    ("The Big Apple goes dark", ""),
    # Other words that are names.
    ("Target's registers fail in stores across Texas", "target"),
    ("Climate target slips out of reach", ""),
    ("Chase customers see missing deposits at the bank", "jpmorgan-chase"),
    ("Police chase ends in a river", ""),
    ("Wise transfers delayed as app fails", "wise"),
    ("A wise decision", ""),
    ("Visa card payments fail across Europe", "visa"),
    ("Student visa rules tighten", ""),
    ("Work Visa Scheme Website Reopens", ""),
    ("Three UK customers lose calls", "three-uk"),
    ("EE, Three and O2 lose calls", "ee three-uk o2-uk"),
    ("Three people were treated after an outage", ""),
    ("Three mobile operators agree to share masts", ""),
    ("O2 Arena concert moved", ""),
    ("Slack outage sends workers back to email", "slack"),
    ("Is Slack down?", "slack"),
    ("Cut them some slack", ""),
    ("Zoom meetings fail to start", "zoom"),
    ("Zoom, Slack and Teams all failed on Monday", "zoom slack teams"),
    ("Photos zoom past on the screen", ""),
    ("Notion’s hours-long outage explained", "notion"),
    ("The notion of uptime", ""),
    ("Ring doorbells go offline", "ring"),
    ("Drug ring broken up", ""),
    ("Steam servers buckle under demand for a new game", "steam"),
    ("The protest ran out of steam", ""),
    ("Discord API outage prevents logins", "discord"),
    ("Marital discord on the rise", ""),
    ("Delta cancels flights after IT failure", "delta"),
    ("Delta variant spreads", ""),
    ("Rogers outage leaves Canada offline", "rogers"),
    ("Kenny Rogers tribute planned", ""),
    ("Orange: panne du réseau mobile en Bretagne", "orange"),
    ("Orange juice prices rise", ""),
    ("Störung bei der Telekom: Internet fällt aus", "deutsche-telekom"),
    ("Spectrum internet outage in Ohio", "charter"),
    ("A broad spectrum of views", ""),
    ("National Australia Bank app is down", "nab"),
    ("Thieves nab copper cable", ""),
    ("United flights grounded by airline software", "united-airlines"),
    ("Manchester United lose again", ""),
    # Addresses are no mentions; domains are.
    ("Story: https://blog.cloudflare.com/a-post", ""),
    ("Write to help@github.com today", ""),
    ("github.com returns errors", "github"),
    ("www.gov.uk returns errors", "gov-uk"),
]

# Headline, and the failing service that it names and the lexicon does not know.
PROPOSALS = [
    ("Hushmail is down", "Hushmail"),
    ("Acme Payroll outage locks out staff", "Acme Payroll"),
    ("Outage at Quuxbank leaves savers without access", "Quuxbank"),
    ("Why FooBar went down on Tuesday", "FooBar"),
    ("Is Zorpify down? Here is what we know", "Zorpify"),
    ("Zorpify down for thousands of listeners", "Zorpify"),
    ("Blipstream servers are down again", "Blipstream"),
    ("Blipstream Servers Down After Patch", "Blipstream"),
    ("Tallyho.io is offline after a bad deploy", "Tallyho.io"),
    ("Update: Marzipay is back online after a four-hour outage", "Marzipay"),
    ("Marzipay apologises for weekend outage", "Marzipay"),
    ("MediChart outage forces clinics back to paper", "MediChart"),
    ("MediChart Outage Forces Clinics Back to Paper", "MediChart"),
    (
        "Nine hours later, cloud provider Nimbusoft is down with no estimate for a return, and still offline",
        "Nimbusoft",
    ),
    ("Outage at payroll firm Wagewell delays salaries", "Wagewell"),
    ("Voltmart website down as shoppers rush for tickets", "Voltmart"),
    ("Quillcast suffers second outage in a week", "Quillcast"),
    ("Quillcast confirms outage, blames expired certificate", "Quillcast"),
    ("Parkly app outage leaves drivers unable to pay", "Parkly"),
    ("Parkly is experiencing a major outage", "Parkly"),
    ("Grindelwald Telecom outage cuts off valley", "Grindelwald Telecom"),
    ("How Crumbtrail went offline for a day", "Crumbtrail"),
    ("Ferrolink's outage traced to a router", "Ferrolink"),
    ("Ferrolink downtime costs clients dear", "Ferrolink"),
    ("Hostaroo was knocked offline by a DDoS attack, its third outage", "Hostaroo"),
    ("Show HN: Hostaroo is down, so I built a mirror", "Hostaroo"),
    ("eLedgr is down", None),
    ("Disruption at Sparrowbank enters third day", "Sparrowbank"),
    ("Ticketoria goes down as presale opens", "Ticketoria"),
    ("Ticketoria was unavailable for two hours", "Ticketoria"),
    ("Ticketoria remains offline after ransomware attack", "Ticketoria"),
    ("Massive outage hits internet users", None),
    ("Massive Outage Hits Internet Users Across Europe", None),
    ("Users report widespread outage", None),
    ("Internet is down in parts of the county", None),
    ("Thousands Without Service After Outage", None),
    ("Major Global Outage Takes Websites Offline", None),
    ("Hospital outage sends patients elsewhere", None),
    ("Hospital Network Outage Sends Patients Elsewhere", None),
    ("Bank outage: what are your rights?", None),
    ("Power outage in Leeds leaves thousands in the dark", None),
    ("Bitcoin is down again as rally fades", None),
    ("Bitcoin is down", None),
    ("The chips are down for the minister", None),
    ("Chips are down: what next for silicon", None),
    ("Mortgage rates down for third week", None),
    ("Argo Shuts Down its robotaxi unit", None),
    ("Police Crack Down After Protest", None),
    ("Coach Steps Down After Final Loss", None),
    ("Wi-Fi Slowing Down? Try This", None),
    ("Nadal is down a set but not out", None),
    ("Arsenal are down to ten men", None),
    ("Why prices went down on Tuesday", None),
    ("Cloudflare is down", None),
    ("WhatsApp outage hits users in India", None),
    ("Outage at Amazon Web Services slows sites", None),
    ("Why the government went offline", None),
    ("Airline Systems Outage Grounds Flights", None),
    ("Emergency call outage investigated", None),
    ("Texas outage leaves phones dead", None),
    ("Website down? Ten checks for beginners", None),
    ("Monday outage explained", None),
    ("Understanding outages in distributed systems", None),
    ("Postmortem: our November outage", None),
    ("Preventing Downtime With Better Alerts", None),
    ("Handling Outages Like a Pro", None),
    ("ZORPIFY DOWN", None),
    ("President Is Down in the Polls", None),
    ("Five Phones Down for Best Price", None),
    ("Ukraine Faces More Outages This Winter", None),
]

# A name as a page prints it, and the speaker it stands for.
SPEAKERS = [
    ("Anthropic", "anthropic"),
    ("Anthropic's status page", "anthropic"),
    ("Claude", "anthropic"),
    ("AWS Health Dashboard", "aws"),
    ("Amazon Web Services", "aws"),
    ("Amazon", "amazon"),
    ("Down Detector", "downdetector"),
    ("DownDetector", "downdetector"),
    ("Downdetector.com", "downdetector"),
    ("a spokesperson for Slack", "slack"),
    ("Slack spokesperson", "slack"),
    ("Cloudflare Inc.", "cloudflare"),
    ("GitHub Status", "github"),
    ("Twitter", "x"),
    ("X", "x"),
    ("Microsoft 365 Status", "microsoft"),
    ("the Federal Communications Commission", "fcc"),
    ("The New York Times", "new-york-times"),
    ("Bloomberg News", "bloomberg"),
    ("TechCrunch", "techcrunch"),
    ("status.claude.com", "anthropic"),
    ("www.githubstatus.com", "github"),
    ("target", None),
    ("signal", None),
    ("users", None),
    ("Jane Doe", None),
    ("the company", None),
    ("status page", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "slugs"), MENTIONS, ids=[text for text, _ in MENTIONS])
def test_a_headline_names_these_and_nobody_else(text: str, slugs: str) -> None:
    assert " ".join(mention.slug for mention in LEXICON.find(text)) == slugs


@pytest.mark.parametrize(("title", "name"), PROPOSALS, ids=[title for title, _ in PROPOSALS])
def test_a_service_on_no_list_is_proposed_only_when_the_headline_names_it(
    title: str, name: str | None
) -> None:
    assert propose_service(title, LEXICON) == name


@pytest.mark.parametrize(("name", "slug"), SPEAKERS, ids=[name for name, _ in SPEAKERS])
def test_two_names_are_one_speaker_when_the_lexicon_says_so(name: str, slug: str | None) -> None:
    assert LEXICON.speaker(name) == slug


def test_a_mention_stands_where_it_says() -> None:
    text = "At noon Meta’s WhatsApp and us-east-1 of AWS failed."
    found = LEXICON.find(text)
    assert [text[mention.start : mention.end] for mention in found] == [
        "Meta",
        "WhatsApp",
        "us-east-1",
        "AWS",
    ]
    assert [mention.component for mention in found] == [None, None, "us-east-1", None]


def test_a_component_counts_beside_its_family_only() -> None:
    assert [m.slug for m in LEXICON.find("AWS says S3 and Lambda have recovered")] == ["aws", "aws", "aws"]
    assert LEXICON.find("The Lambda variant and the S3 sedan") == []


def test_components_that_are_listed_together_support_each_other() -> None:
    assert [m.slug for m in LEXICON.find("Incident with Actions and Codespaces")] == ["github", "github"]
    assert [m.component for m in LEXICON.find("Incident with S3 and Lambda")] == ["S3", "Lambda"]


def test_a_word_without_support_comes_only_when_doubts_are_asked_for() -> None:
    text = "A moment of calm for Square"
    assert LEXICON.find(text) == []
    assert [(m.slug, m.certain) for m in LEXICON.find(text, doubtful=True)] == [("square", False)]


def test_a_name_that_is_sure_once_is_sure_in_the_whole_article() -> None:
    article = "Square outage hits cafes\n\nTills stood still.\n\nBy noon, Square had found the fault."
    assert [mention.slug for mention in LEXICON.find(article)] == ["square", "square"]


def test_owners_are_known_from_the_nearest_to_the_topmost() -> None:
    assert LEXICON.parent_chain("claude") == ("anthropic",)
    assert LEXICON.parent_chain("github-actions") == ("github", "microsoft")
    assert LEXICON.parent_chain("anthropic") == ()
    assert LEXICON.provider_of("chatgpt") == "openai"
    assert LEXICON.provider_of("instagram") == "instagram"
    assert LEXICON.provider_of("never-heard-of") == "never-heard-of"


def test_a_family_has_one_topmost_owner() -> None:
    assert LEXICON.same_family("instagram", "whatsapp")
    assert LEXICON.same_family("aws", "prime-video")
    assert not LEXICON.same_family("aws", "azure")
    assert LEXICON.same_family("never-heard-of", "never-heard-of")


def test_a_slug_has_a_name_and_a_kind_to_print() -> None:
    assert (LEXICON.name_of("aws"), LEXICON.kind_of("aws")) == ("Amazon Web Services", "cloud")
    assert (LEXICON.name_of("acme-payroll"), LEXICON.kind_of("acme-payroll")) == ("Acme Payroll", "")
    assert LEXICON.can_fail("aws")
    assert LEXICON.can_fail("never-heard-of")
    assert not LEXICON.can_fail("downdetector")


def test_a_host_belongs_to_whom_it_belongs_to() -> None:
    assert LEXICON.at_host("blog.cloudflare.com") == "cloudflare"
    assert LEXICON.at_host("notcloudflare.com") is None
    assert LEXICON.at_host("com") is None


def test_the_shipped_lexicon_covers_the_kinds_that_fail_and_those_who_speak() -> None:
    assert len(LEXICON.entries) >= 220
    assert {entry.kind for entry in LEXICON.entries.values()} == KINDS


def test_the_lexicon_loads_in_the_blink_of_an_eye_and_reads_thousands_of_headlines_a_second() -> None:
    began = time.process_time()
    lexicon = load_lexicon()
    loaded = time.process_time()
    text = (
        "Slack, Zoom and Microsoft Teams went down on Monday\n\n"
        + "Users of X said that nothing loaded. " * 6
    )
    for _ in range(600):
        lexicon.find(text)
    # Measured: 0.08 s and 20,000 real titles with summaries a second; the margin is for busy machines.
    assert loaded - began < 1.0
    assert 600 / (time.process_time() - loaded) > 1_000


@pytest.mark.parametrize(
    "junk",
    [
        "X " * 400_000,
        "X\n" * 400_000,
        "Square, " * 120_000,
        "Microsoft " * 100_000,
        "a" * 1_000_000,
        "https://" * 120_000,
        "@github.com/" * 80_000,
        "Meta’s " * 140_000,
        " " * 1_000_000 + "X",
    ],
    ids=["letters", "lines", "weak list", "trie", "one word", "addresses", "handles", "possessives", "blank"],
)
def test_a_megabyte_of_junk_is_read_in_seconds(junk: str) -> None:
    began = time.process_time()
    LEXICON.find(junk)
    propose_service(junk, LEXICON)
    LEXICON.speaker(junk)
    assert time.process_time() - began < 15


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["Square", "X", "Meta’s", "S3", ",", "\n", "down", "İ"])).map(" ".join)
)
def test_any_text_gives_mentions_in_order_that_stand_where_they_say(text: str) -> None:
    end = 0
    for mention in LEXICON.find(text, doubtful=True):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.surface
        assert mention.slug in LEXICON
        end = mention.end


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[[provider]", "cannot be read"),
        ("", "holds no"),
        ('[[provider]]\nslug = "a"', "a name and a slug"),
        ('[[provider]]\nslug = "A b"\nname = "A"\nkind = "ai"', "kebab-case"),
        ('[[provider]]\nslug = "a"\nname = "A"\nkind = "odd"', "unknown kind 'odd'"),
        ('[[provider]]\nslug = "a"\nname = "A"\nkind = "ai"\nalias = ["B"]', "unknown key 'alias'"),
        ('[[provider]]\nslug = "a"\nname = "A"\nkind = "ai"\naliases = "B"', "aliases must be a list"),
        ('[[provider]]\nslug = "a"\nname = "A"\nkind = "ai"\nambiguous = "yes"', "ambiguous must be"),
        ('[[provider]]\nslug = "a"\nname = "A"\nkind = "ai"\nparent = "z"', "unknown parent 'z'"),
        ('[[provider]]\nslug = "a"\nname = "A"\nkind = "ai"\nparent = "a"', "its own parent"),
        ('[[provider]]\nslug = "a"\nname = "A"\nkind = "ai"\nstatus_page = "http://a"', "https address"),
        ('[[provider]]\nslug = "a"\nname = "A"\nkind = "ai"\n' * 2, "slug is taken"),
        (
            '[[provider]]\nslug = "a"\nname = "A"\nkind = "ai"\naliases = ["Same"]\n'
            '[[provider]]\nslug = "b"\nname = "same"\nkind = "ai"',
            "'same' is a name of 'a' too",
        ),
    ],
    ids=lambda value: value if " " in value and "[" not in value else "",
)
def test_a_lexicon_that_contradicts_itself_is_refused_by_name(toml: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "services.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(DataFileError, match=says) as raised:
        load_lexicon(path)
    assert "services.toml" in str(raised.value)


def test_a_lexicon_of_ones_own_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "services.toml"
    path.write_text(
        '[[provider]]\nslug = "acme"\nname = "Acme"\nkind = "saas"\n'
        '  [[provider.service]]\n  slug = "acme-pay"\n  name = "Acme Pay"\n',
        "utf-8",
    )
    lexicon: Lexicon = load_lexicon(path)
    assert [mention.slug for mention in lexicon.find("Acme Pay is down, says Acme")] == ["acme-pay", "acme"]
    assert lexicon.kind_of("acme-pay") == "saas"
