"""An edition's counts and stories -> its subject, preheader, two sentences and what could be heard. Pure.

A subject is made of what is claimed and of our own counts; a change is told in figures, never in percent: a week has
few outages.
"""

from collections.abc import Iterator, Sequence

from newsagg.report.edition import Brief, FeedNote, Run, Words
from newsagg.report.facts import Known
from newsagg.report.moments import spell, tell_length
from newsagg.report.phrases import Row, count_words, join_names
from newsagg.report.saying import denies, group_by_value, plain, say

LONGEST_SUBJECT = 78
LONGEST_PREHEADER = 140
# A feed that brought fewer in four weeks is silent most weeks.
USUAL_ENTRIES = 4
_CAUSES = {
    "configuration": "a configuration fault", "change_deployment": "a change", "software_bug": "a bug",
    "capacity_load": "load", "network": "the network", "data_store": "a database", "hardware": "hardware",
    "power_cooling_facility": "power or cooling", "third_party": "a supplier", "certificate_auth_time": "a certificate",
    "security_attack": "an attack", "human_error": "human error", "natural_event": "a natural event",
    "deliberate_shutdown": "a shutdown",
}  # fmt: skip


def write_subject(main: Known | None, rest: int, quiet: str, aside: int) -> str:
    """Return the subject of a week: its main incident, and how many more there were."""
    if main is None:
        if quiet == "deaf":
            return "We could not listen this week: our feeds could not be read"
        return f"A quiet week: no outage in the news{f', {spell(aside)} on status pages' if aside else ''}"
    more = f"; {spell(rest)} more outage{'s' * (rest > 1)}" if rest else ""
    for text in _offer_subjects(main):
        if len(text) + len(more) <= LONGEST_SUBJECT:
            return text + more
    room = LONGEST_SUBJECT - len(more) - len(" outage")
    name = _name_service(main)
    return f"{name if len(name) <= room else name[: room - 1].rstrip() + '…'} outage{more}"


def _name_service(main: Known) -> str:
    subjects = [plain(s["name"]) for s in main.services if s["role"] == "subject"]
    lead = plain(main.line["name"] or main.line["service"])
    return lead or join_names(subjects, most=1) or plain(main.line["title"])


def _offer_subjects(main: Known) -> Iterator[str]:
    """Yield subjects for an incident, the fullest first."""
    subjects = [plain(s["name"]) for s in main.services if s["role"] == "subject"]
    name = _name_service(main)
    names = [join_names([name, *(s for s in subjects if s != name)], most=3)] if len(subjects) > 1 else []
    lengths = [c for c in main.of("duration") if c["stance"] == "asserted" and c["precision"] != "vague"]
    length = tell_length(group_by_value(lengths)[0][0]) if lengths else ""
    down = main.line["mode"] == "unavailable"
    why = _tell_why(main)
    for who in (*names, name):
        if length:
            fact = f"{who} down for {length}" if down else f"{who} outage of {length}"
        else:
            fact = f"{who} down" if down else f"{who} outage"
        if why:
            yield f"{fact}, {why}"
        yield fact


def _tell_why(main: Known) -> str:
    if "cause" in main.disputed:
        return "sources disagree on why"
    vendor = [c for c in main.of("cause") if c["role"] in {"vendor_official", "status_page"}]
    firm = [c for c in vendor if c["stance"] == "asserted" and not denies(c)]
    if not firm or firm[0]["categories"] not in _CAUSES:
        return ""
    return f"vendor blames {_CAUSES[firm[0]['categories']]}"


def write_preheader(others: Sequence[Brief], second: str) -> str:
    """Return what a mailbox shows beside the subject: the other main news, else the second sentence."""
    named = list(dict.fromkeys(brief.title for brief in others))
    told = "Also: " if named else ""
    for title in named:
        longer = f"{told}{'' if told == 'Also: ' else '; '}{title}"
        if len(longer) > LONGEST_PREHEADER:
            break
        told = longer
    return told if told not in {"", "Also: "} else second[:LONGEST_PREHEADER]


def sum_up(
    counts: Sequence[int], *, disputed: int, unended: int, severe: int, quiet: str, feeds: Sequence[Row]
) -> tuple[Words, ...]:
    """Return two sentences: how many outages and how that compares, and how it stands with them."""
    number = counts[-1]
    if not number:
        after = f", after {spell(counts[-2])} in the week before" if counts[-2] else ""
        first = f"No outage that began in this week is in the news{after}."
        return say(first), say(explain_silence(feeds, quiet))
    verb = "is" if number == 1 else "are"
    parts = [_of_them(severe, number), _tell_disputed(disputed, number), _tell_over(unended, number)]
    return (
        say(
            f"{spell(number)} outage{'s' * (number > 1)} {verb} on record for this week, {_compare(counts)}."
        ),
        say(f"{parts[0]}, {parts[1]}, and {parts[2]}."),
    )


def _compare(counts: Sequence[int]) -> str:
    number, before, quarter = counts[-1], counts[-2], counts[:-1]
    total = sum(quarter)
    if not total:
        return (
            f"the first in {spell(len(quarter) + 1)} weeks" if number == 1 else "after twelve weeks with none"
        )
    change = number - before
    if not change:
        than = "as many as the week before"
    else:
        than = f"{spell(abs(change))} {'more' if change > 0 else 'fewer'} than the week before"
    mean = total / len(quarter)
    if mean < 1:
        return f"{than}; the {spell(len(quarter))} weeks before had {spell(total)} in all"
    return f"{than}; a usual week of the quarter has {spell(round(mean))}"


def _of_them(number: int, total: int) -> str:
    if total == 1:
        return (
            "it is major or critical by our rule"
            if number
            else "it is neither major nor critical by our rule"
        )
    if not number:
        return "none of them is major or critical by our rule"
    if number == total:
        return f"{'both' if number == 2 else f'all {spell(number)}'} are major or critical by our rule"
    return f"{spell(number)} of them {'is' if number == 1 else 'are'} major or critical by our rule"


def _tell_disputed(number: int, total: int) -> str:
    if total == 1:
        return "its sources disagree" if number else "its sources do not contradict each other"
    return f"sources disagree about {spell(number) if number else 'none'} of them"


def _tell_over(number: int, total: int) -> str:
    if total == 1:
        return "nobody says that it is over" if number else "it is said to be over"
    if not number:
        return "all are said to be over"
    return f"{spell(number)} {'is' if number == 1 else 'are'} not said to be over"


def judge_silence(feeds: Sequence[Row]) -> str:
    """Tell a quiet week from a deaf one: half of the feeds must have answered."""
    answered = sum(bool(feed["answered"]) for feed in feeds)
    return "quiet" if answered and 2 * answered >= len(feeds) else "deaf"


def explain_silence(feeds: Sequence[Row], quiet: str) -> str:
    """Return what the silence of a week without outages means."""
    asked = sum(bool(feed["asked"]) for feed in feeds)
    answered = sum(bool(feed["answered"]) for feed in feeds)
    if not asked:
        return "That says nothing: no feed was read in it."
    if not answered:
        return f"That says nothing: not one of {count_words(asked, 'feed')} could be read."
    if quiet == "deaf":
        return f"That says little: only {answered} of {len(feeds)} feeds could be read."
    if answered < len(feeds):
        return f"{answered} of {len(feeds)} feeds could be read, so some of it may be missing."
    return f"{'The feed' if answered == 1 else f'All {answered} feeds'} could be read: the week was quiet."


def tell_heard(feeds: Sequence[Row]) -> Words:
    """Return how many feeds were asked, answered, and brought how much."""
    asked = [feed for feed in feeds if feed["asked"]]
    if not asked:
        text = (
            "No feed was read in this week. What is told here was learned later, and silence means nothing."
        )
        return (Run(text=text),)
    total, good = (sum(feed[key] for feed in asked) for key in ("asked", "answered"))
    entries = sum(feed["entries"] for feed in feeds)
    answers = "every answer was good" if good == total else f"{good:,} answers were good"
    return say(
        f"{count_words(len(asked), 'feed')} {'was' if len(asked) == 1 else 'were'} asked {total:,} "
        f"time{'s' * (total != 1)}; {answers}, and {entries:,} article{'s' * (entries != 1)} "
        f"of this week came with them."
    )


def note_feeds(feeds: Sequence[Row]) -> tuple[FeedNote, ...]:
    """Return the feeds that are new, or that we could not hear, each once, by what is the matter."""
    found: list[tuple[int, FeedNote]] = []
    for feed in feeds:
        kind, words = _judge_feed(feed)
        if kind:
            note = FeedNote(kind=kind, feed=feed["feed"], outlet=plain(feed["outlet"]), words=plain(words))
            found.append((_FEED_KINDS.index(kind), note))
    return tuple(note for _, note in sorted(found, key=lambda pair: (pair[0], pair[1].feed)))


_FEED_KINDS = ("new", "dead", "failing", "silent", "unasked")


def _judge_feed(feed: Row) -> tuple[str, str]:
    if feed["gone"]:
        return "dead", feed["unasked"]
    if not feed["asked"]:
        return "unasked", feed["unasked"] or "nobody asked it in this week"
    if not feed["answered"]:
        return "dead", feed["error"] or "it never answered, and no reason was kept"
    if feed["answered"] < feed["asked"]:
        failed = feed["asked"] - feed["answered"]
        return "failing", f"{failed} of {feed['asked']} answers failed"
    if feed["new"]:
        return "new", f"listened to since this week; {count_words(feed['entries'], 'article')} so far"
    if not feed["entries"] and feed["usual"] >= USUAL_ENTRIES:
        return "silent", f"it answers, but brought nothing; {feed['usual']} articles in the four weeks before"
    return "", ""
