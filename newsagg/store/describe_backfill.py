"""What the ledger of a backfill's shards and its columns mean: words only. Pure."""

from newsagg.store.describe_tables import Descriptions

BACKFILL: Descriptions = {
    "backfill_shards": (
        "A piece of an archive that `newsagg backfill` was given: a file, or a range of bytes of one. A file that"
        " changed is a new one.",
        {
            "id": "number of the shard",
            "path": "the file, in full",
            "first_byte": "where the shard begins in the file",
            "last_byte": "where it ends",
            "size": "bytes of the whole file",
            "modified_at": "when the file was last modified, as its disk says, in seconds since 1970",
            "probe": "SHA-256 of the shard's first, middle and last 64 KiB: what tells a changed file at a glance",
            "sha256": "SHA-256 of all its bytes, once they were read",
            "model": "fingerprint of the code, lexicon and model that judged, as in `verdicts.model`",
            "state": "waiting (to be read), read (its results lie in the spool), stored, failed (see `error`)",
            "result": "file in the spool with what was found; empty once it is stored",
            "result_sha256": "SHA-256 of that file",
            "counts": "JSON: what was looked at, what passed the sieve, what was found",
            "error": "why it could not be read, or the first of its faulty rows",
            "tries": "how often a worker began to read it",
            "run_id": "run that read it last",
            "added_at": "when it was first given",
            "read_at": "when it was read",
            "stored_at": "when its results were in the record",
        },
    ),
}
