"""Opening: a file is ours, up to date and writable, or an error says what to do."""

import multiprocessing
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsagg import vocabulary
from newsagg.errors import NotFoundError, StoreError
from newsagg.store import check_file, open_db, read_db, write
from newsagg.store.rows import write_number
from newsagg.store.schema import MIGRATIONS
from tests.store.making import a_feed, a_story, judge_all, save_stories

spawn = multiprocessing.get_context("spawn")


def test_a_new_file_gets_folder_tables_and_pragmas(path: Path) -> None:
    db = open_db(path)
    assert path.is_file()
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert {"articles", "claims", "incidents"} <= set(db.table_names())
    assert check_file(db) == []


def test_opening_again_changes_nothing(path: Path) -> None:
    before = open_db(path).execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    again = open_db(path)
    assert again.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before
    assert again.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (
        len(MIGRATIONS._migrations),
    )


def test_a_database_of_an_earlier_version_is_migrated_and_keeps_its_rows(path: Path) -> None:
    path.parent.mkdir()
    old = Database(path, execute_plugins=False)
    old.execute("PRAGMA application_id = 0x6E616767")
    MIGRATIONS.apply(old, stop_before="m0002_detect")
    old.execute("INSERT INTO outlets (name) VALUES ('Post')")
    old.close()
    with pytest.raises(StoreError, match="older newsagg"):
        read_db(path)
    db = open_db(path)
    assert MIGRATIONS.pending(db) == []
    assert db.execute("SELECT name FROM outlets").fetchall() == [("Post",)]


def test_a_migration_that_fails_leaves_no_trace(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = MIGRATIONS._Migration(
        "m9999_broken", lambda db: db.execute("CREATE TABLE articles (id INTEGER)")
    )
    with monkeypatch.context() as patch:
        patch.setattr(MIGRATIONS, "_migrations", [*MIGRATIONS._migrations, broken])
        with pytest.raises(StoreError, match="already exists"):
            open_db(path)
    assert open_db(path).execute("SELECT count(*) FROM articles").fetchone() == (0,)


def _bytes_of(kind: str, path: Path) -> None:
    if kind == "text":
        path.write_text("not a database, and long enough that nobody takes it for an empty one\n" * 50)
    elif kind == "other":
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE theirs (id)")
        other.close()
    elif kind == "newer":
        db = open_db(path)
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('newsagg', 'm9999_future')")
        db.close()
    elif kind == "cut":
        open_db(path).close()
        path.write_bytes(path.read_bytes()[:6000])
    else:
        path.mkdir()


@pytest.mark.parametrize("opening", [open_db, read_db], ids=["writing", "reading"])
@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("text", "not a database.*not a SQLite file"),
        ("other", "another program.*NEWSAGG_DATABASE"),
        ("newer", "newer newsagg: it has m9999_future"),
        ("cut", "malformed|not a database|no such table"),
        ("folder", "unable to open|no database yet"),
    ],
)
def test_a_file_that_is_no_good_is_named_with_what_to_do(
    tmp_path: Path, kind: str, message: str, opening: object
) -> None:
    path = tmp_path / "bad.db"
    _bytes_of(kind, path)
    assert callable(opening)
    with pytest.raises(StoreError, match=message) as caught:
        opening(path)
    assert caught.value.subject == str(path)
    assert caught.value.hint


def test_reading_where_there_is_nothing_says_how_to_begin(path: Path) -> None:
    with pytest.raises(NotFoundError, match="newsagg run"):
        read_db(path)
    assert not path.exists()


def test_a_reader_cannot_write(path: Path) -> None:
    open_db(path).close()
    db = read_db(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.conn.execute("INSERT INTO outlets (name) VALUES ('Post')")


def test_a_reader_sees_what_a_writer_has_just_saved(path: Path) -> None:
    writer = open_db(path)
    reader = read_db(path)
    with write(writer):
        writer.conn.execute("INSERT INTO outlets (name) VALUES ('Post')")
    assert reader.execute("SELECT count(*) FROM outlets").fetchone() == (1,)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    with pytest.raises(StoreError, match="folder cannot be made"):
        open_db(tmp_path / "plain" / "sub" / "newsagg.db")


@pytest.mark.parametrize("opening", [open_db, read_db], ids=["writing", "reading"])
def test_a_file_that_may_not_be_written_is_only_read(path: Path, opening: Callable[[Path], Database]) -> None:
    open_db(path).close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    child = os.fork()
    if child == 0:  # root may write everywhere, so it becomes nobody first
        answer = 1
        try:
            for folder in path.parents[1:]:
                # pytest's own folders, which nobody else may enter; one more of them where tests run side by side
                if os.geteuid() == 0 and folder.stat().st_mode & 0o777 == 0o700:
                    folder.chmod(0o755)
            if os.geteuid() == 0:
                os.setuid(65534)
            answer = len(opening(path).table_names()) > 20 and 42
        except StoreError as error:
            answer = 43 if "permissions" in error.hint else 1
        finally:
            os._exit(answer)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == (43 if opening is open_db else 42)
    path.parent.chmod(0o755)


def test_a_number_too_large_for_any_column_is_kept_as_infinite() -> None:
    assert write_number(10**400) == float("inf")


def test_an_error_inside_write_undoes_all_of_it(db: Database) -> None:
    def save_half() -> None:
        with write(db):
            db.conn.execute("INSERT INTO outlets (name) VALUES ('Post')")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        save_half()
    assert db.execute("SELECT count(*) FROM outlets").fetchone() == (0,)


def test_a_write_inside_a_write_is_undone_alone(db: Database) -> None:
    def save_inner() -> None:
        with write(db):
            db.conn.execute("INSERT INTO outlets (name) VALUES ('Gazette')")
            db.conn.execute("INSERT INTO outlets (name) VALUES ('Post')")

    with write(db):
        db.conn.execute("INSERT INTO outlets (name) VALUES ('Post')")
        with pytest.raises(StoreError, match="UNIQUE"):
            save_inner()
    assert db.execute("SELECT name FROM outlets").fetchall() == [("Post",)]


def _open_and_count(path: Path, barrier: object, answers: object) -> None:
    barrier.wait()  # type: ignore[attr-defined]
    db = open_db(path)
    answers.put(db.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0])  # type: ignore[attr-defined]


def test_processes_that_open_a_new_file_at_once_do_not_race(path: Path) -> None:
    barrier, answers = spawn.Barrier(3), spawn.Queue()
    processes = [spawn.Process(target=_open_and_count, args=(path, barrier, answers)) for _ in range(3)]
    for process in processes:
        process.start()
    counts = [answers.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert counts == [len(MIGRATIONS._migrations)] * 3


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("claims", "type", vocabulary.ClaimType),
        ("findings", "type", vocabulary.ClaimType),
        ("findings", "kind", vocabulary.FindingKind),
        ("claim_categories", "category", vocabulary.CauseCategory),
        ("claims", "cause_trigger", vocabulary.Trigger),
        ("claims", "stance", vocabulary.Stance),
        ("claims", "precision", vocabulary.Precision),
        ("claims", "speaker_role", vocabulary.SpeakerRole),
        ("claims", "scope", vocabulary.Scope),
        ("claims", "count_kind", vocabulary.CountKind),
        ("incidents", "severity", vocabulary.Severity),
        ("incidents", "vendor_severity", vocabulary.Severity),
        ("incidents", "mode", vocabulary.Mode),
        ("incidents", "confirmation", vocabulary.Confirmation),
        ("incidents", "lifecycle", vocabulary.Lifecycle),
        ("incidents", "state", vocabulary.RecordState),
        ("verdicts", "kind", vocabulary.ReportKind),
        ("verdicts", "relevance", vocabulary.Relevance),
        ("incident_articles", "role", vocabulary.ArticleRole),
        ("articles", "page_state", vocabulary.PageState),
        ("articles", "feed_kind", vocabulary.FeedKind),
        ("feeds", "kind", vocabulary.FeedKind),
        ("decisions", "kind", vocabulary.DecisionKind),
        ("claims", "read_by", vocabulary.ReadBy),
        ("subscribers", "state", vocabulary.SubscriberState),
        ("deliveries", "state", vocabulary.DeliveryState),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_closed_list_in_the_schema_is_the_one_in_the_vocabulary(
    db: Database, table: str, column: str, words: type[vocabulary.ClaimType]
) -> None:
    found = re.search(rf"\b{column} IN \(([^)]*)\)", db[table].schema)
    assert found
    assert set(re.findall(r"'(\w+)'", found.group(1))) == {word.value for word in words}


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE article_versions SET body = 'other'", "never altered"),
        ("DELETE FROM article_versions", "never deleted"),
        ("UPDATE claims SET quote = 'other'", "keeps its words"),
        ("DELETE FROM claims", "never deleted"),
        ("DELETE FROM articles", "never deleted"),
        ("UPDATE articles SET published_at = 'yesterday'", "CHECK"),
        ("UPDATE articles SET page_state = 'lost'", "CHECK"),
        ("UPDATE articles SET newest_version_id = 99", "FOREIGN KEY"),
    ],
)
def test_the_file_itself_refuses_what_must_never_happen(db: Database, statement: str, message: str) -> None:
    save_stories(db, a_feed(), a_story())
    judge_all(db, ["The vendor blamed a database."])
    with pytest.raises(StoreError, match=message), write(db):
        db.conn.execute(statement)
