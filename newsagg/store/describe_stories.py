"""What the tables and views on how a story went, and their columns, mean. Pure data for describe.py."""

from newsagg.store.describe_tables import Descriptions

_ID = "Id of the incident."
_CLAIM = "Number of the claim."

STORY_VIEWS: Descriptions = {
    "press_lead": (
        "One line per standing incident: who had it first, press or vendor, and by how much.",
        {
            "incident_id": _ID,
            "title": "Its headline.",
            "service": "Slug of its lead service.",
            "provider": "Slug of its provider; NULL until described.",
            "press_at": "First article that is no status page, UTC; NULL when none has a time.",
            "press_outlet": "Who had it first: who published it, or of a copy whose report it copies; NULL "
            "with press_at.",
            "press_url": "Address of that report; NULL with press_at.",
            "vendor_at": "First word of the vendor, UTC: its status page's first update, or an exact time at which "
            "somebody says it acknowledged; NULL when not known.",
            "vendor_how": "status page or claim; NULL when not known.",
            "vendor_url": "The page, or the article with that claim; NULL with vendor_at.",
            "lead_minutes": "Minutes by which the press was ahead; negative when the vendor was; NULL when either is "
            "not known.",
        },
    ),
    "second_hand": (
        "One line per live claim about an incident that its article has at second hand: A says that B says.",
        {
            "incident_id": _ID,
            "claim_id": _CLAIM,
            "type": "What it is about.",
            "value": "What it says, in short form.",
            "speaker": "Whose word it is said to be.",
            "chain": "Publisher > who it names > whom that one cites.",
            "told_by": "Outlet that tells it.",
            "told_url": "Address of its article.",
            "quote": "Its words, verbatim.",
            "state": "confirmed (the source's own article says so), unconfirmed (it is here and does not) or not here.",
            "source": "Outlet of the source's own article; NULL when it is not here.",
            "source_url": "Address of that article; NULL when it is not here.",
            "source_quote": "The source's own words; NULL unless confirmed.",
            "source_claim_id": "The source's own claim; NULL unless confirmed.",
        },
    ),
    "narrative_drift": (
        "How the best value of each field of an incident changed as more was said: a line per value, in order.",
        {
            "incident_id": _ID,
            "type": "The field, by the type of its claims.",
            "position": "Order, from 0: the first best value.",
            "at": "Since when it was best, by the time at which it was said or published, UTC.",
            "best": "The value.",
            "before": "The best value until then; NULL for the first.",
            "speaker": "Whose word made it so.",
            "role": "In what capacity.",
            "outlet": "Who published it.",
            "url": "Address of the article.",
            "quote": "The words, verbatim.",
            "claim_id": _CLAIM,
        },
    ),
    "promises": (
        "One line per announcement in a standing incident of something to come: who promised what by when, and "
        "whether it came.",
        {
            "incident_id": _ID,
            "kind": "promise (the vendor's own) or expectation (somebody else's).",
            "promised": "What, in short form.",
            "speaker": "Who announced it.",
            "made_at": "When it was said, published or first seen, UTC.",
            "due_at": "Last moment of the due date, UTC; NULL when none was given.",
            "state": "open, overdue (now), kept or kept late.",
            "kept_at": "A post-mortem's publication; for a mere update, the speaker's next word, UTC; NULL until then.",
            "kept_url": "Address of what kept it; NULL until then.",
            "outlet": "Who published the announcement.",
            "url": "Address of that article.",
            "quote": "The words, verbatim.",
            "claim_id": _CLAIM,
        },
    ),
}

STORY_TABLES: Descriptions = {
    "echoes": (
        "A claim told at second hand whose source's own article is in the incident; ended ones stay as history.",
        {
            "id": "Number of the row.",
            "incident_id": _ID,
            "claim_id": "The claim told at second hand.",
            "state": "confirmed or unconfirmed by the source's own article.",
            "article_id": "The source's own article.",
            "own_claim_id": "Its claim that bears the word out; NULL when unconfirmed.",
            "first_seen_at": "When our record first had it so, UTC.",
            "ended_at": "When that changed, UTC; NULL while it stands.",
        },
    ),
    "best_values": (
        "The values that were best, one after the other, for each field of an incident; derived anew when it changes.",
        {
            "incident_id": _ID,
            "type": "The field, by the type of its claims.",
            "position": "Order, from 0.",
            "at": "Since when, UTC.",
            "best": "The value.",
            "claim_id": "The claim that it came with.",
        },
    ),
}
