"""What the tables that prove what was seen, and their columns, mean. Pure data for describe.py."""

from newsagg.store.describe_tables import Descriptions

EVIDENCE: Descriptions = {
    "captures": (
        "An answer from the web that the archive keeps: an article's page, or a status feed that told something new.",
        {
            "id": "Number of the capture.",
            "url": "Address that answered, after redirects.",
            "article_id": "The article whose page it is; NULL for a feed.",
            "feed": "The status feed that it is; NULL for a page.",
            "version_id": "The version that was read out of it; NULL for a feed, and where nothing could be read.",
            "record": "Where its WARC record stands in the archive, file#offset; empty once dropped.",
            "sha256": "Digest of the bytes, in hex; empty for pages kept before captures were counted.",
            "size": "Bytes, decompressed.",
            "fetched_at": "When it was fetched: here, or by whom it was imported from.",
            "dropped_at": "When retention dropped the bytes; NULL while they are kept.",
            "dropped_because": "The rule that dropped them; empty while they are kept.",
            "run_id": "The run that kept it; NULL outside of runs.",
        },
    ),
    "imports": (
        "One time that files were imported.",
        {
            "id": "Number of the import.",
            "source": "The files and folders that were named.",
            "imported_at": "When they came into this record, whenever they were fetched or published.",
            "counts": "What they brought, as a JSON object of numbers.",
            "run_id": "The run in which it happened.",
        },
    ),
    "imported_versions": (
        "A version of an article that came from a file and was not here before; its seen_at is when it was fetched.",
        {
            "version_id": "The version.",
            "import_id": "The import that brought it.",
            "place": "File and line that it came from.",
        },
    ),
}
