"""A mail's bytes -> handed over to the one SMTP server that the settings name, and what became of it. Speaks SMTP.

The dialogue is led step by step, since each step says something else of the mail's fate: whatever fails before the
final dot was sent, the mail did not go out; after the dot and before the answer nobody can tell; after the answer the
server has it. What the server says of *us* (no connection, no login, our sender refused) is an error, and counts
against no reader.
"""

import contextlib
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from types import TracebackType
from typing import NoReturn, Self

from newsagg.errors import MailError, SettingsError
from newsagg.model import Handed
from newsagg.report.headers import flatten
from newsagg.report.mailserver import MailServer

ANSWER_SECONDS = 600.0
"""Wait for the answer to the dot: RFC 5321 4.5.3.2.6 asks for ten minutes; giving up leaves a mail in doubt."""
LONGEST_EAR = 0.25
"""Seconds before the dot in which we listen at most; as long as a way around the world and back."""
_MOST_WORDS = 300
# Codes that speak of our session wherever they come (RFC 5321, RFC 4954): out of order, or not logged in.
_OUR_CODES = {503, 530, 534, 535, 538}


class Post:
    """A connection to the mail server, used for many mails and made anew when it breaks; a context manager."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self.stage = "connect"
        """How far the mail under way has come. From ``answer`` on it may have gone out, whatever ends the dialogue."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye where there is a connection; never raises."""
        if self._smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError, ValueError):
                self._smtp.quit()
        self._drop()

    def connect(self) -> None:
        """Connect, secure the connection and log in, unless that was done.

        Raises MailError; ``transient`` where the server is only busy or away.
        """
        if self._smtp is not None:
            return
        server = self._server
        where = f"{server.host}:{server.port}"
        context = self._make_context() if server.security != "none" else None
        smtp: smtplib.SMTP | None = None
        try:
            if server.security == "tls":
                smtp = smtplib.SMTP_SSL(
                    server.host, server.port, server.introduces, timeout=server.seconds, context=context
                )
            else:
                smtp = smtplib.SMTP(server.host, server.port, server.introduces, timeout=server.seconds)
            if smtp.sock is not None:
                # The dot goes out by itself: without this it waits 40 ms for the server to acknowledge the mail.
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if server.security == "starttls":
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
            if server.login:
                smtp.login(server.login, server.password)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            if smtp is not None:
                smtp.close()
            _raise_unusable(error, where, server)
        self._smtp = smtp

    def hand_over(self, sender: str, recipient: str, mail: bytes, *, begin: Callable[[], bool]) -> Handed:
        """Hand one mail over and return what became of it.

        ``begin`` is called before a byte of the mail is transmitted, and puts that on record; where it says no, nothing
        is. Raises MailError where the server refuses us rather than this mail.
        """
        self.stage = "mail"
        try:
            code, words = self._open_mail(sender)
            if code >= 500 or code in _OUR_CODES:
                self._refuse(f"refuses our sender {sender}: {code} {words}")
            if code != 250:
                return self._give_up(code, words)
            self.stage = "rcpt"
            code, words = self._ask("rcpt", f"TO:<{recipient}>")
            if code in _OUR_CODES:
                self._refuse(f"does not let us send: {code} {words}")
            if code not in {250, 251, 252}:
                return self._give_up(code, words)
            if not self._may_begin(begin):
                self._abandon()
                return Handed(state="withheld", stage="rcpt", code=None, text="")
            self.stage = "data"
            asked_at = time.monotonic()
            code, words = self._ask("data")
            if code != 354:
                return self._give_up(code, words)
            return self._transmit(mail, way=time.monotonic() - asked_at)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            state = "in_doubt" if self.stage == "answer" else "retry"
            words = f"the connection was lost: {_tell(error)}"
            return Handed(state=state, stage=self.stage, code=None, text=words)

    def _may_begin(self, begin: Callable[[], bool]) -> bool:
        try:
            return begin()
        except BaseException:
            self._drop()  # in the midst of a mail: the next one needs a new beginning
            raise

    def _open_mail(self, sender: str) -> tuple[int, str]:
        """Begin a mail; a connection that was open from before may have died of waiting, which costs no try."""
        fresh = self._smtp is None
        self.connect()
        try:
            code, words = self._ask("mail", f"FROM:<{sender}>")
            if fresh or code != 421:
                return code, words
        except (smtplib.SMTPException, OSError):
            if fresh:
                raise
        self._drop()
        self.connect()
        return self._ask("mail", f"FROM:<{sender}>")

    def _transmit(self, mail: bytes, *, way: float) -> Handed:
        """Transmit the mail and its dot, apart: only the dot makes it the server's.

        Between them we listen for as long as an answer takes (``way``, in seconds): a server that closes in the midst
        of a mail is heard then, and leaves no doubt.
        """
        smtp = self._require()
        body = re.sub(rb"(?m)^\.", b"..", mail) if b"\n." in mail or mail[:1] == b"." else mail
        smtp.send(body if body.endswith(b"\r\n") else body + b"\r\n")
        words = self._hear_protest(min(way, LONGEST_EAR))
        if words is not None:
            self._drop()
            return Handed(state="retry", stage="data", code=None, text=f"ended before its dot: {words}")
        self.stage = "answer"
        smtp.send(b".\r\n")
        self._set_patience(max(ANSWER_SECONDS, self._server.seconds))
        code, words = self._read_reply()
        self._set_patience(self._server.seconds)
        if 200 <= code < 300:
            return Handed(state="sent", stage="answer", code=code, text=words)
        if not 400 <= code < 600:
            raise smtplib.SMTPServerDisconnected(f"an answer that says nothing: {code} {words}")
        if code == 421:
            self._drop()
        return Handed(state="retry" if code < 500 else "refused", stage="answer", code=code, text=words)

    def _refuse(self, message: str) -> NoReturn:
        """Tell that the server refuses us, not this mail."""
        self._abandon()
        raise MailError(
            message,
            subject=f"{self._server.host}:{self._server.port}",
            hint="check NEWSAGG_MAIL_FROM, NEWSAGG_SMTP_LOGIN and the password, then send again",
        )

    def _give_up(self, code: int, words: str) -> Handed:
        """End a mail that the server refused before it was transmitted."""
        if code == 421 or not 400 <= code < 600:
            self._drop()  # it closes the connection, or talks nonsense
        else:
            self._abandon()
        state = "refused" if 500 <= code < 600 else "retry"
        return Handed(state=state, stage=self.stage, code=code, text=words)

    def _abandon(self) -> None:
        """Forget the mail that was begun, so that the connection serves the next."""
        try:
            code, _ = self._ask("rset")
            if code != 250:
                self._drop()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _ask(self, command: str, words: str = "") -> tuple[int, str]:
        self._require().putcmd(command, words)
        return self._read_reply()

    def _read_reply(self) -> tuple[int, str]:
        code, words = self._require().getreply()
        return code, _clean(words)

    def _hear_protest(self, seconds: float) -> str | None:
        """Return what the server says before the dot, where it should be silent; None while it is."""
        connection = self._require().sock
        if connection is None:
            return "the connection is closed"
        # Not by select: over TLS there are bytes on the wire that are no words of the server's.
        connection.settimeout(seconds)
        try:
            said = connection.recv(512)
        except (TimeoutError, BlockingIOError, ssl.SSLWantReadError):
            return None
        except OSError as error:
            return _tell(error)
        finally:
            connection.settimeout(self._server.seconds)
        return _clean(said) or "the server closed the connection"

    def _set_patience(self, seconds: float) -> None:
        smtp = self._require()
        if smtp.sock is not None:
            smtp.sock.settimeout(seconds)

    def _require(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        return self._smtp

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _make_context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._server.ca_file is not None:
            try:
                context.load_verify_locations(self._server.ca_file)
            except (OSError, ssl.SSLError) as error:
                raise SettingsError(
                    f"holds no certificates that can be read: {error}",
                    subject=str(self._server.ca_file),
                    hint="set NEWSAGG_SMTP_CA_FILE to a PEM file",
                ) from error
        return context


def _raise_unusable(error: Exception, where: str, server: MailServer) -> NoReturn:
    """Say why the server cannot be used, and whether asking later can help."""
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
    if isinstance(error, smtplib.SMTPAuthenticationError):
        what, hint = "does not take our login", "check NEWSAGG_SMTP_LOGIN and the password"
    elif isinstance(error, ssl.SSLCertVerificationError):
        what, hint = "shows a certificate that we do not trust", "name its CA in NEWSAGG_SMTP_CA_FILE"
    elif isinstance(error, smtplib.SMTPNotSupportedError):
        what, hint = (
            "does not offer what the settings ask for",
            "see NEWSAGG_SMTP_SECURITY, NEWSAGG_SMTP_LOGIN",
        )
    elif isinstance(error, ssl.SSLError):
        what, hint = (
            "does not speak TLS as we do",
            f"NEWSAGG_SMTP_SECURITY is {server.security}: another port?",
        )
    elif code is not None:
        what, hint = "does not take us in", "try again later; see its words"
    elif isinstance(error, ValueError | smtplib.SMTPException) and not isinstance(error, OSError):
        what, hint = "cannot be spoken to", "check NEWSAGG_SMTP_HOST and NEWSAGG_SMTP_SECURITY"
    else:
        what, hint = "cannot be reached", "check NEWSAGG_SMTP_HOST and NEWSAGG_SMTP_PORT; try again later"
    permanent = isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError | ValueError)
    transient = 400 <= code < 500 if code is not None else not permanent
    raise MailError(f"{what}: {_tell(error)}", subject=where, hint=hint, transient=transient) from error


def _tell(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return f"{error.smtp_code} {_clean(words if isinstance(words, bytes) else str(words).encode())}"
    return flatten(str(error) or type(error).__name__, _MOST_WORDS)


def _clean(words: bytes) -> str:
    return flatten(words.decode("utf-8", "replace"), _MOST_WORDS)
