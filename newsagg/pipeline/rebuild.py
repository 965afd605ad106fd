"""Everything kept -> judged again with today's code, and merged again. Asks nothing of the web."""

from datetime import datetime

from newsagg.pipeline import Counts, Tell, stay_silent
from newsagg.pipeline.addresses import keep_addresses
from newsagg.pipeline.detect import detect_new
from newsagg.pipeline.ledger import add_counts, keep_run
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings
from newsagg.store import open_db, read_db
from newsagg.store.pages import pages_due


def rebuild_all(settings: Settings, *, now: datetime, wait: float = 0.0, tell: Tell = stay_silent) -> Counts:
    """Judge every kept article again where the code or the data has changed, and merge; return what was done.

    ``pages_wanted`` counts the pages that today's code would read; the next run reads them. Raises NotFoundError when
    there is no record yet, LeaseHeldError when another run writes for longer than ``wait`` seconds.
    """
    read_db(settings.database).close()  # a record that is not there is an error, and not made
    with keep_run(settings, now=now, kind="rebuild", wait=wait) as (run_id, counts):
        if respelled := keep_addresses(open_db(settings.database)):
            counts["addresses_respelled"] = respelled
        add_counts(counts, detect_new(settings, now=now, run_id=run_id, tell=tell, again=True))
        add_counts(counts, merge_new(settings, now=now, run_id=run_id, tell=tell, afresh=True))
        counts["pages_wanted"] = len(pages_due(open_db(settings.database), now))
    return counts
