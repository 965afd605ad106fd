"""Who speaks, family by family, in stories of our own: (what is special, title, body, words that are said, speaker).

An empty speaker is the publisher's own voice. The words are looked for at their last place in the text.
"""

import pytest

from newsagg.detect.lexicon import Lexicon, load_lexicon
from tests.detect.heard import find_speaker

W = "WhatsApp goes quiet for millions"
S = "Slack is down for many"
D = "Deutsche Bank apps freeze on payday"
X = "X stops loading for users in Europe"
L = "Nordvik ferries halted by booking glitch"

PARENTS = [
    ("parent by name", W, "WhatsApp went quiet at noon. Meta said a router had been set up wrongly.", "router had been set up", "Meta"),
    ("spokesperson of the parent", W, "Nobody could send photos. A Meta spokesperson confirmed that a cache was cold.", "cache was cold", "Meta"),
    ("owner in an apposition", W, "Meta, which owns WhatsApp, said a cache was cold.", "cache was cold", "Meta"),
    ("parent company", W, "WhatsApp's parent company, Meta, blamed a cold cache.", "cold cache", "Meta"),
    ("the company after the parent", W, "Meta apologised on Monday. The company said a cache was cold.", "cache was cold", "Meta"),
    ("redmond", "Outlook fails to load mail", "Microsoft is on the case. The Redmond firm said a cache was cold.", "cache was cold", "Microsoft"),
    ("giant", "Outlook fails to load mail", "Outlook broke at noon and Microsoft knows. A cache was cold, the tech giant said.", "A cache was cold", "Microsoft"),
]  # fmt: skip

ROLES = [
    ("chief executive of the airline", L, "The airline's chief executive, Rosa Lind, said a disk was full.", "disk was full", "Rosa Lind"),
    ("officer, apposition behind", L, "Rosa Lind, Nordvik's chief technology officer, said an outside supplier that runs its booking desk had failed.", "outside supplier", "Rosa Lind"),
    ("officer, tail", L, "A disk was full, said Rosa Lind, Nordvik's operations director.", "A disk was full", "Rosa Lind"),
    ("unnamed officer", S, "Slack is back. The firm's chief engineer said a disk was full.", "disk was full", "Slack"),
    ("spokesman for", D, "A spokesman for Deutsche Bank said salaries would be paid by evening.", "salaries would be paid", "Deutsche Bank"),
    ("said a spokesman for", D, '"Salaries will be paid by evening," said a spokesman for the bank.', "Salaries will be paid", "Deutsche Bank"),
    ("bank says", D, "Customers of Deutsche Bank saw no money. The bank says salaries will come.", "salaries will come", "Deutsche Bank"),
    ("lender", D, "Deutsche Bank is at work on it. The lender said a disk was full.", "disk was full", "Deutsche Bank"),
    ("support account", S, "Slack's support account posted that a disk was full.", "disk was full", "Slack"),
    ("officials", "Airport radar goes dark", "Officials at the FAA said a disk was full.", "disk was full", "FAA"),
    ("who could not, said", S, "One user who could not open the Slack app said a loop ate her drafts.", "a loop ate", "user"),
    ("officer with a place", S, "Slack's head of platform in Dublin, Tom Reiss, said a disk was full.", "disk was full", "Tom Reiss"),
    ("engineer on a forum", S, "An engineer at Slack wrote on a forum that a disk was full.", "disk was full", "Slack"),
    ("internal memo", S, "An internal memo seen by Reuters said that a script wiped a table.", "script wiped", "Slack"),
    ("email to staff", S, "In an email to staff, Slack's Tom Reiss said a script wiped a table.", "script wiped", "Tom Reiss"),
    ("message to customers", S, "A message sent to customers of Slack said that files were gone.", "files were gone", "Slack"),
    ("screenshot", S, "A screenshot shared on a forum shows a notice from Slack saying that files are gone.", "files are gone", "Slack"),
]  # fmt: skip

SHAPES = [
    ("today that", S, "After a day of silence, Slack confirmed today that a worm ate its disks.", "worm ate", "Slack"),
    ("late friday", S, "After saying little, Slack confirmed late Friday it had run out of disks.", "run out of disks", "Slack"),
    ("opening is the reporter's", S, "After three days of trouble, Slack confirmed that a worm ate its disks.", "three days of trouble", ""),
    ("since is theirs", S, "Since Sunday, users have reported that files vanish.", "Since Sunday", "users"),
    ("parenthetical", S, "The disk, Slack said, was full by noon.", "full by noon", "Slack"),
    ("parenthetical, first half", S, "The worn disk, Slack said on Monday, was full by noon.", "The worn disk", "Slack"),
    ("went on to say", S, "Slack said sorry. It went on to explain that a disk was full.", "disk was full", "Slack"),
    ("reported issues", S, "Slack was reporting a fault with its search.", "a fault with its search", "Slack"),
    ("quoted as saying", S, "An official in the regional telecoms office was quoted as saying that a digger cut the duct.", "digger cut", "official"),
    ("adding, behind told", S, "The sudden shutdown came from a worn disk, Slack's Tom Reiss told reporters, adding that a spare had failed, too.", "a spare had failed", "Tom Reiss"),
    ("customers of a list", S, "Customers of Slack, Corvel Bank and Dunmore Bank told us that codes never arrived.", "codes never arrived", "customers"),
    ("list of places", S, "Users in Spain, France, the UK and Brazil reported that calls drop.", "calls drop", "users"),
    ("list of places is theirs", S, "Users in Spain, France, the UK and Brazil reported that calls drop.", "Spain, France", "users"),
    ("no comma after according to", S, "According to the company a disk was full.", "disk was full", "Slack"),
    ("name without comma", S, "According to Slack the whole thing lasted an hour.", "lasted an hour", "Slack"),
    ("per", S, "The whole thing lasted an hour, per Slack.", "lasted an hour", "Slack"),
    ("per, opening", S, "Per the company's status page, search is slow.", "search is slow", "Slack"),
    ("via", S, "Slack said via X that search is slow.", "search is slow", "Slack"),
    ("as per", S, "As per Slack, search is slow.", "search is slow", "Slack"),
    ("citing", S, "Bloomberg, citing two people close to the firm, reported that a worm ate the disks.", "worm ate", "people close to the firm"),
    ("colon headline", "Slack outage over, company says", "Chat works again.", "Slack outage over", "Slack"),
    ("who adds", S, "Slack, which is owned by Salesforce, added that search is slow.", "search is slow", "Slack"),
    ("not the outlet", S, "In a statement to TechCrunch, Slack said that search is slow.", "search is slow", "Slack"),
    ("told the outlet", S, "Slack told TechCrunch that search is slow.", "search is slow", "Slack"),
    ("told by", S, "TechCrunch was told by Slack that search is slow.", "search is slow", "Slack"),
    ("outage is no speaker", S, "The outage that began on Monday is telling many people that their plan has ended.", "plan has ended", ""),
    ("posts is a noun", S, "Slack is what I praise in most posts on this page of mine.", "on this page of mine", ""),
    ("reports is a noun", S, "After reports of trouble on Monday, a disk was replaced.", "disk was replaced", ""),
    ("you is no speaker", S, "You may have seen slow pages, found some channels empty, or lost a draft.", "slow pages", ""),
    ("sentence opener is no name", S, "Incident declared at noon. Rollback said to be done.", "Rollback", ""),
    ("reporter after the speaker", S, "Slack said a disk was full. The fault began at noon and ended by four.", "ended by four", ""),
    ("reporter in the same paragraph", S, "Slack blamed a disk. Chat had been down since nine in the morning.", "Chat had been down", ""),
    ("discovered", S, "Slack later discovered a second fault in its database.", "second fault", "Slack"),
    ("identified as", S, "Slack has identified the cause as a worn disk.", "worn disk", "Slack"),
    ("acknowledges", S, "Slack acknowledged the fault at noon.", "the fault", "Slack"),
    ("is aware", S, "Slack is aware that some users cannot log in.", "cannot log in", "Slack"),
    ("is looking into", S, "Slack said it was looking into why search is slow.", "search is slow", "Slack"),
    ("it emerged", S, "It emerged on Monday that a worm ate the disks.", "worm ate", ""),
    ("customers were told", S, "Customers were told that files may be late.", "files may be late", "Slack"),
    ("users were warned", S, "Slack is slow and users have been warned that files may be late.", "files may be late", "Slack"),
    ("blamed in the passive", S, "The fault was blamed by Slack on a worn disk.", "worn disk", "Slack"),
    ("put down to", S, "The trouble has been put down to a worn disk by Slack.", "worn disk", "Slack"),
    ("attributed passive", S, "The trouble was attributed to a worn disk by Slack's engineers.", "worn disk", "Slack"),
]  # fmt: skip

PAGES = [
    ("marked as resolved", S, 'Slack\'s status page read "partial outage" at noon. It has since been marked as resolved.', "marked as resolved", "Slack"),
    ("incident page shows", S, "Slack is at work. The incident page shows that search works again.", "search works again", "Slack"),
    ("page was updated", S, "At noon Slack's status page was updated to say that search works again.", "search works again", "Slack"),
    ("page lists", S, "Slack's status page lists search and calls as degraded.", "search and calls", "Slack"),
    ("on its status page", S, "On its status page, Slack reported trouble with search.", "trouble with search", "Slack"),
    ("as of, aside", S, "The status page itself, as of 1:05 pm, says that search works again.", "1:05 pm", "Slack"),
    ("frequent updates", S, "Slack has been posting updates detailing trouble with search.", "trouble with search", "Slack"),
    ("update from that was posted", S, "The latest update from Slack that was posted at 5PM reads: “Search works again.”", "Search works again", "Slack"),
    ("entry", S, "An entry on the Slack status page noted trouble with search.", "trouble with search", "Slack"),
    ("post continued", S, '"A disk was full," Slack wrote. The post continued: "Search works again for all."', "Search works again", "Slack"),
    ("update added", S, "Slack posted a notice at noon saying that a disk was full. The update added that search works again.", "search works again", "Slack"),
    ("a post on x", X, "A post on X's engineering page said a disk was full.", "disk was full", "X"),
    ("post on the platform", S, "In a post on X, Slack said that a disk was full.", "disk was full", "Slack"),
    ("reddit thread", S, '"None of our bots can send reminders today," a Reddit post explained.', "None of our bots", "users"),
    ("app shows", S, "The service says on its help page that search is slow.", "search is slow", "Slack"),
]  # fmt: skip

TRACKERS = [
    ("peaked", S, "Reports on Downdetector peaked at 4,100 shortly after nine.", "4,100", "Downdetector"),
    ("locative", S, "On Downdetector, more than 4,100 reports came in by nine.", "4,100 reports", "Downdetector"),
    ("possessive", S, "Downdetector's chart climbed to 4,100 by nine.", "4,100", "Downdetector"),
    ("noun adjunct", S, "Downdetector reports climbed to 4,100 by nine.", "4,100", "Downdetector"),
    ("there were", S, "There were 4,100 reports on Downdetector by nine.", "4,100 reports", "Downdetector"),
    ("map", S, "Downdetector counted 4,100 reports. An outage map shows that Spain was hit worst.", "Spain was hit", "Downdetector"),
    ("the site", S, "Downdetector counted 4,100 reports. The site said that most came from Spain.", "most came from Spain", "Downdetector"),
    ("the tracker", S, "Downdetector counted 4,100 reports. Most came from Spain, the tracker said.", "Most came from Spain", "Downdetector"),
    ("with", S, "Search broke for many, with Downdetector showing 4,100 reports by nine.", "4,100 reports", "Downdetector"),
    ("clause of its own", S, "Slack blamed a worn disk, while reports on Downdetector passed 4,100.", "worn disk", "Slack"),
    ("reporter's sentence beside", S, "Downdetector counted 4,100 reports. The trouble ended by noon.", "ended by noon", ""),
    ("no report", S, "Downdetector is a site that many people know.", "many people know", ""),
]  # fmt: skip

USERS = [
    ("took to", S, "Users took to social media to complain that files vanish.", "files vanish", "users"),
    ("flooded", S, "Customers flooded X with complaints that files vanish.", "files vanish", "customers"),
    ("many say", S, "Many say that files vanish.", "files vanish", "users"),
    ("complaints", S, "Complaints on social media suggest that files vanish.", "files vanish", "users"),
    ("community reports", S, "According to community reports on Reddit, files vanish.", "files vanish", "users"),
    ("users of", S, "Users of the Slack app reported that files vanish.", "files vanish", "users"),
    ("signed customer", S, 'People are cross.\n\n"Our files vanished and nobody at the company picks up."\n\n- Slack customer', "Our files vanished", "customers"),
    ("customer told an outlet", S, '"It was late. They never told us that our files were gone," one of the Slack customers told *The Daily Wire Room* by mail.', "It was late", "Slack customer"),
    ("signed by a school", S, "Today lessons go on. Our phone lines still work.\n\n— St. Anna's School (@stannas) March 4, 2026", "phone lines still work", "St. Anna's School"),
]  # fmt: skip

QUOTES = [
    ("three sentences", S, '"A disk was full," Slack said. "We swapped it. It was an old one."', "an old one", "Slack"),
    ("three paragraphs", S, '"A disk was full," said Slack engineer Tom Reiss.\n\n"We swapped it at nine.\n\n"Nobody noticed the fault for an hour."', "Nobody noticed", "Tom Reiss"),
    ("quote then tail clause", S, '"Search is slow," the company said as it worked to restore calls by noon.', "restore calls", ""),
    ("quote then adding", S, '"Search is slow," Slack said, adding that calls work.', "calls work", "Slack"),
    ("newsroom we", S, "Slack blamed a worn disk.\n\nWe have asked the firm whether files were lost and are yet to hear back.", "files were lost", ""),
    ("speaker before", S, 'Slack engineer Tom Reiss was sorry on Monday. "A disk was full and nobody looked."', "nobody looked", "Tom Reiss"),
    ("speaker after", S, '"A disk was full and nobody looked." That was how Slack put it on Monday.', "nobody looked", "Slack"),
    ("two speakers", S, '"A disk was full," Slack said. "That is not the whole truth," said analyst Mia Grun.', "not the whole truth", "Mia Grun"),
]  # fmt: skip

FOREIGN = [
    ("de", S, "Slack war am Montag gestört. Das Unternehmen teilte mit, ein Router sei ausgefallen.", "Router sei ausgefallen", "Slack"),
    ("de tail", S, "Ein Router sei ausgefallen, sagte ein Sprecher von Slack.", "Ein Router sei", "Slack"),
    ("de concern", S, "Slack war gestört. Wie der Konzern mitteilte, war ein Router ausgefallen.", "Router ausgefallen", "Slack"),
    ("fr", S, "Slack était en panne lundi. L'entreprise a indiqué qu'un routeur avait lâché.", "routeur avait lâché", "Slack"),
    ("fr tail", S, "Un routeur a lâché, a expliqué l'entreprise.", "Un routeur a lâché", "Slack"),
    ("es", S, "Slack falló el lunes. La empresa informó que un router había fallado.", "router había fallado", "Slack"),
    ("es tail", S, "Un router había fallado, según la compañía.", "Un router", "Slack"),
    ("pt", S, "O Slack caiu na segunda. A empresa informou que um roteador falhou.", "roteador falhou", "Slack"),
    ("pt tail", S, "Um roteador falhou, disse a empresa.", "Um roteador falhou", "Slack"),
]  # fmt: skip


ACCOUNTS = [
    ("by its own reckoning", S, "Slack was gone for four hours, by the firm's own reckoning, and came back slowly.", "gone for four hours", "Slack"),
    ("on their telling", L, "Nordvik runs forty boats, and Nordvik is sorry. On the operator's telling, a disk had filled by dawn.", "a disk had filled", "Nordvik"),
    ("by the count of", D, "By the count of Downdetector, 900 people had trouble with Deutsche Bank.", "900 people", "Downdetector"),
    ("puts a figure at", L, "Nordvik is back. A marina owner puts his lost trade at 4,000 kroner a day.", "4,000 kroner", "owner"),
    ("gave as the start", S, "Slack went quiet. Its status page gave 9:40 as the moment of failure.", "9:40", "Slack"),
    ("has it that", X, "Reuters, for its part, has it that a cable was cut under a bridge.", "a cable was cut", "Reuters"),
    ("said and goes on", D, "Nobody lost money, the bank said, and all cards worked by noon.", "all cards worked", "Deutsche Bank"),
    ("quoted and goes on", S, "Slack is back. “We are sorry,” Slack wrote on Monday, and the last rooms opened at six.", "the last rooms opened", "Slack"),
    ("shows and goes on", "Airport radar goes dark", "The ground stop began at eight, an FAA notice shows, and was lifted at ten.", "lifted at ten", "FAA"),
    ("comma behind the mark", L, "“This was no attack”, harbour master Rosa Lind stressed on the quay.", "This was no attack", "Rosa Lind"),
    ("told behind a spokesperson", X, '"A cache was cold," Mia Strand, a spokesperson for X, told reporters in an email.', "A cache was cold", "Mia Strand"),
    ("contractor by name", L, "The contractor, Pelican Systems, says a fuse blew in its hall.", "a fuse blew", "Pelican Systems"),
    ("chair of a body, by name", X, "Chair of the Operators' Forum, Ida Brandt, said the flood touched four carriers.", "the flood touched", "Ida Brandt"),
    ("town, state, said", L, "Nordvik, a ferry line in Bergen, Norway, said in a note that bookings and tickets had failed.", "bookings and tickets", "Nordvik"),
    ("company that carries", L, "The firm that built the site says its index was gone. That firm is Nordvik.", "its index was gone", "Nordvik"),
    ("a process that the bank expects", D, "Staff reload tills by hand, a job that Deutsche Bank expects to take a day.", "Staff reload", ""),
    ("time before the subject", D, "In a post on X shortly after 9am the lender said cards were fine.", "cards were fine", "Deutsche Bank"),
    ("colon and a mark", L, "Nordvik was late. Rosa Lind, its director, said little. Lind closed with a bow: “We are sorry to each crew out there.”", "We are sorry to each", "Rosa Lind"),
    ("a darker picture", L, "Nordvik says little. The Harbour Guild paints a darker picture: a worn line had failed twice.", "a worn line had failed", "Harbour Guild"),
    ("users are shown", S, "Users of Slack who try to log in now see this: “A fault of ours keeps you out.”", "A fault of ours", ""),
    ("others of the customers", D, "Customers of the bank were cross. Others said their cards had failed since dawn.", "cards had failed", "customers"),
    ("many other firms", S, "Slack was slow. Many other vendors reported outages in the past week.", "outages in the past week", ""),
    ("one source", S, "A source told the paper that a script wiped a table.", "a script wiped", "source"),
    ("ministry's sources", L, "Treasury sources said a repair would take a week.", "a repair would take", "Treasury sources"),
    ("a ministry's official", L, "A transport ministry official said the boats would run by night. He blamed a worn cable.", "a worn cable", "transport ministry official"),
    ("owner of another", L, "The harbour's radar is Fjordnet's. Fjordnet's owner said a mast had bent.", "a mast had bent", "Fjordnet"),
    ("agency by name", X, "New Zealand's cybersecurity agency Cert NZ wrote that many firms were under fire.", "many firms were under fire", "Cert NZ"),
    ("notice behind users", D, "Deutsche Bank posted a notice. Users were cross. “Some may see no balance,” explains the notice.", "Some may see", "Deutsche Bank"),
    ("as users", S, "Slack said it was looking into a fault as users in Peru lost their rooms.", "users in Peru lost", ""),
    ("later has", S, "Slack confirmed that its search, its calls, and its app have a fault in common.", "have a fault in common", "Slack"),
    ("based in two words", "Okta locks users out of their apps", "San Francisco-based Okta said a key had run out.", "a key had run out", "Okta"),
    ("bracketed ticker", "Okta locks users out of their apps", "Okta Inc (OKTA.O) said a key had run out.", "a key had run out", "Okta"),
    ("name last in the headline", "Outage was caused by a cut cable: Slack", "Rooms were dark. The cable lay in a field.", "Outage was caused", "Slack"),
    ("a page turned red", S, "Slack was dark. Its status page turned red at 9:20 with the word “outage”.", "red at 9:20", "Slack"),
    ("at that point", S, "Slack was dark at noon. At that point the company wrote: all rooms are shut.", "all rooms are shut", "Slack"),
    ("but simply said", S, "Slack did not deny the break-in but simply said that its rooms were shut.", "its rooms were shut", "Slack"),
]  # fmt: skip


ABROAD = [
    ("sagte eine Sprecherin des Konzerns", "Telekom-Netz in Kiel gestört", "Telekom ist dran. Ein Bagger habe ein Kabel gekappt, sagte eine Sprecherin des Konzerns.", "ein Kabel gekappt", "Telekom"),
    ("so Technikchefin", "Telekom-Netz in Kiel gestört", "„Ein Kabel war gerissen“, so Technikchefin Anna Berg gegenüber der Zeitung.", "Ein Kabel war", "Anna Berg"),
    ("am Montag mitteilte", "Telekom-Netz in Kiel gestört", "Wie Telekom am Montag mitteilte, war ein Kabel gerissen.", "ein Kabel gerissen", "Telekom"),
    ("teilte das Institut mit", "Störung bei der Postbank", "Man arbeite an einer Lösung, teilte das Institut mit.", "arbeite an einer", "Postbank"),
    ("dit avoir", "Panne chez Orange", "Le groupe dit avoir identifié un câble défectueux.", "un câble défectueux", "Orange"),
    ("fait savoir", "Panne chez Orange", "Un routeur est en cause, fait savoir l’opérateur.", "Un routeur", "Orange"),
    ("fuentes", "Movistar se cae en España", "Fuentes de la empresa señalan que un cable fue cortado.", "un cable fue", "fuentes"),
    ("nota", "Nubank fica fora do ar", "Em nota, o Nubank afirmou que um cabo foi cortado.", "um cabo foi", "Nubank"),
]  # fmt: skip
NEXT = [
    ("she is who was named last", L, "Rosa Lind, director at Nordvik, said little. Mia Strand, who sails daily, is cross. She puts her lost day at 900 kroner.", "900 kroner", "Mia Strand"),
    ("story first, count after", S, "The trouble began at nine and drew 4,000 reports on Downdetector.", "began at nine", ""),
    ("the count is the tracker's", S, "The trouble began at nine and drew 4,000 reports on Downdetector.", "4,000 reports", "Downdetector"),
    ("posted a while ago", S, "Resolved This incident is over.\n\nPosted 20 minutes ago. Mar 04, 2026 - 18:10 UTC", "18:10 UTC", "Slack"),
    ("newsroom as it is written", S, "Bleeping Computer said a script wiped a table.", "a script wiped", "Bleeping Computer"),
    ("its review", S, "Slack wrote at length. Neither a worm nor a thief had been near, the review states.", "Neither a worm", "Slack"),
    ("monitor says in a headline", "Iran goes dark, monitor says", "NetBlocks saw all links fall at dawn.", "Iran goes dark", "NetBlocks"),
    ("says minister", "Power is back in Quito after a dark day, says minister", "Homes were dark since dawn.", "Power is back", "minister"),
    ("a report by a site", S, "Tills were off since about three, according to a report by tillnews.com.au.", "Tills were off", "tillnews.com.au"),
    ("eventually, admitted", S, "Slack kept quiet for days but, eventually, admitted that a worm ate its disks.", "a worm ate", "Slack"),
    ("whole quotation, according to", S, "“All rooms are shut for now,” according to the status page.", "All rooms are shut", "Slack"),
    ("latest figures", S, "Some 40 firms lost rooms, according to its latest figures.", "Some 40 firms", "Slack"),
    ("emergency calls", L, "Emergency calls in three towns rang into nothing, and the firm that carries them says its line was cut.", "rang into nothing", ""),
    ("runs on after a caption", S, "“We are very sorry for the long night that you have had,” Slack wrote on Monday.\n\nA desk in Leeds.\n\n“The fault is found, and rooms come back one by one.”", "The fault is found", "Slack"),
]  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("title", "body", "words", "name"),
    [
        pytest.param(*row[1:], id=row[0])
        for row in PARENTS
        + ROLES
        + SHAPES
        + PAGES
        + TRACKERS
        + USERS
        + QUOTES
        + FOREIGN
        + ACCOUNTS
        + ABROAD
        + NEXT
    ],
)
def test_the_speaker_is_found_in_every_member_of_a_family(
    lexicon: Lexicon, title: str, body: str, words: str, name: str
) -> None:
    assert find_speaker(lexicon, title, body, words) == name
