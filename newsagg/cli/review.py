"""``newsagg review`` and ``newsagg train``: a person is asked what we are unsure of, and the model learns from it."""

import getpass
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from newsagg.cli.output import clean, json_option, print_json, print_rows, waiting, watches
from newsagg.cli.sheet import Sheet
from newsagg.report.phrases import shorten
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.detect.trial import Trial

_LONGEST_BODY = 600
"""What the model reads of a text, too."""

_MOST_LISTED = 200


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _name(by: str | None) -> str:
    if by is None:
        try:
            by = getpass.getuser()
        except (KeyError, OSError):  # a user without a name, as in a bare container
            raise click.UsageError("nobody knows your name here: give --by") from None
    name = " ".join(by.split())
    if not name or not name.isprintable():
        raise click.UsageError("--by wants one line of plain text")
    return name


@click.command(short_help="Say of unsure articles whether they report an outage.")
@click.option("--list", "listing", is_flag=True, help="List the queue and ask nothing.")
@click.option("--labelled", is_flag=True, help="List what was labelled, and by whom.")
@click.option(
    "--label",
    nargs=2,
    metavar="ARTICLE yes|no",
    help="Label one article, given by number or address, and ask nothing.",
)
@click.option("--by", default=None, help="Who labels.  [default: your user name]")
@json_option
@click.pass_obj
def review(
    settings: Settings,
    listing: bool,
    labelled: bool,
    label: tuple[str, str] | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Go through the articles that we are unsure of: do they report an outage?

    A label is kept with your name. The verdict follows it at once and in every re-run, incidents with the next run;
    `newsagg train` lets the model learn from all labels.
    """
    if label:
        _label_one(settings, *label, by=_name(by), as_json=as_json)
    elif labelled:
        _list_labelled(settings, as_json=as_json)
    elif listing or as_json:
        _list_unsure(settings, as_json=as_json)
    else:
        _ask(settings, by=_name(by))


def _queue(settings: Settings) -> list[dict[str, Any]]:
    from newsagg.store import read_db
    from newsagg.store.labels import list_unsure

    rows = list_unsure(read_db(settings.database), _MOST_LISTED)
    return [{**row, "evidence": json.loads(row["evidence"])} for row in rows]


def _label_one(settings: Settings, article: str, answer: str, *, by: str, as_json: bool) -> None:
    from newsagg.pipeline.review import label_article

    words = {"yes": True, "y": True, "no": False, "n": False}
    if answer.lower() not in words:
        raise click.BadParameter(f"{clean(answer)!r} is neither yes nor no", param_hint="--label")
    with waiting("reading the lexicon and the model", quiet=as_json):
        verdict = label_article(settings, article, relevant=words[answer.lower()], by=by, now=_now())
    if as_json:
        print_json(
            {"article": article, "relevance": verdict.relevance.value, "kind": verdict.kind.value, "by": by}
        )
    else:
        click.echo(
            f"{clean(article)} is {verdict.relevance.value} now; the next run brings incidents up to date."
        )


def _list_labelled(settings: Settings, *, as_json: bool) -> None:
    from newsagg.store import read_db
    from newsagg.store.labels import list_labelled

    rows = list_labelled(read_db(settings.database), _MOST_LISTED)
    if as_json:
        print_json([{**row, "relevant": bool(row["relevant"])} for row in rows])
        return
    print_rows(
        ("#article", "outage", "by", "when (UTC)", "outlet", "title"),
        [
            (
                row["id"],
                "yes" if row["relevant"] else "no",
                row["labelled_by"],
                row["labelled_at"],
                row["outlet"],
                row["title"],
            )
            for row in rows
        ],
    )
    if watches() and not rows:
        click.echo("Nobody has labelled an article yet.")


def _list_unsure(settings: Settings, *, as_json: bool) -> None:
    rows = _queue(settings)
    if as_json:
        print_json(rows)
        return
    print_rows(
        ("#article", "#probability", "published", "outlet", "title"),
        [
            (
                row["id"],
                f"{row['probability']:.2f}",
                (row["published_at"] or "")[:10],
                row["outlet"],
                shorten(row["title"], 120),
            )
            for row in rows
        ],
    )
    if watches() and not rows:
        click.echo("Nothing is unsure and unlabelled.")


def _tell_evidence(evidence: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{phrase} {weight:+.2f}" for phrase, weight in evidence)


def _ask(settings: Settings, *, by: str) -> None:
    from newsagg.pipeline.detect import load_detector
    from newsagg.pipeline.review import label_article

    rows = _queue(settings)
    if not rows:
        click.echo("Nothing is unsure and unlabelled.")
        return
    with waiting("reading the lexicon and the model"):
        detector = load_detector(settings)
    done = 0
    for number, row in enumerate(rows, start=1):
        sheet = Sheet()
        sheet.line()
        sheet.line((f"{number} of {len(rows)}: ", "dim"), (row["title"] or "(no title)", "bold"))
        sheet.line(
            (f"{row['outlet']} · {(row['published_at'] or 'no date')[:10]} · article {row['id']}", "dim")
        )
        sheet.address(row["url"], indent=0)
        if row["body"]:
            sheet.line(shorten(" ".join(row["body"].split()), _LONGEST_BODY))
        sheet.line(
            f"probability {row['probability']:.2f}; {_tell_evidence(row['evidence']) or 'no telling phrase'}"
        )
        answer = click.prompt(
            "Does it report an outage? y, n, s to skip, q to quit",
            type=click.Choice(["y", "n", "s", "q"], case_sensitive=False),
            show_choices=False,
        ).lower()
        if answer == "q":
            break
        if answer != "s":
            label_article(
                settings, str(row["id"]), relevant=answer == "y", by=by, now=_now(), detector=detector
            )
            done += 1
    click.echo(f"{done} labelled by {by}. `newsagg train` lets the model learn from them.")


@click.command(short_help="Let the model learn from labels.")
@click.option("--force", is_flag=True, help="Also where it would judge worse.")
@click.option("--reset", is_flag=True, help="Forget what was learned; labels stay.")
@json_option
@click.pass_obj
def train(settings: Settings, force: bool, reset: bool, as_json: bool) -> None:
    """Let the relevance model learn from all labels of `newsagg review`.

    Tries first what they change, on examples that the trial model has not seen (half a minute), and refuses where that
    is clearly worse. New articles are judged with the new model; `newsagg rebuild` judges the kept ones again.
    """
    from newsagg.pipeline.review import forget_training, train_model

    if reset:
        forget_training(settings, now=_now())
        if as_json:
            print_json({"reset": True})
        else:
            click.echo(
                "The model is our own again; labels stay. `newsagg rebuild` judges what is kept with it."
            )
        return
    with waiting("trying what the labels change", quiet=as_json):
        trial = train_model(
            settings, now=_now(), force=force, tell=lambda trial: _tell_trial(trial, as_json=as_json)
        )
    if as_json:
        from dataclasses import asdict

        print_json(asdict(trial))
    else:
        click.echo("The model has learned them. `newsagg rebuild` judges what is kept with it.")


def _tell_trial(trial: "Trial", *, as_json: bool) -> None:
    if as_json:
        return
    print_rows(
        ("judged unseen", "before", "after"),
        [
            (f"our {trial.examples} examples, F1", f"{trial.f1_before:.3f}", f"{trial.f1_after:.3f}"),
            (f"your {trial.labels} labels, right", trial.right_before, trial.right_after),
        ],
    )
