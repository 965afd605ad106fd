"""Lines of ``claim_ledger`` -> a page: by speaker, each value once with its quotes, and every mark that it needs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from newsagg.cli.sheet import Part, Sheet, spread
from newsagg.report.phrases import count_words, name_speaker, read_moment, tell_chain, tell_moment, tell_value

Claims = Sequence[dict[str, Any]]

# Quotes shown for one value of one speaker: the others say the same and are counted.
MOST_QUOTES = 3

ROLE_ORDER = (
    "status_page", "vendor_official", "vendor_unnamed", "regulator", "other_vendor", "customer", "expert", "tracker",
    "outlet", "user_reports",
)  # fmt: skip


def rank_speaker(claims: Claims) -> tuple[int, str]:
    """Return the key that puts a vendor's own word first and users' reports last."""
    return ROLE_ORDER.index(claims[0]["role"]), claims[0]["speaker"]


def print_speaker(sheet: Sheet, claims: Claims, *, about: str = "", everything: bool = False) -> None:
    """Print what one speaker says of one type: his name and role, then each value with its quotes."""
    head = claims[0]
    facts = spread((head["role"].replace("_", " "), about))
    sheet.line((name_speaker(head), "bold"), (f"  {facts}", "dim"), indent=2)
    values: defaultdict[tuple[object, ...], list[dict[str, Any]]] = defaultdict(list)
    for claim in claims:
        values[_sort_of(claim)].append(claim)
    for same in values.values():
        _print_value(sheet, same, everything=everything)


def _sort_of(claim: dict[str, Any]) -> tuple[object, ...]:
    names = ("stance", "second_hand", "superseded_at", "withdrawn_at", "scope")
    return tell_value(claim).casefold(), *(claim[name] for name in names)


def mark_claim(claim: dict[str, Any]) -> list[Part]:
    """Return the marks of a claim: how firmly it is said, at which hand, whether it still stands."""
    marks: list[Part] = []
    if claim["stance"] != "asserted":
        marks.append((f"  {claim['stance']}", "yellow" if claim["stance"] != "denied" else "bold yellow"))
    if claim["scope"] != "this_incident":
        marks.append((f"  {claim['scope'].replace('_', ' ')}", "dim"))
    for name, words in (("superseded_at", "superseded"), ("withdrawn_at", "withdrawn")):
        if moment := read_moment(claim[name]):
            marks.append((f"  {words} {tell_moment(moment)}", "yellow"))
    return marks


def _print_echo(sheet: Sheet, echo: dict[str, Any] | None) -> None:
    """Say whether the source's own article bears out what is told of it."""
    if echo is None or echo["state"] == "not here":
        return
    if echo["state"] == "confirmed":
        sheet.line((f"confirmed by {echo['source']}'s own article:", "green"), indent=4)
        sheet.quote(echo["source_quote"], indent=6)
    else:
        sheet.line(
            (f"unconfirmed by {echo['source']}'s own article, which is here and does not say it", "yellow"),
            indent=4,
        )
    sheet.address(echo["source_url"], indent=6)


def _print_value(sheet: Sheet, same: Claims, *, everything: bool) -> None:
    first = same[0]
    gone = bool(first["superseded_at"] or first["withdrawn_at"])
    sheet.line((tell_value(first), "dim" if gone else ""), *mark_claim(first), indent=4)
    if chain := tell_chain(first):
        sheet.line((f"second-hand: {chain}", "yellow"), indent=4)
        for claim in same:
            _print_echo(sheet, claim.get("echo"))
    seen: set[object] = set()
    quoted = 0
    for claim in same:
        origin = claim.get("origin_article_id") or claim["article_id"]
        if not everything and (origin in seen or quoted >= MOST_QUOTES):
            continue
        seen.add(origin)
        quoted += 1
        sheet.quote(claim["quote"], indent=6)
        said = read_moment(claim["said_at"])
        copy = "" if origin == claim["article_id"] else "a copy"
        facts = (claim["outlet"], copy, f"{tell_moment(said, UTC)} UTC" if said else "")
        sheet.line((spread(facts), "dim"), indent=6)
    if left := len(same) - quoted:
        sheet.line((f"and {count_words(left, 'more quote')} to the same effect: --all", "dim"), indent=6)
