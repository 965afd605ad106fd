"""What an analyst says of single articles -> the record, at once and for ever; and a model that has learned it.

Named rim: opens the database. A label changes the article's verdict in the same call; incidents follow with the next
run. Training only notes which labels count: the model is fitted from our examples and those, wherever it is needed.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from newsagg.detect.training import Example, load_model, read_examples
from newsagg.detect.trial import Trial, try_labels
from newsagg.errors import NewsaggError, NotFoundError
from newsagg.model import Verdict
from newsagg.pipeline.detect import Detector, as_example, detect_again, load_detector
from newsagg.settings import Settings
from newsagg.store import open_db, read_db
from newsagg.store.labels import load_lessons, save_label, save_training
from newsagg.store.standing import find_article
from newsagg.store.versions import newest_version


class TrainingRefusedError(NewsaggError):
    """A model that has learned the labels would judge worse than the one in force."""


def label_article(
    settings: Settings,
    written: str,
    *,
    relevant: bool,
    by: str,
    now: datetime,
    detector: Detector | None = None,
) -> Verdict:
    """Label an article, given by its number or address, and judge it again; return its verdict.

    Raises NotFoundError when there is no such article.
    """
    read_db(settings.database).close()  # a record that is not there is an error, and not made
    db = open_db(settings.database)
    number = find_article(db, written)
    stored = newest_version(db, number)
    if stored is None:
        raise NotFoundError("has no text yet", subject=written, hint="label it after the next run")
    detector = detector or load_detector(settings)
    save_label(db, number, stored.version_id, relevant=relevant, by=by, now=now)
    return detect_again(settings, stored, detector, now=now)


def train_model(
    settings: Settings,
    *,
    now: datetime,
    force: bool = False,
    tell: Callable[[Trial], None] = lambda _trial: None,
) -> Trial:
    """Let the model learn all labels; return what they changed. ``tell`` hears it before anything is decided.

    Raises TrainingRefusedError when the model would clearly be worse, unless ``force``; NotFoundError without labels.
    """
    read_db(settings.database).close()
    db = open_db(settings.database)
    labels: list[Example] = [as_example(lesson) for lesson in load_lessons(db, learned=False)]
    if not labels:
        raise NotFoundError(
            "nobody has labelled an article yet",
            subject=str(settings.database),
            hint="`newsagg review` does that",
        )
    trial = try_labels(read_examples(), labels, like=load_model(settings.cache))
    tell(trial)
    if trial.worse and not force:
        raise TrainingRefusedError(
            "the model would judge worse with these labels",
            subject=str(settings.database),
            hint="look through `newsagg review --labelled` for slips, or use --force; nothing was changed",
        )
    save_training(db, figures=asdict(trial), now=now)
    load_detector(settings)  # fits and caches it, so that the next run starts at once
    return trial


def forget_training(settings: Settings, *, now: datetime) -> None:
    """Return to the model of our own examples; labels stay, and verdicts on labelled articles still follow them."""
    read_db(settings.database).close()
    save_training(open_db(settings.database), figures={}, now=now, reset=True)
