"""Frozen phrases with expected readings: each batch was committed before the readers first met it."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from newsagg.detect.amounts import read_counts, read_durations, read_money
from newsagg.detect.causes import read_causes
from newsagg.detect.times import read_times

HERE = Path(__file__).parent
FLOOR = 0.95


def load(kind: str) -> list[dict[str, Any]]:
    rows = []
    for path in sorted(HERE.glob(f"phrases_{kind}*.jsonl")):
        rows += [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return rows


def is_time_right(row: dict[str, Any]) -> bool:
    mentions = read_times(
        row["text"],
        published_at=datetime.fromisoformat(row["published"]),
        language=row["language"],
        outlet_zone=row["outlet_zone"],
        anchor=date.fromisoformat(row["anchor"]) if row["anchor"] else None,
    )
    if len(mentions) != 1:
        return False
    found = mentions[0]
    wanted = (
        datetime.fromisoformat(row["time_from"]),
        datetime.fromisoformat(row["time_to"]),
        row["precision"],
        row["zone"],
        row["zone_assumed"],
    )
    return wanted == (found.time_from, found.time_to, found.precision, found.zone, found.zone_assumed)


def is_amount_right(read: Callable[[str, str], Sequence[object]]) -> Callable[[dict[str, Any]], bool]:
    def check(row: dict[str, Any]) -> bool:
        found = read(row["text"], row["language"])
        if row.get("nothing"):
            return not found
        wanted = {key: value for key, value in row.items() if key not in ("text", "language")}
        return bool(found) and all(is_same(getattr(found[0], key), value) for key, value in wanted.items())

    return check


def is_same(found: object, wanted: object) -> bool:
    if isinstance(found, float) and isinstance(wanted, int | float):
        return found == pytest.approx(wanted)
    return found == wanted


def is_cause_right(row: dict[str, Any]) -> bool:
    found = read_causes(row["text"], row["language"])
    wanted = (sorted(row["categories"]), row["specific"], row["trigger"])
    return wanted == (sorted(found.categories), found.specific, found.trigger)


CHECKS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "times": is_time_right,
    "durations": is_amount_right(read_durations),
    "counts": is_amount_right(read_counts),
    "money": is_amount_right(read_money),
    "causes": is_cause_right,
}


@pytest.mark.parametrize("kind", CHECKS)
def test_frozen_phrases_are_read_right_with_operator_and_zone(kind: str) -> None:
    rows = load(kind)
    wrong = [row["text"] for row in rows if not CHECKS[kind](row)]
    assert len(rows) >= 25
    assert len(wrong) <= (1 - FLOOR) * len(rows), wrong


def test_there_are_enough_frozen_phrases() -> None:
    assert sum(len(load(kind)) for kind in CHECKS) >= 200
