"""What the counts that are kept for long lists, and what search covers, mean. Pure data for describe.py."""

from newsagg.store.describe_tables import Descriptions

_COUNTS = {
    "incident_id": "Id of the incident.",
    "provider": "Slug of the provider of its lead service; NULL until described.",
    "outlets": "Outlets with a primary article or update in it.",
    "articles": "Primary articles and updates.",
    "claims": "Live claims of these articles about this incident.",
    "conflicts": "Types of claims on which its sources contradict each other.",
    "duration_claim": "The best supported claim of a duration; NULL when there is none.",
    "press_first": "Time of the first article that is no status page, UTC, 20 characters, then the article's number; "
    "NULL when none has a time.",
    "vendor_first": "Time of the vendor's first word, UTC, 20 characters, then 0 for a status page or 1 for a claim, "
    "then the address; NULL when not known.",
}

TOTALS: Descriptions = {
    "incident_totals": (
        "What the views count of each incident, kept so that long lists are quick. A stale row is not read.",
        _COUNTS
        | {"stale": "1 when something that it counts has changed since; the columns are NULL at first."},
    ),
    "incident_counts": ("A view: the same, counted afresh at each look.", dict(_COUNTS)),
    "reported_articles": (
        "A view: the newest texts of articles that are, or may be, about an outage: what articles_fts searches.",
        {"id": "Number of the article.", "title": "Headline.", "body": "Text."},
    ),
}
