"""The updates of a scheduled maintenance -> whether it became an outage: it broke something, or overran. Pure.

A vendor that plans to break things says so beforehand ("the console will be unavailable"), and that is no outage. So
only words count that came once the work had begun, and only those that tell of what was not planned.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from newsagg.model import StatusUpdate

_BROKE = re.compile(
    r"\bunexpected(?:ly)?\b(?! (?:early|ahead|quick))|\bunplanned\b|\bunforeseen\b"
    r"|\b(?:encounter|experienc|discover|observ|run into|ran into)\w* (?:an? |some |several |unexpected |technical |"
    r"significant |serious |multiple )*(?:issues?|problems?|errors?|complications?|difficult\w+|failures?)\b"
    r"|\b(?:roll(?:ed|ing)? back|rollback|reverted|reverting) (?:the|this|our|all|to)\b"
    r"|\b(?:caused|resulted in|led to|triggered) (?:an? |some |brief |partial |full |complete |unexpected )*"
    r"(?:outages?|downtime|disruptions?|interruptions?|errors?|failures?|issues?)\b"
    r"|\b(?:unerwartet\w*|ungeplant\w*|unvorhergesehen\w*)\b|\bist es zu (?:\w+ ){0,2}(?:problemen|ausfällen|störungen)\b"
    r"|\b(?:inattendue?s?|imprévue?s?)\b|\b(?:inesperad[oa]s?|imprevist[oa]s?)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:no|not|n[o']t|without|never|keine?|ohne|sans|aucune?|sin|ningún|sem|nenhum\w*|if|should|in case|any)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
"""Before the words: "no issues were encountered", "if you experience an issue"."""
_OVERRAN = re.compile(
    r"\b(?:taking|took|takes|take) (?:\w+ ){0,2}longer than\b|\b(?:overr[au]n|over-?ran)\w*\b|\bbehind schedule\b"
    r"|\b(?:extend(?:ed|ing)?) (?:the|this|our) (?:\w+ ){0,2}(?:maintenance|window|work|downtime)"
    r"|\b(?:maintenance|window|work) (?:\w+ ){0,2}(?:has been|was|is being|had to be) (?:extended|prolonged)\b"
    r"|\bdauer\w* länger als\b|\bverzögert sich\b|\bplus (?:long\w*|de temps) que prévu\b|\bmás (?:tiempo )?de lo previsto\b"
    r"|\bmais (?:tempo )?(?:do )?que o previsto\b",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"(?:^|\n\n)Planned: \d{4}-\d\d-\d\d \d\d:\d\d UTC to (\d{4}-\d\d-\d\d \d\d:\d\d) UTC(?:\n\n|\Z)"
)
_SLACK = timedelta(minutes=15)
"""Work that goes on for so long after its window was announced too short; chosen, as people close a page late."""


def find_maintenance_trouble(updates: Sequence[StatusUpdate], body: str) -> str:
    """Return in what way a maintenance became an outage, as an end to "the maintenance"; empty when it did not.

    ``body`` may hold the announced window, in UTC, as collect/statuspages.py writes it.
    """
    begun = [update for update in updates if update.state not in ("scheduled", "cancelled")]
    for update in begun:
        if any(not _NOTHING.search(update.body[: found.start()]) for found in _BROKE.finditer(update.body)):
            return "broke something"
        if any(not _NOTHING.search(update.body[: found.start()]) for found in _OVERRAN.finditer(update.body)):
            return "overran"
    window = _WINDOW.search(body)
    if window is not None:
        end = datetime.strptime(window[1], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        if any(u.state in ("in_progress", "verifying") and u.at > end + _SLACK for u in begun):
            return "overran"
    return ""
