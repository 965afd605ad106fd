"""Which addresses may be asked: a stranger's feed must not turn us against the networks that we stand in."""

import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.fetch import Fetcher
from newsagg.collect.guard import Guard, why_forbidden, without_credentials
from newsagg.errors import ForbiddenURLError, SettingsError
from newsagg.settings import Settings
from tests.collect.loopback import Site, answer

HOSTILE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.255.255.254/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials",
    "http://100.64.0.1/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/machine",
    "http://192.0.0.192/opc/v2/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://192.88.99.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[2002:7f00:1::1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://x.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://router/",
    "http://fritz.box.home.arpa/",
    "http://paper.example:22/",
    "http://paper.example:25/",
    "http://paper.example:6379/",
    "https://paper.example:8443/",
    "http://user@paper.example/",
    "http://user:secret@paper.example/",
    "http://paper.example\\@127.0.0.1/",
    "ftp://paper.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "javascript:alert(1)",
    "data:text/html,x",
    "//paper.example/",
    "paper.example",
    "",
    "http:///x",
    "http://[::1",
    "http://1.1.1.1.1.1/",
    "http://１２７.０.０.１/",
]

ALLOWED = [
    "http://93.184.215.14/",
    "https://1.1.1.1/dns",
    "http://[2606:4700:4700::1111]/",
    "http://[::ffff:1.1.1.1]/",
    "http://[64:ff9b::101:101]/",
    "https://paper.example/a",
    "http://paper.example:80/a",
    "http://paper.example:443/a",
    "https://1and1.example/",
    "https://localhost.example/",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(ForbiddenURLError) as caught:
        Guard(Settings()).check(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", HOSTILE)
def test_the_fetcher_asks_no_hostile_address(url: str) -> None:
    with Fetcher(Settings(host_gap_seconds=0)) as fetcher, pytest.raises(ForbiddenURLError):
        fetcher.get(url)


@pytest.mark.parametrize("url", ALLOWED)
def test_a_public_address_may_be_asked(url: str) -> None:
    Guard(Settings()).check(url)


def pretend_dns(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """Let DNS give one answer after the other; the last stays."""
    left = list(answers)

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.1"],
        ["93.184.215.14", "127.0.0.1"],
        ["::1"],
        ["::ffff:192.168.0.1"],
        ["fe80::1%eth0"],
    ],
    ids=" ".join,
)
def test_a_name_is_refused_when_any_of_its_addresses_is_private(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    pretend_dns(monkeypatch, addresses)
    with pytest.raises(ForbiddenURLError, match="leads to"):
        Guard(Settings()).addresses("paper.example", 80)


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    site.routes["/a"] = answer(body=b"inner secret")
    pretend_dns(monkeypatch, ["127.0.0.1"])
    with Fetcher(Settings(host_gap_seconds=0)) as fetcher, pytest.raises(ForbiddenURLError):
        fetcher.get("http://rebinding.example/a")
    assert site.asked == []


def test_a_name_that_changes_its_mind_is_checked_at_every_connection(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    guard = Guard(Settings())
    pretend_dns(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    assert guard.addresses("rebinding.example", 80) == [("93.184.215.14", 80)]
    with pytest.raises(ForbiddenURLError):
        guard.addresses("rebinding.example", 80)


class TestExceptions:
    def test_a_private_host_may_be_asked_when_the_settings_list_it(self, site: Site) -> None:
        site.routes["/a"] = answer(body=b"x")
        settings = Settings(allow_hosts=f"127.0.0.1:{site.port}, intranet.paper.example", host_gap_seconds=0)
        with Fetcher(settings) as fetcher:
            assert fetcher.get(f"http://127.0.0.1:{site.port}/a").body == b"x"
            with pytest.raises(ForbiddenURLError):
                fetcher.get("http://127.0.0.1/a")

    @pytest.mark.parametrize(
        ("allowed", "host", "port", "may"),
        [
            ("127.0.0.1", "127.0.0.1", 8080, True),
            ("127.0.0.1:81", "127.0.0.1", 8080, False),
            ("[::1]:8080", "::1", 8080, True),
            ("::1", "::1", 8080, True),
            ("*.corp.example", "news.corp.example", 8080, True),
            ("*.corp.example", "corp.example", 8080, True),
            ("*.corp.example", "notcorp.example", 8080, False),
            ("corp.example", "news.corp.example", 8080, False),
            ("10.0.0.0/8", "10.0.0.1", 8080, True),
            ("10.0.0.0/8:81", "10.0.0.1", 8080, False),
            ("10.0.0.0/8", "paper.example", 80, True),
            ("10.0.0.0/8", "paper.example", 8080, False),
            ("172.16.0.0/12", "paper.example", 80, False),
        ],
    )
    def test_an_allowance_reaches_as_far_as_it_says(
        self, monkeypatch: pytest.MonkeyPatch, allowed: str, host: str, port: int, may: bool
    ) -> None:
        pretend_dns(monkeypatch, ["10.0.0.1"])
        guard = Guard(Settings(allow_hosts=allowed))
        if may:
            assert guard.addresses(host, port) == [("10.0.0.1", port)]
        else:
            with pytest.raises(ForbiddenURLError):
                guard.addresses(host, port)

    def test_a_name_may_be_led_elsewhere_without_dns(self) -> None:
        guard = Guard(
            Settings(resolve="*.newsroom.example=127.0.0.1:8123, v6.example=[::1]:81,plain.example=10.0.0.1")
        )
        assert guard.addresses("gazette.newsroom.example", 80) == [("127.0.0.1", 8123)]
        assert guard.addresses("v6.example", 80) == [("::1", 81)]
        assert guard.addresses("plain.example", 443) == [("10.0.0.1", 443)]
        guard.check("http://gazette.newsroom.example/a")

    @pytest.mark.parametrize("allowed", ["10.0.0.0/99", "10.0.0.1/8", "10.0.0.0/8:x"])
    def test_a_wrong_network_names_itself(self, allowed: str) -> None:
        with pytest.raises(SettingsError, match="NEWSAGG_ALLOW_HOSTS"):
            Guard(Settings(allow_hosts=allowed))

    @pytest.mark.parametrize(
        "resolve", ["newsroom.example", "a.example=host.example:80", "=127.0.0.1:80", "a.example=127.0.0.1:x"]
    )
    def test_a_wrong_setting_names_itself(self, resolve: str) -> None:
        with pytest.raises(SettingsError, match="NEWSAGG_RESOLVE"):
            Guard(Settings(resolve=resolve))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://user:secret@paper.example/a?b=1", "http://paper.example/a?b=1"),
        ("http://paper.example/a", "http://paper.example/a"),
        ("http://user:secret@[::1/a", "[::1/a"),
    ],
)
def test_credentials_are_not_shown(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


@given(st.ip_addresses())
def test_every_ip_address_gets_a_verdict(address: Any) -> None:
    why = why_forbidden(str(address))
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert why or getattr(address, "ipv4_mapped", None)


@given(st.text(max_size=60))
def test_no_text_makes_the_guard_fail_in_another_way(text: str) -> None:
    for url in (text, f"http://{text}/", f"http://paper.example/{text}"):
        try:
            Guard(Settings()).check(url)
        except ForbiddenURLError:
            continue


@pytest.mark.parametrize(
    "address",
    [
        *(
            "100.64.0.1",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "192.88.99.1",
            "198.18.0.1",
            "240.0.0.1",
        ),
        *(
            "255.255.255.255",
            "0.0.0.0",
            "224.0.0.1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::7f00:1",
            "2002:a00:1::",
        ),
        *(
            "2001:0:a00:1::",
            "::7f00:1",
            "fec0::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001:db8::1",
            "3fff::1",
            "5f00::1",
        ),
    ],
)
def test_addresses_that_lead_inside_in_other_clothes_are_forbidden(address: str) -> None:
    assert why_forbidden(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]
)
def test_public_addresses_are_allowed(address: str) -> None:
    assert why_forbidden(address) == ""
