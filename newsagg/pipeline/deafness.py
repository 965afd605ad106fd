"""A run's numbers and how the feeds stand -> whether its silence says anything of the world."""

from collections.abc import Mapping

from newsagg.errors import NewsaggError
from newsagg.settings import Settings
from newsagg.store import read_db
from newsagg.store.feedhealth import count_heard, read_last_error


class DeafRunError(NewsaggError):
    """A run in which no feed could be reached: what it brought, nothing, says nothing of the world."""


def refuse_deafness(settings: Settings, counts: Mapping[str, int]) -> None:
    """Raise DeafRunError when feeds were due and not one of them was heard."""
    silent = counts.get("feeds_failed", 0) + counts.get("feeds_resting", 0)
    if counts.get("feeds_read", 0) or not silent:
        return
    db = read_db(settings.database)
    try:
        feeds, heard = count_heard(db)
        last = read_last_error(db)
    finally:
        db.close()
    # A few dead feeds may be all that is due: while most of the list is heard, that is no deafness.
    if not counts.get("feeds_cut_off") and heard and silent * 2 < feeds:
        return
    raise DeafRunError(
        f"no feed could be reached: {silent} were due, of {feeds}. The last said: {last}",
        hint="look at the network, a proxy or a firewall here; `newsagg feeds check FEED` asks one of them",
    )
