"""Our examples and an analyst's labels -> what the labels teach, measured on examples that were set aside. Pure, slow.

Both are cut into folds; of each fold two models are fitted on the rest, one without the labels and one with them, and
both judge the fold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsagg.detect.relevance import judge_all
from newsagg.detect.training import Example, Model, fit_model
from newsagg.model import Article
from newsagg.vocabulary import Relevance

_FOLDS = 2
_LARGEST_LOSS = 0.01
"""Of F1 on our own examples: what folds of four thousand examples vary by without any reason."""

_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How well examples that a model had not seen are judged, without the labels and with them."""

    examples: int
    labels: int
    f1_before: float
    """On our own examples."""
    f1_after: float
    right_before: int
    """Labels judged as the analyst did; unsure counts as not relevant."""
    right_after: int

    @property
    def worse(self) -> bool:
        """Whether the labels clearly do harm: our own examples are judged worse, or the labels themselves."""
        return self.f1_after < self.f1_before - _LARGEST_LOSS or self.right_after < self.right_before


def _judge(examples: Sequence[Example], model: Model) -> list[bool]:
    articles = [
        Article(
            url=f"urn:example:{number}",
            outlet="",
            title=example.title,
            body=example.summary,
            published_at=None,
            seen_at=_NOON,
            language=example.language,
        )
        for number, example in enumerate(examples)
    ]
    return [verdict.relevance is Relevance.RELEVANT for verdict in judge_all(articles, model=model)]


def _f1(examples: Sequence[Example], said: Sequence[bool]) -> float:
    both = sum(example.relevant and word for example, word in zip(examples, said, strict=True))
    return 2 * both / max(1, sum(said) + sum(example.relevant for example in examples))


def try_labels(own: Sequence[Example], labels: Sequence[Example], *, like: Model) -> Trial:
    """Return what the labels teach; ``like`` lends its calibration."""
    told: list[Example] = []
    own_said: tuple[list[bool], list[bool]] = ([], [])
    right = [0, 0]
    for fold in range(_FOLDS):
        aside = [example for number, example in enumerate(own) if number % _FOLDS == fold]
        kept = [example for number, example in enumerate(own) if number % _FOLDS != fold]
        labels_aside = [label for number, label in enumerate(labels) if number % _FOLDS == fold]
        labels_kept = [label for number, label in enumerate(labels) if number % _FOLDS != fold]
        told += aside
        for turn, examples in enumerate((kept, [*kept, *labels_kept])):
            model = fit_model(examples, like=like)
            own_said[turn].extend(_judge(aside, model))
            said = _judge(labels_aside, model)
            right[turn] += sum(word is label.relevant for word, label in zip(said, labels_aside, strict=True))
    return Trial(
        examples=len(own),
        labels=len(labels),
        f1_before=_f1(told, own_said[0]),
        f1_after=_f1(told, own_said[1]),
        right_before=right[0],
        right_after=right[1],
    )
