"""What an incident's record rests on -> one zip that a third party can check with standard tools. Pure.

The same input gives the same bytes: nothing in it tells when or where it was made, files stand in a settled order, and
nothing is compressed that is not compressed already. Names of files are ours: no text from the web is part of any.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsagg.report import evidencecheck

Row = Mapping[str, Any]

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say: files in it have none of their own."""


def name_folder(incident: str) -> str:
    """Return the name that an incident's evidence goes by, safe on any disk."""
    return "evidence-" + (re.sub(r"[^a-z0-9-]+", "-", incident.lower()).strip("-")[:80] or "incident")


def pack_evidence(
    *,
    incident: Row,
    articles: Sequence[Row],
    versions: Sequence[Row],
    claims: Sequence[Row],
    events: Sequence[Row],
    captures: Sequence[Row],
    read_members: Callable[[str], Sequence[tuple[str, bytes]]],
    version: str,
) -> bytes:
    """Return the zip.

    ``read_members`` gives, for a record's id, the gzip members that it needs, each with its own id; it raises
    ValueError, with the reason, for a record that the archive does not have any more. ``version`` is newsagg's.
    """
    files: dict[str, bytes] = {}
    texts = {
        row["id"]: f"texts/article-{row['article_id']:06}-version-{row['id']:06}.txt" for row in versions
    }
    for row in versions:
        files[texts[row["id"]]] = f"{row['title']}\n\n{row['body']}".encode("utf-8", "surrogatepass")
    pages, told = _pack_pages(captures, read_members)
    files["pages.warc.gz"] = pages
    files["captures.jsonl"] = _lines(told)
    files["incident.json"] = _pretty(incident)
    files["history.jsonl"] = _lines(events)
    files["articles.jsonl"] = _lines(_tell_version(row, texts) for row in versions)
    files["placements.jsonl"] = _lines(
        {
            "article_id": a["id"],
            "url": a["url"],
            "first_seen_at": a["first_seen_at"],
            "placements": a["placements"],
        }
        for a in articles
    )
    files["claims.jsonl"] = _lines(_tell_claim(row, texts) for row in claims)
    files["verify.py"] = Path(evidencecheck.__file__).read_bytes()
    files["README.txt"] = _README.format(incident=incident["id"]).encode("utf-8")
    sums = {
        name: {"sha256": sha256(data).hexdigest(), "size": len(data)} for name, data in sorted(files.items())
    }
    files["manifest.json"] = _pretty(
        {"format": 1, "incident": incident["id"], "made_by": f"newsagg {version}", "files": sums}
    )
    files["SHA256SUMS"] = "".join(f"{told['sha256']}  {name}\n" for name, told in sums.items()).encode(
        "ascii"
    )
    return _zip(name_folder(str(incident["id"])), files)


def _pack_pages(
    captures: Sequence[Row], read_members: Callable[[str], Sequence[tuple[str, bytes]]]
) -> tuple[bytes, list[dict[str, Any]]]:
    """Return the WARC file of exactly the records needed, each once, and the captures with where theirs stand in it."""
    out = io.BytesIO()
    placed: dict[str, dict[str, int]] = {}
    told: list[dict[str, Any]] = []
    for row in captures:
        line: dict[str, Any] = {
            "capture_id": row["id"],
            **{k: v for k, v in row.items() if k not in ("id", "run_id")},
        }
        line["members"] = []
        if not row["dropped_at"]:
            try:
                members = read_members(row["record"])
            except ValueError as error:
                members = []
                line["unreadable"] = str(error)
            for name, data in members:
                if name not in placed:
                    placed[name] = {"offset": out.tell(), "length": len(data)}
                    out.write(data)
                line["members"].append(placed[name])
        told.append(line)
    return out.getvalue(), told


def _tell_version(row: Row, texts: Mapping[int, str]) -> dict[str, Any]:
    """A version in the form that `newsagg import` reads."""
    return {
        "url": row["url"], "outlet": row["outlet"], "title": row["title"], "text": row["body"],
        "published": row["published_at"], "seen": row["seen_at"], "language": row["language"], "author": row["author"],
        "basis": row["basis"], "kind": row["feed_kind"], "provider": row["provider"],
        "updates": json.loads(row["updates"]), "article_id": row["article_id"], "version_id": row["id"],
        "newest": bool(row["newest"]), "first_seen_at": row["first_seen_at"], "text_file": texts[row["id"]],
    }  # fmt: skip


def _tell_claim(row: Row, texts: Mapping[int, str]) -> dict[str, Any]:
    return {
        "claim_id": row["id"],
        "text_file": texts[row["version_id"]],
        **{k: v for k, v in row.items() if k != "id"},
    }


def _lines(rows: Sequence[Row] | Iterator[Row]) -> bytes:
    # ASCII only: whatever a page wrote, a terminal that shows the file stays as it is.
    return "".join(
        json.dumps(dict(row), sort_keys=True, separators=(",", ":")) + "\n" for row in rows
    ).encode("ascii")


def _pretty(row: Row) -> bytes:
    return (json.dumps(dict(row), sort_keys=True, indent=1) + "\n").encode("ascii")


def _zip(folder: str, files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{folder}/{name}", date_time=_EPOCH)
            info.create_system = 3  # the same on every system
            info.external_attr = 0o100644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


_README = """Evidence for incident {incident}

What newsagg's record of this incident rests on. To check it, with nothing but Python:

    python verify.py

or parts of it with common tools: sha256sum -c SHA256SUMS; any WARC reader on pages.warc.gz.

incident.json     the incident as the record has it: its line, services, findings, analysts' decisions
history.jsonl     every change that the record of it went through, with the reason
placements.jsonl  which articles stand or stood in it, as what, and why
articles.jsonl    every version of every article: title, text, times. "seen" is when it was read
texts/            the same texts as files: title, blank line, body. Offsets count Unicode code points in these
claims.jsonl      every claim: who says what, the words (quote), and where they stand (text_file, start_offset,
                  end_offset)
captures.jsonl    every page that was fetched: address, time, sha256 of its bytes, and where it stands in pages.warc.gz
                  (gzip members: offset, length). Where the bytes were dropped since, when and by which rule
pages.warc.gz     those pages as they came, as WARC records
manifest.json     size and sha256 of each file; SHA256SUMS the same for sha256sum

A claim is evidence that somebody said something, never that it is so.
"""
