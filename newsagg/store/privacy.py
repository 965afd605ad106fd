"""What is nobody's business but the keeper's: readers' addresses and their mail. Data only."""

PRIVATE = frozenset({"subscribers", "deliveries", "digest_deliveries"})
"""Tables and views that hold addresses of readers, or what became of their mail."""
