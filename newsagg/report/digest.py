"""A Week -> its digest as text, 78 columns wide, made for reading. Pure.

Every sentence on an outage names who says it; a word at second hand names both. What nobody says is said to be so.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import chain

from newsagg.report.paragraphs import WIDTH, Links, bullet, item, line, paragraph, plain
from newsagg.report.phrases import Row, count_words, join_names, shorten, tell_moment
from newsagg.report.story import tell_claim, tell_incident, zone_of
from newsagg.report.week import Week, WeekIncident

# Feeds named one by one; a list that half of 120 feeds stand in is no longer read.
MOST_FEEDS = 8
# A feed that brought fewer in four weeks is silent most weeks.
USUAL_ENTRIES = 4
_RULE = (
    "An outage belongs to the week in which it started; where nobody gives a start, to the week in which it was "
    "first reported."
)


def compose_digest(week: Week) -> str:
    """Return the digest of a week, ending with a line break."""
    parts = chain(
        _write_head(week),
        _write_top(week),
        _write_others(week),
        _write_open(week),
        _write_late(week),
        _write_feeds(week),
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).rstrip() + "\n"


def _heading(text: str) -> Iterator[str]:
    yield from ("", text.upper(), "-" * len(text), "")


def _write_head(week: Week) -> Iterator[str]:
    zone = zone_of(week)
    first, last = (moment.astimezone(zone) for moment in (week.start, week.end - timedelta(seconds=1)))
    year, number = week.label.split("-W")
    title = f"Outages in week {int(number)} of {year}"
    yield title
    yield f"{first:%A} {first.day} {first:%B %Y} to {last:%A} {last.day} {last:%B %Y}. Times are {week.zone}."
    yield "=" * WIDTH
    yield ""
    if week.told_at < week.end:
        told = tell_moment(week.told_at, zone)
        yield from paragraph(f"This week is not over: what follows is how it stood on {told}.")
        yield ""
    yield from paragraph(" ".join(_sum_up(week)))
    yield ""
    yield from paragraph(_RULE)


def _told(week: Week) -> list[WeekIncident]:
    return [*week.top, *week.others]


def _sum_up(week: Week) -> Iterator[str]:
    told = _told(week)
    change = len(told) - week.before
    than = (
        "as many as the week before"
        if not change
        else f"{abs(change)} {'more' if change > 0 else 'fewer'} than the week before"
    )
    if not told:
        after = f", after {week.before} in the week before" if week.before else ""
        yield f"No outage that began or was first reported in this week is on record{after}."
        yield _explain_silence(week)
        return
    verb = "is" if len(told) == 1 else "are"
    yield f"{count_words(len(told), 'outage')} {verb} on record for this week, {than}."
    disputed = sum(bool(incident.conflicts) for incident in told)
    unended = sum(_is_unended(incident.line) for incident in told)
    severe = sum(incident.line["severity"] in {"major", "critical"} for incident in told)
    if not unended:
        over = "a source says that it is over" if len(told) == 1 else "all are said to be over"
    else:
        over = f"{unended} {'is' if unended == 1 else 'are'} not said to be over"
    yield (
        f"{_of_them(severe, len(told))} major or critical by our rule, sources disagree about "
        f"{disputed or 'none'} of them, and {over}."
    )


def _of_them(number: int, all_of_them: int) -> str:
    if number == all_of_them == 1:
        return "It is"
    if not number:
        return "It is not" if all_of_them == 1 else "None of them is"
    if number == all_of_them:
        return "Both are" if number == 2 else f"All {number} are"
    return f"{number} of them {'is' if number == 1 else 'are'}"


def _explain_silence(week: Week) -> str:
    """Tell a quiet week from a deaf one."""
    asked = sum(bool(feed["asked"]) for feed in week.feeds)
    answered = sum(bool(feed["answered"]) for feed in week.feeds)
    if not asked:
        return "That says nothing: no feed was read in it."
    if not answered:
        return f"That says nothing: not one of {count_words(asked, 'feed')} could be read."
    if answered < len(week.feeds):
        return f"{answered} of {len(week.feeds)} feeds could be read, so some of it may be missing."
    return f"{'The feed' if answered == 1 else f'All {answered} feeds'} could be read: the week was quiet."


def _is_unended(row: Row) -> bool:
    return row["ended"] is None and row["lifecycle"] not in {"resolved", "postmortem"}


def _write_top(week: Week) -> Iterator[str]:
    if not week.top:
        return
    names = {1: "The outage of the week", 2: "The two outages of the week"}
    few = len(week.top) + len(week.others) == len(week.top)
    yield from _heading(
        names.get(len(week.top), "The three outages of the week") if few else "The three that mattered"
    )
    for number, incident in enumerate(week.top, start=1):
        yield from tell_incident(incident, number, week)
        yield ""


def _write_others(week: Week) -> Iterator[str]:
    if week.others:
        yield from _heading("Also this week")
        for incident in week.others:
            yield _one_line(incident.line)
    aside = []
    if week.vendor_only:
        names = join_names([str(row["provider"] or row["service"]) for row in week.vendor_only], most=6)
        told = "one was" if len(week.vendor_only) == 1 else f"{len(week.vendor_only)} were"
        aside.append(f"{told} told by the vendors' status pages alone ({names})")
    if week.candidates:
        guess = "one is a lone report" if week.candidates == 1 else f"{week.candidates} are lone reports"
        aside.append(f"{guess} that may be no outage")
    if aside:
        yield ""
        yield from paragraph(f"Not counted: {'; '.join(aside)}.")


def _one_line(row: Row) -> str:
    facts = [str(row["severity"] or ""), count_words(row["origins"], "origin")]
    facts += ["disputed"] if row["conflicts"] else []
    end = f" ({', '.join(fact for fact in facts if fact)})"
    start = f"- {row['id']}: "
    return start + shorten(plain(row["title"]), max(WIDTH - len(start) - len(end), 16)) + end


def _write_open(week: Week) -> Iterator[str]:
    mine = [incident.line for incident in _told(week) if _is_unended(incident.line)]
    if not mine and not week.still_open:
        return
    yield from _heading("Still open")
    if mine:
        yield from paragraph(
            f"Of this week's, no source says that these are over: {join_names([r['id'] for r in mine], most=12)}."
        )
    if week.still_open:
        if mine:
            yield ""
        yield from paragraph("Of the four weeks before:")
        for row in week.still_open:
            yield _one_line(row)


def _write_late(week: Week) -> Iterator[str]:
    if not week.late:
        return
    yield from _heading("Learned late")
    yield from paragraph("Published this week, on why older outages happened:")
    for word in week.late:
        links = Links()
        yield ""
        yield from item("- ", word.title)
        yield line(f"  {word.incident}")
        for claim in word.claims[:4]:
            own = "In a post-mortem, " if claim["kind"] == "postmortem" else ""
            yield from bullet(f"{own}{tell_claim(claim, links)}")
        yield from links.write(indent=2)


def _write_feeds(week: Week) -> Iterator[str]:
    yield from _heading("What we could hear")
    asked = [feed for feed in week.feeds if feed["asked"]]
    if not week.feeds or not asked:
        yield from paragraph(
            "No feed was read in this week. What stands above was learned later, and silence means nothing."
        )
        return
    total = sum(feed["asked"] for feed in asked)
    good = sum(feed["answered"] for feed in asked)
    entries = sum(feed["entries"] for feed in week.feeds)
    yield from paragraph(
        f"{count_words(len(asked), 'feed')} {'was' if len(asked) == 1 else 'were'} asked {count_words(total, 'time')}, "
        f"{good} answers were good, and {count_words(entries, 'article')} in them "
        f"{'is' if entries == 1 else 'are'} of this week."
    )
    deaf = [feed for feed in asked if not feed["answered"]]
    shaky = [feed for feed in asked if 0 < feed["answered"] < feed["asked"]]
    unread = [feed for feed in week.feeds if not feed["asked"]]
    silent = [f for f in asked if f["answered"] and not f["entries"] and f["usual"] >= USUAL_ENTRIES]
    yield from _list_feeds("Not once readable:", deaf, lambda f: f["error"] or "no reason kept")
    yield from _list_feeds(
        "Failing at times:", shaky, lambda f: f"{f['asked'] - f['answered']} of {f['asked']} failed"
    )
    yield from _list_feeds("Not asked:", unread, lambda f: f["unasked"])
    yield from _list_feeds(
        "Answering, but with nothing new:",
        silent,
        lambda f: f"{f['usual']} articles in the four weeks before",
    )
    if not (deaf or shaky or unread or silent):
        yield ""
        yield from paragraph("None of them failed, and none that usually speaks was silent.")


def _list_feeds(title: str, feeds: Sequence[Row], tell: Callable[[Row], str]) -> Iterator[str]:
    if not feeds:
        return
    yield ""
    yield from paragraph(title)
    for feed in feeds[:MOST_FEEDS]:
        reason = tell(feed)
        yield from item("- ", f"{feed['outlet']} ({feed['feed']})" + (f": {reason}" if reason else ""))
    if len(feeds) > MOST_FEEDS:
        yield line(f"- and {len(feeds) - MOST_FEEDS} more: newsagg feeds list --failing")
