"""Named, append-only migrations: an empty file -> tables, indexes, guards, search, the analysts' views.

A migration that has been released is never edited: a change is a new one at the end. That is why the closed lists
stand here as literals; a test holds them against ``vocabulary.py``. What every table and column means: describe.py.
"""

from sqlite_utils import Database, Migrations

from newsagg.store.schema_backfill import BACKFILL
from newsagg.store.schema_desk import DESK
from newsagg.store.schema_editing import EDITING
from newsagg.store.schema_evidence import EVIDENCE
from newsagg.store.schema_feeds import FEEDS, HOSTS
from newsagg.store.schema_guards import GUARDS
from newsagg.store.schema_imports import IMPORTS
from newsagg.store.schema_labels import LABELS
from newsagg.store.schema_leases import LEASES
from newsagg.store.schema_lengths import LENGTHS
from newsagg.store.schema_lists import LISTS
from newsagg.store.schema_removing import REMOVING
from newsagg.store.schema_search import SEARCH
from newsagg.store.schema_sketches import ERAS, SKETCHES
from newsagg.store.schema_stories import STORIES
from newsagg.store.schema_tables import COLLECT, DETECT, RECORD, time_column
from newsagg.store.schema_totals import TOTALS
from newsagg.store.schema_views import VIEWS
from newsagg.store.schema_ways import WAYS
from newsagg.store.schema_weeks import WEEKS

MIGRATIONS = Migrations("newsagg")

# "nagg" read as a big-endian number: `PRAGMA application_id` marks a file as ours.
APPLICATION_ID = 0x6E616767


def _execute_each(db: Database, statements: tuple[str, ...]) -> None:
    for statement in statements:
        db.execute(statement)


@MIGRATIONS()
def m0001_collect(db: Database) -> None:
    """Runs, outlets, feeds, what they said, and the articles' versions."""
    _execute_each(db, COLLECT)


@MIGRATIONS()
def m0002_detect(db: Database) -> None:
    """Verdicts, speakers and claims."""
    _execute_each(db, DETECT)


@MIGRATIONS()
def m0003_record(db: Database) -> None:
    """Incidents, their history, findings and decisions."""
    _execute_each(db, RECORD)


@MIGRATIONS()
def m0004_guards(db: Database) -> None:
    """Triggers that refuse what must never happen."""
    _execute_each(db, GUARDS)


@MIGRATIONS()
def m0005_search(db: Database) -> None:
    """Full-text search, kept by triggers."""
    _execute_each(db, SEARCH)


@MIGRATIONS()
def m0006_views(db: Database) -> None:
    """The analysts' views."""
    _execute_each(db, VIEWS)


@MIGRATIONS()
def m0007_read_by(db: Database) -> None:
    """Which claims a language model pointed at."""
    db.execute(
        "ALTER TABLE claims ADD COLUMN read_by TEXT NOT NULL DEFAULT 'rules' CHECK (read_by IN ('rules', 'model'))"
    )


@MIGRATIONS()
def m0008_undoing(db: Database) -> None:
    """A decision can be undone; it stays on record."""
    _execute_each(
        db,
        (
            f"ALTER TABLE decisions ADD COLUMN {time_column('undone_at')}",
            "ALTER TABLE decisions ADD COLUMN undone_by TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE decisions ADD COLUMN undone_because TEXT NOT NULL DEFAULT ''",
        ),
    )


@MIGRATIONS()
def m0009_stories(db: Database) -> None:
    """Second-hand words and their sources, how best values changed, promises; a quicker press lead."""
    _execute_each(db, STORIES)


@MIGRATIONS()
def m0010_labels(db: Database) -> None:
    """What analysts say of single articles, and which of it the model has learned."""
    _execute_each(db, LABELS)


@MIGRATIONS()
def m0011_sketches(db: Database) -> None:
    """What grouping keeps of each report, so that a run looks only at what its reports touch."""
    _execute_each(db, SKETCHES)


@MIGRATIONS()
def m0012_eras(db: Database) -> None:
    """Keys of one time lie together, so that looking them up costs the same after years."""
    _execute_each(db, ERAS)


@MIGRATIONS()
def m0013_feeds(db: Database) -> None:
    """Who added, paused, moved and removed feeds, why each is read when, and the history of that."""
    _execute_each(db, FEEDS)


@MIGRATIONS()
def m0014_hosts(db: Database) -> None:
    """Hosts that rest, robots.txt across runs, and why a feed is silent."""
    _execute_each(db, HOSTS)


@MIGRATIONS()
def m0015_evidence(db: Database) -> None:
    """Every answer that the archive keeps is on record; how hand-written status pages are read."""
    _execute_each(db, EVIDENCE)


@MIGRATIONS()
def m0016_ways(db: Database) -> None:
    """Through whom we came to an article, what addresses lead to, and how addresses are spelled."""
    _execute_each(db, WAYS)


@MIGRATIONS()
def m0019_imports(db: Database) -> None:
    """What came into the record from files, when and out of which line."""
    _execute_each(db, IMPORTS)


@MIGRATIONS()
def m0020_weeks(db: Database) -> None:
    """A week's incidents, and what was learned in it, are found without reading through the years."""
    _execute_each(db, WEEKS)


@MIGRATIONS()
def m0021_lists(db: Database) -> None:
    """Mailing lists, their people, frozen weeks and the outbox."""
    _execute_each(db, LISTS)


@MIGRATIONS()
def m0022_leases(db: Database) -> None:
    """Never two writers at once: who writes, and until when that counts."""
    _execute_each(db, LEASES)


@MIGRATIONS()
def m0023_backfill(db: Database) -> None:
    """Which pieces of archives were read, and what came of each."""
    _execute_each(db, BACKFILL)


@MIGRATIONS()
def m0024_desk(db: Database) -> None:
    """The desk finds what was merged and split without reading through all incidents."""
    _execute_each(db, DESK)


@MIGRATIONS()
def m0025_totals(db: Database) -> None:
    """What long lists need is counted once and kept; search covers what is about outages."""
    _execute_each(db, TOTALS)


@MIGRATIONS()
def m0026_editing(db: Database) -> None:
    """A claim that an analyst adds is a decision, and names it."""
    _execute_each(db, EDITING)


@MIGRATIONS()
def m0027_removing(db: Database) -> None:
    """A mailing list that was removed keeps the weeks that people were sent."""
    _execute_each(db, REMOVING)


@MIGRATIONS()
def m0028_lengths(db: Database) -> None:
    """The line of an incident says how exactly its length is meant; the first print is its origin's."""
    _execute_each(db, LENGTHS)
