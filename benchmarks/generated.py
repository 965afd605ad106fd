"""A seed -> reports of invented outages, with which outage each tells of. Words of our own, drawn by lot.

Not meant to look like news: meant to have the sizes and the traps of news. Services have outages again and again,
some a day apart; outlets tell one outage in different words, copy each other, come back days later, and leave the
service out of the headline.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsagg.model import Report, ServiceRole
from newsagg.vocabulary import ReportKind

START = datetime(2015, 1, 1, tzinfo=UTC)
SERVICES = 2000
A_DAY = 20
"""Reports a day: twenty times what 99 feeds gave in 2022, and as many whatever the size of the record."""
_NAMES = 4000

_SYLLABLES = [c + v for c in "bcdfghjklmnprstvwz" for v in "aeiou"]
_ENDS = (
    "Engineers worked through the night.", "Nobody could say when it would end.", "Shops asked for cash.",
    "The firm was sorry.", "Users turned to paper.", "A notice went up at noon.", "Complaints rose within minutes.",
    "It was over before dinner.", "Support lines rang without pause.", "Managers promised an account of it.",
)  # fmt: skip
_TITLES = (
    "{name} is down",
    "{name} outage stops {thing}",
    "{name} users cannot reach {thing}",
    "{name} says {thing} are back",
    "{thing} fail at {name}",
    "What we know about the {name} trouble",
    "{place} left without {thing}",
    "{name} blames a {part}",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A report and the outage that it tells of."""

    report: Report
    outage: str


def make_reports(number: int, *, seed: int = 1, first_id: int = 1, start: datetime = START) -> list[Told]:
    """Return so many reports in the order of their publication."""
    dice = random.Random(seed)
    found: list[Told] = []
    day = 0
    while len(found) < number:
        todays = 0
        while todays < A_DAY:
            told = list(_tell_outage(dice, start + timedelta(days=day), f"{seed}-{day}-{todays}"))
            found += told
            todays += len(told)
        day += 1
    found.sort(key=lambda t: (t.report.published_at or START, t.outage))
    return [Told(_number(t.report, first_id + n), t.outage) for n, t in enumerate(found[:number])]


def _number(report: Report, number: int) -> Report:
    fields = {name: getattr(report, name) for name in Report.__slots__}
    return Report(**fields | {"article_id": number, "url": f"https://paper{number % 97}.example/{number}"})


def _make_word(dice: random.Random) -> str:
    """Return one of 4,000 words that no language has, the low ones more often, as words are."""
    number = min(dice.randrange(_NAMES), dice.randrange(_NAMES)) * 181 + 8101
    found = ""
    while number:
        number, syllable = divmod(number, len(_SYLLABLES))
        found += _SYLLABLES[syllable]
    return found


def _tell_outage(dice: random.Random, day: datetime, name: str) -> Iterator[Told]:
    service = min(dice.randrange(SERVICES), dice.randrange(SERVICES))  # low numbers fail more often
    begun = day + timedelta(hours=dice.uniform(0, 24))
    things, count = [_make_word(dice) for _ in range(3)], dice.randrange(1000, 90000)
    part, place, deed = _make_word(dice), _make_word(dice).title(), _make_word(dice) + "ed"
    texts: list[tuple[str, str]] = []
    for _ in range(min(40, int(dice.paretovariate(1.1)))):
        title = dice.choice(_TITLES).format(
            name=f"Service{service}", thing=dice.choice(things).title(), place=place, part=part
        )
        lines = [
            f"Service{service} lost its {dice.choice(things)} and {dice.choice(things)} in {place}.",
            f"A {part} {deed}, the company said.",
            f"More than {count:,} people were cut off.",
            dice.choice(_ENDS),
            dice.choice(_ENDS),
            f"In {place} the {dice.choice(things)} went first.",
        ]
        body = " ".join(dice.sample(lines, dice.randrange(2, 6)))
        if texts and dice.random() < 0.2:
            body = dice.choice(texts)[1]
        texts.append((title, body))
        late = dice.random() < 0.05
        told = begun + timedelta(
            hours=dice.expovariate(1 / 90) if late else min(60.0, dice.expovariate(1 / 8))
        )
        named = "Service" in title or dice.random() < 0.6
        yield Told(
            Report(
                article_id=0,
                url="",
                outlet=f"Paper {dice.randrange(97)}",
                title=title,
                body=body,
                language="en",
                published_at=told,
                seen_at=told,
                kind=ReportKind.UPDATE if late or "back" in title else ReportKind.REPORT,
                basis="feed",
                probability=0.95,
                services=(
                    ServiceRole(
                        slug=f"service{service}",
                        name=f"Service{service}",
                        provider=f"firm{service // 4}",
                        role="subject",
                    ),
                )
                if named
                else (),
                claims=(),
            ),
            name,
        )
