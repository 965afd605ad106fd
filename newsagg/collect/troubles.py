"""What went wrong between us and a server -> a sentence that a person understands, and whether asking again may help.

Pure. The HTTP client's errors come in by their class names and words; the sentence says what the server did, since that
is what stands in ``feed_health``.
"""

import re
import socket
import ssl

_SAID = (
    # class name of the error, words in it, what to say
    ("ConnectTimeout", "", "gave no connection in time"),
    ("ReadTimeout", "", "was silent for too long"),
    ("WriteTimeout", "", "took nothing in for too long"),
    ("", "without sending a response", "hung up without an answer"),
    ("", "Receive buffer too long", "sent headers without end"),
    ("", "WRONG_VERSION_NUMBER|record layer failure|RECORD_LAYER", "speaks no TLS where https was asked for"),
    ("ReadError", "reset by peer", "broke the connection off"),
    ("WriteError", "", "broke the connection off"),
    ("ReadError", "", "broke the connection off"),
    ("", "refused", "refused the connection"),
    ("", "unreachable|No route", "cannot be reached from here"),
    ("", "chunk|hex", "sent a chunked body that is broken"),
    ("RemoteProtocolError|LocalProtocolError", "", "answered with something that is not HTTP"),
)
_CUT = re.compile(r"received (\d+) bytes, expected (\d+)")


def tell_trouble(error: BaseException) -> tuple[str, bool]:
    """Return what happened, as the end of a sentence whose subject is the address, and whether it may pass."""
    text, causes = str(error), list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"could not be had: its certificate is not valid ({cause.verify_message})", False
        if isinstance(cause, socket.gaierror):
            return "could not be had: DNS knows no address for its host", True
    if cut := _CUT.search(text):
        return f"broke off after {int(cut[1]):,} of {int(cut[2]):,} bytes", True
    if "incomplete chunked read" in text:
        return "broke off in the middle of a chunked body", True
    name = type(error).__name__
    if name == "ProxyError":
        return f"could not be had: the proxy refused it ({text[:80]})", True
    for kinds, words, said in _SAID:
        if re.search(kinds, name) and re.search(words, text):
            detail = f" ({text[:120]})" if said.endswith("HTTP") and text else ""
            return (said if "Timeout" in name else f"could not be had: it {said}{detail}"), True
    return f"could not be had: {name}: {text}"[:240], True


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and len(found) < 10:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
