"""How exactly a length is meant, and whose the first print was: SQL for one migration. Never edited once released.

The line of an incident had only the lower end of a length, so that "most of a day" read as ten hours sharp. And a
newspaper that prints a wire's story before our copy of the wire's own is stamped did not have it first: the wire had.
"""

from newsagg.store.schema_totals import EXACT, LEAD, LENGTH, SUMMARY

_CLAIMED = "coalesce(c.number_from, c.number_to) IS NOT NULL"
_BASIS_ENDS = "AS duration_basis,"
_FIRST = "CAST(substr(f.press, 21) AS INTEGER)"
# A status page is the vendor's word, whoever copies it: the press that prints it is still the first of the press.
_ORIGIN = f"""coalesce((SELECT o.id FROM incident_articles p JOIN articles o ON o.id = p.origin_article_id
            WHERE p.incident_id = f.id AND p.article_id = {_FIRST} AND p.removed_at IS NULL
            AND o.feed_kind <> 'status'), {_FIRST})"""  # noqa: S608

LENGTHS = (
    "DROP VIEW incident_summary",
    SUMMARY.replace(
        _BASIS_ENDS,
        f"""{_BASIS_ENDS}
        iif({_CLAIMED}, c.number_to, {LENGTH}) AS duration_most,
        iif({_CLAIMED}, c.precision, iif({EXACT}, 'exact', NULL)) AS duration_precision,""",
    ),
    "DROP VIEW press_lead",
    LEAD.replace(f"a.id = {_FIRST}", f"a.id = {_ORIGIN}"),
)
