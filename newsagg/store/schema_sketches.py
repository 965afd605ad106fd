"""What grouping keeps of each report: SQL for two migrations. All of it is derived, and made again by a rebuild."""

SKETCHES = (
    """CREATE TABLE merge_sketches (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id), cell TEXT NOT NULL,
        standing TEXT NOT NULL CHECK (standing IN ('head', 'loose', 'follower', 'roundup')),
        sketch TEXT NOT NULL CHECK (json_valid(sketch))) STRICT""",
    "CREATE INDEX merge_sketches_cell ON merge_sketches (cell)",
    """CREATE TABLE merge_keys (
        code INTEGER NOT NULL, day INTEGER NOT NULL, article_id INTEGER NOT NULL,
        side INTEGER NOT NULL, weight INTEGER NOT NULL,
        PRIMARY KEY (code, day, article_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE merge_ties (
        article_id INTEGER NOT NULL, other_id INTEGER NOT NULL CHECK (other_id <> article_id),
        PRIMARY KEY (article_id, other_id)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE merge_recipe (recipe TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)

# Era first: what a run looks up and adds lies together at the table's end, and not all over years of keys. Side before
# day: of the many keys that hold on any day, a dated report passes by all but the few of undated ones.
ERAS = (
    "ALTER TABLE merge_keys RENAME TO merge_keys_before",
    """CREATE TABLE merge_keys (
        era INTEGER NOT NULL, code INTEGER NOT NULL, day INTEGER NOT NULL, article_id INTEGER NOT NULL,
        side INTEGER NOT NULL, weight INTEGER NOT NULL, CHECK (era = day / 64),
        PRIMARY KEY (era, code, side, day, article_id)) STRICT, WITHOUT ROWID""",
    """INSERT INTO merge_keys (era, code, day, article_id, side, weight)
        SELECT day / 64, code, day, article_id, side, weight FROM merge_keys_before ORDER BY 1, 2, 5, 3, 4""",
    "DROP TABLE merge_keys_before",
)
