"""Versions without a verdict -> verdicts, services and claims, kept a batch at a time."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

import newsagg.detect
from newsagg.detect.claims import read_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.proposals import Proposal
from newsagg.detect.relevance import judge_all
from newsagg.detect.services import find_services
from newsagg.detect.training import Example, Model, load_model
from newsagg.errors import NotFoundError, StoreError
from newsagg.model import Article, Claim, Evidence, Verdict
from newsagg.pipeline import Counts, Tell, stay_silent
from newsagg.places import data_dir
from newsagg.settings import Settings
from newsagg.store import open_db, read_db
from newsagg.store.detections import save_detection, versions_to_judge
from newsagg.store.labels import Label, Lesson, find_labels, load_lessons
from newsagg.store.rows import StoredVersion
from newsagg.vocabulary import Relevance, ReportKind

_LABEL_WEIGHT = 9.21
"""Log-odds of 9,999 to 1: heavier than what any model has to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """The lexicon and the model that judge an article."""

    lexicon: Lexicon
    model: Model
    fingerprint: str
    """Of everything that a verdict and its claims depend on: code, lexicon and training data."""


def read_fingerprint(model: Model, lexicon_file: Path) -> str:
    """Return a digest of the detect room's code, the lexicon and the model."""
    digest = sha256(model.fingerprint.encode())
    room = Path(newsagg.detect.__file__).parent
    for file in [*sorted(room.rglob("*.py")), lexicon_file]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def load_detector(settings: Settings) -> Detector:
    """Read the lexicon, and the model from its cache or from the training data and the labels that it shall know.

    Raises DataFileError naming the row that is wrong.
    """
    model = load_model(settings.cache, labels=_learned_labels(settings))
    services = settings.services or data_dir() / "services.toml"
    return Detector(
        lexicon=load_lexicon(services), model=model, fingerprint=read_fingerprint(model, services)
    )


def as_example(lesson: Lesson) -> Example:
    """Return a labelled article as an example for the model."""
    kind = ReportKind(lesson.kind)
    if not lesson.relevant:
        kind = ReportKind.NEGATIVE
    elif kind is ReportKind.NEGATIVE:
        kind = ReportKind.REPORT
    return Example(
        title=lesson.title, summary=lesson.body, relevant=lesson.relevant, kind=kind, language=lesson.language
    )


def _learned_labels(settings: Settings) -> list[Example]:
    """Labels in force; none where there is no record yet, or one that an older version wrote."""
    try:
        db = read_db(settings.database)
    except (NotFoundError, StoreError):
        return []
    try:
        return [as_example(lesson) for lesson in load_lessons(db, learned=True)]
    finally:
        db.close()


def follow_label(verdict: Verdict, label: Label) -> Verdict:
    """Return the verdict as an analyst's word has it; the evidence says whose word that is."""
    relevance, kind = Relevance.IRRELEVANT, ReportKind.NEGATIVE
    if label.relevant:
        relevance = Relevance.RELEVANT
        kind = ReportKind.REPORT if verdict.kind is ReportKind.NEGATIVE else verdict.kind
    said = Evidence(
        phrase=f"labelled by {label.by}", weight=_LABEL_WEIGHT if label.relevant else -_LABEL_WEIGHT
    )
    return replace(
        verdict,
        relevance=relevance,
        kind=kind,
        probability=float(label.relevant),
        evidence=(said, *verdict.evidence),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A language model that proposes claims beside our rules."""

    propose: Callable[[Article], list[Proposal] | None]
    """None when it could not be asked."""
    fingerprint: str


def detect(
    articles: Sequence[Article],
    detector: Detector,
    asked: Asked | None = None,
    labels: Sequence[Label | None] = (),
) -> list[tuple[Verdict, list[Claim]]]:
    """Judge articles, and read services and claims out of those that are about an outage, in order.

    An article that we are unsure of is read too: it counts when sure reports of an outage turn out to be its like.
    ``labels``, where given one for each article, are an analyst's word on it, which the verdict follows.
    Where ``asked`` fails, the rules stand alone, and the verdict's model says so.
    """
    with _leave_standing():
        return _detect(articles, detector, asked, labels)


@contextmanager
def _leave_standing() -> Iterator[None]:
    """Keep the collector of garbage off what is there already: lexicon, model and rules stay.

    To go through them again and again took a tenth of the time of real articles.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _detect(
    articles: Sequence[Article], detector: Detector, asked: Asked | None, labels: Sequence[Label | None]
) -> list[tuple[Verdict, list[Claim]]]:
    whole = f"{detector.fingerprint}+{asked.fingerprint}" if asked else detector.fingerprint
    found: list[tuple[Verdict, list[Claim]]] = []
    judged = judge_all(articles, model=detector.model)
    for article, judgement, label in zip(articles, judged, labels or [None] * len(judged), strict=True):
        first = follow_label(judgement, label) if label else judgement
        if first.relevance is Relevance.IRRELEVANT:
            found.append((replace(first, model=whole), []))
            continue
        proposed = asked.propose(article) if asked else []
        verdict = replace(
            first,
            model=detector.fingerprint if proposed is None else whole,
            services=find_services(article, detector.lexicon),
        )
        reading = read_claims(article, detector.lexicon, proposed=proposed or ())
        found.append((verdict, list(reading.claims)))
    return found


def detect_new(
    settings: Settings,
    *,
    now: datetime,
    run_id: int,
    tell: Tell = stay_silent,
    again: bool = False,
    stage: str = "judge articles",
) -> Counts:
    """Judge what has no verdict yet, or, ``again``, what another model judged; return what was done.

    Each batch is one transaction: a run that is killed goes on where it stopped.
    """
    db = open_db(settings.database)
    counts: Counter[str] = Counter()
    if not again and not versions_to_judge(db, 1):
        return dict(counts)
    detector = load_detector(settings)
    with ExitStack() as stack:
        asked = _open_model(settings, counts, stack)
        model = f"{detector.fingerprint}+{asked.fingerprint}" if asked else detector.fingerprint
        last = 0
        while batch := versions_to_judge(db, settings.batch, model=model if again else None, after=last):
            last = batch[-1].article_id
            judged = _detect_batch(db, batch, detector, asked, now, run_id)
            counts["versions_judged"] += len(batch)
            counts["claims_read"] += sum(len(claims) for _, claims in judged)
            for verdict, _ in judged:
                counts[f"judged_{verdict.relevance}"] += 1
            tell(stage, counts["versions_judged"], counts["versions_judged"])
    return dict(counts)


def detect_again(settings: Settings, stored: StoredVersion, detector: Detector, *, now: datetime) -> Verdict:
    """Judge one kept version and save what comes of it; return the verdict."""
    with ExitStack() as stack:
        asked = _open_model(settings, Counter(), stack)
        [(verdict, _)] = _detect_batch(open_db(settings.database), [stored], detector, asked, now, None)
    return verdict


def _detect_batch(
    db: Database,
    batch: Sequence[StoredVersion],
    detector: Detector,
    asked: Asked | None,
    now: datetime,
    run_id: int | None,
) -> list[tuple[Verdict, list[Claim]]]:
    labels = find_labels(db, [stored.article_id for stored in batch])
    judged = detect(
        [stored.article for stored in batch],
        detector,
        asked,
        [labels.get(stored.article_id) for stored in batch],
    )
    items = [(stored, verdict, claims) for stored, (verdict, claims) in zip(batch, judged, strict=True)]
    save_detection(db, items, now, run_id)
    return judged


def _open_model(settings: Settings, counts: Counter[str], stack: ExitStack) -> Asked | None:
    """Open the conversation with the language model that the settings name; None, the default, without one."""
    if not settings.llm_base_url:
        return None
    from newsagg.detect.llm import find_endpoint, open_proposer  # only who asks a model pays for its imports

    endpoint = find_endpoint(settings)
    if endpoint is None:
        return None
    proposer = stack.enter_context(open_proposer(endpoint, settings.cache / "llm", counts))
    return Asked(propose=proposer.propose, fingerprint=endpoint.fingerprint)
