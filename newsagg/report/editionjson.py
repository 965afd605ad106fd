"""An Edition -> JSON, which is kept when its week is frozen, and back: the same edition. Pure.

A field that came later than the JSON has its default, so that old digests stay readable.
"""

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from newsagg.errors import NewsaggError
from newsagg.report.edition import Edition


class EditionError(NewsaggError):
    """What was kept is no edition."""


def edition_to_json(edition: Edition) -> str:
    """Return an edition as compact JSON, the same for the same edition."""
    return json.dumps(_write(edition), ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def edition_from_json(text: str) -> Edition:
    """Return the edition that JSON was made of; raises EditionError for anything else."""
    try:
        edition: Edition = _read(Edition, json.loads(text))
        return edition
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise EditionError(f"is no edition: {error}", subject=text[:80]) from error


def _write(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _write(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_write(one) for one in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        given = {}
        for one in fields(kind):
            if one.name in value:
                given[one.name] = _read(hints[one.name], value[one.name])
            elif one.default is MISSING:
                raise KeyError(one.name)
        return kind(**given)  # type: ignore[operator]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        each = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_read(one, item) for one, item in zip(each, value, strict=True))
    if origin is UnionType:
        return None if value is None else _read(next(p for p in parts if p is not NoneType), value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if not isinstance(value, int if kind is float else kind) and not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return kind(value)
