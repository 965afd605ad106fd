"""A mail address as somebody typed it -> the address as it is mailed to, and the key that it is compared by. Pure.

Plain addresses of RFC 5321: dot-atoms before the @, a host name after it. A domain in letters of its own becomes its
ASCII form (IDNA 2008). Letters beyond ASCII *before* the @ need SMTPUTF8 at every server on the way; they are refused.
So are quoted strings and address literals, which no reader has and many hostile rows do.
"""

import re

import idna

from newsagg.errors import MailError

# RFC 5321 4.5.3.1: octets before the @, and of the whole path without its brackets.
MOST_LOCAL = 64
MOST_ADDRESS = 254
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


class AddressError(MailError):
    """What was given is no address that we can mail to."""


def read_address(text: str) -> str:
    """Return the address to mail to: as typed, its domain in ASCII.

    Raises AddressError, which says what is wrong with it.
    """
    typed = text.strip()
    shown = typed if len(typed) <= MOST_ADDRESS else f"{typed[:60]}..."
    local, at, domain = typed.rpartition("@")
    if not at or not local or not domain:
        raise AddressError("is no mail address", subject=shown, hint="write it as name@host.example")
    if not _LOCAL.fullmatch(local):
        beyond = not local.isascii()
        raise AddressError(
            "has letters beyond ASCII before the @" if beyond else "has characters that no address has",
            subject=shown,
            hint="such addresses need SMTPUTF8 all the way; use another"
            if beyond
            else "write name@host.example",
        )
    domain = _read_domain(domain, shown)
    if len(local) > MOST_LOCAL or len(local) + 1 + len(domain) > MOST_ADDRESS:
        raise AddressError(
            "is too long", subject=shown, hint=f"{MOST_ADDRESS} characters, {MOST_LOCAL} before the @"
        )
    return f"{local}@{domain}"


def make_key(address: str) -> str:
    """Return what an address is compared by: two spellings of one mailbox, as servers have them, have one key."""
    return read_address(address).lower()


def _read_domain(domain: str, shown: str) -> str:
    try:
        # Only what needs it: underscores and the like are told as what they are below.
        plain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise AddressError("has a domain that cannot be", subject=shown, hint=str(error)[:120]) from error
    if len(plain) > MOST_ADDRESS or not _DOMAIN.fullmatch(plain):
        raise AddressError("has a domain that cannot be", subject=shown, hint="write it as host.example")
    return plain
