"""The line of an incident: each field a view over claims."""

from datetime import timedelta

import pytest

from newsagg.merge.headline import describe_incident, rank_services
from newsagg.merge.overrides import read_override
from newsagg.model import Group, Headline, Report, StoredClaim
from newsagg.vocabulary import (
    CauseCategory,
    ClaimType,
    Confirmation,
    DecisionKind,
    Lifecycle,
    Mode,
    Precision,
    RecordState,
    ReportKind,
    Severity,
    SpeakerRole,
    Stance,
)
from tests.merge.making import a_claim, a_decision, a_group, a_report, at, service

T, S = ClaimType, SpeakerRole


def line(*reports: Report) -> Headline:
    return describe_incident(a_group(*reports), now=at(20)).headline


def told(title: str, *claims: StoredClaim, about: tuple[str, ...] = ("acme",), **more: object) -> Report:
    return a_report(1, title, told=at(9), about=about, claims=claims, **more)  # type: ignore[arg-type]


def status(text: str, hour: float, *, role: SpeakerRole = S.STATUS_PAGE, by: str = "Acme") -> StoredClaim:
    return a_claim(T.STATUS, text, by=by, role=role, said_at=at(hour))


def lasted(quote: str, precision: Precision) -> StoredClaim:
    return a_claim(T.DURATION, quote, minutes=(360, 360), precision=precision)


MODES: list[tuple[str, Mode]] = [
    ("Acme is down", Mode.UNAVAILABLE),
    ("Acme goes dark", Mode.UNAVAILABLE),
    ("Major Acme outage", Mode.UNAVAILABLE),
    ("Storm of errors knocks Acme offline", Mode.UNAVAILABLE),
    ("Acme and its shops vanish", Mode.UNAVAILABLE),
    ("Acme is down for some users", Mode.PARTIAL),
    ("Acme has log-in trouble", Mode.PARTIAL),
    ("Acme is slow today", Mode.DEGRADED),
    ("Elevated errors on Acme", Mode.DEGRADED),
]


@pytest.mark.parametrize(("title", "mode"), MODES, ids=[row[0] for row in MODES])
def test_a_headline_says_how_the_service_failed(title: str, mode: Mode) -> None:
    assert line(told(title)).mode is mode


def test_lost_data_are_worse_than_silence_and_lost_access_is_no_lost_data() -> None:
    lost = a_claim(T.DATA_LOSS, "lost a day of messages")
    access = a_claim(T.DATA_LOSS, "lost access to histories")
    assert line(told("Acme is down", lost)).mode is Mode.DATA_LOSS_OR_CORRUPTION
    assert line(told("Acme is down", access)).mode is Mode.UNAVAILABLE


def hit(*names: str) -> list[StoredClaim]:
    return [a_claim(T.AFFECTED_CUSTOMER, n, slug=n) for n in names]


SEVERITIES: list[tuple[str, Report, Severity]] = [
    ("partial and narrow", told("Acme has log-in trouble"), Severity.MINOR),
    ("down and narrow", told("Acme is down"), Severity.MAJOR),
    ("partial and five firms hit", told("Acme has trouble", *hit("a", "b", "c", "d", "e")), Severity.MAJOR),
    ("down and five firms hit", told("Acme is down", *hit("a", "b", "c", "d", "e")), Severity.CRITICAL),
    ("down and four firms hit", told("Acme is down", *hit("a", "b", "c", "d")), Severity.MAJOR),
    ("three services down at once", told("Acme is down", about=("a", "b", "c")), Severity.CRITICAL),
    (
        "down for ten million",
        told("Acme is down", a_claim(T.AFFECTED_USERS, "10 million", number=(1e7, 1e7), unit="users")),
        Severity.CRITICAL,
    ),
    (
        "down for four thousand",
        told("Acme is down", a_claim(T.AFFECTED_USERS, "4,000", number=(4e3, 4e3), unit="users")),
        Severity.MAJOR,
    ),
    (
        "partial for three weeks",
        told("Acme has trouble", a_claim(T.DURATION, "3 weeks", minutes=(30240, 30240))),
        Severity.MINOR,
    ),
    ("lost data", told("Acme has trouble", a_claim(T.DATA_LOSS, "wiped backups")), Severity.CRITICAL),
]


@pytest.mark.parametrize(("report", "severity"), [r[1:] for r in SEVERITIES], ids=[r[0] for r in SEVERITIES])
def test_severity_goes_by_mode_and_breadth_and_never_by_duration(report: Report, severity: Severity) -> None:
    assert line(report).severity is severity


def test_the_vendors_own_word_on_severity_stands_beside_ours() -> None:
    report = told("Acme has trouble", status("major outage", 9))
    assert (line(report).severity, line(report).vendor_severity) == (Severity.MINOR, Severity.MAJOR)


LIFECYCLES: list[tuple[str, list[StoredClaim], Lifecycle]] = [
    ("nothing said", [], Lifecycle.REPORTED),
    ("looking into it", [status("investigating", 9)], Lifecycle.INVESTIGATING),
    ("fix on its way", [status("identified", 9)], Lifecycle.IDENTIFIED),
    ("watching", [status("investigating", 9), status("monitoring", 11)], Lifecycle.MONITORING),
    ("resolved major outage", [status("Resolved: major outage", 12)], Lifecycle.RESOLVED),
    ("not yet resolved", [status("not yet resolved, investigating", 12)], Lifecycle.INVESTIGATING),
    ("the last word counts", [status("resolved", 10), status("investigating", 12)], Lifecycle.INVESTIGATING),
    (
        "the vendor before an outlet",
        [status("monitoring", 10), status("resolved", 12, role=S.OUTLET, by="Paper")],
        Lifecycle.MONITORING,
    ),
    (
        "an outlet long after the vendor's last word",
        [status("monitoring", 1), status("resolved", 12, role=S.OUTLET, by="Paper")],
        Lifecycle.RESOLVED,
    ),
    (
        "users who think that it is over",
        [status("resolved", 12, role=S.USER_REPORTS, by="users")],
        Lifecycle.REPORTED,
    ),
    (
        "down again",
        [status("resolved", 10), status("unavailable again, investigating", 12)],
        Lifecycle.INVESTIGATING,
    ),
    ("how long it lasted in all", [lasted("lasted about six hours", Precision.ABOUT)], Lifecycle.RESOLVED),
    (
        "how long it lasts so far",
        [lasted("has been down for six hours", Precision.EXACT)],
        Lifecycle.REPORTED,
    ),
    ("more than hours", [lasted("failed for more than six hours", Precision.AT_LEAST)], Lifecycle.REPORTED),
]


@pytest.mark.parametrize(("claims", "lifecycle"), [r[1:] for r in LIFECYCLES], ids=[r[0] for r in LIFECYCLES])
def test_the_lifecycle_follows_the_last_word(claims: list[StoredClaim], lifecycle: Lifecycle) -> None:
    assert line(told("Acme has trouble", *claims)).lifecycle is lifecycle


def test_a_post_mortem_ends_the_life_of_an_incident() -> None:
    assert line(told("What went wrong", kind=ReportKind.POSTMORTEM)).lifecycle is Lifecycle.POSTMORTEM


CONFIRMATIONS: list[tuple[str, Report, Confirmation]] = [
    ("only papers", told("Acme is down"), Confirmation.MEDIA_REPORTED),
    (
        "the vendor speaks",
        told(
            "Acme is down",
            a_claim(
                T.CAUSE, "a bad disk", categories=[CauseCategory.HARDWARE], by="Acme", role=S.VENDOR_OFFICIAL
            ),
        ),
        Confirmation.VENDOR_ACKNOWLEDGED,
    ),
    ("the vendor's notice", told("Errors", basis="status"), Confirmation.VENDOR_ACKNOWLEDGED),
    (
        "asked, and silent",
        told(
            "Acme is down",
            a_claim(
                T.CAUSE,
                "no reason",
                categories=[CauseCategory.UNDISCLOSED],
                by="Acme",
                role=S.VENDOR_OFFICIAL,
            ),
        ),
        Confirmation.MEDIA_REPORTED,
    ),
    (
        "the vendor denies",
        told(
            "Acme is down", a_claim(T.STATUS, "down", stance=Stance.DENIED, by="Acme", role=S.VENDOR_OFFICIAL)
        ),
        Confirmation.VENDOR_DENIED,
    ),
    (
        "only users",
        told("Acme is down", a_claim(T.SYMPTOM, "no log-in", by="users", role=S.USER_REPORTS)),
        Confirmation.USER_REPORTS_ONLY,
    ),
]


@pytest.mark.parametrize(
    ("report", "confirmation"), [r[1:] for r in CONFIRMATIONS], ids=[r[0] for r in CONFIRMATIONS]
)
def test_confirmation_goes_by_who_speaks(report: Report, confirmation: Confirmation) -> None:
    assert line(report).confirmation is confirmation


def test_a_claimed_start_is_the_start_and_without_one_the_first_report_bounds_it() -> None:
    claimed = line(told("Acme is down", a_claim(T.START_TIME, "08:10", when=at(8.2))))
    assert (claimed.started_from, claimed.started_to) == (at(8.2), at(8.2))
    open_ended = line(told("Acme is down"))
    assert (open_ended.started_from, open_ended.started_to) == (at(9) - timedelta(hours=12), at(9))
    assert open_ended.first_reported_at == at(9)


def test_of_two_claimed_starts_the_line_shows_the_better_supported_one() -> None:
    paper = a_claim(T.START_TIME, "07:00", when=at(7), precision=Precision.ABOUT)
    page = a_claim(T.START_TIME, "08:10", when=at(8.2), by="Acme", role=S.STATUS_PAGE)
    assert line(told("Acme is down", paper, page)).started_from == at(8.2)


def test_a_start_days_before_the_first_report_is_the_other_outages_when_it_happened_again() -> None:
    old = a_claim(T.START_TIME, "10 May", when=at(9, day=-4))
    assert line(told("Acme fined over its silence", old)).started_from == at(9, day=-4)
    assert line(told("Acme is down again", old)).started_to == at(9)


def test_an_end_before_the_start_is_not_shown() -> None:
    claims = (a_claim(T.START_TIME, "08:10", when=at(8.2)), a_claim(T.END_TIME, "03:00", when=at(3)))
    assert line(told("Acme is down", *claims)).ended_from is None


def test_a_denied_start_is_not_shown() -> None:
    denied = a_claim(T.START_TIME, "07:00", when=at(7), stance=Stance.DENIED)
    assert line(told("Acme is down", denied)).started_to == at(9)


def test_services_that_failed_come_before_those_that_were_hit() -> None:
    reports = [
        a_report(1, "a", about=[service("slack", "affected"), "aws"]),
        a_report(2, "b", about=["aws", service("ring", "affected"), service("x", "mentioned")]),
        a_report(3, "c", about=["slack"]),
        a_report(4, "d", about=["aws", service("slack", "affected")]),
    ]
    ranked = [(s.slug, s.role) for s in rank_services(reports)]
    assert ranked == [("aws", "subject"), ("slack", "affected"), ("ring", "affected")]


def test_copies_count_as_one_origin() -> None:
    reports = tuple(a_report(n, "Acme is down", told=at(n), about=["acme"]) for n in (1, 2, 3))
    group = a_group(*reports)
    copied = Group(reports=group.reports, roles=group.roles, origins=((1, 1), (2, 1), (3, 3)), reason="")
    assert describe_incident(copied, now=at(20)).headline.origins == 2


STATES: list[tuple[str, Report, float, RecordState]] = [
    ("new", told("Acme is down"), 0, RecordState.OPEN),
    ("a week of silence", told("Acme is down"), 24 * 8, RecordState.SETTLED),
    ("a doubtful single report", told("Acme is down", probability=0.4), 0, RecordState.CANDIDATE),
    ("a post-mortem", told("What went wrong", kind=ReportKind.POSTMORTEM), 0, RecordState.SETTLED),
]


@pytest.mark.parametrize(("report", "later", "state"), [r[1:] for r in STATES], ids=[r[0] for r in STATES])
def test_the_record_opens_and_settles(report: Report, later: float, state: RecordState) -> None:
    assert describe_incident(a_group(report), now=at(10 + later)).state is state


OVERRIDES: list[tuple[str, str, dict[str, object]]] = [
    ("severity", "critical", {"severity": Severity.CRITICAL}),
    ("mode", "degraded", {"mode": Mode.DEGRADED}),
    ("lead_service", "acme-pay", {"lead_service": "acme-pay"}),
    ("started", "2024-05-14T07:00:00Z", {"started_from": at(7), "started_to": at(7)}),
    ("started", "2024-05-14T07:00/2024-05-14T10:00+02:00", {"started_from": at(7), "started_to": at(8)}),
    ("ended", "unknown", {"ended_from": None, "ended_to": None}),
]


@pytest.mark.parametrize(("field", "value", "shown"), OVERRIDES, ids=[" ".join(r[:2]) for r in OVERRIDES])
def test_an_analysts_word_on_a_field_stands(field: str, value: str, shown: dict[str, object]) -> None:
    decision = a_decision(DecisionKind.OVERRIDE, "x", field=field, value=value)
    about = describe_incident(a_group(told("Acme is down")), [decision], now=at(20))
    assert {name: getattr(about.headline, name) for name in shown} == shown


BAD_OVERRIDES = [
    ("cause", "rats", "cannot be overridden"),
    ("severity", "awful", "none of none, minor"),
    ("started", "yesterday", "is no time"),
    ("started", "2024-05-14T08:00/2024-05-14T07:00", "is before"),
    ("title", "", "one line"),
    ("title", "Down\x1b[2J", "one line"),
]


@pytest.mark.parametrize(
    ("field", "value", "words"), BAD_OVERRIDES, ids=[" ".join(r[:2]) for r in BAD_OVERRIDES]
)
def test_an_override_that_cannot_be_is_refused_in_words(field: str, value: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_override(field, value)


def test_an_override_of_a_field_that_is_none_is_passed_over() -> None:
    decision = a_decision(DecisionKind.OVERRIDE, "x", field="colour", value="red")
    plain = describe_incident(a_group(told("Acme is down")), now=at(20))
    assert describe_incident(a_group(told("Acme is down")), [decision], now=at(20)) == plain


LEADS: list[tuple[str, str, Mode]] = [
    ("the whole site", "On Monday acme.example was down for two hours.", Mode.UNAVAILABLE),
    ("some users", "On Monday some users could not open Acme.", Mode.PARTIAL),
    ("slow", "On Monday Acme was slow for two hours.", Mode.DEGRADED),
]


@pytest.mark.parametrize(("lead", "mode"), [r[1:] for r in LEADS], ids=[r[0] for r in LEADS])
def test_where_no_headline_tells_the_mode_the_first_lines_do(lead: str, mode: Mode) -> None:
    assert line(a_report(1, "About the incident at Acme", lead, about=["acme"])).mode is mode


@pytest.mark.parametrize(
    ("words", "mode"), [("lost all notes", Mode.DATA_LOSS_OR_CORRUPTION), ("lost revenue", Mode.PARTIAL)]
)
def test_only_lost_data_is_data_loss(words: str, mode: Mode) -> None:
    assert line(told("Acme has trouble", a_claim(T.DATA_LOSS, words))).mode is mode
