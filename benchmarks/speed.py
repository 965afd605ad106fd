"""Speed of detection on one core, against peers timed in the same run, so that a busy machine slows both alike.

    python benchmarks/speed.py [--gold FOLDER] [--rounds 3]

Prints articles of 600 words a second (verdict, services, claims) with the share of each stage, entries (title and
summary) judged a second, the seconds from nothing to a ready detector, and the peak of memory. Peers on the same
texts: ``dateparser.search`` where it is installed, and scikit-learn's word counting. CPU seconds, best of the rounds.
"""

import argparse
import gc
import json
import random
import resource
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

WORDS = 600
CACHE = Path("var/cache")
SERVICES = ("Slack", "WhatsApp", "Cloudflare", "Shopify", "Zoom", "PayPal", "Spotify", "Microsoft Teams")
CALM = (
    "The company opened its second office in Leeds in the spring and has some four thousand people on its books.",
    "Shares closed little changed, and two brokers left their targets where they were.",
    "Its rivals sell much the same thing at a lower price, though few of them have the reach.",
    "A round table of shop owners will talk about card fees next month in the town hall.",
    "“It was a strange day in the shop,” said Mina Okafor, who runs a bakery by the station.",
    "Many firms keep a second supplier for such days, yet the switch is seldom tried out.",
    "The service is used by schools, shops and clubs, and by people who only want to say hello.",
    "Nothing of the sort had been on the agenda of the board, whose members met by the lake.",
)
TELLING = (
    "{name} went down for thousands of users on Tuesday morning, and the trouble began at about 9:40 am ET.",
    "{name} said that a faulty configuration change had cut off one of its data centres.",
    "Downdetector logged more than 12,300 reports at 10:05 am, most of them about logging in.",
    "Engineers have identified the cause and are rolling the change back, the status page said.",
    "The firm ruled out an attack and apologised to everyone who could not send messages.",
    "By 1:15 pm most customers in Britain, Spain and Brazil were back online, a spokesperson told reporters.",
    "The outage lasted for nearly four hours, and {name} will credit the accounts of those who were hit.",
    "Mobile apps, search and uploads failed in turn, while calls were not affected.",
)


def write_article(number: int) -> tuple[str, str]:
    """Return the title and body of an invented report of 600 words, one sentence in three telling of the outage."""
    dice = random.Random(number)
    name = SERVICES[number % len(SERVICES)]
    lines: list[str] = []
    while sum(len(line.split()) for line in lines) < WORDS:
        lines.append(dice.choice(TELLING if len(lines) % 3 == 0 else CALM).format(name=name))
    body = "\n\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))
    return f"{name} is down for thousands of users as a change goes wrong", body


def write_entry(number: int) -> tuple[str, str]:
    """Return the title and summary of an invented entry of a feed, of which one in a hundred tells of an outage."""
    if number % 100 == 0:
        title, body = write_article(number)
        return title, body[:220]
    dice = random.Random(number)
    return dice.choice(CALM)[:70], " ".join(dice.sample(CALM, 2))[:220]


def time_best(rounds: int, work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def read_gold(folder: Path) -> list[tuple[str, str]]:
    lines = (folder / "articles.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [
        (row["title"], row["text"])
        for row in rows
        if row["lang"] == "en" and row["relevant"] and row["text_scope"] == "full"
    ]


def time_detection(texts: Sequence[tuple[str, str]], rounds: int) -> None:
    start = time.process_time()
    from newsagg.detect.claims import read_claims
    from newsagg.detect.lexicon import load_lexicon
    from newsagg.detect.relevance import judge_all, load_model
    from newsagg.detect.services import find_services
    from newsagg.model import Article

    imported = time.process_time()
    load_model(CACHE)  # trains when the cache is empty: not what a start costs
    cached = time.process_time()
    lexicon, model = load_lexicon(), load_model(CACHE)
    ready = time.process_time()
    print(f"start: {imported - start:.2f} s of imports, {ready - cached:.2f} s of lexicon and model")
    day = datetime(2026, 3, 3, 18, tzinfo=UTC)
    articles = [
        Article(
            url=f"https://news.example/{n}",
            outlet="The Example",
            title=t,
            body=b,
            published_at=day,
            seen_at=day,
        )
        for n, (t, b) in enumerate(texts)
    ]
    share = WORDS * len(articles) / sum(len(a.text.split()) for a in articles)
    for article in articles[:3]:
        list(read_claims(article, lexicon).claims)
    gc.freeze()  # as newsagg/pipeline/detect.py does for a batch
    stages: dict[str, Callable[[], object]] = {
        "verdict": lambda: judge_all(articles, model=model),
        "services": lambda: [find_services(article, lexicon) for article in articles],
        "claims": lambda: [read_claims(article, lexicon) for article in articles],
    }
    spent = {name: time_best(rounds, work) / len(articles) * share for name, work in stages.items()}
    total = sum(spent.values())
    for name, seconds in spent.items():
        print(f"  {name:9} {1000 * seconds:7.2f} ms an article of {WORDS} words, {seconds / total:.0%}")
    print(f"detection: {1 / total:.0f} articles of {WORDS} words a second")
    # of a feed's entries one in a hundred is about an outage, and the sieve before the model lives on that
    entries = [
        Article(url="https://a.example/", outlet="A", title=title, body=lead, published_at=day, seen_at=day)
        for title, lead in (write_entry(n) for n in range(5000))
    ]
    judged = time_best(rounds, lambda: judge_all(entries, model=model))
    print(f"relevance: {len(entries) / judged:,.0f} entries (title and summary) a second")
    for name, seconds in time_peers([a.text for a in articles], rounds).items():
        ms, times = 1000 * seconds * share, total / seconds / share
        print(f"peer {name}: {ms:.2f} ms an article; detection takes {times:.2f} times that")


def time_peers(texts: Sequence[str], rounds: int) -> dict[str, float]:
    from sklearn.feature_extraction.text import CountVectorizer

    count = CountVectorizer(ngram_range=(1, 2)).build_analyzer()
    peers = {"word counts": time_best(rounds, lambda: [count(text) for text in texts]) / len(texts)}
    try:
        from dateparser.search import search_dates  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        return peers
    few = texts[:3]
    peers["dates alone, dateparser"] = time_best(
        1, lambda: [search_dates(t, languages=["en"]) for t in few]
    ) / len(few)
    return peers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--gold", type=Path, help="a folder with articles.jsonl to be timed in place of our own texts"
    )
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    texts = read_gold(given.gold) if given.gold else [write_article(n) for n in range(60)]
    time_detection(texts, given.rounds)
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at its peak")


if __name__ == "__main__":
    main()
