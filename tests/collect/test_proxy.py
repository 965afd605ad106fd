"""Behind a proxy: what is seen without connecting is refused as ever, the rest is the proxy's to resolve and to connect."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from newsagg.collect.fetch import Fetcher
from newsagg.errors import FetchError, ForbiddenURLError, SettingsError
from newsagg.settings import Settings
from tests.collect.loopback import Site, answer


@contextmanager
def serve_proxy(*, tunnels: bytes = b"HTTP/1.1 403 Forbidden\r\n\r\n") -> Iterator[tuple[int, list[str]]]:
    """A proxy that answers for every plain address; gives its port and the heads of what it was asked."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line:
                    head = line.recv(65_536).decode("latin-1")
                    asked.append(head)
                    plain = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: close\r\n\r\nby the proxy"
                    line.sendall(tunnels if head.startswith("CONNECT") else plain)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], asked
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def proxied(port: int, **given: Any) -> Settings:
    limits: dict[str, Any] = {"host_gap_seconds": 0.0, "connect_seconds": 3.0, "read_seconds": 3.0}
    return Settings(proxy=f"http://127.0.0.1:{port}", **(limits | given))


def test_a_host_that_our_dns_does_not_know_is_the_proxys_to_find() -> None:
    with serve_proxy() as (port, asked), Fetcher(proxied(port)) as fetcher:
        assert fetcher.get("http://paper.invalid/a?b=1").body == b"by the proxy"
    assert asked[0].startswith("GET http://paper.invalid/a?b=1 HTTP/1.1\r\n")
    assert "host: paper.invalid" in asked[0].lower()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/",
        "http://2130706433/",
        "http://db.internal/",
        "http://a.example:22/",
    ],
)
def test_what_is_seen_to_be_private_never_reaches_the_proxy(url: str) -> None:
    with serve_proxy() as (port, asked), Fetcher(proxied(port)) as fetcher, pytest.raises(ForbiddenURLError):
        fetcher.get(url)
    assert asked == []


def test_a_name_that_our_dns_leads_inside_never_reaches_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *more: Any, **named: Any) -> Any:
        if host == "rebinding.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", port))]
        return real(host, port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with (
        serve_proxy() as (port, asked),
        Fetcher(proxied(port)) as fetcher,
        pytest.raises(ForbiddenURLError, match=r"leads to 10\.0\.0\.1"),
    ):
        fetcher.get("http://rebinding.example/")
    assert asked == []


def test_hosts_that_the_settings_name_are_asked_without_it(site: Site) -> None:
    site.routes["/a"] = answer(body=b"directly")
    with serve_proxy() as (port, asked):
        led = proxied(port, resolve=f"*.test.example=127.0.0.1:{site.port}")
        allowed = proxied(port, allow_hosts=f"127.0.0.0/8:{site.port}")
        with Fetcher(led) as fetcher:
            assert fetcher.get(site.url("/a")).body == b"directly"
        with Fetcher(allowed) as fetcher:
            assert fetcher.get(f"http://127.0.0.1:{site.port}/a").body == b"directly"
    assert asked == []


def test_a_secure_address_is_asked_through_a_tunnel_by_name_and_a_refusal_is_told() -> None:
    with (
        serve_proxy() as (port, asked),
        Fetcher(proxied(port)) as fetcher,
        pytest.raises(FetchError) as caught,
    ):
        fetcher.get("https://paper.invalid/a")
    assert asked[0].startswith("CONNECT paper.invalid:443 HTTP/1.1\r\n")
    assert "403" in str(caught.value)


def test_its_login_comes_from_the_environment_and_is_told_to_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEWSAGG_PROXY_LOGIN", "ada:hunter2")
    with serve_proxy() as (port, asked), Fetcher(proxied(port)) as fetcher:
        fetcher.get("http://paper.invalid/a")
    login = base64.b64encode(b"ada:hunter2").decode()
    assert f"proxy-authorization: basic {login}".lower() in asked[0].lower()


def test_a_proxy_that_is_not_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with (
        Fetcher(proxied(port)) as fetcher,
        pytest.raises(FetchError, match="refused the connection") as caught,
    ):
        fetcher.get("http://paper.invalid/a")
    assert caught.value.transient


@pytest.mark.parametrize(
    "proxy", ["proxy.example:3128", "https://proxy.example", "http://ada:hunter2@proxy.example:3128"]
)
def test_a_wrong_setting_names_itself_and_shows_no_login(proxy: str) -> None:
    with pytest.raises(SettingsError, match="NEWSAGG_PROXY") as caught:
        Settings(proxy=proxy)
    assert "hunter2" not in str(caught.value)
