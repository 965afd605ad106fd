"""Who speaks, by turns of phrase and over sentences: (what is special, title, body, words that are said, speaker).

An empty speaker is the publisher's own voice. The words are looked for at their last place in the text.
"""

import pytest

from newsagg.detect.lexicon import Lexicon, load_lexicon
from tests.detect.heard import find_speaker

S = "Slack is down for many"
D = "Deutsche Bank apps freeze on payday"
N = "Card readers go dark in three towns"
Z = "Zoom calls drop across Europe"
B = "British Airways check-in fails again"

COMMON_NOUNS = [
    ("the vendor", N, "The vendor said a fuse had blown.", "a fuse had blown", "vendor"),
    ("the supplier, behind", N, "A fuse had blown, according to the supplier.", "A fuse had blown", "supplier"),
    ("a compound", N, "The terminal maker wrote that a fuse had blown.", "a fuse had blown", "terminal maker"),
    ("the trust expects", N, "The hospital trust expects that lifts will run by Friday.", "lifts will run", "hospital trust"),
    ("of a country", N, "Scotland's largest lender said a fuse had blown.", "a fuse had blown", "Scotland's largest lender"),
    ("somebody's hotline", N, "The school board's hotline tells parents the doors will open at ten.", "doors will open", "school board"),
    ("going by figures", N, "Going by the landlord's own figures, 40 flats had no lights.", "40 flats", "landlord"),
    ("officials of a county", N, "Parish officials say a fuse had blown.", "a fuse had blown", "Parish officials"),
    ("of a country, introduced", D, "Germany's biggest lender blames a stuck valve.", "a stuck valve", "Deutsche Bank"),
    ("named before by its last word", N, "The Harbour Data Group looks after the lines. The group said a fuse had blown.", "a fuse had blown", "Harbour Data Group"),
    ("the department", N, "The Mill Valley Fire Department lost its phones. Nobody was hurt. The department posted that a fuse had blown.", "a fuse had blown", "Mill Valley Fire Department"),
    ("the council", N, "Lines at Brackwell Town Council are dead. The council says a fuse had blown.", "a fuse had blown", "Brackwell Town Council"),
    ("in german", N, "Der Betreiber teilte mit, dass eine Sicherung durchgebrannt sei.", "eine Sicherung", "Betreiber"),
    ("two firms named before", N, "Millnet and Harbourtel lost lines. Both said that a fuse had blown.", "a fuse had blown", "Millnet and Harbourtel"),
    ("all three of them", N, "Lunabank, Orebank and Tidebank were hit. All three banks said a fuse had blown.", "a fuse had blown", "Lunabank, Orebank and Tidebank"),
]  # fmt: skip

HEADS = [
    ("in a list of places", N, "Fire crews in Ohio, Kansas and Texas said a fuse had blown.", "a fuse had blown", "Fire crews"),
    ("including some", N, "The coroners in several towns, including Leeds, York, and Hull, warned that a fuse had blown.", "a fuse had blown", "coroners"),
    ("town and state", N, "The fire department in Del Norte, Texas, posted that a fuse had blown.", "a fuse had blown", "fire department in Del Norte"),
    ("town and what it is", N, "The fire department in Elko, Nevada, a town of 20,000 people, said a fuse had blown.", "a fuse had blown", "fire department in Elko"),
    ("behind a dateline", S, "Anna Poe (Reuters) -- Chat service Slack said a fuse had blown.", "a fuse had blown", "Slack"),
    ("at this point", S, "Slack said that at this point, a blown fuse is to blame.", "a blown fuse", "Slack"),
    ("what is sold before the name", N, "Garden store Petalia confirmed all of its tills had been affected.", "all of its tills", "Petalia"),
    ("initials of who was named", B, "British Airways is sorry. BA said a fuse had blown.", "a fuse had blown", "British Airways"),
    ("they are no tracker", S, "Downdetector, which counts complaints, shows 900 of them. They later posted an update saying that a fuse had blown.", "a fuse had blown", "Slack"),
    ("union man", S, "Porters' union organiser Cal Pettifer says a fuse had blown.", "a fuse had blown", "Cal Pettifer"),
    ("officer before a comma", S, "Dr Ada Moss, Medical Director, said: “A fuse had blown.”", "A fuse had blown", "Ada Moss"),
    ("colon behind a name", S, "Slack's Ada Moss: “A fuse had blown.”", "A fuse had blown", "Ada Moss"),
]  # fmt: skip

TURNS = [
    ("holds responsible", S, "Slack holds its landlord responsible: a pump had seized.", "a pump had seized", "Slack"),
    ("ties to", S, "Catchpoint ties the trouble to a worn router.", "a worn router", "Catchpoint"),
    ("links to", S, "The airport has linked the queue to a worn router.", "a worn router", "airport"),
    ("let know", S, "Slack let admins know by mail that files were gone.", "files were gone", "Slack"),
    ("suspicion", S, "Engineers at Slack have a nagging suspicion that a clock had drifted.", "a clock had drifted", "Slack"),
    ("could not say if", S, "Slack could not say whether guests in Asia were hit, too.", "guests in Asia", "Slack"),
    ("would not say how many", D, "The lender would not say how many branches had closed.", "how many branches", "Deutsche Bank"),
    ("but did say", S, "Slack declined to talk of refunds but did say search was back.", "search was back", "Slack"),
    ("estimates a number", S, "Slack estimates 40,000 rooms were locked.", "40,000 rooms", "Slack"),
    ("forecast", S, "Analysts at Forrester forecast that rooms will stay shut until May.", "rooms will stay shut", "Forrester"),
    ("is confident", S, "Slack is confident that no draft was lost.", "no draft was lost", "Slack"),
    ("is adamant", S, "Slack is adamant no draft was lost.", "no draft was lost", "Slack"),
    ("has it from", S, "Handelsblatt has it from two engineers that a clock had drifted.", "a clock had drifted", "Handelsblatt"),
    ("issued the following", S, "On Friday Slack issued the following message: “Rooms come back one by one.”", "Rooms come back", "Slack"),
    ("had this to say", S, "Slack had this to say: “Rooms come back one by one.”", "Rooms come back", "Slack"),
    ("front participle", S, "Insisting that no draft was lost, Slack opened its rooms at ten.", "no draft was lost", "Slack"),
    ("front participle, who", S, "Saying it had fought off a flood of junk, Slack opened its rooms at ten.", "a flood of junk", "Slack"),
    ("front participle, the rest", S, "Insisting that no draft was lost, Slack opened its rooms at ten.", "at ten", ""),
    ("if they are right", S, "If Slack's engineers are right, a clock had drifted.", "a clock had drifted", "Slack"),
    ("is to be believed", S, "If Slack is to be believed, a clock had drifted.", "a clock had drifted", "Slack"),
    ("for a person", S, "For Gartner's Ada Moss, one thing is plain: “A clock had drifted.”", "A clock had drifted", "Ada Moss"),
    ("passive, assured by", S, "Nothing was lost, teams have been assured by Slack.", "Nothing was lost", "Slack"),
    ("passive, shown by", S, "Reporters were shown a picture of the burnt rack by Slack's operations chief.", "the burnt rack", "Slack"),
    ("heard from", N, "A fuse had blown, ministers heard from the supplier.", "A fuse had blown", "supplier"),
    ("complaint is that", S, "The customers' complaint is that drafts vanish.", "drafts vanish", "customers"),
    ("contradicted", S, "Slack flatly contradicted the union: nobody had been sacked.", "nobody had been sacked", "Slack"),
    ("took to a network, urging", S, "Slack took to X, urging teams to sign out.", "to sign out", "Slack"),
    ("asked for patience", S, "Slack's chief bowed and asked for patience.", "asked for patience", "Slack"),
    ("began reporting", S, "Around lunchtime, users began reporting that drafts vanish.", "drafts vanish", "users"),
    ("is blaming", S, "Slack is blaming a worn router for the silence.", "a worn router", "Slack"),
    ("put a halt to", S, "A spokesman for Slack was quick to scotch the rumour, saying that nobody had broken in.", "nobody had broken in", "Slack"),
    ("wants people to know", S, "Slack wants teams to know that drafts are safe.", "drafts are safe", "Slack"),
    ("scoffed", D, "Deutsche Bank scoffed at the idea that a flood caused it.", "a flood caused it", "Deutsche Bank"),
    ("put it down to the other", D, "Deutsche Bank laid the trouble at the door of a caterer.", "a caterer", "Deutsche Bank"),
    ("sources briefed", D, "Branches will close, said people briefed on the plan.", "Branches will close", "people briefed on the plan"),
    ("vented", S, "Owners vented on Reddit that drafts vanish.", "drafts vanish", "owners"),
    ("report things", S, "Sellers report parcels missing in Spain.", "missing in Spain", "Sellers"),
    ("raged", S, "Frustrated gamers raged that saves were gone.", "saves were gone", "gamers"),
    ("findings are nobody", S, "Early findings suggest a worn router.", "a worn router", ""),
    ("findings, said", S, "Early findings point to a worn router, Slack said.", "a worn router", "Slack"),
    ("read a message", S, "“We are on it,” read a message on Slack's status page as of 10:58.", "We are on it", "Slack"),
    ("a user by noun", S, "One Reddit user said 300 rooms had gone.", "300 rooms", "Reddit user"),
    ("customer by noun", S, "A customer wrote that 300 rooms had gone.", "300 rooms", "customer"),
]  # fmt: skip

TITLES = [
    ("no: name on thing", "No break-in: Slack on its long night", "Slack was dark.", "No break-in", "Slack"),
    ("dash name", "Zoom silent until Friday - Zoom", "Zoom was dark.", "silent until Friday", "Zoom"),
    ("dash outlet", "Zoom silent until Friday - Reuters", "Zoom was dark.", "silent until Friday", ""),
    ("dash sources", "Zoom silent after a flood - sources", "Zoom was dark.", "a flood", "sources"),
    ("bare noun says", "Emergency lines dead across B.C., province says", "Lines were dead.", "across B.C.", "province"),
    ("police say", "Emergency lines dead in Kent, police say", "Lines were dead.", "in Kent", "police"),
    ("sees recovery", "Slack sees full recovery by Friday", "Slack was dark.", "full recovery by Friday", "Slack"),
    ("tracker's counter", "Game servers reel", "SteamDB's counter sank to 412 players.", "sank to 412 players", "SteamDB"),
]  # fmt: skip

FOREIGN = [
    ("laut, verb behind", S, "Laut Downdetector häuften sich ab 9.05 Uhr die Klagen.", "ab 9.05 Uhr", "Downdetector"),
    ("laut, noun", D, "Laut der Bank dauerte der Ausfall drei Stunden.", "drei Stunden", "Deutsche Bank"),
    ("a exclu", S, "Slack a exclu l'hypothèse d'un sabotage.", "un sabotage", "Slack"),
    ("reclamaram", S, "Clientes reclamaram nas redes de que o site não abria.", "não abria", "clientes"),
]  # fmt: skip

RUNNING = [
    ("numbers go on", S, "Downdetector logged 900 reports at ten. The numbers had fallen to 40 by noon.", "fallen to 40", "Downdetector"),
    ("in another country", S, "Downdetector logged 900 reports in Spain. In Peru, about 300 users reported problems.", "about 300 users", "Downdetector"),
    ("next paragraph", S, "Downdetector logged 900 reports at ten.\n\nHotspots include Leeds and York.", "Leeds and York", "Downdetector"),
    ("share of them", S, "Downdetector logged 900 reports at ten. Around six in ten were about sending files.", "sending files", "Downdetector"),
    ("places that saw many", S, "Complaints on Downdetector hit 900 at ten. Leeds, York and Hull had the most.", "had the most", "Downdetector"),
    ("not the firm's", S, "Downdetector logged 900 reports at ten. The company has 400 employees in York.", "400 employees", ""),
    ("not what follows a vendor", S, "Downdetector logged 900 reports at ten. Slack said a fuse had blown. The numbers are large.", "numbers are large", ""),
    ("relative clause reminds", S, "Slack said that a fuse was behind the outage, which left 900 firms without rooms.", "900 firms", ""),
    ("for an outage that", S, "Slack apologised for an outage that kept 900 firms waiting.", "900 firms", ""),
    ("sorry after", S, "Slack is sorry. It apologised after its rooms were down for six hours.", "for six hours", ""),
    ("restored after", S, "Slack says search has been restored after an outage that began on Sunday.", "began on Sunday", ""),
    ("but what is new stays", S, "Slack said it was suffering an outage that also hit search.", "also hit search", "Slack"),
    ("main clause behind it", S, "Slack says an outage that hit 900 firms was caused by a blown fuse.", "a blown fuse", "Slack"),
    ("a change that caused it", S, "Slack said search was back after a deployment had failed.", "a deployment had failed", "Slack"),
    ("announced, in three paragraphs", S, "According to Slack:\n\nWe have changed the fuse.\n\nSearch was slow from nine to ten.\n\nFiles are fine, and we are sorry.", "slow from nine", "Slack"),
    ("statement with a colon", S, "The firm released a statement earlier today:\n\nSlack can confirm that our rooms are open. A fuse had blown.", "A fuse had blown", "Slack"),
    ("post in one line with the story", S, "Rooms were dark until ten. We are back. A fuse had blown. — Slack Status (@slackstat) March 4, 2026 Users cheered.", "A fuse had blown", "Slack"),
    ("story before the post", S, "Rooms were dark until ten. We are back. A fuse had blown. — Slack Status (@slackstat) March 4, 2026 Users cheered.", "dark until ten", ""),
    ("post of three lines", S, "Rooms were dark.\n\nSearch has been switched off.\n\nFiles will follow.\n\nWe are sorry.\n\n— Slack Status (@slackstat) March 4, 2026", "Files will follow", "Slack"),
    ("posted by", N, "Towns had no lines.\n\nLines are back. Please call in an emergency. Posted by Mill County Sheriff's Office on Monday, March 2", "Lines are back", "Mill County Sheriff's Office"),
]  # fmt: skip

PASSAGES = [
    ("she is the spokeswoman", S, "A spokeswoman for Millnet said a fuse had blown in Hull. She added that lines were back.", "lines were back", "Millnet"),
    ("the spokesman of before", S, "A spokesman for Millnet denied it. Ada Moss, a teacher, lost her notes. \"A fuse had blown,\" the spokesman said.", "A fuse had blown", "Millnet"),
    ("it of the sentence before", S, "Microsoft gave no reason. It said a fuse had blown.", "a fuse had blown", "Microsoft"),
    ("it of its own sentence", S, "Zoom has asked for time to explain what it called a blown fuse.", "a blown fuse", "Zoom"),
    ("told to a tracker", S, "Some 900 people reported lost notes on Downdetector.", "lost notes", "Downdetector"),
    ("told without a number", S, "Users reported lost notes on Downdetector.", "lost notes", "users"),
    ("the authority is a council", N, "Lines at Brackwell Town Council are dead. The authority said a fuse had blown.", "a fuse had blown", "Brackwell Town Council"),
    ("relative clause of many commas", N, "Millnet, which serves homes, farms and mills in Kent and Essex, said a fuse had blown.", "a fuse had blown", "Millnet"),
    ("office of somebody", N, "The sheriff's office said a fuse had blown.", "a fuse had blown", "sheriff's office"),
    ("rival in the headline", "Slack rival Chatterly goes dark", "Chatterly was dark at ten. Users of Chatterly had no rooms. The company said a fuse had blown.", "a fuse had blown", "Chatterly"),
    ("listed is no word", S, "Slack froze all listed rooms for an hour.", "rooms for an hour", ""),
    ("marks that differ", S, "“A fuse had blown,\" Ada Moss said. \"It was an old one.”", "It was an old one", "Ada Moss"),
]  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("title", "body", "words", "name"),
    [
        pytest.param(*row[1:], id=row[0])
        for row in COMMON_NOUNS + HEADS + TURNS + TITLES + FOREIGN + RUNNING + PASSAGES
    ],
)
def test_the_speaker_is_found_whatever_the_turn_of_phrase(
    lexicon: Lexicon, title: str, body: str, words: str, name: str
) -> None:
    language = "de" if body.startswith(("Der ", "Laut ")) else "en"
    assert find_speaker(lexicon, title, body, words, language=language) == name
