"""An edition's counts and stories -> its subject, preheader and two sentences. Pure.

A subject is made of what is claimed and of our own counts; a change is told in figures, never in percent: a week has
few outages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsagg.report.causes import KINDS
from newsagg.report.edition import Brief, Late, Words
from newsagg.report.facts import Known
from newsagg.report.hearing import explain_silence
from newsagg.report.moments import spell, tell_length
from newsagg.report.phrases import Row, count_words, join_names, shorten
from newsagg.report.saying import denies, group_by_value, plain, say

LONGEST_SUBJECT = 78
LONGEST_PREHEADER = 140
# Weeks that we listened in before a week can be called usual.
FEWEST_WEEKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the two sentences count."""

    counts: Sequence[int]
    """Incidents a week, the oldest first, this week last."""
    heard: int
    """How many of the weeks before this one we listened in."""
    severe: int
    disputed: int
    unended: int
    severity: str
    """Of the only one, where there is one."""
    listened: bool = True
    """Whether we listened in this week, or the record of it came later."""
    left_out: int = 0
    """Outages of this week that the list's filter leaves out."""
    filtered_by: str = ""


def write_subject(
    main: Known | None, rest: int, late: Sequence[Late], quiet: str, feeds: Sequence[Row], left_out: int = 0
) -> str:
    """Return the subject of a week: its main incident and how many more there were, else how quiet or deaf it was."""
    if main is None:
        return shorten(_write_silence(late, quiet, feeds, left_out), LONGEST_SUBJECT)
    more = f"; {rest:,} more outage{'s' * (rest > 1)}" if rest else ""
    for text in _offer_subjects(main):
        if len(text) + len(more) <= LONGEST_SUBJECT:
            return text + more
    room = LONGEST_SUBJECT - len(more) - len(" outage")
    return f"{shorten(_name_service(main), room)} outage{more}"


def _write_silence(late: Sequence[Late], quiet: str, feeds: Sequence[Row], left_out: int) -> str:
    asked = sum(bool(feed["asked"]) for feed in feeds)
    answered = sum(bool(feed["answered"]) for feed in feeds)
    if quiet == "deaf":
        if not asked:
            return "No feed was read this week: what happened, we cannot say"
        if not answered:
            return f"We could not listen this week: none of {count_words(asked, 'feed')} could be read"
        return f"We heard little this week: only {answered} of {len(feeds)} feeds could be read"
    account = next((word for word in late if word.kind == "postmortem"), None)
    if left_out:
        were = "was" if left_out == 1 else "were"
        return f"None that this list tells of; {_count_others(left_out)} {were} left out by its filter"
    return (
        f"No new outage; a post-mortem came: {account.title}"
        if account
        else "A quiet week: no outage in the news"
    )


def _count_others(number: int) -> str:
    return f"{spell(number)} other outage{'s' * (number > 1)}"


def tell_left_out(number: int, filtered_by: str) -> str:
    """Return that a week was not quiet though a list tells of nothing: how many outages its filter leaves out."""
    are, were = ("is", "was") if number == 1 else ("are", "were")
    why = f" ({plain(filtered_by)})" if filtered_by else ""
    left_out = f"{_count_others(number)} {are} on record and {were} left out by its filter{why}"
    return f"None that this list tells of; {left_out}"


def _name_service(main: Known) -> str:
    return plain(main.line["name"] or main.line["service"]) or plain(main.line["title"])


def _offer_subjects(main: Known) -> Iterator[str]:
    """Yield subjects for an incident, the fullest first."""
    subjects = [plain(s["name"]) for s in main.services if s["role"] == "subject"]
    name = _name_service(main)
    names = dict.fromkeys([join_names([name, *(s for s in subjects if s != name)], most=3), name])
    lengths = [c for c in main.of("duration") if c["stance"] == "asserted" and c["precision"] != "vague"]
    length = tell_length(group_by_value(lengths)[0][0]) if lengths else ""
    down = main.line["mode"] == "unavailable"
    facts = []
    for who in names:
        if length:
            facts.append(f"{who} down for {length}" if down else f"{who} outage of {length}")
        else:
            facts.append(f"{who} down" if down else f"{who} outage")
    why = _tell_why(main)
    yield from (f"{fact}, {why}" for fact in facts if why)
    yield from facts


def _tell_why(main: Known) -> str:
    if "cause" in main.disputed:
        return "sources disagree on why"
    vendor = [c for c in main.of("cause") if c["role"] in {"vendor_official", "status_page"}]
    firm = [c for c in vendor if c["stance"] == "asserted" and not denies(c)]
    kind = str(firm[0]["categories"] or "").split(", ")[0] if firm else ""
    return f"vendor blames {KINDS[kind]}" if kind in KINDS else ""


def cut_unheard(counts: Sequence[int], unheard: int) -> tuple[int, ...]:
    """Return the weeks that say something: without the oldest that we did not listen in, unless some have outages."""
    return tuple(counts if any(counts[:unheard]) else counts[unheard:])


def write_preheader(others: Sequence[Brief], second: str) -> str:
    """Return what a mailbox shows beside the subject: the other main news, else the second sentence."""
    told = ""
    for title in dict.fromkeys(brief.title for brief in others):
        longer = f"{told}; {title}" if told else f"Also: {title}"
        if len(longer) > LONGEST_PREHEADER:
            break
        told = longer
    return told or shorten(second, LONGEST_PREHEADER)


def sum_up(sums: Sums, quiet: str, feeds: Sequence[Row]) -> tuple[Words, ...]:
    """Return two sentences: how many outages and how that compares, and how it stands with them."""
    number = sums.counts[-1]
    if not number and sums.left_out:
        told = tell_left_out(sums.left_out, sums.filtered_by)
        return say(f"{told}."), say(explain_silence(feeds, quiet))
    if not number:
        after = f", after {spell(sums.counts[-2])} in the week before" if sums.counts[-2] else ""
        return say(f"No outage of this week is in the news{after}."), say(explain_silence(feeds, quiet))
    ours = " that this list tells of" if sums.left_out else ""
    outages = f"{spell(number)} outage{'s' * (number > 1)}{ours}"
    outages += f" {'is' if number == 1 else 'are'} on record for this week"
    second = _tell_alone(sums) if number == 1 else _tell_all(sums)
    if sums.left_out:
        why = f" ({plain(sums.filtered_by)})" if sums.filtered_by else ""
        were = "was" if sums.left_out == 1 else "were"
        second += f"; {_count_others(sums.left_out)} {were} left out by the list's filter{why}"
    return say(f"{outages}{_compare(sums)}."), say(f"{second}.")


def _compare(sums: Sums) -> str:
    """Return how a week stands beside the week before and the weeks of its quarter that we listened in."""
    number, before = sums.counts[-1], sums.counts[-2]
    quarter = sums.counts[-1 - sums.heard : -1]
    if not quarter:
        return (
            ", the first that we listened in"
            if sums.listened
            else "; we did not listen then, nor in the weeks before: this came to our record later"
        )
    if len(quarter) >= FEWEST_WEEKS and not sum(quarter):
        return f", and none for the {spell(len(quarter))} weeks before"
    change = abs(number - before)
    than = f", {spell(change)} {'more' if number > before else 'fewer'} than" if change else ", as many as"
    if not before:
        than = ", after none in"
    told = f"{than} the week before"
    if len(quarter) < FEWEST_WEEKS:
        return told
    mean = sum(quarter) / len(quarter)
    name = "quarter" if len(quarter) == len(sums.counts) - 1 else f"{spell(len(quarter))} weeks before"
    if mean < 1:
        return f"{told}; the {spell(len(quarter))} weeks before had {spell(sum(quarter))} in all"
    return f"{told}; a usual week of the {name} has {spell(round(mean))}"


def _tell_alone(sums: Sums) -> str:
    rated = (
        f"by our rule it was {sums.severity}"
        if sums.severity not in {"", "none"}
        else "we do not rate it as grave"
    )
    sources = "its sources contradict each other" if sums.disputed else "no source contradicts another"
    return f"{rated}; {sources}, and {'nobody says that it is over' if sums.unended else 'it is said to be over'}"


def _tell_all(sums: Sums) -> str:
    total = sums.counts[-1]
    if not sums.severe:
        rated = "none of them was major or critical by our rule"
    elif sums.severe == total:
        rated = f"{'both' if total == 2 else f'all {spell(total)}'} were major or critical by our rule"
    else:
        rated = f"{spell(sums.severe)} of them {'was' if sums.severe == 1 else 'were'} major or critical by our rule"
    on = f"on {spell(sums.disputed) if sums.disputed else 'none'}"
    over = "all are said to be over"
    if sums.unended:
        over = f"{spell(sums.unended)} {'is' if sums.unended == 1 else 'are'} not said to be over"
    return f"{rated}; sources contradict each other {on}, and {over}"
