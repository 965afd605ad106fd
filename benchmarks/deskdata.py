"""A record of the size of ten years, made by lot: to measure the desk, the cookbook and search on.

    python benchmarks/deskdata.py FILE [--scale 1.0] [--seed 1]

At scale 1: 5,000,000 entries, 100,000 articles about outages, 20,000 incidents, 500,000 claims; one incident has 500
articles, one provider 3,000 incidents. The shape was measured on records that our own pipeline made of a labelled set
and of a stream of real feeds: how entries spread over feeds, lengths of titles, teasers (their long tail cut at 400
characters), pages, quotes and values, articles an incident, types, stances, speakers' roles, kinds of findings. The
words are invented. Left out: what merging keeps for itself, requests, captures. Every law of the schema holds: the
rows are written without triggers and indexes, which are made again afterwards with the search tables.
"""

import argparse
import random
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.desktold import Row, Teller
from benchmarks.deskwords import BEGAN, YEARS, Words, stamp
from newsagg.store import open_db
from newsagg.store.connect import write
from newsagg.store.totals import fill_totals

ENTRIES, ARTICLES, INCIDENTS, CLAIMS = 5_000_000, 100_000, 20_000, 500_000
LARGEST, LEADER = 500, 3_000
SHARES = (0.159, 0.110, 0.101, 0.098, 0.064, 0.052, 0.050, 0.032, 0.030, 0.026)
"""Of all entries, those of the ten largest feeds of the stream; the others share the rest evenly."""
FEEDS, STATUS_FEEDS = 124, 93


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make."""

    entries: int
    articles: int
    incidents: int
    claims: int
    largest: int
    leader: int


def scale_size(scale: float) -> Size:
    """Return the numbers at a scale; 1 is ten years."""
    entries, articles, incidents, claims = (
        max(1, int(number * scale)) for number in (ENTRIES, ARTICLES, INCIDENTS, CLAIMS)
    )
    return Size(
        entries, articles, incidents, claims, max(12, int(LARGEST * scale)), max(6, int(LEADER * scale))
    )


def draw_sizes(dice: random.Random, size: Size) -> list[int]:
    """Return the articles of each incident: four in five have one, one has the most, and the sum is right."""
    sizes = [min(int(dice.paretovariate(0.95)), size.largest // 2) for _ in range(size.incidents)]
    sizes[size.incidents // 2] = size.largest
    while (over := sum(sizes) - size.articles) != 0:
        at = dice.randrange(size.incidents)
        if sizes[at] == size.largest:
            continue
        if over > 0:
            sizes[at] -= min(over, max(0, sizes[at] - 1), 20)
        elif sizes[at] > 1:
            sizes[at] += min(-over, 3)
    return sizes


class Maker:
    """Writes one record."""

    def __init__(self, path: Path, scale: float, seed: int) -> None:
        self.size = scale_size(scale)
        self.words = Words(random.Random(seed))
        self.dice = random.Random(seed + 1)
        open_db(path).close()
        self.db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY",
                       "foreign_keys = OFF", "locking_mode = EXCLUSIVE"):  # fmt: skip
            self.db.execute(f"PRAGMA {pragma}")
        self.every = self.size.entries // self.size.articles
        self.seconds = YEARS / self.size.entries

    def make(self) -> None:
        """Fill the file."""
        later = self._take_out("trigger") + self._take_out("index")
        self.db.execute("BEGIN")
        self._write_feeds()
        self._write_noise()
        self._write_incidents()
        self.db.execute("COMMIT")
        self.db.execute("BEGIN")
        for statement in later:
            self.db.execute(statement)
        for table in ("articles_fts", "claims_fts", "incidents_fts"):
            self.db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        self.db.execute("COMMIT")
        self.db.close()

    def _take_out(self, kind: str) -> list[str]:
        rows = self.db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL", (kind,)
        ).fetchall()
        for name, _ in rows:
            self.db.execute(f"DROP {kind} {name}")
        # Indexes first: the search tables are made again through them.
        return [sql for _, sql in rows]

    def _write_feeds(self) -> None:
        names = self.words.outlets
        self.db.executemany("INSERT INTO outlets (name) VALUES (?)", [(name,) for name in names])
        for n in range(FEEDS + STATUS_FEEDS):
            status = n >= FEEDS
            self.db.execute(
                """INSERT INTO feeds (slug, outlet, url, kind, language, homepage, provider, format, added_at,
                    last_asked_at, last_ok_at, next_due_at) VALUES (?, ?, ?, ?, 'en', '', ?, ?, ?, ?, ?, ?)""",
                (
                    f"feed-{n}", names[n], f"https://{self.words.hosts[n]}/feed", "status" if status else "news",
                    self.words.providers[n - FEEDS] if status else "", "statuspage" if status else "",
                    stamp(BEGAN), *[stamp(BEGAN + YEARS)] * 3,
                ),
            )  # fmt: skip

    def _write_noise(self) -> None:
        """Write the entries that are about no outage, each with its article, version and verdict, as SQL."""
        rest = (1 - sum(SHARES)) / (FEEDS - len(SHARES))
        slots = self.dice.choices(range(FEEDS), [*SHARES, *[rest] * (FEEDS - len(SHARES))], k=1000)
        self.db.execute("CREATE TEMP TABLE slot (n INTEGER PRIMARY KEY, feed TEXT, outlet TEXT, host TEXT)")
        self.db.executemany(
            "INSERT INTO slot VALUES (?, ?, ?, ?)",
            [(n, f"feed-{f}", self.words.outlets[f], self.words.hosts[f]) for n, f in enumerate(slots)],
        )
        self.db.execute("CREATE TEMP TABLE pool (n INTEGER PRIMARY KEY, title TEXT, teaser TEXT)")
        pool = [(n, self.words.title(), self.words.teaser()) for n in range(5000)]
        self.db.executemany("INSERT INTO pool VALUES (?, ?, ?)", pool)
        clock = f"strftime('%Y-%m-%dT%H:%M:%SZ', {BEGAN} + n.n * {self.seconds!r}, 'unixepoch')"
        numbers = f"""WITH RECURSIVE every (n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM every WHERE n < {self.size.entries}),
            n AS (SELECT n, (n * 7919 + n / 1000) % 1000 AS s, (n * 104729) % 5000 AS p FROM every
                WHERE n % {self.every} <> 0)"""
        url = "'https://' || s.host || '/' || n.n || '-' || replace(lower(substr(p.title, 1, 30)), ' ', '-')"
        joined = "FROM n CROSS JOIN slot s ON s.n = n.s CROSS JOIN pool p ON p.n = n.p"
        for statement in (
            f"""INSERT INTO articles (id, url, outlet, feed_kind, provider, published_at, first_seen_at,
                newest_version_id, page_state) {numbers}
                SELECT n.n, {url}, s.outlet, 'news', '', {clock}, {clock}, n.n, 'not_wanted' {joined}""",
            f"""INSERT INTO article_versions (id, article_id, title, body, text_hash, basis, published_at, seen_at,
                language, author) {numbers}
                SELECT n.n, n.n, p.title, p.teaser, printf('%032x', n.n * 2654435761), 'feed', {clock}, {clock},
                'en', '' {joined}""",
            f"""INSERT INTO entries (id, feed, key, article_id, version_id, outlet, url, link, title, summary, content,
                author, published_at, language, text_hash, first_seen_at) {numbers}
                SELECT n.n, s.feed, printf('%09d', n.n), n.n, n.n, s.outlet, {url}, {url}, p.title, p.teaser, '', '',
                {clock}, 'en', printf('%032x', n.n * 2654435761), {clock} {joined}""",
            f"""INSERT INTO verdicts (version_id, article_id, relevance, kind, probability, model, judged_at) {numbers}
                SELECT n.n, n.n, 'irrelevant', 'negative', 0.01, 'made', {clock} FROM n""",
        ):
            self.db.execute(statement)

    def _write_incidents(self) -> None:
        names = self.words.speakers
        self.db.executemany("INSERT INTO speakers VALUES (?, ?)", [(name, name.title()) for name in names])
        sizes = draw_sizes(self.dice, self.size)
        leads = self.words.lead_services(self.size.incidents, self.size.leader)
        teller = Teller(self.words, self.dice, page_versions_from=self.size.entries, outlets=FEEDS)
        batch: defaultdict[str, list[Row]] = defaultdict(list)
        slot = 0
        claims = self._spread(sizes)
        for number, (articles, lead, made) in enumerate(zip(sizes, leads, claims, strict=True), 1):
            ids = [(slot + n + 1) * self.every for n in range(articles)]
            slot += articles
            told = teller.tell(number, ids, lead, made, BEGAN + ids[0] * self.seconds)
            for table, rows in told.items():
                batch[table] += rows
            if number % 500 == 0 or number == len(sizes):
                self._flush(batch)

    def _spread(self, sizes: list[int]) -> list[int]:
        """Return the claims of each incident: one at least for each article, the others as articles are many."""
        weights = [n**0.9 for n in sizes]
        left, whole = self.size.claims - sum(sizes), sum(weights)
        return [n + round(left * w / whole) for n, w in zip(sizes, weights, strict=True)]

    def _flush(self, batch: defaultdict[str, list[Row]]) -> None:
        for table, rows in batch.items():
            columns = list(rows[0])
            marks = ", ".join(f":{name}" for name in columns)
            self.db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
        batch.clear()


def lines(path: Path) -> Iterator[str]:
    """Say what the file holds."""
    db = sqlite3.connect(path)
    for table in ("entries", "articles", "article_versions", "incidents", "incident_articles", "claims", "findings",
                  "incident_events", "best_values"):  # fmt: skip
        yield f"{table:<18} {db.execute(f'SELECT count(*) FROM {table}').fetchone()[0]:>10,}"
    yield f"{'bytes':<18} {path.stat().st_size:>10,}"
    db.close()


def make_record(path: Path, scale: float, seed: int = 1) -> None:
    """Write a record of a scale to a new file."""
    Maker(path, scale, seed).make()
    db = open_db(path)
    with write(db):
        db.conn.execute("INSERT OR IGNORE INTO incident_totals (incident_id) SELECT id FROM incidents")
    fill_totals(db)
    db.close()


def main() -> int:
    """Make a record and say what it holds and what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.file.exists():
        parser.error(f"{given.file} is there already")
    began = time.process_time()
    make_record(given.file, given.scale, given.seed)
    print("\n".join(lines(given.file)))
    print(f"{'CPU seconds':<18} {time.process_time() - began:>10,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
