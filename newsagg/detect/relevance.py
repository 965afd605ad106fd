"""Article -> Verdict: is this a report of an outage, how sure are we, and which phrases say so. Pure.

A cheap sieve looks for any word of failing beside any word of the connected world; what it drops is irrelevant at once.
What passes is scored by the model of ``training``. The verdict's evidence names the phrases that weighed most.
"""

from collections.abc import Iterable, Sequence
from math import exp, log

from newsagg.detect.cues import find_cues, passes_sieve, read_cues
from newsagg.detect.features import read_features
from newsagg.detect.tokens import read_article
from newsagg.detect.training import Model, load_model
from newsagg.model import Article, Evidence, StatusUpdate, Verdict
from newsagg.vocabulary import FeedKind, Relevance, ReportKind

__all__ = ["Model", "judge", "judge_all", "load_model"]

_RELEVANT_FROM = 0.5
_UNSURE_FROM = 0.25
"""Probabilities at a feed's base rate; the band between goes to the review queue."""

_SIEVED_OUT = 0.0002
"""Share of relevant entries among those that the sieve drops, on the measuring stream's judged entries."""

_HOPELESS = 0.01
"""Below this probability a batch explains nothing; ``judge`` on the article alone still does."""

_MOST_EVIDENCE = 8
_LEAST_WEIGHT = 0.05
_QUIET_STATES = frozenset(("scheduled", "in progress", "verifying", "completed", "maintenance"))


def _probability(score: float, model: Model) -> float:
    return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, model.slope * score + model.offset))))


def _phrase_of(name: str, spoken: dict[str, str]) -> str:
    group, _, rest = name.partition(" ")
    if group in "tbw":
        return rest.replace("< ", "").replace(" >", "").strip("<> ")
    if group == "f":
        return spoken.get(rest[1:], rest[1:])
    if group in "np":
        first, _, second = rest[1 if group == "n" else 0 :].partition("+")
        return f"{spoken.get(first, first)} … {spoken.get(second, second)}"
    return ""


def _weigh(found: dict[str, float], model: Model, tokens: Sequence[str]) -> tuple[Evidence, ...]:
    spoken: dict[str, str] = {}
    for family, start, end in find_cues(tokens):
        spoken.setdefault(family, " ".join(tokens[start:end]))
    spoken["svc"] = "a known service"
    sums: dict[str, float] = {}
    for name, value in found.items():
        weight = model.weights.get(name, 0.0) * value * model.slope
        phrase = _phrase_of(name, spoken).replace("§svc", "[service]") if weight else ""
        if phrase:
            sums[phrase] = sums.get(phrase, 0.0) + weight
    ranked = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(
        Evidence(phrase=phrase, weight=round(weight, 3))
        for phrase, weight in ranked[:_MOST_EVIDENCE]
        if abs(weight) >= _LEAST_WEIGHT
    )


def _kind(found: dict[str, float], model: Model) -> ReportKind:
    scores = list(model.kind_bias)
    for name, value in found.items():
        for at, weight in enumerate(model.kind_weights.get(name, ())):
            scores[at] += weight * value
    return model.kinds[max(range(len(scores)), key=scores.__getitem__)]


def _judge_text(article: Article, model: Model, explain_from: float) -> Verdict:
    head, lead = read_article(article.title, article.body, model.lexicon)
    if not passes_sieve(read_cues(head), read_cues(lead)):
        return Verdict(
            relevance=Relevance.IRRELEVANT,
            kind=ReportKind.NEGATIVE,
            probability=_SIEVED_OUT,
            evidence=(),
            model=model.fingerprint,
        )
    found = read_features(head, lead)
    weights = model.weights
    score = model.bias + sum(weights.get(name, 0.0) * value for name, value in found.items())
    probability = _probability(score, model)
    if probability < _UNSURE_FROM:
        relevance, kind = Relevance.IRRELEVANT, ReportKind.NEGATIVE
    else:
        relevance = Relevance.RELEVANT if probability >= _RELEVANT_FROM else Relevance.UNSURE
        kind = _kind(found, model)
    return Verdict(
        relevance=relevance,
        kind=kind,
        probability=round(probability, 4),
        evidence=_weigh(found, model, [*head, *lead]) if probability >= explain_from else (),
        model=model.fingerprint,
    )


def _judge_status(updates: Sequence[StatusUpdate], model: Model) -> Verdict:
    """A vendor's own status feed needs no model: the vendor's states say what an item is."""
    planned = all(update.state.strip().lower().replace("_", " ") in _QUIET_STATES for update in updates)
    state = updates[-1].state or updates[0].state
    return Verdict(
        relevance=Relevance.IRRELEVANT if planned else Relevance.RELEVANT,
        kind=ReportKind.MAINTENANCE if planned else ReportKind.OFFICIAL,
        probability=0.02 if planned else 0.98,
        evidence=(Evidence(phrase=f"the vendor's status page: {state}", weight=round(log(0.98 / 0.02), 3)),),
        model=model.fingerprint,
    )


def _judge(article: Article, model: Model, explain_from: float) -> Verdict:
    if article.feed_kind is FeedKind.STATUS and article.updates:
        return _judge_status(article.updates, model)
    return _judge_text(article, model, explain_from)


def judge(article: Article, *, model: Model) -> Verdict:
    """Return whether an article reports an outage, with a calibrated probability and the phrases behind it."""
    return _judge(article, model, 0.0)


def judge_all(articles: Iterable[Article], *, model: Model) -> list[Verdict]:
    """Return a verdict for each article, in order; the hopeless ones come without evidence, which takes longest."""
    return [_judge(article, model, _HOPELESS) for article in articles]
