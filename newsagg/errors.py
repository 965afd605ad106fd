"""Every error that newsagg raises on purpose. Pure.

    NewsaggError                 message, subject (the URL, row or file), hint (what to do); picklable
    ├── SettingsError            a setting, or a file of the installation, is wrong
    ├── DataFileError            a row of feeds.toml, services.toml, training or demo data is wrong
    ├── CollectError             one feed or page could not be had or read
    │   ├── FetchError           the network or the server said no; .status when a server answered
    │   │   └── HostRestingError its host is left alone for now: nothing was asked
    │   ├── ForbiddenURLError    policy (guard, robots.txt) forbids asking
    │   ├── FeedError            a feed's bytes hold no entry that can be saved
    │   └── ExtractError         a page's bytes hold no article
    ├── DetectError              one article could not be judged
    │   ├── ClaimRejectedError   a proposed claim does not stand in its article's words
    │   └── ModelEndpointError   the language model that the settings name cannot be asked
    ├── MailError                the mail server cannot be used, or a mail cannot be made
    ├── MergeError               a change to the incidents makes no sense
    └── StoreError               the database refused, or is not ours
        ├── NotFoundError        no such incident, article or digest
        ├── LeaseHeldError       another run writes; this one may wait for it, or run later
        └── LeaseLostError       this run was not heard of for so long that another one writes now

``transient`` says whether asking again later can help; flows retry only those. ``FetchError.retry_at`` is when the
server asked us to come back (Retry-After), where it said so.
"""

from datetime import datetime


class NewsaggError(Exception):
    """Anything that newsagg raises on purpose; names its subject and what to do."""

    transient = False

    def __init__(
        self, message: str, *, subject: str = "", hint: str = "", transient: bool | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.hint = hint
        if transient is not None:
            self.transient = transient

    def __str__(self) -> str:
        text = f"{self.subject}: {self.message}" if self.subject else self.message
        return f"{text} ({self.hint})" if self.hint else text

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.__dict__)


def _rebuild(kind: type[NewsaggError], message: str, state: dict[str, object]) -> NewsaggError:
    error = kind(message)
    error.__dict__.update(state)
    return error


class SettingsError(NewsaggError):
    """A setting, or a file of the installation, is wrong."""


class DataFileError(NewsaggError):
    """A row of feeds.toml, services.toml, training or demo data is wrong."""


class CollectError(NewsaggError):
    """One feed or page could not be had or read."""


class FetchError(CollectError):
    """The network or the server said no."""

    def __init__(
        self,
        message: str,
        *,
        subject: str = "",
        hint: str = "",
        transient: bool | None = None,
        status: int | None = None,
        retry_at: datetime | None = None,
    ) -> None:
        super().__init__(message, subject=subject, hint=hint, transient=transient)
        self.status = status
        self.retry_at = retry_at


class HostRestingError(FetchError):
    """The host of this address is left alone for now: nothing was asked."""


class ForbiddenURLError(CollectError):
    """Policy forbids asking for this address."""


class FeedError(CollectError):
    """A feed's bytes hold no entry that can be saved."""


class ExtractError(CollectError):
    """A page's bytes hold no article."""


class DetectError(NewsaggError):
    """One article could not be judged."""


class ClaimRejectedError(DetectError):
    """A proposed claim does not stand in its article's words."""


class ModelEndpointError(DetectError):
    """The language model that the settings name could not be asked, or answered with something else."""


class MailError(NewsaggError):
    """The mail server cannot be used, or a mail cannot be made; no reader's fault."""


class MergeError(NewsaggError):
    """A change to the incidents makes no sense."""


class StoreError(NewsaggError):
    """The database refused, or is not ours."""


class NotFoundError(StoreError):
    """No such incident, article or digest."""


class LeaseHeldError(StoreError):
    """Another run writes; the message says which, where and since when."""

    transient = True


class LeaseLostError(StoreError):
    """This run was not heard of for so long that another one writes now."""
