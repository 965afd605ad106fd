"""data/training -> the relevance model, kept in a cache of plain arrays. Reads and writes files; the same every time.

The model is a logistic regression over ``features.read_features``. Fitting needs scikit-learn, imported only then;
a cached model is read with numpy alone. The cache's key is a hash of the training data, of the lexicon and of the
code that makes the features: a change in any of them makes a new model. A spoilt cache file is made again.
"""

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newsagg.detect import cues, features, tokens
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.errors import DataFileError
from newsagg.places import data_dir
from newsagg.vocabulary import ReportKind

_STRENGTH = 4.0
"""Inverse regularisation of relevance: best of 0.3 to 8 on the tune half of the measuring sets."""

_SMOOTHING = 0.5
_MOST_TELLING = 3.0
"""A feature counts by how one-sidedly it occurs, half and half with counting alike: log odds between the two sorts,
smoothed and capped. With it average precision rose from 0.906 to 0.916 on the tune half of the judged real entries of
2022, and from 0.978 to 0.984 on our own cases."""

_KIND_STRENGTH = 6.0
"""The same for the kind of report, whose sorts count alike however many their examples."""

_RAREST_OF_KINDS = 2
"""For the kind of report, a feature of fewer examples than this is left out: that halves the time of fitting and costs
nothing. For relevance all count: without the rarest average precision fell from 0.929 to 0.896."""

_LENDERS = 2
"""Leads that each headline is lent."""

_FOLDS = 5
"""Parts that the calibration sets aside in turn."""

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One labelled headline, perhaps with its summary."""

    title: str
    summary: str
    relevant: bool
    kind: ReportKind
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What judging needs: what each feature is worth, and how a score becomes a probability."""

    weights: Mapping[str, float]
    bias: float
    slope: float
    offset: float
    """probability = 1 / (1 + exp(-(slope * score + offset)))."""
    kinds: tuple[ReportKind, ...]
    kind_weights: Mapping[str, tuple[float, ...]]
    kind_bias: tuple[float, ...]
    lexicon: Lexicon
    fingerprint: str


def read_examples(folder: Path | None = None) -> list[Example]:
    """Read every relevance*.jsonl of a folder, by default data/training, in the order of their names.

    Raises DataFileError naming file and line.
    """
    folder = data_dir() / "training" if folder is None else folder
    found: list[Example] = []
    for path in sorted(folder.glob("relevance*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                example = Example(
                    title=str(row["title"]),
                    summary=str(row["summary"]),
                    relevant=bool(row["relevant"]),
                    kind=ReportKind(row["kind"]),
                    language=str(row["lang"]),
                )
            except (ValueError, KeyError, TypeError) as error:
                raise DataFileError(
                    f"not a training example: {error}",
                    subject=f"{path}:{number}",
                    hint="see data/training/README.md",
                ) from error
            found.append(example)
    if {example.relevant for example in found} != {True, False}:
        raise DataFileError(
            "needs examples of both sorts", subject=str(folder), hint="see data/training/README.md"
        )
    return found


def _index(rows: Sequence[Mapping[str, float]], rarest: int = 1) -> dict[str, int]:
    seen = Counter(name for row in rows for name in row)
    return {name: at for at, name in enumerate(sorted(n for n, count in seen.items() if count >= rarest))}


def _matrix(rows: Sequence[Mapping[str, float]], names: Mapping[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        for name, value in row.items():
            column = names.get(name)
            if column is not None:
                columns.append(column)
                values.append(value)
        ends.append(len(columns))
    indices = np.array(columns, dtype=np.int32), np.array(ends, dtype=np.int32)
    return csr_matrix((np.array(values), *indices), shape=(len(rows), len(names)))


def _telling(matrix: Any, truth: npt.NDArray[np.bool_]) -> _Floats:
    """Return how much each feature counts, from 0.5 (as often in either sort) upwards."""
    present = (matrix > 0).astype(float)
    among = [_SMOOTHING + np.asarray(present[sort].sum(axis=0)).ravel() for sort in (truth, ~truth)]
    odds = np.log(among[0] / among[0].sum()) - np.log(among[1] / among[1].sum())
    telling: _Floats = 0.5 + 0.5 * np.minimum(np.abs(odds), _MOST_TELLING)
    return telling


def _fit_relevance(matrix: Any, truth: npt.NDArray[np.bool_]) -> tuple[_Floats, float]:
    """Return what each feature is worth, and the bias."""
    from sklearn.linear_model import LogisticRegression

    telling = _telling(matrix, truth)
    fitted = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0)
    fitted.fit(matrix.multiply(telling).tocsr(), truth)
    return fitted.coef_[0] * telling, float(fitted.intercept_[0])


def _calibrate(
    matrix: Any, truth: npt.NDArray[np.bool_], groups: npt.NDArray[np.int64]
) -> tuple[float, float]:
    """Return slope and offset from scores of examples that the scoring model had not seen."""
    from sklearn.linear_model import LogisticRegression

    scores: _Floats = np.zeros(len(truth))
    for fold in range(_FOLDS):
        aside = groups % _FOLDS == fold
        weights, bias = _fit_relevance(matrix[~aside], truth[~aside])
        scores[aside] = matrix[aside] @ weights + bias
    platt = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), truth)
    return float(platt.coef_[0, 0]), float(platt.intercept_[0])


def _lend_leads(examples: Sequence[Example]) -> list[Example]:
    """Return each bare headline again under leads made of other examples of its sort and language, and the rest bare.

    Half of the feeds give a lead and half give none: the model must know both, and a lead says again what the
    headline said in other words.
    """
    sorts: dict[tuple[ReportKind, str], list[Example]] = {}
    for example in examples:
        sorts.setdefault((example.kind, example.language), []).append(example)
    lent: list[Example] = []
    for example in examples:
        if example.summary:
            lent.append(replace(example, summary=""))
            continue
        alike = sorts[example.kind, example.language]
        for turn in range(_LENDERS):
            lender = alike[zlib.crc32(f"{example.title}{turn or ''}".encode()) % len(alike)]
            lent.append(replace(example, summary=f"{lender.title}. {lender.summary}".strip()))
    return lent


def _read_rows(examples: Sequence[Example], lexicon: Lexicon) -> list[dict[str, float]]:
    return [features.read_features(*tokens.read_article(e.title, e.summary, lexicon)) for e in examples]


def _fit_kinds(
    rows: Sequence[Mapping[str, float]], kinds: Sequence[ReportKind]
) -> tuple[tuple[ReportKind, ...], dict[str, tuple[float, ...]], tuple[float, ...]]:
    """Return the kinds, what each feature is worth for each of them, and their biases."""
    from sklearn.linear_model import LogisticRegression

    names = _index(rows, _RAREST_OF_KINDS)
    fitted = LogisticRegression(C=_KIND_STRENGTH, class_weight="balanced", max_iter=300, tol=1e-3).fit(
        _matrix(rows, names), np.array([kind.value for kind in kinds])
    )
    weights, bias = fitted.coef_.T, fitted.intercept_
    if len(fitted.classes_) == 2:  # one row stands for both
        weights, bias = np.hstack([-weights, weights]), np.hstack([-bias, bias])
    worth = dict(zip(names, map(tuple, weights.tolist()), strict=True))
    return tuple(ReportKind(kind) for kind in fitted.classes_), worth, tuple(bias.tolist())


def fit_model(examples: Sequence[Example], *, fingerprint: str = "", like: Model | None = None) -> Model:
    """Fit relevance and kind on examples; the same examples give the same model.

    The probability is calibrated on folds set aside. With ``like`` calibration and kinds are taken from that model,
    which is several times faster.
    """
    lexicon = load_lexicon()
    everything = [*examples, *_lend_leads(examples)]
    rows = _read_rows(everything, lexicon)
    names = _index(rows)
    matrix = _matrix(rows, names)
    truth = np.array([example.relevant for example in everything])
    fitted, bias = _fit_relevance(matrix, truth)
    weights = dict(zip(names, fitted.tolist(), strict=True))
    if like is not None:
        return replace(like, weights=weights, bias=bias, fingerprint=fingerprint)
    own = np.arange(len(examples))
    slope, offset = _calibrate(matrix[own], truth[own], own)
    chosen = [at for at, example in enumerate(examples) if example.relevant]
    kinds, kind_weights, kind_bias = _fit_kinds(
        [rows[at] for at in chosen], [examples[at].kind for at in chosen]
    )
    return Model(
        weights=weights,
        bias=bias,
        slope=slope,
        offset=offset,
        kinds=kinds,
        kind_weights=kind_weights,
        kind_bias=kind_bias,
        lexicon=lexicon,
        fingerprint=fingerprint,
    )


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    code = [Path(module.__file__) for module in (tokens, cues, features) if module.__file__]
    for path in (
        *sorted(folder.glob("relevance*.jsonl")),
        folder / "cues.toml",
        data_dir() / "services.toml",
        *code,
        Path(__file__),
    ):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _half_done(path: Path) -> Path:
    return path.with_name(f"{path.stem}.{os.getpid()}.npz")


def pack_model(model: Model) -> bytes:
    """Return a model as plain arrays, for the cache and for workers elsewhere; without its lexicon."""
    names, kind_names = list(model.weights), list(model.kind_weights)
    packed = io.BytesIO()
    np.savez(
        packed,
        names=np.array("\n".join(names).encode()),
        weights=np.array([model.weights[name] for name in names]),
        numbers=np.array([model.bias, model.slope, model.offset]),
        kinds=np.array([kind.value for kind in model.kinds]),
        kind_names=np.array("\n".join(kind_names).encode()),
        kind_weights=np.array([model.kind_weights[name] for name in kind_names]),
        kind_bias=np.array(model.kind_bias),
        fingerprint=np.array(model.fingerprint),
    )
    return packed.getvalue()


def _save(model: Model, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half_done = _half_done(path)
    half_done.write_bytes(pack_model(model))
    half_done.replace(path)


def _read_cache(path: Path, fingerprint: str) -> Model | None:
    """Return the cached model; None stands for absent, stale or spoilt, which are all mended by fitting."""
    try:
        kept = unpack_model(path.read_bytes())
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return kept if kept.fingerprint == fingerprint else None


def unpack_model(packed: bytes) -> Model:
    """Return the model that ``pack_model`` packed, with the lexicon that newsagg ships.

    Raises ValueError, KeyError, EOFError or BadZipFile for other bytes.
    """
    with np.load(io.BytesIO(packed), allow_pickle=False) as kept:
        names, kind_names = (bytes(kept[part]).decode().split("\n") for part in ("names", "kind_names"))
        bias, slope, offset = kept["numbers"].tolist()
        return Model(
            weights=dict(zip(names, kept["weights"].tolist(), strict=True)),
            bias=bias,
            slope=slope,
            offset=offset,
            kinds=tuple(ReportKind(kind) for kind in kept["kinds"].tolist()),
            kind_weights=dict(zip(kind_names, map(tuple, kept["kind_weights"].tolist()), strict=True)),
            kind_bias=tuple(kept["kind_bias"].tolist()),
            lexicon=load_lexicon(),
            fingerprint=str(kept["fingerprint"]),
        )


def load_model(
    cache_dir: Path | None = None, *, folder: Path | None = None, labels: Iterable[Example] = ()
) -> Model:
    """Return the relevance model: from the cache when it is current, else fitted and cached.

    ``labels`` are an analyst's own examples, added to those of ``folder`` (data/training by default). Raises
    DataFileError when the training data is wrong. A cache folder that cannot be written costs the time of fitting,
    and nothing else.
    """
    folder = data_dir() / "training" if folder is None else folder
    extra = list(labels)
    fingerprint = _fingerprint(folder)
    if extra:
        fingerprint = hashlib.sha256(fingerprint.encode() + repr(extra).encode()).hexdigest()[:16]
    path = None if cache_dir is None else cache_dir / f"relevance-{fingerprint}.npz"
    kept = None if path is None else _read_cache(path, fingerprint)
    if kept is not None:
        return kept
    model = fit_model([*read_examples(folder), *extra], fingerprint=fingerprint)
    if path is not None:
        try:
            _save(model, path)
        except OSError:
            with suppress(OSError):
                _half_done(path).unlink(missing_ok=True)
    return model
