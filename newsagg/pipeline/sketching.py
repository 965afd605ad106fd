"""Reports that changed -> their sketches, keys and ties in the record, so that grouping finds what they touch.

A tie says that what becomes of one report may change what becomes of the other. Only the changed reports, those of
their cells and those that share keys with them are looked at: the cost does not grow with what is stored.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from newsagg.detect.lexicon import Lexicon
from newsagg.merge.alike import Alike
from newsagg.merge.blocks import ENOUGH, MEET, REACH_DAYS, Key, find_keys, find_pairs
from newsagg.merge.cluster import THRESHOLD, are_tied, is_apart, split_cells
from newsagg.merge.copies import are_copies
from newsagg.merge.heads import FEW, FOLLOWS, PRINT_FOLLOWS, find_cell
from newsagg.merge.linkage import DRIFT
from newsagg.merge.sketch import FORM, Sketch, read_sketch, write_sketch
from newsagg.store.claims import load_reports
from newsagg.store.sketches import (
    StoredSketch,
    find_kindred,
    find_mates,
    load_sketches,
    load_ties,
    save_sketches,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnceAlike(Alike):
    """A judge for one run: what it has scored once, it knows."""

    known: dict[tuple[int, int], float] = field(default_factory=dict, repr=False)

    def score(self, a: Sketch, b: Sketch, *, copies: bool | None = None) -> float:
        """Return the probability that two reports tell of one outage; the same pair is compared once."""
        pair = (a.article_id, b.article_id) if a.article_id < b.article_id else (b.article_id, a.article_id)
        found = self.known.get(pair)
        if found is None:
            found = self.known[pair] = Alike.score(self, a, b, copies=copies)
        return found


_AT_ONCE = 1000
_POSTING = ("head", "loose", "roundup")


def write_recipe(judge: Alike, lexicon: Lexicon) -> str:
    """Return a fingerprint of all that sketches and ties depend on besides the reports."""
    owners = {slug: entry.parent for slug, entry in sorted(lexicon.entries.items()) if entry.parent}
    rules = [FORM, dict(judge.weights), THRESHOLD, DRIFT, FEW, FOLLOWS, PRINT_FOLLOWS, REACH_DAYS, owners]
    return hashlib.sha256(json.dumps(rules).encode()).hexdigest()[:32]


def keep_sketches(db: Database, judge: OnceAlike, due: Sequence[int]) -> None:
    """Bring sketches, keys and ties of these articles up to date, in batches."""
    for start in range(0, len(due), _AT_ONCE):
        judge.known.clear()  # a report of this batch may have been compared as it was before
        _keep_batch(db, judge, due[start : start + _AT_ONCE])


def _keep_batch(db: Database, judge: Alike, ids: Collection[int]) -> None:
    fresh = {r.article_id: judge.sketch(r) for r in load_reports(db, article_ids=ids, unsure=True)}
    before = load_sketches(db, ids)
    texts = {article: write_sketch(sketch) for article, sketch in fresh.items()}
    changed = {a for a in {*before, *fresh} if a not in before or texts.get(a) != before[a].text}
    if not changed:
        return
    cells = {find_cell(fresh[a]) for a in changed if a in fresh}
    before |= load_sketches(db, find_mates(db, cells | {before[a].cell for a in changed if a in before}))
    sketches = {a: read_sketch(row.text) for a, row in before.items() if a not in changed}
    sketches |= {a: fresh[a] for a in changed if a in fresh}
    standing = _find_standings(sketches.values(), judge)
    dirty = {a for a in {*before, *sketches} if a in changed or standing[a] != before[a].standing}
    posts = {a: _find_posts(sketches[a], standing[a]) for a in dirty if a in sketches}
    old_posts = {
        a: _find_posts(read_sketch(before[a].text), before[a].standing) for a in dirty if a in before
    }
    ties = _find_ties(db, judge, posts, dirty, sketches, standing)
    lost = {
        b
        for a, others in load_ties(db, dirty).items()
        for b in others
        if (a, b) not in ties and (b, a) not in ties
    }
    save_sketches(
        db,
        (
            StoredSketch(
                article_id=a,
                cell=find_cell(sketches[a]),
                standing=standing[a],
                text=texts[a] if a in changed else before[a].text,
            )
            for a in sorted(posts)
        ),
        dropped=dirty - posts.keys(),
        old_keys=_flatten(old_posts),
        keys=_flatten(posts),
        ties=ties,
        due=lost | (dirty - changed),
    )


def _find_standings(sketches: Iterable[Sketch], judge: Alike) -> dict[int, str]:
    everyone = list(sketches)
    standing = {s.article_id: "roundup" if is_apart(s) else "follower" for s in everyone}
    for cell in split_cells(everyone, judge):
        standing |= {s.article_id: "loose" for s in cell.loose}
        standing |= {s.article_id: "head" for s in cell.heads}
    return standing


def _find_posts(sketch: Sketch, standing: str) -> list[Key]:
    return find_keys(sketch, follows=standing == "loose") if standing in _POSTING else []


def _flatten(posts: Mapping[int, Iterable[Key]]) -> list[tuple[int, Key]]:
    return [(article, key) for article, keys in sorted(posts.items()) for key in keys]


def _find_ties(
    db: Database,
    judge: Alike,
    posts: Mapping[int, Sequence[Key]],
    dirty: Collection[int],
    sketches: Mapping[int, Sketch],
    standing: Mapping[int, str],
) -> set[tuple[int, int]]:
    """Return the ties of the articles that post keys: among each other, and to what is kept."""
    articles = sorted(posts)
    pairs = [(articles[i], articles[j]) for i, j in find_pairs([posts[a] for a in articles])]
    kindred = find_kindred(db, _flatten(posts), reach=REACH_DAYS, meet=MEET, enough=ENOUGH)
    pairs += [(a, b) for a, b in kindred if b not in dirty]
    kept = load_sketches(db, {b for _, b in pairs} - sketches.keys())
    everyone = dict(sketches) | {b: read_sketch(row.text) for b, row in kept.items()}
    stands = dict(standing) | {b: row.standing for b, row in kept.items()}
    found = set()
    for a, b in pairs:
        one, other = everyone[a], everyone[b]
        loose = "loose" in (stands[a], stands[b])
        if are_copies(one.text, other.text) if loose else are_tied(one, other, judge):
            found.add((a, b))
    return found
