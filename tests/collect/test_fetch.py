"""Pages are had whole, once and politely; servers that misbehave cost only themselves."""

import gzip
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest

from newsagg.collect.asking import Answer, Ask, fetch_many
from newsagg.collect.fetch import Fetcher
from newsagg.errors import FetchError, ForbiddenURLError
from newsagg.model import Page
from newsagg.settings import Settings
from tests.collect.loopback import Site, answer, redirect


def get(site: Site, path: str = "/a", **given: object) -> Page:
    with Fetcher(site.settings()) as fetcher:
        return fetcher.get(site.url(path), **given)  # type: ignore[arg-type]


def fail(site: Site, path: str = "/a", **given: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        get(site, path, **given)
    return caught.value


def test_a_page_comes_with_what_is_needed_to_ask_again(site: Site) -> None:
    site.routes["/a"] = answer(
        body=b"hello",
        headers={
            "ETag": '"x"',
            "Last-Modified": "Mon, 02 Mar 2026 11:40:00 GMT",
            "Content-Type": "text/html",
        },
    )
    page = get(site)
    assert (page.status, page.body, page.content_type) == (200, b"hello", "text/html")
    assert (page.etag, page.last_modified) == ('"x"', "Mon, 02 Mar 2026 11:40:00 GMT")
    assert page.url == page.final_url == site.url("/a")
    assert not page.permanent_redirect
    assert page.fetched_at.tzinfo is UTC
    assert ("etag", '"x"') in page.headers


def test_the_host_header_stays_while_the_connection_goes_elsewhere(site: Site) -> None:
    site.routes["/a"] = answer(body=b"x")
    get(site)
    assert site.asked[0][1]["host"] == "paper.test.example"


def test_we_say_who_we_are_and_whom_to_write_to(site: Site) -> None:
    site.routes["/a"] = answer(body=b"x")
    with Fetcher(site.settings(user_agent="newsagg/9", contact="desk@paper.example")) as fetcher:
        fetcher.get(site.url("/a"), accept="text/html")
    _, headers = site.asked[0]
    assert headers["user-agent"] == "newsagg/9 (desk@paper.example)"
    assert headers["from"] == "desk@paper.example"
    assert headers["accept"] == "text/html"


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        current = request.headers.get("If-None-Match") == '"x"'
        answer(304 if current else 200, b"" if current else b"text", {"ETag": '"x"'})(request)

    site.routes["/a"] = behave
    assert not get(site).not_modified
    again = get(site, etag='"x"', last_modified="Mon, 02 Mar 2026 11:40:00 GMT")
    assert again.not_modified
    assert again.body == b""
    assert site.asked[1][1]["if-modified-since"] == "Mon, 02 Mar 2026 11:40:00 GMT"


def test_a_304_that_nobody_asked_for_is_a_failure(site: Site) -> None:
    site.routes["/a"] = answer(304)
    assert fail(site).status == 304


def test_cookies_are_not_kept(site: Site) -> None:
    site.routes["/a"] = answer(body=b"x", headers={"Set-Cookie": "id=1; Path=/"})
    with Fetcher(site.settings()) as fetcher:
        fetcher.get(site.url("/a"))
        fetcher.get(site.url("/a"))
    assert "cookie" not in site.asked[1][1]


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"text" * 1000)),
        ("x-gzip", gzip.compress(b"text" * 1000)),
        ("gzip", gzip.compress(b"text" * 400) + gzip.compress(b"text" * 600)),
        ("gzip", gzip.compress(b"text" * 1000) + b"\x00" * 8),
        ("deflate", zlib.compress(b"text" * 1000)),
        ("deflate", zlib.compress(b"text" * 1000)[2:-4]),
        ("identity", b"text" * 1000),
    ],
    ids=["gzip", "x-gzip", "two members", "padded", "deflate", "raw deflate", "identity"],
)
def test_a_compressed_page_arrives_as_it_was(site: Site, encoding: str, body: bytes) -> None:
    site.routes["/a"] = answer(body=body, headers={"Content-Encoding": encoding})
    assert get(site).body == b"text" * 1000


@pytest.mark.parametrize(
    ("encoding", "body", "says"),
    [
        ("gzip", gzip.compress(b"text" * 1000)[:-30], "broke off"),
        ("gzip", b"no gzip at all", "cannot be read"),
        ("deflate", b"\xff" * 100, "cannot be read"),
        ("br", b"x", "compressed as 'br'"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x")), "compressed as"),
    ],
    ids=["cut", "no gzip", "no deflate", "not asked for", "twice"],
)
def test_a_body_that_cannot_be_unpacked_is_a_failure(
    site: Site, encoding: str, body: bytes, says: str
) -> None:
    site.routes["/a"] = answer(body=body, headers={"Content-Encoding": encoding})
    assert says in str(fail(site))


def test_a_gzip_bomb_is_stopped_at_the_limit(site: Site) -> None:
    site.routes["/a"] = answer(
        body=gzip.compress(b"\x00" * 100_000_000, 9), headers={"Content-Encoding": "gzip"}
    )
    began = time.process_time()
    error = fail(site, limit_bytes=1_000_000)
    assert "larger than 1,000,000 bytes" in str(error)
    assert not error.transient
    assert time.process_time() - began < 5


def test_an_endless_page_is_stopped_at_the_limit(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"x" * 65536)

    site.routes["/a"] = behave
    assert "larger than" in str(fail(site, limit_bytes=500_000))


def test_a_server_that_drips_is_stopped_by_the_deadline(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "10000")
        request.end_headers()
        for _ in range(200):
            request.wfile.write(b"x")
            time.sleep(0.05)

    site.routes["/a"] = behave
    began = time.monotonic()
    with (
        Fetcher(site.settings(total_seconds=0.6)) as fetcher,
        pytest.raises(FetchError, match="too long") as caught,
    ):
        fetcher.get(site.url("/a"))
    assert caught.value.transient
    assert site.url("/a") in str(caught.value)
    assert time.monotonic() - began < 20


def test_a_server_that_drips_its_headers_is_stopped_too(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(200):
            request.wfile.write(b"x")
            time.sleep(0.05)

    site.routes["/a"] = behave
    with Fetcher(site.settings(total_seconds=0.6)) as fetcher, pytest.raises(FetchError, match="too long"):
        fetcher.get(site.url("/a"))


def test_a_server_that_is_silent_is_given_up(site: Site) -> None:
    site.routes["/a"] = lambda request: time.sleep(1.5)
    with Fetcher(site.settings(read_seconds=0.3)) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(site.url("/a"))
    assert caught.value.transient


def test_a_body_shorter_than_it_says_is_a_transient_failure(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"half")
        request.close_connection = True

    site.routes["/a"] = behave
    assert fail(site).transient


def test_what_is_no_http_is_a_failure(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"220 mail.paper.example ESMTP\r\n")
        request.close_connection = True

    site.routes["/a"] = behave
    assert "could not be had" in str(fail(site))


def test_a_host_that_refuses_connections_is_a_transient_failure() -> None:
    settings = Settings(resolve="*.test.example=127.0.0.1:9", host_gap_seconds=0)
    with Fetcher(settings) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get("http://paper.test.example/")
    assert caught.value.transient
    assert caught.value.status is None


def test_a_name_that_dns_does_not_know_is_a_transient_failure() -> None:
    with Fetcher(Settings(host_gap_seconds=0)) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get("http://no-such-host.invalid/")
    assert caught.value.transient


@pytest.mark.parametrize(
    ("status", "transient"),
    [
        (400, False),
        (401, False),
        (403, False),
        (404, False),
        (410, False),
        (429, True),
        (500, True),
        (503, True),
    ],
)
def test_a_refusal_says_whether_asking_again_can_help(site: Site, status: int, transient: bool) -> None:
    site.routes["/a"] = answer(status, b"no")
    error = fail(site)
    assert (error.status, error.transient) == (status, transient)
    assert site.url("/a") in str(error)


class TestRedirects:
    def test_they_are_followed_and_the_last_address_is_told(self, site: Site) -> None:
        site.routes |= {
            "/a": redirect("/b"),
            "/b": redirect("http://other.test.example/c", 301),
            "/c": answer(body=b"x"),
        }
        page = get(site)
        assert (page.url, page.final_url) == (site.url("/a"), "http://other.test.example/c")
        assert not page.permanent_redirect

    def test_an_address_moved_only_when_every_hop_says_so(self, site: Site) -> None:
        site.routes |= {"/a": redirect("/b", 301), "/b": redirect("/c", 308), "/c": answer(body=b"x")}
        assert get(site).permanent_redirect

    def test_a_loop_ends(self, site: Site) -> None:
        site.routes["/a"] = redirect("/a")
        error = fail(site)
        assert "redirects more than 5 times" in str(error)
        assert len(site.asked) == 6

    @pytest.mark.parametrize(
        "target",
        [
            "http://127.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://2130706433/",
            "http://localhost/",
            "http://user:secret@paper.test.example/",
            "http://10.0.0.1:80/",
            "file:///etc/passwd",
            "ftp://paper.test.example/",
            "javascript:alert(1)",
            "gopher://paper.test.example/",
        ],
    )
    def test_they_lead_nowhere_that_may_not_be_asked(self, site: Site, target: str) -> None:
        site.routes["/a"] = redirect(target)
        with Fetcher(site.settings()) as fetcher, pytest.raises(ForbiddenURLError) as caught:
            fetcher.get(site.url("/a"))
        assert "secret" not in str(caught.value)
        assert len(site.asked) == 1

    def test_without_a_target_they_are_a_failure(self, site: Site) -> None:
        site.routes["/a"] = answer(302)
        assert fail(site).status == 302


class TestRobots:
    def test_what_they_forbid_is_not_asked(self, site: Site) -> None:
        site.routes |= {
            "/robots.txt": answer(body=b"User-agent: *\nDisallow: /private\n"),
            "/private/a": answer(body=b"x"),
            "/b": answer(body=b"x"),
        }
        with Fetcher(site.settings()) as fetcher:
            assert fetcher.get(site.url("/b"), robots=True).body == b"x"
            with pytest.raises(ForbiddenURLError, match=r"robots\.txt"):
                fetcher.get(site.url("/private/a"), robots=True)
            assert fetcher.get(site.url("/private/a")).body == b"x"
        assert site.paths() == ["/robots.txt", "/b", "/private/a"]

    def test_they_may_speak_to_us_by_name(self, site: Site) -> None:
        site.routes["/robots.txt"] = answer(
            body=b"User-agent: newsagg\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
        )
        with Fetcher(site.settings()) as fetcher, pytest.raises(ForbiddenURLError):
            fetcher.get(site.url("/a"), robots=True)

    def test_without_them_everything_may_be_asked(self, site: Site) -> None:
        site.routes["/a"] = answer(body=b"x")
        assert get(site, robots=True).body == b"x"

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_while_they_cannot_be_had_nothing_is_asked(self, site: Site, status: int) -> None:
        site.routes |= {"/robots.txt": answer(status), "/a": answer(body=b"x")}
        error = fail(site, robots=True)
        assert error.transient
        assert site.paths() == ["/robots.txt"]

    def test_they_hold_on_every_hop(self, site: Site) -> None:
        site.routes |= {
            "/robots.txt": answer(body=b"User-agent: *\nDisallow: /private\n"),
            "/a": redirect("/private/a"),
            "/private/a": answer(body=b"x"),
        }
        with Fetcher(site.settings()) as fetcher, pytest.raises(ForbiddenURLError):
            fetcher.get(site.url("/a"), robots=True)


class TestPoliteness:
    def test_a_host_has_a_pause_between_two_requests(self, site: Site) -> None:
        site.routes["/a"] = answer(body=b"x")
        with Fetcher(site.settings(host_gap_seconds=0.2)) as fetcher:
            began = time.monotonic()
            for _ in range(3):
                fetcher.get(site.url("/a"))
        assert time.monotonic() - began >= 0.4

    @pytest.mark.parametrize(
        "value", ["3600", format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)]
    )
    def test_a_host_that_asks_for_time_gets_it(self, site: Site, value: str) -> None:
        site.routes |= {"/a": answer(429, headers={"Retry-After": value}), "/b": answer(body=b"x")}
        with Fetcher(site.settings()) as fetcher:
            with pytest.raises(FetchError) as caught:
                fetcher.get(site.url("/a"))
            assert caught.value.retry_at is not None
            assert caught.value.retry_at > datetime.now(UTC) + timedelta(minutes=50)
            with pytest.raises(FetchError, match="quiet") as again:
                fetcher.get(site.url("/b"))
            assert again.value.transient
            assert again.value.retry_at is not None
        assert site.paths() == ["/a"]

    def test_a_host_is_asked_one_thing_at_a_time(self, site: Site) -> None:
        busy, most, lock = 0, 0, threading.Lock()

        def behave(request: BaseHTTPRequestHandler) -> None:
            nonlocal busy, most
            with lock:
                busy, most = busy + 1, max(most, busy + 1)
            time.sleep(0.02)
            with lock:
                busy -= 1
            answer(body=b"x")(request)

        site.routes["/a"] = behave
        with Fetcher(site.settings()) as fetcher:
            threads = [threading.Thread(target=fetcher.get, args=(site.url("/a"),)) for _ in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert most == 1


class TestMany:
    def test_every_ask_is_answered_and_a_failing_one_costs_only_itself(self, site: Site) -> None:
        site.routes |= {f"/{n}": answer(body=str(n).encode()) for n in range(20)}
        site.routes["/7"] = answer(500)
        asks = [Ask(url=site.url(f"/{n}", host=f"h{n % 5}.test.example"), tag=n) for n in range(20)]
        asks += [
            Ask(url="http://127.0.0.1/x", tag="private"),
            Ask(url="no address", tag="junk"),
            Ask(url="", tag="empty"),
        ]
        with Fetcher(site.settings(workers=4)) as fetcher:
            answers = {found.ask.tag: found for found in fetch_many(fetcher, asks)}
        assert len(answers) == 23
        good = {tag for tag, found in answers.items() if found.page is not None}
        assert good == set(range(20)) - {7}
        assert all((found.page is None) != (found.error is None) for found in answers.values())
        assert isinstance(answers["private"].error, ForbiddenURLError)
        assert isinstance(answers["junk"].error, ForbiddenURLError)

    def test_hosts_are_asked_side_by_side_and_a_slow_one_does_not_hold_the_rest(self, site: Site) -> None:
        def slow(request: BaseHTTPRequestHandler) -> None:
            time.sleep(0.8)
            answer(body=b"slow")(request)

        site.routes |= {"/slow": slow, "/a": answer(body=b"x")}
        asks = [Ask(url=site.url("/slow", host="s.test.example"))]
        asks += [Ask(url=site.url("/a", host=f"h{n}.test.example")) for n in range(10)]
        with Fetcher(site.settings(workers=3)) as fetcher:
            order = [found.page.body for found in fetch_many(fetcher, asks) if found.page]
        assert order[-1] == b"slow"
        assert len(order) == 11

    def test_the_asks_of_one_host_keep_their_order(self, site: Site) -> None:
        site.routes |= {f"/{n}": answer(body=b"x") for n in range(8)}
        with Fetcher(site.settings()) as fetcher:
            found = [
                a.ask.tag for a in fetch_many(fetcher, [Ask(url=site.url(f"/{n}"), tag=n) for n in range(8)])
            ]
        assert found == list(range(8))

    def test_whoever_stops_listening_stops_the_asking(self, site: Site) -> None:
        site.routes |= {f"/{n}": answer(body=b"x") for n in range(200)}
        before = threading.active_count()
        with Fetcher(site.settings(workers=2)) as fetcher:
            answers = fetch_many(
                fetcher, [Ask(url=site.url(f"/{n}", host=f"h{n}.test.example")) for n in range(200)]
            )
            first: Answer = next(answers)
            answers.close()  # type: ignore[attr-defined]
        assert first.page is not None
        assert len(site.asked) < 50
        assert not [t for t in threading.enumerate() if t.name.startswith("fetch-")]
        assert before > 0

    def test_nothing_to_ask_is_no_answer(self, site: Site) -> None:
        with Fetcher(site.settings()) as fetcher:
            assert list(fetch_many(fetcher, [])) == []


def test_a_304_with_a_body_spoils_nothing(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(304)
        request.send_header("Content-Length", "12")
        request.end_headers()
        request.wfile.write(b"not wanted!!")

    site.routes |= {"/a": behave, "/b": answer(body=b"as it is")}
    with Fetcher(site.settings()) as fetcher:
        page = fetcher.get(site.url("/a"), etag='"x"')
        assert (page.status, page.body) == (304, b"")
        assert fetcher.get(site.url("/b")).body == b"as it is"


def test_a_kept_connection_that_the_server_has_dropped_is_made_anew(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        answer(body=b"x")(request)
        request.close_connection = True  # and says nothing of it

    site.routes |= {"/a": behave, "/b": behave}
    with Fetcher(site.settings()) as fetcher:
        assert [fetcher.get(site.url(path)).body for path in ("/a", "/b", "/a", "/b")] == [b"x"] * 4


def test_a_body_that_breaks_off_comes_as_far_as_it_was_read_where_that_is_wished(site: Site) -> None:
    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"half")
        request.close_connection = True

    site.routes["/a"] = behave
    page = get(site, keep_cut=True)
    assert (page.body, page.cut) == (b"half", "broke off after 4 of 1,000 bytes")
