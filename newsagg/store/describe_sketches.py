"""What the tables that merging keeps for itself mean. Pure data for describe.py."""

from newsagg.store.describe_tables import Descriptions

SKETCHES: Descriptions = {
    "merge_sketches": (
        "What grouping needs of one report, without its text. Derived, like the next three: a rebuild makes it again.",
        {
            "article_id": "The report.",
            "cell": "Its services and day: reports of one cell are looked at together; empty for roundups.",
            "standing": "head (compared with other reports), follower (goes where an earlier report of its cell goes), "
            "loose (a follower that is no print of an earlier text) or roundup.",
            "sketch": "Its weighted words, services, times, claimed causes and figures and shingles, as JSON.",
        },
    ),
    "merge_keys": (
        "A key by which reports worth comparing find each other.",
        {
            "era": "The day divided by 64: keys of one time lie together.",
            "code": "Hash of what is shared: a service, a word, a run of words.",
            "day": "Day of the outage, counted from 1 January of year 1; 0 for a key that holds on any day.",
            "article_id": "The report.",
            "side": "1 or 2: two reports share the key when theirs add up to 3 or more.",
            "weight": "What the key counts for; 6 together are enough to compare two reports.",
        },
    ),
    "merge_ties": (
        "Two reports of which one may change what becomes of the other; each tie stands here twice.",
        {"article_id": "The one report.", "other_id": "The other."},
    ),
    "merge_recipe": (
        "One row: the rules by which the tables above were made. Other rules make them anew.",
        {"recipe": "Fingerprint of the rules."},
    ),
}
