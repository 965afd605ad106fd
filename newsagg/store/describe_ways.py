"""What the tables on how we came to an article mean. Pure data for describe.py."""

from newsagg.store.describe_tables import Descriptions

WAYS: Descriptions = {
    "resolved_addresses": (
        "An address of an aggregator or a link shortener, and the article's own address that it was seen to lead to.",
        {
            "url": "Canonical form of the address as feeds print it.",
            "original": "Canonical address of the article that it leads to.",
            "link": "That address as its server printed it: what is asked for.",
            "outlet": "Who publishes it.",
            "how": "redirect (its server sent us on) or page (the page there names the original).",
            "learned_at": "When we first saw it.",
        },
    ),
    "address_spelling": (
        "One row, or none in a new file: the rules by which stored canonical addresses are spelled. After an update "
        "of them the first run or rebuild spells them anew.",
        {"spelling": "Number of the rules."},
    ),
}
