"""What the tables that runs keep for each other, and their columns, mean. Pure data for describe.py."""

from newsagg.store.describe_tables import Descriptions

LEASES: Descriptions = {
    "leases": (
        "Who writes for a longer while. A row is there while its holder works; nobody else starts meanwhile. Times are "
        "of the real clock.",
        {
            "name": "What it is a lease of: writer for whole runs, merge for grouping reports, backfill, "
            "up for newsagg up.",
            "token": "Secret of its holder, without which it is neither renewed nor given back.",
            "what": "What its holder does, in words.",
            "run_id": "The holder's run; NULL before it has one.",
            "host": "Name of the machine that its holder runs on.",
            "pid": "Number of the holder's process on that machine.",
            "process": "What tells that process from a later one with its number; empty where the system does not say.",
            "file": "Inode of the database file that it was taken in: in a copy of that file it counts for nothing.",
            "taken_at": "When it was taken.",
            "renewed_at": "When its holder last said that it is alive.",
            "expires_at": "From when on others may take it over, unless it is renewed.",
        },
    ),
    "announcements": (
        "How far in the history of incidents somebody was told: events that a killed run left untold are told later.",
        {
            "channel": "Who is told, such as prefect.",
            "event_id": "The last row of incident_events that was told.",
            "told_at": "When that was.",
        },
    ),
}
