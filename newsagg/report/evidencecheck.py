"""Check a folder of evidence that newsagg wrote. Needs Python 3.9 or newer and nothing else.

    python verify.py [FOLDER]

Says what is wrong and ends with 1, or says that all is well. It checks that every file is as the manifest lists it,
that every claim's quote stands in the stored text at its offsets, and that every page in pages.warc.gz is what its
digests say. The first of these is also done by: sha256sum -c SHA256SUMS
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def check_files(folder: Path) -> Iterator[str]:
    """Yield what differs from the manifest: files changed, missing, or not listed."""
    listed = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    own = {"manifest.json", "SHA256SUMS"}
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(set(listed) - found):
        yield "missing: " + ascii(name)
    for name in sorted(found - set(listed) - own):
        yield "not listed: " + ascii(name)
    for name in sorted(found & set(listed)):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if digest != listed[name]["sha256"]:
            yield "changed: " + ascii(name)


def check_claims(folder: Path) -> Iterator[str]:
    """Yield the claims whose words do not stand where they say."""
    texts: dict[str, str] = {}
    for claim in read_lines(folder / "claims.jsonl"):
        name = claim["text_file"]
        if name not in texts:
            texts[name] = (folder / name).read_bytes().decode("utf-8")
        if texts[name][claim["start_offset"] : claim["end_offset"]] != claim["quote"]:
            yield "claim " + str(int(claim["claim_id"])) + ": its quote does not stand in " + ascii(name)


def check_pages(folder: Path) -> Iterator[str]:
    """Yield the pages whose bytes are not what their digests say, and those that are not there."""
    data = (folder / "pages.warc.gz").read_bytes() if (folder / "pages.warc.gz").is_file() else b""
    bodies: dict[str, bytes] = {}
    for row in read_lines(folder / "captures.jsonl"):
        if row["dropped_at"] or row.get("unreadable"):
            continue
        where = "capture " + str(int(row["capture_id"])) + ": "
        for part in row["members"]:
            member = gzip.decompress(data[part["offset"] : part["offset"] + part["length"]])
            head, _, rest = member.partition(b"\r\n\r\n")
            fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
            digest = fields.get(b"WARC-Payload-Digest", b"").decode("ascii", "replace")
            length = int(fields.get(b"Content-Length", b"0"))
            if fields.get(b"WARC-Type") == b"response":
                body = rest[:length].partition(b"\r\n\r\n")[2]
                if (
                    "sha1:"
                    + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")
                    != digest
                ):
                    yield where + "the page is not what its WARC digest says"
                bodies[digest] = body
            last = digest
        body = bodies.get(last, b"")
        if last not in bodies:
            yield where + "the page that it points to is not there"
        elif row["sha256"] and hashlib.sha256(body).hexdigest() != row["sha256"]:
            yield where + "the page is not what its sha256 says"


def main(arguments: list[str]) -> int:
    """Check a folder, by default the one that this file is in; return how the program ends."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    wrong: list[str] = []
    for check in (check_files, check_claims, check_pages):
        try:
            wrong += list(check(folder))
        except (OSError, ValueError, KeyError, TypeError, EOFError, UnboundLocalError) as error:
            wrong.append(check.__name__ + ": cannot be read: " + ascii(str(error)))
    for line in wrong:
        sys.stdout.write(line + "\n")
    told = (
        "NOT as it was written: " + str(len(wrong)) + " things differ"
        if wrong
        else "All is as it was written."
    )
    sys.stdout.write(told + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
