"""Claims of the record -> who says it, how, in which words and where: pieces that every sentence is made of. Pure.

Rows are lines of ``claim_ledger``. What a mail or a terminal would obey is taken out; all other words stay as they are.
"""

from collections.abc import Iterable, Sequence

from newsagg.report.edition import Run, Said, Words
from newsagg.report.passage import find_passage
from newsagg.report.phrases import Row, clean, join_names, name_speaker

# A quote in a digest: one long sentence. The whole stands in the record.
LONGEST_QUOTE = 300
CUT = " […]"
_PLURALS = {
    "users",
    "customers",
    "employees",
    "owners",
    "people",
    "passengers",
    "residents",
    "workers",
    "readers",
}
_VERBS = {
    "asserted": ("says", "say"),
    "hedged": ("says, with caution,", "say, with caution,"),
    "denied": ("denies", "deny"),
    "questioned": ("asks", "ask"),
    "forecast": ("expects", "expect"),
}


def plain(text: object) -> str:
    """Return the text on one line, harmless, with single blanks."""
    return " ".join(clean(text).split())


def say(text: str) -> Words:
    """Return a sentence without links, harmless, its first letter a capital."""
    told = plain(text)
    return (Run(text=told[:1].upper() + told[1:]),)


def name_source(claim: Row) -> str:
    """Return who says it, with who passed it on: ``TechCrunch, as The Lantern Ledger tells it``."""
    name = plain(name_speaker(claim))
    if not claim["second_hand"]:
        return name
    teller = plain(str(claim["chain"] or claim["outlet"]).split(" > ", maxsplit=1)[0])
    return f"{name}, as {teller} tells it" if teller != plain(claim["speaker"]) else name


def close(name: str) -> str:
    """Return a name as the subject of a verb: what passes a word on ends with a comma."""
    return f"{name}," if name.endswith(" tells it") else name


def is_plural(name: str) -> bool:
    """Say whether a name takes a verb in the plural: users, owners of shops."""
    return name.casefold().split(",")[0].split(" ")[-1] in _PLURALS


def tell_verb(stance: str, name: str) -> str:
    """Return the verb of a stance, for who says it."""
    return _VERBS[stance][is_plural(name)]


def name_voices(claims: Iterable[Row], *, most: int = 3) -> tuple[str, bool]:
    """Return who stands behind claims of one value as a list in words, and whether it takes the plural.

    Of copies of one text only the first is named.
    """
    seen: set[object] = set()
    names: list[str] = []
    for claim in claims:
        name = name_source(claim)
        if (claim["origin_article_id"], claim["role"]) not in seen and name not in names:
            names.append(name)
        seen.add((claim["origin_article_id"], claim["role"]))
    if len(names) > 1:
        # An inserted clause would run into the next name of the list.
        names = [
            name.replace(", as ", " (as ").removesuffix(" tells it") + " tells it)"
            if name.endswith(" tells it")
            else name
            for name in names
        ]
    return join_names(names, most=most), len(names) > 1 or bool(names and is_plural(names[0]))


def cut_quote(words: str) -> str:
    """Return a quote on one line, cut at a word when it is too long for a digest."""
    told = plain(words)
    if len(told) <= LONGEST_QUOTE:
        return told
    cut = told[: LONGEST_QUOTE - len(CUT)]
    return (cut.rsplit(" ", 1)[0].rstrip(" ,;:") or cut) + CUT


def quote(text: object) -> str:
    """Return words in quotation marks."""
    return f"“{plain(text).strip('“”')}”"


def make_said(claim: Row, value: str = "") -> Said:
    """Return a claim as it is quoted; ``value`` is what was read out of it, where a sentence does not say it."""
    name = name_source(claim)
    return Said(
        claim_id=claim["claim_id"],
        source=name,
        how=tell_verb(claim["stance"], name),
        value=value,
        quote=cut_quote(claim["quote"]),
        outlet=plain(claim["outlet"]),
        url=find_passage(claim["url"], claim["quote"]),
    )


def quote_each(claims: Iterable[Row], most: int) -> tuple[Said, ...]:
    """Return the quotes of claims, in order, no words and no text of one origin twice."""
    told: dict[str, Said] = {}
    for claim in claims:
        if len(told) == most:
            break
        told.setdefault(cut_quote(claim["quote"]).casefold(), make_said(claim))
    return tuple(told.values())


def words_of(sentence: Words) -> str:
    """Return a sentence as plain text."""
    return "".join(run.text for run in sentence)


def group_by_value(claims: Sequence[Row]) -> list[list[Row]]:
    """Return claims with the same value and stance together, in the order of the first of each."""
    groups: dict[tuple[str, bool], list[Row]] = {}
    for claim in claims:
        groups.setdefault((plain(claim["value"]).casefold(), denies(claim)), []).append(claim)
    return list(groups.values())


def denies(claim: Row) -> bool:
    """Say whether a claim says that something was not so."""
    return bool(claim["excluded"]) or claim["stance"] == "denied"
