"""The claims, articles and later texts of one incident -> the marks of its timeline, in order of time. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsagg.report.phrases import Row, name_speaker, read_moment, tell_interval, tell_moment

VENDOR_ROLES = frozenset({"status_page", "vendor_official", "vendor_unnamed"})
_TIMES = {"start_time": "start", "acknowledged_at": "acknowledged", "end_time": "end"}
_KINDS = {
    "start": "says when it began",
    "end": "says when it was over",
    "acknowledged": "says when the vendor acknowledged it",
    "article": "reports",
    "version": "changed its text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing on the timeline."""

    kind: str
    """``state``, ``start``, ``acknowledged``, ``end``, ``article`` or ``version``."""
    at: datetime
    to: datetime
    """The latest moment meant; equal for an instant."""
    who: str
    what: str
    """The state, the claimed time in words, or the headline."""
    claim_id: int | None = None
    article_id: int | None = None
    url: str = ""
    faded: bool = False
    """A later word stands in its place; of articles: it only copies another."""
    special: str = ""
    """Of articles: ``status``, ``postmortem``, ``official``, ``update``, ``analysis`` or nothing."""

    def tell(self) -> str:
        """Return the mark as a sentence for a tooltip and a table."""
        if self.kind == "state":
            return f"{self.who}: {self.what}"
        return f"{self.who} {_KINDS[self.kind]}: {self.what}"

    def when(self) -> str:
        """Return its time in words, UTC."""
        return tell_interval(self.at, self.to)


def collect_marks(
    claims: Iterable[Row], articles: Sequence[Row], versions: Iterable[Row] = ()
) -> tuple[Mark, ...]:
    """Return every mark: what vendors said of the state, claimed starts and ends, articles, changed texts.

    An article that only tells of the incident as background is no part of its course.
    """
    told = {article["article_id"] for article in articles if article["role"] != "background"}
    marks = [
        *_mark_claims(claims),
        *(_mark_article(article) for article in articles if article["article_id"] in told),
        *(_mark_version(version) for version in versions if version["article_id"] in told),
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.at, mark.to, mark.kind, mark.who)))


def _mark_claims(claims: Iterable[Row]) -> Iterable[Mark]:
    for claim in claims:
        first, last = claim["time_from"] or claim["time_to"], claim["time_to"] or claim["time_from"]
        kind = _TIMES.get(claim["type"], "")
        if claim["type"] == "status" and claim["role"] in VENDOR_ROLES:
            kind = "state"
            first, last = (claim["said_at"], claim["said_at"]) if claim["said_at"] else (first, last)
        at, to = read_moment(first), read_moment(last)
        if kind and at and to:
            yield Mark(
                kind=kind,
                at=at,
                to=max(at, to),
                who=name_speaker(claim),
                what=str(claim["value"]) if kind == "state" else tell_interval(at, max(at, to)),
                claim_id=claim["claim_id"],
                article_id=claim["article_id"],
                url=claim["url"],
                faded=bool(claim["superseded_at"]) and kind != "state",
            )


def _mark_article(article: Row) -> Mark:
    at = read_moment(article["published_at"] or article["first_seen_at"])
    assert at is not None  # noqa: S101 - every article was seen at some time
    kind = "status" if article["basis"] == "status" else article["kind"] or ""
    return Mark(
        kind="article",
        at=at,
        to=at,
        who=article["outlet"],
        what=article["title"],
        article_id=article["article_id"],
        url=article["url"],
        faded=article["origin_article_id"] not in {None, article["article_id"]},
        special="" if kind == "report" else kind,
    )


def _mark_version(version: Row) -> Mark:
    at = datetime.fromisoformat(version["at"])
    return Mark(
        kind="version", at=at, to=at, who=version["outlet"], what=version["title"], article_id=version["article_id"],
        url=version["url"],
    )  # fmt: skip


def tell_extent(marks: Sequence[Mark]) -> str:
    """Return from when to when marks reach, in words, UTC."""
    if not marks:
        return ""
    return f"{tell_moment(min(mark.at for mark in marks))} to {tell_moment(max(mark.to for mark in marks))}"
