"""Article -> Verdict: is this a report of an outage, how sure are we, and which phrases say so. Pure.

A cheap sieve looks for words of failing, by themselves or beside the connected world; what it drops is irrelevant at once.
What passes is scored by the model of ``training``. The verdict's evidence names the phrases that weighed most.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log

from newsagg.detect.cues import find_cues, has_signs, passes_sieve, read_cues, says_failing
from newsagg.detect.features import EMPTY_WORDS, read_features
from newsagg.detect.maintenance import find_maintenance_trouble
from newsagg.detect.tokens import FIRM, IT, SERVICE, clean_article, read_masked, read_tokens
from newsagg.detect.training import Model, load_model
from newsagg.model import Article, Evidence, StatusUpdate, Verdict
from newsagg.vocabulary import FeedKind, Relevance, ReportKind

__all__ = ["Model", "judge", "judge_all", "load_model"]

_FEED_SLOPE = 1.6
_FEED_OFFSET = -1.7
_UNSAID_OFFSET = -2.1
"""From odds in data/training, where four in ten are relevant, to odds among the entries that a reader is asked to judge,
where one in sixteen is: the first two were fitted on the firm tune half of the judged real entries of 2022. The last is
added where no sure word for failing stands near a name or a word of the connected world: many small signs add up to less
there than the examples teach. It was fitted on all entries of that half which pass the sieve, unjudged ones taken for
irrelevant (all 87 that were then called relevant were read: three reported an outage)."""

_UNSIGNED_OFFSET = -5.0
"""The same for what the sieve drops, where the model is asked all the same: of 130 real entries without a sign that
it would have given odds of 1 to 3 or better, none was relevant, which speaks for odds of 1 to 130 at the best."""

_ELSEWHERE = 2.0
"""Added to the log-odds of languages other than English: their examples are few, so their scores are timid. Set on
33 real reports in six languages, of which 26 are found; there are too few real negatives to say more."""

_RELEVANT_FROM = 0.48
"""A little under even odds. On the half of the judged real entries that was not tuned on, precision is 0.87 and recall
0.88; at 0.4 four in a hundred more are wrong, and those that are right there find company (below) anyway."""

_UNSURE_FROM = 0.04
"""The band up to relevance goes to the review queue, likeliest first: three of a thousand entries. In this band a report
counts when a sure one tells of its outage and it says enough itself; merge/company.py weighs that."""

_SIEVED_OUT = 0.0002
"""Known relevant share of what the sieve drops, rounded up: 15 of 146,000 real entries."""

_HOPELESS = 0.01
"""Below this probability a batch explains nothing; ``judge`` on the article alone still does."""

_MOST_EVIDENCE = 8
_LEAST_WEIGHT = 0.05
_QUIET_STATES = frozenset(("scheduled", "in progress", "verifying", "completed", "maintenance", "cancelled"))
_SPOKEN = {"svc": "[service]", "firm": "[organisation]"}


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, log_odds))))


def _phrase_of(name: str, spoken: Mapping[str, str]) -> str:
    """Return the words of the article behind a feature; empty for those that no reader would recognise."""
    group, _, rest = name.partition(" ")
    if group in "hw":
        return "" if set(rest.split()) <= EMPTY_WORDS else rest
    if group == "f":
        return spoken.get(rest[1:], "")
    if group in "po":
        first, _, second = rest.partition("+")
        pair = {spoken.get(first, ""), spoken.get(second, "")} - {""}
        return " … ".join(sorted(pair)) if len(pair) == 2 else ""
    return ""


def _weigh(found: Mapping[str, float], model: Model, tokens: Sequence[str]) -> tuple[Evidence, ...]:
    spoken = dict(_SPOKEN)
    for family, start, end in find_cues(tokens):
        spoken.setdefault(family, " ".join(tokens[start:end]))
    sums: dict[str, float] = {}
    for name, value in found.items():
        weight = model.weights.get(name, 0.0) * value
        phrase = _phrase_of(name, spoken) if weight else ""
        if phrase:
            sums[phrase] = sums.get(phrase, 0.0) + weight * model.slope * _FEED_SLOPE
    ranked = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(
        Evidence(phrase=_readable(phrase), weight=round(weight, 3))
        for phrase, weight in ranked[:_MOST_EVIDENCE]
        if abs(weight) >= _LEAST_WEIGHT
    )


def _readable(phrase: str) -> str:
    for token, shown in ((SERVICE, "[service]"), (FIRM, "[organisation]"), (IT, "IT"), ("down§", "down")):
        phrase = phrase.replace(token, shown)
    return phrase.replace("§", "").replace("#", "[number]")


def _kind(found: Mapping[str, float], model: Model) -> ReportKind:
    rows = [
        (row, value) for name, value in found.items() if (row := model.kind_weights.get(name)) is not None
    ]
    scores = list(model.kind_bias)
    for kind, score in enumerate(scores):
        for row, value in rows:
            score += row[kind] * value
        scores[kind] = score
    return model.kinds[max(range(len(scores)), key=scores.__getitem__)]


def _sieve_out(model: Model) -> Verdict:
    return Verdict(
        relevance=Relevance.IRRELEVANT,
        kind=ReportKind.NEGATIVE,
        probability=_SIEVED_OUT,
        evidence=(),
        model=model.fingerprint,
    )


def _judge_text(article: Article, model: Model, explain_from: float, *, sieve: bool) -> Verdict:
    cleaned = clean_article(article.title, article.body)
    signs = has_signs(*map(read_tokens, cleaned))
    if sieve and not signs:
        return _sieve_out(model)
    head, lead = read_masked(*cleaned, model.lexicon)
    head_cues, lead_cues = read_cues(head), read_cues(lead)
    signs = signs and passes_sieve(head_cues, lead_cues)
    if sieve and not signs:
        return _sieve_out(model)
    found = read_features(head, lead, (head_cues, lead_cues))
    weights = model.weights
    score = model.bias + sum(weights.get(name, 0.0) * value for name, value in found.items())
    log_odds = _FEED_SLOPE * (model.slope * score + model.offset) + _FEED_OFFSET
    if not signs:
        log_odds += _UNSIGNED_OFFSET
    if not article.language.startswith("en"):
        log_odds += _ELSEWHERE
    elif not says_failing(head_cues, lead_cues):
        log_odds += _UNSAID_OFFSET
    probability = _probability(log_odds)
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


def _judge_status(updates: Sequence[StatusUpdate], body: str, model: Model) -> Verdict:
    """A vendor's own status feed needs no model: the vendor's states say what an item is.

    A maintenance is no outage, unless the vendor says that it broke something or went on past its window.
    """
    planned = all(update.state.strip().lower().replace("_", " ") in _QUIET_STATES for update in updates)
    trouble = find_maintenance_trouble(updates, body) if planned else ""
    quiet = planned and not trouble
    state = updates[-1].state or updates[0].state
    said = f"the maintenance {trouble}" if trouble else f"the vendor's status page: {state}"
    return Verdict(
        relevance=Relevance.IRRELEVANT if quiet else Relevance.RELEVANT,
        kind=ReportKind.MAINTENANCE if quiet else ReportKind.OFFICIAL,
        probability=0.02 if quiet else 0.98,
        evidence=(Evidence(phrase=said, weight=round(log(0.98 / 0.02), 3)),),
        model=model.fingerprint,
    )


def _judge(article: Article, model: Model, explain_from: float, *, sieve: bool = True) -> Verdict:
    if article.feed_kind is FeedKind.STATUS and article.updates:
        return _judge_status(article.updates, article.body, model)
    return _judge_text(article, model, explain_from, sieve=sieve)


def judge(article: Article, *, model: Model) -> Verdict:
    """Return whether an article reports an outage, with a calibrated probability and the phrases behind it."""
    return _judge(article, model, 0.0)


def judge_all(articles: Iterable[Article], *, model: Model, sieve: bool = True) -> list[Verdict]:
    """Return a verdict for each article, in order; the hopeless ones come without evidence, which takes longest.

    Without the sieve the model sees every article: slow, and only good for measuring what the sieve costs.
    """
    return [_judge(article, model, _HOPELESS, sieve=sieve) for article in articles]
