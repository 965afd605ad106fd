"""More hard cases of telling outages apart, by family; every sentence is ours."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from newsagg.merge.cluster import group_reports
from newsagg.model import Report, StoredClaim
from newsagg.vocabulary import ArticleRole, CauseCategory, ClaimType, ReportKind
from tests.merge.making import a_claim, a_report, at, parts, service


def start(article: int, when: datetime) -> StoredClaim:
    return a_claim(ClaimType.START_TIME, "start", when=when, article=article)


def cause(article: int, text: str, category: CauseCategory) -> StoredClaim:
    return a_claim(ClaimType.CAUSE, text, article=article, categories=[category])


def together(reports: Sequence[Report]) -> set[frozenset[int]]:
    return parts(group_reports(reports))


CLOUD = a_report(
    1,
    "AWS outage in Virginia spreads",
    "Ring doorbells, Slack and Disney+ fell with the cloud's eastern region.",
    told=at(9),
    about=[
        "aws",
        service("ring", "affected"),
        service("slack", "affected"),
        service("disney-plus", "affected"),
    ],
)


def test_dependents_that_are_reported_alone_join_the_outage_of_their_cloud() -> None:
    reports = [
        CLOUD,
        a_report(2, "Ring doorbells stay mute", "Owners see no picture.", told=at(9.5), about=["ring"]),
        a_report(
            3, "Disney+ will not play", "Viewers see a spinning wheel.", told=at(10), about=["disney-plus"]
        ),
    ]
    assert together(reports) == {frozenset((1, 2, 3))}


@pytest.mark.parametrize(
    ("hour", "claims"),
    [(34.0, ()), (10.0, (cause(2, "an expired certificate", CauseCategory.CERTIFICATE_AUTH_TIME),))],
    ids=["the next day", "with a cause of its own"],
)
def test_a_dependent_with_trouble_of_its_own_stays_apart(hour: float, claims: Sequence[StoredClaim]) -> None:
    alone = a_report(
        2, "Ring doorbells stay mute", "Owners see no picture.", told=at(hour), about=["ring"], claims=claims
    )
    assert together([CLOUD, alone]) == {frozenset((1,)), frozenset((2,))}


def test_an_outage_of_a_cloud_and_one_of_its_rival_stay_apart_when_each_names_the_other() -> None:
    reports = [
        a_report(
            1,
            "Azure outage locks out offices",
            "Sign-ins fail at the front door. AWS was not hit.",
            told=at(9),
            about=["azure", service("aws", "mentioned")],
        ),
        a_report(
            2,
            "AWS databases slow in Ohio",
            "Queries wait for minutes. It comes hours after Azure's sign-in trouble.",
            told=at(12),
            about=["aws", service("azure", "mentioned")],
            claims=[cause(2, "a storage fault", CauseCategory.HARDWARE)],
        ),
    ]
    assert together(reports) == {frozenset((1,)), frozenset((2,))}


def test_two_outages_on_one_day_are_told_apart_by_their_starts() -> None:
    reports = [
        a_report(1, "X timelines freeze", "Posts will not load.", told=at(7), about=["x"], claims=[start(1, at(6))]),
        a_report(2, "X is down", "Posts will not load.", told=at(8), about=["x"], claims=[start(2, at(6.1))]),
        a_report(
            3, "X falls over once more", "Log-ins fail.", told=at(20), about=["x"], claims=[start(3, at(19.5))]
        ),
        a_report(
            4, "X suffers second outage of the day", "Log-ins fail.", told=at(21), about=["x"],
            claims=[start(4, at(19.4))],
        ),
    ]  # fmt: skip
    assert together(reports) == {frozenset((1, 2)), frozenset((3, 4))}


def test_the_waves_of_one_week_of_attacks_stay_apart_when_each_has_its_day_and_its_service() -> None:
    reports = [
        a_report(1, "Outlook is down", "Mail does not arrive.", told=at(9), about=["outlook"]),
        a_report(2, "Outlook outage continues", "Mail does not arrive.", told=at(14), about=["outlook"]),
        a_report(3, "OneDrive is down", "Files do not open.", told=at(10, day=3), about=["onedrive"]),
        a_report(
            4, "Azure portal is down", "The console shows an error.", told=at(10, day=4), about=["azure"]
        ),
    ]
    assert together(reports) == {frozenset((1, 2)), frozenset((3,)), frozenset((4,))}


def test_a_block_by_a_government_is_no_outage_of_the_blocked_service() -> None:
    reports = [
        a_report(
            1,
            "Ministry orders Instagram cut off during protests",
            "Networks in the capital block the app.",
            told=at(9),
            about=["instagram"],
            kind=ReportKind.SHUTDOWN,
        ),
        a_report(
            2, "Instagram crashes on iPhones", "The app closes when opened.", told=at(18), about=["instagram"]
        ),
        a_report(3, "Instagram crash fixed", "A new build is out.", told=at(22), about=["instagram"]),
    ]
    assert together(reports) == {frozenset((1,)), frozenset((2, 3))}


def test_a_lawsuit_a_year_later_joins_as_an_update() -> None:
    reports = [
        a_report(
            1, "Optus network fails", "Phones show SOS across the country.", told=at(6), about=["optus"]
        ),
        a_report(2, "Optus says service is back", "Phones work again.", told=at(18), about=["optus"]),
        a_report(
            3,
            "Customers sue Optus over lost day",
            "The suit says that phones failed across the country on 14 May 2024 and that shops lost their takings.",
            told=at(9, day=370),
            about=["optus"],
            kind=ReportKind.UPDATE,
        ),
    ]
    groups = group_reports(reports)
    assert parts(groups) == {frozenset((1, 2, 3))}
    assert dict(groups[0].roles)[3] is ArticleRole.UPDATE


def test_an_anniversary_belongs_to_no_outage_of_its_own_day() -> None:
    reports = [
        a_report(1, "Fastly outage takes sites down", "Pages fail.", told=at(9), about=["fastly"]),
        a_report(
            2,
            "Looking back at the Fastly outage of 8 June 2021",
            "On 8 June 2021 an hour without half of the web began with one customer's setting.",
            told=at(11),
            about=["fastly"],
            kind=ReportKind.ANALYSIS,
        ),
    ]
    assert together(reports) == {frozenset((1,)), frozenset((2,))}


def test_a_roundup_of_a_year_joins_none_of_its_outages() -> None:
    reports = [
        a_report(1, "Slack is down", "Messages hang.", told=at(9), about=["slack"]),
        a_report(
            2, "The ten worst outages of the year", "Slack fell in May.", told=at(9, day=220), about=["slack"],
            kind=ReportKind.ROUNDUP,
        ),
    ]  # fmt: skip
    (group,) = group_reports(reports)
    assert dict(group.roles) == {1: ArticleRole.PRIMARY}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("About the Tailscale outage of 14 May", "The site was gone for ninety minutes."),
        ("Tailscale 5月14日 故障", "网站 九十 分钟 无法 访问"),
        ("What happened to Tailscale on 5/14/24", "The site was gone for ninety minutes."),
    ],
    ids=["no year", "Chinese", "in figures"],
)
def test_a_page_without_a_date_joins_the_outage_whose_day_it_names(title: str, body: str) -> None:
    reports = [
        a_report(
            1, "Tailscale site is down", "Its pages cannot be reached.", told=at(9), about=["tailscale"]
        ),
        a_report(2, "Tailscale slow", "Pages load late.", told=at(9, day=60), about=["tailscale"]),
        a_report(
            3, title, body, told=None, seen=at(0, day=900), about=["tailscale"], kind=ReportKind.POSTMORTEM
        ),
    ]
    assert together(reports) == {frozenset((1, 3)), frozenset((2,))}


def test_boilerplate_that_names_an_old_day_does_not_keep_a_report_from_todays_outage() -> None:
    reports = [
        a_report(1, "Vodafone broadband is down", "Homes are offline.", told=at(9), about=["vodafone"]),
        a_report(
            2,
            "Vodafone fixes broadband fault",
            "Photo taken on 15 May 2017. Homes are online again.",
            told=at(20),
            about=["vodafone"],
        ),
    ]
    assert together(reports) == {frozenset((1, 2))}


def test_a_headline_without_a_service_joins_by_what_it_names() -> None:
    reports = [
        a_report(
            1, "Subsea cable cut leaves Faroe villages offline", "Two cables broke near Torshavn.", told=at(9)
        ),
        a_report(
            2, "Faroe islanders cut off after subsea cable breaks", "A trawler is suspected.", told=at(15)
        ),
        a_report(3, "City council's payroll system stops", "Clerks were paid late.", told=at(10)),
    ]
    assert together(reports) == {frozenset((1, 2)), frozenset((3,))}


def test_reports_without_any_service_do_not_chain_by_common_words() -> None:
    reports = [
        a_report(n, title, body, told=at(9 + n))
        for n, (title, body) in enumerate(
            (
                ("Hospital computers fail, patients wait", "Nurses in Leeds wrote charts by hand."),
                ("School exams wait as computers fail", "Teachers in Porto sent pupils home."),
                ("Library computers fail for a second week", "Nobody in Turin can borrow a book."),
            ),
            start=1,
        )
    ]
    assert together(reports) == {frozenset((1,)), frozenset((2,)), frozenset((3,))}


def test_versions_of_one_story_under_new_titles_and_dates_stay_together() -> None:
    text = (
        "Trains in the north stopped on Tuesday when the signalling computers lost their clock, the operator said. "
        "Travellers slept in halls and on platforms while engineers set the clocks one by one."
    )
    reports = [
        a_report(1, "Northern trains stop", text, told=at(9), about=["northern-rail"]),
        a_report(2, "UPDATE: trains still halted", f"{text} A first line ran at noon.", told=at(13)),
        a_report(3, "Rail chaos: what we know", f"What we know so far. {text}", told=at(9, day=1)),
        a_report(4, "Rail chaos ends", f"{text} By Wednesday night all lines ran.", told=at(23, day=1)),
    ]
    assert together(reports) == {frozenset((1, 2, 3, 4))}


def test_a_vendors_notice_that_nobody_reported_stays_the_vendors_alone() -> None:
    notice = a_report(
        1,
        "Delayed webhooks",
        "We are investigating delayed webhooks.",
        told=at(3),
        about=["github"],
        basis="status",
        provider="github",
        kind=ReportKind.OFFICIAL,
    )
    news = a_report(2, "GitHub is down", "Pushes fail worldwide.", told=at(3, day=4), about=["github"])
    assert together([notice, news]) == {frozenset((1,)), frozenset((2,))}


DENSE_WEEK = [
    (
        "Council phones go dead across the county",
        "Residents could not reach the council after a software update.",
    ),
    (
        "Bus tickets fail as payment terminals freeze",
        "Passengers rode for free after terminals froze at dawn.",
    ),
    ("University exam system crashes on first day", "Students were sent home after the exam system crashed."),
    (
        "Court hearings adjourned after records system failure",
        "Judges adjourned hearings when records vanished.",
    ),
    ("Tax portal buckles on deadline day", "Taxpayers were told to try again after the portal buckled."),
    (
        "Airport check-in halls fill after computer failure",
        "Passengers queued for hours after a computer failure.",
    ),
    ("Library loans stop after cyber attack on supplier", "The supplier of the loans system was attacked."),
    ("Hospital pharmacies return to paper", "Staff wrote labels by hand after the pharmacy system failed."),
    (
        "Power company cannot take calls from customers",
        "Customers could not report faults after phones failed.",
    ),
    ("Lottery draw delayed by technical problem", "The draw was delayed for an hour by a technical problem."),
    ("Police dispatchers lose their maps", "Dispatchers worked from paper maps for a night after a failure."),
    (
        "Village cut off after cable is dug up",
        "Residents lost phones and internet when a digger cut a cable.",
    ),
    ("School meals unpaid after till system crashes", "Pupils ate for free after the till system crashed."),
    ("Ferry bookings lost after server failure", "Passengers queued at the pier after bookings were lost."),
]


def test_a_week_full_of_outages_that_name_no_service_is_not_one_outage() -> None:
    reports = [
        a_report(n, title, body, told=at(5.0 * n)) for n, (title, body) in enumerate(DENSE_WEEK, start=1)
    ]
    assert together(reports) == {frozenset((n,)) for n in range(1, len(DENSE_WEEK) + 1)}


def test_a_report_without_a_service_joins_no_outage_of_a_service_by_common_words() -> None:
    reports = [
        a_report(
            1,
            "Slack is down for offices",
            "Staff could not send messages after a software update.",
            told=at(9),
            about=["slack"],
        ),
        a_report(
            2,
            "Office staff lose messages at the ministry",
            "Messages were lost after a software update, the ministry said.",
            told=at(10),
        ),
    ]
    assert together(reports) == {frozenset((1,)), frozenset((2,))}


def test_a_second_day_headline_without_the_service_joins_by_the_words_of_its_story() -> None:
    reports = [
        a_report(
            1,
            "Rogers outage cuts off Canada",
            "Interac payments, passport offices and 911 calls failed when Rogers lost its core network.",
            told=at(9),
            about=["rogers"],
        ),
        a_report(
            2,
            "Canadians turn to cash as Interac payments and 911 calls fail",
            "Passport offices closed when the Rogers core network was lost.",
            told=at(14),
        ),
    ]
    assert together(reports) == {frozenset((1, 2))}
