"""What the tables and the view on feeds and their hosts mean. Pure data for describe.py."""

from newsagg.store.describe_tables import Descriptions

FEED_TABLES: Descriptions = {
    "feed_events": (
        "What became of a feed, by whom and why. Rows are never changed or deleted.",
        {
            "id": "Number of the event.",
            "feed": "The feed.",
            "at": "When.",
            "kind": "listed, unlisted, readdressed, added, removed, paused, resumed, move_seen (a permanent redirect "
            "to another site, to be seen again), moved, gone (410), fell_silent (three failures in a row), "
            "heard_again.",
            "old_value": "Address before, where it changed.",
            "new_value": "Address after, where it changed.",
            "by": "Who: a person, newsagg itself, or the feed list.",
            "reason": "Why, in words.",
            "run_id": "The run that saw it; NULL for what people and the list do.",
        },
    ),
    "hosts": (
        "How a host has answered lately, over all its feeds and pages; only hosts that failed at some time have a row.",
        {
            "host": "Name, with its port where it is unusual.",
            "failures": "In a row, up to now: no connection, 5xx or 429.",
            "rests_until": "Nothing is asked of it before; NULL when it does not rest.",
            "last_error": "The last failure in words; empty after a good answer.",
            "changed_at": "When it last failed, or was heard again.",
        },
    ),
    "robots": (
        "What an origin's robots.txt says, kept so that it is asked for once a day at most.",
        {
            "origin": "Scheme, host and port.",
            "text": "Its rules; empty when there are none.",
            "read_at": "When it was read.",
            "fresh_until": "Until when it counts, by its server's word, 24 hours at most.",
        },
    ),
}

FEED_VIEWS: Descriptions = {
    "feed_health": (
        "One line per feed: whether it is heard, what it brings, and why it is silent. By the clock of now, or of the "
        "last run where that was given one.",
        {
            "feed": "Short name.",
            "outlet": "Who publishes it.",
            "kind": "Sort of source.",
            "url": "Address as listed.",
            "state": "healthy, quiet (answers, but publishes far less than usual), late (due, and no run came by), "
            "failing, host_resting (not asked, since its host only fails), paused, retired or never_read.",
            "explanation": "The same in a sentence, with the reason.",
            "last_asked_at": "UTC; NULL when never.",
            "last_ok_at": "Last good answer, UTC; NULL when never.",
            "next_due_at": "UTC; NULL means at once.",
            "next_due_because": "Why just then, in words.",
            "failures": "In a row, up to now.",
            "last_error": "In words; what the last answer lacks when it was no failure; else empty.",
            "moved_to": "Address to which it moved for good; NULL when it did not.",
            "entries_week": "Entries of the last seven days.",
            "usual_week": "Entries a week in the eight weeks before; NULL when less than a week of them is known.",
            "newest_entry_at": "Publication, else first sight, of its newest entry, UTC; NULL when it has none.",
            "host_rests_until": "Until when its host is left alone, UTC; NULL when it is not.",
            "added_by": "Who added it by hand; empty for one of the feed list.",
            "entries": "Entries that it brought, ever.",
            "relevant": "Its entries whose article is about an outage.",
        },
    ),
}
