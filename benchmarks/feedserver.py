"""A server of many generated feeds on loopback, each on a host of its own, that answers after a set latency.

    python benchmarks/feedserver.py --feeds 1000 --entries 20 --latency-ms 20

Prints its port and serves until its standard input closes. Feed N stands at http://127.A.B.C:PORT/N.xml, so that every
feed has its own host and nothing asks DNS. Two thirds are RSS 2.0, half of these with the whole text, a third is
Atom. A request with the feed's ETag gets 304. One process, asyncio, HTTP/1.1 with kept connections; the bodies are
made before the port is printed.
"""

import argparse
import asyncio
import random
import re
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

_WORDS = re.findall(
    r"\S+",
    "harbour signal lantern copper meadow ledger parcel granite window orchard engine whistle candle river market "
    "tunnel basket pepper saddle timber kettle glacier bishop drawer feather hammer island jacket kernel ladder magnet "
    "needle oxygen pencil quarry ribbon shovel turbine upland violin walnut yonder zephyr anchor bottle cellar dinner",
)
_BEGIN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def address_of(number: int, port: int) -> str:
    """Return where feed ``number`` stands: each on a loopback address of its own."""
    return f"http://127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}:{port}/{number}.xml"


def make_feed(number: int, entries: int) -> bytes:
    """Return the bytes of a feed, the same each time."""
    rng = random.Random(number)
    site = f"https://site{number}.bench.example"
    make = _make_atom if number % 3 == 2 else _make_rss
    return make(rng, site, number, entries).encode()


def _phrase(rng: random.Random, least: int, most: int) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(least, most))).capitalize()


def _paragraphs(rng: random.Random, count: int) -> str:
    return "".join(
        f'<p>{_phrase(rng, 25, 60)} &amp; <a href="https://other.bench.example/{rng.randint(1, 999)}">'
        f"{_phrase(rng, 2, 4)}</a>.</p>\n"
        for _ in range(count)
    )


def _make_rss(rng: random.Random, site: str, number: int, entries: int) -> str:
    whole = number % 3 == 1
    items = []
    for n in range(entries):
        at = _BEGIN - timedelta(minutes=n * 37 + number % 30)
        title, link = _phrase(rng, 6, 12), f"{site}/2026/03/story-{number}-{n}?utm_source=rss"
        content = f"<content:encoded><![CDATA[{_paragraphs(rng, 6)}]]></content:encoded>" if whole else ""
        items.append(
            f"<item><title>{escape(title)} &amp; more</title><link>{escape(link)}</link>"
            f'<guid isPermaLink="false">{site}/?p={number * 1000 + n}</guid>'
            f"<pubDate>{format_datetime(at)}</pubDate><dc:creator><![CDATA[{_phrase(rng, 2, 2)}]]></dc:creator>"
            f"<category>{_phrase(rng, 1, 1)}</category>"
            f"<description><![CDATA[{_paragraphs(rng, 1)}]]></description>{content}</item>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>Site {number}</title><link>{site}/</link><description>News of site {number}</description>"
        f'<atom:link href="{site}/feed" rel="self" type="application/rss+xml"/><language>en-US</language>'
        f"{''.join(items)}</channel></rss>"
    )


def _make_atom(rng: random.Random, site: str, number: int, entries: int) -> str:
    parts = []
    for n in range(entries):
        at = (_BEGIN - timedelta(minutes=n * 41 + number % 30)).isoformat()
        parts.append(
            f"<entry><id>tag:site{number}.bench.example,2026:{n}</id><title>{_phrase(rng, 6, 12)}</title>"
            f'<link rel="alternate" type="text/html" href="{site}/story-{number}-{n}"/>'
            f"<published>{at}</published><updated>{at}</updated>"
            f"<author><name>{_phrase(rng, 2, 2)}</name></author>"
            f'<summary>{_phrase(rng, 20, 40)}.</summary><content type="html">{escape(_paragraphs(rng, 3))}</content>'
            "</entry>\n"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>Site {number}</title><id>{site}/</id><updated>{_BEGIN.isoformat()}</updated>"
        f'<link rel="self" href="{site}/feed.atom"/><link href="{site}/"/>{"".join(parts)}</feed>'
    )


class _Connection(asyncio.Protocol):
    def __init__(self, bodies: list[bytes], latency: float) -> None:
        self._bodies = bodies
        self._latency = latency
        self._seen = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._seen += data
        while (end := self._seen.find(b"\r\n\r\n")) >= 0:
            head, self._seen = self._seen[:end], self._seen[end + 4 :]
            asyncio.get_running_loop().call_later(self._latency, self._answer, head)

    def _answer(self, head: bytes) -> None:
        found = re.match(rb"GET /(\d+)\.xml ", head)
        number = int(found[1]) if found else -1
        tag = b'"v1-%d"' % number
        if not 0 <= number < len(self._bodies):
            answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        elif tag in head:
            answer = b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\n\r\n" % tag
        else:
            body = self._bodies[number]
            answer = (
                b"HTTP/1.1 200 OK\r\nContent-Type: application/xml; charset=utf-8\r\nETag: %b\r\n"
                b"Content-Length: %d\r\n\r\n" % (tag, len(body)) + body
            )
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.write(answer)


async def _serve(bodies: list[bytes], latency: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(bodies, latency), "0.0.0.0", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main() -> None:
    """Serve until standard input closes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--latency-ms", type=float, default=20.0)
    given = parser.parse_args()
    bodies = [make_feed(number, given.entries) for number in range(given.feeds)]
    asyncio.run(_serve(bodies, given.latency_ms / 1000))


if __name__ == "__main__":
    main()
