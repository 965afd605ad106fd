"""Labelling what we are unsure of, through the real command line, and what the model learns from it."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from newsagg.pipeline.detect import detect_new
from newsagg.pipeline.rebuild import rebuild_all
from newsagg.settings import Settings, load_settings
from newsagg.store import open_db
from newsagg.store.labels import save_training
from newsagg.store.runs import start_run
from newsagg.vocabulary import Relevance
from tests.cli.running import OBEYED, run
from tests.store.making import NOON, a_feed, a_story, a_verdict, judge_all, later, save_stories

ODD, PLAIN, SURE = (f"https://post.example/{name}" for name in ("odd", "plain", "sure"))
STORIES = {
    ODD: (
        "Ledgerly\x1b[31m users \u202efret as books \x1b]0;x\x07stay shut",
        "Nobody at the firm would say why.",
    ),
    PLAIN: ("A quiet day at the harbour", "Gulls circled over the quay."),
    SURE: ("Slack is down for thousands of users", "Messages could not be sent since nine."),
}
# A screen that is dark for another reason than a breakage: what the words say and what they mean differ.
BORDERLINE = [
    (
        "Sports channels go dark for Spectrum's cable customers over fees",
        "Viewers of the cable firm lost the channels on Friday as both sides could not agree on a new contract.",
    ),
    (
        "Netflix goes dark for some customers in dispute with a carrier",
        "The firm said that the service could not be reached by customers of the carrier until fees are settled.",
    ),
    (
        "Slack users complain of a slow morning",
        "Some wrote that messages were late. The firm did not say anything of it.",
    ),
]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Two unsure articles and a sure one, judged by a model that is not ours."""
    path = tmp_path / "record.db"
    db = open_db(path)
    feed = a_feed()
    for hours, (url, (title, body)) in enumerate(STORIES.items()):
        save_stories(
            db, feed, a_story(feed, url, title, body, published_at=later(hours), seen_at=later(hours))
        )
    judge_all(db, [], verdict=a_verdict(Relevance.UNSURE, probability=0.3))
    db.close()
    return path


def _verdicts(database: Path) -> dict[str, tuple[str, str]]:
    db = sqlite3.connect(database)
    try:
        rows = db.execute(
            "SELECT a.url, v.relevance, v.kind FROM verdicts v JOIN articles a ON a.id = v.article_id"
        )
        return {url: (relevance, kind) for url, relevance, kind in rows}
    finally:
        db.close()


def _settings(database: Path) -> Settings:
    return Settings(database=database, cache=load_settings().cache)


def test_the_queue_lists_what_is_unsure_and_unlabelled(database: Path) -> None:
    listed = run("review", "--list", database=database)
    assert listed.code == 0
    assert len(listed.rows) == 1 + len(STORIES)
    run("review", "--label", ODD, "yes", "--by", "Ada", database=database)
    assert ODD not in [row["url"] for row in run("review", "--json", database=database).data]


def test_a_title_from_the_web_is_harmless_on_the_terminal(database: Path) -> None:
    for arguments, answers in ((["review", "--list"], ""), (["review", "--by", "Ada"], "s\ns\nq\n")):
        shown = run(*arguments, database=database, columns=80, stdin=answers)
        assert shown.code == 0
        assert not [sign for sign in OBEYED if sign in shown.out]


@pytest.mark.parametrize(
    ("article", "answer", "verdict"),
    [(PLAIN, "yes", ("relevant", "report")), (SURE, "no", ("irrelevant", "negative"))],
    ids=["what no model would take for an outage", "what every model takes for one"],
)
def test_a_verdict_follows_the_label_at_once_and_through_a_rebuild(
    database: Path, article: str, answer: str, verdict: tuple[str, str]
) -> None:
    done = run("review", "--label", article, answer, "--by", "Ada", database=database)
    assert (done.code, done.err) == (0, "")
    assert _verdicts(database)[article] == verdict
    sqlite3.connect(database).execute("UPDATE verdicts SET model = 'another'").connection.commit()
    rebuild_all(_settings(database), now=NOON + timedelta(hours=3))
    assert _verdicts(database)[article] == verdict


def test_a_newer_text_of_a_labelled_article_is_judged_by_the_label_too(database: Path) -> None:
    run("review", "--label", PLAIN, "yes", "--by", "Ada", database=database)
    db, feed = open_db(database), a_feed()
    newer = a_story(feed, PLAIN, "Another quiet day", "Still gulls.", published_at=later(1), seen_at=later(9))
    save_stories(db, feed, newer)
    number = start_run(db, "run", NOON, "real")
    db.close()
    detect_new(_settings(database), now=NOON + timedelta(days=1), run_id=number)
    assert _verdicts(database)[PLAIN][0] == "relevant"


def test_a_later_label_counts_and_both_stay_with_name_and_time(database: Path) -> None:
    run("review", "--label", SURE, "no", "--by", "Ada", database=database)
    run("review", "--label", SURE, "yes", "--by", "Grace Hopper", database=database)
    assert _verdicts(database)[SURE][0] == "relevant"
    [label] = run("review", "--labelled", "--json", database=database).data
    assert (label["labelled_by"], label["relevant"]) == ("Grace Hopper", True)
    db = sqlite3.connect(database)
    assert [by for (by,) in db.execute("SELECT labelled_by FROM labels ORDER BY id")] == [
        "Ada",
        "Grace Hopper",
    ]
    with pytest.raises(sqlite3.IntegrityError, match="stay as they are"):
        db.execute("DELETE FROM labels")
    db.close()


def test_who_goes_through_the_queue_sees_why_and_may_skip_and_stop(database: Path) -> None:
    asked = run("review", "--by", "Ada", database=database, stdin="y\ns\nq\n")
    assert asked.code == 0
    assert "probability 0.30" in asked.out
    assert "1 labelled by Ada" in asked.out
    assert len(run("review", "--labelled", "--json", database=database).data) == 1


def test_the_queue_of_what_our_own_model_is_unsure_of_is_walked_with_its_reasons(tmp_path: Path) -> None:
    path = tmp_path / "judged.db"
    db, feed = open_db(path), a_feed()
    for number, (title, body) in enumerate(BORDERLINE):
        story = a_story(feed, f"https://post.example/{number}", title, body, published_at=NOON, seen_at=NOON)
        save_stories(db, feed, story)
    run_id = start_run(db, "run", NOON, "real")
    db.close()
    detect_new(_settings(path), now=NOON, run_id=run_id)
    queue = run("review", "--json", database=path).data
    reasons = [(phrase, weight) for row in queue for phrase, weight in row["evidence"]]
    assert reasons
    asked = run("review", "--by", "Ada", database=path, stdin="y\n" * len(queue))
    assert (asked.code, asked.err) == (0, "")
    assert f"{len(queue)} labelled by Ada" in asked.out
    shown = " ".join(asked.out.split())
    assert [words for words in reasons if f"{words[0]} {words[1]:+.2f}" not in shown] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--label", "https://post.example/none", "yes", "--by", "Ada"), "no such article"),
        (("--label", PLAIN, "maybe", "--by", "Ada"), "neither yes nor no"),
        (("--label", PLAIN, "yes", "--by", "\x1b[2J"), "one line of plain text"),
    ],
    ids=["no such article", "no answer", "no name"],
)
def test_a_label_that_makes_no_sense_is_refused(
    database: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused = run("review", *arguments, database=database)
    assert refused.code != 0
    assert said in refused.err
    assert run("review", "--labelled", "--json", database=database).data == []


def test_training_without_labels_says_what_to_do(database: Path) -> None:
    told = run("train", database=database)
    assert told.code == 1
    assert "newsagg review" in told.err


def test_a_label_is_learned_only_when_training_says_so(database: Path) -> None:
    from newsagg.store.labels import count_labels, load_lessons

    run("review", "--label", PLAIN, "yes", "--by", "Ada", database=database)
    db = open_db(database)
    assert load_lessons(db, learned=True) == []
    save_training(db, figures={}, now=NOON)
    assert [lesson.title for lesson in load_lessons(db, learned=True)] == [STORIES[PLAIN][0]]
    assert count_labels(db) == {"unsure": 2, "labelled": 1, "learned": 1}
    db.close()
    assert run("train", "--reset", database=database).code == 0
    db = open_db(database)
    assert load_lessons(db, learned=True) == []
    assert len(load_lessons(db, learned=False)) == 1
    db.close()


@pytest.mark.slow
def test_a_trained_model_is_the_one_that_runs_use(database: Path) -> None:
    from newsagg.pipeline.detect import load_detector

    before = load_detector(_settings(database)).model.fingerprint
    run("review", "--label", ODD, "yes", "--by", "Ada", database=database)
    trained = run("train", database=database)
    assert (trained.code, trained.err) == (0, "")
    assert "F1" in trained.out
    after = load_detector(_settings(database)).model.fingerprint
    assert after != before
    assert run("train", "--reset", database=database).code == 0
    assert load_detector(_settings(database)).model.fingerprint == before
