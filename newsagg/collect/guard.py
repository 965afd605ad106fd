"""An address that a stranger gave us -> where we may connect to, or ForbiddenURLError. Asks DNS, nothing else.

The check that counts is made for each connection (``Guard.addresses``): the address that was checked is the address
that is connected to, so a name that changes its mind between check and connection gains nothing.
"""

import socket
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit, urlunsplit

from newsagg.errors import ForbiddenURLError, SettingsError
from newsagg.settings import Settings

PORTS = frozenset({80, 443})

# ipaddress calls these global, or would if asked one by one.
_FORBIDDEN = tuple(
    ip_network(text)
    for text in (
        "168.63.129.16/32",  # Azure's host agent
        "192.0.0.0/24",  # protocol assignments: Oracle's metadata service; Python 3.11 takes most of it for global
        "192.88.99.0/24",  # 6to4 relays
        "64:ff9b:1::/48",  # NAT64 of one network, which leads to addresses of its own
        "3fff::/20",  # documentation
        "::/96",  # IPv4 in IPv6's deprecated clothes
        "2001::/23",  # protocol assignments, among them Teredo, which leads to an IPv4 address of its own
        "2002::/16",  # 6to4: likewise
        "fec0::/10",  # site-local
        "5f00::/16",  # segment routing
    )
)
_NAT64 = ip_network("64:ff9b::/96")
_INNER_NAMES = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
    "localdomain",
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A host, *.domain or network, with where it leads."""

    pattern: str
    address: str = ""
    port: int | None = None
    network: IPv4Network | IPv6Network | None = None

    def matches(self, host: str) -> bool:
        if self.network is not None:
            literal = _read_literal(host)
            return literal is not None and literal.version == self.network.version and literal in self.network
        if self.pattern.startswith("*."):
            return host.endswith(self.pattern[1:]) or host == self.pattern[2:]
        return host == self.pattern


class Guard:
    """The policy of one run: public addresses on ports 80 and 443, and what the settings allow beyond."""

    def __init__(self, settings: Settings) -> None:
        """Raises SettingsError when ``resolve`` or ``allow_hosts`` cannot be read."""
        self._resolve = tuple(_read_resolve(part) for part in settings.resolve.split(",") if part.strip())
        self._allowed = tuple(_read_allowed(part) for part in settings.allow_hosts.split(",") if part.strip())

    def check(self, url: str) -> None:
        """Refuse an address for what can be seen without asking DNS.

        Raises ForbiddenURLError.
        """
        shown = without_credentials(url)
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError as error:
            raise ForbiddenURLError(f"is no web address: {error}", subject=shown) from error
        if parts.scheme not in ("http", "https"):
            raise ForbiddenURLError("only http and https are asked", subject=shown)
        if parts.username is not None or parts.password is not None:
            raise ForbiddenURLError("addresses with a user name or password are not asked", subject=shown)
        self._check_host(host, port or (443 if parts.scheme == "https" else 80), shown)

    def addresses(self, host: str, port: int) -> list[tuple[str, int]]:
        """Return the addresses and ports to connect to for a host, in DNS's order.

        Raises ForbiddenURLError when any of its addresses is forbidden, OSError when DNS has no answer.
        """
        host = host.lower().rstrip(".")
        self._check_host(host, port, host)
        for rule in self._resolve:
            if rule.matches(host):
                return [(rule.address, rule.port or port)]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        listed = list(dict.fromkeys(str(info[4][0]) for info in found))
        if not self._is_allowed(host, port):
            for address in listed:
                if (why := why_forbidden(address)) and not self._is_allowed(address, port):
                    raise ForbiddenURLError(
                        f"leads to {address}, {why}",
                        subject=host,
                        hint="allow_hosts lists private hosts that may be asked",
                    )
        return [(address, port) for address in listed]

    def is_direct(self, url: str) -> bool:
        """Return whether a host is connected to without a proxy, should there be one: those that the settings name."""
        parts = urlsplit(url)
        host, port = (
            (parts.hostname or "").rstrip("."),
            parts.port or (443 if parts.scheme == "https" else 80),
        )
        return self._is_allowed(host, port) or any(rule.matches(host) for rule in self._resolve)

    def check_before_proxy(self, url: str) -> None:
        """Refuse a host that our own DNS leads to a forbidden address; what it does not know, the proxy shall judge.

        A proxy asks DNS itself, later, so only the proxy can check the address that is connected to: its rules must
        forbid the company's inner network. Raises ForbiddenURLError.
        """
        parts = urlsplit(url)
        with suppress(OSError):
            self.addresses(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))

    def _is_allowed(self, host: str, port: int) -> bool:
        return any(rule.port in (None, port) and rule.matches(host) for rule in self._allowed)

    def _check_host(self, host: str, port: int, shown: str) -> None:
        if any(rule.matches(host) for rule in self._resolve):
            return
        if self._is_allowed(host, port):
            return
        if port not in PORTS:
            raise ForbiddenURLError(
                f"port {port} is not asked", subject=shown, hint="allow_hosts may name host:port"
            )
        if not host:
            raise ForbiddenURLError("names no host", subject=shown)
        if any(host == name or host.endswith(f".{name}") for name in _INNER_NAMES):
            raise ForbiddenURLError("is a name of private networks", subject=shown)
        literal = _read_literal(host)
        if literal is None and (":" in host or _is_numeric(host.rsplit(".", 1)[-1])):
            # 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to the C library.
            raise ForbiddenURLError("is an address in disguise", subject=shown)
        if literal is not None and (why := why_forbidden(host)):
            raise ForbiddenURLError(
                f"is {why}", subject=shown, hint="allow_hosts lists private hosts that may be asked"
            )
        if literal is None and "." not in host:
            raise ForbiddenURLError("is a name of private networks", subject=shown)


def why_forbidden(address: str) -> str:
    """Return why an IP address may not be connected to, or "" when it may."""
    if "%" in address:
        return "an address of one network card"
    ip = _read_literal(address)
    if ip is None:
        return "no IP address"
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip in _NAT64:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.is_multicast:
        return "a multicast address"
    if ip.is_loopback or ip.is_unspecified:
        return "this machine itself"
    if ip.is_link_local:
        return "a link-local address (cloud metadata lives there)"
    if (
        not ip.is_global
        or ip.is_reserved
        or any(ip.version == net.version and ip in net for net in _FORBIDDEN)
    ):
        return "a private or reserved address"
    return ""


def without_credentials(url: str) -> str:
    """Return an address fit to be shown: without user name and password, cut to 300 characters."""
    try:
        parts = urlsplit(url)
        netloc = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, netloc, parts.path, parts.query, parts.fragment))[:300]
    except ValueError:
        return url.rpartition("@")[2][:300]


def _read_literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_numeric(label: str) -> bool:
    return label.isdigit() or label.lower().startswith("0x")


def _read_resolve(text: str) -> _Rule:
    pattern, equals, target = text.strip().partition("=")
    address, port = _split_port(target.strip(), "RESOLVE", text)
    if not (pattern and equals) or _read_literal(address) is None:
        raise SettingsError(
            f"{text.strip()!r} is not host=address:port",
            subject="NEWSAGG_RESOLVE",
            hint="*.corpus.example=127.0.0.1:8123",
        )
    return _Rule(pattern.strip().lower(), address, port)


def _read_allowed(text: str) -> _Rule:
    host, port = _split_port(text.strip(), "ALLOW_HOSTS", text)
    if "/" not in host:
        return _Rule(host.lower(), port=port)
    try:
        return _Rule(host, port=port, network=ip_network(host))
    except ValueError as error:
        raise SettingsError(
            f"{text.strip()!r} is no network: {error}",
            subject="NEWSAGG_ALLOW_HOSTS",
            hint="10.0.0.0/8 or [fd00::/8]:8080",
        ) from error


def _split_port(text: str, setting: str, whole: str) -> tuple[str, int | None]:
    host, colon, port = text.rpartition(":")
    if text.endswith("]") or not colon or (host.count(":") and not host.endswith("]")):
        return text.strip("[]"), None
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingsError(
            f"{whole.strip()!r} has no good port", subject=f"NEWSAGG_{setting}", hint="write host:port"
        )
    return host.strip("[]"), int(port)
