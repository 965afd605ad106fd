"""A small record with one of everything that commands must tell apart, written through the store.

Example Cloud, 2 March 2026: told by Post, copied by Gazette, told at second hand of Wire, and by the vendor's page;
two causes in conflict, a background outage, a withdrawn claim, a page that could not be had.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from newsagg.model import (
    Article,
    Change,
    Claim,
    DescribeIncident,
    Finding,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    ServiceRole,
    StatusUpdate,
    Value,
)
from newsagg.store import open_db
from newsagg.store.articles import save_detection, save_page_failure, versions_to_judge
from newsagg.store.incidents import apply_changes
from newsagg.vocabulary import (
    ArticleRole,
    CauseCategory,
    ClaimType,
    Confirmation,
    FeedKind,
    FindingKind,
    Lifecycle,
    Mode,
    PageState,
    RecordState,
    Scope,
    Severity,
    SpeakerRole,
    Stance,
)
from tests.store.making import (
    NOON,
    a_claim,
    a_feed,
    a_fetch,
    a_finding,
    a_headline,
    a_story,
    a_verdict,
    later,
    save_stories,
)

CLOUD_ID, MERGED_ID = "2026-03-02-example-cloud", "2026-03-03-example"
VENDOR_ID, GUESS_ID = "2026-03-04-shop", "2026-03-05-chat"
REJECTED_ID, HOSTILE_ID = "2026-03-06-mail", "2026-03-07-maps"

LOST, WRONG_SETTING = "Wire says that a database was lost.", "We deployed a wrong setting."
CREDITS, CUSTOMERS = "Example Corp gives credits to everyone.", "Fabrikam Airlines could not check anyone in."
EARLIER, MANY = "Another cloud failed in 2025.", "Perhaps thousands could not work."
LONG = "It took about six hours."
POST_BODY = f"{LOST} {CREDITS} {CUSTOMERS} {MANY} {LONG} {EARLIER}"
WITHDRAWN = "It may last for days."
FIRST_BODY = f"{POST_BODY} {WITHDRAWN}"
HOSTILE = "Maps \x1b[31mdown\x9b2J \u202e[red]today[/red]\x07 for \u2066all"


def build_record(path: Path) -> Path:
    db = open_db(path)
    post, gazette = a_feed(), a_feed("gazette")
    status = a_feed("example-status", kind=FeedKind.STATUS, provider="example")
    update = StatusUpdate(at=later(0.5), state="identified", body=WRONG_SETTING)
    save_stories(db, post, a_story(post, summary=FIRST_BODY, published_at=later(0.2)))
    _judge(db)
    _lose_page(db)
    save_stories(
        db,
        post,
        a_story(post, summary=POST_BODY, published_at=later(0.2), seen_at=later(3)),
        a_story(post, "https://post.example/2", "Chat seems slow", "Is it?", published_at=later(72)),
        a_story(post, "https://post.example/3", HOSTILE, "Maps do not load.", published_at=later(120)),
        a_story(post, "https://post.example/4", "Mail talks", "No outage.", published_at=later(96)),
        now=later(3),
    )
    save_stories(
        db,
        gazette,
        a_story(gazette, "https://gazette.example/1", "The same", POST_BODY, published_at=later(1)),
    )
    save_stories(
        db,
        status,
        a_story(status, "https://status.example/1", "API errors", WRONG_SETTING, updates=(update,)),
        a_story(status, "https://status.example/2", "Shop is slow", "We look.", published_at=later(48)),
    )
    _judge(db)
    apply_changes(db, _plan(db), later(150), None)
    db.close()
    return path


def _lose_page(db: Database) -> None:
    fetch = a_fetch("page", url="https://post.example/1", outcome="failed", status=403, error="no")
    note = "https://post.example/1: the server answered 403 Forbidden"
    save_page_failure(
        db, 1, fetch, state=PageState.UNAVAILABLE, note=note, next_read_at=None, now=later(1), run_id=None
    )


def _judge(db: Database) -> None:
    items = []
    for stored in versions_to_judge(db, 20):
        claims = [make(stored.article) for quote, make in _MAKERS.items() if quote in stored.article.text]
        items.append((stored, a_verdict(), claims))
    save_detection(db, items, later(3), None)


def _says(quote: str, value: str | Value, kind: ClaimType, **given: Any) -> Callable[[Article], Claim]:
    """What makes a claim of an article: the outlet's own word, unless ``given`` says otherwise."""
    held = Value(text=value, words=quote) if isinstance(value, str) else value

    def make(article: Article) -> Claim:
        fields = {"speaker": article.outlet, "role": SpeakerRole.OUTLET, "chain": (article.outlet,)}
        claim = a_claim(article, quote, kind=kind, **fields | given)
        return replace(claim, value=held)

    return make


_SIX_HOURS = Value(text="about 6 h", words=LONG, number_from=360, number_to=360, unit="minutes")
_LOST_DATABASE = Value(text="lost database", words=LOST, categories=(CauseCategory.DATA_STORE,))
_WRONG = Value(text="wrong setting", words=WRONG_SETTING, categories=(CauseCategory.CONFIGURATION,))
_MAKERS = {
    LOST: _says(
        LOST, _LOST_DATABASE, ClaimType.CAUSE, speaker="Wire", second_hand=True, chain=("Post", "Wire")
    ),
    WRONG_SETTING: _says(
        WRONG_SETTING, _WRONG, ClaimType.CAUSE, speaker="Example Corp", role=SpeakerRole.STATUS_PAGE
    ),
    CREDITS: _says(CREDITS, "credits", ClaimType.COMPENSATION),
    CUSTOMERS: _says(CUSTOMERS, "Fabrikam Airlines", ClaimType.AFFECTED_CUSTOMER),
    MANY: _says(MANY, "thousands", ClaimType.AFFECTED_USERS, stance=Stance.HEDGED),
    LONG: _says(LONG, _SIX_HOURS, ClaimType.DURATION),
    EARLIER: _says(EARLIER, "another cloud", ClaimType.PRIOR_INCIDENT, scope=Scope.BACKGROUND),
    WITHDRAWN: _says(WITHDRAWN, "days", ClaimType.END_TIME, stance=Stance.FORECAST),
}


def _claim_ids(db: Database, value: str) -> list[int]:
    rows = db.conn.execute(
        "SELECT id FROM claims WHERE value = ? AND withdrawn_at IS NULL ORDER BY id", (value,)
    )
    return [claim_id for (claim_id,) in rows]


def _plan(db: Database) -> list[Change]:
    number = {url: n for n, url in db.conn.execute("SELECT id, url FROM articles")}
    post, copy, page = (
        number[url]
        for url in ("https://post.example/1", "https://gazette.example/1", "https://status.example/1")
    )
    cause = a_finding(
        *_claim_ids(db, "wrong setting"),
        *_claim_ids(db, "lost database"),
        kind=FindingKind.CONFLICT,
        best="wrong setting",
        reason="the vendor's status page says so",
        sentence="Example Corp's status page says wrong setting; Wire (as told by Post) says lost database.",
    )
    findings = [
        cause,
        a_finding(*_claim_ids(db, "about 6 h"), type=ClaimType.DURATION, best="about 6 h"),
        a_finding(*_claim_ids(db, "credits"), type=ClaimType.COMPENSATION, best="credits"),
        a_finding(
            *_claim_ids(db, "Fabrikam Airlines"), type=ClaimType.AFFECTED_CUSTOMER, best="Fabrikam Airlines"
        ),
        a_finding(*_claim_ids(db, "thousands"), type=ClaimType.AFFECTED_USERS, best="thousands"),
    ]
    shop = ServiceRole(slug="shop", name="Shop", provider="shop", role="subject")
    changes: list[Change] = [
        OpenIncident(incident=CLOUD_ID, lead_service="example-cloud", reason="r"),
        *(
            PlaceArticle(incident=CLOUD_ID, article_id=article, role=role, origin=origin, reason="r")
            for article, role, origin in (
                (post, ArticleRole.PRIMARY, post),
                (copy, ArticleRole.PRIMARY, post),
                (page, ArticleRole.UPDATE, page),
            )
        ),
        _describe(CLOUD_ID, "Example Cloud is down", findings, lifecycle=Lifecycle.IDENTIFIED, origins=2),
        OpenIncident(incident=MERGED_ID, lead_service="example-cloud", reason="r"),
        MergeIncident(incident=MERGED_ID, into=CLOUD_ID, reason="one outage after all"),
    ]
    others: tuple[tuple[str, str, str, RecordState, int, dict[str, Any]], ...] = (
        (VENDOR_ID, "https://status.example/2", "Shop is slow", RecordState.OPEN, 48, {"services": (shop,)}),
        (GUESS_ID, "https://post.example/2", "Chat seems slow", RecordState.CANDIDATE, 72, {}),
        (REJECTED_ID, "https://post.example/4", "Mail talks", RecordState.REJECTED, 96, {}),
        (HOSTILE_ID, "https://post.example/3", HOSTILE, RecordState.OPEN, 120, {"severity": Severity.MINOR}),
    )
    for incident, url, title, state, hours, given in others:
        first = later(hours)
        fields = {
            "started_from": first - timedelta(hours=12),
            "started_to": first,
            "first_reported_at": first,
            **given,
        }
        changes += [
            OpenIncident(incident=incident, lead_service=incident[11:], reason="r"),
            PlaceArticle(
                incident=incident,
                article_id=number[url],
                role=ArticleRole.PRIMARY,
                origin=number[url],
                reason="r",
            ),
            _describe(incident, title, (), state=state, **fields),
        ]
    return changes


def _describe(
    incident: str,
    title: str,
    findings: Sequence[Finding],
    *,
    state: RecordState = RecordState.OPEN,
    **given: Any,
) -> DescribeIncident:
    fields: dict[str, Any] = {
        "title": title,
        "lead_service": incident[11:],
        "mode": Mode.PARTIAL,
        "confirmation": Confirmation.MEDIA_REPORTED,
        "started_from": NOON,
        "started_to": NOON,
    }
    return DescribeIncident(
        incident=incident, state=state, headline=a_headline(**fields | given), findings=tuple(findings)
    )
