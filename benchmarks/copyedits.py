"""Texts -> edited copies of them, and pairs that look alike but are no copies. Drawn by lot, words of our own.

Written before newsagg/merge/copies.py was read, and importing nothing of newsagg, so that the detector is judged by
edits that it was not made for. Everything is a function of the random.Random that is passed in.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_ABOUT = (
    "About {firm}. Founded in {year}, {firm} provides network, storage and messaging products to customers in more "
    "than {n} "
    "countries. The company employs {m} people and is headquartered in {town}. Its shares are listed under a ticker "
    "of the "
    "same name. For more information, visit its website or follow the company on social media.",
    "{firm} and its subsidiaries make forward-looking statements that involve risks and uncertainties. Actual "
    "results could "
    "differ materially from those described here. Readers should not place undue reliance on them, and the company "
    "undertakes "
    "no duty to bring them up to date after the date on which they were made.",
    "This article is for information only and is no advice to buy or sell any security. The author holds no position "
    "in any "
    "of the stocks mentioned. Past performance is no guarantee of future results. Market data is delayed by at least "
    "fifteen "
    "minutes and supplied by third parties without warranty of any kind.",
    "Sign up for our morning newsletter and never miss a story. By entering your address you agree to our terms of "
    "use and "
    "our privacy policy, and you may unsubscribe at any time by following the link at the foot of each message.",
    "Got a tip? Our reporters can be reached by mail, by phone and over encrypted chat. Write to the news desk, and "
    "tell us "
    "whether your name may be used. We read everything that we are sent, though we cannot answer each message.",
    "Copyright {year}. All rights reserved. This material may not be published, broadcast, rewritten or "
    "redistributed without "
    "the prior written consent of the publisher. Our editorial standards are explained on a page of their own.",
    "Read next: how to prepare for the next big outage, what a content network does, why one wrong line can take a "
    "website "
    "down, and which services keep the most honest status pages. Our podcast returns on Thursday with a special guest.",
)
_FIRMS = (
    "Ardent Systems",
    "Belloc Cloud",
    "Cintra Mobile",
    "Dovetail Pay",
    "Estuary Mail",
    "Fennimore Air",
    "Galt Chat",
    "Hollis Bank",
)
_TOWNS = ("Leiden", "Tacoma", "Porto", "Graz", "Galway", "Malmo", "Tampere", "Ghent")
_SWAPS = dict(
    pair.split("/")
    for pair in (
        "said/stated says/states users/customers customers/users outage/disruption down/offline issue/fault "
        "problem/difficulty "
        "company/firm services/offerings service/offering began/started started/began after/following before/ahead-of "
        "many/numerous several/various about/roughly more/further also/additionally but/yet however/still "
        "because/since "
        "which/that while/whereas people/individuals reported/noted reports/accounts according/as-per could/might "
        "may/might "
        "big/large large/sizeable new/fresh first/initial last/final week/seven-days hours/hrs time/period "
        "system/platform "
        "network/grid caused/triggered cause/reason fixed/repaired working/operating access/reach website/site "
        "app/application "
        "able/in-a-position unable/not-able across/throughout among/amid some/certain all/every other/further its/the "
        "their/the "
        "was/had-been were/had-been is/remains has/holds have/hold been/remained this/the these/those would/should "
        "on/upon in/within"
    ).split()
)
_FILLER = (
    "reportedly",
    "indeed",
    "now",
    "meanwhile",
    "also",
    "again",
    "still",
    "today",
    "then",
    "so",
    "quite",
    "later",
)
_AGENCIES = ("Northwire", "Continental Press", "Dispatch News Agency", "Meridian Wire")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def split_blocks(text: str) -> list[str]:
    """Gives the paragraphs of a text, or groups of three sentences where it has no line breaks."""
    blocks = [block.strip() for block in text.split("\n") if block.strip()]
    if len(blocks) >= 3:
        return blocks
    sentences = _SENTENCE.split(" ".join(blocks))
    return [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]


def write_boilerplate(dice: random.Random, paragraphs: int) -> str:
    """Writes so many stock paragraphs: about the company, disclaimers, newsletter, copyright."""
    chosen = dice.sample(_ABOUT, min(paragraphs, len(_ABOUT)))
    slots = {
        "firm": dice.choice(_FIRMS),
        "year": dice.randint(1990, 2026),
        "n": dice.randint(20, 180),
        "m": dice.randint(200, 90000),
    }
    return "\n".join(text.format(town=dice.choice(_TOWNS), **slots) for text in chosen)


def edit_words(dice: random.Random, text: str, share: float) -> str:
    """Replaces, drops, doubles with a filler or swaps with its neighbour each word with the probability given."""

    def edit(words: list[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            word = words[at]
            at += 1
            if dice.random() >= share:
                yield word
                continue
            how = dice.random()
            swap = _SWAPS.get(word.lower())
            if how < 0.6:
                yield swap.replace("-", " ") if swap else dice.choice(_FILLER)
            elif how < 0.75:
                continue
            elif how < 0.9 or at >= len(words):
                yield word
                yield dice.choice(_FILLER)
            else:
                yield words[at]
                yield word
                at += 1

    return "\n".join(" ".join(edit(line.split())) for line in text.split("\n"))


def spin(dice: random.Random, text: str) -> str:
    """Replaces each word that has a synonym with it (nine times of ten), and three of a hundred of the rest."""

    def turn(word: str) -> str:
        bare = word.strip(".,;:!?\"'").lower()
        if bare in _SWAPS and dice.random() < 0.9:
            return word.lower().replace(bare, _SWAPS[bare].replace("-", " "))
        return dice.choice(_FILLER) if dice.random() < 0.03 else word

    return "\n".join(" ".join(turn(word) for word in line.split()) for line in text.split("\n"))


def _keep(dice: random.Random, text: str, share: float, *, lead: bool) -> str:
    """Keeps sentences up to a share of the words: the first ones, or a run from somewhere in the text."""
    sentences = _SENTENCE.split(text)
    wanted = share * len(text.split())
    first = 0 if lead else dice.randrange(max(1, int(len(sentences) * (1 - share)) + 1))
    kept: list[str] = []
    for sentence in sentences[first:]:
        kept.append(sentence)
        if sum(len(one.split()) for one in kept) >= wanted:
            break
    return " ".join(kept)


def _shuffle(dice: random.Random, text: str) -> str:
    blocks = split_blocks(text)
    dice.shuffle(blocks)
    return "\n".join(blocks)


def _wire(dice: random.Random, text: str) -> str:
    return f"{dice.choice(_TOWNS).upper()} ({dice.choice(_AGENCIES)}) - {text}"


def _frame(dice: random.Random, text: str, paragraphs: int) -> str:
    parts = [text, write_boilerplate(dice, paragraphs)]
    dice.shuffle(parts)
    return "\n".join(parts)


EDITS: dict[str, Callable[[random.Random, str], str]] = {
    "5 % of words edited": lambda d, t: edit_words(d, t, 0.05),
    "10 % of words edited": lambda d, t: edit_words(d, t, 0.10),
    "15 % of words edited": lambda d, t: edit_words(d, t, 0.15),
    "first 60 % kept": lambda d, t: _keep(d, t, 0.6, lead=True),
    "first 40 % kept": lambda d, t: _keep(d, t, 0.4, lead=True),
    "40 % kept from anywhere": lambda d, t: _keep(d, t, 0.4, lead=False),
    "two paragraphs of boilerplate added": lambda d, t: _frame(d, t, 2),
    "five paragraphs of boilerplate added": lambda d, t: _frame(d, t, 5),
    "paragraphs reordered": _shuffle,
    "wire line, 5 % edited, 70 % kept": lambda d, t: _wire(
        d, edit_words(d, _keep(d, t, 0.7, lead=True), 0.05)
    ),
    "reordered, 10 % edited, boilerplate": lambda d, t: _frame(d, edit_words(d, _shuffle(d, t), 0.10), 2),
    "spun: synonyms": spin,
    "spun: synonyms, reordered": lambda d, t: _shuffle(d, spin(d, t)),
}
"""What becomes of a text when another outlet takes it over."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that are no copies of each other, and what they share."""

    kind: str
    first: str
    second: str


_STATUS = (
    "Investigating - We are currently investigating reports of {what} affecting {name}. We will provide an update as "
    "soon as we "
    "know more.\nIdentified - The issue has been identified and a fix is being implemented by our "
    "engineers.\nMonitoring - A fix "
    "has been implemented and we are monitoring the results.\nResolved - This incident has been resolved. {end}"
)
_TEMPLATE = (
    "Is {name} down? Users across {town} say that {what} on {day}. Reports began at {hour}:{minute:02}, and our "
    "tracker had "
    "counted {count} of them within the hour. {share} percent of those who wrote complained of {part}, and {rest} "
    "percent of "
    "{other}. If you cannot reach {name}, first restart the device, then see whether others have the same trouble. "
    "{name} has {said}. We will keep this page up to date. Is {name} down for you? Tell us in the comments below."
)
_SAID = (
    "said nothing so far", "told us that it is looking into the matter", "put a note on its status page at "
    "{hour}:{minute:02}",
    "blamed a power cut at a site near {town}", "not answered a request for comment", "promised credits to those who "
    "were hit",
)  # fmt: skip
_PARTS = (
    "log-in",
    "payments",
    "search",
    "voice calls",
    "uploads",
    "the mobile app",
    "messages",
    "bookings",
    "video",
    "the map",
)
_WHATS = (
    "pages did not load",
    "calls dropped",
    "payments were refused",
    "log-in failed",
    "mail arrived late",
    "feeds stood still",
)
_DAYS = tuple(f"{day} {month}" for month in ("March", "May", "July", "October") for day in range(1, 29))
_STATEMENT = (
    "We are deeply sorry for what happened on {day}. At {hour}:{minute:02} a change to {part} reached every machine "
    "at {town} at "
    "once, and our safeguards did not stop it. No data of customers was lost. Our engineers brought {name} back "
    "region by region, "
    "and we will publish a full account within {n} working days. We know how much people rely on us, and we fell "
    "short of that."
)


def _fill(dice: random.Random, template: str, **fixed: object) -> str:
    part, other = dice.sample(_PARTS, 2)
    share = dice.randint(35, 70)
    slots: dict[str, object] = {
        "name": dice.choice(_FIRMS), "town": dice.choice(_TOWNS), "what": dice.choice(_WHATS),
        "day": dice.choice(_DAYS),
        "hour": dice.randint(0, 23), "minute": dice.randint(0, 59), "count": dice.randint(80, 90000), "share": share,
        "rest": 100 - share - dice.randint(3, 20), "part": part, "other": other, "n": dice.randint(3, 30),
        "end": dice.choice(("", f"It lasted {dice.randint(9, 400)} minutes.", f"{dice.choice(_TOWNS)} was hit most.")),
    }  # fmt: skip
    slots |= fixed
    slots["said"] = dice.choice(_SAID).format(**slots)
    return template.format(**slots)


def make_negatives(dice: random.Random, texts: list[str], each: int) -> Iterator[Pair]:
    """Makes so many pairs of each kind, from texts of which no two tell the same."""
    for _ in range(each):
        first, second = dice.sample(texts, 2)
        stock = write_boilerplate(dice, 2)
        yield Pair("two stock paragraphs in both", f"{first}\n{stock}", f"{stock}\n{second}")
        stock = write_boilerplate(dice, 5)
        yield Pair("five stock paragraphs in both", f"{first}\n{stock}", f"{second}\n{stock}")
        short = [" ".join(text.split()[:60]) for text in (first, second)]
        stock = write_boilerplate(dice, 2)
        yield Pair("short texts under more boilerplate", f"{short[0]}\n{stock}", f"{short[1]}\n{stock}")
        one, two = dice.sample(_FIRMS, 2)
        yield Pair(
            "template post, two services", _fill(dice, _TEMPLATE, name=one), _fill(dice, _TEMPLATE, name=two)
        )
        day, later = dice.sample(_DAYS, 2)
        yield Pair(
            "template post, two days",
            _fill(dice, _TEMPLATE, name=one, day=day),
            _fill(dice, _TEMPLATE, name=one, day=later),
        )
        yield Pair(
            "status template, two services", _fill(dice, _STATUS, name=one), _fill(dice, _STATUS, name=two)
        )
        statement = _fill(dice, _STATEMENT)
        yield Pair(
            "one statement quoted in both", _quote(dice, first, statement), _quote(dice, second, statement)
        )
        both = [" ".join(text.split()[:150]) for text in (first, second)]
        yield Pair(
            "one statement in two short texts",
            _quote(dice, both[0], statement),
            _quote(dice, both[1], statement),
        )


def _quote(dice: random.Random, text: str, statement: str) -> str:
    blocks = split_blocks(text)
    blocks.insert(dice.randint(1, len(blocks)), f'"{statement}"')
    return "\n".join(blocks)


def write_prose(dice: random.Random, words: int, *, vocabulary: int = 20_000) -> str:
    """Writes sentences of invented words that are as unevenly common as those of a language (Zipf)."""
    sentences: list[str] = []
    written = 0
    while written < words:
        length = dice.randint(8, 26)
        ranks = (int(vocabulary ** dice.random()) for _ in range(length))
        sentences.append(" ".join(_name_word(rank) for rank in ranks).capitalize() + ".")
        written += length
    return "\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


_STARTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


def _name_word(rank: int) -> str:
    word = ""
    while rank or not word:
        rank, left = divmod(rank, len(_STARTS) * len(_VOWELS))
        word += _STARTS[left // len(_VOWELS)] + _VOWELS[left % len(_VOWELS)]
    return word
