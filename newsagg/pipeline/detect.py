"""Versions without a verdict -> verdicts, services and claims, kept a batch at a time."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import newsagg.detect
from newsagg.detect.claims import read_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.proposals import Proposal
from newsagg.detect.relevance import judge_all
from newsagg.detect.services import find_services
from newsagg.detect.training import Model, load_model
from newsagg.model import Article, Claim, Verdict
from newsagg.pipeline import Counts, Tell, stay_silent
from newsagg.places import data_dir
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.detections import save_detection, versions_to_judge
from newsagg.vocabulary import Relevance


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
    """Read the lexicon, and the model from its cache or from the training data.

    Raises DataFileError naming the row that is wrong.
    """
    model = load_model(settings.cache)
    services = settings.services or data_dir() / "services.toml"
    return Detector(
        lexicon=load_lexicon(services), model=model, fingerprint=read_fingerprint(model, services)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A language model that proposes claims beside our rules."""

    propose: Callable[[Article], list[Proposal] | None]
    """None when it could not be asked."""
    fingerprint: str


def detect(
    articles: Sequence[Article], detector: Detector, asked: Asked | None = None
) -> list[tuple[Verdict, list[Claim]]]:
    """Judge articles, and read services and claims out of those that are about an outage, in order.

    An article that we are unsure of is read too: it counts when sure reports of an outage turn out to be its like.
    Where ``asked`` fails, the rules stand alone, and the verdict's model says so.
    """
    whole = f"{detector.fingerprint}+{asked.fingerprint}" if asked else detector.fingerprint
    found: list[tuple[Verdict, list[Claim]]] = []
    judged = judge_all(articles, model=detector.model)
    for article, first in zip(articles, judged, strict=True):
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
            judged = detect([stored.article for stored in batch], detector, asked)
            items = [
                (stored, verdict, claims) for stored, (verdict, claims) in zip(batch, judged, strict=True)
            ]
            save_detection(db, items, now, run_id)
            counts["versions_judged"] += len(batch)
            counts["claims_read"] += sum(len(claims) for _, claims in judged)
            for verdict, _ in judged:
                counts[f"judged_{verdict.relevance}"] += 1
            tell(stage, counts["versions_judged"], counts["versions_judged"])
    return dict(counts)


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
