"""A server on loopback that misbehaves in every way that we know of: raw bytes on a socket, by the host that is asked."""

import gzip
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer

Behaviour = Callable[[socket.socket, str], None]
"""What to do with a connection whose request (its head as text) has been read."""

ITEM = (
    "<item><title>Harbour choir sings for item %N</title><link>https://%H.other.example/choir-%N</link>"
    "<guid isPermaLink='false'>%H-%N</guid><pubDate>Mon, 02 Mar 2026 10:0%N:00 GMT</pubDate></item>"
)


def rss(
    host: str, count: int = 3, *, head: str = '<?xml version="1.0" encoding="utf-8"?>', more: str = ""
) -> bytes:
    items = "".join(ITEM.replace("%N", str(n)).replace("%H", host) for n in range(1, count + 1))
    return f"{head}<rss version='2.0'><channel><title>{host}</title>{more}{items}</channel></rss>".encode()


def send(
    body: bytes = b"", *, status: str = "200 OK", headers: str = "", length: int | None = None
) -> Behaviour:
    """Answer with these bytes; ``length``: what the header says of them."""

    def behave(line: socket.socket, _: str) -> None:
        size = len(body) if length is None else length
        line.sendall(f"HTTP/1.1 {status}\r\n{headers}Content-Length: {size}\r\n\r\n".encode() + body)

    return behave


def raw(*pieces: bytes, pause: float = 0.0, ever: bool = False) -> Behaviour:
    """Send these very bytes, the last piece again and again with ``ever``, then hang up."""

    def behave(line: socket.socket, _: str) -> None:
        for piece in pieces:
            line.sendall(piece)
            time.sleep(pause)
        while ever:
            line.sendall(pieces[-1])
            time.sleep(pause)

    return behave


def redirect(to: str, status: str = "302 Found") -> Behaviour:
    return send(status=status, headers=f"Location: {to}\r\n")


def packed(body: bytes, encoding: str) -> Behaviour:
    return send(body, headers=f"Content-Encoding: {encoding}\r\n")


def reset(before: bytes) -> Behaviour:
    """Send something and break the connection off without a goodbye."""

    def behave(line: socket.socket, _: str) -> None:
        line.sendall(before)
        time.sleep(0.2)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return behave


def grow(line: socket.socket, request: str) -> None:
    """Lead to an ever longer address."""
    path = request.split(" ")[1]
    redirect(f"{path}/on")(line, request)


def want_cookie(line: socket.socket, request: str) -> None:
    """Send away whoever does not bring the cookie back."""
    if "cookie:" in request.lower():
        send(rss("cookie"))(line, request)
    else:
        send(status="302 Found", headers="Set-Cookie: seen=1\r\nLocation: /feed\r\n")(line, request)


def silence(line: socket.socket, _: str) -> None:
    time.sleep(30)


_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "boom boom boom">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
    + "]><rss version='2.0'><channel><item><title>&i;</title><link>/bomb</link></item></channel></rss>"
)
_FILE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
    "<item><title>Entity &secret; of a file</title><link>/file</link></item></channel></rss>"
)


@dataclass(frozen=True)
class Vice:
    """One misbehaviour of a feed's server, and the words that ``feed_health`` must have for it."""

    behave: Behaviour
    says: str
    """A regular expression; empty when all arrives and nothing is lost."""
    saved: int | None = None
    """Entries that arrive; None when the feed fails."""
    scheme: str = "http"
    kind: str = "news"


def vices() -> dict[str, Vice]:
    """Return all, by the name of their host."""
    cut_gzip = gzip.compress(rss("cut-gzip", 9))[:-12]
    many = "".join(f"<item><title>n{n}</title><link>/n{n}</link></item>" for n in range(2_500))
    half = rss("length-long")
    return {
        # slow and silent
        "drip-header": Vice(raw(_OK + b"X-Slow: ", b"x", pause=0.2, ever=True), "took too long"),
        "drip-body": Vice(
            raw(_OK + b"Content-Length: 90000\r\n\r\n", b"<", pause=0.2, ever=True), "took too long"
        ),
        "drip-chunks": Vice(raw(_CHUNKED, b"1\r\nx\r\n", pause=0.2, ever=True), "took too long"),
        "silent": Vice(silence, "took too long: it was silent"),
        # lengths
        "length-long": Vice(
            send(half, length=len(half) + 500), "broke off after [0-9,]+ of [0-9,]+ bytes", 3
        ),
        "length-short": Vice(
            send(rss("length-short"), length=len(rss("length-short")) - 60),
            "not well-formed .* were saved",
            3,
        ),
        "length-shorter": Vice(
            send(rss("length-shorter"), length=len(rss("length-shorter")) - 300),
            "2 entries were saved",
            2,
        ),
        "length-negative": Vice(raw(_OK + b"Content-Length: -5\r\n\r\n" + half), "not HTTP"),
        "length-twice": Vice(raw(_OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n" + half), "not HTTP"),
        "reset-body": Vice(
            reset(_OK + b"Content-Length: 90000\r\n\r\n" + half),
            "broke off after|broke the connection off",
            3,
        ),
        "reset-head": Vice(reset(_OK), "broke the connection off|hung up|silent"),
        "hang-up": Vice(raw(), "hung up without an answer"),
        "chunk-junk": Vice(raw(_CHUNKED + b"zz\r\n" + half), "chunked body that is broken"),
        "chunk-cut": Vice(
            raw(_CHUNKED + b"%x\r\n" % len(half) + half + b"\r\n"), "in the middle of a chunked body", 3
        ),
        "junk-behind": Vice(
            raw(_OK + b"Content-Length: %d\r\n\r\n" % len(half) + half + b"HTTP/1.1 500 No\r\n\r\n"), "", 3
        ),
        "endless": Vice(
            raw(_OK + b"\r\n" + half, b"<!-- -->" * 8000, ever=True), "larger than 300,000 bytes", 3
        ),
        "endless-chunks": Vice(
            raw(_CHUNKED, b"2000\r\n" + b"y" * 8192 + b"\r\n", ever=True), "larger than 300,000 bytes"
        ),
        "twenty-mb": Vice(
            send(half[:-16] + b"<item><title>z</title></item>" * 700_000), "larger than 300,000 bytes", 4
        ),
        # packing
        "gzip-bomb": Vice(packed(gzip.compress(b"<" * 100_000_000, 1), "gzip"), "larger than 300,000 bytes"),
        "gzip-nulls": Vice(packed(gzip.compress(bytes(50_000_000), 1), "gzip"), "larger than 300,000 bytes"),
        "gzip-twice": Vice(
            packed(gzip.compress(gzip.compress(half)), "gzip, gzip"), "compressed as 'gzip, gzip'"
        ),
        "gzip-lie": Vice(packed(half, "gzip"), "its gzip cannot be read"),
        "gzip-cut": Vice(packed(cut_gzip, "gzip"), "broke off before its end", 9),
        "gzip-unsaid": Vice(send(gzip.compress(rss("gzip-unsaid"))), "", 3),
        "brotli-lie": Vice(packed(half, "br"), "compressed as 'br'"),
        "deflate-lie": Vice(packed(b"\xff" * 400, "deflate"), "its deflate cannot be read"),
        "deflate-raw": Vice(packed(zlib.compress(rss("deflate-raw"))[2:-4], "deflate"), "", 3),
        # where it leads
        "loop": Vice(redirect("/feed"), "redirects more than 5 times"),
        "growing": Vice(grow, "redirects more than 5 times"),
        "cookie": Vice(want_cookie, "redirects more than 5 times"),
        "to-loopback": Vice(redirect("http://127.0.0.1/admin"), "this machine itself"),
        "to-metadata": Vice(redirect("http://169.254.169.254/latest/meta-data/"), "link-local"),
        "to-file": Vice(redirect("file:///etc/passwd"), "only http and https"),
        "to-mapped": Vice(redirect("http://[::ffff:127.0.0.1]/"), "this machine itself"),
        "to-decimal": Vice(redirect("http://2130706433/"), "address in disguise"),
        "to-octal": Vice(redirect("http://0177.0.0.1/"), "address in disguise"),
        "to-hex": Vice(redirect("http://0x7f000001/"), "address in disguise"),
        "to-nat64": Vice(redirect("http://[64:ff9b::a00:1]/"), "private"),
        "to-6to4": Vice(redirect("http://[2002:7f00:1::]/"), "private"),
        "to-inner-name": Vice(redirect("http://metadata.google.internal/"), "name of private networks"),
        "to-port": Vice(redirect("http://paper.example:22/"), "port 22 is not asked"),
        "to-login": Vice(redirect("http://admin:hunter2@paper.example/"), "user name or password"),
        "to-nowhere": Vice(redirect("http://[::1"), "no web address"),
        "to-nothing": Vice(send(status="302 Found"), "302 Found"),
        # what it says
        "later-seconds": Vice(
            send(status="429 Too Many Requests", headers="Retry-After: 3600\r\n"),
            "429 .* asks for quiet until 20",
        ),
        "later-date": Vice(
            send(status="429 Slow Down", headers="Retry-After: Fri, 01 Jan 2100 00:00:00 GMT\r\n"),
            "429 .* asks for quiet until 20",
        ),
        "busy": Vice(send(status="503 Service Unavailable"), "503 Service Unavailable"),
        "gone": Vice(send(status="410 Gone"), "410 Gone"),
        "nothing-new": Vice(send(status="304 Not Modified"), "304 .* though we have nothing of it"),
        "no-content": Vice(send(status="204 No Content"), "the answer was empty"),
        "empty": Vice(send(), "the answer was empty"),
        "odd-status": Vice(raw(b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n"), "999 Denied"),
        "no-status": Vice(raw(half), "not HTTP|hung up without an answer"),
        "mail-server": Vice(raw(b"220 mail.bad.example ESMTP\r\n"), "not HTTP|hung up without an answer"),
        "tls-alert": Vice(raw(b"\x15\x03\x01\x00\x02\x02\x46"), "not HTTP"),
        "tls-on-plain": Vice(send(half), "speaks no TLS", scheme="https"),
        "headers-many": Vice(
            raw(_OK + b"".join(b"X-%d: some words\r\n" % n for n in range(10_000)) + b"\r\n"),
            "headers without end",
        ),
        "header-huge": Vice(raw(_OK + b"X-Huge: " + b"h" * 1_000_000), "headers without end"),
        "continue": Vice(
            raw(b"HTTP/1.1 102 Processing\r\n\r\n" * 500, ever=True), "headers without end|took too long"
        ),
        # what it sends
        "web-page": Vice(
            send(b"<!doctype html><html><body><p>Welcome</p></body></html>"), "is a web page, not a feed"
        ),
        "login-page": Vice(
            send(b"<html><form><input name=u><input type='password'></form></html>"),
            "log-in page, not a feed",
        ),
        "picture": Vice(send(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8), "nothing could be saved"),
        "json-of-no-feed": Vice(send(b'{"ok": true}'), "is JSON, but no JSON Feed"),
        "utf16": Vice(
            send(rss("utf16", head='<?xml version="1.0" encoding="utf-16"?>').decode().encode("utf-16-le")),
            "",
            3,
        ),
        "cp1252": Vice(
            send(rss("cp1252").replace(b"choir", b"ch\xe9ur")),
            "declared as utf-8, but parsed as windows-1252",
            3,
        ),
        "nulls": Vice(send(rss("nulls").replace(b"choir", b"cho\x00ir")), "", 3),
        "half": Vice(send(rss("half")[:-200]), "2 of 3 entries were saved", 2),
        "entry-bomb": Vice(
            send(f"<rss version='2.0'><channel>{many}</channel></rss>".encode()),
            "2,500 entries: the first 2,000",
            2_000,
        ),
        "entity-bomb": Vice(send(_BOMB.encode()), "amplification", 1),
        "entity-file": Vice(send(_FILE.encode()), "", 1),
        "namespaces": Vice(
            send(b"<rss " + b" ".join(b"xmlns:n%d='u'" % n for n in range(6_000)) + b"/>"),
            "namespaces without end",
        ),
        "attributes": Vice(
            send(
                b"<rss><channel><item "
                + b" ".join(b"%x=''" % n for n in range(0xA0000, 0xA0000 + 33_000))
                + b"><title>T</title><link>/t</link></item></channel></rss>"
            ),
            "took longer than 4 s to read",
        ),
        "nested": Vice(
            send(rss("nested", more="<description>" + "<b>" * 50_000 + "</description>")),
            "not well-formed",
            3,
        ),
        "years": Vice(
            send(
                rss("years")
                .replace(b"Mon, 02 Mar 2026", b"Mon, 02 Mar 9999")
                .replace(b"9999 10:01", b"1772 10:01")
            ),
            "",
            3,
        ),
        "scripts": Vice(
            send(rss("scripts").replace(b"https://scripts.other.example", b"javascript:alert(1)//")), "", 3
        ),
        "logins": Vice(send(rss("logins").replace(b"https://", b"https://reader:hunter2@")), "", 3),
        "one-id": Vice(
            send(
                rss("one-id").replace(b"one-id-1", b"0").replace(b"one-id-2", b"0").replace(b"one-id-3", b"0")
            ),
            "",
            3,
        ),
    }


PAGE = (
    "<html><head><title>%T</title></head><body><article><h1>%T</h1>%M<p>Cloudflare said on Monday that its network failed for "
    "two hours because a change of configuration went wrong, and that most customers could not reach their sites.</p>"
    "<p>The company said that engineers had undone the change by noon, and that it would publish a full account of the "
    "outage later in the week, once its review is done.</p></article></body></html>"
)


@dataclass(frozen=True)
class BadPage:
    """A page that misbehaves, and the words that stand beside its article; empty when its text is read all the same."""

    behave: Behaviour
    says: str = ""


def page(title: str, more: str = "") -> bytes:
    return PAGE.replace("%T", title).replace("%M", more).encode()


def bad_pages() -> dict[str, BadPage]:
    hang = "".join(f"<p>{n} <a href='/x{n}'>one</a> <b>two</b></p>" for n in range(24_000))
    return {
        "page-20mb": BadPage(send(page("P", "<p>word</p>" * 1_900_000)), "larger than 2,000,000 bytes"),
        "page-endless": BadPage(
            raw(_OK + b"\r\n", b"<p>word</p>" * 6000, ever=True), "larger than 2,000,000 bytes"
        ),
        "page-nested": BadPage(
            send(page("Cloudflare outage, nested", "<div>" * 100_000)), "holds no article|"
        ),
        "page-attributes": BadPage(
            send(page("Cloudflare outage, attributes", f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>"))
        ),
        "page-breaks": BadPage(send(page("Cloudflare outage, breaks", "<br>" * 480_000))),
        "page-hang": BadPage(send(page("P", hang)), "took longer than|"),
        "page-drip": BadPage(
            raw(_OK + b"Content-Length: 9000\r\n\r\n", b"<", pause=0.2, ever=True), "took too long"
        ),
        "page-missing": BadPage(send(status="404 Not Found"), "404 Not Found"),
        "page-empty": BadPage(send(), "."),
        "page-inside": BadPage(redirect("http://10.0.0.7/"), "private"),
        "page-cut": BadPage(send(page("P"), length=9000), "broke off after"),
        "page-bomb": BadPage(
            packed(gzip.compress(bytes(60_000_000), 1), "gzip"), "larger than 2,000,000 bytes"
        ),
        "page-picture": BadPage(send(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), "."),
        "page-login": BadPage(
            send(b"<html><body><form>Log in <input type=password></form></body></html>"), "."
        ),
    }


@dataclass
class Hostile:
    """A running server; what it was asked, host and path."""

    port: int
    hosts: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def serve_hostile() -> Iterator[Hostile]:
    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            line: socket.socket = self.request
            line.settimeout(40)
            with suppress(OSError):
                while True:
                    request = b""
                    while b"\r\n\r\n" not in request:
                        piece = line.recv(65_536)
                        request += piece
                        if not piece:
                            return
                        if request[:1] != b"G":  # a handshake of TLS, which a plain server answers plainly
                            line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                            return
                    text = request.decode("latin-1")
                    host = text.lower().partition("host: ")[2].partition("\r\n")[0].partition(".")[0]
                    hostile.asked.append(f"{host} {text.split(' ')[1]}")
                    if "robots.txt" in text.split(" ")[1]:
                        send(status="404 Not Found")(line, text)
                        continue
                    hostile.hosts.get(host, send(status="404 Not Found"))(line, text)
                    if hostile.hosts.get(host) is None or "keep" not in host:
                        return

    class Server(ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        allow_reuse_address = True
        request_queue_size = 256

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    hostile = Hostile(port=server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield hostile
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
