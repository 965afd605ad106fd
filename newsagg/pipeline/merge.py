"""Reports that changed, with what they touch -> the record of incidents.

    due reports -> sketches, keys, ties -> closed sets of reports -> clusters -> those that changed -> changes

The partition is a function of all relevant reports, yet a run groups only closed sets: what the due reports are tied
to, directly or through others. Nothing outside could change what becomes of them, so the outcome is the one that
grouping everything would have (a property test holds it), at a cost that grows with what is new.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlite_utils import Database

from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.merge.alike import Alike
from newsagg.merge.cluster import Cluster, cluster_sketches, make_group
from newsagg.merge.incidents import plan_changes
from newsagg.merge.settling import plan_settling
from newsagg.merge.sketch import read_sketch
from newsagg.model import Decision, MergeIncident, OpenIncident
from newsagg.pipeline import Counts, Tell, stay_silent
from newsagg.pipeline.lease import MERGE, hold_lease
from newsagg.pipeline.sketching import OnceAlike, keep_sketches, write_recipe
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.claims import load_reports, reports_due
from newsagg.store.closure import (
    GivenIds,
    find_holders,
    find_homes,
    find_incidents,
    find_neighbours,
    load_placements,
)
from newsagg.store.decisions import load_decisions, renew_due
from newsagg.store.incidents import apply_changes, load_incidents, load_last_told
from newsagg.store.sketches import forget_sketches, load_recipe, load_sketches
from newsagg.vocabulary import ArticleRole

ROUNDS = 3
"""Plans in which decisions that bear on one another come to rest: of over a
thousand random histories of fifty decisions one needed a second, none a third; the last plan is empty."""
MERGE_WAIT_SECONDS = 300.0
"""So long a decision waits for a run's merge, then it stands and takes effect with the next run. A merge takes seconds;
minutes only after a new version of the rules."""
_AT_ONCE = 2000
"""Due reports whose closed sets are grouped together: bounds the memory of a rebuild."""


def merge_new(
    settings: Settings,
    *,
    now: datetime,
    run_id: int,
    tell: Tell = stay_silent,
    afresh: bool = False,
    thorough: bool = False,
) -> Counts:
    """Group the reports that are new or changed with what is known, and describe every incident that changed.

    ``afresh`` makes all sketches and ties anew and groups everything, as happens by itself when the rules changed;
    ``thorough`` looks whether they changed even when nothing is due.
    One at a time: a run and an analyst's decision wait for each other.
    """
    with hold_lease(settings, MERGE, what=f"the merge of run {run_id}", wait=MERGE_WAIT_SECONDS):
        return merge_into(
            open_db(settings.database),
            settings,
            now=now,
            run_id=run_id,
            tell=tell,
            afresh=afresh,
            thorough=thorough,
        )


def merge_into(
    db: Database,
    settings: Settings,
    *,
    now: datetime,
    run_id: int | None,
    tell: Tell = stay_silent,
    afresh: bool = False,
    thorough: bool = False,
    lexicon: Lexicon | None = None,
) -> Counts:
    """Do what :func:`merge_new` does in a database that is open, inside the caller's transaction where there is one.

    ``lexicon`` is the settings', where it is at hand.
    """
    apply_changes(db, plan_settling(load_last_told(db), now), now, run_id)
    decisions = load_decisions(db)
    new = reports_due(db)
    if not (new or afresh or thorough):
        return {}
    lexicon = lexicon or load_lexicon(settings.services)
    judge = OnceAlike(owners=lexicon.parent_chain)
    recipe = write_recipe(judge, lexicon)
    if afresh or load_recipe(db) != recipe:
        forget_sketches(db, recipe)
    due = reports_due(db)
    tell("merge reports", 0, len(due))
    keep_sketches(db, judge, due)
    counts: Counter[str] = Counter()
    due = reports_due(db)
    left = set(due)
    while left:
        closed = _close(db, sorted(left)[:_AT_ONCE], left, decisions)
        counts.update(_regroup(db, judge, closed, left, decisions, now=now, run_id=run_id))
        left -= closed
        judge.known.clear()  # the next sets share no pair with these
        tell("merge reports", len(due) - len(left), len(due))
    renew_due(db, decisions)
    return {"reports_merged": len(new), **{name: number for name, number in counts.items() if number}}


def _close(
    db: Database, seeds: Collection[int], due: Collection[int], decisions: Collection[Decision]
) -> set[int]:
    """Return the seeds with all reports that may change what becomes of them, or that they may change."""
    closed: set[int] = set()
    frontier = set(seeds)
    waiting = list(decisions)
    while frontier:
        closed |= frontier
        found = find_neighbours(db, frontier, through=due)
        touched = [d for d in waiting if _concerns(db, d, closed | found)]
        for decision in touched:
            waiting.remove(decision)
            found |= set(decision.articles) | find_holders(db, {decision.incident, decision.target})
        frontier = found - closed
    return closed


def _concerns(db: Database, decision: Decision, articles: Collection[int]) -> bool:
    named = set(decision.articles) | find_holders(db, {decision.incident, decision.target})
    return not named.isdisjoint(articles)


def _regroup(
    db: Database,
    judge: Alike,
    closed: Collection[int],
    due: Collection[int],
    decisions: Collection[Decision],
    *,
    now: datetime,
    run_id: int | None,
) -> Counter[str]:
    """Group a closed set of reports and bring the record up to it; return what was opened and merged."""
    clusters = cluster_sketches(
        (read_sketch(row.text) for row in load_sketches(db, closed).values()), judge=judge
    )
    ruled = [d for d in decisions if _concerns(db, d, closed)]
    named = {name for d in ruled for name in (d.incident, d.target) if name}
    known = find_incidents(db, closed, also=set(closed) & set(due), named=named)
    placements = load_placements(db, known)
    if not ruled:
        ever = find_homes(db, closed)
        for n, cluster in reversed(list(enumerate(clusters))):
            stands = _find_standing(cluster, placements, ever)
            if stands and set(due).isdisjoint(article for article, _ in cluster.roles):
                del clusters[n]
                known.discard(stands)
    reports = {
        r.article_id: r
        for r in load_reports(
            db, article_ids={s.article_id for c in clusters for s in c.members}, unsure=True
        )
    }
    groups = [make_group(cluster, reports) for cluster in clusters]
    counts: Counter[str] = Counter()
    for _ in range(ROUNDS if ruled else 1):
        changes = plan_changes(
            groups,
            load_incidents(db, known),
            ruled,
            now=now,
            taken=GivenIds(db),
            origins={a: origin for i in known for a, (_, origin) in placements[i].items()},
        )
        apply_changes(db, changes, now, run_id, handled=sorted(closed))
        counts.update(
            name
            for change in changes
            for kind, name in ((OpenIncident, "incidents_opened"), (MergeIncident, "incidents_merged"))
            if isinstance(change, kind)
        )
        if not changes:
            break
        known = find_incidents(db, closed, also=set(closed) & set(due), named=named)
        placements = load_placements(db, known)
    return counts


def _find_standing(
    cluster: Cluster,
    placements: Mapping[str, Mapping[int, tuple[ArticleRole, int]]],
    ever: Mapping[int, Collection[str]],
) -> str:
    """Return the incident that says already what a cluster says, and nothing else did before; else nothing."""
    homes = {incident for s in cluster.members for incident in ever.get(s.article_id, ("",))}
    if len(homes) != 1:
        return ""
    (home,) = homes
    origins = dict(cluster.origins)
    said = {article: (role, origins[article]) for article, role in cluster.roles}
    return home if home and placements.get(home) == said else ""
