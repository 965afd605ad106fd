"""How feeds were heard in a week, as rows -> whether it was quiet or deaf, and notes on single feeds. Pure."""

from collections.abc import Sequence

from newsagg.report.edition import FeedNote, Run, Words
from newsagg.report.phrases import Row, count_words
from newsagg.report.saying import plain, say

# A feed that brought fewer in four weeks is silent most weeks.
USUAL_ENTRIES = 4
KINDS = ("new", "dead", "failing", "silent", "unasked")


def judge_silence(feeds: Sequence[Row], left_out: int = 0) -> str:
    """Tell a quiet week from a deaf one: half of the feeds must have answered; and from one that a list leaves out."""
    answered = sum(bool(feed["answered"]) for feed in feeds)
    if not answered or 2 * answered < len(feeds):
        return "deaf"
    return "filtered" if left_out else "quiet"


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
    if quiet == "filtered":
        return f"{'The feed' if answered == 1 else f'All {answered} feeds'} could be read."
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
            found.append((KINDS.index(kind), note))
    return tuple(note for _, note in sorted(found, key=lambda pair: (pair[0], pair[1].feed)))


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
