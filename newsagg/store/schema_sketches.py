"""What grouping keeps of each report: SQL for one migration. All of it is derived, and made again by a rebuild."""

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
