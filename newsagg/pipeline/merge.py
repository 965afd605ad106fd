"""Reports that changed, with all that is known -> the record of incidents, in one transaction.

The partition is a function of all relevant reports, so all of them are grouped again whenever one changed: that keeps
it free of the order of arrival, and costs about 2 ms a stored report.
"""

from collections import Counter
from datetime import datetime

from newsagg.detect.lexicon import load_lexicon
from newsagg.merge.alike import Alike
from newsagg.merge.cluster import group_reports
from newsagg.merge.company import keep_company
from newsagg.merge.incidents import plan_changes
from newsagg.merge.settling import plan_settling
from newsagg.model import MergeIncident, OpenIncident
from newsagg.pipeline import Counts, Tell, stay_silent
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.claims import find_unsure, load_reports, reports_due
from newsagg.store.decisions import load_decisions, renew_due
from newsagg.store.incidents import apply_changes, load_incidents, load_last_told, load_origins


def merge_new(settings: Settings, *, now: datetime, run_id: int, tell: Tell = stay_silent) -> Counts:
    """Group the reports that are new or changed with what is known, and describe every incident that changed."""
    db = open_db(settings.database)
    apply_changes(db, plan_settling(load_last_told(db), now), now, run_id)
    decisions = load_decisions(db)
    due = reports_due(db)
    if not due:
        return {}
    tell("merge reports", 0, len(due))
    lexicon = load_lexicon(settings.services)
    groups = group_reports(load_reports(db, unsure=True), alike=Alike(owners=lexicon.parent_chain))
    known = load_incidents(db)
    changes = plan_changes(
        keep_company(groups, find_unsure(db)),
        known,
        decisions,
        now=now,
        taken=[incident.id for incident in known],
        origins=load_origins(db),
    )
    apply_changes(db, changes, now, run_id, handled=due)
    renew_due(db, decisions)
    tell("merge reports", len(due), len(due))
    counts: Counter[str] = Counter()
    for change in changes:
        counts["incidents_opened"] += isinstance(change, OpenIncident)
        counts["incidents_merged"] += isinstance(change, MergeIncident)
    return {"reports_merged": len(due), **{name: number for name, number in counts.items() if number}}
