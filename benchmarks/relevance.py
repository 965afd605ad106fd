"""The labelled stream of real entries -> how good the verdicts are, as a page in Markdown. Reads texts and labels.

    python benchmarks/relevance.py STREAM_DIR [--out docs/relevance.md] [--fast]

STREAM_DIR holds stream.jsonl.gz and labels.jsonl. Half of the entries (first hex digit of the sha1 of the incident's
name, or of the id, even) was tuned on; the other half was not. ``--fast`` leaves out what the sieve loses, since for
that the model has to see all entries.
"""

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.quality import BATCH, make_row, read_lines
from newsagg.detect.relevance import Model, judge_all, load_model
from newsagg.model import Article, Verdict
from newsagg.settings import load_settings
from newsagg.vocabulary import Relevance

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One entry: our verdict, and what people said of it, if anyone did."""

    verdict: Verdict
    label: dict[str, Any] | None
    tuned: bool

    @property
    def firm(self) -> bool:
        """Whether a person judged it without hesitating."""
        return self.label is not None and not self.label["borderline"]

    @property
    def true(self) -> bool:
        """Whether it is known to report an outage."""
        return self.label is not None and bool(self.label["relevant"])

    @property
    def said(self) -> bool:
        """Whether we call it relevant."""
        return self.verdict.relevance is Relevance.RELEVANT


def is_even(name: str) -> bool:
    """Return whether a name belongs to the half that was tuned on."""
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[0], 16) % 2 == 0


def read_stream(folder: Path, model: Model) -> tuple[list[Judged], list[Article], float]:
    """Return every entry with its verdict, the articles, and the CPU seconds that judging took."""
    labels = {row["id"]: row for row in read_lines(folder / "labels.jsonl")}
    given = list(read_lines(folder / "stream.jsonl.gz"))
    articles = [make_row("stream", row).article for row in given]
    began = time.process_time()
    verdicts: list[Verdict] = []
    for at in range(0, len(articles), BATCH):
        verdicts += judge_all(articles[at : at + BATCH], model=model)
    seconds = time.process_time() - began
    entries = []
    for row, verdict in zip(given, verdicts, strict=True):
        label = labels.get(row["id"])
        incident = label["incidents"][0] if label and label["relevant"] and label["incidents"] else row["id"]
        entries.append(Judged(verdict, label, is_even(incident)))
    return entries, articles, seconds


def tell_scores(entries: Sequence[Judged]) -> str:
    """Return precision, recall and F1 as cells of a table."""
    both = sum(entry.said and entry.true for entry in entries)
    said, true = sum(entry.said for entry in entries), sum(entry.true for entry in entries)
    precision, recall = both / max(1, said), both / max(1, true)
    return f"{precision:.3f} | {recall:.3f} | {2 * both / max(1, said + true):.3f}"


def in_bins(entries: Iterable[Judged]) -> list[list[Judged]]:
    """Return the entries by tenths of their probability."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for entry in entries:
        bins[min(BINS - 1, int(entry.verdict.probability * BINS))].append(entry)
    return bins


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def measure_error(entries: Sequence[Judged]) -> float:
    """Return the expected calibration error over ten bins."""
    return sum(
        len(part)
        / len(entries)
        * abs(mean([e.verdict.probability for e in part]) - mean([e.true for e in part]))
        for part in in_bins(entries)
        if part
    )


def move_base_rate(probability: float, was: float, now: float) -> float:
    """Return what a probability becomes where relevant entries are rarer."""
    odds = probability / max(1e-9, 1 - probability) * (now / (1 - now)) / (was / (1 - was))
    return odds / (1 + odds)


def draw_reliability(entries: Sequence[Judged], share_judged: float, share_stream: float) -> list[str]:
    """Return the reliability diagram as a table, with the figures for the whole stream beside it."""
    lines = [
        "| probability | judged firm | mean probability | truly relevant | | corrected to the stream | all entries |",
        "|---|--:|--:|--:|---|--:|--:|",
    ]
    everything = in_bins(entries)
    for number, part in enumerate(in_bins(entry for entry in entries if entry.firm)):
        said, true = mean([e.verdict.probability for e in part]), mean([e.true for e in part])
        bar = "█" * round(20 * true) + "·" * round(20 * max(0.0, said - true)) if part else ""
        moved = mean([move_base_rate(e.verdict.probability, share_judged, share_stream) for e in part])
        lines.append(
            f"| {number / BINS:.1f}–{(number + 1) / BINS:.1f} | {len(part)} | {said:.3f} | {true:.3f} | {bar} "
            f"| {moved:.4f} | {len(everything[number])} |"
        )
    return lines


def tell_kinds(entries: Sequence[Judged]) -> list[str]:
    """Return how often the kind is right, of what we rightly call relevant, by the label's kind."""
    found = [e for e in entries if e.said and e.true and e.label]
    right = Counter(e.label["kind"] for e in found if e.label and e.verdict.kind.value == e.label["kind"])
    total = Counter(e.label["kind"] for e in found if e.label)
    lines = [
        f"Kind right: {sum(right.values())} of {len(found)} ({mean([sum(right.values()) / len(found)]):.3f})."
    ]
    lines += ["", "| kind | right | of |", "|---|--:|--:|"]
    return lines + [f"| {kind} | {right[kind]} | {number} |" for kind, number in total.most_common()]


def tell_sieve(entries: Sequence[Judged], articles: Sequence[Article], model: Model) -> str:
    """Return the share of what the model alone would call relevant that the sieve lets through."""
    alone = judge_all(articles, model=model, sieve=False)
    wanted = [e for e, verdict in zip(entries, alone, strict=True) if verdict.relevance is Relevance.RELEVANT]
    kept = sum(entry.said for entry in wanted)
    share = kept / len(wanted)
    return f"Sieve: {kept} of the {len(wanted)} entries that the model alone would accept pass ({share:.4f})."


def write_page(entries: Sequence[Judged], seconds: float, sieve: str) -> str:
    """Return the page."""
    firm = [entry for entry in entries if entry.firm]
    other = [entry for entry in firm if not entry.tuned]
    shares = mean([entry.true for entry in firm]), mean([entry.true for entry in entries])
    unsure = sum(entry.verdict.relevance is Relevance.UNSURE for entry in entries)
    passed = sum(entry.verdict.evidence != () or entry.verdict.probability > 0.0002 for entry in entries)
    unjudged = sum(entry.said and entry.label is None for entry in entries)
    lines = [
        "# How sure verdicts are",
        "",
        "Made by `python benchmarks/relevance.py` from the labelled stream of 2022; the verdict alone, before reports",
        "keep company with others. Not tuned on: the half with odd hashes.",
        "",
        "| entries | P | R | F1 |",
        "|---|--:|--:|--:|",
        f"| firm labels | {tell_scores(firm)} |",
        f"| firm labels, not tuned on | {tell_scores(other)} |",
        f"| firm labels, tuned on | {tell_scores([e for e in firm if e.tuned])} |",
        f"| all labels | {tell_scores([e for e in entries if e.label])} |",
        "",
        f"{unjudged} entries that nobody judged are called relevant; {unsure} of {len(entries)} entries are unsure "
        f"({100 * unsure / len(entries):.2f} %).",
        f"{len(entries) / seconds:,.0f} entries a second of one core; {100 * passed / len(entries):.0f} % pass the "
        "sieve.",
        *([sieve] if sieve else []),
        "",
        "## Reliability",
        "",
        f"Expected calibration error over ten bins, firm labels: {measure_error(firm):.4f}; of the half that was not "
        f"tuned on {measure_error(other):.4f}.",
        f"Of the judged {100 * shares[0]:.1f} % are relevant, of all entries of the stream only "
        f"{100 * shares[1]:.2f} %: the",
        "column `corrected to the stream` moves the odds to that rate. It is a lower bound, since the judged entries",
        "were the hard ones. The bar shows the true share; dots, how much more we promised.",
        "",
        *draw_reliability(entries, *shares),
        "",
        "## Kinds of reports",
        "",
        *tell_kinds(entries),
    ]
    return "\n".join(lines) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Measure one folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, help="write the page here as well")
    parser.add_argument("--fast", action="store_true", help="leave out what the sieve loses")
    given = parser.parse_args(argv)
    model = load_model(load_settings().cache)
    entries, articles, seconds = read_stream(given.folder, model)
    page = write_page(entries, seconds, "" if given.fast else tell_sieve(entries, articles, model))
    if given.out:
        given.out.write_text(page, "utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
