"""Who speaks, in sentences of our own: (what is special, text, words that are said, speaker, role)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.detect.claims import prepare_reading
from newsagg.detect.hearing import Voice
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article
from newsagg.vocabulary import SpeakerRole

V, S, O, T, U, R, X, N, C, Y = (  # noqa: E741
    SpeakerRole.VENDOR_OFFICIAL,
    SpeakerRole.STATUS_PAGE,
    SpeakerRole.OTHER_VENDOR,
    SpeakerRole.TRACKER,
    SpeakerRole.USER_REPORTS,
    SpeakerRole.REGULATOR,
    SpeakerRole.EXPERT,
    SpeakerRole.VENDOR_UNNAMED,
    SpeakerRole.CUSTOMER,
    SpeakerRole.OUTLET,
)
OWN = "The Daily Wire Room"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def an_article(body: str, title: str = "Slack is down for many", language: str = "en") -> Article:
    return Article(
        url="https://wireroom.example/story",
        outlet=OWN,
        title=title,
        body=body,
        published_at=datetime(2026, 3, 4, 18, 0, tzinfo=UTC),
        seen_at=datetime(2026, 3, 4, 19, 0, tzinfo=UTC),
        language=language,
    )


def hear(
    lexicon: Lexicon, body: str, words: str, title: str = "Slack is down for many", language: str = "en"
) -> Voice:
    article = an_article(body, title, language)
    reading = prepare_reading(article, lexicon)
    at = article.text.rindex(words)
    return reading.hearing.voice_at(at, at + len(words))


# ---- said that, in its many shapes
SAID = [
    ("plain", "Slack said that a bad config was pushed to its edge.", "bad config", "Slack", V),
    ("no that", "Slack said a bad config was pushed to its edge.", "bad config", "Slack", V),
    ("says", "Slack says the fault is fixed.", "fault is fixed", "Slack", V),
    ("has said", "Slack has now said that messages may be late.", "messages may be late", "Slack", V),
    ("also", "Slack also confirmed that files were affected.", "files were affected", "Slack", V),
    ("adverb of day", "Slack on Tuesday evening admitted that a router died.", "router died", "Slack", V),
    ("statement to", "In a statement to reporters, Slack explained that a disk had filled up.", "disk had filled up", "Slack", V),
    ("tail", "A worn-out switch was to blame, Slack said.", "worn-out switch", "Slack", V),
    ("tail with place", "A worn-out switch was to blame, Slack said on its blog.", "worn-out switch", "Slack", V),
    ("tail with day", "Logins work again, Slack said late on Monday.", "Logins work again", "Slack", V),
    ("the company", "Slack went dark at noon. The company said that a switch had failed.", "switch had failed", "Slack", V),
    ("the company tail", "Slack went dark at noon. A switch had failed, the company said.", "switch had failed", "Slack", V),
    ("it said", "Slack apologised on Monday. It said that a switch had failed.", "switch had failed", "Slack", V),
    ("they", "Slack apologised on Monday. They added that no data was lost.", "no data was lost", "Slack", V),
    ("spokesperson", "A Slack spokesperson said the fault lay in a cache.", "fault lay in a cache", "Slack", V),
    ("spokesperson for", "A spokesperson for Slack said the fault lay in a cache.", "fault lay in a cache", "Slack", V),
    ("named spokesperson", "Slack spokeswoman Ines Vidal said the fault lay in a cache.", "fault lay in a cache", "Slack", V),
    ("company spokesperson", "Slack was slow. A company spokesperson told us that a cache was cold.", "cache was cold", "Slack", V),
    ("officer", "Slack CEO Martin Olde said a cache was cold.", "cache was cold", "Martin Olde", V),
    ("apposition", "Martin Olde, chief executive of Slack, said a cache was cold.", "cache was cold", "Martin Olde", V),
    ("apposition with possessive", "Martin Olde, Slack's head of networks, said a cache was cold.", "cache was cold", "Martin Olde", V),
    ("surname later", "Slack CEO Martin Olde spoke on Monday. Olde said a cache was cold.", "cache was cold", "Martin Olde", V),
    ("he", "Slack CEO Martin Olde said sorry. He added that a cache was cold.", "cache was cold", "Martin Olde", V),
    ("who said", "We spoke to Martin Olde, who said that a cache was cold.", "cache was cold", "Martin Olde", None),
    ("two frames", "Slack said a disk failed, but Discord said a cable was cut.", "cable was cut", "Discord", O),
    ("two frames, first", "Slack said a disk failed, but Discord said a cable was cut.", "disk failed", "Slack", V),
    ("while", "Slack blamed a disk, while Discord pointed to a cable.", "pointed to a cable", "Discord", O),
    ("second verb without subject", "Slack pushed a fix and said that all was well.", "all was well", "Slack", V),
    ("but says", "Slack is still looking into it, but says that no data is gone.", "no data is gone", "Slack", V),
    ("other vendor", "Cloudflare said that its own network was healthy.", "network was healthy", "Cloudflare", O),
    ("regulator", "Ofcom said that it would look into the outage.", "look into the outage", "Ofcom", R),
    ("research firm", "Researchers at Kestrel Labs said a route had been withdrawn.", "route had been withdrawn", "Kestrel Labs", X),
    ("experts", "Security experts said the pattern looked like an attack.", "looked like an attack", "experts", X),
    ("analysts believe", "Some analysts believe that a cable was cut.", "cable was cut", "analysts", X),
    ("users", "Users said that calls dropped after a minute.", "calls dropped", "users", U),
    ("users report", "Several users reported that messages vanished.", "messages vanished", "users", U),
    ("customers", "Customers complained that orders were charged twice.", "charged twice", "customers", C),
    ("people", "People on the forum say that logins loop.", "logins loop", "users", U),
    ("sources", "Two people familiar with the matter said a script wiped a table.", "wiped a table", "people familiar with the matter", N),
    ("employees", "Slack employees said a script wiped a table.", "wiped a table", "Slack employees", N),
    ("nothing said", "A script wiped a table on Monday.", "wiped a table", OWN, Y),
    ("noun not verb", "The company's reports for the year are due in May.", "due in May", OWN, Y),
    ("passive is no speaker", "It was said that a cable was cut.", "cable was cut", OWN, Y),
]  # fmt: skip

# ---- according to, per, participles, passives
AROUND = [
    ("opening", "According to Slack, a cable was cut near its hub.", "cable was cut", "Slack", V),
    ("closing", "A cable was cut near its hub, according to Slack.", "cable was cut", "Slack", V),
    ("closing, status page", "Messages are late, according to Slack's status page.", "Messages are late", "Slack", S),
    ("opening, tracker", "According to Downdetector, 4,100 people filed reports.", "4,100 people", "Downdetector", T),
    ("opening, tracker with role", "According to outage tracker Downdetector, the trouble began at 9am.", "trouble began", "Downdetector", T),
    ("closing, tracker", "More than 4,100 reports came in, according to Downdetector.", "4,100 reports", "Downdetector", T),
    ("data from", "More than 4,100 reports came in, according to data from Downdetector.", "4,100 reports", "Downdetector", T),
    ("users according", "Calls failed in three towns, according to customers.", "Calls failed", "customers", C),
    ("people familiar", "A script wiped a table, according to people familiar with the matter.", "wiped a table", "people familiar with the matter", N),
    ("based on", "Based on Downdetector, the trouble began at 9am.", "trouble began", "Downdetector", T),
    ("stating", "Slack posted a notice, stating that a cable was cut.", "cable was cut", "Slack", V),
    ("saying", "Slack apologised for the mess, saying a cable was cut.", "cable was cut", "Slack", V),
    ("blaming", "Slack restored chat by noon, blaming a cut cable.", "cut cable", "Slack", V),
    ("adding", "Slack confirmed the outage, adding that a cable was cut.", "cable was cut", "Slack", V),
    ("via status page", "Slack apologised via its status page, stating that a cable was cut.", "cable was cut", "Slack", S),
    ("notice that", "Slack issued a notice that chat would be slow.", "chat would be slow", "Slack", V),
    ("is reporting that", "Slack is reporting that chat is slow.", "chat is slow", "Slack", V),
    ("began reporting that", "Slack began reporting that chat was slow.", "chat was slow", "Slack", V),
    ("confirmed by", "The fault was confirmed by Slack.", "The fault", "Slack", V),
]  # fmt: skip

# ---- trackers, status pages, blame
TRACKED = [
    ("logged", "Downdetector logged more than 5,200 complaints by noon.", "5,200 complaints", "Downdetector", T),
    ("showed", "Downdetector showed a spike to 5,200 reports.", "5,200 reports", "Downdetector", T),
    ("has", "Downdetector has over 5,200 reports of trouble.", "5,200 reports", "Downdetector", T),
    ("received", "Downdetector received over 5,200 reports by 9am.", "5,200 reports", "Downdetector", T),
    ("recorded", "NetBlocks recorded a loss of connectivity in the country.", "loss of connectivity", "NetBlocks", T),
    ("with a clause", "Downdetector, which collects complaints, logged 5,200 reports.", "5,200 reports", "Downdetector", T),
    ("vendors do not show", "Slack showed 30 slides at its meeting.", "30 slides", OWN, Y),
    ("status page says", "Slack's status page says that uploads fail.", "uploads fail", "Slack", S),
    ("status page reads", "\"Uploads are failing for some teams,\" reads Slack's status page.", "Uploads are failing", "Slack", S),
    ("states the", "\"Uploads are failing for some teams,\" states the company's status page.", "Uploads are failing", "Slack", S),
    ("read a message on", "\"Uploads are failing for some teams,\" read a message on the Slack status page.", "Uploads are failing", "Slack", S),
    ("dashboard", "The service's status dashboard said that uploads fail.", "uploads fail", "Slack", S),
    ("blamed on", "Slack blamed the outage on a bad deploy.", "bad deploy", "Slack", V),
    ("blames", "Slack blames a bad deploy for the outage.", "bad deploy", "Slack", V),
    ("attributed to", "Slack attributed the fault to a bad deploy.", "bad deploy", "Slack", V),
    ("pinned on", "Slack pinned the fault on a bad deploy.", "bad deploy", "Slack", V),
]  # fmt: skip

# ---- quotations
QUOTED = [
    ("before", '"A bad deploy broke search," Slack said.', "bad deploy", "Slack", V),
    ("before, inverted", '"A bad deploy broke search," said Slack engineer Tom Reiss.', "bad deploy", "Tom Reiss", V),
    ("before, inverted with clause", '"A bad deploy broke search," said Tom Reiss, an engineer at Slack.', "bad deploy", "Tom Reiss", V),
    ("after a colon", 'Slack wrote: "A bad deploy broke search."', "bad deploy", "Slack", V),
    ("after that", 'Slack said that "a bad deploy broke search" for an hour.', "bad deploy", "Slack", V),
    ("both sides", '"A bad deploy broke search," Slack said, "and we are sorry for it."', "we are sorry", "Slack", V),
    ("runs on", '"A bad deploy broke search," Slack said. "All teams can search again since 4pm."', "All teams can search", "Slack", V),
    ("earlier sentences", '"Search is broken. A bad deploy is the reason for it," Slack said.', "Search is broken", "Slack", V),
    ("curly", "“A bad deploy broke search,” Slack said.", "bad deploy", "Slack", V),
    ("single marks", "'A bad deploy broke search for everyone,' Slack said.", "bad deploy", "Slack", V),
    ("next paragraph", '"A bad deploy broke search," Slack said.\n\n"All teams can search again since 4pm."', "All teams can search", "Slack", V),
    ("announced paragraph", "Slack posted this on Monday:\n\nWe are aware of trouble with search. A bad deploy is behind it.", "bad deploy", "Slack", V),
    ("signed post", "We rolled back a bad deploy and search works.\n\n— Slack (@SlackHQ) March 4, 2026", "bad deploy", "Slack", V),
    ("we of the main vendor", "Chat was slow.\n\nWe are looking into trouble with search.", "trouble with search", "Slack", V),
    ("tweeted", '"My whole team is stuck on old laptops," tweeted shop owner Carla Beck.', "old laptops", "Carla Beck", None),
    ("an unnamed user", '"My whole team is stuck on old laptops," one user wrote on a forum.', "old laptops", "user", U),
    ("verbs inside open no frame", '"My boss said that the app is dead to me," one user wrote.', "app is dead", "user", U),
    ("title in quotes", "The 'cold cache' was fixed at noon.", "cold cache", OWN, Y),
]  # fmt: skip

# ---- chains and second hand
CHAINED = [
    ("outlet reported", "TechCrunch reported that a bad deploy broke search.", "bad deploy", ("TechCrunch",), True),
    ("outlet tail", "A bad deploy broke search, Reuters reported.", "bad deploy", ("Reuters",), True),
    ("as reported by", "A bad deploy broke search, as reported by Bloomberg.", "A bad deploy broke search", ("Bloomberg",), True),
    ("told an outlet", "A Slack spokesperson told Reuters that a bad deploy broke search.", "bad deploy", ("Reuters", "Slack"), True),
    ("told us", "Slack told The Daily Wire Room that a bad deploy broke search.", "bad deploy", ("Slack",), False),
    ("A says that B says", "Reuters reported that Slack said a bad deploy broke search.", "bad deploy", ("Reuters", "Slack"), True),
    ("customers cite staff", "Customers said that Slack employees said a deploy broke search.", "deploy broke", ("customers", "Slack employees"), True),
    ("vendor alone", "Slack said that a bad deploy broke search.", "bad deploy", ("Slack",), False),
    ("own voice", "A bad deploy broke search.", "bad deploy", (), False),
]  # fmt: skip

# ---- other languages
FOREIGN = [
    ("de", "Slack teilte mit, dass ein Router ausgefallen sei.", "Router ausgefallen", "Slack"),
    ("de", "Laut Slack war ein Router ausgefallen.", "Router ausgefallen", "Slack"),
    ("de", "Slack bestätigte am Montag, dass ein Router defekt war.", "Router defekt", "Slack"),
    ("de", "Laut Downdetector gab es 3.000 Meldungen.", "3.000 Meldungen", "Downdetector"),
    ("fr", "Slack a indiqué que la panne venait d'un routeur.", "venait d'un routeur", "Slack"),
    ("fr", "Selon Slack, un routeur est en panne.", "routeur est en panne", "Slack"),
    ("fr", "Slack a confirmé que le service est rétabli.", "service est rétabli", "Slack"),
    ("es", "Slack dijo que un router había fallado.", "router había fallado", "Slack"),
    ("es", "Según Slack, un router había fallado.", "router había fallado", "Slack"),
    ("es", "De acuerdo con Downdetector, hubo 3.000 reportes.", "3.000 reportes", "Downdetector"),
    ("pt", "Slack disse que um roteador falhou.", "roteador falhou", "Slack"),
    ("pt", "Segundo Slack, um roteador falhou.", "roteador falhou", "Slack"),
    ("pt", "De acordo com Downdetector, houve 3.000 reclamações.", "3.000 reclamações", "Downdetector"),
]


@pytest.mark.parametrize(
    ("body", "words", "name", "role"),
    [pytest.param(*row[1:], id=row[0]) for row in SAID + AROUND + TRACKED + QUOTED],
)
def test_the_speaker_of_a_sentence_is_found(
    lexicon: Lexicon, body: str, words: str, name: str, role: Any
) -> None:
    voice = hear(lexicon, body, words)
    assert voice.speaker.name == name
    assert role is None or voice.speaker.role is role


@pytest.mark.parametrize(
    ("body", "words", "chain", "second_hand"), [pytest.param(*row[1:], id=row[0]) for row in CHAINED]
)
def test_the_chain_names_everyone_between_the_publisher_and_the_speaker(
    lexicon: Lexicon, body: str, words: str, chain: Any, second_hand: Any
) -> None:
    voice = hear(lexicon, body, words)
    assert voice.chain == (OWN, *chain)
    assert voice.second_hand is second_hand


@pytest.mark.parametrize(
    ("language", "body", "words", "name"), FOREIGN, ids=[f"{r[0]}-{n}" for n, r in enumerate(FOREIGN)]
)
def test_the_commonest_frames_of_other_languages_are_read(
    lexicon: Lexicon, language: str, body: str, words: str, name: str
) -> None:
    assert hear(lexicon, body, words, title="Slack", language=language).speaker.name == name


HEADLINES = [
    ("colon", "Slack: Monday's outage was caused by a bad deploy", "bad deploy", "Slack"),
    ("says at the end", "Bad deploy behind outage, Slack says", "Bad deploy", "Slack"),
    ("blames", "Slack blames bad deploy for outage", "bad deploy", "Slack"),
    ("own", "Slack down after bad deploy", "bad deploy", OWN),
]


@pytest.mark.parametrize(("title", "words", "name"), [pytest.param(*r[1:], id=r[0]) for r in HEADLINES])
def test_headlines_have_speakers_too(lexicon: Lexicon, title: str, words: str, name: str) -> None:
    article = an_article("Slack had a bad day. Slack is a chat service.", title)
    voice = prepare_reading(article, lexicon).hearing.voice_at(
        title.index(words), title.index(words) + len(words)
    )
    assert voice.speaker.name == name


def test_a_vendors_own_post_speaks_as_the_vendor(lexicon: Lexicon) -> None:
    body = (
        "We had an outage on Monday. We are sorry for it.\n\nWe pushed a bad deploy at 9:00 UTC. Our pagers went off "
        "two minutes later. We rolled back by 9:40 UTC.\n\nOur next steps are simple. We will add a canary."
    )
    reading = prepare_reading(an_article(body, "Slack's outage of Monday"), lexicon)
    assert reading.hearing.own.speaker.name == "Slack"
    assert reading.hearing.own.speaker.role is V
