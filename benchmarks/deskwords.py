"""A lot -> invented names, headlines, sentences and texts for ``deskdata.py``, in the lengths of real ones. Pure."""

import random
import time
from itertools import accumulate

BEGAN = 1_479_600_000
"""20 November 2016; entries come evenly for ten years."""
YEARS = 10 * 365.25 * 86_400

_SYLLABLES = [c + v for c in "bcdfghjklmnprstvwz" for v in "aeiou"]
_PLAIN = (
    "the of and to a in that it was for on with as at by from after before while said says new more than over under "
    "people company week year day morning night team plan report market city price court deal game show study"
).split()
_OUTAGE = (
    "outage service users down error errors network server servers database cloud restored restoring login payments "
    "customers engineers status update configuration routing traffic dns data centre power region maintenance backup "
    "failover latency timeouts disruption unavailable incident cause fixed recovery systems online"
).split()


def stamp(seconds: float) -> str:
    """Return a time as the record writes it, UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


class Words:
    """Names and texts, the same for the same lot."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.rare = ["".join(dice.choices(_SYLLABLES, k=dice.choice((2, 3, 3, 4)))) for _ in range(20_000)]
        self.vocabulary = _PLAIN + _OUTAGE + self.rare
        # Words of a language: the n-th commonest is met a n-th as often (Zipf); those of outages where they belong.
        self.weights = list(accumulate(1 / (n + 3) for n in range(len(self.vocabulary))))
        self.general = _PLAIN + self.rare
        self.general_weights = list(accumulate(1 / (n + 3) for n in range(len(self.general))))
        names = list(dict.fromkeys(self.rare))
        dice.shuffle(names)
        self.outlets = [
            f"{name.title()} {kind}"
            for name, kind in zip(names[:600], ["Post", "News", "Daily"] * 200, strict=True)
        ]
        self.hosts = [f"{name}.example" for name in names[:600]]
        self.providers = names[600:1000]
        self.services = {
            p: [p] + [f"{p}-{names[1000 + 3 * n + k]}" for k in range(n % 4)]
            for n, p in enumerate(self.providers)
        }
        self.speakers = [f"{a} {b}" for a, b in zip(names[3000:8000], names[8000:13_000], strict=True)]
        self.customers = [name.title() for name in names[2500:3000]]
        self.sentences = [self._sentence() for _ in range(20_000)]

    def _pick(self, count: int, *, outage: bool) -> str:
        words, weights = (self.vocabulary, self.weights) if outage else (self.general, self.general_weights)
        return " ".join(self.dice.choices(words, cum_weights=weights, k=count))

    def _sentence(self) -> str:
        """Return a sentence as long as the quotes of claims: 130 characters in the middle."""
        return self._pick(max(5, int(self.dice.gauss(21, 6))), outage=True).capitalize() + "."

    def title(self) -> str:
        """Return a headline about anything: 71 characters in the middle."""
        return self._pick(max(5, int(self.dice.gauss(12, 2.5))), outage=False).capitalize()

    def teaser(self) -> str:
        """Return a teaser: 108, 162 and 264 characters at the quarters; what is longer is cut at 400."""
        length = min(400, max(39, int(self.dice.lognormvariate(5.09, 0.66))))
        return (self._pick(length // 6 + 2, outage=False).capitalize())[:length]

    def headline(self, service: str) -> str:
        """Return a headline about an outage."""
        name = service.split("-")[-1].title()
        return f"{name} outage: {self._pick(6, outage=True)}"

    def body(self) -> list[str]:
        """Return the sentences of an article: 392 to 9,000 characters, 2,500 on average."""
        return self.dice.choices(self.sentences, k=min(70, max(3, int(self.dice.lognormvariate(2.77, 0.55)))))

    def value(self, length: int = 24) -> str:
        """Return a few words as the short form of a claim."""
        return self._pick(max(1, length // 7), outage=True)

    def lead_services(self, incidents: int, leader: int) -> list[tuple[str, str]]:
        """Return (service, provider) for each incident, in any order: one provider leads, the others follow Zipf."""
        weights = [1 / (n + 2) for n in range(1, len(self.providers))]
        found = [self.providers[0]] * leader
        found += self.dice.choices(self.providers[1:], weights, k=incidents - leader)
        self.dice.shuffle(found)
        return [(self.dice.choice(self.services[p]), p) for p in found]
